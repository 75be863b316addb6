"""The PDF of a report, and its charts as pictures: typst, without network and without the system's fonts."""

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from zi_build import data
from zi_build.errors import InstrumentError
from zi_build.export.report.fields import Fields

if TYPE_CHECKING:
    from typst import Compiler

FOLDER = data.FOLDER / "laporan"
REPLACEMENT = "□"
_UNPRINTABLE = re.compile(r'the text `"(.+?)"` could not be displayed')
_ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}")
RESOLUTION = 220
CHARTS = ("area", "bulan")


def pdf(fields: Fields, day: date) -> bytes:
    """Return the report as a tagged PDF with bookmarks; equal fields give equal bytes.

    The day of judgement stands in it as its date of creation. A letter that none of the fonts has is
    replaced, and the report says so: an archive's PDF may not hold one. Raises InstrumentError when the
    program's own template does not compile.
    """
    stamp = datetime(day.year, day.month, day.day, tzinfo=UTC)
    words = json.dumps({**fields, "huruf_diganti": False}, ensure_ascii=False)
    replaced = json.dumps({**fields, "huruf_diganti": True}, ensure_ascii=False)
    strange: set[str] = set()
    while True:
        try:
            return _report(words, stamp)
        except InstrumentError as error:
            found = {_unescaped(text) for text in _UNPRINTABLE.findall(str(error))} - strange
            if not found:
                raise
            strange |= found
            words = replaced
            for text in sorted(strange, key=lambda text: (-len(text), text)):
                words = words.replace(text, REPLACEMENT)


def _report(words: str, stamp: datetime) -> bytes:
    with _compiler() as compiler:
        made = compiler.compile(
            str(FOLDER / "laporan.typ"),
            sys_inputs={"isian": words},
            # Every reader can be told what is where (UA); still readable in many years (A).
            pdf_standards=["ua-1", "a-2a"],
            timestamp=stamp,
        )
    return _first(made)


def _unescaped(text: str) -> str:
    """Read a text as typst's messages write it."""
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)


def chart(fields: Fields, name: str) -> bytes:
    """Return a chart as PNG, drawn by what draws it in the PDF."""
    bars = fields["grafik"][name]["batang"]
    inputs = {"grafik": name, "isian": json.dumps(bars, ensure_ascii=False)}
    with _compiler() as compiler:
        made = compiler.compile(
            str(FOLDER / "grafik.typ"), sys_inputs=inputs, format="png", ppi=RESOLUTION
        )
    return _first(made)


@contextmanager
def _compiler() -> Iterator["Compiler"]:
    """Give a compiler that sees the package's templates and fonts, and nothing of the machine."""
    import typst  # noqa: PLC0415  (30 MB, wanted by reports alone)

    try:
        yield typst.Compiler(root=str(FOLDER), ignore_system_fonts=True)
    except typst.TypstError as error:
        raise InstrumentError(f"Templat laporan: {error.diagnostic}") from error


def _first(made: bytes | list[bytes] | None) -> bytes:
    """Return the one file (a PDF, or the picture of the one page) that was made."""
    return made[0] if isinstance(made, list) else made or b""

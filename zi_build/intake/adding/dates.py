"""Dates and periods in the name and the text of a paper, as proposals that say where they stood."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum

from zi_build.intake.adding.readers import NO_YEAR, Context, Reading, readings, without
from zi_build.model.period import Grain, Period

LONGEST_TEXT = 6000
# A title stands among the first lines, and is written in capitals: so many of so many letters.
TITLE_LINES = 25
TITLE_LETTERS, TITLE_SHARE = 6, 0.8


class Origin(Enum):
    """Where a date stood, in the words of the proposal."""

    NAME = "tertulis di nama berkas"
    EVENT = "baris “Hari, tanggal” di isinya"
    TITLE = "judul atau baris “Periode” di isinya"
    TEXT = "tertulis di isinya"
    DEVICE = "cap waktu ponsel, pemindai, atau WhatsApp di nama berkas"
    NUMBER = "nomor surat"


@dataclass(frozen=True, slots=True)
class Dated:
    """One proposal: the period, the words that were read, where, and what speaks against it.

    `other` is what the same words may mean too.
    """

    period: Period
    written: str
    origin: Origin
    doubt: str = ""
    other: Period | None = None

    @property
    def warning(self) -> str:
        """What the reader must know before taking it; empty when nothing speaks against it."""
        other = f"dapat juga berarti {self.other.label}" if self.other else ""
        return "; ".join(filter(None, (self.doubt, other)))


_DEVICE = re.compile(
    r"(?:whats ?app (?:image|video|audio|document|scan)|img|vid|pxl|dsc|ptt|doc|stk|scan(?:ned|ner)?"
    r"|cam ?scanner|adobe scan|new doc(?:ument)?|screen ?shot|tangkapan layar|screen recording"
    r"|genius scan|simple scan|tap ?scanner|photo|picture)[ -]*\d{0,3}[ -]*$",
    re.IGNORECASE,
)
_EVENT = re.compile(
    r"\bhari *[,/]? *(?:dan )?tanggal\b|\bpada hari\b|\bhari\b.{0,20}$", re.IGNORECASE
)
_PERIOD = re.compile(r"^\s*(?:periode|bulan|triwulan|semester|masa)\b[^:]{0,30}:", re.IGNORECASE)


def in_name(stem: str, as_of: date) -> tuple[Dated, ...]:
    """Return the dates in a file name without its extension, in the order in which they stand."""
    text = plain(stem)
    found = []
    for reading in readings(text, Context(as_of, in_name=True)):
        origin = Origin.NAME
        if reading.by_device or _DEVICE.search(text[: reading.start]):
            origin = Origin.DEVICE
        elif reading.number:
            origin = Origin.NUMBER
        found.append(_dated(reading, origin))
    return _each_once(_with_year(found))


def in_text(text: str, as_of: date) -> tuple[Dated, ...]:
    """Return the dates in the text of a paper; its line says what kind of date each may be."""
    found = []
    context = Context(as_of, in_name=False)
    for number, line in enumerate(text[:LONGEST_TEXT].splitlines()):
        bare = plain(line)
        for reading in readings(bare, context):
            origin = Origin.TEXT
            if reading.number:
                origin = Origin.NUMBER
            elif _EVENT.search(bare[: reading.start]):
                origin = Origin.EVENT
            elif _PERIOD.search(bare) or (number < TITLE_LINES and _is_title(bare)):
                origin = Origin.TITLE
            found.append(_dated(reading, origin))
    return _each_once(found)


def words_of(stem: str, as_of: date) -> str:
    """Return a file name without the dates in it: the words that may say what the paper is."""
    return without(plain(stem), Context(as_of, in_name=True), lambda _reading: True)


def _dated(reading: Reading, origin: Origin) -> Dated:
    return Dated(reading.period, reading.written, origin, reading.doubt, reading.other)


def _is_title(line: str) -> bool:
    letters = [letter for letter in line if letter.isalpha()]
    return len(letters) > TITLE_LETTERS and sum(map(str.isupper, letters)) > TITLE_SHARE * len(
        letters
    )


def plain(text: str) -> str:
    """Return a name or a line with one kind of space and one kind of dash, without emoji and marks."""
    text = unicodedata.normalize("NFKC", text)
    text = re.sub(r"[\u2010-\u2015\u2212]", "-", text.replace("_", " ").replace("’", "'"))
    kinds = ((letter, unicodedata.category(letter)) for letter in text)
    kept = (" " if kind[0] in "CZ" else letter for letter, kind in kinds if kind != "Cf")
    return " ".join("".join(kept).split())


def _with_year(found: list[Dated]) -> list[Dated]:
    """Give a period without a year the one year that stands elsewhere in the name."""
    years = {one.period.year for one in found if one.period.grain is Grain.YEAR and not one.doubt}
    if len(years) != 1:
        return found
    (year,) = years
    out = []
    for one in found:
        if one.doubt.startswith(NO_YEAR) and one.period.grain is not Grain.DAY:
            doubt = one.doubt.removeprefix(NO_YEAR).lstrip("; ")
            out.append(replace(one, period=replace(one.period, year=year), doubt=doubt))
        else:
            out.append(one)
    return out


def _each_once(found: Iterable[Dated]) -> tuple[Dated, ...]:
    """Return the first proposal of each period; one without a doubt is better than the first."""
    seen: dict[Period, Dated] = {}
    for one in found:
        if one.period not in seen or (seen[one.period].warning and not one.warning):
            seen[one.period] = one
    return tuple(seen.values())

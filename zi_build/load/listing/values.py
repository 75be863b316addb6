"""What a cell of the list says: text as a sidecar would have it, or why it cannot be taken."""

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime, time, timedelta
from typing import Any

from zi_build.load.listing.table import Cell
from zi_build.load.results.cells import day_of
from zi_build.model.listing import named
from zi_build.model.period import MONTH_NAMES, Grain, Period, day_label

# Digits of a number that Excel keeps; beyond them it writes zeros.
EXACT = 10**15
DAY_NORM = "harus tanggal, misalnya 2026-03-05 atau 5/3/2026"
PERIOD_NORM = "harus periode: 2026-03, 2026-T1, 2026-S1, 2026, atau sebuah tanggal"
PAGES_NORM = "harus halaman pertama dan terakhir, misalnya 1-2"
_LIST = re.compile(r"[;\n]+|,\s*(?=[A-Z]?\d+\.\d+\.[a-z]+/)")
_PAGES = re.compile(
    r"(?:hal(?:aman)?\.?|hlm\.?|h\.)?\s*(\d{1,5})(?:\s*(?:[-–—]|s\.?/?d\.?|sampai)\s*(\d{1,5}))?"
)
_PERIOD = re.compile(r"(\d{4})[-\s/]?([TS]?)(\d{1,2})?", re.IGNORECASE)
_MONTH = re.compile(r"([a-z]+)[\s-]+(\d{4})", re.IGNORECASE)
_MONTHS = {name.casefold(): at for at, name in enumerate(MONTH_NAMES, start=1)}
_LETTERS = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.')


class WrongCellError(ValueError):
    """A cell that says nothing that can be used; the message is the norm, in Indonesian."""


def value_of(key: str, cell: Cell) -> Any:
    """Return what a cell of a column says, in the form of a sidecar's value.

    Raises WrongCellError. Excel makes dates of what looks like one: where that lost what was
    written (`1-2` for pages), nothing is guessed.
    """
    if cell.broken:
        raise WrongCellError(cell.broken)
    read = _READERS.get(key, _text)
    return read(cell)


def _text(cell: Cell) -> str:
    value = cell.value
    if isinstance(value, bool):
        return "ya" if value else "tidak"
    if isinstance(value, int | float):
        if abs(value) >= EXACT:
            raise WrongCellError(
                "Excel membulatkan angka ini; ketik ulang dengan tanda ' di depannya"
            )
        return str(int(value)) if float(value).is_integer() else repr(value).replace(".", ",")
    if isinstance(value, date | time | timedelta):
        raise WrongCellError(_turned(value, "tulisan"))
    return str(value).replace("\u00a0", " ").strip()


def _turned(value: object, wanted: str) -> str:
    shown = day_label(value) if isinstance(value, date) else str(value)
    return (
        f"Excel mengubahnya menjadi {'tanggal ' if isinstance(value, date) else ''}{shown}, jadi "
        f"{wanted} semula tidak diketahui; ketik ulang dengan tanda ' di depannya"
    )


def _line(cell: Cell) -> str:
    return " ".join(_text(cell).split())


def _word(cell: Cell) -> str:
    return _line(cell).casefold()


def _day(cell: Cell) -> str:
    if isinstance(cell.value, datetime | date):
        return _plain_day(cell.value).isoformat()
    found = day_of(_line(cell))
    if found is None:
        raise WrongCellError(DAY_NORM)
    return found.isoformat()


def _plain_day(value: date) -> date:
    return value.date() if isinstance(value, datetime) else value


def _period(cell: Cell) -> str:
    """Return a period; a date that Excel made of a month, and shows as one, is that month."""
    if isinstance(cell.value, datetime | date):
        day = _plain_day(cell.value)
        shown = _LETTERS.sub("", cell.form).casefold()
        if "d" not in shown and "m" in shown and day.day == 1:
            return str(Period.containing(day, Grain.MONTH))
        return day.isoformat()
    text = _line(cell)
    for form in (_in_notation, _in_words, _as_day):
        found = form(text)
        if found:
            return str(found)
    raise WrongCellError(PERIOD_NORM)


def _in_notation(text: str) -> Period | None:
    """Read `2026-03`, also where a zero or a hyphen was left out."""
    match = _PERIOD.fullmatch(text)
    if match is None or bool(match[2]) > bool(match[3]):
        return None
    part = (
        f"-{match[2].upper()}{match[3]}" if match[2] else f"-{int(match[3]):02}" if match[3] else ""
    )
    return _parsed(f"{match[1]}{part}")


def _in_words(text: str) -> Period | None:
    match = _MONTH.fullmatch(text)
    month = _MONTHS.get(match[1].casefold()) if match else None
    return _parsed(f"{match[2]}-{month:02}") if match and month else None


def _as_day(text: str) -> Period | None:
    found = day_of(text)
    return Period.of_day(found) if found else None


def _parsed(text: str) -> Period | None:
    try:
        return Period.parse(text)
    except ValueError:
        return None


def _pages(cell: Cell) -> Any:
    """Return `1-2`, or a mapping of documents to such where several are named."""
    if isinstance(cell.value, date | time | timedelta):
        raise WrongCellError(_turned(cell.value, "halaman"))
    text = _line(cell)
    if ":" not in text:
        return _range(text)
    found = {}
    for part in filter(None, (one.strip() for one in _LIST.split(text))):
        document, colon, pages = part.rpartition(":")
        if not colon or not document.strip():
            raise WrongCellError(f"{PAGES_NORM}, atau 1.1.a/undangan-rapat: 1-2; 1.1.a/notula: 3-5")
        found[named(document)] = _range(pages)
    return found


def _range(text: str) -> str:
    match = _PAGES.fullmatch(text.strip())
    if match is None:
        raise WrongCellError(PAGES_NORM)
    return f"{match[1]}-{match[2]}" if match[2] else match[1]


def _documents(cell: Cell) -> list[str]:
    return [named(part) for part in _LIST.split(_text(cell)) if part.strip()]


def _document(cell: Cell) -> str:
    return named(_line(cell))


_READERS: Mapping[str, Callable[[Cell], Any]] = {
    "berkas": _text,
    "folder": _text,
    "sidik": _line,
    "dokumen": _document,
    "tanggal": _day,
    "periode": _period,
    "halaman": _pages,
    "juga_untuk": _documents,
    "akses": _word,
    "nihil": _word,
    "diterima": _day,
    "berlaku_sampai": _day,
    "judul": _line,
    "nomor": _line,
}

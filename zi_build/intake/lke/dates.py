"""Dates that a workbook states about itself: its year, and the day of the evaluators' verdict."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from zi_build.intake.lke.cells import Cell, Sheet
from zi_build.intake.lke.heads import Who
from zi_build.intake.lke.lines import Line
from zi_build.intake.lke.report import Given
from zi_build.intake.months import month_of

TOP_ROWS = 20
_ISO = re.compile(r"\b(20\d\d)-(\d{1,2})-(\d{1,2})\b")
_DAY_FIRST = re.compile(r"\b(\d{1,2})\s*[/.-]\s*(\d{1,2})\s*[/.-]\s*(20\d\d)\b")
_WORDS = re.compile(r"\b(\d{1,2})\s+([a-z]{3,9})\.?\s+(20\d\d)\b", re.IGNORECASE)
_LABELS = {
    Who.TPN: re.compile(r"\b(?:tgl|tanggal)\b.*(?:\btpn\b|penilai nasional)", re.IGNORECASE),
    Who.TPI: re.compile(
        r"\b(?:tgl|tanggal)\b(?!.*(?:\btpn\b|nasional)).*"
        r"(?:\btpi\b|verifikasi|penilai internal|evaluator)",
        re.IGNORECASE,
    ),
}
_BARE = re.compile(r"\s*(?:tanggal|tgl\.?)\s*:?\s*", re.IGNORECASE)
_YEAR = re.compile(r"\btahun\b\D{0,20}(20\d\d)?", re.IGNORECASE)
# A regulation's year is none of the workbook's.
_LAW = re.compile(r"\bnomor\b|peraturan|permen|undang|pedoman", re.IGNORECASE)


def date_in(text: str) -> date | None:
    """Return the date that a text states (`2026-07-10`, `10/07/2026`, `10 Juli 2026`), day first."""
    if found := _ISO.search(text):
        return _date(int(found[1]), int(found[2]), int(found[3]))
    if found := _DAY_FIRST.search(text):
        return _date(int(found[3]), int(found[2]), int(found[1]))
    if found := _WORDS.search(text):
        return _date(int(found[3]), month_of(found[2]) or 0, int(found[1]))
    return None


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def days_of(lines: Sequence[tuple[Sheet, Sequence[Line]]]) -> dict[Who, Given]:
    """Return each evaluator's date beside (or in) a label such as `Tanggal penilaian TPI`.

    A bare `Tanggal` counts where it stands above the evaluators' own columns, as `zi export lke`
    puts it.
    """
    days = ((who, _day_of(lines, who)) for who in _LABELS)
    return {who: day for who, day in days if day is not None}


def _day_of(lines: Sequence[tuple[Sheet, Sequence[Line]]], who: Who) -> Given | None:
    sheets = [sheet for sheet, _ in lines]
    for label, beside in (*_labelled(sheets, _LABELS[who]), *_above(lines, who)):
        for cell in (label, *beside):
            stated = cell.value if isinstance(cell.value, date) else date_in(cell.text)
            if stated is not None:
                return Given(stated.isoformat(), cell.address)
    return None


def _above(
    lines: Iterable[tuple[Sheet, Sequence[Line]]], who: Who
) -> Iterator[tuple[Cell, tuple[Cell, ...]]]:
    for sheet, mine in lines:
        columns = {
            column
            for found in {id(line.columns): line.columns for line in mine}.values()
            for voices in (found.answers, found.scores, found.notes)
            if (column := voices.get(who)) is not None
        }
        for label, beside in _labelled([sheet], _BARE):
            if label.column in columns:
                yield label, beside


def year_of(sheets: Iterable[Sheet]) -> Given | None:
    """Return the year that the head of a workbook names."""
    for label, beside in _labelled(sheets, _YEAR):
        if _LAW.search(label.text):
            continue
        stated = _YEAR.search(label.text)
        if stated and stated[1]:
            return Given(stated[1], label.address)
        for cell in beside:
            found = re.fullmatch(r"\D{0,3}(20\d\d)\D{0,3}", cell.text)
            if found and len(label.text) <= len("Tahun penilaian :"):
                return Given(found[1], cell.address)
    return None


def _labelled(
    sheets: Iterable[Sheet], pattern: re.Pattern[str]
) -> Iterable[tuple[Cell, tuple[Cell, ...]]]:
    """Yield each cell of the first rows that matches, with the two cells to its right."""
    for sheet in sheets:
        for number, row in sheet.rows.items():
            if number > TOP_ROWS:
                break
            cells = [row[column] for column in sorted(row)]
            for place, cell in enumerate(cells):
                found = pattern.fullmatch if pattern is _BARE else pattern.search
                if isinstance(cell.value, str) and found(cell.text):
                    yield cell, tuple(cells[place + 1 : place + 3])

"""An evaluator's sheet to answers: columns known by their headings, bad values named with their cell."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from zi_build import ids
from zi_build.checks.rule import meant
from zi_build.errors import UsageError
from zi_build.intake.lke.cells import Cell, Sheet
from zi_build.intake.lke.values import (
    Reading,
    State,
    read_answer,
    read_count,
    read_result,
)
from zi_build.intake.lke.workbook import read_sheets
from zi_build.intake.tpi.judged import About, Judged, Read, Remark
from zi_build.load.results.grid import Row, TableError, read_grid
from zi_build.model.reading import choices
from zi_build.model.rubric import Criterion, Result, Rubric
from zi_build.model.text import legible

TOP_ROWS = 30
COUNT = "#"
TEXTS = (".csv", ".txt", ".tsv")
HEADS: Mapping[str, str] = {
    **dict.fromkeys(("kriteria", "kode", "kode kriteria", "no kriteria", "nomor"), "key"),
    **dict.fromkeys(("nilai", "nilai tpi", "jawaban tpi", "penilaian tpi"), "value"),
    **dict.fromkeys(("catatan", "catatan tpi", "keterangan tpi"), "note"),
    **dict.fromkeys(("sidik", "sidik bukti"), "seen"),
}
# What the blank sheet tells the evaluator, and nobody reads back.
TOLD = frozenset(
    {
        "pertanyaan",
        "jawaban unit",
        "menurut bukti",
        "berkas yang dilihat",
        "nilai tpi sekarang",
        "pilihan",
    }
)
_RUBRIC = re.compile(r"\brubrik\s*:?\s*([a-z0-9-]+)", re.IGNORECASE)
_DIGEST = re.compile(r"[0-9a-f]{12}")
_LEFT = re.compile(r"[\s,;-]+")
_WORDS = re.compile(r"[^a-z]+")


@dataclass(slots=True)
class _Reading:
    rubric: Rubric
    judged: dict[str, Judged] = field(default_factory=dict)
    cells: dict[str, dict[str, Cell]] = field(default_factory=dict)
    remarks: list[Remark] = field(default_factory=list)
    refused: set[str] = field(default_factory=set)

    def tell(self, about: About, cell: Cell | None, message: str, key: str, *, no: bool) -> None:
        """Note a remark; `no` when the answer of its question is not recorded because of it."""
        self.remarks.append(Remark(about, message, cell.address if cell else "", key, refused=no))
        if no:
            self.refused.add(key.partition(COUNT)[0])


@dataclass(frozen=True, slots=True)
class _Head:
    sheet: Sheet
    row: int
    columns: Mapping[str, int]


def open_sheet(file: Path) -> tuple[Sheet, ...]:
    """Return the sheets of a workbook, or a CSV file as one sheet.

    Raises UsageError when the file cannot be read as either.
    """
    if file.suffix.casefold() not in TEXTS:
        return read_sheets(file)
    try:
        grid = read_grid(file.read_bytes(), _known)
    except OSError as error:
        raise UsageError(f"{file.name} tidak dapat dibaca: {error.strerror}.") from error
    except TableError as error:
        raise UsageError(f"{file.name} tidak dapat dibaca sebagai tabel: {error}.") from error
    if grid.broken:
        line, why = grid.broken[0]
        raise UsageError(f"{file.name} baris {line}: {why}. Perbaiki, lalu coba lagi.")
    rows = {
        row.line: {
            number: Cell(file.name, row.line, number, text)
            for number, text in enumerate(row.cells, 1)
            if text
        }
        for row in grid.rows
    }
    return (Sheet(file.name, hidden=False, rows=rows),)


def _known(rows: Sequence[Row]) -> int:
    """Return how many columns a split of the text would make known."""
    return max((sum(_plain(cell) in HEADS for cell in row.cells) for row in rows), default=0)


def is_own(sheets: Sequence[Sheet]) -> bool:
    """Tell whether one of the sheets is an evaluator's sheet, not a whole LKE."""
    return any(_head(sheet) for sheet in sheets)


def _head(sheet: Sheet) -> _Head | None:
    """Return the row of headings: one column each for the question and for its value."""
    for number, row in sheet.rows.items():
        if number > TOP_ROWS:
            break
        names = [(HEADS.get(_plain(cell.text)), column) for column, cell in row.items()]
        found = [name for name, _ in names if name]
        if found.count("key") == 1 and found.count("value") == 1:
            return _Head(sheet, number, {name: column for name, column in names if name})
    return None


def _plain(text: str) -> str:
    return " ".join(_WORDS.sub(" ", text.casefold()).split())


def stated_rubric(sheets: Sequence[Sheet]) -> str | None:
    """Return the rubric that the line above the headings names."""
    for sheet in sheets:
        for number, row in sheet.rows.items():
            if number > TOP_ROWS:
                break
            for cell in row.values():
                found = _RUBRIC.search(cell.text)
                if found and "-" in found[1]:
                    return found[1].casefold()
    return None


def read_sheet(sheets: Sequence[Sheet], rubric: Rubric) -> Read:
    """Return what a sheet answers; everything that it does not take is among the remarks."""
    reading = _Reading(rubric)
    for head in filter(None, map(_head, sheets)):
        _tell_columns(reading, head)
        for number in head.sheet.rows:
            if number > head.row:
                _row(reading, head, number)
    judged = tuple(one for key, one in reading.judged.items() if key not in reading.refused)
    return Read(judged, tuple(reading.remarks), stated_rubric(sheets))


def _tell_columns(reading: _Reading, head: _Head) -> None:
    known = set(head.columns.values())
    for column, cell in head.sheet.rows[head.row].items():
        if column not in known and _plain(cell.text) not in TOLD:
            said = f"Kolom “{cell.text}” tidak dikenal dan tidak dibaca."
            reading.tell(About.COLUMN, cell, said, "", no=False)


def _row(reading: _Reading, head: _Head, number: int) -> None:
    cells = {
        name: cell
        for name, column in head.columns.items()
        if (cell := head.sheet.at(number, column)) is not None and cell.text
    }
    named = cells.get("key")
    if named is None:
        if "value" in cells:
            said = f"Nilai “{cells['value'].text}” tanpa nomor kriteria."
            reading.tell(About.UNKNOWN, cells["value"], said, "", no=True)
        return
    key, _, count = named.text.replace(" ", "").partition(COUNT)
    criterion, result = _asked(reading.rubric, key)
    if criterion is None and result is None:
        _unknown(reading, named, cells)
        return
    key = criterion.id if criterion else result.id if result else key
    if count:
        _count(reading, criterion, key, count, cells)
    else:
        _answer(reading, criterion or result, key, cells)


def _asked(rubric: Rubric, key: str) -> tuple[Criterion | None, Result | None]:
    """Return the question that a code names, in whatever case it is typed."""
    wanted = key.casefold().rstrip(".")
    criterion = next(
        (one for name, one in rubric.criteria.items() if name.casefold() == wanted), None
    )
    return criterion, next((one for one in rubric.results if one.id == wanted), None)


def _unknown(reading: _Reading, named: Cell, cells: Mapping[str, Cell]) -> None:
    """Tell of a code that the rubric does not have; a line of words without a value is a heading."""
    if "value" not in cells and "note" not in cells:
        return
    known = [*reading.rubric.criteria, *(one.id for one in reading.rubric.results)]
    near = meant(ids.nearest(named.text, known) or "")
    said = f"Rubrik {reading.rubric.id} tidak punya kriteria “{named.text}”.{near}"
    reading.tell(About.UNKNOWN, named, said, named.text, no=True)


def _answer(
    reading: _Reading, asked: Criterion | Result | None, key: str, cells: Mapping[str, Cell]
) -> None:
    cell = cells.get("value")
    found = read_answer(cell, asked) if isinstance(asked, Criterion) else _result(cell, asked)
    if not _taken(reading, found, cell, key, asked):
        return
    marks = cells.get("seen")
    if marks is not None and _LEFT.sub("", _DIGEST.sub("", marks.text.casefold())):
        said = f"{key}: sidik “{marks.text}” rusak; bukti yang dilihat tidak diketahui. Buat lembar baru."
        reading.tell(About.CHANGED, marks, said, key, no=found.state is State.READ)
        return
    value = found.value if found.state is State.READ else None
    note = _lines(cells["note"].text) if "note" in cells else None
    judged = Judged(key, value, {}, note, _seen(marks), cell.address if cell else _address(cells))
    before = reading.judged.get(key)
    if before is None or (before.value is None and before.note is None):
        reading.judged[key] = replace(judged, counts=before.counts) if before else judged
    elif value is not None and value != before.value:
        said = f"{key} dinilai dua kali dengan jawaban berbeda: {before.value} [{before.cell}] dan {value}."
        reading.tell(About.TWICE, cell, said, key, no=True)


def _lines(text: str) -> str:
    """Return a note without what no text file holds, whatever a spreadsheet program put into it."""
    return "\n".join(legible(line).rstrip() for line in text.splitlines()).strip()


def _result(cell: Cell | None, asked: Result | None) -> Reading:
    return read_result(cell, asked) if asked else Reading(State.EMPTY)


def _address(cells: Mapping[str, Cell]) -> str:
    return cells["key"].address


def _taken(
    reading: _Reading,
    found: Reading,
    cell: Cell | None,
    key: str,
    asked: Criterion | Result | None,
) -> bool:
    """Tell whether a cell can be used, and say why when it cannot."""
    if found.state in {State.READ, State.EMPTY}:
        if found.state is State.READ and not found.exact and cell:
            said = f"{key}: “{cell.text}” dibaca {found.value}."
            reading.tell(About.INTERPRETED, cell, said, key, no=False)
        return True
    shown = cell.text if cell else ""
    if found.state is State.WAIVED:
        said = (
            f"{key} dinyatakan tidak berlaku; tulis alasannya di tidak_berlaku pada berkas jawaban."
        )
        reading.tell(About.WAIVED, cell, said, key, no=True)
    elif found.state in {State.ERROR, State.UNCALCULATED}:
        said = f"{key}: “{shown}” bukan nilai, melainkan rumus yang galat atau belum dihitung."
        reading.tell(About.STRANGE, cell, said, key, no=True)
    else:
        options = choices(asked) if asked else ""
        said = f"{key}: “{shown}” bukan nilai yang dapat dipakai; pilihannya {options}."
        reading.tell(About.STRANGE, cell, said, key, no=True)
    return False


def _count(
    reading: _Reading,
    criterion: Criterion | None,
    key: str,
    count: str,
    cells: Mapping[str, Cell],
) -> None:
    """Take one count of a percentage question, from its own row (`R1.1.a#agen`)."""
    inputs = criterion.counts.inputs if criterion and criterion.counts else {}
    cell, name = cells.get("value"), next((one for one in inputs if one == count.casefold()), None)
    if name is None:
        if cell is not None:
            near = meant(ids.nearest(count, inputs) or "")
            said = f"{key} tidak punya hitungan “{count}”.{near}"
            reading.tell(About.UNKNOWN, cells["key"], said, key, no=True)
        return
    found = read_count(cell)
    if found.state is State.EMPTY:
        return
    if found.state is not State.READ or cell is None:
        shown = cell.text if cell else ""
        said = f"{key}: “{shown}” bukan hitungan; isilah bilangan bulat, 0 atau lebih."
        reading.tell(About.STRANGE, cell, said, key, no=True)
        return
    before = reading.judged.get(key) or Judged(key, cell=cell.address)
    if name in before.counts and before.counts[name] != int(found.value):
        said = f"{key}: hitungan {name} ditulis dua kali dengan angka berbeda."
        reading.tell(About.TWICE, cell, said, key, no=True)
        return
    reading.judged[key] = replace(before, counts={**before.counts, name: int(found.value)})


def _seen(cell: Cell | None) -> tuple[str, ...] | None:
    """Return the digests of a cell; None where the sheet has none, `-` says that there was no paper."""
    if cell is None:
        return None
    return tuple(sorted(set(_DIGEST.findall(cell.text.casefold()))))

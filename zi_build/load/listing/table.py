"""A workbook to the rows of its list: the head found by its words, cells with what they really are."""

import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from zi_build.load.results.cells import plain
from zi_build.load.results.grid import MAX_BYTES, TableError, refuse_bomb
from zi_build.model.listing import BY_KEY, COLUMNS, SHEET

HEAD_WITHIN = 40
MAX_ROWS = 20_000
# Sheets that were formatted down to the last row are common; reading on would take minutes.
MAX_EMPTY_ROWS = 100_000
_ZIP, _OLD_EXCEL = b"PK", b"\xd0\xcf\x11\xe0"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_MERGED = re.compile(rb'<(?:\w+:)?mergeCell\s[^>]*?ref="([A-Z]+)(\d+):([A-Z]+)(\d+)"')
_FORMULA_WITHOUT_RESULT = "rumus tanpa hasil"
WORDS: Mapping[str, str] = {
    plain(said): column.key for column in COLUMNS for said in (column.heading, *column.also)
}


@dataclass(frozen=True, slots=True)
class Cell:
    """One filled cell: its value as the program that saved it typed it, and its number format.

    `broken` says why the value is none that anybody wrote (an error of Excel, a merged area).
    """

    line: int
    column: int
    value: Any
    form: str = "General"
    broken: str | None = None


@dataclass(slots=True)
class Table:
    """The list in a workbook: where its head stands, which column is what, and its filled rows.

    `columns` maps a key to its column; `unknown` a column that is the office's own to its heading;
    `twice` names the headings that stand there more than once, `others` further sheets with a list.
    """

    sheet: str
    head: int
    columns: dict[str, int]
    unknown: dict[int, str] = field(default_factory=dict)
    twice: list[tuple[int, str]] = field(default_factory=list)
    rows: dict[int, dict[int, Cell]] = field(default_factory=dict)
    others: tuple[str, ...] = ()

    @property
    def last(self) -> int:
        """The last row that holds anything, or the head."""
        return max(self.rows, default=self.head)

    @property
    def doubts(self) -> tuple[str, ...]:
        """Why the rows may lack what the office restricted, each with what to do; usually none."""
        told = []
        if "akses" not in self.columns:
            heading = BY_KEY["akses"].heading
            told.append(
                f"Kolom “{heading}” tidak ada, jadi tidak diketahui bukti mana yang dibatasi; tulis "
                f"kembali judul “{heading}” di atas isinya, atau kembalikan kolomnya dari salinan lama"
            )
        if self.others:
            others = ", ".join(f"“{title}”" for title in self.others)
            told.append(
                f"Daftar tidak hanya ada di lembar “{self.sheet}”, tetapi juga di {others}; satukan "
                f"isinya di “{self.sheet}”, lalu hapus lembar yang lain (juga yang tersembunyi)"
            )
        return tuple(told)


def read_table(content: bytes) -> Table:
    """Return the list that a workbook holds, whatever the order of its columns and rows.

    Raises TableError, with a clause in Indonesian, when it cannot be found or the file not opened.
    """
    _refuse_other_formats(content)
    try:
        refuse_bomb(content)
        return _read(content)
    except TableError:
        raise
    except Exception as error:  # whatever a broken file provokes means: it does not open
        raise TableError("buku kerjanya rusak") from error


def _refuse_other_formats(content: bytes) -> None:
    if len(content) > MAX_BYTES:
        raise TableError("paling besar 20 MB")
    if content.startswith(_OLD_EXCEL):
        locked = _ENCRYPTED in content
        raise TableError(
            "dikunci dengan kata sandi; simpan tanpa kata sandi"
            if locked
            else "isinya format Excel lama (.xls); simpan sebagai .xlsx"
        )
    if not content.startswith(_ZIP):
        raise TableError(
            "isinya bukan buku kerja Excel" if content else "berkasnya kosong (0 bita)"
        )


def _read(content: bytes) -> Table:
    from openpyxl import load_workbook  # noqa: PLC0415  (slow to import, needed for new files only)

    book = load_workbook(io.BytesIO(content), read_only=True)
    found = [table for sheet in book.worksheets if (table := _table(sheet))]
    if not found:
        raise TableError("baris kepala dengan judul kolom “Berkas” tidak ditemukan")
    best = min(found, key=lambda table: (table.sheet != SHEET, -len(table.columns)))
    best.others = tuple(table.sheet for table in found if table is not best)
    if any(cell.broken for row in best.rows.values() for cell in row.values()):
        results = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        _fill_results(best, results[best.sheet])
    _mark_merged(best, book)
    return best


def _table(sheet: Any) -> Table | None:
    """Return the list of a sheet, or None when no row of it names the columns."""
    if not hasattr(sheet, "reset_dimensions"):
        return None  # a chart on a sheet of its own
    sheet.reset_dimensions()
    found: Table | None = None
    empty = 0
    for number, row in _filled(sheet):
        if found is None:
            found = _head(sheet.title, number, row)
            if number > HEAD_WITHIN and found is None:
                return None
            continue
        empty = 0 if row else empty + 1
        if row:
            found.rows[number] = row
        if len(found.rows) > MAX_ROWS:
            raise TableError("paling banyak 20.000 baris")
        if empty > MAX_EMPTY_ROWS:
            raise TableError("lebih dari 100.000 baris kosong berformat; hapus baris-baris itu")
    return found


def _filled(sheet: Any) -> Iterator[tuple[int, dict[int, Cell]]]:
    """Yield each row with its filled cells; a formula is broken until its result is known."""
    for number, row in enumerate(sheet.iter_rows(), start=1):
        cells = {}
        for cell in row:
            value = cell.value
            if value is None or (isinstance(value, str) and not value.strip()):
                continue
            broken = None
            if cell.data_type == "f":
                broken = _FORMULA_WITHOUT_RESULT
            elif cell.data_type == "e":
                broken = f"galat Excel {value}"
            # A row of the file may lack its number or leave cells out: the cell knows where it stands.
            cells[cell.column] = Cell(cell.row, cell.column, value, cell.number_format, broken)
        at = next(iter(cells.values())).line if cells else number
        yield at, cells


def _head(sheet: str, number: int, row: Mapping[int, Cell]) -> Table | None:
    """Return an empty table if this row is a head: it names the file and two columns more."""
    columns: dict[str, int] = {}
    unknown: dict[int, str] = {}
    twice: list[tuple[int, str]] = []
    for at, cell in sorted(row.items()):
        text = " ".join(str(cell.value).split())
        key = WORDS.get(plain(text))
        if key is None:
            unknown[at] = text
        elif key in columns:
            twice.append((at, text))
            unknown[at] = text
        else:
            columns[key] = at
    enough = "berkas" in columns and len(columns) > 2  # noqa: PLR2004
    return Table(sheet, number, columns, unknown, twice) if enough else None


def _fill_results(table: Table, sheet: Any) -> None:
    """Put the remembered results in the places of formulas."""
    sheet.reset_dimensions()
    results = {(cell.line, cell.column): cell for _, row in _filled(sheet) for cell in row.values()}
    for line, row in table.rows.items():
        for at, cell in row.items():
            if cell.broken == _FORMULA_WITHOUT_RESULT and (line, at) in results:
                row[at] = results[line, at]


def _mark_merged(table: Table, book: Any) -> None:
    """Mark the cells of areas that span rows: what one of them says is meant for all."""
    from openpyxl.utils import column_index_from_string  # noqa: PLC0415

    sheet = book[table.sheet]
    part = book._archive.read(sheet._worksheet_path)  # noqa: SLF001  (no public way while streaming)
    for left, top, right, bottom in _MERGED.findall(part):
        first, last = int(top), int(bottom)
        if last <= table.head or first == last:
            continue
        columns = range(
            column_index_from_string(left.decode()), column_index_from_string(right.decode()) + 1
        )
        for line in range(max(first, table.head + 1), min(last, table.last) + 1):
            for at in columns:
                table.rows.setdefault(line, {})[at] = Cell(
                    line, at, None, broken="sel gabungan; pisahkan, lalu isi setiap barisnya"
                )

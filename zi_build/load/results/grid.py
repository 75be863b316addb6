"""A table file to rows of text: CSV as people and Excel write it, and workbooks. Nothing is judged here."""

import csv
import io
import re
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

MAX_BYTES = 20_000_000
MAX_UNPACKED = 300_000_000
MAX_ROWS = 200_000
DELIMITERS = (";", ",", "\t", "|")
SAMPLE = 60
_SEP = re.compile(r'"?sep=(.)"?', re.IGNORECASE)
_ZIP = b"PK\x03\x04"
_OLD_EXCEL = b"\xd0\xcf\x11\xe0"


class TableError(Exception):
    """The file cannot be read as a table at all; the message is a clause in Indonesian."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row: the line (of a workbook: the row) on which it begins, and its cells as text."""

    line: int
    cells: tuple[str, ...]

    @property
    def is_blank(self) -> bool:
        """Whether nothing but blanks and delimiters stands in it."""
        return not any(self.cells)


@dataclass(slots=True)
class Grid:
    """The rows of a table, and the lines that could not be taken apart, each with why.

    `loose` says that cells may stand beside the table, as notes in a workbook do.
    """

    rows: list[Row] = field(default_factory=list)
    broken: list[tuple[int, str]] = field(default_factory=list)
    loose: bool = False


# How well a head of these rows would be understood: the way to tell `,` from `;`.
Known = Callable[[Sequence[Row]], int]


def read_grid(content: bytes, known: Known) -> Grid:
    """Return the rows of a CSV file or workbook; `known` counts the columns that would be recognised.

    Raises TableError when it is neither, is damaged, or is larger than 20 MB or 200.000 rows.
    """
    if len(content) > MAX_BYTES:
        raise TableError("paling besar 20 MB")
    if content.startswith(_OLD_EXCEL):
        raise TableError("format Excel lama (.xls) tidak dibaca; simpan sebagai .xlsx atau .csv")
    grid = _workbook(content, known) if content.startswith(_ZIP) else _text(content, known)
    if not any(not row.is_blank for row in grid.rows) and not grid.broken:
        raise TableError("tabelnya kosong")
    return grid


def _text(content: bytes, known: Known) -> Grid:
    text = decode(content).replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip("".join(DELIMITERS) + '" \n\ufeff'):
        raise TableError("tabelnya kosong")
    lines = text.split("\n")
    if len(lines) > MAX_ROWS:
        raise TableError(f"paling banyak {MAX_ROWS} baris".replace("200000", "200.000"))
    said = _SEP.fullmatch(lines[0].strip(" \ufeff") if lines[0].strip() else "")
    if said:
        lines[0] = ""
        return _split(lines, said[1])
    samples = {mark: _split(lines[:SAMPLE], mark).rows for mark in DELIMITERS}
    best = max(DELIMITERS, key=lambda mark: (known(samples[mark]), _width(samples[mark])))
    return _split(lines, best)


def _width(rows: Sequence[Row]) -> int:
    """Return how many cells most rows have, for tables of which no column is known."""
    widths = sorted(len(row.cells) for row in rows if not row.is_blank)
    return widths[len(widths) // 2] if widths else 0


def decode(content: bytes) -> str:
    """Return a text in whatever a spreadsheet program saved it: UTF-8, UTF-16, or Windows' own.

    Raises TableError for bytes that are no text.
    """
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        encoding = "utf-16"
    elif b"\0" in content[:2000]:
        # "Unicode Text" without its mark: of plain letters every second byte is empty.
        encoding = "utf-16-le" if content[1:2] == b"\0" else "utf-16-be"
    else:
        encoding = "utf-8-sig"
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        text = _windows(content) if encoding == "utf-8-sig" else ""
    if not text or "\0" in text:
        raise TableError("isinya bukan teks CSV atau buku kerja Excel" if content else "kosong")
    return text


def _windows(content: bytes) -> str:
    try:
        text = content.decode("cp1252")
    except UnicodeDecodeError:
        return ""
    control = sum(letter < " " and letter not in "\t\r\n\x0b\x0c" for letter in text)
    return "" if control else text


def _split(lines: list[str], mark: str) -> Grid:
    """Take lines apart; a quotation mark that is never closed costs its own line, not the rest."""
    grid, at = Grid(), 0
    width = 0
    while at < len(lines):
        cells, used = _record(lines, at, mark)
        if cells is None or (used > 1 and _swallows(cells, lines[at : at + used], mark, width)):
            grid.broken.append((at + 1, "tanda kutip dibuka tetapi tidak ditutup"))
            at += 1
            continue
        row = Row(at + 1, tuple(_clean(cell) for cell in cells))
        if not row.is_blank:
            width = max(width, len(row.cells))
        grid.rows.append(row)
        at += used
    return grid


def _record(lines: list[str], at: int, mark: str) -> tuple[list[str] | None, int]:
    """Return the cells of the record that begins at a line, and how many lines it takes.

    The cells are None when its quotation mark is open to the end of the file.
    """
    if '"' not in lines[at]:
        return lines[at].split(mark), 1
    used, ended = 0, False

    def feed() -> Iterator[str]:
        nonlocal used, ended
        for index in range(at, len(lines)):
            used += 1
            yield f"{lines[index]}\n"
        ended = True

    try:
        cells = next(csv.reader(feed(), delimiter=mark, strict=False))
    except csv.Error:
        return None, 1
    return (None if ended else cells), used


def _swallows(cells: list[str], lines: list[str], mark: str, width: int) -> bool:
    """Tell whether a record of several lines has eaten rows: one of its lines is a row by itself."""
    if len(cells) < width:
        return True
    first = next((at for at, cell in enumerate(cells) if "\n" in cell), 0)
    inside = lines[1:] if first else lines[1:-1]
    return width > 1 and any(line.count(mark) >= width - 1 for line in inside)


def _clean(cell: str) -> str:
    return " ".join(cell.replace("\u00a0", " ").split())


def _workbook(content: bytes, known: Known) -> Grid:
    """Return the rows of the sheet whose head is understood best; hidden sheets are not looked at."""
    from openpyxl import load_workbook  # noqa: PLC0415  (slow to import, needed for new files only)

    try:
        refuse_bomb(content)
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        grids = [_sheet(sheet) for sheet in book.worksheets if sheet.sheet_state == "visible"]
    except TableError:
        raise
    except Exception as error:  # whatever a broken file provokes means: it does not open
        raise TableError("buku kerjanya rusak atau dikunci dengan kata sandi") from error
    if not grids:
        raise TableError("buku kerjanya tidak punya lembar yang tampak")
    return max(grids, key=lambda grid: known(grid.rows[:SAMPLE]))


def refuse_bomb(content: bytes) -> None:
    """Raise TableError for an archive whose parts are larger than any table when unpacked."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        if sum(info.file_size for info in archive.infolist()) > MAX_UNPACKED:
            raise TableError("buku kerjanya terlalu besar")


def _sheet(sheet: Any) -> Grid:
    sheet.reset_dimensions()  # programs write wrong ones, and rows beyond them would be lost
    grid = Grid(loose=True)
    for number, row in enumerate(sheet.iter_rows(values_only=True), start=1):
        cells = [_said(value) for value in row]
        while cells and not cells[-1]:
            cells.pop()
        if cells:
            grid.rows.append(Row(number, tuple(cells)))
        if len(grid.rows) > MAX_ROWS:
            raise TableError("paling banyak 200.000 baris")
    return grid


def _said(value: object) -> str:
    """Return a cell's value as one would type it; whole numbers without decimals, dates as ISO."""
    if value is None:
        return ""
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 10**15 else repr(value)
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    return _clean(str(value))

"""Gaps as a workbook: the list to filter and to print, and how many there are of whom."""

from collections import Counter
from collections.abc import Sequence
from datetime import date

from openpyxl import Workbook
from openpyxl.styles.cell_style import StyleArray
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from zi_build.export.gaps.columns import HEADS, About, Entry, Row, entry_of
from zi_build.export.lke.archive import to_bytes
from zi_build.export.lke.columns import height
from zi_build.export.lke.style import Pen, plain
from zi_build.export.printing import Marks, paged
from zi_build.model.period import day_label

LIST, SUMMARY = "Yang masih kurang", "Ringkasan"
WIDTHS = (20, 24, 9, 24, 30, 15, 13, 16, 10, 62, 36)
STYLES = (
    *("pertanyaan teks", "pertanyaan teks", "pertanyaan tengah", "pertanyaan teks"),
    *("pertanyaan teks", "pertanyaan tengah", "pertanyaan tanggal", "pertanyaan tengah"),
    *("pertanyaan angka", "pertanyaan teks", "pertanyaan teks"),
)
HEAD_ROW = 4
# What lines of folders and file names fill of a column: they break early.
ROOM = 0.82
TALLIED = (
    "Area",
    "Penanggung jawab",
    "Lewat waktu",
    "Belum dijawab",
    "Akan jatuh tempo",
    "Terdekat",
)
TALLY_WIDTHS = (34, 48, 13, 13, 13, 15)
UNANSWERED, COMING = "unanswered", "not_due"


def workbook(rows: Sequence[Row], about: About, asked: str) -> bytes:
    """Return the .xlsx file; `asked` says in words which gaps were asked for."""
    book = Workbook()
    known: dict[str, StyleArray] = {}
    day = date.fromisoformat(about["as_of"])
    marks = Marks(about["unit"], about["rubric_name"], f"Per {day_label(day)}")
    listed = book.active
    listed.title = LIST
    _list(Pen(book, listed, known), [entry_of(row, about) for row in rows], about, asked)
    _pages(listed, len(rows), WIDTHS, marks)
    tallied = book.create_sheet(SUMMARY)
    count = _tally(Pen(book, tallied, known), rows, about, asked)
    _pages(tallied, count, TALLY_WIDTHS, marks)
    properties = book.properties
    properties.title = plain(f"Yang masih kurang: {about['unit']}")
    properties.creator = properties.lastModifiedBy = plain(about["unit"])
    properties.language = "id-ID"
    return to_bytes(book, day)


def _head(pen: Pen, title: str, about: About, asked: str, heads: Sequence[str]) -> None:
    day = day_label(date.fromisoformat(about["as_of"]))
    pen.put(1, 1, title, "judul baris")
    pen.put(2, 1, f"{about['unit']} · per {day} · {asked}", "redup baris")
    for column, head in enumerate(heads, 1):
        pen.put(HEAD_ROW, column, head, "kepala tengah")
    pen.sheet.row_dimensions[HEAD_ROW].height = 30


def _list(pen: Pen, entries: Sequence[Entry], about: About, asked: str) -> None:
    _head(pen, LIST, about, asked, HEADS)
    for row, entry in enumerate(entries, HEAD_ROW + 1):
        for column, (cell, style) in enumerate(zip(entry.cells, STYLES, strict=True), 1):
            pen.put(row, column, cell, style)
        pen.sheet.row_dimensions[row].height = height(
            (cell, width * ROOM)
            for cell, width in zip(entry.cells, WIDTHS, strict=True)
            if isinstance(cell, str)
        )
    if not entries:
        pen.put(HEAD_ROW + 1, 1, "Tidak ada yang kurang.", "polos baris")


def _tally(pen: Pen, rows: Sequence[Row], about: About, asked: str) -> int:
    """Write a line for each area and who is in charge of it; return how many there are."""
    _head(pen, SUMMARY, about, asked, TALLIED)
    counts: Counter[tuple[str, str, str]] = Counter()
    nearest: dict[tuple[str, str], date] = {}
    for row in rows:
        key = (f"{row['area']} {about['areas'].get(row['area'], '')}".strip(), row["owner"])
        kind = row["state"] if row["state"] in {UNANSWERED, COMING} else "overdue"
        counts[*key, kind] += 1
        if kind == COMING:
            due = date.fromisoformat(row["due"])
            nearest[key] = min(due, nearest.get(key, due))
    keys = list(dict.fromkeys((area, owner) for area, owner, _ in sorted(counts)))
    for at, (area, owner) in enumerate(keys, HEAD_ROW + 1):
        pen.put(at, 1, area, "pertanyaan teks")
        pen.put(at, 2, owner, "pertanyaan teks")
        for column, kind in enumerate(("overdue", UNANSWERED, COMING), 3):
            pen.put(at, column, counts[area, owner, kind], "pertanyaan bulat")
        pen.sheet.row_dimensions[at].height = height(
            ((area, TALLY_WIDTHS[0]), (owner, TALLY_WIDTHS[1] * ROOM))
        )
        pen.put(at, 6, nearest.get((area, owner)), "pertanyaan tanggal")
    return len(keys)


def _pages(sheet: Worksheet, count: int, widths: Sequence[float], marks: Marks) -> None:
    for column, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    last = f"{get_column_letter(len(widths))}{HEAD_ROW + max(count, 1)}"
    sheet.auto_filter.ref = f"A{HEAD_ROW}:{last}"
    sheet.freeze_panes = f"A{HEAD_ROW + 1}"
    sheet.print_title_rows = f"{HEAD_ROW}:{HEAD_ROW}"
    sheet.sheet_view.showGridLines = False
    paged(sheet, f"A1:{last}", marks)

"""The list of papers as a workbook: what it looks like when nobody has edited it yet."""

from collections.abc import Mapping, Sequence
from datetime import date

from openpyxl import Workbook
from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import PatternFill
from openpyxl.styles.cell_style import StyleArray
from openpyxl.utils import get_column_letter
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from zi_build.export.listing.guide import write_guide
from zi_build.export.lke.archive import to_bytes
from zi_build.export.lke.columns import height
from zi_build.export.lke.controls import AMBER, RED
from zi_build.export.lke.style import TEXT, Pen, plain
from zi_build.export.printing import Marks, paged
from zi_build.model.listing import (
    CHOICES,
    COLUMNS,
    GUIDE,
    NAMES,
    SHEET,
    Column,
    Line,
    ranged,
    target,
)

HEAD_ROW = 3
FIRST_ROW = HEAD_ROW + 1
# Lists and formats reach so far below the rows that are there: people type further ones.
SPARE_ROWS = 1000
GREY = "EDEDED"
WIDTHS: Mapping[str, float] = {
    "berkas": 44,
    "keadaan": 17,
    "dokumen": 42,
    "tanggal": 12.5,
    "periode": 10.5,
    "judul": 26,
    "nomor": 16,
    "halaman": 10,
    "juga_untuk": 24,
    "akses": 13.5,
    "alasan": 20,
    "diterima": 12.5,
    "berlaku_sampai": 14.5,
    "nihil": 7.5,
    "catatan": 26,
    "dasar_hukum": 18,
    "ditinjau": 18,
    "folder": 40,
    "berlaku": 14,
    "pendamping": 26,
    "pesan": 48,
    "sidik": 15,
}
LAST_PRINTED = "catatan"
# Which list of the sheet of choices a column offers, and what is said of another answer.
LISTS: Mapping[str, tuple[int, str]] = {
    "dokumen": (1, "Pilih dokumen dari daftar."),
    "periode": (2, "Pilih periode dari daftar, misalnya 2026-03 atau 2026-T1."),
    "juga_untuk": (1, ""),
    "akses": (3, "Pilih publik, terbatas, atau dikecualikan; kosongkan bila menurut dokumennya."),
    "nihil": (4, "Pilih ya, atau kosongkan."),
}
HINTS: Mapping[str, str] = {
    "tanggal": "Misalnya 2026-01-05 atau 5/1/2026. Nama berkas yang menentukan.",
    "halaman": "Misalnya 1-2. Kolom ini berformat teks, jadi Excel tidak mengubahnya menjadi tanggal.",
    "juga_untuk": "Pilih satu dokumen, atau ketik beberapa kode dipisahkan titik koma.",
    "diterima": "Tanggal diterima, misalnya 2026-04-10.",
    "berlaku_sampai": "Tanggal terakhir berlaku, misalnya 2026-12-31.",
}
CHOICE_HEADS = ("Dokumen", "Periode", "Akses", "Nihil")

Choices = Sequence[Sequence[str]]


def workbook(lines: Sequence[Line], choices: Choices, year: int, unit: str, day: date) -> bytes:
    """Return the list of a year; `choices` are the lists of the sheet of that name.

    Cells that are filled in by hand are text, so that no spreadsheet program makes a date of them.
    """
    book = Workbook()
    known: dict[str, StyleArray] = {}
    sheet = book.active
    sheet.title = SHEET
    pen = Pen(book, sheet, known)
    pen.put(1, 1, f"Daftar bukti {year} · {unit}", "judul baris")
    pen.put(2, 1, "Isilah sel berlatar krem; yang lain diisi zi register.", "redup baris")
    for at, column in enumerate(COLUMNS, 1):
        tone = "kepala redup" if column.ours else "kepala"
        pen.put(HEAD_ROW, at, column.heading, f"{tone} tengah")
    for row, line in enumerate(lines, FIRST_ROW):
        _write(pen, row, line)
    _set_up(sheet, len(lines), f"Daftar bukti {year} · {unit}")
    write_guide(Pen(book, book.create_sheet(GUIDE), known), year)
    _choices(Pen(book, book.create_sheet(CHOICES), known), choices)
    _offer(sheet, FIRST_ROW + len(lines) + SPARE_ROWS)
    properties = book.properties
    properties.title, properties.creator = plain(f"Daftar bukti {year}"), plain(unit)
    properties.lastModifiedBy, properties.language = plain(unit), "id-ID"
    return to_bytes(book, day)


def _write(pen: Pen, row: int, line: Line) -> None:
    for at, column in enumerate(COLUMNS, 1):
        text = line.cells.get(column.key, "")
        if column.key == "berkas":
            pen.link(row, at, text, target(line.file), "hitungan tautan")
        else:
            pen.put(row, at, text or None, _style(column))
    said = ((line.cells.get(key), WIDTHS[key]) for key in ("berkas", "dokumen"))
    pen.sheet.row_dimensions[row].height = height(said)


def _style(column: Column) -> str:
    return f"{'hitungan' if column.ours else 'isian'} teks"


def _set_up(sheet: Worksheet, rows: int, title: str) -> None:
    last = get_column_letter(len(COLUMNS))
    bottom = HEAD_ROW + max(rows, 1)
    for at, column in enumerate(COLUMNS, 1):
        letter = get_column_letter(at)
        sheet.column_dimensions[letter].width = WIDTHS[column.key]
        sheet.column_dimensions[letter].number_format = TEXT
    sheet.row_dimensions[HEAD_ROW].height = 30
    sheet.freeze_panes = f"B{FIRST_ROW}"
    sheet.auto_filter.ref = f"A{HEAD_ROW}:{last}{bottom}"
    sheet.sheet_view.zoomScale = 90
    for word, colour in (("Perlu", RED), ("Menunggu", AMBER), ("Tidak ada", GREY)):
        place = get_column_letter(_at("keadaan"))
        rule = FormulaRule(
            [f'LEFT(${place}{FIRST_ROW},{len(word)})="{word}"'],
            fill=PatternFill("solid", start_color=colour, end_color=colour),
        )
        sheet.conditional_formatting.add(f"{place}{FIRST_ROW}:{place}{bottom + SPARE_ROWS}", rule)
    area = f"A1:{get_column_letter(_at(LAST_PRINTED))}{bottom}"
    paged(sheet, area, Marks(title, "", "Dalam kantor, bukan untuk umum"))
    sheet.print_title_rows = f"{HEAD_ROW}:{HEAD_ROW}"


def _at(key: str) -> int:
    return next(at for at, column in enumerate(COLUMNS, 1) if column.key == key)


def _choices(pen: Pen, choices: Choices) -> None:
    for at, (head, options) in enumerate(zip(CHOICE_HEADS, choices, strict=True), 1):
        pen.put(1, at, head, "kepala tengah")
        for row, option in enumerate(options, 2):
            pen.put(row, at, option, "polos baris")
    for letter, width in zip("ABCD", (90, 12, 16, 8), strict=True):
        pen.sheet.column_dimensions[letter].width = width
    pen.sheet.freeze_panes = "A2"
    for at, (name, options) in enumerate(zip(NAMES, choices, strict=True), 1):
        place = ranged(at, len(options))
        pen.book.defined_names[name] = DefinedName(name, attr_text=place)


def _offer(sheet: Worksheet, last: int) -> None:
    """Put a list on each column that has one, and a hint on those that are easily mistyped."""
    for at, column in enumerate(COLUMNS, 1):
        offered, hint = LISTS.get(column.key), HINTS.get(column.key)
        if not offered and not hint:
            continue
        rule = DataValidation(allow_blank=True)
        if offered:
            # By name: what points into another sheet, Excel saves where other programs do not look.
            rule.type, rule.formula1 = "list", NAMES[offered[0] - 1]
            error = offered[1]
            rule.showErrorMessage, rule.error = bool(error), error or None
            rule.errorTitle = column.heading
        if hint:
            rule.showInputMessage, rule.promptTitle, rule.prompt = True, column.heading, hint
        letter = get_column_letter(at)
        rule.add(f"{letter}{FIRST_ROW}:{letter}{last}")
        sheet.add_data_validation(rule)

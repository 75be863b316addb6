"""How cells look: named styles (so that a user may change one for the whole book), and safe text."""

import re
from copy import copy
from datetime import date
from fractions import Fraction
from typing import Any

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Protection, Side
from openpyxl.styles.cell_style import StyleArray
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

FONT = "Arial"
LINK_BLUE, INK, GREY = "0B5394", "1A1A1A", "595959"
NUMBER = "[$-421]0.00_ "
PERCENT = "[$-421]0.00%_ "
INDEX = "[$-421]0.00##"
DAY = "[$-421]d mmm yyyy"
TEXT = "@"

# Of each tone: fill, ink, bold or not, size.
TONES: dict[str, tuple[str | None, str, bool, float]] = {
    "judul": (None, "1F3864", True, 14),
    "subjudul": (None, "1F3864", True, 11),
    "polos": (None, INK, False, 10),
    "tebal": (None, INK, True, 10),
    "redup": (None, GREY, False, 9),
    "kepala": ("1F3864", "FFFFFF", True, 10),
    "kepala redup": ("7F7F7F", "FFFFFF", True, 10),
    "kepala claimed": ("2F5597", "FFFFFF", True, 10),
    "kepala supported": ("385723", "FFFFFF", True, 10),
    "kepala verified": ("7F3F00", "FFFFFF", True, 10),
    "kepala final": ("5B2C6F", "FFFFFF", True, 10),
    "komponen": ("2F5597", "FFFFFF", True, 10),
    "bagian": ("8EA9DB", INK, True, 10),
    "area": ("B4C6E7", INK, True, 10),
    "kelompok": ("B4C6E7", INK, True, 10),
    "indikator": ("DDEBF7", INK, True, 10),
    "pertanyaan": (None, INK, False, 10),
    "hitungan": ("F7F7F7", GREY, False, 9),
    "hasil": (None, INK, False, 10),
    "jumlah": ("1F3864", "FFFFFF", True, 10),
    "isian": ("FFFDF0", INK, False, 10),
}
# Of each role: horizontal place, wrapped or not, number format.
ROLES: dict[str, tuple[str, bool, str]] = {
    "teks": ("left", True, TEXT),
    "baris": ("left", False, TEXT),
    "tengah": ("center", True, TEXT),
    "angka": ("right", False, NUMBER),
    "persen": ("right", False, PERCENT),
    "indeks": ("center", False, INDEX),
    "bulat": ("center", False, "0"),
    "tanggal": ("center", False, DAY),
    "hari": ("left", False, "[$-421]d mmmm yyyy"),
    "tautan": ("left", True, TEXT),
}
UNFRAMED = {"judul", "subjudul", "polos", "tebal", "redup"}
OPEN = "buka"
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LINE = Side(style="thin", color="A6A6A6")
_FRAME = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)


def plain(text: str) -> str:
    """Return text without the characters that no XML part may hold."""
    return _FORBIDDEN.sub("", text)


class Formula(str):
    """A formula that we wrote; every other text is written as text, whatever it begins with."""

    __slots__ = ()


Value = str | int | float | Fraction | date | None


class Pen:
    """Writes cells of one sheet; `known` are the styles of the book so far.

    A style is `tone role`, with ` buka` for a cell that may be edited.
    """

    def __init__(self, book: Workbook, sheet: Worksheet, known: dict[str, StyleArray]) -> None:
        self.book, self.sheet, self.known = book, sheet, known

    def put(self, row: int, column: int, value: Value, style: str) -> Cell:
        """Write one cell.

        Text that begins like a formula stays text, also when a user edits it later; characters that
        a workbook cannot hold are left out.
        """
        cell = self.sheet.cell(row, column)
        self._dress(cell, style)
        if isinstance(value, Formula):
            cell.value = str(value)
        elif isinstance(value, str):
            text = plain(value)
            cell.value = text
            cell.data_type = "s"
            if text[:1] in {"=", "+", "-", "@", "\t", "\r"}:
                cell.quotePrefix = True
        elif value is not None:
            cell.value = float(value) if isinstance(value, Fraction) else value
        return cell

    def link(self, row: int, column: int, text: str, target: str, style: str) -> Cell:
        """Write a text that leads to an address, or with `#Lembar!A1` to a place in the book."""
        cell = self.put(row, column, text, style)
        if target.startswith("#"):
            cell.hyperlink = Hyperlink(ref=cell.coordinate, location=target[1:], display=text)
        else:
            cell.hyperlink = target
        self._dress(cell, style)  # a hyperlink has brought a style of its own
        return cell

    def merge(self, top: int, left: int, bottom: int, right: int) -> None:
        """Join cells that have been written; the method of the sheet would style each of them again."""
        letters = get_column_letter(left), get_column_letter(right)
        self.sheet.merged_cells.add(f"{letters[0]}{top}:{letters[1]}{bottom}")

    def _dress(self, cell: Cell, style: str) -> None:
        """Give a cell its named style; the public way searches all styles again for every cell."""
        if style not in self.known:
            self.book.add_named_style(_named(style))
            cell.style = style
            self.known[style] = cell._style  # noqa: SLF001
        cell._style = copy(self.known[style])  # noqa: SLF001


def _named(style: str) -> NamedStyle:
    words = style.split(" ")
    opened = words[-1] == OPEN
    words = words[:-1] if opened else words
    role, tone = words[-1], " ".join(words[:-1])
    fill, ink, bold, size = TONES[tone]
    horizontal, wrap, code = ROLES[role]
    look: dict[str, Any] = {}
    if fill:
        look["fill"] = PatternFill("solid", start_color=fill, end_color=fill)
    if tone not in UNFRAMED:
        look["border"] = _FRAME
    return NamedStyle(
        style,
        font=Font(
            name=FONT,
            size=size,
            bold=bold,
            color=LINK_BLUE if role == "tautan" else ink,
            underline="single" if role == "tautan" else None,
        ),
        alignment=Alignment(
            horizontal=horizontal,
            vertical="center" if tone.startswith("kepala") or role == "baris" else "top",
            wrap_text=wrap,
            indent=1 if tone not in UNFRAMED and horizontal == "left" else 0,
        ),
        number_format=code,
        protection=Protection(locked=not opened),
        **look,
    )

"""How a sheet is printed: one page wide on long paper, with marks at the edges of each page."""

from dataclasses import dataclass

from openpyxl.worksheet.worksheet import Worksheet

from zi_build.export.lke.style import plain

FOLIO = 14  # 215 × 330 mm, the long paper of Indonesian offices
HEADER_LIMIT = 80


@dataclass(frozen=True, slots=True)
class Marks:
    """What stands at the head of each page, left and right, and at its foot beside the page number."""

    left: str
    right: str
    foot: str


def paged(sheet: Worksheet, area: str, marks: Marks, *, upright: bool = False) -> None:
    """Set up the pages of a sheet."""
    setup = sheet.page_setup
    setup.paperSize, setup.orientation = FOLIO, "portrait" if upright else "landscape"
    setup.fitToWidth, setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_area = area
    margins = sheet.page_margins
    margins.left = margins.right = 0.4
    margins.top, margins.bottom, margins.header, margins.footer = 0.65, 0.6, 0.3, 0.3
    head, foot = sheet.oddHeader, sheet.oddFooter
    head.left.text, head.right.text = _header(marks.left), _header(marks.right)
    foot.left.text, foot.right.text = marks.foot, "Halaman &P dari &N"
    for part in (head.left, head.right, foot.left, foot.right):
        part.size = 8


def _header(text: str) -> str:
    """Return text for a header, where `&` begins a code; its whole length is limited."""
    return plain(text)[:HEADER_LIMIT].replace("&", "&&")

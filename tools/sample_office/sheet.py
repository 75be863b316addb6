"""The page of every PDF of the sample office: letterhead, banner, watermark, tables, signatures."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from math import sin

from dice import Dice
from fpdf import FPDF
from fpdf.enums import Align, XPos, YPos
from fpdf.fonts import FontFace

BANNER = "CONTOH – kantor rekaan; nama, angka, dan tanda tangan bukan data nyata"
FOOTER = "Dokumen contoh – bukan dokumen resmi"
REDACTED = "Salinan untuk umum: bagian yang memuat data pribadi sudah ditutup"
HEADER = (
    ("KEMENTERIAN CONTOH", "B", 11),
    ("BALAI CONTOH PENJAMINAN MUTU PROVINSI CONTOH", "B", 13),
    ("Jalan Contoh Nomor 1, Kota Contoh 00000 (alamat rekaan) · layanan@contoh.example", "", 8.5),
)
INK, PALE, BLUE, AMBER = (30, 34, 40), (228, 231, 236), (31, 78, 121), (255, 236, 179)
LEFT, WIDTH = 24, 162
LAST_BLOCK = 243  # below, a block of signatures would not fit
LAST_NOTE = 263
ONE_LINE = 56


class Sheet(FPDF):
    """An A4 document; every page carries the marks of a sample."""

    def __init__(self, title: str, day: date, *, redacted: bool = False) -> None:
        super().__init__(format="A4")
        self.redacted = redacted
        self.core_fonts_encoding = "windows-1252"
        self.set_compression(compress=False)
        self.set_creation_date(datetime(day.year, day.month, day.day, 8, tzinfo=UTC))
        self.set_title(f"{title} (contoh)")
        self.set_lang("id-ID")
        self.set_margins(LEFT, 24, LEFT)
        self.set_auto_page_break(auto=True, margin=18)
        self.add_page()

    def header(self) -> None:
        """Draw the banner and, under the text, the watermark."""
        self.set_fill_color(*AMBER)
        self.rect(0, 0, 210, 9, style="F")
        self.set_font("Helvetica", "B", 8)
        self.set_text_color(120, 70, 0)
        self.set_xy(0, 2)
        self.cell(210, 5, REDACTED if self.redacted else BANNER, align=Align.C)
        self.set_text_color(238, 240, 243)
        self.set_font("Helvetica", "B", 96)
        with self.rotation(52, 105, 148):
            self.text(24, 160, "CONTOH")
        self.set_text_color(*INK)
        self.set_xy(LEFT, 16)

    def footer(self) -> None:
        """Say again that this is a sample, and count the pages."""
        self.set_y(-15)
        self.set_draw_color(*PALE)
        self.line(LEFT, self.get_y(), LEFT + WIDTH, self.get_y())
        self.set_font("Helvetica", "", 8)
        self.set_text_color(95, 100, 108)
        self.cell(WIDTH / 2, 8, FOOTER)
        self.cell(WIDTH / 2, 8, f"Halaman {self.page_no()}", align=Align.R)
        self.set_text_color(*INK)

    def letterhead(self) -> None:
        """Draw emblem, name and address of the office."""
        top = self.get_y()
        self.set_draw_color(*BLUE)
        self.set_line_width(0.9)
        self.ellipse(LEFT + 1, top, 18, 18)
        self.set_fill_color(*BLUE)
        self.ellipse(LEFT + 5, top + 4, 10, 10, style="F")
        for text, style, size in HEADER:
            self.set_x(LEFT + 20)
            self.set_font("Times", style, size)
            self.cell(WIDTH - 20, size * 0.46, text, align=Align.C, new_y=YPos.NEXT)
        self.set_y(top + 21)
        self.line(LEFT, self.get_y(), LEFT + WIDTH, self.get_y())
        self.set_line_width(0.2)
        self.line(LEFT, self.get_y() + 1, LEFT + WIDTH, self.get_y() + 1)
        self.ln(6)

    def heading(self, *lines: str) -> None:
        """Write a centred title."""
        self.set_font("Times", "B", 13)
        for line in (part for text in lines for part in _balanced(text)):
            self.multi_cell(WIDTH, 6, line, align=Align.C, new_x=XPos.LMARGIN, new_y=YPos.NEXT)
        self.ln(4)

    def section(self, text: str) -> None:
        """Write a small heading."""
        self.ln(2)
        self.set_font("Times", "B", 11.5)
        self.multi_cell(WIDTH, 6, text, new_x=XPos.LMARGIN, new_y=YPos.NEXT)

    def paragraph(self, text: str) -> None:
        """Write a paragraph."""
        self.set_font("Times", "", 11.5)
        self.multi_cell(WIDTH, 5.6, text, align=Align.J, new_x=XPos.LMARGIN, new_y=YPos.NEXT)
        self.ln(1.6)

    def points(self, texts: Sequence[str], *, letters: bool = False) -> None:
        """Write a numbered list."""
        self.set_font("Times", "", 11.5)
        for index, text in enumerate(texts):
            mark = f"{chr(97 + index)}." if letters else f"{index + 1}."
            self.set_x(LEFT + 2)
            self.cell(8, 5.6, mark)
            self.multi_cell(WIDTH - 10, 5.6, text, new_x=XPos.LMARGIN, new_y=YPos.NEXT)
        self.ln(1.6)

    def fields(self, rows: Sequence[tuple[str, str]]) -> None:
        """Write lines of `label : value`."""
        self.set_font("Times", "", 11.5)
        for label, value in rows:
            self.cell(34, 5.8, label)
            self.cell(4, 5.8, ":")
            self.multi_cell(WIDTH - 38, 5.8, value, new_x=XPos.LMARGIN, new_y=YPos.NEXT)
        self.ln(2)

    def grid(
        self, head: Sequence[str], rows: Sequence[Sequence[str]], widths: Sequence[int]
    ) -> None:
        """Write a table."""
        self.set_font("Helvetica", "", 9)
        self.set_draw_color(150, 156, 165)
        self.set_fill_color(255, 255, 255)
        with self.table(
            col_widths=tuple(widths),
            headings_style=FontFace(emphasis="BOLD", fill_color=(230, 238, 246)),
            line_height=4.6,
            padding=0.8,
            text_align=Align.L,
        ) as table:
            for cells in (head, *rows):
                row = table.row()
                for cell in cells:
                    row.cell(cell)
        self.ln(3)

    def signature(self, place: str, position: str, *, seed: str, column: int = 1) -> None:
        """Draw a signature block in the left (0) or right (1) half; closed in a redacted copy."""
        if self.get_y() > LAST_BLOCK:
            self.add_page()
        left = LEFT + (0, 92)[column]
        self.set_font("Times", "", 11.5)
        for line in (place, f"{position},"):
            self.set_x(left)
            self.multi_cell(78, 5.6, line, align=Align.L, new_x=XPos.LMARGIN, new_y=YPos.NEXT)
        top = self.get_y() + 2
        if self.redacted:
            self.black(left, top, 48, 14)
        else:
            self._scribble(left + 4, top + 8, seed)
        self.set_xy(left, top + 16)
        self.set_font("Times", "I", 9.5)
        self.cell(72, 5, "tanda tangan contoh", new_x=XPos.LMARGIN, new_y=YPos.NEXT)
        self.ln(3)

    def signatures(self, left: tuple[str, str], right: tuple[str, str], *, seed: str) -> None:
        """Draw two signature blocks side by side, each with place and position."""
        if self.get_y() > LAST_BLOCK:
            self.add_page()
        top = self.get_y()
        self.signature(*left, seed=f"{seed} left", column=0)
        self.set_y(top)
        self.signature(*right, seed=seed)

    def black(self, left: float, top: float, width: float, height: float) -> None:
        """Close a part of the page."""
        self.set_fill_color(0, 0, 0)
        self.rect(left, top, width, height, style="F")

    def _scribble(self, left: float, middle: float, seed: str) -> None:
        dice = Dice("scribble", seed)
        high, fast, lean = dice.between(3, 6), dice.between(5, 9), dice.between(2, 4)
        self.set_draw_color(25, 45, 120)
        self.set_line_width(0.5)
        points = [
            (
                round(left + step * 0.55 + lean * sin(step / 3.1), 2),
                round(middle - high * sin(step * fast / 24) * (1 - step / 90), 2),
            )
            for step in range(72)
        ]
        self.polyline(points)
        self.set_line_width(0.2)
        self.set_draw_color(*INK)

    def note(self, text: str) -> None:
        """Write, in a pale box, what the guideline asks of this paper, where the page has room."""
        if self.get_y() > LAST_NOTE:
            return
        self.set_auto_page_break(auto=False)
        self.ln(2)
        self.set_font("Helvetica", "I", 8.5)
        self.set_text_color(80, 86, 95)
        self.set_fill_color(246, 247, 249)
        self.multi_cell(
            WIDTH,
            4.6,
            f"Yang diminta dari dokumen ini: {text}",
            fill=True,
            padding=2,
            new_x=XPos.LMARGIN,
            new_y=YPos.NEXT,
        )
        self.set_text_color(*INK)

    def content(self) -> bytes:
        """Return the file."""
        return bytes(self.output())


def _balanced(text: str) -> list[str]:
    """Break a long title in two near its middle."""
    if len(text) < ONE_LINE:
        return [text]
    cut = text.rfind(" ", 0, len(text) * 3 // 5)
    return [text[:cut], text[cut + 1 :]]

"""The parts of a letter's template: paragraphs, tables that repeat a row, signatures; set in python-docx."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import shared
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

FONT = "Arial"
SHADE = "E3ECEA"
SMALL = Pt(9)


@dataclass
class Draft:
    """A document under construction."""

    document: Any

    def __post_init__(self) -> None:
        """Set paper, fonts, language and the number at the foot of each page."""
        section = self.document.sections[0]
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.left_margin = section.right_margin = Cm(2.5)
        section.top_margin = section.bottom_margin = Cm(2.2)
        self._styles()
        self._foot(section)
        shared.describe(self.document, "Laporan hasil evaluasi Zona Integritas")

    def _styles(self) -> None:
        styles = self.document.styles
        for name, size, before, after in (
            ("Normal", 10.5, 0, 6),
            ("Title", 16, 0, 6),
            ("Heading 1", 12.5, 14, 6),
            ("Heading 2", 11, 10, 4),
            ("List Number", 10.5, 0, 3),
        ):
            style = styles[name]
            style.font.name, style.font.size = FONT, Pt(size)
            style.font.color.rgb = RGBColor(0, 0, 0)
            fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
            for key in list(fonts.attrib):
                del fonts.attrib[key]  # the theme's fonts would win over the name
            for kind in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
                fonts.set(qn(kind), FONT)
            style.paragraph_format.space_before = Pt(before)
            style.paragraph_format.space_after = Pt(after)
            style.font.bold = name not in {"Normal", "List Number"}
        border = styles["Title"].element.pPr.find(qn("w:pBdr"))
        if border is not None:
            styles["Title"].element.pPr.remove(border)
        language = OxmlElement("w:lang")
        language.set(qn("w:val"), "id-ID")
        styles["Normal"].element.get_or_add_rPr().append(language)

    def _foot(self, section: Any) -> None:
        paragraph = section.footer.paragraphs[0]
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        run = paragraph.add_run("{{ kantor.nama }} · Draf laporan hasil evaluasi · halaman ")
        run.font.size = SMALL
        field = OxmlElement("w:fldSimple")
        field.set(qn("w:instr"), "PAGE")
        run = paragraph.add_run()
        run.font.size = SMALL
        field.append(run._element)
        paragraph._p.append(field)

    def tag(self, text: str) -> None:
        """Add a control tag that vanishes with its paragraph."""
        shared.tag(self.document, text)

    def heading(self, text: str, level: int = 1) -> None:
        """Add a heading."""
        self.document.add_heading(text, level)

    def centred(self, text: str, *, bold: bool = False, style: str | None = None) -> None:
        """Add a centred line."""
        paragraph = self.document.add_paragraph(style=style)
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        paragraph.add_run(text).bold = bold or style is not None

    def paragraph(self, text: str, when: str | None = None) -> None:
        """Add a paragraph; `when` is the condition under which it stands."""
        if when:
            self.tag(f"if {when}")
        self.document.add_paragraph(text)
        if when:
            self.tag("endif")

    def note(self, text: str) -> None:
        """Add a remark in small italics."""
        run = self.document.add_paragraph().add_run(text)
        run.italic, run.font.size = True, SMALL

    def listed(self, lines: Sequence[str]) -> None:
        """Add a numbered list."""
        for line in lines:
            self.document.add_paragraph(line, style="List Number")

    def fields(self, rows: Sequence[tuple[str, str]]) -> None:
        """Add label and value pairs without lines."""
        table = self.document.add_table(rows=0, cols=2)
        for label, value in rows:
            cells = table.add_row().cells
            _write(cells[0], label)
            _write(cells[1], f": {value}")
        _widths(table, [4.5, 11.5])
        self.document.add_paragraph()

    def table(
        self,
        rows: str,
        columns: Sequence[tuple[str, str | list[str]]],
        widths: Sequence[float],
        *,
        when: str | None = None,
        numbers: int = 0,
        bold: str | None = None,
        titled: str | None = None,
    ) -> None:
        """Add a table whose row is repeated for every entry of `rows`.

        A key in a list holds several paragraphs. Columns from `numbers` on are set right; where the
        field `bold` is not `baris` the row is bold; where `titled` has a text the row is that text.
        """
        if when:
            self.tag(f"if {when}")
        table = self.document.add_table(rows=1, cols=len(columns))
        table.style, table.alignment = "Table Grid", WD_TABLE_ALIGNMENT.CENTER
        for cell, (title, _) in zip(table.rows[0].cells, columns, strict=True):
            _write(cell, title, bold=True)
            shared.shade(cell, SHADE)
        shared.repeat(table.rows[0])
        shared.row_tag(table, f"for r in {rows}")
        if titled:
            shared.row_tag(table, f"if r.{titled}")
            row = table.add_row()
            cell = row.cells[0].merge(row.cells[-1])
            _write(cell, "{{ r." + titled + " }}", bold=True)
            shared.shade(cell, SHADE)
            shared.row_tag(table, "else")
        if bold:
            shared.row_tag(table, f"if r.{bold} != 'baris'")
            self._row(table, columns, numbers, strong=True)
            shared.row_tag(table, "else")
        self._row(table, columns, numbers)
        if titled or bold:
            shared.row_tag(table, "endif")
        shared.row_tag(table, "endfor")
        _widths(table, widths)
        self.document.add_paragraph()
        if when:
            self.tag("endif")

    def _row(
        self,
        table: Any,
        columns: Sequence[tuple[str, str | list[str]]],
        numbers: int,
        *,
        strong: bool = False,
    ) -> None:
        row = table.add_row()
        shared.whole(row)
        for at, (cell, (_, key)) in enumerate(zip(row.cells, columns, strict=True)):
            if isinstance(key, list):
                cell.paragraphs[0].text = "{%p for t in r." + key[0] + " %}"
                _set(cell.add_paragraph(), "{{ t }}")
                cell.add_paragraph("{%p endfor %}")
            else:
                _write(cell, "{{ r." + key + " }}", bold=strong)
            if numbers and at >= numbers:
                cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT

    def signatures(self, blocks: Sequence[tuple[str, str]]) -> None:
        """Add places for signatures, two beside each other; positions, no names."""
        table = self.document.add_table(rows=0, cols=2)
        for at in range(0, len(blocks), 2):
            row = table.add_row()
            shared.whole(row)
            for cell, (line, position) in zip(row.cells, blocks[at : at + 2], strict=False):
                lines = [line, position, "", "", "", "(nama)", "NIP (nomor)", ""]
                cell.paragraphs[0].text = lines[0]
                for text in lines[1:]:
                    cell.add_paragraph(text)
                for paragraph in cell.paragraphs:
                    paragraph.paragraph_format.space_after = Pt(0)
                    paragraph.paragraph_format.keep_with_next = True
        _widths(table, [8, 8])

    def landscape(self) -> None:
        """Begin pages that lie on their side."""
        section = self.document.add_section(WD_SECTION.NEW_PAGE)
        section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = Cm(29.7), Cm(21)


def _write(cell: Any, text: str, *, bold: bool = False) -> None:
    _set(cell.paragraphs[0], text, bold=bold)


def _set(paragraph: Any, text: str, *, bold: bool = False) -> None:
    run = paragraph.add_run(text)
    run.bold, run.font.size = bold, SMALL
    paragraph.paragraph_format.space_after = Pt(2)


def _widths(table: Any, widths: Sequence[float]) -> None:
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Cm(width)
    for row in table.rows:
        if len(row._tr.tc_lst) == len(widths):
            for cell, width in zip(row.cells, widths, strict=True):
                cell.width = Cm(width)

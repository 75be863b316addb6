"""Parts of the reports' template: headings with bookmarks, captions that count, tables that loop, fields."""

import io
from collections.abc import Sequence
from datetime import UTC, datetime

import docx
import shared
import styles
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt
from docx.table import _Cell
from docx.text.paragraph import Paragraph
from PIL import Image

# Settings that the schema wants after `updateFields`; Word minds the order.
AFTER_UPDATE = frozenset(
    {"hdrShapeDefaults", "footnotePr", "endnotePr", "compat", "rsids", "mathPr"}
)
WIDTH = 162  # mm between the margins
PICTURE = 160  # mm: as wide as the charts are drawn
LEFT, RIGHT, MIDDLE, HEAD = "Isi Tabel", "Angka Tabel", "Tengah Tabel", "Kepala Tabel"
# A word of state, in the colour of its meaning; `x` is the field.
STATE = (
    '{%% if %(x)s in ["ya", "terpenuhi", "selesai", "Selesai"] %%}|~Terpenuhi~{{ %(x)s }}|'
    '{%% elif %(x)s in ["sebagian", "Dalam proses"] %%}|~Sebagian~{{ %(x)s }}|{%% else %%}|'
    "~Belum~{{ %(x)s }}|{%% endif %%}"
)
AREAS = "for a in area + [persiapan]"
SEMESTER = 'if jenis == "semester"'
ALIGNMENTS = {RIGHT: WD_ALIGN_PARAGRAPH.RIGHT, MIDDLE: WD_ALIGN_PARAGRAPH.CENTER}


def start() -> Document:
    """Return an empty document with the styles, margins and properties of the reports."""
    document = docx.Document()
    for element in list(document.element.body):
        if element.tag != qn("w:sectPr"):
            document.element.body.remove(element)
    styles.define(document)
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(24)
    section.top_margin, section.bottom_margin = Mm(27), Mm(24)
    settings = document.settings.element
    later = next(one for one in settings if one.tag.rpartition("}")[2] in AFTER_UPDATE)
    later.addprevious(parse_xml(f'<w:updateFields {nsdecls("w")} w:val="true"/>'))
    shared.describe(document, "Laporan Zona Integritas")
    properties = document.core_properties
    properties.keywords = properties.last_modified_by = ""
    properties.created = properties.modified = datetime(2026, 1, 1, tzinfo=UTC)
    return document


def line(document: Document, text: str, style: str = "Normal") -> Paragraph:
    """Add a paragraph; `**` sets a part in bold."""
    paragraph = document.add_paragraph(style=style)
    for at, part in enumerate(text.split("**")):
        if part:
            paragraph.add_run(part).bold = True if at % 2 else None
    return paragraph


def heading(document: Document, text: str, level: int, mark: str, style: str | None = None) -> None:
    """Add a heading with a bookmark, to which the table of contents leads."""
    paragraph = document.add_paragraph(style=style or f"Heading {level}")
    number = "{{ nomor_tanda() }}"
    begin, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
    begin.set(qn("w:id"), number)
    begin.set(qn("w:name"), mark)
    end.set(qn("w:id"), "{{ nomor_tanda_tutup() }}")
    paragraph._p.append(begin)
    paragraph.add_run(text)
    paragraph._p.append(end)


def field(paragraph: Paragraph, instruction: str, shown: str) -> None:
    """Add a field with the result that is shown until it is updated."""
    for kind, text in (
        ("begin", ""),
        ("", instruction),
        ("separate", ""),
        ("shown", shown),
        ("end", ""),
    ):
        run = paragraph.add_run()
        if kind == "shown":
            run.text = text
        elif kind:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
            run._r.append(mark)
        else:
            code = OxmlElement("w:instrText")
            code.set(qn("xml:space"), "preserve")
            code.text = f" {text} "
            run._r.append(code)


def caption(document: Document, kind: str, text: str) -> None:
    """Add a caption that counts by itself, in Word and here."""
    paragraph = document.add_paragraph(style="Caption")
    paragraph.add_run(f"{kind} ").bold = True
    field(paragraph, f"SEQ {kind} \\* ARABIC", f"{{{{ nomor_{kind.lower()}() }}}}")
    paragraph.add_run(". ").bold = True
    paragraph.add_run(text)
    if kind == "Gambar":
        paragraph.paragraph_format.keep_with_next = False
        paragraph.paragraph_format.space_before = Pt(2)
        paragraph.paragraph_format.space_after = Pt(10)


def table(
    document: Document,
    heads: Sequence[str],
    widths: Sequence[float],
    sides: Sequence[str],
    loop: str,
    cells: Sequence[str],
    *,
    whole: bool = False,
) -> None:
    """Add a table whose head repeats on each page and whose one row is filled in again and again.

    `whole` keeps a short table on one page.

    A cell may hold several runs, parted by `|`; `~Style~text` sets the style of a run.
    """
    made = document.add_table(rows=0, cols=len(heads), style=styles.TABLE_STYLE)
    _shape(made, widths)
    head = made.add_row()
    for cell, text, side in zip(head.cells, heads, sides, strict=True):
        fill(cell, text, HEAD)
        cell.paragraphs[0].alignment = ALIGNMENTS.get(side)
    shared.repeat(head)
    shared.row_tag(made, f"for {loop}")
    row = made.add_row()
    shared.whole(row)
    for cell, text, side in zip(row.cells, cells, sides, strict=True):
        fill(cell, text, side)
        if whole:
            cell.paragraphs[0].paragraph_format.keep_with_next = True
    shared.row_tag(made, "endfor")
    gap(document)


def gap(document: Document) -> None:
    """Keep a table apart from what follows."""
    document.add_paragraph(style="Jeda")


def close_up(document: Document) -> None:
    """Take the last gap away again: where a page ends anyway, it could fall on a page of its own."""
    last = document.paragraphs[-1]._p
    last.getparent().remove(last)


def fill(cell: _Cell, text: str, style: str) -> None:
    """Write the runs of a cell."""
    paragraph = cell.paragraphs[0]
    paragraph.style = style
    for part in text.split("|"):
        look, words = "", part
        if part.startswith("~"):
            _, look, words = part.split("~", 2)
        run = paragraph.add_run(words)
        if look == "b":
            run.bold = True
        elif look:
            run.style = look


def _shape(made: object, widths: Sequence[float]) -> None:
    """Fix the widths (shares of the line) and say what the head is, for those who do not see it."""
    made.autofit = False
    total = sum(widths)
    for column, share in zip(made.columns, widths, strict=True):
        column.width = Mm(WIDTH * share / total)
    properties = made._tbl.tblPr
    look = properties.find(qn("w:tblLook"))
    if look is not None:
        properties.remove(look)
    properties.append(
        parse_xml(
            f'<w:tblLook {nsdecls("w")} w:val="0420" w:firstRow="1" w:lastRow="0" w:firstColumn="0" '
            'w:lastColumn="0" w:noHBand="0" w:noVBand="1"/>'
        )
    )
    width = properties.find(qn("w:tblW"))
    width.set(qn("w:type"), "dxa")
    width.set(qn("w:w"), str(int(Mm(WIDTH).twips)))


def picture(document: Document, name: str, height: float) -> None:
    """Add the place of a chart; its words for those who do not see it are filled in."""
    paragraph = document.add_paragraph(style="Gambar")
    run = paragraph.add_run()
    run.add_picture(_tinted(name), Mm(PICTURE), Mm(height))
    run._r.find(f".//{qn('pic:cNvPr')}").set("name", f"grafik-{name}.png")
    frame = run._r.find(f".//{qn('wp:inline')}")
    for side in "TBLR":
        frame.set(f"dist{side}", "0")
    shown = run._r.find(f".//{qn('wp:docPr')}")
    shown.set("name", f"grafik-{name}")
    shown.set("descr", f"{{{{ grafik.{name}.alt }}}}")


def _tinted(name: str) -> io.BytesIO:
    """Return a placeholder of its own: Word stores equal pictures once, and each is replaced."""
    raw = io.BytesIO()
    Image.new("RGB", (16, 9), {"area": "#e3f0ef"}.get(name, "#cfe5e4")).save(raw, "PNG")
    raw.seek(0)
    return raw

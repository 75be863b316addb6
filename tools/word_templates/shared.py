"""What both templates are made of: control tags, rows that stay whole, shaded cells, and their bytes."""

import io
from pathlib import Path

from docx.document import Document
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls
from docx.table import Table, _Cell, _Row

from zi_build.export.archive import EARLIEST, dated


def describe(document: Document, title: str) -> None:
    """Say what the document is, and nothing of who made it."""
    properties = document.core_properties
    properties.title, properties.language = title, "id-ID"
    properties.author = properties.comments = ""


def tag(document: Document, words: str) -> None:
    """Add a paragraph that docxtpl takes away: `{%p … %}`."""
    document.add_paragraph(f"{{%p {words} %}}")


def row_tag(table: Table, words: str) -> None:
    """Add a row that docxtpl takes away: `{%tr … %}`."""
    table.add_row().cells[0].paragraphs[0].add_run(f"{{%tr {words} %}}")


def whole(row: _Row) -> None:
    """Keep a row on one page."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))


def repeat(row: _Row) -> None:
    """Repeat the head of a table on every page."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    whole(row)


def shade(cell: _Cell, colour: str) -> None:
    """Fill a cell's ground."""
    cell._tc.get_or_add_tcPr().append(
        parse_xml(f'<w:shd {nsdecls("w")} w:val="clear" w:color="auto" w:fill="{colour}"/>')
    )


def save(document: Document, target: Path) -> None:
    """Write a template, the same bytes every time."""
    raw = io.BytesIO()
    document.save(raw)
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(dated(raw.getvalue(), EARLIEST))

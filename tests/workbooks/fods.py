"""A flat OpenDocument spreadsheet written cell by cell; LibreOffice calculates and converts it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from xml.sax.saxutils import escape, quoteattr

HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"
 xmlns:number="urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0"
 xmlns:of="urn:oasis:names:tc:opendocument:xmlns:of:1.2"
 xmlns:xlink="http://www.w3.org/1999/xlink"
 office:version="1.2" office:mimetype="application/vnd.oasis.opendocument.spreadsheet">
<office:automatic-styles>
<number:percentage-style style:name="N11"><number:number number:decimal-places="2"
 number:min-integer-digits="1"/><number:text>%</number:text></number:percentage-style>
<style:style style:name="persen" style:family="table-cell" style:data-style-name="N11"/>
<style:style style:name="tebal" style:family="table-cell"><style:text-properties
 fo:font-weight="bold"/></style:style>
<style:style style:name="lipat" style:family="table-cell"><style:table-cell-properties
 fo:wrap-option="wrap"/></style:style>
<style:style style:name="sembunyi" style:family="table"><style:table-properties
 table:display="false"/></style:style>
</office:automatic-styles><office:body><office:spreadsheet>
"""
TAIL = "</office:spreadsheet></office:body></office:document>\n"
Value = str | int | float


def name(row: int, column: int) -> str:
    """Return `H12` for (12, 8)."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row}"


def ref(row: int, column: int, sheet: str = "") -> str:
    """Return a reference as OpenFormula writes it."""
    return f"[{sheet and f'${sheet!r}'}.{name(row, column)}]"


def span(first: tuple[int, int], last: tuple[int, int]) -> str:
    """Return a range as OpenFormula writes it."""
    return f"[.{name(*first)}:.{name(*last)}]"


@dataclass
class Sheet:
    """Cells by (row, column) from 1; a text that starts with `=` is a formula."""

    title: str
    hidden: bool = False
    cells: dict[tuple[int, int], Value] = field(default_factory=dict)
    styles: dict[tuple[int, int], str] = field(default_factory=dict)
    merges: dict[tuple[int, int], tuple[int, int]] = field(default_factory=dict)
    links: dict[tuple[int, int], str] = field(default_factory=dict)
    hidden_rows: set[int] = field(default_factory=set)

    def put(self, row: int, values: Mapping[int, Value | None], style: str = "") -> None:
        """Write several cells of one row."""
        for column, value in values.items():
            if value is not None and value != "":
                self.cells[row, column] = value
                if style:
                    self.styles[row, column] = style

    def merge(self, row: int, column: int, rows: int, columns: int) -> None:
        """Merge a block whose upper left cell is given."""
        self.merges[row, column] = (rows, columns)

    def text(self) -> str:
        """Return the sheet as XML."""
        hidden = ' table:style-name="sembunyi"' if self.hidden else ""
        lines = [f"<table:table table:name={quoteattr(self.title)}{hidden}>"]
        last_row = max(row for row, _ in self.cells)
        last_column = max(column for _, column in self.cells)
        covered = {
            (row + down, column + right)
            for (row, column), (rows, columns) in self.merges.items()
            for down in range(rows)
            for right in range(columns)
        } - set(self.merges)
        for row in range(1, last_row + 1):
            gone = ' table:visibility="collapse"' if row in self.hidden_rows else ""
            lines.append(f"<table:table-row{gone}>")
            lines += [self._cell(row, col, covered) for col in range(1, last_column + 1)]
            lines.append("</table:table-row>")
        return "\n".join([*lines, "</table:table>"])

    def _cell(self, row: int, column: int, covered: set[tuple[int, int]]) -> str:
        place = (row, column)
        if place in covered:
            return "<table:covered-table-cell/>"
        how = ""
        if place in self.merges:
            rows, columns = self.merges[place]
            how += f' table:number-rows-spanned="{rows}" table:number-columns-spanned="{columns}"'
        if place in self.styles:
            how += f' table:style-name="{self.styles[place]}"'
        value = self.cells.get(place)
        if value is None:
            return f"<table:table-cell{how}/>"
        if isinstance(value, str) and value.startswith("="):
            return f"<table:table-cell{how} table:formula={quoteattr('of:' + value)}/>"
        if isinstance(value, str):
            said = escape(value)
            if place in self.links:
                said = f"<text:a xlink:href={quoteattr(self.links[place])}>{said}</text:a>"
            return (
                f'<table:table-cell{how} office:value-type="string">'
                f"<text:p>{said}</text:p></table:table-cell>"
            )
        return f'<table:table-cell{how} office:value-type="float" office:value="{value}"/>'


def document(sheets: list[Sheet]) -> str:
    """Return the whole workbook as flat ODS."""
    return HEAD + "\n".join(sheet.text() for sheet in sheets) + "\n" + TAIL

"""Rows of a table as lines of a form: marker, text, scale, and the cells of each voice."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from zi_build.intake.lke.cells import Cell, Sheet
from zi_build.intake.lke.columns import Columns, Table
from zi_build.intake.lke.heads import Who
from zi_build.intake.lke.values import scale_of

_ALONE = re.compile(r"[\s(]*([a-z]|[ivx]{1,4}|\d{1,2})[\s.)]*|[-–•]", re.IGNORECASE)
_BEFORE = re.compile(
    r"\s*(?:\(?([a-h]|[ivx]{1,4}|\d{1,2})\s*[.)]\s*|([a-h])\s+(?=\S)|([-–•])\s*)",
    re.IGNORECASE,
)
_HEADING_WEIGHT = re.compile(r"\(\s*\d+(?:[.,]\d+)?\s*%?\s*\)\s*$")
# The id of a question, as this program's own workbooks and some offices write it.
_CODE = re.compile(r"[PR]?\d\.\d\.[a-z]")
DASH = "-"
LONGEST_ANSWER = 12


@dataclass(frozen=True, slots=True)
class Line:
    """One row that says something.

    `scale` is what stands in the column of options, `codes` are ids of questions beside the text.
    """

    sheet: Sheet
    columns: Columns
    row: int
    marker: str
    text: str
    scale: str
    explanation: str
    weight: Fraction | None
    codes: frozenset[str] = frozenset()

    @property
    def address(self) -> str:
        """Where the text stands."""
        cell = self.text_cell
        return cell.address if cell else f"{self.sheet.title}!{self.row}"

    @property
    def text_cell(self) -> Cell | None:
        """The cell of the text."""
        return _text_cell(self.sheet, self.columns, self.row)

    def answer(self, who: Who) -> Cell | None:
        """Return the cell in which a voice answers."""
        return self._in(self.columns.answers.get(who))

    def score(self, who: Who) -> Cell | None:
        """Return the cell in which a voice's points stand."""
        return self._in(self.columns.scores.get(who))

    def percent(self, who: Who) -> Cell | None:
        """Return the cell in which a voice's share stands."""
        return self._in(self.columns.percents.get(who))

    def note(self, who: Who) -> Cell | None:
        """Return the cell in which a voice explains itself."""
        return self._in(self.columns.notes.get(who))

    def weight_cell(self) -> Cell | None:
        """Return the cell of the weight."""
        return self._in(self.columns.weight)

    def cells(self) -> Iterator[Cell]:
        """Yield every cell of the row."""
        yield from self.sheet.rows[self.row].values()

    def _in(self, column: int | None) -> Cell | None:
        return self.sheet.at(self.row, column) if column is not None else None

    @property
    def asks(self) -> bool:
        """Whether the row looks like a question: it shows a scale, or somebody answered it."""
        if self.scale:
            return True
        cells = (self.sheet.rows[self.row].get(c) for c in self.columns.answers.values())
        return any(cell is not None and len(cell.text) <= LONGEST_ANSWER for cell in cells)


def lines_of(table: Table) -> Iterator[Line]:
    """Yield the lines of a table in order; a row without text is one only when it was filled in."""
    sheet, columns = table.sheet, table.columns
    for row in table.rows:
        cell = _text_cell(sheet, columns, row)
        if cell is None and not any(c in sheet.rows[row] for c in columns.answers.values()):
            continue
        marker, text = _marker(sheet, columns, row, cell)
        options = sheet.at(row, columns.options) if columns.options else None
        said = sheet.rows[row].get(columns.explanation or 0)
        weight = sheet.rows[row].get(columns.weight or 0)
        yield Line(
            sheet,
            columns,
            row,
            marker,
            _HEADING_WEIGHT.sub("", text),
            scale_of(options.text) if options else "",
            said.text if said else "",
            Fraction(str(weight.value)) if weight and weight.is_number else _told_weight(text),
            frozenset(
                beside.text
                for column, beside in sheet.rows[row].items()
                if column in columns.text and _CODE.fullmatch(beside.text)
            ),
        )


def _told_weight(text: str) -> Fraction | None:
    """Return the weight that a heading carries in its text: `Tim Kerja (1)`."""
    found = _HEADING_WEIGHT.search(text)
    told = re.sub(r"[^\d.]", "", found[0].replace(",", ".")) if found else ""
    return Fraction(told) if told else None


def _text_cell(sheet: Sheet, columns: Columns, row: int) -> Cell | None:
    """Return the cell of the question, else the longest text to the left of the answers."""
    found = sheet.rows[row].get(columns.main)
    if found is not None and isinstance(found.value, str) and not _ALONE.fullmatch(found.text):
        return found if found.text else None
    texts = [
        cell
        for column, cell in sheet.rows[row].items()
        if column in columns.text and isinstance(cell.value, str) and cell.text
    ]
    return max(
        (cell for cell in texts if not _ALONE.fullmatch(cell.text)),
        key=lambda cell: len(cell.text),
        default=None,
    )


def _marker(sheet: Sheet, columns: Columns, row: int, cell: Cell | None) -> tuple[str, str]:
    """Return the marker of a row (`a`, `iv`, `1`, `-`) and the text without it."""
    text = cell.text if cell else ""
    found = _BEFORE.match(text)
    if found and found.end() < len(text):
        letter = found[1] or found[2] or ""
        return (letter.casefold() or DASH), text[found.end() :].strip()
    for column, beside in sorted(sheet.rows[row].items(), reverse=True):
        if column in columns.text and (cell is None or column < cell.column):
            alone = _ALONE.fullmatch(beside.text)
            if alone:
                return (alone[1] or DASH).casefold(), text
    return "", text

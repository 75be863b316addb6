"""What a workbook holds, whoever wrote it: sheets of cells, each with its address."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

Value = str | int | float | bool | date | None
Merge = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell that is not empty; `value` is the stored result where there is a formula.

    `percent` says that the cell shows its number as a percentage; rows and columns count from 1.
    """

    sheet: str
    row: int
    column: int
    value: Value
    formula: str | None = None
    percent: bool = False
    link: str | None = None

    @property
    def address(self) -> str:
        """Where the cell stands, as people say it: `LKE!H12`."""
        return f"{self.sheet}!{letters(self.column)}{self.row}"

    @property
    def text(self) -> str:
        """The value as text, without blanks around it; an error is its sign (`#DIV/0!`)."""
        if self.value is None:
            return ""
        if isinstance(self.value, bool):
            return "Ya" if self.value else "Tidak"
        if isinstance(self.value, float):
            return f"{self.value:.10g}"
        return str(self.value).replace("\xa0", " ").strip()

    @property
    def is_number(self) -> bool:
        """Whether the value is a number (a truth is none)."""
        return isinstance(self.value, int | float) and not isinstance(self.value, bool)

    @property
    def is_error(self) -> bool:
        """Whether the value is an error of a spreadsheet."""
        return self.text.startswith(ERRORS)

    @property
    def is_uncalculated(self) -> bool:
        """Whether a formula was stored without its result."""
        return self.formula is not None and self.value is None


ERRORS = ("#DIV/0!", "#REF!", "#NAME?", "#N/A", "#VALUE!", "#NUM!", "#NULL!", "Err:")


@dataclass(frozen=True)
class Sheet:
    """One sheet: its cells by row, in order, and which blocks are merged (top, left, bottom, right)."""

    title: str
    hidden: bool
    rows: Mapping[int, Mapping[int, Cell]]
    merges: tuple[Merge, ...] = ()

    def at(self, row: int, column: int) -> Cell | None:
        """Return the cell at a place, or the one that owns the merged block around it."""
        found = self.rows.get(row, {}).get(column)
        if found is not None:
            return found
        for top, left, bottom, right in self.merges:
            if top <= row <= bottom and left <= column <= right:
                return self.rows.get(top, {}).get(left)
        return None


def letters(column: int) -> str:
    """Return the letters of a column (1 → `A`, 27 → `AA`)."""
    text = ""
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(ord("A") + rest) + text
    return text

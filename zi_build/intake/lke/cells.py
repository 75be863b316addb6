"""What a workbook holds, whoever wrote it: sheets of cells, each with its address."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

Value = str | int | float | bool | date | None
Merge = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell that is not empty; `value` is the stored result where there is a formula.

    `percent` says that the cell shows its number as a percentage; rows and columns count from 1.
    `text` is the value as text, without blanks around it; an error is its sign (`#DIV/0!`). A formula
    that lost the cells it refers to is the error `#REF!`, calculated or not.
    """

    sheet: str
    row: int
    column: int
    value: Value
    formula: str | None = None
    percent: bool = False
    link: str | None = None
    text: str = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        """Write the value as text, once: it is asked for many times."""
        lost = self.value is None and self.formula is not None and REFERENCE in self.formula
        object.__setattr__(self, "text", REFERENCE if lost else _text(self.value))

    @property
    def address(self) -> str:
        """Where the cell stands, as people say it: `LKE!H12`."""
        return f"{self.sheet}!{letters(self.column)}{self.row}"

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
        """Whether a formula was stored without its result, which calculating would give."""
        return self.formula is not None and self.value is None and not self.is_error


def _text(value: Value) -> str:
    if isinstance(value, str):
        return value.replace("\xa0", " ").strip()
    if value is None:
        return ""
    if isinstance(value, bool):
        return "Ya" if value else "Tidak"
    return f"{value:.10g}" if isinstance(value, float) else str(value)


REFERENCE = "#REF!"
ERRORS = ("#DIV/0!", REFERENCE, "#NAME?", "#N/A", "#VALUE!", "#NUM!", "#NULL!", "Err:")


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

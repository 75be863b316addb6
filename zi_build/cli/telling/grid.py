"""A table for the terminal: aligned columns in a pipe, rich's table on a screen."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from zi_build.cli.screen import console

if TYPE_CHECKING:
    from rich.console import Console

GAP = "  "
NARROWEST = 12


@dataclass(frozen=True, slots=True)
class Grid:
    """Headings and rows of texts; `right` are the columns of numbers, `loose` those that may be folded."""

    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    right: frozenset[int] = frozenset()
    loose: frozenset[int] = frozenset()

    @property
    def widths(self) -> list[int]:
        """How wide each column is when nothing is folded."""
        every = (self.headings, *self.rows)
        return [max(len(row[column]) for row in every) for column in range(len(self.headings))]

    def lines(self) -> Iterator[str]:
        """Yield the table as aligned text: no frame, nothing cut off, one row on one line."""
        widths = self.widths
        for row in (self.headings, *self.rows):
            cells = (
                cell.rjust(width) if column in self.right else cell.ljust(width)
                for column, (cell, width) in enumerate(zip(row, widths, strict=True))
            )
            yield GAP.join(cells).rstrip()


def show(parts: Sequence[str | Grid]) -> None:
    """Print texts and tables in their order; in a pipe every line stays whole."""
    screen = console()
    for part in parts:
        if isinstance(part, str):
            screen.print(part, soft_wrap=not screen.is_terminal)
        elif screen.is_terminal:
            show_table(screen, part)
        else:
            screen.print("\n".join(part.lines()), soft_wrap=True)


def show_table(screen: "Console", grid: Grid) -> None:
    """Print a table in a terminal: loose columns are folded first, others only where they must."""
    from rich.table import Table  # noqa: PLC0415  (not needed where output is plain)

    widths = grid.widths
    least = [
        min(width, NARROWEST) if column in grid.loose else width
        for column, width in enumerate(widths)
    ]
    fits = sum(least) + len(GAP) * len(least) <= screen.width
    table = Table(box=None, padding=(0, len(GAP), 0, 0), header_style="bold")
    for column, heading in enumerate(grid.headings):
        table.add_column(
            heading,
            justify="right" if column in grid.right else "left",
            no_wrap=column in grid.right or (fits and column not in grid.loose),
            overflow="fold",
        )
    for row in grid.rows:
        table.add_row(*row)
    screen.print(table)

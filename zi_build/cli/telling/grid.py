"""A table for the terminal: aligned columns in a pipe, rich's table on a screen."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from zi_build.cli.screen import console

GAP = "  "


@dataclass(frozen=True, slots=True)
class Grid:
    """Headings and rows of texts; `right` are the columns of numbers."""

    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    right: frozenset[int] = frozenset()

    def lines(self) -> Iterator[str]:
        """Yield the table as aligned text: no frame, nothing cut off, one row on one line."""
        every = (self.headings, *self.rows)
        widths = [max(len(row[column]) for row in every) for column in range(len(self.headings))]
        for row in every:
            cells = (
                cell.rjust(width) if column in self.right else cell.ljust(width)
                for column, (cell, width) in enumerate(zip(row, widths, strict=True))
            )
            yield GAP.join(cells).rstrip()


def show(parts: Sequence[str | Grid]) -> None:
    """Print texts and tables in their order."""
    screen = console()
    for part in parts:
        if isinstance(part, str):
            # Not wrapped in a pipe: a program that reads lines gets whole ones.
            screen.print(part, soft_wrap=not screen.is_terminal)
        elif screen.is_terminal:
            _show_table(part)
        else:
            screen.print("\n".join(part.lines()), soft_wrap=True)


def _show_table(grid: Grid) -> None:
    from rich.box import SIMPLE_HEAD  # noqa: PLC0415  (not needed where output is plain)
    from rich.table import Table  # noqa: PLC0415

    table = Table(box=SIMPLE_HEAD, show_edge=False, pad_edge=False)
    for column, heading in enumerate(grid.headings):
        table.add_column(heading, justify="right" if column in grid.right else "left")
    for row in grid.rows:
        table.add_row(*row)
    console().print(table)

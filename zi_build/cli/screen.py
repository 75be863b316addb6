"""The terminal: tables through rich, and bars for work that takes longer than a second."""

import os
import shutil
import sys
import textwrap
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from rich.console import Console
    from rich.progress import Progress, TaskID

PATIENCE = 1.0


def console(width: int | None = None) -> "Console":
    """Return a console on standard output: colours only in a terminal, and not under NO_COLOR."""
    from rich.console import Console  # noqa: PLC0415  (not needed where output is plain)

    return Console(file=sys.stdout, highlight=False, markup=False, emoji=False, width=width)


def width() -> int | None:
    """Return how wide lines may be: that of the terminal; None in a pipe, where they are left whole."""
    return shutil.get_terminal_size().columns if sys.stdout.isatty() else None


def say(text: str) -> None:
    """Print a text whose colours are dropped in a pipe, and under NO_COLOR."""
    click.echo(text, color=False if os.environ.get("NO_COLOR") else None)


def wrapped(text: str, wide: int | None, indent: str = "", first: str | None = None) -> str:
    """Return a text in lines of a width, each indented; one line where no width is given.

    What is longer than a line, such as a path, is not torn.
    """
    begin = indent if first is None else first
    if wide is None:
        return f"{begin}{text}"
    return textwrap.fill(
        text,
        wide,
        initial_indent=begin,
        subsequent_indent=indent,
        break_long_words=False,
        break_on_hyphens=False,
    )


@contextmanager
def progress(what: str, total: int) -> Iterator[Callable[[], None]]:
    """Yield what is to be called after each of `total` steps.

    A bar appears on standard error once the work has taken a second; never in a pipe or a log.
    """
    if not sys.stderr.isatty():
        yield lambda: None
        return
    began, done = time.monotonic(), 0
    bar: Progress | None = None
    task: list[TaskID] = []

    def advance() -> None:
        nonlocal bar, done
        done += 1
        if bar is None and time.monotonic() - began > PATIENCE:
            bar = _bar()
            bar.start()
            task.append(bar.add_task(what, total=total))
        if bar is not None:
            bar.update(task[0], completed=done)

    try:
        yield advance
    finally:
        if bar is not None:
            bar.stop()


def _bar() -> "Progress":
    from rich.console import Console  # noqa: PLC0415
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn  # noqa: PLC0415

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    return Progress(*columns, console=Console(file=sys.stderr), transient=True)

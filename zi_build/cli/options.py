"""Options that several commands take: written once, so that they read the same everywhere."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import click

from zi_build.cli import asking
from zi_build.errors import UsageError

Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]

RUBRIC = click.option("--rubric", metavar="ID", help="Rubrik; sama dengan zi --rubric ID.")
SITE = click.option("--situs", metavar="URL", help="Alamat situs; bawaan: situs di unit.yml.")
FORMAT = click.option(
    "--format",
    "shape",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="Bentuk keluaran: teks untuk orang, JSON untuk program.",
)
TEMPLATE = click.option(
    "--templat",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="Templat Word milik kantor, pengganti bawaan.",
)


def day(_context: click.Context, _parameter: click.Parameter, text: str | None) -> date | None:
    """Read a date as options take it; the callback of each option that names a day."""
    try:
        return asking.day(text) if text else None
    except ValueError as error:
        raise click.BadParameter(
            f"“{text}” bukan tanggal TTTT-BB-HH, misalnya 2026-09-30"
        ) from error


def typed_day(text: str | None) -> date | None:
    """Read a date of a paper or of evaluators, whatever its year: the command says how far it may lie.

    Raises UsageError when it is none.
    """
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        raise UsageError(f"“{text}” bukan tanggal TTTT-BB-HH, misalnya 2026-09-30.") from error


def typed(_context: click.Context, _parameter: click.Parameter, text: str | None) -> date | None:
    """Read such a date as the callback of its option."""
    return typed_day(text)


def to_file(about: str, *, required: bool = True) -> Decorator:
    """Return the option -o of a command that writes one file, as its argument `file`."""
    kind = click.Path(path_type=Path, dir_okay=False)
    return click.option("-o", "--output", "file", type=kind, required=required, help=about)


def to_folder(about: str, *, required: bool = True) -> Decorator:
    """Return the option -o of a command that writes many files, as its argument `folder`."""
    kind = click.Path(path_type=Path, file_okay=False)
    return click.option("-o", "--output", "folder", type=kind, required=required, help=about)

"""What commands write: files, whole or not at all; and a word on those that they could not use."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from zi_build.cli.screen import say
from zi_build.errors import UsageError, reason_of

if TYPE_CHECKING:
    from zi_build.model.result import Build

ADVICE = "tutuplah bila sedang dibuka, atau pilih nama lain"


def write(file: Path, content: bytes, advice: str = ADVICE) -> None:
    """Write a file and the folders above it.

    Raises UsageError, with advice, when that is impossible: Office, for one, keeps an open file locked.
    """
    from zi_build.load.cache import write_atomically  # noqa: PLC0415  (not needed on a hit)

    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(file, content)
    except OSError as error:
        raise UsageError(f"{file} tidak dapat ditulis ({reason_of(error)}); {advice}.") from error


def deliver(content: str | bytes, target: Path | None, *, binary: bool) -> None:
    """Write what a command made to a file (and say so), or without one to standard output.

    Raises UsageError when bytes would go to a terminal.
    """
    piped = target is None or str(target) == "-"
    if not piped and target is not None:
        write(target, click.unstyle(content).encode() if isinstance(content, str) else content)
        click.echo(f"Ditulis ke {target}.")
    elif isinstance(content, str):
        say(content.removesuffix("\n"))
    elif binary and sys.stdout.isatty():
        raise UsageError("Isinya bukan teks untuk layar; sebutkan berkasnya dengan -o BERKAS.")
    elif sys.stdout.isatty():
        say(content.decode("utf-8-sig").removesuffix("\r\n"))
    else:
        click.echo(content, nl=False)


def tell_of_errors(built: "Build") -> None:
    """Say beside the output how many errors stand against files, if any."""
    count = len(built.errors)
    if count:
        text = f"zi: {count} galat; yang keliru tidak ikut dihitung. Lihat zi check."
        click.echo(text, err=True)

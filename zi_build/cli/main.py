"""`zi`: options that every command shares, and what an exception becomes.

Exit codes: 0 good, 1 diagnostics of severity error, 2 wrong use, 70 internal failure, 130 stopped by Ctrl-C.
"""

import gc
import sys
from datetime import date
from pathlib import Path

import click

from zi_build import __version__
from zi_build.cli import commands
from zi_build.cli.asking import Question
from zi_build.cli.options import day
from zi_build.cli.sections import Sections
from zi_build.errors import UsageError, ZiError, advice_of, reason_of

EXIT_ERRORS, EXIT_USAGE, EXIT_INTERNAL, EXIT_STOPPED = 1, 2, 70, 130
COLLECT_AFTER = 200_000


@click.group(cls=Sections, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--root",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    default=".",
    show_default=True,
    help="Folder kerja: yang berisi folder evidence/.",
)
@click.option(
    "--as-of",
    metavar="TANGGAL",
    callback=day,
    help="Tanggal penilaian (TTTT-BB-HH); bawaan: per_tanggal di unit.yml, lalu hari ini.",
)
@click.option("--rubric", metavar="ID", help="Rubrik yang dipakai; bawaan: rubrik di unit.yml.")
@click.version_option(__version__, prog_name="zi", help="Tampilkan versinya.")
@click.pass_context
def cli(context: click.Context, root: Path, as_of: date | None, rubric: str | None) -> None:
    """Periksa bukti Zona Integritas, hitung nilainya, dan bangun situsnya."""
    context.obj = Question(root.resolve(), as_of, rubric)


for command in commands.ALL:
    cli.add_command(command)


def _named_in_indonesian(command: click.Command) -> None:
    """Name what stands for options and commands in the line that shows how a command is used."""
    command.options_metavar = "[PILIHAN]"
    if isinstance(command, click.Group):
        command.subcommand_metavar = "PERINTAH …"
        for inner in command.commands.values():
            _named_in_indonesian(inner)


_named_in_indonesian(cli)


def main() -> None:
    """Run the command line and leave with its exit code."""
    # A run is short and its records are no garbage: to look through them again and again, as the
    # default of 700 new objects has it, is a tenth of the time.
    gc.set_threshold(COLLECT_AFTER)
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure:
            reconfigure(encoding="utf-8", errors="replace")
    try:
        code = cli.main(standalone_mode=False)
    except (click.exceptions.Abort, KeyboardInterrupt):
        click.echo("zi: dihentikan.", err=True)
        code = EXIT_STOPPED
    except click.ClickException as error:
        error.show()
        code = EXIT_USAGE
    except UsageError as error:
        click.echo(f"zi: {error}", err=True)
        code = EXIT_USAGE
    except ZiError as error:
        click.echo(f"zi: {error}", err=True)
        code = EXIT_INTERNAL
    except OSError as error:
        where = f"{error.filename2 or error.filename}: " if error.filename else ""
        click.echo(f"zi: {where}{reason_of(error)}. {advice_of(error)}".rstrip(), err=True)
        code = EXIT_USAGE
    except Exception as error:  # noqa: BLE001  (the last net: say it is ours, not the user's)
        _tell_of_ourselves(error)
        code = EXIT_INTERNAL
    sys.exit(code or 0)


def _tell_of_ourselves(error: Exception) -> None:
    import traceback  # noqa: PLC0415

    traceback.print_exception(error)
    click.echo(
        "zi: kesalahan di dalam program; bukan salah berkas Anda. Laporkan teks di atas.", err=True
    )

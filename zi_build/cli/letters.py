"""`zi export lhe`: the draft of the evaluation report for the evaluators."""

from pathlib import Path

import click

from zi_build.cli import asking
from zi_build.cli.asking import Question
from zi_build.cli.files import tell_of_errors, write
from zi_build.cli.options import RUBRIC, TEMPLATE, to_file
from zi_build.errors import UsageError

SUFFIX = ".docx"


@click.command()
@to_file("Berkas tujuan, misalnya LHE.docx.")
@RUBRIC
@click.option(
    "--predikat",
    type=click.Choice(["WBK", "WBBM"], case_sensitive=False),
    help="Predikat yang dituju; bawaan: WBK, atau WBBM bila WBK sudah dipegang.",
)
@TEMPLATE
@click.option(
    "--salin-templat",
    "copy",
    is_flag=True,
    help="Tulis templat bawaan apa adanya ke -o, untuk diubah menjadi milik kantor.",
)
@click.pass_obj
def lhe(
    question: Question,
    file: Path,
    *,
    rubric: str | None,
    predikat: str | None,
    templat: Path | None,
    copy: bool,
) -> None:
    """Tulis draf laporan hasil evaluasi (Word) bagi penilai; untuk dalam kantor."""
    from zi_build.export.lhe import letter  # noqa: PLC0415

    if file.suffix.casefold() != SUFFIX:
        raise UsageError(f"Nama {file.name} harus berakhiran {SUFFIX}: laporannya berformat Word.")
    if copy:
        write(file, letter.TEMPLATE.read_bytes())
        click.echo(f"Templat bawaan disalin ke {file}.")
        return
    if templat and templat.resolve() == file.resolve():
        raise UsageError(f"{file} adalah templatnya sendiri; pilih nama lain untuk -o.")
    built, seen = asking.seen(question, rubric, internal=True)
    aim = predikat or ("WBBM" if "WBK" in built.workspace.assessment.held else "WBK")
    write(file, letter.letter(seen, aim, templat))
    click.echo(f"Draf laporan hasil evaluasi menuju {aim} ditulis ke {file}.")
    tell_of_errors(built)

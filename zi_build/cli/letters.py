"""`zi export lhe`: the draft of the evaluation report for the evaluators."""

from dataclasses import replace
from pathlib import Path

import click

from zi_build.cli import asking
from zi_build.cli.asking import Question
from zi_build.errors import UsageError

SUFFIX = ".docx"


@click.command()
@click.option(
    "-o",
    "--output",
    "file",
    type=click.Path(path_type=Path, dir_okay=False),
    required=True,
    help="Berkas tujuan, misalnya LHE.docx.",
)
@click.option("--rubric", metavar="ID", help="Rubrik; sama dengan zi --rubric ID.")
@click.option(
    "--predikat",
    type=click.Choice(["WBK", "WBBM"], case_sensitive=False),
    help="Predikat yang dituju; bawaan: WBK, atau WBBM bila WBK sudah dipegang.",
)
@click.option(
    "--templat",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="Templat Word milik kantor, pengganti bawaan.",
)
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
    from zi_build.export.lhe.letter import TEMPLATE, letter  # noqa: PLC0415

    if file.suffix.casefold() != SUFFIX:
        raise UsageError(f"Nama {file.name} harus berakhiran {SUFFIX}: laporannya berformat Word.")
    if copy:
        _write(file, TEMPLATE.read_bytes())
        click.echo(f"Templat bawaan disalin ke {file}.")
        return
    if templat and templat.resolve() == file.resolve():
        raise UsageError(f"{file} adalah templatnya sendiri; pilih nama lain untuk -o.")
    from zi_build.model.view import Audience  # noqa: PLC0415
    from zi_build.views import view  # noqa: PLC0415

    built = asking.build(replace(question, rubric=rubric or question.rubric))
    aim = predikat or ("WBBM" if "WBK" in built.workspace.assessment.held else "WBK")
    _write(file, letter(view(built, Audience.INTERNAL), aim, templat))
    click.echo(f"Draf laporan hasil evaluasi menuju {aim} ditulis ke {file}.")
    if built.errors:
        told = f"{len(built.errors)} galat; yang keliru tidak dihitung. Lihat zi check."
        click.echo(told, err=True)


def _write(file: Path, content: bytes) -> None:
    """Write a file whole or not at all; Word keeps an open file locked."""
    from zi_build.load.cache import write_atomically  # noqa: PLC0415

    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(file, content)
    except OSError as error:
        raise UsageError(
            f"{file} tidak dapat ditulis ({error.strerror}); tutuplah bila sedang dibuka, atau "
            "pilih nama lain."
        ) from error

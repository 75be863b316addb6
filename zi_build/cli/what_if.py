"""`zi what-if`: what papers and answers would change."""

import json

import click

from zi_build.cli import asking
from zi_build.cli.asking import Question
from zi_build.cli.files import tell_of_errors
from zi_build.cli.options import FORMAT
from zi_build.errors import UsageError


@click.command("what-if")
@click.option(
    "--tambah",
    "papers",
    metavar="DOC[@PERIODE]",
    multiple=True,
    help="Andaikan dokumen ini ada: dokumen, kriteria, indikator, atau area:3. Boleh diulang.",
)
@click.option(
    "--jawab",
    "answers",
    metavar="KODE=NILAI",
    multiple=True,
    help="Andaikan jawaban, nilai hasil, atau hitungan ini: 1.1.a=A, spak=3,7. Boleh diulang.",
)
@click.option(
    "--tanpa",
    "withdrawn",
    metavar="BERKAS|DOC@PERIODE",
    multiple=True,
    help="Andaikan bukti ini ditarik. Boleh diulang.",
)
@FORMAT
@click.pass_obj
def what_if(
    question: Question,
    papers: tuple[str, ...],
    answers: tuple[str, ...],
    withdrawn: tuple[str, ...],
    shape: str,
) -> None:
    """Hitung akibat dokumen atau jawaban yang baru diandaikan; tidak ada yang ditulis."""
    from zi_build.cli.telling import what_if as telling  # noqa: PLC0415
    from zi_build.cli.telling.grid import show  # noqa: PLC0415
    from zi_build.studies import as_json  # noqa: PLC0415
    from zi_build.studies.what_if import what_if as study  # noqa: PLC0415

    if not (papers or answers or withdrawn):
        raise UsageError("Sebutkan yang diandaikan, misalnya --tambah 1.3.b atau --jawab 1.1.a=A.")
    workspace = asking.workspace(question)
    found = study(workspace, papers=papers, answers=answers, withdrawn=withdrawn)
    if shape == "json":
        click.echo(json.dumps(as_json.what_if(found), ensure_ascii=False, indent=2))
    else:
        show(telling.tell(found))
    tell_of_errors(found.before)

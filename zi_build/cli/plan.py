"""`zi plan`: the fewest papers that reach a target, in order."""

import json
from datetime import date

import click

from zi_build.cli import asking
from zi_build.cli.asking import Question
from zi_build.cli.files import tell_of_errors
from zi_build.cli.options import FORMAT, typed


@click.command()
@click.option(
    "--target",
    metavar="WBK|WBBM|ANGKA",
    help="Yang dituju; bawaan: WBK, atau WBBM bila WBK sudah dipegang.",
)
@click.option("--area", metavar="N", help="Hanya syarat dan dokumen satu area.")
@click.option(
    "--hingga",
    "until",
    metavar="TANGGAL",
    callback=typed,
    help="Nilai keadaan pada hari ini (TTTT-BB-HH): yang jatuh tempo sampai saat itu ikut dihitung.",
)
@click.option(
    "--lebih-awal",
    "early",
    is_flag=True,
    help="Pakai juga dokumen yang belum jatuh tempo, seandainya dimasukkan lebih awal.",
)
@FORMAT
@click.pass_obj
def plan(
    question: Question,
    target: str | None,
    area: str | None,
    until: date | None,
    *,
    early: bool,
    shape: str,
) -> None:
    """Susun urutan dokumen yang kurang, sesedikit mungkin, sampai target tercapai."""
    from zi_build.cli.telling import plan as telling  # noqa: PLC0415
    from zi_build.cli.telling.grid import show  # noqa: PLC0415
    from zi_build.studies import as_json  # noqa: PLC0415
    from zi_build.studies.plan import plan as study  # noqa: PLC0415

    workspace = asking.workspace(question)
    found = study(workspace, target=target, area=area, until=until, early=early)
    if shape == "json":
        click.echo(json.dumps(as_json.plan(found), ensure_ascii=False, indent=2))
    else:
        show(telling.tell(found))
    tell_of_errors(found.now)

"""`zi report`: the monthly evaluation and the semester report, as Word and PDF files."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from zi_build.cli import asking
from zi_build.cli.asking import Question
from zi_build.cli.files import write
from zi_build.cli.options import TEMPLATE
from zi_build.errors import UsageError

if TYPE_CHECKING:
    from datetime import date

    from zi_build.export.report.record import Report
    from zi_build.model.workspace import Workspace

KINDS = ("docx", "pdf")


@click.group()
def report() -> None:
    """Susun evaluasi bulanan atau laporan semester sebagai Word dan PDF."""


def _command(name: str, example: str, about: str) -> click.Command:
    """Return the command of one kind of report; both take the same options."""

    @report.command(name, help=about)
    @click.argument("periode", metavar=example)
    @click.option(
        "-o",
        "--output",
        type=click.Path(path_type=Path, dir_okay=False),
        help=f"Berkas hasil; bawaan: laporan-{example} di folder tempat Anda berada.",
    )
    @click.option(
        "--format",
        "shape",
        type=click.Choice([*KINDS, "both"]),
        help="Bentuk berkas; bawaan: menurut akhiran -o, tanpa itu keduanya.",
    )
    @click.option("--rubric", metavar="ID", help="Rubrik laporan ini; bawaan: yang dipakai kantor.")
    @click.option(
        "--internal",
        is_flag=True,
        help=(
            "Untuk pegawai: memuat nama berkas, jabatan, dan yang tidak dipublikasikan. Rekomendasi "
            "monev kantor dimuat juga tanpa pilihan ini."
        ),
    )
    @TEMPLATE
    @click.pass_obj
    def command(
        question: Question,
        periode: str,
        output: Path | None,
        shape: str | None,
        rubric: str | None,
        templat: Path | None,
        *,
        internal: bool,
    ) -> None:
        targets = _targets(output, shape, f"laporan-{periode.strip().upper()}")
        if templat and "docx" not in targets:
            raise UsageError("--templat hanya berlaku untuk Word; pakai --format docx atau both.")
        _require_extra()
        asked = replace(question, rubric=rubric or question.rubric)
        made = _compose(asked, periode, name, internal=internal)
        for kind, content in _files(made, targets, templat):
            write(targets[kind], content())
            click.echo(f"{targets[kind]} ditulis.")
        if made.unusable:
            click.echo(
                f"{made.unusable} berkas bermasalah tidak ikut dihitung; lihat zi check.", err=True
            )

    return command


_command("bulan", "2026-09", "Evaluasi bulanan oleh Tim Kerja (pedoman Bab V huruf A).")
_command("semester", "2026-S2", "Laporan akhir semester bagi kementerian (pedoman Bab V huruf B).")


def _targets(output: Path | None, shape: str | None, name: str) -> dict[str, Path]:
    """Return which files are wanted, and where; an ending that says otherwise than --format is refused."""
    base = output or Path(name)
    said = base.suffix[1:].lower()
    if output and said in KINDS:
        if shape in KINDS and shape != said:
            raise UsageError(f"-o {base} berakhiran .{said}, tetapi --format meminta {shape}.")
        if shape != "both":
            return {said: base}
        base = base.with_suffix("")
    wanted = KINDS if shape in {None, "both"} else (str(shape),)
    return {kind: base.with_name(f"{base.name}.{kind}") for kind in wanted}


def _require_extra() -> None:
    """Raise UsageError when the libraries of the extra `laporan` are not installed."""
    from importlib.util import find_spec  # noqa: PLC0415

    if not all(find_spec(name) for name in ("docxtpl", "typst")):
        from zi_build.export.word import INSTALL  # noqa: PLC0415

        raise UsageError(INSTALL)


def _compose(question: Question, text: str, kind: str, *, internal: bool) -> "Report":
    """Judge the workspace at the end of the period, and at the end of the one before it."""
    from zi_build.build import build_of_two_days  # noqa: PLC0415
    from zi_build.export.report.compose import compose  # noqa: PLC0415
    from zi_build.export.report.moment import moment_of, period_of  # noqa: PLC0415
    from zi_build.load.workspace import load  # noqa: PLC0415
    from zi_build.model.period import Grain  # noqa: PLC0415
    from zi_build.model.view import Audience  # noqa: PLC0415

    grain = Grain.MONTH if kind == "bulan" else Grain.SEMESTER
    period = period_of(text, grain)

    def loaded(day: "date | None") -> "Workspace":
        return load(question.root, as_of=day, rubric_id=question.rubric, today=asking.today)

    workspace = loaded(question.as_of)
    moment = moment_of(period, workspace.as_of, workspace.unit.start)
    if moment.day != workspace.as_of:  # of another year, other answers may be the newest
        workspace = loaded(moment.day)
    now, before = build_of_two_days(workspace, moment.compared)
    audience = Audience.INTERNAL if internal else Audience.PUBLIC
    return compose(moment, now, before, audience)


def _files(
    made: "Report", targets: dict[str, Path], template: Path | None
) -> list[tuple[str, Callable[[], bytes]]]:
    from zi_build.export.report.fields import fields_of  # noqa: PLC0415
    from zi_build.export.report.typeset import pdf  # noqa: PLC0415
    from zi_build.export.report.word import docx  # noqa: PLC0415

    fields, day = fields_of(made), made.moment.day
    makers: dict[str, Callable[[], bytes]] = {
        "docx": lambda: docx(fields, day, template),
        "pdf": lambda: pdf(fields, day),
    }
    return [(kind, makers[kind]) for kind in targets]

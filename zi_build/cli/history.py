"""`zi history`: where the office stood at each month's end, and what came into the repository when."""

import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from zi_build.cli import asking
from zi_build.cli.asking import Question
from zi_build.cli.files import tell_of_errors, write
from zi_build.cli.options import to_file, typed_day
from zi_build.errors import UsageError

if TYPE_CHECKING:
    from zi_build.model.result import Build
    from zi_build.model.trend import Moment
    from zi_build.model.upload import Uploads


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What was asked for: months, or commits, or papers; text takes all that is asked for."""

    per_commit: bool
    papers: bool
    shape: str

    @property
    def months(self) -> bool:
        return self.shape == "json" or not (self.per_commit or self.papers)


@click.command()
@click.option("--bulan", type=click.IntRange(1, 120), help="Banyaknya bulan; bawaan: 12.")
@click.option("--sejak", metavar="TANGGAL", help="Mulai bulan dari tanggal ini (TTTT-BB-HH).")
@click.option("--per-commit", is_flag=True, help="Tampilkan apa yang diubah setiap commit.")
@click.option(
    "--unggahan", is_flag=True, help="Tampilkan bukti yang terlambat masuk atau bertanggal mundur."
)
@click.option(
    "--ambang-hari",
    type=click.IntRange(0, 3660),
    default=30,
    show_default=True,
    help="Bertanggal mundur bila masuk sekian hari sesudah tanggal dokumennya.",
)
@click.option(
    "--format",
    "shape",
    type=click.Choice(["text", "json", "csv"]),
    default="text",
    show_default=True,
    help="Bentuk keluaran: teks, JSON, atau CSV untuk Excel.",
)
@to_file("Tulis ke berkas ini; bawaan: ke layar.", required=False)
@click.pass_obj
def history(  # noqa: PLR0913  (one argument for each option)
    question: Question,
    *,
    bulan: int | None,
    sejak: str | None,
    per_commit: bool,
    unggahan: bool,
    ambang_hari: int,
    shape: str,
    file: Path | None,
) -> None:
    """Tampilkan keadaan setiap akhir bulan, dan kapan bukti masuk ke repositori."""
    from zi_build.load.gitlog import read_log  # noqa: PLC0415
    from zi_build.studies.history import MONTHS, moments, span  # noqa: PLC0415
    from zi_build.studies.uploads import uploads  # noqa: PLC0415

    wanted = _Wanted(per_commit, unggahan, shape)
    if shape == "csv" and per_commit and unggahan:
        raise UsageError(
            "CSV memuat satu tabel: pilih --per-commit atau --unggahan, atau jalankan dua kali."
        )
    if bulan and sejak:
        raise UsageError("Pilih salah satu: --bulan atau --sejak.")
    built = _long_ago(asking.build(question), typed_day(sejak), bulan or MONTHS)
    days = span(built, bulan or MONTHS, typed_day(sejak)) if wanted.months else ()
    told = moments(built, days)
    found = uploads(built, read_log(question.root), ambang_hari)
    if shape == "csv" and (per_commit or unggahan):
        _warn(found)
    _say(_made(built, told, found, wanted), file)
    tell_of_errors(built)


def _long_ago(built: "Build", since: date | None, months: int) -> "Build":
    """Return the build with the public holidays of the years that its months look back on.

    Raises UsageError for a first month after the day of judgement, or very long ago.
    """
    from dataclasses import replace  # noqa: PLC0415

    from zi_build.load.cache import Cache  # noqa: PLC0415
    from zi_build.load.holiday import holidays_of  # noqa: PLC0415
    from zi_build.model.trend import months_back  # noqa: PLC0415

    as_of = built.workspace.as_of
    first = since or months_back(as_of, months - 1)
    if first > as_of:
        raise UsageError(f"--sejak {first} sesudah {as_of}, hari yang dipakai zi.")
    if first.year < as_of.year - 10:
        raise UsageError(f"--sejak {first} terlalu lama; paling jauh sepuluh tahun ke belakang.")
    known = built.loaded.unit.start or as_of
    missing = range(first.year - 2, known.year - 2)
    if not missing:
        return built
    cache = Cache(built.workspace.root)
    more = holidays_of(missing, (), cache)
    loaded = replace(built.loaded, holidays=built.loaded.holidays | more)
    return replace(built, loaded=loaded)


def _made(
    built: "Build", told: "tuple[Moment, ...]", found: "Uploads", wanted: _Wanted
) -> str | bytes:
    if wanted.shape == "csv":
        return _csv(built, told, found, wanted)
    if wanted.shape == "json":
        return json.dumps(_json(built, told, found, wanted), ensure_ascii=False, indent=2)
    from zi_build.cli.telling import history as telling  # noqa: PLC0415

    parts = []
    if wanted.months:
        parts += [telling.months(built, told), telling.summary(found)]
    if wanted.papers:
        parts.append(telling.papers(found))
    if wanted.per_commit:
        parts.append(telling.commits(found))
    return "\n\n".join(parts)


def _json(
    built: "Build", told: "tuple[Moment, ...]", found: "Uploads", wanted: _Wanted
) -> dict[str, Any]:
    from zi_build.export import history as course  # noqa: PLC0415
    from zi_build.export import uploads as comings  # noqa: PLC0415

    made = {**course.months(built, told), "git": comings.source(found)}
    if wanted.per_commit:
        made["commits"] = comings.commits(found)
    if wanted.papers:
        made["uploads"] = comings.papers(found)
    return made


def _csv(built: "Build", told: "tuple[Moment, ...]", found: "Uploads", wanted: _Wanted) -> bytes:
    from zi_build.export import history as course  # noqa: PLC0415
    from zi_build.export import uploads as comings  # noqa: PLC0415

    if wanted.per_commit:
        return comings.commits_csv(found)
    if wanted.papers:
        return comings.papers_csv(built, found)
    return course.months_csv(told)


def _warn(found: "Uploads") -> None:
    """Say beside a table what its rows do not: that there is no git, or only a part of the past."""
    from zi_build.cli.telling.history import source  # noqa: PLC0415

    for line in source(found):
        click.echo(f"zi: {line}", err=True)


def _say(made: str | bytes, file: Path | None) -> None:
    """Print what was made, or write it to a file and say so."""
    if file is None:
        if isinstance(made, bytes):
            click.echo(made.decode("utf-8-sig"), nl=False)
        else:
            click.echo(made)
        return
    content = made if isinstance(made, bytes) else f"{click.unstyle(made)}\n".encode()
    write(file, content)
    click.echo(f"Ditulis ke {file}.")

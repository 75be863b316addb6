"""`zi import`: other people's files into the evidence, shown before anything is written."""

import json
import sys
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from zi_build.cli import asking, files
from zi_build.cli.asking import Question
from zi_build.cli.options import FORMAT, typed_day
from zi_build.errors import UsageError
from zi_build.load.source import Folder
from zi_build.load.walk import entry_of

if TYPE_CHECKING:
    from zi_build.intake.answers_file import AnswersFile
    from zi_build.intake.lke.changes import Plan
    from zi_build.intake.lke.report import Found
    from zi_build.load.cache import Cache
    from zi_build.model.catalogue import Catalogue
    from zi_build.model.rubric import Rubric

# Nothing was written because nobody could be asked: wrong use, like a missing option.
EXIT_UNASKED = 2
UNIT = "evidence/unit.yml"
# Sheets of some years ago are brought in late, that of the next year in December; others are slips.
YEARS_BACK, YEARS_AHEAD = 5, 1


@click.group("import")
def import_() -> None:
    """Baca berkas orang lain ke folder evidence/: buku kerja LKE."""


@import_.command("lke")
@click.argument("berkas", metavar="BERKAS.xlsx", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--rubric", metavar="ID", help="Rubrik; bawaan: yang dikenali dari buku kerjanya.")
@click.option("--sheet", metavar="NAMA", help="Baca lembar ini saja.")
@click.option("--per", metavar="TANGGAL", help="Tanggal penilaian TPI (TTTT-BB-HH) bagi kolom TPI.")
@click.option("--per-tpn", metavar="TANGGAL", help="Tanggal penilaian TPN bagi kolom TPN.")
@click.option(
    "--tahun",
    type=click.IntRange(2010, 2999),
    help="Tahun berkas jawaban; bawaan: tahun penilaian.",
)
@click.option("--ya", "--yes", "yes", is_flag=True, help="Tulis perubahan tanpa bertanya.")
@click.option("--dry-run", is_flag=True, help="Tampilkan saja; jangan tulis apa pun.")
@FORMAT
@click.pass_obj
def lke(  # noqa: PLR0913  (one argument for each option)
    question: Question,
    berkas: Path,
    *,
    rubric: str | None,
    sheet: str | None,
    per: str | None,
    per_tpn: str | None,
    tahun: int | None,
    yes: bool,
    dry_run: bool,
    shape: str,
) -> None:
    """Baca jawaban, hitungan, dan catatan dari buku kerja LKE ke berkas jawaban.

    Yang akan berubah ditampilkan dahulu; tanpa persetujuan tidak ada yang ditulis.
    """
    from zi_build.cli.telling import imported  # noqa: PLC0415

    desk = _open(question, rubric or question.rubric, tahun)
    found, planned = desk.read(berkas, sheet, (typed_day(per), typed_day(per_tpn)))
    write = bool(planned.changes) and not dry_run and (yes or _asks(shape))
    if shape == "text":
        click.echo(imported.report(found, planned, desk.rubrics[found.rubric], desk.target))
        if write and not yes:
            write = click.confirm(f"Tulis {len(planned.changes)} perubahan?", default=False)
    if write:
        desk.write(planned, found.rubric)
    if shape == "json":
        told = imported.as_json(found, planned, desk.target, written=write)
        click.echo(json.dumps(told, ensure_ascii=False, indent=2))
    else:
        click.echo(imported.outcome(planned, desk.target, written=write, dry_run=dry_run))
    if planned.changes and not write and not dry_run:
        raise click.exceptions.Exit(EXIT_UNASKED)


def _asks(shape: str) -> bool:
    """Tell whether there is somebody to ask."""
    return shape == "text" and sys.stdin is not None and sys.stdin.isatty()


@dataclass(slots=True)
class _Desk:
    """Where an import works: the rubrics, the office's answers, and the file that would change."""

    root: Path
    today: date
    year: int
    wanted: str | None
    preferred: str
    rubrics: "dict[str, Rubric]"
    catalogue: "Catalogue"
    cache: "Cache"
    target: str = ""
    held: "AnswersFile | None" = None

    def read(
        self, file: Path, sheet: str | None, days: tuple[date | None, date | None]
    ) -> "tuple[Found, Plan]":
        """Read the workbook and compare it with the answers file; `days` are those of TPI and TPN."""
        from zi_build.intake.answers_file import AnswersFile  # noqa: PLC0415
        from zi_build.intake.lke import changes  # noqa: PLC0415
        from zi_build.intake.lke.heads import Who  # noqa: PLC0415
        from zi_build.intake.lke.reading import read_lke  # noqa: PLC0415

        found = read_lke(
            file,
            tuple(self.rubrics.values()),
            self.catalogue,
            wanted=self.wanted,
            preferred=self.preferred,
            sheet=sheet,
        )
        self.target = f"evidence/{self.year}/penilaian/{found.rubric}.yml"
        self.held = AnswersFile.read(self.root, self.target, self.cache)
        asked = dict(zip((Who.TPI, Who.TPN), days, strict=True))
        when = changes.days_given(asked, found.days)
        changes.refuse_future(found, asked, when, self.today)
        return found, changes.plan(found, self.rubrics[found.rubric], self.held.said, when)

    def write(self, planned: "Plan", rubric: str) -> None:
        """Write the file in one step, unless somebody changed it meanwhile."""
        if self.held is None:
            return
        new = self.held.changed(planned.changes, self.rubrics[rubric])
        advice = "tutuplah bila sedang dibuka, lalu impor lagi"
        files.write(self.root / self.target, new, advice=advice)


def _refuse_far(root: Path, year: int | None, today: date) -> None:
    """Raise UsageError for a year far from today's, unless the office has a folder of it."""
    if year is None or -YEARS_BACK <= year - today.year <= YEARS_AHEAD:
        return
    if not (root / "evidence" / str(year)).is_dir():
        raise UsageError(
            f"Tahun {year} (--tahun) jauh dari {today.year}, tahun yang sedang dinilai, dan folder "
            f"evidence/{year} belum ada. Periksa angkanya; bila memang benar, buatlah folder itu dahulu."
        )


def _open(question: Question, wanted: str | None, year: int | None) -> _Desk:
    from zi_build.load import content  # noqa: PLC0415
    from zi_build.load.cache import Cache  # noqa: PLC0415
    from zi_build.load.instrument import Shelf, load_catalogue  # noqa: PLC0415
    from zi_build.load.rubric import DEFAULT_RUBRIC, load_rubric, rubric_ids  # noqa: PLC0415
    from zi_build.load.unit import unit_of  # noqa: PLC0415

    if not (question.root / "evidence").is_dir():
        raise UsageError(f"Tidak ada folder evidence/ di {question.root}.")
    cache = Cache(question.root)
    shelf = Shelf(cache)
    catalogue = load_catalogue(shelf)
    if wanted is not None:
        load_rubric(shelf, wanted, catalogue)  # an unknown id is told with the ones there are
    known = rubric_ids()
    rubrics = {name: load_rubric(shelf, name, catalogue) for name in known}
    there = (question.root / UNIT).is_file()
    unit = unit_of(
        content.parse(Folder(question.root), entry_of(question.root, UNIT), "unit", cache)
        if there
        else None
    )
    day = question.as_of or unit.as_of or asking.today(unit.time_zone)
    _refuse_far(question.root, year, day)
    preferred = unit.rubric if unit.rubric in known else None
    return _Desk(
        question.root,
        day,
        year or day.year,
        wanted,
        preferred or DEFAULT_RUBRIC,
        rubrics,
        catalogue,
        cache,
    )

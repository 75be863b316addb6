"""`zi init`: a new office in an empty folder, or a new year of one."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from zi_build.cli import asking
from zi_build.cli.asking import Question
from zi_build.errors import UsageError

if TYPE_CHECKING:
    from zi_build.cli.founding import Desk
    from zi_build.intake.founding.plan import Plan
    from zi_build.intake.founding.rollover import RollOver
    from zi_build.intake.founding.wanted import Wanted

NAMED_ENTRIES = 5


@click.command()
@click.option("--unit", "name", metavar="NAMA", help="Nama lengkap kantor; ditanyakan bila perlu.")
@click.option(
    "--tahun",
    "year",
    metavar="TAHUN",
    type=click.IntRange(2010, 2999),
    help="Tahun; bawaan: tahun ini.",
)
@click.option(
    "--dari",
    "since",
    metavar="TAHUN",
    type=click.IntRange(2010, 2999),
    help="Tahun yang diteruskan; bawaan: tahun terakhir sebelumnya.",
)
@click.option(
    "--rubrik",
    "rubrics",
    metavar="ID",
    multiple=True,
    help="Rubrik yang akan dijawab, boleh diulang; bawaan: pedoman dan yang sudah dijawab kantor.",
)
@click.option(
    "--lengkap", "whole", is_flag=True, help="Lengkapi juga halaman dan pengaturan situs."
)
@click.option("--dry-run", is_flag=True, help="Tampilkan saja; jangan tulis apa pun.")
@click.pass_obj
def init(
    question: Question,
    *,
    name: str | None,
    year: int | None,
    since: int | None,
    rubrics: tuple[str, ...],
    whole: bool,
    dry_run: bool,
) -> None:
    """Siapkan kantor baru di folder kosong, atau tahun baru di kantor yang ada.

    Berkas yang sudah ada tidak pernah ditimpa.
    """
    from zi_build.cli.founding import EVIDENCE, open_desk  # noqa: PLC0415
    from zi_build.cli.telling import founded  # noqa: PLC0415

    desk = open_desk(question)
    first = all(one.startswith(".") for one in desk.disk.names(EVIDENCE).values())
    if first:
        _refuse_foreign(question.root)
    wanted = desk.wanted(name, year, since, rubrics)
    told = _roll_over(question, desk, wanted) if desk.years_before(wanted.year) else None
    site, own = desk.plans(wanted, site=first or whole)
    if not dry_run:
        _write(question.root, site, own)
    click.echo(founded.report(wanted, (site, own), first=first, dry_run=dry_run))
    if said := desk.remarks(wanted, name, whole=whole or first):
        click.echo("\n" + "\n".join(said))
    if told and (site.new or own.new or since):
        click.echo(
            "\n" + founded.turn_of_the_year(wanted, told, max(desk.years_before(wanted.year)))
        )
    if first:
        click.echo("\n" + founded.next_steps(wanted))


def _refuse_foreign(root: Path) -> None:
    """Raise UsageError when the folder holds other people's things, and is no repository either."""
    from zi_build.intake.founding.scaffold import listed  # noqa: PLC0415

    ours = {"evidence", *(place.partition("/")[0] for part in listed().values() for place in part)}
    entries = sorted(root.iterdir())
    foreign = [
        one.name
        for one in entries
        if one.name not in ours and one.name[:1] != "." and not (one / "pyvenv.cfg").is_file()
    ]
    if foreign and not (root / ".git").exists():
        more = f", dan {len(foreign) - NAMED_ENTRIES} lagi" if len(foreign) > NAMED_ENTRIES else ""
        raise UsageError(
            f"{root} berisi hal lain ({', '.join(foreign[:NAMED_ENTRIES])}{more}). Kantor baru disiapkan "
            "di folder kosong: buatlah folder baru, lalu jalankan zi init di dalamnya."
        )


def _roll_over(question: Question, desk: "Desk", wanted: "Wanted") -> "RollOver":
    from zi_build.intake.founding.rollover import roll_over  # noqa: PLC0415

    first_day = Question(question.root, date(wanted.year, 1, 1), desk.default_rubric)
    return roll_over(wanted, asking.build(first_day))


def _write(root: Path, *plans: "Plan") -> None:
    """Write each plan whole or not at all; the pages come first, the evidence after them."""
    from zi_build.cli.screen import progress  # noqa: PLC0415
    from zi_build.intake.together import Together  # noqa: PLC0415

    with progress("Menyiapkan folder", sum(len(plan.new) for plan in plans)) as advance:
        for plan in plans:
            with Together(root) as all_:
                for path, content in plan.new:
                    all_.create(path, content)
                    advance()

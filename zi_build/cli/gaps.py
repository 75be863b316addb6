"""`zi gaps`: what is lacking, by area and person in charge, as text or in files for others."""

import json
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import click

from zi_build.cli import asking, screen
from zi_build.cli.asking import Question
from zi_build.cli.files import deliver
from zi_build.cli.options import day
from zi_build.errors import UsageError

SHAPES = ("text", "json", "csv", "xlsx", "ics")
CALENDAR, WORKBOOK, CSV = "ics", "xlsx", "csv"
AREA = "area"
Rows = list[dict[str, Any]]


@click.command()
@click.option("--area", "areas", multiple=True, metavar="N", help="Hanya area ini; boleh berulang.")
@click.option("--pic", metavar="NAMA", help="Hanya penanggung jawab yang namanya memuat kata ini.")
@click.option(
    "--hingga",
    "until",
    metavar="TANGGAL",
    callback=day,
    help="Hanya yang jatuh tempo sampai tanggal ini (TTTT-BB-HH), juga yang belum waktunya.",
)
@click.option(
    "--format",
    "shape",
    type=click.Choice(SHAPES),
    help="Bentuk keluaran; bawaan: menurut akhiran -o, tanpa -o teks.",
)
@click.option(
    "-o",
    "--output",
    "target",
    type=click.Path(path_type=Path, allow_dash=True),
    help="Berkas hasil, - untuk pipa; untuk ics boleh folder: satu kalender tiap area.",
)
@click.option(
    "--per",
    type=click.Choice([AREA, "pic"]),
    help="Untuk folder kalender: satu tiap area (bawaan) atau tiap penanggung jawab.",
)
@click.pass_obj
def gaps(
    question: Question,
    areas: tuple[str, ...],
    pic: str | None,
    until: date | None,
    shape: str | None,
    target: Path | None,
    per: str | None,
) -> None:
    """Tampilkan apa yang masih kurang, siapa yang mengerjakan, dan apa yang perlu dilakukan."""
    shape = shape or _shape_of(target)
    _refuse(shape, target, per)
    found = asking.reports(question, "check", "about", "gaps", "ahead")
    about = found["about"]
    if shape == CALENDAR and until is None:
        until = date.fromisoformat(about["horizon"])
    asked = _areas(areas, about) & _areas_of(pic, about)
    rows = [
        row for row in _within(found["gaps"], found["ahead"], until, about) if row["area"] in asked
    ]
    if shape == CALENDAR and target is not None and _is_folder(target):
        _calendars(rows, about, target, per or AREA, asked)
    else:
        deliver(_content(shape, rows, about, until), target, binary=shape in {WORKBOOK, CALENDAR})
    asking.leave_with_errors(found["check"])


def _shape_of(target: Path | None) -> str:
    ending = target.suffix.lstrip(".").casefold() if target else ""
    return ending if ending in SHAPES else "text"


def _is_folder(target: Path) -> bool:
    return str(target) != "-" and (target.is_dir() or target.suffix.casefold() != ".ics")


def _refuse(shape: str, target: Path | None, per: str | None) -> None:
    """Refuse options that contradict each other, before anything is computed."""
    if shape in {WORKBOOK, CALENDAR} and target is None:
        where = "FOLDER atau -o BERKAS.ics" if shape == CALENDAR else "BERKAS.xlsx"
        raise UsageError(f"Sebutkan tujuan dengan -o {where}; {shape} bukan teks untuk layar.")
    if per and (shape != CALENDAR or target is None or not _is_folder(target)):
        raise UsageError("--per hanya untuk kalender di sebuah folder: --format ics -o FOLDER.")
    if target is None or str(target) == "-" or (shape == CALENDAR and _is_folder(target)):
        return
    ending = target.suffix.lstrip(".").casefold()
    if shape == "text" and target.suffix and ending not in {*SHAPES, "txt"}:
        raise UsageError(
            f"Akhiran {target.name} tidak dikenal; pilih {', '.join(SHAPES)}, atau txt."
        )
    if ending in SHAPES and ending != shape:
        raise UsageError(f"Akhiran {target.name} tidak cocok dengan --format {shape}.")
    if shape == WORKBOOK and ending != WORKBOOK:
        raise UsageError(
            f"Nama {target.name} harus berakhiran .xlsx: buku kerjanya berformat Excel."
        )


def _within(owed: Rows, ahead: Rows, until: date | None, about: Mapping[str, Any]) -> Rows:
    """Return what falls due until a day: of the past, of the future, and what has no date at all."""
    if until is None:
        return owed
    if until.isoformat() > about["horizon"]:
        raise UsageError(
            f"--hingga paling jauh {about['horizon']}, setahun sesudah tanggal penilaian "
            f"({about['as_of']})."
        )
    limit = until.isoformat()
    undated = limit >= about["as_of"]
    past = [row for row in owed if (row["due"] <= limit if row["due"] else undated)]
    return [*past, *(row for row in ahead if row["due"] <= limit)]


def _areas(areas: Sequence[str], about: Mapping[str, Any]) -> set[str]:
    known = about["areas"]
    wrong = [area for area in areas if area not in known]
    if wrong:
        there = ", ".join(f"{area} {name}" for area, name in known.items())
        raise UsageError(f"Area “{wrong[0]}” tidak ada. Yang ada: {there}.")
    return set(areas) or set(known)


def _areas_of(pic: str | None, about: Mapping[str, Any]) -> set[str]:
    """Return of which areas one is in charge; the words may be part of a position or a team's name."""
    wanted = " ".join((pic or "").casefold().split())
    mine = {area for area, team in about["teams"].items() if wanted in _names(team).casefold()}
    if pic is not None and not (mine and wanted):
        there = "; ".join(dict.fromkeys(_names(team) for team in about["teams"].values()))
        raise UsageError(f"Penanggung jawab “{pic}” tidak dikenal. Yang ada: {there}.")
    return mine


def _names(team: Mapping[str, Any]) -> str:
    return f"{team['name']} ({team['lead']})" if team["lead"] else str(team["name"])


def _content(shape: str, rows: Rows, about: Mapping[str, Any], until: date | None) -> str | bytes:
    from zi_build.cli.telling import gaps as telling  # noqa: PLC0415

    if shape == "json":
        return json.dumps(rows, ensure_ascii=False, indent=2) + "\n"
    if shape == CSV:
        from zi_build.export.gaps.listing import csv_of  # noqa: PLC0415

        return csv_of(rows, about)
    if shape == WORKBOOK:
        from zi_build.export.gaps.workbook import workbook  # noqa: PLC0415  (openpyxl is slow)

        return workbook(rows, about, telling.asked(until))
    if shape == CALENDAR:
        from zi_build.export.gaps.agenda import calendar  # noqa: PLC0415  (so is icalendar)

        return calendar(rows, about)
    return telling.gaps(rows, about, until, screen.width()) + "\n"


def _calendars(
    rows: Rows, about: Mapping[str, Any], folder: Path, per: str, asked: set[str]
) -> None:
    """Write one calendar for each area or person that was asked for, also where nothing is lacking."""
    from zi_build.export.gaps.agenda import calendars  # noqa: PLC0415
    from zi_build.intake.together import Together  # noqa: PLC0415

    some = {
        **about,
        "areas": {area: name for area, name in about["areas"].items() if area in asked},
        "teams": {area: team for area, team in about["teams"].items() if area in asked},
    }
    found = calendars(rows, some, per)
    folder.mkdir(parents=True, exist_ok=True)
    with Together(folder) as all_:
        for name, content in found.items():
            all_.replace(name, content)
    click.echo(f"{len(found)} kalender ditulis ke {folder}: {', '.join(found)}.")

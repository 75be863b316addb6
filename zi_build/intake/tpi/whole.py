"""A whole LKE workbook in place of the evaluators' sheet: of it, their columns are read."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from zi_build.errors import UsageError
from zi_build.intake.lke.heads import Who
from zi_build.intake.lke.reading import read_lke
from zi_build.intake.lke.report import About as Told
from zi_build.intake.lke.report import Found
from zi_build.intake.tpi.judged import About, Judged, Read, Remark
from zi_build.intake.tpi.record import Session
from zi_build.model.result import Build

_REFUSED = frozenset({Told.STRANGE, Told.ERROR, Told.UNCALCULATED})


def read_whole(file: Path, build: Build, *, dated: bool) -> Read:
    """Return what the evaluators' columns of an LKE say; the unit's are left alone.

    `dated` when a day was given: then the workbook's own is not looked at. Raises UsageError when
    the workbook is no LKE of the rubric.
    """
    workspace = build.workspace
    rubric = workspace.rubric
    found = read_lke(
        file, (rubric,), workspace.catalogue, wanted=rubric.id, preferred=rubric.id, sheet=None
    )
    judged = []
    for (key, who), said in found.answers.items():
        if who is not Who.TPI or not (said.says_something or said.note):
            continue
        cells = [said.answer, *said.counts.values(), said.note]
        judged.append(
            Judged(
                key,
                said.answer.value if said.answer else None,
                {name: int(given.value) for name, given in said.counts.items()},
                said.note.value if said.note else None,
                None,
                next(given.cell for given in cells if given),
            )
        )
    day = found.days.get(Who.TPI)
    return Read(
        tuple(judged),
        tuple(_remarks(found)),
        rubric.id,
        day.value if day and not dated else None,
        whole_lke=True,
    )


def _remarks(found: Found) -> list[Remark]:
    """Return what the import tells of cells that it could not take, the evaluators' among them."""
    return [
        Remark(About.STRANGE, one.message, one.cell, one.key, refused=" TPI " in f" {one.message} ")
        for one in found.remarks
        if one.about in _REFUSED and "TPI" in one.message
    ]


def on_its_day(session: Session, read: Read, *, dated: bool) -> Session:
    """Return the session with the day that the workbook states, where none was given.

    Raises UsageError for a day that is still to come.
    """
    if dated or read.day is None:
        return session
    day = date.fromisoformat(read.day)
    if day > session.day:
        raise UsageError(
            f"Tanggal penilaian TPI di buku kerja, {day}, sesudah {session.day}; beri tanggal yang "
            "benar dengan --tanggal."
        )
    return replace(session, day=day)

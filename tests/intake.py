"""Workbooks under test: reading them, and a workbook written row by row by a test."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from zi_build.intake.lke.heads import Who
from zi_build.intake.lke.reading import read_lke
from zi_build.intake.lke.report import About, Found
from zi_build.load.instrument import Shelf, load_catalogue
from zi_build.load.rubric import load_rubric, rubric_ids

WORKBOOKS = Path(__file__).parent / "workbooks"
CATALOGUE = load_catalogue(Shelf())
RUBRICS = {name: load_rubric(Shelf(), name, CATALOGUE) for name in rubric_ids()}


def read(file: Path, rubric: str | None = None, **how: Any) -> Found:
    """Read a workbook as the command does, for an office whose rubric is the guideline's."""
    how = {"preferred": "pedoman-bpmp-2023", **how}
    return read_lke(file, tuple(RUBRICS.values()), CATALOGUE, wanted=rubric, **how)


def answers(found: Found, who: Who = Who.UNIT) -> dict[str, str]:
    """Return what a voice answers, without its counts."""
    return {
        key: said.answer.value
        for (key, voice), said in found.answers.items()
        if voice is who and said.answer is not None
    }


def counts(found: Found, who: Who = Who.UNIT) -> dict[str, dict[str, int]]:
    """Return the counts of a voice, in the order of the form."""
    return {
        key: {name: int(given.value) for name, given in said.counts.items()}
        for (key, voice), said in found.answers.items()
        if voice is who and said.counts
    }


def remarks(found: Found, about: About) -> list[tuple[str, str]]:
    """Return (key, cell without its sheet) of the remarks of one kind."""
    return [(one.key, one.cell.rpartition("!")[2]) for one in found.remarks if one.about is about]


def truth(office: str) -> Mapping[str, Mapping[str, Any]]:
    """Return what must be found in an office's workbook."""
    text = (WORKBOOKS / f"{office}.yml").read_text("utf-8")
    data: dict[str, Any] = yaml.load(text, yaml.BaseLoader)  # noqa: S506  (texts, nothing else)
    return data

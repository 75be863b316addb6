"""The course of an office: where it stood at the end of each month, from one load of its evidence.

Papers count by their own date (and by `diterima`), not by the day on which they came into the
repository; the answers are those of today, because answers carry no date.
"""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any

from zi_build import scoring, verdict
from zi_build.build import stand
from zi_build.load import memory
from zi_build.model.assessment import Voice
from zi_build.model.directive import directives
from zi_build.model.outcome import Share
from zi_build.model.result import Build
from zi_build.model.trend import Moment, month_ends, months_back
from zi_build.model.view import View

MONTHS = 12
VOICES = (Voice.CLAIMED, Voice.SUPPORTED)
DIRECTIVE = "tren"


def span(build: Build, months: int = MONTHS, since: date | None = None) -> tuple[date, ...]:
    """Return the ends of the last months, or of those since a day; none before the start of building.

    The last is the day of judgement itself, be its month over or not.
    """
    as_of, start = build.workspace.as_of, build.workspace.unit.start
    first = since or months_back(as_of, months - 1)
    if start and start <= as_of:
        first = max(first, start)
    return month_ends(min(first, as_of), as_of)


def moments(build: Build, days: Iterable[date]) -> tuple[Moment, ...]:
    """Return where the office stood on each day.

    What does not depend on the day (what was read, and which papers are wrong) is taken from the
    build; of each day only the slots and two scorecards are made. A day that was told before is
    remembered until anything that it rests on has changed.
    """
    root, rubric = build.workspace.root, build.workspace.rubric.id
    name, mark = f"tren-{rubric}", _fingerprint(build)
    known = memory.recall(root, name, mark)
    told, new = [], False
    for day in days:
        moment = _recalled(day, known.get(day.isoformat()))
        if moment is None:
            moment, new = _moment(build, day), True
            known[day.isoformat()] = _kept(moment)
        told.append(moment)
    if new:
        memory.keep(root, name, mark, known)
    return tuple(told)


def _fingerprint(build: Build) -> str:
    """Return what stands for everything that a day's numbers rest on, but the day."""
    loaded = build.loaded
    return memory.fingerprint(
        loaded.items,
        loaded.assessment,
        loaded.unit.start,
        sorted(loaded.holidays),
        sorted(loaded.reports.items()),
        (loaded.surveys, loaded.audits, loaded.complaints),
        [(one.item.path, one.diagnostic.code) for one in build.rejected],
    )


def _moment(build: Build, day: date) -> Moment:
    there = stand(replace(build.loaded, as_of=day), build.diagnostics)
    cards = scoring.scorecards(there.scoring, VOICES)
    supported, claimed = cards[Voice.SUPPORTED], cards[Voice.CLAIMED]
    workspace = there.workspace
    judged = verdict.verdicts(workspace.rubric, supported, workspace.assessment, day)
    return Moment(
        day=day,
        completeness=scoring.completeness(there.scoring.statuses),
        supported=supported.total,
        areas=supported.areas,
        claimed=claimed.total,
        claimed_areas=claimed.areas,
        conditions={
            name: Share(sum(one.met for one in found.conditions), len(found.conditions))
            for name, found in judged.items()
        },
        papers=len(there.good),
    )


def _kept(moment: Moment) -> dict[str, Any]:
    """Return a moment as it is kept: exact numbers as text."""
    return {
        "completeness": [moment.completeness.held, moment.completeness.due],
        "supported": str(moment.supported),
        "areas": {area: str(points) for area, points in moment.areas.items()},
        "claimed": str(moment.claimed),
        "claimed_areas": {area: str(points) for area, points in moment.claimed_areas.items()},
        "conditions": {name: [one.held, one.due] for name, one in moment.conditions.items()},
        "papers": moment.papers,
    }


def _recalled(day: date, kept: Any) -> Moment | None:  # noqa: ANN401  (JSON of any shape)
    with suppress(TypeError, ValueError, KeyError, AttributeError, ZeroDivisionError):
        return Moment(
            day=day,
            completeness=Share(*map(int, kept["completeness"])),
            supported=Fraction(kept["supported"]),
            areas={area: Fraction(points) for area, points in kept["areas"].items()},
            claimed=Fraction(kept["claimed"]),
            claimed_areas={area: Fraction(said) for area, said in kept["claimed_areas"].items()},
            conditions={name: Share(*map(int, one)) for name, one in kept["conditions"].items()},
            papers=int(kept["papers"]),
        )
    return None


def with_trend(view: View, build: Build, others: Mapping[str, Build]) -> View:
    """Return a view whose trend is told for the rubrics of which a page asks for it."""
    pages = [text for text in build.workspace.pages.values() if DIRECTIVE in text]
    wanted = {one.rubric for text in pages for one in directives(text) if one.name == DIRECTIVE}
    if not wanted:
        return view
    beside = {
        name: replace(seen, trend=moments(others[name], span(others[name])))
        if name in wanted
        else seen
        for name, seen in view.others.items()
    }
    if wanted & {None, build.workspace.rubric.id}:
        view = replace(view, trend=moments(build, span(build)))
    return replace(view, others=beside)

"""Where the office stands, on one screen: what `zi status` tells."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta
from fractions import Fraction
from typing import Any

from zi_build.diagnostics import Severity
from zi_build.export.figures import number
from zi_build.ids import natural_key
from zi_build.model.assessment import Voice
from zi_build.model.catalogue import Role
from zi_build.model.outcome import Condition, Gap, GapState, Verdict
from zi_build.model.result import Build
from zi_build.views import speaking

WEEK = timedelta(days=7)
MOST_GAINFUL = 3
OVERDUE = frozenset({GapState.MISSING, GapState.EXPIRED, GapState.UNUSABLE})


def status(build: Build, gains: Mapping[str, Fraction], coming: Sequence[Gap]) -> dict[str, Any]:
    """Return the whole screen; `gains` are those of `gaps.gains_of`, `coming` of `gaps.ahead`."""
    workspace = build.workspace
    until = workspace.as_of + WEEK
    states = [gap.state for gap in build.gaps]
    return {
        "unit": workspace.unit.name,
        "rubric": workspace.rubric.id,
        "rubric_name": workspace.rubric.name,
        "as_of": workspace.as_of.isoformat(),
        "sample": workspace.unit.sample,
        "completeness": {"held": build.completeness.held, "due": build.completeness.due},
        "scores": {voice.value: _score(build, voice) for voice in speaking(build)},
        "target": _target(build),
        "verdict": {
            name: _verdict(found) for name, found in build.verdicts[Voice.SUPPORTED].items()
        },
        "areas": _areas(build),
        "week": {
            "until": until.isoformat(),
            "due": [_due(gap) for gap in coming if gap.due and gap.due <= until],
        },
        "overdue": sum(state in OVERDUE for state in states),
        "unanswered": states.count(GapState.UNANSWERED),
        "next": _gainful(build, gains),
        "lapsed": sorted(build.lapsed, key=natural_key),
        "errors": len(build.errors),
        "warnings": sum(one.severity is Severity.WARNING for one in build.diagnostics),
    }


def _score(build: Build, voice: Voice) -> dict[str, Any]:
    card = build.scores[voice]
    return {
        "total": number(card.total),
        "speaks": card.speaks or not voice.evaluator,
        "judged": {"held": card.judged.held, "due": card.judged.due},
    }


def _target(build: Build) -> str:
    """Return the predicate to work for: the lowest, unless it is held and asked for by a higher one."""
    rubric = build.workspace.rubric
    for name, needed in rubric.needs_held.items():
        verdict = build.verdicts[Voice.SUPPORTED].get(name)
        if verdict and any(one.id == needed.lower() and one.met for one in verdict.conditions):
            return name
    return next(iter(rubric.thresholds))


def _verdict(verdict: Verdict) -> dict[str, Any]:
    return {"met": verdict.met, "conditions": [_condition(one) for one in verdict.conditions]}


def _condition(one: Condition) -> dict[str, Any]:
    return {
        "id": one.id,
        "label": one.label,
        "required": number(one.required),
        "reached": number(one.reached),
        "lacking": number(one.lacking),
        "met": one.met,
    }


def _areas(build: Build) -> list[dict[str, Any]]:
    """Return each area with its least number of points for the target, if the rubric sets one."""
    verdict = build.verdicts[Voice.SUPPORTED][_target(build)]
    asked = {one.id: one for one in verdict.conditions}
    rows = []
    for area in build.workspace.rubric.areas:
        condition = asked.get(f"area.{area.id}")
        rows.append(
            {
                "id": area.id,
                "name": area.name,
                "weight": number(area.weight),
                "claimed": number(build.scores[Voice.CLAIMED].areas[area.id]),
                "supported": number(build.scores[Voice.SUPPORTED].areas[area.id]),
                "minimum": number(condition.required) if condition else None,
                "met": condition.met if condition else None,
            }
        )
    return rows


def _due(gap: Gap) -> dict[str, Any]:
    return {
        "document": gap.document,
        "name": gap.name,
        "period": str(gap.period) if gap.period else None,
        "due": gap.due.isoformat() if gap.due else None,
        "owner": gap.owner,
    }


def _gainful(build: Build, gains: Mapping[str, Fraction]) -> list[dict[str, Any]]:
    """Return the criteria whose completion gains most, each with the papers that are lacking."""
    found = [*_by_papers(build, gains), *_by_answer(build.gaps)]
    found.sort(key=lambda one: (-one[0], natural_key(one[1])))
    criteria = build.workspace.rubric.criteria
    return [
        {
            "criterion": name,
            "title": criteria[name].title,
            "gain": number(gain),
            "papers": [{"document": gap.document, "period": str(gap.period)} for gap in lacking],
        }
        for gain, name, lacking in found[:MOST_GAINFUL]
    ]


def _by_papers(
    build: Build, gains: Mapping[str, Fraction]
) -> Iterable[tuple[Fraction, str, list[Gap]]]:
    documents = build.workspace.catalogue.documents
    for name, gain in gains.items():
        decisive = {
            one
            for one in build.workspace.rubric.criteria[name].documents
            if documents[one].role is Role.POKOK
        }
        lacking = [gap for gap in build.gaps if gap.document in decisive and gap.state in OVERDUE]
        if gain > 0 and lacking:
            yield gain, name, lacking


def _by_answer(gaps: Iterable[Gap]) -> Iterable[tuple[Fraction, str, list[Gap]]]:
    for gap in gaps:
        if gap.state is GapState.UNANSWERED and gap.effect > 0:
            yield gap.effect, gap.criterion, []

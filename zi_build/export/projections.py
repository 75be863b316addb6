"""The JSON of the command line: stable keys, numbers as text, nothing rounded that can be exact."""

from collections.abc import Mapping
from datetime import timedelta
from fractions import Fraction
from typing import Any

from zi_build.export.explain.book import book
from zi_build.export.figures import number
from zi_build.export.status import status
from zi_build.gaps import ahead, gains_of, shareable
from zi_build.ids import area_of
from zi_build.model.assessment import Voice
from zi_build.model.outcome import Gap, Scorecard, Share, Verdict
from zi_build.model.result import Build
from zi_build.model.rubric import Rubric
from zi_build.support import scoring_of
from zi_build.views import speaking

# How far ahead due dates are told: every rhythm has come round once.
DAYS_AHEAD = 365


def every(build: Build) -> dict[str, Any]:
    """Return every projection by the name under which the command line asks for it."""
    scoring = scoring_of(build)
    gains = gains_of(scoring)
    horizon = build.workspace.as_of + timedelta(days=DAYS_AHEAD)
    coming = ahead(scoring, build.good, gains, horizon)
    return {
        "check": check(build),
        "score": score(build),
        "gaps": gaps(build),
        "ahead": [_gap(build, gap) for gap in coming],
        "about": about(build),
        "status": status(build, gains, coming),
        "explain": book(build, scoring),
    }


def about(build: Build) -> dict[str, Any]:
    """Return what else a list of gaps tells of: the office, its areas, and who is in charge of them."""
    workspace = build.workspace
    unit = workspace.unit
    return {
        "unit": unit.name,
        "rubric": workspace.rubric.id,
        "rubric_name": workspace.rubric.name,
        "as_of": workspace.as_of.isoformat(),
        "horizon": (workspace.as_of + timedelta(days=DAYS_AHEAD)).isoformat(),
        "site": unit.site,
        "areas": dict(workspace.catalogue.areas),
        "teams": {
            area: {"name": unit.in_charge(area, lead=False), "lead": team.lead if team else None}
            for area in workspace.catalogue.areas
            for team in [unit.teams.get(area)]
        },
    }


def check(build: Build) -> list[dict[str, Any]]:
    """Return every diagnostic."""
    return [
        {
            "code": found.code,
            "severity": found.severity.value,
            "path": found.place.path,
            "line": found.place.line,
            "column": found.place.column,
            "message": found.message,
        }
        for found in build.diagnostics
    ]


def score(build: Build) -> dict[str, Any]:
    """Return completeness, the scores of the four voices, and the verdict of the supported one."""
    workspace = build.workspace
    return {
        "rubric": workspace.rubric.id,
        "as_of": workspace.as_of.isoformat(),
        "unit": workspace.unit.name,
        "completeness": _share(build.completeness),
        "voices": [voice.value for voice in speaking(build)],
        "scores": {
            voice.value: _card(card, workspace.rubric) for voice, card in build.scores.items()
        },
        "verdict": _verdict(build.verdicts[Voice.SUPPORTED]),
    }


def _card(card: Scorecard, rubric: Rubric) -> dict[str, Any]:
    return {
        "total": number(card.total),
        "judged": {
            **_share(card.judged),
            "areas": {area.id: _share(card.judged_of(area.criterion_ids)) for area in rubric.areas},
        },
        "components": _numbers(card.components),
        "parts": _numbers(card.parts),
        "areas": _numbers(card.areas),
        "area_parts": {
            area: {part: number(card.area_parts[area, part]) for part in card.parts}
            for area in card.areas
            if card.parts
        },
        "indicators": _numbers(card.indicators),
        "criteria": {name: number(found.points) for name, found in card.criteria.items()},
    }


def _share(share: Share) -> dict[str, int]:
    return {"held": share.held, "due": share.due}


def _numbers(values: Mapping[str, Fraction]) -> dict[str, str]:
    return {name: number(value) for name, value in values.items()}


def _verdict(verdicts: Mapping[str, Verdict]) -> dict[str, Any]:
    result: dict[str, Any] = {"voice": Voice.SUPPORTED.value}
    for predicate, verdict in verdicts.items():
        result[predicate] = {
            "met": verdict.met,
            "conditions": [
                {
                    "id": condition.id,
                    "required": number(condition.required),
                    "reached": number(condition.reached),
                    "met": condition.met,
                }
                for condition in verdict.conditions
            ],
        }
    return result


def gaps(build: Build) -> list[dict[str, Any]]:
    """Return what the office still owes today."""
    return [_gap(build, gap) for gap in build.gaps]


def _gap(build: Build, gap: Gap) -> dict[str, Any]:
    """Return one gap; `shareable` is its instruction without what only staff may read."""
    area = area_of(gap.criterion)
    team = build.workspace.unit.teams.get(area)
    document = build.workspace.catalogue.documents.get(gap.document or "")
    return {
        "document": gap.document,
        "criterion": gap.criterion,
        "period": str(gap.period) if gap.period else None,
        "due": gap.due.isoformat() if gap.due else None,
        "state": gap.state.value,
        "owner": gap.owner,
        "effect": number(gap.effect),
        "instruction": gap.instruction,
        "name": gap.name,
        "area": area,
        "team": build.workspace.unit.in_charge(area, lead=False),
        "lead": team.lead if team else None,
        "period_label": gap.period.label if gap.period else None,
        "where": gap.where,
        "shareable": shareable(gap, document),
    }

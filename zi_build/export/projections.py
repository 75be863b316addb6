"""The JSON of the command line: stable keys, numbers as text, nothing rounded that can be exact."""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

from zi_build.model.assessment import Voice
from zi_build.model.outcome import Scorecard, Share, Verdict
from zi_build.model.result import Build
from zi_build.model.rubric import Rubric
from zi_build.views import speaking

PLACES = 10


def number(value: Fraction) -> str:
    """Return a number as decimal text, exact when it ends within ten places, else cut off there.

    Cut and not rounded: what lies below a threshold must not look as if it had reached it.

    >>> number(Fraction(71205, 1000)), number(Fraction(2, 3)), number(Fraction(75))
    ('71.205', '0.6666666666', '75')
    """
    exact = Decimal(value.numerator * 10**PLACES // value.denominator)
    text = f"{exact.scaleb(-PLACES):.{PLACES}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


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
    return [
        {
            "document": gap.document,
            "criterion": gap.criterion,
            "period": str(gap.period) if gap.period else None,
            "due": gap.due.isoformat() if gap.due else None,
            "state": gap.state.value,
            "owner": gap.owner,
            "effect": number(gap.effect),
            "instruction": gap.instruction,
        }
        for gap in build.gaps
    ]

"""What changed between two states of the evidence, for programs: stable keys, numbers as text."""

from fractions import Fraction
from typing import Any

from zi_build.cli.telling.changes import Told, headline
from zi_build.export.figures import number
from zi_build.model.outcome import Share
from zi_build.model.view import Audience
from zi_build.studies.changes import ConditionChange, ScoreChange
from zi_build.studies.fates import Fate


def data(told: Told) -> dict[str, Any]:
    """Return everything that the text tells."""
    change = told.change
    public = change.audience is Audience.PUBLIC
    return {
        "summary": headline(change),
        "before": told.before,
        "after": told.after,
        "audience": change.audience.value,
        "as_of": change.as_of.isoformat(),
        "rubric": change.rubric,
        "notes": list(told.notes),
        "reasons": [
            {"commit": one.commit, "text": None if public else one.words} for one in told.reasons
        ],
        "needs_reason": change.needs_reason,
        "lacks_reason": told.lacks_reason,
        "completeness": {
            "before": _share(change.completeness[0]),
            "after": _share(change.completeness[1]),
        },
        "papers": [_paper(one) for one in change.papers],
        "slots": [
            {"document": one.document, "filled": list(one.filled), "lost": list(one.lost)}
            for one in change.slots
        ],
        "scores": [_score(one) for one in change.scores],
        "criteria": [_score(one) for one in change.criteria],
        "conditions": [_condition(one) for one in change.conditions],
        "verdicts": {
            name: {"before": was, "after": now} for name, (was, now) in change.verdicts.items()
        },
        "answers": [
            {"id": one.id, "who": one.who, "before": one.before, "after": one.after}
            for one in change.answers
        ],
        "waivers": [{"id": one.id, "reason": one.reason} for one in change.waivers],
        "lapsed": list(change.lapsed),
        "diagnostics": {
            "errors": {"before": change.errors[0], "after": change.errors[1]},
            "new": _diagnostics(change.new_diagnostics),
            "gone": _diagnostics(change.gone_diagnostics),
        },
        "gaps": {"opened": change.gaps_opened, "closed": change.gaps_closed},
        "unit_changed": change.unit_changed,
        "pages_changed": change.pages_changed,
    }


def _paper(one: Fate) -> dict[str, Any]:
    return {
        "what": one.how.name.lower(),
        "document": one.document,
        "before": one.before,
        "after": one.after,
        "title": one.title,
        "period": one.period,
        "detail": one.detail,
    }


def _condition(one: ConditionChange) -> dict[str, Any]:
    return {
        "predicate": one.predicate,
        "id": one.id,
        "required": number(one.required),
        "before": number(one.before),
        "after": number(one.after),
        "met": one.met,
    }


def _share(share: Share) -> dict[str, int]:
    return {"held": share.held, "due": share.due}


def _score(one: ScoreChange) -> dict[str, str | None]:
    return {
        "voice": one.voice.value,
        "id": one.id,
        "before": _number(one.before),
        "after": _number(one.after),
    }


def _number(value: Fraction | None) -> str | None:
    return None if value is None else number(value)


def _diagnostics(found: tuple[tuple[str, str, str], ...]) -> list[dict[str, str]]:
    return [{"code": code, "path": path, "message": message} for code, path, message in found]

"""What the papers of a criterion carry, as steps that can be done again with pencil and paper."""

from typing import Any

from zi_build.export.figures import exactly
from zi_build.model.outcome import CriterionScore
from zi_build.model.rubric import Criterion, FrequencyRule, YearlyRule
from zi_build.support import Scoring, mean_share, rhythm, shares_of, times_held

SHARE, RHYTHM, COUNT = "share", "rhythm", "count"


def grounds(scoring: Scoring, criterion: Criterion, score: CriterionScore) -> dict[str, Any]:
    """Return how the carried option was found; `score` is that of the supported voice."""
    if criterion.frequency is not None:
        found = _by_rhythm(scoring, criterion.frequency)
    elif criterion.yearly is not None:
        found = _by_count(scoring, criterion.yearly)
    else:
        found = _by_share(scoring, criterion)
    return {**found, "carried": score.carried, "why": score.grounds or score.why}


def _by_share(scoring: Scoring, criterion: Criterion) -> dict[str, Any]:
    shares = shares_of(scoring, criterion)
    mean = mean_share(list(shares.values()))
    return {
        "by": SHARE,
        "documents": [
            {"document": name, "held": share.held, "due": share.due}
            for name, share in shares.items()
        ],
        "share": None if mean is None else exactly(mean),
    }


def _by_rhythm(scoring: Scoring, rule: FrequencyRule) -> dict[str, Any]:
    status = scoring.statuses[rule.document]
    rows = []
    for cadence, option in rule.options:
        found = rhythm(scoring, rule.document, status.papers, cadence)
        rows.append(
            {
                "cadence": cadence.value,
                "option": option,
                "due": found.due,
                "periods": [
                    {"period": str(period), "held": there} for period, there in found.periods
                ],
                "kept": found.kept,
            }
        )
    share = status.share
    return {
        "by": RHYTHM,
        "document": rule.document,
        "papers": len(status.papers),
        "assessable": status.waived is not None or share.fraction is not None,
        "rhythms": rows,
    }


def _by_count(scoring: Scoring, rule: YearlyRule) -> dict[str, Any]:
    status = scoring.statuses[rule.document]
    periods = [item.period for item in status.papers if item.period]
    return {
        "by": COUNT,
        "document": rule.document,
        "assessable": status.waived is not None or status.share.fraction is not None,
        "held": times_held(periods, scoring.calendar.as_of),
        "options": [{"times": times, "option": option} for times, option in rule.options],
    }

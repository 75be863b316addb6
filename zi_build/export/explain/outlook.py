"""What would come next: the next better option of a criterion, what it gains, and what it lacks."""

from collections.abc import Iterable, Iterator
from fractions import Fraction
from typing import Any

from zi_build.export.explain.grounds import COUNT, RHYTHM
from zi_build.export.figures import exactly
from zi_build.model.assessment import Voice
from zi_build.model.catalogue import Role
from zi_build.model.outcome import CriterionScore, Gap, GapState
from zi_build.model.reading import value_of
from zi_build.model.result import Build
from zi_build.model.rubric import Criterion

BY_ANSWER, BY_CLAIM, BY_PAPERS, AT_TOP, NONE = "answer", "claim", "papers", "top", "none"
MENDABLE = frozenset(
    {GapState.MISSING, GapState.EXPIRED, GapState.UNUSABLE, GapState.NOT_DUE, GapState.LATE}
)


def outlook(build: Build, one: Criterion, grounds: dict[str, Any]) -> dict[str, Any]:
    """Return the next step up of the supported voice.

    `by` says what it takes: an answer where there is none, a higher claim where the papers carry
    more than is claimed, or papers; `gain` is in points, were only this changed.
    """
    supported = build.scores[Voice.SUPPORTED].criteria[one.id]
    claim = build.scores[Voice.CLAIMED].criteria[one.id]
    carried = supported.carried
    if supported.waived:
        return {"by": NONE}
    if claim.value is None:
        gain = value_of(one.scale, carried) if carried else Fraction(0)
        return {"by": BY_ANSWER, "option": carried, "gain": _points(build, one, gain)}
    if supported.value == 1:
        return {"by": AT_TOP}
    if carried is not None and claim.value < value_of(one.scale, carried):
        gain = value_of(one.scale, carried) - claim.value
        return {"by": BY_CLAIM, "option": carried, "gain": _points(build, one, gain)}
    return {"by": BY_PAPERS, **_by_papers(build, one, supported, claim.value, grounds)}


def _by_papers(
    build: Build,
    one: Criterion,
    supported: CriterionScore,
    claimed: Fraction,
    grounds: dict[str, Any],
) -> dict[str, Any]:
    now = supported.value or Fraction(0)
    steps = [(option, value, needs) for option, value, needs in _steps(one, grounds) if value > now]
    decisive = _decisive(build, one)
    lacking = list(_lacking(build.gaps, decisive)) or list(_lacking(build.upcoming, decisive))
    if not steps:
        top = Fraction(1) if one.scale.is_percentage else now
        return {
            "option": None,
            "needs": None,
            "gain": _points(build, one, min(claimed, top) - now),
            "raise_claim": False,
            "lacking": lacking,
        }
    option, value, needs = min(steps, key=lambda step: step[1])
    if "empty" in needs:
        lacking = [gap for gap in lacking if gap["period"] in needs["empty"]]
    return {
        "option": option,
        "needs": needs,
        "gain": _points(build, one, value - now),
        "raise_claim": value > claimed,
        "lacking": lacking,
    }


def _steps(
    one: Criterion, grounds: dict[str, Any]
) -> Iterator[tuple[str, Fraction, dict[str, Any]]]:
    """Yield every option that papers can carry, with its value and what it needs."""
    options = one.scale.options
    if grounds["by"] == RHYTHM:
        for row in grounds["rhythms"]:
            empty = [found["period"] for found in row["periods"] if not found["held"]]
            needs = {"rhythm": row["cadence"], "empty": empty}
            yield row["option"], options[row["option"]], needs
    elif grounds["by"] == COUNT:
        for row in grounds["options"]:
            yield row["option"], options[row["option"]], {"times": row["times"]}
    else:
        for cut in one.scale.cutoffs:
            needs = {"share": exactly(cut.bound), "more_than": cut.strict}
            yield cut.option, options[cut.option], needs


def _decisive(build: Build, one: Criterion) -> set[str]:
    if one.frequency or one.yearly:
        rule = one.frequency or one.yearly
        return {rule.document} if rule else set()
    documents = build.workspace.catalogue.documents
    return {name for name in one.documents if documents[name].role is Role.POKOK}


def _lacking(gaps: Iterable[Gap], documents: set[str]) -> Iterator[dict[str, Any]]:
    for gap in gaps:
        if gap.document in documents and gap.state in MENDABLE:
            yield {
                "document": gap.document,
                "period": str(gap.period) if gap.period else None,
                "due": gap.due.isoformat() if gap.due else None,
                "state": gap.state.value,
                "instruction": gap.instruction,
            }


def _points(build: Build, one: Criterion, gain: Fraction) -> dict[str, str]:
    """Return what a rise of the criterion's value is worth in points."""
    card = build.scores[Voice.SUPPORTED].criteria
    indicator = build.workspace.rubric.indicators[one.indicator]
    counted = sum(not card[sibling.id].waived for sibling in indicator.criteria)
    return exactly(indicator.weight * gain / counted if counted else Fraction(0))

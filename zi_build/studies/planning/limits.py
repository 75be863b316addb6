"""What no paper can give: the most that can be had, and why a criterion stays below its best."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction

from zi_build.model.assessment import Voice
from zi_build.model.outcome import SlotState
from zi_build.model.rubric import Criterion
from zi_build.scoring import claim_of
from zi_build.studies.planning.ground import ZERO, Ground, Value


class Reason(StrEnum):
    """Why papers alone do not bring a criterion to its best."""

    UNANSWERED = "unanswered"
    ANSWER = "answer"
    LATE = "late"
    RHYTHM = "rhythm"
    NOT_DUE = "not_due"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Limit:
    """A criterion that stays below its best: the points that are lost, and why.

    `carried` is what complete papers carry, `claimed` what the unit answers; both as they are written.
    """

    criterion: str
    reason: Reason
    lost: Fraction
    claimed: str | None
    carried: str | None


@dataclass(frozen=True, slots=True)
class Bound:
    """The most that the supported voice can reach on a day, as the rules and the papers stand.

    At today's answers, and were every answer raised to what complete papers carry. Hasil as it is.
    """

    as_of: date
    papers: Fraction
    answers: Fraction
    areas: Mapping[str, tuple[Fraction, Fraction]]


def bound_of(ground: Ground) -> Bound:
    """Return the most that can be had on the day of a ground."""
    areas: dict[str, tuple[Fraction, Fraction]] = {
        area.id: (ZERO, ZERO) for area in ground.built.workspace.rubric.areas
    }
    for criterion in ground.criteria:
        value, weight = ground.complete[criterion.id], ground.weights[criterion.id]
        papers, answers = areas[criterion.area]
        areas[criterion.area] = papers + weight * value.now, answers + weight * value.carried
    hasil = ground.built.scores[Voice.SUPPORTED].components["hasil"]
    return Bound(
        ground.days.judged,
        hasil + sum((papers for papers, _ in areas.values()), ZERO),
        hasil + sum((answers for _, answers in areas.values()), ZERO),
        areas,
    )


def limits_of(ground: Ground) -> tuple[Limit, ...]:
    """Return the criteria that papers alone do not bring to their best, most points first.

    A criterion may be held back twice: by its papers, and by an answer below what they carry.
    """
    found = [limit for criterion in ground.criteria for limit in _limits(ground, criterion)]
    return tuple(sorted(found, key=lambda limit: -limit.lost))


def _limits(ground: Ground, criterion: Criterion) -> Iterator[Limit]:
    value, weight = ground.complete[criterion.id], ground.weights[criterion.id]
    claimed = claim_of(ground.built.workspace, criterion)
    if value.carried < 1:
        reason = _reason(ground, criterion, value)
        yield Limit(criterion.id, reason, weight * (1 - value.carried), claimed, value.option)
    if value.now < value.carried:
        reason = Reason.UNANSWERED if claimed is None else Reason.ANSWER
        lost = weight * (value.carried - value.now)
        yield Limit(criterion.id, reason, lost, claimed, value.option)


def _reason(ground: Ground, criterion: Criterion, value: Value) -> Reason:
    """Return why complete papers do not carry the best answer."""
    if value.option is None:
        return Reason.NOT_DUE
    if criterion.frequency or criterion.yearly:
        return Reason.RHYTHM
    documents = ground.built.workspace.catalogue.documents
    for name in ground.deciding(criterion):
        mine = documents[name].criterion in {criterion.id, *criterion.guideline}
        states = {slot.state for slot in ground.status_with(name, ground.papers).slots}
        if documents[name].on_time and mine and SlotState.LATE in states:
            return Reason.LATE
    return Reason.OTHER

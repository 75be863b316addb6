"""Verdicts: one voice's scorecard against every condition of a predicate."""

from collections.abc import Mapping
from fractions import Fraction

from zi_build.model.assessment import Assessment
from zi_build.model.outcome import Condition, Scorecard, Verdict
from zi_build.model.rubric import Rubric


def verdicts(rubric: Rubric, card: Scorecard, assessment: Assessment) -> Mapping[str, Verdict]:
    """Return the verdict on each predicate of the rubric, with every condition and its number."""
    return {
        predicate: Verdict(
            predicate, card.voice, tuple(_conditions(rubric, predicate, card, assessment))
        )
        for predicate in rubric.thresholds
    }


def _conditions(
    rubric: Rubric, predicate: str, card: Scorecard, assessment: Assessment
) -> list[Condition]:
    reached = _reached(card)
    conditions = [
        Condition(line.id, line.label, line.minimum, reached[line.id], line.note)
        for line in rubric.thresholds[predicate]
    ]
    needed = rubric.needs_held.get(predicate)
    if needed:
        held = assessment.held.get(needed)
        sound = held is not None and held.year is not None and bool(held.decree)
        note = f"{held.decree}, {held.year}" if held and sound else f"belum memegang {needed}"
        label = f"Sudah memegang predikat {needed}"
        conditions.append(Condition(needed.lower(), label, Fraction(1), Fraction(int(sound)), note))
    return conditions


def _reached(card: Scorecard) -> dict[str, Fraction]:
    return {
        "total": card.total,
        **card.components,
        **{f"area.{area}": points for area, points in card.areas.items()},
        **card.groups,
        **{result: score.points for result, score in card.results.items()},
    }

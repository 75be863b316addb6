"""Verdicts: one voice's scorecard against every condition of a predicate."""

from collections.abc import Mapping
from datetime import date
from fractions import Fraction

from zi_build.model.assessment import Assessment
from zi_build.model.outcome import Condition, Scorecard, Verdict
from zi_build.model.rubric import Rubric


def verdicts(
    rubric: Rubric, card: Scorecard, assessment: Assessment, as_of: date
) -> Mapping[str, Verdict]:
    """Return the verdict on each predicate of the rubric, with every condition and its number."""
    return {
        predicate: Verdict(
            predicate,
            card.voice,
            tuple(_conditions(rubric, predicate, card, assessment, as_of.year)),
        )
        for predicate in rubric.thresholds
    }


def _conditions(
    rubric: Rubric, predicate: str, card: Scorecard, assessment: Assessment, year: int
) -> list[Condition]:
    reached, highest = _reached(card), _highest(rubric)
    conditions = [
        Condition(line.id, line.label, line.minimum, reached[line.id], highest[line.id], line.note)
        for line in rubric.thresholds[predicate]
    ]
    needed = rubric.needs_held.get(predicate)
    if needed:
        conditions.append(_held(needed, assessment, year))
    return conditions


def _held(needed: str, assessment: Assessment, year: int) -> Condition:
    """Return the condition that another predicate is held, by a decree of this year or before."""
    held = assessment.held.get(needed)
    sound = held is not None and held.year is not None and held.year <= year and bool(held.decree)
    note = f"{held.decree}, {held.year}" if held and sound else f"belum memegang {needed}"
    label = f"Sudah memegang predikat {needed}"
    one = Fraction(1)
    return Condition(needed.lower(), label, one, Fraction(int(sound)), one, note)


def _reached(card: Scorecard) -> dict[str, Fraction]:
    return {
        "total": card.total,
        **card.components,
        **{f"area.{area}": points for area, points in card.areas.items()},
        **card.groups,
        **{result: score.points for result, score in card.results.items()},
    }


def _highest(rubric: Rubric) -> dict[str, Fraction]:
    """Return the most that can be reached, under the names of `_reached`."""
    zero = Fraction(0)
    areas = {f"area.{area.id}": area.weight for area in rubric.areas}
    results = {result.id: result.weight for result in rubric.results}
    groups = {
        group: sum((one.weight for one in rubric.results if one.group == group), zero)
        for group in rubric.groups
    }
    components = {
        "pengungkit": sum(areas.values(), zero),
        "hasil": sum(results.values(), zero),
    }
    total = sum(components.values(), zero)
    return {"total": total, **components, **areas, **groups, **results}

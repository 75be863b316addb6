"""What the regulation gives for the answers of a workbook: values and points, exactly."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from fractions import Fraction

from zi_build.intake.lke.heads import Who
from zi_build.intake.lke.outline import PART_LETTERS
from zi_build.intake.lke.report import Answers, Said
from zi_build.model.reading import counted, option_of, result_value, value_of
from zi_build.model.rubric import Criterion, Indicator, Rubric
from zi_build.scoring import sums_of

ZERO = Fraction(0)


@dataclass(frozen=True, slots=True)
class Points:
    """What the regulation gives for one voice's answers, by the key of each line of the form."""

    values: Mapping[str, Fraction | None]
    points: Mapping[str, Fraction]


def recompute(rubric: Rubric, answers: Answers, who: Who) -> Points:
    """Return values (0 to 1) of questions and points of everything above; unanswered counts 0.

    A question that the voice declares not to apply is left out, whatever its reason.
    """
    values = {
        criterion.id: value_said(criterion, answers.get((criterion.id, who), Said()))
        for criterion in rubric.criteria.values()
    }
    waived = {key for (key, voice), said in answers.items() if voice is who and said.waived}
    points = {
        one.id: mean_of(one, values, waived) * one.weight for one in rubric.indicators.values()
    }
    for result in rubric.results:
        said = answers.get((result.id, who), Said()).answer
        share = result_value(result, said.value) if said else None
        values[result.id] = share
        points[result.id] = (share or ZERO) * result.weight
    sums = sums_of(rubric, points, points)
    for found in (sums.areas, sums.parts, sums.groups, sums.components):
        points.update(found)
    points |= {f"whole:{area}": found for area, found in sums.areas.items()}
    points |= {
        f"{PART_LETTERS.get(part, part)}/{area}": found
        for (area, part), found in sums.area_parts.items()
    }
    points |= {f"total-{name}": found for name, found in sums.components.items()}
    points["total"] = sum(sums.components.values(), ZERO)
    return Points(values, points)


def value_said(criterion: Criterion, said: Said) -> Fraction | None:
    """Return the value of what was said, its counts before its text; None when nothing was."""
    if criterion.counts is not None and said.counts:
        value = counted(criterion.counts, {key: int(one.value) for key, one in said.counts.items()})
        if value is not None:
            return value
    option = option_of(criterion.scale, said.answer.value) if said.answer else None
    return value_of(criterion.scale, option) if option else None


def mean_of(
    indicator: Indicator, values: Mapping[str, Fraction | None], waived: Collection[str] = ()
) -> Fraction:
    """Return the mean value of the questions that apply; an unanswered one is 0, as is a mean of none."""
    counted = [values[c.id] or ZERO for c in indicator.criteria if c.id not in waived]
    return sum(counted, ZERO) / len(counted) if counted else ZERO

"""Sums of answers to means and indices; the grade of a SKM, and the size of a sample."""

from collections.abc import Iterable, Mapping
from datetime import date
from fractions import Fraction
from types import MappingProxyType

from zi_build.model.survey import Survey, SurveyKind
from zi_build.surveys.choice import best

ZERO = Fraction(0)
# PermenPANRB 14/2017: an index of 1 to 4 is shown as 25 to 100.
CONVERSION = 25
# Lower bounds of the grades after conversion (PermenPANRB 14/2017). The printed bands leave gaps
# between 88,30 and 88,31, so that only the lower bounds are compared.
GRADES = (
    ("A", "Sangat Baik", Fraction("88.31")),
    ("B", "Baik", Fraction("76.61")),
    ("C", "Kurang Baik", Fraction("65")),
    ("D", "Tidak Baik", Fraction("25")),
)
UNSUR_WEIGHTS: Mapping[str, Fraction] = MappingProxyType(
    {"1/9": Fraction(1, 9), "0,11": Fraction("0.11")}
)
# Krejcie and Morgan: chi-square of one degree of freedom at 95 percent, share, and error.
CHI_SQUARE, SHARE, ERROR = Fraction("3.841"), Fraction(1, 2), Fraction(1, 20)
# The least number of respondents of a survey for ZI (PermenPANRB 90/2021, page 55).
LEAST = 30


def means(survey: Survey) -> Mapping[str, Fraction]:
    """Return the mean answer to each question (for a SKM: NRR per unsur), in the table's order."""
    return {one.key: one.total / survey.respondents for one in survey.questions}


def index(survey: Survey) -> Fraction:
    """Return the index, 0 to 4: the mean over all questions, each weighing the same."""
    found = means(survey).values()
    return sum(found, ZERO) / len(found)


def ikm(survey: Survey, weight: Fraction) -> Fraction:
    """Return the IKM after conversion: each NRR times the weight of an unsur, times 25.

    With 1/9 the best is 100, with 0.11 it is 99.
    """
    return sum(means(survey).values(), ZERO) * weight * CONVERSION


def grade(converted: Fraction) -> tuple[str, str]:
    """Return the grade and its name of a converted index, by the lower bounds, unrounded."""
    found = next((one for one in GRADES if converted >= one[2]), GRADES[-1])
    return found[0], found[1]


def next_grade(converted: Fraction) -> Fraction:
    """Return the lower bound of the next better grade; 101 when there is none."""
    better = [bound for _, _, bound in GRADES if bound > converted]
    return min(better, default=Fraction(101))


def aspects(survey: Survey) -> Mapping[str, Fraction]:
    """Return the mean of each aspect that questions name (five in the anti-corruption survey)."""
    named: dict[str, list[Fraction]] = {}
    for one in survey.questions:
        if one.aspect:
            named.setdefault(one.aspect, []).append(one.total / survey.respondents)
    return {aspect: sum(found, ZERO) / len(found) for aspect, found in named.items()}


def sample_size(population: int) -> int:
    """Return how many respondents stand for a population (Krejcie and Morgan), to the nearest.

    >>> [sample_size(size) for size in (10, 100, 1000, 1000000)]
    [10, 80, 278, 384]
    """
    top = CHI_SQUARE * population * SHARE * (1 - SHARE)
    size = top / (ERROR**2 * (population - 1) + CHI_SQUARE * SHARE * (1 - SHARE))
    return (2 * size.numerator + size.denominator) // (2 * size.denominator)


def least_respondents(population: int | None) -> int:
    """Return the least number for a ZI survey: 30, or what the sample size is for fewer people."""
    return LEAST if population is None else min(LEAST, sample_size(population))


def usable(surveys: Iterable[Survey], kind: SurveyKind, as_of: date) -> list[Survey]:
    """Return the surveys of one kind that may speak on a day, by their periods, the newest last.

    One of fewer than five respondents never does: it would tell what single persons said.
    """
    found = best((one for one in surveys if one.kind is kind), as_of)
    return sorted(found, key=lambda one: (one.period.end, one.period.start, one.place.path))


def newest(surveys: Iterable[Survey], kind: SurveyKind, as_of: date) -> Survey | None:
    """Return the newest survey of one kind; one of the whole office before one of a service."""
    found = usable(surveys, kind, as_of)
    whole = [one for one in found if one.scope is None]
    return next(reversed(whole or found), None)

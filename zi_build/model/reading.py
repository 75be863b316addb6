"""What an answer's text means on its scale: the option, and the value between 0 and 1."""

import re
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

from zi_build.model.rubric import CountRule, Criterion, Formula, Result, Scale

INDEX_MAXIMUM = 4
_NUMBER = re.compile(r"[0-9]{1,9}(?:[.,][0-9]{1,30})?")


def option_of(scale: Scale, text: str) -> str | None:
    """Return the option that a text names (`a` and `A` alike), or None when it is not on the scale.

    On a percentage scale the option is the number itself, from 0 to 1.
    """
    wanted = text.strip().casefold()
    if scale.is_percentage:
        value = number(wanted)
        return str(value) if value is not None and 0 <= value <= 1 else None
    return next((option for option in scale.options if option.casefold() == wanted), None)


def choices(asked: Criterion | Result) -> str:
    """Return what may be answered to a question, in words."""
    if asked.scale is not None and not asked.scale.is_percentage:
        return ", ".join(asked.scale.options)
    if isinstance(asked, Criterion):
        return "0 sampai 1, atau 0% sampai 100%"
    return "indeks 0 sampai 4" if asked.input == "indeks" else "persen 0 sampai 100"


def value_of(scale: Scale, option: str) -> Fraction:
    """Return the value of an option, 0 to 1."""
    return Fraction(option) if scale.is_percentage else scale.options[option]


def spoken(criterion: Criterion, text: str | None, counts: Mapping[str, int]) -> str | None:
    """Return the option that an answer means: that of its counts where they suffice, else its text's."""
    if criterion.counts is not None:
        value = counted(criterion.counts, counts)
        if value is not None:
            return str(value)
    return option_of(criterion.scale, text) if text else None


def counted(rule: CountRule, counts: Mapping[str, int]) -> Fraction | None:
    """Return the value, 0 to 1, that counts come to; None when one is lacking or they contradict.

    A ratio is capped at 1; a rise is no fall, so it is 0. What nothing was divided by is the rule's
    own policy (PermenPANRB 90/2021 Lampiran III p. 81-86 gives the ratios and is silent on zero).
    """
    above, below = total(rule, rule.numerator, counts), total(rule, rule.denominator, counts)
    if above is None or below is None or exceeds(rule, above, below) or mismatched(rule, counts):
        return None
    if rule.formula is Formula.PENURUNAN:
        if below == 0:
            return rule.when_zero if above == 0 else Fraction(0)
        return max(Fraction(0), Fraction(below - above, below))
    return min(Fraction(1), Fraction(above, below)) if below else rule.when_zero


def exceeds(rule: CountRule, above: int, below: int) -> bool:
    """Tell whether a part is larger than the whole of which it is one (more finished than begun)."""
    return rule.formula is Formula.RASIO and rule.bounded and above > below


def mismatched(rule: CountRule, counts: Mapping[str, int]) -> tuple[str, ...]:
    """Return the totals that are not the sum of their parts, where all of them are given."""
    return tuple(
        one.key
        for one in rule.inputs.values()
        if one.key in counts
        and one.parts
        and all(part in counts for part in one.parts)
        and sum(counts[part] for part in one.parts) != counts[one.key]
    )


def total(rule: CountRule, key: str, counts: Mapping[str, int]) -> int | None:
    """Return one count as given, else the sum of its parts when all of them are given."""
    parts = rule.inputs[key].parts
    if key in counts or not parts:
        return counts.get(key)
    given = [counts.get(part) for part in parts]
    return None if None in given else sum(one for one in given if one is not None)


def result_value(result: Result, text: str) -> Fraction | None:
    """Return the share of a result's weight that a text earns, 0 to 1; None when out of range.

    An index 0-4 earns index/4, a percentage its hundredth, a letter its value on the scale
    (PermenPANRB 90/2021 Lampiran III: points = index/4 × weight).
    """
    if result.input == "huruf":
        option = option_of(result.scale, text) if result.scale else None
        return value_of(result.scale, option) if result.scale and option else None
    top = top_of(result)
    value = number(text.strip().rstrip("%"))
    return Fraction(value) / top if value is not None and 0 <= value <= top else None


def top_of(result: Result) -> int:
    """Return the largest number that a measured result can have: an index of 4, or 100 percent."""
    return INDEX_MAXIMUM if result.input == "indeks" else 100


def number(text: str) -> Decimal | None:
    """Read a decimal number with point or comma, as people write it; None when it is none.

    No exponents: one mistyped `1e-99999999` would cost minutes of exact arithmetic.
    """
    match = _NUMBER.fullmatch(text.strip())
    return Decimal(match[0].replace(",", ".")) if match else None

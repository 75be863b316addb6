"""What an answer's text means on its scale: the option, and the value between 0 and 1."""

import re
from decimal import Decimal
from fractions import Fraction

from zi_build.model.rubric import Result, Scale

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


def value_of(scale: Scale, option: str) -> Fraction:
    """Return the value of an option, 0 to 1."""
    return Fraction(option) if scale.is_percentage else scale.options[option]


def result_value(result: Result, text: str) -> Fraction | None:
    """Return the share of a result's weight that a text earns, 0 to 1; None when out of range.

    An index 0-4 earns index/4, a percentage its hundredth, a letter its value on the scale
    (PermenPANRB 90/2021 Lampiran III: points = index/4 × weight).
    """
    if result.input == "huruf":
        option = option_of(result.scale, text) if result.scale else None
        return value_of(result.scale, option) if result.scale and option else None
    top = INDEX_MAXIMUM if result.input == "indeks" else 100
    value = number(text.strip().rstrip("%"))
    return Fraction(value) / top if value is not None and 0 <= value <= top else None


def number(text: str) -> Decimal | None:
    """Read a decimal number with point or comma, as people write it; None when it is none.

    No exponents: one mistyped `1e-99999999` would cost minutes of exact arithmetic.
    """
    match = _NUMBER.fullmatch(text.strip())
    return Decimal(match[0].replace(",", ".")) if match else None

"""Exact numbers as text, as the JSON of the command line writes them."""

from decimal import Decimal
from fractions import Fraction

PLACES = 10


def number(value: Fraction) -> str:
    """Return a number as decimal text, exact when it ends within ten places, else cut off there.

    Cut and not rounded: what lies below a threshold must not look as if it had reached it.

    >>> number(Fraction(71205, 1000)), number(Fraction(2, 3)), number(Fraction(75))
    ('71.205', '0.6666666666', '75')
    """
    exact = Decimal(value.numerator * 10**PLACES // value.denominator)
    text = f"{exact.scaleb(-PLACES):.{PLACES}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def exactly(value: Fraction) -> dict[str, str]:
    """Return a number as it is and as it reads: `{"exact": "2/3", "decimal": "0.6666666666"}`."""
    return {"exact": str(value), "decimal": number(value)}

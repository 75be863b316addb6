"""Numbers, sizes and dates as Indonesians read them, on pages and in files alike."""

import unicodedata
from collections.abc import Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from zi_build.model.period import day_label

MAX_PLACES = 6
KILO = 1000


def decimal(value: Fraction, places: int = 2) -> str:
    """Return a number rounded half up, with a decimal comma.

    >>> decimal(Fraction(71205, 1000))
    '71,21'
    """
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    rounded = exact.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    return f"{rounded:f}".replace(".", ",")


def short(value: Fraction) -> str:
    """Return a number with no more decimals than it needs, at most two (`75`, `15,5`, `18,25`)."""
    text = decimal(value)
    return text.rstrip("0").rstrip(",") if "," in text else text


def against(reached: Fraction, required: Fraction) -> str:
    """Return a number so that rounding never makes it look as if it reached what it did not."""
    for places in range(2, MAX_PLACES + 1):
        shown = decimal(reached, places)
        if reached >= required or shown != decimal(required, places):
            return shown
    return decimal(Fraction(reached * 10**MAX_PLACES // 1, 10**MAX_PLACES), MAX_PLACES)


def percent(value: Fraction | None, places: int = 1) -> str:
    """Return a share as a percentage, with a no-break space before the sign."""
    if value is None:
        return "—"
    text = decimal(value * 100, places)
    return f"{text.removesuffix(',0')}\u00a0%"


def count(value: int) -> str:
    """Return a whole number with points between the thousands (`12.500`)."""
    return f"{value:,}".replace(",", ".")


def size(count: int) -> str:
    """Return a file size in words (decimal units)."""
    if count < KILO:
        return f"{count} bita"
    if count < KILO * KILO:
        return f"{round(count / KILO)} kB"
    return f"{decimal(Fraction(count, KILO * KILO), 1)} MB"


def legible(words: str) -> str:
    """Return a text of the office without what XML forbids, each such letter made a space.

    Format letters are dropped: direction marks would turn the line around for its reader.
    """
    return "".join(
        " " if unicodedata.category(letter) in {"Cc", "Cs", "Cn", "Zl", "Zp"} else letter
        for letter in words
        if unicodedata.category(letter) != "Cf"
    )


def series(words: Sequence[str]) -> str:
    """Join words as a sentence does.

    >>> series(["a", "b", "c"]), series(["a", "b"]), series([])
    ('a, b, dan c', 'a dan b', '')
    """
    *first, last = words or [""]
    if not first:
        return last
    return f"{', '.join(first)}{',' if len(first) > 1 else ''} dan {last}"


def day(value: date | None) -> str:
    """Return a date in words, or a dash."""
    return day_label(value) if value else "—"

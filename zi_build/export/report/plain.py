"""Small texts of a report: counts, changes, lists, and what may not stand in either file."""

from collections.abc import Iterable, Sequence
from datetime import date
from fractions import Fraction

from zi_build.model import text
from zi_build.model.period import MONTH_NAMES

LONGEST, OFFICE, OWNER = 240, 160, 90
MINUS = "−"


def clean(words: str | None, longest: int = LONGEST) -> str:
    """Return a text of the office as one legible line, cut where it is endless."""
    line = " ".join(text.legible(words or "").split())
    return line if len(line) <= longest else f"{line[: longest - 1].rstrip()}…"


def signed(value: Fraction, places: int = 2) -> str:
    """Return a difference with its sign; `0` when nothing moved.

    >>> signed(Fraction(-1, 2)), signed(Fraction(0))
    ('−0,50', '0')
    """
    if not value:
        return "0"
    return f"{'+' if value > 0 else MINUS}{text.decimal(abs(value), places)}"


def change(now: Fraction, before: Fraction, unit: str = "") -> str:
    """Say how a number moved: `naik 1,02`, `turun 0,40`, `tetap`."""
    moved = now - before
    if not moved:
        return "tetap"
    return f"{'naik' if moved > 0 else 'turun'} {text.decimal(abs(moved))}{unit}"


def share_change(now: Fraction, before: Fraction) -> str:
    """Say how a share moved, in points of a percentage."""
    return change(100 * now, 100 * before, " poin persen")


def listed(words: Sequence[str], most: int) -> str:
    """Join words by semicolons; what is above `most` is counted."""
    rest = len(words) - most
    kept = "; ".join(words[:most])
    return f"{kept}; dan {text.count(rest)} lainnya" if rest > 0 else kept


def periods(labels: Iterable[str], most: int = 4) -> str:
    """Join the labels of periods by commas, the newest where there are too many."""
    known = tuple(dict.fromkeys(labels))
    told = ", ".join(known[-most:])
    return f"{told}, dan {text.count(len(known) - most)} sebelumnya" if len(known) > most else told


def short_day(value: date | None) -> str:
    """Return a date for a table, `30 Sep 2026`, or a dash."""
    return f"{value.day} {MONTH_NAMES[value.month - 1][:3]} {value.year}" if value else "—"

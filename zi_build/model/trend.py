"""The course of an office through time: one point for the end of each month."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from zi_build.model.outcome import Share


@dataclass(frozen=True, slots=True)
class Moment:
    """Where the office stood on one day, by the dates of its papers and by its answers of today.

    `conditions` are met and asked for of each predicate, in the supported voice; `papers` are those
    that count or can be seen on the day.
    """

    day: date
    completeness: Share
    supported: Fraction
    areas: Mapping[str, Fraction]
    claimed: Fraction
    claimed_areas: Mapping[str, Fraction]
    conditions: Mapping[str, Share]
    papers: int

    @property
    def running(self) -> bool:
        """Whether the month was not yet over."""
        return (self.day + timedelta(days=1)).month == self.day.month


def month_ends(first: date, last: date) -> tuple[date, ...]:
    """Return the last day of each month from that of `first`; the last one is `last` itself.

    >>> [day.isoformat() for day in month_ends(date(2026, 7, 5), date(2026, 9, 12))]
    ['2026-07-31', '2026-08-31', '2026-09-12']
    """
    ends = []
    year, month = first.year, first.month
    while (year, month) <= (last.year, last.month):
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)  # noqa: PLR2004
        ends.append(min(date(year, month, 1) - timedelta(days=1), last))
    return tuple(ends)


def months_back(day: date, count: int) -> date:
    """Return the first day of the month that lies `count` months before that of a day.

    >>> months_back(date(2026, 9, 30), 11)
    datetime.date(2025, 10, 1)
    """
    months = day.year * 12 + day.month - 1 - count
    return date(months // 12, months % 12 + 1, 1)

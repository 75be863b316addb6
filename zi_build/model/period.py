"""Periods of the calendar as they are written in file names: 2026, 2026-S1, 2026-T3, 2026-03-05."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from functools import lru_cache

_TEXT = re.compile(
    r"(?P<year>\d{4})(?:-(?:T(?P<quarter>\d)|S(?P<semester>\d)|(?P<month>\d\d)(?:-(?P<day>\d\d))?))?"
)
MONTH_NAMES = (
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
)

_MONTHS = (0, 0, 1, 3, 6, 12)  # by the value of a grain


class Grain(IntEnum):
    """How long a period is; a larger value is a coarser period."""

    DAY = 1
    MONTH = 2
    QUARTER = 3
    SEMESTER = 4
    YEAR = 5

    @property
    def months(self) -> int:
        """Length in months (0 for a day)."""
        return _MONTHS[self]

    @property
    def per_year(self) -> int:
        """How many of them one year has (12, 4, 2, 1; a day counts as 366)."""
        return 12 // self.months if self.months else 366


@dataclass(frozen=True, slots=True)
class Period:
    """One day, month, quarter, semester or year; `index` counts from 1 within the year."""

    year: int
    grain: Grain
    index: int = 1

    @classmethod
    def parse(cls, text: str) -> "Period":
        """Read the notation of file names.

        Raises ValueError when the text is not in the notation or names a period that the calendar
        does not have (`2026-13`, `2026-02-30`, `2026-T5`).

        >>> Period.parse("2026-T2").start
        datetime.date(2026, 4, 1)
        """
        match = _TEXT.fullmatch(text)
        if match is None or not match["year"].isascii():
            raise ValueError(text)
        year = int(match["year"])
        if not 1900 <= year <= 2999:
            raise ValueError(text)
        if match["day"]:
            day = date(year, int(match["month"]), int(match["day"]))
            return cls.of_day(day)
        for name, grain in (
            ("month", Grain.MONTH),
            ("quarter", Grain.QUARTER),
            ("semester", Grain.SEMESTER),
        ):
            if match[name]:
                index = int(match[name])
                if not 1 <= index <= grain.per_year:
                    raise ValueError(text)
                return cls(year, grain, index)
        return cls(year, Grain.YEAR)

    @classmethod
    def of_day(cls, day: date) -> "Period":
        """Return the one-day period."""
        return cls(day.year, Grain.DAY, day.timetuple().tm_yday)

    @classmethod
    def containing(cls, day: date, grain: Grain) -> "Period":
        """Return the period of this grain in which a day lies."""
        if grain is Grain.DAY:
            return cls.of_day(day)
        return cls(day.year, grain, (day.month - 1) // grain.months + 1)

    @property
    def start(self) -> date:
        """First day."""
        if self.grain is Grain.DAY:
            return date.fromordinal(date(self.year, 1, 1).toordinal() + self.index - 1)
        return date(self.year, (self.index - 1) * self.grain.months + 1, 1)

    @property
    def end(self) -> date:
        """Last day."""
        if self.grain is Grain.DAY:
            return self.start
        month = self.index * self.grain.months
        return date(self.year, month, monthrange(self.year, month)[1])

    @property
    def next(self) -> "Period":
        """The period of the same grain that follows (only for months and coarser)."""
        if self.index < self.grain.per_year:
            return Period(self.year, self.grain, self.index + 1)
        return Period(self.year + 1, self.grain, 1)

    def contains(self, other: "Period") -> bool:
        """Tell whether the other period lies wholly within this one."""
        return self.start <= other.start and other.end <= self.end

    def __str__(self) -> str:
        """Return the notation of file names."""
        if self.grain is Grain.DAY:
            return self.start.isoformat()
        suffix = {
            Grain.YEAR: "",
            Grain.MONTH: f"-{self.index:02}",
            Grain.QUARTER: f"-T{self.index}",
            Grain.SEMESTER: f"-S{self.index}",
        }[self.grain]
        return f"{self.year:04}{suffix}"

    @property
    def label(self) -> str:
        """Return the period as people say it: `Maret 2026`, `Triwulan I 2026`."""
        if self.grain is Grain.DAY:
            return day_label(self.start)
        if self.grain is Grain.MONTH:
            return f"{MONTH_NAMES[self.index - 1]} {self.year}"
        if self.grain is Grain.QUARTER:
            return f"Triwulan {('I', 'II', 'III', 'IV')[self.index - 1]} {self.year}"
        if self.grain is Grain.SEMESTER:
            return f"Semester {('I', 'II')[self.index - 1]} {self.year}"
        return f"{self.year}"


def day_label(day: date) -> str:
    """Return a date as people write it: `5 Maret 2026`."""
    return f"{day.day} {MONTH_NAMES[day.month - 1]} {day.year}"


@lru_cache(maxsize=256)
def periods_between(first: date, last: date, grain: Grain) -> tuple[Period, ...]:
    """Return every period of a grain that starts no earlier than the one of `first`, up to `last`.

    Remembered, because hundreds of documents ask for the same few.
    """
    periods = [Period.containing(first, grain)]
    while periods[-1].start <= last:
        periods.append(periods[-1].next)
    return tuple(periods[:-1])

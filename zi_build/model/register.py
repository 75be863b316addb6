"""Registers as read from tables: audit recommendations, complaints, recommendations to follow up."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from zi_build.diagnostics import Place
from zi_build.model.period import Period
from zi_build.model.survey import About

# Where recommendations usually come from; anything else is told as it was written, to staff alone.
SOURCES = ("Monev", "LHE", "TLHP")
# The text of a recommendation of which the row says that it is there, but not what it asks.
UNTOLD = "(isi tidak terbaca)"


class FollowUp(StrEnum):
    """How far something that was asked for has got.

    `UNREAD` is what a register names in words that are not understood: it counts as not finished.
    """

    DONE = "done"
    IN_PROGRESS = "in_progress"
    OPEN = "open"
    IMPOSSIBLE = "impossible"
    UNREAD = "unread"

    @property
    def label(self) -> str:
        """The state in the words of the public site."""
        return {
            "done": "Selesai",
            "in_progress": "Dalam proses",
            "open": "Belum ditindaklanjuti",
            "impossible": "Tidak dapat ditindaklanjuti",
            "unread": "Keadaan tidak terbaca",
        }[self.value]


@dataclass(frozen=True, slots=True)
class Recommendation:
    """One recommendation to the office, from its register (`rekomendasi*.csv`).

    `place` is the row. `source` is one of SOURCES or what else was written; `from_whom` is who
    gave it, `owner` the position in charge. `given` is its date, `area` an area of the rubric (`1` …
    `6`), `criterion` a criterion's id where one is named.
    """

    place: Place
    source: str
    from_whom: str
    text: str
    owner: str
    state: FollowUp
    number: str | None = None
    area: str | None = None
    criterion: str | None = None
    given: date | None = None
    due: date | None = None
    proof: str | None = None
    finished_on: date | None = None

    def state_on(self, day: date) -> FollowUp:
        """Return the state as it was on a day: what was finished later was not finished yet."""
        if self.state is FollowUp.DONE and self.finished_on and self.finished_on > day:
            return FollowUp.IN_PROGRESS
        return self.state


@dataclass(frozen=True, slots=True)
class StateCount:
    """How many rows of a register are in one state, finished on one day where it is known."""

    state: FollowUp
    finished_on: date | None
    count: int


class _Register:
    """A table of cases: the period that it tells of, and what is said beside it."""

    __slots__ = ()
    period: Period
    about: About | None

    def day_on(self, as_of: date) -> date:
        """Return the day on which it stood so: as said beside it, else the period's end or today."""
        return (self.about.on if self.about else None) or min(self.period.end, as_of)


@dataclass(frozen=True, slots=True)
class AuditRegister(_Register):
    """Recommendations of auditors (BPK, APIP), counted by state: `tlhp-*.csv`.

    `rejected` rows are no recommendations: sums, notes below the table.
    """

    place: Place
    period: Period
    states: tuple[StateCount, ...]
    rejected: int = 0
    about: About | None = None

    @property
    def begun(self) -> date:
        """The first day on which it may be seen."""
        return (self.about.on if self.about else None) or self.period.start


@dataclass(frozen=True, slots=True)
class ComplaintCount:
    """How many complaints came in on one day by one channel and were finished on one day.

    No number, no subject, nobody's name; `duty` is False for what was not the office's to handle.
    `unread` are rows that could not be understood: of the office's duty, not finished, received on the
    first day of the register's period where their own day is not known.
    """

    received: date
    channel: str
    finished: date | None
    done: bool
    duty: bool
    count: int
    unread: bool = False


@dataclass(frozen=True, slots=True)
class TopicCount:
    """A subject of at least `SMALL` complaints."""

    topic: str
    count: int


@dataclass(frozen=True, slots=True)
class ComplaintRegister(_Register):
    """The complaints of one period, counted: `pengaduan-*.csv`."""

    place: Place
    period: Period
    counts: tuple[ComplaintCount, ...]
    topics: tuple[TopicCount, ...] = ()
    rejected: int = 0
    about: About | None = None

    @property
    def begun(self) -> date:
        """The first day on which it may be seen; each complaint has a day of its own."""
        return self.period.start

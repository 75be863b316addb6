"""Registers to figures: how much was followed up, and how complaints were handled."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from zi_build.model.register import (
    UNTOLD,
    AuditRegister,
    ComplaintCount,
    ComplaintRegister,
    FollowUp,
    Recommendation,
    StateCount,
)
from zi_build.surveys.choice import best


@dataclass(frozen=True, slots=True)
class FollowedUp:
    """How many recommendations there are in each state on one day."""

    states: Mapping[FollowUp, int]

    @property
    def done(self) -> int:
        """How many are finished."""
        return self.states.get(FollowUp.DONE, 0)

    @property
    def unread(self) -> int:
        """How many are in the register, but not in words that are understood; never finished."""
        return self.states.get(FollowUp.UNREAD, 0)

    @property
    def total(self) -> int:
        """How many had to be followed up: what cannot be followed up is not counted."""
        return sum(self.states.values()) - self.states.get(FollowUp.IMPOSSIBLE, 0)

    @property
    def share(self) -> Fraction:
        """done/total; 1 when nothing had to be followed up."""
        return Fraction(self.done, self.total) if self.total else Fraction(1)


def newest_audit(audits: Iterable[AuditRegister], as_of: date) -> AuditRegister | None:
    """Return the newest audit register that may speak on a day."""
    found = best(audits, as_of)
    return max(found, key=lambda one: (one.day_on(as_of), one.place.path), default=None)


def audited(register: AuditRegister, as_of: date) -> FollowedUp:
    """Return how far the recommendations of auditors had got on a day."""
    states: Counter[FollowUp] = Counter()
    for one in register.states:
        states[_state_on(one, as_of)] += one.count
    return FollowedUp(states)


def _state_on(one: StateCount, day: date) -> FollowUp:
    late = one.finished_on is not None and one.finished_on > day
    return FollowUp.IN_PROGRESS if late and one.state is FollowUp.DONE else one.state


def known(recommendations: Iterable[Recommendation], as_of: date) -> list[Recommendation]:
    """Return the recommendations given by a day, each once: as its newest register has it."""
    newest: dict[tuple[str, str, str], Recommendation] = {}
    for one in sorted(recommendations, key=lambda one: (one.place.path, one.place.line or 0)):
        words = one.place.path if one.text == UNTOLD else one.text
        key = (one.source, one.from_whom.casefold(), words.casefold())
        before = newest.get(key)
        if before is None or before.place.path != one.place.path:
            newest[key] = one
        else:
            newest[(*key[:2], f"{key[2]}\0{one.place.line}")] = one
    return [one for one in newest.values() if one.given is None or one.given <= as_of]


def followed_up(recommendations: Iterable[Recommendation], as_of: date) -> FollowedUp:
    """Return how far some recommendations had got on a day."""
    return FollowedUp(Counter(one.state_on(as_of) for one in recommendations))


@dataclass(frozen=True, slots=True)
class Handled:
    """Complaints of one year: received, of the office's duty, finished, and the days that it took.

    `days` is the median of calendar days from receipt to end over those with both dates. `unread`
    rows could not be understood: received, not finished. `rejected` rows are no complaints, or again
    the same. `channels` has received, finished, and not of the office's duty for each.
    """

    year: int
    received: int
    duty: int
    done: int
    days: Fraction | None
    timed: int
    channels: Mapping[str, tuple[int, int, int]]
    unread: int = 0
    rejected: int = 0


def handled(registers: Iterable[ComplaintRegister], as_of: date) -> list[Handled]:
    """Return the figures of every year of which there is a register, the newest first."""
    years: dict[int, list[ComplaintCount]] = {}
    rejected: Counter[int] = Counter()
    for register in _apart(best(registers, as_of)):
        counts = years.setdefault(register.period.year, [])
        counts += [one for one in register.counts if one.received <= as_of]
        rejected[register.period.year] += register.rejected
    return [_year(year, years[year], rejected[year], as_of) for year in sorted(years, reverse=True)]


def _apart(registers: list[ComplaintRegister]) -> list[ComplaintRegister]:
    """Leave out a register whose period lies within that of another: it would count twice."""
    periods = {one.period for one in registers}
    return [
        register
        for register in registers
        if not any(one != register.period and one.contains(register.period) for one in periods)
    ]


def _year(year: int, counts: list[ComplaintCount], rejected: int, as_of: date) -> Handled:
    days: Counter[int] = Counter()
    channels: dict[str, tuple[int, int, int]] = {}
    received = duty = done = 0
    for one in counts:
        ended = one.done and (one.finished is None or one.finished <= as_of)
        received += one.count
        duty += one.count if one.duty else 0
        done += one.count if ended else 0
        came, closed, outside = channels.get(one.channel, (0, 0, 0))
        channels[one.channel] = (
            came + one.count,
            closed + (one.count if ended else 0),
            outside + (0 if one.duty else one.count),
        )
        if ended and one.finished:
            days[(one.finished - one.received).days] += one.count
    order = sorted(channels, key=lambda name: (-channels[name][0], name))
    timed = sum(days.values())
    return Handled(
        year=year,
        received=received,
        duty=duty,
        done=done,
        days=_median(days),
        timed=timed,
        channels={name: channels[name] for name in order},
        unread=sum(one.count for one in counts if one.unread),
        rejected=rejected,
    )


def _median(days: Counter[int]) -> Fraction | None:
    listed = sorted(days.elements())
    if not listed:
        return None
    middle = len(listed) // 2
    return Fraction(listed[middle] + listed[~middle], 2)

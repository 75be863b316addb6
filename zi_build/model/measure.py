"""What an audience sees of surveys and registers: aggregates, never rows of respondents."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from zi_build.model.register import FollowUp, Recommendation, TopicCount
from zi_build.model.survey import SurveyKind


@dataclass(frozen=True, slots=True)
class Sample:
    """Whether there were enough respondents; `wanted` is None where the population is not known."""

    respondents: int
    population: int | None
    wanted: int | None
    least: int

    @property
    def is_enough(self) -> bool:
        """At least the least number, and the sample size where it can be known."""
        return self.respondents >= max(self.least, self.wanted or 0)


@dataclass(frozen=True, slots=True)
class Mean:
    """The mean answer to one question, to one unsur (its NRR), or to one aspect."""

    key: str
    label: str
    value: Fraction


@dataclass(frozen=True, slots=True)
class GroupMean:
    """One group of respondents and its index (converted for a SKM)."""

    label: str
    respondents: int
    value: Fraction


@dataclass(frozen=True, slots=True)
class Groups:
    """The groups of one dimension that may be shown; the `hidden` respondents are in the others."""

    name: str
    shown: tuple[GroupMean, ...]
    hidden: int
    hidden_groups: int


@dataclass(frozen=True, slots=True)
class Grade:
    """The grade of a SKM after conversion, and the lower bound of the next better one."""

    letter: str
    name: str
    next_bound: Fraction


@dataclass(frozen=True, slots=True)
class SurveyView:
    """One survey; `value` is the index 0 to 4, for a SKM converted to 25 to 100 (then with `grade`).

    `report` is the address of its report in the site. `weight` is that of one unsur, `other_weight`
    the other usual one and what the index would be with it.
    """

    kind: SurveyKind
    label: str
    scope: str | None
    day: date
    surveyor: str | None
    method: str | None
    self_run: bool
    report: str | None
    respondents: int
    rejected: int
    value: Fraction
    means: tuple[Mean, ...]
    aspects: tuple[Mean, ...]
    groups: tuple[Groups, ...]
    sample: Sample
    grade: Grade | None = None
    weight: str = ""
    other_weight: tuple[str, Fraction] | None = None


@dataclass(frozen=True, slots=True)
class Trend:
    """The surveys of one kind and scope in their order: label, respondents, value, grade letter."""

    kind: SurveyKind
    scope: str | None
    points: tuple[tuple[str, int, Fraction, str], ...]


@dataclass(frozen=True, slots=True)
class FollowUpView:
    """How far recommendations have got; what cannot be followed up is not in `total`.

    `unread` of them could not be understood and count as not finished; `rejected` rows of the register
    are no recommendations.
    """

    done: int
    total: int
    share: Fraction
    states: Mapping[FollowUp, int]
    unread: int = 0
    rejected: int = 0


@dataclass(frozen=True, slots=True)
class AuditView:
    """The follow-up of audit findings, with its day and the address of its report."""

    label: str
    day: date
    surveyor: str | None
    report: str | None
    progress: FollowUpView


@dataclass(frozen=True, slots=True)
class ComplaintsView:
    """The complaints of one year; `days` is None where too few ended to tell without telling of one.

    `channels` are (name, received, finished, not of the office's duty); `merged` counts the channels
    that are told together. `unread` rows could not be understood and count as not finished; `rejected`
    rows are no complaints.
    """

    year: int
    received: int
    duty: int
    done: int
    days: Fraction | None
    channels: tuple[tuple[str, int, int, int], ...]
    merged: int
    topics: tuple[TopicCount, ...]
    unread: int = 0
    rejected: int = 0


@dataclass(frozen=True)
class Measures:
    """Everything that the pages on results show.

    `rows` are the recommendations themselves: empty for the public.
    """

    surveys: tuple[SurveyView, ...] = ()
    trends: tuple[Trend, ...] = ()
    audit: AuditView | None = None
    complaints: tuple[ComplaintsView, ...] = ()
    followed: FollowUpView | None = None
    by_source: tuple[tuple[str, FollowUpView], ...] = ()
    rows: tuple[Recommendation, ...] = ()

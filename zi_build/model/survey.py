"""Surveys as counted: how many answered what, never who; rows of respondents are not kept anywhere."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction
from types import MappingProxyType

from zi_build.diagnostics import Place
from zi_build.model.period import Period

# A group with fewer respondents is never kept by itself: its mean would tell what one person said.
SMALL = 5
# The nine unsur of PermenPANRB 14/2017, in its order.
UNSUR: Mapping[str, str] = MappingProxyType(
    {
        "U1": "Persyaratan",
        "U2": "Sistem, mekanisme, prosedur",
        "U3": "Waktu penyelesaian",
        "U4": "Biaya atau tarif",
        "U5": "Produk layanan",
        "U6": "Kompetensi pelaksana",
        "U7": "Perilaku pelaksana",
        "U8": "Penanganan pengaduan",
        "U9": "Sarana dan prasarana",
    }
)


class SurveyKind(StrEnum):
    """What a survey measures; the value is the word with which the name of its table begins."""

    SKM = "skm"
    SPAK = "spak"
    SPKP = "spkp"


@dataclass(frozen=True, slots=True)
class About:
    """What is said of a table beside it (`skm-2026-S1.csv.yml`); everything may be lacking.

    `population` is the number of people served from whom the respondents were taken; `scope` is what
    the table holds for (one service, say), None for the whole office.
    """

    place: Place
    surveyor: str | None = None
    on: date | None = None
    report: str | None = None
    self_run: bool = False
    population: int | None = None
    method: str | None = None
    scope: str | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """One question over all respondents: the sum of their answers (0 to 4 each).

    `key` is `U1` … `U9` in a SKM table and the place among the questions elsewhere; `aspect` is one of
    the five aspects of the anti-corruption survey, where the column names it.
    """

    key: str
    label: str
    total: Fraction
    aspect: str | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """Some respondents who have something in common; at least `SMALL` of them.

    `total` is the sum of all their answers to all questions.
    """

    label: str
    respondents: int
    total: Fraction


@dataclass(frozen=True, slots=True)
class Dimension:
    """What respondents are grouped by (service, sex, …).

    `folded` respondents lie in `folded_groups` groups that are too small to be told apart.
    """

    name: str
    groups: tuple[Group, ...]
    folded: int = 0
    folded_groups: int = 0


@dataclass(frozen=True, slots=True)
class Survey:
    """One table of respondents after counting; each respondent answered every question."""

    place: Place
    kind: SurveyKind
    period: Period
    respondents: int
    rejected: int
    questions: tuple[Question, ...]
    dimensions: tuple[Dimension, ...] = ()
    first: date | None = None
    last: date | None = None
    about: About | None = None

    @property
    def known_day(self) -> date | None:
        """The day of its result: as said beside it, else of the last answer, if in the period."""
        stated = self.about.on if self.about else None
        dated = self.last and self.period.start <= self.last <= self.period.end
        return stated or (self.last if dated else None)

    def day_on(self, as_of: date) -> date:
        """Return the day of its result as told on a day: a period that runs is told as of that day."""
        return self.known_day or min(self.period.end, as_of)

    @property
    def begun(self) -> date:
        """The first day on which it may be seen: a period that has no end yet may hold a survey."""
        return self.known_day or self.period.start

    @property
    def scope(self) -> str | None:
        """What it holds for; None for the whole office."""
        return self.about.scope if self.about else None

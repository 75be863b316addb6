"""What a report says, computed once; the Word and the PDF file are projections of this record."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from zi_build.export.report.moment import Moment
from zi_build.model.assessment import Voice
from zi_build.model.outcome import Share, Verdict
from zi_build.model.period import Period
from zi_build.model.register import FollowUp as State
from zi_build.model.rubric import Rubric
from zi_build.model.unit import Unit
from zi_build.model.view import PaperView, ResultView


@dataclass(frozen=True, slots=True)
class VoiceLine:
    """One voice today and at the end of the period before (None: there was none, or it was silent).

    `judged` says how much of the instrument it has judged.
    """

    voice: Voice
    components: Mapping[str, Fraction]
    total: Fraction
    before: Fraction | None
    judged: str
    speaks: bool

    @property
    def spoken(self) -> bool:
        """Whether there is anything to say: unit and papers always speak, evaluators when they judge."""
        return not self.voice.evaluator or self.speaks

    @property
    def shown(self) -> bool:
        """Whether the voice has a line: the office's own evaluators also before they judge."""
        return self.spoken or self.voice is Voice.VERIFIED


@dataclass(frozen=True, slots=True)
class Schedule:
    """What fell due within the period: what came in time, late, or not at all."""

    due: int = 0
    on_time: int = 0
    late: int = 0
    missing: int = 0


@dataclass(frozen=True, slots=True)
class Lack:
    """One document that is lacking, all its periods together; `new` since the report before."""

    criterion: str
    name: str
    periods: tuple[str, ...]
    states: tuple[str, ...]
    due: date | None
    owner: str
    effect: Fraction
    where: str
    new: bool


@dataclass(frozen=True, slots=True)
class Priority:
    """One criterion and what its lacking papers cost: the work that gains most, first."""

    criterion: str
    title: str
    lacking: tuple[str, ...]
    owner: str
    due: date | None
    effect: Fraction


@dataclass(frozen=True, slots=True)
class FollowUp:
    """What became of a priority of the report before: papers then lacking, and those since there."""

    priority: Priority
    then: int
    done: int

    @property
    def state(self) -> str:
        """`selesai`, `sebagian` or `belum`."""
        if self.done == self.then:
            return "selesai"
        return "sebagian" if self.done else "belum"


@dataclass(frozen=True, slots=True)
class Advice:
    """One entry of the office's register of recommendations, with its state on the day.

    `text` is None where this audience may not read it.
    """

    source: str
    given: date | None
    text: str | None
    owner: str
    due: date | None
    state: State
    proof: str | None


@dataclass(frozen=True, slots=True)
class AnswerLine:
    """One criterion with its answer in each voice (None: this voice says nothing)."""

    criterion: str
    title: str
    answers: Mapping[Voice, str | None]
    share: Fraction | None
    waived: str | None


@dataclass(frozen=True, slots=True)
class AreaLine:
    """One area: its points in each voice, its papers, what came in and what is lacking.

    `silent` are the evaluators who have judged nothing in it; `parts` holds the supported points of
    each half, where the rubric halves its areas.
    """

    id: str
    name: str
    owner: str
    weight: Fraction
    minimum: Fraction | None
    points: Mapping[Voice, Fraction]
    silent: frozenset[Voice]
    parts: Mapping[str, Fraction]
    before: Fraction | None
    share: Share
    schedule: Schedule
    papers: tuple[PaperView, ...]
    lacks: tuple[Lack, ...]


@dataclass(frozen=True, slots=True)
class MonthLine:
    """Completeness at the end of a month (of the day of judgement, in its own month)."""

    month: Period
    share: Share


@dataclass(frozen=True, slots=True)
class Movement:
    """What moved since the report before, counted in papers that the office owes."""

    closed: int
    new: int
    outdated: int
    late_papers: int


@dataclass(frozen=True, slots=True)
class Signatures:
    """Who signs: the place, and a position for each role; names are left to the pen."""

    place: str | None
    head: str
    roles: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Report:
    """Everything that a report says.

    `areas` are those of the rubric, in order; `preparation` is area 0, which has no score.
    `papers` came in during the period, those of an earlier period included; `withheld` counts the
    further ones that this audience may not see. `before` is the completeness of `moment.compared`.
    """

    moment: Moment
    unit: Unit
    rubric: Rubric
    internal: bool
    completeness: Share
    before: Share | None
    voices: tuple[VoiceLine, ...]
    verdicts: Mapping[str, Verdict]
    results: tuple[ResultView, ...]
    areas: tuple[AreaLine, ...]
    preparation: AreaLine
    months: tuple[MonthLine, ...]
    schedule: Schedule
    movement: Movement
    papers: tuple[PaperView, ...]
    withheld: int
    priorities: tuple[Priority, ...]
    followed: tuple[FollowUp, ...]
    advice: tuple[Advice, ...]
    upcoming: tuple[Lack, ...]
    lacks: tuple[Lack, ...]
    answers: tuple[AnswerLine, ...]
    unusable: int
    signatures: Signatures

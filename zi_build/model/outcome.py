"""What is computed from a workspace: slots, scores, verdicts and gaps."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from fractions import Fraction

from zi_build.model.assessment import Voice
from zi_build.model.evidence import EvidenceItem
from zi_build.model.period import Period

NOT_JUDGED = "belum menilai"


class SlotState(StrEnum):
    """Where one slot stands."""

    FILLED = "filled"
    CARRIED = "carried"
    LATE = "late"
    NIHIL = "nihil"
    MISSING = "missing"
    NOT_DUE = "not_due"
    WAIVED = "waived"

    @property
    def holds(self) -> bool:
        """Whether a paper stands in the slot."""
        return self in {
            SlotState.FILLED,
            SlotState.CARRIED,
            SlotState.LATE,
            SlotState.NIHIL,
        }

    @property
    def label(self) -> str:
        """The state in the words of the public site."""
        return {
            "filled": "Ada",
            "carried": "Masih berlaku",
            "late": "Ada, terlambat",
            "nihil": "Nihil",
            "missing": "Belum ada, lewat waktu",
            "not_due": "Belum waktunya",
            "waived": "Dibebaskan",
        }[self.value]


@dataclass(frozen=True, slots=True)
class Slot:
    """One period of one document; `period` is None for a paper asked for once.

    `counted` says whether it enters completeness. `lapsed` holds papers that no longer stand.
    """

    document: str
    period: Period | None
    due: date
    state: SlotState
    items: tuple[EvidenceItem, ...]
    counted: bool
    lapsed: tuple[EvidenceItem, ...] = ()

    @property
    def label(self) -> str:
        """The period as people say it."""
        return self.period.label if self.period else "Sekali"

    @property
    def key(self) -> str:
        """The period in file-name notation, or `sekali`."""
        return str(self.period) if self.period else "sekali"


@dataclass(frozen=True, slots=True)
class Share:
    """Held slots of counted slots."""

    held: int
    due: int

    @property
    def fraction(self) -> Fraction | None:
        """held/due, or None when nothing is due yet."""
        return Fraction(self.held, self.due) if self.due else None

    @property
    def words(self) -> str:
        """Held of due as a cell of a table says it; nought of nought would say nothing."""
        return f"{self.held} dari {self.due}" if self.due else "belum waktunya"

    @property
    def sentence(self) -> str:
        """The same beside a percentage."""
        if not self.due:
            return "belum ada dokumen yang jatuh tempo"
        return f"{self.held} dari {self.due} dokumen yang dihitung hari ini"


@dataclass(frozen=True, slots=True)
class DocumentStatus:
    """All slots of one document; `papers` are all that count for it, in a slot of today or older."""

    document: str
    slots: tuple[Slot, ...]
    waived: str | None = None
    papers: tuple[EvidenceItem, ...] = ()

    @property
    def share(self) -> Share:
        """Held and due among the slots that count; a late paper is held."""
        return self._share(lambda slot: slot.state.holds)

    @property
    def share_on_time(self) -> Share:
        """The same, where a late paper is not held (documents that must be on time)."""
        return self._share(lambda slot: slot.state.holds and slot.state is not SlotState.LATE)

    def _share(self, holds: Callable[[Slot], bool]) -> Share:
        counted = [slot for slot in self.slots if slot.counted]
        return Share(sum(holds(slot) for slot in counted), len(counted))


@dataclass(frozen=True, slots=True)
class CriterionScore:
    """One criterion in one voice.

    `carried` is what the papers alone carry, whatever was answered, and `grounds` why (supported
    voice only). `value` lies in 0..1 and is None when this voice says nothing (yet); `points` is its part of
    the indicator's score. `why` says how it came about, in a sentence.
    """

    criterion: str
    option: str | None
    value: Fraction | None
    points: Fraction
    share: Fraction | None
    why: str
    waived: bool = False
    carried: str | None = None
    grounds: str = ""


@dataclass(frozen=True, slots=True)
class ResultScore:
    """One value of the hasil component in one voice; `provisional` marks self-run surveys.

    `measured` is the index or percentage that was counted where data decided it: `text` is what was
    typed, or rounded.
    """

    id: str
    text: str | None
    points: Fraction
    provisional: bool
    why: str
    measured: Fraction | None = None


def answered(scores: Iterable[CriterionScore]) -> Share:
    """Return how many criteria have an answer; waived ones do not count."""
    applicable = [score for score in scores if not score.waived]
    return Share(sum(score.value is not None for score in applicable), len(applicable))


@dataclass(frozen=True)
class Scorecard:
    """Every score of one voice; all points are exact and the parts sum to the whole.

    `parts` and `area_parts` (by area and part) are filled where the rubric halves its areas.
    """

    voice: Voice
    criteria: Mapping[str, CriterionScore]
    indicators: Mapping[str, Fraction]
    areas: Mapping[str, Fraction]
    results: Mapping[str, ResultScore]
    groups: Mapping[str, Fraction]
    components: Mapping[str, Fraction]
    total: Fraction
    judged: Share
    parts: Mapping[str, Fraction] = field(default_factory=dict)
    area_parts: Mapping[tuple[str, str], Fraction] = field(default_factory=dict)

    @property
    def speaks(self) -> bool:
        """Whether this voice says anything at all, about a criterion or a hasil value."""
        return self.judged.held > 0 or self.measures

    @property
    def measures(self) -> bool:
        """Whether this voice gives any hasil value."""
        return any(one.text is not None for one in self.results.values())

    @property
    def judged_words(self) -> str:
        """How much evaluators have judged: what they have not looked at is silence and not zero."""
        if not self.speaks:
            return NOT_JUDGED
        return f"{self.judged.held} dari {self.judged.due} kriteria sudah dinilai"

    def judged_of(self, criteria: Iterable[str]) -> Share:
        """Return how many of some criteria have an answer in this voice."""
        return answered(self.criteria[name] for name in criteria)


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition of a predicate, with its number; `highest` is what could be reached at most."""

    id: str
    label: str
    required: Fraction
    reached: Fraction
    highest: Fraction
    note: str

    @property
    def met(self) -> bool:
        """Compared unrounded."""
        return self.reached >= self.required

    @property
    def lacking(self) -> Fraction:
        """How many points are missing (0 when met)."""
        return max(Fraction(0), self.required - self.reached)


@dataclass(frozen=True, slots=True)
class Verdict:
    """A predicate and its conditions: met when every one of them is."""

    predicate: str
    voice: Voice
    conditions: tuple[Condition, ...]

    @property
    def met(self) -> bool:
        """The AND of all conditions."""
        return all(condition.met for condition in self.conditions)


class GapState(StrEnum):
    """What is lacking."""

    MISSING = "missing"
    EXPIRED = "expired"
    UNUSABLE = "unusable"
    LATE = "late"
    UNANSWERED = "unanswered"
    NOT_DUE = "not_due"

    @property
    def label(self) -> str:
        """The state in the words of the public site."""
        return {
            "missing": "Belum ada, lewat waktu",
            "expired": "Tidak berlaku lagi",
            "unusable": "Ada berkas, belum dapat dipakai",
            "late": "Ada, terlambat",
            "unanswered": "Belum dijawab",
            "not_due": "Belum waktunya",
        }[self.value]


@dataclass(frozen=True, slots=True)
class Gap:
    """Something that the office still owes: right files, work not done.

    `effect` is what the office gains (points, supported voice) when the criterion's `pokok` papers
    are complete at today's claim; 0 for papers that never change a score.
    """

    document: str | None
    criterion: str
    name: str
    period: Period | None
    due: date | None
    state: GapState
    owner: str
    effect: Fraction
    instruction: str
    where: str

    @property
    def short_where(self) -> str:
        """Return the place without the words that the office puts after a criterion's id."""
        parts = self.where.split("/")
        if self.document is None or len(parts) < 3:  # noqa: PLR2004  (evidence/year/criterion/…)
            return self.where
        return "/".join([*parts[:2], self.criterion, *parts[3:]])

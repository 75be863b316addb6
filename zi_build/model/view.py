"""What is rendered: a view for one audience; the public one does not contain what is restricted."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from fractions import Fraction

from zi_build.diagnostics import Diagnostic
from zi_build.model.assessment import Voice
from zi_build.model.catalogue import Access, Catalogue, RequiredDocument
from zi_build.model.entry import Checklist, EntryCheck
from zi_build.model.history import Event
from zi_build.model.measure import Measures
from zi_build.model.outcome import Gap, Scorecard, Share, SlotState, Verdict
from zi_build.model.remark import Remarks
from zi_build.model.rubric import Criterion, Rubric
from zi_build.model.trend import Moment
from zi_build.model.unit import Unit


class Audience(StrEnum):
    """For whom a site is made."""

    PUBLIC = "public"
    INTERNAL = "internal"


class Exposure(StrEnum):
    """How one paper appears to an audience."""

    FILE = "file"
    TWIN = "twin"
    LINK = "link"
    WITHHELD = "withheld"


@dataclass(frozen=True, slots=True)
class PaperView:
    """One paper as an audience sees it; `target` is its path in the site, without a leading slash."""

    document: str
    title: str
    kind: str
    period: str
    sort_key: str
    size: int = 0
    target: str | None = None
    url: str | None = None
    sha256: str | None = None
    note: str = ""
    path: str | None = None
    access: Access = Access.PUBLIK
    first_page: int | None = None

    @property
    def fragment(self) -> str:
        """What an address needs besides, to open a scan at its page."""
        return f"#page={self.first_page}" if self.first_page else ""


@dataclass(frozen=True, slots=True)
class SlotView:
    """One slot with the papers that may be seen, and how many there are that may not."""

    label: str
    short: str
    due: date
    state: SlotState
    counted: bool
    papers: tuple[PaperView, ...]
    withheld: int


@dataclass(frozen=True, slots=True)
class DocumentView:
    """One required document with its slots."""

    document: RequiredDocument
    slots: tuple[SlotView, ...]
    share: Share
    waived: str | None

    @property
    def access_label(self) -> str:
        """The access class in the words of the public site."""
        if self.document.access is Access.PUBLIK:
            return "Terbuka"
        if self.document.access is Access.DIKECUALIKAN:
            return "Dikecualikan"
        seen = any(slot.papers for slot in self.slots)
        return "Terbuka sebagian" if seen else "Tersedia atas permintaan"


@dataclass(frozen=True, slots=True)
class VoiceView:
    """One criterion in one voice: the answer with its counts, its points, and how it came about."""

    voice: Voice
    option: str | None
    value: Fraction | None
    points: Fraction
    why: str
    on: date | None = None
    note: str | None = None
    lapsed: bool = False
    counts: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class CriterionView:
    """One criterion with its documents and its scores; `carried` is what its papers alone carry."""

    criterion: Criterion
    documents: tuple[str, ...]
    voices: tuple[VoiceView, ...]
    share: Fraction | None
    narrative: str | None
    waived: str | None
    maximum: Fraction
    carried: str | None = None
    grounds: str = ""
    remarks: tuple[Remarks, ...] = ()

    def said_by(self, voice: Voice) -> VoiceView:
        """Return what one of the shown voices says."""
        return next(said for said in self.voices if said.voice is voice)


@dataclass(frozen=True, slots=True)
class ResultView:
    """One hasil value with its proof."""

    id: str
    name: str
    weight: Fraction
    text: str | None
    points: Mapping[Voice, Fraction]
    why: str
    provisional: bool
    surveyor: str | None
    on: date | None
    respondents: int | None
    report: PaperView | None
    note: str


@dataclass(frozen=True, slots=True)
class Loosened:
    """A paper that is more open than its document normally is, and why."""

    document: str
    normal: Access
    level: Access
    reason: str


@dataclass(frozen=True)
class View:
    """Everything that pages are made of.

    `others` are the same evidence under other rubrics; `same_questions` maps a question to those of
    the other rubrics that ask the same.
    `proofs` are the papers that the checklist and the history name, by their path below the evidence
    folder; the public view has none. `trend` is made where a page asks for it.
    """

    audience: Audience
    as_of: date
    start: date
    unit: Unit
    rubric: Rubric
    catalogue: Catalogue
    completeness: Share
    scores: Mapping[Voice, Scorecard]
    verdicts: Mapping[Voice, Mapping[str, Verdict]]
    voices: tuple[Voice, ...]
    documents: Mapping[str, DocumentView]
    criteria: Mapping[str, CriterionView]
    results: tuple[ResultView, ...]
    gaps: tuple[Gap, ...]
    upcoming: tuple[Gap, ...]
    loosened: tuple[Loosened, ...]
    register: tuple[PaperView, ...]
    withheld: int
    diagnostics: tuple[Diagnostic, ...]
    entry: Mapping[str, tuple[EntryCheck, ...]]
    checklist: Checklist
    remarks: tuple[Remarks, ...]
    history: tuple[Event, ...]
    proofs: Mapping[str, PaperView]
    measures: Measures
    others: Mapping[str, "View"] = field(default_factory=dict)
    same_questions: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    trend: tuple[Moment, ...] = ()

    def under(self, rubric_id: str) -> "View":
        """Return what is seen under another of the site's rubrics; KeyError when there is none."""
        return self if rubric_id == self.rubric.id else self.others[rubric_id]

    def knowing(self, name: str) -> "View":
        """Return the view whose rubric has an indicator or criterion of that id, else this one."""
        for seen in (self, *self.others.values()):
            if name in seen.rubric.criteria or name in seen.rubric.indicators:
                return seen
        return self

    @property
    def internal(self) -> bool:
        """Whether staff are the readers."""
        return self.audience is Audience.INTERNAL

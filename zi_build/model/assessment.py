"""The answers of an office to a rubric, as written, with the place of each in its file."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from fractions import Fraction

from zi_build.diagnostics import Place


class Voice(StrEnum):
    """Who speaks: the unit, what its evidence carries, or the evaluators (TPI, then TPN)."""

    CLAIMED = "claimed"
    SUPPORTED = "supported"
    VERIFIED = "verified"
    FINAL = "final"

    @property
    def evaluator(self) -> str:
        """The evaluators whose voice it is, as the files call them; empty for the other voices."""
        return EVALUATORS.get(self, "")


EVALUATORS: Mapping[Voice, str] = {Voice.VERIFIED: "TPI", Voice.FINAL: "TPN"}
NO_REASONS = frozenset({"", "-", "ya", "tidak", "a", "b", "c", "d", "e"})
VOICE_LABELS: Mapping[Voice, str] = {
    Voice.CLAIMED: "Nilai menurut unit",
    Voice.SUPPORTED: "Nilai berdasarkan bukti",
    Voice.VERIFIED: "Nilai Tim Penilai Internal",
    Voice.FINAL: "Nilai Tim Penilai Nasional",
}


@dataclass(frozen=True, slots=True)
class Verified:
    """An evaluator's answer; `seen` holds the first 12 hex digits of each paper's SHA-256.

    `counts` are those of a percentage question; then `text` may be empty.
    `findings` and `recommendations` are those of this criterion, in the order of the report.
    `assessor` is the team or position that judged (TPI only); no site shows it.
    """

    text: str
    place: Place
    on: date | None = None
    report: str | None = None
    note: str | None = None
    seen: tuple[str, ...] = ()
    counts: Mapping[str, int] = field(default_factory=dict)
    findings: tuple[str, ...] = ()
    recommendations: tuple[str, ...] = ()
    assessor: str | None = None


class _Judged:
    """What TPI and TPN may have answered, beside the unit's own word."""

    __slots__ = ()
    verified: Verified | None
    final: Verified | None

    def of(self, voice: Voice) -> Verified | None:
        """Return what the evaluators of a voice answered."""
        return {Voice.VERIFIED: self.verified, Voice.FINAL: self.final}.get(voice)


@dataclass(frozen=True, slots=True)
class Answer(_Judged):
    """The unit's answer to one criterion; `text` is an option of the scale or a number 0 to 1.

    `place` is where the answer stands, `key` where the criterion is named; `counts` are the "Jumlah"
    of a percentage question; `verified` is TPI's answer and `final` TPN's.
    """

    criterion: str
    place: Place
    text: str | None = None
    narrative: str | None = None
    verified: Verified | None = None
    key: Place | None = None
    counts: Mapping[str, int] = field(default_factory=dict)
    final: Verified | None = None


@dataclass(frozen=True, slots=True)
class ResultAnswer(_Judged):
    """One value of the hasil component; `text` is an index 0-4, a letter or a percentage.

    `measured` is what the office's own tables give, exactly, in the same unit; `typed` is False where
    nobody wrote a value and `text` is that measure, rounded for display.
    """

    id: str
    text: str
    place: Place
    surveyor: str | None = None
    on: date | None = None
    respondents: int | None = None
    report: str | None = None
    self_run: bool = False
    verified: Verified | None = None
    key: Place | None = None
    measured: Fraction | None = None
    typed: bool = True
    final: Verified | None = None


@dataclass(frozen=True, slots=True)
class Waiver:
    """A criterion or one document that does not apply, always with a reason."""

    target: str
    place: Place
    reason: str
    agreed: date | None = None

    @property
    def is_reasoned(self) -> bool:
        """Whether the reason is one; an answer that slipped under `tidak_berlaku` is none."""
        return self.reason.strip().casefold() not in NO_REASONS


@dataclass(frozen=True, slots=True)
class HeldPredicate:
    """A predicate that the office holds by decree."""

    name: str
    place: Place
    year: int | None = None
    decree: str | None = None


@dataclass(frozen=True)
class Assessment:
    """One answers file; without a file everything is empty and nothing is answered."""

    path: str | None = None
    rubric: str | None = None
    answers: Mapping[str, Answer] = field(default_factory=dict)
    results: Mapping[str, ResultAnswer] = field(default_factory=dict)
    waivers: Mapping[str, Waiver] = field(default_factory=dict)
    held: Mapping[str, HeldPredicate] = field(default_factory=dict)

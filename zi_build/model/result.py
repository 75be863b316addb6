"""The one frozen result of a build; pages, files, feeds and exit codes are projections of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from zi_build.diagnostics import Diagnostic, Severity
from zi_build.model.assessment import Voice
from zi_build.model.entry import EntryCheck
from zi_build.model.evidence import EvidenceItem
from zi_build.model.outcome import DocumentStatus, Gap, Scorecard, Share, Verdict
from zi_build.model.remark import Remarks
from zi_build.model.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Rejected:
    """A paper that does not count, and the diagnostic that says why."""

    item: EvidenceItem
    diagnostic: Diagnostic


@dataclass(frozen=True)
class Build:
    """Everything that was read and computed for one day of judgement and one rubric.

    `statuses` are those of every document of the catalogue; completeness and gaps count what the
    rubric asks for. `good` are the papers that may count and be seen: no error stands against them,
    and they neither begin nor were received after the day of judgement. `loaded` is the workspace as
    it was read: in `workspace`, tables have completed the hasil values for this day.
    """

    workspace: Workspace
    start: date
    diagnostics: tuple[Diagnostic, ...]
    rejected: tuple[Rejected, ...]
    good: tuple[EvidenceItem, ...]
    statuses: Mapping[str, DocumentStatus]
    completeness: Share
    scores: Mapping[Voice, Scorecard]
    verdicts: Mapping[Voice, Mapping[str, Verdict]]
    lapsed: frozenset[str]
    gaps: tuple[Gap, ...]
    upcoming: tuple[Gap, ...]
    entry: Mapping[str, tuple[EntryCheck, ...]]
    remarks: tuple[Remarks, ...]
    loaded: Workspace

    @property
    def errors(self) -> tuple[Diagnostic, ...]:
        """The diagnostics that make exit code 1."""
        return tuple(found for found in self.diagnostics if found.severity is Severity.ERROR)

    @cached_property
    def bad_paths(self) -> frozenset[str]:
        """The paths against which an error stands."""
        return frozenset(found.place.path for found in self.errors)

"""Everything that was read: the instrument, the office, its answers, its evidence, and the faults."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from zi_build.model.assessment import Assessment
from zi_build.model.catalogue import Catalogue
from zi_build.model.entry import NO_CHECKLIST, Checklist
from zi_build.model.evidence import EvidenceItem, Facts, Sidecar, Stray
from zi_build.model.fault import Fault
from zi_build.model.register import AuditRegister, ComplaintRegister, Recommendation
from zi_build.model.rubric import Rubric
from zi_build.model.survey import Survey
from zi_build.model.unit import Unit


@dataclass(frozen=True, slots=True)
class Reading:
    """A rubric, and the office's answers to it."""

    rubric: Rubric
    assessment: Assessment


@dataclass(frozen=True)
class Workspace:
    """A workspace as loaded for one day of judgement and one rubric.

    `folders` are the folders that criteria have, by year and criterion, with the words after its id;
    `others` are the further rubrics that the office answers or that its pages show.
    """

    root: Path
    as_of: date
    unit: Unit
    catalogue: Catalogue
    rubric: Rubric
    assessment: Assessment
    items: tuple[EvidenceItem, ...]
    orphans: tuple[Sidecar, ...]
    inbox: tuple[str, ...]
    reports: Mapping[str, Facts]
    pages: Mapping[str, str]
    faults: tuple[Fault, ...]
    holidays: frozenset[date]
    folders: Mapping[tuple[int, str], str] = field(default_factory=dict)
    others: Mapping[str, Reading] = field(default_factory=dict)
    surveys: tuple[Survey, ...] = ()
    audits: tuple[AuditRegister, ...] = ()
    complaints: tuple[ComplaintRegister, ...] = ()
    recommendations: tuple[Recommendation, ...] = ()
    not_recommendations: int = 0
    checklist: Checklist = NO_CHECKLIST
    strays: tuple[Stray, ...] = ()

    def report(self, path: str | None) -> Facts | None:
        """Return the facts of a PDF in a hasil folder; None when it is not there or does not open."""
        facts = self.reports.get(f"evidence/{path}") if path else None
        return facts if facts and facts.problem is None and facts.format == "pdf" else None

    def under(self, rubric_id: str) -> "Workspace":
        """Return the same evidence under another of the loaded rubrics.

        Raises KeyError when it was not loaded.
        """
        if rubric_id == self.rubric.id:
            return self
        other = self.others[rubric_id]
        rest = {key: value for key, value in self.others.items() if key != rubric_id}
        rest[self.rubric.id] = Reading(self.rubric, self.assessment)
        return replace(self, rubric=other.rubric, assessment=other.assessment, others=rest)

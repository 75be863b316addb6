"""Everything that was read: the instrument, the office, its answers, its evidence, and the faults."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from zi_build.model.assessment import Assessment
from zi_build.model.catalogue import Catalogue
from zi_build.model.evidence import EvidenceItem, Facts, Sidecar
from zi_build.model.fault import Fault
from zi_build.model.rubric import Rubric
from zi_build.model.unit import Unit


@dataclass(frozen=True)
class Workspace:
    """A workspace as loaded for one day of judgement and one rubric."""

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

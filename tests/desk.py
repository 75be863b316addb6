"""An office in memory: the same build without files, for tests that need many of them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache, cached_property
from hashlib import sha256
from pathlib import Path
from typing import Any

from office import AS_OF, RUBRIC

from zi_build.build import build_from
from zi_build.diagnostics import Place
from zi_build.load.cache import Cache
from zi_build.load.holiday import holidays_of
from zi_build.load.instrument import Shelf, load_catalogue
from zi_build.load.names import read_name
from zi_build.load.rubric import load_rubric
from zi_build.model.assessment import (
    Answer,
    Assessment,
    HeldPredicate,
    ResultAnswer,
    Verified,
    Voice,
    Waiver,
)
from zi_build.model.catalogue import Catalogue
from zi_build.model.evidence import EvidenceItem, Facts, Sidecar
from zi_build.model.outcome import CriterionScore, DocumentStatus, Scorecard
from zi_build.model.register import AuditRegister, ComplaintRegister, Recommendation
from zi_build.model.result import Build
from zi_build.model.rubric import Rubric
from zi_build.model.survey import Survey
from zi_build.model.unit import Unit
from zi_build.model.workspace import Workspace
from zi_build.slots import Calendar, excused, fill, start_of_building, visible

START = date(2025, 1, 2)
REPORT = {"evidence/2026/hasil/spak.pdf": Facts("0" * 64, 1, "pdf", pages=1)}
HERE = Place("evidence/2026/penilaian/pedoman-bpmp-2023.yml", 1, 1)


@cache
def catalogue() -> Catalogue:
    """Return the catalogue of the package."""
    return load_catalogue(Shelf())


@cache
def rubric(name: str = RUBRIC) -> Rubric:
    """Return a rubric of the package."""
    return load_rubric(Shelf(), name, catalogue())


@cache
def holidays() -> frozenset[date]:
    """Return the public holidays of the years that tests use."""
    return holidays_of(range(2019, 2032), (), Cache(Path("/nonexistent")))


def paper(document: str, name: str, **said: Any) -> EvidenceItem:
    """Return one paper as the loader would; keywords are fields of its sidecar.

    `paper("5.3.c/laporan-monev", "2026-03 Monev", received=date(2026, 5, 1))`
    """
    known = read_name(name if "." in name else f"{name}.pdf")
    path = f"evidence/{name[:4]}/{document}/{known.owner}"
    return EvidenceItem(
        path=path,
        document=document,
        stem=known.stem,
        extension=known.extension,
        kind=known.kind,
        period=known.period,
        period_text=known.period_text,
        rest=known.rest,
        facts=Facts(sha256(path.encode()).hexdigest(), 1000, "pdf", pages=1),
        sidecar=Sidecar(Place(f"{path}.yml"), **said) if said else None,
    )


def papers(document: str, *names: str, **said: Any) -> list[EvidenceItem]:
    """Return several papers of one document."""
    return [paper(document, name, **said) for name in names]


def verified(text: str, on: date | None = date(2026, 7, 10), **rest: Any) -> Verified:
    """Return an evaluator's answer."""
    return Verified(text, HERE, on, **rest)


@dataclass(frozen=True)
class Desk:
    """A workspace in memory; `answers` and `results` map ids to texts."""

    items: tuple[EvidenceItem, ...] = ()
    answers: Mapping[str, str | None] = field(default_factory=dict)
    results: Mapping[str, str | ResultAnswer] = field(default_factory=dict)
    waivers: Mapping[str, str | Waiver] = field(default_factory=dict)
    tpi: Mapping[str, Verified] = field(default_factory=dict)
    tpn: Mapping[str, Verified] = field(default_factory=dict)
    held: Mapping[str, HeldPredicate] = field(default_factory=dict)
    reports: Mapping[str, Facts] = field(default_factory=dict)
    as_of: date = AS_OF
    start: date | None = START
    rubric_id: str = RUBRIC
    free: frozenset[date] = frozenset()
    surveys: tuple[Survey, ...] = ()
    audits: tuple[AuditRegister, ...] = ()
    complaints: tuple[ComplaintRegister, ...] = ()
    recommendations: tuple[Recommendation, ...] = ()

    def with_(self, **changes: Any) -> "Desk":
        """Return the same office with something changed."""
        return replace(self, **changes)

    def plus(self, *items: EvidenceItem) -> "Desk":
        """Return the same office with further papers."""
        return replace(self, items=(*self.items, *items))

    @property
    def workspace(self) -> Workspace:
        """The workspace as the loader would return it."""
        return Workspace(
            root=Path("/nonexistent"),
            as_of=self.as_of,
            unit=Unit(start=self.start),
            catalogue=catalogue(),
            rubric=rubric(self.rubric_id),
            assessment=Assessment(
                path=HERE.path,
                rubric=self.rubric_id,
                answers={
                    key: Answer(
                        key,
                        HERE,
                        self.answers.get(key),
                        verified=self.tpi.get(key),
                        final=self.tpn.get(key),
                    )
                    for key in {**self.answers, **self.tpi, **self.tpn}
                },
                results={
                    key: ResultAnswer(key, value, HERE) if isinstance(value, str) else value
                    for key, value in self.results.items()
                },
                waivers={
                    key: Waiver(key, HERE, value) if isinstance(value, str) else value
                    for key, value in self.waivers.items()
                },
                held=self.held,
            ),
            items=tuple(sorted(self.items, key=lambda item: item.path)),
            orphans=(),
            inbox=(),
            reports=self.reports,
            pages={},
            faults=(),
            holidays=holidays() | self.free,
            surveys=self.surveys,
            audits=self.audits,
            complaints=self.complaints,
            recommendations=self.recommendations,
        )

    @cached_property
    def _built(self) -> Build:
        return build_from(self.workspace)

    def build(self) -> Build:
        """Check, fill, score, judge."""
        return self._built

    def status(self, document: str) -> DocumentStatus:
        """Return the slots of one document alone."""
        seen = visible(self.items, self.as_of)
        start = start_of_building(self.start, self.as_of)
        calendar = Calendar(self.as_of, start, holidays() | self.free)
        waivers = excused(catalogue(), rubric(self.rubric_id), self.workspace.assessment.waivers)
        return fill(catalogue(), seen, waivers, calendar)[document]

    def slots(self, document: str) -> dict[str, str]:
        """Return period → state of every slot of a document; a slot that does not count in (…)."""
        return {
            slot.key: slot.state.value if slot.counted else f"({slot.state.value})"
            for slot in self.status(document).slots
        }

    def share(self, document: str) -> tuple[int, int]:
        """Return (held, due) of a document."""
        found = self.status(document).share
        return found.held, found.due

    def card(self, voice: Voice | str = Voice.SUPPORTED) -> Scorecard:
        """Return the scorecard of one voice."""
        return self.build().scores[Voice(voice)]

    def score(self, criterion: str, voice: Voice | str = Voice.SUPPORTED) -> CriterionScore:
        """Return one criterion's score."""
        return self.card(voice).criteria[criterion]


def office_of(items: Iterable[EvidenceItem], **rest: Any) -> Desk:
    """Return an office that holds some papers."""
    return Desk(tuple(items), **rest)

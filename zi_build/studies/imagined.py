"""Papers that are not there yet: what a study puts into a workspace in memory, never on the disk."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from zi_build.build import build_from
from zi_build.diagnostics import Place
from zi_build.model.catalogue import Cadence, RequiredDocument
from zi_build.model.evidence import EvidenceItem, Sidecar
from zi_build.model.outcome import Slot
from zi_build.model.period import Grain, Period
from zi_build.model.result import Build
from zi_build.model.workspace import Workspace

MARK = "(andaian)"


@dataclass(frozen=True, slots=True)
class Days:
    """The day on which the office stands, and the day for which it is judged (the same, or later)."""

    today: date
    judged: date

    def received(self, due: date) -> date:
        """Return when a paper that is not there yet comes in: today, or in time where it still can."""
        return self.today if due < self.today else min(due, self.judged)


@dataclass(frozen=True, slots=True)
class Imagined:
    """One paper that could be filed: the slot that it is for, and the paper itself.

    `event` marks one that only an event can bring about, and nothing replaces it.
    """

    slot: Slot
    item: EvidenceItem
    event: bool = False

    @property
    def document(self) -> str:
        """Id of the document that it proves."""
        return self.slot.document


def imagined(
    document: RequiredDocument, slot: Slot, days: Days, period: Period | None = None
) -> Imagined:
    """Return a paper for a slot; `period` where it is to be finer than that of the slot.

    It comes in today, or on its due day when that is still to come: so it is late exactly when a real
    one would be.
    """
    said = period or slot.period or Period(days.judged.year, Grain.YEAR)
    stem = f"{said} {MARK}"
    path = f"evidence/{said.year}/{document.id}/{stem}"
    item = EvidenceItem(
        path=path,
        document=document.id,
        stem=stem,
        extension="",
        kind=document.kinds[0],
        period=said,
        period_text=str(said),
        rest=MARK,
        facts=None,
        sidecar=Sidecar(Place(path), received=days.received(slot.due)),
    )
    event = document.cadence is Cadence.KEJADIAN and not document.nihil_allowed
    return Imagined(slot, item, event)


def with_papers(workspace: Workspace, papers: Iterable[EvidenceItem]) -> Workspace:
    """Return a workspace that holds further papers."""
    items = sorted((*workspace.items, *papers), key=lambda item: item.path)
    return replace(workspace, items=tuple(items))


def build_with(workspace: Workspace, papers: Iterable[EvidenceItem]) -> Build:
    """Return the result of a workspace that holds further papers, by the same rules as ever."""
    return build_from(with_papers(workspace, papers))

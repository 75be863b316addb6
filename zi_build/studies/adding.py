"""What one paper more changes for the office: the slots it fills, the scores, and what is still lacking."""

from dataclasses import dataclass
from fractions import Fraction

from zi_build.model.assessment import Voice
from zi_build.model.catalogue import RequiredDocument
from zi_build.model.evidence import EvidenceItem
from zi_build.model.outcome import Share, Slot
from zi_build.model.period import Period, day_label
from zi_build.model.result import Build


@dataclass(frozen=True, slots=True)
class Filled:
    """One document that the paper proves, with its count before and after, and the slots it fills."""

    document: RequiredDocument
    slots: tuple[Slot, ...]
    before: Share
    after: Share


@dataclass(frozen=True, slots=True)
class Effect:
    """The office before and after one paper.

    `unseen` is why the paper counts nowhere yet; `lacking` are the papers of the same package and
    period that are not there.
    """

    filled: tuple[Filled, ...]
    supported_before: Fraction
    supported_after: Fraction
    lacking: tuple[RequiredDocument, ...]
    unseen: str = ""


def effect_of(before: Build, after: Build, path: str) -> Effect:
    """Compare two builds of one workspace, the second with the paper at this path."""
    item = next(item for item in after.workspace.items if item.path == path)
    documents = after.workspace.catalogue.known(item.names)
    filled = tuple(_filled(before, after, document, path) for document in documents)
    return Effect(
        filled,
        before.scores[Voice.SUPPORTED].total,
        after.scores[Voice.SUPPORTED].total,
        tuple(_lacking(after, documents, filled)),
        _unseen(after, item, filled),
    )


def _filled(before: Build, after: Build, document: RequiredDocument, path: str) -> Filled:
    status = after.statuses[document.id]
    slots = tuple(slot for slot in status.slots if any(item.path == path for item in slot.items))
    return Filled(document, slots, before.statuses[document.id].share, status.share)


def _lacking(
    after: Build, documents: tuple[RequiredDocument, ...], filled: tuple[Filled, ...]
) -> list[RequiredDocument]:
    """Return what a meeting should have left besides, in the periods that the paper fills."""
    mine = {document.id for document in documents}
    found: dict[str, RequiredDocument] = {}
    for one in filled:
        periods = [slot.period for slot in one.slots]
        for other in after.workspace.catalogue.by_criterion[one.document.criterion]:
            together = other.package and other.package == one.document.package
            if together and other.id not in mine and _is_missing(after, other, periods):
                found[other.id] = other
    return list(found.values())


def _is_missing(after: Build, document: RequiredDocument, periods: list[Period | None]) -> bool:
    status = after.statuses[document.id]
    return any(slot.period in periods and not slot.items for slot in status.slots)


def _unseen(after: Build, item: EvidenceItem, filled: tuple[Filled, ...]) -> str:
    day = after.workspace.as_of
    received = item.sidecar.received if item.sidecar else None
    if (item.period and item.period.start > day) or (received and received > day):
        return "belum dihitung: tanggalnya sesudah tanggal penilaian; ia muncul sendiri bila waktunya tiba"
    if not any(one.slots for one in filled):
        if item.period and item.period.end < after.start:
            began = f"yang diminta dihitung mulai {day_label(after.start)} (mulai di unit.yml)"
            return f"belum dihitung: {began}; ia tetap tersimpan"
        return "tidak mengisi periode yang sedang diminta; ia tetap tersimpan"
    return ""

"""A required document step by step: its periods, the papers in them, and what does not count."""

from collections.abc import Iterable
from typing import Any

from zi_build.diagnostics import Place
from zi_build.export.explain.sources import of_document
from zi_build.model.catalogue import RequiredDocument
from zi_build.model.evidence import EvidenceItem
from zi_build.model.outcome import Gap, Slot
from zi_build.model.result import Build, Rejected
from zi_build.papers import pages_of
from zi_build.support import Scoring


def documents(build: Build, scoring: Scoring) -> dict[str, Any]:
    """Return every document that the rubric asks for, by id."""
    catalogue = build.workspace.catalogue
    lacking: dict[str, list[Gap]] = {}
    for gap in (*build.gaps, *build.upcoming):
        lacking.setdefault(gap.document or "", []).append(gap)
    wrong: dict[str, list[Rejected]] = {}
    for one in build.rejected:
        for document in catalogue.known(one.item.names):
            wrong.setdefault(document.id, []).append(one)
    return {
        name: _document(
            build, catalogue.documents[name], lacking.get(name, ()), wrong.get(name, ())
        )
        for name in scoring.statuses
    }


def _document(
    build: Build, document: RequiredDocument, gaps: Iterable[Gap], wrong: Iterable[Rejected]
) -> dict[str, Any]:
    status = build.statuses[document.id]
    return {
        "what": "document",
        "id": document.id,
        "name": document.name,
        "valid_if": document.valid_if,
        "role": document.role.value,
        "cadence": document.cadence.label,
        "cadence_assumed": document.cadence_assumed,
        "access": document.access.value,
        "on_time": document.on_time,
        "criteria": list(build.workspace.rubric.criteria_of_document.get(document.id, ())),
        "waived": status.waived,
        "held": status.share.held,
        "due": status.share.due,
        "slots": [_slot(build, document, slot) for slot in status.slots],
        "rejected": [
            {
                "path": one.item.path,
                "code": one.diagnostic.code,
                "place": str(one.diagnostic.place),
                "message": one.diagnostic.message,
            }
            for one in wrong
        ],
        "instructions": [gap.instruction for gap in gaps],
        "source": of_document(document),
    }


def _slot(build: Build, document: RequiredDocument, slot: Slot) -> dict[str, Any]:
    return {
        "period": str(slot.period) if slot.period else None,
        "label": slot.label,
        "due": slot.due.isoformat(),
        "state": slot.state.value,
        "state_label": slot.state.label,
        "counted": slot.counted,
        "papers": [_paper(build, document, item) for item in slot.items],
        "lapsed": [item.path for item in slot.lapsed],
    }


def _paper(build: Build, document: RequiredDocument, item: EvidenceItem) -> dict[str, Any]:
    """Return a paper with the place that adds to it: a sidecar, or the row of a register."""
    pages = pages_of(build, document, item)
    return {
        "path": item.path,
        "said_at": _line(item.sidecar.place) if item.sidecar else None,
        "pages": pages.label if pages else None,
        "nihil": item.is_nihil,
    }


def _line(place: Place) -> str:
    """Return a place without its column, and without the first line, where every file begins."""
    return f"{place.path}:{place.line}" if place.line and place.line > 1 else place.path

"""What sidecar and list say of one paper: both together, and where they differ."""

from dataclasses import replace
from typing import Any

from zi_build.diagnostics import Place
from zi_build.model.catalogue import Access
from zi_build.model.evidence import Sidecar

# The keys that both may hold, and the field of each.
FIELDS = {
    "judul": "title",
    "akses": "access",
    "alasan": "reason",
    "dasar_hukum": "legal_basis",
    "berlaku_sampai": "valid_until",
    "diterima": "received",
    "nomor": "number",
    "juga_untuk": "also_for",
    "nihil": "nihil",
    "ditinjau": "reviewed",
    "halaman": "pages",
    "catatan": "note",
}
# A key, where the sidecar says it, and what sidecar and row say.
Difference = tuple[str, Place, tuple[str, str]]


def said_together(sidecar: Sidecar, row: Sidecar) -> tuple[Sidecar, list[Difference]]:
    """Return both as one, and where they differ.

    What one of them alone says counts. Where they differ the sidecar stands, with two exceptions
    that keep shut what one of them shuts: the stricter access counts, and a paper is also for the
    documents of both.
    """
    changes: dict[str, Any] = {}
    taken: list[str] = []
    differing: list[Difference] = []
    for key, field in FIELDS.items():
        here, there = getattr(sidecar, field), getattr(row, field)
        if not there or there == here:
            continue
        value = _of_both(key, here, there) if here else there
        if here and _contradict(key, here, there):
            differing.append((key, sidecar.place_of(key), (_shown(here), _shown(there))))
        if value != here:
            changes[field] = value
            taken.append(key)
    places = sidecar.places + tuple(
        (key, place) for key, place in row.places if key.partition(".")[0] in taken
    )
    return replace(sidecar, **changes, places=places), differing


def _contradict(key: str, here: Any, there: Any) -> bool:
    """Tell whether two values cannot both be meant; a list that only holds more can."""
    if key == "juga_untuk":
        return not set(here) <= set(there)
    if key == "halaman":
        other = dict(there)
        return any(other.get(document, pages) != pages for document, pages in here)
    return True


def _of_both(key: str, here: Any, there: Any) -> Any:
    if key == "akses":
        return Access.strictest(here, there)
    if key == "juga_untuk":
        return tuple(dict.fromkeys((*here, *there)))
    if key == "halaman":
        return tuple({**dict(there), **dict(here)}.items())
    return here


def _shown(value: Any) -> str:
    if isinstance(value, tuple):
        return "; ".join(
            f"{part[0]} {part[1].label}".strip() if isinstance(part, tuple) else str(part)
            for part in value
        )
    return "ya" if value is True else str(value)

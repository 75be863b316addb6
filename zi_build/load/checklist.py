"""The checklist of PermenPANRB 5/2024: from the package's YAML to frozen records."""

from collections.abc import Mapping
from typing import Any

from zi_build.load.instrument import Shelf, entry_of
from zi_build.model.entry import Checklist, EntryInput, Requirement
from zi_build.model.unit import AGENCIES

FILE = "syarat-pengusulan.yml"


def load_checklist(shelf: Shelf) -> Checklist:
    """Return what must be shown before a unit is proposed.

    Raises InstrumentError when an entry is malformed.
    """
    head = shelf.read(FILE)
    with entry_of(FILE):
        groups = dict(head["kelompok"])
        requirements = []
        for key, entry in head["syarat"].items():
            with entry_of(f"{FILE}: {key}"):
                requirements.append(_requirement(key, entry, groups))
        return Checklist(
            basis=head["dasar"],
            deadline=head["batas_waktu"],
            exception=head["pengecualian"],
            groups=groups,
            requirements=tuple(requirements),
        )


def _requirement(key: str, entry: Mapping[str, Any], groups: Mapping[str, str]) -> Requirement:
    if entry["kelompok"] not in groups:
        raise ValueError(f"kelompok {entry['kelompok']}")
    options = tuple(entry.get("pilihan", ()))
    minimum = {
        predicate: dict(least) if isinstance(least, dict) else dict.fromkeys(AGENCIES, least)
        for predicate, least in entry["minimal"].items()
    }
    kind = EntryInput(entry["masukan"])
    for least in minimum.values():
        if set(least) != set(AGENCIES):
            raise ValueError(f"minimal must name {AGENCIES}")
        if kind is EntryInput.CHOICE and not set(least.values()) <= set(options):
            raise ValueError(f"minimal {least} is not among {options}")
    return Requirement(
        id=key,
        group=entry["kelompok"],
        name=entry["nama"],
        input=kind,
        options=options,
        minimum=minimum,
        proof=entry["bukti"],
        source=entry["sumber"],
        criterion=entry.get("kriteria"),
    )

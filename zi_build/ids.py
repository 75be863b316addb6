"""Identifiers of the instrument: their grammar, their order, and the nearest known one."""

import re
from collections.abc import Iterable
from difflib import get_close_matches

CRITERION = re.compile(r"(?P<prefix>[A-Z]?)(?P<area>\d+)\.(?P<indicator>\d+)\.(?P<letter>[a-z]+)")
DOCUMENT_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
FOLDER = re.compile(rf"(?P<id>{CRITERION.pattern})(?:[ _].*)?", re.DOTALL)

_CHUNK = re.compile(r"\d+|\D+")


def natural_key(text: str) -> tuple[tuple[int, int, str], ...]:
    """Return a sort key under which `3.10.a` follows `3.9.a`.

    >>> sorted(["3.10.a", "3.9.a"], key=natural_key)
    ['3.9.a', '3.10.a']
    """
    return tuple(
        (0, int(chunk), "") if chunk.isdigit() else (1, 0, chunk) for chunk in _CHUNK.findall(text)
    )


def criterion_of_folder(name: str) -> str | None:
    """Return the criterion id at the start of a folder's name (`1.1.a Tim kerja` → `1.1.a`)."""
    match = FOLDER.fullmatch(name)
    return match["id"] if match else None


def criterion_of(document_id: str) -> str:
    """Return the criterion under which a document is filed (`1.1.a/undangan` → `1.1.a`)."""
    return document_id.partition("/")[0]


def slug_of(document_id: str) -> str:
    """Return the folder name of a document (`1.1.a/undangan` → `undangan`)."""
    return document_id.partition("/")[2]


def area_of(criterion_id: str) -> str:
    """Return the area of a criterion (`3.4.c` → `3`; prefixes of other rubrics are dropped)."""
    return criterion_id.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ").partition(".")[0]


def nearest(word: str, known: Iterable[str]) -> str | None:
    """Return the known word that was most likely meant, or None when none is near."""
    found = get_close_matches(word, sorted(known), n=1, cutoff=0.7)
    return found[0] if found else None

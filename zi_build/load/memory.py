"""Values that are dear to compute, kept beside the cache of contents for as long as nothing changed."""

import hashlib
import json
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

from zi_build import __version__, data
from zi_build.load.cache import FOLDER, write_atomically


def fingerprint(*parts: object) -> str:
    """Return what stands for values, and for the program and the instrument that work on them.

    The parts are taken as they are written out; what has no order of its own is to be sorted first.
    """
    whole = "\n".join((__version__, *_program(), *map(repr, parts)))
    return hashlib.sha256(whole.encode("utf-8", "surrogatepass")).hexdigest()


def _program() -> Iterator[str]:
    for file in sorted([*data.FOLDER.rglob("*.yml"), *data.FOLDER.parent.rglob("*.py")]):
        yield f"{file.name}\0{file.stat().st_mtime_ns}"


def recall(root: Path, name: str, known_as: str) -> dict[str, Any]:
    """Return what was kept under a name, if it was for the same fingerprint; else nothing."""
    with suppress(OSError, ValueError, KeyError, TypeError):
        kept = json.loads((root / FOLDER / f"{name}.json").read_bytes())
        if kept["fingerprint"] == known_as:
            return dict(kept["values"])
    return {}


def keep(root: Path, name: str, known_as: str, values: dict[str, Any]) -> None:
    """Keep values under a name; a folder that cannot be written is no failure."""
    with suppress(OSError):
        body = json.dumps({"fingerprint": known_as, "values": values}, separators=(",", ":"))
        write_atomically(root / FOLDER / f"{name}.json", body.encode())

"""What a build came to, for whoever pushed: what is published, what is left out, or why nothing is."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from zi_build.model.text import legible

SHOWN = 20
_TOLD = re.compile(r"^(ERROR|WARNING) +- +(.*)$")
_LAST = 15


def built(published: list[dict[str, Any]], diagnostics: list[dict[str, Any]]) -> str:
    """Return how many files are published, and every error: what it stands against is left out."""
    lines = [f"{len(published)} berkas bukti terbit."]
    errors = [one for one in diagnostics if one["severity"] == "error"]
    if errors:
        lines.append(f"{len(errors)} galat; berkas yang disebut tidak dihitung dan tidak terbit:")
        lines += [
            legible(f"- {one['path']}: {one['code']} {one['message']}") for one in errors[:SHOWN]
        ]
    if len(errors) > SHOWN:
        lines.append(f"- dan {len(errors) - SHOWN} lainnya; lihat zi check.")
    return "\n".join(lines)


def without_notes(log: Iterable[str]) -> Iterator[str]:
    """Yield the lines of MkDocs but its notes (INFO) on what it does, which run on where indented."""
    note = False
    for line in log:
        note = line.startswith("INFO ") or (note and line[:1].isspace() and bool(line.strip()))
        if not note:
            yield line.rstrip("\r\n")


def reasons(log: str) -> list[str]:
    """Return why MkDocs gave up: its errors, else (under --strict) its warnings, else its last words."""
    told = [match for line in log.splitlines() if (match := _TOLD.match(line))]
    for level in ("ERROR", "WARNING"):
        found = [match[2].strip() for match in told if match[1] == level]
        if found:
            return list(dict.fromkeys(map(legible, found)))
    # A dash before each: a line that begins with :: would be a command to the runner of a forge.
    return [f"- {legible(line)}" for line in log.splitlines()[-_LAST:]]

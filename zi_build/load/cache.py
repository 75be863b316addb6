"""The memory between two runs: facts of contents and parsed texts, by content, and stats by path.

Everything here can be deleted at any time. Contents are keyed by git's blob id, so that a fresh
checkout (where every stat is new) finds what an earlier run knew: git's index names the blobs of
unchanged files without opening them. The format is JSON, because a cache may come from elsewhere
and must never be able to run code.
"""

import functools
import hashlib
import json
import os
import subprocess
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from zi_build import __version__
from zi_build.load.probe import VERSION as PROBE_VERSION
from zi_build.load.walk import Entry

FOLDER = ".zi-cache"
FORMAT = f"{__version__}/{PROBE_VERSION}"
CODE = Path(__file__).parent


@functools.cache
def _code() -> bytes:
    """Return the digest of the code that reads, as it was when this process first asked.

    Once a process: code that changes while it runs must not put its name under what it did not read.
    """
    digest = hashlib.sha256(FORMAT.encode())
    for module in sorted(CODE.rglob("*.py")):
        digest.update(module.read_bytes())
    return digest.digest()


def _seal(body: bytes) -> bytes:
    """Return the first line of a cache file: by which code it was written, and that it is whole."""
    return hashlib.sha256(_code() + body).hexdigest().encode()


class Cache:
    """Looks contents up by path and stat first, by git's index second; saves atomically."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.file = root / FOLDER / "isi.json"
        self._facts: dict[str, Any] = {}
        self._texts: dict[str, Any] = {}
        self._stats: dict[str, list[Any]] = {}
        self._values: dict[str, Any] = {}
        # Pages are short and read as they are: known for two readings of one run, and not kept.
        self.pages: dict[str, str] = {}
        self._written = -1
        self._dirty = False
        self._index: Mapping[str, str] | None = None
        self._seen: dict[str, list[Any]] = {}
        self._used: set[str] = set()
        self._load()

    def _load(self) -> None:
        with suppress(OSError, ValueError, KeyError, TypeError):
            seal, _, body = self.file.read_bytes().partition(b"\n")
            if seal == _seal(body):
                data = json.loads(body)
                self._facts, self._texts = dict(data["facts"]), dict(data["texts"])
                self._stats, self._values = dict(data["stats"]), dict(data["values"])
                self._written = self.file.stat().st_mtime_ns

    def blob(self, entry: Entry) -> str | None:
        """Return the blob id of a file that is known to be unchanged, without opening it."""
        if entry.blob:
            return entry.blob
        known = self._stats.get(entry.path)
        if known and tuple(known[:4]) == entry.signature and entry.mtime < self._written:
            self._seen[entry.path] = known
            return str(known[4])
        blob = self._git_index.get(entry.path)
        if blob:
            self.remember(entry, blob)
        return blob

    def remember(self, entry: Entry, blob: str) -> None:
        """Note that this file, with this stat, holds this content; a revision's is known anyway."""
        if entry.blob:
            return
        self._seen[entry.path] = [*entry.signature, blob]
        self._dirty = True

    def facts(self, blob: str) -> Any:
        """Return what was found in a content, or None."""
        self._used.add(blob)
        return self._facts.get(blob)

    def keep_facts(self, blob: str, facts: Any) -> None:
        """Keep what was found in a content."""
        self._used.add(blob)
        self._facts[blob] = facts
        self._dirty = True

    def text(self, blob: str, shape: str) -> Any:
        """Return a parsed text, or None."""
        self._used.add(f"{blob}:{shape}")
        return self._texts.get(f"{blob}:{shape}")

    def keep_text(self, blob: str, shape: str, parsed: Any) -> None:
        """Keep a parsed text."""
        self._used.add(f"{blob}:{shape}")
        self._texts[f"{blob}:{shape}"] = parsed
        self._dirty = True

    def value(self, key: str) -> Any:
        """Return a value that is dear to compute (holidays of a year), or None."""
        return self._values.get(key)

    def keep_value(self, key: str, value: Any) -> None:
        """Keep a value that is dear to compute."""
        self._values[key] = value
        self._dirty = True

    def save(self) -> None:
        """Write the cache if anything was learnt; a folder that cannot be written is no failure.

        What no file of the folder needs any more is forgotten, unless nothing but revisions was read.
        """
        revisions_only = not self._seen
        if not self._dirty and (revisions_only or self._seen.keys() == self._stats.keys()):
            return

        def kept(known: Mapping[str, Any]) -> Mapping[str, Any]:
            return {key: one for key, one in known.items() if revisions_only or key in self._used}

        data = {
            "facts": kept(self._facts),
            "texts": kept(self._texts),
            "stats": self._seen or self._stats,
            "values": self._values,
        }
        with suppress(OSError):
            body = json.dumps(data, separators=(",", ":")).encode()
            write_atomically(self.file, _seal(body) + b"\n" + body)

    @property
    def _git_index(self) -> Mapping[str, str]:
        if self._index is None:
            self._index = unchanged_blobs(self.root)
        return self._index


def write_atomically(file: Path, content: bytes) -> None:
    """Write beside the file and move into place, so that a killed run leaves the old one whole."""
    file.parent.mkdir(parents=True, exist_ok=True)
    ignore = file.parent / ".gitignore"
    if file.parent.name == FOLDER and not ignore.exists():
        ignore.write_text("*\n", encoding="utf-8")
    temporary = file.with_name(f"{file.name}.{os.getpid()}.tmp")
    try:
        temporary.write_bytes(content)
        temporary.replace(file)
    finally:
        temporary.unlink(missing_ok=True)


def unchanged_blobs(root: Path) -> Mapping[str, str]:
    """Return path → blob id for the files below `root` that git knows to be as committed.

    Empty where there is no git, no repository, or another object format than SHA-1.
    """
    listed = _git(root, "ls-files", "--stage", "-z", "--", ".")
    if listed is None:
        return {}
    changed = _git(root, "diff-files", "--name-only", "--relative", "-z", "--", ".")
    if changed is None:
        return {}
    different = set(changed.split("\0"))
    table: dict[str, str] = {}
    for row in filter(None, listed.split("\0")):
        head, _, path = row.partition("\t")
        mode, blob, stage = head.split(" ")
        if mode.startswith("100") and stage == "0" and len(blob) == 40 and path not in different:
            table[path] = blob
    return table


def _git(root: Path, *arguments: str) -> str | None:
    try:
        done = subprocess.run(  # noqa: S603
            ["git", "-C", str(root), *arguments],  # noqa: S607
            capture_output=True,
            check=True,
            timeout=60,
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return done.stdout.decode("utf-8", "surrogateescape")

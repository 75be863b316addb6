"""Where a workspace is read from: the folder as it lies on disk, a git revision, or nothing at all."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from zi_build.load.walk import Entry, walk
from zi_build.model.fault import Fault

PIECE = 1024 * 1024


class Source(Protocol):
    """Lists and reads files by their path below the workspace.

    What cannot be listed becomes a fault; reading raises OSError with a reason for people.
    """

    def holds(self, folder: str) -> bool:
        """Tell whether there is a folder of this name."""
        ...

    def folders(self, folder: str) -> list[str]:
        """Return the names of the folders in a folder, sorted; none where there is no such folder."""
        ...

    def walk(self, folder: str, faults: list[Fault]) -> list[Entry]:
        """Return every file below a folder, sorted by path; see `load.walk.walk`."""
        ...

    def read(self, entry: Entry) -> bytes:
        """Return a file's content."""
        ...

    def pieces(self, entry: Entry) -> Iterator[bytes]:
        """Yield a file's content in pieces, for one too large to be held at once."""
        ...


@dataclass(frozen=True, slots=True)
class Folder:
    """The workspace as it lies on disk."""

    root: Path

    def holds(self, folder: str) -> bool:
        """Tell whether there is a folder of this name."""
        return (self.root / folder).is_dir()

    def folders(self, folder: str) -> list[str]:
        """Return the names of the folders in a folder; links are none."""
        try:
            with os.scandir(self.root / folder) as found:
                return sorted(one.name for one in found if one.is_dir(follow_symlinks=False))
        except OSError:
            return []

    def walk(self, folder: str, faults: list[Fault]) -> list[Entry]:
        """Return every file below a folder."""
        return walk(self.root, folder, faults)

    def read(self, entry: Entry) -> bytes:
        """Return a file's content."""
        return (self.root / entry.path).read_bytes()

    def pieces(self, entry: Entry) -> Iterator[bytes]:
        """Yield a file's content in pieces."""
        with (self.root / entry.path).open("rb") as stream:
            while piece := stream.read(PIECE):
                yield piece


class Nothing:
    """A workspace before its first file: what a commit without evidence is compared with."""

    def holds(self, folder: str) -> bool:  # noqa: ARG002  (the shape of every source)
        """Hold every folder, empty: it is not wrong, there is nothing yet."""
        return True

    def folders(self, folder: str) -> list[str]:  # noqa: ARG002
        """Return no folder."""
        return []

    def walk(self, folder: str, faults: list[Fault]) -> list[Entry]:  # noqa: ARG002
        """Return no file."""
        return []

    def read(self, entry: Entry) -> bytes:
        """Raise OSError: there is nothing to read."""
        raise FileNotFoundError(entry.path)

    def pieces(self, entry: Entry) -> Iterator[bytes]:
        """Raise OSError: there is nothing to read."""
        raise FileNotFoundError(entry.path)

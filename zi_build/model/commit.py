"""Commits of the repository in which the evidence lies: what came, changed and went, by path."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from zoneinfo import ZoneInfo


class Deed(StrEnum):
    """What a commit did to a file; the value is its name in JSON."""

    ADDED = "added"
    CHANGED = "changed"
    MOVED = "moved"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Touch:
    """One file of a commit; `before` is where a moved file was."""

    deed: Deed
    path: str
    before: str | None = None


@dataclass(frozen=True, slots=True)
class Commit:
    """One commit; who made it is not read. `seconds` are those since 1970 in which it was made.

    `edge` marks the oldest commit of a shallow clone: what it seems to bring may be much older.
    """

    id: str
    seconds: int
    subject: str
    touches: tuple[Touch, ...]
    edge: bool = False

    def day(self, zone: str) -> date:
        """Return the day of the commit in a time zone."""
        return datetime.fromtimestamp(self.seconds, ZoneInfo(zone)).date()


class Source(StrEnum):
    """How much of its past a folder tells; the value is its name in JSON."""

    WHOLE = "whole"
    SHALLOW = "shallow"
    EMPTY = "empty"
    NO_REPOSITORY = "no-repository"
    NO_GIT = "no-git"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Log:
    """The commits that touched the evidence, oldest first; `trouble` is what git said, if it failed."""

    source: Source
    commits: tuple[Commit, ...] = ()
    trouble: str = ""

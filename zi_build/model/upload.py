"""When papers came into the repository, and what each commit did, in the words of the domain."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from zi_build.model.commit import Commit, Log, Touch


class What(StrEnum):
    """What a file of the evidence folder is; the value is its name in JSON."""

    PAPER = "paper"
    SIDECAR = "sidecar"
    TWIN = "twin"
    ANSWERS = "answers"
    RESULTS = "results"
    INBOX = "inbox"
    UNIT = "unit"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a path is in the words of the domain, and the document that it belongs to."""

    what: What
    document: str | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """One file of a commit with its meaning."""

    touch: Touch
    meaning: Meaning


@dataclass(frozen=True, slots=True)
class Step:
    """One commit in the words of the domain; `bulk` when it brings a collection of papers."""

    commit: Commit
    day: date
    changes: tuple[Change, ...]
    papers: int
    bulk: bool


@dataclass(frozen=True, slots=True)
class Upload:
    """One paper: the last day that it speaks of, when it was due, and when it came.

    `entered` is None for a paper that is in no commit, or older than what a shallow clone knows.
    `after` are days between the two. `late` and `backdated` are told of the day on which it came.
    """

    path: str
    document: str
    dated: date | None
    due: date | None
    received: date | None
    entered: date | None = None
    commit: str | None = None
    after: int | None = None
    late: bool = False
    backdated: bool = False
    bulk: bool = False
    older: bool = False

    @property
    def received_before(self) -> bool:
        """Whether it is said to have been received before it came into the repository."""
        return bool(self.received and self.entered and self.received < self.entered)

    @property
    def told(self) -> bool:
        """Whether there is something to say of when it came."""
        return self.late or self.backdated


@dataclass(frozen=True, slots=True)
class Uploads:
    """Every commit, newest first, and every paper of today by its path."""

    log: Log
    threshold: int
    steps: tuple[Step, ...]
    papers: tuple[Upload, ...]


def counts(found: Uploads) -> Mapping[str, int]:
    """Return how many papers there are of each kind of coming; those of a collection stand apart."""
    tally = Counter[str]({"papers": 0, "late": 0, "backdated": 0, "bulk": 0, "uncommitted": 0})
    for one in found.papers:
        tally["papers"] += 1
        tally["bulk"] += one.bulk
        tally["late"] += one.late and not one.bulk
        tally["backdated"] += one.backdated and not one.bulk
        tally["uncommitted"] += one.entered is None and not one.older
    return dict(tally)


def told(found: Uploads) -> Iterator[Upload]:
    """Yield the papers of which there is something to say, those of a collection left out."""
    return (one for one in found.papers if one.told and not one.bulk)

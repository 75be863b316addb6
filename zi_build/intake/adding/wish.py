"""What is asked of one paper, and what would be written for it."""

from dataclasses import dataclass, field
from datetime import date
from enum import Enum

from zi_build.model.catalogue import Access
from zi_build.model.evidence import EvidenceItem, PageRange
from zi_build.model.period import Period


class Form(Enum):
    """What stands for the paper: itself, a link to it, or a record of where it is kept."""

    PAPER = "berkas"
    LINK = "tautan"
    CUSTODY = "simpanan"


@dataclass(frozen=True, slots=True)
class Said:
    """What a person says of a paper beyond its place and period; most papers need none of it."""

    title: str | None = None
    also_for: tuple[str, ...] = ()
    pages: tuple[tuple[str, PageRange], ...] = ()
    received: date | None = None
    access: Access | None = None
    reason: str | None = None
    nihil: bool = False


@dataclass(frozen=True, slots=True)
class Custody:
    """Where a paper that stays in the office is kept, and who has looked."""

    number: str
    on: date
    keeper: str
    checked: date


@dataclass(frozen=True, slots=True)
class Wish:
    """One paper on its way: what it is called now, what it holds, what it proves, and when.

    `content` is None for a link (`url`) and a custody record; `twin` is its redacted copy and the
    ending of that.
    """

    name: str
    document: str
    period: Period
    content: bytes | None = None
    said: Said = Said()
    form: Form = Form.PAPER
    url: str | None = None
    accessed: date | None = None
    custody: Custody | None = None
    twin: tuple[bytes, str] | None = None


@dataclass(frozen=True, slots=True)
class Placement:
    """The files that would be written (path below the root → content), and the item they make."""

    item: EvidenceItem
    files: tuple[tuple[str, bytes], ...]
    access: Access
    notes: tuple[str, ...] = field(default=())

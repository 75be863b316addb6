"""What an evaluator says to one question, and what of it is to be told before it is written."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Judged:
    """One answer: of a criterion or a hasil value, with the cell where it was read.

    `seen` are the digests that the sheet carries; None where it carries none. `counts` are those of a
    percentage question.
    """

    key: str
    value: str | None = None
    counts: Mapping[str, int] = field(default_factory=dict)
    note: str | None = None
    seen: tuple[str, ...] | None = None
    cell: str = ""


class About(StrEnum):
    """What a problem or a remark is about; the value is its name in JSON."""

    UNKNOWN = "kriteria-tidak-dikenal"
    STRANGE = "di-luar-skala"
    TWICE = "ganda"
    BARE_NOTE = "catatan-tanpa-nilai"
    LONG_NOTE = "catatan-terlalu-panjang"
    CHANGED = "bukti-berubah"
    NEW = "bukti-baru"
    UNSEEN = "tanpa-sidik"
    WAIVED = "tidak-berlaku"
    NO_RESULT = "hasil-belum-ada"
    SAME = "sudah-tercatat"
    COLUMN = "kolom"
    INTERPRETED = "ditafsirkan"


@dataclass(frozen=True, slots=True)
class Remark:
    """Something to be told; `refused` when an answer is not recorded because of it."""

    about: About
    message: str
    cell: str = ""
    key: str = ""
    refused: bool = False


@dataclass(frozen=True, slots=True)
class Read:
    """What a sheet says: answers in its order, remarks, and the rubric and day that it states."""

    judged: tuple[Judged, ...]
    remarks: tuple[Remark, ...]
    rubric: str | None = None
    day: str | None = None
    whole_lke: bool = False

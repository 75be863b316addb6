"""What an import found: answers with their cells, remarks, and where the workbook's numbers differ."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction

from zi_build.intake.lke.heads import Who

NAMES = {Who.UNIT: "unit", Who.TPI: "TPI", Who.TPN: "TPN"}


class About(StrEnum):
    """What a remark is about; the value is its name in JSON."""

    SHEET = "lembar"
    RUBRIC = "rubrik"
    UNPLACED = "tidak-ditempatkan"
    ABSENT = "tidak-ada-di-buku-kerja"
    EMPTY = "belum-diisi"
    STRANGE = "di-luar-skala"
    ERROR = "galat-rumus"
    UNCALCULATED = "rumus-tanpa-hasil"
    INTERPRETED = "ditafsirkan"
    ASTRAY = "kolom-lain"
    BY_POSITION = "menurut-urutan"
    WAIVED = "tidak-berlaku"
    TWICE = "ganda"
    HIDDEN = "tersembunyi"
    NOTE = "catatan"
    EVIDENCE = "bukti"
    TPI = "tpi"
    TPN = "tpn"
    KEPT = "dipertahankan"
    SCALE = "skala-diketik"


@dataclass(frozen=True, slots=True)
class Remark:
    """Something the reader of the report must know; `cell` and `text` are the workbook's own."""

    about: About
    message: str
    cell: str = ""
    text: str = ""
    key: str = ""


@dataclass(frozen=True, slots=True)
class Given:
    """One value that a workbook gives, ready for the answers file, with the cell it came from."""

    value: str
    cell: str


@dataclass(frozen=True, slots=True)
class Said:
    """What one voice says to one criterion or result; `waived` when it says that it does not apply.

    `refused` when a cell holds something that was not taken (and is listed): it is not empty.
    """

    answer: Given | None = None
    counts: Mapping[str, Given] = field(default_factory=dict)
    note: Given | None = None
    waived: Given | None = None
    refused: bool = False

    @property
    def says_something(self) -> bool:
        """Whether there is an answer; a note alone is none."""
        return self.answer is not None or bool(self.counts)

    @property
    def is_empty(self) -> bool:
        """Whether nobody put anything where the answer belongs."""
        return not self.says_something and self.waived is None and not self.refused


@dataclass(frozen=True, slots=True)
class Deviation:
    """A number of the workbook that is not what the regulation's arithmetic gives for its answers."""

    cell: str
    key: str
    what: str
    stated: str
    recomputed: Fraction | None
    reason: str


Answers = Mapping[tuple[str, Who], Said]


@dataclass(frozen=True)
class Found:
    """Everything that was read from one workbook under one rubric.

    `answers` are by criterion or result and voice; `placed` counts the questions that were found;
    `days` are the dates of evaluators' verdicts that the workbook states.
    """

    rubric: str
    guessed: str
    answers: Answers
    placed: int
    asked: int
    sheets: tuple[str, ...]
    remarks: tuple[Remark, ...]
    deviations: tuple[Deviation, ...]
    days: Mapping[Who, Given] = field(default_factory=dict)
    year: Given | None = None

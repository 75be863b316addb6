"""The history of an office's predicates: proposed, evaluated, awarded, withdrawn."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from zi_build.diagnostics import Place


class Happening(StrEnum):
    """What happened; the value is the word of `riwayat` in unit.yml."""

    PROPOSED = "diusulkan"
    TPI_RESULT = "hasil-tpi"
    TPN_RESULT = "hasil-tpn"
    AWARDED = "ditetapkan"
    WITHDRAWN = "dicabut"

    @property
    def label(self) -> str:
        """The event in the words of the site."""
        return {
            "diusulkan": "Diusulkan",
            "hasil-tpi": "Hasil evaluasi TPI",
            "hasil-tpn": "Hasil evaluasi TPN",
            "ditetapkan": "Ditetapkan",
            "dicabut": "Dicabut",
        }[self.value]

    @property
    def by_decree(self) -> bool:
        """Whether it happens by a decree, which is public."""
        return self in {Happening.AWARDED, Happening.WITHDRAWN}


@dataclass(frozen=True, slots=True)
class Event:
    """One entry of the history; `on` is None where only the year is known.

    `score` is the total that an evaluation gave, `proof` a file below the evidence folder.
    """

    place: Place
    happening: Happening
    predicate: str
    year: int
    on: date | None = None
    number: str | None = None
    score: str | None = None
    note: str | None = None
    proof: str | None = None

    @property
    def order(self) -> tuple[int, date, int]:
        """Sorts by time; what has a year only comes last within it, in the order of the stages."""
        stage = list(Happening).index(self.happening)
        return self.year, self.on or date(self.year, 12, 31), stage

    def known_on(self, day: date) -> bool:
        """Tell whether it had happened by a day."""
        return self.on <= day if self.on else self.year <= day.year

"""What a unit and its agency must show before the unit is proposed (PermenPANRB 5/2024, Tabel 5)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from zi_build.diagnostics import Place


class EntryInput(StrEnum):
    """What an answer to a requirement looks like; the value is the word of the data file."""

    CHOICE = "pilihan"
    NUMBER = "angka"
    PERCENT = "persen"
    YES = "ya"
    SINCE = "tanggal"
    COMPUTED = "hitungan"


@dataclass(frozen=True, slots=True)
class Requirement:
    """One requirement of the checklist.

    `options` are those of a choice, best first; `minimum` is predicate → kind of agency → the least
    that is asked (of `tanggal`: months until today); a predicate that is lacking does not ask it.
    `proof` says what shows it, `source` where it stands.
    """

    id: str
    group: str
    name: str
    input: EntryInput
    options: tuple[str, ...]
    minimum: Mapping[str, Mapping[str, str]]
    proof: str
    source: str
    criterion: str | None = None


@dataclass(frozen=True)
class Checklist:
    """The requirements, their groups in order, and what is said about them."""

    basis: str
    deadline: str
    exception: str
    groups: Mapping[str, str]
    requirements: tuple[Requirement, ...]


NO_CHECKLIST = Checklist("", "", "", {}, ())


@dataclass(frozen=True, slots=True)
class Given:
    """The office's answer to a requirement, as written in `syarat` of unit.yml."""

    id: str
    place: Place
    text: str
    on: date | None = None
    proof: str | None = None
    note: str | None = None


class EntryState(StrEnum):
    """Where a requirement stands; what nobody has shown is not a no."""

    MET = "met"
    NOT_MET = "not_met"
    NOT_PROVED = "not_proved"

    @property
    def label(self) -> str:
        """The state in the words of the site."""
        return {
            "met": "Terpenuhi",
            "not_met": "Belum terpenuhi",
            "not_proved": "Belum dibuktikan",
        }[self.value]


@dataclass(frozen=True, slots=True)
class EntryCheck:
    """One requirement for one predicate: what is asked, what there is, and why it stands so.

    `why` names no file; `proof` is one below the evidence folder.
    """

    requirement: Requirement
    predicate: str
    required: str
    reached: str | None
    state: EntryState
    why: str
    on: date | None = None
    proof: str | None = None
    note: str | None = None

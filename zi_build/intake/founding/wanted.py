"""What is to be made: for which office, which year, under which rubrics."""

from dataclasses import dataclass
from datetime import date

from zi_build.errors import UsageError
from zi_build.model.assessment import Assessment
from zi_build.model.catalogue import Catalogue
from zi_build.model.rubric import Rubric
from zi_build.model.text import legible
from zi_build.slots import Calendar

# A name stands in the head of every page; the longest official ones have some 150 letters.
LONGEST_NAME = 300


@dataclass(frozen=True, slots=True)
class Former:
    """The answers of an earlier year to one rubric: a memory, and the source of what goes on."""

    year: int
    assessment: Assessment


@dataclass(frozen=True)
class Wanted:
    """The order: `former` holds earlier answers by rubric id, `calendar` the days that do not count."""

    name: str
    year: int
    rubrics: tuple[Rubric, ...]
    catalogue: Catalogue
    calendar: Calendar
    former: dict[str, Former]

    @property
    def start(self) -> date:
        """The day on which the office began to build."""
        return self.calendar.start

    @property
    def folder(self) -> str:
        """The folder of the year, relative to the root of the workspace."""
        return f"evidence/{self.year}"


def name_of_office(said: str) -> str:
    """Return a name as one line, as it was meant.

    Raises UsageError when nothing is left of it, or when it is no name but a page.
    """
    name = " ".join(legible(said).split())
    if not any(letter.isalnum() for letter in name):
        raise UsageError("Nama kantor kosong. Tulis nama lengkapnya: --unit “Balai …”.")
    if len(name) > LONGEST_NAME:
        raise UsageError(
            f"Nama kantor terlalu panjang: {len(name)} huruf, paling banyak {LONGEST_NAME}. "
            "Tulis namanya saja; alamat dan instansi induk punya tempat sendiri di unit.yml."
        )
    return name

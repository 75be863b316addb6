"""The columns of a list of gaps, the same in every table that is made of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from zi_build.model.outcome import GapState

Row = Mapping[str, Any]
About = Mapping[str, Any]
HEADS = (
    "Area",
    "Penanggung jawab",
    "Kriteria",
    "Dokumen",
    "Nama",
    "Periode",
    "Jatuh tempo",
    "Keadaan",
    "Tambahan nilai",
    "Yang perlu dilakukan",
    "Folder atau berkas",
)


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the list, in the order of `HEADS`."""

    area: str
    owner: str
    criterion: str
    document: str
    name: str
    period: str
    due: date | None
    state: str
    effect: Fraction
    instruction: str
    where: str

    @property
    def cells(self) -> tuple[str | date | Fraction | None, ...]:
        """Return the values in order."""
        return (
            *(self.area, self.owner, self.criterion, self.document, self.name, self.period),
            *(self.due, self.state, self.effect, self.instruction, self.where),
        )


def entry_of(row: Row, about: About) -> Entry:
    """Return the line of one gap."""
    return Entry(
        area=f"{row['area']} {about['areas'].get(row['area'], '')}".strip(),
        owner=row["owner"],
        criterion=row["criterion"],
        document=row["document"] or "",
        name=row["name"],
        period=row["period_label"] or "",
        due=date.fromisoformat(row["due"]) if row["due"] else None,
        state=GapState(row["state"]).label,
        effect=Fraction(row["effect"]),
        instruction=row["instruction"],
        where=row["where"],
    )

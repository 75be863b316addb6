"""What evaluators remarked, and what became of what they recommended."""

from dataclasses import dataclass
from datetime import date

from zi_build.model.register import FollowUp


@dataclass(frozen=True, slots=True)
class Advice:
    """One recommendation; `state` is None when the office's register does not know it.

    `owner` is a position, `proof` what the register names as proof.
    """

    text: str
    state: FollowUp | None = None
    number: str | None = None
    owner: str | None = None
    due: date | None = None
    proof: str | None = None


@dataclass(frozen=True, slots=True)
class Remarks:
    """What one evaluator remarked on one criterion (or, from the register alone, on an area).

    `who` is `TPI`, `TPN`, or who gave the recommendation according to the register; `registered` ones
    stand in the office's register alone, and in no answer.
    """

    who: str
    area: str | None
    criterion: str | None
    note: str | None = None
    on: date | None = None
    report: str | None = None
    findings: tuple[str, ...] = ()
    advice: tuple[Advice, ...] = ()
    registered: bool = False

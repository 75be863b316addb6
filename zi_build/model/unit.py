"""The office itself: who it is, how to reach it, who is in charge of each area."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from zi_build.model.entry import Given
from zi_build.model.history import Event

AGENCIES = ("kementerian-lembaga", "pemerintah-daerah")


@dataclass(frozen=True, slots=True)
class Channel:
    """A way for the public to reach the office or to complain."""

    name: str
    value: str
    url: str | None = None
    purpose: str | None = None


@dataclass(frozen=True, slots=True)
class Team:
    """The working group of one area; `lead` is a position, not a person."""

    name: str
    lead: str | None = None
    email: str | None = None


@dataclass(frozen=True, slots=True)
class Display:
    """What the office lets the public see beyond the default."""

    narrative: bool = False
    evaluator_notes: bool = False
    findings: bool = False
    held_warning: bool = False


@dataclass(frozen=True, slots=True)
class Proposal:
    """What PortalRB asks of a unit: its id there, and for which predicate it is proposed, if any."""

    id: str
    predicate: str | None = None
    affirmed: bool = False


@dataclass(frozen=True)
class Unit:
    """`evidence/unit.yml`; every field has a default so that a workspace of two files works.

    `unsur_weight` is what one of the nine unsur weighs in a SKM (1/9; many tools use 0.11).
    """

    name: str = "Unit kerja"
    short: str = ""
    parent: str = ""
    address: str = ""
    city: str | None = None
    hours: str = ""
    time_zone: str = "Asia/Jakarta"
    start: date | None = None
    as_of: date | None = None
    rubric: str | None = None
    channels: tuple[Channel, ...] = ()
    officers: Mapping[str, str] = field(default_factory=dict)
    teams: Mapping[str, Team] = field(default_factory=dict)
    holidays: tuple[date, ...] = ()
    display: Display = field(default_factory=Display)
    site: str | None = None
    portalrb: Proposal | None = None
    sample: bool = False
    agency: str = AGENCIES[0]
    history: tuple[Event, ...] = ()
    given: Mapping[str, Given] = field(default_factory=dict)
    unsur_weight: Fraction = Fraction(1, 9)

    def in_charge(self, area: str, *, lead: bool) -> str:
        """Return the team of an area, with the coordinator's position where `lead` is asked for."""
        team = self.teams.get(area)
        if team is None:
            return f"Tim area {area}"
        return f"{team.name} ({team.lead})" if lead and team.lead else team.name

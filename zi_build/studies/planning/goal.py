"""The goal of a plan: which conditions are to be met, and which of them papers can move."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from zi_build.errors import UsageError
from zi_build.model.assessment import Voice
from zi_build.model.outcome import Condition
from zi_build.model.reading import number
from zi_build.model.result import Build

ZERO = Fraction(0)
AREA = "area."
# Sums that papers move; every other condition is a hasil value or a predicate held.
MOVED = ("total", "pengungkit")


@dataclass(frozen=True)
class Goal:
    """What is to be reached, in the supported voice, under the name that the user gave it.

    `area` limits the plan to one area. `rise` are the points that the hasil component is taken to gain:
    the least with which the conditions on it are met, for without them the goal is not reached anyway.
    """

    name: str
    predicate: str | None
    area: str | None
    conditions: tuple[Condition, ...]
    rise: Fraction = ZERO

    @property
    def by_papers(self) -> tuple[Condition, ...]:
        """The conditions that papers move."""
        return tuple(one for one in self.conditions if one.id in MOVED or one.id.startswith(AREA))

    @property
    def otherwise(self) -> tuple[Condition, ...]:
        """The conditions that no paper of a criterion moves, and that are not met."""
        moved = {one.id for one in self.by_papers}
        return tuple(one for one in self.conditions if one.id not in moved and not one.met)

    def floors(self, areas: tuple[str, ...]) -> tuple[Fraction, ...]:
        """Return the points that each area must still gain."""
        lacking = {one.id: one.lacking for one in self.conditions}
        return tuple(lacking.get(f"{AREA}{area}", ZERO) for area in areas)

    @property
    def whole(self) -> Fraction:
        """The points that the areas together must still gain."""
        found = {one.id: one for one in self.conditions}
        needed = [ZERO]
        if "pengungkit" in found:
            needed.append(found["pengungkit"].lacking)
        if "total" in found:
            needed.append(found["total"].lacking - self.rise)
        return max(needed)


def goal_of(built: Build, wanted: str | None, area: str | None) -> Goal:
    """Return the goal that a user named: a predicate, or a number of points.

    Without a name it is the first predicate that the office does not hold.
    Raises UsageError when there is no such predicate, area or number.
    """
    rubric = built.workspace.rubric
    areas = {one.id: one for one in rubric.areas}
    if area is not None and area not in areas:
        raise UsageError(f"Tidak ada area {area}; areanya {', '.join(areas)}.")
    predicate = _predicate(built, wanted)
    if predicate is None:
        return _numbered(built, wanted or "", area)
    conditions = built.verdicts[Voice.SUPPORTED][predicate].conditions
    if area is None:
        return Goal(predicate, predicate, None, conditions, _rise(built, conditions))
    own = tuple(one for one in conditions if one.id == f"{AREA}{area}")
    if not own:
        raise UsageError(
            f"Rubrik {rubric.id} tidak menetapkan nilai minimum area untuk {predicate}; "
            f"tulis angkanya, misalnya --target {_example(areas[area].weight)} --area {area}."
        )
    return Goal(predicate, predicate, area, own)


def _example(weight: Fraction) -> str:
    return str(int(weight * 3 / 4))


def _predicate(built: Build, wanted: str | None) -> str | None:
    known = built.workspace.rubric.thresholds
    if wanted is None:
        held = built.workspace.assessment.held
        return next((name for name in known if name not in held), list(known)[-1])
    return next((name for name in known if name.casefold() == wanted.strip().casefold()), None)


def _numbered(built: Build, wanted: str, area: str | None) -> Goal:
    rubric, card = built.workspace.rubric, built.scores[Voice.SUPPORTED]
    value = number(wanted)
    if value is None:
        names = ", ".join(rubric.thresholds)
        raise UsageError(f"“{wanted}” bukan target: tulis {names}, atau angka, misalnya 80.")
    if area is None:
        key, label, reached = "total", "Nilai total", card.total
        weights = [one.weight for one in rubric.areas] + [one.weight for one in rubric.results]
        top = sum(weights, ZERO)
    else:
        key, label, reached = f"{AREA}{area}", f"Area {area}", card.areas[area]
        top = next(one.weight for one in rubric.areas if one.id == area)
    if not 0 < value <= top:
        raise UsageError(
            f"Target {wanted} di luar rentang: {label.lower()} lebih dari 0 sampai {top}."
        )
    condition = Condition(key, label, Fraction(value), reached, top, "")
    return Goal(wanted.strip(), None, area, (condition,))


def _rise(built: Build, conditions: tuple[Condition, ...]) -> Fraction:
    """Return the least that hasil must gain for every condition on it and on its groups to hold."""
    rubric = built.workspace.rubric
    lacking: Mapping[str, Fraction] = {one.id: one.lacking for one in conditions}
    grown = {one.id: lacking.get(one.id, ZERO) for one in rubric.results}
    rise = sum((grown[one.id] for one in rubric.results if one.group is None), ZERO)
    for group in rubric.groups:
        own = sum((grown[one.id] for one in rubric.results if one.group == group), ZERO)
        rise += max(own, lacking.get(group, ZERO))
    return max(rise, lacking.get("hasil", ZERO))

"""`plan`: the fewest papers that reach a target, in order, and what no paper can give any more.

A paper is one slot of a document that decides an answer. The search is exact over these: no smaller set
reaches the target (`planning.fewest`). Only what the guideline asks for is proposed, never a rhythm closer
than that.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from fractions import Fraction
from functools import cached_property

from zi_build.build import build_from
from zi_build.errors import UsageError
from zi_build.gaps import example_name, folder_of
from zi_build.model.assessment import Voice
from zi_build.model.outcome import Condition, Gap
from zi_build.model.result import Build
from zi_build.model.workspace import Workspace
from zi_build.studies.answering import with_answers
from zi_build.studies.imagined import Days, Imagined, with_papers
from zi_build.studies.planning.goal import AREA, Goal, goal_of
from zi_build.studies.planning.ground import ZERO, Ground
from zi_build.studies.planning.limits import Bound, Limit, bound_of, limits_of
from zi_build.studies.planning.order import Batch, ordered
from zi_build.studies.planning.packages import Option, Package, packages_of
from zi_build.studies.planning.solve import everything, solve

YEARS_AHEAD = 1


class Means(StrEnum):
    """What a proposal asks for."""

    PAPERS = "papers"
    ANSWERS = "papers_and_answers"
    ALL = "all_papers"


@dataclass(frozen=True, slots=True)
class Step:
    """One batch of a proposal: `total` is the office's score after it, `closes` the conditions then met."""

    papers: tuple[Imagined, ...]
    answers: tuple[tuple[str, str], ...]
    effect: Fraction
    total: Fraction
    closes: tuple[str, ...]


@dataclass(frozen=True)
class Proposal:
    """Steps, and the result that a real build gives once all of them are done."""

    means: Means
    steps: tuple[Step, ...]
    after: Build
    conditions: tuple[Condition, ...]

    @property
    def papers(self) -> int:
        """How many papers."""
        return sum(len(step.papers) for step in self.steps)

    @property
    def answers(self) -> int:
        """How many answers to be raised."""
        return sum(len(step.answers) for step in self.steps)


@dataclass(frozen=True)
class Plan:
    """What was found: `now` is the office today, `ground` how it would stand on the day of the plan.

    `proposal` reaches every condition that papers move, or is the best that papers give; `further` is
    then the second proposal, with raised answers, where that helps.
    """

    goal: Goal
    now: Build
    ground: Ground
    proposal: Proposal | None
    further: Proposal | None
    bounds: tuple[Bound, ...]
    limits: tuple[Limit, ...]

    @property
    def days(self) -> Days:
        """Today, and the day of the plan."""
        return self.ground.days

    @property
    def judged(self) -> Build:
        """The result on the day of the plan if nothing new comes."""
        return self.ground.built

    def file_of(self, paper: Imagined) -> str:
        """Return where a paper belongs and under which name; `BB` and `HH` are its month and day."""
        document = self.judged.workspace.catalogue.documents[paper.document]
        folder = folder_of(self.ground.scoring, document, paper.slot.period)
        return f"{folder}{example_name(document, paper.slot, self.judged.workspace.as_of.year)}"

    def gap_of(self, paper: Imagined) -> Gap | None:
        """Return the gap that a paper closes; None for one that is not due yet."""
        return self._gaps.get((paper.document, str(paper.slot.period)))

    @cached_property
    def _gaps(self) -> Mapping[tuple[str, str], Gap]:
        return {(one.document, str(one.period)): one for one in self.judged.gaps if one.document}

    @property
    def reached(self) -> bool:
        """Whether every condition is met without anything new."""
        return all(one.met for one in self.goal.conditions)

    @property
    def unreachable(self) -> tuple[Condition, ...]:
        """The conditions that nothing meets any more this year, whatever papers and answers come."""
        best = {
            f"{AREA}{area}": max(bound.areas[area][1] for bound in self.bounds)
            for area in self.bounds[0].areas
        }
        hasil = self.judged.scores[Voice.SUPPORTED].components["hasil"] + self.goal.rise
        best["pengungkit"] = max(
            sum((b for _, b in one.areas.values()), ZERO) for one in self.bounds
        )
        best["total"] = best["pengungkit"] + hasil
        return tuple(one for one in self.goal.by_papers if best[one.id] < one.required)

    @property
    def closest(self) -> Condition | None:
        """The met condition with the smallest margin over what is required."""
        met = [one for one in self.goal.conditions if one.met and one.highest > 1]
        return min(met, key=lambda one: (one.reached - one.required) / one.highest, default=None)


def plan(
    workspace: Workspace,
    *,
    target: str | None = None,
    area: str | None = None,
    until: date | None = None,
    early: bool = False,
) -> Plan:
    """Return the fewest papers that reach a target, judged on the day of the workspace or on a later one.

    `early` counts papers that are not due yet as well.
    Raises UsageError when there is no such target or area, or the later day is not one.
    """
    days = Days(workspace.as_of, _later(workspace.as_of, until))
    now = build_from(workspace)
    judged = now if until is None else build_from(replace(workspace, as_of=days.judged))
    goal = goal_of(judged, target, area)
    ground = Ground(judged, days, early)
    packages = packages_of(ground)
    found = _found(ground, packages, goal)
    return Plan(
        goal=goal,
        now=now,
        ground=ground,
        proposal=found[0],
        further=found[1],
        bounds=tuple(_bounds(workspace, ground)),
        limits=limits_of(ground),
    )


def _later(today: date, until: date | None) -> date:
    if until is None:
        return today
    if until < today:
        raise UsageError(
            f"--hingga {until} sebelum tanggal penilaian {today}; pilih hari itu atau sesudahnya."
        )
    if until.year > today.year + YEARS_AHEAD:
        raise UsageError(f"--hingga paling jauh 31 Desember {today.year + YEARS_AHEAD}.")
    return until


def _found(
    ground: Ground, packages: tuple[Package, ...], goal: Goal
) -> tuple[Proposal | None, Proposal | None]:
    """Return the proposal, and the second one where papers alone do not suffice."""
    areas = tuple(one.id for one in ground.built.workspace.rubric.areas)
    floors = goal.floors(areas)
    if not any(floors) and goal.whole <= 0:
        return None, None
    chosen = solve(packages, areas, floors, goal.whole, raising=False)
    if chosen is not None:
        return _proposal(ground, goal, packages, chosen, Means.PAPERS), None
    raised = solve(packages, areas, floors, goal.whole, raising=True)
    best = everything(packages, (goal.area,) if goal.area else areas)
    return (
        _proposal(ground, goal, packages, best, Means.ALL),
        None if raised is None else _proposal(ground, goal, packages, raised, Means.ANSWERS),
    )


def _proposal(
    ground: Ground, goal: Goal, packages: Sequence[Package], chosen: Sequence[Option], means: Means
) -> Proposal:
    batches = ordered(packages, chosen)
    papers = [one.item for batch in batches for one in batch.papers]
    answers = dict(answer for batch in batches for answer in batch.answers)
    workspace = with_answers(ground.built.workspace, answers)
    after = build_from(with_papers(workspace, papers))
    wanted = {one.id: one for one in goal.conditions}
    reached = _reached(after)
    return Proposal(
        means=means,
        steps=tuple(_steps(ground.built, goal, batches)),
        after=after,
        conditions=tuple(
            replace(one, reached=reached.get(name, one.reached)) for name, one in wanted.items()
        ),
    )


def _reached(built: Build) -> Mapping[str, Fraction]:
    card = built.scores[Voice.SUPPORTED]
    return {
        "total": card.total,
        **card.components,
        **{f"{AREA}{area}": points for area, points in card.areas.items()},
    }


def _steps(built: Build, goal: Goal, batches: Sequence[Batch]) -> Iterator[Step]:
    """Yield the batches with what has come together after each of them."""
    card = built.scores[Voice.SUPPORTED]
    gained: dict[str, Fraction] = {}
    still = [one for one in goal.by_papers if not one.met]
    for batch in batches:
        for area, gain in batch.gains:
            gained[area] = gained.get(area, ZERO) + gain
        whole = sum(gained.values(), ZERO)
        closed = []
        for one in still:
            more = gained.get(one.id.removeprefix(AREA), ZERO) if AREA in one.id else whole
            rise = goal.rise if one.id == "total" else ZERO
            if one.reached + more + rise >= one.required:
                closed.append(one.id)
        still = [one for one in still if one.id not in closed]
        total = card.total + whole
        yield Step(batch.papers, batch.answers, batch.effect, total, tuple(closed))


def _bounds(workspace: Workspace, ground: Ground) -> Iterator[Bound]:
    """Yield the most that can be had on the day of the plan, and at the end of its year."""
    yield bound_of(ground)
    last = date(ground.days.judged.year, 12, 31)
    if ground.days.judged < last:
        built = build_from(replace(workspace, as_of=last))
        yield bound_of(Ground(built, Days(ground.days.today, last)))

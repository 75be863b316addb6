"""The ratchet: what is worse than the state that was published last.

Both states are judged on the day of the older one. Due dates pass without commits, and what the
calendar takes is nobody's fault: only what files have changed counts.
"""

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from zi_build.errors import UsageError
from zi_build.export.diagnostics.listing import ERROR, identity

FORMAT = 1
# How bad it is that something is lacking; a state that is not named is the worst. A broken file that
# is taken away changes nothing: it did not count before either.
RANKS = {"not_due": 0, "late": 1, "unanswered": 2}
WORST = 3


@dataclass(frozen=True, slots=True)
class State:
    """What must not become worse, of one day of judgement and one rubric.

    `errors` and `warnings` count diagnostics by identity (a digest: no path and no name is in it),
    `gaps` is
    document and period → state, `scores` are those that evidence supports (`total`, `area.1` …) as
    decimal text, `conditions` the ones that are met, as `WBK total`.
    """

    program: str
    rubric: str
    as_of: str
    errors: Mapping[str, int]
    warnings: Mapping[str, int]
    gaps: Mapping[str, str]
    held: int
    due: int
    scores: Mapping[str, str]
    conditions: frozenset[str]

    def to_text(self) -> str:
        """Return the state as JSON, sorted."""
        told = {
            "format": FORMAT,
            "program": self.program,
            "rubric": self.rubric,
            "as_of": self.as_of,
            "errors": dict(self.errors),
            "warnings": dict(self.warnings),
            "gaps": dict(self.gaps),
            "completeness": {"held": self.held, "due": self.due},
            "scores": dict(self.scores),
            "conditions": sorted(self.conditions),
        }
        return json.dumps(told, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that is worse or better: `kind` is gap, completeness, score or condition."""

    kind: str
    about: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """What became of a state.

    `calendar` counts what is owed today and was not due on the day of the state, `comparable` is
    false when the rubric is another: then only errors are compared. `program` is the version of now.
    """

    before: State
    worse: tuple[Change, ...]
    better: tuple[Change, ...]
    same_gaps: int
    mended: int
    calendar: int
    comparable: bool
    program: str


def state_of(reports: Mapping[str, Any], program: str) -> State:
    """Return the state of a result, from its projections `check`, `score` and `gaps`."""
    score = reports["score"]
    card = score["scores"]["supported"]
    areas = {f"area.{area}": points for area, points in card["areas"].items()}
    return State(
        program=program,
        rubric=score["rubric"],
        as_of=score["as_of"],
        errors=Counter(identity(row) for row in reports["check"] if row["severity"] == ERROR),
        warnings=Counter(identity(row) for row in reports["check"] if row["severity"] != ERROR),
        gaps={_gap(gap): gap["state"] for gap in reports["gaps"]},
        held=score["completeness"]["held"],
        due=score["completeness"]["due"],
        scores={"total": card["total"], **areas},
        conditions=frozenset(
            f"{predicate} {condition['id']}"
            for predicate, verdict in score["verdict"].items()
            if predicate != "voice"
            for condition in verdict["conditions"]
            if condition["met"]
        ),
    )


def _gap(gap: Mapping[str, Any]) -> str:
    about = gap["document"] or f"jawaban {gap['criterion']}"
    return f"{about} {gap['period']}" if gap["period"] else str(about)


def state_from(text: str) -> State:
    """Return the state that was written.

    Raises UsageError when the text is none, or one that a newer program has written.
    """
    try:
        told = json.loads(text)
        if told["format"] != FORMAT:
            raise UsageError(f"bentuknya “{told['format']}”, yang dikenal {FORMAT}")
        share = told["completeness"]
        return State(
            program=str(told["program"]),
            rubric=str(told["rubric"]),
            as_of=str(told["as_of"]),
            errors={str(name): int(count) for name, count in told["errors"].items()},
            warnings={str(name): int(count) for name, count in told["warnings"].items()},
            gaps={str(name): str(state) for name, state in told["gaps"].items()},
            held=int(share["held"]),
            due=int(share["due"]),
            scores={str(name): str(Decimal(points)) for name, points in told["scores"].items()},
            conditions=frozenset(map(str, told["conditions"])),
        )
    except (ValueError, KeyError, TypeError, AttributeError, InvalidOperation) as error:
        raise UsageError("isinya bukan catatan keadaan yang utuh") from error


def compare(before: State, same_day: State, today: State) -> Comparison:
    """Compare a state with that of now, judged on its day (`same_day`) and on ours (`today`).

    Errors are those of today: files that are wrong are wrong on any day.
    """
    comparable = before.rubric == same_day.rubric
    changes = list(_changes(before, same_day)) if comparable else []
    mended = Counter(before.errors) - Counter(today.errors)
    return Comparison(
        before=before,
        worse=tuple(change for change, worse in changes if worse),
        better=tuple(change for change, worse in changes if not worse),
        same_gaps=len(before.gaps.keys() & same_day.gaps.keys()) if comparable else 0,
        mended=mended.total(),
        calendar=len(today.gaps.keys() - same_day.gaps.keys()),
        comparable=comparable,
        program=today.program,
    )


def _changes(before: State, now: State) -> Iterator[tuple[Change, bool]]:
    """Yield each change, and whether it is for the worse."""
    for name in sorted(before.gaps.keys() | now.gaps.keys()):
        old, new = before.gaps.get(name, ""), now.gaps.get(name, "")
        if _rank(old) != _rank(new):
            yield Change("gap", name, old, new), _rank(new) > _rank(old)
    share = now.held * before.due - before.held * now.due
    if share:
        told = (f"{before.held}/{before.due}", f"{now.held}/{now.due}")
        yield Change("completeness", "", *told), share < 0
    for name in sorted(before.scores.keys() & now.scores.keys()):
        points, were = Decimal(now.scores[name]), Decimal(before.scores[name])
        if points != were:
            told = (before.scores[name], now.scores[name])
            yield Change("score", name, *told), points < were
    for name in sorted(before.conditions ^ now.conditions):
        met = name in now.conditions
        yield Change("condition", name, str(not met), str(met)), not met


def _rank(state: str) -> int:
    return RANKS.get(state, WORST) if state else -1

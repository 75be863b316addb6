"""The outline of the LKE: what stands on which line, and which lines a line is made of.

The numbering is that of the forms (PermenPANRB 52/2014 p. 26-43; 90/2021 Lampiran III p. 66-87):
with parts A, I, 1, i, a; without them A, I, 1, a.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from fractions import Fraction

from zi_build.model.form import Kind
from zi_build.model.rubric import Area, CountInput, Criterion, Indicator, Result, Rubric

ZERO = Fraction(0)
DASH = "–"


@dataclass(frozen=True, slots=True)
class Line:
    """One line; `parts` are the lines whose values make its own, by their index in the outline.

    `code` names it for programs and staff: the id of a criterion, indicator, part, group or result;
    a count is `<criterion>/<key>`.
    """

    kind: Kind
    number: str
    code: str
    text: str
    depth: int = 0
    weight: Fraction | None = None
    parts: tuple[int, ...] = ()
    criterion: Criterion | None = None
    count: CountInput | None = None
    result: Result | None = None
    area: str | None = None


@dataclass(frozen=True, slots=True)
class Outline:
    """All lines from top to bottom."""

    lines: tuple[Line, ...]

    def of_code(self, code: str) -> int:
        """Return the index of the line of a code."""
        return next(at for at, line in enumerate(self.lines) if line.code == code)

    def of_area(self, area: str) -> tuple[int, ...]:
        """Return the lines of an area: one, or one in each part."""
        return tuple(at for at, line in enumerate(self.lines) if line.area == area)

    def counts_of(self, criterion: Criterion) -> dict[str, int]:
        """Return key → index of the counts of a percentage question."""
        return {
            line.count.key: at
            for at, line in enumerate(self.lines)
            if line.count and line.criterion is criterion
        }


@dataclass(frozen=True, slots=True)
class _Node:
    line: Line
    below: tuple["_Node", ...] = ()

    @property
    def weight(self) -> Fraction:
        """The line's own weight, or that of what is below it."""
        own = self.line.weight
        return sum((node.weight for node in self.below), ZERO) if own is None else own


def outline(rubric: Rubric) -> Outline:
    """Return the outline of a rubric."""
    lever = _Node(Line(Kind.COMPONENT, "A", "pengungkit", "PENGUNGKIT"), tuple(_levers(rubric)))
    outcome = _Node(Line(Kind.COMPONENT, "B", "hasil", "HASIL"), tuple(_outcomes(rubric)))
    lines: list[Line] = []
    first = _flatten(lever, 0, lines)
    lines.append(_total("total-pengungkit", "TOTAL PENGUNGKIT", (first,), lever.weight))
    second = _flatten(outcome, 0, lines)
    lines.append(_total("total-hasil", "TOTAL HASIL", (second,), outcome.weight))
    whole = lever.weight + outcome.weight
    lines.append(_total("total", "NILAI EVALUASI ZONA INTEGRITAS", (first, second), whole))
    return Outline(tuple(lines))


def _total(code: str, name: str, parts: tuple[int, ...], weight: Fraction) -> Line:
    return Line(Kind.TOTAL, "", code, name, weight=weight, parts=parts)


def _flatten(node: _Node, depth: int, lines: list[Line]) -> int:
    """Put a node and all below it on lines; the counts of a question are no parts of its value."""
    at = len(lines)
    lines.append(node.line)
    parts = tuple(_flatten(below, depth + 1, lines) for below in node.below)
    asked = node.line.kind in {Kind.QUESTION, Kind.COUNT}
    lines[at] = replace(
        node.line,
        depth=depth,
        parts=() if asked else parts,
        weight=None if asked else node.weight,
    )
    return at


def _levers(rubric: Rubric) -> Iterable[_Node]:
    """Return the areas, below their part where the rubric has parts."""
    if not rubric.parts:
        return _areas(rubric.areas, None)
    return [
        _Node(Line(Kind.PART, roman(at), part, name.upper()), tuple(_areas(rubric.areas, part)))
        for at, (part, name) in enumerate(rubric.parts.items(), 1)
    ]


def _areas(areas: tuple[Area, ...], part: str | None) -> Iterable[_Node]:
    for at, area in enumerate(areas, 1):
        indicators = [one for one in area.indicators if one.part == part]
        number, code = (str(at), f"{part[0].upper()}{area.id}") if part else (roman(at), area.id)
        line = Line(Kind.AREA, number, code, area.name.upper(), area=area.id)
        if indicators:
            yield _Node(
                line, tuple(_indicator(at, one, part) for at, one in enumerate(indicators, 1))
            )


def _indicator(at: int, indicator: Indicator, part: str | None) -> _Node:
    number = roman(at).lower() if part else str(at)
    return _Node(
        Line(Kind.INDICATOR, number, indicator.id, indicator.name, weight=indicator.weight),
        tuple(_question(one) for one in indicator.criteria),
    )


def _question(criterion: Criterion) -> _Node:
    letter = criterion.id.rpartition(".")[2]
    counts = criterion.counts.inputs.values() if criterion.counts else ()
    return _Node(
        Line(Kind.QUESTION, letter, criterion.id, criterion.question, criterion=criterion),
        tuple(
            _Node(
                Line(
                    Kind.COUNT,
                    DASH,
                    f"{criterion.id}/{one.key}",
                    one.label,
                    criterion=criterion,
                    count=one,
                )
            )
            for one in counts
        ),
    )


def _outcomes(rubric: Rubric) -> Iterable[_Node]:
    """Return the results below their groups, then those of no group."""
    for at, (group, name) in enumerate(rubric.groups.items(), 1):
        found = [result for result in rubric.results if result.group == group]
        below = (_result(chr(ord("a") + at), one) for at, one in enumerate(found))
        yield _Node(Line(Kind.GROUP, roman(at), group, name.upper()), tuple(below))
    yield from (_result(DASH, one) for one in rubric.results if one.group is None)


def _result(number: str, result: Result) -> _Node:
    return _Node(
        Line(Kind.RESULT, number, result.id, result.name, weight=result.weight, result=result)
    )


def roman(number: int) -> str:
    """Return a small number in Roman figures.

    >>> roman(4), roman(6)
    ('IV', 'VI')
    """
    text = ""
    for value, figure in ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")):
        text += figure * (number // value)
        number %= value
    return text

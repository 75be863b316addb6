"""Which line of the form each row of a sheet is: the best way through the outline, over all rows."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

from zi_build.intake.lke.lines import DASH, Line
from zi_build.intake.lke.outline import Node, Outline
from zi_build.model.form import Kind

# A row is placed when what speaks for it exceeds this; below, it is listed as not placed.
THRESHOLD = 0.32
# What it costs to pass over a question, over a heading, to leave the order of the form, or to go
# through another table; leaving the order costs the same however far it leads.
SKIP, SKIP_HEADING, JUMP = 0.05, 0.004, 0.30
# What speaks for a row that carries the id of a question.
CODED = 0.7
# What speaks for a row that follows the very line before it in the form.
NEXT = 0.06
POSITION_ONLY = 0.15
# Words that are this like to some line of the form need no other; others must be so far from it.
CLEAR, FAR = 0.35, 0.3
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii")
_NEAR_SCALES = frozenset({("PERSEN", "NILAI"), ("NILAI", "PERSEN"), ("JUMLAH", ""), ("", "JUMLAH")})


@dataclass(frozen=True, slots=True)
class Placed:
    """A row that was found to be a line of the form; `similar` is the likeness of the words alone."""

    line: Line
    node: Node
    strength: float
    similar: float

    @property
    def by_position(self) -> bool:
        """Whether only the order of the form, its letter and its scale speak for it."""
        return self.node.kind.answered and self.similar < POSITION_ONLY


@dataclass(frozen=True, slots=True)
class Alignment:
    """The rows of one sheet that were placed, and those that were not."""

    placed: tuple[Placed, ...]
    rest: tuple[Line, ...]

    @property
    def strength(self) -> float:
        """How well the sheet fits, in all."""
        return sum(one.strength - THRESHOLD for one in self.placed)


def align(lines: Sequence[Line], outline: Outline) -> Alignment:
    """Place the rows of one sheet on the lines of a form.

    The way through the outline with the greatest sum is taken (Viterbi's algorithm): each row may be
    the next line, a later one, or none; order is kept unless a better way jumps.
    """
    ways = _Ways(outline.nodes)
    strengths = [dict(_strengths(line, outline)) for line in lines]
    steps = [ways.step(strong) for strong in strengths]
    return _read_back(lines, outline.nodes, strengths, steps, ways.top)


class _Ways:
    """The best sum of a way that ends on each line of the form, after the rows so far."""

    def __init__(self, nodes: Sequence[Node]) -> None:
        steps_over = (SKIP if node.kind.answered else SKIP_HEADING for node in nodes)
        self.cost = [0.0, *accumulate(steps_over)]
        self.best: dict[int, float] = {}
        self.top: int | None = None
        # Ends from which a later line may be reached best, in order: each further on than those
        # before it, and better even if they went on to there. `worth` has no cost of going on.
        self.ends: list[int] = []
        self.worth: list[float] = []

    def step(self, strong: Mapping[int, tuple[float, float]]) -> dict[int, int | None]:
        """Go on by one row; return of each line that it may be from which line the way came."""
        came: dict[int, int | None] = {}
        gained: dict[int, float] = {}
        for number in sorted(strong):
            start, before = self._before(number)
            end = before + strong[number][0] - THRESHOLD
            if number not in self.best or end > self.best[number]:
                gained[number], came[number] = end, start
        for number, end in gained.items():
            self._take(number, end)
        return came

    def _before(self, number: int) -> tuple[int | None, float]:
        """Return the best way to a line: begin there, jump, pass over others, or just go on."""
        best = self.best
        if self.top is None:
            return None, 0.0
        start, before = None, -JUMP
        if best[self.top] - JUMP > before:
            start, before = self.top, best[self.top] - JUMP
        at = bisect_left(self.ends, number) - 1
        if at >= 0 and self.worth[at] - self.cost[number] >= before:
            start, before = self.ends[at], self.worth[at] - self.cost[number]
        if number - 1 in best and best[number - 1] + NEXT >= before:
            start, before = number - 1, best[number - 1] + NEXT
        return start, before

    def _take(self, number: int, end: float) -> None:
        """Note a better way to a line, and drop the ends that are none any more beside it."""
        self.best[number] = end
        if self.top is None or end > self.best[self.top]:
            self.top = number
        worth, at = end + self.cost[number + 1], bisect_left(self.ends, number)
        if at and self.worth[at - 1] >= worth:
            return
        last = bisect_right(self.worth, worth, lo=at)
        self.ends[at:last], self.worth[at:last] = [number], [worth]


def _read_back(
    lines: Sequence[Line],
    nodes: Sequence[Node],
    strengths: Sequence[Mapping[int, tuple[float, float]]],
    steps: Sequence[Mapping[int, int | None]],
    end: int | None,
) -> Alignment:
    """Follow the best way back from its end."""
    placed: list[Placed] = []
    rest: list[Line] = []
    number = end
    for place in range(len(lines) - 1, -1, -1):
        if number is not None and number in steps[place]:
            strength, similar = strengths[place][number]
            placed.append(Placed(lines[place], nodes[number], strength, similar))
            number = steps[place][number]
        else:
            rest.append(lines[place])
    return Alignment(tuple(reversed(placed)), tuple(reversed(rest)))


def _strengths(line: Line, outline: Outline) -> Iterator[tuple[int, tuple[float, float]]]:
    """Yield line of the form → (what speaks for this row being it, likeness of words)."""
    similar = outline.index.similar(line.text)
    if line.explanation:
        told = outline.index.similar(line.explanation)
        similar = {
            number: 0.7 * share + 0.3 * max(share, told.get(number, 0.0))
            if outline.nodes[number].kind.answered
            else share
            for number, share in similar.items()
        }
    asks = line.asks
    clear = max(similar.values(), default=0.0)
    for number in _candidates(line, outline, similar, clear):
        node, share = outline.nodes[number], similar.get(number, 0.0)
        if node.kind.answered:
            coded = CODED if node.key in line.codes else 0.0
            strength = share + coded + _asked(line, node, asks=asks)
        elif asks and line.scale:
            continue
        else:
            strength = share + _headed(line, node) - (0.25 if asks else 0.0)
        if strength > THRESHOLD / 2:
            yield number, (strength, share)


def _candidates(
    line: Line, outline: Outline, similar: Mapping[int, float], clear: float
) -> Iterable[int]:
    """Return the lines of the form worth weighing: far less alike than the best are not.

    A row whose words say little may be any question of its scale.
    """
    near = [number for number, share in similar.items() if share >= clear * FAR]
    coded = [outline.by_key[code] for code in line.codes if code in outline.by_key]
    if clear >= CLEAR or not line.scale:
        return dict.fromkeys((*near, *coded))
    same = (n for n, node in enumerate(outline.nodes) if node.scale == line.scale)
    return dict.fromkeys((*near, *coded, *same))


def _asked(line: Line, node: Node, *, asks: bool) -> float:
    """Weigh scale and letter of a row against those of a question, a count, or a result."""
    weight = 0.0 if asks else -0.2
    if line.scale:
        alike = line.scale == node.scale
        near = (line.scale, node.scale) in _NEAR_SCALES
        weight += 0.18 if alike else (0.0 if near else -0.3)
    elif node.scale == "JUMLAH":
        weight += 0.05
    if node.kind is Kind.RESULT and line.weight is not None and node.weight is not None:
        weight += 0.08 if line.weight == node.weight else -0.08
    if line.marker and node.letter and line.marker != DASH and not line.marker.isdigit():
        weight += 0.1 if line.marker == node.letter else -0.06
    elif line.marker == DASH:
        weight += 0.08 if node.kind is Kind.COUNT else 0.0
    return weight


def _headed(line: Line, node: Node) -> float:
    """Weigh weight and marker of a row against those of a heading."""
    weight = 0.0
    if line.weight is not None and node.weight is not None:
        weight += 0.15 if line.weight == node.weight else -0.05
    if node.kind in {Kind.INDICATOR, Kind.AREA} and line.marker:
        last = int(node.letter.rpartition(".")[2])
        weight += 0.1 if line.marker in {str(last), _ROMAN[last - 1]} else -0.05
    return weight

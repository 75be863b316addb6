"""Which line of the form each row of a sheet is: the best way through the outline, over all rows."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

from zi_build.intake.lines import DASH, Line
from zi_build.intake.outline import ASKED, Kind, Node, Outline

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
        return self.node.kind in ASKED and self.similar < POSITION_ONLY


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
    nodes = outline.nodes
    steps_over = (SKIP if node.kind in ASKED else SKIP_HEADING for node in nodes)
    cost = [0.0, *accumulate(steps_over)]
    strengths = [dict(_strengths(line, outline)) for line in lines]
    best: dict[int, float] = {}
    steps = [_step(best, {n: s for n, (s, _) in strong.items()}, cost) for strong in strengths]
    return _read_back(lines, nodes, strengths, steps, best)


def _step(
    best: dict[int, float], strong: Mapping[int, float], cost: Sequence[float]
) -> dict[int, int | None]:
    """Go on by one row: update the best sum per last line, and return where each came from."""
    came: dict[int, int | None] = {}
    gained: dict[int, float] = {}
    top = max(best, key=lambda n: best[n], default=None)
    order = sorted(best)
    at, forward, running = 0, None, 0.0
    for number in sorted(strong):
        while at < len(order) and order[at] < number:
            value = best[order[at]] + cost[order[at] + 1]
            if forward is None or value > running:
                forward, running = order[at], value
            at += 1
        start, before = None, 0.0 if not best else -JUMP
        if top is not None and best[top] - JUMP > before:
            start, before = top, best[top] - JUMP
        if forward is not None and running - cost[number] >= before:
            start, before = forward, running - cost[number]
        if number - 1 in best and best[number - 1] + NEXT >= before:
            start, before = number - 1, best[number - 1] + NEXT
        sum_ = before + strong[number] - THRESHOLD
        if number not in best or sum_ > best[number]:
            gained[number], came[number] = sum_, start
    best.update(gained)
    return came


def _read_back(
    lines: Sequence[Line],
    nodes: Sequence[Node],
    strengths: Sequence[Mapping[int, tuple[float, float]]],
    steps: Sequence[Mapping[int, int | None]],
    best: Mapping[int, float],
) -> Alignment:
    """Follow the best way back from its end."""
    placed: list[Placed] = []
    rest: list[Line] = []
    number = max(best, key=lambda n: best[n], default=None)
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
        for number, share in outline.index.similar(line.explanation).items():
            if number in similar and outline.nodes[number].kind in ASKED:
                similar[number] = max(similar[number], 0.7 * similar[number] + 0.3 * share)
    asks = line.asks
    clear = max(similar.values(), default=0.0)
    for number in _candidates(line, outline, similar, clear):
        node, share = outline.nodes[number], similar.get(number, 0.0)
        if node.kind in ASKED:
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

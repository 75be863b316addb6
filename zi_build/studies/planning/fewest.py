"""The fewest papers for several lower bounds: an exact search over whole numbers.

Every group is a choice among offers, each with a cost and what it gains in every area. Areas have
floors of their own, and all areas together have one. Groups of a single area are folded into one line
for that area, cheapest first; the few groups that reach into several areas are tried one by one,
within the areas that they tie together. Nothing is rounded and nothing is guessed: dynamic
programming over (cost, points), of which only the pairs are kept that no other beats in both.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product


@dataclass(frozen=True, slots=True)
class Offer:
    """One way to treat a group: what it costs, and the points that it gains in each area."""

    cost: int
    gains: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Trail:
    """Which offers were taken: those of two trails, and (group, offer) pairs of its own."""

    before: "tuple[_Trail, ...]"
    taken: tuple[tuple[int, int], ...]


# Cost, points, and how they came about.
_Entry = tuple[int, int, _Trail]
_NOTHING: _Entry = (0, 0, _Trail((), ()))


def fewest(
    groups: Sequence[Sequence[Offer]], floors: Sequence[int], whole: int
) -> tuple[int, ...] | None:
    """Return the offer of each group at the least cost, or None where the floors cannot be reached.

    `floors` are the points that each area must gain, `whole` those of all areas together. At that cost
    it is a choice with the most points; among equals, the same one every time. The first offer of
    each group is the one that costs and gains nothing.
    """
    areas = range(len(floors))
    reach = [
        tuple(area for area in areas if any(offer.gains[area] for offer in group))
        for group in groups
    ]
    lines = {area: [_NOTHING] for area in areas}
    for number, group in enumerate(groups):
        if len(reach[number]) == 1:
            (area,) = reach[number]
            lines[area] = _folded(lines[area], number, group, area)
    found = [_NOTHING]
    for cluster in _clusters(reach, len(floors)):
        across = [n for n in range(len(groups)) if len(reach[n]) > 1 and reach[n][0] in cluster]
        tied = _tied(cluster, [(n, groups[n]) for n in across], lines, floors)
        found = _joined(found, tied)
    best = next((entry for entry in found if entry[1] >= whole), None)
    return None if best is None else _taken(best[2], len(groups))


def _front(entries: Iterable[_Entry]) -> list[_Entry]:
    """Keep what is not beaten: by cost, each with more points than everything cheaper."""
    kept: list[_Entry] = []
    for entry in sorted(entries, key=lambda entry: (entry[0], -entry[1])):
        if not kept or entry[1] > kept[-1][1]:
            kept.append(entry)
    return kept


def _folded(line: list[_Entry], number: int, group: Sequence[Offer], area: int) -> list[_Entry]:
    return _front(
        (cost + offer.cost, points + offer.gains[area], _Trail((trail,), ((number, index),)))
        for cost, points, trail in line
        for index, offer in enumerate(group)
    )


def _joined(one: list[_Entry], other: list[_Entry]) -> list[_Entry]:
    return _front(
        (cost + more, points + further, _Trail((trail, path), ()))
        for cost, points, trail in one
        for more, further, path in other
    )


def _clusters(reach: Sequence[tuple[int, ...]], areas: int) -> Iterator[tuple[int, ...]]:
    """Yield the areas that hang together by groups which reach into several, in order."""
    home = list(range(areas))
    for reached in reach:
        if len(reached) > 1:
            meeting = {home[area] for area in reached}
            home = [min(meeting) if place in meeting else place for place in home]
    for place in sorted(set(home)):
        yield tuple(area for area in range(areas) if home[area] == place)


def _tied(
    cluster: tuple[int, ...],
    across: list[tuple[int, Sequence[Offer]]],
    lines: dict[int, list[_Entry]],
    floors: Sequence[int],
) -> list[_Entry]:
    """Return what a cluster can cost and gain with each of its floors reached."""
    found: list[_Entry] = []
    for choice in product(*(range(len(group)) for _, group in across)):
        taken = [group[index] for (_, group), index in zip(across, choice, strict=True)]
        pairs = tuple((number, index) for (number, _), index in zip(across, choice, strict=True))
        start: _Entry = (sum(offer.cost for offer in taken), 0, _Trail((), pairs))
        sums = [start]
        for area in cluster:
            given = sum(offer.gains[area] for offer in taken)
            line = [
                (cost, points + given, path)
                for cost, points, path in lines[area]
                if points + given >= floors[area]
            ]
            sums = _joined(sums, line)
        found += sums
    return _front(found)


def _taken(trail: _Trail, groups: int) -> tuple[int, ...]:
    """Return the index of the offer of each group."""
    chosen = [0] * groups
    open_ = [trail]
    while open_:
        part = open_.pop()
        for group, index in part.taken:
            chosen[group] = index
        open_ += part.before
    return tuple(chosen)

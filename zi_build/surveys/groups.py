"""Groups of respondents that may be shown: none so small, or so left over, that it tells of persons."""

import re
from collections.abc import Iterable

from zi_build.model.survey import SMALL, Dimension, Group

AGES = "Kelompok umur"


def shown(dimension: Dimension) -> tuple[tuple[Group, ...], int, int]:
    """Return the groups that may be shown, how many respondents are not shown, and in how many groups.

    What is left when the shown groups are taken from the total must itself be no small group: else
    the smallest of the shown ones is withheld as well, and so on.
    """
    groups = sorted(dimension.groups, key=lambda group: (-group.respondents, group.label))
    hidden, count = dimension.folded, dimension.folded_groups
    while groups and 0 < hidden < SMALL:
        hidden += groups.pop().respondents
        count += 1
    if not groups or len(groups) + count == 1:  # one group is the whole, and tells nothing
        return (), 0, 0
    return tuple(groups), hidden, count


def visible(dimensions: Iterable[Dimension]) -> list[Dimension]:
    """Return the dimensions of which some groups may be shown, without the others."""
    found = []
    for dimension in dimensions:
        groups, hidden, count = shown(dimension)
        if groups:
            found.append(Dimension(dimension.name, groups, hidden, count))
    return found


def in_order(dimension: Dimension) -> tuple[Group, ...]:
    """Return the groups of ages from the youngest; those of other dimensions as they are."""
    if dimension.name != AGES:
        return dimension.groups
    return tuple(sorted(dimension.groups, key=lambda group: _age(group.label)))


def _age(label: str) -> tuple[bool, int, int]:
    """Return the place of an age group: its first number, and whether it lies below or above it."""
    words = label.casefold()
    found = re.search("[0-9]+", words)
    below = re.search(
        r"<|≤|\b(?:di ?bawah|kurang|hingga|sampai)\b", words[: found.start()] if found else ""
    )
    above = re.search(r">|≥|\+|\b(?:di ?atas|lebih|ke atas)\b", words)
    return found is None, int(found[0]) if found else 0, -1 if below else int(bool(above))

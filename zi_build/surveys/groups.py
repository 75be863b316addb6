"""Groups of respondents that may be shown: none so small, or so left over, that it tells of persons."""

from collections.abc import Iterable

from zi_build.model.survey import SMALL, Dimension, Group


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

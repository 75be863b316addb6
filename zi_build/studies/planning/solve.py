"""From packages to the fewest papers: the choices as whole numbers, and what was chosen."""

from collections.abc import Iterable, Sequence
from fractions import Fraction
from math import ceil, lcm

from zi_build.studies.planning.fewest import Offer, fewest
from zi_build.studies.planning.packages import Option, Package


def solve(
    packages: Sequence[Package],
    areas: tuple[str, ...],
    floors: tuple[Fraction, ...],
    whole: Fraction,
    *,
    raising: bool,
) -> tuple[Option, ...] | None:
    """Return the option of each package with the fewest papers that reach every floor; None if none do.

    With `raising`, answers may be raised too: as few as possible, and then as few papers as possible.
    Among as many papers those come first that need no event, and then the most points.
    """
    menus = [_menu(package.options(raising=raising), areas) for package in packages]
    # More than all the papers there are: one answer outweighs every paper, one paper every event.
    heavy = 1 + sum(max(len(option.papers) for option in menu) for menu in menus)
    gains = [[_by_area(option, areas) for option in menu] for menu in menus]
    scale = lcm(*(gain.denominator for menu in gains for one in menu for gain in one))
    groups = [
        [
            Offer(
                (option.cost[0] * heavy + option.cost[1]) * heavy + option.cost[2],
                tuple(int(gain * scale) for gain in gained),
            )
            for option, gained in zip(menu, gains_of, strict=True)
        ]
        for menu, gains_of in zip(menus, gains, strict=True)
    ]
    chosen = fewest(groups, [ceil(floor * scale) for floor in floors], ceil(whole * scale))
    if chosen is None:
        return None
    return tuple(menu[index] for menu, index in zip(menus, chosen, strict=True))


def everything(packages: Sequence[Package], areas: tuple[str, ...]) -> tuple[Option, ...]:
    """Return the option of each package that gains the most, with the fewest papers for that."""
    best = []
    for package in packages:
        menu = _menu(package.options(raising=False), areas)
        best.append(
            max(menu, key=lambda option: (sum(_by_area(option, areas)), -len(option.papers)))
        )
    return tuple(best)


def _menu(options: Iterable[Option], areas: tuple[str, ...]) -> list[Option]:
    """Keep the options that no other beats: nothing cheaper gains as much in every area."""
    cheapest: dict[tuple[Fraction, ...], Option] = {}
    for option in options:
        gained = _by_area(option, areas)
        if gained not in cheapest or option.cost < cheapest[gained].cost:
            cheapest[gained] = option
    kept: list[tuple[tuple[Fraction, ...], Option]] = []
    for gained, option in sorted(cheapest.items(), key=lambda pair: (pair[1].cost, -sum(pair[0]))):
        if not any(all(a >= b for a, b in zip(one, gained, strict=True)) for one, _ in kept):
            kept.append((gained, option))
    return [option for _, option in kept]


def _by_area(option: Option, areas: tuple[str, ...]) -> tuple[Fraction, ...]:
    return tuple(option.gains.get(area, Fraction(0)) for area in areas)

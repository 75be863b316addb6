"""Packages: the criteria that share papers, and what every choice of their papers would gain."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import chain, combinations, product
from typing import TypeVar

from zi_build.model.rubric import Criterion, FrequencyRule
from zi_build.studies.imagined import Imagined
from zi_build.studies.planning.ground import ZERO, Ground, Value
from zi_build.support import rhythm_periods

_T = TypeVar("_T")

# Up to so many lacking papers of one document every subset is tried, where that is necessary.
FEW = 6


@dataclass(frozen=True, slots=True)
class Option:
    """One choice: which papers come in, which answers are raised to what they carry, and the gain.

    `gains` are points by area, of the supported voice.
    """

    papers: tuple[Imagined, ...]
    raised: tuple[str, ...]
    gains: Mapping[str, Fraction]

    @property
    def total(self) -> Fraction:
        """The points gained in all areas."""
        return sum(self.gains.values(), ZERO)

    @property
    def cost(self) -> tuple[int, int, int]:
        """What it asks for, the worst first: raised answers, papers, papers that need an event."""
        return len(self.raised), len(self.papers), sum(one.event for one in self.papers)

    def within(self, other: "Option") -> bool:
        """Tell whether everything that this choice asks for is asked for by another too."""
        return set(self.papers) <= set(other.papers) and set(self.raised) <= set(other.raised)


@dataclass(frozen=True)
class Package:
    """Criteria that have to be looked at together, because papers serve several of them."""

    ground: Ground
    criteria: tuple[Criterion, ...]
    documents: tuple[str, ...]
    _known: dict[tuple[str, tuple[tuple[tuple[Imagined, ...], ...], ...]], Value] = field(
        default_factory=dict, compare=False, repr=False
    )

    def options(self, *, raising: bool) -> Iterator[Option]:
        """Yield every choice worth considering; `raising` lets answers be raised as well.

        The first one does nothing. A percentage is counted and not judged, so it is not raised.
        """
        choices = [choices_of(self.ground, name) for name in self.documents]
        for taken in product(*choices):
            papers = dict(zip(self.documents, taken, strict=True))
            values = {one.id: self._value(one, papers) for one in self.criteria}
            may = [
                one.id
                for one in self.criteria
                if values[one.id].carried > values[one.id].now and not one.scale.is_percentage
            ]
            for raised in _subsets(may) if raising else ((),):
                yield Option(tuple(chain(*taken)), raised, self._gains(values, raised))

    def answers(self, option: Option) -> Mapping[str, str]:
        """Return the raised answers of a choice: what the papers then carry."""
        papers = {
            name: tuple(one for one in option.papers if one.document == name)
            for name in self.documents
        }
        asked = {one.id: one for one in self.criteria}
        found = {name: self._value(asked[name], papers).option for name in option.raised}
        return {name: carried for name, carried in found.items() if carried is not None}

    def _value(self, criterion: Criterion, papers: Mapping[str, tuple[Imagined, ...]]) -> Value:
        """Return what a criterion is worth with some papers; the same papers are looked at once."""
        touching = {
            name: tuple(papers.get(one, ()) for one in self.ground.moving(name))
            for name in self.ground.deciding(criterion)
        }
        key = (criterion.id, tuple(touching.values()))
        if key not in self._known:
            statuses = {
                name: self.ground.status_with(name, papers)
                for name, coming in touching.items()
                if any(coming)
            }
            self._known[key] = self.ground.value(criterion, statuses)
        return self._known[key]

    def _gains(self, values: Mapping[str, Value], raised: tuple[str, ...]) -> dict[str, Fraction]:
        gains: dict[str, Fraction] = {}
        before = self.ground.values
        for criterion in self.criteria:
            value = values[criterion.id]
            worth = value.carried if criterion.id in raised else value.now
            gain = self.ground.weights[criterion.id] * (worth - before[criterion.id].now)
            if gain:
                gains[criterion.area] = gains.get(criterion.area, ZERO) + gain
        return gains


def packages_of(ground: Ground) -> tuple[Package, ...]:
    """Return the criteria of a ground in groups that share no paper, in the rubric's order."""
    home = {criterion.id: criterion.id for criterion in ground.criteria}
    touched: dict[str, list[str]] = {}
    for criterion in ground.criteria:
        for name in ground.deciding(criterion):
            for one in ground.moving(name):
                if one in ground.papers:
                    touched.setdefault(one, []).append(criterion.id)
    for together in touched.values():
        meeting = {home[name] for name in together}
        first = next(one.id for one in ground.criteria if home[one.id] in meeting)
        home = {name: home[first] if place in meeting else place for name, place in home.items()}
    return tuple(
        Package(
            ground,
            tuple(one for one in ground.criteria if home[one.id] == place),
            tuple(name for name, asking in touched.items() if home[asking[0]] == place),
        )
        for place in dict.fromkeys(home.values())
    )


def choices_of(ground: Ground, document: str) -> tuple[tuple[Imagined, ...], ...]:
    """Return the sets of lacking papers of a document among which the best choice always lies.

    Where a share decides, any paper is as good as another, so the first one, two, three … of them. Where
    a rhythm decides, the fewest that fill each rhythm, and further ones if a share looks at them too.
    Where it matters which ones they are (in time, within twelve months), every set; no instrument asks
    for so many of these that they have to be cut to the newest.
    """
    papers = ground.papers[document]
    on_time = ground.built.workspace.catalogue.documents[document].on_time
    asking = [one for one in ground.criteria if document in ground.deciding(one)]
    if on_time or any(one.yearly for one in asking):
        latest = sorted(papers, key=lambda one: one.slot.due, reverse=True)
        return tuple(_subsets(papers) if len(papers) <= FEW else _prefixes(tuple(latest)))
    starts: list[tuple[Imagined, ...]] = [()]
    for one in asking:
        if one.frequency:
            starts += _rhythms(ground, one.frequency, papers)
    if all(one.frequency for one in asking):
        return tuple(dict.fromkeys(starts))
    return tuple(
        dict.fromkeys(
            (*start, *more)
            for start in starts
            for more in _prefixes(tuple(one for one in papers if one not in start))
        )
    )


def _rhythms(
    ground: Ground, rule: FrequencyRule, papers: tuple[Imagined, ...]
) -> Iterator[tuple[Imagined, ...]]:
    """Yield, for each rhythm, the fewest papers that leave none of its periods empty."""
    held = [item.period for item in ground.built.statuses[rule.document].papers if item.period]
    for cadence, _ in rule.options:
        periods, every = rhythm_periods(ground.scoring, rule.document, cadence)
        chosen = []
        for period in periods:
            if not any(period.contains(one) for one in held):
                within = (
                    one for one in papers if one.slot.period and period.contains(one.slot.period)
                )
                chosen += [one for one in (next(within, None),) if one]
        yield tuple(chosen if every else chosen[:1])


def _prefixes(papers: tuple[Imagined, ...]) -> Iterator[tuple[Imagined, ...]]:
    return (papers[:count] for count in range(len(papers) + 1))


def _subsets(things: Sequence[_T]) -> Iterator[tuple[_T, ...]]:
    return chain.from_iterable(combinations(things, count) for count in range(len(things) + 1))

"""The order of a plan: what gains most for each paper comes first, so that stopping early is no loss."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from zi_build.studies.imagined import Imagined
from zi_build.studies.planning.packages import Option, Package


@dataclass(frozen=True, slots=True)
class Batch:
    """Papers and answers that count together: none of them gains anything without the others."""

    package: Package
    papers: tuple[Imagined, ...]
    answers: tuple[tuple[str, str], ...]
    gains: tuple[tuple[str, Fraction], ...]

    @property
    def effect(self) -> Fraction:
        """The points gained."""
        return sum((gain for _, gain in self.gains), Fraction(0))

    @property
    def ratio(self) -> Fraction:
        """The points gained for each paper or answer."""
        return self.effect / (len(self.papers) + len(self.answers))


def ordered(packages: Sequence[Package], chosen: Sequence[Option]) -> tuple[Batch, ...]:
    """Return what was chosen as batches, the most points for each paper first; ties as in the rubric."""
    batches = [
        batch
        for package, option in zip(packages, chosen, strict=True)
        for batch in _batches(package, option)
    ]
    return tuple(sorted(batches, key=lambda batch: -batch.ratio))


def _batches(package: Package, chosen: Option) -> Iterator[Batch]:
    """Yield the steps from nothing to a package's option, each the steepest that is left."""
    if not chosen.papers and not chosen.raised:
        return
    parts = [one for one in package.options(raising=bool(chosen.raised)) if one.within(chosen)]
    now, answers = parts[0], package.answers(chosen)
    while now.total < chosen.total:
        further = [one for one in parts if now.within(one) and one.total > now.total]
        best = min(further, key=lambda one: (-_slope(now, one), _count(one)))
        yield Batch(
            package,
            tuple(paper for paper in best.papers if paper not in now.papers),
            tuple((name, answers[name]) for name in best.raised if name not in now.raised),
            tuple(
                (area, gain - now.gains.get(area, Fraction(0))) for area, gain in best.gains.items()
            ),
        )
        now = best


def _slope(now: Option, then: Option) -> Fraction:
    return (then.total - now.total) / (_count(then) - _count(now))


def _count(option: Option) -> int:
    return len(option.papers) + len(option.raised)

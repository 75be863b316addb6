"""Which of the dates found is the paper's own: what a document is dated by decides."""

from collections.abc import Iterable
from dataclasses import replace

from zi_build.intake.adding.dates import Dated, Origin
from zi_build.model.catalogue import Cadence, RequiredDocument
from zi_build.model.period import Grain, Period

# Less is better; what stands in a name was written for this paper, a time stamp knows of the picture.
_STANDING = {
    Origin.NAME: 0,
    Origin.TITLE: 1,
    Origin.EVENT: 1,
    Origin.TEXT: 4,
    Origin.DEVICE: 5,
    Origin.NUMBER: 6,
}
_DOUBTED, _OTHER_GRAIN, _FAR_GRAIN = 2, 1, 3
_STATED = frozenset({Origin.NAME, Origin.TITLE, Origin.EVENT})


def for_document(found: Iterable[Dated], document: RequiredDocument) -> tuple[Dated, ...]:
    """Return what may be the period of a paper of this document, the likeliest first.

    Too coarse ones are left out. A report's day is the day of writing it, so the period in which it
    lies is proposed with a doubt; a meeting's papers, decisions and events have their own day.
    """
    found = tuple(found)
    fit = [_fitted(one, document, found) for one in found if _is_fine(one.period, document)]
    ranked: dict[Period, Dated] = {}
    for one in sorted(fit, key=lambda one: _cost(one, document)):
        ranked.setdefault(one.period, one)
    return tuple(ranked.values())


def is_sure(proposals: tuple[Dated, ...]) -> bool:
    """Tell whether the first proposal was stated by somebody and nothing speaks against it."""
    if not proposals or proposals[0].warning or proposals[0].origin not in _STATED:
        return False
    rivals = [one for one in proposals[1:] if one.origin in _STATED]
    first = proposals[0].period
    return all(first.contains(one.period) or one.period.contains(first) for one in rivals)


def has_own_day(document: RequiredDocument) -> bool:
    """Tell whether the paper is dated by its day: of the meeting, the decision, the event."""
    return bool(document.package) or document.cadence in {Cadence.KEJADIAN, Cadence.SEKALI}


def _is_fine(period: Period, document: RequiredDocument) -> bool:
    grain = document.cadence.grain
    return grain is None or period.grain <= grain


def _fitted(one: Dated, document: RequiredDocument, found: tuple[Dated, ...]) -> Dated:
    grain = document.cadence.grain
    if one.period.grain is not Grain.DAY or grain is None:
        return one
    if has_own_day(document):
        return _against_name(one, grain, found)
    if grain is Grain.YEAR and one.origin is Origin.NAME:
        return one
    whole = Period.containing(one.period.start, grain)
    doubt = f"dari tanggal {one.period.label}"
    if grain is not Grain.YEAR:
        doubt += "; yang dilaporkan mungkin periode sebelumnya"
    return replace(one, period=whole, doubt="; ".join(filter(None, (one.doubt, doubt))), other=None)


def _against_name(one: Dated, grain: Grain, found: tuple[Dated, ...]) -> Dated:
    """Doubt a day that lies outside the month or quarter that the file name speaks of."""
    named = [
        other.period
        for other in found
        if other.origin is Origin.NAME and other.period.grain is grain is not Grain.YEAR
    ]
    if not named or any(period.contains(one.period) for period in named):
        return one
    doubt = f"nama berkas menyebut {named[0].label}"
    return replace(one, doubt="; ".join(filter(None, (one.doubt, doubt))))


def _cost(one: Dated, document: RequiredDocument) -> int:
    cost = _STANDING[one.origin] + (_DOUBTED if one.warning else 0)
    grain, mine = document.cadence.grain, one.period.grain
    if has_own_day(document):
        cost -= _OTHER_GRAIN if one.origin is Origin.EVENT else 0
        return cost + (0 if mine is Grain.DAY else _OTHER_GRAIN if mine is grain else _FAR_GRAIN)
    if mine is (grain or Grain.YEAR):
        return cost
    return cost + (_FAR_GRAIN if mine is Grain.DAY else _OTHER_GRAIN)

"""What is lacking, gathered for a reader: by document and by criterion, and what moved since then."""

from collections.abc import Iterable
from datetime import date
from itertools import groupby

from zi_build.export.report.record import FollowUp, Lack, Movement, Priority
from zi_build.ids import natural_key
from zi_build.model.outcome import Gap, GapState
from zi_build.model.view import View

MOST = 10
UNANSWERED = "Jawaban kantor"
OPEN = frozenset({GapState.MISSING, GapState.EXPIRED, GapState.UNUSABLE, GapState.UNANSWERED})

Key = tuple[str, str, str]


def lacks_of(gaps: Iterable[Gap], known: frozenset[Key] | None) -> tuple[Lack, ...]:
    """Gather gaps by criterion and document, in the order of the instrument.

    `known` are the keys of the report before; None when there was none, and then nothing is new.
    """
    ordered = sorted(gaps, key=_order)
    found = []
    for _, group in groupby(ordered, key=lambda gap: (gap.criterion, gap.document)):
        same = tuple(group)
        found.append(
            Lack(
                criterion=same[0].criterion,
                name=_name(same[0]),
                periods=tuple(gap.period.label for gap in same if gap.period),
                states=tuple(dict.fromkeys(gap.state.label for gap in same)),
                due=_earliest(same),
                owner=same[0].owner,
                effect=max(gap.effect for gap in same),
                where=same[-1].short_where,
                new=known is not None and all(key(gap) not in known for gap in same),
            )
        )
    return tuple(found)


def _order(gap: Gap) -> tuple[tuple[tuple[int, int, str], ...], str, date]:
    due = gap.due or date.max
    return natural_key(gap.criterion), gap.document or "", gap.period.start if gap.period else due


def _earliest(gaps: Iterable[Gap]) -> date | None:
    return min((gap.due for gap in gaps if gap.due), default=None)


def _name(gap: Gap) -> str:
    """Return what is lacking; an answer is named without the criterion that stands beside it."""
    return UNANSWERED if gap.state is GapState.UNANSWERED else gap.name


def key(gap: Gap) -> Key:
    """Return what makes a gap the same one in two reports."""
    return gap.criterion, gap.document or "", gap.period.label if gap.period else "Sekali"


def keys_of(view: View) -> frozenset[Key]:
    """Return the gaps that work can still close (a paper that came late cannot come in time)."""
    return frozenset(key(gap) for gap in view.gaps if gap.state in OPEN)


def priorities_of(view: View) -> tuple[Priority, ...]:
    """Return the criteria whose gaps cost most, best gain first, then those longest due."""
    open_gaps = sorted((gap for gap in view.gaps if gap.state in OPEN), key=_order)
    found = []
    for criterion, group in groupby(open_gaps, key=lambda gap: gap.criterion):
        same = tuple(group)
        found.append(
            Priority(
                criterion=criterion,
                title=title_of(view, criterion),
                lacking=tuple(dict.fromkeys(_name(gap) for gap in same)),
                owner=same[0].owner,
                due=_earliest(same),
                effect=max(gap.effect for gap in same),
            )
        )
    found.sort(key=lambda one: (-one.effect, one.due or date.max, natural_key(one.criterion)))
    return tuple(found[:MOST])


def title_of(view: View, criterion: str) -> str:
    """Return a criterion's title, of the rubric or of the catalogue under whose name papers lie."""
    known = view.rubric.criteria.get(criterion)
    return known.title if known else view.catalogue.groups.get(criterion, criterion)


def followed(now: View, before: View) -> tuple[FollowUp, ...]:
    """Return what became of the priorities that the report before named."""
    still = keys_of(now)
    found = []
    for priority in priorities_of(before):
        then = [one for one in keys_of(before) if one[0] == priority.criterion]
        done = [one for one in then if one not in still and not _outdated(now, one)]
        found.append(FollowUp(priority, len(then), len(done)))
    return tuple(found)


def movement(now: View, before: View | None, late_papers: int) -> Movement:
    """Count the gaps closed by work, those that are new, and those whose period no longer counts."""
    if before is None:
        return Movement(0, 0, 0, late_papers)
    then, today = keys_of(before), keys_of(now)
    gone = then - today
    outdated = sum(_outdated(now, one) for one in gone)
    return Movement(len(gone) - outdated, len(today - then), outdated, late_papers)


def _outdated(now: View, one: Key) -> bool:
    """Tell whether a gap went without a paper: its period fell out of the year that counts."""
    _, document, label = one
    if document not in now.documents:
        return False
    slots = now.documents[document].slots
    return not any(slot.label == label and slot.state.holds for slot in slots)

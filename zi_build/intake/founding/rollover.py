"""A new year: what still stands and until when, what has ended, what is asked for again and by when."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from zi_build import slots
from zi_build.intake.founding import notes
from zi_build.intake.founding.answers import carried
from zi_build.intake.founding.wanted import Wanted
from zi_build.model.assessment import HeldPredicate, Waiver
from zi_build.model.catalogue import RequiredDocument
from zi_build.model.evidence import EvidenceItem
from zi_build.model.outcome import Slot
from zi_build.model.result import Build


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper that is asked for once: its newest file, and its last day (None: until replaced)."""

    document: RequiredDocument
    path: str
    until: date | None


@dataclass(frozen=True, slots=True)
class Anew:
    """Documents that are asked for again under one rule, with the due dates of the year.

    `fixed` says that the rule names the day by itself.
    """

    cadence: str
    rule: str
    fixed: bool
    days: tuple[tuple[str, date], ...]
    documents: tuple[RequiredDocument, ...]


@dataclass(frozen=True, slots=True)
class RollOver:
    """What the turn of the year means; `dropped` are waivers that do not go on."""

    standing: tuple[Paper, ...]
    ended: tuple[Paper, ...]
    never: tuple[RequiredDocument, ...]
    anew: tuple[Anew, ...]
    open_gaps: int
    waivers: tuple[Waiver, ...]
    dropped: tuple[Waiver, ...]
    held: tuple[HeldPredicate, ...]


def roll_over(wanted: Wanted, built: Build) -> RollOver:
    """Return what the year brings; `built` is the office as it stands on the year's first day."""
    standing, ended, never = [], [], []
    for document, slot in _once(wanted, built):
        if slot.state.holds:
            standing.append(_paper(document, slot.items))
        elif slot.lapsed:
            ended.append(_paper(document, slot.lapsed))
        else:
            never.append(document)
    goes_on = {name: carried(wanted, former) for name, former in wanted.former.items()}
    kept = {waiver.target: waiver for found in goes_on.values() for waiver in found}
    every = [one for former in wanted.former.values() for one in former.assessment.waivers.values()]
    held = [one for former in wanted.former.values() for one in former.assessment.held.values()]
    return RollOver(
        standing=tuple(sorted(standing, key=lambda paper: paper.until or date.max)),
        ended=tuple(ended),
        never=tuple(never),
        anew=tuple(_anew(wanted)),
        open_gaps=sum(gap.document is not None and gap.period is not None for gap in built.gaps),
        waivers=tuple(kept.values()),
        dropped=tuple({one.target: one for one in every if one.target not in kept}.values()),
        held=tuple({one.name: one for one in held}.values()),
    )


def _asked(wanted: Wanted) -> Iterator[RequiredDocument]:
    for document in wanted.catalogue.documents.values():
        if any(rubric.asks_for(document) for rubric in wanted.rubrics):
            yield document


def _once(wanted: Wanted, built: Build) -> Iterator[tuple[RequiredDocument, Slot]]:
    """Yield the documents without a period, but those that are excused, with their one slot."""
    for document in _asked(wanted):
        status = built.statuses[document.id]
        if document.cadence.grain is None and status.waived is None:
            yield from ((document, slot) for slot in status.slots)


def _paper(document: RequiredDocument, items: tuple[EvidenceItem, ...]) -> Paper:
    """Return the paper that lasts longest: where nothing sets a last day, that one."""
    newest = max(
        items, key=lambda item: (slots.stands_until(item, document) or date.max, item.path)
    )
    return Paper(document, newest.path, slots.stands_until(newest, document))


def _anew(wanted: Wanted) -> Iterator[Anew]:
    groups: dict[tuple[str, str, tuple[tuple[str, date], ...]], list[RequiredDocument]] = {}
    for document in _asked(wanted):
        if document.cadence.grain:
            key = (
                document.cadence.label,
                notes.due_rule(document),
                tuple(notes.due_days(wanted, document)),
            )
            groups.setdefault(key, []).append(document)
    for key in sorted(groups, key=lambda key: (-len(key[2]), key[0], key[2])):
        cadence, rule, days = key
        fixed = groups[key][0].due.grace is None
        yield Anew(cadence, rule, fixed, days, tuple(groups[key]))

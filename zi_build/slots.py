"""Slots: which periods of each document are asked for on a day, and which paper stands in each.

A document's slots come from the requirement, never from the evidence. What counts on the day of
judgement is the newest slots already due, as many as one year has, none before the start of
building; a slot filled early counts too.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache

from zi_build.model.assessment import Waiver
from zi_build.model.catalogue import Cadence, Catalogue, RequiredDocument, Validity
from zi_build.model.evidence import EvidenceItem
from zi_build.model.outcome import DocumentStatus, Slot, SlotState
from zi_build.model.period import Grain, Period, periods_between
from zi_build.model.rubric import Rubric

VALID_YEARS = 5
SATURDAY = 5


@dataclass(frozen=True, slots=True)
class Calendar:
    """The day of judgement, the start of building, and the days on which nobody works."""

    as_of: date
    start: date
    holidays: frozenset[date]

    def after_working_days(self, day: date, count: int) -> date:
        """Return the working day that is `count` working days after a day."""
        return _after_working_days(day, count, self.holidays)


@lru_cache(maxsize=4096)
def _after_working_days(day: date, count: int, holidays: frozenset[date]) -> date:
    while count > 0:
        day += timedelta(days=1)
        if day.weekday() < SATURDAY and day not in holidays:
            count -= 1
    return day


def visible(items: Iterable[EvidenceItem], as_of: date) -> tuple[EvidenceItem, ...]:
    """Leave out what begins, or was received, after the day of judgement: invisible, not wrong."""
    return tuple(
        item
        for item in items
        if (item.period is None or item.period.start <= as_of)
        and not (item.sidecar and item.sidecar.received and item.sidecar.received > as_of)
    )


def start_of_building(start: date | None, as_of: date) -> date:
    """Return `mulai`; without one, 1 January of last year, so that every window is a full year.

    What is asked for never depends on what was filed.
    """
    return start or date(as_of.year - 1, 1, 1)


def excused(
    catalogue: Catalogue, rubric: Rubric, waivers: Mapping[str, Waiver]
) -> Mapping[str, Waiver]:
    """Return document → the waiver that excuses it; `waivers` are those with a reason.

    A paper is excused when every criterion that rests on it is waived.
    """
    found = {}
    for document in catalogue.documents.values():
        resting = rubric.criteria_of_document.get(document.id, ()) or (document.criterion,)
        if all(criterion in waivers for criterion in resting):
            own = document.criterion if document.criterion in resting else resting[0]
            found[document.id] = waivers[own]
    for target, waiver in waivers.items():
        named = catalogue.resolve(target)
        if named:
            found[named.id] = waiver
    return found


def fill(
    catalogue: Catalogue,
    items: Iterable[EvidenceItem],
    waivers: Mapping[str, Waiver],
    calendar: Calendar,
    known: Mapping[str, DocumentStatus] | None = None,
) -> Mapping[str, DocumentStatus]:
    """Return the slots of every document of the catalogue.

    `items` are the pieces of evidence that may count (no error stands against them); `waivers`
    those of `excused`. Order of `items` does not matter. `known` are the slots of the very same items
    and calendar under other waivers: what these do not touch is taken over.
    """
    papers = _by_document(catalogue, items)
    before = known or {}
    return {
        document.id: before[document.id]
        if document.id in before and _same_waiver(before[document.id], waivers.get(document.id))
        else status_of(document, papers, waivers, calendar)
        for document in catalogue.documents.values()
    }


def _same_waiver(status: DocumentStatus, waiver: Waiver | None) -> bool:
    return status.waived == (waiver.reason if waiver else None)


def asked(
    catalogue: Catalogue, rubric: Rubric, statuses: Mapping[str, DocumentStatus]
) -> Mapping[str, DocumentStatus]:
    """Return the documents that a rubric asks for; only they enter its completeness and its gaps."""
    return {
        name: status
        for name, status in statuses.items()
        if rubric.asks_for(catalogue.documents[name])
    }


def coming(
    catalogue: Catalogue, items: Iterable[EvidenceItem], calendar: Calendar, until: date
) -> Iterator[Slot]:
    """Yield the slots that nothing fills and that fall due from the day of judgement until a later day.

    Also those of periods that have not begun yet, and papers whose validity ends: what will be lacking
    if nothing comes. `items` are as for `fill`.
    """
    papers = _by_document(catalogue, items)
    later = replace(calendar, as_of=until)
    for document in catalogue.documents.values():
        own, grain = papers.get(document.id, []), document.cadence.grain
        if grain is None:
            yield from _ending(document, own, papers, calendar, until)
            continue
        for slot in _periodic_slots(document, grain, own, later):
            if not slot.items and calendar.as_of <= slot.due <= until:
                yield replace(slot, state=SlotState.NOT_DUE, counted=False)


def _ending(
    document: RequiredDocument,
    own: list[EvidenceItem],
    papers: Mapping[str, list[EvidenceItem]],
    calendar: Calendar,
    until: date,
) -> Iterator[Slot]:
    """Yield the slot of a paper asked for once: not yet due and empty, or valid but not much longer."""
    slot = _standing_slot(document, own, papers, calendar)
    if slot.state is SlotState.NOT_DUE and not slot.items:
        if slot.due <= until:
            yield replace(slot, lapsed=())
        return
    beside = papers.get(document.valid_with or "", [])
    said = {one.sidecar.valid_until for one in (*own, *beside) if one.sidecar}
    ends = {date(year, 12, 31) for year in range(calendar.as_of.year, until.year + 1)}
    for day in sorted(ends | {end for end in said if end}):
        if slot.items and calendar.as_of <= day <= until:
            then = replace(calendar, as_of=day + timedelta(days=1))
            if not _standing_slot(document, own, papers, then).items:
                yield replace(slot, due=day, state=SlotState.NOT_DUE, items=(), lapsed=slot.items)
                return


def _by_document(
    catalogue: Catalogue, items: Iterable[EvidenceItem]
) -> Mapping[str, list[EvidenceItem]]:
    papers: dict[str, list[EvidenceItem]] = defaultdict(list)
    for item in sorted(items, key=lambda item: item.path):
        for document in catalogue.known(item.names):
            papers[document.id].append(item)
    return papers


def status_of(
    document: RequiredDocument,
    papers: Mapping[str, list[EvidenceItem]],
    waivers: Mapping[str, Waiver],
    calendar: Calendar,
) -> DocumentStatus:
    """Return the slots of one document; `papers` are its own and those of the decision that it needs."""
    own = papers.get(document.id, [])
    if document.cadence.grain is None:
        slots = [_standing_slot(document, own, papers, calendar)]
    else:
        every = _periodic_slots(document, document.cadence.grain, own, calendar)
        slots = _window(list(every), calendar.as_of)
    waiver = waivers.get(document.id)
    if waiver is None:
        return DocumentStatus(document.id, tuple(slots), papers=tuple(own))
    waived = tuple(
        Slot(slot.document, slot.period, slot.due, SlotState.WAIVED, slot.items, counted=False)
        for slot in slots
    )
    return DocumentStatus(document.id, waived, waiver.reason, tuple(own))


def _periodic_slots(
    document: RequiredDocument, grain: Grain, own: list[EvidenceItem], calendar: Calendar
) -> Iterable[Slot]:
    filled: dict[Period, list[EvidenceItem]] = defaultdict(list)
    for item in own:
        if item.period and item.period.grain <= grain:
            filled[Period.containing(item.period.start, grain)].append(item)
    for period in periods_between(calendar.start, calendar.as_of, grain):
        due = due_date(document, period, calendar)
        found = tuple(filled.get(period, ()))
        if found:
            state = _state_of_found(found, due)
        else:
            state = SlotState.MISSING if due < calendar.as_of else SlotState.NOT_DUE
        counted = bool(found) or state is SlotState.MISSING
        yield Slot(document.id, period, due, state, found, counted)


def _window(slots: list[Slot], as_of: date) -> list[Slot]:
    """Keep the newest due slots, as many as one year has, and everything that is not yet due."""
    due = [slot for slot in slots if slot.due < as_of]
    kept = due[-slots[0].period.grain.per_year :] if slots and slots[0].period else due
    return [*kept, *(slot for slot in slots if slot.due >= as_of)]


def due_date(document: RequiredDocument, period: Period | None, calendar: Calendar) -> date:
    """Return the last day on which a paper is in time.

    A date before the start of building is moved: nobody is late for a day before there was a duty.
    """
    rule, grace = document.due, document.due.grace
    if grace is None:
        year = period.year if period else calendar.start.year
        due = date(year + rule.years_later, rule.month or 12, rule.day or 31)
    else:
        due = calendar.after_working_days(period.end if period else calendar.start, grace)
    if due < calendar.start:
        return calendar.after_working_days(calendar.start, grace or 20)
    return due


def _state_of_found(found: tuple[EvidenceItem, ...], due: date) -> SlotState:
    if all(_is_late(item, due) for item in found):
        return SlotState.LATE
    if all(item.is_nihil for item in found):
        return SlotState.NIHIL
    return SlotState.FILLED


def _is_late(item: EvidenceItem, due: date) -> bool:
    if item.sidecar and item.sidecar.received:
        return item.sidecar.received > due
    dated = item.period is not None and item.period.grain is Grain.DAY
    return dated and item.period is not None and item.period.start > due


def _standing_slot(
    document: RequiredDocument,
    own: list[EvidenceItem],
    papers: Mapping[str, list[EvidenceItem]],
    calendar: Calendar,
) -> Slot:
    due = due_date(document, None, calendar)
    valid = tuple(item for item in own if _stands(item, document, papers, calendar.as_of))
    lapsed = tuple(item for item in own if item not in valid)
    if valid:
        state = _standing_state(valid, due, calendar.as_of)
    else:
        state = SlotState.MISSING if due < calendar.as_of else SlotState.NOT_DUE
    counted = bool(valid) or state is SlotState.MISSING
    return Slot(document.id, None, due, state, valid, counted, lapsed)


def _standing_state(valid: tuple[EvidenceItem, ...], due: date, as_of: date) -> SlotState:
    if all(
        item.sidecar and item.sidecar.received and item.sidecar.received > due for item in valid
    ):
        return SlotState.LATE
    if all(item.is_nihil for item in valid):
        return SlotState.NIHIL
    newest = max(item.period.year for item in valid if item.period)
    return SlotState.FILLED if newest >= as_of.year else SlotState.CARRIED


def _stands(
    item: EvidenceItem,
    document: RequiredDocument,
    papers: Mapping[str, list[EvidenceItem]],
    as_of: date,
) -> bool:
    """Tell whether a paper asked for once still holds on a day."""
    if item.period is None:
        return False
    until = stands_until(item, document)
    if until:
        return until >= as_of
    if document.validity is Validity.BERSAMA and document.valid_with:
        return _stands_with(item, papers.get(document.valid_with, []), as_of)
    return True


def stands_until(item: EvidenceItem, document: RequiredDocument) -> date | None:
    """Return the last day of a paper that is asked for once; None where nothing sets one."""
    if item.sidecar and item.sidecar.valid_until:
        return item.sidecar.valid_until
    if item.period and document.cadence is Cadence.LIMA_TAHUNAN:
        return date(item.period.year + VALID_YEARS - 1, 12, 31)
    if item.period and document.validity is Validity.AKHIR_TAHUN:
        return date(item.period.year, 12, 31)
    return None


def _stands_with(item: EvidenceItem, decisions: list[EvidenceItem], as_of: date) -> bool:
    """The papers of an event stand as long as a decision that they can have led to is in force.

    A further decision beside it takes nothing away: another paper never lowers anything.
    """
    later = [
        decision
        for decision in decisions
        if decision.period and item.period and decision.period.end >= item.period.start
    ]
    return not later or any(_in_force(decision, as_of) for decision in later)


def _in_force(decision: EvidenceItem, as_of: date) -> bool:
    ends = decision.sidecar.valid_until if decision.sidecar else None
    return ends is None or ends >= as_of

"""When the papers of the sample office were written: in time, on working days, in a likely order."""

import re
from datetime import date, timedelta

from dice import Dice

from zi_build.model.catalogue import Cadence, RequiredDocument
from zi_build.model.outcome import Slot
from zi_build.model.period import Grain, Period
from zi_build.slots import Calendar

# Papers that are named after their period; all others after their day.
_OF_A_PERIOD = re.compile(
    r"(laporan|rencana|rekap|absensi|pengukuran|renja|renstra|turunan|iku|iki|lakin|matriks|analisis"
    r"|peta|daftar-anggota|tindak-lanjut|skp|dokumen-kebutuhan|nota-dinas|pakta|perjanjian"
    r"|tangkapan-publikasi|foto-publikasi)\b.*"
)
# Working days after the first paper of an event.
_ORDER = {
    "siaran": 1,
    "telaah": 1,
    "rekomendasi": 2,
    "biodata": 3,
    "berita": 4,
    "laporan": 5,
    "sk": 6,
    "keputusan": 6,
}


def named_by_period(document: RequiredDocument) -> bool:
    """Tell whether such a paper is named after its period."""
    periodic = document.cadence.grain is not None and document.cadence is not Cadence.KEJADIAN
    return periodic and _OF_A_PERIOD.fullmatch(document.slug) is not None


def before(day: date, count: int, calendar: Calendar) -> date:
    """Return the working day that is `count` working days before a day (0: the day or the last)."""
    while count or not _works(day, calendar):
        day -= timedelta(days=1)
        if count and _works(day, calendar):
            count -= 1
    return day


def _works(day: date, calendar: Calendar) -> bool:
    return day.weekday() < 5 and day not in calendar.holidays  # noqa: PLR2004  (Saturday is 5)


def written_after(document: RequiredDocument, slot: Slot, calendar: Calendar) -> date:
    """Return when a report on a period, or a plan for it, was signed: never after its due date."""
    dice = Dice("written", document.id, slot.key)
    if slot.period is None or document.due.grace is None:
        return max(before(slot.due, dice.between(2, 9), calendar), calendar.start)
    grace = document.due.grace
    days = dice.between(max(2, grace - 8), max(2, grace - 2))
    return calendar.after_working_days(slot.period.end, days)


def event_day(document: RequiredDocument, slot: Slot, calendar: Calendar) -> date:
    """Return the day of a meeting, a photograph or a decision; papers of one event share it."""
    later = _ORDER.get(document.slug.partition("-")[0], 0)
    if slot.period is None:
        dice = Dice("event", document.criterion.rpartition(".")[0])
        if document.slug == "notula":
            later = 4
        first = 34 if document.area == "0" else 4
        return calendar.after_working_days(calendar.start, first + dice.between(0, 18) + later)
    last = min(slot.period.end, slot.due, calendar.as_of)
    dice = Dice("event", document.criterion, slot.key, document.package)
    lead = {Grain.MONTH: dice.between(1, 4), Grain.QUARTER: dice.between(2, 12)}.get(
        slot.period.grain, dice.between(8, 14)
    )
    if document.cadence is Cadence.KEJADIAN:
        indicator = document.criterion.rpartition(".")[0]
        lead = Dice("event", indicator, slot.key).between(15, 80)
    elif slot.period.grain is Grain.SEMESTER and document.package is None:
        lead = dice.between(8, 70)
    day = before(last, lead, calendar)
    while later:
        day = calendar.after_working_days(day, 1)
        later -= 1
    return min(max(day, slot.period.start, calendar.start), last)


def name_of(day: date, slot: Slot, document: RequiredDocument) -> Period:
    """Return the period that stands in the name."""
    if slot.period is not None and named_by_period(document):
        return slot.period
    if document.cadence is Cadence.LIMA_TAHUNAN:
        return Period(day.year, Grain.YEAR)
    return Period.of_day(day)

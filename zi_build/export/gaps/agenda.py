"""Gaps as calendars that Outlook and Google Calendar accept: one event for each due date.

A calendar leaves the office (it is subscribed to, shown on screens, passed on), so it tells names of
documents and what to do, and no place of a paper that is not open.
"""

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

from icalendar import Alarm, Calendar, Event, vDuration

from zi_build.export.gaps.columns import About, Row
from zi_build.model.period import day_label

REMINDERS = (21, 7)
COMING, UNANSWERED, LATE = "not_due", "unanswered", "late"
# What was late once stays so: there is nothing left to do.
PAST_MENDING = frozenset({LATE})
PAGE = "kekurangan/"
NAME_LENGTH = 60
# From this day a calendar of a later day outdoes an earlier one (RFC 5545, 3.8.7.4).
FIRST_SEQUENCE = date(2020, 1, 1)
AREA, PERSON = "area", "pic"


def calendars(rows: Sequence[Row], about: About, per: str) -> dict[str, bytes]:
    """Return file name → calendar, one for each area or each person in charge, also without a gap.

    A calendar that somebody has subscribed to must become empty, not stay as it was.
    """
    found: dict[str, bytes] = {}
    groups = _by_area(about) if per == AREA else _by_person(about)
    for label, areas in groups.items():
        mine = [row for row in rows if row["area"] in areas]
        name = _file_name(per, label, frozenset(found))
        found[name] = calendar(mine, about, label)
    return found


def _by_area(about: About) -> dict[str, list[str]]:
    return {f"{area} {name}": [area] for area, name in about["areas"].items()}


def _by_person(about: About) -> dict[str, list[str]]:
    """Return who is in charge → of which areas; one person may lead several teams."""
    found: dict[str, list[str]] = {}
    for area, team in about["teams"].items():
        found.setdefault(team["lead"] or team["name"], []).append(area)
    return found


def _file_name(per: str, label: str, taken: frozenset[str]) -> str:
    """Return a name that every system can hold, and that no other calendar has."""
    plain = unicodedata.normalize("NFKD", label).encode("ascii", "ignore").decode().lower()
    stem = f"{per}-{re.sub(r'[^a-z0-9]+', '-', plain)}"[:NAME_LENGTH].strip("-")
    name, count = f"{stem}.ics", 1
    while name in taken:
        count += 1
        name = f"{stem}-{count}.ics"
    return name


def calendar(rows: Iterable[Row], about: About, label: str | None = None) -> bytes:
    """Return one calendar; `label` names the area or the person whose it is."""
    title = f"ZI {label or ''}".strip()
    made = Calendar()
    made.add("prodid", "-//zi_build//Kekurangan Zona Integritas//ID")
    made.add("version", "2.0")
    made.add("calscale", "GREGORIAN")
    made.add("method", "PUBLISH")
    made.add("x-wr-calname", f"{title} – {about['unit']}")
    made.add("x-wr-caldesc", f"Jatuh tempo data dukung per {_day(about)}; hitungan sendiri.")
    told = [row for row in rows if row["state"] not in PAST_MENDING]
    made.add_component(_today(told, about, title))
    dated = sorted(
        (row for row in told if row["due"]), key=lambda row: (row["due"], _uid(row, about))
    )
    for row in dated:
        made.add_component(_event(row, about))
    return bytes(made.to_ical())


def _day(about: About) -> str:
    return day_label(date.fromisoformat(about["as_of"]))


def _blank(uid: str, day: date, about: About) -> Event:
    """Return an all-day event that keeps nobody busy; its stamp is the day of judgement, not the clock."""
    as_of = date.fromisoformat(about["as_of"])
    event = Event()
    event.add("uid", uid)
    event.add("dtstamp", datetime(as_of.year, as_of.month, as_of.day, tzinfo=UTC))
    event.add("sequence", max(0, (as_of - FIRST_SEQUENCE).days))
    event.add("dtstart", day)
    event.add("dtend", day + timedelta(days=1))
    event.add("transp", "TRANSPARENT")
    if about["site"]:
        event.add("url", f"{about['site'].rstrip('/')}/{PAGE}")
    return event


def _event(row: Row, about: About) -> Event:
    due = date.fromisoformat(row["due"])
    event = _blank(_uid(row, about), due, about)
    when = f" ({row['period_label']})" if row["period_label"] else ""
    overdue = row["state"] != COMING
    event.add("summary", f"{'Lewat waktu: ' if overdue else ''}{row['name']}{when}")
    event.add("description", _description(row))
    event.add("categories", [_area(row["area"], about)])
    if not overdue:
        # A reminder of what is past would ring the moment the calendar is opened.
        for days in REMINDERS:
            event.add_component(_alarm(row["name"], due, days))
    return event


def _alarm(name: str, due: date, days: int) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", f"{days} hari lagi ({day_label(due)}): {name}")
    alarm["TRIGGER"] = vDuration(timedelta(days=-days))
    return alarm


def _description(row: Row) -> str:
    about = [row["shareable"], f"Penanggung jawab: {row['team']}"]
    if row["lead"]:
        about[-1] += f" ({row['lead']})"
    about.append(f"Kriteria {row['criterion']}")
    return "\n".join(about)


def _today(rows: Sequence[Row], about: About, title: str) -> Event:
    """Return the event of the day of judgement: what is lacking, for nobody looks at days gone by."""
    overdue = [row for row in rows if row["state"] not in {COMING, UNANSWERED}]
    unanswered = [row for row in rows if row["state"] == UNANSWERED]
    said = [
        f"{len(found)} {what}"
        for found, what in ((overdue, "lewat waktu"), (unanswered, "belum dijawab"))
        if found
    ]
    key = _hash(f"{title}|{about['unit']}")
    event = _blank(f"ringkasan.{key}@zi", date.fromisoformat(about["as_of"]), about)
    event.add("summary", f"{title}: {', '.join(said) if said else 'tidak ada yang kurang'}")
    lines = [f"- {row['name']}{_late(row)}" for row in (*overdue, *unanswered)]
    if lines:
        event.add("description", "\n".join(lines))
    return event


def _late(row: Row) -> str:
    when = f" ({row['period_label']})" if row["period_label"] else ""
    due = f", jatuh tempo {day_label(date.fromisoformat(row['due']))}" if row["due"] else ""
    return f"{when}{due}"


def _area(area: str, about: Mapping[str, Any]) -> str:
    return f"Area {area} {about['areas'].get(area, '')}".strip()


def _uid(row: Row, about: About) -> str:
    """Return what stays the same for a document's period in an office, whatever else changes."""
    document = (row["document"] or row["criterion"]).replace("/", ".")
    return f"{document}.{row['period'] or 'sekali'}.{_hash(about['unit'])}@zi"


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:12]

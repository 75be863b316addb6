"""Registers to plain values: complaints and audit follow-up are counted, recommendations are kept.

A row that is a case but cannot be understood is kept as not finished: left out, it would make the
share of what is finished better than it is.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from zi_build.load.results.cells import (
    area_in,
    channel_of,
    criterion_in,
    day_of,
    is_month_first,
    is_numbering,
    plain,
    state_of,
)
from zi_build.load.results.grid import Grid, Row
from zi_build.load.results.headings import Head
from zi_build.load.results.tallies import ColumnsError, Said
from zi_build.model.register import SOURCES, UNTOLD, FollowUp
from zi_build.model.survey import SMALL

TEXT = 600
NOT_COUNTED, NOT_DONE = "table-row", "table-undone"
# A row below a table that fills one cell alone is a note, unless that cell is the state.
CASE = 2
DATES = ("received", "finished", "given", "due")
STATES_SAID = "selesai, proses, belum, atau tidak dapat ditindaklanjuti"
_NEEDED = {
    "pengaduan": {"received": "tanggal diterima", "state": "status"},
    "tlhp": {"state": "status"},
    "rekomendasi": {"text": "rekomendasi", "state": "status"},
}
_INSTEAD = {"state": "finished"}


class _RowError(Exception):
    """The row cannot be understood; a clause in Indonesian."""


def register(grid: Grid, head: Head, kind: str, faults: Said) -> dict[str, Any]:
    """Return what a register says as plain values, and say which rows are not counted and why.

    Raises ColumnsError when a column is lacking without which nothing can be counted.
    """
    missing = [
        name
        for role, name in _NEEDED[kind].items()
        if head.at(role) is None and head.at(_INSTEAD.get(role, role)) is None
    ]
    if missing:
        raise ColumnsError(f"Tidak ada kolom {' dan '.join(missing)}.")
    head = replace(head, month_first=is_month_first(_dates(grid, head)))
    entries: list[tuple[Any, ...]] = []
    seen: dict[str, int] = {}
    rejected = 0
    for row in head.data(grid):
        try:
            _refuse_no_case(row, head)
            if kind == "pengaduan":  # its number is the complaint; elsewhere numbers begin anew
                _refuse_twice(_said(row, head, "number"), row, seen)
        except _RowError as error:
            faults.append((row.line, NOT_COUNTED, str(error)))
            rejected += 1
            continue
        try:
            _refuse_slipped(row, grid, head)
            entries.append(_READERS[kind](row, head, faults))
        except _RowError as error:
            faults.append((row.line, NOT_DONE, str(error)))
            entries.append(_UNREAD[kind](row, head))
    for line, reason in grid.broken:
        below = line > head.line
        faults.append((line, NOT_DONE if below else NOT_COUNTED, reason))
        if below:
            entries.append(_UNREAD[kind](Row(line, ()), head))
    return {"rejected": rejected, **_FREEZERS[kind](entries)}


def _dates(grid: Grid, head: Head) -> Iterator[str]:
    return (_said(row, head, role) for row in head.data(grid) for role in DATES)


def _said(row: Row, head: Head, role: str) -> str:
    at = head.at(role)
    return row.cells[at] if at is not None and at < len(row.cells) else ""


def _refuse_no_case(row: Row, head: Head) -> None:
    """Refuse what stands in a register and is none of its cases."""
    if any(plain(cell) in {"jumlah", "total"} for cell in row.cells):
        raise _RowError("baris jumlah, bukan isi register")
    if is_numbering(row.cells):
        raise _RowError("baris nomor kolom, bukan isi register")
    filled = sum(bool(cell) for cell in row.cells)
    if filled < min(CASE, head.width) and not _said(row, head, "state"):
        raise _RowError("hanya satu sel yang terisi, dan bukan statusnya; bukan isi register")


def _refuse_slipped(row: Row, grid: Grid, head: Head) -> None:
    if not grid.loose and any(row.cells[head.width :]):
        raise _RowError(
            "selnya lebih banyak daripada kepala tabel; beri tanda kutip pada isi yang memuat pemisah"
        )


def _refuse_twice(number: str, row: Row, seen: dict[str, int]) -> None:
    if not plain(number):  # a dash is no number
        return
    before = seen.setdefault(plain(number), row.line)
    if before != row.line:
        raise _RowError(f"nomornya sama dengan baris {before}")


def _day(row: Row, head: Head, role: str, name: str) -> date | None:
    """Return the day in a cell; None when it is empty. Raises _RowError when it is no day."""
    text = _said(row, head, role)
    if not text or text in {"-", "–"}:
        return None
    found = day_of(text, month_first=head.month_first)
    if found is None:
        raise _RowError(f"{name} harus tanggal, misalnya 2026-03-05 atau 05/03/2026")
    return found


def _state(row: Row, head: Head, finished: date | None) -> FollowUp:
    """Return the state of a row; without a word for it, whether it has an end."""
    text = _said(row, head, "state")
    if not text or text in {"-", "–"}:
        if head.at("finished") is None:
            raise _RowError("status tidak diisi")
        return FollowUp.DONE if finished else FollowUp.OPEN
    state = state_of(text)
    if state is None:
        raise _RowError(f"status tidak dikenal; tulis {STATES_SAID}")
    if finished and state in {FollowUp.OPEN, FollowUp.IN_PROGRESS}:
        raise _RowError(f"ada tanggal selesai, tetapi statusnya {state.label.lower()}")
    return state


def _complaint(row: Row, head: Head, _faults: Said) -> tuple[Any, ...]:
    received = _day(row, head, "received", "tanggal diterima")
    finished = _day(row, head, "finished", "tanggal selesai")
    if received is None:
        raise _RowError("tanggal diterima tidak diisi")
    if finished and finished < received:
        raise _RowError("tanggal selesai mendahului tanggal diterima")
    state = _state(row, head, finished)
    channel = channel_of(_said(row, head, "channel"))
    topic = _said(row, head, "topic")[:TEXT]
    duty = state is not FollowUp.IMPOSSIBLE
    return received, channel, finished, state is FollowUp.DONE, duty, topic, False


def _unread_complaint(row: Row, head: Head) -> tuple[Any, ...]:
    received = _quiet_day(row, head, "received")
    return received, channel_of(_said(row, head, "channel")), None, False, True, "", True


def _quiet_day(row: Row, head: Head, role: str) -> date | None:
    """Return the day in a cell, or None, of a row that is told already."""
    return day_of(_said(row, head, role), month_first=head.month_first)


def _complaints(entries: list[tuple[Any, ...]]) -> dict[str, Any]:
    counts = Counter((*entry[:5], entry[6]) for entry in entries)
    topics = Counter(plain(entry[5]) for entry in entries if entry[5])
    shown = {plain(entry[5]): entry[5] for entry in reversed(entries)}
    return {
        "counts": [
            [_iso(received), channel, _iso(finished), done, duty, count, unread]
            for (received, channel, finished, done, duty, unread), count in sorted(
                counts.items(), key=lambda one: [str(part) for part in one[0]]
            )
        ],
        "topics": [
            [shown[topic], count]
            for topic, count in sorted(topics.items(), key=lambda one: (-one[1], one[0]))
            if count >= SMALL
        ],
    }


def _audit(row: Row, head: Head, _faults: Said) -> tuple[Any, ...]:
    finished = _day(row, head, "finished", "tanggal selesai")
    return _state(row, head, finished), finished


def _unread_audit(_row: Row, _head: Head) -> tuple[Any, ...]:
    return FollowUp.UNREAD, None


def _audits(entries: list[tuple[Any, ...]]) -> dict[str, Any]:
    counts = Counter(entries)
    rows = [[state.value, _iso(finished), count] for (state, finished), count in counts.items()]
    return {"states": sorted(rows, key=str)}


def _recommendation(row: Row, head: Head, faults: Said) -> tuple[Any, ...]:
    text = _said(row, head, "text")[:TEXT]
    if not text:
        raise _RowError("rekomendasi tidak diisi")
    finished = _day(row, head, "finished", "tanggal selesai")
    area, criterion = _said(row, head, "area"), _said(row, head, "criterion")
    for said, read, name in ((area, area_in, "area"), (criterion, criterion_in, "kriteria")):
        if said.strip("-– ") and read(said) is None:
            faults.append((row.line, "table-cell", f"{name} “{said[:40]}” tidak dikenal"))
    return (
        row.line,
        _said(row, head, "number") or None,
        _source(_said(row, head, "source")),
        _said(row, head, "from"),
        text,
        area_in(area),
        criterion_in(criterion),
        _said(row, head, "owner"),
        _iso(_day(row, head, "given", "tanggal")),
        _iso(_day(row, head, "due", "tenggat")),
        _state(row, head, finished).value,
        _said(row, head, "proof")[:TEXT] or None,
        _iso(finished),
    )


def _unread_recommendation(row: Row, head: Head) -> tuple[Any, ...]:
    """Return a recommendation of which little is sure: it counts from the first day on."""
    return (
        row.line,
        _said(row, head, "number") or None,
        _source(_said(row, head, "source")),
        _said(row, head, "from"),
        _said(row, head, "text")[:TEXT] or UNTOLD,
        area_in(_said(row, head, "area")),
        criterion_in(_said(row, head, "criterion")),
        _said(row, head, "owner"),
        None,
        _iso(_quiet_day(row, head, "due")),
        FollowUp.UNREAD.value,
        None,
        None,
    )


def _source(text: str) -> str:
    known = {**{name.casefold(): name for name in SOURCES}, "lhp": "TLHP"}
    return next((known[word] for word in plain(text).split() if word in known), text or "Lainnya")


def _recommendations(entries: list[tuple[Any, ...]]) -> dict[str, Any]:
    return {"rows": [list(entry) for entry in entries]}


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


_READERS = {"pengaduan": _complaint, "tlhp": _audit, "rekomendasi": _recommendation}
_UNREAD = {
    "pengaduan": _unread_complaint,
    "tlhp": _unread_audit,
    "rekomendasi": _unread_recommendation,
}
_FREEZERS = {"pengaduan": _complaints, "tlhp": _audits, "rekomendasi": _recommendations}

"""The tables of the hasil folders to records: each content counted once, kept as sums in the cache."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from types import MappingProxyType
from typing import Any

from zi_build.diagnostics import Place
from zi_build.errors import reason_of
from zi_build.load import content
from zi_build.load.cache import Cache
from zi_build.load.probe import blob_id
from zi_build.load.results.grid import TableError, read_grid
from zi_build.load.results.headings import head_of, recognised
from zi_build.load.results.registers import register
from zi_build.load.results.tallies import ColumnsError, ScaleError, tally
from zi_build.load.sidecars import day
from zi_build.load.source import Source
from zi_build.load.validate import Parsed
from zi_build.load.walk import Entry
from zi_build.model.fault import Fault
from zi_build.model.period import MONTH_NAMES, Grain, Period
from zi_build.model.register import (
    AuditRegister,
    ComplaintCount,
    ComplaintRegister,
    FollowUp,
    Recommendation,
    StateCount,
    TopicCount,
)
from zi_build.model.survey import About, Dimension, Group, Question, Survey, SurveyKind

# The word with which a table's name begins, and what the table then is.
KINDS: Mapping[str, str] = MappingProxyType(
    {
        "skm": "skm",
        "spak": "spak",
        "ipak": "spak",
        "spkp": "spkp",
        "ipkp": "spkp",
        "tlhp": "tlhp",
        "pengaduan": "pengaduan",
        "dumas": "pengaduan",
        "rekomendasi": "rekomendasi",
    }
)
SURVEYS = frozenset(SurveyKind)
READ = (".csv", ".tsv", ".xlsx")
NOT_READ = (".xls", ".xlsm", ".ods", ".numbers")
SIDECARS = (".yml", ".yaml", ".yml.txt", ".yaml.txt")
_KIND = re.compile(r"([a-z]+)(?:[^a-z].*)?")
_YEAR = re.compile(r"(?<!\d)(20\d\d)(?!\d)")
_PART = re.compile(
    r"(?<![a-z0-9])(?:(?:semester|smt|sem|s)[ -]?(?P<semester>1|2|ii|i)"
    r"|(?:triwulan|tw|t|q)[ -]?(?P<quarter>[1-4]|iv|iii|ii|i)"
    r"|(?<=20\d\d-)(?P<month>0[1-9]|1[0-2]))(?![a-z0-9])"
)
# What looks like a part of a year in a name, whether or not the calendar has it.
_TRIED = re.compile(
    r"(?<![a-z])(?:semester|smt|sem|s|triwulan|tw|t|q)[ -]?(?:\d+|[ivx]+)(?![a-z0-9])"
    r"|(?<=20\d\d-)\d{1,2}(?!\d)|(?<![a-z])(?:" + "|".join(MONTH_NAMES).casefold() + r")(?![a-z])"
    r"|(?<!\d)(?:\d{3}|\d{5,7})(?!\d)"
)
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}


@dataclass(slots=True)
class Tables:
    """Everything that the hasil folders hold as tables, sorted by path."""

    surveys: tuple[Survey, ...] = ()
    audits: tuple[AuditRegister, ...] = ()
    complaints: tuple[ComplaintRegister, ...] = ()
    recommendations: tuple[Recommendation, ...] = ()
    not_recommendations: int = 0


@dataclass(frozen=True, slots=True)
class _Counted:
    """A table's content as plain values; `data` is None when it could not be used."""

    data: dict[str, Any] | None
    faults: list[list[Any]] = field(default_factory=list)


def load_tables(
    source: Source, entries: Iterable[Entry], cache: Cache, faults: list[Fault]
) -> Tables:
    """Read every table; what is wrong with one is a fault of it alone, the others still count."""
    listed = sorted(entries, key=lambda entry: entry.path)
    by_path = {entry.path: entry for entry in listed}
    tables = Tables()
    for entry in listed:
        kind = _kind(entry, by_path, faults)
        if kind is None:
            continue
        counted = _counted(source, entry, kind, cache)
        for line, name, detail in counted.faults:
            faults.append(Fault(name, Place(entry.path, line), (detail,)))
        beside = next(
            (by_path[path] for end in SIDECARS if (path := f"{entry.path}{end}") in by_path), None
        )
        about = _about(content.parse(source, beside, "tabel", cache), faults) if beside else None
        if counted.data is not None:
            _add(tables, entry, kind, counted.data, about)
            faults += _doubts(entry, kind, counted.data)
    return tables


def _kind(entry: Entry, known: Mapping[str, Entry], faults: list[Fault]) -> str | None:
    """Return what a file of the hasil folder is; one that will never be read is a fault."""
    name = entry.name.casefold()
    if name.endswith(SIDECARS):
        owner = next(entry.path[: -len(end)] for end in reversed(SIDECARS) if name.endswith(end))
        if owner not in known:
            faults.append(Fault("table-sidecar", Place(entry.path), (owner.rpartition("/")[2],)))
        return None
    if not name.endswith((*READ, *NOT_READ)):
        return None
    match = _KIND.fullmatch(name)
    kind = KINDS.get(match[1]) if match else None
    if kind is None:
        faults.append(Fault("table-name", Place(entry.path)))
    return kind


def period_of(path: str) -> Period:
    """Return the period that a table's name says, else the year of its folder.

    >>> str(period_of("evidence/2026/hasil/skm-2026-S1.csv"))
    '2026-S1'
    >>> str(period_of("evidence/2025/hasil/SKM Triwulan III.xlsx"))
    '2025-T3'
    """
    folder, _, name = path.rpartition("/")
    stem = name.rpartition(".")[0].casefold().replace("_", "-")
    said = _YEAR.search(stem)
    year = int(said[1] if said else folder.split("/")[1])
    for part in _PART.finditer(stem):
        for grain in (Grain.SEMESTER, Grain.QUARTER, Grain.MONTH):
            text = part[grain.name.lower()]
            if text:
                return Period(year, grain, _ROMAN.get(text) or int(text))
    return Period(year, Grain.YEAR)


def _doubts(entry: Entry, kind: str, data: Mapping[str, Any]) -> Iterator[Fault]:
    """Yield what makes the period in a table's name doubtful: its writing, and the days in it."""
    period, place = period_of(entry.path), Place(entry.path)
    stem = entry.name.rpartition(".")[0].casefold().replace("_", "-")
    tried = _TRIED.search(stem)
    if kind != "rekomendasi" and period.grain is Grain.YEAR and tried:
        yield Fault("table-period", place, (tried[0].strip("- "), str(period)))
    outside = sum(
        count
        for (year, month), count in data.get("months", ())
        if not period.contains(Period(year, Grain.MONTH, month))
    )
    if outside:
        yield Fault("table-dates", place, (str(outside), period.label))


def _counted(source: Source, entry: Entry, kind: str, cache: Cache) -> _Counted:
    """Count a table, or take what the cache knows of its content."""
    shape = f"tabel-{kind}"
    blob = cache.blob(entry)
    known = cache.text(blob, shape) if blob else None
    if known is not None:
        return _Counted(known[0], known[1])
    try:
        found = source.read(entry)
    except OSError as error:
        return _Counted(None, [[None, "unreadable", reason_of(error)]])
    counted = _count(found, kind)
    blob = entry.blob or blob_id(found)
    cache.remember(entry, blob)
    cache.keep_text(blob, shape, [counted.data, counted.faults])
    return counted


def _count(found: bytes, kind: str) -> _Counted:
    said: list[tuple[int, str, str]] = []
    try:
        grid = read_grid(found, lambda rows: recognised(rows, kind))
    except TableError as error:
        return _Counted(None, [[None, "table-unreadable", str(error)]])
    head = head_of(grid.rows, kind)
    if head is None:
        return _Counted(None, [[None, "table-columns", "Tidak ada baris kepala yang dikenal."]])
    if head.identity:
        named = ", ".join(f"“{column.label[:40]}”" for column in head.identity)
        said.append((head.line, "table-identity", named))
    try:
        count = tally if kind in SURVEYS else register
        data: dict[str, Any] | None = count(grid, head, kind, said)
    except ColumnsError as error:
        said.append((head.line, "table-columns", str(error)))
        data = None
    except ScaleError as error:
        said.append((head.line, "table-scale", str(error)))
        data = None
    return _Counted(data, [list(one) for one in sorted(said)])


def _about(parsed: Parsed, faults: list[Fault]) -> About | None:
    faults += parsed.faults
    data = parsed.data
    if data is None:
        return None
    return About(
        place=parsed.value("laporan") if data["laporan"] else parsed.value(),
        surveyor=data["pelaksana"],
        on=day(data["tanggal"]),
        report=data["laporan"],
        self_run=bool(data["mandiri"]),
        population=data["populasi"],
        method=data["metode"],
        scope=data["berlaku_bagi"],
    )


def _add(
    tables: Tables, entry: Entry, kind: str, data: dict[str, Any], about: About | None
) -> None:
    place, period = Place(entry.path), period_of(entry.path)
    if kind in SURVEYS:
        tables.surveys += (_survey(place, SurveyKind(kind), period, data, about),)
    elif kind == "tlhp":
        tables.audits += (_audit(place, period, data, about),)
    elif kind == "pengaduan":
        tables.complaints += (_complaints(place, period, data, about),)
    else:
        tables.recommendations += tuple(_recommendation(entry.path, row) for row in data["rows"])
        tables.not_recommendations += data["rejected"]


def _survey(
    place: Place, kind: SurveyKind, period: Period, data: dict[str, Any], about: About | None
) -> Survey:
    return Survey(
        place=place,
        kind=kind,
        period=period,
        respondents=data["respondents"],
        rejected=data["rejected"],
        questions=tuple(
            Question(key, label, Fraction(total), aspect)
            for key, label, total, aspect in data["questions"]
        ),
        dimensions=tuple(
            Dimension(
                name,
                tuple(Group(label, count, Fraction(total)) for label, count, total in groups),
                folded,
                folded_groups,
            )
            for name, groups, folded, folded_groups in data["dimensions"]
        ),
        first=day(data["first"]),
        last=day(data["last"]),
        about=about,
    )


def _audit(
    place: Place, period: Period, data: dict[str, Any], about: About | None
) -> AuditRegister:
    states = tuple(
        StateCount(FollowUp(state), day(finished), count)
        for state, finished, count in data["states"]
    )
    return AuditRegister(place, period, states, data["rejected"], about)


def _complaints(
    place: Place, period: Period, data: dict[str, Any], about: About | None
) -> ComplaintRegister:
    counts = tuple(
        ComplaintCount(day(came) or period.start, channel, day(finished), done, duty, count, unread)
        for came, channel, finished, done, duty, count, unread in data["counts"]
    )
    topics = tuple(TopicCount(topic, count) for topic, count in data["topics"])
    return ComplaintRegister(place, period, counts, topics, data["rejected"], about)


def _recommendation(path: str, row: list[Any]) -> Recommendation:
    (
        line,
        number,
        source,
        from_whom,
        text,
        area,
        criterion,
        owner,
        given,
        due,
        state,
        proof,
        end,
    ) = row
    return Recommendation(
        place=Place(path, line),
        source=source,
        from_whom=from_whom,
        text=text,
        owner=owner,
        state=FollowUp(state),
        number=number,
        area=area,
        criterion=criterion,
        given=day(given),
        due=day(due),
        proof=proof,
        finished_on=day(end),
    )

"""A workspace folder to one frozen record: the order of reading, and nothing else."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

from zi_build.diagnostics import Place
from zi_build.errors import UsageError
from zi_build.load import content, evidence
from zi_build.load.answers import assessment_of
from zi_build.load.cache import Cache
from zi_build.load.checklist import load_checklist
from zi_build.load.holiday import holidays_of
from zi_build.load.instrument import Shelf, load_catalogue
from zi_build.load.listing.apply import Listed, apply
from zi_build.load.listing.rows import load_register
from zi_build.load.results.tables import load_tables
from zi_build.load.rubric import DEFAULT_RUBRIC, load_rubric, rubric_ids
from zi_build.load.source import Folder, Source
from zi_build.load.unit import unit_of
from zi_build.load.validate import NAMELESS
from zi_build.load.walk import Entry
from zi_build.model.assessment import Assessment
from zi_build.model.catalogue import Catalogue
from zi_build.model.directive import directives
from zi_build.model.evidence import Facts, Sidecar
from zi_build.model.fault import Fault
from zi_build.model.rubric import Rubric
from zi_build.model.unit import Unit
from zi_build.model.workspace import Reading, Workspace

PAGES = "docs"


def load(
    root: Path,
    *,
    as_of: date | None,
    rubric_id: str | None,
    today: Callable[[str], date],
    source: Source | None = None,
    cache: Cache | None = None,
) -> Workspace:
    """Read everything below `root`, or what `source` holds in its place.

    `cache` is that of `root`; two readings that share it read the same content once.
    The day of judgement is `as_of`, else the office's `per_tanggal`, else `today(time zone)`; the
    rubric is `rubric_id`, else the office's `rubrik`, else the guideline's.
    Raises UsageError when `root` holds no evidence folder or the rubric is unknown.
    """
    source, cache = source or Folder(root), cache or Cache(root)
    if not source.holds(evidence.ROOT):
        raise UsageError(
            f"Tidak ada folder {evidence.ROOT}/ di {root}. Kantor baru disiapkan dengan: zi init"
        )
    faults: list[Fault] = []
    shelf = Shelf(cache)
    catalogue = load_catalogue(shelf)
    heaps = evidence.sort_entries(source.walk(evidence.ROOT, faults), catalogue, faults)
    unit = _unit(source, heaps.unit, cache, faults)
    day = as_of or unit.as_of or today(unit.time_zone)
    wanted = rubric_id or unit.rubric or DEFAULT_RUBRIC
    rubric = load_rubric(shelf, wanted, catalogue)
    last = max(day, unit.start or day).year
    answers = _answers(source, heaps.answers, last, cache, faults)
    pages = _pages(source, cache, faults)
    listed, orphans = _papers(source, heaps, catalogue, cache, faults)
    tables = load_tables(source, heaps.results, cache, faults)
    workspace = Workspace(
        root=root,
        as_of=day,
        unit=unit,
        catalogue=catalogue,
        rubric=rubric,
        assessment=answers.get(rubric.id, Assessment()),
        items=listed.items,
        orphans=orphans,
        inbox=heaps.waiting,
        reports=_reports(source, heaps, cache, faults),
        pages=pages,
        faults=tuple(dict.fromkeys(faults)),
        holidays=_holidays(unit, day, cache),
        checklist=load_checklist(shelf),
        folders=evidence.criterion_folders(source),
        others=_others(shelf, catalogue, answers, {*answers, *_shown(pages, rubric)} - {wanted}),
        strays=tuple(listed.strays),
        surveys=tables.surveys,
        audits=tables.audits,
        complaints=tables.complaints,
        recommendations=tables.recommendations,
        not_recommendations=tables.not_recommendations,
    )
    cache.save()
    return workspace


def _holidays(unit: Unit, day: date, cache: Cache) -> frozenset[date]:
    """Return them back to what a day of last year looks back on, forward to what falls due next year."""
    years = range((unit.start or day).year - 2, day.year + 3)
    return holidays_of(years, unit.holidays, cache)


def _reports(
    source: Source, heaps: evidence.Sorted, cache: Cache, faults: list[Fault]
) -> Mapping[str, Facts]:
    """Return what is known of the PDFs in the hasil folders."""
    found = [entry for entry in heaps.results if entry.name.lower().endswith(".pdf")]
    return content.gather(source, found, cache, faults)


def _papers(
    source: Source, heaps: evidence.Sorted, catalogue: Catalogue, cache: Cache, faults: list[Fault]
) -> tuple[Listed, tuple[Sidecar, ...]]:
    """Return the papers with what the lists of the years say of them, and sidecars without a paper."""
    items, orphans = evidence.load_items(source, heaps, cache, faults)
    lists = [load_register(source, entry, cache, faults) for entry in heaps.registers]
    return apply(lists, items, heaps.waiting, catalogue, faults), orphans


def _unit(source: Source, entry: Entry | None, cache: Cache, faults: list[Fault]) -> Unit:
    if entry is None:
        return Unit()
    parsed = content.parse(source, entry, "unit", cache)
    faults += parsed.faults
    unit = unit_of(parsed)
    if unit.rubric and unit.rubric not in rubric_ids():
        faults.append(Fault("unknown-rubric", parsed.value("rubrik"), (unit.rubric,)))
        return replace(unit, rubric=None)
    return unit


def _answers(
    source: Source, entries: Iterable[Entry], last: int, cache: Cache, faults: list[Fault]
) -> Mapping[str, Assessment]:
    """Return rubric id → the newest answers file up to a year.

    It is that of the day of judgement; before the start of building, that of the start.
    """
    newest: dict[str, Assessment] = {}
    for entry in sorted(entries, key=lambda entry: entry.path, reverse=True):
        year = int(entry.path.split("/")[1])
        parsed = content.parse(source, entry, "jawaban", cache)
        faults += parsed.faults
        stem = entry.name.rpartition(".")[0]
        said = (parsed.data or {}).get("rubrik", stem)
        if said not in {stem, NAMELESS}:
            faults.append(Fault("rubric-name", parsed.value("rubrik"), (said, stem)))
        elif said not in rubric_ids():
            faults.append(Fault("unknown-rubric", parsed.value("rubrik"), (said,)))
        if stem not in newest and stem in rubric_ids() and year <= last:
            newest[stem] = assessment_of(parsed)
    return newest


def _others(
    shelf: Shelf, catalogue: Catalogue, answers: Mapping[str, Assessment], names: Iterable[str]
) -> Mapping[str, Reading]:
    """Return the further rubrics, each with the office's answers to it."""
    return {
        name: Reading(load_rubric(shelf, name, catalogue), answers.get(name, Assessment()))
        for name in sorted(names)
    }


def _shown(pages: Mapping[str, str], rubric: Rubric) -> set[str]:
    """Return the rubrics that the pages need: those they name, and the one whose numbers they use."""
    needed = {directive.rubric for text in pages.values() for directive in directives(text)}
    if pages and rubric.parts:
        needed.add(DEFAULT_RUBRIC)
    return {name for name in rubric_ids() if name in needed}


def _page(source: Source, entry: Entry, cache: Cache) -> str:
    """Return a page's text with line ends as Python has them; one that this run has read is known."""
    blob = cache.blob(entry)
    if blob is None or blob not in cache.pages:
        text = source.read(entry).decode("utf-8").replace("\r\n", "\n").replace("\r", "\n")
        if blob is None:
            return text
        cache.pages[blob] = text
    return cache.pages[blob]


def _pages(source: Source, cache: Cache, faults: list[Fault]) -> dict[str, str]:
    """Read the hand-written pages, whose directives are checked like everything else."""
    pages = {}
    for entry in source.walk(PAGES, faults) if source.holds(PAGES) else ():
        if entry.name.endswith(".md"):
            try:
                pages[entry.path] = _page(source, entry, cache)
            except (OSError, UnicodeDecodeError):
                faults.append(Fault("unreadable", Place(entry.path), ("bukan teks UTF-8",)))
    return pages

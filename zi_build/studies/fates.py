"""What became of each paper between two states of the evidence: added, moved, replaced, withdrawn."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from zi_build.diagnostics import Place
from zi_build.exposure import access_of, exposure
from zi_build.ids import area_of, criterion_of, natural_key
from zi_build.model.evidence import EvidenceItem
from zi_build.model.register import AuditRegister, ComplaintRegister
from zi_build.model.result import Build
from zi_build.model.survey import Survey
from zi_build.model.view import Audience, Exposure

HASIL = "hasil"


class How(StrEnum):
    """What became of a paper; in the order in which it is told."""

    ADDED = "ditambahkan"
    UNUSABLE = "ditambahkan, belum dapat dipakai"
    MENDED = "kini dapat dipakai"
    REPLACED = "diganti isinya"
    MOVED = "dipindah"
    OPENED = "akses dilonggarkan"
    CLOSED = "akses diperketat"
    TWIN_ADDED = "salinan publiknya ditambahkan"
    TWIN_REPLACED = "salinan publiknya diganti isinya"
    TWIN_GONE = "salinan publiknya ditarik"
    NOTED = "keterangannya diubah"
    BROKEN = "tidak dapat dipakai lagi"
    WITHDRAWN = "ditarik"
    DISCARDED = "dihapus, memang belum dapat dipakai"


ORDER = tuple(How)
# Of a paper that it does not see, the public is not told even that this happened.
SILENT = frozenset(
    {How.OPENED, How.CLOSED, How.TWIN_ADDED, How.TWIN_REPLACED, How.TWIN_GONE, How.NOTED}
)


@dataclass(frozen=True, slots=True)
class Fate:
    """What became of one paper, as an audience may know it.

    `document` is an id of the catalogue, or `hasil`; `before` and `after` are paths, `detail` says
    more of an access or of what is wrong. Of a paper that the audience may not know, only its
    document is told.
    """

    how: How
    document: str
    name: str
    area: str
    before: str | None = None
    after: str | None = None
    title: str | None = None
    period: str | None = None
    detail: str | None = None


@dataclass(frozen=True, slots=True)
class _Paper:
    """One file that proves something, in one of the two states; `content` is equal for equal bytes."""

    path: str
    document: str
    content: Hashable
    wrong: str | None
    item: EvidenceItem | None = None

    @property
    def place(self) -> Hashable:
        """The document and the period that it proves; itself where it says no period."""
        if self.item is None or self.item.period is None:
            return self.path
        return self.document, self.item.period


_Pair = tuple[_Paper | None, _Paper | None]


def fates(before: Build, after: Build, audience: Audience) -> tuple[Fate, ...]:
    """Return what became of every paper that is not as it was, sorted by area, document and path.

    A file with the same bytes elsewhere was moved; another file for the same document and period
    replaces the one that is gone; what is then gone was withdrawn.
    """
    found = [
        _told(how, pair, before, after, audience)
        for pair in _pairs(_papers(before, after), _papers(after, before))
        for how in _hows(pair, before, after)
    ]
    return tuple(sorted((fate for fate in found if fate is not None), key=_order))


def _order(fate: Fate) -> tuple[object, ...]:
    place = natural_key(fate.document)
    return fate.area, place, ORDER.index(fate.how), fate.after or "", fate.before or ""


# --- the papers of one state -----------------------------------------------------------------


def _papers(build: Build, other: Build) -> Mapping[str, _Paper]:
    """Return every paper by path; also a table that broke, which the other state could still read."""
    wrong = {
        one.item.path: f"{one.diagnostic.code}: {one.diagnostic.message}" for one in build.rejected
    }
    found = {
        item.path: _Paper(item.path, item.document, _content(item), wrong.get(item.path), item)
        for item in build.workspace.items
    }
    tables = _results(build)
    said = {one.place.path: f"{one.code}: {one.message}" for one in build.errors}
    for path in _results(other).keys() & said.keys():
        tables.setdefault(path, None)
    for path, content in tables.items():
        found[path] = _Paper(path, HASIL, content, said.get(path))
    return found


def _content(item: EvidenceItem) -> Hashable:
    return item.facts.sha256 if item.facts and item.facts.size else None


def _results(build: Build) -> dict[str, Hashable]:
    """Return path → content of the reports and tables of the hasil folders."""
    workspace, nowhere = build.workspace, Place("")
    found: dict[str, Hashable] = {path: facts.sha256 for path, facts in workspace.reports.items()}
    tables: list[Survey | AuditRegister | ComplaintRegister] = [*workspace.surveys]
    tables += [*workspace.audits, *workspace.complaints]
    for table in tables:
        about = replace(table.about, place=nowhere) if table.about else None
        found[table.place.path] = repr(replace(table, place=nowhere, about=about))
    rows: dict[str, list[str]] = defaultdict(list)
    for row in workspace.recommendations:
        rows[row.place.path].append(repr(replace(row, place=nowhere)))
    return found | {path: tuple(texts) for path, texts in rows.items()}


# --- which paper became which ----------------------------------------------------------------


def _pairs(before: Mapping[str, _Paper], after: Mapping[str, _Paper]) -> Iterator[_Pair]:
    for path in sorted(before.keys() & after.keys()):
        yield before[path], after[path]
    gone = [before[path] for path in sorted(before.keys() - after.keys())]
    new = [after[path] for path in sorted(after.keys() - before.keys())]
    ways: tuple[Callable[[_Paper], Hashable], ...] = (
        lambda paper: None if paper.content is None else (paper.content, paper.document),
        lambda paper: paper.content,
        lambda paper: paper.place,
    )
    for way in ways:
        matched = list(_matched(gone, new, way))
        yield from matched
        gone = [paper for paper in gone if all(paper is not one for one, _ in matched)]
        new = [paper for paper in new if all(paper is not other for _, other in matched)]
    yield from ((paper, None) for paper in gone)
    yield from ((None, paper) for paper in new)


def _matched(
    gone: Iterable[_Paper], new: Iterable[_Paper], key: Callable[[_Paper], Hashable]
) -> Iterator[tuple[_Paper, _Paper]]:
    """Yield one of each that agree in a key, in their order; None agrees with nothing."""
    waiting: dict[Hashable, list[_Paper]] = defaultdict(list)
    for paper in new:
        waiting[key(paper)].append(paper)
    for paper in gone:
        if key(paper) is not None and waiting[key(paper)]:
            yield paper, waiting[key(paper)].pop(0)


def _hows(pair: _Pair, before: Build, after: Build) -> Iterator[How]:
    old, new = pair
    if old is None or new is None:
        if new is not None:
            yield How.UNUSABLE if new.wrong else How.ADDED
        elif old is not None:
            yield How.DISCARDED if old.wrong else How.WITHDRAWN
        return
    if bool(old.wrong) != bool(new.wrong):
        yield How.BROKEN if new.wrong else How.MENDED
    if old.content != new.content and not new.wrong and not old.wrong:
        yield How.REPLACED
    elif old.path != new.path:
        yield How.MOVED
    if old.item is not None and new.item is not None:
        yield from _said(old.item, new.item, before, after)


def _said(old: EvidenceItem, new: EvidenceItem, before: Build, after: Build) -> Iterator[How]:
    """Yield what changed in what is said of a paper: who may see it, or anything else."""
    was, is_ = access_of(before, old).rank, access_of(after, new).rank
    if was != is_:
        yield How.CLOSED if was < is_ else How.OPENED
    elif _words(old) != _words(new):
        yield How.NOTED
    one, other = (item.twin.facts.sha256 if item.twin else "" for item in (old, new))
    if one != other:
        yield How.TWIN_REPLACED if one and other else How.TWIN_GONE if one else How.TWIN_ADDED


def _words(item: EvidenceItem) -> object:
    return replace(item.sidecar, place=Place(""), places=()) if item.sidecar else None


# --- what may be told ------------------------------------------------------------------------


def _told(how: How, pair: _Pair, before: Build, after: Build, audience: Audience) -> Fate | None:
    """Return what an audience may know of a fate; None where even that it happened is too much.

    The public is told by name of what its site shows now. That a paper is closed to it from now on, or
    that something is said of a closed one, is not for it.
    """
    old, new = pair
    paper = new or old
    assert paper is not None  # noqa: S101  (a pair has at least one side)
    catalogue, item = after.workspace.catalogue, paper.item
    known = catalogue.documents.get(paper.document)
    fate = Fate(
        how=how,
        document=paper.document,
        name=known.name if known else "Data hasil",
        area=area_of(criterion_of(paper.document)) if known else HASIL,
    )
    period = item.period.label if item and item.period else None
    if audience is Audience.INTERNAL:
        return replace(
            fate,
            before=old.path if old else None,
            after=new.path if new else None,
            title=item.title or None if item else None,
            period=period,
            detail=_detail(how, pair, before, after),
        )
    shown = _shown(new, after)
    if shown is Exposure.WITHHELD or item is None:
        return None if how in SILENT else fate
    title = fate.name if shown is Exposure.TWIN else item.title or fate.name
    return replace(fate, title=title, period=period)


def _shown(paper: _Paper | None, build: Build) -> Exposure:
    """Return how the public sees a paper; one that does not count, or not yet, is not published."""
    good = {item.path for item in build.good}
    if paper is None or paper.item is None or paper.path not in good:
        return Exposure.WITHHELD
    return exposure(build, paper.item, Audience.PUBLIC)


def _detail(how: How, pair: _Pair, before: Build, after: Build) -> str | None:
    old, new = pair
    if how in {How.OPENED, How.CLOSED} and old and new and old.item and new.item:
        return f"{access_of(before, old.item)} → {access_of(after, new.item)}"
    if how in {How.BROKEN, How.UNUSABLE} and new:
        return new.wrong
    return None

"""Which files stand behind each question, and where each of them is published."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import quote

from zi_build.export.lke.outline import Outline
from zi_build.model.catalogue import Access, Role
from zi_build.model.form import Kind
from zi_build.model.view import DocumentView, PaperView, View

FIRST_ROW = 5


@dataclass(frozen=True, slots=True)
class Entry:
    """One row: a document of a question with one of its files, or with none."""

    code: str
    document: DocumentView | None
    paper: PaperView | None


@dataclass(frozen=True, slots=True)
class Listing:
    """All rows, and for each question the row where its own begin."""

    entries: tuple[Entry, ...]
    rows: Mapping[str, int]

    def of(self, code: str) -> list[PaperView]:
        """Return the files of one question that an audience may see, deciding documents first."""
        start = self.rows.get(code)
        if start is None:
            return []
        found = []
        for entry in self.entries[start - FIRST_ROW :]:
            if entry.code != code:
                break
            if entry.paper:
                found.append(entry.paper)
        return found


def listing(view: View, plan: Outline) -> Listing:
    """Return the rows of the sheet, in the order of the outline."""
    entries: list[Entry] = []
    rows: dict[str, int] = {}
    reports = {result.id: result.report for result in view.results}
    for line in plan.lines:
        rows_before = len(entries)
        if line.kind is Kind.QUESTION and line.criterion:
            entries += _documents(view, line.code, line.criterion.documents)
        elif line.kind is Kind.RESULT and reports.get(line.code):
            entries.append(Entry(line.code, None, reports[line.code]))
        if len(entries) > rows_before:
            rows[line.code] = rows_before + FIRST_ROW
    return Listing(tuple(entries), rows)


def _documents(view: View, code: str, names: tuple[str, ...]) -> Iterator[Entry]:
    found = [view.documents[name] for name in names]
    for document in sorted(found, key=lambda one: one.document.role is not Role.POKOK):
        papers = _papers(document)
        yield from (Entry(code, document, paper) for paper in papers)
        if not papers:
            yield Entry(code, document, None)


def _papers(document: DocumentView) -> list[PaperView]:
    """Return the files of a document once each, the newest first."""
    seen = {
        (paper.target, paper.url, paper.title, paper.period, paper.note): paper
        for slot in document.slots
        for paper in slot.papers
    }
    by_name = sorted(seen.values(), key=lambda paper: paper.title)
    return sorted(by_name, key=lambda paper: paper.sort_key, reverse=True)


def address(view: View, paper: PaperView, site: str | None) -> tuple[str, str | None]:
    """Return what to show for a file and where it leads, if anywhere.

    Only what the public site holds is linked below its address; of other files staff see the path.
    """
    if paper.url:
        return paper.url, paper.url
    if view.internal and paper.access is not Access.PUBLIK:
        return paper.path or "", None
    if paper.target is None:
        return paper.path or "", None
    if site is None:
        return paper.target, None
    whole = f"{site.rstrip('/')}/{quote(paper.target)}{paper.fragment}"
    return whole, whole

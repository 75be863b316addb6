"""The sheet `Bukti`: every document that a question asks for, its state, and the files to open."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import quote

from zi_build.export.lke.columns import height
from zi_build.export.lke.outline import Kind, Outline
from zi_build.export.lke.style import Pen
from zi_build.model.catalogue import Access, Role
from zi_build.model.view import DocumentView, PaperView, View

SHEET = "Bukti"
FIRST_ROW = 5
HEADS = (
    ("Kode", 9),
    ("Dokumen yang diminta", 40),
    ("Peran", 10),
    ("Akses", 18),
    ("Ada/diminta", 11),
    ("Keadaan", 30),
    ("Periode", 16),
    ("Berkas", 46),
    ("Alamat berkas", 90),
)
PRINTED = len(HEADS) - 1
ROLES = {Role.POKOK: "Pokok", Role.PELENGKAP: "Pelengkap"}


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
    whole = f"{site.rstrip('/')}/{quote(paper.target)}"
    return whole, whole


def write(pen: Pen, view: View, found: Listing, site: str | None) -> None:
    """Write the sheet."""
    pen.put(1, 1, "Bukti menurut pertanyaan", "judul baris")
    pen.put(
        2,
        1,
        "Yang tercantum hanyalah berkas yang boleh dilihat; keadaannya per tanggal penilaian.",
        "redup baris",
    )
    for column, (head, _) in enumerate(HEADS, 1):
        pen.put(FIRST_ROW - 1, column, head, "kepala tengah")
    for row, entry in enumerate(found.entries, FIRST_ROW):
        _row(pen, row, entry, view, site)


def _row(pen: Pen, row: int, entry: Entry, view: View, site: str | None) -> None:
    document, paper = entry.document, entry.paper
    pen.put(row, 1, entry.code, "pertanyaan tengah")
    if document:
        required = document.document
        pen.put(row, 2, required.name, "pertanyaan teks")
        pen.put(row, 3, ROLES[required.role], "pertanyaan tengah")
        pen.put(row, 4, document.access_label, "pertanyaan tengah")
        share = document.share
        held = f"{share.held} dari {share.due}" if share.due else "–"
        pen.put(row, 5, held, "pertanyaan tengah")
        pen.put(row, 6, _state(document), "pertanyaan teks")
    else:
        for column, text in enumerate(("Laporan hasil", "Pokok", "Terbuka", "–", "Ada"), 2):
            pen.put(row, column, text, "pertanyaan tengah" if column > 2 else "pertanyaan teks")  # noqa: PLR2004
    pen.put(row, 7, paper.period if paper else "", "pertanyaan tengah")
    note = f" ({paper.note})" if paper and paper.note else ""
    title = f"{paper.title}{note}" if paper else ""
    text, target = address(view, paper, site) if paper else ("", None)
    if target:
        pen.link(row, 8, title, target, "pertanyaan tautan")
    else:
        pen.put(row, 8, title, "pertanyaan teks")
    pen.put(row, 9, text, "pertanyaan baris")
    shown = (document.document.name, _state(document)) if document else ("", "")
    widths = [width for _, width in HEADS]
    fitting = height(((shown[0], widths[1]), (shown[1], widths[5]), (title, widths[7]), ("–", 1)))
    pen.sheet.row_dimensions[row].height = fitting


def _state(document: DocumentView) -> str:
    if document.waived is not None:
        return f"Dibebaskan: {document.waived}"
    states = dict.fromkeys(slot.state.label for slot in document.slots if slot.counted)
    return "; ".join(states) or "Belum waktunya"

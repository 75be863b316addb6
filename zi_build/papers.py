"""Papers as an audience sees them: in the slots of a document, in the register, as proof of a result."""

from collections.abc import Iterable, Iterator

from zi_build.exposure import access_of, exposure, report_target, target_of
from zi_build.model.catalogue import Access, Kind, RequiredDocument
from zi_build.model.evidence import EvidenceItem, PageRange
from zi_build.model.outcome import Slot
from zi_build.model.period import MONTH_NAMES, Grain, Period
from zi_build.model.result import Build
from zi_build.model.survey import About
from zi_build.model.view import Audience, DocumentView, Exposure, PaperView, SlotView
from zi_build.openness import proof_paths

KIND_NAMES = {
    Kind.PDF: "PDF",
    Kind.GAMBAR: "Gambar",
    Kind.TABEL: "Tabel",
    Kind.NASKAH: "Naskah",
    Kind.REKAMAN: "Rekaman",
    Kind.TAUTAN: "Tautan",
    Kind.SIMPANAN: "Catatan simpanan",
}


def document_view(build: Build, document: RequiredDocument, audience: Audience) -> DocumentView:
    """Return a required document with its slots, and what may be seen in them."""
    status = build.statuses[document.id]
    slots = tuple(_slot(build, document, slot, audience) for slot in status.slots)
    return DocumentView(document, slots, status.share, status.waived)


def register(build: Build, audience: Audience) -> Iterator[PaperView]:
    """Yield every paper that the audience may see, also those of years that no longer count."""
    order = {name: index for index, name in enumerate(build.workspace.catalogue.documents)}
    for item in sorted(build.good, key=lambda item: (order[item.document], item.path)):
        document = build.workspace.catalogue.documents[item.document]
        shown = exposure(build, item, audience)
        if shown is not Exposure.WITHHELD:
            yield _paper(build, document, item, shown, audience)
        elif audience is Audience.INTERNAL:
            yield _custody(document, item)


def proofs(build: Build, shown: Iterable[PaperView]) -> Iterator[tuple[str, PaperView]]:
    """Yield what opens a proof: a report in a hasil folder, or a paper of the register as shown."""
    papers = {paper.path: paper for paper in shown}
    for path in proof_paths(build):
        facts = build.workspace.report(path)
        known = papers.get(f"evidence/{path}")
        if facts:
            stem = path.rpartition("/")[2].rpartition(".")[0].replace("-", " ")
            title = stem[:1].upper() + stem[1:]
            yield (
                path,
                PaperView(
                    document="hasil/bukti",
                    title=title,
                    kind="PDF",
                    period=path.partition("/")[0],
                    sort_key=path,
                    size=facts.size,
                    target=report_target(path),
                    sha256=facts.sha256,
                    access=Access.TERBATAS,
                ),
            )
        elif known:
            yield path, known


def report_of(build: Build, about: About) -> str | None:
    """Return where the report that a table names stands in the site, or None."""
    there = build.workspace.report(about.report) is not None
    return report_target(about.report) if about.report and there else None


def _slot(build: Build, document: RequiredDocument, slot: Slot, audience: Audience) -> SlotView:
    papers = []
    for item in slot.items:
        shown = exposure(build, item, audience)
        if shown is not Exposure.WITHHELD:
            papers.append(_paper(build, document, item, shown, audience))
        elif audience is Audience.INTERNAL:
            papers.append(_custody(document, item))
    papers.sort(key=lambda paper: (paper.sort_key, paper.title))
    return SlotView(
        label=slot.label,
        short=_short(slot.period),
        due=slot.due,
        state=slot.state,
        counted=slot.counted,
        papers=tuple(papers),
        withheld=len(slot.items) - len(papers),
    )


def _short(period: Period | None) -> str:
    if period is None:
        return "—"
    if period.grain is Grain.MONTH:
        return MONTH_NAMES[period.index - 1][:3]
    prefix = {Grain.QUARTER: "TW", Grain.SEMESTER: "Sem."}.get(period.grain)
    return f"{prefix} {period.index}" if prefix else str(period.year)


def _paper(
    build: Build,
    document: RequiredDocument,
    item: EvidenceItem,
    shown: Exposure,
    audience: Audience,
) -> PaperView:
    twin = item.twin if shown is Exposure.TWIN else None
    facts = twin.facts if twin else item.facts
    sidecar = item.sidecar
    pages = pages_of(build, document, item) if twin is None else None
    notes = {
        pages.label if pages else "": pages is not None,
        "salinan publik": twin is not None,
        "pernyataan nihil": item.is_nihil,
        f"juga untuk {document.name.lower()}": document.id != item.document and twin is None,
    }
    return PaperView(
        document=document.id,
        title=document.name if twin else item.title or document.name,
        kind=KIND_NAMES[item.kind] if item.kind else "",
        period=item.period.label if item.period else "",
        sort_key=item.period.start.isoformat() if item.period else "",
        size=facts.size if facts and shown is not Exposure.LINK else 0,
        target=target_of(build, item, audience),
        url=sidecar.url if shown is Exposure.LINK and sidecar else None,
        sha256=facts.sha256 if facts and shown is not Exposure.LINK else None,
        note=", ".join(note for note, said in notes.items() if said),
        path=item.path if audience is Audience.INTERNAL else None,
        access=access_of(build, item),
        first_page=pages.first if pages else None,
    )


def pages_of(build: Build, document: RequiredDocument, item: EvidenceItem) -> PageRange | None:
    """Return where in a scan a document stands; None where nothing is said."""
    resolve = build.workspace.catalogue.resolve
    return next((found for name, found in item.pages.items() if resolve(name) is document), None)


def _custody(document: RequiredDocument, item: EvidenceItem) -> PaperView:
    """A paper that even staff do not open here: where it lies (a custody record, or the repository)."""
    sidecar = item.sidecar if item.kind is Kind.SIMPANAN else None
    where = f"{sidecar.number}; disimpan {sidecar.keeper}" if sidecar else f"di {item.path}"
    return PaperView(
        document=document.id,
        title=item.title or document.name,
        kind=KIND_NAMES[item.kind] if item.kind else "",
        period=item.period.label if item.period else "",
        sort_key=item.period.start.isoformat() if item.period else "",
        note=where,
        path=item.path,
        access=Access.DIKECUALIKAN,
    )

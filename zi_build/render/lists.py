"""Lists: gaps, what is due soon, the register of evidence, the public information lists."""

from collections.abc import Iterable

from markupsafe import Markup

from zi_build.model import text
from zi_build.model.catalogue import Access
from zi_build.model.outcome import Gap
from zi_build.model.view import DocumentView, PaperView, View
from zi_build.render.html import (
    GAP_CLASSES,
    Cell,
    Page,
    badge,
    details,
    empty,
    fill,
    join,
    paper_link,
    small,
    table,
)

GAP_HEADS = (
    "Yang kurang",
    "Periode",
    "Jatuh tempo",
    "Penanggung jawab",
    "Bila kriterianya lengkap",
)
INFORMATION = {
    "berkala": "Informasi yang diumumkan secara berkala",
    "serta-merta": "Informasi yang diumumkan serta-merta",
    "setiap-saat": "Informasi yang tersedia setiap saat",
}


def gaps(view: View, area: str, page: Page) -> Markup:
    """`[[zi:kekurangan]]` or `[[zi:kekurangan 3]]`: what the office still owes today."""
    chosen = [gap for gap in view.gaps if not area or gap.criterion.startswith(f"{area}.")]
    if not chosen:
        return empty("Tidak ada yang kurang hari ini.")
    if area:
        return _gap_table(f"Yang masih kurang di area {area}", chosen, page)
    parts = [Markup("<p>{} hal masih kurang per {}.</p>").format(len(chosen), text.day(view.as_of))]
    for number, name in view.catalogue.areas.items():
        here = [gap for gap in chosen if gap.criterion.startswith(f"{number}.")]
        if here:
            title = f"{number} {name}: {len(here)}"
            parts.append(details(title, _gap_table(title, here, page)))
    return join(parts, "\n")


def upcoming(view: View, _argument: str, page: Page) -> Markup:
    """`[[zi:segera]]`: what falls due within the next weeks."""
    if not view.upcoming:
        return empty("Tidak ada yang segera jatuh tempo.")
    return _gap_table("Segera jatuh tempo", view.upcoming, page)


def _gap_table(caption: str, found: Iterable[Gap], page: Page) -> Markup:
    rows: list[list[Cell]] = []
    for gap in found:
        about = Markup(
            '<details class="zi-rinci"><summary>Yang perlu dilakukan</summary><p>{}</p></details>'
        )
        name = Markup("{} {}<br>{}{}").format(
            page.criterion(gap.criterion, gap.criterion),
            gap.name.removeprefix(f"Jawaban {gap.criterion} "),
            badge(GAP_CLASSES[gap.state], gap.state.label),
            about.format(gap.instruction),
        )
        rows.append(
            [
                Cell(name, header=True),
                Cell(gap.period.label if gap.period else "—"),
                Cell(text.day(gap.due)),
                Cell(gap.owner),
                Cell(f"+{text.decimal(gap.effect)}" if gap.effect else "—", number=True),
            ]
        )
    return table(caption, GAP_HEADS, rows)


def register(view: View, _argument: str, page: Page) -> Markup:
    """`[[zi:register]]`: every paper that this audience may see, by area.

    Staff see the digest that an evaluator's answer stores; the public gets the digests of the files
    as published, in the manifest.
    """
    if not view.register and not view.withheld:
        return empty("Belum ada bukti yang tercatat.")
    if view.internal:
        head = fill("<p>%s bukti tercatat.</p>", len(view.register))
    else:
        head = fill(
            "<p>%s bukti terbuka di sini; %s lagi ada di kantor dan tidak dipublikasikan. %s</p>",
            len(view.register),
            view.withheld,
            page.link("bukti/manifest.json", "Sidik SHA-256 setiap berkas yang terbit"),
        )
    parts = [head]
    heads = ("Bukti", "Membuktikan", "Periode", *(["Sidik"] if view.internal else []))
    for number, name in view.catalogue.areas.items():
        rows = [
            _register_row(view, paper, page)
            for paper in view.register
            if view.catalogue.documents[paper.document].area == number
        ]
        if rows:
            title = f"{number} {name}: {len(rows)} bukti"
            parts.append(details(title, table(title, heads, rows, dense=True)))
    return join(parts, "\n")


def _register_row(view: View, paper: PaperView, page: Page) -> list[Cell]:
    document = view.catalogue.documents[paper.document]
    facts = (paper.kind, text.size(paper.size) if paper.size else "", paper.note)
    about = small(" · ".join(fact for fact in facts if fact))
    place = page.criterion(document.criterion, document.criterion)
    row = [
        Cell(fill("%s<br>%s", paper_link(paper, page), about), header=True),
        Cell(fill("%s %s", place, document.name)),
        Cell(paper.period),
    ]
    if view.internal:
        digest = fill("<code>%s</code>", paper.sha256[:12]) if paper.sha256 else "—"
        row.append(Cell(digest))
    return row


def open_information(view: View, _argument: str, page: Page) -> Markup:
    """`[[zi:dip]]`: the list of public information, in the columns that PPID use."""
    heads = (
        "No.",
        "Ringkasan isi informasi",
        "Yang menguasai",
        "Penanggung jawab",
        "Waktu pembuatan",
        "Bentuk",
        "Jangka waktu simpan",
    )
    parts = []
    for key, title in INFORMATION.items():
        rows: list[list[Cell]] = []
        for document in view.documents.values():
            required = document.document
            found = [
                paper
                for slot in document.slots
                for paper in slot.papers
                if paper.target or paper.url
            ]
            if required.information != key or required.access is Access.DIKECUALIKAN or not found:
                continue
            newest = found[-1]
            summary = Markup("{}<br>{}").format(
                page.criterion(required.criterion, required.name), small(document.access_label)
            )
            rows.append(
                [
                    Cell(str(len(rows) + 1), number=True),
                    Cell(summary, header=True),
                    Cell(view.unit.officers.get("ppid", view.unit.name)),
                    Cell(_owner(view, document)),
                    Cell(newest.period),
                    Cell(
                        paper_link(newest, page)
                        if len(found) == 1
                        else Markup("{} dan {} lainnya").format(
                            paper_link(newest, page), len(found) - 1
                        )
                    ),
                    Cell(_retention(document)),
                ]
            )
        if rows:
            caption = f"{title}: {len(rows)}"
            parts.append(details(caption, table(caption, heads, rows, dense=True)))
    return join(parts, "\n") if parts else empty("Belum ada informasi yang diterbitkan.")


def _owner(view: View, document: DocumentView) -> str:
    team = view.unit.teams.get(document.document.area)
    return team.name if team else view.unit.name


def _retention(document: DocumentView) -> str:
    if document.document.cadence.grain is None:
        return "Selama berlaku, lalu menurut jadwal retensi arsip"
    return "Menurut jadwal retensi arsip"


def exempt_information(view: View, _argument: str, page: Page) -> Markup:
    """`[[zi:dik]]`: what is not published, by legal ground, with the consequence of opening it."""
    heads = (
        "No.",
        "Informasi",
        "Dasar hukum",
        "Akibat bila dibuka",
        "Manfaat bila ditutup",
        "Jangka waktu",
    )
    parts = []
    for level, title in (
        (Access.DIKECUALIKAN, "Dikecualikan"),
        (Access.TERBATAS, "Terbuka sebagian atau tersedia atas permintaan"),
    ):
        rows: list[list[Cell]] = []
        for ground in view.catalogue.exemptions.values():
            documents = [
                document
                for document in view.documents.values()
                if document.document.access is level and document.document.exemption == ground.id
            ]
            if not documents:
                continue
            rows.append(
                [
                    Cell(str(len(rows) + 1), number=True),
                    Cell(_exempt_documents(ground.name, documents, page), header=True),
                    Cell(ground.legal_basis),
                    Cell(ground.if_opened),
                    Cell(ground.if_closed),
                    Cell(ground.duration),
                ]
            )
        parts.append(table(title, heads, rows, dense=True))
    return join(parts, "\n")


def _exempt_documents(ground: str, documents: list[DocumentView], page: Page) -> Markup:
    entries = join(
        fill(
            "<li>%s %s</li>",
            page.criterion(document.document.criterion, document.document.name),
            small(f"{document.access_label} · {document.document.cadence.label}"),
        )
        for document in documents
    )
    return fill('%s (%s)<ul class="zi-bukti">%s</ul>', ground, len(documents), entries)

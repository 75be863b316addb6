"""The sheet `Bukti`: every document that a question asks for, its state, and the files to open."""

from zi_build.export.lke.columns import height
from zi_build.export.lke.listing import FIRST_ROW, Entry, Listing, address
from zi_build.export.lke.style import Pen
from zi_build.model.catalogue import Role
from zi_build.model.view import DocumentView, View

SHEET = "Bukti"
HEADS = (
    ("Kode", 9),
    ("Dokumen yang diminta", 46),
    ("Peran", 10),
    ("Akses", 18),
    ("Ada/diminta", 11),
    ("Keadaan", 30),
    ("Periode", 16),
    ("Berkas", 50),
    ("Alamat berkas", 90),
)
PRINTED = len(HEADS) - 1
ROLES = {Role.POKOK: "Pokok", Role.PELENGKAP: "Pelengkap"}


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
    fitting = height(((shown[0], widths[1]), (shown[1], widths[5]), (title, widths[7])))
    pen.sheet.row_dimensions[row].height = fitting


def _state(document: DocumentView) -> str:
    if document.waived is not None:
        return f"Dibebaskan: {document.waived}"
    states = dict.fromkeys(slot.state.label for slot in document.slots if slot.counted)
    return "; ".join(states) or "Belum waktunya"

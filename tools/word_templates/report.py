"""What the template says: the same chapters, tables and sentences as the PDF."""

import chapters
import styles
from docx.document import Document
from docx.enum.section import WD_SECTION
from docx.enum.table import WD_ROW_HEIGHT_RULE
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt
from parts import (
    AREAS,
    LEFT,
    MIDDLE,
    RIGHT,
    SEMESTER,
    STATE,
    caption,
    field,
    fill,
    gap,
    heading,
    line,
    picture,
    start,
    table,
)
from shared import shade, tag

CONTENTS = (
    # level, text, bookmark; a loop or a condition stands around what is between its two rows
    (1, "1", "Ringkasan", "_Toc_ringkasan"),
    (1, "2", "Pendahuluan", "_Toc_pendahuluan"),
    (2, "2.1", "Dasar", "_Toc_dasar"),
    (2, "2.2", "Cara menghitung", "_Toc_cara"),
    (1, "3", "Capaian", "_Toc_capaian"),
    (2, "3.1", "Kelengkapan bukti", "_Toc_kelengkapan"),
    (2, "3.2", "Nilai", "_Toc_nilai"),
    (2, "3.3", "Enam area", "_Toc_area"),
    (2, "3.4", "Syarat WBK dan WBBM", "_Toc_syarat"),
    (1, "4", "Pelaksanaan dalam periode", "_Toc_pelaksanaan"),
    (0, "", AREAS, ""),
    (2, "4.{{ loop.index }}", '{{ a.nama if a.id == "0" else "Area " + a.id + " " + a.nama }}',
     "_Toc_area_{{ a.id }}"),
    (0, "", "endfor", ""),
    (1, "5", "Kekurangan dan tindak lanjut", "_Toc_kekurangan"),
    (2, "5.1", "Prioritas perbaikan", "_Toc_prioritas"),
    (2, "5.2", "Tindak lanjut prioritas laporan lalu", "_Toc_tindak"),
    (2, "5.3", "Tindak lanjut rekomendasi", "_Toc_rekomendasi"),
    (2, "5.4", "Yang jatuh tempo berikutnya", "_Toc_berikutnya"),
    (1, "6", "Penutup", "_Toc_penutup"),
    (1, "", "Lampiran A. Bukti yang masuk hitungan dalam {{ periode }}", "_Toc_lampiran_a"),
    (1, "", "Lampiran B. Jawaban setiap kriteria", "_Toc_lampiran_b"),
    (1, "", "Lampiran C. Yang masih kurang per {{ per }}", "_Toc_lampiran_c"),
)  # fmt: skip


def made() -> Document:
    """Return the whole template."""
    document = start()
    _cover(document)
    _banner(document)
    _running(document)
    _summary(document)
    _basis(document)
    _state(document)
    chapters.write(document)
    return document


def _cover(document: Document) -> None:
    tag(document, SEMESTER)
    front = document.add_table(rows=1, cols=1)
    front.rows[0].height, front.rows[0].height_rule = Mm(150), WD_ROW_HEIGHT_RULE.AT_LEAST
    cell = front.rows[0].cells[0]
    _teal(cell, 500)
    for style, words in (
        ("Induk", "{{ kantor.induk }}"),
        ("Kantor", "{{ kantor.nama }}"),
        ("Title", "{{ judul }}"),
        ("Subtitle", "{{ periode }}"),
    ):
        paragraph = cell.add_paragraph(words, style=style)
        if style == "Title":
            paragraph.paragraph_format.space_before = Mm(62)
    cell._tc.remove(cell.paragraphs[0]._p)
    below = line(document, "Keadaan per **{{ per }}**")
    below.paragraph_format.space_before = Pt(24)
    _marks(document)
    line(document, "{{ catatan }}", "Keterangan")
    line(document, "{{ kantor.alamat }}", "Keterangan")
    inner = document.add_section(WD_SECTION.NEW_PAGE)
    numbers = parse_xml(f'<w:pgNumType {nsdecls("w")} w:start="1"/>')
    inner._sectPr.find(qn("w:cols")).addprevious(numbers)
    inner.header.is_linked_to_previous = inner.footer.is_linked_to_previous = False
    line(document, "Daftar isi", "Judul Daftar Isi")
    _contents(document)
    tag(document, "endif")


def _teal(cell: object, inset: int) -> None:
    shade(cell, styles.TEAL)
    sides = "".join(
        f'<w:{side} w:w="{inset}" w:type="dxa"/>' for side in ("top", "left", "bottom", "right")
    )
    cell._tc.get_or_add_tcPr().append(parse_xml(f"<w:tcMar {nsdecls('w')}>{sides}</w:tcMar>"))


def _marks(document: Document) -> None:
    for condition, style, words in (
        ("if sementara", "Sementara", "{{ sementara }}"),
        (
            "if kantor.contoh",
            "Sementara",
            "Contoh. Kantor, angka, dan dokumen dalam laporan ini rekaan.",
        ),
    ):
        tag(document, condition)
        line(document, words, style)
        tag(document, "endif")


def _contents(document: Document) -> None:
    """Write the table of contents: a field, filled in so that it can be read before Word renews it.

    Nobody but Word knows its page numbers; they come when the field is updated.
    """
    opened = False
    last = CONTENTS[-1][3]
    for level, number, text, mark in CONTENTS:
        if not level:
            tag(document, text)
            continue
        paragraph = document.add_paragraph(style=f"TOC {level}")
        if not opened:
            _open(paragraph)
            opened = True
        link = OxmlElement("w:hyperlink")
        link.set(qn("w:anchor"), mark)
        link.set(qn("w:history"), "1")
        before = len(paragraph._p)
        paragraph.add_run(f"{number}  {text}" if number else text)
        for run in list(paragraph._p)[before:]:
            link.append(run)
        paragraph._p.append(link)
        if mark == last:
            run = paragraph.add_run()
            end = OxmlElement("w:fldChar")
            end.set(qn("w:fldCharType"), "end")
            run._r.append(end)


def _open(paragraph: object) -> None:
    for kind in ("begin", "", "separate"):
        run = paragraph.add_run()
        mark = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            mark.set(qn("w:fldCharType"), kind)
        else:
            mark.set(qn("xml:space"), "preserve")
            mark.text = ' TOC \\o "1-2" \\h \\z \\u '
        run._r.append(mark)


def _banner(document: Document) -> None:
    """The head of a monthly evaluation, which has no cover."""
    tag(document, 'if jenis == "bulan"')
    head = document.add_table(rows=1, cols=1)
    cell = head.rows[0].cells[0]
    _teal(cell, 230)
    for style, words in (
        ("Induk", "{{ kantor.induk }}"),
        ("Kantor", "{{ kantor.nama }}"),
        ("Title", "{{ judul }}"),
        ("Subtitle", "{{ periode }} · keadaan per {{ per }}"),
    ):
        paragraph = cell.add_paragraph(words, style=style)
        if style == "Title":
            paragraph.runs[0].font.size = Pt(19)
        if style == "Subtitle":
            paragraph.runs[0].font.size = Pt(12)
    cell._tc.remove(cell.paragraphs[0]._p)
    _marks(document)
    tag(document, "endif")


def _running(document: Document) -> None:
    section = document.sections[-1]
    header = section.header.paragraphs[0]
    header.style = "Header"
    header.add_run("{{ judul }}\t{{ periode }}")
    footer = section.footer.paragraphs[0]
    footer.style = "Footer"
    footer.add_run("{{ kantor.singkatan }}\tHalaman ")
    field(footer, "PAGE", "1")


def _summary(document: Document) -> None:
    tag(document, SEMESTER)
    document.add_page_break()
    tag(document, "endif")
    heading(document, "Ringkasan", 1, "_Toc_ringkasan")
    cards = document.add_table(rows=1, cols=3)
    row = cards.rows[0]
    row.cells[0].paragraphs[0].add_run("{%tc for n in angka %}")
    row.cells[2].paragraphs[0].add_run("{%tc endfor %}")
    card = row.cells[1]
    shade(card, styles.PALE)
    fill(card, "{{ n.nama }}", "Nama Angka")
    card.add_paragraph("{{ n.nilai }}", style="Angka Besar")
    card.add_paragraph("{{ n.ket }}{% if n.ubah %}; {{ n.ubah }}{% endif %}", style="Nama Angka")
    gap(document)
    tag(document, "for kalimat in ringkasan")
    line(document, "{{ kalimat }}", "List Bullet")
    tag(document, "endfor")
    tag(document, "if berkas_bermasalah")
    line(
        document,
        "{{ berkas_bermasalah }} berkas belum dapat dipakai dan tidak ikut dihitung.",
        "List Bullet",
    )
    tag(document, "endif")


def _basis(document: Document) -> None:
    tag(document, SEMESTER)
    heading(document, "Pendahuluan", 1, "_Toc_pendahuluan")
    heading(document, "Dasar", 2, "_Toc_dasar")
    line(document, "{{ dasar }}")
    heading(document, "Cara menghitung", 2, "_Toc_cara")
    tag(document, "for c in cara")
    line(document, "**{{ c.istilah }}** {{ c.arti }}", "List Bullet")
    tag(document, "endfor")
    tag(document, "endif")


def _state(document: Document) -> None:
    heading(document, "Capaian", 1, "_Toc_capaian")
    heading(document, "Kelengkapan bukti", 2, "_Toc_kelengkapan")
    picture(document, "bulan", 58)
    caption(document, "Gambar", "Kelengkapan bukti pada akhir setiap bulan")
    tag(document, SEMESTER)
    caption(document, "Tabel", "Kelengkapan bukti pada akhir setiap bulan")
    table(
        document,
        ("Bulan", "Ada", "Sudah waktunya", "Kelengkapan"),
        (4, 1, 1.5, 1.5),
        (LEFT, RIGHT, RIGHT, RIGHT),
        "b in bulan",
        ("{{ b.nama }}", "{{ b.ada }}", "{{ b.diminta }}", "{{ b.persen }}"),
        whole=True,
    )
    tag(document, "endif")
    heading(document, "Nilai", 2, "_Toc_nilai")
    caption(
        document,
        "Tabel",
        "Nilai menurut setiap suara{% if lalu.ada %}, dibanding {{ lalu.per }}{% endif %}",
    )
    table(
        document,
        (
            "Suara",
            "{{ bagian_suara[0] }}",
            "{{ bagian_suara[1] }}",
            "Total (100)",
            "Lalu",
            "Perubahan",
        ),
        (3.4, 1.5, 1.2, 1.2, 1, 1.3),
        (LEFT, RIGHT, RIGHT, RIGHT, RIGHT, RIGHT),
        "s in suara",
        (
            "{{ s.nama }}|~Kecil~ ({{ s.ket }})",
            "{{ s.bagian[0] }}",
            "{{ s.bagian[1] }}",
            "~b~{{ s.total }}",
            "{{ s.lalu }}",
            "{{ s.ubah }}",
        ),
    )
    tag(document, "if hasil")
    caption(document, "Tabel", "Komponen hasil, nilai berdasarkan bukti")
    table(
        document,
        ("Komponen", "Nilai", "Poin", "Bobot", "Sumber"),
        (3, 0.8, 0.8, 0.8, 3),
        (LEFT, RIGHT, RIGHT, RIGHT, LEFT),
        "h in hasil",
        ("{{ h.nama }}", "{{ h.nilai }}", "{{ h.poin }}", "{{ h.bobot }}", "{{ h.sumber }}"),
        whole=True,
    )
    tag(document, "endif")
    _areas(document)


def _areas(document: Document) -> None:
    heading(document, "Enam area", 2, "_Toc_area")
    picture(document, "area", 79)
    caption(document, "Gambar", "Nilai setiap area terhadap bobotnya dan batas area untuk WBK")
    caption(document, "Tabel", "Nilai dan kelengkapan setiap area")
    table(
        document,
        ("Area", "Bobot", "Batas WBK", "Unit", "Bukti", "Ubah", "Lengkap", "Di atas batas"),
        (3.6, 0.9, 0.9, 0.9, 0.9, 0.9, 1.1, 1.1),
        (LEFT, RIGHT, RIGHT, RIGHT, RIGHT, RIGHT, RIGHT, MIDDLE),
        "a in area",
        (
            "{{ a.id }} {{ a.nama }}",
            "{{ a.bobot }}",
            "{{ a.batas }}",
            "{{ a.unit }}",
            "~b~{{ a.bukti }}",
            "{{ a.ubah }}",
            "{{ a.kelengkapan }}",
            STATE % {"x": "a.di_atas"},
        ),
        whole=True,
    )
    tag(document, "if terbagi")
    caption(document, "Tabel", "Pemenuhan dan reform setiap area, nilai berdasarkan bukti")
    table(
        document,
        ("Area", "Pemenuhan", "Reform", "Jumlah"),
        (4, 1.2, 1.2, 1.2),
        (LEFT, RIGHT, RIGHT, RIGHT),
        "a in area",
        ("{{ a.id }} {{ a.nama }}", "{{ a.pemenuhan }}", "{{ a.reform }}", "~b~{{ a.bukti }}"),
        whole=True,
    )
    tag(document, "endif")
    heading(document, "Syarat WBK dan WBBM", 2, "_Toc_syarat")
    tag(document, "for s in syarat")
    caption(
        document, "Tabel", "Syarat {{ s.predikat }}: {{ s.putusan[0]|lower }}{{ s.putusan[1:] }}"
    )
    table(
        document,
        ("Syarat", "Diminta", "Dicapai", "Kurang", "Keadaan"),
        (4, 1, 1, 1, 1.2),
        (LEFT, RIGHT, RIGHT, RIGHT, MIDDLE),
        "b in s.baris",
        (
            "{{ b.nama }}",
            "{{ b.diminta }}",
            "{{ b.capai }}",
            "{{ b.kurang }}",
            STATE % {"x": "b.kata"},
        ),
        whole=True,
    )
    tag(document, "endfor")

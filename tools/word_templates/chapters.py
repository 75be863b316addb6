"""The later chapters of the template: the period, what is lacking, signatures, annexes."""

from docx.document import Document
from docx.enum.table import WD_ROW_HEIGHT_RULE
from docx.shared import Mm, Pt
from parts import (
    AREAS,
    LEFT,
    MIDDLE,
    RIGHT,
    SEMESTER,
    STATE,
    caption,
    close_up,
    heading,
    line,
    table,
)
from shared import tag


def write(document: Document) -> None:
    """Write the chapters."""
    _period(document)
    _work(document)
    _upcoming(document)
    _closing(document)
    _annexes(document)


def _period(document: Document) -> None:
    heading(document, "Pelaksanaan dalam periode", 1, "_Toc_pelaksanaan")
    caption(
        document,
        "Tabel",
        "Dokumen yang jatuh tempo dalam {{ periode }}{% if sementara %} sampai {{ per }}{% endif %}",
    )
    table(
        document,
        ("Area", "Jatuh tempo", "Ada", "Terlambat", "Belum ada"),
        (4, 1.2, 1, 1.2, 1.2),
        (LEFT, RIGHT, RIGHT, RIGHT, RIGHT),
        "p in pelaksanaan",
        (
            "{{ p.nama }}",
            "{{ p.jumlah }}",
            "{{ p.tepat }}",
            "{{ p.terlambat }}",
            "{{ p.belum }}",
        ),
        whole=True,
    )
    tag(document, AREAS)
    heading(
        document,
        '{{ a.nama if a.id == "0" else "Area " + a.id + " " + a.nama }}',
        2,
        "_Toc_area_{{ a.id }}",
    )
    line(document, "{{ a.uraian }}")
    line(document, "**Penanggung jawab:** {{ a.penanggung_jawab }}")
    line(
        document,
        "**Masuk hitungan:** {% if a.masuk %}{{ a.masuk }}.{% else %}Tidak ada bukti baru yang dapat "
        "disebut.{% endif %}",
    )
    line(
        document,
        "**Masih kurang:** {% if a.kurang %}{{ a.kurang }}.{% else %}Tidak ada.{% endif %}",
    )
    tag(document, "endfor")


def _work(document: Document) -> None:
    heading(document, "Kekurangan dan tindak lanjut", 1, "_Toc_kekurangan")
    _priorities(document)
    _done_since(document)
    _recommendations(document)


def _priorities(document: Document) -> None:
    heading(document, "Prioritas perbaikan", 2, "_Toc_prioritas")
    tag(document, "if prioritas")
    caption(
        document,
        "Tabel",
        "Yang didahulukan: pengaruh pada nilai, lalu yang paling lama lewat waktu",
    )
    table(
        document,
        ("Kriteria", "Tentang", "Yang kurang", "Penanggung jawab", "Jatuh tempo", "Nilai"),
        (0.9, 2, 2.4, 1.8, 1.3, 0.8),
        (LEFT, LEFT, LEFT, LEFT, LEFT, RIGHT),
        "p in prioritas",
        (
            "{{ p.kriteria }}",
            "{{ p.judul }}",
            "{{ p.kurang }}",
            "{{ p.penanggung_jawab }}",
            "{{ p.tempo }}",
            "{{ p.pengaruh }}",
        ),
    )
    tag(document, "else")
    line(document, "Tidak ada kekurangan pada tanggal penilaian.")
    tag(document, "endif")


def _done_since(document: Document) -> None:
    heading(document, "Tindak lanjut prioritas laporan lalu", 2, "_Toc_tindak")
    tag(document, "if tindak_lanjut")
    caption(document, "Tabel", "Prioritas per {{ lalu.per }} dan keadaannya sekarang")
    table(
        document,
        ("Kriteria", "Tentang", "Yang waktu itu kurang", "Penanggung jawab", "Selesai", "Keadaan"),
        (0.9, 2, 2.4, 1.8, 1, 1),
        (LEFT, LEFT, LEFT, LEFT, RIGHT, MIDDLE),
        "p in tindak_lanjut",
        (
            "{{ p.kriteria }}",
            "{{ p.judul }}",
            "{{ p.kurang }}",
            "{{ p.penanggung_jawab }}",
            "{{ p.selesai }}",
            STATE % {"x": "p.keadaan"},
        ),
    )
    tag(document, "elif lalu.ada")
    line(document, "Laporan lalu tidak memuat prioritas.")
    tag(document, "else")
    line(document, "Ini laporan pertama.")
    tag(document, "endif")


def _recommendations(document: Document) -> None:
    heading(document, "Tindak lanjut rekomendasi", 2, "_Toc_rekomendasi")
    tag(document, "if rekomendasi.baris")
    caption(
        document, "Tabel", "Rekomendasi yang terbuka dalam periode ini: {{ rekomendasi.ringkas }}"
    )
    table(
        document,
        ("Dari", "Rekomendasi", "Penanggung jawab", "Batas waktu", "Keadaan"),
        (1.2, 3.4, 1.8, 1.3, 1.3),
        (LEFT, LEFT, LEFT, LEFT, MIDDLE),
        "r in rekomendasi.baris",
        (
            "{{ r.sumber }}",
            "{{ r.isi }}|~Kecil~{% if r.bukti %} Bukti: {{ r.bukti }}{% endif %}",
            "{{ r.penanggung_jawab }}",
            "{{ r.tempo }}",
            STATE % {"x": "r.keadaan"},
        ),
    )
    tag(document, "if rekomendasi.lain")
    line(document, "{{ rekomendasi.lain }}", "Keterangan")
    tag(document, "endif")
    tag(document, "else")
    line(
        document,
        "Register rekomendasi kantor tidak memuat rekomendasi yang terbuka dalam periode ini.",
    )
    tag(document, "endif")


def _upcoming(document: Document) -> None:
    heading(document, "Yang jatuh tempo berikutnya", 2, "_Toc_berikutnya")
    tag(document, "if berikutnya.baris")
    caption(document, "Tabel", "Jatuh tempo dalam 45 hari sesudah {{ per }}")
    table(
        document,
        ("Jatuh tempo", "Kriteria", "Dokumen", "Periode", "Penanggung jawab"),
        (1.4, 0.9, 3.4, 1.5, 1.8),
        (LEFT, LEFT, LEFT, LEFT, LEFT),
        "b in berikutnya.baris",
        (
            "{{ b.tempo }}",
            "{{ b.kriteria }}",
            "{{ b.dokumen }}",
            "{{ b.periode }}",
            "{{ b.penanggung_jawab }}",
        ),
    )
    tag(document, "if berikutnya.lain")
    line(document, "{{ berikutnya.lain }}", "Keterangan")
    tag(document, "endif")
    tag(document, "else")
    line(
        document,
        "Tidak ada dokumen yang jatuh tempo dalam 45 hari sesudah tanggal penilaian.",
    )
    tag(document, "endif")


def _closing(document: Document) -> None:
    heading(document, "Penutup", 1, "_Toc_penutup")
    line(document, "{{ penutup }}").paragraph_format.keep_with_next = True
    for words, before in (
        ("{{ tanda_tangan.tempat }}, …………………………", 14),
        ("{{ tanda_tangan.jabatan }}", 0),
        ("(…………………………………………………)", 54),
    ):
        signed = line(document, words)
        signed.paragraph_format.left_indent = Mm(87)
        signed.paragraph_format.space_before = Pt(before)
        signed.paragraph_format.keep_with_next = True
    caption(document, "Tabel", "Lembar pengesahan")
    table(
        document,
        ("Peran", "Nama", "Jabatan", "Tanda tangan", "Tanggal"),
        (1.5, 2, 2.2, 1.8, 1.3),
        (LEFT, LEFT, LEFT, LEFT, LEFT),
        "b in tanda_tangan.baris",
        ("~b~{{ b.peran }}", "", "{{ b.jabatan }}", "", ""),
        whole=True,
    )
    row = document.tables[-1].rows[2]
    row.height, row.height_rule = Mm(16), WD_ROW_HEIGHT_RULE.AT_LEAST


def _annexes(document: Document) -> None:
    annex = "Judul Lampiran"
    _papers(document, annex)
    _answers(document, annex)
    _lacking(document, annex)


def _papers(document: Document, annex: str) -> None:
    heading(
        document,
        "Lampiran A. Bukti yang masuk hitungan dalam {{ periode }}",
        1,
        "_Toc_lampiran_a",
        annex,
    )
    tag(document, "if lampiran.bukti")
    caption(document, "Tabel", "Bukti menurut kriteria")
    table(
        document,
        ("Kriteria", "Bukti", "Periode", "Jenis", "Keterangan"),
        (0.9, 4, 1.8, 1, 1.5),
        (LEFT, LEFT, LEFT, LEFT, LEFT),
        "b in lampiran.bukti",
        (
            "{{ b.kriteria }}",
            "{{ b.judul }}|~Kecil~ {{ b.berkas }}",
            "{{ b.periode }}",
            "{{ b.jenis }}",
            "{{ b.ket }}",
        ),
    )
    close_up(document)
    tag(document, "else")
    line(document, "Tidak ada bukti yang dapat disebut.")
    tag(document, "endif")
    tag(document, "if lampiran.bukti_lain")
    line(document, "{{ lampiran.bukti_lain }}").paragraph_format.space_before = Pt(8)
    tag(document, "endif")


def _lacking(document: Document, annex: str) -> None:
    heading(
        document,
        'Lampiran {{ "C" if jenis == "semester" else "B" }}. Yang masih kurang per {{ per }}',
        1,
        "_Toc_lampiran_c",
        annex,
    )
    tag(document, "if lampiran.kekurangan")
    caption(document, "Tabel", "Kekurangan menurut dokumen")
    table(
        document,
        ("Kriteria", "Dokumen", "Periode", "Keadaan", "Jatuh tempo", "Penanggung jawab"),
        (0.9, 2.8, 1.6, 1.3, 1.1, 1.6),
        (LEFT, LEFT, LEFT, LEFT, LEFT, LEFT),
        "k in lampiran.kekurangan",
        (
            "{{ k.kriteria }}",
            "{{ k.nama }}|~Sebagian~ {{ k.baru }}|~Kecil~ {{ k.folder }}",
            "{{ k.periode }}",
            "{{ k.keadaan }}",
            "{{ k.tempo }}",
            "{{ k.penanggung_jawab }}",
        ),
    )
    last = document.paragraphs[-1].paragraph_format  # Word wants a paragraph after the last table
    last.line_spacing, last.space_after = Pt(1), Pt(0)
    tag(document, "else")
    line(document, "Tidak ada.")
    tag(document, "endif")


def _answers(document: Document, annex: str) -> None:
    """Write the answers; a column for each voice that has spoken."""
    tag(document, SEMESTER)
    heading(document, "Lampiran B. Jawaban setiap kriteria", 1, "_Toc_lampiran_b", annex)
    caption(document, "Tabel", "Jawaban menurut setiap suara, dan kelengkapan dokumennya")
    empty = ["", "", ""]
    table(
        document,
        ("Kriteria", "Tentang", *empty, "Lengkap"),
        (0.9, 4.6, 0.8, 0.8, 0.8, 1),
        (LEFT, LEFT, LEFT, MIDDLE, LEFT, RIGHT),
        "j in lampiran.jawaban.baris",
        ("{{ j.kriteria }}", "{{ j.judul }}", *empty, "{{ j.lengkap }}"),
    )
    close_up(document)
    made = document.tables[-1]
    for row, name, source in (
        (made.rows[0], "k", "lampiran.jawaban.kepala"),
        (made.rows[2], "k", "j.jawaban"),
    ):
        row.cells[2].paragraphs[0].add_run(f"{{%tc for {name} in {source} %}}")
        row.cells[3].paragraphs[0].add_run(f"{{{{ {name} }}}}")
        row.cells[4].paragraphs[0].add_run("{%tc endfor %}")
    tag(document, "endif")

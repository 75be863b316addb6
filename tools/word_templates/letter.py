"""What the letter's template says: the evaluation report that the internal evaluators finish."""

import docx
from docx.document import Document
from draft import Draft

VOICES = [("Unit", "unit"), ("Bukti", "bukti"), ("TPI", "tpi")]
FINAL = ("TPN", "tpn")


def made() -> Document:
    """Return the whole template."""
    draft = Draft(docx.Document())
    _head(draft)
    _basis(draft)
    _office(draft)
    _scores(draft)
    _remarks(draft)
    _entry(draft)
    _end(draft)
    _annexes(draft)
    return draft.document


def _head(draft: Draft) -> None:
    draft.centred("DRAF", bold=True)
    draft.centred("LAPORAN HASIL EVALUASI", style="Title")
    draft.centred("PEMBANGUNAN ZONA INTEGRITAS MENUJU {{ predikat }}", bold=True)
    draft.centred("{{ kantor.nama }}", bold=True)
    draft.centred("Tahun {{ tahun }}", bold=True)
    draft.centred("Nomor: (nomor laporan)     Tanggal: (tanggal laporan)")
    draft.fields(
        [
            ("Unit yang dievaluasi", "{{ kantor.nama }}"),
            ("Instansi induk", "{{ kantor.induk }}"),
            ("Keadaan per", "{{ per }}"),
            ("Rubrik", "{{ rubrik.nama }}"),
        ]
    )
    draft.note(
        "Draf ini disusun dari jawaban unit, bukti yang ada, dan jawaban penilai yang tercatat. "
        "Angkanya hitungan, bukan penetapan. Isian dalam kurung dilengkapi oleh tim evaluasi."
    )


def _basis(draft: Draft) -> None:
    draft.heading("A. Dasar evaluasi")
    draft.listed(
        [
            "{{ rubrik.dasar }}.",
            "{{ dasar_usulan }}.",
            "Surat tugas (pejabat yang menugaskan) Nomor (nomor) tanggal (tanggal).",
        ]
    )
    draft.heading("B. Tujuan, ruang lingkup, dan metode")
    draft.paragraph(
        "Evaluasi ini menilai apakah jawaban unit pada lembar kerja evaluasi sesuai dengan buktinya, "
        "dan sejauh mana syarat predikat {{ predikat }} terpenuhi."
    )
    draft.paragraph(
        "Ruang lingkupnya {{ lingkup.kriteria }} kriteria komponen pengungkit dan seluruh komponen "
        "hasil. Dari {{ lingkup.dokumen_diminta }} dokumen yang sudah waktunya ada, "
        "{{ lingkup.dokumen_ada }} tersedia ({{ lingkup.kelengkapan }}). Tim Penilai Internal (TPI) "
        "menilai {{ lingkup.dinilai_tpi }} kriteria pada {{ lingkup.tanggal }}."
    )
    draft.paragraph(
        "Jawaban TPI pada kriteria {{ lingkup.periksa_ulang }} tidak dihitung karena bukti yang dilihat "
        "sudah berubah; kriteria ini perlu diperiksa ulang.",
        when="lingkup.periksa_ulang",
    )
    draft.paragraph(
        "Tim Penilai Nasional (TPN) sudah menilai {{ lingkup.dinilai_tpn }} kriteria; nilainya "
        "ditampilkan di samping nilai TPI.",
        when="ada_tpn",
    )
    draft.paragraph(
        "Metode: penelaahan lembar kerja evaluasi dan dokumen pendukung (desk evaluation), wawancara, "
        "dan pengamatan lapangan (sesuaikan dengan yang dilakukan). Setiap kriteria dilihat dari "
        "beberapa suara: jawaban unit; jawaban itu sejauh didukung dokumen pokok; dan jawaban penilai."
    )


def _office(draft: Draft) -> None:
    draft.heading("C. Gambaran unit")
    draft.paragraph(
        "{{ kantor.nama }} beralamat di {{ kantor.alamat }} dan membangun Zona Integritas sejak "
        "{{ kantor.mulai }}."
    )
    draft.paragraph("Riwayat predikat:", when="riwayat")
    draft.table(
        "riwayat",
        [
            ("Waktu", "waktu"),
            ("Peristiwa", "peristiwa"),
            ("Predikat", "predikat"),
            ("Keterangan", "keterangan"),
        ],
        [3.2, 4, 2.2, 6.6],
        when="riwayat",
    )


def _scores(draft: Draft) -> None:
    draft.heading("D. Hasil evaluasi")
    draft.heading("1. Nilai menurut komponen, area, dan indikator", level=2)
    for voices, condition in ((VOICES, "not ada_tpn"), ([*VOICES, FINAL], "ada_tpn")):
        columns = [("Uraian", "nama"), ("Bobot", "bobot"), *voices]
        widths = [16 - 1.7 * (len(columns) - 1), *[1.7] * (len(columns) - 1)]
        draft.table("nilai", columns, widths, when=condition, numbers=1, bold="tingkat")
    draft.heading("2. Syarat nilai predikat {{ predikat }} menurut TPI", level=2)
    draft.table(
        "ambang",
        [
            ("Syarat", "syarat"),
            ("Diminta", "diminta"),
            ("Dicapai", "dicapai"),
            ("Keadaan", "keadaan"),
            ("Kurang", "kurang"),
        ],
        [7.4, 2, 2, 2.6, 2],
    )


def _remarks(draft: Draft) -> None:
    draft.heading("E. Temuan dan rekomendasi")
    draft.paragraph("Belum ada temuan atau rekomendasi yang dicatat.", when="not area")
    draft.tag("for a in area")
    draft.heading("{{ a.nama }}", level=2)
    draft.table(
        "a.baris",
        [
            ("Kriteria", "kriteria"),
            ("Dari", "dari"),
            ("Temuan", ["temuan"]),
            ("Rekomendasi", ["rekomendasi"]),
        ],
        [3.4, 1.6, 5.2, 5.8],
    )
    draft.tag("endfor")


def _entry(draft: Draft) -> None:
    draft.heading("F. Syarat pengusulan {{ predikat }}")
    draft.paragraph(
        "{{ usulan.terpenuhi }} syarat terpenuhi, {{ usulan.belum }} belum terpenuhi, dan "
        "{{ usulan.belum_dibuktikan }} belum dibuktikan. {{ usulan.batas_waktu }}"
    )
    draft.table(
        "usulan.baris",
        [
            ("Syarat", "syarat"),
            ("Diminta", "diminta"),
            ("Nilai", "nilai"),
            ("Keadaan", "keadaan"),
            ("Keterangan", "keterangan"),
        ],
        [4.8, 2.4, 2, 2.4, 4.4],
    )


def _end(draft: Draft) -> None:
    draft.heading("G. Simpulan")
    draft.paragraph(
        "TPI belum menilai apa pun pada rubrik ini; bagian ini dilengkapi sesudah penilaian.",
        when="not simpulan.ada_nilai",
    )
    draft.tag("if simpulan.ada_nilai")
    draft.paragraph(
        "Menurut nilai TPI per {{ per }}, {{ simpulan.terpenuhi }} dari {{ simpulan.jumlah }} syarat "
        "nilai {{ predikat }} terpenuhi."
    )
    draft.paragraph("Yang belum: {{ simpulan.belum | join('; ') }}.", when="simpulan.belum")
    draft.paragraph(
        "Penilaian TPI belum selesai: {{ simpulan.dinilai }}, {{ simpulan.belum_dinilai }} belum. Nilai "
        "TPI hanya memuat yang sudah dinilai.",
        when="not simpulan.selesai",
    )
    draft.tag("endif")
    draft.paragraph("Simpulan tim evaluasi: (diisi oleh tim evaluasi)")
    draft.heading("H. Penutup")
    draft.paragraph(
        "Laporan ini disampaikan kepada (pimpinan instansi) untuk ditindaklanjuti. Tindak lanjut setiap "
        "rekomendasi dicatat dalam register rekomendasi unit."
    )
    draft.signatures(
        [
            ("Mengetahui,", "(Pimpinan pengawasan intern)"),
            ("(Tempat), (tanggal)", "Ketua Tim Penilai Internal"),
            ("", "Anggota Tim Penilai Internal"),
            ("", "Anggota Tim Penilai Internal"),
        ]
    )


def _annexes(draft: Draft) -> None:
    draft.landscape()
    draft.heading("Lampiran 1. Jawaban setiap kriteria")
    draft.note(
        "Dokumen: yang ada dari yang diminta. Bukti: jawaban unit sejauh didukung dokumen pokok. "
        "Tanda — berarti belum dinilai atau tidak ada."
    )
    for voices, condition in ((VOICES, "not ada_tpn"), ([*VOICES, FINAL], "ada_tpn")):
        columns = [
            ("Kriteria", "kriteria"),
            ("Dokumen", "dokumen"),
            *voices,
            ("Uraian unit", "uraian"),
            ("Catatan penilai", ["catatan"]),
        ]
        widths = [5.2, 2.1, *[1.5] * len(voices)]
        rest = (24.7 - sum(widths)) / 2
        draft.table("lke", columns, [*widths, rest, rest], when=condition, titled="judul")
    draft.heading("Lampiran 2. Dokumen pokok yang belum ada")
    draft.paragraph("Semua dokumen pokok yang sudah waktunya ada tersedia.", when="not kurang")
    draft.table(
        "kurang",
        [
            ("Kriteria", "kriteria"),
            ("Dokumen", "dokumen"),
            ("Periode", "periode"),
            ("Keadaan", "keadaan"),
        ],
        [2.4, 12.3, 4.6, 5.4],
        when="kurang",
    )

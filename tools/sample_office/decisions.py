"""Papers that decide or promise: decree, plan, procedure, pledge, statement that nothing happened."""

from dice import Dice
from sheet import LEFT, Sheet
from story import HEAD, OFFICE, POSITIONS, Story, lower, small

from zi_build.model.catalogue import Cadence
from zi_build.model.period import day_label


def decree(sheet: Sheet, story: Story) -> None:
    """Write a decree and its annex."""
    about = story.topic
    sheet.heading(
        "KEPUTUSAN KEPALA BALAI CONTOH PENJAMINAN MUTU", f"NOMOR {story.number}", "TENTANG",
        about.upper(),
    )  # fmt: skip
    actions = story.actions(3)
    sheet.fields(
        [
            (
                "Menimbang",
                (
                    "a. bahwa pembangunan Zona Integritas memerlukan pembagian tugas yang jelas; "
                    f"b. bahwa untuk itu perlu ditetapkan keputusan tentang {about};"
                ),
            ),
            (
                "Mengingat",
                (
                    "1. Undang-Undang Nomor 14 Tahun 2008 tentang Keterbukaan Informasi Publik; "
                    "2. Peraturan Menteri PANRB Nomor 90 Tahun 2021 tentang Pembangunan dan Evaluasi "
                    "Zona Integritas;"
                ),
            ),
        ]
    )
    sheet.heading("MEMUTUSKAN")
    sheet.fields(
        [
            ("KESATU", f"Menetapkan {about} sebagaimana tercantum dalam lampiran keputusan ini."),
            ("KEDUA", f"Pelaksana bertugas: {'; '.join(map(small, actions))}."),
            (
                "KETIGA",
                f"Pelaksana melaporkan hasil kerjanya kepada {HEAD} sekurang-kurangnya setiap semester.",
            ),
            (
                "KEEMPAT",
                (
                    "Keputusan ini berlaku sejak tanggal ditetapkan. Kekeliruan di kemudian hari akan "
                    "diperbaiki sebagaimana mestinya."
                ),
            ),
        ]
    )
    sheet.signature(f"Ditetapkan di {story.signed_at}", HEAD, seed=story.number)
    sheet.add_page()
    sheet.heading("LAMPIRAN", f"Keputusan Nomor {story.number}")
    _annex(sheet, story)


def _annex(sheet: Sheet, story: Story) -> None:
    slug = story.document.slug
    if slug == "keputusan-rencana":
        head = ("No.", "Kegiatan", "Sasaran", "Waktu", "Penanggung jawab")
        sheet.grid(head, plan_rows(story), (10, 60, 34, 26, 34))
    elif not slug.startswith(("sk-", "penghargaan")):
        sheet.points(story.facts(3) + [f"{action}." for action in story.actions(3)])
    else:
        _people(sheet, story)


def _people(sheet: Sheet, story: Story) -> None:
    """Write whom a decree names; a redacted copy keeps the positions and closes the names."""
    dice, slug = Dice("decree", story.number), story.document.slug
    places = ("Pengarah", "Ketua", "Sekretaris", *["Anggota"] * 6)
    column, chosen = "Kedudukan", list(zip([HEAD, *POSITIONS[:8]], places, strict=True))
    if slug == "sk-mutasi":
        moved = dice.some(POSITIONS[7:], 4)
        column, chosen = "Jabatan baru", [(moved[0], moved[1]), (moved[2], moved[3])]
    elif slug in {"sk-agen-perubahan", "sk-penghargaan", "penghargaan-teladan"}:
        role = "Agen perubahan" if "agen" in slug else "Penerima penghargaan"
        column, chosen = "Ditetapkan sebagai", [(who, role) for who in dice.some(POSITIONS, 3)]
    rows = [
        (
            str(index + 1),
            "" if sheet.redacted else f"{chr(65 + dice.below(26))}.{chr(65 + dice.below(26))}.",
            who,
            place,
        )
        for index, (who, place) in enumerate(chosen)
    ]
    top = sheet.get_y()
    sheet.grid(("No.", "Inisial (rekaan)", "Jabatan", column), rows, (12, 34, 70, 46))
    if sheet.redacted:
        sheet.black(LEFT + 13, top + 8, 32, sheet.get_y() - top - 12)


def plan(sheet: Sheet, story: Story) -> None:
    """Write a plan, a target or a list: activities with times and positions."""
    sheet.heading(story.title.upper())
    year = story.written.year
    five_years = story.document.cadence is Cadence.LIMA_TAHUNAN
    valid = f"{year}–{year + 4}" if five_years else story.period_words
    sheet.fields([("Nomor", story.number), ("Berlaku", valid)])
    sheet.section("A. Dasar dan tujuan")
    sheet.paragraph(
        f"Dokumen ini memuat {story.topic} {OFFICE}. Tujuannya agar setiap orang tahu apa yang "
        "dikerjakan, kapan selesai, dan bagaimana hasilnya diukur. Isinya dibahas bersama para "
        "koordinator area sebelum disahkan."
    )
    sheet.paragraph(" ".join(story.facts(2)))
    sheet.section("B. Kegiatan, sasaran, dan penanggung jawab")
    sheet.grid(
        ("No.", "Kegiatan", "Sasaran", "Waktu", "Penanggung jawab"),
        plan_rows(story),
        (10, 60, 34, 26, 34),
    )
    sheet.section("C. Pemantauan")
    sheet.paragraph(
        "Pelaksanaan dipantau setiap triwulan. Kegiatan yang tertunda dijadwalkan ulang dengan "
        f"persetujuan {HEAD}, dan perubahannya dicatat pada laporan triwulan."
    )
    sheet.signature(story.signed_at, HEAD, seed=story.number)


def plan_rows(story: Story) -> list[tuple[str, str, str, str, str]]:
    """Return the rows of a plan: number, activity, target, time, position in charge."""
    dice = Dice("plan", story.paper.path)
    rows = []
    for index, action in enumerate(story.actions(5)):
        target = f"{dice.between(1, 12)} {dice.pick(('kegiatan', 'laporan', 'layanan', 'dokumen'))}"
        quarter = f"Triwulan {dice.pick(('I', 'II', 'III', 'IV'))}"
        rows.append((str(index + 1), action, target, quarter, dice.pick(POSITIONS)))
    return rows


def procedure(sheet: Sheet, story: Story) -> None:
    """Write a procedure or a service standard."""
    sheet.heading(story.title.upper(), f"Nomor {story.number}")
    sheet.paragraph(
        f"Dokumen ini berlaku bagi semua petugas layanan {OFFICE} sejak {day_label(story.written)}. "
        "Seluruh layanan tidak dipungut biaya."
    )
    sheet.grid(
        ("No.", "Langkah", "Pelaksana", "Waktu"),
        [
            (
                "1",
                "Pemohon mengajukan permohonan di loket atau melalui situs web",
                "Pemohon",
                "5 menit",
            ),
            (
                "2",
                "Petugas memeriksa kelengkapan dan memberi tanda terima",
                "Petugas Layanan",
                "10 menit",
            ),
            ("3", "Permohonan diteruskan kepada pelaksana", "Arsiparis", "15 menit"),
            ("4", "Pelaksana mengolah permohonan", "Pengolah Data", "1 hari kerja"),
            ("5", "Hasil diperiksa dan disetujui", "Kepala Subbagian Umum", "1 hari kerja"),
            ("6", "Hasil diserahkan dan penilaian pemohon diminta", "Petugas Layanan", "5 menit"),
        ],
        (12, 82, 40, 28),
    )
    sheet.section("Syarat, hasil, dan pengaduan")
    sheet.points(
        [
            "Syarat: formulir permohonan dan surat pengantar dari satuan pendidikan.",
            "Hasil: surat keterangan, hasil konsultasi, atau data yang diminta.",
            "Pengaduan: loket pengaduan, situs web kantor, atau SP4N-LAPOR!.",
            "Kompensasi: permohonan yang melampaui waktu diantar ke alamat pemohon tanpa biaya.",
        ]
    )
    sheet.section("Catatan")
    sheet.paragraph(" ".join(story.facts(2)))
    sheet.signature(f"Ditetapkan di {story.signed_at}", HEAD, seed=story.number)


def pledge(sheet: Sheet, story: Story) -> None:
    """Write a promise that everybody signs."""
    sheet.heading(story.title.upper())
    sheet.paragraph(f"Kami, pimpinan dan seluruh pegawai {OFFICE}, berjanji:")
    sheet.points(
        [
            "melayani setiap orang dengan cara yang sama, tanpa membeda-bedakan;",
            "tidak meminta dan tidak menerima pemberian apa pun yang berkaitan dengan tugas;",
            "menyelesaikan layanan sesuai dengan waktu yang diumumkan;",
            "menjaga kerahasiaan data yang dipercayakan kepada kami;",
            "melaporkan setiap penyimpangan melalui saluran yang tersedia;",
            "bersedia menerima sanksi bila melanggar janji ini.",
        ]
    )
    dice = Dice("pledge", story.paper.path)
    rows = []
    for index, who in enumerate([HEAD, *POSITIONS[:9]]):
        initials = f"{chr(65 + dice.below(26))}.{chr(65 + dice.below(26))}."
        rows.append(
            (
                str(index + 1),
                "[ditutup]" if sheet.redacted else initials,
                who,
                "[ditutup]" if sheet.redacted else "bertanda tangan",
            )
        )
    sheet.grid(("No.", "Inisial (rekaan)", "Jabatan", "Tanda tangan"), rows, (12, 36, 74, 40))
    sheet.signature(story.signed_at, HEAD, seed=story.number)


def nihil(sheet: Sheet, story: Story) -> None:
    """Write the statement that nothing of the kind happened."""
    sheet.heading("SURAT PERNYATAAN NIHIL", f"Nomor {story.number}")
    sheet.paragraph(
        f"Yang bertanda tangan di bawah ini, Kepala {OFFICE}, menyatakan bahwa sepanjang "
        f"{story.numbers['periode']} tidak ada kejadian yang memerlukan {lower(story.document.name)}."
    )
    sheet.paragraph(
        "Pernyataan ini dibuat setelah memeriksa buku agenda surat masuk dan keluar, arsip "
        "kepegawaian, dan catatan pengaduan pada periode tersebut. Bila di kemudian hari ditemukan "
        "hal yang berbeda, pernyataan ini akan diperbaiki dan perubahannya diumumkan."
    )
    covered = story.paper.beside.get("juga_untuk", ())
    if covered:
        sheet.paragraph(f"Pernyataan ini berlaku pula untuk dokumen {', '.join(covered)}.")
    sheet.signature(story.signed_at, HEAD, seed=story.number)

"""Papers that tell: report, letter, memorandum, press release, speech, study."""

from dice import Dice
from sheet import Sheet
from story import HEAD, OFFICE, Story, small, weekday

OBSTACLES = (
    "Sebagian data baru diterima menjelang tenggat sehingga diperiksa dalam waktu yang singkat.",
    "Dua anggota tim bertugas ke luar kota sehingga pengumpulan data tertunda tiga hari.",
    "Format catatan antarbagian belum sama, sehingga angkanya perlu disesuaikan lebih dahulu.",
    "Tidak ada kendala yang berarti. Satu data sempat salah catat dan sudah diperbaiki.",
    "Jaringan internet kantor terganggu selama sehari sehingga unggahan data terlambat.",
)


def report(sheet: Sheet, story: Story) -> None:
    """Write a report on a period or an event."""
    sheet.heading(story.title.upper())
    sheet.fields(
        [
            ("Nomor", story.number),
            ("Periode", story.period_words),
            ("Disusun oleh", f"{story.coordinator}, {OFFICE}"),
        ]
    )
    sheet.section("A. Pendahuluan")
    sheet.paragraph(
        f"Laporan ini disusun sebagai bagian dari pembangunan Zona Integritas di {OFFICE}. Isinya "
        f"menerangkan {story.topic} pada {story.numbers['periode']}, apa yang ditemukan, dan apa yang "
        "akan dilakukan selanjutnya. Data diambil dari catatan harian, rapat area, dan wawancara "
        "singkat dengan pelaksana."
    )
    sheet.section("B. Hasil")
    for fact in story.facts(4):
        sheet.paragraph(fact)
    sheet.grid(*story.measures())
    sheet.section("C. Kendala")
    sheet.paragraph(Dice("obstacle", story.paper.path).pick(OBSTACLES))
    sheet.section("D. Rekomendasi dan rencana tindak lanjut")
    sheet.points([f"{action}." for action in story.actions(3)])
    sheet.paragraph("Pelaksanaan rekomendasi di atas diperiksa kembali pada laporan berikutnya.")
    sheet.signatures(("Mengetahui", HEAD), (story.signed_at, story.coordinator), seed=story.number)


def letter(sheet: Sheet, story: Story) -> None:
    """Write a letter."""
    sheet.fields(
        [
            ("Nomor", story.number),
            ("Lampiran", "Satu berkas"),
            ("Hal", story.subject),
        ]
    )
    sheet.paragraph("Yth. pejabat yang berkepentingan\ndi tempat")
    sheet.paragraph(
        f"Sehubungan dengan {story.topic}, bersama ini kami sampaikan hal-hal berikut untuk mendapat "
        "perhatian dan tindak lanjut."
    )
    sheet.points(story.facts(2) + [f"{action}." for action in story.actions(2)])
    sheet.paragraph(
        "Penjelasan lebih lanjut dapat diminta kepada "
        f"{story.coordinator} pada jam kerja. Atas perhatian dan kerja samanya, kami ucapkan terima kasih."
    )
    sheet.signature(story.signed_at, HEAD, seed=story.number)


def memo(sheet: Sheet, story: Story) -> None:
    """Write an internal memorandum."""
    sheet.heading("NOTA DINAS", f"Nomor {story.number}")
    sheet.fields(
        [
            ("Kepada", "Kepala Subbagian Umum dan para koordinator layanan"),
            ("Dari", story.coordinator),
            ("Hal", _first_large(story.title.removeprefix("Nota dinas "))),
        ]
    )
    sheet.paragraph(
        f"Bersama ini disampaikan hasil pemantauan {story.numbers['periode']} untuk diketahui dan "
        "ditindaklanjuti oleh bagian masing-masing."
    )
    sheet.points(story.facts(3))
    sheet.paragraph("Langkah yang diminta:")
    sheet.points([f"{action}." for action in story.actions(2)], letters=True)
    sheet.signature(story.signed_at, story.coordinator, seed=story.number)


def news(sheet: Sheet, story: Story) -> None:
    """Write a press release."""
    sheet.heading("SIARAN PERS", story.topic.upper())
    sheet.paragraph(f"{story.signed_at} – {' '.join(story.facts(3))}")
    sheet.paragraph(
        f"“Kami mengajak masyarakat ikut mengawasi. Bila menemukan pungutan atau layanan yang lambat, "
        f"laporkan kepada kami,” kata Kepala {OFFICE}."
    )
    sheet.paragraph(
        "Pengaduan dapat disampaikan melalui SP4N-LAPOR!, formulir di situs web kantor, atau langsung "
        "di loket pengaduan. Setiap pengaduan dijawab paling lambat tiga hari kerja."
    )
    sheet.fields([("Narahubung", "Pranata Hubungan Masyarakat, Balai Contoh")])


def speech(sheet: Sheet, story: Story) -> None:
    """Write what the leader of a roll call said."""
    sheet.heading(story.title.upper())
    sheet.fields([("Apel", weekday(story.paper.event)), ("Pembina apel", story.coordinator)])
    sheet.paragraph("Assalamualaikum warahmatullahi wabarakatuh, salam sejahtera bagi kita semua.")
    facts = story.facts(3)
    sheet.paragraph(
        "Bapak dan Ibu, pagi ini saya ingin mengingatkan satu hal dari sistem pengendalian intern: "
        "risiko yang diketahui sejak awal lebih mudah ditangani daripada masalah yang sudah terjadi."
    )
    sheet.paragraph(" ".join(facts))
    sheet.paragraph(
        "Karena itu, mulai minggu ini saya mengajak kita semua untuk "
        + ", lalu ".join(map(small, story.actions(2)))
        + ". Tanyakan bila ragu, catat bila menemukan, laporkan bila melihat."
    )
    sheet.paragraph("Terima kasih. Selamat bekerja.")


def study(sheet: Sheet, story: Story) -> None:
    """Write a study that prepares a decision."""
    sheet.heading("TELAAHAN STAF", story.topic.upper())
    parts = story.facts(4)
    for title, text in (
        (
            "A. Persoalan",
            "Kantor memerlukan kelompok kerja yang tetap agar pekerjaan tidak terhenti.",
        ),
        ("B. Fakta", " ".join(parts[:2])),
        ("C. Analisis", " ".join(parts[2:])),
        (
            "D. Kesimpulan",
            "Pembentukan dapat dilaksanakan dengan pegawai yang ada dan tanpa biaya tambahan.",
        ),
    ):
        sheet.section(title)
        sheet.paragraph(text)
    sheet.section("E. Saran")
    sheet.points([f"{action}." for action in story.actions(3)])
    sheet.signature(story.signed_at, story.coordinator, seed=story.number)


def _first_large(text: str) -> str:
    return text[0].upper() + text[1:]

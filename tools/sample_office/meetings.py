"""Papers of meetings: invitation, minutes, attendance, record of a selection."""

from datetime import timedelta

from dice import Dice
from sheet import Sheet
from story import HEAD, OFFICE, POSITIONS, Story, small, weekday

from zi_build.model.period import day_label

_TIMES = ("08.30–10.00", "09.00–11.00", "13.00–14.30", "13.30–15.30")


def invitation(sheet: Sheet, story: Story) -> None:
    """Write an invitation to a meeting."""
    event = story.paper.event
    sent = event - timedelta(days=5 if event.weekday() < 3 else 3)  # noqa: PLR2004  (no weekend)
    sheet.fields(
        [
            ("Nomor", story.number),
            ("Tanggal", day_label(sent)),
            ("Sifat", "Biasa"),
            ("Hal", f"Undangan {story.topic}"),
        ]
    )
    sheet.paragraph(f"Yth. para koordinator area dan pejabat di lingkungan {OFFICE}")
    sheet.paragraph(
        f"Kami mengundang Saudara menghadiri {story.topic}. Rapat ini diadakan agar setiap area "
        "mengetahui kemajuan, kendala, dan langkah berikutnya. Pelaksanaannya sebagai berikut."
    )
    sheet.fields(
        [
            ("Hari, tanggal", weekday(event)),
            ("Pukul", f"{Dice('time', event).pick(_TIMES)} waktu setempat"),
            ("Tempat", story.place),
            ("Pimpinan rapat", HEAD),
        ]
    )
    sheet.section("Acara")
    sheet.points(
        [
            f"Pembukaan oleh {HEAD}",
            *(f"Pembahasan rencana untuk {small(task)}" for task in story.actions(3)),
            "Penutup",
        ]
    )
    sheet.paragraph(
        "Mengingat pentingnya acara, kami mengharapkan Saudara hadir tepat waktu dan membawa data "
        "terakhir dari area masing-masing. Atas perhatian Saudara, kami ucapkan terima kasih."
    )
    sheet.signature(
        f"{story.signed_at.partition(',')[0]}, {day_label(sent)}", HEAD, seed=story.number
    )


def minutes(sheet: Sheet, story: Story) -> None:
    """Write the minutes of a meeting."""
    event = story.paper.event
    sheet.heading(story.title.upper())
    present = Dice("present", *story.shared).between(9, 14)
    sheet.fields(
        [
            ("Hari, tanggal", weekday(event)),
            ("Tempat", story.place),
            ("Pimpinan rapat", HEAD),
            ("Notulis", "Arsiparis"),
            ("Peserta", f"{present} orang dari enam area (daftar hadir terpisah)"),
        ]
    )
    sheet.section("A. Pembukaan")
    sheet.paragraph(
        f"{HEAD} membuka {story.topic} dan mengingatkan bahwa setiap keputusan harus mempunyai "
        "penanggung jawab dan tenggat. Notula rapat sebelumnya dibacakan dan disetujui."
    )
    sheet.section("B. Pokok bahasan")
    sheet.points(story.facts(4))
    sheet.section("C. Keputusan")
    rows = []
    for index, action in enumerate(story.actions(3)):
        deadline = event + timedelta(days=14 + 7 * index)
        who = Dice("who", story.number, index).pick(POSITIONS)
        rows.append((str(index + 1), action, who, day_label(deadline)))
    sheet.grid(("No.", "Keputusan", "Penanggung jawab", "Tenggat"), rows, (8, 66, 48, 32))
    sheet.signatures(("Dicatat oleh", "Notulis"), (story.signed_at, HEAD), seed=story.number)


def attendance(sheet: Sheet, story: Story) -> None:
    """Write an attendance list with invented initials."""
    sheet.heading("DAFTAR HADIR", story.topic.upper())
    sheet.fields([("Hari, tanggal", weekday(story.paper.event)), ("Tempat", story.place)])
    dice = Dice("attendance", *story.shared)
    people = [HEAD, *dice.some(POSITIONS, dice.between(8, 12))]
    rows = [
        (str(index + 1), f"{chr(65 + dice.below(26))}.{chr(65 + dice.below(26))}.", who, "hadir")
        for index, who in enumerate(people)
    ]
    sheet.grid(("No.", "Inisial (rekaan)", "Jabatan", "Tanda tangan"), rows, (12, 34, 76, 40))
    sheet.signature(story.signed_at, "Petugas pencatat", seed=story.number)


def record(sheet: Sheet, story: Story) -> None:
    """Write the record of a selection."""
    sheet.heading(story.title.upper(), f"Nomor {story.number}")
    sheet.paragraph(
        f"Pada hari {weekday(story.paper.event)}, bertempat di {story.place}, kami yang bertanda tangan "
        f"di bawah ini telah melaksanakan {story.topic}. Penilaian memakai kriteria yang disepakati "
        "sebelumnya dan dicatat apa adanya."
    )
    sheet.points(story.facts(3))
    dice = Dice("record", story.paper.path)
    rows = []
    for index in range(6):
        initials = f"{chr(65 + dice.below(26))}.{chr(65 + dice.below(26))}."
        name = "[ditutup]" if sheet.redacted else initials
        rows.append(
            (str(index + 1), name, dice.pick(POSITIONS), dice.pick(("Layak", "Layak", "Cadangan")))
        )
    sheet.grid(("No.", "Inisial (rekaan)", "Jabatan", "Hasil"), rows, (12, 40, 70, 40))
    sheet.paragraph(
        "Demikian berita acara ini dibuat dengan sebenarnya untuk dipergunakan seperlunya."
    )
    sheet.signatures(
        ("Dinilai oleh", "Penyeleksi"), (story.signed_at, "Ketua Tim Seleksi"), seed=story.number
    )


def register(sheet: Sheet, story: Story) -> None:
    """Write a list of people who took part in something."""
    sheet.heading(story.title.upper())
    sheet.fields([("Nomor", story.number), ("Keadaan", day_label(story.written))])
    dice = Dice("register", story.paper.path)
    courses = ("Penyusunan laporan kinerja", "Perencanaan dan penganggaran", "Pengolahan data")
    rows = [
        (
            str(index + 1),
            f"{chr(65 + dice.below(26))}.{chr(65 + dice.below(26))}.",
            position,
            dice.pick(courses),
            f"C-{dice.between(100, 999)}",
        )
        for index, position in enumerate(("Perencana", "Statistisi", "Pengolah Data", "Arsiparis"))
    ]
    head = ("No.", "Inisial (rekaan)", "Jabatan", "Diklat", "Sertifikat")
    sheet.grid(head, rows, (12, 32, 36, 54, 28))
    sheet.signature(story.signed_at, HEAD, seed=story.number)

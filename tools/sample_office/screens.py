"""Drawn captures of screens: web pages, social media, applications, cameras, a flow of service."""

import re
from collections.abc import Callable

import png
from canvas import Canvas
from dice import Dice
from PIL import Image
from plan import Paper
from story import Story

from zi_build.model.period import day_label

Layout = Callable[[Canvas, Dice, Story], None]

_PALETTE = (
    (255, 255, 255), (244, 246, 249), (222, 227, 233), (188, 195, 204), (140, 148, 158),
    (92, 99, 108), (48, 54, 62), (14, 17, 22), (31, 78, 121), (96, 140, 182),
    (200, 220, 238), (26, 110, 84), (166, 214, 190), (255, 196, 0), (190, 132, 0), (178, 46, 50),
)  # fmt: skip
WHITE, PAPER, LINE, GREY, SLATE, INK = (_PALETTE[index] for index in (0, 1, 2, 4, 5, 6))
BLUE, SKY, GREEN, AMBER, RED = (_PALETTE[index] for index in (8, 10, 11, 13, 15))
WIDTH, HEIGHT = 640, 424


def capture(paper: Paper) -> bytes:
    """Return a PNG of what a screen showed on the paper's day."""
    story, dice = Story(paper), Dice("capture", paper.path)
    canvas = Canvas(WIDTH, HEIGHT, PAPER)
    words = f"{paper.document.slug} {paper.words}".lower()
    next(layout for pattern, layout in LAYOUTS if re.search(pattern, words))(canvas, dice, story)
    canvas.rectangle(0, 400, WIDTH, HEIGHT, INK)
    canvas.text(12, 405, f"Diambil {day_label(story.written)} · situs rekaan", 12, WHITE)
    canvas.rectangle(540, 400, WIDTH, HEIGHT, AMBER)
    canvas.text(590, 412, "CONTOH", 15, INK, middle=True)
    holder = Image.new("P", (1, 1))
    holder.putpalette([part for colour in _PALETTE for part in colour])
    few = canvas.image().quantize(palette=holder, dither=Image.Dither.NONE)
    return png.encode(few, _PALETTE)


def address(paper: Paper) -> str:
    """Return the address of the page that a paper shows; no two papers share one."""
    site = next(site for pattern, site in _SITES if re.search(pattern, paper.document.slug))
    criterion = paper.document.criterion.replace(".", "-")
    return f"https://{site}.contoh.example/{criterion}/{paper.document.slug}/{paper.period}"


def _browser(canvas: Canvas, story: Story) -> None:
    canvas.rectangle(0, 0, WIDTH, 46, LINE)
    for index, colour in enumerate((RED, AMBER, GREEN)):
        canvas.ellipse(12 + index * 18, 8, 22 + index * 18, 18, colour)
    canvas.rounded(76, 4, 300, 26, 6, PAPER)
    canvas.text(86, 8, "Balai Contoh", 11, INK)
    canvas.rounded(12, 26, 628, 43, 8, WHITE)
    canvas.text(24, 28, address(story.paper), 11, SLATE)


def _lines(canvas: Canvas, dice: Dice, left: int, top: int, width: int, count: int) -> None:
    """Draw lines of text too small to be read."""
    for index in range(count):
        right = (
            left + width - (dice.between(20, width // 3) if index == count - 1 else dice.below(14))
        )
        canvas.rectangle(left, top + index * 12, right, top + index * 12 + 5, _PALETTE[3])


def _heading(story: Story) -> str:
    words = re.sub(r"^(Tangkapan layar|Foto) ", "", story.paper.words)
    return words[0].upper() + words[1:]


def _texts(text: str, width: int) -> list[str]:
    rows = [""]
    for word in text.split():
        if len(rows[-1]) + len(word) > width:
            rows.append("")
        rows[-1] = f"{rows[-1]} {word}".strip()
    return rows


def _web(canvas: Canvas, dice: Dice, story: Story) -> None:
    _browser(canvas, story)
    canvas.rectangle(0, 46, WIDTH, 86, BLUE)
    canvas.ellipse(16, 54, 40, 78, WHITE)
    canvas.text(52, 59, "Balai Contoh Penjaminan Mutu", 14, WHITE)
    for index, word in enumerate(("Layanan", "Zona Integritas", "Informasi", "Pengaduan")):
        canvas.text(304 + index * 84, 61, word, 11, SKY)
    for index, row in enumerate(_texts(_heading(story), 52)[:2]):
        canvas.text(24, 100 + index * 22, row, 18, INK)
    canvas.rectangle(24, 150, 410, 152, LINE)
    y = 162
    for fact in story.facts(3):
        for text in _texts(fact, 58):
            canvas.text(24, y, text, 12, SLATE)
            y += 17
        y += 8
    for index in range(3):
        top = 100 + index * 96
        canvas.rounded(436, top, 620, top + 84, 6, WHITE)
        canvas.rectangle(436, top, 620, top + 20, SKY)
        canvas.text(444, top + 3, ("Jam layanan", "Pengaduan", "Unduhan")[index], 12, INK)
        _lines(canvas, dice, 446, top + 32, 160, 4)


def _social(canvas: Canvas, dice: Dice, story: Story) -> None:
    canvas.rectangle(0, 0, WIDTH, 40, WHITE)
    canvas.text(20, 10, "Media Sosial Contoh", 17, INK)
    canvas.rounded(120, 52, 520, 392, 8, WHITE)
    canvas.ellipse(134, 62, 166, 94, BLUE)
    canvas.text(176, 63, "@balaicontoh (akun rekaan)", 14, INK)
    canvas.text(176, 82, day_label(story.written), 11, GREY)
    colour = dice.pick((BLUE, GREEN, RED))
    canvas.rectangle(120, 102, 520, 270, colour)
    for index, row in enumerate(_texts(_heading(story), 34)[:4]):
        canvas.text(320, 132 + index * 30, row, 20, WHITE, middle=True)
    y = 282
    for fact in story.facts(2):
        for text in _texts(fact, 60):
            canvas.text(134, y, text, 12, INK)
            y += 17
    canvas.text(
        134, 370, f"{dice.between(40, 260)} suka · {dice.between(3, 30)} komentar", 12, GREY
    )


def _application(canvas: Canvas, dice: Dice, story: Story) -> None:
    _browser(canvas, story)
    canvas.rectangle(0, 46, 140, 400, BLUE)
    for index, word in enumerate(("Beranda", "Layanan", "Laporan", "Data", "Bantuan")):
        canvas.text(18, 66 + index * 32, word, 13, WHITE if index == 1 else SKY)
    for index, text in enumerate(_texts(_heading(story), 46)[:2]):
        canvas.text(160, 58 + index * 20, text, 16, INK)
    for index, (label, key) in enumerate(
        (("Masuk", "total"), ("Selesai", "selesai"), ("Proses", "sisa"))
    ):
        left = 160 + index * 156
        canvas.rounded(left, 106, left + 142, 166, 6, WHITE)
        canvas.text(left + 12, 114, label, 12, GREY)
        canvas.text(left + 12, 132, str(story.numbers[key]), 24, (BLUE, GREEN, RED)[index])
    canvas.rectangle(160, 182, 620, 206, SKY)
    for index, word in enumerate(("Nomor", "Jenis", "Tanggal", "Status")):
        canvas.text(170 + index * 118, 187, word, 12, INK)
    for index in range(7):
        top = 208 + index * 26
        canvas.rectangle(160, top, 620, top + 24, WHITE if index % 2 else PAPER)
        canvas.text(170, top + 5, f"C-{dice.between(100, 999)}", 12, SLATE)
        canvas.text(
            288, top + 5, dice.pick(("Konsultasi", "Legalisasi", "Data", "Kunjungan")), 12, SLATE
        )
        canvas.text(
            406, top + 5, f"{dice.between(1, story.written.day)}/{story.written.month}", 12, SLATE
        )
        canvas.rounded(522, top + 4, 600, top + 21, 8, dice.pick((GREEN, GREEN, AMBER)))


def _cameras(canvas: Canvas, dice: Dice, story: Story) -> None:
    canvas.rectangle(0, 0, WIDTH, HEIGHT, _PALETTE[7])
    for index in range(4):
        left, top = 10 + index % 2 * 314, 10 + index // 2 * 192
        canvas.rectangle(left, top, left + 306, top + 184, SLATE)
        canvas.polygon(
            [
                (left, top + 184),
                (left + 60, top + 100),
                (left + 246, top + 100),
                (left + 306, top + 184),
            ],
            GREY,
        )
        for _ in range(dice.below(3)):
            x = left + dice.between(80, 220)
            canvas.rounded(x, top + 92, x + 18, top + 140, 8, INK)
        canvas.text(left + 8, top + 6, f"KAMERA {index + 1} (gambar rekaan)", 12, WHITE)
        canvas.text(
            left + 8, top + 164, f"{story.written.isoformat()} 10:{dice.between(10, 59)}", 12, WHITE
        )


def _flow(canvas: Canvas, _dice: Dice, story: Story) -> None:
    canvas.rectangle(0, 0, WIDTH, 56, BLUE)
    canvas.text(320, 28, "ALUR LAYANAN BALAI CONTOH", 22, WHITE, middle=True)
    steps = (
        "Ambil nomor",
        "Isi formulir",
        "Serahkan berkas",
        "Tunggu proses",
        "Terima hasil",
        "Beri penilaian",
    )
    for index, step in enumerate(steps):
        column, line = index % 3, index // 3
        left, top = 30 + column * 206, 90 + line * 130
        canvas.rounded(left, top, left + 168, top + 84, 12, SKY)
        canvas.ellipse(left + 68, top - 16, left + 100, top + 16, AMBER)
        canvas.text(left + 84, top, str(index + 1), 17, INK, middle=True)
        canvas.text(left + 84, top + 50, step, 16, INK, middle=True)
        if column < 2:  # noqa: PLR2004  (the last of a line has no arrow)
            canvas.polygon(
                [(left + 174, top + 34), (left + 198, top + 44), (left + 174, top + 54)], SLATE
            )
    canvas.text(
        320, 350, "Waktu paling lama dua hari kerja. Semua layanan gratis.", 16, INK, middle=True
    )
    canvas.text(
        320, 376, f"Dipasang di ruang layanan, {day_label(story.written)}", 12, GREY, middle=True
    )


_SITES = (
    (r".*(medsos|media-sosial|kampanye|rekaman)", "media"),
    (r".*wbs", "wbs"),
    (r".*(pos-pusat|peta-proses)", "kementerian"),
    (r".*aplikasi|.*inovasi", "layanan"),
    (r".*(simpeg|kinerja|kompetensi)", "pegawai"),
    (r"", "balai"),
)
LAYOUTS: tuple[tuple[str, Layout], ...] = (
    (r"medsos|media-sosial|media sosial|kampanye", _social),
    (r"cctv", _cameras),
    (r"alur", _flow),
    (r"aplikasi|simpeg|kinerja|kompetensi|inovasi", _application),
    (r"", _web),
)

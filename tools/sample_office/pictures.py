"""Drawn photographs of the sample office: rooms, counters, banners and people without faces."""

import io
import re
from collections.abc import Callable

from canvas import Canvas
from dice import Dice
from plan import Paper
from story import Story

from zi_build.model.period import MONTH_NAMES, day_label

Scene = Callable[[Canvas, Dice, str], None]

MONTHS = rf" ({'|'.join(MONTH_NAMES)})$"
_WALLS = ((232, 224, 208), (214, 226, 232), (226, 232, 218), (238, 228, 224), (222, 220, 232))
_FLOORS = ((150, 118, 88), (128, 132, 138), (168, 150, 126), (110, 120, 112))
_CLOTHES = (
    (32, 66, 112),
    (122, 92, 58),
    (54, 98, 74),
    (140, 60, 56),
    (84, 84, 96),
    (176, 160, 132),
    (92, 62, 110),
)
_SKIN = ((198, 150, 112), (172, 122, 86), (216, 170, 132), (150, 104, 74))


def photograph(paper: Paper) -> bytes:
    """Return a JPEG of the paper's event; no two papers have the same picture."""
    story = Story(paper)
    dice = Dice("photograph", paper.path)
    canvas = Canvas(640, 424)
    place, scene = next(row[1:] for row in SCENES if re.search(row[0], _words(paper)))
    subject = re.sub(r"(Foto|Dokumentasi|Spanduk|Banner|Baner) ", "", paper.words)
    scene(canvas, dice, re.sub(MONTHS, "", subject))
    canvas.light(dice.between(-14, 10))
    return _jpeg(
        canvas, _short(paper.words, 62), f"{day_label(paper.event)} · {place or story.place}"
    )


def waiting(name: str) -> bytes:
    """Return a photograph of which nobody has said yet what it shows."""
    canvas = Canvas(640, 424)
    _parade(canvas, Dice("photograph", name), "")
    return _jpeg(canvas, "Foto dari ponsel", "belum diberi keterangan")


def _jpeg(canvas: Canvas, caption: str, detail: str) -> bytes:
    canvas.rectangle(0, 380, 640, 424, (20, 24, 30))
    canvas.text(14, 385, caption, 15, (255, 255, 255))
    canvas.text(14, 404, detail, 12, (196, 204, 214))
    canvas.rectangle(518, 12, 628, 44, (255, 196, 0))
    canvas.text(573, 28, "CONTOH", 21, (70, 40, 0), middle=True)
    stream = io.BytesIO()
    canvas.image().save(stream, "JPEG", quality=60, optimize=False, progressive=False)
    return stream.getvalue()


def _words(paper: Paper) -> str:
    return f"{paper.document.slug} {paper.words} {paper.document.name}".lower()


def _short(text: str, length: int) -> str:
    return text if len(text) <= length else f"{text[: text.rfind(' ', 0, length)]} …"


def _room(canvas: Canvas, dice: Dice, horizon: int) -> None:
    wall, floor = dice.pick(_WALLS), dice.pick(_FLOORS)
    canvas.shade(0, horizon, wall, tuple(max(0, part - 26) for part in wall))
    canvas.shade(horizon, 424, floor, tuple(max(0, part - 40) for part in floor))
    canvas.rectangle(0, horizon - 6, 640, horizon, tuple(max(0, part - 60) for part in wall))


def _person(canvas: Canvas, dice: Dice, x: float, y: float, size: float) -> None:
    """Draw somebody from behind or far away: a head and shoulders, no face."""
    clothes, skin = dice.pick(_CLOTHES), dice.pick(_SKIN)
    canvas.rounded(
        x - size * 0.9, y + size * 0.75, x + size * 0.9, y + size * 3.2, size * 0.7, clothes
    )
    canvas.ellipse(x - size * 0.5, y - size * 0.5, x + size * 0.5, y + size * 0.72, skin)
    hair = (34, 28, 26) if dice.below(3) else clothes
    canvas.ellipse(x - size * 0.54, y - size * 0.62, x + size * 0.54, y + size * 0.16, hair)


def _screen(canvas: Canvas, left: float, top: float, right: float, lines: list[str]) -> None:
    bottom = top + (right - left) * 0.52
    canvas.rectangle(left - 4, top - 4, right + 4, bottom + 4, (60, 64, 70))
    canvas.rectangle(left, top, right, bottom, (246, 249, 252))
    canvas.rectangle(left, top, right, top + 22, (31, 78, 121))
    canvas.text((left + right) / 2, top + 11, "BALAI CONTOH", 12, (255, 255, 255), middle=True)
    for index, line in enumerate(lines):
        canvas.text((left + right) / 2, top + 44 + index * 22, line, 14, (40, 48, 60), middle=True)


def _wrap(text: str, width: int, count: int) -> list[str]:
    lines = [""]
    for word in text.split():
        if len(lines[-1]) + len(word) > width:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return [
        line[0].upper() + line[1:] if index == 0 else line
        for index, line in enumerate(lines[:count])
    ]


def _meeting(canvas: Canvas, dice: Dice, topic: str) -> None:
    _room(canvas, dice, 210)
    shift = dice.between(-40, 40)
    _screen(canvas, 190 + shift, 40, 430 + shift, _wrap(topic, 30, 3))
    canvas.rectangle(24, 60, 96, 150, (170, 200, 222))
    canvas.rectangle(58, 60, 62, 150, (240, 240, 240))
    for index in range(dice.between(4, 6)):
        _person(
            canvas, dice, 90 + index * 92 + dice.between(-10, 10), 186 + dice.between(-6, 6), 19
        )
    canvas.polygon([(60, 262), (580, 262), (640, 380), (0, 380)], (136, 98, 66))
    canvas.polygon([(60, 262), (580, 262), (588, 274), (52, 274)], (164, 124, 88))
    for index in range(dice.between(4, 7)):
        x = 90 + index * 76 + dice.between(-8, 8)
        canvas.rectangle(x, 286 + dice.below(20), x + 34, 308 + dice.below(12), (244, 244, 240))
    for index in range(dice.between(2, 4)):
        _person(canvas, dice, 120 + index * 150 + dice.between(-22, 22), 300, 32)


def _parade(canvas: Canvas, dice: Dice, _topic: str) -> None:
    canvas.shade(0, 220, (150, 196, 232), (222, 236, 244))
    canvas.shade(220, 424, (124, 146, 98), (96, 118, 78))
    canvas.rectangle(0, 120, 640, 226, (226, 222, 212))
    for index in range(7):
        canvas.rectangle(30 + index * 90, 146, 82 + index * 90, 196, (120, 150, 176))
    canvas.rectangle(0, 112, 640, 122, (150, 70, 56))
    pole = dice.between(90, 150)
    canvas.rectangle(pole, 20, pole + 5, 270, (210, 212, 216))
    canvas.rectangle(pole + 5, 24, pole + 69, 45, (206, 32, 40))
    canvas.rectangle(pole + 5, 45, pole + 69, 66, (250, 250, 250))
    _person(canvas, dice, pole + 130, 196, 20)
    rows = dice.between(2, 3)
    for row in range(rows):
        for index in range(dice.between(7, 9)):
            x = 60 + index * 66 + row * 20 + dice.between(-6, 6)
            _person(canvas, dice, x, 262 + row * 44, 17 + row * 4)


def _banner(canvas: Canvas, dice: Dice, topic: str) -> None:
    _room(canvas, dice, 300)
    colour = dice.pick(((166, 30, 42), (31, 78, 121), (26, 110, 84)))
    left = dice.between(90, 170)
    canvas.rectangle(left, 70, left + 360, 250, colour)
    canvas.rectangle(left, 70, left + 360, 104, tuple(min(255, part + 50) for part in colour))
    canvas.text(left + 180, 87, "BALAI CONTOH", 18, (255, 255, 255), middle=True)
    for index, line in enumerate(_wrap(topic, 30, 3)):
        canvas.text(left + 180, 132 + index * 30, line, 20, (255, 255, 255), middle=True)
    canvas.text(
        left + 180, 232, "Layanan ini tidak dipungut biaya", 14, (255, 236, 179), middle=True
    )
    for x in (left + 8, left + 348):
        canvas.rectangle(x, 40, x + 3, 70, (90, 90, 90))
    plant = dice.pick((50, 540, 570))
    canvas.polygon(
        [(plant, 330), (plant + 44, 330), (plant + 36, 376), (plant + 8, 376)], (150, 90, 60)
    )
    for index in range(7):
        canvas.ellipse(
            plant - 14 + index * 8, 262 + dice.below(30), plant + 14 + index * 8, 334, (46, 112, 62)
        )
    if dice.below(2):
        _person(canvas, dice, 330 + dice.between(-180, 180), 268, 26)


def _counter(canvas: Canvas, dice: Dice, topic: str) -> None:
    _room(canvas, dice, 250)
    canvas.rectangle(60, 24, 580, 66, (31, 78, 121))
    canvas.text(320, 45, f"LAYANAN: {_wrap(topic, 34, 1)[0]}", 17, (255, 255, 255), middle=True)
    windows = dice.between(3, 4)
    for index in range(windows):
        left = 44 + index * (570 // windows)
        canvas.rectangle(left, 96, left + 120, 214, (196, 214, 226))
        canvas.rectangle(left, 96, left + 120, 116, (255, 196, 0))
        canvas.text(left + 60, 106, f"LOKET {index + 1}", 12, (70, 40, 0), middle=True)
        _person(canvas, dice, left + 60 + dice.between(-8, 8), 158, 20)
    canvas.rectangle(20, 214, 620, 286, (158, 124, 90))
    canvas.rectangle(20, 208, 620, 218, (214, 206, 196))
    for _ in range(dice.between(1, 3)):
        _person(canvas, dice, dice.between(80, 560), 292, 30)


def _board(canvas: Canvas, dice: Dice, topic: str) -> None:
    _room(canvas, dice, 330)
    left, top = dice.between(130, 210), dice.between(36, 56)
    canvas.rectangle(left - 10, top - 10, left + 280, top + 262, (122, 88, 54))
    canvas.rectangle(left, top, left + 270, top + 252, (252, 250, 242))
    for index, line in enumerate(_wrap(topic, 26, 3)):
        canvas.text(left + 135, top + 26 + index * 22, line, 17, (120, 30, 36), middle=True)
    for index in range(8):
        width = dice.between(150, 230)
        y = top + 100 + index * 16
        canvas.rectangle(left + 135 - width / 2, y, left + 135 + width / 2, y + 5, (150, 156, 164))
    canvas.ellipse(left + 176, top + 216, left + 204, top + 244, (206, 150, 40))
    canvas.ellipse(560, 40, 600, 80, (240, 240, 236))
    canvas.text(
        580, 60, f"{dice.between(8, 15)}.{dice.between(10, 55)}", 12, (60, 60, 60), middle=True
    )


def _camera(canvas: Canvas, dice: Dice, topic: str) -> None:
    _counter(canvas, dice, topic)
    x = dice.between(420, 520)
    canvas.rectangle(x, 70, x + 8, 96, (70, 74, 80))
    canvas.rounded(x - 34, 92, x + 34, 118, 10, (236, 238, 240))
    canvas.ellipse(x - 40, 92, x - 14, 118, (30, 32, 36))


def _stage(canvas: Canvas, dice: Dice, topic: str) -> None:
    _room(canvas, dice, 270)
    canvas.rectangle(70, 30, 570, 190, (31, 78, 121))
    for index, line in enumerate(_wrap(topic, 40, 3)):
        canvas.text(320, 78 + index * 34, line, 24, (255, 255, 255), middle=True)
    canvas.rectangle(40, 270, 600, 300, (120, 92, 70))
    for index in range(dice.between(4, 6)):
        _person(canvas, dice, 150 + index * 74 + dice.between(-10, 10), 192, 22)
    for index in range(dice.between(4, 6)):
        _person(canvas, dice, 70 + index * 116 + dice.between(-16, 16), 316, 28)


# The first pattern found in the names of folder, file and document decides: where, and what is drawn.
SCENES: tuple[tuple[str, str, Scene], ...] = (
    (r"cctv", "Ruang layanan", _camera),
    (r"maklumat|foto-publikasi|papan", "Ruang tunggu", _board),
    (r"apel|upacara|disiplin|olahraga", "Halaman kantor", _parade),
    (r"pencanangan|penghargaan|kepala balai melayani|budaya", "Aula Balai Contoh", _stage),
    (r"spanduk|banner|baner", "Ruang layanan", _banner),
    (r"ltsp|layanan|petugas|loket pengaduan|sarana", "Ruang layanan", _counter),
    (r"", "", _meeting),
)

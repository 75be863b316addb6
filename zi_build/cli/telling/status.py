"""Where the office stands, as one screen of text for someone who is no programmer."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import click

from zi_build.cli.screen import wrapped
from zi_build.cli.telling.answers import EVALUATORS, VOICES
from zi_build.cli.telling.figures import against, lean, short
from zi_build.model.period import day_label

WIDE, NARROW = 80, 50
LONG_BAR, SHORT_BAR = 20, 5
ROOMY = 76
HIGHEST = 23
BLOCKS, SIGNS = "█░", "#."  # signs in a pipe, where not every reader knows blocks
LONGEST_LIST = 2
Found = Mapping[str, Any]


def status(found: Found, wide: int | None) -> str:
    """Return the screen: at most 23 lines, of 80 letters in a pipe or in a wider terminal."""
    room = min(max(wide or WIDE, NARROW), WIDE)
    lines = [
        *_head(found, room),
        *_scores(found, room, BLOCKS if wide else SIGNS),
        *_conditions(found, room),
        *_areas(found, room),
        *_week(found, room),
        *_next(found, room),
        *_last(found, room),
    ]
    return "\n".join(line for line in lines if line or len(lines) <= HIGHEST)


def _head(found: Found, room: int) -> list[str]:
    day = f"per {day_label(date.fromisoformat(found['as_of']))}"
    unit = f"{found['unit']} (contoh)" if found["sample"] else found["unit"]
    space = room - len(day) - 2
    return [click.style(f"{_cut(unit, space):<{space}}", bold=True) + f"  {day}"]


def _scores(found: Found, room: int, signs: str) -> list[str]:
    held = found["completeness"]
    share = Decimal(held["held"]) / Decimal(held["due"]) if held["due"] else Decimal(0)
    whole = f"{lean(str(share * 100), 1)} %" if held["due"] else "–"
    about = _of(held, "dokumen", room)
    lines = [_score("Kelengkapan dokumen", whole, _bar(share, room, signs), about)]
    for voice, card in found["scores"].items():
        note, shown = "", short(card["total"])
        if voice in EVALUATORS:
            note = _of(card["judged"], "dinilai", room)
        if not card["speaks"]:
            shown, note = "belum", "belum menilai"
        bar = _bar(Decimal(card["total"]) / 100, room, signs)
        lines.append(_score(VOICES[voice], shown, bar, note))
    return lines


def _score(label: str, value: str, bar: str, note: str) -> str:
    return f"{label:<27}{value:>7}  {bar}  {note}".rstrip()


def _of(share: Mapping[str, int], what: str, room: int) -> str:
    between = " dari " if room >= ROOMY else "/"
    return f"{share['held']}{between}{share['due']} {what}"


def _bar(share: Decimal, room: int, signs: str) -> str:
    length = LONG_BAR if room >= ROOMY else SHORT_BAR
    filled = int(max(Decimal(0), min(Decimal(1), share)) * length)
    return signs[0] * filled + signs[1] * (length - filled)


def _conditions(found: Found, room: int) -> list[str]:
    """Return how many conditions are met, and those that are not; areas are told with the areas."""
    target = found["target"]
    verdict = found["verdict"][target]
    met = sum(one["met"] for one in verdict["conditions"])
    count = f"{met} dari {len(verdict['conditions'])} syarat di atas ambang"
    colour = "green" if verdict["met"] else "yellow"
    head = click.style(f"{target}: {count}", fg=colour, bold=True)
    own = " (hitungan sendiri, bukan penetapan)"
    lines = ["", head + (own if room >= len(f"{target}: {count}{own}") else "")]
    lacking = [
        f"{one['label']} {against(one['reached'], one['required'])} dari {lean(one['required'])}"
        if one["id"] != target.lower()
        else one["label"]
        for one in verdict["conditions"]
        if not one["met"] and not one["id"].startswith("area.")
    ]
    return [*lines, *_few(lacking, room)]


def _few(lacking: Sequence[str], room: int) -> list[str]:
    """Return as many as fit into few lines; the others are left to the command that tells all."""
    for count in range(len(lacking), 0, -1):
        rest = "" if count == len(lacking) else "; … (zi score)"
        text = f"Belum: {'; '.join(lacking[:count])}{rest}"
        lines = wrapped(text, room, "  ").split("\n")
        if len(lines) <= LONGEST_LIST or count == 1:
            return lines
    return []


def _areas(found: Found, room: int) -> list[str]:
    lines = []
    for area in found["areas"]:
        mark, minimum = "", ""
        if area["met"] is not None:
            word, colour = ("ya", "green") if area["met"] else ("belum", "red")
            mark, minimum = click.style(word, fg=colour), f"batas {lean(area['minimum'])}"
        reached = against(area["supported"], area["minimum"] or "0")
        numbers = f"{reached:>6} dari {lean(area['weight']):<3} {minimum:<12}"
        space = room - len(numbers) - 8
        name = _cut(f"Area {area['id']} {area['name']}", space)
        lines.append(f"{name:<{space}}  {numbers} {mark}".rstrip())
    return lines


def _week(found: Found, room: int) -> list[str]:
    until = date.fromisoformat(found["week"]["until"])
    due = found["week"]["due"]
    names = _names(due)
    said = f"{len(due)} dokumen: {names}" if due else "tidak ada"
    week = wrapped(f"Jatuh tempo sampai {day_label(until)}: {said}.", room, "  ", "").split("\n")
    if len(week) > LONGEST_LIST:
        week = [week[0], _cut(f"{week[1]} {week[2].strip()}", room - 11) + " (zi gaps)"]
    past = (
        f"Lewat waktu: {found['overdue']} dokumen. Belum dijawab: {found['unanswered']} kriteria."
    )
    return ["", *week, past]


def _names(due: Sequence[Found]) -> str:
    return "; ".join(dict.fromkeys(f"{one['name']}" for one in due))


def _next(found: Found, room: int) -> list[str]:
    if not found["next"]:
        return []
    lines = [click.style("Paling menguntungkan sekarang:", bold=True)]
    for one in found["next"]:
        count = len(one["papers"])
        todo = f"lengkapi {count} dokumen pokok" if count else "jawab kriteria ini"
        gain = f"+{short(one['gain'])}"
        title = _cut(f"{one['criterion']} {one['title']}", room - len(todo) - len(gain) - 5)
        lines.append(f"  {gain} {title}: {todo}")
    return lines


def _last(found: Found, room: int) -> list[str]:
    """Return what must be looked at again, and how many files are wrong."""
    said = []
    if found["lapsed"]:
        said.append(f"Perlu diperiksa ulang TPI: {', '.join(found['lapsed'])}.")
    files = f"{found['errors']} galat, {found['warnings']} peringatan pada berkas (zi check)."
    line = " ".join([*said, files])
    if len(line) <= room:
        return [line]
    return [*(_cut(one, room) for one in said), files]


def _cut(text: str, room: int) -> str:
    return text if len(text) <= room else f"{text[: room - 1].rstrip()}…"

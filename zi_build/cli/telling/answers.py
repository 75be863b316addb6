"""Reports as text for a terminal, in Indonesian; made from the same JSON that programs get."""

from collections.abc import Iterator
from typing import Any

import click

from zi_build.cli.telling.figures import against, short

VOICES = {
    "claimed": "Nilai menurut unit",
    "supported": "Nilai berdasarkan bukti",
    "verified": "Nilai Tim Penilai Internal",
    "final": "Nilai Tim Penilai Nasional",
}
EVALUATORS = frozenset({"verified", "final"})
SEVERITIES = {"error": ("galat", "red"), "warning": ("peringatan", "yellow")}


def check(found: list[dict[str, Any]]) -> str:
    """Return the diagnostics, one a line, and their count."""
    from zi_build.model.text import legible  # noqa: PLC0415

    lines = []
    for one in found:
        place = ":".join(str(one[key]) for key in ("path", "line", "column") if one[key])
        word, colour = SEVERITIES[one["severity"]]
        code = click.style(f"{one['code']} {word}", fg=colour)
        # A line of its own in a file's name would be a command to whoever reads the log.
        lines.append(f"{legible(place)}: {code}: {legible(one['message'])}")
    errors = sum(one["severity"] == "error" for one in found)
    lines.append(f"{errors} galat, {len(found) - errors} peringatan.")
    return "\n".join(lines)


def score(found: dict[str, Any]) -> str:
    """Return completeness, every voice that speaks by area, and the conditions."""
    held = found["completeness"]
    lines = [
        f"{found['unit']} · {found['rubric']} · per {found['as_of']}",
        f"Kelengkapan: {held['held']} dari {held['due']} dokumen yang dihitung",
        "",
    ]
    lines += _table(found)
    for predicate, verdict in found["verdict"].items():
        if predicate == "voice":
            continue
        met = "di atas ambang (hitungan sendiri)" if verdict["met"] else "belum di atas ambang"
        lines += ["", f"{predicate}: {met}"]
        for condition in verdict["conditions"]:
            mark = (
                click.style("ya   ", fg="green")
                if condition["met"]
                else click.style("belum", fg="red")
            )
            reached = against(condition["reached"], condition["required"])
            lines.append(
                f"  {mark}  {condition['id']:<12}{reached:>8} dari {short(condition['required'])}"
            )
    return "\n".join(lines)


def _table(found: dict[str, Any]) -> Iterator[str]:
    """Yield the voices as rows below total and areas; how much evaluators have judged stands below."""
    areas = list(found["scores"]["claimed"]["areas"])
    yield f"{'':<27}{'total':>8}{'area 1':>8}" + "".join(f"{area:>7}" for area in areas[1:])
    for voice in found["voices"]:
        card, label = found["scores"][voice], VOICES[voice]
        judged, silent = card["judged"], frozenset[str]()
        if voice in EVALUATORS:
            silent = frozenset(area for area, one in judged["areas"].items() if not one["held"])
            if not judged["held"] and card["total"] == "0":
                yield f"{label:<27} belum menilai"
                continue
        first, *rest = ("belum" if area in silent else short(card["areas"][area]) for area in areas)
        row = f"{label:<27}{short(card['total']):>8}{first:>8}"
        yield row + "".join(f"{points:>7}" for points in rest)
        if voice in EVALUATORS:
            yield f"  {judged['held']} dari {judged['due']} kriteria sudah dinilai"
        if card["parts"]:
            yield "  " + ", ".join(f"{part} {short(one)}" for part, one in card["parts"].items())

"""Reports as text for a terminal, in Indonesian; made from the same JSON that programs get."""

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
    lines = []
    for one in found:
        place = ":".join(str(one[key]) for key in ("path", "line", "column") if one[key])
        word, colour = SEVERITIES[one["severity"]]
        code = click.style(f"{one['code']} {word}", fg=colour)
        lines.append(f"{place}: {code}: {one['message']}")
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
    for voice, label in VOICES.items():
        if voice not in found["voices"]:
            continue
        lines.append(
            f"{label:<28}{_card(found['scores'][voice], by_evaluators=voice in EVALUATORS)}"
        )
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


def _card(card: dict[str, Any], *, by_evaluators: bool) -> str:
    """Return a voice's numbers; what evaluators have not looked at is told as such, not as zero."""
    judged = card["judged"]
    if by_evaluators and not judged["held"] and card["total"] == "0":
        return "belum menilai"
    silent = {
        area for area, share in judged["areas"].items() if by_evaluators and not share["held"]
    }
    areas = "  ".join(
        f"{area}: {'belum' if area in silent else short(points)}"
        for area, points in card["areas"].items()
    )
    parts = "".join(f"   {part} {short(points)}" for part, points in card["parts"].items())
    line = f"{short(card['total']):>7}   area {areas}{parts}"
    if not by_evaluators:
        return line
    return f"{line}   {judged['held']} dari {judged['due']} kriteria sudah dinilai"

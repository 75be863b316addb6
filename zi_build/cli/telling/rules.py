"""Rules as text: one page, or the list of all."""

from collections.abc import Mapping, Sequence
from typing import Any

import click

from zi_build.cli.screen import wrapped
from zi_build.cli.telling.answers import SEVERITIES

CONSEQUENCES = {
    "error": "Berkas yang melanggarnya tidak dihitung dan tidak terbit; kode keluar zi check 1.",
    "warning": "Hanya pemberitahuan; kode keluar zi check tetap 0.",
}


def listing(rules: Sequence[Mapping[str, Any]], wide: int | None) -> str:
    """Return every rule in a line: code, weight, norm."""
    lines = []
    for rule in rules:
        word, colour = SEVERITIES[rule["severity"]]
        line = wrapped(f"{rule['code']} {word:<10} {rule['title']}", wide, " " * 17, "")
        lines.append(line.replace(word, click.style(word, fg=colour), 1))
    return "\n".join([*lines, "", f"{len(rules)} aturan. Penjelasannya: zi rule KODE."])


def page(rule: Mapping[str, Any], wide: int | None) -> str:
    """Return the page of one rule."""
    word, colour = SEVERITIES[rule["severity"]]
    lines = [
        click.style(line, bold=True)
        for line in wrapped(f"{rule['code']} {rule['title']}", wide).split("\n")
    ]
    weight = wrapped(f"{word}: {CONSEQUENCES[rule['severity']]}", wide)
    lines.append(weight.replace(word, click.style(word, fg=colour), 1))
    for section in rule["sections"]:
        text = section["text"].replace("`", "")
        lines += ["", click.style(section["heading"], bold=True), wrapped(text, wide, "  ")]
    return "\n".join(lines)

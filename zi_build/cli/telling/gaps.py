"""What is lacking, as text: by area and who is in charge, what is overdue before what is to come."""

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import groupby
from typing import Any

import click

from zi_build.cli.screen import wrapped
from zi_build.cli.telling.figures import short
from zi_build.ids import natural_key

STATES = {
    "missing": "belum ada, lewat waktu",
    "expired": "tidak berlaku lagi",
    "unusable": "ada berkas, belum dapat dipakai",
    "late": "ada, terlambat",
    "unanswered": "belum dijawab",
    "not_due": "belum waktunya",
}
COLOURS = {"unusable": "red", "missing": "red", "expired": "red", "late": "yellow"}
COMING = "not_due"
Row = Mapping[str, Any]


def gaps(
    rows: Sequence[Row], about: Mapping[str, Any], until: date | None, wide: int | None
) -> str:
    """Return the gaps, each with what to do; `wide` is the width of a line, None where it is left whole."""
    if not rows:
        return f"Tidak ada yang kurang ({asked(until)})." if until else "Tidak ada yang kurang."
    lines: list[str] = []
    ordered = sorted(rows, key=lambda row: (natural_key(row["area"]), row["owner"]))
    for (area, owner), group in groupby(ordered, key=lambda row: (row["area"], row["owner"])):
        mine = list(group)
        name = about["areas"].get(area, "")
        head = f"{f'Area {area} {name}'.strip()}: {_counted(mine)} · {owner}"
        lines += ["", *(click.style(one, bold=True) for one in wrapped(head, wide).split("\n"))]
        for row in sorted(mine, key=lambda row: row["state"] == COMING):
            lines += _gap(row, wide)
    return "\n".join([*lines[1:], "", f"{_counted(rows)}{f' ({asked(until)})' if until else ''}."])


def asked(until: date | None) -> str:
    """Say which gaps were asked for."""
    from zi_build.model.period import day_label  # noqa: PLC0415

    return f"jatuh tempo sampai {day_label(until)}" if until else "yang kurang hari ini"


def _counted(rows: Sequence[Row]) -> str:
    coming = sum(row["state"] == COMING for row in rows)
    parts = [
        f"{len(rows) - coming} kurang" if len(rows) > coming or not coming else "",
        f"{coming} akan jatuh tempo" if coming else "",
    ]
    return ", ".join(part for part in parts if part)


def _gap(row: Row, wide: int | None) -> list[str]:
    due = f", jatuh tempo {row['due']}" if row["due"] else ""
    gain = f" (+{short(row['effect'])})" if row["effect"] != "0" else ""
    name = row["document"] or f"jawaban {row['criterion']}"
    when = f" {row['period']}" if row["period"] else ""
    state = STATES[row["state"]]
    head = wrapped(f"{name}{when}: {state}{due}{gain}", wide, "    ", "- ")
    if row["state"] in COLOURS:
        head = head.replace(state, click.style(state, fg=COLOURS[row["state"]]))
    return [head, wrapped(row["instruction"], wide, "  ")]

"""YAML files beside or instead of papers: sidecars, links and custody records."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from dice import Dice
from plan import Paper
from screens import address
from story import COORDINATORS, Story

# In the week before the evaluators came, everything that lies elsewhere was looked at again.
_INSPECTION = date(2026, 7, 6)
_KEEPERS = {"3": "Pengelola kepegawaian", "5": "Koordinator Area Penguatan Pengawasan"}


def link(paper: Paper) -> bytes:
    """Return the record of a link."""
    story = Story(paper)
    return yaml_text(
        {
            "judul": story.title,
            "url": address(paper),
            "diakses": _seen(paper),
            **paper.beside,
        },
        "Tautan contoh; alamatnya tidak dapat dibuka.",
    )


def custody(paper: Paper) -> bytes:
    """Return the record of a paper that stays in the office."""
    story = Story(paper)
    dice = Dice("custody", paper.path)
    keeper = _KEEPERS.get(paper.document.area, COORDINATORS[paper.document.area])
    return yaml_text(
        {
            "nomor": story.number,
            "tanggal": paper.written,
            "penyimpan": keeper,
            "diperiksa": _seen(paper),
            "catatan": f"Lemari {dice.pick('ABCD')}, map {dice.between(1, 24)}",
            **paper.beside,
        },
        "Catatan simpanan: dokumennya tetap di kantor.",
    )


def _seen(paper: Paper) -> date:
    """Return the day on which somebody last looked: a weekday, not before the paper."""
    if paper.written < _INSPECTION:
        return _INSPECTION + timedelta(days=Dice("seen", paper.path).below(4))
    day = paper.written + timedelta(days=2)
    return day + timedelta(days=max(0, 7 - day.weekday()) if day.weekday() > 4 else 0)  # noqa: PLR2004


def sidecar(paper: Paper) -> bytes:
    """Return what stands beside a paper."""
    return yaml_text(paper.beside, "Keterangan untuk berkas di sebelahnya.")


def yaml_text(data: Mapping[str, Any], comment: str) -> bytes:
    """Return one YAML file in the order given; lists stand on one line."""
    lines = [f"# {comment}"]
    for key, value in data.items():
        shown = f"[{', '.join(value)}]" if isinstance(value, list) else scalar(value)
        lines.append(f"{key}: {shown}")
    return "\n".join([*lines, ""]).encode()


def scalar(value: object) -> str:
    """Return a value as YAML writes it, quoted where the text would mean something else."""
    text = str(value)
    if ": " in text or " #" in text or text[:1] in "-?:,[]{}#&*!|>'\"%@`" or text.endswith(":"):
        return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
    return text

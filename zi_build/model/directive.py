"""Directives: `[[zi:kriteria 1.1.a]]` on a line of its own, where a page wants computed text.

Any directive may name a rubric at its end (`[[zi:skor @permenpanrb-90-2021]]`); without one it speaks
of the rubric by which the site is built.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from types import MappingProxyType


class Argument(Enum):
    """What a directive takes after its name."""

    NOTHING = "nothing"
    AREA = "area"
    AREA_OR_NOTHING = "area-or-nothing"
    INDICATOR = "indicator"
    CRITERION = "criterion"
    PREDICATE = "predicate"
    PART = "part"


ARGUMENTS: Mapping[str, Argument] = MappingProxyType(
    {
        "akses": Argument.NOTHING,
        "area": Argument.AREA,
        "aturan": Argument.NOTHING,
        "bagian": Argument.PART,
        "diagnostik": Argument.NOTHING,
        "dik": Argument.NOTHING,
        "dip": Argument.NOTHING,
        "grafik-area": Argument.NOTHING,
        "hasil-pengaduan": Argument.NOTHING,
        "hasil-rekomendasi": Argument.NOTHING,
        "hasil-skm": Argument.NOTHING,
        "hasil-survei": Argument.NOTHING,
        "hasil-tlhp": Argument.NOTHING,
        "indikator": Argument.INDICATOR,
        "irama": Argument.NOTHING,
        "kanal": Argument.NOTHING,
        "kekurangan": Argument.AREA_OR_NOTHING,
        "keputusan": Argument.NOTHING,
        "kriteria": Argument.CRITERION,
        "pengusulan": Argument.PREDICATE,
        "perbandingan": Argument.NOTHING,
        "perbandingan-pertanyaan": Argument.AREA,
        "persiapan": Argument.NOTHING,
        "register": Argument.NOTHING,
        "riwayat": Argument.NOTHING,
        "rubrik": Argument.NOTHING,
        "segera": Argument.NOTHING,
        "skala": Argument.NOTHING,
        "skor": Argument.NOTHING,
        "syarat": Argument.PREDICATE,
        "syarat-tabel": Argument.NOTHING,
        "temuan": Argument.AREA_OR_NOTHING,
        "tren": Argument.NOTHING,
        "unit": Argument.NOTHING,
    }
)

_DIRECTIVE = re.compile(r"^[ \t]*\[\[zi:\s*([^\]]*?)\s*\]\][ \t]*$")
_FENCE = re.compile(r"^[ \t]*(`{3,}|~{3,})")
_ANYWHERE = re.compile(r"\[\[zi:")


@dataclass(frozen=True, slots=True)
class Directive:
    """One directive of a page; `alone` is False when other text shares its line."""

    line: int
    column: int
    name: str
    argument: str
    alone: bool = True
    rubric: str | None = None


def directives(text: str) -> Iterator[Directive]:
    """Yield the directives of a page in order; code blocks and inline code are left alone."""
    fence: str | None = None
    for number, line in enumerate(text.split("\n"), start=1):
        opened = _FENCE.match(line)
        if opened:
            mark = opened[1]
            if fence is None:
                fence = mark
            elif mark.startswith(fence):
                fence = None
            continue
        if fence is not None:
            continue
        whole = _DIRECTIVE.match(line)
        if whole:
            words, _, rubric = whole[1].partition("@")
            name, _, argument = words.partition(" ")
            place = number, line.index("[[") + 1
            yield Directive(*place, name, argument.strip(), rubric=rubric.strip() or None)
            continue
        loose = _ANYWHERE.search(re.sub(r"`[^`]*`", lambda code: " " * len(code[0]), line))
        if loose:
            yield Directive(number, loose.start() + 1, line[loose.end() :][:40], "", alone=False)

"""Bar charts as SVG that scale with the page and can be read aloud."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from markupsafe import Markup

from zi_build.render.html import Page, join

TOP, HEIGHT, ROW, LABEL = 23, 10, 44, 14


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: its name on the left, what it says on the right, and its length from 0 to 1."""

    name: str
    said: str
    share: Fraction


def bars(page: Page, title: str, about: str, lines: Sequence[Bar]) -> Markup:
    """Return a chart of horizontal bars with its title and a sentence below it."""
    name, description = page.unique("zi-judul"), page.unique("zi-uraian")
    told = "; ".join(f"{line.name} {line.said}" for line in lines)
    return Markup(
        '<div class="zi-grafik" data-search-exclude>\n<p class="zi-judul-grafik"><strong>{heading}</strong>'
        '</p>\n<svg role="img" width="100%" height="{height}" aria-labelledby="{name} {description}">'
        '<title id="{name}">{heading}</title><desc id="{description}">{told}.</desc>\n{drawn}\n</svg>\n'
        '<p class="zi-ket">{about}</p>\n</div>'
    ).format(
        heading=title,
        height=ROW * len(lines),
        name=name,
        description=description,
        told=told,
        drawn=join((_bar(index, line) for index, line in enumerate(lines)), "\n"),
        about=about,
    )


def _bar(index: int, line: Bar) -> Markup:
    top = index * ROW
    return Markup(
        '<text class="zi-teks" x="0" y="{label}">{name}</text>'
        '<text class="zi-teks" x="100%" y="{label}" text-anchor="end">{said}</text>'
        '<rect class="zi-batang-dasar" x="0" y="{y}" width="100%" height="{height}" rx="3"/>'
        '<rect class="zi-batang" x="0" y="{y}" width="{length}" height="{height}" rx="3"/>'
    ).format(
        label=top + LABEL,
        name=line.name,
        said=line.said,
        y=top + TOP,
        height=HEIGHT,
        length=f"{float(100 * min(line.share, Fraction(1))):.1f}%",
    )

"""Charts as SVG that scale with the page and can be read aloud: bars, and lines through months."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from markupsafe import Markup

from zi_build.render.html import Page, join

TOP, HEIGHT, ROW, LABEL = 23, 10, 44, 14
# Of a chart of lines: heights in pixels, and what the axis takes of the width in per cent.
ABOVE, PLOT, BELOW, MARGIN = 16, 180, 38, 6


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


@dataclass(frozen=True, slots=True)
class Line:
    """One line: its name, and its values from 0 to 100; where there is none, the line breaks."""

    name: str
    values: Sequence[Fraction | None]


def lines(
    page: Page,
    title: str,
    told: str,
    columns: Sequence[tuple[str, str]],
    drawn: Sequence[Line],
    about: str,
) -> Markup:
    """Return a chart of at most two lines from 0 to 100, with a legend and a sentence below it.

    `told` is what is read aloud; of each of the `columns`, a name and what it is part of, that is
    written where it begins. The second line is dashed, and its points are squares.
    """
    name, description = page.unique("zi-judul"), page.unique("zi-uraian")
    return Markup(
        '<div class="zi-grafik" data-search-exclude>\n<p class="zi-judul-grafik"><strong>{heading}</strong>'
        '</p>\n<p class="zi-legenda">{legend}</p>\n'
        '<svg role="img" width="100%" height="{height}" aria-labelledby="{name} {description}">'
        '<title id="{name}">{heading}</title><desc id="{description}">{told}</desc>\n{drawn}\n</svg>\n'
        '<p class="zi-ket">{about}</p>\n</div>'
    ).format(
        heading=title,
        legend=join((_legend(kind, one.name) for kind, one in enumerate(drawn, 1)), " "),
        height=PLOT + ABOVE + BELOW,
        name=name,
        description=description,
        told=told,
        drawn=join([*_grid(), *_names(columns), *_lines(drawn, len(columns))], "\n"),
        about=about,
    )


def _legend(kind: int, name: str) -> Markup:
    return Markup(
        '<span class="zi-kunci"><svg width="34" height="12" aria-hidden="true">'
        '<line class="zi-tren-{kind}" x1="0" y1="6" x2="34" y2="6"/>{mark}</svg> {name}</span>'
    ).format(kind=kind, mark=_mark(kind, "17", 6), name=name)


def _grid() -> Iterator[Markup]:
    for value in range(0, 101, 25):
        yield Markup(
            '<line class="zi-garis" x1="0" y1="{y}" x2="100%" y2="{y}"/>'
            '<text class="zi-sumbu" x="0" y="{text}">{value}</text>'
        ).format(y=_height(Fraction(value)), text=_height(Fraction(value)) - 3, value=value)


def _names(columns: Sequence[tuple[str, str]]) -> Iterator[Markup]:
    before = ""
    for place, (name, part) in enumerate(columns):
        x = _across(place, len(columns))
        label = Markup('<text class="zi-sumbu" x="{}" y="{}" text-anchor="middle">{}</text>')
        yield label.format(x, ABOVE + PLOT + 16, name)
        if part != before:
            yield label.format(x, ABOVE + PLOT + 32, part)
        before = part


def _lines(drawn: Sequence[Line], count: int) -> Iterator[Markup]:
    for kind, line in enumerate(drawn, 1):
        points = list(enumerate(line.values))
        for (left, low), (right, high) in pairwise(points):
            if low is not None and high is not None:
                yield Markup(
                    '<line class="zi-tren-{kind}" x1="{x1}" y1="{y1}" x2="{x2}" y2="{y2}"/>'
                ).format(
                    kind=kind,
                    x1=_across(left, count),
                    y1=_height(low),
                    x2=_across(right, count),
                    y2=_height(high),
                )
        for place, value in points:
            if value is not None:
                yield _mark(kind, _across(place, count), _height(value))


def _mark(kind: int, x: str, y: float) -> Markup:
    """Return a point: a circle, or a square, so that colour is not all that tells lines apart."""
    if kind == 1:
        return Markup('<circle class="zi-titik-1" cx="{}" cy="{}" r="3.5"/>').format(x, y)
    # A square of no size with a wide border: it can be placed by its middle, in per cent.
    return Markup('<line class="zi-titik-2" x1="{x}" y1="{y1}" x2="{x}" y2="{y2}"/>').format(
        x=x, y1=round(y - 3.5, 1), y2=round(y + 3.5, 1)
    )


def _across(place: int, count: int) -> str:
    """Return where a column's middle is, right of the numbers of the axis."""
    room = Fraction(100 - MARGIN, count)
    return f"{float(MARGIN + room * place + room / 2):.2f}%"


def _height(value: Fraction) -> float:
    share = min(max(value, Fraction(0)), Fraction(100)) / 100
    return round(float(ABOVE + PLOT * (1 - share)), 1)

"""Page texts: every directive of a page replaced by what it stands for."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from markupsafe import Markup

from zi_build.model.directive import Directive, directives
from zi_build.model.view import View
from zi_build.render import (
    areas,
    comparison,
    criteria,
    figures,
    lists,
    method,
    results,
    standing,
    trend,
)
from zi_build.render.html import Page

Renderer = Callable[[View, str, Page], Markup]

RENDERERS: Mapping[str, Renderer] = MappingProxyType(
    {
        "akses": method.access,
        "area": areas.area,
        "aturan": method.rules,
        "bagian": areas.part,
        "diagnostik": method.diagnostics,
        "dik": lists.exempt_information,
        "dip": lists.open_information,
        "grafik-area": figures.area_chart,
        "hasil-pengaduan": results.complaints,
        "hasil-rekomendasi": results.recommendations,
        "hasil-skm": results.satisfaction,
        "hasil-survei": results.perception,
        "hasil-tlhp": results.audit,
        "indikator": areas.indicator,
        "irama": method.cadences,
        "kanal": figures.channels,
        "kekurangan": lists.gaps,
        "keputusan": method.decisions,
        "kriteria": criteria.criterion,
        "pengusulan": standing.entry,
        "perbandingan": comparison.rubrics,
        "perbandingan-pertanyaan": comparison.questions,
        "persiapan": areas.preparation,
        "register": lists.register,
        "riwayat": standing.history,
        "rubrik": method.rubric,
        "segera": lists.upcoming,
        "skala": method.scales,
        "skor": figures.scores,
        "syarat": figures.conditions,
        "syarat-tabel": method.thresholds,
        "temuan": standing.remarks,
        "tren": trend.chart,
        "unit": figures.unit,
    }
)


def expand(text: str, path: str, view: View) -> str:
    """Return a page with its directives expanded.

    `path` is the page's path below `docs/` (`area/1/1.1.md`). A directive that rule ZI104 refuses is
    replaced by a visible note, never published as it stands.
    """
    page = Page(root_of(path))
    lines = text.split("\n")
    for directive in directives(text):
        if directive.alone:
            lines[directive.line - 1] = _one(directive, view, page)
        else:
            lines[directive.line - 1] = lines[directive.line - 1].replace("[[zi:", "[zi:")
    return "\n".join(lines)


def _one(directive: Directive, view: View, page: Page) -> str:
    renderer = RENDERERS.get(directive.name)
    try:
        seen = (
            view.under(directive.rubric) if directive.rubric else view.knowing(directive.argument)
        )
        made = renderer(seen, directive.argument, page) if renderer else None
    except (KeyError, StopIteration):
        made = None
    if made is None:
        made = Markup('<p class="zi-kosong">Bagian ini belum dapat ditampilkan.</p>')
    return "\n".join(line for line in str(made).split("\n") if line.strip())


def root_of(path: str) -> str:
    """Return the way from a page's address to the root of the site, with directory addresses.

    >>> root_of("area/1/1.1.md"), root_of("area/1/index.md"), root_of("index.md")
    ('../../../', '../../', './')
    """
    stem = path.removesuffix(".md")
    parts = stem.split("/")
    depth = len(parts) - 1 if parts[-1] in {"index", "README"} else len(parts)
    return "../" * depth or "./"

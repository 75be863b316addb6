"""HTML made of escaped parts: badges, tables, lists of papers, links. Nothing is markup by accident."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from markupsafe import Markup, escape

from zi_build.ids import area_of
from zi_build.model import text
from zi_build.model.catalogue import Access
from zi_build.model.outcome import GapState, SlotState
from zi_build.model.register import FollowUp
from zi_build.model.rubric import PREPARATION, Area
from zi_build.model.view import PaperView

LAW = frozenset("PR")  # first letters of the criteria of PermenPANRB 90/2021
NUMBER = Markup(' class="zi-bilangan"')
STATE_CLASSES: Mapping[str, str] = {
    SlotState.FILLED: "zi-ada",
    SlotState.CARRIED: "zi-berlaku",
    SlotState.LATE: "zi-terlambat",
    SlotState.NIHIL: "zi-nihil",
    SlotState.MISSING: "zi-kurang",
    SlotState.NOT_DUE: "zi-belum",
    SlotState.WAIVED: "zi-bebas",
}
GAP_CLASSES: Mapping[GapState, str] = {
    GapState.MISSING: "zi-kurang",
    GapState.EXPIRED: "zi-kurang",
    GapState.UNUSABLE: "zi-kurang",
    GapState.LATE: "zi-terlambat",
    GapState.UNANSWERED: "zi-kurang",
    GapState.NOT_DUE: "zi-belum",
}
FOLLOW_UP_CLASSES: Mapping[FollowUp, str] = {
    FollowUp.DONE: "zi-ada",
    FollowUp.IN_PROGRESS: "zi-belum",
    FollowUp.OPEN: "zi-kurang",
    FollowUp.IMPOSSIBLE: "zi-bebas",
    FollowUp.UNREAD: "zi-kurang",
}
ACCESS_CLASSES: Mapping[Access, str] = {
    Access.PUBLIK: "zi-publik",
    Access.TERBATAS: "zi-terbatas",
    Access.DIKECUALIKAN: "zi-tutup",
}


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table; `label` names it where a row is shown as a card."""

    content: Markup | str
    label: str = ""
    header: bool = False
    number: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """Where a fragment will stand: `root` leads from its page to the root of the site (`../../`)."""

    root: str
    ids: dict[str, int] = field(default_factory=dict)

    def link(self, target: str, label: Markup | str) -> Markup:
        """Return a link to something in the site."""
        return fill('<a href="%s">%s</a>', self.root + target, label)

    def address(self, paper: PaperView) -> str | None:
        """Return where a paper may be opened, or None when it may not."""
        return self.root + paper.target + paper.fragment if paper.target else paper.url

    def criterion(self, criterion: str, label: Markup | str) -> Markup:
        """Return a link to a criterion's section."""
        return self.link(criterion_address(criterion), label)

    def indicator(self, indicator: str, label: Markup | str) -> Markup:
        """Return a link to an indicator's page, or to its section where the law's areas have pages."""
        mark = "#" if indicator[0] in LAW else ""
        end = "" if mark else "/"
        return self.link(f"{_area_address(indicator)}{mark}{indicator}{end}", label)

    def area(self, area: Area, label: Markup | str) -> Markup:
        """Return a link to an area's page: that of the rubric whose indicators it holds."""
        return self.link(_area_address(area.indicators[0].id), label)

    def unique(self, name: str) -> str:
        """Return an id that no other fragment of the page uses."""
        self.ids[name] = self.ids.get(name, 0) + 1
        return f"{name}-{self.ids[name]}"


def criterion_address(criterion: str) -> str:
    """Return the address of a criterion's section, relative to the root of the site."""
    if area_of(criterion) == PREPARATION:
        return f"persiapan/#{criterion}"
    page = "" if criterion[0] in LAW else f"{criterion.rpartition('.')[0]}/"
    return f"{_area_address(criterion)}{page}#{criterion}"


def _area_address(name: str) -> str:
    """Return the address of the area's page, in the tree of the rubric that an id belongs to."""
    tree = "lke-90-2021" if name[0] in LAW else "area"
    return f"{tree}/{area_of(name)}/"


def fill(template: str, *parts: object) -> Markup:
    """Return a literal template with its `%s` filled by escaped parts.

    The same as `Markup(template).format(…)`, several times as fast; for what a page has thousands of.
    """
    return Markup(template % tuple(map(escape, parts)))  # noqa: S704  (every part was escaped)


def join(parts: Iterable[Markup | str], between: str = "") -> Markup:
    """Join escaped parts."""
    return escape(between).join(escape(part) for part in parts)


def block(kind: str, *parts: Markup | str, name: str | None = None) -> Markup:
    """Return a block-level `div`; blank lines are never made, so that Markdown leaves it whole."""
    label = Markup(' role="region" aria-label="{}"').format(name) if name else Markup()
    return Markup('<div class="{}"{}>\n{}\n</div>').format(kind, label, join(parts, "\n"))


def badge(kind: str, label: str) -> Markup:
    """Return a badge; its text says everything that its colour says."""
    return fill('<span class="zi-lencana %s">%s</span>', kind, label)


def state_badge(state: SlotState) -> Markup:
    """Return the badge of a slot's state."""
    return badge(STATE_CLASSES[state], state.label)


def access_badge(access: Access, label: str) -> Markup:
    """Return the badge of an access class; what is given on request has its own."""
    on_request = access is Access.TERBATAS and label != "Terbuka sebagian"
    return badge("zi-permintaan" if on_request else ACCESS_CLASSES[access], label)


def card(label: str, value: str, about: str, *, main: bool = False) -> Markup:
    """Return one figure with its name and what it means."""
    return fill(
        '<div class="zi-kartu%s"><p class="zi-label">%s</p><p class="zi-nilai">%s</p>'
        '<p class="zi-ket">%s</p></div>',
        Markup(" zi-utama") if main else "",
        label,
        value,
        about,
    )


def small(content: Markup | str) -> Markup:
    """Return secondary text."""
    return fill('<span class="zi-ket">%s</span>', content)


def empty(sentence: str) -> Markup:
    """Return the note that stands where there is nothing."""
    return Markup('<p class="zi-kosong">{}</p>').format(sentence)


def details(summary: str, content: Markup) -> Markup:
    """Return a part that opens on demand."""
    return fill('<details class="zi-rinci"><summary>%s</summary>\n%s\n</details>', summary, content)


def table(
    caption: str, heads: Sequence[str], rows: Iterable[Sequence[Cell]], *, dense: bool = False
) -> Markup:
    """Return a table that scrolls by itself and folds into cards on a phone.

    Every row's cells are labelled with their column's head, which is what a card shows.
    """
    listed = list(rows)
    numbers = [cell.number for cell in listed[0]] if listed else [False] * len(heads)
    head = join(
        fill('<th scope="col"%s>%s</th>', NUMBER if number else "", title)
        for title, number in zip(heads, numbers, strict=True)
    )
    body = join((_row(heads, row) for row in listed), "\n")
    return Markup(
        '<div class="zi-gulir" role="region" tabindex="0" aria-label="{caption}">'
        '<table class="zi-tabel{dense}"><caption>{caption}</caption>\n'
        "<thead><tr>{head}</tr></thead>\n<tbody>\n{body}\n</tbody></table></div>"
    ).format(caption=caption, dense=" zi-padat" if dense else "", head=head, body=body)


def _row(heads: Sequence[str], row: Sequence[Cell]) -> Markup:
    cells = []
    for title, cell in zip(heads, row, strict=True):
        number = NUMBER if cell.number else ""
        if cell.header:
            cells.append(fill('<th scope="row"%s>%s</th>', number, cell.content))
        else:
            label = cell.label or title
            cells.append(fill('<td data-label="%s"%s>%s</td>', label, number, cell.content))
    return fill("<tr>%s</tr>", join(cells))


def papers(found: Iterable[PaperView], page: Page) -> Markup:
    """Return a list of papers, each with a link where it may be opened."""
    entries = []
    for paper in found:
        facts = [paper.kind, text.size(paper.size) if paper.size else "", paper.period, paper.note]
        about = small(" · ".join(fact for fact in facts if fact))
        entries.append(fill("<li>%s %s</li>", paper_link(paper, page), about))
    return Markup('<ul class="zi-bukti">{}</ul>').format(join(entries)) if entries else Markup()


def paper_link(paper: PaperView, page: Page) -> Markup:
    """Return the title of a paper as a link to it, where it may be opened."""
    if paper.target:
        return page.link(paper.target + paper.fragment, paper.title)
    if paper.url:
        return Markup('<a href="{}" rel="noopener">{}</a>').format(paper.url, paper.title)
    return escape(paper.title)


def with_code(content: str) -> Markup:
    """Return plain text in which `…` marks code."""
    parts = content.split("`")
    marked = [
        Markup("<code>{}</code>").format(part) if at % 2 else part for at, part in enumerate(parts)
    ]
    return join(marked)

"""Summaries of an area, an indicator and the preparation, with links to their parts."""

from fractions import Fraction

from markupsafe import Markup

from zi_build.ids import area_of
from zi_build.model import text
from zi_build.model.assessment import VOICE_LABELS, Voice
from zi_build.model.outcome import Share
from zi_build.model.rubric import PREPARATION, Area
from zi_build.model.view import View
from zi_build.render.criteria import criterion
from zi_build.render.html import Cell, Page, badge, block, card, join, table


def _share(view: View, criteria: list[str]) -> Share:
    names = dict.fromkeys(
        name for criterion in criteria for name in view.criteria[criterion].documents
    )
    shares = [view.documents[name].share for name in names]
    return Share(sum(share.held for share in shares), sum(share.due for share in shares))


def _completeness_card(share: Share) -> Markup:
    return card("Kelengkapan", text.percent(share.fraction), share.sentence)


def _cards(share: Share, weight: Fraction, claimed: Fraction, supported: Fraction) -> Markup:
    """Return completeness and the two voices that every part has, of what could be reached."""
    about = f"dari bobot {text.short(weight)}"
    return block(
        "zi-angka",
        _completeness_card(share),
        card(VOICE_LABELS[Voice.CLAIMED], text.decimal(claimed), about),
        card(VOICE_LABELS[Voice.SUPPORTED], text.decimal(supported), about),
    )


def area(view: View, area_id: str, page: Page) -> Markup:
    """`[[zi:area 1]]`: what the area reached, and each of its indicators."""
    part = next(area for area in view.rubric.areas if area.id == area_id)
    criteria = [one.id for indicator in part.indicators for one in indicator.criteria]
    claimed, supported = view.scores[Voice.CLAIMED], view.scores[Voice.SUPPORTED]
    cards = _cards(
        _share(view, criteria), part.weight, claimed.areas[area_id], supported.areas[area_id]
    )
    rows = []
    for indicator in part.indicators:
        share = _share(view, [one.id for one in indicator.criteria])
        name = f"{indicator.id} {indicator.name}"
        rows.append(
            [
                Cell(page.indicator(indicator.id, name), header=True),
                Cell(share.words, number=True),
                Cell(text.decimal(claimed.indicators[indicator.id]), number=True),
                Cell(text.decimal(supported.indicators[indicator.id]), number=True),
                Cell(text.short(indicator.weight), number=True),
            ]
        )
    heads = ("Indikator", "Dokumen ada", "Menurut unit", "Berdasarkan bukti", "Bobot")
    conditions = [_condition(view, predicate, area_id) for predicate in view.rubric.thresholds]
    halves = [
        f"{name} {text.decimal(supported.area_parts[area_id, key])} dari {text.short(_half(part, key))}"
        for key, name in view.rubric.parts.items()
    ]
    said = Markup("<p>Berdasarkan bukti: {}.</p>").format("; ".join(halves).lower())
    return join(
        [
            cards,
            *([said] if halves else []),
            *(condition for condition in conditions if condition),
            table(f"Indikator area {area_id}", heads, rows),
        ],
        "\n",
    )


def _half(area: Area, part_id: str) -> Fraction:
    weights = (one.weight for one in area.indicators if one.part == part_id)
    return sum(weights, Fraction(0))


def part(view: View, argument: str, page: Page) -> Markup:
    """`[[zi:bagian 1/reform]]`: one half of an area, every indicator with its questions in full.

    The headings are Markdown, so that they stand in the page's table of contents.
    """
    area_id, _, half = argument.partition("/")
    area = next(area for area in view.rubric.areas if area.id == area_id)
    supported = view.scores[Voice.SUPPORTED]
    lines: list[Markup | str] = []
    for indicator in area.indicators:
        if indicator.part != half:
            continue
        points = text.decimal(supported.indicators[indicator.id])
        lines += [
            "",
            Markup("### {} {} {{ #{} }}").format(indicator.id, indicator.name, indicator.id),
            "",
            Markup('<p class="zi-ket">Bobot {}; berdasarkan bukti {}.</p>').format(
                text.short(indicator.weight), points
            ),
        ]
        for one in indicator.criteria:
            head = Markup("#### {} {} {{ #{} }}").format(one.id, one.title, one.id)
            lines += ["", head, "", criterion(view, one.id, page)]
    return join(lines, "\n")


def _condition(view: View, predicate: str, area_id: str) -> Markup:
    for condition in view.verdicts[Voice.SUPPORTED][predicate].conditions:
        if condition.id == f"area.{area_id}":
            mark = (
                badge("zi-ya", "terpenuhi")
                if condition.met
                else badge("zi-tidak", "belum terpenuhi")
            )
            reached = text.against(condition.reached, condition.required)
            return Markup("<p>Batas area untuk {}: {} dari {} yang diminta. {}</p>").format(
                predicate, reached, text.short(condition.required), mark
            )
    return Markup()


def indicator(view: View, indicator_id: str, page: Page) -> Markup:
    """`[[zi:indikator 1.1]]`: what the indicator reached, and each of its criteria."""
    part = view.rubric.indicators[indicator_id]
    cards = _cards(
        _share(view, [one.id for one in part.criteria]),
        part.weight,
        view.scores[Voice.CLAIMED].indicators[indicator_id],
        view.scores[Voice.SUPPORTED].indicators[indicator_id],
    )
    rows = []
    for one in part.criteria:
        known = view.criteria[one.id]
        answers = {voice.voice: voice for voice in known.voices}
        held = _share(view, [one.id])
        rows.append(
            [
                Cell(page.criterion(one.id, f"{one.id} {one.title}"), header=True),
                Cell(held.words, number=True),
                Cell(answers[Voice.CLAIMED].option or "—"),
                Cell(answers[Voice.SUPPORTED].option or "—"),
                Cell(text.decimal(answers[Voice.SUPPORTED].points), number=True),
            ]
        )
    heads = ("Kriteria", "Dokumen ada", "Jawaban unit", "Didukung bukti", "Nilai")
    return join([cards, table(f"Kriteria indikator {indicator_id}", heads, rows)], "\n")


def preparation(view: View, _argument: str, page: Page) -> Markup:
    """`[[zi:persiapan]]`: how far the preparation is; nothing here is scored."""
    rows = []
    total = Share(0, 0)
    for group, title in view.catalogue.groups.items():
        if area_of(group) != PREPARATION:
            continue
        shares = [doc.share for doc in view.documents.values() if doc.document.criterion == group]
        held = Share(sum(share.held for share in shares), sum(share.due for share in shares))
        total = Share(total.held + held.held, total.due + held.due)
        rows.append(
            [
                Cell(page.criterion(group, f"{group} {title}"), header=True),
                Cell(held.words, number=True),
            ]
        )
    return join(
        [
            block("zi-angka", _completeness_card(total)),
            table("Dokumen persiapan", ("Kegiatan", "Dokumen ada"), rows),
        ],
        "\n",
    )

"""Figures of the home page: score cards, the bars of the six areas, the conditions of a predicate."""

import re
from fractions import Fraction

from markupsafe import Markup

from zi_build.model import text
from zi_build.model.assessment import VOICE_LABELS, Voice
from zi_build.model.outcome import Condition, Scorecard
from zi_build.model.rubric import Area
from zi_build.model.view import View
from zi_build.render.html import Page, block, card, details, join, small

BAR, BAR_HEIGHT, ROW = 23, 10, 52
MAIL = re.compile(r"[^\s@]+@[^\s@]+\.[^\s@]+")
PHONE = re.compile(r"\+?[0-9][0-9 ().-]+")
SHORTEST_PHONE = 7
EXPLAINED = {
    Voice.CLAIMED: "jawaban kantor tentang dirinya sendiri",
    Voice.SUPPORTED: "jawaban itu sejauh didukung dokumen",
}
HELD = frozenset({"wbk", "wbbm"})


def scores(view: View, _argument: str, page: Page) -> Markup:
    """`[[zi:skor]]`: completeness and every voice that speaks."""
    share = view.completeness
    cards = [
        card(
            "Kelengkapan",
            text.percent(share.fraction),
            share.sentence,
            main=True,
        )
    ]
    answered = view.scores[Voice.CLAIMED].judged.held > 0
    cards += [_voice(view.scores[voice], answered=answered) for voice in view.voices]
    provisional = [result.name for result in view.results if result.provisional]
    note = Markup('<p class="zi-ket">Keadaan per {}. {}{}</p>').format(
        text.day(view.as_of),
        page.link("metodologi/", "Bagaimana angka ini dihitung?"),
        f" Sementara, dari survei mandiri: {', '.join(provisional)}." if provisional else "",
    )
    return join([block("zi-angka", *cards), note], "\n")


def _voice(scores: Scorecard, *, answered: bool) -> Markup:
    """Return the card of one voice; evaluators who have judged nothing have no number.

    An unanswered question is worth nothing, and where none is answered the card says so.
    """
    label = VOICE_LABELS[scores.voice]
    if not scores.voice.evaluator:
        about = EXPLAINED[scores.voice] if answered else "belum ada kriteria yang dijawab"
        return card(label, text.decimal(scores.total), f"dari 100; {about}")
    if not scores.speaks:
        return card(label, "—", scores.judged_words)
    state = "selesai" if scores.judged.held == scores.judged.due else "belum selesai"
    return card(label, text.decimal(scores.total), f"dari 100; {state}: {scores.judged_words}")


def area_chart(view: View, _argument: str, page: Page) -> Markup:
    """`[[zi:grafik-area]]`: what each area reached of its weight, claimed behind supported."""
    claimed, supported = view.scores[Voice.CLAIMED], view.scores[Voice.SUPPORTED]
    minimums = {
        line.id.removeprefix("area."): line.minimum
        for line in view.rubric.thresholds.get("WBK", ())
        if line.id.startswith("area.")
    }
    bars, rows = [], []
    for index, area in enumerate(view.rubric.areas):
        parts = (claimed.areas[area.id], supported.areas[area.id])
        minimum = minimums.get(area.id)
        bars.append(_bar(index, f"{area.id} {area.name}", parts, area.weight, minimum))
        rows.append(
            Markup('<tr><th scope="row">{}</th>{}</tr>').format(
                page.area(area, f"{area.id} {area.name}"),
                join(
                    Markup('<td data-label="{}" class="zi-bilangan">{}</td>').format(label, value)
                    for label, value in (
                        ("Bobot", text.short(area.weight)),
                        ("Menurut unit", text.decimal(parts[0])),
                        ("Berdasarkan bukti", text.decimal(parts[1])),
                        ("Batas WBK", text.short(minimum) if minimum is not None else "—"),
                    )
                ),
            )
        )
    title, description = page.unique("zi-judul"), page.unique("zi-uraian")
    said = "; ".join(
        f"area {area.id} {text.decimal(supported.areas[area.id])} dari {text.short(area.weight)}"
        for area in view.rubric.areas
    )
    chart = Markup(
        '<svg role="img" width="100%" height="{height}" aria-labelledby="{title} {description}">'
        '<title id="{title}">Capaian enam area</title>'
        '<desc id="{description}">Nilai berdasarkan bukti: {said}.</desc>\n{bars}\n</svg>'
    ).format(
        height=ROW * len(bars),
        title=title,
        description=description,
        said=said,
        bars=join(bars, "\n"),
    )
    data = Markup(
        '<details><summary>Data grafik</summary><table class="zi-tabel zi-padat">'
        '<thead><tr><th scope="col">Area</th><th scope="col" class="zi-bilangan">Bobot</th>'
        '<th scope="col" class="zi-bilangan">Menurut unit</th>'
        '<th scope="col" class="zi-bilangan">Berdasarkan bukti</th>'
        '<th scope="col" class="zi-bilangan">Batas WBK</th></tr></thead>'
        "<tbody>{}</tbody></table></details>"
    ).format(join(rows))
    key = Markup(
        '<p class="zi-ket">Batang penuh: nilai berdasarkan bukti. Batang pudar di belakangnya: '
        "nilai menurut unit. Garis tegak: batas area untuk WBK.</p>"
    )
    return Markup('<div class="zi-grafik" data-search-exclude>\n{}\n{}\n{}\n</div>').format(
        chart, key, data
    )


def _bar(
    index: int,
    name: str,
    parts: tuple[Fraction, Fraction],
    weight: Fraction,
    minimum: Fraction | None,
) -> Markup:
    top = index * ROW
    line = Markup()
    if minimum is not None:
        line = Markup('<line class="zi-ambang" x1="{x}" x2="{x}" y1="{a}" y2="{b}"/>').format(
            x=_length(minimum, weight), a=top + BAR - 4, b=top + BAR + BAR_HEIGHT + 4
        )
    return Markup(
        '<text class="zi-teks" x="0" y="{label}">{name}</text>'
        '<text class="zi-teks" x="100%" y="{label}" text-anchor="end">{value}</text>'
        '<rect class="zi-batang-dasar" x="0" y="{y}" width="100%" height="{height}" rx="3"/>'
        '<rect class="zi-batang zi-klaim" x="0" y="{y}" width="{claimed}" height="{height}" rx="3"/>'
        '<rect class="zi-batang" x="0" y="{y}" width="{supported}" height="{height}" rx="3"/>{line}'
    ).format(
        label=top + 14,
        name=name,
        value=f"{text.decimal(parts[1])} dari {text.short(weight)}",
        y=top + BAR,
        height=BAR_HEIGHT,
        claimed=_length(parts[0], weight),
        supported=_length(parts[1], weight),
        line=line,
    )


def _length(points: Fraction, weight: Fraction) -> str:
    """Return a share of the width as a percentage of one decimal."""
    return f"{float(100 * points / weight):.1f}%" if weight else "0"


def conditions(view: View, predicate: str, page: Page) -> Markup:
    """`[[zi:syarat WBK]]`: every condition with what is required and what is reached."""
    verdict = view.verdicts[Voice.SUPPORTED][predicate]
    unmet = [condition for condition in verdict.conditions if not condition.met]
    if verdict.met:
        head = Markup(
            '<p class="zi-putusan zi-ya"><strong>Di atas ambang {} (hitungan sendiri, bukan '
            "penetapan)</strong></p>"
        ).format(predicate)
    else:
        head = Markup(
            '<p class="zi-putusan zi-tidak"><strong>Belum di atas ambang {}:</strong> {} dari {} '
            "syarat belum terpenuhi.</p>"
        ).format(predicate, len(unmet), len(verdict.conditions))
    areas = {f"area.{area.id}": area for area in view.rubric.areas}
    rows = join((_condition(one, page, areas.get(one.id)) for one in verdict.conditions), "\n")
    note = small(
        "Dihitung dari nilai berdasarkan bukti. Predikat hanya ada bila ditetapkan yang berwenang."
    )
    listing = Markup('<ol class="zi-syarat">\n{}\n</ol>\n<p>{}</p>').format(rows, note)
    if any(condition.id in HELD and not condition.met for condition in verdict.conditions):
        # What needs another predicate first is told in one line, and in full on demand.
        listing = details("Lihat setiap syarat", listing)
    return block("zi-putusan-blok", head, listing)


def _condition(condition: Condition, page: Page, area: Area | None) -> Markup:
    if condition.id in HELD:
        reached, required, lack = ("sudah" if condition.met else "belum"), "", condition.note
    else:
        reached = text.against(condition.reached, condition.required)
        required = f"dari {text.short(condition.required)}"
        lack = "" if condition.met else f"kurang {text.against(condition.lacking, Fraction(0))}"
        lack = " · ".join(part for part in (lack, condition.note) if part)
    name: Markup | str = condition.label
    if area is not None:
        name = page.area(area, condition.label)
    return Markup(
        '<li class="{kind}"><span class="zi-nama">{name}</span> '
        '<span class="zi-capai">{reached}</span> <span class="zi-minta">{required}</span> '
        '<span class="zi-ket">{word}{lack}</span>{bar}</li>'
    ).format(
        kind="zi-ya" if condition.met else "zi-tidak",
        name=name,
        reached=reached,
        required=required,
        word="terpenuhi" if condition.met else "belum",
        lack=f" · {lack}" if lack else "",
        bar=_condition_bar(condition),
    )


def _condition_bar(condition: Condition) -> Markup:
    """Draw what is reached of the most that could be, with a mark where the condition lies."""
    if condition.id in HELD or not condition.highest:
        return Markup()
    return Markup(
        '<svg class="zi-bilah" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true" '
        'focusable="false"><rect class="zi-batang-dasar" width="100" height="8"/>'
        '<rect class="zi-batang" width="{width}" height="8"/>'
        '<path class="zi-ambang" d="M{mark} -4V12"/></svg>'
    ).format(
        width=f"{float(100 * condition.reached / condition.highest):.1f}",
        mark=f"{float(100 * condition.required / condition.highest):.1f}",
    )


def unit(view: View, _argument: str, page: Page) -> Markup:
    """`[[zi:unit]]`: who the office is and how to reach it."""
    office = view.unit
    facts = [
        ("Instansi induk", office.parent),
        ("Alamat", office.address),
        ("Jam layanan", office.hours),
        ("Membangun Zona Integritas sejak", text.day(view.start) if office.start else ""),
    ]
    rows = join(
        Markup("<dt>{}</dt><dd>{}</dd>").format(label, value) for label, value in facts if value
    )
    held = ", ".join(
        condition.note
        for verdict in view.verdicts[Voice.SUPPORTED].values()
        for condition in verdict.conditions
        if condition.id in HELD and condition.met
    )
    held_line = (
        Markup("<p>Predikat yang dipegang: WBK ({}).</p>").format(held) if held else Markup()
    )
    shown = view.internal or office.display.held_warning
    if held and shown and not view.verdicts[Voice.SUPPORTED]["WBK"].met:
        held_line += Markup(
            '<p class="zi-putusan zi-tidak">Menurut hitungan sendiri, syarat WBK yang dipegang tidak '
            "semuanya terpenuhi lagi.</p>"
        )
    contact = page.link("pengaduan/", "Saluran layanan dan pengaduan")
    return block(
        "zi-unit",
        Markup('<p class="zi-nama-unit">{}</p>').format(office.name),
        Markup("<dl>{}</dl>").format(rows) if rows else Markup(),
        held_line,
        Markup("<p>{}</p>").format(contact) if office.channels else Markup(),
    )


def channels(view: View, _argument: str, _page: Page) -> Markup:
    """`[[zi:kanal]]`: the office's channels, as it wrote them in unit.yml."""
    if not view.unit.channels:
        return Markup('<p class="zi-kosong">Kantor ini belum mencantumkan salurannya.</p>')
    rows = []
    for channel in view.unit.channels:
        value: Markup | str = channel.value
        address = channel.url or _address(channel.value)
        if address:
            value = Markup('<a href="{}" rel="noopener">{}</a>').format(address, channel.value)
        purpose = small(f" · {channel.purpose}") if channel.purpose else Markup()
        rows.append(
            Markup("<li><strong>{}</strong>: {}{}</li>").format(channel.name, value, purpose)
        )
    return Markup('<ul class="zi-kanal">\n{}\n</ul>').format(join(rows, "\n"))


def _address(value: str) -> str | None:
    """Return what a tap on a telephone number or an e-mail address does; None for anything else."""
    if MAIL.fullmatch(value):
        return f"mailto:{value}"
    digits = "".join(letter for letter in value if letter in "+0123456789")
    return f"tel:{digits}" if PHONE.fullmatch(value) and len(digits) >= SHORTEST_PHONE else None

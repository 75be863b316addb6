"""The pages on results: surveys, follow-up of findings, complaints, recommendations; aggregates only."""

from collections.abc import Iterable, Sequence
from fractions import Fraction

from markupsafe import Markup

from zi_build.model import text
from zi_build.model.assessment import Voice
from zi_build.model.measure import ComplaintsView, FollowUpView, Mean, Sample, SurveyView, Trend
from zi_build.model.register import FollowUp, Recommendation
from zi_build.model.survey import SMALL, UNSUR, SurveyKind
from zi_build.model.view import View
from zi_build.render.charts import Bar, bars
from zi_build.render.html import (
    FOLLOW_UP_CLASSES,
    Cell,
    Page,
    badge,
    block,
    card,
    details,
    empty,
    fill,
    join,
    small,
    table,
)

TOP, CONVERTED = Fraction(4), Fraction(100)
NAMES = {
    SurveyKind.SKM: "Survei Kepuasan Masyarakat (SKM)",
    SurveyKind.SPAK: "Survei Persepsi Anti Korupsi (SPAK)",
    SurveyKind.SPKP: "Survei Persepsi Kualitas Pelayanan (SPKP)",
}
TREND_OF = {SurveyKind.SKM: "IKM", SurveyKind.SPAK: "Indeks", SurveyKind.SPKP: "Indeks"}


def satisfaction(view: View, _argument: str, page: Page) -> Markup:
    """`[[zi:hasil-skm]]`: the newest SKM with its unsur, sample, groups, and the ones before it."""
    found = [one for one in view.measures.surveys if one.kind is SurveyKind.SKM]
    if not found:
        return empty("Belum ada hasil Survei Kepuasan Masyarakat.")
    return join((_survey(view, one, page) for one in found), "\n")


def perception(view: View, _argument: str, page: Page) -> Markup:
    """`[[zi:hasil-survei]]`: the perception surveys on corruption and on service."""
    found = [one for one in view.measures.surveys if one.kind is not SurveyKind.SKM]
    if not found:
        return empty("Belum ada data survei persepsi. Nilai yang ditulis kantor ada di Metodologi.")
    return join((_survey(view, one, page) for one in found), "\n")


def _survey(view: View, survey: SurveyView, page: Page) -> Markup:
    scope = f" · {survey.scope}" if survey.scope else ""
    title = Markup("<h3>{}</h3>").format(f"{NAMES[survey.kind]}{scope}: {survey.label}")
    parts = [title, block("zi-angka", *_cards(view, survey)), _about(survey, page)]
    parts += [_means_chart(survey, page), _means_table(survey)]
    trend = next(
        one for one in view.measures.trends if one.kind is survey.kind and one.scope == survey.scope
    )
    if len(trend.points) > 1:
        parts.append(_trend(trend, page))
    return join([*parts, *_groups(survey)], "\n")


def _cards(view: View, survey: SurveyView) -> list[Markup]:
    sample = survey.sample
    enough = "cukup" if sample.is_enough else "belum cukup"
    size = card("Responden", str(survey.respondents), f"{enough}: {_wanted(sample)}")
    if survey.grade is None:
        about = "dari 4"
        for result in view.results:
            if result.id == survey.kind.value and survey.scope is None:
                points = text.decimal(result.points[Voice.SUPPORTED])
                about += f"; {points} dari {text.short(result.weight)} poin berdasarkan bukti"
        return [card("Indeks", text.decimal(survey.value), about, main=True), size]
    shown = text.against(survey.value, survey.grade.next_bound)
    mean = text.decimal(survey.value / 25, 3)
    return [
        card("IKM", shown, f"dari 100; pada skala 1–4: {mean}", main=True),
        card("Mutu pelayanan", survey.grade.letter, survey.grade.name),
        size,
    ]


def _wanted(sample: Sample) -> str:
    least = f"paling sedikit {sample.least} untuk Zona Integritas"
    if sample.wanted is None:
        return f"{least}; jumlah pengguna layanan belum dicatat"
    people = f"{text.count(sample.population or 0)} pengguna layanan"
    return f"{sample.wanted} menurut Krejcie-Morgan dari {people}; {least}"


def _about(survey: SurveyView, page: Page) -> Markup:
    facts: list[Markup | str] = [
        f"Pelaksana: {survey.surveyor}" if survey.surveyor else "Pelaksana belum dicatat",
        text.day(survey.day),
    ]
    if survey.method:
        facts.append(survey.method)
    if survey.rejected:
        facts.append(f"{survey.rejected} lembar tidak lengkap, tidak dihitung")
    if survey.report:
        facts.append(page.link(survey.report, "Laporan"))
    if survey.self_run:
        facts.append(badge("zi-terlambat", "Sementara: survei mandiri"))
    note = Markup('<p class="zi-ket">{}</p>').format(join(facts, " · "))
    if survey.other_weight is None:
        return note
    name, value = survey.other_weight
    said = (
        f"Setiap unsur berbobot {survey.weight}. Dengan bobot {name} angkanya menjadi "
        f"{text.decimal(value)} (nilai tertinggi yang mungkin {_best(name)})."
    )
    return join([note, Markup('<p class="zi-ket">{}</p>').format(said)], "\n")


def _best(weight: str) -> str:
    return "100" if weight == "1/9" else "99"


def _means_chart(survey: SurveyView, page: Page) -> Markup:
    """Draw the unsur of a SKM, the aspects of another survey; questions alone stand in the table."""
    skm = survey.grade is not None
    shown = survey.means if skm else survey.aspects
    if not shown:
        return Markup()
    lines = [Bar(_named(one), text.decimal(one.value), one.value / TOP) for one in shown]
    title = "Nilai rata-rata setiap unsur" if skm else "Nilai rata-rata setiap aspek"
    lowest = min(shown, key=lambda one: one.value)
    said = f"Terendah: {_named(lowest)}, {text.decimal(lowest.value)} dari 4."
    return bars(page, title, said, lines)


def _named(one: Mean) -> str:
    name = UNSUR.get(one.key, one.label)
    return f"{one.key} {name}".strip()


def _means_table(survey: SurveyView) -> Markup:
    skm = survey.grade is not None
    rows = []
    for one in survey.means:
        name = _named(one) if skm else f"{one.key} {one.label}"
        row = [Cell(name, header=True), Cell(text.decimal(one.value, 3), number=True)]
        if skm:
            row.append(Cell(text.decimal(one.value * 25), number=True))
        rows.append(row)
    heads = (
        ("Unsur", "NRR (1–4)", "Konversi (25–100)") if skm else ("Pertanyaan", "Rata-rata (0–4)")
    )
    title = "Nilai setiap unsur" if skm else "Nilai setiap pertanyaan"
    return details(title, table(_caption(survey, title), heads, rows, dense=True))


def _caption(survey: SurveyView, title: str) -> str:
    """Return the caption of a table, different for every survey of a page."""
    parts = (survey.kind.upper(), survey.label, survey.scope or "")
    return f"{title}: {', '.join(part for part in parts if part)}"


def _trend(trend: Trend, page: Page) -> Markup:
    top = CONVERTED if trend.kind is SurveyKind.SKM else TOP
    lines = [
        Bar(label, f"{text.decimal(value)}{f' ({letter})' if letter else ''}", value / top)
        for label, _, value, letter in trend.points
    ]
    last, before = trend.points[-1][2], trend.points[-2][2]
    way = "naik" if last > before else "turun" if last < before else "tetap"
    change = f" {text.decimal(abs(last - before))}" if last != before else ""
    said = (
        f"{TREND_OF[trend.kind]} {way}{change} dari {trend.points[-2][0]} ke {trend.points[-1][0]}."
    )
    return bars(page, "Dari survei ke survei", said, lines)


def _groups(survey: SurveyView) -> Iterable[Markup]:
    unit = "IKM" if survey.grade else "Indeks"
    for groups in survey.groups:
        rows = [
            [
                Cell(one.label, header=True),
                Cell(str(one.respondents), number=True),
                Cell(text.decimal(one.value), number=True),
            ]
            for one in groups.shown
        ]
        title = f"Menurut {groups.name.lower()}"
        listing = table(_caption(survey, title), (groups.name, "Responden", unit), rows, dense=True)
        if groups.hidden:
            said = (
                f"{groups.hidden} responden dalam {groups.hidden_groups} kelompok tidak dirinci: kelompok di "
                f"bawah {SMALL} orang, atau yang dapat dihitung balik dari yang lain."
            )
            listing = join([listing, Markup('<p class="zi-ket">{}</p>').format(said)], "\n")
        yield details(title, listing)


def audit(view: View, _argument: str, page: Page) -> Markup:
    """`[[zi:hasil-tlhp]]`: how far the findings of auditors were followed up."""
    found = view.measures.audit
    if found is None:
        return empty("Belum ada register tindak lanjut hasil pemeriksaan.")
    facts: list[Markup | str] = [f"Keadaan per {text.day(found.day)}"]
    if found.surveyor:
        facts.append(f"dicatat {found.surveyor}")
    if found.report:
        facts.append(page.link(found.report, "Laporan"))
    note = Markup('<p class="zi-ket">{}</p>').format(join(facts, " · "))
    return join([_progress("Tindak lanjut hasil pemeriksaan", found.progress), note], "\n")


def _progress(label: str, progress: FollowUpView) -> Markup:
    said = f"{progress.done} dari {progress.total} rekomendasi selesai"
    if not progress.total:
        said = "Tidak ada rekomendasi yang harus ditindaklanjuti: dihitung 100 %"
    states = [
        card(state.label, str(progress.states[state]), "rekomendasi")
        for state in FollowUp
        if state is not FollowUp.DONE and progress.states.get(state)
    ]
    head = card(label, text.percent(progress.share), said, main=True)
    notes = _rows(progress.unread, progress.rejected)
    if progress.states.get(FollowUp.IMPOSSIBLE):
        notes.append("Yang tidak dapat ditindaklanjuti tidak masuk hitungan persen.")
    return join([block("zi-angka", head, *states), _note(notes)], "\n")


def _rows(unread: int, rejected: int) -> list[str]:
    """Say how many rows of a register were not understood, and what they count as."""
    notes = []
    if unread:
        notes.append(f"{unread} baris register tidak terbaca dan dihitung belum selesai.")
    if rejected:
        notes.append(
            f"{rejected} baris register bukan isinya atau tercatat dua kali, tidak dihitung."
        )
    return notes


def _note(sentences: Sequence[str]) -> Markup:
    if not sentences:
        return Markup()
    return Markup('<p class="zi-ket">{}</p>').format(" ".join(sentences))


def complaints(view: View, _argument: str, page: Page) -> Markup:
    """`[[zi:hasil-pengaduan]]`: complaints received and handled, how long it took, by channel."""
    if not view.measures.complaints:
        return empty("Belum ada register pengaduan.")
    return join((_year(one, page) for one in view.measures.complaints), "\n")


def _year(year: ComplaintsView, page: Page) -> Markup:
    days = f"{text.short(year.days)} hari" if year.days is not None else "—"
    why = "median hari kalender, dari diterima sampai selesai"
    if year.days is None:
        why = f"ditampilkan bila paling sedikit {SMALL} pengaduan selesai"
    outside = year.received - year.duty
    cards = [
        card("Pengaduan diterima", str(year.received), f"tahun {year.year}", main=True),
        card("Selesai", str(year.done), f"dari {year.duty} yang harus ditindaklanjuti"),
        card("Lama penyelesaian", days, why),
    ]
    if outside:
        cards.append(
            card("Di luar kewenangan", str(outside), "diteruskan atau tidak dapat diproses")
        )
    parts = [Markup("<h3>{}</h3>").format(f"Tahun {year.year}"), block("zi-angka", *cards)]
    parts.append(_note(_rows(year.unread, year.rejected)))
    if year.channels:
        top = max(came for _, came, _, _ in year.channels)
        lines = [
            Bar(name, _became(came, closed, outside), Fraction(came, top))
            for name, came, closed, outside in year.channels
        ]
        said = "Panjang batang: jumlah yang diterima."
        if year.merged:
            said += f" Saluran dengan kurang dari {SMALL} pengaduan digabung."
        parts.append(bars(page, f"Menurut saluran, {year.year}", said, lines))
    if year.topics:
        rows = [
            [Cell(one.topic, header=True), Cell(str(one.count), number=True)] for one in year.topics
        ]
        title = f"Pokok pengaduan yang sering, {year.year}"
        parts.append(details(title, table(title, ("Pokok", "Pengaduan"), rows, dense=True)))
    return join(parts, "\n")


def _became(came: int, closed: int, outside: int) -> str:
    """Say what became of the complaints of one channel; the parts add up to what was received."""
    parts = (
        (closed, "selesai"),
        (came - closed - outside, "belum"),
        (outside, "di luar kewenangan"),
    )
    told = ", ".join(f"{count} {what}" for count, what in parts if count)
    return f"{came} diterima: {told}"


def recommendations(view: View, _argument: str, page: Page) -> Markup:
    """`[[zi:hasil-rekomendasi]]`: follow-up as done of total; staff also see each one."""
    measures = view.measures
    if measures.followed is None:
        return empty("Belum ada register rekomendasi.")
    parts = [_progress("Rekomendasi ditindaklanjuti", measures.followed)]
    lines = [
        Bar(source, f"{one.done} dari {one.total} selesai", one.share)
        for source, one in measures.by_source
    ]
    parts.append(bars(page, "Menurut sumber", "Batang penuh: semuanya selesai.", lines))
    if measures.rows:
        title = f"Setiap rekomendasi: {len(measures.rows)}"
        heads = ("Rekomendasi", "Dari", "Penanggung jawab", "Tenggat", "Bukti", "Keadaan")
        rows = [_row(view, one) for one in measures.rows]
        parts.append(details(title, table(title, heads, rows, dense=True)))
    return join(parts, "\n")


def _row(view: View, one: Recommendation) -> Sequence[Cell]:
    state = one.state_on(view.as_of)
    late = (
        one.due is not None
        and one.due < view.as_of
        and state in {FollowUp.OPEN, FollowUp.IN_PROGRESS, FollowUp.UNREAD}
    )
    about = " · ".join(part for part in (one.number, one.criterion or _area(one.area)) if part)
    mark = badge(FOLLOW_UP_CLASSES[state], state.label)
    if late:
        mark = join([mark, badge("zi-kurang", "Lewat tenggat")], " ")
    return [
        Cell(fill("%s<br>%s", one.text, small(about)), header=True),
        Cell(" · ".join(part for part in (one.source, one.from_whom) if part)),
        Cell(one.owner or "—"),
        Cell(text.day(one.due)),
        Cell(one.proof or ("belum ada" if state is FollowUp.DONE else "—")),
        Cell(mark),
    ]


def _area(area: str | None) -> str:
    return f"area {area}" if area else ""

"""Methodology: the rubric, scales, rhythms, thresholds, decisions, access classes and rules, as they are."""

from collections import Counter

from markupsafe import Markup

from zi_build import checks
from zi_build.diagnostics import Severity
from zi_build.model import text
from zi_build.model.assessment import Voice
from zi_build.model.catalogue import Access, Cadence
from zi_build.model.outcome import Condition
from zi_build.model.view import View
from zi_build.render.html import (
    Cell,
    Page,
    badge,
    details,
    empty,
    join,
    paper_link,
    small,
    table,
    with_code,
)

KINDS = {"ketetapan": "Ketetapan", "kejanggalan": "Kejanggalan pedoman"}


def rubric(view: View, _argument: str, page: Page) -> Markup:
    """`[[zi:rubrik]]`: components, areas and indicators with their weights, and the hasil values."""
    rows = []
    for area in view.rubric.areas:
        rows.append(
            [
                Cell(page.area(area, f"Area {area.id} {area.name}"), header=True),
                Cell(text.short(area.weight), number=True),
                Cell(str(sum(len(one.criteria) for one in area.indicators)), number=True),
            ]
        )
        for one in area.indicators:
            link = page.indicator(one.id, f"{one.id} {one.name}")
            rows.append(
                [
                    Cell(link, header=True),
                    Cell(text.short(one.weight), number=True),
                    Cell(str(len(one.criteria)), number=True),
                ]
            )
    results = []
    for result in view.results:
        report = paper_link(result.report, page) if result.report else small("belum ada laporan")
        about = " · ".join(
            part
            for part in (
                result.surveyor or "",
                text.day(result.on) if result.on else "",
                f"{result.respondents} responden" if result.respondents else "",
                "sementara (survei mandiri)" if result.provisional else "",
            )
            if part
        )
        results.append(
            [
                Cell(Markup("{}<br>{}").format(result.name, small(result.note)), header=True),
                Cell(text.short(result.weight), number=True),
                Cell(result.text or "—", number=True),
                Cell(text.decimal(result.points[Voice.SUPPORTED]), number=True),
                Cell(Markup("{} {} {}").format(report, small(about), small(result.why))),
            ]
        )
    head = Markup("<p><strong>{}</strong>. {} Dasar: {}.</p>").format(
        view.rubric.name, view.rubric.description, view.rubric.basis
    )
    return join(
        [
            head,
            table(
                "Komponen pengungkit", ("Area dan indikator", "Bobot", "Kriteria"), rows, dense=True
            ),
            table(
                "Komponen hasil",
                ("Ukuran", "Bobot", "Nilai masukan", "Poin berdasarkan bukti", "Asal"),
                results,
            ),
        ],
        "\n",
    )


def scales(view: View, _argument: str, _page: Page) -> Markup:
    """`[[zi:skala]]`: what each answer is worth, and how much proof it needs."""
    used = Counter(one.scale.id for one in view.rubric.criteria.values())
    rows = []
    for scale in view.rubric.scales.values():
        if scale.is_percentage:
            continue
        values = "; ".join(f"{name} = {text.short(value)}" for name, value in scale.options.items())
        cutoffs = "; ".join(
            f"{cut.option}: {'lebih dari' if cut.strict else 'paling sedikit'} {text.percent(cut.bound)}"
            for cut in scale.cutoffs
        )
        rows.append(
            [
                Cell(scale.name, header=True),
                Cell(values),
                Cell(cutoffs),
                Cell(str(used[scale.id]), number=True),
            ]
        )
    heads = ("Skala", "Nilai pilihan", "Bagian dokumen pokok yang diperlukan", "Kriteria")
    return join(
        [
            table("Skala jawaban", heads, rows),
            table(
                "Skala yang berupa frekuensi",
                ("Kriteria", "Irama dan pilihan", "Dokumen yang dihitung"),
                _frequencies(view),
                dense=True,
            ),
            *_percentages(view),
        ],
        "\n",
    )


def _frequencies(view: View) -> list[list[Cell]]:
    rows = []
    for one in view.rubric.criteria.values():
        if one.frequency:
            said = ", ".join(f"{cadence} {option}" for cadence, option in one.frequency.options)
            document = one.frequency.document
        elif one.yearly:
            counts = ", ".join(f"{count} kali {option}" for count, option in one.yearly.options)
            said, document = f"setahun {counts}", one.yearly.document
        else:
            continue
        rows.append([Cell(f"{one.id} {one.title}", header=True), Cell(said), Cell(document)])
    return rows


def _percentages(view: View) -> list[Markup]:
    """Return the table of counted questions with the policy for a denominator of zero, if any."""
    rows = [
        [
            Cell(f"{one.id} {one.title}", header=True),
            Cell(one.counts.sentence),
            Cell(text.percent(one.counts.when_zero), number=True),
            Cell(one.counts.when_zero_reason),
        ]
        for one in view.rubric.criteria.values()
        if one.counts
    ]
    heads = ("Pertanyaan", "Hitungan", "Bila pembagi 0", "Alasan")
    return [table("Pertanyaan persentase", heads, rows)] if rows else []


def cadences(view: View, _argument: str, _page: Page) -> Markup:
    """`[[zi:irama]]`: how often papers are asked for, and how many days of grace there are."""
    asked = [one for one in view.catalogue.documents.values() if view.rubric.asks_for(one)]
    used = Counter(document.cadence for document in asked)
    assumed = Counter(document.cadence for document in asked if document.cadence_assumed)
    rows = []
    for cadence in Cadence:
        grain = cadence.grain
        grace = view.catalogue.due_defaults[cadence].grace
        start = "sesudah akhir periode" if grain else "sesudah mulai membangun ZI"
        rows.append(
            [
                Cell(cadence.label.capitalize(), header=True),
                Cell(str(grain.per_year if grain else 1), number=True),
                Cell(f"{grace} hari kerja {start}"),
                Cell(f"{used[cadence]} ({assumed[cadence]} asumsi)", number=True),
            ]
        )
    heads = ("Irama", "Periode yang dihitung", "Jatuh tempo bawaan", "Dokumen")
    return table("Irama dokumen", heads, rows)


def thresholds(view: View, _argument: str, _page: Page) -> Markup:
    """`[[zi:syarat-tabel]]`: every condition of every predicate."""
    names: dict[str, str] = {}
    by_predicate: dict[str, dict[str, Condition]] = {}
    for predicate, verdict in view.verdicts[Voice.SUPPORTED].items():
        by_predicate[predicate] = {condition.id: condition for condition in verdict.conditions}
        names.update({condition.id: condition.label for condition in verdict.conditions})
    rows = []
    for condition_id, label in names.items():
        notes = dict.fromkeys(
            found.note
            for conditions in by_predicate.values()
            if (found := conditions.get(condition_id)) and found.note
        )
        row = [Cell(label, header=True)]
        for conditions in by_predicate.values():
            found = conditions.get(condition_id)
            required = (
                "ya" if condition_id == "wbk" else text.short(found.required) if found else ""
            )
            row.append(Cell(required if found else "—", number=True))
        rows.append([*row, Cell("" if condition_id == "wbk" else "; ".join(notes))])
    heads = ("Syarat", *by_predicate, "Catatan")
    return table("Nilai paling rendah untuk setiap syarat", heads, rows)


def decisions(view: View, _argument: str, _page: Page) -> Markup:
    """`[[zi:keputusan]]`: recorded decisions and inconsistencies of the guideline."""
    parts = []
    for kind, title in KINDS.items():
        parts.append(Markup("<p><strong>{}</strong></p>").format(title))
        for entry in view.catalogue.decisions:
            if entry.kind == kind:
                body = Markup(
                    "<p>{}</p>\n<p><strong>Keputusan:</strong> {}</p>\n<p><strong>Alasan:</strong> {}</p>\n"
                    '<p class="zi-ket">Sumber: {}</p>'
                ).format(entry.observation, entry.decision, entry.reason, entry.source)
                parts.append(details(entry.title, body))
    return join(parts, "\n")


def access(view: View, _argument: str, page: Page) -> Markup:
    """`[[zi:akses]]`: how many documents are of which class, and which papers were opened further."""
    used = Counter(document.access for document in view.catalogue.documents.values())
    meanings = {
        Access.PUBLIK: ("Terbuka", "berkasnya terbit di situs ini"),
        Access.TERBATAS: (
            "Terbuka sebagian atau tersedia atas permintaan",
            "hanya salinan publik yang terbit; tanpa salinan, mintalah kepada PPID",
        ),
        Access.DIKECUALIKAN: ("Dikecualikan", "tidak pernah terbit; dasar hukumnya ada di daftar"),
    }
    rows = [
        [
            Cell(meanings[level][0], header=True),
            Cell(meanings[level][1]),
            Cell(str(used[level]), number=True),
        ]
        for level in Access
    ]
    parts = [table("Kelas akses", ("Kelas", "Artinya", "Dokumen"), rows)]
    if view.loosened:
        opened = [
            [
                Cell(
                    page.criterion(
                        entry.document.partition("/")[0],
                        view.documents[entry.document].document.name,
                    ),
                    header=True,
                ),
                Cell(f"{entry.normal} menjadi {entry.level}"),
                Cell(entry.reason),
            ]
            for entry in view.loosened
        ]
        parts.append(table("Akses yang dilonggarkan", ("Dokumen", "Perubahan", "Alasan"), opened))
    else:
        parts.append(empty("Tidak ada akses yang dilonggarkan."))
    return join(parts, "\n")


def rules(_view: View, _argument: str, _page: Page) -> Markup:
    """`[[zi:aturan]]`: the page of every rule, made from its own docstring."""
    parts = []
    for rule in checks.RULES:
        kind, word = (
            ("zi-kurang", "galat")
            if rule.severity is Severity.ERROR
            else ("zi-terlambat", "peringatan")
        )
        body = join(
            (
                Markup("<p><strong>{}:</strong> {}</p>").format(head, with_code(said))
                for head, said in rule.sections
            ),
            "\n",
        )
        parts.append(
            Markup(
                '<section id="{code}" class="zi-aturan"><h3>{code} {title}</h3>\n'
                "<p>{badge}</p>\n{body}\n</section>"
            ).format(code=rule.code, title=rule.title, badge=badge(kind, word), body=body)
        )
    return join(parts, "\n")


def diagnostics(view: View, _argument: str, page: Page) -> Markup:
    """`[[zi:diagnostik]]`: what is wrong with which file; only staff see it."""
    if not view.internal:
        return Markup()
    title = Markup('<h2 id="berkas-yang-perlu-diperbaiki">Berkas yang perlu diperbaiki</h2>')
    if not view.diagnostics:
        return join([title, empty("Tidak ada berkas yang salah.")], "\n")
    rows = [
        [
            Cell(page.link(f"bantuan/aturan/#{found.code}", found.code), header=True),
            Cell("galat" if found.severity is Severity.ERROR else "peringatan"),
            Cell(Markup("<code>{}</code>").format(str(found.place))),
            Cell(found.message),
        ]
        for found in view.diagnostics
    ]
    listing = table(
        "Berkas yang perlu diperbaiki", ("Aturan", "Bobot", "Tempat", "Pesan"), rows, dense=True
    )
    return join([title, listing], "\n")

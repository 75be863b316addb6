"""The heart of a page: one criterion with its documents, its evidence, and how its scores came about."""

from collections.abc import Iterable

from markupsafe import Markup

from zi_build import ids
from zi_build.model import text
from zi_build.model.assessment import VOICE_LABELS, Voice
from zi_build.model.catalogue import Cadence, Role
from zi_build.model.outcome import SlotState
from zi_build.model.reading import total
from zi_build.model.remark import Advice, Remarks
from zi_build.model.rubric import Criterion
from zi_build.model.view import CriterionView, DocumentView, SlotView, View, VoiceView
from zi_build.render.html import (
    FOLLOW_UP_CLASSES,
    STATE_CLASSES,
    Cell,
    Page,
    access_badge,
    badge,
    block,
    details,
    fill,
    join,
    papers,
    small,
    state_badge,
    table,
)

HEADS = ("Dokumen", "Keadaan", "Bukti", "Akses")
STRIP_FROM = 2
SHOWN = 3


def criterion(view: View, criterion_id: str, page: Page) -> Markup:
    """`[[zi:kriteria 1.1.a]]`: scores, documents and evidence of one criterion."""
    known = view.criteria.get(criterion_id)
    if known is None:
        filed = [doc for doc in view.documents.values() if doc.document.criterion == criterion_id]
        return block(
            "zi-kriteria",
            _documents(criterion_id, filed, view, page),
            _aliases(criterion_id, view, page),
        )
    documents = [view.documents[name] for name in known.documents]
    parts = [
        _scores(known),
        _documents(criterion_id, documents, view, page),
        _aliases(criterion_id, view, page),
        details("Mengapa angka ini?", _why(known, view, page)),
    ]
    parts[1:1] = [remarked(one) for one in known.remarks]
    if known.narrative:
        parts.insert(1, Markup("<p><strong>Uraian unit:</strong> {}</p>").format(known.narrative))
    return block("zi-kriteria", *(part for part in parts if part))


def remarked(one: Remarks) -> Markup:
    """Return what an evaluator remarked on a criterion, beside the unit's own words."""
    about = ", ".join(
        part for part in (text.day(one.on) if one.on else "", one.report or "") if part
    )
    head = Markup("<p><strong>{}</strong>{}</p>").format(
        f"Catatan {one.who}", Markup(" {}").format(small(about)) if about else ""
    )
    parts = [Markup("<p>{}</p>").format(one.note) if one.note else Markup()]
    if one.findings:
        parts += [Markup("<p>Temuan:</p>"), findings(one.findings)]
    if one.advice:
        parts += [Markup("<p>Rekomendasi:</p>"), advice(one.advice)]
    return block("zi-penilai", head, *(part for part in parts if part))


def findings(found: Iterable[str]) -> Markup:
    """Return findings as a list."""
    return Markup("<ul>{}</ul>").format(join(Markup("<li>{}</li>").format(one) for one in found))


def advice(given: Iterable[Advice]) -> Markup:
    """Return recommendations as a list, each with how far it is followed up."""
    entries = []
    for one in given:
        state = badge(FOLLOW_UP_CLASSES[one.state], one.state.label) if one.state else Markup()
        about = [
            one.number or "",
            one.owner or "",
            f"paling lambat {text.day(one.due)}" if one.due else "",
            "" if one.state else "tindak lanjutnya belum dicatat",
        ]
        said = small(" · ".join(part for part in about if part))
        entries.append(Markup("<li>{} {} {}</li>").format(one.text, state, said))
    return Markup("<ul>{}</ul>").format(join(entries))


def _scores(known: CriterionView) -> Markup:
    if known.waived:
        return Markup("<p>{} {}</p>").format(
            Markup('<span class="zi-lencana zi-bebas">Dibebaskan</span>'), known.waived
        )
    cards = join((_voice(voice, known) for voice in known.voices), "\n")
    return Markup('<dl class="zi-suara">\n{}\n</dl>').format(cards)


def _voice(voice: VoiceView, known: CriterionView) -> Markup:
    if voice.lapsed:
        said: Markup | str = Markup(
            '<span class="zi-lencana zi-terlambat">Perlu diperiksa ulang</span>'
        )
    elif voice.option is None:
        said = "belum dinilai" if voice.voice.evaluator else _nothing(voice)
    else:
        option = text.percent(voice.value) if known.criterion.scale.is_percentage else voice.option
        points = small(f"{text.decimal(voice.points)} dari {text.decimal(known.maximum)}")
        said = Markup("<strong>{}</strong> {}").format(option, points)
    return Markup("<div><dt>{}</dt><dd>{}</dd></div>").format(VOICE_LABELS[voice.voice], said)


def _nothing(voice: VoiceView) -> str:
    if voice.why.startswith("Belum waktunya"):
        return "belum waktunya"
    return "belum dijawab"


def _documents(criterion_id: str, documents: list[DocumentView], view: View, page: Page) -> Markup:
    rows = [
        [
            Cell(_name(document, criterion_id, page), header=True),
            Cell(_state(document, page)),
            Cell(_evidence(document, view, page)),
            Cell(access_badge(document.document.access, document.access_label)),
        ]
        for document in documents
    ]
    return table(f"Dokumen yang diminta untuk {criterion_id}", HEADS, rows)


def _name(document: DocumentView, criterion_id: str, page: Page) -> Markup:
    required = document.document
    role = "Dokumen pokok" if required.role is Role.POKOK else "Pelengkap"
    cadence = required.cadence.label + (" (asumsi)" if required.cadence_assumed else "")
    home = Markup()
    if required.criterion != criterion_id:
        home = Markup(", disimpan di {}").format(
            page.criterion(required.criterion, required.criterion)
        )
    about = Markup('<span class="zi-ket">{} · {}{}</span>').format(role, cadence, home)
    folder = f"{required.criterion}/{required.slug}/"
    valid = details(
        "Sah bila",
        Markup('<p>{}</p>\n<p class="zi-ket">Folder: <code>{}</code></p>').format(
            required.valid_if, folder
        ),
    )
    return Markup("{}<br>{}{}").format(required.name, about, valid)


def _state(document: DocumentView, page: Page) -> Markup:
    if document.waived:
        return Markup('<span class="zi-lencana zi-bebas">Dibebaskan</span> {}').format(
            small(document.waived)
        )
    if not document.slots:
        return state_badge(SlotState.NOT_DUE)
    if len(document.slots) < STRIP_FROM:
        slot = document.slots[0]
        due = _due(document, slot)
        return Markup("{} {}").format(state_badge(slot.state), small(due))
    counted = document.share
    head = Markup("<strong>{} dari {}</strong> {}").format(
        counted.held, counted.due, small("periode yang dihitung")
    )
    cells = join(_cell(slot, page) for slot in document.slots)
    return Markup('{}<ol class="zi-petak" aria-label="Keadaan setiap periode">{}</ol>').format(
        head, cells
    )


def _due(document: DocumentView, slot: SlotView) -> str:
    if document.document.cadence in {Cadence.SEKALI, Cadence.LIMA_TAHUNAN} and slot.state.holds:
        return ""
    when = "" if slot.label == "Sekali" else f"{slot.label}, "
    return f"{when}jatuh tempo {text.day(slot.due)}"


def _cell(slot: SlotView, page: Page) -> Markup:
    """Return one period of the strip; where one paper may be opened, the period opens it."""
    title = f"{slot.label}: {slot.state.label}, jatuh tempo {text.day(slot.due)}"
    word: Markup | str = slot.short
    address = next((page.address(paper) for paper in slot.papers if page.address(paper)), None)
    if address:
        word = fill('<a href="%s">%s</a>', address, slot.short)
    return fill(
        '<li class="%s" title="%s"><span>%s</span><span class="zi-baca">: %s</span></li>',
        STATE_CLASSES[slot.state],
        title,
        word,
        slot.state.label,
    )


def _evidence(document: DocumentView, view: View, page: Page) -> Markup:
    found = [paper for slot in document.slots for paper in slot.papers]
    withheld = sum(slot.withheld for slot in document.slots)
    parts: list[Markup] = []
    if len(found) > SHOWN:
        rest = details(f"{len(found) - 1} bukti lainnya", papers(found[-2::-1], page))
        parts = [papers(found[-1:], page), rest]
    elif found:
        parts = [papers(found, page)]
    if withheld:
        word = "tidak dipublikasikan" if view.internal else "ada di kantor, tidak dipublikasikan"
        parts.append(small(f"{withheld} bukti {word}"))
    return join(parts) if parts else small("belum ada bukti")


def _aliases(criterion_id: str, view: View, page: Page) -> Markup:
    """Say which documents of this criterion are the very papers of another one."""
    lines = []
    for alias, target in view.catalogue.aliases.items():
        if ids.criterion_of(alias) == criterion_id and criterion_id not in view.criteria:
            document = view.documents[target].document
            place = page.criterion(document.criterion, document.criterion)
            lines.append(
                Markup("<p>{} sama dengan dokumen pada {}.</p>").format(document.name, place)
            )
    return join(lines, "\n")


def _why(known: CriterionView, view: View, page: Page) -> Markup:
    question = known.criterion
    indicator = view.rubric.indicators[question.indicator]
    options = join(
        Markup("<li><strong>{}</strong> ({}): {}</li>").format(
            option, text.short(question.scale.options[option]), meaning
        )
        for option, meaning in question.options.items()
    )
    steps = []
    for voice in known.voices:
        points = ""
        if voice.value is not None:
            sum_ = f"{text.short(voice.value)} × {text.short(known.maximum)}"
            points = f" Nilai {sum_} = {text.decimal(voice.points)}."
        on = f" ({text.day(voice.on)})" if voice.on else ""
        steps.append(
            Markup("<li><strong>{}</strong>{}: {}{}</li>").format(
                VOICE_LABELS[voice.voice], on, voice.why, points
            )
        )
    counted = indicator.weight / known.maximum if known.maximum else 0
    weight = Markup(
        "<p>Bobot indikator {} adalah {}; dibagi {} kriteria, kriteria ini paling banyak {}.</p>"
    ).format(question.indicator, text.short(indicator.weight), counted, text.decimal(known.maximum))
    said = view.rubric.reference.format(letter=question.letter, page=question.page)
    source = Markup('<p class="zi-ket">{}.{}</p>').format(
        said, _same_question(question, view, page)
    )
    answers = Markup("<ul>{}</ul>").format(options) if options else _counts(known)
    return Markup("<p>{}</p>\n{}\n{}\n<ul>{}</ul>\n{}").format(
        question.question, answers, weight, join(steps), source
    )


def _counts(known: CriterionView) -> Markup:
    """Return the lines of a percentage question, how they are divided, and what zero means."""
    rule = known.criterion.counts
    if rule is None:
        return Markup()
    counts = known.said_by(Voice.CLAIMED).counts
    rows = [
        [
            Cell(one.label, header=True),
            Cell(
                "—" if (found := total(rule, one.key, counts)) is None else str(found),
                number=True,
            ),
        ]
        for one in rule.inputs.values()
    ]
    return Markup("{}\n<p>{} {}, nilainya {}: {}</p>").format(
        table(f"Hitungan {known.criterion.id}", ("Jumlah", "Menurut unit"), rows, dense=True),
        rule.sentence,
        rule.zero_case,
        text.percent(rule.when_zero),
        rule.when_zero_reason,
    )


def _same_question(question: Criterion, view: View, page: Page) -> Markup:
    """Link the questions of the site's other rubrics that ask the same."""
    links = [page.criterion(other, other) for other in view.same_questions.get(question.id, ())]
    return Markup(" Pertanyaan yang sama: {}.").format(join(links, ", ")) if links else Markup()

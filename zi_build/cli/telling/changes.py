"""What changed between two states of the evidence, as a story in Indonesian."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from zi_build.cli.telling.story import Line, Part, Quoted, Story
from zi_build.ids import area_of, criterion_of, natural_key
from zi_build.model.assessment import VOICE_LABELS, Voice
from zi_build.model.outcome import Share
from zi_build.model.period import day_label
from zi_build.model.rubric import Rubric
from zi_build.model.text import MAX_PLACES, against, count, decimal, series
from zi_build.model.view import Audience
from zi_build.studies.changes import (
    SUM_OF_AREAS,
    AnswerChange,
    Change,
    ConditionChange,
    ScoreChange,
)
from zi_build.studies.fates import HASIL, Fate, How

FEW = 3
MARKS = {
    How.ADDED: "+",
    How.MENDED: "+",
    How.WITHDRAWN: "−",
    How.BROKEN: "!",
    How.UNUSABLE: "!",
}
SHORT_VOICES = {
    Voice.SUPPORTED: "didukung",
    Voice.CLAIMED: "menurut unit",
    Voice.VERIFIED: "menurut TPI",
    Voice.FINAL: "menurut TPN",
}
COUNTED = {
    How.WITHDRAWN: "bukti ditarik",
    How.BROKEN: "bukti tidak dapat dipakai lagi",
    How.UNUSABLE: "berkas baru belum dapat dipakai",
    How.MENDED: "bukti kini dapat dipakai",
    How.REPLACED: "bukti diganti isinya",
    How.MOVED: "bukti dipindah",
}
WHO = {"unit": "jawaban unit", "tpi": "jawaban TPI", "tpn": "jawaban TPN", "uraian": "uraian unit"}
NORM = (
    "Dokumen yang ditarik dan nilai yang turun harus disertai alasan. Tulislah sebagai baris terakhir "
    "pesan commit, misalnya "
)
EXAMPLE = "Alasan: SK lama diganti SK Nomor 12 Tahun 2026"


@dataclass(frozen=True, slots=True)
class Reason:
    """Why something was withdrawn or fell: the words, and the commit that gives them, if one does."""

    words: str
    commit: str | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """A change with what git says of it: the two states' names, reasons, and what is to be known."""

    change: Change
    before: str
    after: str
    notes: tuple[str, ...]
    reasons: tuple[Reason, ...]

    @property
    def lacks_reason(self) -> bool:
        """Whether something was withdrawn or fell and nobody says why."""
        return self.change.needs_reason and not self.reasons


def story(told: Told, rubric: Rubric) -> Story:
    """Return the story: what needs a reason first, then numbers, then each area."""
    change = told.change
    same = (
        f"Keduanya dinilai per {day_label(change.as_of)} menurut {change.rubric}: yang berbeda "
        "berkasnya, bukan harinya."
    )
    sentences = [Line("", (Quoted(told.before), " → ", Quoted(told.after), ". ", same))]
    sentences += [Line("", (note,)) for note in told.notes]
    parts = [
        Part("Perlu alasan", tuple(_lacking(told))) if told.lacks_reason else None,
        Part("Alasan", tuple(_given(told))) if change.needs_reason and told.reasons else None,
        Part("Nilai", tuple(_numbers(change))),
        Part("Syarat", tuple(_conditions(change))),
        *(_area(change, area.id, f"Area {area.id} {area.name}") for area in rubric.areas),
        _area(change, "0", "Persiapan"),
        _area(change, HASIL, "Hasil"),
        Part("Pemeriksaan", tuple(_checked(change))),
    ]
    return Story(
        headline(change), tuple(sentences), tuple(one for one in parts if one and one.lines)
    )


# --- the first line --------------------------------------------------------------------------


def headline(change: Change) -> str:
    """Return one line that can stand alone as a summary."""
    hows = Counter(fate.how for fate in change.papers)
    totals = {one.voice: one for one in change.scores if one.id == "total"}
    said = [
        *_added(change.papers),
        *(
            f"{words} {_from_to(totals[voice].before, totals[voice].after)}"
            for voice, words in SHORT_VOICES.items()
            if voice in totals
        ),
        *_crossed(change.conditions),
        *(f"{count(hows[how])} {words}" for how, words in COUNTED.items() if hows[how]),
        *_answered(change),
    ]
    if said:
        return "; ".join(said)
    return (
        "Tidak ada yang berubah" if change.is_empty else "Tidak ada bukti atau nilai yang berubah"
    )


def _added(papers: Iterable[Fate]) -> Iterator[str]:
    per = Counter(criterion_of(fate.document) for fate in papers if fate.how is How.ADDED)
    if len(per) > FEW:
        yield f"+{count(per.total())} dokumen untuk {count(len(per))} kriteria"
        return
    for criterion in sorted(per, key=natural_key):
        yield f"+{count(per[criterion])} dokumen untuk {criterion}"


def _crossed(conditions: Iterable[ConditionChange]) -> Iterator[str]:
    crossed: dict[tuple[str, bool], list[str]] = {}
    for one in conditions:
        crossed.setdefault((_condition(one), one.met), []).append(one.predicate)
    phrases = [
        f"{name} kini di {'atas' if met else 'bawah'} batas {series(predicates)}"
        for (name, met), predicates in crossed.items()
    ]
    yield from phrases[:FEW]
    if len(phrases) > FEW:
        yield f"{len(phrases) - FEW} syarat lain berubah"


def _condition(one: ConditionChange) -> str:
    kind, _, area = one.id.partition(".")
    return f"area {area}" if kind == "area" else one.label[:1].lower() + one.label[1:]


def _answered(change: Change) -> Iterator[str]:
    questions = {one.id for one in change.answers if one.who != "uraian"}
    if questions:
        yield f"{count(len(questions))} jawaban berubah"
    if change.waivers:
        yield f"{count(len(change.waivers))} pembebasan berubah"


def _from_to(before: Fraction | None, after: Fraction | None) -> str:
    """Return two numbers with enough decimals that they look as different as they are."""
    pairs = (
        ["belum" if one is None else decimal(one, places) for one in (before, after)]
        for places in range(2, MAX_PLACES)
    )
    finest = ["belum" if one is None else decimal(one, MAX_PLACES) for one in (before, after)]
    return " → ".join(next((pair for pair in pairs if pair[0] != pair[1]), finest))


# --- reasons ---------------------------------------------------------------------------------


def _lacking(told: Told) -> Iterator[Line]:
    change = told.change
    for fate in change.withdrawn:
        yield Line("−", (*_which(fate), " ditarik"))
    for one in change.fallen:
        name = f"{VOICE_LABELS[one.voice]}, {_number(one)}: "
        yield Line("−", (f"{name}{_from_to(one.before, one.after)}",))
    yield Line(
        "",
        (
            NORM,
            Quoted(EXAMPLE),
            " (git commit --amend; bila sudah dikirim, di kiriman berikutnya), atau sebelum commit: ",
            Quoted('zi diff REV --alasan "…"'),
            ".",
        ),
    )


def _given(told: Told) -> Iterator[Line]:
    for reason in told.reasons:
        if told.change.audience is Audience.INTERNAL:
            where = (f" ({reason.commit[:10]})",) if reason.commit else ()
            yield Line("", (Quoted(reason.words), *where))
    if told.change.audience is Audience.PUBLIC:
        yield Line("", ("Alasannya tercatat pada commit.",))


# --- numbers ---------------------------------------------------------------------------------


def _numbers(change: Change) -> Iterator[Line]:
    was, now = change.completeness
    if was != now:
        yield Line(_mark(now.held - was.held), (f"Kelengkapan: {_share(was)} → {_share(now)}",))
    for one in change.scores:
        if one.id == SUM_OF_AREAS:
            continue
        gain = (one.after or Fraction(0)) - (one.before or Fraction(0))
        sign = "+" if gain > 0 else "−"
        text = f"{VOICE_LABELS[one.voice]}, {_number(one)}: {_from_to(one.before, one.after)}"
        yield Line(_mark(gain), (f"{text} ({sign}{decimal(abs(gain))})",))


def _share(share: Share) -> str:
    return f"{count(share.held)} dari {count(share.due)}"


def _mark(gain: Fraction | int) -> str:
    return "+" if gain > 0 else "−" if gain < 0 else "~"


def _number(one: ScoreChange) -> str:
    return one.id.replace("area.", "area ")


def _conditions(change: Change) -> Iterator[Line]:
    for one in change.conditions:
        reached = f"{against(one.after, one.required)} dari {decimal(one.required)}"
        where = "atas" if one.met else "bawah"
        text = f"{one.predicate}: {_condition(one)} kini di {where} batas ({reached})"
        yield Line("+" if one.met else "−", (text,))
    for predicate, (was, now) in change.verdicts.items():
        if was != now:
            words = "di atas ambang" if now else "tidak lagi semuanya di atas ambang"
            text = f"{predicate}: semua syarat {words} (hitungan sendiri, bukan penetapan)"
            yield Line("+" if now else "−", (text,))


# --- one area --------------------------------------------------------------------------------


def _area(change: Change, area: str, heading: str) -> Part:
    lines = [
        *_papers(fate for fate in change.papers if fate.area == area),
        *_slots(change, area),
        *(
            Line(
                _mark((one.after or 0) - (one.before or 0)),
                (f"{one.id}: nilai berdasarkan bukti {_from_to(one.before, one.after)}",),
            )
            for one in change.criteria
            if area_of(one.id) == area
        ),
        *(_answer(one) for one in change.answers if _area_of(one.id) == area),
    ]
    for one in change.waivers:
        if area_of(criterion_of(one.id)) == area:
            said = (
                ("dibebaskan: ", Quoted(one.reason)) if one.reason else ("tidak dibebaskan lagi",)
            )
            lines.append(Line("~", (f"{one.id} ", *said)))
    again = [name for name in change.lapsed if area_of(name) == area]
    if again:
        text = "jawaban TPI perlu diperiksa ulang, buktinya berubah"
        lines.append(Line("!", (f"{series(again)}: {text}",)))
    return Part(heading, tuple(lines))


def _area_of(question: str) -> str:
    return area_of(question) if "." in question else HASIL


def _papers(papers: Iterable[Fate]) -> Iterator[Line]:
    """Yield a line for each paper; those without a name once for all that met the same fate."""
    nameless = Counter[Fate]()
    for fate in papers:
        if fate.before or fate.after or fate.title:
            yield Line(MARKS.get(fate.how, "~"), (*_which(fate), *_what(fate)))
        else:
            nameless[fate] += 1
    for fate, number in nameless.items():
        text = f" {fate.how}: {count(number)} berkas, tidak dipublikasikan"
        yield Line(MARKS.get(fate.how, "~"), (*_which(fate), text))


def _which(fate: Fate) -> tuple[str | Quoted, ...]:
    """Name a paper: document and period, and its path or title where that may be told."""
    path = fate.after or fate.before
    known = _name(path) if path else fate.title
    when = f" {fate.period}" if fate.period else ""
    name = fate.name if fate.document == HASIL else f"{fate.document}{when}"
    return (name, ": ", Quoted(known)) if known else (name,)


def _name(path: str) -> str:
    """Return what is said of a path beside its document: the file's own name."""
    return path.rpartition("/")[2]


def _what(fate: Fate) -> Iterator[str | Quoted]:
    yield f" {fate.how}"
    if fate.before and fate.after and fate.before != fate.after:
        yield ", semula "
        here = fate.before.rpartition("/")[0] == fate.after.rpartition("/")[0]
        yield Quoted(_name(fate.before) if here else fate.before)
    if fate.detail:
        yield " ("
        yield Quoted(fate.detail)
        yield ")"


def _slots(change: Change, area: str) -> Iterator[Line]:
    for one in change.slots:
        if one.area == area:
            if one.filled:
                yield Line("+", (f"{one.document}: kini ada {series(one.filled)}",))
            if one.lost:
                yield Line("−", (f"{one.document}: tidak ada lagi {series(one.lost)}",))


def _answer(one: AnswerChange) -> Line:
    if one.who == "uraian":
        return Line("~", (f"{one.id}: {WHO[one.who]} berubah",))
    was, now = (Quoted(text) if text else "belum ada" for text in (one.before, one.after))
    return Line("~", (f"{one.id}: {WHO[one.who]} ", was, " → ", now))


# --- the rest --------------------------------------------------------------------------------


def _checked(change: Change) -> Iterator[Line]:
    for code, path, message in change.new_diagnostics:
        yield Line("!", (f"baru: {code} ", Quoted(path), ": ", Quoted(message)))
    for code, path, _ in change.gone_diagnostics:
        yield Line("+", (f"teratasi: {code} ", Quoted(path)))
    was, now = change.errors
    if was != now:
        yield Line(_mark(was - now), (f"Galat: {count(was)} → {count(now)}",))
    if change.gaps_closed or change.gaps_opened:
        closed, opened = count(change.gaps_closed), count(change.gaps_opened)
        text = f"Kekurangan: {closed} tertutup, {opened} baru"
        yield Line(_mark(change.gaps_closed - change.gaps_opened), (text,))
    if change.unit_changed:
        yield Line("~", ("Data kantor (evidence/unit.yml) berubah",))
    if change.pages_changed:
        yield Line("~", (f"{count(change.pages_changed)} halaman docs/ berubah",))

"""A plan as text: can it be reached, with how much, in which order, and what papers cannot give."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from fractions import Fraction

from zi_build.cli.telling.grid import Grid
from zi_build.cli.telling.what_if import ARROW, against
from zi_build.model import text
from zi_build.model.assessment import Voice
from zi_build.model.outcome import Condition, GapState
from zi_build.model.period import day_label
from zi_build.model.result import Build
from zi_build.scoring import claim_of
from zi_build.studies.imagined import Imagined
from zi_build.studies.plan import Means, Plan, Proposal, Step
from zi_build.studies.planning.goal import AREA, MOVED
from zi_build.studies.planning.limits import Limit, Reason
from zi_build.studies.proof import needed_text

MOST = 12
EVENT, COMING, DAMAGED = "*", "+", "!"
BY_ANSWER = frozenset({Reason.UNANSWERED, Reason.ANSWER})
INPUTS = {"indeks": "indeks", "persen": "persentase", "huruf": "jawaban"}


def tell(found: Plan) -> list[str | Grid]:
    """Return the texts and tables of a plan."""
    parts: list[str | Grid] = [_first(found), *_how(found), *_day(found)]
    shown = found.further or found.proposal
    if shown is not None and shown.steps:
        parts += ["", _title(shown), _table(found, shown), *_legend(found, shown)]
        parts += _after(found, shown)
    parts += _otherwise(found)
    parts += _lost(found)
    parts += ["", *_highest(found)]
    return parts


def _first(found: Plan) -> str:
    name, proposal = _name(found), found.proposal
    if found.reached:
        return f"{name} sudah terlampaui (hitungan sendiri); tidak perlu dokumen baru."
    if proposal is None:
        return f"{name} belum tercapai, tetapi bukan karena dokumen."
    if proposal.means is Means.PAPERS and not found.goal.otherwise:
        return f"{name} dapat dicapai dengan {proposal.papers} dokumen lagi (hitungan sendiri)."
    return f"{name} tidak dapat dicapai dengan dokumen saja."


def _how(found: Plan) -> Iterator[str]:
    """Yield how far papers go, and what helps beside them; or, where all is met, what is closest."""
    proposal, closest = found.proposal, found.closest
    if found.reached and closest is not None:
        over = text.decimal(closest.reached - closest.required)
        label = _short(closest.id) if _moved(closest) else closest.label
        yield f"Paling rawan: {label}, {over} di atas batas."
    if found.reached:
        return
    if proposal is None:
        yield "Syarat yang ditentukan dokumen sudah terpenuhi."
    elif proposal.means is Means.PAPERS and found.goal.otherwise:
        yield f"{proposal.papers} dokumen lagi memenuhi semua syarat yang ditentukan dokumen."
    elif proposal.means is not Means.PAPERS:
        yield _best(found, proposal)
        yield _more(found)
    if found.goal.otherwise:
        yield f"Di luar dokumen masih perlu {len(found.goal.otherwise)} hal; lihat di bawah."


def _best(found: Plan, proposal: Proposal) -> str:
    lacking = [one for one in _assumed(found, proposal.conditions) if not one.met]
    if not proposal.papers:
        return "Pada jawaban sekarang tidak ada dokumen yang mengubah nilai."
    return (
        f"Dengan semua {proposal.papers} dokumen yang mengubah nilai, yang tetap kurang: "
        f"{_series(found, lacking)}."
    )


def _more(found: Plan) -> str:
    more = found.further
    if more is None:
        return "Mengisi atau menaikkan jawaban juga tidak cukup."
    return (
        f"{more.papers} dokumen dan {more.answers} jawaban yang diisi atau dinaikkan memenuhinya, "
        "tetapi jawaban hanya diubah bila memang demikian keadaannya."
    )


def _assumed(found: Plan, conditions: Iterable[Condition]) -> Iterator[Condition]:
    """Yield the conditions that papers move, the hasil component being taken as good enough."""
    moved = {one.id for one in found.goal.by_papers}
    for one in conditions:
        if one.id in moved:
            rise = found.goal.rise if one.id == "total" else Fraction(0)
            yield replace(one, reached=one.reached + rise)


def _name(found: Plan) -> str:
    goal = found.goal
    what = f"Ambang {goal.predicate}" if goal.predicate else f"Nilai {goal.name}"
    return f"{what} untuk area {goal.area}" if goal.area else what


def _series(found: Plan, conditions: Iterable[Condition]) -> str:
    return text.series([_said(found, one) for one in conditions])


def _said(found: Plan, condition: Condition) -> str:
    """Return a condition with its number; of a predicate that must be held there is none."""
    if condition.id in {
        name.casefold() for name in found.judged.workspace.rubric.needs_held.values()
    }:
        return condition.note
    label = _short(condition.id) if _moved(condition) else condition.label
    return f"{label} {against(condition)}"


def _moved(condition: Condition) -> bool:
    return condition.id in MOVED or condition.id.startswith(AREA)


def _short(condition: str) -> str:
    """Return a condition's name inside a sentence."""
    return {"total": "nilai total"}.get(condition, condition.replace(AREA, "area "))


def _day(found: Plan) -> Iterator[str]:
    now, then = (one.scores[Voice.SUPPORTED].total for one in (found.now, found.judged))
    today = f"{day_label(found.days.today)}: Nilai berdasarkan bukti {text.decimal(now)}."
    if found.days.judged == found.days.today:
        yield today
        return
    due = found.judged.completeness
    yield (
        f"{today} Pada {day_label(found.days.judged)} tanpa dokumen baru {text.decimal(then)}: "
        f"saat itu {due.due - due.held} dari {due.due} dokumen kurang."
    )


def _title(proposal: Proposal) -> str:
    if proposal.means is Means.ANSWERS:
        return f"Usul kedua, {proposal.papers} dokumen dan {proposal.answers} jawaban:"
    if proposal.means is Means.ALL:
        return f"Yang terbaik dengan dokumen saja, {proposal.papers} dokumen:"
    return f"Urutan {proposal.papers} dokumen, yang paling berarti lebih dahulu:"


def _table(found: Plan, proposal: Proposal) -> Grid:
    rows: list[tuple[str, ...]] = []
    for step in proposal.steps:
        things = [
            *(_paper(found, one) for one in step.papers),
            *(_answer(found.judged, name, option) for name, option in step.answers),
        ]
        for thing in things[:-1]:
            rows.append((str(len(rows) + 1), *thing, "", "", ""))
        rows.append((str(len(rows) + 1), *things[-1], *_effect(step)))
    headings = (
        "No",
        "Dokumen",
        "Periode",
        "Jatuh tempo",
        "Penanggung jawab",
        "Tambahan",
        "Nilai",
        "Memenuhi",
    )
    return Grid(headings, tuple(rows), frozenset({0, 5, 6}), frozenset({4, 7}))


def _paper(found: Plan, one: Imagined) -> tuple[str, str, str, str]:
    workspace = found.judged.workspace
    area = workspace.catalogue.documents[one.document].area
    coming = COMING if one.slot.due >= found.days.today else ""
    marks = f"{EVENT if one.event else ''}{DAMAGED if _damaged(found, one) else ''}"
    return (
        f"{one.document}{marks}",
        one.slot.key,
        f"{one.slot.due.isoformat()}{coming}",
        workspace.unit.in_charge(area, lead=False),
    )


def _damaged(found: Plan, one: Imagined) -> bool:
    gap = found.gap_of(one)
    return gap is not None and gap.state is GapState.UNUSABLE


def _answer(built: Build, name: str, option: str) -> tuple[str, str, str, str]:
    criterion = built.workspace.rubric.criteria[name]
    old = claim_of(built.workspace, criterion) or "belum"
    owner = built.workspace.unit.in_charge(criterion.area, lead=False)
    return f"jawaban {name}: {old} {ARROW} {option}", "", "", owner


def _effect(step: Step) -> tuple[str, str, str]:
    closes = ", ".join(_short(one) for one in step.closes)
    return f"+{text.decimal(step.effect)}", text.decimal(step.total), closes


def _legend(found: Plan, proposal: Proposal) -> Iterator[str]:
    papers = [one for step in proposal.steps for one in step.papers]
    if any(len(step.papers) + len(step.answers) > 1 for step in proposal.steps):
        yield "Baris tanpa tambahan baru berarti bersama baris di bawahnya."
    if any(one.event for one in papers):
        yield f"{EVENT} hanya bila peristiwanya memang terjadi; tidak ada penggantinya."
    if any(_damaged(found, one) for one in papers):
        yield f"{DAMAGED} berkasnya sudah ada tetapi belum dapat dipakai; cukup diperbaiki (zi gaps)."
    if any(one.slot.due >= found.days.today for one in papers):
        yield f"{COMING} belum jatuh tempo; dihitung tepat waktu."


def _after(found: Plan, proposal: Proposal) -> Iterator[str]:
    total = proposal.after.scores[Voice.SUPPORTED].total
    yield f"Sesudahnya Nilai berdasarkan bukti {text.decimal(total)}."
    if proposal.means is Means.ALL:
        lacking = [one for one in _assumed(found, proposal.conditions) if not one.met]
        yield f"Yang tetap kurang: {_series(found, lacking)}."


def _otherwise(found: Plan) -> Iterator[str]:
    """Yield what has to come from elsewhere: surveys, performance, a predicate that must be held first."""
    if not found.goal.otherwise:
        return
    yield ""
    yield "Di luar dokumen:"
    results = {one.id: one for one in found.judged.workspace.rubric.results}
    for one in found.goal.otherwise:
        needed, result = needed_text(found.judged, one), results.get(one.id)
        hint = ""
        if needed and result:
            hint = f", yaitu {INPUTS[result.input]} paling sedikit {needed.replace('.', ',')}"
        said = _said(found, one)
        yield f"- {said[:1].upper()}{said[1:]}{hint}"
    if found.goal.rise and found.proposal:
        rise = text.decimal(found.goal.rise)
        yield f"Rencana ini menganggap komponen hasil naik {rise}, sekadar memenuhi syarat itu."


def _lost(found: Plan) -> Iterator[str]:
    """Yield what can no longer be reached, and the criteria that papers do not bring to their best."""
    if found.unreachable:
        yield ""
        names = text.series([_short(one.id) for one in found.unreachable])
        yield f"Tidak dapat dicapai lagi tahun {found.days.judged.year}: {names}."
    limits = [one for one in found.limits if _in_area(found, one)]
    day = day_label(found.days.judged)
    for title, by_answer in (
        ("Ditentukan jawaban, sesudah semua dokumennya ada:", True),
        (f"Tidak dapat lagi diberikan dokumen pada {day}:", False),
    ):
        mine = [one for one in limits if (one.reason in BY_ANSWER) is by_answer]
        if mine:
            yield ""
            yield title
            yield from (f"- {_limit(found.judged, one)}" for one in mine[:MOST])
            if len(mine) > MOST:
                rest = sum((one.lost for one in mine[MOST:]), Fraction(0))
                yield f"- dan {len(mine) - MOST} kriteria lain, bersama {text.decimal(rest)}"


def _in_area(found: Plan, limit: Limit) -> bool:
    area = found.judged.workspace.rubric.criteria[limit.criterion].area
    return found.goal.area in {None, area}


def _limit(built: Build, one: Limit) -> str:
    criterion = built.workspace.rubric.criteria[one.criterion]
    carried, claimed = (
        text.percent(Fraction(option)) if option and criterion.scale.is_percentage else option
        for option in (one.carried, one.claimed)
    )
    said = "hitungan" if criterion.counts else "jawaban"
    words = {
        Reason.UNANSWERED: f"belum dijawab unit; dokumennya membawa {carried}",
        Reason.ANSWER: f"{said} unit {claimed}; dokumennya membawa {carried}",
        Reason.LATE: f"sudah terlambat bagi dokumen yang harus tepat waktu; membawa {carried}",
        Reason.RHYTHM: f"irama yang diminta hanya membawa sampai {carried}",
        Reason.NOT_DUE: "belum ada dokumen pokok yang jatuh tempo, jadi belum dapat dinilai",
        Reason.OTHER: f"dokumen yang jatuh tempo hanya membawa {carried}",
    }
    return f"{criterion.id} ({text.decimal(one.lost)}): {words[one.reason]}"


def _highest(found: Plan) -> Iterator[str]:
    area, said = found.goal.area, ("", "")
    for bound in found.bounds:
        papers, answers = bound.areas[area] if area else (bound.papers, bound.answers)
        before, said = said, (text.decimal(papers), text.decimal(answers))
        if before == said:
            yield f"Begitu pula per {day_label(bound.as_of)}."
            continue
        yield (
            f"Paling tinggi per {day_label(bound.as_of)}: {said[0]} bila semua dokumen yang jatuh "
            f"tempo ada, {said[1]} bila jawabannya pun setinggi dokumennya."
        )
    yield "Nilai penilai (TPI dan TPN) tidak ikut berubah oleh rencana ini."

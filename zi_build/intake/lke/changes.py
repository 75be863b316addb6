"""What an import would change in the answers file, and what it leaves as it is."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from zi_build.errors import UsageError
from zi_build.intake.lke.heads import Who
from zi_build.intake.lke.report import NAMES, About, Found, Given, Remark, Said
from zi_build.intake.writing import Change
from zi_build.model.assessment import Answer, Assessment, ResultAnswer, Verified, Voice, Waiver
from zi_build.model.reading import number, option_of
from zi_build.model.rubric import Criterion, Result, Rubric, Scale

NOBODY = Said()
Days = Mapping[Who, Given]


@dataclass(frozen=True, slots=True)
class _Evaluator:
    """Evaluators: whose voice theirs is, their key in the file, and how their date is asked for."""

    voice: Voice
    key: str
    name: str
    about: About
    option: str


EVALUATORS: Mapping[Who, _Evaluator] = {
    Who.TPI: _Evaluator(Voice.VERIFIED, "tpi", "TPI", About.TPI, "--per"),
    Who.TPN: _Evaluator(Voice.FINAL, "tpn", "TPN", About.TPN, "--per-tpn"),
}


@dataclass(frozen=True, slots=True)
class Plan:
    """The changes, in the rubric's order, and what is said about those that are not made."""

    changes: tuple[Change, ...]
    remarks: tuple[Remark, ...]


def plan(found: Found, rubric: Rubric, now: Assessment, days: Days) -> Plan:
    """Compare what was read with the answers as they are.

    An answer that the workbook leaves empty, or does not ask for, is never taken away. The
    evaluators' answers are written only with the day on which they were given: `days` by evaluator.
    """
    changes: list[Change] = []
    remarks: list[Remark] = []
    absent = {one.key for one in found.remarks if one.about is About.ABSENT}
    for criterion in rubric.criteria.values():
        answer = now.answers.get(criterion.id)
        unit = _of_unit(found, criterion.id)
        changes += _unit(criterion, answer, unit)
        changes += _verdicts(("jawaban", criterion.id), criterion.scale, answer, found, days)
        if criterion.id not in absent:
            remarks += _kept(criterion, answer, unit)
        remarks += _waived(criterion, now.waivers.get(criterion.id), found)
    for result in rubric.results:
        changes += _result(result, now.results.get(result.id), found, days)
    remarks += _undated(found, rubric, now, days)
    return Plan(tuple(changes), tuple(remarks))


def _unit(criterion: Criterion, answer: Answer | None, said: Said) -> Iterator[Change]:
    path = ("jawaban", criterion.id)
    old = answer.text if answer else None
    given = said.answer
    if given and not same_answer(criterion.scale, old, given.value):
        yield Change((*path, "unit"), old, given.value, given.cell)
    counts = answer.counts if answer else {}
    yield from _counts(path, dict(counts), said)
    yield from _text((*path, "uraian"), answer.narrative if answer else None, said.note)


def _counts(path: tuple[str, ...], old: dict[str, int], said: Said) -> Iterator[Change]:
    for key, given in said.counts.items():
        known = old.get(key)
        if known is None or known != int(given.value):
            was = None if known is None else str(known)
            yield Change((*path, "hitungan", key), was, given.value, given.cell)


def _text(path: tuple[str, ...], old: str | None, given: Given | None) -> Iterator[Change]:
    if given and " ".join((old or "").split()) != " ".join(given.value.split()):
        yield Change(path, old, given.value, given.cell)


def _verdicts(
    path: tuple[str, ...],
    scale: Scale | None,
    entry: Answer | ResultAnswer | None,
    found: Found,
    days: Days,
) -> Iterator[Change]:
    """Yield the changes of what each evaluator says to one criterion or result."""
    for who, evaluator in EVALUATORS.items():
        said = found.answers.get((path[-1], who), NOBODY)
        known = entry.of(evaluator.voice) if entry else None
        if said.says_something:
            yield from _verdict((*path, evaluator.key), scale, known, said, days.get(who))


def _verdict(
    path: tuple[str, ...],
    scale: Scale | None,
    known: Verified | None,
    said: Said,
    day: Given | None,
) -> Iterator[Change]:
    """Yield the changes of one verdict; a new one leaves the report and papers of the old one behind.

    A date is written with a new verdict, and for one that stands without.
    """
    known_here = _agrees(scale, known, said)
    if not known_here and (day is None or not _is_answer(said, scale)):
        return
    if not known_here:
        old = known.text or None if known else None
        if said.answer is not None and not same_answer(scale, old, said.answer.value):
            yield Change((*path, "nilai"), old, said.answer.value, said.answer.cell)
        yield from _counts(path, dict(known.counts) if known else {}, said)
    was = known.on.isoformat() if known and known.on else None
    if day is not None and was != day.value and (was is None or not known_here):
        yield Change((*path, "per"), was, day.value, day.cell)
    if known and not known_here and known.report:
        yield Change((*path, "lhe"), known.report, None, "")
    if known and not known_here and known.seen:
        yield Change((*path, "sidik"), ", ".join(known.seen), None, "")
    yield from _text((*path, "catatan"), known.note if known else None, said.note)


def _is_answer(said: Said, scale: Scale | None) -> bool:
    """Tell whether a verdict can stand in the file: one of a percentage may be its counts alone."""
    return said.answer is not None or (bool(said.counts) and scale is not None)


def _agrees(scale: Scale | None, known: Verified | None, said: Said) -> bool:
    """Tell whether the file already says what the workbook says for the evaluators."""
    if known is None:
        return False
    same = said.answer is None or same_answer(scale, known.text, said.answer.value)
    return same and all(known.counts.get(key) == int(one.value) for key, one in said.counts.items())


def same_answer(scale: Scale | None, old: str | None, new: str) -> bool:
    """Tell whether two texts are one answer: `a` and `A`, 0,90 and 0.9."""
    if old is None:
        return False
    if scale is not None and not scale.is_percentage:
        return option_of(scale, old) == option_of(scale, new) is not None
    before, after = number(old.rstrip("%")), number(new.rstrip("%"))
    return old == new if before is None or after is None else before == after


def _result(
    result: Result, known: ResultAnswer | None, found: Found, days: Days
) -> Iterator[Change]:
    path = ("hasil", result.id)
    given = _of_unit(found, result.id).answer
    if given and not same_answer(result.scale, known.text if known else None, given.value):
        yield Change((*path, "nilai"), known.text if known else None, given.value, given.cell)
    if known is not None or given is not None:
        yield from _verdicts(path, result.scale, known, found, days)


def _kept(criterion: Criterion, answer: Answer | None, unit: Said) -> Iterator[Remark]:
    if answer is not None and answer.text and unit.is_empty:
        said = f"{criterion.id} kosong di buku kerja; jawaban {answer.text} di berkas dibiarkan."
        yield Remark(About.KEPT, said, key=criterion.id)


def _waived(criterion: Criterion, waiver: Waiver | None, found: Found) -> Iterator[Remark]:
    """List what the workbook declares not to apply and the answers file does not: a reason is needed."""
    for who, name in NAMES.items():
        given = found.answers.get((criterion.id, who), NOBODY).waived
        if given is None:
            continue
        said = f"{criterion.id} dinyatakan tidak berlaku oleh {name}"
        if waiver is None or not waiver.is_reasoned:
            why = "tulis di tidak_berlaku pada berkas jawaban, dengan alasannya."
        elif who in EVALUATORS and waiver.agreed is None:
            why = "isilah disetujui_tpi pada tidak_berlaku di berkas jawaban."
        else:
            continue
        yield Remark(About.WAIVED, f"{said}; {why}", given.cell, given.value, criterion.id)


def _undated(found: Found, rubric: Rubric, now: Assessment, days: Days) -> Iterator[Remark]:
    """List what evaluators said that is not written: for want of a date, a unit's value, an answer."""
    for (key, who), said in found.answers.items():
        evaluator = EVALUATORS.get(who)
        if evaluator is None:
            continue
        criterion = rubric.criteria.get(key)
        result = next((one for one in rubric.results if one.id == key), None)
        scale = criterion.scale if criterion else result.scale if result else None
        entry = now.answers.get(key) if criterion else now.results.get(key)
        known = entry.of(evaluator.voice) if entry else None
        if not said.says_something:
            yield from _bare_note(key, evaluator, known, said.note)
            continue
        if _agrees(scale, known, said):
            continue
        given = said.answer or next(iter(said.counts.values()))
        if who not in days:
            why = (
                f"tanpa tanggal; beri tanggal penilaian {evaluator.name} dengan "
                f"{evaluator.option} TTTT-BB-HH"
            )
        elif result and entry is None and not _of_unit(found, key).says_something:
            why = "nilai unit untuk hasil ini belum ada"
        else:
            continue
        yield Remark(
            evaluator.about,
            f"Jawaban {evaluator.name} untuk {key} tidak ditulis: {why}.",
            given.cell,
            given.value,
            key,
        )


def _of_unit(found: Found, key: str) -> Said:
    return found.answers.get((key, Who.UNIT), NOBODY)


def _bare_note(
    key: str, evaluator: _Evaluator, known: Verified | None, note: Given | None
) -> Iterator[Remark]:
    """List a note of evaluators who have answered nothing: it has no place without an answer."""
    if note is not None and any(_text((), known.note if known else None, note)):
        said = (
            f"Catatan {evaluator.name} untuk {key} tanpa jawaban {evaluator.name}; tidak diimpor."
        )
        yield Remark(About.NOTE, said, note.cell, note.value, key)


def days_given(asked: Mapping[Who, date | None], told: Days) -> Days:
    """Return the days of the verdicts: as asked for, else as the workbook states them."""
    options = {
        who: Given(day.isoformat(), EVALUATORS[who].option) for who, day in asked.items() if day
    }
    return {**told, **options}


def refuse_future(found: Found, asked: Mapping[Who, date | None], when: Days, today: date) -> None:
    """Raise UsageError for a verdict of a day after the day of judgement: it would not count.

    A date in the workbook is nobody's where its evaluators have answered nothing.
    """
    for who, day in when.items():
        answered = any(
            voice is who and said.says_something for (_, voice), said in found.answers.items()
        )
        if day.value > today.isoformat() and (asked.get(who) or answered):
            name, option = EVALUATORS[who].name, EVALUATORS[who].option
            raise UsageError(
                f"Tanggal penilaian {name} {day.value} ({day.cell}) sesudah {today}, hari yang dipakai "
                "zi (--as-of, per_tanggal di unit.yml, atau hari ini); penilaian sesudahnya tidak "
                f"dihitung. Beri tanggal yang benar dengan {option}; tidak ada yang diubah."
            )

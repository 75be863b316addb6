"""What an import would change in the answers file, and what it leaves as it is."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from zi_build.errors import UsageError
from zi_build.intake.heads import Who
from zi_build.intake.report import About, Change, Found, Given, Remark, Said
from zi_build.model.assessment import Answer, Assessment, ResultAnswer, Verified
from zi_build.model.fault import Fault
from zi_build.model.reading import number, option_of
from zi_build.model.rubric import Criterion, Result, Rubric, Scale

NOBODY = Said()


@dataclass(frozen=True, slots=True)
class Plan:
    """The changes, in the rubric's order, and what is said about those that are not made."""

    changes: tuple[Change, ...]
    remarks: tuple[Remark, ...]


def plan(found: Found, rubric: Rubric, now: Assessment, tpi_date: Given | None) -> Plan:
    """Compare what was read with the answers as they are.

    An answer that the workbook leaves empty is never taken away. The evaluators' answers are written
    only with the day on which they were given.
    """
    changes: list[Change] = []
    remarks: list[Remark] = []
    for criterion in rubric.criteria.values():
        answer = now.answers.get(criterion.id)
        unit = found.answers.get((criterion.id, Who.UNIT), NOBODY)
        tpi = found.answers.get((criterion.id, Who.TPI), NOBODY)
        changes += _unit(criterion, answer, unit)
        verified = answer.verified if answer else None
        path = ("jawaban", criterion.id)
        changes += _tpi(path, criterion.scale, verified, tpi, tpi_date)
        remarks += _kept(criterion, answer, unit)
    for result in rubric.results:
        changes += _result(result, now.results.get(result.id), found, tpi_date)
    remarks += _undated(found, rubric, now, tpi_date)
    remarks += _tpn(found)
    return Plan(tuple(changes), tuple(remarks))


def _unit(criterion: Criterion, answer: Answer | None, said: Said) -> Iterator[Change]:
    path = ("jawaban", criterion.id)
    old = answer.text if answer else None
    given = said.answer
    if given and not _same(criterion.scale, old, given.value):
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


def _tpi(
    path: tuple[str, ...],
    scale: Scale | None,
    known: Verified | None,
    said: Said,
    day: Given | None,
) -> Iterator[Change]:
    """A new verdict takes a new date, and leaves behind the report and papers of the old one."""
    if not said.says_something:
        return
    path = (*path, "tpi")
    fresh = not _agrees(scale, known, said)
    if fresh and (day is None or not _is_answer(said, scale)):
        return
    if fresh and day is not None:
        if said.answer is not None and not _same(
            scale, known.text if known else None, said.answer.value
        ):
            old = known.text or None if known else None
            yield Change((*path, "nilai"), old, said.answer.value, said.answer.cell)
        yield from _counts(path, dict(known.counts) if known else {}, said)
        was = known.on.isoformat() if known and known.on else None
        if was != day.value:
            yield Change((*path, "per"), was, day.value, day.cell)
        if known and known.report:
            yield Change((*path, "lhe"), known.report, None, "")
        if known and known.seen:
            yield Change((*path, "sidik"), ", ".join(known.seen), None, "")
    if known is not None or day is not None:
        yield from _text((*path, "catatan"), known.note if known else None, said.note)


def _is_answer(said: Said, scale: Scale | None) -> bool:
    """Tell whether a verdict can stand in the file: one of a percentage may be its counts alone."""
    return said.answer is not None or (bool(said.counts) and scale is not None)


def _agrees(scale: Scale | None, known: Verified | None, said: Said) -> bool:
    """Tell whether the file already says what the workbook says for the evaluators."""
    if known is None:
        return False
    same = said.answer is None or _same(scale, known.text, said.answer.value)
    return same and all(known.counts.get(key) == int(one.value) for key, one in said.counts.items())


def _same(scale: Scale | None, old: str | None, new: str) -> bool:
    """Tell whether two texts are one answer: `a` and `A`, 0,90 and 0.9."""
    if old is None:
        return False
    if scale is not None and not scale.is_percentage:
        return option_of(scale, old) == option_of(scale, new) is not None
    before, after = number(old.rstrip("%")), number(new.rstrip("%"))
    return old == new if before is None or after is None else before == after


def _result(
    result: Result, known: ResultAnswer | None, found: Found, day: Given | None
) -> Iterator[Change]:
    path = ("hasil", result.id)
    given = found.answers.get((result.id, Who.UNIT), NOBODY).answer
    if given and not _same(result.scale, known.text if known else None, given.value):
        yield Change((*path, "nilai"), known.text if known else None, given.value, given.cell)
    if known is not None or given is not None:
        said = found.answers.get((result.id, Who.TPI), NOBODY)
        yield from _tpi(path, result.scale, known.verified if known else None, said, day)


def _kept(criterion: Criterion, answer: Answer | None, unit: Said) -> Iterator[Remark]:
    if answer is not None and answer.text and not unit.says_something:
        said = f"{criterion.id} kosong di buku kerja; jawaban {answer.text} di berkas dibiarkan."
        yield Remark(About.KEPT, said, key=criterion.id)


def _undated(found: Found, rubric: Rubric, now: Assessment, day: Given | None) -> Iterator[Remark]:
    """List the verdicts that were not written for want of a date, or of a unit's value."""
    for (key, who), said in found.answers.items():
        if who is not Who.TPI or not said.says_something:
            continue
        criterion = rubric.criteria.get(key)
        result = next((one for one in rubric.results if one.id == key), None)
        scale = criterion.scale if criterion else result.scale if result else None
        entry = now.answers.get(key) if criterion else now.results.get(key)
        if _agrees(scale, entry.verified if entry else None, said):
            continue
        given = said.answer or next(iter(said.counts.values()))
        if day is None:
            why = "tanpa tanggal; beri tanggal penilaian TPI dengan --per TTTT-BB-HH"
        elif result and entry is None and (key, Who.UNIT) not in found.answers:
            why = "nilai unit untuk hasil ini belum ada"
        else:
            continue
        yield Remark(
            About.TPI,
            f"Jawaban TPI untuk {key} tidak ditulis: {why}.",
            given.cell,
            given.value,
            key,
        )


def _tpn(found: Found) -> Iterator[Remark]:
    for (key, who), said in found.answers.items():
        if who is Who.TPN and said.says_something:
            given = said.answer or next(iter(said.counts.values()))
            text = f"Nilai TPN untuk {key} tidak diimpor."
            yield Remark(About.TPN, text, given.cell, given.value, key)


def refuse_unsound(faults: Iterable[Fault]) -> None:
    """Raise UsageError, with file and line, when an answers file is no sound YAML.

    A single wrong answer in it is no reason: the import may be what puts it right.
    """
    for fault in faults:
        if fault.kind.startswith(("yaml-", "duplicate-key", "unreadable")):
            told = " ".join(fault.detail)
            raise UsageError(
                f"{fault.place} tidak dapat dibaca ({fault.kind}: {told}). Perbaiki dahulu (lihat zi "
                "check); tidak ada yang diubah."
            )


def date_given(day: date | None, told: Given | None) -> Given | None:
    """Return the day of the verdict: as asked for, else as the workbook states it."""
    return Given(day.isoformat(), "--per") if day else told

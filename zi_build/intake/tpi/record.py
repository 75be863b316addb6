"""An evaluator's answers to changes of the answers file: the evaluator's part of it, and nothing else."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from zi_build.checks.assessment import lapsed
from zi_build.checks.counts import problems
from zi_build.diagnostics import Place
from zi_build.intake.lke.changes import same_answer
from zi_build.intake.tpi.judged import About, Judged, Remark
from zi_build.intake.writing import SEEN, Change
from zi_build.model.assessment import Assessment, Verified
from zi_build.model.result import Build
from zi_build.model.rubric import Criterion, Result, Scale
from zi_build.model.shown import Shown

HERE = Place("")
LONGEST_NOTE = 2000  # as the schema of the answers file has it


@dataclass(frozen=True, slots=True)
class Session:
    """By whom and on which day is judged, and of what the build showed."""

    build: Build
    shown: Mapping[str, Shown]
    day: date
    assessor: str


@dataclass(frozen=True, slots=True)
class Plan:
    """The changes in the order of the answers, the questions that they record, and what is to be told."""

    changes: tuple[Change, ...]
    recorded: tuple[str, ...]
    remarks: tuple[Remark, ...]


def plan(session: Session, judged: Iterable[Judged], now: Assessment) -> Plan:
    """Return what recording would change; `now` is the answers file as it is.

    An answer is refused when a paper that the evaluator saw has changed or gone since: it would
    lapse at once. The unit's answers are never touched.
    """
    changes: list[Change] = []
    recorded: list[str] = []
    remarks: list[Remark] = []
    order = [*session.shown, *(one.id for one in session.build.workspace.rubric.results)]
    for one in sorted(judged, key=lambda said: order.index(said.key)):
        told, made = _one(session, one, now)
        remarks += told
        if made and not any(remark.refused for remark in told):
            changes += made
            recorded.append(one.key)
    return Plan(tuple(changes), tuple(recorded), tuple(remarks))


def _one(session: Session, judged: Judged, now: Assessment) -> tuple[list[Remark], list[Change]]:
    criterion = session.build.workspace.rubric.criteria.get(judged.key)
    if criterion is not None:
        answer = now.answers.get(judged.key)
        known = answer.verified if answer else None
        path = ("jawaban", judged.key, "tpi")
    else:
        said = now.results.get(judged.key)
        known = said.verified if said else None
        path = ("hasil", judged.key, "tpi")
    scale = criterion.scale if criterion else _scale(session, judged.key)
    if judged.value is None and not judged.counts:
        return _note_alone(judged, known, path)
    remarks = list(_wrong(session, judged, criterion, now))
    if any(one.refused for one in remarks):
        return remarks, []
    blind = judged.seen is None
    judged = _settled(session, judged, criterion)
    if _stands(session, judged, known, scale, blind=blind):
        made = list(_note(path, known, judged))
        remarks = [] if made else [Remark(About.SAME, f"{judged.key} sudah tercatat.", judged.cell)]
        return remarks, made
    return remarks, list(_verdict(session, path, known, judged, scale))


def _scale(session: Session, key: str) -> Scale | None:
    results: Iterable[Result] = session.build.workspace.rubric.results
    return next((one.scale for one in results if one.id == key), None)


def _note_alone(
    judged: Judged, known: Verified | None, path: tuple[str, ...]
) -> tuple[list[Remark], list[Change]]:
    """A note is written beside an answer that is there; without one it has no place."""
    if judged.note is None:
        return [], []
    if known is None:
        said = f"{judged.key}: catatan tanpa nilai; isilah nilainya, atau hapus catatannya."
        return [Remark(About.BARE_NOTE, said, judged.cell, judged.key, refused=True)], []
    return [], list(_note(path, known, judged))


def _wrong(
    session: Session, judged: Judged, criterion: Criterion | None, now: Assessment
) -> Iterator[Remark]:
    """Yield why an answer cannot be recorded, and what is to be known of one that can."""
    key, cell = judged.key, judged.cell
    if judged.note and len(judged.note) > LONGEST_NOTE:
        said = f"{key}: catatan lebih dari {LONGEST_NOTE} huruf; ringkaslah, atau taruh di LHE."
        yield Remark(About.LONG_NOTE, said, cell, key, refused=True)
    if criterion is None:
        if key not in now.results:
            said = f"{key}: nilai unit untuk hasil ini belum ada di berkas jawaban."
            yield Remark(About.NO_RESULT, said, cell, key, refused=True)
        return
    if judged.counts and criterion.counts:
        for said in problems(criterion.counts, judged.counts):
            yield Remark(About.STRANGE, f"{key}: {said}", cell, key, refused=True)
        if judged.value is not None:
            said = f"{key}: nilai {judged.value} tidak dicatat; yang menentukan hitungannya."
            yield Remark(About.INTERPRETED, said, cell, key)
    if judged.seen is None:
        return
    gone = lapsed(session.build.workspace, criterion, Verified("", HERE, seen=judged.seen))
    if gone:
        said = (
            f"{key}: {gone} dari {len(judged.seen)} bukti yang dilihat saat lembar dibuat sudah berubah "
            "atau ditarik; nilai ini tidak dicatat. Buat lembar baru untuk kriteria ini, lalu nilai lagi."
        )
        yield Remark(About.CHANGED, said, cell, key, refused=True)
    new = set(session.shown[key].digests) - set(judged.seen)
    if new:
        said = f"{key}: {len(new)} bukti masuk sesudah lembar dibuat; tidak termasuk yang dilihat."
        yield Remark(About.NEW, said, cell, key)


def _settled(session: Session, judged: Judged, criterion: Criterion | None) -> Judged:
    """Return an answer with what was seen; of counts and a value beside them the counts stand."""
    if criterion is None:
        return replace(judged, seen=())
    seen = session.shown[judged.key].digests if judged.seen is None else judged.seen
    return replace(judged, seen=seen, value=None if judged.counts else judged.value)


def _stands(
    session: Session,
    judged: Judged,
    known: Verified | None,
    scale: Scale | None,
    *,
    blind: bool,
) -> bool:
    """Tell whether the very same is recorded already, of the same papers.

    An answer that has lapsed is given anew, also when it is the same; so is one of other papers,
    and one that nobody dated. A sheet that does not say what was seen (`blind`) cannot tell.
    """
    if known is None or known.on is None or judged.key in session.build.lapsed:
        return False
    same = dict(known.counts) == dict(judged.counts)
    if judged.value is not None:
        same = same and same_answer(scale, known.text, judged.value)
    return same and (set(known.seen) == set(judged.seen or ()) or bool(blind and known.seen))


def _note(path: tuple[str, ...], known: Verified | None, judged: Judged) -> Iterator[Change]:
    old = known.note if known else None
    if judged.note and " ".join((old or "").split()) != " ".join(judged.note.split()):
        yield Change((*path, "catatan"), old, judged.note, judged.cell)


def _verdict(
    session: Session,
    path: tuple[str, ...],
    known: Verified | None,
    judged: Judged,
    scale: Scale | None,
) -> Iterator[Change]:
    """Yield the changes of a new answer; the number of the report belongs to the old one and goes."""
    old = known.text or None if known else None
    if judged.value is None and old is not None:
        yield Change((*path, "nilai"), old, None, judged.cell)
    elif judged.value is not None and not (old and same_answer(scale, old, judged.value)):
        yield Change((*path, "nilai"), old, judged.value, judged.cell)
    yield from _counts(path, dict(known.counts) if known else {}, judged)
    day, before = session.day.isoformat(), known.on.isoformat() if known and known.on else None
    if day != before:
        yield Change((*path, "per"), before, day, judged.cell)
    assessor = known.assessor if known else None
    if assessor != session.assessor:
        yield Change((*path, "penilai"), assessor, session.assessor, judged.cell)
    if known and known.report:
        yield Change((*path, "lhe"), known.report, None, judged.cell)
    yield from _note(path, known, judged)
    seen, had = ", ".join(judged.seen or ()) or None, ", ".join(known.seen) if known else None
    if seen != (had or None):
        yield Change((*path, SEEN), had or None, seen, judged.cell)


def _counts(path: tuple[str, ...], old: dict[str, int], judged: Judged) -> Iterator[Change]:
    if old and not judged.counts:
        told = ", ".join(f"{key} {count}" for key, count in old.items())
        yield Change((*path, "hitungan"), told, None, judged.cell)
        return
    for key in [*judged.counts, *(key for key in old if key not in judged.counts)]:
        was, now = old.get(key), judged.counts.get(key)
        if was != now:
            texts = [None if one is None else str(one) for one in (was, now)]
            yield Change((*path, "hitungan", key), texts[0], texts[1], judged.cell)

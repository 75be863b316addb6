"""Builds and views to the record of a report: every number and every list, decided here once."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from zi_build import scoring, slots
from zi_build.export.report import lacking
from zi_build.export.report.advice import advice_of
from zi_build.export.report.moment import Moment
from zi_build.export.report.record import (
    AnswerLine,
    AreaLine,
    Lack,
    MonthLine,
    Report,
    Schedule,
    Signatures,
    VoiceLine,
)
from zi_build.ids import area_of
from zi_build.model.assessment import Voice
from zi_build.model.evidence import EvidenceItem
from zi_build.model.outcome import Share, SlotState
from zi_build.model.period import Grain, Period
from zi_build.model.result import Build
from zi_build.model.rubric import PREPARATION
from zi_build.model.unit import Unit
from zi_build.model.view import Audience, PaperView, SlotView, View
from zi_build.views import view

MONTHS = 12
COORDINATOR, HEAD, REVIEWER = "ketua_tim", "kepala", "pemeriksa"


def compose(moment: Moment, now: Build, before: Build | None, audience: Audience) -> Report:
    """Return what a report says to an audience.

    `now` is the build of `moment.day`, `before` that of `moment.compared`: the same papers, so that
    what came late for the earlier period (`diterima`) is told apart; None for a first report.
    """
    today = view(now, audience)
    then = view(before, audience) if before else None
    known = lacking.keys_of(then) if then else None
    lacks = lacking.lacks_of(today.gaps, known)
    papers = _seen(moment, today, then)
    arrived = _arrived(moment, now, before)
    supported = today.verdicts[Voice.SUPPORTED]
    return Report(
        moment=moment,
        unit=today.unit,
        rubric=today.rubric,
        internal=today.internal,
        completeness=today.completeness,
        before=then.completeness if then else None,
        voices=tuple(_voice(today, then, voice) for voice in Voice),
        verdicts=supported,
        results=today.results,
        areas=tuple(
            _area(today, then, moment, area.id, papers, lacks) for area in today.rubric.areas
        ),
        preparation=_area(today, then, moment, PREPARATION, papers, lacks),
        months=tuple(months_of(now)),
        schedule=_schedule(moment, _slots_of(today, None)),
        movement=lacking.movement(today, then, sum(_late(moment, one) for one in arrived)),
        papers=papers,
        withheld=max(0, len(arrived) - len(papers)),
        priorities=lacking.priorities_of(today),
        followed=lacking.followed(today, then) if then else (),
        advice=advice_of(now, audience, moment),
        upcoming=tuple(_upcoming(today)),
        lacks=lacks,
        answers=tuple(_answer(today, criterion) for criterion in today.rubric.criteria),
        unusable=len(now.rejected),
        signatures=_signatures(today.unit),
    )


def _voice(today: View, then: View | None, voice: Voice) -> VoiceLine:
    card = today.scores[voice]
    earlier = then.scores[voice] if then else None
    compared = earlier is not None and (not voice.evaluator or earlier.speaks)
    before = earlier.total if earlier and compared else None
    return VoiceLine(voice, card.components, card.total, before, card.judged_words, card.speaks)


def _arrived(moment: Moment, now: Build, before: Build | None) -> tuple[EvidenceItem, ...]:
    """Return the papers that count today and did not at the end of the period before.

    Without a report before, those whose own period begins within this one.
    """
    if before is None:
        first = moment.period.start
        return tuple(item for item in now.good if item.period and item.period.start >= first)
    known = {item.path for item in before.good}
    return tuple(item for item in now.good if item.path not in known)


def _seen(moment: Moment, today: View, then: View | None) -> tuple[PaperView, ...]:
    """Return those of them that the audience may see."""
    if then is None:
        first = moment.period.start.isoformat()
        return tuple(paper for paper in today.register if paper.sort_key >= first)
    known = frozenset(then.register)
    return tuple(paper for paper in today.register if paper not in known)


def _late(moment: Moment, item: EvidenceItem) -> bool:
    """Tell whether a paper that came in now belongs to a period before this one."""
    return item.period is not None and item.period.start < moment.period.start


def _area(
    today: View,
    then: View | None,
    moment: Moment,
    area: str,
    papers: Iterable[PaperView],
    lacks: Iterable[Lack],
) -> AreaLine:
    known = next((one for one in today.rubric.areas if one.id == area), None)
    own = tuple(_slots_of(today, area))
    counted = [slot for slot in own if slot.counted]
    held = sum(slot.state.holds for slot in counted)
    minimums = {line.id: line.minimum for line in today.rubric.thresholds.get("WBK", ())}
    return AreaLine(
        id=area,
        name=known.name if known else today.catalogue.areas.get(area, "Persiapan"),
        owner=today.unit.in_charge(area, lead=today.internal),
        weight=known.weight if known else scoring.ZERO,
        minimum=minimums.get(f"area.{area}"),
        points={voice: card.areas[area] for voice, card in today.scores.items()} if known else {},
        silent=frozenset(
            voice
            for voice, card in today.scores.items()
            if voice.evaluator and known and not card.judged_of(known.criterion_ids).held
        ),
        parts={
            part: points
            for (own_area, part), points in today.scores[Voice.SUPPORTED].area_parts.items()
            if own_area == area
        },
        before=then.scores[Voice.SUPPORTED].areas[area] if then and known else None,
        share=Share(held, len(counted)),
        schedule=_schedule(moment, own),
        papers=tuple(paper for paper in papers if area_of(paper.document) == area),
        lacks=tuple(lack for lack in lacks if area_of(lack.criterion) == area),
    )


def _slots_of(today: View, area: str | None) -> Iterator[SlotView]:
    for document in today.documents.values():
        if today.rubric.asks_for(document.document) and area in {None, document.document.area}:
            yield from document.slots


def _schedule(moment: Moment, found: Iterable[SlotView]) -> Schedule:
    """Count the slots whose last day lay within the period and before the day of judgement."""
    due = [slot for slot in found if slot.counted and moment.period.start <= slot.due <= moment.day]
    late = sum(slot.state is SlotState.LATE for slot in due)
    missing = sum(not slot.state.holds for slot in due)
    return Schedule(len(due), len(due) - late - missing, late, missing)


def months_of(build: Build) -> Iterator[MonthLine]:
    """Yield completeness at the end of each month of the last year, judged by the papers of today.

    None before building began; the last one is the completeness of the build itself.
    """
    workspace = build.workspace
    waivers = {
        key: waiver for key, waiver in workspace.assessment.waivers.items() if waiver.is_reasoned
    }
    excused = slots.excused(workspace.catalogue, workspace.rubric, waivers)
    for month in _last_months(workspace.as_of, workspace.unit.start):
        day = min(month.end, workspace.as_of)
        start = slots.start_of_building(workspace.unit.start, day)
        calendar = slots.Calendar(day, start, workspace.holidays)
        seen = slots.visible(build.good, day)
        asked = {
            name: status
            for name, status in slots.fill(workspace.catalogue, seen, excused, calendar).items()
            if workspace.rubric.asks_for(workspace.catalogue.documents[name])
        }
        yield MonthLine(month, scoring.completeness(asked))


def _last_months(as_of: date, start: date | None) -> list[Period]:
    months = [Period.containing(as_of, Grain.MONTH)]
    while len(months) < MONTHS:
        last = months[-1].start - timedelta(days=1)
        if start and last < start:
            break
        months.append(Period.containing(last, Grain.MONTH))
    return months[::-1]


def _upcoming(today: View) -> list[Lack]:
    """Return what falls due next, soonest first."""
    found = lacking.lacks_of(today.upcoming, None)
    return sorted(found, key=lambda lack: lack.due or today.as_of)


def _answer(today: View, criterion: str) -> AnswerLine:
    shown = today.criteria[criterion]
    return AnswerLine(
        criterion=criterion,
        title=shown.criterion.title,
        answers={line.voice: line.option for line in shown.voices},
        share=shown.share,
        waived=shown.waived,
    )


def _signatures(unit: Unit) -> Signatures:
    """Return who signs, as on the last page of the guideline: made, looked through, approved.

    Positions come from `pejabat` and `tim` of unit.yml; a name is never known here.
    """
    secretariat = unit.teams.get(PREPARATION)
    lead = (secretariat.lead if secretariat else None) or "Ketua Tim Kerja Zona Integritas"
    head = unit.officers.get(HEAD, "Kepala")
    return Signatures(
        place=unit.city,
        head=head,
        roles=(
            ("Disiapkan oleh", unit.officers.get(COORDINATOR, lead)),
            ("Diperiksa oleh", unit.officers.get(REVIEWER, "Kepala Subbagian Umum")),
            ("Disetujui oleh", head),
        ),
    )

"""Build to view: what one audience may see. The public view is made here, before anything renders."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from zi_build.checks.leak import loosened
from zi_build.exposure import exposure, report_target
from zi_build.ids import area_of
from zi_build.model.assessment import Answer, Voice
from zi_build.model.outcome import Gap, GapState
from zi_build.model.remark import Remarks
from zi_build.model.result import Build
from zi_build.model.rubric import Criterion, Rubric
from zi_build.model.view import (
    Audience,
    CriterionView,
    Exposure,
    Loosened,
    PaperView,
    ResultView,
    View,
    VoiceView,
)
from zi_build.openness import told_entry, told_history, told_remarks
from zi_build.papers import document_view, proofs, register, report_of
from zi_build.surveys.showing import measures


def view(build: Build, audience: Audience, beside: tuple[Build, View] | None = None) -> View:
    """Return what an audience may see of a build.

    `beside` is the same evidence under another rubric, with its view for the same audience: what does
    not depend on the rubric is taken over from it. The public view holds no name, path, digest,
    number or note of a paper that is not published: of a restricted paper only that it exists, of an
    exempt one not even its date.
    """
    workspace = build.workspace
    public = audience is Audience.PUBLIC
    remarks = told_remarks(build, audience)
    documents = {
        document.id: beside[1].documents[document.id]
        if beside and beside[0].statuses[document.id] is build.statuses[document.id]
        else document_view(build, document, audience)
        for document in workspace.catalogue.documents.values()
    }
    papers = beside[1].register if beside else tuple(register(build, audience))
    return View(
        audience=audience,
        as_of=workspace.as_of,
        start=build.start,
        unit=workspace.unit,
        rubric=workspace.rubric,
        catalogue=workspace.catalogue,
        completeness=build.completeness,
        scores=build.scores,
        verdicts=build.verdicts,
        voices=speaking(build),
        documents=documents,
        criteria={
            criterion.id: _criterion(build, criterion, audience, remarks)
            for criterion in workspace.rubric.criteria.values()
        },
        results=tuple(_results(build)),
        gaps=tuple(_public_gap(build, gap) if public else gap for gap in build.gaps),
        upcoming=tuple(_public_gap(build, gap) if public else gap for gap in build.upcoming),
        loosened=tuple(_loosened(build)),
        register=papers,
        withheld=sum(exposure(build, item, audience) is Exposure.WITHHELD for item in build.good),
        diagnostics=() if public else build.diagnostics,
        measures=measures(workspace, lambda about: report_of(build, about), public=public),
        entry=told_entry(build, audience),
        checklist=workspace.checklist,
        remarks=remarks,
        history=told_history(build, audience),
        proofs={} if public else dict(proofs(build, papers)),
    )


def views(build: Build, others: Mapping[str, Build], audience: Audience) -> View:
    """Return the view of a build with those of the same evidence under other rubrics beside it."""
    rubrics = (build.workspace.rubric, *(other.workspace.rubric for other in others.values()))
    same = _same_questions(rubrics)
    main = view(build, audience)
    beside = {
        name: replace(view(other, audience, (build, main)), same_questions=same)
        for name, other in others.items()
    }
    return replace(main, others=beside, same_questions=same)


def _same_questions(rubrics: Iterable[Rubric]) -> Mapping[str, tuple[str, ...]]:
    """Return question → the questions of other numbering that refer to it, or to which it refers."""
    found: dict[str, list[str]] = defaultdict(list)
    for rubric in rubrics:
        for criterion in rubric.criteria.values():
            for named in criterion.guideline:
                found[criterion.id].append(named)
                found[named].append(criterion.id)
    return {question: tuple(dict.fromkeys(names)) for question, names in found.items()}


def _criterion(
    build: Build, criterion: Criterion, audience: Audience, remarks: tuple[Remarks, ...]
) -> CriterionView:
    workspace = build.workspace
    answer = workspace.assessment.answers.get(criterion.id)
    waiver = workspace.assessment.waivers.get(criterion.id)
    internal = audience is Audience.INTERNAL
    told = internal or workspace.unit.display.narrative
    indicator = workspace.rubric.indicators[criterion.indicator]
    card = build.scores[Voice.SUPPORTED]
    counted = sum(not card.criteria[one.id].waived for one in indicator.criteria)
    waived = card.criteria[criterion.id].waived
    return CriterionView(
        criterion=criterion,
        documents=criterion.documents,
        voices=tuple(_voice(build, voice, criterion, remarks) for voice in speaking(build)),
        share=card.criteria[criterion.id].share,
        narrative=answer.narrative if answer and told else None,
        waived=waiver.reason if waiver and waived else None,
        maximum=indicator.weight / counted if counted and not waived else indicator.weight * 0,
        carried=card.criteria[criterion.id].carried,
        grounds=card.criteria[criterion.id].grounds,
        remarks=tuple(one for one in remarks if one.criterion == criterion.id),
    )


def speaking(build: Build) -> tuple[Voice, ...]:
    """Return the voices that are shown: TPN's only once it has said something."""
    return tuple(voice for voice in Voice if voice is not Voice.FINAL or build.scores[voice].speaks)


def _voice(
    build: Build, voice: Voice, criterion: Criterion, remarks: tuple[Remarks, ...]
) -> VoiceView:
    score = build.scores[voice].criteria[criterion.id]
    answer = build.workspace.assessment.answers.get(criterion.id)
    verified = answer.of(voice) if answer else None
    spoken = verified is not None and score.value is not None
    return VoiceView(
        voice=voice,
        option=score.option,
        value=score.value,
        points=score.points,
        why=score.why,
        on=verified.on if verified and spoken else None,
        note=next(
            (
                one.note
                for one in remarks
                if one.criterion == criterion.id and one.who == voice.evaluator
            ),
            None,
        ),
        lapsed=voice is Voice.VERIFIED and criterion.id in build.lapsed,
        counts=_counts(voice, answer, spoken=spoken),
    )


def _counts(voice: Voice, answer: Answer | None, *, spoken: bool) -> Mapping[str, int]:
    """Return the counts of a percentage question, of the voice that gave them."""
    if answer is None or voice is Voice.SUPPORTED:
        return {}
    if voice is Voice.CLAIMED:
        return answer.counts
    said = answer.of(voice)
    return said.counts if said and spoken else {}


def _results(build: Build) -> Iterator[ResultView]:
    workspace = build.workspace
    for result in workspace.rubric.results:
        answer = workspace.assessment.results.get(result.id)
        score = build.scores[Voice.SUPPORTED].results[result.id]
        facts = workspace.report(answer.report) if answer else None
        report = None
        if answer and answer.report and facts:
            report = PaperView(
                document=f"hasil/{result.id}",
                title=f"Laporan {result.name}",
                kind="PDF",
                period=str(answer.on.year) if answer.on else "",
                sort_key=answer.on.isoformat() if answer.on else "",
                size=facts.size,
                target=report_target(answer.report),
                sha256=facts.sha256,
            )
        yield ResultView(
            id=result.id,
            name=result.name,
            weight=result.weight,
            text=answer.text if answer else None,
            points={voice: build.scores[voice].results[result.id].points for voice in Voice},
            why=score.why,
            provisional=score.provisional,
            surveyor=answer.surveyor if answer else None,
            on=answer.on if answer else None,
            respondents=answer.respondents if answer else None,
            report=report,
            note=result.note,
        )


def _public_gap(build: Build, gap: Gap) -> Gap:
    """Drop what only staff need: file names of unusable papers, and who exactly is in charge."""
    owner = build.workspace.unit.in_charge(area_of(gap.criterion), lead=False)
    if gap.state is GapState.UNUSABLE:
        instruction = "Berkasnya ada tetapi belum dapat dipakai; kantor akan memperbaikinya."
        return replace(gap, owner=owner, instruction=instruction)
    plain = gap.short_where
    return replace(
        gap, owner=owner, where=plain, instruction=gap.instruction.replace(gap.where, plain)
    )


def _loosened(build: Build) -> Iterator[Loosened]:
    good = {item.path for item in build.good}
    for item, normal, level in loosened(build.workspace):
        if item.path in good and item.sidecar and item.sidecar.reason:
            yield Loosened(item.document, normal, level, item.sidecar.reason)

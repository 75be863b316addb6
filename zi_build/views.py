"""Build to view: what one audience may see. The public view is made here, before anything renders."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from zi_build.checks.leak import loosened
from zi_build.ids import area_of
from zi_build.model.assessment import Answer, Voice
from zi_build.model.catalogue import Access, Kind, RequiredDocument
from zi_build.model.evidence import EvidenceItem
from zi_build.model.outcome import Gap, GapState, Slot
from zi_build.model.period import MONTH_NAMES, Grain, Period
from zi_build.model.remark import Remarks
from zi_build.model.result import Build
from zi_build.model.rubric import Criterion, Rubric
from zi_build.model.survey import About
from zi_build.model.view import (
    Audience,
    CriterionView,
    DocumentView,
    Exposure,
    Loosened,
    PaperView,
    ResultView,
    SlotView,
    View,
    VoiceView,
)
from zi_build.openness import proof_paths, told_entry, told_history, told_remarks
from zi_build.surveys.showing import measures

PUBLISHED = "bukti"
_UNSAFE = re.compile(r"[^a-z0-9]+")
KIND_NAMES = {
    Kind.PDF: "PDF",
    Kind.GAMBAR: "Gambar",
    Kind.TABEL: "Tabel",
    Kind.NASKAH: "Naskah",
    Kind.REKAMAN: "Rekaman",
    Kind.TAUTAN: "Tautan",
    Kind.SIMPANAN: "Catatan simpanan",
}


def view(build: Build, audience: Audience) -> View:
    """Return what an audience may see of a build.

    The public view holds no name, path, digest, number or note of a paper that is not published:
    of a restricted paper only that it exists, of an exempt one not even its date.
    """
    workspace = build.workspace
    public = audience is Audience.PUBLIC
    remarks = told_remarks(build, audience)
    documents = {
        document.id: _document(build, document, audience)
        for document in workspace.catalogue.documents.values()
    }
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
        register=tuple(_register(build, audience)),
        withheld=sum(exposure(build, item, audience) is Exposure.WITHHELD for item in build.good),
        diagnostics=() if public else build.diagnostics,
        measures=measures(workspace, lambda about: _report_of(build, about), public=public),
        entry=told_entry(build, audience),
        checklist=workspace.checklist,
        remarks=remarks,
        history=told_history(build, audience),
        proofs={} if public else dict(_proofs(build, audience)),
    )


def views(build: Build, others: Mapping[str, Build], audience: Audience) -> View:
    """Return the view of a build with those of the same evidence under other rubrics beside it."""
    rubrics = (build.workspace.rubric, *(other.workspace.rubric for other in others.values()))
    same = _same_questions(rubrics)
    beside = {
        name: replace(view(other, audience), same_questions=same) for name, other in others.items()
    }
    return replace(view(build, audience), others=beside, same_questions=same)


def _same_questions(rubrics: Iterable[Rubric]) -> Mapping[str, tuple[str, ...]]:
    """Return question → the questions of other numbering that refer to it, or to which it refers."""
    found: dict[str, list[str]] = defaultdict(list)
    for rubric in rubrics:
        for criterion in rubric.criteria.values():
            for named in criterion.guideline:
                found[criterion.id].append(named)
                found[named].append(criterion.id)
    return {question: tuple(dict.fromkeys(names)) for question, names in found.items()}


def access_of(build: Build, item: EvidenceItem) -> Access:
    """Return the class of a paper: the strictest of its documents, unless its sidecar says.

    A paper with a redacted twin is at least `terbatas`: whoever made the twin meant the original to
    stay in the office.
    """
    catalogue = build.workspace.catalogue
    if any(catalogue.resolve(name) is None for name in item.names):
        return Access.DIKECUALIKAN  # the class of a document that is not known cannot be known
    level = item.access(*(document.access for document in catalogue.known(item.names)))
    return Access.strictest(level, Access.TERBATAS) if item.twin else level


def exposure(build: Build, item: EvidenceItem, audience: Audience) -> Exposure:
    """Decide, once and for everyone, how a paper appears; what is not allowed here never leaves."""
    level = access_of(build, item)
    highest = Access.TERBATAS if audience is Audience.INTERNAL else Access.PUBLIK
    may_open = level.rank <= highest.rank
    if item.kind is Kind.TAUTAN:
        return Exposure.LINK if may_open else Exposure.WITHHELD
    if item.kind is Kind.SIMPANAN:
        return Exposure.WITHHELD
    if may_open:
        return Exposure.FILE
    twin_sound = item.twin is not None and item.twin.path not in build.bad_paths
    return Exposure.TWIN if level is Access.TERBATAS and twin_sound else Exposure.WITHHELD


def target_of(build: Build, item: EvidenceItem, audience: Audience) -> str | None:
    """Return where a paper stands in the site, or None when it is not there.

    A twin's address says document and period only: its name is the name of the restricted original.
    """
    shown = exposure(build, item, audience)
    if shown is Exposure.TWIN and item.twin:
        extension = item.twin.path.rpartition(".")[2].lower()
        words, digest = item.document.partition("/")[2], item.twin.facts.sha256
    elif shown is Exposure.FILE and item.facts:
        extension, words, digest = item.extension[1:], slug(item.rest), item.facts.sha256
    else:
        return None
    name = "-".join(part for part in (str(item.period), words, digest[:8]) if part)
    return f"{PUBLISHED}/{item.document}/{name}.{extension}"


def slug(text: str) -> str:
    """Return lower-case ASCII words joined by hyphens, at most 60 characters."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return _UNSAFE.sub("-", plain).strip("-")[:60].rstrip("-")


def _document(build: Build, document: RequiredDocument, audience: Audience) -> DocumentView:
    status = build.statuses[document.id]
    slots = tuple(_slot(build, document, slot, audience) for slot in status.slots)
    return DocumentView(document, slots, status.share, status.waived)


def _slot(build: Build, document: RequiredDocument, slot: Slot, audience: Audience) -> SlotView:
    papers = []
    for item in slot.items:
        shown = exposure(build, item, audience)
        if shown is not Exposure.WITHHELD:
            papers.append(_paper(build, document, item, shown, audience))
        elif audience is Audience.INTERNAL:
            papers.append(_custody(document, item))
    papers.sort(key=lambda paper: (paper.sort_key, paper.title))
    return SlotView(
        label=slot.label,
        short=_short(slot.period),
        due=slot.due,
        state=slot.state,
        counted=slot.counted,
        papers=tuple(papers),
        withheld=len(slot.items) - len(papers),
    )


def _short(period: Period | None) -> str:
    if period is None:
        return "—"
    if period.grain is Grain.MONTH:
        return MONTH_NAMES[period.index - 1][:3]
    prefix = {Grain.QUARTER: "TW", Grain.SEMESTER: "Sem."}.get(period.grain)
    return f"{prefix} {period.index}" if prefix else str(period.year)


def _paper(
    build: Build,
    document: RequiredDocument,
    item: EvidenceItem,
    shown: Exposure,
    audience: Audience,
) -> PaperView:
    twin = item.twin if shown is Exposure.TWIN else None
    facts = twin.facts if twin else item.facts
    sidecar = item.sidecar
    notes = {
        "salinan publik": twin is not None,
        "pernyataan nihil": item.is_nihil,
        f"juga untuk {document.name.lower()}": document.id != item.document and twin is None,
    }
    return PaperView(
        document=document.id,
        title=document.name if twin else item.title or document.name,
        kind=KIND_NAMES[item.kind] if item.kind else "",
        period=item.period.label if item.period else "",
        sort_key=item.period.start.isoformat() if item.period else "",
        size=facts.size if facts and shown is not Exposure.LINK else 0,
        target=target_of(build, item, audience),
        url=sidecar.url if shown is Exposure.LINK and sidecar else None,
        sha256=facts.sha256 if facts and shown is not Exposure.LINK else None,
        note=", ".join(note for note, said in notes.items() if said),
        path=item.path if audience is Audience.INTERNAL else None,
        access=access_of(build, item),
    )


def _register(build: Build, audience: Audience) -> Iterator[PaperView]:
    """Yield every paper that the audience may see, also those of years that no longer count."""
    order = {name: index for index, name in enumerate(build.workspace.catalogue.documents)}
    for item in sorted(build.good, key=lambda item: (order[item.document], item.path)):
        document = build.workspace.catalogue.documents[item.document]
        shown = exposure(build, item, audience)
        if shown is not Exposure.WITHHELD:
            yield _paper(build, document, item, shown, audience)
        elif audience is Audience.INTERNAL:
            yield _custody(document, item)


def _custody(document: RequiredDocument, item: EvidenceItem) -> PaperView:
    """A paper that even staff do not open here: where it lies (a custody record, or the repository)."""
    sidecar = item.sidecar if item.kind is Kind.SIMPANAN else None
    where = f"{sidecar.number}; disimpan {sidecar.keeper}" if sidecar else f"di {item.path}"
    return PaperView(
        document=document.id,
        title=item.title or document.name,
        kind=KIND_NAMES[item.kind] if item.kind else "",
        period=item.period.label if item.period else "",
        sort_key=item.period.start.isoformat() if item.period else "",
        note=where,
        path=item.path,
        access=Access.DIKECUALIKAN,
    )


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
        counts=answer.counts if answer else {},
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


def _proofs(build: Build, audience: Audience) -> Iterator[tuple[str, PaperView]]:
    """Yield what opens a proof: a report in a hasil folder, or a paper as it is shown anyway."""
    papers = {paper.path: paper for paper in _register(build, audience)}
    for path in proof_paths(build):
        facts = build.workspace.reports.get(f"evidence/{path}")
        known = papers.get(f"evidence/{path}")
        if facts and facts.problem is None and facts.format == "pdf":
            stem = path.rpartition("/")[2].rpartition(".")[0].replace("-", " ")
            title = stem[:1].upper() + stem[1:]
            yield (
                path,
                PaperView(
                    document="hasil/bukti",
                    title=title,
                    kind="PDF",
                    period=path.partition("/")[0],
                    sort_key=path,
                    size=facts.size,
                    target=report_target(path),
                    sha256=facts.sha256,
                    access=Access.TERBATAS,
                ),
            )
        elif known:
            yield path, known


def _counts(voice: Voice, answer: Answer | None, *, spoken: bool) -> Mapping[str, int]:
    """Return the counts of a percentage question, of the voice that gave them."""
    if answer is None or voice is Voice.SUPPORTED:
        return {}
    if voice is Voice.CLAIMED:
        return answer.counts
    said = answer.of(voice)
    return said.counts if said and spoken else {}


def report_target(path: str) -> str:
    """Return where a hasil report stands in the site: safe letters, and the year of its folder."""
    stem = path.rpartition("/")[2].rpartition(".")[0]
    name = "-".join(part for part in (path.partition("/")[0], slug(stem)) if part)
    return f"{PUBLISHED}/hasil/{name}.pdf"


def table_reports(build: Build) -> Iterator[tuple[str, About]]:
    """Yield what is said beside each table of today or older that names a report, and its kind."""
    workspace, as_of = build.workspace, build.workspace.as_of
    said = [(one.kind.value, one.about) for one in workspace.surveys if one.begun <= as_of]
    said += [("tlhp", one.about) for one in workspace.audits if one.begun <= as_of]
    said += [("pengaduan", one.about) for one in workspace.complaints if one.period.start <= as_of]
    yield from ((kind, about) for kind, about in said if about and about.report)


def _report_of(build: Build, about: About) -> str | None:
    facts = build.workspace.reports.get(f"evidence/{about.report}")
    sound = facts is not None and facts.problem is None and facts.format == "pdf"
    return report_target(about.report) if about.report and sound else None


def _results(build: Build) -> Iterator[ResultView]:
    workspace = build.workspace
    for result in workspace.rubric.results:
        answer = workspace.assessment.results.get(result.id)
        score = build.scores[Voice.SUPPORTED].results[result.id]
        facts = workspace.reports.get(f"evidence/{answer.report}") if answer else None
        report = None
        if answer and answer.report and facts and facts.problem is None:
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
    team = build.workspace.unit.teams.get(area_of(gap.criterion))
    owner = team.name if team else gap.owner
    if gap.state is GapState.UNUSABLE:
        instruction = "Berkasnya ada tetapi belum dapat dipakai; kantor akan memperbaikinya."
        return replace(gap, owner=owner, instruction=instruction)
    return replace(gap, owner=owner)


def _loosened(build: Build) -> Iterator[Loosened]:
    good = {item.path for item in build.good}
    for item, normal, level in loosened(build.workspace):
        if item.path in good and item.sidecar and item.sidecar.reason:
            yield Loosened(item.document, normal, level, item.sidecar.reason)

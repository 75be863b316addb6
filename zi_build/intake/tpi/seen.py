"""What an evaluator is shown of a question: the claim, what papers carry, and the papers themselves."""

import hashlib
from collections.abc import Iterable, Mapping
from fractions import Fraction
from pathlib import Path

from zi_build.model import text
from zi_build.model.assessment import Voice
from zi_build.model.evidence import EvidenceItem
from zi_build.model.result import Build
from zi_build.model.rubric import Criterion, Result
from zi_build.model.shown import Paper, Shown

DIGITS = 12


def shown(build: Build) -> Mapping[str, Shown]:
    """Return every question of the rubric as an evaluator sees it on the day of judgement.

    Papers are those that stand in the slots of its documents, main and accompanying; those of years
    that no longer count, and those with an error, carry nothing and are not shown.
    """
    return {one.id: _shown(build, one) for one in build.workspace.rubric.criteria.values()}


def _shown(build: Build, criterion: Criterion) -> Shown:
    claimed = build.scores[Voice.CLAIMED].criteria[criterion.id]
    supported = build.scores[Voice.SUPPORTED].criteria[criterion.id]
    answer = build.workspace.assessment.answers.get(criterion.id)
    waiver = build.workspace.assessment.waivers.get(criterion.id)
    return Shown(
        criterion=criterion,
        claim=_said(criterion, claimed.option) or "belum dijawab",
        carried=_said(criterion, supported.carried) or "belum dapat dinilai",
        why=supported.why,
        narrative=answer.narrative if answer else None,
        papers=tuple(_papers(build, criterion)),
        known=answer.verified if answer else None,
        lapsed=criterion.id in build.lapsed,
        waived=waiver.reason if waiver and supported.waived else None,
    )


def _said(criterion: Criterion, option: str | None) -> str:
    """Return an option as people read it: a share as a percentage."""
    if option is None:
        return ""
    return text.percent(Fraction(option)) if criterion.scale.is_percentage else option


def _papers(build: Build, criterion: Criterion) -> Iterable[Paper]:
    told: set[str] = set()
    for document in criterion.documents:
        for slot in build.statuses[document].slots:
            for item in slot.items:
                if item.path not in told and item.facts:
                    told.add(item.path)
                    yield Paper(item.path, document, _period(item), item.facts.sha256[:DIGITS])


def _period(item: EvidenceItem) -> str:
    return item.period.label if item.period else ""


def changed(root: Path, papers: Iterable[Paper]) -> tuple[str, ...]:
    """Return the papers whose files are no longer as they were read: opened now, whatever a cache says."""
    return tuple(paper.path for paper in papers if digest_of(root / paper.path) != paper.digest)


def digest_of(file: Path) -> str | None:
    """Return what is noted of a file, or None when it cannot be read."""
    try:
        with file.open("rb") as content:
            return hashlib.file_digest(content, "sha256").hexdigest()[:DIGITS]
    except OSError:
        return None


def result_said(build: Build, result: Result) -> str:
    """Return what the unit says of a hasil value."""
    answer = build.workspace.assessment.results.get(result.id)
    return answer.text if answer else "belum ada"

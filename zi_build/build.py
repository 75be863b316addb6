"""One build: the order of things and nothing else."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from zi_build import checks, entry, gaps, remarks, scoring, slots, support, verdict
from zi_build.checks.assessment import lapsed
from zi_build.diagnostics import Diagnostic, Severity
from zi_build.load.workspace import load
from zi_build.model.assessment import Voice
from zi_build.model.evidence import EvidenceItem
from zi_build.model.outcome import DocumentStatus
from zi_build.model.result import Build, Rejected
from zi_build.model.workspace import Workspace
from zi_build.surveys.measured import completed

UNKNOWN_REFERENCE = "ZI106"


def build(
    root: Path,
    *,
    as_of: date | None = None,
    rubric_id: str | None = None,
    today: Callable[[str], date],
) -> Build:
    """Load, check, fill slots, score, judge.

    Raises UsageError (no workspace, unknown rubric) and InstrumentError; everything that is wrong
    with somebody's files is in the result.
    """
    return build_from(load(root, as_of=as_of, rubric_id=rubric_id, today=today))


def build_of_two_days(now: Workspace, earlier: date | None) -> tuple[Build, Build | None]:
    """Return the result of a workspace, and that of an earlier day judged by the same answers.

    Answers carry no date, only the year of their folder: read for its own day, an earlier year would
    know nothing of them, and every score would seem to have begun at zero.
    """
    before = build_from(replace(now, as_of=earlier)) if earlier else None
    return build_from(now), before


def build_from(workspace: Workspace) -> Build:
    """Return the result of a loaded workspace."""
    return _scored(workspace, checks.run(workspace))


def others(built: Build) -> Mapping[str, Build]:
    """Return the same evidence judged by the further rubrics of its workspace, by id."""
    workspace = built.workspace
    return {
        rubric_id: _scored(workspace.under(rubric_id), built.diagnostics, built.statuses)
        for rubric_id in sorted(workspace.others)
    }


@dataclass(frozen=True, slots=True)
class Stand:
    """What stands on a day: the papers that may count, in their slots, and what scores rest on.

    `workspace` is the one that was given, its hasil values completed by its tables.
    """

    workspace: Workspace
    start: date
    rejected: tuple[Rejected, ...]
    good: tuple[EvidenceItem, ...]
    statuses: Mapping[str, DocumentStatus]
    scoring: support.Scoring


def stand(
    workspace: Workspace,
    diagnostics: tuple[Diagnostic, ...],
    known: Mapping[str, DocumentStatus] | None = None,
) -> Stand:
    """Return what stands on the workspace's day; `diagnostics` say which papers are wrong.

    A paper is wrong whatever the day: those of one day serve for every other. `known` are slots of
    the same papers and day under another rubric.
    """
    workspace = completed(workspace)
    rejected = _rejected(workspace, diagnostics)
    bad = {one.item.path for one in rejected}
    seen = slots.visible(workspace.items, workspace.as_of)
    good = tuple(item for item in seen if item.path not in bad)
    start = slots.start_of_building(workspace.unit.start, workspace.as_of)
    calendar = slots.Calendar(workspace.as_of, start, workspace.holidays)
    waivers = {
        key: waiver for key, waiver in workspace.assessment.waivers.items() if waiver.is_reasoned
    }
    excused = slots.excused(workspace.catalogue, workspace.rubric, waivers)
    statuses = slots.fill(workspace.catalogue, good, excused, calendar, known)
    asked = slots.asked(workspace.catalogue, workspace.rubric, statuses)
    scored = support.Scoring(workspace, asked, calendar, _lapsed(workspace))
    return Stand(workspace, start, rejected, good, statuses, scored)


def _scored(
    loaded: Workspace,
    diagnostics: tuple[Diagnostic, ...],
    known: Mapping[str, DocumentStatus] | None = None,
) -> Build:
    there = stand(loaded, diagnostics, known)
    workspace, scored = there.workspace, there.scoring
    cards = scoring.scorecards(scored)
    gains = gaps.gains_of(scored)
    found = {
        voice: verdict.verdicts(workspace.rubric, card, workspace.assessment, workspace.as_of)
        for voice, card in cards.items()
    }
    standing = entry.Standing(
        workspace, there.statuses, there.good, cards[Voice.VERIFIED], found[Voice.VERIFIED]
    )
    return Build(
        workspace=workspace,
        start=there.start,
        diagnostics=diagnostics,
        rejected=there.rejected,
        good=there.good,
        statuses=there.statuses,
        completeness=scoring.completeness(scored.statuses),
        scores=cards,
        verdicts=found,
        lapsed=scored.lapsed,
        gaps=gaps.find(scored, there.rejected, gains),
        upcoming=gaps.upcoming(scored, gains),
        entry=entry.entry_checks(standing),
        remarks=remarks.remarks(workspace),
        loaded=loaded,
    )


def _rejected(workspace: Workspace, diagnostics: tuple[Diagnostic, ...]) -> tuple[Rejected, ...]:
    """Return the papers against which an error stands: at their path, their sidecar's, or their row.

    A sidecar that could not be read at all (a link, say) may have meant to close its paper. A paper
    that names a document which does not exist still proves its own; it is not published.
    """
    counting = [
        found
        for found in diagnostics
        if found.severity is Severity.ERROR and found.code != UNKNOWN_REFERENCE
    ]
    errors = {found.place.path: found for found in counting}
    rows = {(found.place.path, found.place.line): found for found in counting}
    rejected = []
    for item in workspace.items:
        row = item.listed
        beside = [item.sidecar.place.path] if item.sidecar else []
        places = (item.path, *beside, f"{item.path}.yml", f"{item.path}.yaml")
        # An error in one row of a list is none in the others.
        alone = (
            errors[place] for place in places if place in errors and not (row and place == row.path)
        )
        error = next(alone, None) or (rows.get((row.path, row.line)) if row else None)
        if error:
            rejected.append(Rejected(item, error))
    return tuple(rejected)


def _lapsed(workspace: Workspace) -> frozenset[str]:
    criteria = workspace.rubric.criteria
    return frozenset(
        answer.criterion
        for answer in workspace.assessment.answers.values()
        if answer.verified
        and answer.criterion in criteria
        and lapsed(workspace, criteria[answer.criterion], answer.verified)
    )

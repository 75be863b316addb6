"""Answers that nobody has written yet: put into a workspace in memory, never into its files."""

from collections.abc import Mapping
from dataclasses import replace

from zi_build.diagnostics import Place
from zi_build.model.assessment import Answer, ResultAnswer
from zi_build.model.evidence import Facts
from zi_build.model.workspace import Workspace
from zi_build.surveys.measured import without_tables

REPORT = "(andaian)/laporan.pdf"
_PLACE = Place("(andaian)")


def with_answers(workspace: Workspace, texts: Mapping[str, str]) -> Workspace:
    """Return a workspace in which the unit answers some criteria so; counts make way for the answer."""
    answers = dict(workspace.assessment.answers)
    for criterion, text in texts.items():
        old = answers.get(criterion, Answer(criterion, _PLACE))
        answers[criterion] = replace(old, text=text, counts={})
    return replace(workspace, assessment=replace(workspace.assessment, answers=answers))


def with_counts(workspace: Workspace, counts: Mapping[str, Mapping[str, int]]) -> Workspace:
    """Return a workspace in which some counts of percentage questions are others."""
    answers = dict(workspace.assessment.answers)
    for criterion, said in counts.items():
        old = answers.get(criterion, Answer(criterion, _PLACE))
        answers[criterion] = replace(old, counts={**old.counts, **said})
    return replace(workspace, assessment=replace(workspace.assessment, answers=answers))


def with_results(workspace: Workspace, texts: Mapping[str, str]) -> Workspace:
    """Return a workspace with other hasil values, as if measured anew with all that proves them.

    Tables of the older measurement say nothing of the new one.
    """
    results = dict(workspace.assessment.results)
    for name, text in texts.items():
        old = results.get(name)
        results[name] = ResultAnswer(
            name,
            text,
            _PLACE,
            surveyor=(old.surveyor if old else None) or "(andaian)",
            on=workspace.as_of,
            respondents=(old.respondents if old else None) or 1,
            report=REPORT,
            verified=old.verified if old else None,
            final=old.final if old else None,
        )
        workspace = without_tables(workspace, name)
    reports = {**workspace.reports, f"evidence/{REPORT}": Facts("0" * 64, 1, "pdf", pages=1)}
    return replace(
        workspace,
        assessment=replace(workspace.assessment, results=results),
        reports=reports if texts else workspace.reports,
    )

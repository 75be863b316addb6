"""What evaluators remarked, criterion by criterion, with what became of each recommendation."""

import re
from collections.abc import Iterator
from datetime import date

from zi_build.model.assessment import EVALUATORS
from zi_build.model.register import Recommendation
from zi_build.model.remark import Advice, Remarks
from zi_build.model.workspace import Workspace
from zi_build.surveys import register

REPORTED = "lhe"  # the source of recommendations of an evaluation report in the register
FULL_NAMES = {"TPI": "tim penilai internal", "TPN": "tim penilai nasional"}
_NO_WORD = re.compile(r"\W+")


def remarks(workspace: Workspace) -> tuple[Remarks, ...]:
    """Return the remarks of the evaluators up to the day of judgement, in the rubric's order.

    Those of no criterion come last.
    A recommendation is the one of the register that names the same criterion (or none) with the same
    words. What the register has of an evaluation report and no answer mentions stands among them.
    """
    known = register.known(workspace.recommendations, workspace.as_of)
    found = list(_answered(workspace, known))
    told = {_words(advice.text) for one in found for advice in one.advice}
    found += _registered(workspace, known, told)
    order = {name: at for at, name in enumerate(workspace.rubric.criteria)}
    found.sort(key=lambda one: order.get(one.criterion or "", len(order)))
    return tuple(found)


def _answered(workspace: Workspace, known: list[Recommendation]) -> Iterator[Remarks]:
    for criterion in workspace.rubric.criteria.values():
        answer = workspace.assessment.answers.get(criterion.id)
        for voice, who in EVALUATORS.items():
            said = answer.of(voice) if answer else None
            if said is None or said.on is None or said.on > workspace.as_of:
                continue
            if not (said.note or said.findings or said.recommendations):
                continue
            yield Remarks(
                who,
                criterion.area,
                criterion.id,
                said.note,
                said.on,
                said.report,
                said.findings,
                tuple(
                    _advice(text, criterion.id, known, workspace.as_of)
                    for text in said.recommendations
                ),
            )


def _advice(text: str, criterion: str, known: list[Recommendation], as_of: date) -> Advice:
    words = _words(text)
    for row in known:
        if row.criterion in {None, criterion} and _words(row.text) == words:
            return _of(row, as_of, text)
    return Advice(text)


def _of(row: Recommendation, as_of: date, text: str) -> Advice:
    return Advice(text, row.state_on(as_of), row.number, row.owner, row.due, row.proof)


def _registered(
    workspace: Workspace, known: list[Recommendation], told: set[str]
) -> Iterator[Remarks]:
    areas = {one.id: one.area for one in workspace.rubric.criteria.values()}
    for row in known:
        if REPORTED not in row.source.casefold() or _words(row.text) in told:
            continue
        criterion = row.criterion if row.criterion in areas else None
        area = areas[criterion] if criterion else row.area
        advice = (_of(row, workspace.as_of, row.text),)
        yield Remarks(
            _short(row.from_whom),
            area,
            criterion,
            None,
            row.given,
            row.source,
            (),
            advice,
            registered=True,
        )


def _short(name: str) -> str:
    """Return evaluators' short name for their name in full: the same body is called the same."""
    words = _words(name)
    return next((who for who, full in FULL_NAMES.items() if words in {who.casefold(), full}), name)


def _words(text: str) -> str:
    """Reduce a sentence to its words, so that case, spaces and full stops make no difference."""
    return _NO_WORD.sub(" ", text).casefold().strip()

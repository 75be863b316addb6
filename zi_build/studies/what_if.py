"""`what-if`: the same rules over papers and answers that are only supposed; before, after, and why."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from zi_build.build import build_from
from zi_build.model.assessment import Voice
from zi_build.model.catalogue import Role
from zi_build.model.evidence import EvidenceItem
from zi_build.model.outcome import CriterionScore
from zi_build.model.reading import value_of
from zi_build.model.result import Build
from zi_build.model.rubric import Criterion
from zi_build.model.workspace import Workspace
from zi_build.scoring import claim_of
from zi_build.studies.imagined import Imagined, with_papers
from zi_build.studies.supposed import Said, answers_of
from zi_build.studies.wishes import papers_of, withdrawn_of
from zi_build.support import percent


@dataclass(frozen=True, slots=True)
class Change:
    """One criterion in one voice, before and after."""

    voice: Voice
    before: CriterionScore
    after: CriterionScore


@dataclass(frozen=True, slots=True)
class Note:
    """Why something that was supposed does less than one might think; `about` is a criterion or document."""

    about: str
    text: str


@dataclass(frozen=True)
class WhatIf:
    """What was supposed, and the results without and with it."""

    before: Build
    after: Build
    papers: tuple[Imagined, ...]
    answers: tuple[Said, ...]
    withdrawn: tuple[EvidenceItem, ...]

    @property
    def changes(self) -> tuple[Change, ...]:
        """The criteria whose value is another one, by voice and in the rubric's order."""
        return tuple(
            Change(voice, old, card.criteria[name])
            for voice, card in self.after.scores.items()
            for name, old in self.before.scores[voice].criteria.items()
            if (old.value, old.points) != (card.criteria[name].value, card.criteria[name].points)
        )

    @property
    def notes(self) -> tuple[Note, ...]:
        """What limits the effect, each criterion or document once."""
        return tuple(dict.fromkeys(_notes(self)))


def what_if(
    workspace: Workspace,
    *,
    papers: Sequence[str] = (),
    answers: Sequence[str] = (),
    withdrawn: Sequence[str] = (),
) -> WhatIf:
    """Return what papers and answers would change; nothing is written.

    Raises UsageError when something that is supposed cannot be.
    """
    before = build_from(workspace)
    gone = withdrawn_of(before, withdrawn)
    paths = {item.path for item in gone}
    kept = replace(workspace, items=tuple(one for one in workspace.items if one.path not in paths))
    # A paper may take the place of one that is supposed withdrawn.
    coming = papers_of(build_from(kept) if gone else before, papers)
    said = answers_of(before, answers)
    supposed = with_papers(kept, [one.item for one in coming])
    after = build_from(said.put_into(supposed))
    return WhatIf(before, after, coming, said.said, gone)


def _notes(found: WhatIf) -> Iterator[Note]:
    workspace = found.after.workspace
    for one in found.papers:
        if workspace.catalogue.documents[one.document].role is not Role.POKOK:
            yield Note(
                one.document, "Dokumen pelengkap: menambah kelengkapan, tidak mengubah nilai."
            )
    documents = {one.document for one in found.papers}
    answered = {one.about for one in found.answers}
    for criterion in workspace.rubric.criteria.values():
        deciding = [
            name
            for name in criterion.documents
            if name in documents and workspace.catalogue.documents[name].role is Role.POKOK
        ]
        if deciding or criterion.id in answered:
            yield from _limited(found, criterion)
    results = {result.id for result in workspace.rubric.results}
    for name in (one.about for one in found.answers if one.about in results):
        yield Note(
            name, "Dianggap hasil pengukuran baru yang lengkap buktinya, per tanggal penilaian."
        )


def _limited(found: WhatIf, criterion: Criterion) -> Iterator[Note]:
    """Say why a criterion did not rise, or not as far as its papers carry it or its answer claims."""
    old = found.before.scores[Voice.SUPPORTED].criteria[criterion.id]
    new = found.after.scores[Voice.SUPPORTED].criteria[criterion.id]
    claim = claim_of(found.after.workspace, criterion)
    if new.waived or new.carried is None:
        yield Note(criterion.id, new.why)
    elif claim is None:
        carried = _shown(criterion, new.carried)
        yield Note(criterion.id, f"Dokumennya membawa {carried}, tetapi unit belum menjawab.")
    elif value_of(criterion.scale, new.carried) > value_of(criterion.scale, claim):
        carried, said = _shown(criterion, new.carried), _shown(criterion, claim)
        yield Note(criterion.id, f"Dokumennya membawa {carried}; jawaban unit masih {said}.")
    elif new.value == old.value:
        yield Note(criterion.id, f"Nilainya tetap. {new.why}")
    elif value_of(criterion.scale, new.carried) < value_of(criterion.scale, claim):
        yield Note(criterion.id, new.why)


def _shown(criterion: Criterion, option: str) -> str:
    return percent(Fraction(option)) if criterion.scale.is_percentage else option

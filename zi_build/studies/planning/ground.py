"""The ground of a plan: a result, opened so that papers can be tried one document at a time."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from zi_build.model.assessment import Voice
from zi_build.model.catalogue import Role
from zi_build.model.outcome import DocumentStatus, SlotState
from zi_build.model.reading import value_of
from zi_build.model.result import Build
from zi_build.model.rubric import Criterion
from zi_build.scoring import supported
from zi_build.slots import status_of
from zi_build.studies.imagined import Days, Imagined, imagined
from zi_build.support import Scoring, carried_option, scoring_of

ZERO = Fraction(0)


@dataclass(frozen=True, slots=True)
class Value:
    """What a criterion is worth with some papers, 0 to 1: at today's answer, and at the best answer.

    `option` is the best answer that the papers carry; None when nothing can be assessed.
    """

    now: Fraction
    carried: Fraction
    option: str | None


@dataclass(frozen=True)
class Ground:
    """A result and the papers that could still come; `early` counts those that are not due yet."""

    built: Build
    days: Days
    early: bool = False

    @cached_property
    def scoring(self) -> Scoring:
        """What scoring looks at, as it was in the build."""
        return scoring_of(self.built)

    @cached_property
    def criteria(self) -> tuple[Criterion, ...]:
        """The criteria that are asked: those that a waiver takes out gain nothing."""
        card = self.built.scores[Voice.SUPPORTED]
        rubric = self.built.workspace.rubric
        return tuple(one for one in rubric.criteria.values() if not card.criteria[one.id].waived)

    @cached_property
    def weights(self) -> Mapping[str, Fraction]:
        """The points of each criterion at its best: the indicator's weight over what counts in it."""
        counted: dict[str, int] = {}
        for criterion in self.criteria:
            counted[criterion.indicator] = counted.get(criterion.indicator, 0) + 1
        indicators = self.built.workspace.rubric.indicators
        return {
            one.id: indicators[one.indicator].weight / counted[one.indicator]
            for one in self.criteria
        }

    def deciding(self, criterion: Criterion) -> tuple[str, ...]:
        """Return the documents that decide a criterion's answer."""
        rule = criterion.frequency or criterion.yearly
        if rule is not None:
            return (rule.document,)
        documents = self.built.workspace.catalogue.documents
        return tuple(name for name in criterion.documents if documents[name].role is Role.POKOK)

    def moving(self, document: str) -> tuple[str, ...]:
        """Return the documents whose papers move a document's slots: its own, and its decision."""
        other = self.built.workspace.catalogue.documents[document].valid_with
        return (document, other) if other else (document,)

    @cached_property
    def values(self) -> Mapping[str, Value]:
        """Every criterion as it stands."""
        return {one.id: self.value(one, {}) for one in self.criteria}

    @cached_property
    def papers(self) -> Mapping[str, tuple[Imagined, ...]]:
        """Document → the papers that are lacking, by due day, those that are not due yet at the end.

        Only documents that decide an answer.
        """
        wanted = {SlotState.MISSING} | ({SlotState.NOT_DUE} if self.early else set())
        found = {}
        for name in dict.fromkeys(name for one in self.criteria for name in self.deciding(one)):
            document = self.built.workspace.catalogue.documents[name]
            lacking = [
                slot
                for slot in self.built.statuses[name].slots
                if slot.state in wanted and not slot.items
            ]
            lacking.sort(key=lambda slot: (slot.state is SlotState.NOT_DUE, slot.due, slot.key))
            if lacking:
                found[name] = tuple(imagined(document, slot, self.days) for slot in lacking)
        return found

    def status_with(
        self, document: str, papers: Mapping[str, Iterable[Imagined]]
    ) -> DocumentStatus:
        """Return a document's slots with further papers, of this document and of its decision."""
        required = self.built.workspace.catalogue.documents[document]
        held = {
            name: [*self.built.statuses[name].papers, *(one.item for one in papers.get(name, ()))]
            for name in self.moving(document)
        }
        return status_of(required, held, {}, self.scoring.calendar)

    @cached_property
    def complete(self) -> Mapping[str, Value]:
        """Every criterion as it would stand with all the papers that could still come."""
        deciding = dict.fromkeys(name for one in self.criteria for name in self.deciding(one))
        statuses = {name: self.status_with(name, self.papers) for name in deciding}
        return {one.id: self.value(one, statuses) for one in self.criteria}

    def value(self, criterion: Criterion, statuses: Mapping[str, DocumentStatus]) -> Value:
        """Return what a criterion is worth where some documents stand otherwise."""
        trial = Scoring(
            self.scoring.workspace,
            {**self.scoring.statuses, **statuses},
            self.scoring.calendar,
            self.scoring.lapsed,
        )
        option, _, _ = carried_option(trial, criterion)
        carried = value_of(criterion.scale, option) if option is not None else ZERO
        return Value(supported(trial, criterion).value or ZERO, carried, option)

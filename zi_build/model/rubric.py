"""A rubric: an edition of the rules, with its weights, scales, cutoffs and thresholds."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction
from functools import cached_property

from zi_build.model.catalogue import Cadence, RequiredDocument

PREPARATION = "0"


@dataclass(frozen=True, slots=True)
class Cutoff:
    """The share of `pokok` papers from which an option is carried: `share >= bound`, or `> bound`."""

    option: str
    bound: Fraction
    strict: bool

    def reached(self, share: Fraction) -> bool:
        """Tell whether a share (0 to 1) carries the option."""
        return share > self.bound if self.strict else share >= self.bound


@dataclass(frozen=True, slots=True)
class Scale:
    """The options of an answer, best first, with their values and their cutoffs."""

    id: str
    name: str
    options: Mapping[str, Fraction]
    cutoffs: tuple[Cutoff, ...]

    @property
    def is_percentage(self) -> bool:
        """A percentage scale has no options; its answer is a number from 0 to 1."""
        return not self.options

    @property
    def worst(self) -> str:
        """The option that needs no proof."""
        return list(self.options)[-1]


@dataclass(frozen=True, slots=True)
class FrequencyRule:
    """A scale that is itself a frequency: which document is counted, and what each rhythm is worth."""

    document: str
    options: tuple[tuple[Cadence, str], ...]


@dataclass(frozen=True, slots=True)
class YearlyRule:
    """A scale that counts how often something was held within a year, best first (`4` → `A`)."""

    document: str
    options: tuple[tuple[int, str], ...]


class Formula(StrEnum):
    """How a percentage comes of its counts (PermenPANRB 90/2021 Lampiran III)."""

    RASIO = "rasio"
    PENURUNAN = "penurunan"


@dataclass(frozen=True, slots=True)
class CountInput:
    """One "Jumlah" line of the LKE; a total that the LKE splits names its `parts`."""

    key: str
    label: str
    parts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CountRule:
    """A percentage from counts: a capped ratio, or the fall from `denominator` to `numerator`.

    `bounded` says that the numerator is a part of the denominator and cannot exceed it (there may be
    more changes than agents of change). `when_zero` is the value where there is nothing
    to divide by; the regulation is silent, so the policy is data and its reason is shown.
    """

    formula: Formula
    numerator: str
    denominator: str
    inputs: Mapping[str, CountInput]
    when_zero: Fraction
    when_zero_reason: str
    bounded: bool = True

    @property
    def sentence(self) -> str:
        """The sum in words, as the pages and the workbook say it."""
        above, below = self.inputs[self.numerator].label, self.inputs[self.denominator].label
        if self.formula is Formula.PENURUNAN:
            return f"Penurunan dari “{below}” ke “{above}”, dibagi “{below}”; kenaikan bernilai 0."
        return f"“{above}” dibagi “{below}”, paling banyak 100 persen."

    @property
    def zero_case(self) -> str:
        """When there is nothing to divide by, as the start of a sentence."""
        both = self.formula is Formula.PENURUNAN
        return "Bila keduanya 0" if both else "Bila pembaginya 0"


@dataclass(frozen=True, slots=True)
class Criterion:
    """One question of the instrument.

    `page` is that of the regulation's form; `guideline` names the questions of the guideline that
    ask the same (for rubrics with questions of their own).
    """

    id: str
    indicator: str
    area: str
    title: str
    question: str
    scale: Scale
    options: Mapping[str, str]
    documents: tuple[str, ...]
    frequency: FrequencyRule | None
    letter: str
    page: int
    yearly: YearlyRule | None = None
    counts: CountRule | None = None
    guideline: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Indicator:
    """A group of criteria whose mean value is multiplied by the weight.

    `part` is `pemenuhan` or `reform` in a rubric that halves its areas, else None.
    """

    id: str
    area: str
    name: str
    weight: Fraction
    criteria: tuple[Criterion, ...]
    part: str | None = None


@dataclass(frozen=True, slots=True)
class Area:
    """One of the six areas of change."""

    id: str
    name: str
    weight: Fraction
    indicators: tuple[Indicator, ...]

    @property
    def criterion_ids(self) -> tuple[str, ...]:
        """The criteria of the area, in the rubric's order."""
        return tuple(one.id for indicator in self.indicators for one in indicator.criteria)


@dataclass(frozen=True, slots=True)
class Result:
    """One measured value of the hasil component: an index 0 to 4, a letter, or a percentage."""

    id: str
    name: str
    weight: Fraction
    input: str
    group: str | None
    scale: Scale | None
    note: str
    respondents_needed: bool


@dataclass(frozen=True, slots=True)
class Threshold:
    """One condition of a predicate: the score named by `id` must reach `minimum` points."""

    id: str
    label: str
    minimum: Fraction
    note: str


@dataclass(frozen=True)
class Rubric:
    """An edition of the rules; `reference` says where a question stands in its source."""

    id: str
    name: str
    basis: str
    description: str
    areas: tuple[Area, ...]
    results: tuple[Result, ...]
    groups: Mapping[str, str]
    scales: Mapping[str, Scale]
    thresholds: Mapping[str, tuple[Threshold, ...]]
    needs_held: Mapping[str, str]
    parts: Mapping[str, str] = field(default_factory=dict)
    reference: str = "{letter}, {page}"

    @cached_property
    def indicators(self) -> Mapping[str, Indicator]:
        """Every indicator by id, in order."""
        return {ind.id: ind for area in self.areas for ind in area.indicators}

    @cached_property
    def criteria(self) -> Mapping[str, Criterion]:
        """Every criterion by id, in order."""
        return {crit.id: crit for ind in self.indicators.values() for crit in ind.criteria}

    @cached_property
    def criteria_of_document(self) -> Mapping[str, tuple[str, ...]]:
        """Which criteria point at a document."""
        table: dict[str, list[str]] = {}
        for criterion in self.criteria.values():
            for document in criterion.documents:
                table.setdefault(document, []).append(criterion.id)
        return {document: tuple(criteria) for document, criteria in table.items()}

    def asks_for(self, document: RequiredDocument) -> bool:
        """Tell whether a document counts here: a criterion points at it, or it is of the preparation."""
        return document.id in self.criteria_of_document or document.area == PREPARATION

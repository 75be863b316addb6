"""A rubric as the lines of its workbook: components, halves, areas, indicators, questions, counts."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from zi_build.intake.lke.words import Index
from zi_build.model.catalogue import Catalogue
from zi_build.model.form import Kind
from zi_build.model.rubric import Area, Criterion, Indicator, Rubric


@dataclass(frozen=True, slots=True)
class Node:
    """One line that the form has.

    `key` is the id of what it stands for (a count: `R1.1.a#agen`; half an area: `P/1`), `letter` its
    place among its sisters (`a`, `b`, …), `scale` what stands in the column of options.
    """

    kind: Kind
    key: str
    text: str
    letter: str = ""
    scale: str = ""
    weight: Fraction | None = None
    further: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True)
class Outline:
    """The lines of a rubric's form in order, and an index of their words."""

    rubric: Rubric
    nodes: tuple[Node, ...]

    @cached_property
    def index(self) -> Index:
        """The words of every line."""
        return Index((node.text, node.further) for node in self.nodes)

    @cached_property
    def names(self) -> Index:
        """The words of what every line is called: they tell rubrics apart better than all words."""
        return Index((node.text, ()) for node in self.nodes)

    @cached_property
    def numbers_of_questions(self) -> frozenset[int]:
        """Which lines are questions, their counts, or their indicators."""
        kinds = {Kind.QUESTION, Kind.COUNT, Kind.INDICATOR}
        return frozenset(n for n, node in enumerate(self.nodes) if node.kind in kinds)

    @cached_property
    def by_key(self) -> Mapping[str, int]:
        """Number of each line by its key."""
        return {node.key: number for number, node in enumerate(self.nodes)}


PART_LETTERS = {"pemenuhan": "P", "reform": "R"}
SCALE_OF_INPUT = {"indeks": "NILAI", "persen": "PERSEN"}


def outline_of(rubric: Rubric, catalogue: Catalogue) -> Outline:
    """Return the lines of a rubric's form in the order of the regulation."""
    return Outline(rubric, tuple(_lines(rubric, catalogue)))


def _lines(rubric: Rubric, catalogue: Catalogue) -> Iterator[Node]:
    whole = sum((area.weight for area in rubric.areas), Fraction(0))
    yield Node(Kind.COMPONENT, "pengungkit", "Komponen pengungkit proses", weight=whole)
    for part in rubric.parts or ("",):
        if part:
            weight = sum((_half(area, part) for area in rubric.areas), Fraction(0))
            yield Node(Kind.PART, part, rubric.parts[part], weight=weight, further=((part, 1.0),))
        for area in rubric.areas:
            key = f"{PART_LETTERS.get(part, part)}/{area.id}" if part else area.id
            yield Node(Kind.AREA, key, area.name, area.id, weight=_half(area, part))
            for indicator in area.indicators:
                if not part or indicator.part == part:
                    yield from _indicator(indicator, area, catalogue)
            yield Node(
                Kind.TOTAL,
                f"jumlah:{key}",
                f"Jumlah {area.name}",
                area.id,
                weight=_half(area, part),
                further=(("subtotal total nilai area", 0.6),),
            )
    yield Node(Kind.TOTAL, "total-pengungkit", "Total jumlah nilai pengungkit", weight=whole)
    yield from _results(rubric)


def _half(area: Area, part: str) -> Fraction:
    """Return an area's weight, or that of its half."""
    if not part:
        return area.weight
    return sum((one.weight for one in area.indicators if one.part == part), Fraction(0))


def _indicator(indicator: Indicator, area: Area, catalogue: Catalogue) -> Iterator[Node]:
    yield Node(Kind.INDICATOR, indicator.id, indicator.name, indicator.id, weight=indicator.weight)
    for place, criterion in enumerate(indicator.criteria):
        yield _question(criterion, indicator, area, chr(ord("a") + place), catalogue)
        if criterion.counts is not None:
            for key, count in criterion.counts.inputs.items():
                yield Node(
                    Kind.COUNT,
                    f"{criterion.id}#{key}",
                    count.label,
                    scale="JUMLAH",
                    further=((criterion.title, 0.4),),
                )


def _question(
    criterion: Criterion, indicator: Indicator, area: Area, letter: str, catalogue: Catalogue
) -> Node:
    """Return a question with every word that tells it from others: ours, for want of the law's."""
    papers = " ".join(catalogue.documents[name].name for name in criterion.documents)
    return Node(
        Kind.QUESTION,
        criterion.id,
        f"{criterion.title} {criterion.question}",
        letter,
        criterion.scale.id,
        further=(
            (" ".join(criterion.options.values()), 0.7),
            (indicator.name, 0.5),
            (papers, 0.4),
            (area.name, 0.2),
        ),
    )


def _results(rubric: Rubric) -> Iterator[Node]:
    whole = sum((result.weight for result in rubric.results), Fraction(0))
    yield Node(Kind.COMPONENT, "hasil", "Komponen hasil", weight=whole)
    for group, name in rubric.groups.items():
        mine = [result for result in rubric.results if result.group == group]
        weight = sum((result.weight for result in mine), Fraction(0))
        yield Node(Kind.GROUP, group, name, weight=weight)
        for place, result in enumerate(mine):
            yield _result(result.id, result.name, result.input, result.weight, place)
    for result in rubric.results:
        if result.group is None:
            yield _result(result.id, result.name, result.input, result.weight, 0)
    yield Node(Kind.TOTAL, "total-hasil", "Total jumlah nilai hasil", weight=whole)
    yield Node(Kind.TOTAL, "total", "Nilai evaluasi akhir Zona Integritas total keseluruhan")


# What offices and regulations call the measured results, beside the rubric's own names.
RESULT_WORDS = {
    "spak": "survei eksternal persepsi korupsi anti korupsi IPAK indeks nilai",
    "spkp": "survei eksternal persepsi kualitas pelayanan IPKP indeks nilai",
    "kinerja": "capaian kinerja lebih baik daripada capaian sebelumnya",
    "tlhp": "persentase temuan hasil pemeriksaan internal eksternal ditindaklanjuti",
}


def _result(key: str, name: str, kind: str, weight: Fraction, place: int) -> Node:
    return Node(
        Kind.RESULT,
        key,
        name,
        chr(ord("a") + place),
        SCALE_OF_INPUT.get(kind, "ABCDE"),
        weight,
        ((RESULT_WORDS.get(key, ""), 1.0),),
    )

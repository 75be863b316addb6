"""The rubric of PermenPANRB 90/2021 against the regulation: every page of its form, every number.

The tables below were read off Lampiran III (pages 66 to 87), Lampiran I Tabel 3 and 4 (page 43) and
Tabel 6 (page 58), not off the rubric's data.
"""

from fractions import Fraction

import pytest
from told import tell

from zi_build.load.instrument import Shelf, load_catalogue
from zi_build.load.rubric import load_rubric
from zi_build.model.catalogue import Catalogue, Role
from zi_build.model.reading import counted
from zi_build.model.rubric import CountRule, Formula, Rubric

LAW = "permenpanrb-90-2021"

# Page of Lampiran III → the column "Pilihan Jawaban" from top to bottom; "2" and "5" are the number
# of lines "Jumlah" under a percentage.
PAGES = {
    66: "YT ABC YT ABC ABC ABCD ABCD",
    67: "ABCD YT ABC ABC ABCD ABCD",
    68: "ABCDE ABCDE ABC ABC ABC",
    69: "ABC ABC ABC YT ABCD",
    70: "YT YT ABCDE YT YT ABCD",
    71: "ABCD ABCD ABCD ABC ABCD",
    72: "ABCD ABCDE YT ABCD ABC",
    73: "ABC ABC ABCD YT YT YT ABCD YT ABC YT ABC",
    74: "ABC ABCD ABCDE ABCDE",
    75: "ABC ABC ABC YT ABC ABC ABC",
    76: "ABC ABC ABCD ABCD ABCD ABC",
    77: "ABC ABCDE ABCD ABCD YT",
    78: "ABCDE ABCD ABCD",
    79: "ABCD ABCD ABCDE ABCDE",
    80: "ABC ABC ABCDE ABC ABCD ABCD",
    81: "YT ABC 2 2 ABCDE ABCD",
    82: "ABCD ABC ABC ABCDE",
    83: "ABCDE ABCDE ABC",
    84: "ABC 3 2 ABCD ABCD",
    85: "ABCDE 3 5",
    86: "5 ABCD 2 ABCD",
}
# Weights of the indicators as they stand in the form, in order (pages 66 to 86).
WEIGHTS = {
    "pemenuhan": {
        "1": ".5 1 1 1.5",
        "2": "1 2 .5",
        "3": ".25 .5 1.25 2 .75 .25",
        "4": "2.5 2.5",
        "5": "1.5 1.5 1.5 1.5 1.5",
        "6": "1 1 1 1 1",
    },
    "reform": {
        "1": "2 1 1",
        "2": ".5 1 2",
        "3": "1.5 1.5 2",
        "4": "2 1.5 1.5",
        "5": "2.5 3 2",
        "6": "2.5 2.5",
    },
}
# Tabel 3 and Tabel 4, page 43.
AREAS = {"1": 8, "2": 7, "3": 10, "4": 10, "5": 15, "6": 10}
RESULTS = {"spak": "17.5", "kinerja": "5", "spkp": "17.5"}
# Page 52-53 and Tabel 6, page 58; `area` is the share of each area's weight.
THRESHOLDS = {
    "WBK": "total 75  pengungkit 40  area .60  bersih 18.25  spak 15.75  kinerja 2.50  prima 14",
    "WBBM": "total 85  pengungkit 48  area .75  bersih 19.50  spak 15.75  kinerja 3.75  prima 15.75",
}


@pytest.fixture(scope="module")
def law(catalogue: Catalogue) -> Rubric:
    return load_rubric(Shelf(), LAW, catalogue)


def scale_on_the_form(rubric: Rubric, criterion_id: str) -> str:
    criterion = rubric.criteria[criterion_id]
    return str(len(criterion.counts.inputs)) if criterion.counts else criterion.scale.id


@pytest.mark.parametrize("page", PAGES)
def test_every_page_of_the_form(law: Rubric, page: int) -> None:
    found = [scale_on_the_form(law, one.id) for one in law.criteria.values() if one.page == page]
    assert sorted(found) == sorted(PAGES[page].split())


@pytest.mark.parametrize("part", WEIGHTS)
def test_the_order_of_scales_is_that_of_the_form(law: Rubric, part: str) -> None:
    """The form goes through pemenuhan of all areas first (to P6.5 on page 81), then through reform."""
    whole = " ".join(PAGES.values()).split()
    pemenuhan = 87
    wanted = whole[:pemenuhan] if part == "pemenuhan" else whole[pemenuhan:]
    found = [
        scale_on_the_form(law, criterion.id)
        for area in law.areas
        for indicator in area.indicators
        if indicator.part == part
        for criterion in indicator.criteria
    ]
    assert found == wanted


def test_counts_of_indicators_questions_and_scales(law: Rubric) -> None:
    """Pemenuhan 25 indicators and 87 questions, reform 17 and 23 with 24 lines "Jumlah" (pages 66-86)."""
    counts = {}
    for part in WEIGHTS:
        indicators = [one for one in law.indicators.values() if one.part == part]
        questions = [question for one in indicators for question in one.criteria]
        scales = [question.scale.id for question in questions]
        counts[part] = (
            len(indicators),
            len(questions),
            {scale: scales.count(scale) for scale in ("YT", "ABC", "ABCD", "ABCDE", "PERSEN")},
        )
    assert counts == {
        "pemenuhan": (25, 87, {"YT": 17, "ABC": 32, "ABCD": 27, "ABCDE": 11, "PERSEN": 0}),
        "reform": (17, 23, {"YT": 0, "ABC": 4, "ABCD": 6, "ABCDE": 5, "PERSEN": 8}),
    }
    assert sum(len(one.counts.inputs) for one in law.criteria.values() if one.counts) == 24


def test_weights_of_indicators_areas_and_halves(law: Rubric) -> None:
    for area in law.areas:
        assert area.weight == AREAS[area.id]
        for part, wanted in WEIGHTS.items():
            found = [one.weight for one in area.indicators if one.part == part]
            assert found == [Fraction(weight) for weight in wanted[area.id].split()], area.id
            assert sum(found) == area.weight / 2, "each half is half of the area (Tabel 3, page 43)"


def test_hasil_is_17_5_and_5_and_17_5(law: Rubric) -> None:
    assert {one.id: one.weight for one in law.results} == {
        name: Fraction(weight) for name, weight in RESULTS.items()
    }
    assert sum(one.weight for one in law.results) + sum(area.weight for area in law.areas) == 100


@pytest.mark.parametrize("predicate", THRESHOLDS)
def test_thresholds(law: Rubric, predicate: str) -> None:
    words = THRESHOLDS[predicate].split()
    wanted = {key: Fraction(value) for key, value in zip(words[::2], words[1::2], strict=True)}
    share = wanted.pop("area")
    wanted |= {f"area.{area}": share * weight for area, weight in AREAS.items()}
    assert {one.id: one.minimum for one in law.thresholds[predicate]} == wanted


def test_the_minimum_of_bersih_is_that_of_its_parts(law: Rubric) -> None:
    """18,25 = 15,75 + 2,50 and 19,50 = 15,75 + 3,75: with the guideline's 15,5 neither sum closes."""
    for predicate in THRESHOLDS:
        least = {one.id: one.minimum for one in law.thresholds[predicate]}
        assert least["bersih"] == least["spak"] + least["kinerja"]


def test_79_of_87_questions_ask_what_the_guideline_asks(law: Rubric, rubric: Rubric) -> None:
    """81 questions, 2 dropped (5.4.a, 6.1.c), 2 merged into one, 1 split in two, 8 new ones."""
    pemenuhan = [one for one in law.criteria.values() if one.id.startswith("P")]
    new = [one.id for one in pemenuhan if not one.guideline]
    assert new == ["P4.2.g", "P6.1.d", "P6.3.a", "P6.3.b", "P6.3.c", "P6.5.a", "P6.5.b", "P6.5.c"]
    named = [name for one in law.criteria.values() for name in one.guideline]
    assert set(rubric.criteria) - set(named) == {"5.4.a", "6.1.c"}
    assert [one.id for one in pemenuhan if len(one.guideline) == 2] == ["P4.2.h"]
    assert [one.id for one in pemenuhan if one.guideline == ("6.2.c",)] == ["P6.2.c", "P6.2.d"]
    assert not [one.id for one in law.criteria.values() if one.id[0] == "R" and one.guideline]


def test_every_question_rests_on_a_pokok_paper(law: Rubric, catalogue: Catalogue) -> None:
    tell(
        criterion.id
        for criterion in law.criteria.values()
        if not any(catalogue.documents[name].role is Role.POKOK for name in criterion.documents)
    )


def test_every_document_of_the_law_is_used_and_names_its_page(
    law: Rubric, catalogue: Catalogue
) -> None:
    own = [one for one in catalogue.documents.values() if one.page is not None]
    tell(one.id for one in own if one.id not in law.criteria_of_document)
    tell(
        f"{one.id}: page {one.page}"
        for one in own
        if one.page not in {law.criteria[name].page for name in law.criteria_of_document[one.id]}
    )
    tell(one.id for one in own if one.id[0] not in "PR")


# What each percentage is of, and what it is where there is nothing to divide by (the regulation is
# silent; the policy is shown on the question's page).
ZERO = {
    "R1.1.a": 0,
    "R1.1.b": 0,
    "R3.3.a": 1,
    "R4.1.a": 0,
    "R5.2.a": 1,
    "R5.3.a": 1,
    "R5.3.b": 1,
    "R6.1.b": 0,
}


def test_every_percentage_has_its_zero_policy(law: Rubric) -> None:
    found = {one.id: one.counts.when_zero for one in law.criteria.values() if one.counts}
    assert found == ZERO
    tell(
        f"{one.id}: {one.counts.when_zero_reason}"
        for one in law.criteria.values()
        if one.counts and not one.counts.when_zero_reason.endswith(".")
    )


def rule_of(criterion_id: str) -> CountRule:
    found = load_rubric(Shelf(), LAW, load_catalogue(Shelf())).criteria[criterion_id].counts
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("criterion", "above", "below", "value"),
    [
        ("R1.1.a", 3, 4, Fraction(3, 4)),
        ("R1.1.a", 9, 4, Fraction(1)),  # more changes than agents: capped
        ("R1.1.a", 0, 0, Fraction(0)),
        ("R3.3.a", 1, 4, Fraction(3, 4)),  # from four violations to one
        ("R3.3.a", 4, 1, Fraction(0)),  # a rise is no fall
        ("R3.3.a", 0, 0, Fraction(1)),  # none last year, none this year
        ("R3.3.a", 2, 0, Fraction(0)),  # none last year, two this year
        ("R5.2.a", 0, 0, Fraction(1)),  # nobody complained
        ("R5.2.a", 2, 3, Fraction(2, 3)),
        ("R5.3.a", 0, 0, Fraction(1)),
        ("R6.1.b", 0, 0, Fraction(0)),
    ],
)
def test_percentages_of_counts(criterion: str, above: int, below: int, value: Fraction) -> None:
    rule = rule_of(criterion)
    assert counted(rule, {rule.numerator: above, rule.denominator: below}) == value


@pytest.mark.parametrize(
    ("criterion", "counts"),
    [
        ("R5.2.a", {"wajib": 10, "proses": 2, "selesai": 12}),  # more finished than there were
        ("R5.3.a", {"wajib": 7, "kepala-satker": 1, "wajib-lhkpn": 4, "lainnya": 9, "sudah": 7}),
        ("R5.3.a", {"sudah": 7}),
    ],
)
def test_counts_that_contradict_are_no_answer(criterion: str, counts: dict[str, int]) -> None:
    """Rule ZI309 tells them; what it tells does not count."""
    assert counted(rule_of(criterion), counts) is None


def test_only_the_fall_of_violations_is_a_fall(law: Rubric) -> None:
    falls = [
        one.id
        for one in law.criteria.values()
        if one.counts and one.counts.formula is Formula.PENURUNAN
    ]
    assert falls == ["R3.3.a"]


def test_a_total_is_the_sum_of_its_parts() -> None:
    """LHKPN: the obliged are the head, the officials, and others (page 85)."""
    rule = rule_of("R5.3.a")
    whole = rule.inputs[rule.denominator]
    assert len(whole.parts) == 3
    parts = dict(zip(whole.parts, (1, 4, 3), strict=True))
    assert counted(rule, {**parts, rule.numerator: 6}) == Fraction(6, 8)
    assert counted(rule, {whole.parts[0]: 1, rule.numerator: 6}) is None


def test_lhkpn_and_lhkasn_weigh_one_each(law: Rubric) -> None:
    indicator = law.indicators["R5.3"]
    assert [one.id for one in indicator.criteria] == ["R5.3.a", "R5.3.b"]
    assert indicator.weight / len(indicator.criteria) == 1

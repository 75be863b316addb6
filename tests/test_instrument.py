"""Rubrics are data, tested like code: counts, sums, scales, and thresholds that can be reached.

Every test gathers all that is wrong and says it at once, so that an editor of the data sees the list.
"""

from collections import Counter
from fractions import Fraction
from itertools import pairwise

import pytest
from told import tell

from zi_build import ids
from zi_build.errors import UsageError
from zi_build.load.instrument import Shelf
from zi_build.load.rubric import load_rubric
from zi_build.model.catalogue import Catalogue, Role
from zi_build.model.rubric import Criterion, Rubric

RUBRICS = ("pedoman-bpmp-2023", "permenpanrb-52-2014")

# The LKE of PermenPANRB 52/2014, scale by scale; * marks a scale that is itself a frequency.
SCALES = """
1.1.a Y/T  1.1.b ABC  1.2.a Y/T  1.2.b ABC  1.2.c Y/T  1.3.a A-D  1.3.b A-D*  1.3.c A-D
1.4.a Y/T  1.4.b Y/T  1.4.c Y/T  1.4.d A-D
2.1.a A-D  2.1.b A-D  2.1.c A-D  2.2.a ABC  2.2.b ABC  2.2.c ABC  2.2.d A-D*  2.3.a Y/T  2.3.b Y/T
3.1.a Y/T  3.1.b A-D  3.1.c Y/T  3.2.a Y/T  3.2.b A-D  3.2.c Y/T  3.3.a Y/T  3.3.b A-D  3.3.c A-D
3.3.d A-D  3.3.e A-D  3.3.f A-D*  3.4.a A-D  3.4.b A-D  3.4.c A-E*  3.4.d A-D  3.5.a A-D  3.6.a A-D*
4.1.a Y/T  4.1.b Y/T  4.1.c Y/T  4.2.a ABC  4.2.b A-D  4.2.c ABC  4.2.d A-D  4.2.e Y/T  4.2.f A-D
4.2.g A-D  4.2.h ABC
5.1.a ABC  5.1.b ABC  5.2.a A-D  5.2.b A-D  5.2.c ABC  5.2.d ABC  5.3.a A-D  5.3.b A-D  5.3.c A-D*
5.3.d ABC  5.4.a Y/T  5.4.b A-D  5.4.c A-D*  5.4.d A-D  5.5.a Y/T  5.5.b A-D  5.5.c A-D  5.5.d ABC
5.5.e A-D
6.1.a ABC  6.1.b A-D  6.1.c A-D  6.1.d ABC  6.2.a A-D  6.2.b ABC  6.2.c ABC  6.2.d A-D  6.2.e A-D
6.3.a ABC  6.3.b ABC  6.3.c A-D
"""
SCALE_IDS = {"Y/T": "YT", "ABC": "ABC", "A-D": "ABCD", "A-E": "ABCDE"}

# PermenPANRB 52/2014, LKE pages 26-42: weight of each indicator.
INDICATOR_WEIGHTS = {
    "1": "1 1 2 1",
    "2": "1.5 2 1.5",
    "3": "2 2 3 4 3 1",
    "4": "5 5",
    "5": "3 3 3 3 3",
    "6": "3 3 4",
}

# Thresholds in points, as the sources print them (guideline chapter III; 52/2014 pages 22-23).
THRESHOLDS = {
    ("pedoman-bpmp-2023", "WBK"): (
        "total 75  pengungkit 40  area.1 3  area.2 3  area.3 9  area.4 6  area.5 9  area.6 6 "
        "bersih 18.25  spak 15.5  kinerja 2.5  prima 14"
    ),
    ("pedoman-bpmp-2023", "WBBM"): (
        "total 85  pengungkit 48  area.1 3.75  area.2 3.75  area.3 11.25  area.4 7.5 "
        "area.5 11.25  area.6 7.5  bersih 19.5  spak 15.5  kinerja 3.75  prima 15.75"
    ),
    ("permenpanrb-52-2014", "WBK"): "total 75  bersih 18  spak 13.5  tlhp 3.5",
    ("permenpanrb-52-2014", "WBBM"): "total 85  bersih 18  spak 13.5  tlhp 3.5  prima 16",
}
HASIL = {
    "pedoman-bpmp-2023": "spak 17.5  kinerja 5  spkp 17.5  tlhp 0",
    "permenpanrb-52-2014": "spak 15  tlhp 5  spkp 20",
}


def numbers(text: str) -> dict[str, Fraction]:
    """Read `total 75  pengungkit 40` as a mapping."""
    words = text.split()
    return {name: Fraction(value) for name, value in zip(words[::2], words[1::2], strict=True)}


@pytest.fixture(params=RUBRICS)
def each(request: pytest.FixtureRequest, rubrics: dict[str, Rubric]) -> Rubric:
    return rubrics[request.param]


# --- counts and sums -------------------------------------------------------------------------


def test_the_guideline_has_6_areas_23_indicators_and_81_criteria(each: Rubric) -> None:
    assert [area.id for area in each.areas] == ["1", "2", "3", "4", "5", "6"]
    assert len(each.indicators) == 23
    per_area = Counter(criterion.area for criterion in each.criteria.values())
    assert per_area == {"1": 12, "2": 9, "3": 18, "4": 11, "5": 19, "6": 12}


def test_some_190_documents_are_asked_for(catalogue: Catalogue) -> None:
    of_the_guideline = [one for one in catalogue.documents.values() if one.line is not None]
    assert 185 <= len(of_the_guideline) <= 215


def test_weights_sum_from_indicators_to_areas_to_60(each: Rubric) -> None:
    assert [str(area.weight) for area in each.areas] == ["5", "5", "15", "10", "15", "10"]
    tell(
        f"area {area.id}: {[str(i.weight) for i in area.indicators]}, not {wanted}"
        for area, wanted in zip(each.areas, INDICATOR_WEIGHTS.values(), strict=True)
        if [i.weight for i in area.indicators] != [Fraction(w) for w in wanted.split()]
    )
    tell(
        f"area {area.id} weighs {area.weight}, its indicators {total}"
        for area in each.areas
        if (total := sum(i.weight for i in area.indicators)) != area.weight
    )
    assert sum(area.weight for area in each.areas) == 60


def test_hasil_sums_to_40(each: Rubric) -> None:
    assert {result.id: result.weight for result in each.results} == numbers(HASIL[each.id])
    assert sum(result.weight for result in each.results) == 40


def test_every_result_of_weight_belongs_to_a_group(each: Rubric) -> None:
    tell(
        f"{result.id}: group {result.group}"
        for result in each.results
        if (result.group is None) != (result.weight == 0)
        or (result.group and result.group not in each.groups)
    )


# --- thresholds ------------------------------------------------------------------------------


def maxima(rubric: Rubric) -> dict[str, Fraction]:
    """Return the most that each score named by a threshold can reach."""
    best = {f"area.{area.id}": area.weight for area in rubric.areas}
    best["pengungkit"] = sum(best.values(), Fraction(0))
    for result in rubric.results:
        best[result.id] = result.weight
    for group in rubric.groups:
        best[group] = sum((r.weight for r in rubric.results if r.group == group), Fraction(0))
    best["total"] = best["pengungkit"] + sum(r.weight for r in rubric.results)
    return best


@pytest.mark.parametrize(("rubric_id", "predicate"), list(THRESHOLDS))
def test_thresholds_are_those_of_the_source(
    rubric_id: str, predicate: str, rubrics: dict[str, Rubric]
) -> None:
    lines = rubrics[rubric_id].thresholds[predicate]
    assert {line.id: line.minimum for line in lines} == numbers(THRESHOLDS[rubric_id, predicate])


def test_every_threshold_can_be_reached(each: Rubric) -> None:
    best = maxima(each)
    tell(
        f"{predicate} {line.id}: {line.minimum} of at most {best[line.id]}"
        for predicate, lines in each.thresholds.items()
        for line in lines
        if line.minimum > best[line.id]
    )


def parts(rubric: Rubric) -> dict[str, list[str]]:
    """Return which scores make up each score."""
    groups = {g: [r.id for r in rubric.results if r.group == g] for g in rubric.groups}
    areas = [f"area.{area.id}" for area in rubric.areas]
    return {**groups, "pengungkit": areas, "total": ["pengungkit", *rubric.groups]}


def test_the_minimum_of_a_whole_is_not_below_those_of_its_parts(each: Rubric) -> None:
    """Or else the condition on the whole would say nothing."""
    for predicate, lines in each.thresholds.items():
        least = {line.id: line.minimum for line in lines}
        tell(
            f"{predicate} {whole}: {least[whole]}, its parts {total}"
            for whole, names in parts(each).items()
            if whole in least
            and (total := sum(least.get(name, Fraction(0)) for name in names)) > least[whole]
        )


def test_the_printed_15_5_leaves_a_known_quarter_between_parts_and_whole(rubric: Rubric) -> None:
    """The regulation's 15,75 would close both sums; the guideline prints 15,5, and we keep it."""
    for predicate, kinerja, whole in (("WBK", "2.5", "18.25"), ("WBBM", "3.75", "19.5")):
        least = {line.id: line.minimum for line in rubric.thresholds[predicate]}
        assert (least["kinerja"], least["bersih"]) == (Fraction(kinerja), Fraction(whole))
        assert least["spak"] + least["kinerja"] + Fraction("0.25") == least["bersih"]
        assert Fraction("15.75") + least["kinerja"] == least["bersih"]
        note = next(line.note for line in rubric.thresholds[predicate] if line.id == "spak")
        assert "15,75" in note


def test_wbbm_asks_no_less_than_wbk_and_a_held_wbk(each: Rubric) -> None:
    wbk = {line.id: line.minimum for line in each.thresholds["WBK"]}
    wbbm = {line.id: line.minimum for line in each.thresholds["WBBM"]}
    tell(f"{name}: {wbbm.get(name)} < {least}" for name, least in wbk.items() if wbbm[name] < least)
    assert each.needs_held == {"WBBM": "WBK"}


# --- scales ----------------------------------------------------------------------------------


def test_scales_fall_from_1_to_0_and_b_of_four_is_0_67(rubric: Rubric) -> None:
    values = {
        scale.id: {option: str(float(value)) for option, value in scale.options.items()}
        for scale in rubric.scales.values()
    }
    assert values == {
        "YT": {"Ya": "1.0", "Tidak": "0.0"},
        "ABC": {"A": "1.0", "B": "0.5", "C": "0.0"},
        "ABCD": {"A": "1.0", "B": "0.67", "C": "0.33", "D": "0.0"},
        "ABCDE": {"A": "1.0", "B": "0.75", "C": "0.5", "D": "0.25", "E": "0.0"},
        "PERSEN": {},
    }
    tell(
        f"{scale.id}: {better} before {worse}"
        for scale in rubric.scales.values()
        for better, worse in pairwise(scale.options.values())
        if better <= worse
    )


def test_cutoffs_name_options_and_fall_with_them(each: Rubric) -> None:
    for scale in each.scales.values():
        if scale.is_percentage:
            assert scale.cutoffs == ()
            continue
        # Every option has its cutoff, but the worst, which needs no proof.
        assert [cutoff.option for cutoff in scale.cutoffs] == list(scale.options)[:-1]
        bounds = [(cutoff.bound, cutoff.strict) for cutoff in scale.cutoffs]
        assert bounds == sorted(bounds, reverse=True), scale.id
        assert all(0 <= bound <= 1 for bound, _ in bounds), scale.id


def test_every_criterion_has_the_scale_of_the_lke(each: Rubric) -> None:
    words = SCALES.split()
    expected = dict(zip(words[::2], words[1::2], strict=True))
    assert len(expected) == 81
    found = {
        criterion.id: (criterion.scale.id, criterion.frequency is not None)
        for criterion in each.criteria.values()
    }
    wanted = {
        name: (SCALE_IDS[scale.rstrip("*")], scale.endswith("*"))
        for name, scale in expected.items()
    }
    tell(
        f"{name}: {found.get(name)}, not {wanted.get(name)}"
        for name in sorted({*found, *wanted}, key=ids.natural_key)
        if found.get(name) != wanted.get(name)
    )


def test_frequency_scales_count_a_pokok_paper_of_their_own(
    each: Rubric, catalogue: Catalogue
) -> None:
    """Monthly A, quarterly B, half-yearly C, yearly D: so in 52/2014 yearly is worth 0."""
    for criterion in each.criteria.values():
        rule = criterion.frequency
        if rule is None:
            continue
        document = catalogue.documents[rule.document]
        assert document.role is Role.POKOK, criterion.id
        assert document.id in criterion.documents, criterion.id
        assert document.cadence in dict(rule.options), criterion.id
        assert [(cadence.value, option) for cadence, option in rule.options] == [
            ("bulanan", "A"),
            ("triwulanan", "B"),
            ("semesteran", "C"),
            ("tahunan", "D"),
        ], criterion.id


def test_every_criterion_has_a_pokok_paper(each: Rubric, catalogue: Catalogue) -> None:
    def has_none(criterion: Criterion) -> bool:
        return all(catalogue.documents[d].role is not Role.POKOK for d in criterion.documents)

    tell(criterion.id for criterion in each.criteria.values() if has_none(criterion))


def test_every_criterion_is_worded(each: Rubric) -> None:
    tell(
        f"{criterion.id}: {text!r}"
        for criterion in each.criteria.values()
        for text in (
            criterion.title,
            criterion.question,
            criterion.letter,
            *criterion.options.values(),
        )
        if len(text) < 4
    )
    tell(
        f"{criterion.id}: two criteria ask {criterion.question!r}"
        for criterion in each.criteria.values()
        if sum(other.question == criterion.question for other in each.criteria.values()) > 1
    )
    letters = Counter(criterion.letter for criterion in each.criteria.values())
    tell(letter for letter, count in letters.items() if count > 1)
    assert all(26 <= criterion.page <= 42 for criterion in each.criteria.values())


def test_an_unknown_rubric_is_wrong_use_and_names_the_near_one(catalogue: Catalogue) -> None:
    with pytest.raises(UsageError, match=r"Maksud Anda pedoman-bpmp-2023\?"):
        load_rubric(Shelf(), "pedoman-bpmp-2024", catalogue)

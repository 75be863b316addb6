"""Verdicts: every condition for itself, compared unrounded, and shown so that no rounding flatters."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from desk import HERE, Desk, office_of, papers, rubric
from hypothesis import given
from hypothesis import strategies as st
from office import AS_OF

from zi_build.cli.telling import figures as telling
from zi_build.export import projections
from zi_build.model import text
from zi_build.model.assessment import Assessment, HeldPredicate, Voice
from zi_build.model.outcome import Condition, ResultScore, Scorecard, Share, Verdict
from zi_build.verdict import verdicts

HAIR = Fraction(1, 10**6)
WBK_HELD = {"WBK": HeldPredicate("WBK", HERE, 2025, "SK 100/2025")}
CASES = [
    (rubric_id, predicate, line.id)
    for rubric_id in ("pedoman-bpmp-2023", "permenpanrb-52-2014")
    for predicate, lines in rubric(rubric_id).thresholds.items()
    for line in lines
]


def card_of(reached: dict[str, Fraction]) -> Scorecard:
    """Return a scorecard whose every score is given, so that each condition can fail alone."""

    def some(*names: str) -> dict[str, Fraction]:
        return {name: reached.get(name, Fraction(0)) for name in names}

    areas = some(*(f"area.{number}" for number in range(1, 7)))
    return Scorecard(
        voice=Voice.SUPPORTED,
        criteria={},
        indicators={},
        areas={name.removeprefix("area."): points for name, points in areas.items()},
        results={
            name: ResultScore(name, None, points, provisional=False, why="")
            for name, points in some("spak", "spkp", "kinerja", "tlhp").items()
        },
        groups=some("bersih", "prima"),
        components=some("pengungkit", "hasil"),
        total=reached["total"],
        judged=Share(0, 81),
    )


def judge(rubric_id: str, predicate: str, **changes: Fraction) -> Verdict:
    """Judge a card that stands exactly on every threshold, but for some changes."""
    known = rubric(rubric_id)
    exact = {line.id: line.minimum for line in known.thresholds[predicate]}
    card = card_of({**exact, **{key.replace("_", "."): value for key, value in changes.items()}})
    return verdicts(known, card, Assessment(held=WBK_HELD), AS_OF)[predicate]


@pytest.mark.parametrize(("rubric_id", "predicate"), sorted({case[:2] for case in CASES}))
def test_exactly_on_every_threshold_is_met(rubric_id: str, predicate: str) -> None:
    verdict = judge(rubric_id, predicate)
    assert verdict.met
    assert all(condition.met and condition.lacking == 0 for condition in verdict.conditions)


@pytest.mark.parametrize(("rubric_id", "predicate", "name"), CASES)
def test_each_condition_fails_alone(rubric_id: str, predicate: str, name: str) -> None:
    lines = {line.id: line.minimum for line in rubric(rubric_id).thresholds[predicate]}
    verdict = judge(rubric_id, predicate, **{name.replace(".", "_"): lines[name] - HAIR})
    assert not verdict.met
    failed = [condition for condition in verdict.conditions if not condition.met]
    assert [condition.id for condition in failed] == [name]
    assert failed[0].lacking == HAIR


@pytest.mark.parametrize(
    ("held", "met", "note"),
    [
        (HeldPredicate("WBK", HERE, 2025, "SK 100/2025"), True, "SK 100/2025, 2025"),
        (HeldPredicate("WBK", HERE, 2025, None), False, "belum memegang WBK"),
        (HeldPredicate("WBK", HERE, None, "SK 100/2025"), False, "belum memegang WBK"),
        (HeldPredicate("WBK", HERE, 2027, "SK 1/2027"), False, "belum memegang WBK"),
        (None, False, "belum memegang WBK"),
    ],
)
def test_wbbm_needs_a_held_wbk(held: HeldPredicate | None, met: bool, note: str) -> None:
    card = card_of({line.id: Fraction(60) for line in rubric().thresholds["WBBM"]})
    card = replace(card, total=Fraction(100))
    found = verdicts(rubric(), card, Assessment(held={"WBK": held} if held else {}), AS_OF)
    assert found["WBK"].met
    assert found["WBBM"].met is met
    condition = found["WBBM"].conditions[-1]
    assert (condition.id, condition.met, condition.note) == ("wbk", met, note)


def test_condition_ids_are_those_that_programs_rely_on() -> None:
    areas = [f"area.{number}" for number in range(1, 7)]
    verdicts_ = Desk().build().verdicts[Voice.SUPPORTED]
    ids = {name: [c.id for c in verdict.conditions] for name, verdict in verdicts_.items()}
    assert ids["WBK"] == ["total", "pengungkit", *areas, "bersih", "spak", "kinerja", "prima"]
    assert ids["WBBM"] == [*ids["WBK"], "wbk"]


@pytest.mark.parametrize(
    ("pengungkit", "failed"),
    [
        ("36", ["total", "pengungkit"]),  # 60 % of every area, and no more
        ("40", ["total"]),  # 40 + 18,25 + 14 = 72,25
        ("42.75", []),
    ],
)
def test_sixty_percent_everywhere_is_not_wbk(pengungkit: str, failed: list[str]) -> None:
    """The conditions are independent: all of them, and not the sum alone."""
    total = Fraction(pengungkit) + Fraction("18.25") + 14
    verdict = judge("pedoman-bpmp-2023", "WBK", pengungkit=Fraction(pengungkit), total=total)
    assert [condition.id for condition in verdict.conditions if not condition.met] == failed


def test_each_voice_has_its_verdict() -> None:
    """The unit claims everything; its papers carry nothing; nobody has looked yet."""
    best = {key: next(iter(c.scale.options)) for key, c in rubric().criteria.items()}
    results = {"spak": "4", "spkp": "4", "kinerja": "A"}
    desk = office_of(papers("1.3.a/foto", "2026-T1"), answers=best, results=results)
    met = [voice for voice, found in desk.build().verdicts.items() if found["WBK"].met]
    assert met == [Voice.CLAIMED]


# --- how it is shown -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("reached", "required", "shown"),
    [
        ("71.205", "75", "71,21"),
        ("75", "75", "75,00"),
        ("74.99", "75", "74,99"),
        ("74.996", "75", "74,996"),
        ("74.9999996", "75", "74,999999"),
        ("15.49999999999", "15.5", "15,499999"),
        ("18.2499", "18.25", "18,2499"),
        ("75.004", "75", "75,00"),
        ("0", "15.5", "0,00"),
    ],
)
def test_a_number_shows_enough_decimals(reached: str, required: str, shown: str) -> None:
    assert text.against(Fraction(reached), Fraction(required)) == shown


def read(shown: str) -> Decimal:
    return Decimal(shown.replace(",", "."))


REQUIRED = sorted({line.minimum for _, lines in rubric().thresholds.items() for line in lines})


@given(st.sampled_from(REQUIRED), st.integers(1, 10**16), st.sampled_from((1, -1, 0)))
def test_no_rounding_makes_an_unmet_condition_look_met(
    required: Fraction, part: int, sign: int
) -> None:
    """On the page, in JSON and on the terminal alike."""
    reached = max(Fraction(0), required + sign * Fraction(required, part))
    condition = Condition("total", "", required, reached, Fraction(100), "")
    exact = Decimal(required.numerator) / Decimal(required.denominator)
    page = text.against(reached, required)
    verdict = Verdict("WBK", Voice.SUPPORTED, (condition,))
    written = projections._verdict({"WBK": verdict})["WBK"]["conditions"][0]
    said = telling.against(written["reached"], written["required"])
    assert Decimal(written["required"]) == exact
    for shown in (read(page), Decimal(written["reached"]), read(said)):
        assert (shown >= exact) is condition.met

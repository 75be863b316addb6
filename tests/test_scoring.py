"""Scores, worked by hand: values, cutoffs, frequencies, waivers, evaluators, and the hasil component."""

from dataclasses import replace
from datetime import date
from fractions import Fraction as F  # noqa: N817  (read as a number)

import pytest
from desk import HERE, Desk, office_of, paper, papers, rubric, verified

from zi_build.model.assessment import Verified, Voice, Waiver
from zi_build.model.evidence import Facts
from zi_build.model.rubric import Criterion
from zi_build.scoring import scorecards
from zi_build.slots import Calendar, fill
from zi_build.support import Scoring, carried_option

YEAR = [f"2025-{month:02}" for month in (9, 10, 11, 12)] + [f"2026-{m:02}" for m in range(1, 9)]
QUARTERS = ["2025-T3", "2025-T4", "2026-T1", "2026-T2"]
ACTIONS = "1.3.a/laporan-rencana-aksi"  # quarterly, the one pokok paper of 1.3.a (A-D)
REVIEWS = "4.1.c/laporan-pemantauan"  # monthly, the one pokok paper of 4.1.c (Ya/Tidak)
FOLLOW_UPS = "5.3.d/laporan-tindak-lanjut"  # monthly, the one pokok paper of 5.3.d (A-C)
MONITORING = "5.3.c/laporan-monev"  # monthly, counted by the frequency scale of 5.3.c
ZI_MONITORING = "1.3.b/laporan-monev"  # quarterly, counted by the frequency scale of 1.3.b


def scoring_of(desk: Desk) -> Scoring:
    """Return what scoring looks at, made without checks."""
    calendar = Calendar(desk.as_of, desk.start or desk.as_of, desk.workspace.holidays)
    statuses = fill(desk.workspace.catalogue, desk.items, {}, calendar)
    return Scoring(desk.workspace, statuses, calendar, frozenset())


# --- answers to points -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("answers", "indicator", "points", "sum_"),
    [
        ({"1.1.a": "Ya", "1.1.b": "A"}, "1.1", F(1), "(1 + 1) / 2 × 1"),
        ({"1.1.a": "Ya", "1.1.b": "B"}, "1.1", F(3, 4), "(1 + 0,5) / 2 × 1"),
        ({"1.1.a": "Tidak", "1.1.b": "C"}, "1.1", F(0), "(0 + 0) / 2 × 1"),
        ({"1.1.a": "Ya"}, "1.1", F(1, 2), "unanswered is 0: (1 + 0) / 2 × 1"),
        ({"2.1.a": "B", "2.1.b": "B", "2.1.c": "B"}, "2.1", F("1.005"), "0,67 × 1,5 and not 2/3"),
        ({"1.3.a": "A", "1.3.b": "B", "1.3.c": "C"}, "1.3", F(4, 3), "(1 + 0,67 + 0,33) / 3 × 2"),
        # A sheet of 52/2014 that shows 41,75 %: Tidak, Ya, Tidak, B.
        (
            {"1.4.a": "Tidak", "1.4.b": "Ya", "1.4.c": "Tidak", "1.4.d": "B"},
            "1.4",
            F("0.4175"),
            "(0 + 1 + 0 + 0,67) / 4 × 1",
        ),
        ({"3.6.a": "C"}, "3.6", F("0.33"), "0,33 / 1 × 1"),
        (
            {"3.4.a": "A", "3.4.b": "B", "3.4.c": "D", "3.4.d": "D"},
            "3.4",
            F("1.92"),
            "(1 + 0,67 + 0,25 + 0) / 4 × 4",
        ),
    ],
)
def test_an_indicator_is_the_mean_of_its_answers_times_its_weight(
    answers: dict[str, str], indicator: str, points: F, sum_: str
) -> None:
    card = Desk(answers=answers).card(Voice.CLAIMED)
    assert card.indicators[indicator] == points, sum_
    assert card.areas[indicator[0]] == points
    assert card.total == card.components["pengungkit"] == points


def test_the_best_answers_everywhere_are_worth_60() -> None:
    best = {key: next(iter(c.scale.options)) for key, c in rubric().criteria.items()}
    card = Desk(answers=best).card(Voice.CLAIMED)
    assert [str(points) for points in card.areas.values()] == ["5", "5", "15", "10", "15", "10"]
    assert card.total == 60
    assert (card.judged.held, card.judged.due) == (81, 81)


@pytest.mark.parametrize("text", ["ya", "YA", " Ya "])
def test_an_answer_is_read_as_people_write_it(text: str) -> None:
    assert Desk(answers={"1.1.a": text}).score("1.1.a", "claimed").option == "Ya"


@pytest.mark.parametrize("text", ["F", "Ya/Tidak", "1", ""])
def test_an_answer_off_the_scale_is_no_answer(text: str) -> None:
    """A cell `Ya/Tidak` once made a spreadsheet drop the question silently; here it is 0, and said."""
    build = Desk(answers={"1.1.a": text, "1.1.b": "A"}).build()
    score = build.scores[Voice.CLAIMED].criteria["1.1.a"]
    assert (score.option, score.value, score.points) == (None, None, 0)
    assert score.why == "Belum dijawab, dihitung 0."
    assert build.scores[Voice.CLAIMED].indicators["1.1"] == F(1, 2)
    assert [found.code for found in build.diagnostics] == ["ZI301"]


# --- what the papers carry -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("criterion", "document", "periods", "of", "held", "option"),
    [
        # Ya from three quarters.
        ("4.1.c", REVIEWS, YEAR, 12, 12, "Ya"),
        ("4.1.c", REVIEWS, YEAR, 12, 9, "Ya"),
        ("4.1.c", REVIEWS, YEAR, 12, 8, "Tidak"),
        ("4.1.c", REVIEWS, YEAR, 12, 0, "Tidak"),
        # A-C: A only with everything, B with anything.
        ("5.3.d", FOLLOW_UPS, YEAR, 12, 12, "A"),
        ("5.3.d", FOLLOW_UPS, YEAR, 12, 11, "B"),
        ("5.3.d", FOLLOW_UPS, YEAR, 12, 1, "B"),
        ("5.3.d", FOLLOW_UPS, YEAR, 12, 0, "C"),
        # A-D: B only above one half, C with anything.
        ("1.3.a", ACTIONS, QUARTERS, 4, 4, "A"),
        ("1.3.a", ACTIONS, QUARTERS, 4, 3, "B"),
        ("1.3.a", ACTIONS, QUARTERS, 4, 2, "C"),
        ("1.3.a", ACTIONS, QUARTERS, 4, 1, "C"),
        ("1.3.a", ACTIONS, QUARTERS, 4, 0, "D"),
    ],
)
def test_the_best_option_that_the_pokok_papers_carry(
    criterion: str, document: str, periods: list[str], of: int, held: int, option: str
) -> None:
    best = next(iter(rubric().criteria[criterion].scale.options))
    # 14 September: August is due on that day, so September 2025 is still the first of twelve.
    desk = office_of(
        papers(document, *periods[len(periods) - held :]),
        answers={criterion: best},
        as_of=date(2026, 9, 30),
    )
    score = desk.score(criterion)
    assert desk.share(document) == (held, of)
    assert (score.option, score.share) == (option, F(held, of))
    assert desk.score(criterion, "claimed").option == best


@pytest.mark.parametrize(
    ("held", "option"), [(12, "A"), (11, "B"), (9, "B"), (8, "C"), (6, "C"), (5, "D"), (1, "D"), (0, "E")]
)  # fmt: skip
def test_cutoffs_of_the_scale_of_five(held: int, option: str) -> None:
    """3.4.c is a frequency; with its scale read as a share: B from 3/4, C from 1/2, D above 0."""
    document = "3.4.c/pengukuran-kinerja"
    scoring = scoring_of(office_of(papers(document, *YEAR[:held])))
    as_share = replace(rubric().criteria["3.4.c"], frequency=None)
    assert carried_option(scoring, as_share)[0] == option


def percentage() -> Criterion:
    """Return 1.3.a as if its answer were a percentage."""
    return replace(rubric().criteria["1.3.a"], scale=rubric().scales["PERSEN"])


@pytest.mark.parametrize(
    ("claim", "supported"), [("0.9", F(3, 4)), ("0,5", F(1, 2)), ("1", F(3, 4)), ("0", F(0))]
)
def test_a_percentage_is_not_above_the_share(claim: str, supported: F) -> None:
    desk = office_of(papers(ACTIONS, *QUARTERS[1:]), answers={"1.3.a": claim})
    workspace = desk.workspace
    area = workspace.rubric.areas[0]
    indicator = replace(area.indicators[2], criteria=(percentage(),))
    small = replace(workspace.rubric, areas=(replace(area, indicators=(indicator,)),))
    cards = scorecards(replace(scoring_of(desk), workspace=replace(workspace, rubric=small)))
    assert cards[Voice.SUPPORTED].criteria["1.3.a"].value == supported
    assert cards[Voice.SUPPORTED].indicators["1.3"] == supported * 2


def test_a_claim_below_what_the_papers_carry_stays_as_it_is() -> None:
    desk = office_of(papers(ACTIONS, *QUARTERS), answers={"1.3.a": "C"})
    assert desk.score("1.3.a").option == "C"
    assert "diturunkan" not in desk.score("1.3.a").why


def test_a_lowered_claim_says_why() -> None:
    why = (
        office_of(papers(ACTIONS, "2026-T1", "2026-T2"), answers={"1.3.a": "A"}).score("1.3.a").why
    )
    assert "terpenuhi 50 persen" in why
    assert "Jawaban unit A diturunkan menjadi C" in why


def test_the_share_is_the_mean_over_the_pokok_papers() -> None:
    """2.1.c rests on two yearly papers; one of them makes one half, which is C."""
    desk = office_of([paper("2.1.c/laporan-evaluasi", "2025 Evaluasi POS")], answers={"2.1.c": "A"})
    assert (desk.score("2.1.c").share, desk.score("2.1.c").option) == (F(1, 2), "C")


def test_pelengkap_papers_never_change_a_score() -> None:
    desk = Desk(answers={"1.3.a": "A"})
    photos = papers("1.3.a/foto", *QUARTERS)
    assert desk.plus(*photos).score("1.3.a") == desk.score("1.3.a")
    assert desk.plus(*photos).build().completeness.held == 4


def test_what_is_not_due_yet_cannot_be_assessed() -> None:
    score = Desk(start=date(2026, 9, 1), answers={"1.3.a": "A"}).score("1.3.a")
    assert (score.option, score.value, score.share) == (None, None, None)
    assert score.why.startswith("Belum waktunya")


def test_papers_without_an_answer_earn_nothing_and_say_what_they_carry() -> None:
    score = office_of(papers(ACTIONS, *QUARTERS)).score("1.3.a")
    assert (score.value, score.points, score.share) == (None, 0, 1)
    assert score.why.endswith("Unit belum menjawab, dihitung 0.")


# --- scales that are a frequency -------------------------------------------------------------


@pytest.mark.parametrize(
    ("months", "option"),
    [
        (YEAR, "A"),
        ([month for month in YEAR if month != "2026-02"], "B"),  # every quarter still has one
        (["2025-09", "2025-12", "2026-03", "2026-06"], "B"),
        (["2025-12", "2026-03", "2026-06"], "C"),  # the third quarter of 2025 has none
        (["2025-12", "2026-06"], "C"),
        (["2025-12"], "D"),
        (["2026-06"], "D"),  # 2026 has one, and is not over: but 2025 is the year that was due
        ([], "D"),
    ],
)
def test_the_highest_frequency_whose_every_due_period_has_a_paper(
    months: list[str], option: str
) -> None:
    desk = office_of(papers(MONITORING, *months), answers={"5.3.c": "A"})
    assert desk.score("5.3.c").option == option


def test_yearly_is_worth_nothing_on_four_options_and_a_quarter_on_five() -> None:
    yearly = papers(MONITORING, "2025-12") + papers("3.4.c/pengukuran-kinerja", "2025-12")
    desk = office_of(yearly, answers={"5.3.c": "A", "3.4.c": "A"})
    assert (desk.score("5.3.c").option, desk.score("5.3.c").value) == ("D", 0)
    assert (desk.score("3.4.c").option, desk.score("3.4.c").value) == ("D", F(1, 4))
    nothing = Desk(answers={"3.4.c": "A"})
    assert (nothing.score("3.4.c").option, nothing.score("3.4.c").value) == ("E", 0)


def test_more_often_than_asked_counts() -> None:
    """The guideline asks for a report each quarter, which is B; an office that reports monthly has A."""
    quarterly = office_of(papers(ZI_MONITORING, *QUARTERS), answers={"1.3.b": "A"})
    monthly = office_of(papers(ZI_MONITORING, *YEAR), answers={"1.3.b": "A"})
    assert (quarterly.score("1.3.b").option, monthly.score("1.3.b").option) == ("B", "A")
    assert quarterly.share(ZI_MONITORING) == (4, 4)


@pytest.mark.parametrize("day", [date(2026, 10, day) for day in (1, 13, 15, 18, 21, 22)])
def test_a_quarterly_office_stays_quarterly_on_every_day(day: date) -> None:
    """In mid-October twelve months reach back to October, but four quarters still to July."""
    reports = papers(MONITORING, "2025-09", "2025-12", "2026-03", "2026-06", "2026-09")
    desk = office_of(reports, answers={"5.3.c": "A"}, as_of=day)
    assert desk.score("5.3.c").option == "B"


def test_a_young_office_keeps_the_rhythm_that_it_has_kept_so_far() -> None:
    young = Desk(start=date(2026, 7, 1), answers={"5.3.c": "A"})
    assert young.plus(*papers(MONITORING, "2026-07", "2026-08")).score("5.3.c").option == "A"
    assert young.plus(*papers(MONITORING, "2026-08")).score("5.3.c").option == "B"
    assert young.score("5.3.c").option == "D"
    younger = young.with_(start=date(2026, 9, 1))
    assert younger.score("5.3.c").value is None


# --- waivers ---------------------------------------------------------------------------------


def test_a_waived_criterion_leaves_the_mean_of_its_indicator() -> None:
    """(1) / 1 × 1 and not (1 + 0) / 2 × 1."""
    desk = Desk(answers={"1.1.a": "Ya"}, waivers={"1.1.b": "Tim ditetapkan pusat."})
    card = desk.card("claimed")
    assert card.indicators["1.1"] == 1
    assert card.criteria["1.1.b"].waived
    assert card.criteria["1.1.b"].why == "Tidak berlaku: Tim ditetapkan pusat."
    assert card.judged.due == 80


def test_an_indicator_waived_whole_is_0() -> None:
    desk = Desk(answers={"1.1.a": "Ya"}, waivers={"1.1.a": "x", "1.1.b": "y"})
    assert desk.card("claimed").indicators["1.1"] == 0


def test_a_waived_paper_leaves_the_mean_of_its_criterion() -> None:
    held = [paper("2.1.c/laporan-evaluasi", "2025 Evaluasi POS")]
    desk = office_of(held, answers={"2.1.c": "A"})
    waived = desk.with_(waivers={"2.1.c/tindak-lanjut": "Evaluasi tanpa rekomendasi."})
    assert (desk.score("2.1.c").option, waived.score("2.1.c").option) == ("C", "A")


@pytest.mark.parametrize(
    ("agreed", "points"),
    [(None, F(1, 2)), (date(2026, 7, 1), F(1)), (date(2026, 10, 1), F(1, 2))],
)
def test_the_evaluators_leave_out_only_what_they_agreed_to(agreed: date | None, points: F) -> None:
    waiver = Waiver("1.1.b", HERE, "Tim ditetapkan pusat.", agreed)
    desk = Desk(waivers={"1.1.b": waiver}, tpi={"1.1.a": verified("Ya")})
    assert desk.card("verified").indicators["1.1"] == points


def test_a_waiver_without_a_reason_changes_no_score() -> None:
    desk = Desk(answers={"1.1.a": "Ya"}, waivers={"1.1.b": "  "})
    assert desk.card("claimed").indicators["1.1"] == F(1, 2)


# --- the evaluators --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("answer", "value"),
    [
        (verified("B"), F("0.67")),
        (verified("B", date(2026, 9, 30)), F("0.67")),
        (verified("B", date(2026, 10, 1)), None),  # it will be said tomorrow
        (verified("B", None), None),
        (verified("F"), None),
    ],
)
def test_an_evaluators_answer_counts_from_its_date(answer: Verified, value: F | None) -> None:
    card = Desk(tpi={"1.3.a": answer}).card("verified")
    assert card.criteria["1.3.a"].value == value
    assert (card.judged.held, card.judged.due) == (int(value is not None), 81)
    assert card.indicators["1.3"] == (value or 0) * 2 / 3


def test_an_evaluator_may_see_more_than_the_papers_carry() -> None:
    desk = Desk(answers={"1.3.a": "B"}, tpi={"1.3.a": verified("A")})
    assert desk.score("1.3.a").option == "D"
    assert desk.score("1.3.a", "verified").option == "A"


def test_an_answer_lapses_when_a_paper_that_was_seen_changes_or_goes() -> None:
    seen = paper(ACTIONS, "2026-T1")
    assert seen.facts
    answer = verified("A", seen=(seen.facts.sha256[:12],))
    kept = office_of([seen], tpi={"1.3.a": answer})
    assert kept.score("1.3.a", "verified").option == "A"
    assert kept.plus(paper(ACTIONS, "2026-T2")).score("1.3.a", "verified").option == "A"
    for gone in (
        kept.with_(items=()),
        kept.with_(items=(replace(seen, facts=Facts("0" * 64, 1, "pdf")),)),
    ):
        build = gone.build()
        score = build.scores[Voice.VERIFIED].criteria["1.3.a"]
        assert (score.option, score.value, score.points) == (None, None, 0)
        assert score.why.startswith("Perlu diperiksa ulang")
        assert build.lapsed == {"1.3.a"}
        assert [found.code for found in build.diagnostics] == ["ZI305"]

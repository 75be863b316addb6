"""Slots, example by example: what is asked for on a day, and what stands there.

`slots` shows period → state; a state in brackets does not count. (held, due) is what counts.
"""

from datetime import date, timedelta

import pytest
from desk import Desk, office_of, paper, papers

from zi_build.model.outcome import GapState

MONTHLY = "5.3.c/laporan-monev"  # due 10 working days after the month
QUARTERLY = "1.3.b/laporan-monev"  # 15 working days after the quarter
HALF_YEARLY = "6.3.a/laporan-skm"  # 20 working days after the half-year
YEARLY = "2.1.c/laporan-evaluasi"  # 20 working days after the year
PLAN = "1.2.a/rencana-aksi"  # yearly, by 31 January of its own year
LAKIN = "4.2.e/lakin"  # yearly, by 31 January of the next year, and must be on time
DECREE = "1.1.b/sk-tim-kerja"  # once, until replaced


def due(desk: Desk, document: str, period: str) -> str:
    """Return the due date of one slot."""
    slot = next(slot for slot in desk.status(document).slots if slot.key == period)
    return slot.due.isoformat()


# --- which periods are asked for -------------------------------------------------------------


@pytest.mark.parametrize(
    ("document", "periods"),
    [
        (MONTHLY, "2025-09 … 2026-08"),
        (QUARTERLY, "2025-T3 2025-T4 2026-T1 2026-T2"),
        (HALF_YEARLY, "2025-S2 2026-S1"),
        (YEARLY, "2025"),
        (PLAN, "2026"),
        (LAKIN, "2025"),
    ],
)
def test_the_newest_due_slots_count_as_many_as_one_year_has(document: str, periods: str) -> None:
    """30 September 2026: August was due on 14 September, the third quarter is not due yet."""
    slots = Desk(as_of=date(2026, 9, 30), start=date(2024, 1, 2)).slots(document)
    counted = [period for period, state in slots.items() if state == "missing"]
    if "…" in periods:
        assert len(counted) == 12
        assert f"{counted[0]} … {counted[-1]}" == periods
    else:
        assert " ".join(counted) == periods
    rest = {state for state in slots.values() if state != "missing"}
    assert rest <= {"(not_due)"}


def test_nothing_is_asked_for_before_the_start_of_building() -> None:
    """The month in which building began is the first that is asked for."""
    young = Desk(start=date(2026, 6, 15), as_of=date(2026, 9, 30))
    assert young.slots(MONTHLY) == {
        "2026-06": "missing",
        "2026-07": "missing",
        "2026-08": "missing",
        "2026-09": "(not_due)",
    }
    assert young.slots(YEARLY) == {"2026": "(not_due)"}
    older = young.plus(paper(MONTHLY, "2026-05 Monev"), paper(MONTHLY, "2026-06 Monev"))
    assert older.share(MONTHLY) == (1, 3)


def test_without_a_start_a_full_year_is_asked_for_whatever_was_filed() -> None:
    nothing = Desk(start=None, as_of=date(2026, 2, 20))
    assert nothing.share(MONTHLY) == (0, 12)
    old = nothing.plus(paper(DECREE, "2019-12-01 SK"))
    assert old.slots(MONTHLY) == nothing.slots(MONTHLY)


def test_january_does_not_begin_at_zero() -> None:
    """On 2 January the twelve newest due months are those of the old year."""
    months = [f"2026-{month:02} Monev" for month in range(1, 12)]
    desk = office_of(papers(MONTHLY, "2025-12 Monev", *months), as_of=date(2027, 1, 2))
    assert desk.share(MONTHLY) == (12, 12)


def test_a_slot_filled_early_counts_on_both_sides() -> None:
    before = office_of(papers(QUARTERLY, "2026-T1 a", "2026-T2 b"), start=date(2026, 1, 2))
    assert before.share(QUARTERLY) == (2, 2)
    assert before.slots(QUARTERLY)["2026-T3"] == "(not_due)"
    early = before.plus(paper(QUARTERLY, "2026-09-28 c"))
    assert early.share(QUARTERLY) == (3, 3)
    assert early.slots(QUARTERLY)["2026-T3"] == "filled"


def test_a_paper_is_in_time_on_its_due_day_and_owed_the_day_after() -> None:
    """January 2026 was due on Friday 13 February."""
    desk = Desk(start=date(2026, 1, 1))
    assert due(desk, MONTHLY, "2026-01") == "2026-02-13"
    assert desk.with_(as_of=date(2026, 2, 13)).slots(MONTHLY)["2026-01"] == "(not_due)"
    assert desk.with_(as_of=date(2026, 2, 14)).slots(MONTHLY)["2026-01"] == "missing"


def test_if_nothing_is_due_and_nothing_is_there_nothing_counts() -> None:
    desk = Desk(start=date(2026, 9, 1), as_of=date(2026, 9, 5))
    assert desk.slots(MONTHLY) == {"2026-09": "(not_due)"}
    assert desk.share(MONTHLY) == (0, 0)
    assert desk.status(MONTHLY).share.fraction is None


YEAR_WALK = """
2026-01-20  0/0    nothing is due yet
2026-02-01  1/1    January came on its last day, before it was due
2026-02-20  1/1
2026-03-01  2/2
2026-04-01  3/3
2026-05-01  3/3    April is not there, and not due before 18 May
2026-05-18  3/3
2026-05-19  3/4    now it is missing
2026-06-01  4/5
2026-07-01  5/6
2026-08-01  6/7
2026-09-01  7/8
2026-10-01  8/9
2026-11-01  9/10
2026-12-01  10/11
2027-01-01  11/12  a whole year
2027-01-20  11/12  December is due; the window is full
2027-02-20  10/12  January 2027 is missing, January 2026 left the window
2027-03-20  9/12
2027-05-20  8/12   April 2026 left the window at last, April 2027 is missing
2028-05-20  0/12
"""


@pytest.mark.parametrize("line", YEAR_WALK.strip().splitlines())
def test_a_year_month_by_month(line: str) -> None:
    """Building began on 1 January 2026; every month but April came, on its last day, until December."""
    day, share = line.split()[:2]
    dates = [date(2026, month + 1, 1) - timedelta(days=1) for month in (1, 2, 3, *range(5, 12))]
    desk = office_of(
        papers(MONTHLY, *(f"{text} Monev" for text in (*dates, "2026-12-31"))),
        start=date(2026, 1, 1),
        as_of=date.fromisoformat(day),
    )
    held, owed = desk.share(MONTHLY)
    assert f"{held}/{owed}" == share


# --- due dates -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("document", "period", "expected", "why"),
    [
        (MONTHLY, "2026-02", "2026-03-13", "ten working days of March"),
        (MONTHLY, "2026-03", "2026-04-15", "3 April is Good Friday"),
        (MONTHLY, "2026-04", "2026-05-18", "1 May and Ascension Day"),
        (QUARTERLY, "2026-T2", "2026-07-21", "fifteen working days"),
        (HALF_YEARLY, "2026-S1", "2026-07-28", "twenty working days"),
        (YEARLY, "2025", "2026-01-30", "New Year's Day and Isra' Mi'raj"),
        (PLAN, "2026", "2026-01-31", "a fixed day stays, though a Saturday"),
        (LAKIN, "2025", "2026-01-31", "of the year that follows"),
    ],
)
def test_due_dates_skip_weekends_and_public_holidays(
    document: str, period: str, expected: str, why: str
) -> None:
    assert due(Desk(start=date(2025, 1, 2)), document, period) == expected, why


def test_the_offices_own_free_days_move_a_due_date() -> None:
    desk = Desk(free=frozenset({date(2026, 3, 10)}))
    assert due(desk, MONTHLY, "2026-02") == "2026-03-16"


def test_nobody_is_late_for_a_day_before_building_began() -> None:
    """Building began on 16 March: the plan, due by 31 January, gets twenty working days from there."""
    desk = Desk(start=date(2026, 3, 16), as_of=date(2026, 4, 15))
    assert due(desk, PLAN, "2026") == "2026-04-15"
    assert desk.slots(PLAN) == {"2026": "(not_due)"}
    assert desk.with_(as_of=date(2026, 4, 16)).slots(PLAN) == {"2026": "missing"}


def test_standing_papers_are_due_sixty_working_days_after_the_start() -> None:
    desk = Desk(start=date(2026, 1, 2), as_of=date(2026, 4, 2))
    assert due(desk, DECREE, "sekali") == "2026-04-01"
    assert desk.slots(DECREE) == {"sekali": "missing"}
    assert desk.with_(as_of=date(2026, 4, 1)).slots(DECREE) == {"sekali": "(not_due)"}


# --- which paper fills which slot ------------------------------------------------------------


@pytest.mark.parametrize(
    ("document", "name", "slot"),
    [
        (MONTHLY, "2026-03-05 Monev", "2026-03"),
        (MONTHLY, "2026-03 Monev", "2026-03"),
        (QUARTERLY, "2026-03-05 Monev", "2026-T1"),
        (QUARTERLY, "2026-03 Monev", "2026-T1"),
        (QUARTERLY, "2026-T1 Monev", "2026-T1"),
        (HALF_YEARLY, "2026-T2 SKM", "2026-S1"),
        (YEARLY, "2025-S2 Evaluasi POS", "2025"),
        (YEARLY, "2025 Evaluasi POS", "2025"),
    ],
)
def test_a_finer_date_fills_the_coarser_slot_that_contains_it(
    document: str, name: str, slot: str
) -> None:
    slots = office_of([paper(document, name)]).slots(document)
    assert [period for period, state in slots.items() if state == "filled"] == [slot]


@pytest.mark.parametrize("name", ["2026-T1 Monev", "2026-S1 Monev", "2026 Monev"])
def test_a_coarser_name_is_an_error_and_fills_nothing(name: str) -> None:
    build = office_of([paper(MONTHLY, name)]).build()
    assert [found.code for found in build.diagnostics] == ["ZI203"]
    assert build.statuses[MONTHLY].share.held == 0


def test_the_period_in_the_name_decides_not_the_year_folder() -> None:
    """LAKIN 2025 may lie in 2025 or in 2026."""
    from_2026 = paper(LAKIN, "2025 LAKIN")
    assert office_of([from_2026]).slots(LAKIN) == {"2025": "filled", "2026": "(not_due)"}


def test_what_begins_after_the_day_of_judgement_is_invisible_not_wrong() -> None:
    later = papers(MONTHLY, "2026-10 Monev", "2026-10-01 Monev") + papers(DECREE, "2026-11-02 SK")
    build = office_of(later, as_of=date(2026, 9, 30)).build()
    assert build.diagnostics == ()
    assert build.good == ()
    assert build.completeness.held == 0


def test_what_was_received_after_the_day_of_judgement_was_not_there_yet() -> None:
    """Judging an earlier day again gives the same answer, whatever came in since."""
    late = paper(MONTHLY, "2026-08 Monev", received=date(2026, 10, 5))
    assert office_of([late], as_of=date(2026, 9, 30)).slots(MONTHLY)["2026-08"] == "missing"
    assert office_of([late], as_of=date(2026, 10, 5)).slots(MONTHLY)["2026-08"] == "late"


def test_one_paper_may_serve_several_documents() -> None:
    shared = paper(MONTHLY, "2026-08 Monev", also_for=("5.3.d/laporan-tindak-lanjut",))
    desk = office_of([shared])
    assert desk.slots(MONTHLY)["2026-08"] == "filled"
    assert desk.slots("5.3.d/laporan-tindak-lanjut")["2026-08"] == "filled"


def test_two_papers_in_one_slot_are_one_slot_held() -> None:
    two = papers(MONTHLY, "2026-08-04 Monev awal", "2026-08-20 Monev akhir")
    desk = office_of(two, start=date(2026, 8, 1))
    assert desk.share(MONTHLY) == (1, 1)
    assert len(desk.status(MONTHLY).slots[0].items) == 2


# --- late ------------------------------------------------------------------------------------


def test_a_late_paper_fills_its_slot() -> None:
    """August was due on 14 September."""
    in_time = paper(MONTHLY, "2026-08 Monev", received=date(2026, 9, 14))
    too_late = paper(MONTHLY, "2026-08 Monev", received=date(2026, 9, 15))
    assert office_of([in_time]).slots(MONTHLY)["2026-08"] == "filled"
    assert office_of([too_late]).slots(MONTHLY)["2026-08"] == "late"
    assert office_of([too_late]).share(MONTHLY) == (1, 12)


def test_a_full_date_in_the_name_after_the_due_date_is_late() -> None:
    assert office_of([paper(PLAN, "2026-02-02 Rencana aksi")]).slots(PLAN)["2026"] == "late"
    assert office_of([paper(PLAN, "2026-01-31 Rencana aksi")]).slots(PLAN)["2026"] == "filled"
    # A month does not say the day, so nobody is called late for it.
    assert office_of([paper(PLAN, "2026-02 Rencana aksi")]).slots(PLAN)["2026"] == "filled"


def test_one_paper_in_time_is_enough() -> None:
    both = [
        paper(MONTHLY, "2026-08 Monev"),
        paper(MONTHLY, "2026-08 Tambahan", received=date(2026, 9, 20)),
    ]
    assert office_of(both).slots(MONTHLY)["2026-08"] == "filled"


def test_a_late_lakin_counts_against_its_own_criterion_only() -> None:
    """4.2.e asks whether it was on time; 4.2.f asks only what stands in it."""
    answers = {"4.2.e": "Ya", "4.2.f": "A"}
    in_time = office_of([paper(LAKIN, "2025 LAKIN")], answers=answers)
    late = office_of([paper(LAKIN, "2025 LAKIN", received=date(2026, 2, 2))], answers=answers)
    assert (in_time.score("4.2.e").value, in_time.score("4.2.f").value) == (1, 1)
    assert (late.score("4.2.e").value, late.score("4.2.f").value) == (0, 1)
    assert late.share(LAKIN) == (1, 1)
    gap = next(gap for gap in late.build().gaps if gap.document == LAKIN)
    assert gap.state is GapState.LATE

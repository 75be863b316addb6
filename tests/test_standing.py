"""Papers asked for once, papers of events, and waivers: what stands, until when, and instead of what."""

from dataclasses import replace
from datetime import date

import pytest
from desk import START, Desk, catalogue, holidays, office_of, paper, papers

from zi_build.model.catalogue import Validity
from zi_build.model.outcome import GapState, SlotState
from zi_build.slots import Calendar, fill

DECREE = "1.1.b/sk-tim-kerja"  # once, until replaced
MINUTES = "1.1.b/berita-acara"  # once, stands with the decree that it led to
RENSTRA = "4.2.a/renstra"  # every five years
COMPLAINTS = "5.3.b/respon-pengaduan"  # on event; nihil may stand for it
TRANSFER = "3.2.a/sk-mutasi"  # on event; nothing replaces it
MONTHLY = "5.3.c/laporan-monev"  # each month


# --- papers that stand -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "until", "as_of", "state"),
    [
        ("2026-01-12 SK", None, "2026-09-30", "filled"),
        ("2025-01-12 SK", None, "2026-09-30", "carried"),
        ("2019-01-12 SK", None, "2026-09-30", "carried"),
        ("2025-01-12 SK", date(2026, 9, 30), "2026-09-30", "carried"),
        ("2025-01-12 SK", date(2026, 9, 29), "2026-09-30", "missing"),
    ],
)
def test_a_decree_stands_until_replaced_or_until_it_says(
    name: str, until: date | None, as_of: str, state: str
) -> None:
    said = {"valid_until": until} if until else {}
    desk = office_of([paper(DECREE, name, **said)], as_of=date.fromisoformat(as_of))
    assert desk.slots(DECREE) == {"sekali": state}


def test_an_expired_paper_is_named_as_such() -> None:
    old = paper(DECREE, "2025-01-12 SK", valid_until=date(2025, 12, 31))
    build = office_of([old]).build()
    gap = next(gap for gap in build.gaps if gap.document == DECREE)
    assert gap.state is GapState.EXPIRED
    assert build.statuses[DECREE].slots[0].lapsed == (old,)
    renewed = office_of([old, paper(DECREE, "2026-01-05 SK")])
    assert renewed.slots(DECREE) == {"sekali": "filled"}


def test_an_expired_paper_is_not_owed_before_its_document_is_due() -> None:
    """Showing an old decree never makes an office look worse than showing nothing."""
    young = Desk(start=date(2026, 9, 1))
    old = paper(DECREE, "2025-01-12 SK", valid_until=date(2025, 12, 31))
    assert young.slots(DECREE) == young.plus(old).slots(DECREE) == {"sekali": "(not_due)"}


def test_renstra_stands_five_years() -> None:
    plan = paper(RENSTRA, "2022 Renstra")
    states = {
        year: office_of([plan], as_of=date(year, 6, 30), start=date(2022, 1, 3)).slots(RENSTRA)
        for year in (2022, 2026, 2027)
    }
    assert states == {
        2022: {"sekali": "filled"},
        2026: {"sekali": "carried"},
        2027: {"sekali": "missing"},
    }


@pytest.mark.parametrize(
    ("name", "state"), [("2026-01-12 SK", "filled"), ("2025-01-12 SK", "missing")]
)
def test_a_yearly_decree_ends_with_its_year(name: str, state: str) -> None:
    """`berlaku: akhir-tahun` in the catalogue."""
    yearly = replace(catalogue().documents[DECREE], validity=Validity.AKHIR_TAHUN)
    known = replace(catalogue(), documents={DECREE: yearly})
    calendar = Calendar(date(2026, 9, 30), START, holidays())
    (slot,) = fill(known, [paper(DECREE, name)], {}, calendar)[DECREE].slots
    assert slot.state.value == state


def test_papers_of_an_event_stand_as_long_as_the_decree_that_it_led_to() -> None:
    minutes = paper(MINUTES, "2025-01-10 Berita acara")
    until = date(2025, 12, 31)
    assert office_of([minutes]).slots(MINUTES) == {"sekali": "carried"}
    decree = paper(DECREE, "2025-01-15 SK")
    assert office_of([minutes, decree]).slots(MINUTES) == {"sekali": "carried"}
    ended = paper(DECREE, "2025-01-15 SK", valid_until=until)
    assert office_of([minutes, ended]).slots(MINUTES) == {"sekali": "missing"}
    renewed = paper(DECREE, "2026-01-15 SK")
    assert office_of([minutes, ended, renewed]).slots(MINUTES) == {"sekali": "carried"}


def test_an_older_decree_says_nothing_of_a_younger_event() -> None:
    minutes = paper(MINUTES, "2026-01-10 Berita acara")
    older = paper(DECREE, "2024-01-15 SK", valid_until=date(2024, 12, 31))
    assert office_of([minutes, older]).slots(MINUTES) == {"sekali": "filled"}


# --- events ----------------------------------------------------------------------------------


def test_an_event_paper_has_one_slot_a_year() -> None:
    several = papers(COMPLAINTS, "2025-02-03 a", "2025-08-19 b", "2026-03-04 c")
    assert office_of(several).slots(COMPLAINTS) == {"2025": "filled", "2026": "filled"}
    assert Desk().slots(COMPLAINTS) == {"2025": "missing", "2026": "(not_due)"}


def test_a_nihil_statement_fills_an_event_slot_where_the_catalogue_allows_it() -> None:
    nihil = paper(COMPLAINTS, "2025 Pernyataan nihil", nihil=True)
    assert office_of([nihil]).slots(COMPLAINTS)["2025"] == "nihil"
    assert office_of([nihil]).share(COMPLAINTS) == (1, 1)
    with_one = office_of([nihil, paper(COMPLAINTS, "2025-08-19 Respons")])
    assert with_one.slots(COMPLAINTS)["2025"] == "filled"


def test_nothing_replaces_what_had_to_happen() -> None:
    build = office_of([paper(TRANSFER, "2025 Nihil", nihil=True)]).build()
    assert [found.code for found in build.diagnostics] == ["ZI213"]
    assert build.statuses[TRANSFER].share.held == 0
    gap = next(gap for gap in build.gaps if gap.document == TRANSFER)
    assert gap.state is GapState.UNUSABLE


# --- waivers ---------------------------------------------------------------------------------


def test_a_waived_document_is_shown_and_not_counted() -> None:
    desk = office_of([paper(MONTHLY, "2026-03 Monev")], waivers={MONTHLY: "Tidak ada loket."})
    assert set(desk.slots(MONTHLY).values()) == {"(waived)"}
    assert desk.share(MONTHLY) == (0, 0)
    assert desk.status(MONTHLY).waived == "Tidak ada loket."
    # The paper that lies there is still shown.
    assert any(slot.items for slot in desk.status(MONTHLY).slots)


def test_a_waived_criterion_waives_every_paper_filed_under_it() -> None:
    statuses = Desk(waivers={"5.3.c": "Tidak ada pengaduan."}).build().statuses
    waived = {
        name for name, status in statuses.items() for slot in status.slots
        if slot.state is SlotState.WAIVED
    }  # fmt: skip
    assert waived == {"5.3.c/laporan-monev", "5.3.c/nota-dinas"}


def test_a_waiver_without_a_reason_waives_nothing() -> None:
    build = Desk(waivers={MONTHLY: " "}).build()
    assert [found.code for found in build.diagnostics] == ["ZI303"]
    assert build.statuses[MONTHLY].share.due == 12


def test_a_criterion_that_is_waived_does_not_take_a_paper_from_another() -> None:
    """The decree lies under 1.1.b; 1.1.a, which is not waived, rests on it."""
    decree = paper(DECREE, "2025-01-12 SK")
    desk = office_of([decree], answers={"1.1.a": "Ya"}, waivers={"1.1.b": "Tim dari pusat."})
    assert desk.score("1.1.a").value == 1

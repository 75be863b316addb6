"""Periods: what a file's name says about when."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zi_build.load.names import Part, read_name
from zi_build.model.period import Grain, Period, day_label, periods_between


@pytest.mark.parametrize(
    ("text", "first", "last", "label"),
    [
        ("2026", "2026-01-01", "2026-12-31", "2026"),
        ("2026-S1", "2026-01-01", "2026-06-30", "Semester I 2026"),
        ("2026-S2", "2026-07-01", "2026-12-31", "Semester II 2026"),
        ("2026-T1", "2026-01-01", "2026-03-31", "Triwulan I 2026"),
        ("2026-T4", "2026-10-01", "2026-12-31", "Triwulan IV 2026"),
        ("2026-02", "2026-02-01", "2026-02-28", "Februari 2026"),
        ("2024-02", "2024-02-01", "2024-02-29", "Februari 2024"),
        ("2026-12", "2026-12-01", "2026-12-31", "Desember 2026"),
        ("2026-03-05", "2026-03-05", "2026-03-05", "5 Maret 2026"),
        ("2024-12-31", "2024-12-31", "2024-12-31", "31 Desember 2024"),
    ],
)
def test_a_period_has_a_first_and_a_last_day(text: str, first: str, last: str, label: str) -> None:
    period = Period.parse(text)
    assert (period.start.isoformat(), period.end.isoformat()) == (first, last)
    assert (str(period), period.label) == (text, label)


NO_PERIODS = (
    *("2026-13", "2026-00", "2026-02-30", "2026-T5", "2026-T0", "2026-S3", "2026-t1"),
    *("2026-1", "2026-1-5", "26-01", "1899", "3000", "2026-03-", "2026-03-05-01", "2026/03"),
    *("", " 2026", "2026 ", "\uff12\uff10\uff12\uff16"),
)


@pytest.mark.parametrize("text", NO_PERIODS)
def test_what_the_calendar_does_not_have_is_no_period(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011  (the message is not what matters)
        Period.parse(text)


@pytest.mark.parametrize(
    ("coarse", "fine", "contained"),
    [
        ("2026", "2026-S1", True),
        ("2026", "2026-03-05", True),
        ("2026-S1", "2026-T2", True),
        ("2026-S1", "2026-T3", False),
        ("2026-T1", "2026-03", True),
        ("2026-T1", "2026-04", False),
        ("2026-03", "2026-03-31", True),
        ("2026-03", "2026-T1", False),
        ("2026-03", "2026-03", True),
        ("2026-03", "2025-03", False),
    ],
)
def test_a_finer_period_lies_in_the_coarser_one(coarse: str, fine: str, contained: bool) -> None:
    assert Period.parse(coarse).contains(Period.parse(fine)) is contained


def test_grains_are_ordered_from_fine_to_coarse() -> None:
    assert Grain.DAY < Grain.MONTH < Grain.QUARTER < Grain.SEMESTER < Grain.YEAR
    assert [grain.per_year for grain in tuple(Grain)[1:]] == [12, 4, 2, 1]


def test_periods_between_start_with_the_one_that_contains_the_first_day() -> None:
    """An office that begins in the middle of a quarter is asked for that quarter."""
    found = periods_between(date(2025, 11, 17), date(2026, 4, 1), Grain.QUARTER)
    assert [str(period) for period in found] == ["2025-T4", "2026-T1", "2026-T2"]
    assert list(periods_between(date(2026, 2, 1), date(2026, 1, 31), Grain.MONTH)) == []


def test_day_label() -> None:
    assert day_label(date(2026, 8, 17)) == "17 Agustus 2026"


DAYS = st.dates(date(1900, 1, 1), date(2998, 12, 31))
GRAINS = st.sampled_from(tuple(Grain))


@given(DAYS, GRAINS)
def test_the_containing_period_contains_its_day(day: date, grain: Grain) -> None:
    period = Period.containing(day, grain)
    assert period.start <= day <= period.end
    assert period.contains(Period.of_day(day))
    assert Period.parse(str(period)) == period


@given(DAYS, st.sampled_from(tuple(Grain)[1:]))
def test_the_next_period_begins_where_this_one_ends(day: date, grain: Grain) -> None:
    period = Period.containing(day, grain)
    assert (period.next.start - period.end).days == 1
    assert period.next.grain is grain


@pytest.mark.parametrize(
    ("name", "part", "period", "rest", "extension"),
    [
        ("2026-03 Monev Maret.pdf", Part.PAPER, "2026-03", "Monev Maret", ".pdf"),
        ("2026-03.PDF", Part.PAPER, "2026-03", "", ".pdf"),
        ("2026-03 Monev.pdf.yml", Part.SIDECAR, "2026-03", "Monev.pdf", ".yml"),
        ("2026-03 BA.publik.pdf", Part.TWIN, "2026-03", "BA", ".pdf"),
        ("2026-02-01 Rekaman.tautan.yml", Part.LINK, "2026-02-01", "Rekaman", ".yml"),
        ("2026 SKP.simpanan.yml", Part.CUSTODY, "2026", "SKP", ".yml"),
        ("scan0001.pdf", Part.PAPER, None, "scan0001", ".pdf"),
        ("2026-13 Laporan.pdf", Part.PAPER, None, "Laporan", ".pdf"),
        ("20260305 Laporan.pdf", Part.PAPER, None, "20260305 Laporan", ".pdf"),
        ("2026-03_Laporan.pdf", Part.PAPER, None, "2026-03_Laporan", ".pdf"),
        ("2026-03 Versi 1.2.pdf", Part.PAPER, "2026-03", "Versi 1.2", ".pdf"),
    ],
)
def test_a_name_says_when_and_what_part_it_plays(
    name: str, part: Part, period: str | None, rest: str, extension: str
) -> None:
    found = read_name(name)
    assert found.part is part
    assert (str(found.period) if found.period else None) == period
    assert (found.rest if part is not Part.SIDECAR else rest) == rest
    assert found.extension == extension

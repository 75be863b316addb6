"""Dates as people and their devices write them: what is read, from where, and what is doubted."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zi_build.intake.adding import dates, when
from zi_build.intake.adding.dates import Origin
from zi_build.intake.months import month_of
from zi_build.model.catalogue import Catalogue
from zi_build.model.period import MONTH_NAMES, Grain, Period

AS_OF = date(2026, 9, 30)

# Name → period, and whether something speaks against it.
NAMES = {
    # Phones, scanners, WhatsApp.
    "WhatsApp Image 2026-03-05 at 10.22.41": ("2026-03-05", False),
    "WhatsApp Image 2026-03-05 at 10.22.41 (1)": ("2026-03-05", False),
    "WhatsApp Image 2026-03-05 at 10.22.41 PM": ("2026-03-05", False),
    "IMG-20260305-WA0012": ("2026-03-05", False),
    "DOC-20260305-WA0003.": ("2026-03-05", False),
    "IMG_20260305_102241": ("2026-03-05", False),
    "PXL_20260305_102241123": ("2026-03-05", False),
    "20260305_102241": ("2026-03-05", False),
    "20260305102241": ("2026-03-05", False),
    "img20260701_09351234": ("2026-07-01", False),
    "doc00123520260402": ("2026-04-02", False),
    "Screenshot_2026-03-05-10-22-41-123_com.whatsapp": ("2026-03-05", False),
    "Screenshot 2026-03-05 102241": ("2026-03-05", False),
    "Screen Shot 2026-03-05 at 10.22.41": ("2026-03-05", False),
    "Tangkapan Layar 2026-03-05 pukul 10.22.41": ("2026-03-05", False),
    "CamScanner 05-03-2026 10.22": ("2026-03-05", True),
    "CamScanner 03-18-2026 10.22": ("2026-03-18", True),
    "Adobe Scan 05 Mar 2026": ("2026-03-05", False),
    "Adobe Scan Mar 5, 2026": ("2026-03-05", False),
    # Days.
    "5 Maret 2026": ("2026-03-05", False),
    "05Maret2026": ("2026-03-05", False),
    "Und rapat 5 Mar 26 10.22": ("2026-03-05", False),
    "17-Agt-2026": ("2026-08-17", False),
    "rapat 17 agustus": ("2026-08-17", True),
    "rapat 17 Desember": ("2025-12-17", True),
    "Notula 5-7 Maret 2026": ("2026-03-05", True),
    "Notula 5 s.d. 7 Maret 2026": ("2026-03-05", True),
    "5th March 2026": ("2026-03-05", False),
    "2026_03_05 foto": ("2026-03-05", False),
    "2026.03.05": ("2026-03-05", False),
    "Foto 2026 03 05": ("2026-03-05", False),
    "18/03/2026": ("2026-03-18", False),
    "5/3/2026": ("2026-03-05", True),
    "05.05.2026": ("2026-05-05", False),
    "15.03.26": ("2026-03-15", False),
    "26-03-05": ("2026-03-05", True),
    "05032026": ("2026-03-05", True),
    "20260305": ("2026-03-05", False),
    "undangan 050326": ("2026-03-05", True),
    "notula 200326": ("2026-03-20", True),
    # Months.
    "Monev Sept 2026": ("2026-09", False),
    "Lap Nopember'25": ("2025-11", True),
    "Lap Pebruari 2026": ("2026-02", False),
    "Lap Mei 26": ("2026-05", False),
    "Lap bulan Maret": ("2026-03", True),
    "Lap Desember": ("2025-12", True),
    "Laporan bulan 3 tahun 2026": ("2026-03", False),
    "03-2026 Monev": ("2026-03", False),
    "2026_03 Monev": ("2026-03", False),
    "2026-3 Monev": ("2026-03", False),
    "lap 202603": ("2026-03", True),
    "231-UND-BC-III-2026": ("2026-03", False),
    # Quarters and semesters.
    "Laporan TW I": ("2026-T1", True),
    "Laporan TW I 2026": ("2026-T1", False),
    "Laporan TWII 2026": ("2026-T2", False),
    "Laporan TW.3 Thn 2026": ("2026-T3", False),
    "Laporan Triwulan ke-2 2026": ("2026-T2", False),
    "Laporan triwulan pertama 2026": ("2026-T1", False),
    "Laporan Tribulan IV 2025": ("2025-T4", False),
    "Laporan Tribulan IV": ("2025-T4", True),
    "Laporan Q1 2026": ("2026-T1", False),
    "2026-T1 Laporan": ("2026-T1", False),
    "Laporan 2026 TW1": ("2026-T1", False),
    "Laporan TW I dan II 2026": ("2026-T1", True),
    "Rekap Januari-Maret 2026": ("2026-T1", False),
    "Rekap april-juni": ("2026-T2", True),
    "Rekap Feb-Maret 2026": ("2026-03", True),
    "SKM Smt 2": ("2026-S2", True),
    "SKM Smt 2 Tahun 2026": ("2026-S2", False),
    "SKM Semester I Tahun 2026": ("2026-S1", False),
    "SKM sem.II 2026": ("2026-S2", False),
    "2026-S1 SKM": ("2026-S1", False),
    "Rekap Jan s.d. Juni 2026": ("2026-S1", False),
    # Years.
    "SK 2026": ("2026", False),
    "DIPA TA 2026": ("2026", False),
    "Renstra 2025-2029": ("2025", True),
    # A year elsewhere in the name is the year of what has none.
    "2026 Laporan TW II": ("2026-T2", False),
}
NOTHING = (
    "scan0004",
    "Screenshot (12)",
    "SOP v1.2",
    "SK 199001012015031001",
    "Rapat 31 Februari 2026",
    "31-04-2026",
    "Surat 12345",
    "Sosialisasi PermenPANRB 90 Tahun 2021",
    "Rapat pukul 10.22.41",
    "Daftar marwah desa",
    "Laporan 1998",
)


@pytest.mark.parametrize(("name", "expected"), NAMES.items())
def test_a_name_is_read(name: str, expected: tuple[str, bool]) -> None:
    found = [one for one in dates.in_name(name, AS_OF) if one.period.grain is not Grain.YEAR]
    found = found or list(dates.in_name(name, AS_OF))
    assert found, "nothing was read"
    assert (str(found[0].period), bool(found[0].warning)) == expected


@pytest.mark.parametrize("name", NOTHING)
def test_what_is_no_date_is_not_read(name: str) -> None:
    assert dates.in_name(name, AS_OF) == ()


@pytest.mark.parametrize(
    ("name", "origin"),
    [
        ("WhatsApp Image 2026-03-05 at 10.22.41", Origin.DEVICE),
        ("IMG_20260305_102241", Origin.DEVICE),
        ("Notula 5 Maret 2026", Origin.NAME),
        ("231-UND-BC-III-2026", Origin.NUMBER),
    ],
)
def test_it_is_told_where_it_stood(name: str, origin: Origin) -> None:
    assert [one.origin for one in dates.in_name(name, AS_OF)] == [origin]


def test_an_ambiguous_day_names_both_readings() -> None:
    (found,) = dates.in_name("5/3/2026", AS_OF)
    assert (str(found.period), str(found.other)) == ("2026-03-05", "2026-05-03")
    assert found.warning == "dapat juga berarti 3 Mei 2026"


def test_the_lines_of_a_text_say_what_kind_of_date_each_is() -> None:
    text = """
    Nomor    : 231/UND/BC/III/2026
    Tanggal  : 13 Maret 2026
    Hari, tanggal : Rabu, 18 Maret 2026
    Periode : April 2026
    LAPORAN PELAKSANAAN TRIWULAN I TAHUN 2026
    Menurut Undang-Undang Nomor 14 Tahun 2008, pukul 13.00–14.30, pada bulan Mei
    """
    found = {str(one.period): one.origin for one in dates.in_text(text, AS_OF)}
    assert found == {
        "2026-03": Origin.NUMBER,
        "2026-03-13": Origin.TEXT,
        "2026-03-18": Origin.EVENT,
        "2026-04": Origin.TITLE,
        "2026-T1": Origin.TITLE,
    }


class TestWhichIsItsOwn:
    """A document is dated by its meeting, or by the period that it reports on."""

    def proposals(
        self, catalogue: Catalogue, document: str, name: str, text: str = ""
    ) -> list[str]:
        found = (*dates.in_name(name, AS_OF), *dates.in_text(text, AS_OF))
        chosen = when.for_document(found, catalogue.documents[document])
        return [f"{one.period}{' ?' if one.warning else ''}" for one in chosen]

    def test_a_meeting_has_its_day(self, catalogue: Catalogue) -> None:
        text = "Tanggal : 13 Maret 2026\nHari, tanggal : Rabu, 18 Maret 2026"
        found = self.proposals(catalogue, "1.3.b/undangan", "scan0004", text)
        assert found == ["2026-03-18", "2026-03-13"]

    def test_a_report_has_the_period_it_reports_on(self, catalogue: Catalogue) -> None:
        text = "LAPORAN MONEV PENGADUAN MARET 2026\nJakarta, 6 April 2026"
        found = self.proposals(catalogue, "5.3.c/laporan-monev", "scan0004", text)
        assert found == ["2026-03", "2026-04 ?"]

    def test_the_day_of_a_scan_is_no_period(self, catalogue: Catalogue) -> None:
        found = self.proposals(catalogue, "5.3.c/laporan-monev", "IMG_20260406_102241")
        assert found == ["2026-04 ?"]

    def test_too_coarse_is_not_proposed(self, catalogue: Catalogue) -> None:
        assert self.proposals(catalogue, "5.3.c/laporan-monev", "Monev TW I 2026") == []

    def test_a_meeting_after_its_quarter_is_doubted(self, catalogue: Catalogue) -> None:
        text = "Hari, tanggal : Kamis, 2 April 2026"
        found = self.proposals(catalogue, "1.3.b/notula", "notulen monev TW I 2026", text)
        assert found == ["2026-T1", "2026-04-02 ?"]

    def test_a_day_in_the_name_of_a_yearly_paper_stays(self, catalogue: Catalogue) -> None:
        found = self.proposals(catalogue, "1.2.a/rencana-aksi", "Rencana aksi 10 Februari 2026")
        assert found == ["2026-02-10"]

    def test_nothing_is_sure_where_two_are_stated(self, catalogue: Catalogue) -> None:
        document = catalogue.documents["1.3.b/notula"]
        one = when.for_document(dates.in_name("Notula 5 Maret 2026", AS_OF), document)
        two = when.for_document(dates.in_name("Notula 5 Maret 2026 6 April 2026", AS_OF), document)
        stamp = when.for_document(dates.in_name("IMG_20260305_102241", AS_OF), document)
        assert [when.is_sure(found) for found in (one, two, stamp, ())] == [
            True,
            False,
            False,
            False,
        ]


@given(st.dates(date(2017, 1, 1), date(2027, 12, 31)), st.sampled_from(["-", ".", "/", " "]))
def test_every_day_in_words_and_numbers(day: date, mark: str) -> None:
    month = MONTH_NAMES[day.month - 1]
    for text in (
        f"Undangan {day.day} {month} {day.year} rapat",
        f"Undangan {day.day}-{month[:3]}-{day.year}",
        f"Undangan {day.day:02}{mark}{day.month:02}{mark}{day.year}",
        f"Undangan {day.isoformat()}",
        f"IMG-{day:%Y%m%d}-WA0001",
    ):
        assert [one.period for one in dates.in_name(text, AS_OF)] == [Period.of_day(day)], text


@given(st.text(max_size=200))
def test_any_name_is_read_without_a_fault(name: str) -> None:
    for one in (*dates.in_name(name, AS_OF), *dates.in_text(name, AS_OF)):
        assert one.period.start <= one.period.end
    dates.words_of(name, AS_OF)


def test_every_month_is_known_by_its_names() -> None:
    assert [month_of(name) for name in MONTH_NAMES] == list(range(1, 13))
    assert [month_of(name[:3]) for name in MONTH_NAMES] == list(range(1, 13))
    assert month_of("Pon") is None

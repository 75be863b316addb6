"""Gaps for others: filters, text, CSV, workbook and calendars are one list; what lies ahead is in it."""

import csv
import io
import json
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import sites
from icalendar import Calendar
from office import Office

from zi_build.build import build
from zi_build.export.gaps.agenda import calendar, calendars
from zi_build.export.gaps.columns import HEADS
from zi_build.export.gaps.listing import csv_of
from zi_build.export.gaps.workbook import workbook
from zi_build.export.projections import about, every
from zi_build.gaps import ahead, gains_of
from zi_build.model.outcome import Gap, GapState
from zi_build.model.result import Build
from zi_build.support import scoring_of

AS_OF = date(2026, 9, 30)
YEAR = timedelta(days=365)
TEAMS = {
    "1": {"nama": "Tim Perubahan", "koordinator": "Kepala Subbagian Umum"},
    "3": {"nama": "Tim SDM", "koordinator": "Kepala Subbagian Umum"},
    "5": {"nama": "Tim Pengawasan", "koordinator": "Auditor"},
}


def coming(built: Build, days: int = 365) -> tuple[Gap, ...]:
    scoring = scoring_of(built)
    until = built.workspace.as_of + timedelta(days=days)
    return ahead(scoring, built.good, gains_of(scoring), until)


@pytest.fixture(scope="module")
def sample() -> Build:
    return build(sites.REPOSITORY, as_of=AS_OF, today=lambda _: AS_OF)


@pytest.fixture(scope="module")
def told(sample: Build) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(json.dumps(every(sample)))
    return found


@pytest.fixture
def furnished(office: Office) -> Office:
    office.unit(mulai="2026-07-01", tim=TEAMS)
    office.answers({"5.3.c": "A"})
    return office


def ask(root: Path, *arguments: str) -> Any:
    done = sites.zi(root, "gaps", "--format", "json", *arguments)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


class TestAhead:
    """What falls due later, if nothing comes."""

    def test_what_is_told_for_a_day_is_lacking_on_the_day_after(self, sample: Build) -> None:
        """The promise of a calendar, held against the very build of later days."""
        told = coming(sample)
        assert len(told) > 300
        for days in (14, 45, 92, 200):
            later = AS_OF + timedelta(days=days)
            then = build(sites.REPOSITORY, as_of=later, today=lambda _: AS_OF)
            lacking = {(gap.document, gap.period) for gap in then.gaps if gap.document}
            # Papers that are dated later than today are not known today.
            filed = {name for item in then.good if item not in sample.good for name in item.names}
            owed = {
                (gap.document, gap.period)
                for gap in told
                if gap.due and gap.due < later and gap.document not in filed
            }
            assert owed <= lacking
            today = {(gap.document, gap.period) for gap in sample.gaps}
            late = {(gap.document, gap.period) for gap in then.gaps if gap.state is GapState.LATE}
            assert lacking - today - owed - late == set()

    def test_it_holds_what_the_pages_tell(self, sample: Build) -> None:
        soon = {(gap.document, gap.period, gap.due, gap.instruction) for gap in sample.upcoming}
        assert soon <= {
            (gap.document, gap.period, gap.due, gap.instruction) for gap in coming(sample)
        }

    def test_periods_that_have_not_begun(self, furnished: Office) -> None:
        monthly = [
            gap for gap in coming(furnished.build()) if gap.document == "5.3.c/laporan-monev"
        ]
        assert [str(gap.period) for gap in monthly][:4] == [
            "2026-09",
            "2026-10",
            "2026-11",
            "2026-12",
        ]
        assert monthly[1].due == date(2026, 11, 13)
        assert "evidence/2026/5.3.c/laporan-monev/" in monthly[1].instruction
        assert "evidence/2027/" in monthly[-1].instruction

    def test_a_paper_that_ends(self, office: Office) -> None:
        """It is renewed on the day after, in the folder of that day's year."""
        office.unit(mulai="2026-01-05")
        office.paper("1.1.b/sk-tim-kerja", "2026-01-12 SK.pdf", berlaku_sampai="2026-12-31")
        (gap,) = [gap for gap in coming(office.build()) if gap.document == "1.1.b/sk-tim-kerja"]
        assert (gap.due, gap.state) == (date(2026, 12, 31), GapState.NOT_DUE)
        assert gap.instruction.startswith(
            "Perbarui SK Tim Kerja pembangunan Zona Integritas, yang berlaku sampai 31 Desember 2026"
        )
        assert "evidence/2027/1.1.b/sk-tim-kerja/" in gap.instruction
        assert "“2027-BB-HH " in gap.instruction

    def test_a_paper_that_is_renewed_does_not_end(self, office: Office) -> None:
        office.unit(mulai="2026-01-05")
        office.paper("1.1.b/sk-tim-kerja", "2026-01-12 SK.pdf", berlaku_sampai="2026-12-31")
        office.paper("1.1.b/sk-tim-kerja", "2026-09-01 SK baru.pdf")
        assert "1.1.b/sk-tim-kerja" not in {gap.document for gap in coming(office.build())}

    def test_what_is_waived_is_not_asked(self, office: Office) -> None:
        office.unit(mulai="2026-08-01")
        office.answers({}, tidak_berlaku={"5.3.c": {"alasan": "Tidak menerima pengaduan."}})
        assert not [gap for gap in coming(office.build()) if gap.criterion == "5.3.c"]


class TestFilters:
    """Area, person and day combine."""

    def test_area(self, furnished: Office) -> None:
        assert {row["area"] for row in ask(furnished.root, "--area", "3")} == {"3"}
        both = ask(furnished.root, "--area", "3", "--area", "0", "--hingga", "2027-06-30")
        assert {row["area"] for row in both} == {"0", "3"}

    @pytest.mark.parametrize(
        ("words", "areas"),
        [("subbagian", {"1", "3"}), ("TIM PENG", {"5"}), ("Tim area 6", {"6"}), ("auditor", {"5"})],
    )
    def test_person(self, words: str, areas: set[str], furnished: Office) -> None:
        found = ask(furnished.root, "--pic", words, "--hingga", "2027-01-31")
        assert {row["area"] for row in found} == areas

    def test_both(self, furnished: Office) -> None:
        assert ask(furnished.root, "--pic", "auditor", "--area", "1") == []

    def test_until(self, furnished: Office) -> None:
        today = ask(furnished.root)
        later = ask(furnished.root, "--hingga", "2026-10-31")
        assert [row for row in later if row["state"] != "not_due"] == today
        ahead = [row for row in later if row["state"] == "not_due"]
        assert ahead
        assert all("2026-09-30" <= row["due"] <= "2026-10-31" for row in ahead)
        early = ask(furnished.root, "--hingga", "2026-08-20")
        assert early
        assert all(row["due"] and row["due"] <= "2026-08-20" for row in early)

    @pytest.mark.parametrize(
        ("arguments", "said"),
        [
            (["--area", "9"], "Yang ada: 0 Persiapan, 1 Manajemen Perubahan"),
            (["--pic", "bendahara"], "Yang ada: Tim area 0; Tim Perubahan (Kepala Subbagian Umum)"),
            (["--pic", "  "], "tidak dikenal"),
            (["--hingga", "31-10-2026"], "TTTT-BB-HH"),
            (["--hingga", "2028-01-01"], "paling jauh 2027-09-30"),
            (["--format", "xlsx"], "-o BERKAS.xlsx"),
            (["--format", "ics"], "-o FOLDER"),
            (["--format", "xlsx", "-o", "a.csv"], "tidak cocok"),
            (["--format", "xlsx", "-o", "a.docx"], ".xlsx"),
            (["--per", "pic"], "--format ics -o FOLDER"),
            (["--format", "ics", "-o", "a.ics", "--per", "pic"], "FOLDER"),
        ],
    )
    def test_wrong_use(
        self, arguments: list[str], said: str, furnished: Office, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.chdir(furnished.root)
        done = sites.zi(furnished.root, "gaps", *arguments)
        assert (done.returncode, done.stdout) == (2, "")
        assert said in done.stderr
        assert not list(furnished.root.glob("a.*"))

    def test_text_by_area_and_person(self, furnished: Office) -> None:
        said = sites.zi(furnished.root, "gaps", "--pic", "auditor", "--hingga", "2026-10-31").stdout
        assert said.startswith("Area 5 Penguatan Pengawasan: ")
        assert " · Tim Pengawasan (Auditor)\n" in said
        assert (
            "- 5.3.c/laporan-monev 2026-07: belum ada, lewat waktu, jatuh tempo 2026-08-14" in said
        )
        assert said.index("lewat waktu") < said.index("belum waktunya")
        assert said.rstrip().endswith("(jatuh tempo sampai 31 Oktober 2026).")


class TestOneList:
    """Text, JSON, CSV, workbook and calendar tell the same gaps."""

    def test_csv(self, told: dict[str, Any]) -> None:
        rows = [*told["gaps"], *told["ahead"]]
        content = csv_of(rows, told["about"])
        assert content.startswith(b"\xef\xbb\xbfArea;Penanggung jawab;")
        assert content.count(b"\r\n") == len(rows) + 1
        found = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))
        assert list(found[0]) == list(HEADS)
        for line, row in zip(found, rows, strict=True):
            assert line["Dokumen"] == (row["document"] or "")
            assert line["Jatuh tempo"] == (row["due"] or "")
            assert line["Penanggung jawab"] == row["owner"]
            assert Decimal(line["Tambahan nilai"].replace(",", ".")) == Decimal(
                row["effect"]
            ).quantize(Decimal("0.0001"), ROUND_HALF_UP)
            assert line["Yang perlu dilakukan"] == row["instruction"]

    def test_workbook(self, told: dict[str, Any]) -> None:
        rows = [*told["gaps"], *told["ahead"]]
        content = workbook(rows, told["about"], "jatuh tempo sampai 30 September 2027")
        assert content == workbook(rows, told["about"], "jatuh tempo sampai 30 September 2027")
        book = openpyxl.load_workbook(io.BytesIO(content))
        sheet = book["Yang masih kurang"]
        lines = list(sheet.iter_rows(min_row=5, values_only=True))
        assert [cell.value for cell in sheet[4]] == list(HEADS)
        for line, row in zip(lines, rows, strict=True):
            due = line[6].date() if line[6] else None
            assert due == (date.fromisoformat(row["due"]) if row["due"] else None)
            assert (line[1], line[2], line[9]) == (
                row["owner"],
                row["criterion"],
                row["instruction"],
            )
            assert abs(Decimal(str(line[8])) - Decimal(row["effect"])) < Decimal("1e-9")
        assert sheet.auto_filter.ref == f"A4:K{len(rows) + 4}"
        assert (sheet.freeze_panes, sheet.print_title_rows) == ("A5", "$4:$4")
        counts = list(book["Ringkasan"].iter_rows(min_row=5, values_only=True))
        assert sum(line[2] + line[3] + line[4] for line in counts) == len(rows)

    def test_an_empty_list(self, told: dict[str, Any]) -> None:
        book = openpyxl.load_workbook(io.BytesIO(workbook([], told["about"], "")))
        assert book["Yang masih kurang"]["A5"].value == "Tidak ada yang kurang."
        assert csv_of([], told["about"]).count(b"\n") == 1

    def test_nothing_is_a_formula(self, office: Office, tmp_path: Path) -> None:
        """A position is written by somebody; Excel runs what begins with one of four signs."""
        names = {"1": '=HYPERLINK("http://x")', "2": "+SUM(1)", "3": "-1", "4": "@A1"}
        office.unit(tim={area: {"nama": name} for area, name in names.items()})
        for suffix in ("csv", "xlsx"):
            done = sites.zi(office.root, "gaps", "-o", str(tmp_path / f"a.{suffix}"))
            assert done.returncode == 0, done.stderr
        text = (tmp_path / "a.csv").read_text("utf-8-sig")
        owners = {
            line["Penanggung jawab"] for line in csv.DictReader(io.StringIO(text), delimiter=";")
        }
        assert {f"'{name}" for name in names.values()} <= owners
        sheet = openpyxl.load_workbook(tmp_path / "a.xlsx")["Yang masih kurang"]
        found = {row[1].value: row[1] for row in sheet.iter_rows(min_row=5)}
        assert all(found[name].data_type == "s" for name in names.values())
        assert all(found[name].quotePrefix for name in names.values())


def events(content: bytes) -> dict[str, Any]:
    """Return the events of a calendar by their UID."""
    assert b"\n" not in content.replace(b"\r\n", b"")
    assert max(map(len, content.split(b"\r\n"))) <= 75
    return {str(event["UID"]): event for event in Calendar.from_ical(content).walk("VEVENT")}


def own(content: bytes) -> dict[str, Any]:
    return {uid: one for uid, one in events(content).items() if not uid.startswith("ringkasan.")}


class TestCalendar:
    """A calendar that Outlook and Google Calendar accept."""

    def test_events(self, told: dict[str, Any]) -> None:
        rows = [*told["gaps"], *told["ahead"]]
        content = calendar(rows, told["about"])
        assert content == calendar(rows, told["about"])
        whole = Calendar.from_ical(content)
        assert (str(whole["VERSION"]), str(whole["METHOD"])) == ("2.0", "PUBLISH")
        assert "Balai Contoh" in str(whole["X-WR-CALNAME"])
        found = own(content)
        dated = [row for row in rows if row["due"] and row["state"] != "late"]
        assert len(found) == len(dated)
        by_day = sorted(one.decoded("DTSTART") for one in found.values())
        assert by_day == sorted(date.fromisoformat(row["due"]) for row in dated)
        for one in found.values():
            start = one.decoded("DTSTART")
            assert one.decoded("DTEND") == start + timedelta(days=1)
            assert one.decoded("DTSTAMP").date() == AS_OF
            triggers = [alarm.decoded("TRIGGER") for alarm in one.walk("VALARM")]
            ahead = start >= AS_OF
            assert triggers == ([timedelta(days=-21), timedelta(days=-7)] if ahead else [])
            assert one.to_ical().count(b"TRIGGER:-P21D") == ahead
            assert str(one["SUMMARY"]).startswith("Lewat waktu: ") is not ahead
            assert str(one["CATEGORIES"].cats[0]).startswith("Area ")

    def test_uids_are_stable_and_a_closed_gap_disappears(self, furnished: Office) -> None:
        rows, info = self.rows(furnished)
        before = own(calendar(rows, info))
        furnished.paper("5.3.c/laporan-monev", "2026-08 Monev.pdf")
        rows, info = self.rows(furnished)
        after = own(calendar(rows, info))
        gone = before.keys() - after.keys()
        assert len(gone) == 1
        assert gone.pop().startswith("5.3.c.laporan-monev.2026-08.")
        assert after.keys() < before.keys()

    def test_a_later_day_outdoes_an_earlier_one(self, furnished: Office) -> None:
        """The same events with a higher SEQUENCE, so that a calendar takes them over."""
        first, second = (
            own(calendar(*self.rows(furnished, day))) for day in (AS_OF, date(2026, 11, 20))
        )
        uid = next(one for one in first if one.startswith("5.3.c.laporan-monev.2026-10."))
        assert second[uid]["SEQUENCE"] > first[uid]["SEQUENCE"]
        assert second[uid].decoded("DTSTART") == first[uid].decoded("DTSTART")
        assert first[uid].walk("VALARM")
        assert not second[uid].walk("VALARM")

    def rows(self, office: Office, day: date = AS_OF) -> tuple[list[Any], Any]:
        found = every(office.build(as_of=day))
        return [*found["gaps"], *found["ahead"]], found["about"]

    def test_no_file_and_no_place_of_a_paper_that_is_not_open(self, furnished: Office) -> None:
        furnished.paper("5.3.c/laporan-monev", "2026-08 Rahasia Budi.pdf", content=b"bukan PDF")
        furnished.paper("1.2.a/rencana-aksi", "2026-08 Rusak sekali.pdf", content=b"bukan PDF")
        content = calendar(*self.rows(furnished)).replace(b"\r\n ", b"").decode()
        assert "Rahasia" not in content
        assert "Rusak sekali" not in content
        assert "evidence/2026/5.3.c" not in content
        assert "evidence/2026/2.2.d/laporan-monev/" in content  # an open one

    def test_text_with_what_a_calendar_escapes(self, office: Office) -> None:
        office.unit(nama="Balai; Contoh, “Utara”\\", tim={"5": {"nama": "Tim; A, B"}})
        content = calendar(*self.rows(office))
        found = own(content)
        assert any(
            "Penanggung jawab: Tim; A, B" in str(one["DESCRIPTION"]) for one in found.values()
        )
        assert str(Calendar.from_ical(content)["X-WR-CALNAME"]) == "ZI – Balai; Contoh, “Utara”\\"

    def test_the_address_of_the_site(self, office: Office) -> None:
        office.unit(situs="https://zi.contoh.example/")
        found = own(calendar(*self.rows(office)))
        assert {str(one["URL"]) for one in found.values()} == {
            "https://zi.contoh.example/kekurangan/"
        }

    def test_today_is_summed_up(self, furnished: Office) -> None:
        rows, info = self.rows(furnished)
        found = events(calendar(rows, info))
        (today,) = [one for uid, one in found.items() if uid.startswith("ringkasan.")]
        assert today.decoded("DTSTART") == AS_OF
        assert "belum dijawab" in str(today["SUMMARY"])
        (empty,) = events(calendar([], info)).values()
        assert str(empty["SUMMARY"]) == "ZI: tidak ada yang kurang"


class TestCalendars:
    """One for each area, or for each person."""

    def test_each_area(self, told: dict[str, Any]) -> None:
        rows = [*told["gaps"], *told["ahead"]]
        found = calendars(rows, told["about"], "area")
        assert list(found)[:2] == ["area-0-persiapan.ics", "area-1-manajemen-perubahan.ics"]
        together = {uid for content in found.values() for uid in own(content)}
        assert together == set(own(calendar(rows, told["about"])))

    def test_each_person(self, furnished: Office) -> None:
        built = furnished.build()
        found = every(built)
        made = calendars(found["ahead"], about(built), "pic")
        assert "pic-kepala-subbagian-umum.ics" in made
        categories = {
            str(one["CATEGORIES"].cats[0])[:6]
            for one in own(made["pic-kepala-subbagian-umum.ics"]).values()
        }
        assert categories == {"Area 1", "Area 3"}

    @pytest.mark.parametrize("names", [("A/B: *?", "A B"), ("…", "?"), ("x" * 200, "x" * 201)])
    def test_names_that_every_system_can_hold(self, names: tuple[str, str], office: Office) -> None:
        office.unit(
            tim={str(n): {"nama": "Tim", "koordinator": who} for n, who in enumerate(names)}
        )
        built = office.build()
        made = list(calendars([], about(built), "pic"))
        assert len(made) == len({name.casefold() for name in made}) == 7
        assert all(len(name) < 80 and name.isascii() and " " not in name for name in made)

    def test_the_command(self, furnished: Office, tmp_path: Path) -> None:
        folder = tmp_path / "kalender"
        done = sites.zi(furnished.root, "gaps", "--format", "ics", "-o", str(folder))
        assert done.returncode == 0, done.stderr
        assert len(list(folder.glob("area-*.ics"))) == 7
        done = sites.zi(
            furnished.root,
            "gaps",
            "--pic",
            "subbagian",
            "--per",
            "pic",
            "--format",
            "ics",
            "-o",
            str(folder / "orang"),
        )
        assert [path.name for path in (folder / "orang").iterdir()] == [
            "pic-kepala-subbagian-umum.ics"
        ]
        one = tmp_path / "semua.ics"
        assert sites.zi(furnished.root, "gaps", "-o", str(one)).returncode == 0
        piped = sites.zi(furnished.root, "gaps", "--format", "ics", "-o", "-").stdout
        assert piped.replace("\r\n", "\n") == one.read_text("utf-8")

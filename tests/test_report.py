"""What a report says: its day of judgement, its numbers, what moved, and for whose eyes it is."""

from dataclasses import replace
from datetime import date
from html import escape
from pathlib import Path

import lxml.etree
import pytest
import sites
from desk import START, Desk, papers, verified
from hypothesis import given
from hypothesis import strategies as st
from office import AS_OF, Office
from reporting import report_of, small_office

from zi_build.build import build, build_from
from zi_build.diagnostics import Place
from zi_build.errors import UsageError
from zi_build.export import figures, projections
from zi_build.export.report.advice import advice_of
from zi_build.export.report.compose import compose
from zi_build.export.report.fields import fields_of
from zi_build.export.report.moment import Moment, moment_of, period_of
from zi_build.export.report.plain import clean
from zi_build.export.report.record import Report
from zi_build.model.assessment import Voice
from zi_build.model.period import Grain, Period
from zi_build.model.register import FollowUp, Recommendation
from zi_build.model.text import decimal
from zi_build.model.view import Audience

SEPTEMBER = Period.parse("2026-09")
SECOND = Period.parse("2026-S2")


def desk_report(desk: Desk, period: Period = SECOND) -> Report:
    moment = moment_of(period, desk.as_of, desk.start)
    before = build_from(desk.with_(as_of=moment.compared).workspace) if moment.compared else None
    now = build_from(desk.with_(as_of=moment.day).workspace)
    return compose(moment, now, before, Audience.PUBLIC)


class TestMoment:
    @pytest.mark.parametrize(
        ("text", "as_of", "day", "before", "finished"),
        [
            ("2026-08", date(2026, 9, 30), date(2026, 8, 31), date(2026, 7, 31), True),
            ("2026-09", date(2026, 9, 30), date(2026, 9, 30), date(2026, 8, 31), True),
            ("2026-09", date(2026, 9, 17), date(2026, 9, 17), date(2026, 8, 31), False),
            ("2026-01", date(2026, 9, 30), date(2026, 1, 31), date(2025, 12, 31), True),
            ("2026-S1", date(2026, 9, 30), date(2026, 6, 30), date(2025, 12, 31), True),
            ("2026-s2", date(2026, 9, 30), date(2026, 9, 30), date(2026, 6, 30), False),
        ],
    )
    def test_day_of_judgement(self, text, as_of, day, before, finished):
        grain = Grain.SEMESTER if "s" in text.lower() else Grain.MONTH
        moment = moment_of(period_of(text, grain), as_of, None)
        assert (moment.day, moment.compared, moment.finished) == (day, before, finished)

    @pytest.mark.parametrize(
        "text", ["2026-13", "2026", "2026-9", "2026-S2", "besok", "", "2026-09-01"]
    )
    def test_no_month(self, text):
        with pytest.raises(UsageError, match="bukan bulan; tulis seperti 2026-09"):
            period_of(text, Grain.MONTH)

    def test_future(self):
        with pytest.raises(UsageError, match="Oktober 2026 belum mulai pada tanggal penilaian"):
            moment_of(Period.parse("2026-10"), AS_OF, None)

    def test_before_building_began(self):
        with pytest.raises(UsageError, match="sebelum kantor mulai membangun"):
            moment_of(Period.parse("2025-S1"), AS_OF, date(2025, 7, 1))

    def test_a_first_report_has_no_comparison(self):
        first = moment_of(Period.parse("2025-S2"), AS_OF, date(2025, 7, 1))
        assert first.compared is None
        second = moment_of(Period.parse("2026-S1"), AS_OF, date(2025, 7, 1))
        assert second.compared == date(2025, 12, 31)


@pytest.fixture(scope="module")
def made() -> Report:
    return report_of(sites.REPOSITORY)


class TestNumbers:
    """The sample office: the report says what `zi score` and `zi gaps` say of that day."""

    def test_equal_to_the_score_of_its_day(self, made: Report):
        score = projections.score(_build(sites.REPOSITORY, AS_OF))
        assert (made.completeness.held, made.completeness.due) == (
            score["completeness"]["held"],
            score["completeness"]["due"],
        )
        for line in made.voices:
            card = score["scores"][line.voice.value]
            assert figures.number(line.total) == card["total"]
            for area in made.areas:
                assert figures.number(area.points[line.voice]) == card["areas"][area.id]
        for predicate, verdict in made.verdicts.items():
            known = score["verdict"][predicate]["conditions"]
            assert [figures.number(one.reached) for one in verdict.conditions] == [
                one["reached"] for one in known
            ]

    def test_the_comparison_is_the_score_of_the_day_before(self, made: Report):
        score = projections.score(_build(sites.REPOSITORY, date(2026, 6, 30)))
        before = {
            line.voice.value: figures.number(line.before)
            for line in made.voices
            if line.before is not None
        }
        spoken = ("claimed", "supported")  # the evaluators judged only after June
        assert before == {voice: score["scores"][voice]["total"] for voice in spoken}
        assert made.before
        assert made.before.held == score["completeness"]["held"]

    @pytest.mark.parametrize("text", ["2026-01", "2026-S1"])
    def test_a_comparison_in_the_year_before_knows_this_years_answers(self, text: str):
        """The sample office's only answers are those of 2026: on 31 December 2025 they count too."""
        made = report_of(sites.REPOSITORY, text)
        assert made.moment.compared == date(2025, 12, 31)
        claimed, supported = made.voices[:2]
        assert decimal(claimed.before) == decimal(claimed.total) == "84,01"
        assert decimal(supported.before) == "25,18"
        cards = {one["nama"]: one["ubah"] for one in fields_of(made)["angka"]}
        moved = {"2026-01": "naik 1,27", "2026-S1": "naik 47,21"}[text]
        assert cards["Nilai menurut unit"] == "tetap"
        assert cards["Nilai berdasarkan bukti"] == moved

    def test_areas_and_preparation_are_the_whole(self, made: Report):
        shares = [area.share for area in (*made.areas, made.preparation)]
        assert sum(share.held for share in shares) == made.completeness.held
        assert sum(share.due for share in shares) == made.completeness.due
        plans = [area.schedule for area in (*made.areas, made.preparation)]
        assert sum(plan.due for plan in plans) == made.schedule.due

    def test_each_month_is_the_completeness_of_its_last_day(self, made: Report):
        assert made.months[-1].share == made.completeness
        july = next(line for line in made.months if str(line.month) == "2026-07")
        assert july.share == _build(sites.REPOSITORY, date(2026, 7, 31)).completeness
        assert len(made.months) == 12

    def test_every_gap_is_in_the_annex_once(self, made: Report):
        found = projections.gaps(_build(sites.REPOSITORY, AS_OF))
        assert len(made.lacks) == len({(one["criterion"], one["document"]) for one in found})

    def test_priorities_gain_most_first(self, made: Report):
        effects = [one.effect for one in made.priorities]
        assert effects == sorted(effects, reverse=True)
        assert 0 < len(effects) <= 10
        best = max(made.lacks, key=lambda lack: lack.effect)
        assert made.priorities[0].effect == best.effect


def _build(root: Path, day: date):
    return build(root, as_of=day, rubric_id=None, today=lambda _zone: day)


class TestMovement:
    """The same papers, judged at the end of the period before: what came late is told apart."""

    MAY = "5.3.c/laporan-monev", "2026-05"

    def test_a_late_paper_closes_a_gap(self):
        late = papers(*self.MAY, received=date(2026, 8, 3))
        made = desk_report(Desk(items=tuple(late), start=date(2026, 1, 5)))
        assert made.movement.closed == 1
        assert made.movement.late_papers == 1
        assert (made.papers, made.withheld) == ((), 1), "a monev of complaints is not published"

    def test_a_late_paper_is_marked_in_the_annex(self):
        late = papers("2.2.d/laporan-monev", "2026-05", received=date(2026, 8, 3))
        made = desk_report(Desk(items=tuple(late), start=date(2026, 1, 5)))
        (row,) = fields_of(made)["lampiran"]["bukti"]
        assert (row["periode"], row["ket"]) == ("Mei 2026", "susulan")

    def test_the_same_paper_in_time_is_no_news(self):
        made = desk_report(Desk(items=tuple(papers(*self.MAY)), start=date(2026, 1, 5)))
        assert (made.movement.closed, made.papers) == (0, ())

    def test_a_gap_whose_period_no_longer_counts_is_not_closed_by_work(self):
        made = desk_report(Desk(start=date(2024, 1, 2)))
        assert made.movement.closed == 0
        assert made.movement.outdated > 0
        assert "tidak dihitung lagi karena periodenya lewat" in " ".join(
            fields_of(made)["ringkasan"]
        )

    def test_what_fell_due_in_the_period(self):
        document = "5.3.c/laporan-monev"
        june, july, august = "2026-06", "2026-07", "2026-08"
        items = (
            *papers(document, june),
            *papers(document, july, received=date(2026, 9, 20)),
        )
        made = desk_report(Desk(items=items, start=date(2026, 1, 5)))
        slots = {one.key: one for one in made_slots(items, document)}
        assert [slots[name].state.value for name in (june, july, august)] == [
            "filled",
            "late",
            "missing",
        ]
        area = next(one for one in made.areas if one.id == "5")
        assert area.schedule.late == 1
        assert area.schedule.on_time == 1

    def test_follow_up_of_the_priorities_of_the_report_before(self):
        answers = {"5.3.c": "A"}
        months = [f"2026-0{month}" for month in range(1, 9)]
        late = papers("5.3.c/laporan-monev", *months[:5], received=date(2026, 8, 3))
        desk = Desk(items=tuple(late), answers=answers, start=date(2026, 1, 5))
        made = desk_report(desk)
        (one,) = [one for one in made.followed if one.priority.criterion == "5.3.c"]
        assert one.state == "sebagian"
        assert one.done >= 4

    def test_an_evaluator_who_was_silent_then_has_no_comparison(self):
        desk = Desk(tpi={"1.1.a": verified("Ya")}, start=date(2026, 1, 5))
        made = desk_report(desk)
        line = next(one for one in made.voices if one.voice is Voice.VERIFIED)
        assert (line.spoken, line.before) == (True, None)
        card = next(one for one in fields_of(made)["angka"] if "Internal" in one["nama"])
        assert card["ubah"] == "belum ada pembanding"

    def test_a_first_report_says_so(self):
        made = desk_report(Desk(start=date(2026, 7, 1)))
        assert made.before is None
        assert made.followed == ()
        fields = fields_of(made)
        assert "Ini laporan pertama" in fields["ringkasan"][-1]
        assert not any(lack.new for lack in made.lacks)


def made_slots(items, document):
    return Desk(items=items, start=date(2026, 1, 5)).status(document).slots


class TestRecommendations:
    HERE = Place("evidence/2026/hasil/rekomendasi.csv", 2)

    def made(
        self, *found: Recommendation, audience: Audience = Audience.PUBLIC, told: bool = False
    ):
        workspace = replace(Desk().workspace, recommendations=found)
        unit = replace(
            workspace.unit, display=replace(workspace.unit.display, evaluator_notes=told)
        )
        built = build_from(replace(workspace, unit=unit))
        return advice_of(built, audience, moment_of(SECOND, AS_OF, START))

    def one(self, source: str = "monev", state: FollowUp = FollowUp.OPEN, **more) -> Recommendation:
        return Recommendation(
            self.HERE, source, "Tim", "Perbaiki kotak saran.", "Perencana", state, **more
        )

    def test_open_ones_are_told(self):
        (found,) = self.made(self.one(due=date(2026, 10, 1)))
        assert (found.text, found.owner, found.due) == (
            "Perbaiki kotak saran.",
            "Perencana",
            date(2026, 10, 1),
        )

    def test_finished_in_the_period_counts_as_followed_up(self):
        (found,) = self.made(self.one(state=FollowUp.DONE, finished_on=date(2026, 8, 1)))
        assert found.state is FollowUp.DONE

    def test_finished_before_the_period_is_old_news(self):
        assert self.made(self.one(state=FollowUp.DONE, finished_on=date(2026, 3, 1))) == ()

    def test_finished_after_the_day_of_judgement_is_not_finished(self):
        (found,) = self.made(self.one(state=FollowUp.DONE, finished_on=date(2026, 12, 1)))
        assert found.state is FollowUp.IN_PROGRESS

    def test_given_after_the_day_of_judgement_is_invisible(self):
        assert self.made(self.one(given=date(2026, 12, 1))) == ()

    @pytest.mark.parametrize(
        ("source", "told", "audience", "seen"),
        [
            ("monev", False, Audience.PUBLIC, True),
            ("LHE", False, Audience.PUBLIC, False),
            ("LHE", True, Audience.PUBLIC, True),
            ("TLHP", True, Audience.PUBLIC, False),
            ("TLHP", False, Audience.INTERNAL, True),
            ("LHE", False, Audience.INTERNAL, True),
        ],
    )
    def test_whose_words_the_public_reads(self, source, told, audience, seen):
        (found,) = self.made(self.one(source, proof="a/b.pdf"), audience=audience, told=told)
        assert (found.text is not None) is seen
        assert (found.proof is not None) is (audience is Audience.INTERNAL)


class TestOffice:
    def test_positions_come_from_unit_yml(self, office: Office):
        made = report_of(small_office(office).root)
        assert made.signatures.place == "Kota Contoh"
        assert made.signatures.roles == (
            ("Disiapkan oleh", "Ketua Tim"),
            ("Diperiksa oleh", "Kasubbag"),
            ("Disetujui oleh", "Kepala Balai"),
        )

    def test_without_unit_yml(self, office: Office):
        made = report_of(office.root)
        fields = fields_of(made)
        assert fields["tanda_tangan"]["tempat"].strip("…") == ""
        assert [row["jabatan"] for row in fields["tanda_tangan"]["baris"]] == [
            "Ketua Tim Kerja Zona Integritas",
            "Kepala Subbagian Umum",
            "Kepala",
        ]

    def test_provisional_until_the_period_is_over(self, office: Office):
        assert "Sementara, per 30 September 2026" in fields_of(report_of(office.root))["sementara"]
        assert fields_of(report_of(office.root, "2026-S1"))["sementara"] == ""

    def test_files_that_cannot_be_used_are_counted(self, office: Office):
        office.paper("1.2.a/rencana-aksi", "2026-01-20 Rencana.pdf", content=b"")
        assert fields_of(report_of(office.root))["berkas_bermasalah"] == "1"

    def test_the_public_report_names_no_restricted_paper(self, office: Office):
        root = small_office(office).root
        public = str(fields_of(report_of(root)))
        assert "Rahasia" not in public
        assert "Kepala Subbagian Umum" not in public
        assert "evidence/" not in public
        assert "2 bukti lain masuk hitungan tetapi tidak dipublikasikan" in public
        internal = str(fields_of(report_of(root, audience=Audience.INTERNAL)))
        assert "Daftar hadir Siti Rahasia.pdf" in internal
        assert "Tim Penguatan Pengawasan (Auditor)" in internal

    def test_the_evaluators_are_silent_until_they_speak(self, office: Office):
        shown = fields_of(report_of(office.root))
        (silent,) = [row for row in shown["suara"] if row["nama"] == "Nilai Tim Penilai Internal"]
        assert (silent["total"], silent["ket"]) == ("—", "belum menilai")
        assert shown["lampiran"]["jawaban"]["kepala"] == ["Unit", "Bukti"]
        spoken = fields_of(report_of(small_office(office).root))
        assert spoken["lampiran"]["jawaban"]["kepala"] == ["Unit", "Bukti", "TPI"]


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("dua\nbaris\tdan\x07bel", "dua baris dan bel"),
        ("kiri\u202ekanan\u200b", "kirikanan"),
        ("  a   b ", "a b"),
        (None, ""),
        ("x" * 500, "x" * 239 + "…"),
        ("\ud800", ""),
    ],
)
def test_what_may_not_stand_in_a_file(words, shown):
    assert clean(words) == shown


@given(st.text(max_size=400))
def test_whatever_was_written_stands_in_xml_as_one_line(words):
    shown = clean(words)
    assert len(shown) <= 240
    assert clean(shown) == shown
    assert lxml.etree.fromstring(f"<a>{escape(shown)}</a>").text in {shown, None}
    assert shown.split() == shown.split(" ") or not shown


def test_a_moment_knows_its_kind():
    assert Moment(SEPTEMBER, AS_OF, SEPTEMBER, None).monthly
    assert not Moment(SECOND, AS_OF, SECOND, None).monthly


def test_every_voice_has_a_line():
    made = desk_report(Desk())
    assert [line.voice for line in made.voices] == list(Voice)

"""From sums to results: indices, grades, samples, groups, follow-up, and what they do to the score."""

from dataclasses import replace
from datetime import date
from fractions import Fraction as F  # noqa: N817  (read as a number)
from pathlib import Path

import pytest
from desk import HERE, REPORT, Desk
from hypothesis import given
from hypothesis import strategies as st
from office import AS_OF, Office
from papers import pdf

from zi_build.diagnostics import Place
from zi_build.model.assessment import ResultAnswer
from zi_build.model.measure import Measures
from zi_build.model.period import Period
from zi_build.model.register import (
    AuditRegister,
    ComplaintCount,
    ComplaintRegister,
    FollowUp,
    Recommendation,
    StateCount,
)
from zi_build.model.survey import SMALL, About, Dimension, Group, Question, Survey, SurveyKind
from zi_build.render.pages import expand
from zi_build.surveys import index, register
from zi_build.surveys.groups import shown
from zi_build.surveys.measured import agrees, completed, measured
from zi_build.surveys.showing import measures

TABLE = Place("evidence/2026/hasil/spak-2026-S1.csv")
ABOUT = About(
    Place(f"{TABLE.path}.yml"),
    surveyor="Badan Pusat Statistik",
    on=date(2026, 6, 30),
    report="2026/hasil/spak.pdf",
)


def skm(totals: list[int], respondents: int, **rest: object) -> Survey:
    questions = tuple(
        Question(f"U{n}", f"U{n}", F(total)) for n, total in enumerate(totals, start=1)
    )
    place = Place("evidence/2026/hasil/skm-2026-S1.csv")
    return replace(
        Survey(place, SurveyKind.SKM, Period.parse("2026-S1"), respondents, 0, questions), **rest
    )


def spak(total: int | F, respondents: int = 40, about: About | None = ABOUT) -> Survey:
    """Return a survey with one question."""
    asked = (Question("P1", "Tidak ada pungli", F(total), "Pungutan liar"),)
    period = Period.parse("2026-S1")
    return Survey(TABLE, SurveyKind.SPAK, period, respondents, 0, asked, about=about)


def seen(desk: Desk, *, public: bool = True) -> Measures:
    return measures(desk.workspace, lambda about: about.report, public=public)


class TestSatisfaction:
    """PermenPANRB 14/2017: NRR, IKM, conversion, grade."""

    def test_every_answer_4_is_100_and_with_the_other_weight_99(self) -> None:
        best = skm([4 * 30] * 9, 30)
        assert index.ikm(best, F(1, 9)) == 100
        assert index.ikm(best, F("0.11")) == 99

    def test_by_hand(self) -> None:
        """NRR 3,46 3,41 3,08 3,89 3,41 3,39 3,45 3,25 3,29: their mean 3,4033 times 25."""
        totals = [346, 341, 308, 389, 341, 339, 345, 325, 329]
        found = skm(totals, 100)
        assert [str(float(one)) for one in index.means(found).values()][:3] == [
            "3.46",
            "3.41",
            "3.08",
        ]
        assert index.ikm(found, F(1, 9)) == F(3063, 900) * 25
        assert index.grade(index.ikm(found, F(1, 9))) == ("B", "Baik")

    @pytest.mark.parametrize(
        ("converted", "letter"),
        [
            ("100", "A"), ("88.31", "A"), ("88.309999", "B"), ("88.305", "B"), ("88.30", "B"),
            ("76.61", "B"), ("76.605", "C"), ("76.60", "C"), ("65", "C"), ("64.995", "D"), ("25", "D"),
        ],
    )  # fmt: skip
    def test_grades_by_lower_bounds_alone(self, converted: str, letter: str) -> None:
        """The printed bands leave gaps: 88,305 is in none of them."""
        assert index.grade(F(converted))[0] == letter

    def test_the_weight_is_a_setting_and_its_effect_is_shown(self, office: Office) -> None:
        rows = "".join("4;4;4;4;4;4;4;4;4\n" for _ in range(30))
        head = ";".join(f"U{n}" for n in range(1, 10))
        office.text("evidence/2026/hasil/skm-2026-S1.csv", f"{head}\n{rows}")
        (usual,) = office.view().measures.surveys
        assert (usual.value, usual.weight, usual.other_weight) == (100, "1/9", ("0,11", 99))
        office.unit(survei={"bobot_unsur": "0,11"})
        (other,) = office.view().measures.surveys
        assert (other.value, other.weight, other.other_weight) == (99, "0,11", ("1/9", 100))
        page = (Path(__file__).parents[1] / "docs/hasil.md").read_text("utf-8")
        assert "Bobotnya 1/9" not in page, "the page's own text knows nothing of the setting"
        assert "berbobot 0,11" in expand(page, "hasil.md", office.view())
        assert other.grade is not None
        assert other.grade.letter == "A"


class TestSample:
    """Krejcie and Morgan, to the nearest; 30 for a ZI survey, fewer only where fewer are served."""

    @pytest.mark.parametrize(
        ("population", "size"),
        [
            (10, 10), (20, 19), (30, 28), (50, 44), (100, 80), (150, 108), (200, 132), (300, 169),
            (400, 196), (500, 217), (1000, 278), (2000, 322), (5000, 357), (10000, 370),
            (100_000, 383), (1_000_000, 384),
        ],
    )  # fmt: skip
    def test_the_published_table(self, population: int, size: int) -> None:
        assert index.sample_size(population) == size

    @given(st.integers(1, 10**9))
    def test_never_more_than_there_are_and_never_more_than_384(self, population: int) -> None:
        assert 1 <= index.sample_size(population) <= min(population, 384)

    @pytest.mark.parametrize(("population", "least"), [(None, 30), (1000, 30), (31, 29), (10, 10)])
    def test_least(self, population: int | None, least: int) -> None:
        assert index.least_respondents(population) == least

    @pytest.mark.parametrize(
        ("respondents", "population", "enough"),
        [(30, None, True), (29, None, False), (80, 100, True), (79, 100, False), (10, 10, True)],
    )
    def test_enough(self, respondents: int, population: int | None, enough: bool) -> None:
        about = replace(ABOUT, population=population)
        (found,) = seen(Desk(surveys=(spak(0, respondents, about),))).surveys
        assert found.sample.is_enough is enough


groups_of = st.lists(st.integers(1, 30), max_size=8)


class TestGroups:
    """Nobody can be found out by his group, nor by what is left over."""

    @staticmethod
    def dimension(sizes: list[int]) -> Dimension:
        """As the loader leaves it: small groups are folded together."""
        large = [Group(f"g{at}", size, F(size)) for at, size in enumerate(sizes) if size >= SMALL]
        small = [size for size in sizes if size < SMALL]
        return Dimension("Layanan", tuple(large), sum(small), len(small))

    @pytest.mark.parametrize(
        ("sizes", "left", "hidden"),
        [
            ([20, 10, 7], [20, 10, 7], 0),
            ([20, 10, 3], [20], 13),       # the total minus 20 and 10 would be those three
            ([20, 3], [], 0),              # the whole minus 20 would be those three: nothing is told
            ([20, 10, 3, 3], [20, 10], 6), # six people of two groups may stay together
            ([20, 10, 2, 2], [20], 14),
            ([20], [], 0),                 # one group is the whole
            ([3, 3], [], 0),
            ([], [], 0),
        ],
    )  # fmt: skip
    def test_examples(self, sizes: list[int], left: list[int], hidden: int) -> None:
        groups, folded, _ = shown(self.dimension(sizes))
        assert [group.respondents for group in groups] == left
        assert folded == hidden

    @given(groups_of)
    def test_what_is_left_over_is_no_small_group(self, sizes: list[int]) -> None:
        groups, hidden, count = shown(self.dimension(sizes))
        assert all(group.respondents >= SMALL for group in groups)
        assert hidden == 0 or hidden >= SMALL
        assert not groups or sum(group.respondents for group in groups) + hidden == sum(sizes)
        assert (hidden == 0) == (count == 0)

    @pytest.mark.parametrize(
        "ages",
        [
            ["di bawah 17 tahun", "17–25 tahun", "26–35 tahun", "46–55 tahun", "di atas 55 tahun"],
            ["< 20", "20-29", "30-39", "> 39"],
            ["kurang dari 25", "25 - 40", "40 ke atas", "Tidak diisi"],
        ],
    )
    def test_age_groups_stand_by_age_not_by_size(self, ages: list[str]) -> None:
        groups = tuple(Group(age, 10 + at, F(30)) for at, age in enumerate(ages))
        survey = replace(spak(0, 200), dimensions=(Dimension("Kelompok umur", groups[::-1]),))
        (found,) = seen(Desk(surveys=(survey,))).surveys
        assert [one.label for one in found.groups[0].shown] == ages

    def test_a_survey_of_four_is_not_used_at_all(self) -> None:
        desk = Desk(surveys=(spak(16, 4),), reports=REPORT)
        assert seen(desk, public=False).surveys == ()
        assert measured(desk.workspace, "spak") is None
        assert [found.code for found in desk.build().diagnostics] == ["ZI326"]


class TestHasil:
    """Where there are data the value is computed; what was typed is the claim."""

    def desk(self, survey: Survey, typed: str | ResultAnswer | None = None) -> Desk:
        return Desk(surveys=(survey,), reports=REPORT, results={"spak": typed} if typed else {})

    @pytest.mark.parametrize(
        ("typed", "total", "claimed", "supported"),
        [
            (None, 144, "15.75", "15.75"),    # 3,60 × 17,5 / 4
            ("3.60", 144, "15.75", "15.75"),
            ("3.80", 144, "16.625", "15.75"), # never above what the data give
            ("3.20", 144, "14", "14"),        # nor above what was typed
            (None, 0, "0", "0"),
            (None, F(400, 3), "14.58333", "14.58333"),
        ],
    )  # fmt: skip
    def test_points(self, typed: str, total: int, claimed: str, supported: str) -> None:
        desk = self.desk(spak(total), typed)
        found = [desk.card(voice).results["spak"].points for voice in ("claimed", "supported")]
        assert [round(float(one), 5) for one in found] == [float(claimed), float(supported)]

    def test_unrounded(self) -> None:
        points = self.desk(spak(F(400, 3))).card().results["spak"].points
        assert points == F(400, 3) / 40 / 4 * F("17.5")

    @pytest.mark.parametrize(
        ("without", "named"),
        [
            ({"surveyor": None}, "pelaksana"),
            ({"report": None}, "laporan"),
            ({"report": "2026/hasil/lain.pdf"}, "laporan"),
            ({"on": None}, "tanggal"),
        ],
    )
    def test_the_data_too_need_surveyor_date_and_report(
        self, without: dict[str, object], named: str
    ) -> None:
        desk = self.desk(spak(144, about=replace(ABOUT, **without)))
        score = desk.card().results["spak"]
        assert (score.points, score.why) == (0, f"Tidak dihitung: belum ada {named}.")
        assert desk.card("claimed").results["spak"].points == F("15.75")

    def test_respondents_are_the_rows(self) -> None:
        typed = ResultAnswer("spak", "3.60", HERE, respondents=900)
        desk = self.desk(spak(144), typed)
        answer = desk.build().workspace.assessment.results["spak"]
        assert (answer.respondents, answer.surveyor) == (40, "Badan Pusat Statistik")
        assert desk.card().results["spak"].why == "Dihitung dari jawaban 40 responden."

    @pytest.mark.parametrize("where", ["table", "answers"])
    def test_a_survey_of_ones_own_is_provisional(self, where: str) -> None:
        own = where == "table"
        typed = ResultAnswer("spak", "3.60", HERE, self_run=not own)
        desk = self.desk(spak(144, about=replace(ABOUT, self_run=own)), typed)
        assert desk.card().results["spak"].provisional

    def test_the_newest_survey_that_is_not_after_the_day_counts(self) -> None:
        old, later = (
            replace(
                spak(total),
                place=Place(f"evidence/{period[:4]}/hasil/spak-{period}.csv"),
                period=Period.parse(period),
                about=replace(ABOUT, on=date.fromisoformat(day)),
            )
            for total, period, day in (
                (80, "2025-S2", "2025-12-31"),
                (160, "2026-S2", "2026-10-01"),
            )
        )
        desk = Desk(surveys=(later, spak(144), old), reports=REPORT)
        assert desk.card().results["spak"].points == F("15.75")
        before = desk.with_(as_of=date(2026, 3, 1))
        assert before.card().results["spak"].points == F("8.75")

    def test_a_survey_of_one_service_does_not_stand_for_the_office(self) -> None:
        one = replace(spak(80), about=replace(ABOUT, on=date(2026, 9, 1), scope="Legalisasi"))
        assert Desk(surveys=(spak(144), one), reports=REPORT).card().results["spak"].text == "3.60"

    def test_a_later_survey_with_a_report_of_its_own_is_another_one(self) -> None:
        """The Statistics Agency hands over a report, not the rows."""
        typed = ResultAnswer(
            "spak", "3.80", HERE, "BPS", date(2026, 9, 1), 60, "2026/hasil/bps.pdf"
        )
        reports = {**REPORT, "evidence/2026/hasil/bps.pdf": next(iter(REPORT.values()))}
        desk = Desk(surveys=(spak(144),), results={"spak": typed}, reports=reports)
        assert desk.card().results["spak"].points == F("16.625")
        assert desk.build().diagnostics == ()

    @pytest.mark.parametrize(
        ("text", "value", "agreed"),
        [
            ("3.52", "3.5187", True), ("3,52", "3.5249", True), ("3.5", "3.5187", True),
            ("4", "3.5", True), ("3.51", "3.5187", False), ("3.6", "3.52", False), ("92,5%", "92.5", True),
            ("banyak", "3.5", True),
        ],
    )  # fmt: skip
    def test_a_typed_value_is_compared_as_it_was_rounded(
        self, text: str, value: str, agreed: bool
    ) -> None:
        assert agrees(text, F(value)) is agreed

    def test_completing_twice_changes_nothing(self) -> None:
        workspace = self.desk(spak(F(400, 3))).workspace
        assert completed(completed(workspace)) == completed(workspace)

    def test_other_rubrics_have_the_same_data(self) -> None:
        desk = Desk(surveys=(spak(144),), reports=REPORT, rubric_id="permenpanrb-52-2014")
        assert desk.card().results["spak"].points == F("13.5")


class TestRegisters:
    """What was followed up, by a day."""

    def audit(self, *states: tuple[FollowUp, str | None, int]) -> AuditRegister:
        counts = tuple(
            StateCount(state, date.fromisoformat(day) if day else None, count)
            for state, day, count in states
        )
        about = replace(ABOUT, report="2026/hasil/spak.pdf")
        place = Place("evidence/2026/hasil/tlhp-2026.csv")
        return AuditRegister(place, Period.parse("2026"), counts, about=about)

    def test_tlhp_is_a_percentage(self) -> None:
        found = self.audit((FollowUp.DONE, None, 37), (FollowUp.OPEN, None, 3))
        desk = Desk(audits=(found,), reports=REPORT, rubric_id="permenpanrb-52-2014")
        assert desk.card().results["tlhp"].points == F("4.625")
        assert desk.card().results["tlhp"].text == "92.50"

    def test_what_was_finished_later_was_not_finished(self) -> None:
        found = self.audit((FollowUp.DONE, "2026-09-01", 1), (FollowUp.DONE, "2026-02-01", 1))
        assert register.audited(found, date(2026, 8, 31)).share == F(1, 2)
        assert register.audited(found, date(2026, 9, 1)).share == 1

    def test_what_cannot_be_followed_up_is_not_divided_by(self) -> None:
        found = register.audited(
            self.audit((FollowUp.DONE, None, 3), (FollowUp.IMPOSSIBLE, None, 1)), AS_OF
        )
        assert (found.done, found.total, found.share) == (3, 3, 1)

    def test_nothing_to_follow_up_is_everything_followed_up(self) -> None:
        assert register.audited(self.audit(), AS_OF).share == 1

    def complaints(self, *rows: tuple[str, str, str | None, int]) -> ComplaintRegister:
        counts = tuple(
            ComplaintCount(
                date.fromisoformat(came), channel, date.fromisoformat(end) if end else None,
                end is not None, True, count,
            )
            for came, channel, end, count in rows
        )  # fmt: skip
        place = Place("evidence/2026/hasil/pengaduan-2026.csv")
        return ComplaintRegister(place, Period.parse("2026"), counts)

    def test_complaints(self) -> None:
        found = self.complaints(
            ("2026-02-01", "WhatsApp", "2026-02-03", 2),
            ("2026-02-01", "WhatsApp", "2026-02-08", 1),
            ("2026-09-20", "Surel", "2026-10-02", 1),
            ("2026-10-01", "Surel", None, 5),
        )
        (year,) = register.handled([found], AS_OF)
        assert (year.received, year.done, year.days) == (4, 3, 2)
        assert year.channels == {"WhatsApp": (3, 3, 0), "Surel": (1, 0, 0)}

    def test_a_register_of_a_part_of_a_period_is_not_counted_twice(self) -> None:
        whole = self.complaints(("2026-02-01", "Surel", None, 3))
        part = replace(whole, period=Period.parse("2026-S1"))
        assert register.handled([part, whole], AS_OF)[0].received == 3

    def test_the_public_sees_no_channel_and_no_median_of_a_few(self) -> None:
        few = self.complaints(
            ("2026-02-01", "WBS", "2026-02-03", 1), ("2026-02-01", "Surel", None, 6)
        )
        (public,) = seen(Desk(complaints=(few,))).complaints
        assert public.channels == (("Surel", 6, 0, 0), ("Saluran lain", 1, 1, 0))
        assert (public.days, public.received) == (None, 7)
        (staff,) = seen(Desk(complaints=(few,)), public=False).complaints
        assert staff.channels == (("Surel", 6, 0, 0), ("WBS", 1, 1, 0))
        assert staff.days == 2

    def test_a_recommendation_counts_once_as_its_newest_register_has_it(self) -> None:
        def said(
            year: int, state: FollowUp, text: str = "Lengkapi", line: int = 2
        ) -> Recommendation:
            place = Place(f"evidence/{year}/hasil/rekomendasi.csv", line)
            return Recommendation(place, "LHE", "TPI", text, "Perencana", state)

        rows = [
            said(2025, FollowUp.OPEN),
            said(2026, FollowUp.DONE),
            said(2026, FollowUp.OPEN, "Lain", 3),
        ]
        known = register.known(rows, AS_OF)
        assert [(one.text, one.state) for one in known] == [
            ("Lengkapi", FollowUp.DONE),
            ("Lain", FollowUp.OPEN),
        ]
        twice = [said(2026, FollowUp.OPEN), said(2026, FollowUp.DONE, line=3)]
        assert len(register.known(twice, AS_OF)) == 2

    def test_the_public_sees_how_many_recommendations_not_which(self) -> None:
        place = Place("evidence/2026/hasil/rekomendasi.csv", 2)
        one = Recommendation(place, "LHE", "TPI", "Ganti kepala loket", "Kepala", FollowUp.DONE)
        later = replace(one, text="Lain", given=date(2026, 10, 1))
        desk = Desk(recommendations=(one, later))
        public, staff = seen(desk), seen(desk, public=False)
        assert public.rows == ()
        assert staff.rows == (one,)
        assert public.followed is not None
        assert (public.followed.done, public.followed.total) == (1, 1)


def test_the_pages_tell_it(office: Office) -> None:
    head = ";".join(["Layanan", *(f"U{n}" for n in range(1, 10)), "Saran"])
    rows = [f"Legalisasi;{';'.join('4' * 9)};x" for _ in range(20)]
    rows += [f"Konsultasi;{';'.join('3' * 9)};x" for _ in range(14)]
    rows += [f"Pak Kanari;{';'.join('1' * 9)};KanariSaran" for _ in range(2)]
    office.text("evidence/2026/hasil/skm-2026-S1.csv", "\n".join([head, *rows]))
    sidecar = "laporan: 2026/hasil/SKM.pdf\npelaksana: <b>Tim</b>\npopulasi: 1200\n"
    office.text("evidence/2026/hasil/skm-2026-S1.csv.yml", sidecar)
    office.write(office.root / "evidence/2026/hasil/SKM.pdf", pdf("SKM"))
    for audience in ("public", "internal"):
        made = expand("[[zi:hasil-skm]]", "hasil.md", office.view(audience))
        assert "&lt;b&gt;Tim&lt;/b&gt;" in made
        assert 'href="../bukti/hasil/2026-skm.pdf"' in made
        assert "291 menurut Krejcie-Morgan dari 1.200" in made
        assert "Legalisasi" in made
        assert "Konsultasi" not in made, "the rest would be the two of whom nothing may be told"
        assert "Kanari" not in made


def test_no_row_is_in_what_staff_see_either(office: Office) -> None:
    """Rows stay in the table: neither view holds a remark, a number, a name or a rare group."""
    head = f"No,Nama,Layanan,{','.join(f'U{n}' for n in range(1, 10))},Saran"
    rows = [f"KanariNo{n},KanariNama,Legalisasi,{','.join('4' * 9)},KanariSaran" for n in range(9)]
    rows.append(f"KanariNo9,KanariNama,KanariLangka,{','.join('4' * 9)},")
    office.text("evidence/2026/hasil/skm-2026-S1.csv", "\n".join([head, *rows]))
    complaint = "KanariNomor,KanariPelapor,KanariKurir,KanariPokok,2026-02-01,selesai"
    head = "Nomor,Nama pelapor,Kanal,Pokok,Tanggal diterima,Status"
    office.text("evidence/2026/hasil/pengaduan-2026.csv", f"{head}\n{complaint}\n")
    built = office.build()
    for one in (built.workspace, office.view("public"), office.view("internal")):
        assert "Kanari" not in repr(one)

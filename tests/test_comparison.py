"""The same evidence under the guideline and under the law, and what a year's count is worth."""

from datetime import date

import pytest
from desk import Desk, papers
from office import Office

from zi_build.build import others
from zi_build.model.assessment import Voice
from zi_build.model.period import Period
from zi_build.model.view import Audience
from zi_build.render.html import Page
from zi_build.render.pages import RENDERERS, expand
from zi_build.support import times_held
from zi_build.views import views

LAW = "permenpanrb-90-2021"
SKM = "6.3.a/laporan-skm"
MONEV = "1.3.b/laporan-monev"


def law(**rest: object) -> Desk:
    return Desk(rubric_id=LAW, **rest)  # type: ignore[arg-type]


def carried(desk: Desk, criterion: str) -> str | None:
    return desk.score(criterion, Voice.SUPPORTED).carried


def test_monev_each_quarter_is_b_here_and_a_there() -> None:
    """52/2014 counts rhythms (monthly is A); 90/2021 asks whether it is done, and by whom."""
    held = papers(MONEV, "2025-T3 Monev", "2025-T4 Monev", "2026-T1 Monev", "2026-T2 Monev")
    assert carried(Desk(tuple(held)), "1.3.b") == "B"
    assert carried(law(items=tuple(held)), "P1.3.b") == "A"


def test_skm_twice_is_a_here_and_c_there() -> None:
    held = papers(SKM, "2025-S2 SKM", "2026-S1 SKM")
    assert carried(Desk(tuple(held)), "6.3.a") == "A"
    assert carried(law(items=tuple(held)), "P6.4.a") == "C"


@pytest.mark.parametrize(
    ("names", "option"),
    [
        (("2025-T4", "2026-T1", "2026-T2", "2026-T3"), "A"),
        (("2025-T4", "2026-T1", "2026-T2"), "B"),
        (("2025-S2", "2026-S1"), "C"),
        (("2026-S1",), "D"),
        (("2024-S1",), "E"),  # older than a year: the year that is judged saw none
        ((), "E"),
    ],
)
def test_surveys_of_a_year(names: tuple[str, ...], option: str) -> None:
    """P6.4.a (90/2021 p. 79-80): four a year A, three B, two C, one D, none E."""
    held = papers(SKM, *(f"{name} SKM" for name in names))
    assert carried(law(items=tuple(held)), "P6.4.a") == option


@pytest.mark.parametrize(
    ("periods", "count"),
    [
        (["2025-09-30"], 0),  # a year ago to the day
        (["2025-10-01"], 1),
        (["2026-S2"], 1),  # still running: it counts as of today
        (["2026-06", "2026-06"], 1),  # two papers of one period tell of one survey
        (["2026-S1", "2026-06-15"], 1),  # the report of a survey, and the survey of one day
        (["2026-05", "2026-06"], 2),
    ],
)
def test_what_counts_as_held_within_a_year(periods: list[str], count: int) -> None:
    as_of = date(2026, 9, 30)
    assert times_held([Period.parse(text) for text in periods], as_of) == count


def test_a_late_lakin_costs_the_question_on_time_alone() -> None:
    """P4.2.e asks what 4.2.e asks, so punctuality counts there, and not in P4.2.f."""
    lakin = papers("4.2.e/lakin", "2025 LAKIN", received=date(2026, 3, 15))
    desk = law(items=tuple(lakin))
    assert carried(desk, "P4.2.e") == "Tidak"
    assert carried(desk, "P4.2.f") == "A"


def test_what_the_law_does_not_ask_enters_neither_its_completeness_nor_its_gaps() -> None:
    desk = law()
    asked = {gap.document for gap in desk.build().gaps}
    assert "5.4.a/laporan-internalisasi" not in asked
    assert "R1.1.a/laporan-perubahan" in asked
    assert "R1.1.a/laporan-perubahan" not in {gap.document for gap in Desk().build().gaps}
    due = desk.build().completeness.due
    assert due == sum(
        status.share.due
        for name, status in desk.build().statuses.items()
        if desk.workspace.rubric.asks_for(desk.workspace.catalogue.documents[name])
    )


class TestPages:
    """Two rubrics in one site."""

    @pytest.fixture
    def furnished(self, office: Office) -> Office:
        office.paper(MONEV, "2026-T1 Monev.pdf")
        office.paper("R5.2.a/rekap-pengaduan", "2025 Rekap.pdf")
        office.answers({"1.3.b": "B"})
        text = (
            "rubrik: permenpanrb-90-2021\njawaban:\n  R5.2.a: {hitungan: {wajib: 3, selesai: 2}}\n"
        )
        office.write(office.root / f"evidence/2026/penilaian/{LAW}.yml", text)
        return office

    def test_a_directive_may_name_its_rubric(self, furnished: Office) -> None:
        page = f"[[zi:kriteria R5.2.a @{LAW}]]\n[[zi:kriteria 1.3.b]]\n"
        furnished.write(furnished.root / "docs/a.md", page)
        built = furnished.build()
        assert built.diagnostics == ()
        seen = views(built, others(built), Audience.PUBLIC)
        shown = expand(page, "a.md", seen)
        assert "66,7\u00a0%" in shown
        assert "(2 dari 3)" in shown
        assert "Pertanyaan yang sama: <a href=" in shown  # from 1.3.b to P1.3.b

    @pytest.mark.parametrize(
        ("line", "said"),
        [
            ("[[zi:skor @permenpanrb-90-2020]]", "Maksud Anda “permenpanrb-90-2021”?"),
            ("[[zi:kriteria R9.9.a @permenpanrb-90-2021]]", "tidak menunjuk apa pun"),
            ("[[zi:bagian 1/inti @permenpanrb-90-2021]]", "tidak menunjuk apa pun"),
            ("[[zi:bagian 1/reform]]", "tidak menunjuk apa pun"),  # the guideline has no halves
        ],
    )
    def test_a_wrong_one_is_told(self, furnished: Office, line: str, said: str) -> None:
        furnished.write(furnished.root / "docs/a.md", line)
        assert [(found.code, said in found.message) for found in furnished.diagnostics()] == [
            ("ZI104", True)
        ]

    def test_side_by_side(self, furnished: Office) -> None:
        built = furnished.build()
        seen = views(built, others(built), Audience.PUBLIC)
        table = RENDERERS["perbandingan"](seen, "", Page("./"))
        assert "Pedoman ZI 2023" in table
        assert "PermenPANRB 90/2021" in table
        rows = RENDERERS["perbandingan-pertanyaan"](seen, "1", Page("./"))
        assert "Irama (bulanan A, triwulanan B, semesteran C, tahunan D) menjadi Skala A-D." in rows
        dropped = RENDERERS["perbandingan-pertanyaan"](seen, "5", Page("./"))
        assert "Tidak ditanyakan lagi." in dropped

    def test_answers_to_every_rubric_are_checked(self, furnished: Office) -> None:
        path = furnished.root / f"evidence/2026/penilaian/{LAW}.yml"
        furnished.write(path, f"rubrik: {LAW}\njawaban:\n  P1.1.a: Z\n  P9.9.a: A\n")
        assert [found.code for found in furnished.diagnostics()] == ["ZI301", "ZI302"]

    def test_the_law_may_be_the_rubric_of_the_site(self, furnished: Office) -> None:
        """Pages that number by the guideline then still show its questions."""
        furnished.write(furnished.root / "docs/a.md", "[[zi:skor]]\n\n[[zi:kriteria 1.3.b]]\n")
        furnished.write(furnished.root / "evidence/unit.yml", f"nama: X\nrubrik: {LAW}\n")
        built = furnished.build()
        assert built.workspace.rubric.id == LAW
        assert built.diagnostics == ()
        shown = expand(
            built.workspace.pages["docs/a.md"], "a.md", views(built, others(built), Audience.PUBLIC)
        )
        assert "belum dapat ditampilkan" not in shown
        assert "Dokumen yang diminta untuk 1.3.b" in shown

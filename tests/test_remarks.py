"""Findings and recommendations: with whom they are shared, and what became of them."""

from dataclasses import replace
from datetime import date

import pytest
from desk import HERE, Desk, verified

from zi_build.build import build_from
from zi_build.diagnostics import Place
from zi_build.model.register import FollowUp, Recommendation
from zi_build.model.remark import Remarks
from zi_build.model.unit import Display, Unit
from zi_build.model.view import Audience
from zi_build.render.pages import expand
from zi_build.views import view

SAID = verified(
    "B",
    report="LHE-01/2026",
    note="Cukup rapi.",
    findings=("Notula <b>tanpa</b> tanda tangan.",),
    recommendations=("Lengkapi tanda tangan.", "Susun jadwal."),
)
ROW = Recommendation(
    place=Place("evidence/2026/hasil/rekomendasi.csv", 2),
    source="LHE",
    from_whom="Tim Penilai Internal",
    text="lengkapi  TANDA tangan",
    owner="Ketua Tim",
    state=FollowUp.DONE,
    number="R-1",
    criterion="1.3.a",
    finished_on=date(2026, 8, 20),
)


def told(
    audience: Audience = Audience.INTERNAL,
    display: Display | None = None,
    rows: tuple[Recommendation, ...] = (ROW,),
    as_of: date = date(2026, 9, 30),
) -> tuple[Remarks, ...]:
    desk = Desk(tpi={"1.3.a": SAID}, as_of=as_of)
    unit = Unit(start=desk.start, display=display or Display())
    workspace = replace(desk.workspace, recommendations=rows, unit=unit)
    return view(build_from(workspace), audience).remarks


def test_the_register_says_what_became_of_a_recommendation() -> None:
    (found,) = told()
    assert (found.who, found.criterion, found.area) == ("TPI", "1.3.a", "1")
    assert [(one.state, one.owner) for one in found.advice] == [
        (FollowUp.DONE, "Ketua Tim"),
        (None, None),
    ]


def test_what_was_finished_later_was_in_progress() -> None:
    (found,) = told(as_of=date(2026, 8, 1))
    assert found.advice[0].state is FollowUp.IN_PROGRESS


def test_another_criterions_row_is_not_this_one() -> None:
    found = told(rows=(replace(ROW, criterion="1.3.b"),))
    assert [one.criterion for one in found] == ["1.3.a"]
    assert found[0].advice[0].state is None


def test_rows_of_a_report_that_no_answer_mentions_are_listed_by_area() -> None:
    row = replace(ROW, text="Perbarui peta proses.", criterion=None, area="2")
    found = told(rows=(row, replace(row, source="monev"), replace(row, given=date(2027, 1, 1))))
    assert [(one.area, one.criterion, one.who) for one in found[1:]] == [("2", None, "TPI")]


def test_what_the_register_alone_knows_is_not_published_under_any_name() -> None:
    rows = [
        replace(ROW, text=f"Hanya di register {who}.", criterion="1.1.a", from_whom=who)
        for who in ("TPI", "TPN", "Tim Penilai Internal")
    ]
    display = Display(findings=True, evaluator_notes=True)
    found = told(Audience.PUBLIC, display, rows=(*rows, ROW))
    assert [one.criterion for one in found] == ["1.3.a"]
    assert "Rekomendasi yang hanya ada di register" in page(Audience.PUBLIC, display)
    assert "Rekomendasi yang hanya ada di register" not in page(Audience.INTERNAL)


def test_rows_stand_in_the_rubrics_order_whoever_told_of_them() -> None:
    first = replace(ROW, text="Lengkapi SK.", criterion="1.1.a", from_whom="tim penilai internal")
    last = replace(ROW, text="Perbarui peta.", criterion=None, area="1", from_whom="Inspektorat")
    found = told(rows=(last, first))
    assert [(one.criterion, one.who) for one in found] == [
        ("1.1.a", "TPI"),
        ("1.3.a", "TPI"),
        (None, "Inspektorat"),
    ]


def test_nothing_is_told_before_it_was_said() -> None:
    row = replace(ROW, given=date(2026, 7, 10))
    assert told(rows=(row,), as_of=date(2026, 7, 9)) == ()


@pytest.mark.parametrize(
    ("display", "note", "findings", "advice", "report"),
    [
        (Display(), None, 0, 0, None),
        (Display(evaluator_notes=True), "Cukup rapi.", 0, 0, "LHE-01/2026"),
        (Display(findings=True), None, 1, 2, None),
        (Display(evaluator_notes=True, findings=True), "Cukup rapi.", 1, 2, "LHE-01/2026"),
    ],
)
def test_the_public_reads_what_the_office_decides(
    display: Display, note: str | None, findings: int, advice: int, report: str | None
) -> None:
    found = told(Audience.PUBLIC, display)
    if not (note or findings):
        assert found == ()
        return
    (one,) = found
    assert (one.note, len(one.findings), len(one.advice)) == (note, findings, advice)
    assert one.report == report
    assert all(said.owner is said.number is said.proof is None for said in one.advice)


def page(audience: Audience, display: Display | None = None) -> str:
    desk = Desk(tpi={"1.3.a": SAID})
    unit = Unit(start=desk.start, display=display or Display())
    workspace = replace(desk.workspace, recommendations=(ROW,), unit=unit)
    seen = view(build_from(workspace), audience)
    text = "[[zi:temuan]]\n\n[[zi:temuan 2]]\n\n[[zi:kriteria 1.3.a]]\n"
    return expand(text, "temuan.md", seen)


def test_pages_escape_what_evaluators_wrote() -> None:
    text = page(Audience.INTERNAL)
    assert text.count("Notula &lt;b&gt;tanpa&lt;/b&gt; tanda tangan.") == 2
    assert "1 temuan, 2 rekomendasi" in text
    assert "1 selesai, 1 belum dicatat tindak lanjutnya" in text


def test_the_public_page_says_that_nothing_is_published() -> None:
    text = page(Audience.PUBLIC)
    assert "tidak menerbitkan temuan" in text
    assert "Notula" not in text


def test_a_card_of_evaluators_who_judged_nothing_has_no_number() -> None:
    def card(desk: Desk) -> str:
        text = expand("[[zi:skor]]\n", "index.md", view(desk.build(), Audience.PUBLIC))
        return text.partition("Nilai Tim Penilai Internal")[2]

    silent, spoken = card(Desk(answers={"1.1.a": "Ya"})), card(Desk(tpi={"1.3.a": SAID}))
    assert '<p class="zi-nilai">—</p><p class="zi-ket">belum menilai</p>' in silent
    assert "0,45" in spoken
    assert "1 dari 81 kriteria sudah dinilai" in spoken


def test_an_undated_remark_is_not_shown() -> None:
    desk = Desk(tpi={"1.3.a": replace(SAID, on=None, place=HERE)})
    assert view(desk.build(), Audience.INTERNAL).remarks == ()

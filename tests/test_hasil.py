"""The hasil component: measured values, and the proof without which they do not count."""

from dataclasses import replace
from datetime import date
from fractions import Fraction as F  # noqa: N817  (read as a number)

import pytest
from desk import HERE, REPORT, Desk, verified

from zi_build.model.assessment import ResultAnswer, Verified, Voice
from zi_build.model.evidence import Facts
from zi_build.model.view import Audience
from zi_build.publish.plan import plan
from zi_build.views import view

SPAK = ResultAnswer(
    "spak",
    "3.60",
    HERE,
    surveyor="Badan Pusat Statistik",
    on=date(2026, 6, 30),
    respondents=48,
    report="2026/hasil/spak.pdf",
)


@pytest.mark.parametrize(
    ("rubric_id", "result", "text", "points"),
    [
        ("pedoman-bpmp-2023", "spak", "3.60", "15.75"),
        ("pedoman-bpmp-2023", "spak", "3,6", "15.75"),
        ("pedoman-bpmp-2023", "spkp", "3.20", "14"),
        ("pedoman-bpmp-2023", "spkp", "4", "17.5"),
        ("pedoman-bpmp-2023", "kinerja", "A", "5"),
        ("pedoman-bpmp-2023", "kinerja", "b", "3.75"),
        ("pedoman-bpmp-2023", "kinerja", "C", "2.5"),
        ("pedoman-bpmp-2023", "kinerja", "E", "0"),
        ("pedoman-bpmp-2023", "tlhp", "100", "0"),
        ("permenpanrb-52-2014", "spak", "3.60", "13.5"),
        ("permenpanrb-52-2014", "tlhp", "70", "3.5"),
        ("permenpanrb-52-2014", "tlhp", "92,5%", "4.625"),
        ("permenpanrb-52-2014", "spkp", "3.20", "16"),
    ],
)
def test_hasil_points_are_the_share_of_the_weight(
    rubric_id: str, result: str, text: str, points: str
) -> None:
    card = Desk(results={result: text}, rubric_id=rubric_id).card("claimed")
    assert card.results[result].points == F(points)
    assert card.components["hasil"] == card.total == F(points)


@pytest.mark.parametrize(
    ("result", "text"),
    [("spak", "88"), ("spak", "-1"), ("spak", "A"), ("kinerja", "F"), ("kinerja", "3"), ("tlhp", "101")]
    + [("spak", text) for text in ("NaN", "Infinity", "1e-99999999", "4.01", "٣")],
)  # fmt: skip
def test_what_is_out_of_range_counts_nothing_and_is_told(result: str, text: str) -> None:
    build = Desk(results={result: text}).build()
    assert build.scores[Voice.CLAIMED].results[result].points == 0
    assert [found.code for found in build.diagnostics] == ["ZI306"]


def test_a_hasil_value_with_its_proof_is_supported() -> None:
    desk = Desk(results={"spak": SPAK}, reports=REPORT)
    assert desk.card().results["spak"].points == F("15.75")
    assert desk.card().groups["bersih"] == F("15.75")
    assert desk.card().total == F("15.75")


@pytest.mark.parametrize(
    ("without", "named"),
    [
        ({"surveyor": None}, "pelaksana"),
        ({"on": None}, "tanggal"),
        ({"on": date(2026, 10, 1)}, "tanggal"),
        ({"respondents": None}, "jumlah responden"),
        ({"respondents": 0}, "jumlah responden"),
        ({"report": None}, "laporan"),
        ({"report": "2026/hasil/lain.pdf"}, "laporan"),
    ],
)
def test_a_hasil_value_without_all_of_its_proof_is_not(
    without: dict[str, object], named: str
) -> None:
    desk = Desk(results={"spak": replace(SPAK, **without)}, reports=REPORT)
    assert desk.card("claimed").results["spak"].points == F("15.75")
    supported = desk.card().results["spak"]
    assert supported.points == 0
    assert supported.why == f"Tidak dihitung: belum ada {named}."


def test_a_report_that_does_not_open_proves_nothing() -> None:
    for facts in (Facts("0" * 64, 1, "pdf", problem="damaged"), Facts("0" * 64, 1, "png")):
        desk = Desk(results={"spak": SPAK}, reports=dict.fromkeys(REPORT, facts))
        assert desk.card().results["spak"].points == 0


def test_the_page_leads_to_a_report_that_opens_alone() -> None:
    damaged = Facts("0" * 64, 1, "pdf", problem="damaged")
    for facts, target in (
        (Facts("0" * 64, 1, "pdf", pages=1), "bukti/hasil/2026-spak.pdf"),
        (damaged, None),
        (Facts("0" * 64, 1, "png"), None),
    ):
        build = Desk(results={"spak": SPAK}, reports=dict.fromkeys(REPORT, facts)).build()
        report = view(build, Audience.PUBLIC).results[0].report
        assert (report.target if report else None) == target
        assert [one.target for one in plan(build, Audience.PUBLIC)] == ([target] if target else [])


def test_kinerja_needs_no_respondents() -> None:
    answer = replace(SPAK, id="kinerja", text="B", respondents=None)
    assert Desk(results={"kinerja": answer}, reports=REPORT).card().results["kinerja"].points == F(
        "3.75"
    )


def test_a_survey_of_ones_own_is_provisional() -> None:
    desk = Desk(results={"spak": replace(SPAK, self_run=True)}, reports=REPORT)
    score = desk.card().results["spak"]
    assert (score.provisional, score.points) == (True, F("15.75"))
    assert score.why == "Survei mandiri: sementara."


@pytest.mark.parametrize(
    ("answer", "points"),
    [
        (verified("3.2"), "14"),
        (verified("3.2", None), "0"),
        (verified("3.2", date(2026, 10, 1)), "0"),
        (None, "0"),
    ],
)
def test_the_evaluators_have_hasil_values_of_their_own(
    answer: Verified | None, points: str
) -> None:
    desk = Desk(results={"spak": replace(SPAK, verified=answer)}, reports=REPORT)
    assert desk.card("verified").results["spak"].points == F(points)

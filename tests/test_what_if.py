"""`what-if`: papers and answers that are only supposed count by the same rules as real ones."""

import json
import shutil
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from fractions import Fraction
from pathlib import Path
from random import Random

import pytest
from desk import HERE, REPORT, Desk, office_of, paper, papers
from hypothesis import given, settings
from hypothesis import strategies as st
from office import Office
from sites import REPOSITORY, zi

from zi_build.errors import UsageError
from zi_build.model.assessment import Answer, ResultAnswer, Voice
from zi_build.model.outcome import SlotState
from zi_build.studies import as_json
from zi_build.studies.what_if import WhatIf, what_if

MONEV = "5.3.c/laporan-monev"


def five(*months: int, claim: str = "A", **rest: object) -> Desk:
    """Return an office that began in January and reports complaints every month (A–D, 3/4 points)."""
    names = (f"2026-{month:02} Monev" for month in months)
    return office_of(
        papers(MONEV, *names), answers={"5.3.c": claim}, start=date(2026, 1, 1), **rest
    )


def total(found: WhatIf, voice: Voice = Voice.SUPPORTED) -> tuple[Fraction, Fraction]:
    return found.before.scores[voice].total, found.after.scores[voice].total


def notes(found: WhatIf) -> dict[str, str]:
    return {note.about: note.text for note in found.notes}


# --- papers -------------------------------------------------------------------------------------


def test_one_more_paper_and_the_last_one() -> None:
    """Every quarter has a report: B (0.67). The eighth month makes it A, a quarter of 3 points."""
    desk = five(1, 2, 3, 4, 5, 6, 7)
    found = what_if(desk.workspace, papers=[f"{MONEV}@2026-08"])
    weight = Fraction(3, 4)
    assert total(found) == (weight * Fraction(67, 100), weight)
    assert found.after.completeness.held == found.before.completeness.held + 1
    (change,) = found.changes
    assert (change.before.option, change.after.option) == ("B", "A")


def test_without_a_period_every_due_slot_is_filled() -> None:
    found = what_if(five(1, 2, 5).workspace, papers=[MONEV])
    assert [one.slot.key for one in found.papers] == [
        "2026-03",
        "2026-04",
        "2026-06",
        "2026-07",
        "2026-08",
    ]
    assert found.after.scores[Voice.SUPPORTED].criteria["5.3.c"].option == "A"


def test_a_criterion_an_indicator_and_an_area_stand_for_their_documents() -> None:
    workspace = five(1).workspace
    asked = {
        name: {one.document for one in what_if(workspace, papers=[name]).papers}
        for name in ("5.3.c", "5.3", "area:5")
    }
    assert asked["5.3.c"] == {MONEV, "5.3.c/nota-dinas"}
    assert asked["5.3.c"] < asked["5.3"] < asked["area:5"]
    assert {one[0] for one in asked["area:5"]} == {"5"}


def test_the_same_paper_named_twice_counts_once() -> None:
    found = what_if(five(1, 2).workspace, papers=["5.3.c", MONEV, f"{MONEV}@2026-03"])
    keys = [(one.document, one.slot.key) for one in found.papers]
    assert len(keys) == len(set(keys))


def test_a_paper_that_is_not_due_yet_can_be_supposed_by_its_period() -> None:
    found = what_if(five(1, 2, 3, 4, 5, 6, 7, 8).workspace, papers=[f"{MONEV}@2026-09"])
    (row,) = as_json.what_if(found)["papers"]
    assert (row["period"], row["state"]) == ("2026-09", "filled")


def test_late_decides_only_where_the_guideline_says_so() -> None:
    """LAKIN 2025 was due in January: it rises 4.2.f and not 4.2.e, which asks for it in time."""
    desk = office_of((), answers={"4.2.e": "Ya", "4.2.f": "A"})
    found = what_if(desk.workspace, papers=["4.2.e/lakin@2025"])
    assert [one.before.criterion for one in found.changes] == ["4.2.f"]
    assert as_json.what_if(found)["papers"][0]["state"] == "late"
    assert notes(found)["4.2.e"].startswith("Nilainya tetap. Dokumen pokok terpenuhi 0 persen")


def test_more_often_than_asked_counts_where_a_rhythm_decides() -> None:
    """1.3.b is asked for every quarter (B); a report for every due month makes it A."""
    quarters = [f"2025-T{n} Monev" for n in (1, 2, 3, 4)] + ["2026-T1 Monev", "2026-T2 Monev"]
    desk = office_of(papers("1.3.b/laporan-monev", *quarters), answers={"1.3.b": "A"})
    assert desk.score("1.3.b").option == "B"
    months = [f"2025-{month:02}" for month in range(8, 13)] + [
        f"2026-{month:02}" for month in range(1, 9)
    ]
    specs = [f"1.3.b/laporan-monev@{month}" for month in months]
    found = what_if(desk.workspace, papers=specs)
    assert found.after.scores[Voice.SUPPORTED].criteria["1.3.b"].option == "A"


@pytest.mark.parametrize(
    "rubric_id", ["pedoman-bpmp-2023", "permenpanrb-52-2014", "permenpanrb-90-2021"]
)
def test_every_rubric(rubric_id: str) -> None:
    desk = office_of((), rubric_id=rubric_id)
    found = what_if(desk.workspace, papers=[f"area:{area}" for area in range(1, 7)])
    asked = {one.document for one in found.papers}
    lacking = {
        name
        for name, status in found.before.statuses.items()
        if name in desk.workspace.rubric.criteria_of_document
        and any(slot.state is SlotState.MISSING for slot in status.slots)
    }
    assert asked == lacking
    left = found.after.completeness
    assert left.due == found.before.completeness.due
    assert left.held == found.before.completeness.held + len(found.papers)


@settings(max_examples=25)
@given(st.integers(0, 2**32).map(Random))
def test_supposing_is_the_same_as_having(dice: Random) -> None:
    """A supposed paper gives what a real one gives that comes in on the day of judgement."""
    months = sorted(dice.sample(range(1, 9), 5))
    held, coming = months[:3], months[3:]
    desk = five(*held, claim=dice.choice("ABCD"))
    supposed = what_if(desk.workspace, papers=[f"{MONEV}@2026-{month:02}" for month in coming])
    real = desk.plus(
        *(paper(MONEV, f"2026-{month:02} Monev", received=desk.as_of) for month in coming)
    ).build()
    assert supposed.after.scores == real.scores
    assert supposed.after.verdicts == real.verdicts
    assert supposed.after.completeness == real.completeness
    states = [slot.state for slot in supposed.after.statuses[MONEV].slots]
    assert states == [slot.state for slot in real.statuses[MONEV].slots]


# --- what limits the effect ---------------------------------------------------------------------


def test_the_claim_limits_what_papers_carry() -> None:
    found = what_if(five(1, 2, 3, 4, 5, 6, 7, claim="B").workspace, papers=[MONEV])
    assert found.changes == ()
    assert notes(found) == {"5.3.c": "Dokumennya membawa A; jawaban unit masih B."}


def test_a_percentage_is_told_as_one() -> None:
    """All its papers carry 100 percent; what was counted is 60."""
    workspace = office_of((), rubric_id="permenpanrb-90-2021").workspace
    said = {"R5.2.a": Answer("R5.2.a", HERE, counts={"wajib": 10, "proses": 4, "selesai": 6})}
    workspace = replace(workspace, assessment=replace(workspace.assessment, answers=said))
    found = what_if(workspace, papers=["R5.2.a"])
    assert notes(found)["R5.2.a"] == "Dokumennya membawa 100 persen; jawaban unit masih 60 persen."


def test_papers_without_an_answer() -> None:
    desk = replace(five(1, 2), answers={})
    found = what_if(desk.workspace, papers=[MONEV])
    assert notes(found)["5.3.c"] == "Dokumennya membawa A, tetapi unit belum menjawab."


def test_accompanying_papers_never_change_a_score() -> None:
    found = what_if(five(1, 2).workspace, papers=["5.3.c/nota-dinas"])
    assert total(found)[0] == total(found)[1]
    assert "Dokumen pelengkap" in notes(found)["5.3.c/nota-dinas"]


def test_not_enough_for_the_next_option() -> None:
    found = what_if(five(1, 2, 3, 4, 5).workspace, papers=[f"{MONEV}@2026-06"])
    assert "Nilainya tetap" in notes(found)["5.3.c"]
    assert "triwulanan" in notes(found)["5.3.c"]


# --- answers ------------------------------------------------------------------------------------


def test_an_answer_above_its_papers_is_lowered_and_says_so() -> None:
    found = what_if(five(1, 2, claim="D").workspace, answers=["5.3.c=A"])
    assert total(found, Voice.CLAIMED) == (0, Fraction(3, 4))
    assert found.after.scores[Voice.SUPPORTED].criteria["5.3.c"].option == "C"
    assert "diturunkan menjadi C" in notes(found)["5.3.c"]


def test_the_last_word_on_an_answer_counts() -> None:
    found = what_if(five(1).workspace, answers=["5.3.c=B", "5.3.c=D"])
    assert [(one.before, one.after) for one in found.answers] == [("A", "D")]
    assert found.after.scores[Voice.CLAIMED].criteria["5.3.c"].option == "D"


@pytest.mark.parametrize(
    ("said", "points"), [("3.7", "16.1875"), ("3,7", "16.1875"), ("4", "17.5")]
)
def test_a_hasil_value_is_supposed_with_its_proof(said: str, points: str) -> None:
    found = what_if(office_of(()).workspace, answers=[f"spak={said}"])
    assert found.after.scores[Voice.SUPPORTED].results["spak"].points == Fraction(points)


def test_a_new_measure_makes_way_for_the_old_one() -> None:
    """What data gave (3.52) limits what was typed; it says nothing of the survey that is supposed."""
    old = ResultAnswer(
        "spak",
        "3.52",
        HERE,
        surveyor="BPS",
        on=date(2026, 5, 1),
        respondents=100,
        report="2026/hasil/spak.pdf",
        measured=Fraction(352, 100),
    )
    desk = office_of((), results={"spak": old}, reports=REPORT)
    found = what_if(desk.workspace, answers=["spak=3.7"])
    before, after = (
        one.scores[Voice.SUPPORTED].results["spak"].points for one in (found.before, found.after)
    )
    assert (before, after) == (Fraction("15.4"), Fraction("16.1875"))


def test_counts_of_a_percentage_question() -> None:
    workspace = office_of((), rubric_id="permenpanrb-90-2021").workspace
    said = {"R5.2.a": Answer("R5.2.a", HERE, counts={"wajib": 10, "proses": 4, "selesai": 6})}
    workspace = replace(workspace, assessment=replace(workspace.assessment, answers=said))
    found = what_if(workspace, answers=["R5.2.a.selesai=8", "R5.2.a.proses=2"])
    values = [
        one.scores[Voice.CLAIMED].criteria["R5.2.a"].value for one in (found.before, found.after)
    ]
    assert values == [Fraction(6, 10), Fraction(8, 10)]
    with pytest.raises(UsageError, match="“selesai” 11 lebih banyak daripada “wajib” 10"):
        what_if(workspace, answers=["R5.2.a.selesai=11"])


# --- withdrawn ----------------------------------------------------------------------------------


def test_a_withdrawn_paper_by_path_or_by_period() -> None:
    desk = five(1, 2, 3, 4, 5, 6, 7, 8)
    path = desk.items[0].path
    by_path = what_if(desk.workspace, withdrawn=[path.replace("/", "\\")])
    by_period = what_if(desk.workspace, withdrawn=[f"{MONEV}@2026-01"])
    assert by_path.withdrawn == by_period.withdrawn
    assert by_path.after.scores == by_period.after.scores
    assert by_path.after.scores[Voice.SUPPORTED].criteria["5.3.c"].option == "B"


def test_a_paper_may_take_the_place_of_a_withdrawn_one() -> None:
    desk = five(1, 2, 3, 4, 5, 6, 7, 8)
    month = f"{MONEV}@2026-01"
    found = what_if(desk.workspace, papers=[month], withdrawn=[month])
    assert (len(found.papers), len(found.withdrawn)) == (1, 1)
    assert found.before.scores[Voice.SUPPORTED] == found.after.scores[Voice.SUPPORTED]
    assert as_json.what_if(found)["papers"][0]["state"] == "late"


# --- nonsense -----------------------------------------------------------------------------------

NONSENSE: Mapping[str, tuple[str, str]] = {
    "unknown document": ("5.3.c/laporan-monef", "Maksudnya 5.3.c/laporan-monev?"),
    "unknown criterion": ("5.3.zz", "Tidak ada dokumen, kriteria, indikator, atau area “5.3.zz”"),
    "unknown area": ("area:9", "Tidak ada dokumen"),
    "nothing": ("", "Tidak ada dokumen"),
    "no period": (f"{MONEV}@2026-13", "“2026-13” bukan periode"),
    "a word": (f"{MONEV}@maret", "“maret” bukan periode"),
    "too coarse": (f"{MONEV}@2026-T1", "periode 2026-T1 terlalu kasar"),
    "to come": (f"{MONEV}@2026-11", "belum mulai pada 30 September 2026"),
    "before the start": (f"{MONEV}@2025-12", "tidak diminta pada 30 September 2026"),
    "there already": (f"{MONEV}@2026-01", "sudah ada (ada): 2026-01 Monev.pdf"),
    "a day of a filled month": (f"{MONEV}@2026-01-15", "sudah ada"),
    "period of a criterion": ("5.3.c@2026-03", "periode hanya bersama satu dokumen"),
    "of another rubric": ("R1.1.a/laporan-perubahan", "tidak meminta R1.1.a/laporan-perubahan"),
}


@pytest.mark.parametrize("case", NONSENSE)
def test_papers_that_cannot_be(case: str) -> None:
    spec, said = NONSENSE[case]
    with pytest.raises(UsageError) as caught:
        what_if(five(1).workspace, papers=[spec])
    assert said in str(caught.value)


@pytest.mark.parametrize(
    ("spec", "said"),
    [
        ("5.3.c=E", "“E” bukan jawaban untuk 5.3.c; pilihannya A, B, C, D."),
        ("5.3.c", "tulis seperti 1.1.a=A"),
        ("5.3.c=", "tulis seperti 1.1.a=A"),
        ("=A", "tidak punya kriteria atau nilai hasil “”"),
        ("5.3.cc=A", "Maksudnya 5.3.c?"),
        ("spak=4.01", "pilihannya 0 sampai 4"),
        ("spak=1e-9", "bukan nilai spak"),
        ("kinerja=F", "pilihannya A, B, C, D, E"),
        ("5.3.c.wajib=1", "tidak dijawab dengan hitungan"),
    ],
)
def test_answers_that_cannot_be(spec: str, said: str) -> None:
    with pytest.raises(UsageError) as caught:
        what_if(five(1).workspace, answers=[spec])
    assert said in str(caught.value)


@pytest.mark.parametrize(
    ("spec", "said"),
    [
        ("R5.2.a.wajip=1", "Maksudnya wajib?"),
        ("R5.2.a.wajib=-1", "tulis bilangan bulat"),
        ("R5.2.a.wajib=1.5", "tulis bilangan bulat"),
        ("R5.2.a.wajib=٩", "tulis bilangan bulat"),
        ("R5.2.a.wajib=1", "harus diisi"),
        ("R5.2.a=1.2", "pilihannya angka 0 sampai 1"),
    ],
)
def test_counts_that_cannot_be(spec: str, said: str) -> None:
    workspace = office_of((), rubric_id="permenpanrb-90-2021").workspace
    with pytest.raises(UsageError) as caught:
        what_if(workspace, answers=[spec])
    assert said in str(caught.value)


def test_nothing_lacking_and_what_is_waived() -> None:
    full = five(1, 2, 3, 4, 5, 6, 7, 8)
    with pytest.raises(
        UsageError, match=r"Yang belum jatuh tempo dapat dicoba: 5\.3\.c/laporan-monev@2026-09"
    ):
        what_if(full.workspace, papers=[MONEV])
    waived = replace(five(1), waivers={MONEV: "Layanan ditutup."})
    for spec in (MONEV, f"{MONEV}@2026-02"):
        with pytest.raises(UsageError, match="dibebaskan"):
            what_if(waived.workspace, papers=[spec])


@pytest.mark.parametrize(
    "spec", ["tidak-ada.pdf", f"{MONEV}@2026-02", "../../etc/passwd", f"{MONEV}"]
)
def test_papers_that_cannot_be_withdrawn(spec: str) -> None:
    with pytest.raises(UsageError, match="Tidak ada bukti"):
        what_if(five(1).workspace, withdrawn=[spec])


# --- the command --------------------------------------------------------------------------------


def test_before_and_after_on_the_command_line(office: Office) -> None:
    office.unit(mulai="2026-01-01")
    for month in range(1, 8):
        office.paper(MONEV, f"2026-{month:02} Monev.pdf")
    office.answers({"5.3.c": "A"})
    done = zi(office.root, "what-if", "--tambah", f"{MONEV}@2026-08")
    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    assert lines[0] == "Dengan 1 dokumen tambahan: Nilai berdasarkan bukti 0,50 → 0,75 (+0,25)."
    assert "Nilai berdasarkan bukti        0,50        0,75  +0,25" in lines
    told = json.loads(zi(office.root, "what-if", "--tambah", MONEV, "--format", "json").stdout)
    assert told["scores"]["supported"]["total"] == {"before": "0.5025", "after": "0.75"}
    assert told["criteria"][0]["option"] == {"before": "B", "after": "A"}
    assert not list(office.root.rglob("*andaian*"))


def test_json_agrees_with_the_score_of_the_office(tmp_path: Path) -> None:
    shutil.copytree(REPOSITORY / "evidence", tmp_path / "evidence")
    score = json.loads(zi(tmp_path, "score", "--format", "json").stdout)
    told = json.loads(zi(tmp_path, "what-if", "--tambah", "area:3", "--format", "json").stdout)
    for voice, card in told["scores"].items():
        assert card["total"]["before"] == score["scores"][voice]["total"]
        areas = {area: pair["before"] for area, pair in card["areas"].items()}
        assert areas == score["scores"][voice]["areas"]
    reached = {one["id"]: one["reached"]["before"] for one in told["verdict"]["WBK"]["conditions"]}
    assert reached == {one["id"]: one["reached"] for one in score["verdict"]["WBK"]["conditions"]}


def test_wrong_use_is_exit_code_2(office: Office) -> None:
    for arguments in ([], ["--tambah", "x"], ["--jawab", "1.1.a=Z"], ["--tanpa", "x"]):
        done = zi(office.root, "what-if", *arguments)
        assert (done.returncode, done.stdout) == (2, "")
        assert done.stderr.startswith("zi: ")

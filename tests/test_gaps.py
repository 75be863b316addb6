"""Gaps: what the office still owes, what it would gain, and words that a colleague can follow."""

import re
from collections.abc import Callable
from datetime import date
from fractions import Fraction
from pathlib import Path
from random import Random

import pytest
from desk import Desk, catalogue, office_of, paper, papers, rubric
from office import Office
from papers import content_for, pdf

from zi_build.ids import natural_key
from zi_build.model.assessment import Voice
from zi_build.model.catalogue import Access, Role
from zi_build.model.outcome import Gap, GapState, SlotState
from zi_build.model.period import Grain
from zi_build.model.result import Build

MONTHLY = "5.3.c/laporan-monev"
BEST = {key: next(iter(criterion.scale.options)) for key, criterion in rubric().criteria.items()}


def paper_gaps(build: Build) -> list[Gap]:
    """Return the gaps of documents, without the unanswered criteria."""
    return [gap for gap in build.gaps if gap.document]


def the_gap(build: Build, document: str) -> Gap:
    """Return the one gap of a document."""
    (found,) = (gap for gap in build.gaps if gap.document == document)
    return found


# --- kinds of gaps ---------------------------------------------------------------------------


def test_a_missing_paper(office: Office) -> None:
    office.unit(mulai="2026-08-01", tim={"5": {"nama": "Tim Pengawasan", "koordinator": "Ketua"}})
    gap = the_gap(office.build(), MONTHLY)
    assert (gap.state, gap.criterion, str(gap.period)) == (GapState.MISSING, "5.3.c", "2026-08")
    assert (gap.due, gap.owner) == (date(2026, 9, 14), "Tim Pengawasan (Ketua)")
    assert gap.where == "evidence/2026/5.3.c/laporan-monev/"
    assert gap.instruction == (
        "Letakkan laporan pemantauan dan evaluasi pengaduan bulanan untuk Agustus 2026 sebagai PDF "
        "di folder evidence/2026/5.3.c/laporan-monev/ dengan nama “2026-08 Laporan pemantauan dan "
        "evaluasi pengaduan bulanan.pdf”. Dokumen ini tidak dipublikasikan, kecuali salinan publiknya."
    )


def test_an_expired_paper(office: Office) -> None:
    office.paper("1.1.b/sk-tim-kerja", "2025-01-12 SK.pdf", berlaku_sampai="2025-12-31")
    gap = the_gap(office.build(), "1.1.b/sk-tim-kerja")
    assert (gap.state, gap.period) == (GapState.EXPIRED, None)
    assert gap.instruction.startswith("Perbarui SK Tim Kerja pembangunan Zona Integritas, yang ")


def test_an_unusable_paper_names_the_file_and_the_rule(office: Office) -> None:
    office.unit(mulai="2026-08-01")
    office.answers(BEST)
    good = pdf("Monev Agustus")
    office.paper(MONTHLY, "2026-08 Monev Agustus.pdf", content=good[: len(good) // 2])
    build = office.build()
    gap = the_gap(build, MONTHLY)
    assert gap.state is GapState.UNUSABLE
    assert gap.instruction.startswith(
        "Berkas 2026-08 Monev Agustus.pdf ada tetapi belum dapat dipakai (ZI207: "
    )
    assert [found.code for found in build.diagnostics] == ["ZI207"]
    office.paper(MONTHLY, "2026-08 Monev Agustus.pdf", content=good)
    mended = office.build()
    assert mended.diagnostics == ()
    assert set(build.gaps) - set(mended.gaps) == {gap}


def test_deleting_one_required_paper_makes_its_own_gap_and_no_diagnostic(office: Office) -> None:
    office.unit(mulai="2026-08-01")
    office.answers(BEST)
    path = office.paper(MONTHLY, "2026-08 Monev Agustus.pdf")
    before = office.build()
    path.unlink()
    after = office.build()
    assert after.diagnostics == ()
    assert [gap.document for gap in set(after.gaps) - set(before.gaps)] == [MONTHLY]


def test_a_late_paper_is_a_gap_only_where_it_must_be_on_time() -> None:
    late = [
        paper("4.2.e/lakin", "2025 LAKIN", received=date(2026, 2, 10)),
        paper(MONTHLY, "2026-08 Monev", received=date(2026, 9, 20)),
    ]
    build = office_of(late, start=date(2025, 1, 2), answers=BEST).build()
    states = {gap.document: gap.state for gap in build.gaps if gap.state is GapState.LATE}
    assert states == {"4.2.e/lakin": GapState.LATE}
    gap = the_gap(build, "4.2.e/lakin")
    assert "31 Januari 2026" in gap.instruction
    assert "tidak dapat diperbaiki lagi" in gap.instruction
    assert gap.effect == 0, "what cannot be mended gains nothing"


def test_an_unanswered_criterion() -> None:
    build = Desk(answers={key: best for key, best in BEST.items() if key != "1.3.a"}).build()
    (gap,) = (gap for gap in build.gaps if gap.document is None)
    assert (gap.state, gap.criterion, gap.period, gap.due) == (
        GapState.UNANSWERED,
        "1.3.a",
        None,
        None,
    )
    assert gap.instruction == (
        "Jawab 1.3.a di evidence/2026/penilaian/pedoman-bpmp-2023.yml: pilih A, B, C, D menurut "
        "keadaan yang sebenarnya."
    )


def test_an_answer_off_the_scale_is_a_gap_that_quotes_it(office: Office) -> None:
    office.answers({**BEST, "1.3.a": "F"})
    build = office.build()
    (gap,) = (gap for gap in build.gaps if gap.document is None)
    assert gap.instruction.startswith("Jawaban “F” tidak ada pada skala. Jawab 1.3.a di ")
    assert [(found.code, found.place.line) for found in build.diagnostics] == [("ZI301", 8)]


def test_what_is_waived_is_no_gap() -> None:
    build = Desk(waivers={"1.3.a": "Tidak ada rencana aksi."}).build()
    assert [gap for gap in build.gaps if gap.criterion == "1.3.a"] == []


def test_what_is_not_due_is_no_gap_but_is_announced() -> None:
    """30 September 2026: the third quarter is due on 21 October, the year not for months."""
    build = Desk().build()
    assert all(gap.due is None or gap.due < date(2026, 9, 30) for gap in build.gaps)
    soon = {gap.document: gap for gap in build.upcoming}
    assert str(soon["1.3.a/laporan-rencana-aksi"].period) == "2026-T3"
    assert soon["1.3.a/laporan-rencana-aksi"].state is GapState.NOT_DUE
    assert "2.1.c/laporan-evaluasi" not in soon
    days = [(gap.due - date(2026, 9, 30)).days for gap in build.upcoming if gap.due]
    assert days == sorted(days)
    assert 0 <= days[0] <= days[-1] <= 45


def test_a_filled_slot_is_neither_owed_nor_announced() -> None:
    desk = office_of(papers(MONTHLY, "2026-08 Monev", "2026-09 Monev"))
    build = desk.build()
    periods = {str(gap.period) for gap in (*build.gaps, *build.upcoming) if gap.document == MONTHLY}
    assert periods.isdisjoint({"2026-08", "2026-09"})
    assert "2026-07" in periods


def test_every_missing_slot_is_one_gap_and_gaps_are_in_order() -> None:
    build = Desk(answers={"1.1.a": "Ya"}).build()
    documents, rubric = build.workspace.catalogue.documents, build.workspace.rubric
    missing = sum(
        slot.state is SlotState.MISSING
        for status in build.statuses.values()
        if rubric.asks_for(documents[status.document])
        for slot in status.slots
    )
    assert len(paper_gaps(build)) == missing
    keys = [
        (gap.criterion[0], natural_key(gap.criterion), gap.document or "", str(gap.period or ""))
        for gap in build.gaps
    ]
    assert keys == sorted(keys)
    assert len(set(keys)) == len(keys)


# --- effects ---------------------------------------------------------------------------------


def all_missing_pokok(build: Build) -> list[tuple[str, str]]:
    """Return (document, name) of a paper for every missing slot of a pokok document."""
    found = []
    for gap in build.gaps:
        if gap.document and gap.state is not GapState.LATE:
            name = f"{gap.period or 2026} Susulan"
            if catalogue().documents[gap.document].role is Role.POKOK:
                found.append((gap.document, name))
    return found


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("density", [0.0, 0.5, 0.9])
def test_the_effect_is_the_real_gain_when_the_papers_are_added(seed: int, density: float) -> None:
    """Of every gap: complete the pokok papers, judge again, and compare criterion by criterion."""
    dice = Random(seed)  # noqa: S311  (an example, no secret)
    everything = [(name, when) for name, when in all_missing_pokok(Desk(answers=BEST).build())]
    items = [paper(name, when) for name, when in everything if dice.random() < density]
    answers = {
        key: dice.choice(list(criterion.scale.options))
        for key, criterion in rubric().criteria.items()
        if dice.random() < 0.8
    }
    desk = office_of(items, answers=answers)
    before = desk.build()
    after = desk.plus(*(paper(name, when) for name, when in all_missing_pokok(before))).build()
    one, other = before.scores[Voice.SUPPORTED].criteria, after.scores[Voice.SUPPORTED].criteria
    gain = {key: other[key].points - one[key].points for key in one}
    wrong = []
    for gap in paper_gaps(before):
        assert gap.document
        resting = rubric().criteria_of_document.get(gap.document, ())
        pokok = catalogue().documents[gap.document].role is Role.POKOK
        expected = sum((gain[key] for key in resting), Fraction(0)) if pokok else Fraction(0)
        if gap.effect != expected:
            wrong.append(f"{gap.document} {gap.period}: {gap.effect}, really {expected}")
    assert not wrong, "\n".join(wrong)


def test_a_paper_on_which_two_criteria_rest_gains_for_both() -> None:
    """1.1.a (Ya, 1/2 point) and 1.1.b (A, 1/2 point) rest on the decree."""
    gap = the_gap(Desk(answers={"1.1.a": "Ya", "1.1.b": "A"}).build(), "1.1.b/sk-tim-kerja")
    assert gap.effect == 1


def test_a_pelengkap_paper_gains_nothing() -> None:
    gaps = paper_gaps(Desk(answers=BEST).build())
    roles = {gap.document: catalogue().documents[gap.document or ""].role for gap in gaps}
    assert {gap.effect for gap in gaps if roles[gap.document] is Role.PELENGKAP} == {0}


def test_a_paper_gains_nothing_for_what_nobody_has_answered() -> None:
    desk = office_of(papers("1.3.a/laporan-rencana-aksi", "2026-T1", "2026-T2"))
    gap = next(g for g in desk.build().gaps if g.document == "1.3.a/laporan-rencana-aksi")
    assert gap.effect == 0


def test_an_answer_gains_what_its_papers_carry_already() -> None:
    """Two of four quarters carry C: 0,33 of the third part of two points."""
    desk = office_of(papers("1.3.a/laporan-rencana-aksi", "2026-T1", "2026-T2"))
    gap = next(g for g in desk.build().gaps if g.criterion == "1.3.a" and not g.document)
    assert gap.effect == Fraction("0.33") * 2 / 3
    answered = desk.with_(answers={"1.3.a": "A"})
    assert answered.score("1.3.a").points == gap.effect


def test_a_quarterly_paper_does_not_promise_what_only_a_monthly_one_gives() -> None:
    """1.3.b is asked for each quarter, which the scale calls B: 0,67 of the third part of two points."""
    gap = next(g for g in Desk(answers=BEST).build().gaps if g.document == "1.3.b/laporan-monev")
    assert gap.effect == Fraction("0.67") * 2 / 3


# --- words that can be followed --------------------------------------------------------------

PUT = re.compile(r"di folder (?P<folder>evidence/\S+/) dengan nama “(?P<name>[^”]+)”")
ANSWER = re.compile(r"Jawab (?P<criterion>\S+) di (?P<path>\S+): pilih (?P<choices>.+) menurut ")


def follow(office: Office, gap: Gap, rename: Callable[[str], str] = str) -> Path:
    """Do what the sentence says, as a colleague would: BB-HH and HH become month and day."""
    match = PUT.search(gap.instruction)
    assert match, gap.instruction
    assert match["folder"] == gap.where
    name = match["name"]
    when = name.partition(" ")[0]
    if "HH" in when:
        assert "HH: " in gap.instruction, "the letters are explained"
        day = gap.period.start if gap.period else date(2026, 1, 1)
        dated = when.replace("BB", f"{day.month:02}").replace("HH", "15")
        name = name.replace(when, dated, 1)
    name = rename(name)
    path = office.root / gap.where / name
    return office.write(path, content_for(name, f"{gap.document} {name}"))


def closed_by(build: Build, gap: Gap, path: str) -> bool:
    """Tell whether this very file stands in the slot of a gap."""
    slots = build.statuses[gap.document or ""].slots
    return any(
        slot.period == gap.period and slot.state.holds and path in {i.path for i in slot.items}
        for slot in slots
    )


@pytest.mark.parametrize("mulai", ["2025-01-02", None])
def test_following_every_instruction_of_an_empty_office_closes_every_gap(
    mulai: str | None, office: Office
) -> None:
    if mulai:
        office.unit(mulai=mulai)
    empty = office.build()
    assert len(paper_gaps(empty)) > 200
    written = [(gap, follow(office, gap)) for gap in paper_gaps(empty)]
    answers = {}
    for gap in empty.gaps:
        if gap.document is None:
            match = ANSWER.search(gap.instruction)
            assert match, gap.instruction
            assert match["path"] == gap.where
            answers[match["criterion"]] = match["choices"].split(", ")[0]
    office.answers(answers)

    full = office.build()
    open_ = [
        f"{gap.instruction} → {path.relative_to(office.root)}"
        for gap, path in written
        if not closed_by(full, gap, path.relative_to(office.root).as_posix())
    ]
    assert not open_, "\n".join(open_)
    assert full.gaps == ()
    assert full.diagnostics == ()
    assert full.completeness.held == full.completeness.due


def test_a_custody_record_closes_the_gap_of_a_paper_that_never_leaves(office: Office) -> None:
    office.unit(mulai="2025-01-02")
    exempt = [
        gap
        for gap in paper_gaps(office.build())
        if catalogue().documents[gap.document or ""].access is Access.DIKECUALIKAN
    ]
    assert len(exempt) > 20
    assert all("cukup catatan simpanan (….simpanan.yml)" in gap.instruction for gap in exempt)
    written = [
        (gap, follow(office, gap, lambda name: f"{name.rpartition('.')[0]}.simpanan.yml"))
        for gap in exempt
    ]
    build = office.build()
    assert build.diagnostics == ()
    for gap, path in written:
        assert closed_by(build, gap, path.relative_to(office.root).as_posix()), path


def test_a_nihil_statement_is_named_where_it_may_stand() -> None:
    for gap in paper_gaps(Desk().build()):
        allowed = catalogue().documents[gap.document or ""].nihil_allowed
        assert ("nihil" in gap.instruction) is allowed


def test_instructions_are_whole_sentences_with_real_names() -> None:
    wrong = []
    for gap in (*Desk().build().gaps, *Desk().build().upcoming):
        match = PUT.search(gap.instruction)
        name = match["name"] if match else ""
        if (
            not re.match(r"[A-Z]", gap.instruction)
            or not gap.instruction.endswith((".", ").", ")"))
            or "  " in gap.instruction
            or "None" in gap.instruction
            or len(name) > 90
            or set(name) & set('\\/:*?"<>|')
        ):
            wrong.append(gap.instruction)
    assert not wrong, "\n".join(wrong)


def test_the_year_folder_of_an_instruction_is_that_of_the_period() -> None:
    for gap in paper_gaps(Desk().build()):
        year = gap.period.year if gap.period else 2026
        assert gap.where.split("/")[1] == str(year)
        if gap.period and gap.period.grain is Grain.MONTH:
            assert f"“{gap.period}" in gap.instruction

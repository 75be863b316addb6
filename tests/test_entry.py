"""The checklist before a unit is proposed (PermenPANRB 5/2024, Tabel 5, page 4)."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from desk import HERE, Desk, paper, verified

from zi_build.build import build_from
from zi_build.entry import months_since
from zi_build.load.checklist import load_checklist
from zi_build.load.instrument import Shelf
from zi_build.model.assessment import Answer, Assessment, HeldPredicate, ResultAnswer
from zi_build.model.entry import EntryCheck, Given
from zi_build.model.evidence import Facts
from zi_build.model.history import Event, Happening
from zi_build.model.period import Period
from zi_build.model.register import AuditRegister, FollowUp, StateCount
from zi_build.model.rubric import CountInput, CountRule, Formula
from zi_build.model.survey import About
from zi_build.model.unit import AGENCIES, Unit
from zi_build.model.workspace import Reading

CHECKLIST = load_checklist(Shelf())
PROOF = "2026/hasil/bukti.pdf"
SOUND = {f"evidence/{PROOF}": Facts("0" * 64, 1, "pdf", pages=1)}
DAY = date(2026, 2, 1)


def check(
    key: str,
    predicate: str = "WBK",
    *,
    desk: Desk | None = None,
    given: Given | None = None,
    **unit: object,
) -> EntryCheck:
    """Return one requirement of an office."""
    desk = desk or Desk(reports=SOUND)
    answers = {given.id: given} if given else {}
    workspace = replace(
        desk.workspace,
        checklist=CHECKLIST,
        unit=Unit(start=desk.start, given=answers, **unit),
    )
    checks = build_from(workspace).entry[predicate]
    return next(one for one in checks if one.requirement.id == key)


def given(key: str, text: str, on: date | None = DAY, proof: str | None = PROOF) -> Given:
    return Given(key, HERE, text, on, proof)


def test_the_table_of_the_regulation() -> None:
    """5/2024 page 4: agency and unit requirements of both predicates, nothing more."""
    least = {
        one.id: {name: agencies[AGENCIES[0]] for name, agencies in one.minimum.items()}
        for one in CHECKLIST.requirements
        if one.group in {"instansi", "unit"}
    }
    assert least == {
        "opini-bpk": {"WBK": "WTP", "WBBM": "WTP"},
        "sakip-instansi": {"WBK": "B", "WBBM": "BB"},
        "indeks-rb": {"WBK": "B", "WBBM": "BB"},
        "spip": {"WBK": "3", "WBBM": "3"},
        "layanan-inti": {"WBK": "Ya", "WBBM": "Ya"},
        "dampak": {"WBK": "Ya", "WBBM": "Ya"},
        "tlhp-100": {"WBK": "100", "WBBM": "100"},
        "lhkpn-100": {"WBK": "100", "WBBM": "100"},
        "lhkan-100": {"WBK": "100", "WBBM": "100"},
        "lama-pembangunan": {"WBK": "12", "WBBM": "12"},
        "sakip-unit": {"WBK": "B", "WBBM": "BB"},
    }
    index = next(one for one in CHECKLIST.requirements if one.id == "indeks-rb")
    assert {name: least[AGENCIES[1]] for name, least in index.minimum.items()} == {
        "WBK": "CC",
        "WBBM": "B",
    }
    assert all("halaman" in one.source for one in CHECKLIST.requirements)


@pytest.mark.parametrize(
    ("key", "text", "predicate", "state"),
    [
        ("opini-bpk", "WTP", "WBK", "met"),
        ("opini-bpk", "wtp", "WBK", "met"),
        ("opini-bpk", "WDP", "WBK", "not_met"),
        ("sakip-unit", "B", "WBK", "met"),
        ("sakip-unit", "B", "WBBM", "not_met"),
        ("sakip-unit", "A", "WBBM", "met"),
        ("sakip-unit", "Baik", "WBK", "not_proved"),
        ("indeks-rb", "A-", "WBBM", "met"),
        ("indeks-rb", "CC", "WBK", "not_met"),
        ("spip", "3", "WBK", "met"),
        ("spip", "2,99", "WBK", "not_met"),
        ("tlhp-100", "100%", "WBK", "met"),
        ("tlhp-100", "99.99", "WBK", "not_met"),
        ("tlhp-100", "101", "WBK", "not_proved"),
        ("dampak", "tidak", "WBK", "not_met"),
        ("lama-pembangunan", "2025-09-30", "WBBM", "met"),
        ("lama-pembangunan", "2025-10-01", "WBBM", "not_met"),
    ],
)
def test_an_answer_with_its_proof(key: str, text: str, predicate: str, state: str) -> None:
    assert check(key, predicate, given=given(key, text)).state == state


def test_a_local_government_needs_less_of_the_index() -> None:
    said = given("indeks-rb", "CC")
    assert check("indeks-rb", given=said, agency=AGENCIES[1]).state == "met"


@pytest.mark.parametrize(
    ("on", "proof", "lacking"),
    [
        (None, PROOF, "tanggal keadaannya"),
        (DAY, None, "buktinya"),
        (DAY, "2026/hasil/lain.pdf", "buktinya"),
        (None, None, "tanggal keadaannya dan buktinya"),
    ],
)
def test_what_is_said_without_proof_is_not_proved(
    on: date | None, proof: str | None, lacking: str
) -> None:
    found = check("opini-bpk", given=given("opini-bpk", "WTP", on, proof))
    assert (found.state, found.why) == ("not_proved", f"Belum ada {lacking}.")


def test_a_damaged_proof_proves_nothing() -> None:
    desk = Desk(reports={f"evidence/{PROOF}": Facts("0" * 64, 1, "pdf", problem="damaged")})
    assert check("opini-bpk", desk=desk, given=given("opini-bpk", "WTP")).state == "not_proved"


def test_a_paper_of_the_evidence_may_be_the_proof() -> None:
    one = paper("4.2.a/renstra", "2026 Renstra")
    said = given("sakip-unit", "BB", proof=one.path.removeprefix("evidence/"))
    assert check("sakip-unit", desk=Desk(items=(one,)), given=said).state == "met"


def test_nothing_said_is_not_proved_and_names_what_would_show_it() -> None:
    found = check("opini-bpk")
    assert (found.state, found.reached) == ("not_proved", None)
    assert "laporan hasil pemeriksaan BPK" in found.why


def test_what_is_said_later_is_not_known_yet() -> None:
    assert check("opini-bpk", given=given("opini-bpk", "WDP", date(2026, 10, 1))).reached is None


class TestComputed:
    """What needs no answer of its own, or contradicts one."""

    @pytest.mark.parametrize(("text", "state"), [("100", "met"), ("99.9", "not_met")])
    def test_follow_up_comes_from_the_hasil_value(self, text: str, state: str) -> None:
        answer = ResultAnswer(
            "tlhp", text, HERE, surveyor="Itjen", on=DAY, respondents=1, report=PROOF
        )
        desk = Desk(results={"tlhp": answer}, reports=SOUND)
        assert check("tlhp-100", desk=desk).state == state

    @pytest.mark.parametrize(
        ("done", "report", "state"),
        [(40, PROOF, "met"), (37, PROOF, "not_met"), (40, None, "not_proved")],
    )
    def test_an_audit_register_goes_before_what_was_typed(
        self, done: int, report: str | None, state: str
    ) -> None:
        """Also under a rubric that has no such hasil value."""
        counts = (
            StateCount(FollowUp.DONE, None, done),
            StateCount(FollowUp.OPEN, None, 40 - done),
            StateCount(FollowUp.IMPOSSIBLE, None, 2),
        )
        about = About(HERE, report=report, on=DAY)
        audit = AuditRegister(HERE, Period.parse("2026-S1"), counts, about=about)
        desk = Desk(rubric_id="permenpanrb-90-2021", reports=SOUND)
        workspace = replace(desk.workspace, checklist=CHECKLIST, audits=(audit,))
        checks = build_from(workspace).entry["WBK"]
        found = next(one for one in checks if one.requirement.id == "tlhp-100")
        assert found.state == state
        assert f"{done} dari 40 selesai" in found.why

    def test_a_number_without_its_report_is_not_proved(self) -> None:
        assert check("tlhp-100", desk=Desk(results={"tlhp": "100"})).state == "not_proved"

    def test_the_lower_of_two_is_believed(self) -> None:
        desk = Desk(results={"tlhp": "92.5"}, reports=SOUND)
        found = check("tlhp-100", desk=desk, given=given("tlhp-100", "100"))
        assert (found.state, found.reached) == ("not_met", "92,5%")

    @pytest.mark.parametrize(("typed", "reached"), [("90", "90%"), ("96", "92,5%")])
    def test_the_lower_of_two_that_are_too_low(self, typed: str, reached: str) -> None:
        desk = Desk(results={"tlhp": "92.5"}, reports=SOUND)
        found = check("tlhp-100", desk=desk, given=given("tlhp-100", typed))
        assert (found.state, found.reached) == ("not_met", reached)

    def test_a_proved_answer_beats_a_number_without_proof(self) -> None:
        desk = Desk(results={"tlhp": "100"}, reports=SOUND)
        assert check("tlhp-100", desk=desk, given=given("tlhp-100", "100")).state == "met"

    def test_years_of_building(self) -> None:
        began = paper("0.2.a/laporan-kegiatan", "2025-01-06 Laporan")
        assert check("lama-pembangunan", desk=Desk(items=(began,))).state == "met"
        assert check("lama-pembangunan").state == "not_proved"
        young = Desk(items=(began,), start=date(2026, 1, 5))
        assert check("lama-pembangunan", desk=young).state == "not_met"
        assert check("lama-pembangunan", desk=Desk(start=None)).state == "not_proved"

    @pytest.mark.parametrize(
        ("awarded", "state"),
        [(date(2026, 1, 5), "not_met"), (date(2025, 1, 5), "not_proved")],
    )
    def test_nobody_builds_towards_wbbm_before_wbk(self, awarded: date, state: str) -> None:
        event = Event(HERE, Happening.AWARDED, "WBK", awarded.year, awarded, "1")
        found = check("lama-pembangunan", "WBBM", history=(event,))
        assert found.state == state

    def test_scores_of_the_evaluators(self) -> None:
        assert check("nilai-tpi").state == "not_proved"
        begun = check("nilai-tpi", desk=Desk(tpi={"1.1.a": verified("Ya")}))
        assert (begun.state, begun.reached) == ("not_proved", "belum selesai")

    def test_a_held_predicate(self) -> None:
        assert check("wbk-dipegang", "WBBM").state == "not_met"
        desk = Desk(held={"WBK": HeldPredicate("WBK", HERE, 2025, "100 Tahun 2025")})
        assert check("wbk-dipegang", "WBBM", desk=desk).state == "met"


@pytest.mark.parametrize(
    ("start", "day", "months"),
    [
        ("2025-09-30", "2026-09-30", 12),
        ("2025-10-01", "2026-09-30", 11),
        ("2025-02-28", "2026-02-28", 12),
        ("2026-12-01", "2026-09-30", 0),
    ],
)
def test_months(start: str, day: str, months: int) -> None:
    assert months_since(date.fromisoformat(start), date.fromisoformat(day)) == months


class TestCounts:
    """LHKPN and LHKAN from the counts of R5.3.a and R5.3.b, in whichever rubric asks them."""

    def office(self, counts: dict[str, int], *, papers: bool) -> EntryCheck:
        base = Desk().workspace
        area = base.rubric.areas[4]
        indicator = area.indicators[0]
        rule = CountRule(
            Formula.RASIO,
            "sudah",
            "wajib",
            {"sudah": CountInput("sudah", "sudah"), "wajib": CountInput("wajib", "wajib")},
            Fraction(1),
            "tidak ada yang wajib",
        )
        asked = replace(indicator.criteria[0], id="R5.3.a", counts=rule)
        documents = [base.catalogue.documents[name] for name in asked.documents]
        asked = replace(asked, documents=tuple(one.id for one in documents))
        changed = replace(area, indicators=(replace(indicator, criteria=(asked,)),))
        law = replace(base.rubric, id="hukum", areas=(*base.rubric.areas[:4], changed))
        answers = {"R5.3.a": Answer("R5.3.a", HERE, counts=counts)}
        held = [
            paper(one.id, f"{period} Kampanye")
            for one in documents
            for period in ("2025-T4", "2026-T1", "2026-T2", "2026-T3", "2025-S2", "2026-S1")
        ]
        workspace = replace(
            base,
            checklist=CHECKLIST,
            items=tuple(held) if papers else (),
            others={"hukum": Reading(law, Assessment(path="x", answers=answers))},
        )
        checks = build_from(workspace).entry["WBK"]
        return next(one for one in checks if one.requirement.id == "lhkpn-100")

    def test_less_than_all_is_not_enough(self) -> None:
        found = self.office({"wajib": 300, "sudah": 299}, papers=True)
        assert (found.state, found.reached) == ("not_met", "99,6%")  # cut, not rounded to 99,7

    def test_all_of_them_with_the_papers(self) -> None:
        found = self.office({"wajib": 6, "sudah": 6}, papers=True)
        assert (found.state, found.reached) == ("met", "100%")
        assert "R5.3.a (hukum)" in found.why

    def test_all_of_them_without_papers_is_not_proved(self) -> None:
        found = self.office({"wajib": 6, "sudah": 6}, papers=False)
        assert found.state == "not_proved"
        assert "semua dokumen pokok R5.3.a" in found.why

    def test_a_count_that_is_lacking_says_nothing(self) -> None:
        assert self.office({"sudah": 6}, papers=True).reached is None

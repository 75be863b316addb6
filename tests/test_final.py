"""The fourth voice: what the national evaluators (TPN) said, beside TPI's."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from desk import HERE, Desk, office_of, paper, verified

from zi_build.export import projections
from zi_build.model.assessment import ResultAnswer, Verified, Voice, Waiver
from zi_build.model.evidence import Facts
from zi_build.model.view import Audience
from zi_build.views import view

ACTIONS = "1.3.a/laporan-rencana-aksi"


@pytest.mark.parametrize(
    ("answer", "value"),
    [
        (verified("B"), Fraction("0.67")),
        (verified("b", date(2026, 9, 30)), Fraction("0.67")),
        (verified("B", date(2026, 10, 1)), None),  # it will be said tomorrow
        (verified("B", None), None),
        (verified("Ya"), None),
    ],
)
def test_a_final_answer_counts_from_its_date(answer: Verified, value: Fraction | None) -> None:
    card = Desk(tpn={"1.3.a": answer}).card("final")
    assert card.criteria["1.3.a"].value == value
    assert (card.judged.held, card.judged.due) == (int(value is not None), 81)
    assert card.indicators["1.3"] == (value or 0) * 2 / 3
    assert card.speaks is (value is not None)


def test_what_tpn_does_not_mention_is_not_taken_over_from_tpi() -> None:
    desk = Desk(tpi={"1.3.a": verified("A"), "1.3.b": verified("B")}, tpn={"1.3.b": verified("C")})
    assert desk.score("1.3.a", "final").value is None
    assert desk.score("1.3.b", "final").option == "C"
    assert desk.score("1.3.b", "verified").option == "B"


def test_a_final_answer_outlives_the_papers_and_says_so() -> None:
    seen = paper(ACTIONS, "2026-T1")
    assert seen.facts
    tpi = {"1.3.a": verified("A", seen=(seen.facts.sha256[:12],))}
    kept = office_of([seen], tpi=tpi, tpn={"1.3.a": verified("B", date(2026, 9, 15))})
    assert kept.score("1.3.a", "final").why == "TPN menilai B."
    changed = kept.with_(items=(replace(seen, facts=Facts("0" * 64, 1, "pdf")),))
    assert changed.score("1.3.a", "verified").value is None
    score = changed.score("1.3.a", "final")
    assert (score.option, score.value) == ("B", Fraction("0.67"))
    assert "Bukti yang dilihat TPI sudah berubah" in score.why


@pytest.mark.parametrize(
    ("agreed", "final", "waived", "option"),
    [
        (None, None, False, None),
        (date(2026, 7, 10), None, True, None),
        (date(2026, 7, 10), "Tidak", False, "Tidak"),  # TPN judged nevertheless
    ],
)
def test_a_waiver_in_the_final_voice(
    agreed: date | None, final: str | None, waived: bool, option: str | None
) -> None:
    desk = Desk(
        waivers={"1.1.a": Waiver("1.1.a", HERE, "dilakukan pusat", agreed)},
        tpn={"1.1.a": verified(final)} if final else {},
    )
    score = desk.score("1.1.a", "final")
    assert (score.waived, score.option) == (waived, option)


def test_hasil_values_of_tpn_stand_beside_those_of_the_unit() -> None:
    answer = ResultAnswer("spak", "3.9", HERE, verified=verified("3.8"), final=verified("3.52"))
    build = Desk(results={"spak": answer}).build()
    points = {voice: build.scores[voice].results["spak"].points for voice in Voice}
    assert points[Voice.FINAL] == Fraction("3.52") / 4 * Fraction("17.5")
    assert points[Voice.VERIFIED] == Fraction("3.8") / 4 * Fraction("17.5")
    assert build.scores[Voice.FINAL].speaks
    assert not build.verdicts[Voice.FINAL]["WBK"].met


def test_a_voice_that_says_nothing_is_shown_nowhere_but_in_json() -> None:
    silent = Desk(answers={"1.1.a": "Ya"}, tpi={"1.1.a": verified("Ya")}).build()
    seen = view(silent, Audience.PUBLIC)
    assert Voice.FINAL not in seen.voices
    assert [one.voice for one in seen.criteria["1.1.a"].voices] == list(seen.voices)
    found = projections.score(silent)
    assert found["voices"] == ["claimed", "supported", "verified"]
    assert found["scores"]["final"]["total"] == "0"
    spoken = Desk(answers={"1.1.a": "Ya"}, tpn={"1.1.b": verified("A")}).build()
    assert view(spoken, Audience.PUBLIC).voices == tuple(Voice)

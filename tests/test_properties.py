"""What holds for every office: random papers, answers, waivers, evaluators and days."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from random import Random

from desk import HERE, REPORT, Desk, catalogue, paper, rubric, verified
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from zi_build.model.assessment import HeldPredicate, ResultAnswer, Voice, Waiver
from zi_build.model.catalogue import Cadence, RequiredDocument
from zi_build.model.evidence import EvidenceItem
from zi_build.model.outcome import DocumentStatus, Scorecard, Share
from zi_build.model.period import Grain, periods_between
from zi_build.model.reading import option_of, value_of
from zi_build.scoring import completeness, scorecards
from zi_build.slots import Calendar, asked, excused, fill, visible
from zi_build.support import Scoring
from zi_build.verdict import verdicts

FEW = settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
# A seed and not `st.randoms`: an office takes thousands of throws, too many to be shrunk one by one.
DICE = st.integers(0, 2**32).map(Random)
RUBRICS = ("pedoman-bpmp-2023", "permenpanrb-52-2014")


@dataclass(frozen=True)
class Outcome:
    """What is computed, without the checks of files."""

    statuses: Mapping[str, DocumentStatus]
    cards: Mapping[Voice, Scorecard]
    completeness: Share


def outcome(desk: Desk) -> Outcome:
    """Fill slots and score; every paper is taken as good."""
    workspace = desk.workspace
    assert desk.start
    calendar = Calendar(desk.as_of, desk.start, workspace.holidays)
    waivers = {key: w for key, w in workspace.assessment.waivers.items() if w.reason.strip()}
    filled = fill(
        workspace.catalogue,
        visible(desk.items, desk.as_of),
        excused(workspace.catalogue, workspace.rubric, waivers),
        calendar,
    )
    statuses = asked(workspace.catalogue, workspace.rubric, filled)
    cards = scorecards(Scoring(workspace, statuses, calendar, frozenset()))
    return Outcome(statuses, cards, completeness(statuses))


# --- random offices --------------------------------------------------------------------------


def a_paper(dice: Random, document: RequiredDocument, first: date, last: date) -> EvidenceItem:
    """Return a paper that may stand in one of the document's slots: in time or late, nihil or not."""
    grain = document.cadence.grain or Grain.DAY
    day = first + timedelta(days=dice.randrange((last - first).days + 1))
    period = next(iter(periods_between(day, day, dice.choice((grain, Grain.MONTH, Grain.DAY)))))
    said: dict[str, object] = {}
    if dice.random() < 0.3:
        said["received"] = period.end + timedelta(days=dice.randrange(60))
    if dice.random() < 0.1:
        said["valid_until"] = last + timedelta(days=dice.randrange(400))
    if document.nihil_allowed and dice.random() < 0.3:
        said["nihil"] = True
    if dice.random() < 0.1:
        said["also_for"] = (dice.choice(list(catalogue().documents)),)
    return paper(document.id, f"{period} Surat {dice.randrange(10**6)}", **said)


def some_results(dice: Random, rubric_id: str) -> dict[str, ResultAnswer]:
    texts = {"indeks": lambda: f"{dice.uniform(0, 4):.2f}", "huruf": lambda: dice.choice("ABCDE")}
    found = {}
    for result in rubric(rubric_id).results:
        if dice.random() < 0.7:
            found[result.id] = ResultAnswer(
                result.id,
                texts.get(result.input, lambda: f"{dice.uniform(0, 100):.1f}")(),
                HERE,
                surveyor="Lembaga survei" if dice.random() < 0.9 else None,
                on=date(2026, 1, 5),
                respondents=dice.choice((None, 30, 48)),
                report=dice.choice((None, "2026/hasil/spak.pdf")),
                verified=verified("3") if dice.random() < 0.3 else None,
            )
    return found


@st.composite
def desks(draw: st.DrawFn) -> Desk:
    """Draw an office between empty and full."""
    dice = draw(DICE)
    rubric_id = draw(st.sampled_from(RUBRICS))
    density = draw(st.sampled_from((0.0, 0.3, 0.7, 0.97)))
    start = draw(st.dates(date(2024, 1, 1), date(2026, 9, 1)))
    as_of = draw(st.dates(date(2026, 1, 1), date(2027, 2, 28)).filter(lambda day: day >= start))
    items = [
        a_paper(dice, document, start, as_of + timedelta(days=20))
        for document in catalogue().documents.values()
        for _ in range(document.cadence.grain.per_year if document.cadence.grain else 1)
        if dice.random() < density
    ]
    if dice.random() < 0.3:
        decree = catalogue().documents["1.1.b/sk-tim-kerja"]
        items.append(paper(decree.id, f"{start} SK", valid_until=start + timedelta(days=90)))
    criteria = rubric(rubric_id).criteria.values()
    options = {c.id: list(c.scale.options) for c in criteria}
    return Desk(
        items=tuple(items),
        answers={c: dice.choice(o) for c, o in options.items() if dice.random() < 0.9},
        results=some_results(dice, rubric_id),
        waivers={
            target: Waiver(target, HERE, dice.choice(("Bukan tugas kami.", " ")), as_of)
            for target in (*options, *catalogue().documents)
            if dice.random() < 0.01
        },
        tpi={c: verified(dice.choice(o)) for c, o in options.items() if dice.random() < 0.4},
        held={"WBK": HeldPredicate("WBK", HERE, 2025, "SK")} if dice.random() < 0.5 else {},
        reports=REPORT,
        as_of=as_of,
        start=start,
        rubric_id=rubric_id,
    )


# --- scores of one office --------------------------------------------------------------------


@FEW
@given(desks())
def test_every_score_lies_between_0_and_its_weight(desk: Desk) -> None:
    known = rubric(desk.rubric_id)
    for card in outcome(desk).cards.values():
        assert all(score.points >= 0 for score in card.criteria.values())
        assert all(0 <= (score.value or 0) <= 1 for score in card.criteria.values())
        for indicator in known.indicators.values():
            assert 0 <= card.indicators[indicator.id] <= indicator.weight
        for area in known.areas:
            assert 0 <= card.areas[area.id] <= area.weight
        for result in known.results:
            assert 0 <= card.results[result.id].points <= result.weight
        assert 0 <= card.components["pengungkit"] <= 60
        assert 0 <= card.components["hasil"] <= 40
        assert 0 <= card.judged.held <= card.judged.due <= 81


@FEW
@given(desks())
def test_the_parts_sum_to_the_whole_exactly(desk: Desk) -> None:
    known = rubric(desk.rubric_id)
    for card in outcome(desk).cards.values():
        for indicator in known.indicators.values():
            points = [card.criteria[criterion.id].points for criterion in indicator.criteria]
            assert sum(points) == card.indicators[indicator.id]
        for area in known.areas:
            assert sum(card.indicators[i.id] for i in area.indicators) == card.areas[area.id]
        for group in known.groups:
            points = [card.results[r.id].points for r in known.results if r.group == group]
            assert sum(points) == card.groups[group]
        assert sum(card.areas.values()) == card.components["pengungkit"]
        assert sum(score.points for score in card.results.values()) == card.components["hasil"]
        assert sum(card.components.values()) == card.total


def not_above(lower: Scorecard, upper: Scorecard) -> list[str]:
    """Return where the first card is above the second."""
    pairs = {
        "total": (lower.total, upper.total),
        **{k: (lower.components[k], upper.components[k]) for k in lower.components},
        **{f"area {k}": (lower.areas[k], upper.areas[k]) for k in lower.areas},
        **{k: (lower.groups[k], upper.groups[k]) for k in lower.groups},
        **{k: (lower.indicators[k], upper.indicators[k]) for k in lower.indicators},
        **{k: (lower.criteria[k].points, upper.criteria[k].points) for k in lower.criteria},
        **{k: (lower.results[k].points, upper.results[k].points) for k in lower.results},
    }
    return [f"{name}: {one} > {other}" for name, (one, other) in pairs.items() if one > other]


@FEW
@given(desks())
def test_what_is_supported_is_never_above_what_is_claimed(desk: Desk) -> None:
    cards = outcome(desk).cards
    assert not_above(cards[Voice.SUPPORTED], cards[Voice.CLAIMED]) == []


@FEW
@given(desks())
def test_shares_count_what_is_there(desk: Desk) -> None:
    found = outcome(desk)
    for status in found.statuses.values():
        assert 0 <= status.share_on_time.held <= status.share.held <= status.share.due
        per_year = catalogue().documents[status.document].cadence.grain
        owed = sum(slot.counted and slot.due < desk.as_of for slot in status.slots)
        assert owed <= (per_year.per_year if per_year else 1)
    assert found.completeness.held == sum(s.share.held for s in found.statuses.values())


# --- changes ---------------------------------------------------------------------------------


def nothing_fell(before: Outcome, after: Outcome) -> list[str]:
    """Return what fell between two outcomes, in any voice, completeness included."""
    fell = [
        f"{voice}: {line}"
        for voice in Voice
        for line in not_above(before.cards[voice], after.cards[voice])
    ]
    one, other = before.completeness, after.completeness
    if (one.fraction or 0) > (other.fraction or 0) or one.held > other.held:
        fell.append(f"completeness: {one} > {other}")
    return fell


@FEW
@given(desks(), DICE)
def test_a_better_answer_never_lowers_anything(desk: Desk, dice: Random) -> None:
    before = outcome(desk)
    criterion = dice.choice(list(rubric(desk.rubric_id).criteria.values()))
    options = list(criterion.scale.options)
    said = desk.answers.get(criterion.id)
    rank = options.index(said) if said else len(options)
    better = dice.choice(options[: max(rank, 1)])
    assert said is None or value_of(criterion.scale, better) >= value_of(criterion.scale, said)
    after = outcome(desk.with_(answers={**desk.answers, criterion.id: better}))
    assert nothing_fell(before, after) == []


@FEW
@given(desks(), DICE)
def test_another_paper_never_lowers_anything(desk: Desk, dice: Random) -> None:
    """Whatever is added, as long as it is in force: once, late, nihil, for several documents."""
    assert desk.start
    before = outcome(desk)
    chosen = dice.sample(list(catalogue().documents.values()), 8)
    for document in chosen:
        desk = desk.plus(a_paper(dice, document, desk.start, desk.as_of))
        after = outcome(desk)
        assert nothing_fell(before, after) == [], desk.items[-1].path
        before = after


@FEW
@given(desks(), DICE)
def test_the_order_of_files_does_not_matter(desk: Desk, dice: Random) -> None:
    shuffled = list(desk.items)
    dice.shuffle(shuffled)
    one, other = outcome(desk), outcome(desk.with_(items=tuple(shuffled)))
    assert (one.statuses, one.cards) == (other.statuses, other.cards)


@FEW
@given(desks())
def test_a_verdict_is_the_and_of_its_conditions(desk: Desk) -> None:
    known = rubric(desk.rubric_id)
    for voice, card in outcome(desk).cards.items():
        for verdict in verdicts(
            known, card, desk.workspace.assessment, desk.workspace.as_of
        ).values():
            assert verdict.voice is voice
            assert verdict.met == all(c.reached >= c.required for c in verdict.conditions)
            assert all(
                c.lacking == max(Fraction(0), c.required - c.reached) for c in verdict.conditions
            )
            assert all(c.met == (c.lacking == 0) for c in verdict.conditions)
            assert all(0 <= c.reached <= c.highest for c in verdict.conditions)


@FEW
@given(desks(), st.integers(0, 400))
def test_the_day_alone_never_takes_a_paper_away_from_a_rhythm(desk: Desk, days: int) -> None:
    """As days go by without papers, a monthly document holds no more than before."""
    later = desk.with_(as_of=desk.as_of + timedelta(days=days))
    monthly = [d.id for d in catalogue().documents.values() if d.cadence is Cadence.BULANAN]
    seen_today = tuple(visible(desk.items, desk.as_of))
    before, after = outcome(desk.with_(items=seen_today)), outcome(later.with_(items=seen_today))
    for name in monthly:
        assert after.statuses[name].share.held <= before.statuses[name].share.held


# --- answers as text -------------------------------------------------------------------------


@given(st.text(max_size=12))
def test_any_text_is_an_option_or_none(text: str) -> None:
    for scale in rubric().scales.values():
        option = option_of(scale, text)
        assert option is None or 0 <= value_of(scale, option) <= 1


def test_the_whole_build_says_the_same_as_its_parts() -> None:
    """The seam used above, against the build that everybody uses."""
    desk = Desk(items=(paper("5.3.c/laporan-monev", "2026-08 Monev"),), answers={"5.3.c": "A"})
    found = desk.build()
    assert outcome(desk).cards == found.scores
    assert outcome(desk).completeness == found.completeness

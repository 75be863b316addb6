"""`plan`: the fewest papers that reach a target; no smaller set does, and doing it gives what it says."""

import io
import json
import shutil
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date
from fractions import Fraction
from itertools import combinations, product
from math import comb
from pathlib import Path
from random import Random

import pytest
from desk import Desk, catalogue, office_of, paper, papers, rubric
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from office import Office
from rich.console import Console
from sites import REPOSITORY, zi

from zi_build.build import build_from
from zi_build.cli.telling.grid import Grid, show_table
from zi_build.cli.telling.plan import tell
from zi_build.errors import UsageError
from zi_build.model.assessment import Voice
from zi_build.model.evidence import EvidenceItem
from zi_build.model.outcome import SlotState
from zi_build.model.result import Build
from zi_build.model.rubric import Rubric, Threshold
from zi_build.model.workspace import Workspace
from zi_build.studies import as_json
from zi_build.studies.imagined import Imagined, build_with
from zi_build.studies.plan import Means, Plan, plan
from zi_build.studies.planning import packages
from zi_build.studies.planning.fewest import Offer, fewest
from zi_build.studies.planning.ground import Ground
from zi_build.studies.what_if import what_if

TRIED = 150
DICE = st.integers(0, 2**32).map(Random)
FEW = settings(max_examples=20, suppress_health_check=[HealthCheck.too_slow])
MANY = settings(max_examples=300)

# --- the search over numbers --------------------------------------------------------------------


def cheapest(groups: list[list[Offer]], floors: list[int], whole: int) -> tuple[int, int] | None:
    """Return the least cost and the most points at that cost, by trying everything."""
    found = []
    for choice in product(*groups):
        gains = [sum(offer.gains[area] for offer in choice) for area in range(len(floors))]
        if sum(gains) >= whole and all(a >= b for a, b in zip(gains, floors, strict=True)):
            found.append((sum(offer.cost for offer in choice), -sum(gains)))
    return min(found) if found else None


@st.composite
def puzzles(draw: st.DrawFn) -> tuple[list[list[Offer]], list[int], int]:
    """Small groups over three areas; some of them reach into several."""
    dice = draw(DICE)
    groups = []
    for _ in range(dice.randint(1, 5)):
        reach = dice.sample(range(3), dice.choice((1, 1, 2, 3)))
        offers = [Offer(0, (0, 0, 0))]
        for _ in range(dice.randint(1, 3)):
            gains = tuple(dice.randint(0, 6) if area in reach else 0 for area in range(3))
            offers.append(Offer(dice.randint(1, 5), gains))
        groups.append(offers)
    return groups, [dice.randint(-1, 8) for _ in range(3)], dice.randint(0, 22)


@MANY
@given(puzzles())
def test_the_search_finds_the_least_cost(puzzle: tuple[list[list[Offer]], list[int], int]) -> None:
    groups, floors, whole = puzzle
    found, wanted = fewest(groups, floors, whole), cheapest(groups, floors, whole)
    if found is None:
        assert wanted is None
        return
    taken = [group[index] for group, index in zip(groups, found, strict=True)]
    gains = [sum(offer.gains[area] for offer in taken) for area in range(3)]
    assert all(a >= b for a, b in zip(gains, floors, strict=True))
    assert (sum(offer.cost for offer in taken), -sum(gains)) == wanted


def test_a_cheap_start_is_not_taken_where_it_leads_nowhere() -> None:
    """What gains most for its price comes first to mind, and is wrong here: 7 for 3 beats 5 for 2."""
    groups = [
        [Offer(0, (0,)), Offer(2, (5,))],
        [Offer(0, (0,)), Offer(3, (7,))],
    ]
    assert fewest(groups, [6], 6) == (0, 1)
    assert fewest(groups, [8], 8) == (1, 1)
    assert fewest(groups, [13], 13) is None


# --- small offices ------------------------------------------------------------------------------

PICKED = {
    "pedoman-bpmp-2023": ("1.1.a 1.1.b 1.3.b 3.4.a 3.5.a 4.1.b 4.2.a 4.2.e 4.2.f 5.3.c 5.4.c"),
    "permenpanrb-90-2021": (
        "P1.1.a P1.1.b P3.4.a P4.1.b P4.2.a P4.2.e P4.2.f R4.1.a P5.3.a P6.3.a P6.4.a R6.2.a"
    ),
}


def small(rubric_id: str, thresholds: Mapping[str, Fraction]) -> Rubric:
    """Return a rubric of a few criteria only, with one predicate of its own."""
    whole = rubric(rubric_id)
    names = set(PICKED[rubric_id].split())
    areas = []
    for area in whole.areas:
        indicators = [
            replace(one, criteria=tuple(c for c in one.criteria if c.id in names))
            for one in area.indicators
        ]
        kept = tuple(one for one in indicators if one.criteria)
        areas.append(replace(area, indicators=kept))
    lines = tuple(Threshold(key, key, minimum, "") for key, minimum in thresholds.items())
    return replace(whole, areas=tuple(areas), thresholds={"WBK": lines}, needs_held={}, parts={})


def office(desk: Desk, thresholds: Mapping[str, Fraction]) -> Workspace:
    """Return a workspace with the small rubric, and with the documents that it asks for."""
    mine = small(desk.rubric_id, thresholds)
    shelf = catalogue()
    wanted = {
        name: one for name, one in shelf.documents.items() if name in mine.criteria_of_document
    }
    return replace(
        desk.workspace, rubric=mine, catalogue=replace(shelf, documents=wanted), others={}
    )


def random_office(dice: Random, rubric_id: str) -> Workspace:
    """Return an office that holds most of its papers, in time or not, and claims what it likes."""
    as_of = date(2026, dice.randint(1, 12), dice.randint(1, 28))
    mine = small(rubric_id, {})
    start = date(2025, dice.randint(1, 12), 1)
    empty = office(office_of((), rubric_id=rubric_id, as_of=as_of, start=start), {})
    built = build_from(empty)
    held: list[EvidenceItem] = []
    slots = [
        slot
        for name in mine.criteria_of_document
        for slot in built.statuses[name].slots
        if slot.state is not SlotState.NOT_DUE or dice.random() < 0.3
    ]
    lacking = set(dice.sample(range(len(slots)), min(len(slots), dice.randint(2, 10))))
    for number, slot in enumerate(slots):
        if number not in lacking:
            late = dice.random() < 0.15 and slot.due < as_of
            said = {"received": as_of} if late else {}
            held.append(paper(slot.document, f"{slot.period or as_of.year} ada", **said))
    answers = {
        one.id: dice.choice([*list(one.scale.options)[:2], next(iter(one.scale.options))])
        for one in mine.criteria.values()
        if dice.random() < 0.95 and not one.scale.is_percentage
    }
    waivers = {"5.3.c": "Tidak ada layanan aduan di kantor ini."} if dice.random() < 0.1 else {}
    desk = office_of(
        held, rubric_id=rubric_id, as_of=as_of, start=start, answers=answers, waivers=waivers
    )
    first = plan(office(desk, {"total": Fraction(1)}))
    (most, *_), now = first.bounds, first.now.scores[Voice.SUPPORTED]

    def between(low: Fraction, high: Fraction) -> Fraction:
        return low + (high - low) * Fraction(dice.choice((3, 5, 7, 8, 9, 10, 10, 11)), 10)

    thresholds = {
        f"area.{area}": between(now.areas[area], points)
        for area, (points, _) in most.areas.items()
        if dice.random() < 0.5
    }
    thresholds[dice.choice(("total", "pengungkit"))] = between(now.total, most.papers)
    return office(desk, thresholds)


def met(built: Build) -> bool:
    return built.verdicts[Voice.SUPPORTED]["WBK"].met


def every_paper(found: Plan) -> list[Imagined]:
    return [one for asked in found.ground.papers.values() for one in asked]


def papers_in(found: Plan) -> list[Imagined]:
    assert found.proposal
    return [one for step in found.proposal.steps for one in step.papers]


@FEW
@given(DICE, st.sampled_from(sorted(PICKED)))
def test_no_smaller_set_of_papers_reaches_the_target(dice: Random, rubric_id: str) -> None:
    """Every set of one paper less is tried with a real build (another paper never lowers anything)."""
    workspace = random_office(dice, rubric_id)
    found = plan(workspace, early=dice.random() < 0.4)
    candidates = every_paper(found)
    if found.reached:
        assert met(build_from(workspace))
        return
    assert found.proposal is not None
    if found.proposal.means is not Means.PAPERS:
        assert not met(build_with(workspace, [one.item for one in candidates]))
        return
    chosen = papers_in(found)
    assert met(found.proposal.after)
    if comb(len(candidates), len(chosen) - 1) > TRIED:
        return
    for fewer in combinations(candidates, len(chosen) - 1):
        assert not met(build_with(workspace, [one.item for one in fewer]))


@FEW
@given(DICE, st.sampled_from(sorted(PICKED)))
def test_doing_the_plan_gives_exactly_what_it_says(dice: Random, rubric_id: str) -> None:
    """Each step adds what it says it adds; supposing all of it by name gives the same numbers."""
    workspace = random_office(dice, rubric_id)
    found = plan(workspace)
    if found.proposal is None:
        return
    items: list[EvidenceItem] = []
    before = build_from(workspace).scores[Voice.SUPPORTED].total
    ratios = []
    for step in found.proposal.steps:
        items += [one.item for one in step.papers]
        built = build_with(workspace, items)
        now = built.scores[Voice.SUPPORTED].total
        assert now - before == step.effect
        assert now == step.total
        conditions = {one.id: one for one in built.verdicts[Voice.SUPPORTED]["WBK"].conditions}
        assert all(conditions[name].met for name in step.closes)
        ratios.append(step.effect / len(step.papers))
        before = now
    assert ratios == sorted(ratios, reverse=True)
    if not items:
        return
    specs = [f"{one.document}@{one.slot.period or one.item.period}" for one in papers_in(found)]
    supposed = what_if(workspace, papers=specs)
    assert supposed.after.scores[Voice.SUPPORTED] == found.proposal.after.scores[Voice.SUPPORTED]


@FEW
@given(DICE, st.sampled_from(sorted(PICKED)))
def test_raised_answers_are_as_few_as_can_be(dice: Random, rubric_id: str) -> None:
    """With one raised answer less nothing reaches the target, not even all the papers there are."""
    workspace = random_office(dice, rubric_id)
    lowered = {
        name: replace(answer, text=list(workspace.rubric.criteria[name].scale.options)[-1])
        if dice.random() < 0.3
        else answer
        for name, answer in workspace.assessment.answers.items()
        if name in workspace.rubric.criteria
    }
    workspace = replace(workspace, assessment=replace(workspace.assessment, answers=lowered))
    found = plan(workspace)
    if found.further is None:
        return
    assert met(found.further.after)
    raised = [name for step in found.further.steps for name, _ in step.answers]
    items = [one.item for one in every_paper(found)]
    full = Ground(build_with(workspace, items), found.days)
    may = {
        name: value.option
        for name, value in full.values.items()
        if value.carried > value.now and not workspace.rubric.criteria[name].scale.is_percentage
    }
    if comb(len(may), len(raised) - 1) > TRIED:
        return
    for fewer in combinations(sorted(may), len(raised) - 1):
        said = [f"{name}={may[name]}" for name in fewer]
        supposed = what_if(replace(workspace, items=full.built.workspace.items), answers=said)
        assert not met(supposed.after)


@FEW
@given(DICE)
def test_the_highest_score_is_that_of_a_build_with_every_paper(dice: Random) -> None:
    workspace = random_office(dice, "pedoman-bpmp-2023")
    found = plan(workspace)
    items = [one.item for one in every_paper(found)]
    total = build_with(workspace, items).scores[Voice.SUPPORTED].total
    assert found.bounds[0].papers == total


# --- by hand ------------------------------------------------------------------------------------


def five(months: Iterable[int], **rest: object) -> Workspace:
    """Return an office that is asked for 5.3.c alone: a report every month (A–D, weight 3 of area 5)."""
    held = papers("5.3.c/laporan-monev", *(f"2026-{month:02} Monev" for month in months))
    desk = office_of(held, answers={"5.3.c": "A"}, start=date(2026, 1, 1), **rest)
    alone = small("pedoman-bpmp-2023", {"area.5": Fraction(3)})
    areas = tuple(
        replace(
            area,
            indicators=tuple(
                replace(one, criteria=tuple(c for c in one.criteria if c.id == "5.3.c"))
                for one in area.indicators
                if one.id == "5.3"
            ),
        )
        for area in alone.areas
    )
    workspace = office(desk, {"area.5": Fraction(3)})
    return replace(workspace, rubric=replace(workspace.rubric, areas=areas))


def steps(found: Plan) -> list[tuple[list[str], str, str, list[str]]]:
    """Return (papers, effect, total, closes) of every step."""
    assert found.proposal
    return [
        (
            [f"{one['document']}@{one['period']}" for one in step["papers"]],
            step["effect"],
            step["total"],
            step["closes"],
        )
        for step in as_json.plan(found)["proposal"]["steps"]
    ]


def test_a_rhythm_needs_every_month() -> None:
    """August is due on 14 September; every quarter has one: B (0.67 × 3). A needs every month."""
    found = plan(five([1, 2, 4, 5, 6, 8]))
    assert steps(found) == [
        (["5.3.c/laporan-monev@2026-03", "5.3.c/laporan-monev@2026-07"], "0.99", "3", ["area.5"])
    ]
    assert found.proposal
    assert found.proposal.means is Means.PAPERS


def test_a_later_day_asks_for_what_falls_due_until_then() -> None:
    """On 31 December September, October and November are asked for too (December falls due in January)."""
    found = plan(five([1, 2, 4, 5, 6, 8]), until=date(2026, 12, 31))
    ((asked, effect, total, _),) = steps(found)
    assert [one[-2:] for one in asked] == ["03", "07", "09", "10", "11"]
    assert (effect, total) == ("0.99", "3")
    told = as_json.plan(found)["proposal"]["steps"][0]["papers"]
    assert [one["overdue"] for one in told] == [True, True, False, False, False]


def test_what_is_not_due_yet_counts_only_where_it_is_asked_for() -> None:
    """In the first weeks nothing is due, so nothing can be assessed; a report filed early can."""
    young = five([], as_of=date(2026, 1, 20))
    found = plan(young)
    assert found.proposal
    assert (found.proposal.means, found.proposal.papers) == (Means.ALL, 0)
    assert [one["reason"] for one in as_json.plan(found)["limits"]] == ["not_due"]
    early = plan(young, early=True)
    assert steps(early) == [(["5.3.c/laporan-monev@2026-01"], "3", "3", ["area.5"])]


def test_a_target_that_is_reached_says_with_what_margin() -> None:
    found = plan(five(range(1, 9)), target="2.85")
    assert found.reached
    assert found.proposal is None
    assert found.closest
    assert found.closest.reached - found.closest.required == Fraction(15, 100)


def test_an_answer_that_is_too_low_is_the_second_proposal() -> None:
    """Claimed B: with all papers it stays 0.67 × 3, and only the answer A brings 3."""
    workspace = five([1, 2, 3, 4, 5, 6, 7])
    low = {name: replace(one, text="B") for name, one in workspace.assessment.answers.items()}
    workspace = replace(workspace, assessment=replace(workspace.assessment, answers=low))
    told = as_json.plan(plan(workspace))
    assert (told["proposal"]["means"], told["proposal"]["papers"]) == ("all_papers", 0)
    assert (told["further"]["papers"], told["further"]["answers"]) == (1, 1)
    answers = [one for step in told["further"]["steps"] for one in step["answers"]]
    assert answers == [{"criterion": "5.3.c", "before": "B", "after": "A"}]
    assert [(one["criterion"], one["reason"]) for one in told["limits"]] == [("5.3.c", "answer")]
    assert told["highest"][0]["areas"]["5"] == {"papers": "2.01", "papers_and_answers": "3"}


def test_a_paper_that_had_to_be_in_time_gives_nothing_any_more() -> None:
    """LAKIN 2025 was due in January 2026: filed now it is late, and 4.2.e stays Tidak; 4.2.f rises."""
    desk = office_of((), answers={"4.2.e": "Ya", "4.2.f": "A"}, start=date(2025, 1, 1))
    found = plan(office(desk, {"area.4": Fraction(10)}))
    asked = [one for one in every_paper(found) if one.document == "4.2.e/lakin"]
    assert [str(one.slot.period) for one in asked] == ["2025"]
    reasons = {one.criterion: one.reason.value for one in found.limits}
    assert reasons["4.2.e"] == "late"
    assert "4.2.f" not in reasons
    assert "area.4" in as_json.plan(found)["unreachable"]


def test_every_set_is_tried_where_it_matters_which_papers_come() -> None:
    """Papers that must be in time, or within twelve months: no rubric asks for more than two a year."""
    for rubric_id in ("pedoman-bpmp-2023", "permenpanrb-52-2014", "permenpanrb-90-2021"):
        criteria = rubric(rubric_id).criteria.values()
        counted = {one.yearly.document for one in criteria if one.yearly}
        for name, document in catalogue().documents.items():
            if name in counted or document.on_time:
                assert document.cadence.grain
                assert 2 * document.cadence.grain.per_year <= packages.FEW


def test_events_are_asked_for_last() -> None:
    """Of two papers that gain as much, the one that needs no event is proposed."""
    desk = office_of((), answers={"3.4.b": "B", "3.4.d": "B"}, start=date(2025, 1, 1))
    whole = rubric("pedoman-bpmp-2023")
    workspace = desk.workspace
    now = build_from(workspace).scores[Voice.SUPPORTED].areas["3"]
    found = plan(workspace, target=str(float(now + Fraction(1, 2))), area="3")
    asked = [one.document for one in papers_in(found)]
    assert whole.indicators["3.4"].weight / len(whole.indicators["3.4"].criteria) * Fraction(
        67, 100
    ) > Fraction(1, 2)
    assert asked == ["3.4.b/skp-berjenjang"]


@pytest.mark.parametrize(
    ("wanted", "said"),
    [
        ({"target": "WKB"}, "“WKB” bukan target: tulis WBK, WBBM, atau angka"),
        ({"target": "101"}, "di luar rentang"),
        ({"target": "0"}, "di luar rentang"),
        ({"target": "-5"}, "bukan target"),
        ({"area": "7"}, "Tidak ada area 7; areanya 1, 2, 3, 4, 5, 6."),
        ({"until": date(2026, 1, 1)}, "sebelum tanggal penilaian"),
        ({"until": date(2031, 1, 1)}, "paling jauh 31 Desember 2027"),
    ],
)
def test_what_cannot_be_planned_is_refused_in_a_sentence(
    wanted: dict[str, object], said: str
) -> None:
    with pytest.raises(UsageError) as caught:
        plan(office_of(()).workspace, **wanted)  # type: ignore[arg-type]
    assert said in str(caught.value)


def test_a_rubric_without_minimums_of_areas_asks_for_a_number() -> None:
    workspace = office_of((), rubric_id="permenpanrb-52-2014").workspace
    with pytest.raises(UsageError, match="tidak menetapkan nilai minimum area untuk WBK"):
        plan(workspace, target="WBK", area="3")
    assert plan(workspace, target="9", area="3").goal.name == "9"


def test_hasil_is_taken_to_be_just_good_enough_and_that_is_said() -> None:
    """SPAK 3.4 gives 14.875 and needs 15.5; prima needs 14 and has 0; performance C is there."""
    found = as_json.plan(plan(office_of(()).workspace))
    assert found["assumed_hasil"] == "32.25"  # 18.25 + 14, of which nothing is there
    needed = {one["id"]: one["needed"] for one in found["otherwise"]}
    assert needed == {"bersih": None, "spak": "3.55", "kinerja": "C", "prima": None}


def test_a_file_that_only_has_to_be_repaired_is_marked(office: Office) -> None:
    office.unit(mulai="2026-01-01")
    office.answers({"5.3.c": "A"})
    for month in range(1, 9):
        name = f"2026-{month:02} Monev.pdf"
        office.paper("5.3.c/laporan-monev", name, content=b"" if month == 4 else None)
    found = plan(office.build().workspace, target="0.7")
    ((paper,),) = [step["papers"] for step in as_json.plan(found)["proposal"]["steps"]]
    assert (paper["period"], paper["state"]) == ("2026-04", "unusable")
    assert "ada tetapi belum dapat dipakai" in paper["instruction"]
    text = "\n".join(line for part in tell(found) for line in _lines(part))
    assert "5.3.c/laporan-monev!" in text
    assert "! berkasnya sudah ada" in text


def _lines(part: str | Grid) -> Iterable[str]:
    return [part] if isinstance(part, str) else part.lines()


@pytest.mark.parametrize("width", [60, 80, 120])
def test_nothing_is_cut_off_in_a_terminal(width: int) -> None:
    """A narrow terminal folds what is long; every letter of every cell is still there."""
    found = plan(
        office_of((), answers={"5.4.a": "A", "3.4.b": "A"}).workspace, target="1", area="5"
    )
    (grid,) = [part for part in tell(found) if isinstance(part, Grid)]
    paper_ = io.StringIO()
    show_table(Console(file=paper_, force_terminal=True, width=width, color_system=None), grid)
    shown = paper_.getvalue()
    assert "…" not in shown
    assert max(len(line) for line in shown.splitlines()) <= width
    for row in grid.rows:
        for cell in row:
            assert Counter(cell) - Counter(shown) == Counter()


# --- the sample office --------------------------------------------------------------------------


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of the sample office."""
    root = tmp_path_factory.mktemp("contoh")
    shutil.copytree(REPOSITORY / "evidence", root / "evidence")
    return root


def test_the_plan_of_the_sample_office(
    sample: Path, golden: Callable[[str, str | bytes], None]
) -> None:
    done = zi(sample, "plan", "--target", "WBK")
    assert done.returncode == 0, done.stderr
    golden("rencana/wbk.txt", done.stdout)


def test_text_and_json_are_of_one_result(sample: Path) -> None:
    text = zi(sample, "plan", "--target", "WBK").stdout
    told = json.loads(zi(sample, "plan", "--target", "WBK", "--format", "json").stdout)
    rows = [
        line.split()[1:3]
        for line in text.splitlines()
        if line.strip()[:1].isdigit() and "/" in line
    ]
    asked = [one for step in told["proposal"]["steps"] for one in step["papers"]]
    assert rows == [[one["document"], one["period"] or "sekali"] for one in asked]
    assert f"{told['proposal']['papers']} dokumen lagi" in text
    assert "\x1b" not in text


def test_another_rubric(sample: Path) -> None:
    done = zi(sample, "--rubric", "permenpanrb-90-2021", "plan", "--format", "json")
    told = json.loads(done.stdout)
    assert told["rubric"] == "permenpanrb-90-2021"
    assert [one["id"] for one in told["otherwise"]] == ["spak"]
    assert told["proposal"]["means"] == "all_papers"
    specs = []
    for step in told["further"]["steps"]:
        specs += [f"--tambah={one['document']}@{one['period'] or 2026}" for one in step["papers"]]
        specs += [f"--jawab={one['criterion']}={one['after']}" for one in step["answers"]]
    done = zi(
        sample,
        "--rubric",
        "permenpanrb-90-2021",
        "what-if",
        *specs,
        "--jawab=spak=3,6",
        "--format",
        "json",
    )
    assert json.loads(done.stdout)["verdict"]["WBK"]["met"] == {"before": False, "after": True}


def test_nothing_is_written(sample: Path) -> None:
    before = sorted((path, path.stat().st_mtime_ns) for path in (sample / "evidence").rglob("*"))
    zi(sample, "plan")
    zi(sample, "what-if", "--tambah", "area:3")
    after = sorted((path, path.stat().st_mtime_ns) for path in (sample / "evidence").rglob("*"))
    assert before == after

"""Export → LibreOffice calculates → import: the same answers and the same total, in all rubrics."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from fractions import Fraction
from random import Random

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from intake import RUBRICS, read
from sheets import converted
from test_lke import book_of, some_workspace

from zi_build.build import build_from
from zi_build.intake.changes import plan
from zi_build.intake.heads import Who
from zi_build.intake.points import recompute
from zi_build.intake.report import Found, Given
from zi_build.model.assessment import Assessment, Voice
from zi_build.model.reading import spoken, total
from zi_build.model.result import Build
from zi_build.model.rubric import Criterion
from zi_build.model.view import Audience


def meant(
    criterion: Criterion, text: str | None, counts: Mapping[str, int]
) -> tuple[str | None, dict[str, int | None]]:
    """Return what an answer says, however it is written: its option, its counts, totals as sums."""
    rule = criterion.counts
    sums = {key: total(rule, key, counts) for key in rule.inputs} if rule else {}
    given = {key: count for key, count in sums.items() if count is not None}
    option = spoken(criterion, text, counts)
    if option and criterion.scale.is_percentage:
        option = f"{float(Fraction(option)):.9f}"
    return option, given if option else {}  # counts that come to nothing are no answer yet


def differences(built: Build, found: Found) -> list[str]:
    """Return every answer that came back another."""
    wrong, said = [], built.workspace.assessment
    for criterion in built.workspace.rubric.criteria.values():
        if criterion.id in said.waivers:
            continue
        answer = said.answers.get(criterion.id)
        verified = answer.verified if answer else None
        before = {
            Who.UNIT: meant(criterion, answer.text, answer.counts) if answer else (None, {}),
            Who.TPI: meant(criterion, verified.text, verified.counts) if verified else (None, {}),
        }
        for who, right in before.items():
            back = found.answers.get((criterion.id, who))
            counts = {k: int(one.value) for k, one in back.counts.items()} if back else {}
            text = back.answer.value if back and back.answer else None
            if meant(criterion, text, counts) != right:
                wrong.append(f"{who} {criterion.id}: {meant(criterion, text, counts)} not {right}")
    return wrong


def total_of(found: Found, built: Build) -> Fraction:
    return recompute(built.workspace.rubric, found.answers, Who.UNIT).points["total"]


@pytest.mark.parametrize("name", RUBRICS)
@settings(
    max_examples=1,
    phases=[Phase.generate],  # to shrink a case would take LibreOffice minutes
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(dice=st.integers(0, 2**32).map(Random))
def test_random_offices_come_back_the_same(
    name: str,
    program: Callable[[str], str],
    tmp_path_factory: pytest.TempPathFactory,
    dice: Random,
) -> None:
    folder = tmp_path_factory.mktemp("balik")
    offices = {f"k{n}": build_from(some_workspace(dice, RUBRICS[name])) for n in range(3)}
    for key, built in offices.items():
        (folder / f"{key}.xlsx").write_bytes(book_of(built, Audience.INTERNAL))
    files = [str(folder / f"{key}.xlsx") for key in offices]
    converted(program("soffice"), folder, "xlsx", folder / "dihitung", files)
    for key, built in offices.items():
        found = read(folder / "dihitung" / f"{key}.xlsx")
        assert (found.rubric, found.guessed) == (name, name)
        assert differences(built, found) == []
        if not built.workspace.assessment.waivers:
            assert total_of(found, built) == built.scores[Voice.CLAIMED].total


@pytest.mark.parametrize("name", RUBRICS)
def test_what_an_office_exports_changes_nothing_when_it_comes_back(
    name: str, program: Callable[[str], str], tmp_path
) -> None:
    """Without waivers: the total is the same, nothing would change, no number is told as wrong."""
    workspace = some_workspace(Random(90), RUBRICS[name])  # noqa: S311
    assessment = replace(workspace.assessment, waivers={})
    built = build_from(replace(workspace, assessment=assessment))
    file = tmp_path / "LKE.xlsx"
    file.write_bytes(book_of(built, Audience.INTERNAL))
    converted(program("soffice"), tmp_path, "xlsx", tmp_path / "dihitung", [str(file)])
    found = read(tmp_path / "dihitung" / "LKE.xlsx")
    assert abs(total_of(found, built) - built.scores[Voice.CLAIMED].total) < Fraction(1, 10**9)
    assert found.deviations == ()
    fresh = plan(found, RUBRICS[name], Assessment(), Given("2026-07-10", "--per"))
    again = plan(found, RUBRICS[name], assessment, Given("2026-07-10", "--per"))
    assert fresh.changes
    assert again.changes == ()

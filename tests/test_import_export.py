"""Export → LibreOffice calculates → import: the same answers and the same totals, in all rubrics."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from random import Random

import pytest
import yaml
from desk import HERE
from intake import RUBRICS, read
from sheets import converted
from test_lke import book_of, said_of, some_workspace

from zi_build.build import build_from
from zi_build.intake.lke.changes import Plan, plan
from zi_build.intake.lke.heads import Who
from zi_build.intake.lke.points import recompute
from zi_build.intake.lke.report import About, Found
from zi_build.intake.writing import rewritten
from zi_build.load.answers import assessment_of
from zi_build.load.validate import parse
from zi_build.model.assessment import Answer, Assessment, Verified, Voice
from zi_build.model.reading import spoken, total
from zi_build.model.result import Build
from zi_build.model.rubric import Criterion
from zi_build.model.view import Audience

# So many random offices of each rubric; all of them go through one run of LibreOffice.
OFFICES = 5
VOICES = {Who.UNIT: Voice.CLAIMED, Who.TPI: Voice.VERIFIED, Who.TPN: Voice.FINAL}
TPI_DAY, TPN_DAY = date(2026, 7, 10), date(2026, 8, 20)
NOTES = (
    None,
    None,
    "Sudah lengkap.",
    "=bukan rumus",
    "Notula ada;\ndaftar hadir menyusul.",
    "-5 %",
)


@dataclass(frozen=True)
class Returned:
    """An office, and what the import found in its workbook after LibreOffice had counted it."""

    name: str
    built: Build
    found: Found

    def planned(self, now: Assessment) -> Plan:
        return plan(self.found, RUBRICS[self.name], now, self.found.days)


def some_office(dice: Random, name: str) -> Build:
    """Return a random office: all three voices, counts, empty answers, notes, results, waivers."""
    workspace = some_workspace(dice, RUBRICS[name])
    said = workspace.assessment
    answers = {
        key: with_words(dice, workspace.rubric.criteria[key], answer)
        for key, answer in said.answers.items()
    }
    results = {
        key: replace(one, final=Verified(one.text, HERE, TPN_DAY) if dice.random() < 0.5 else None)
        for key, one in said.results.items()
    }
    changed = replace(said, answers=answers, results=results)
    return build_from(replace(workspace, assessment=changed))


def with_words(dice: Random, criterion: Criterion, answer: Answer) -> Answer:
    """Add TPN's answer, the unit's words, and the evaluators' notes."""
    final = None
    if dice.random() < 0.6:
        text, counts = said_of(dice, criterion)
        note = dice.choice(NOTES)
        final = Verified(text or "", HERE, TPN_DAY, counts=counts, note=note)
    tpi = answer.verified and replace(answer.verified, note=dice.choice(NOTES))
    return replace(answer, narrative=dice.choice(NOTES), verified=tpi, final=final)


@pytest.fixture(scope="module")
def returned(
    program: Callable[[str], str], tmp_path_factory: pytest.TempPathFactory
) -> list[Returned]:
    folder = tmp_path_factory.mktemp("balik")
    offices = {
        f"{name}-{n}": (name, some_office(Random(f"{name} {n}"), name))  # noqa: S311
        for name in RUBRICS
        for n in range(OFFICES)
    }
    files = {key: folder / f"{key}.xlsx" for key in offices}
    for key, (_, built) in offices.items():
        files[key].write_bytes(book_of(built, Audience.INTERNAL))
    counted = folder / "dihitung"
    converted(program("soffice"), folder, "xlsx", counted, list(map(str, files.values())))
    return [
        Returned(name, built, read(counted / f"{key}.xlsx"))
        for key, (name, built) in offices.items()
    ]


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


def differences(one: Returned) -> Iterator[str]:
    """Yield every answer that came back another; a waived one is no answer."""
    said = one.built.workspace.assessment
    for criterion in one.built.workspace.rubric.criteria.values():
        answer = said.answers[criterion.id]
        for who, voice in VOICES.items():
            if one.built.scores[voice].criteria[criterion.id].waived:
                continue
            before = answer if who is Who.UNIT else answer.of(voice)
            right = meant(criterion, before.text, before.counts) if before else (None, {})
            back = one.found.answers.get((criterion.id, who))
            counts = {key: int(given.value) for key, given in back.counts.items()} if back else {}
            text = back.answer.value if back and back.answer else None
            if meant(criterion, text, counts) != right:
                yield f"{who} {criterion.id}: {meant(criterion, text, counts)} not {right}"


def test_the_answers_are_the_same(returned: list[Returned]) -> None:
    for one in returned:
        assert (one.found.rubric, one.found.guessed) == (one.name, one.name)
        assert list(differences(one)) == []
        days = {who: given.value for who, given in one.found.days.items()}
        assert days == {Who.TPI: TPI_DAY.isoformat(), Who.TPN: TPN_DAY.isoformat()}


def test_the_totals_are_the_same(returned: list[Returned]) -> None:
    """Exactly, in every voice; and every number that LibreOffice counted is the regulation's."""
    for one in returned:
        for who, voice in VOICES.items():
            points = recompute(RUBRICS[one.name], one.found.answers, who).points
            assert points["total"] == one.built.scores[voice].total
        assert one.found.deviations == ()


def test_a_second_import_changes_nothing(returned: list[Returned]) -> None:
    """Notes, dates and waivers of the file are those of the workbook."""
    for one in returned:
        planned = one.planned(one.built.workspace.assessment)
        assert planned.changes == ()
        assert [remark for remark in planned.remarks if remark.about is About.WAIVED] == []


def test_what_does_not_apply_is_listed_where_no_reason_is_known(returned: list[Returned]) -> None:
    for one in returned:
        told = {r.key for r in one.planned(Assessment()).remarks if r.about is About.WAIVED}
        assert told == set(one.built.workspace.assessment.waivers)


@pytest.mark.parametrize("name", RUBRICS)
def test_the_file_that_is_written_scores_the_same(name: str, returned: list[Returned]) -> None:
    """From an answers file with nothing but its waivers to the same totals in every voice."""
    for one in [one for one in returned if one.name == name][:2]:
        waivers = one.built.workspace.assessment.waivers.values()
        start = {
            "rubrik": name,
            "tidak_berlaku": {
                waiver.target: {"alasan": waiver.reason, "disetujui_tpi": waiver.agreed}
                for waiver in waivers
            },
        }
        old = yaml.safe_dump(start, allow_unicode=True).encode()
        planned = one.planned(assessment_of(parse(old, "lama", "jawaban")))
        new = parse(rewritten(old, planned.changes, name, name), "baru", "jawaban")
        assert new.faults == ()
        again = build_from(replace(one.built.workspace, assessment=assessment_of(new)))
        totals = {voice: again.scores[voice].total for voice in VOICES.values()}
        assert totals == {voice: one.built.scores[voice].total for voice in VOICES.values()}

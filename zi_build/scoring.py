"""Scores: answers and slots to points, in four voices, with exact arithmetic.

Formulas (PermenPANRB 52/2014 and 90/2021, LKE): an indicator is the mean of its criteria's values
times its weight; an area is the sum of its indicators; hasil points are the input's share of the
weight. Nothing is rounded here.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from zi_build.model.assessment import ResultAnswer, Voice
from zi_build.model.catalogue import Cadence
from zi_build.model.outcome import (
    CriterionScore,
    DocumentStatus,
    ResultScore,
    Scorecard,
    Share,
    answered,
)
from zi_build.model.reading import counted, result_value, spoken, top_of, total, value_of
from zi_build.model.rubric import Criterion, Formula, FrequencyRule, Result, Rubric, YearlyRule
from zi_build.model.workspace import Workspace
from zi_build.support import Scoring, carried_option, percent

ZERO = Fraction(0)


@dataclass(frozen=True, slots=True)
class Sums:
    """Points of everything above indicators and hasil values, as in a scorecard."""

    areas: Mapping[str, Fraction]
    area_parts: Mapping[tuple[str, str], Fraction]
    parts: Mapping[str, Fraction]
    groups: Mapping[str, Fraction]
    components: Mapping[str, Fraction]


Judge = Callable[[Criterion], CriterionScore]


def completeness(statuses: Mapping[str, DocumentStatus]) -> Share:
    """Return papers held and due of the whole office."""
    shares = [status.share for status in statuses.values()]
    return Share(sum(share.held for share in shares), sum(share.due for share in shares))


def scorecards(
    scoring: Scoring, voices: Iterable[Voice] = tuple(Voice)
) -> Mapping[Voice, Scorecard]:
    """Return the scorecard of each voice, or of those that are asked for."""
    judges: dict[Voice, Judge] = {
        Voice.CLAIMED: lambda criterion: _claimed(scoring, criterion),
        Voice.SUPPORTED: lambda criterion: supported(scoring, criterion),
        Voice.VERIFIED: lambda criterion: _verified(scoring, criterion),
        Voice.FINAL: lambda criterion: _final(scoring, criterion),
    }
    return {voice: _scorecard(scoring, voice, judges[voice]) for voice in voices}


def _scorecard(scoring: Scoring, voice: Voice, judge: Judge) -> Scorecard:
    rubric = scoring.workspace.rubric
    criteria: dict[str, CriterionScore] = {}
    indicators: dict[str, Fraction] = {}
    for indicator in rubric.indicators.values():
        judged = [judge(criterion) for criterion in indicator.criteria]
        counted = sum(not score.waived for score in judged)
        for score in judged:
            value = ZERO if score.waived or score.value is None else score.value
            points = indicator.weight * value / counted if counted else ZERO
            criteria[score.criterion] = replace(score, points=points)
        indicators[indicator.id] = sum((criteria[s.criterion].points for s in judged), ZERO)
    results = {result.id: _result(scoring, voice, result) for result in rubric.results}
    sums = sums_of(rubric, indicators, {key: found.points for key, found in results.items()})
    return Scorecard(
        voice=voice,
        criteria=criteria,
        indicators=indicators,
        areas=sums.areas,
        results=results,
        groups=sums.groups,
        components=sums.components,
        total=sum(sums.components.values(), ZERO),
        judged=answered(criteria.values()),
        parts=sums.parts,
        area_parts=sums.area_parts,
    )


def sums_of(
    rubric: Rubric, indicators: Mapping[str, Fraction], results: Mapping[str, Fraction]
) -> Sums:
    """Return what the points of indicators and of hasil values, each by id, add up to."""
    areas = {
        area.id: sum((indicators[i.id] for i in area.indicators), ZERO) for area in rubric.areas
    }
    area_parts = {
        (area.id, part): sum((indicators[i.id] for i in area.indicators if i.part == part), ZERO)
        for area in rubric.areas
        for part in rubric.parts
    }
    return Sums(
        areas=areas,
        area_parts=area_parts,
        parts={
            part: sum((area_parts[area.id, part] for area in rubric.areas), ZERO)
            for part in rubric.parts
        },
        groups={
            group: sum((results[r.id] for r in rubric.results if r.group == group), ZERO)
            for group in rubric.groups
        },
        components={
            "pengungkit": sum(areas.values(), ZERO),
            "hasil": sum((results[result.id] for result in rubric.results), ZERO),
        },
    )


def _waived(scoring: Scoring, criterion: Criterion, *, by_evaluator: bool) -> CriterionScore | None:
    waiver = scoring.workspace.assessment.waivers.get(criterion.id)
    if waiver is None or not waiver.is_reasoned:
        return None
    as_of = scoring.workspace.as_of
    if by_evaluator and (waiver.agreed is None or waiver.agreed > as_of):
        return None
    why = f"Tidak berlaku: {waiver.reason}"
    return CriterionScore(criterion.id, None, None, ZERO, None, why, waived=True)


def claim_of(workspace: Workspace, criterion: Criterion) -> str | None:
    """Return the option that the unit claims, or None when it has not answered on the scale."""
    answer = workspace.assessment.answers.get(criterion.id)
    return spoken(criterion, answer.text, answer.counts) if answer else None


def _claimed(scoring: Scoring, criterion: Criterion) -> CriterionScore:
    waived = _waived(scoring, criterion, by_evaluator=False)
    if waived:
        return waived
    option = claim_of(scoring.workspace, criterion)
    if option is None:
        return CriterionScore(criterion.id, None, None, ZERO, None, "Belum dijawab, dihitung 0.")
    value = value_of(criterion.scale, option)
    answer = scoring.workspace.assessment.answers[criterion.id]
    said = _said(criterion, option, answer.counts)
    return CriterionScore(criterion.id, option, value, ZERO, None, f"Unit menjawab {said}.")


def _said(criterion: Criterion, option: str, counts: Mapping[str, int]) -> str:
    """Return an answer as a reader says it: the option, or the percentage and what it came of."""
    if not criterion.scale.is_percentage:
        return option
    rule, share = criterion.counts, percent(Fraction(option))
    if rule is None or counted(rule, counts) is None:
        return share
    above, below = total(rule, rule.numerator, counts), total(rule, rule.denominator, counts)
    if not below:
        return f"{share} ({rule.inputs[rule.denominator].label} 0: {rule.when_zero_reason})"
    if rule.formula is Formula.PENURUNAN:
        return f"{share} (dari {below} menjadi {above})"
    return f"{share} ({above} dari {below})"


def supported(scoring: Scoring, criterion: Criterion) -> CriterionScore:
    """Return a criterion's score in the supported voice: the claim, no higher than its papers carry."""
    waived = _waived(scoring, criterion, by_evaluator=False)
    if waived:
        return waived
    claim = claim_of(scoring.workspace, criterion)
    carried, share, why = carried_option(scoring, criterion)
    if carried is None:
        return CriterionScore(criterion.id, None, None, ZERO, None, why)
    score = CriterionScore(criterion.id, None, None, ZERO, share, why, carried=carried, grounds=why)
    if claim is None:
        return replace(score, why=f"{why} Unit belum menjawab, dihitung 0.")
    option = min(claim, carried, key=lambda option: value_of(criterion.scale, option))
    value = value_of(criterion.scale, option)
    if value < value_of(criterion.scale, claim):
        counts = scoring.workspace.assessment.answers[criterion.id].counts
        was, now = _said(criterion, claim, counts), _said(criterion, option, {})
        why = f"{why} Jawaban unit {was} diturunkan menjadi {now}."
    return replace(score, option=option, value=value, why=why)


def _verified(scoring: Scoring, criterion: Criterion) -> CriterionScore:
    waived = _waived(scoring, criterion, by_evaluator=True)
    if waived:
        return waived
    answer = scoring.workspace.assessment.answers.get(criterion.id)
    verified = answer.verified if answer else None
    as_of = scoring.workspace.as_of
    if verified is None or verified.on is None or verified.on > as_of:
        return CriterionScore(criterion.id, None, None, ZERO, None, "Belum dinilai TPI.")
    option = spoken(criterion, verified.text, verified.counts)
    if option is None:
        return CriterionScore(criterion.id, None, None, ZERO, None, "Belum dinilai TPI.")
    if criterion.id in scoring.lapsed:
        why = "Perlu diperiksa ulang: bukti yang dilihat TPI berubah atau ditarik."
        return CriterionScore(criterion.id, None, None, ZERO, None, why)
    value = value_of(criterion.scale, option)
    said = _said(criterion, option, verified.counts)
    return CriterionScore(criterion.id, option, value, ZERO, None, f"TPI menilai {said}.")


def _final(scoring: Scoring, criterion: Criterion) -> CriterionScore:
    """Return TPN's answer, which stands until TPN judges again.

    It is the outcome of an evaluation that is closed and reported, so papers that change afterwards
    do not undo it, as they undo TPI's; that they have changed is said. What TPN does not mention is
    not taken over from TPI. A waiver counts when TPI agreed to it, unless TPN judged nevertheless.
    """
    answer = scoring.workspace.assessment.answers.get(criterion.id)
    final = answer.final if answer else None
    said = final is not None and final.on is not None and final.on <= scoring.workspace.as_of
    option = spoken(criterion, final.text, final.counts) if final and said else None
    if final is None or option is None:
        waived = _waived(scoring, criterion, by_evaluator=True)
        silent = CriterionScore(criterion.id, None, None, ZERO, None, "Belum dinilai TPN.")
        return waived or silent
    why = f"TPN menilai {_said(criterion, option, final.counts)}."
    if criterion.id in scoring.lapsed:
        why = f"{why} Bukti yang dilihat TPI sudah berubah; nilai TPN berlaku sampai TPN menilai lagi."
    value = value_of(criterion.scale, option)
    return CriterionScore(criterion.id, option, value, ZERO, None, why)


def _result(scoring: Scoring, voice: Voice, result: Result) -> ResultScore:
    answer = scoring.workspace.assessment.results.get(result.id)
    as_of = scoring.workspace.as_of
    if answer is None:
        return ResultScore(result.id, None, ZERO, provisional=False, why="Belum ada nilai.")
    if voice.evaluator:
        verified = answer.of(voice)
        value = result_value(result, verified.text) if verified else None
        if verified is None or value is None or verified.on is None or verified.on > as_of:
            why = f"Belum dinilai {voice.evaluator}."
            return ResultScore(result.id, None, ZERO, provisional=False, why=why)
        why = f"Nilai dari {voice.evaluator}."
        return ResultScore(
            result.id, verified.text, value * result.weight, provisional=False, why=why
        )
    value = measured_value(result, answer, voice)
    if value is None:
        return ResultScore(result.id, None, ZERO, provisional=False, why="Nilai di luar rentang.")
    lacking = lacking_proof(scoring.workspace, result) if voice is Voice.SUPPORTED else ()
    if lacking:
        why = f"Tidak dihitung: belum ada {', '.join(lacking)}."
        return ResultScore(result.id, answer.text, ZERO, provisional=answer.self_run, why=why)
    why = "Survei mandiri: sementara." if answer.self_run else _origin(answer)
    by_data = answer.measured is not None and (voice is Voice.SUPPORTED or not answer.typed)
    return ResultScore(
        result.id,
        answer.text,
        value * result.weight,
        provisional=answer.self_run,
        why=why,
        measured=value * top_of(result) if by_data else None,
    )


def measured_value(result: Result, answer: ResultAnswer, voice: Voice) -> Fraction | None:
    """Return the share of the weight that an answer earns: what the data give, never above the typed.

    The claim stays what was typed; without a typed value it is the measure itself, unrounded.
    """
    value = result_value(result, answer.text)
    if answer.measured is None or value is None or (answer.typed and voice is Voice.CLAIMED):
        return value
    measured = answer.measured / top_of(result)
    return min(value, measured) if answer.typed else measured


def _origin(answer: ResultAnswer) -> str:
    if answer.measured is None:
        return "Nilai yang dilaporkan unit."
    if answer.respondents is None:
        return "Dihitung dari register tindak lanjut."
    return f"Dihitung dari jawaban {answer.respondents} responden."


def lacking_proof(workspace: Workspace, result: Result) -> tuple[str, ...]:
    """Name what a hasil value still needs before it counts as supported (design 7)."""
    answer = workspace.assessment.results[result.id]
    dated = answer.on is not None and answer.on <= workspace.as_of
    needs = {
        "pelaksana": bool(answer.surveyor),
        "tanggal": dated,
        "jumlah responden": not result.respondents_needed or bool(answer.respondents),
        "laporan": workspace.report(answer.report) is not None,
    }
    return tuple(name for name, there in needs.items() if not there)


def potential(scoring: Scoring, criterion: Criterion) -> Fraction:
    """Return the points gained, in the supported voice, were the criterion's `pokok` papers complete.

    At today's claim: a criterion that is not answered gains nothing by papers alone.
    """
    claim = claim_of(scoring.workspace, criterion)
    if claim is None:
        return ZERO
    target = min(value_of(criterion.scale, claim), _complete_value(scoring, criterion))
    return _gain(scoring, criterion, target)


def awaiting(scoring: Scoring, criterion: Criterion) -> Fraction:
    """Return the points that the papers of today carry and that only an answer is lacking for."""
    carried, _, _ = carried_option(scoring, criterion)
    if carried is None or claim_of(scoring.workspace, criterion) is not None:
        return ZERO
    return _gain(scoring, criterion, value_of(criterion.scale, carried))


def _complete_value(scoring: Scoring, criterion: Criterion) -> Fraction:
    """Return the value that complete papers carry: the best, or that of the rhythm asked for."""
    rule = criterion.frequency or criterion.yearly
    if rule is None:
        return Fraction(1)
    asked = scoring.workspace.catalogue.documents[rule.document].cadence
    carried, _, _ = carried_option(scoring, criterion)
    options = (_worth(rule, asked), carried)
    return max((value_of(criterion.scale, option) for option in options if option), default=ZERO)


def _worth(rule: FrequencyRule | YearlyRule, asked: Cadence) -> str | None:
    """Return the option that a document is worth which is always made as often as it is asked for."""
    if isinstance(rule, FrequencyRule):
        return dict(rule.options).get(asked)
    times = asked.grain.per_year if asked.grain else 0
    return next((option for count, option in rule.options if times >= count), None)


def _gain(scoring: Scoring, criterion: Criterion, target: Fraction) -> Fraction:
    found = supported(scoring, criterion)
    indicator = scoring.workspace.rubric.indicators[criterion.indicator]
    counted = sum(
        _waived(scoring, sibling, by_evaluator=False) is None for sibling in indicator.criteria
    )
    gain = target - (found.value or ZERO)
    return indicator.weight * gain / counted if counted and not found.waived else ZERO

"""A criterion step by step: question, scale, weight, papers, the voices, and what would come next."""

from typing import Any

from zi_build.export.explain import sources
from zi_build.export.explain.grounds import COUNT, RHYTHM, grounds
from zi_build.export.explain.outlook import outlook
from zi_build.export.figures import exactly
from zi_build.load.rubric import DEFAULT_RUBRIC
from zi_build.model.assessment import Answer, Voice
from zi_build.model.reading import total
from zi_build.model.result import Build
from zi_build.model.rubric import Criterion
from zi_build.support import Scoring
from zi_build.views import speaking


def criterion(build: Build, scoring: Scoring, one: Criterion) -> dict[str, Any]:
    """Return the steps; `documents` are ids, whose own steps stand beside in the book."""
    rubric = build.workspace.rubric
    indicator = rubric.indicators[one.indicator]
    supported = build.scores[Voice.SUPPORTED].criteria[one.id]
    found = grounds(scoring, one, supported)
    answer = build.workspace.assessment.answers.get(one.id)
    return {
        "what": "criterion",
        "id": one.id,
        "title": one.title,
        "question": one.question,
        "area": one.area,
        "indicator": {
            "id": indicator.id,
            "name": indicator.name,
            "weight": exactly(indicator.weight),
            "criteria": [sibling.id for sibling in indicator.criteria],
        },
        "scale": _scale(one),
        "counts": _counts(one, answer),
        "narrative": answer.narrative if answer else None,
        "documents": list(one.documents),
        "grounds": found,
        "voices": {voice.value: _voice(build, voice, one) for voice in speaking(build)},
        "next": outlook(build, one, found),
        "sources": sources.of_question(rubric, one),
        "named": list(sources.naming(build.workspace.catalogue, (one.id, *one.documents))),
        "decisions": _decisions(build, one, found),
    }


def _scale(one: Criterion) -> dict[str, Any]:
    return {
        "id": one.scale.id,
        "name": one.scale.name,
        "percentage": one.scale.is_percentage,
        "options": [
            {"option": option, "value": exactly(value), "meaning": one.options.get(option, "")}
            for option, value in one.scale.options.items()
        ],
        "cutoffs": [
            {"option": cut.option, "bound": exactly(cut.bound), "strict": cut.strict}
            for cut in one.scale.cutoffs
        ],
    }


def _counts(one: Criterion, answer: Answer | None) -> dict[str, Any] | None:
    rule = one.counts
    if rule is None:
        return None
    return {
        "formula": rule.formula.value,
        "sentence": rule.sentence,
        "numerator": rule.numerator,
        "denominator": rule.denominator,
        "when_zero": exactly(rule.when_zero),
        "when_zero_reason": rule.when_zero_reason,
        "inputs": [
            {
                "key": line.key,
                "label": line.label,
                "claimed": total(rule, line.key, answer.counts) if answer else None,
            }
            for line in rule.inputs.values()
        ],
    }


def _voice(build: Build, voice: Voice, one: Criterion) -> dict[str, Any]:
    card = build.scores[voice].criteria
    score = card[one.id]
    indicator = build.workspace.rubric.indicators[one.indicator]
    answer = build.workspace.assessment.answers.get(one.id)
    said = answer.of(voice) if answer else None
    place = said.place if said else answer.place if answer and not voice.evaluator else None
    return {
        "option": score.option,
        "value": None if score.value is None else exactly(score.value),
        "waived": score.waived,
        "divided_by": sum(not card[sibling.id].waived for sibling in indicator.criteria),
        "points": exactly(score.points),
        "why": score.why,
        "on": said.on.isoformat() if said and said.on else None,
        "place": str(place) if place else None,
    }


def _decisions(build: Build, one: Criterion, found: dict[str, Any]) -> list[str]:
    """Return the recorded decisions that this very number rests on."""
    scores = [build.scores[voice].criteria[one.id] for voice in speaking(build)]
    late = any(build.workspace.catalogue.documents[name].on_time for name in one.documents)
    by = {RHYTHM: sources.BY_RHYTHM, COUNT: sources.BY_COUNT}.get(found["by"], sources.BY_SHARE)
    claimed = build.scores[Voice.CLAIMED].criteria[one.id]
    groups = (
        (True, (*sources.BASIC, *by)),
        (build.workspace.rubric.id == DEFAULT_RUBRIC, sources.BORROWED),
        (one.scale.is_percentage, sources.PERCENTAGE),
        (late, sources.LATE),
        (any(score.waived for score in scores), sources.WAIVED),
        (one.id in build.lapsed, sources.LAPSED),
        (claimed.value is None and not claimed.waived, sources.UNANSWERED),
    )
    named = sources.naming(build.workspace.catalogue, (one.id, *one.documents))
    used = [name for holds, names in groups if holds for name in names]
    return list(dict.fromkeys((*named, *used)))

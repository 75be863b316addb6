"""Sums step by step: indicators, areas, hasil values and components, and the conditions on them."""

from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from fractions import Fraction
from typing import Any

from zi_build.export.explain import sources
from zi_build.export.figures import exactly
from zi_build.model.assessment import Voice
from zi_build.model.outcome import Condition, Scorecard, Share
from zi_build.model.reading import top_of
from zi_build.model.result import Build
from zi_build.model.rubric import Result
from zi_build.scoring import lacking_proof
from zi_build.views import speaking

COMPONENTS = {"pengungkit": "Komponen pengungkit", "hasil": "Komponen hasil"}
TOTAL = "total"
Points = Callable[[Scorecard], Fraction]


def sums(build: Build) -> dict[str, Any]:
    """Return every number that is a sum of others, by id."""
    rubric = build.workspace.rubric
    found: dict[str, Any] = {}
    for indicator in rubric.indicators.values():
        terms = [_criterion_term(build, one.id, one.title) for one in indicator.criteria]
        head = (indicator.id, indicator.name, indicator.weight)
        found[indicator.id] = _sum(build, head, terms, _of("indicators", indicator.id))
    for area in rubric.areas:
        terms = [
            _term(build, one.id, one.name, one.weight, _of("indicators", one.id))
            for one in area.indicators
        ]
        head = (area.id, f"Area {area.id} {area.name}", area.weight)
        found[area.id] = _sum(build, head, terms, _of("areas", area.id))
    results = {one.id: _result_term(build, one) for one in rubric.results}
    weights = {one.id: one.weight for one in rubric.results}
    for group, label in rubric.groups.items():
        inside = [one.id for one in rubric.results if one.group == group]
        weight = sum((weights[name] for name in inside), Fraction(0))
        terms = [results[name] for name in inside]
        found[group] = _sum(build, (group, label, weight), terms, _of("groups", group))
    areas = [
        _term(build, one.id, f"Area {one.id} {one.name}", one.weight, _of("areas", one.id))
        for one in rubric.areas
    ]
    tops = {
        "pengungkit": sum((one.weight for one in rubric.areas), Fraction(0)),
        "hasil": sum(weights.values(), Fraction(0)),
    }
    for name, terms in (("pengungkit", areas), ("hasil", list(results.values()))):
        head = (name, COMPONENTS[name], tops[name])
        found[name] = _sum(build, head, terms, _of("components", name))
    whole = [
        _term(build, name, label, tops[name], _of("components", name))
        for name, label in COMPONENTS.items()
    ]
    head = (TOTAL, "Nilai total", sum(tops.values(), Fraction(0)))
    found[TOTAL] = _sum(build, head, whole, lambda card: card.total)
    return found


def _of(part: str, name: str) -> Points:
    def points(card: Scorecard) -> Fraction:
        values: Mapping[str, Fraction] = getattr(card, part)
        return values[name]

    return points


def _sum(
    build: Build, head: tuple[str, str, Fraction], terms: list[dict[str, Any]], points: Points
) -> dict[str, Any]:
    name, label, weight = head
    return {
        "what": "sum",
        "id": name,
        "label": label,
        "weight": exactly(weight),
        "terms": terms,
        "points": _voices(build, points),
        "judged": {
            voice.value: _judged(build, build.scores[voice], name)
            for voice in speaking(build)
            if voice.evaluator
        },
        "decisions": list(sources.SUMS),
        "sources": [f"Dasar {build.workspace.rubric.name}: {build.workspace.rubric.basis}"],
    }


def _judged(build: Build, card: Scorecard, name: str) -> dict[str, dict[str, int]]:
    """Return how much of a sum evaluators have judged: what they have not looked at is no zero.

    Criteria and hasil values are counted apart, as everywhere else; what a sum has none of is left out.
    """
    rubric = build.workspace.rubric
    area = next((one for one in rubric.areas if one.id == name), None)
    criteria, values = Share(0, 0), Share(0, 0)
    if name in rubric.indicators:
        criteria = card.judged_of(one.id for one in rubric.indicators[name].criteria)
    elif area is not None:
        criteria = card.judged_of(area.criterion_ids)
    else:
        inside = [
            card.results[one.id].text is not None
            for one in rubric.results
            if name != "pengungkit" and (name not in rubric.groups or one.group == name)
        ]
        criteria = card.judged if name in {TOTAL, "pengungkit"} else criteria
        values = Share(sum(inside), len(inside))
    return {
        what: {"held": share.held, "due": share.due}
        for what, share in (("criteria", criteria), ("results", values))
        if share.due
    }


def _term(build: Build, name: str, label: str, weight: Fraction, points: Points) -> dict[str, Any]:
    return {
        "id": name,
        "label": label,
        "weight": exactly(weight),
        "points": _voices(build, points),
    }


def _criterion_term(build: Build, name: str, title: str) -> dict[str, Any]:
    indicator = build.workspace.rubric.indicators[build.workspace.rubric.criteria[name].indicator]
    card = build.scores[Voice.SUPPORTED].criteria
    counted = sum(not card[one.id].waived for one in indicator.criteria)
    whole = indicator.weight / counted if counted and not card[name].waived else Fraction(0)
    return _term(build, name, title, whole, lambda card: card.criteria[name].points)


def _result_term(build: Build, one: Result) -> dict[str, Any]:
    return _term(build, one.id, one.name, one.weight, lambda card: card.results[one.id].points)


def _voices(build: Build, points: Points) -> dict[str, dict[str, str]]:
    return {voice.value: exactly(points(build.scores[voice])) for voice in speaking(build)}


def results(build: Build) -> dict[str, Any]:
    """Return every hasil value by id: what was measured, its share of the weight, and its proof."""
    return {one.id: _result(build, one) for one in build.workspace.rubric.results}


def _result(build: Build, one: Result) -> dict[str, Any]:
    answer = build.workspace.assessment.results.get(one.id)
    proof = {
        "surveyor": answer.surveyor if answer else None,
        "on": answer.on.isoformat() if answer and answer.on else None,
        "respondents": answer.respondents if answer else None,
        "report": f"evidence/{answer.report}" if answer and answer.report else None,
        "lacking": list(lacking_proof(build.workspace, one)) if answer else [],
    }
    return {
        "what": "result",
        "id": one.id,
        "label": one.name,
        "weight": exactly(one.weight),
        "input": one.input,
        "top": None if one.input == "huruf" else top_of(one),
        "options": {name: exactly(value) for name, value in one.scale.options.items()}
        if one.scale
        else {},
        "voices": {voice.value: _measured(build, voice, one) for voice in speaking(build)},
        "place": str(answer.place) if answer else None,
        "proof": proof,
        "note": one.note,
        "sources": [f"Dasar {build.workspace.rubric.name}: {build.workspace.rubric.basis}"],
        "decisions": list(sources.RESULT),
    }


def _measured(build: Build, voice: Voice, one: Result) -> dict[str, Any]:
    score = build.scores[voice].results[one.id]
    share = score.points / one.weight if one.weight else None
    return {
        "text": score.text,
        "measured": None if score.measured is None else exactly(score.measured),
        "value": None if share is None else exactly(share),
        "points": exactly(score.points),
        "provisional": score.provisional,
        "why": score.why,
    }


def conditions(build: Build) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield each predicate under its name, and each of its conditions as `WBK.total`."""
    held = {name.lower() for name in build.workspace.rubric.needs_held.values()}
    for predicate in build.workspace.rubric.thresholds:
        voices = {
            voice: {one.id: one for one in build.verdicts[voice][predicate].conditions}
            for voice in speaking(build)
        }
        supported = voices[Voice.SUPPORTED]
        names = [f"{predicate}.{name}" for name in supported]
        yield predicate, _predicate(build, predicate, names)
        for name, condition in supported.items():
            found = {voice: known[name] for voice, known in voices.items()}
            yield f"{predicate}.{name}", _condition(predicate, condition, found, held)


def _predicate(build: Build, predicate: str, names: Iterable[str]) -> dict[str, Any]:
    return {
        "what": "predicate",
        "id": predicate,
        "met": {
            voice.value: build.verdicts[voice][predicate].met
            for voice in speaking(build)
            if not voice.evaluator or build.scores[voice].speaks
        },
        "conditions": list(names),
        "sources": [f"Dasar {build.workspace.rubric.name}: {build.workspace.rubric.basis}"],
        "decisions": list(sources.CONDITIONS),
    }


def _condition(
    predicate: str,
    condition: Condition,
    voices: Mapping[Voice, Condition],
    held: Container[str],
) -> dict[str, Any]:
    """Return one condition; `points` is false where it is no number: that a predicate is held."""
    return {
        "what": "condition",
        "id": f"{predicate}.{condition.id}",
        "predicate": predicate,
        "of": condition.id.removeprefix("area."),
        "points": condition.id not in held,
        "label": condition.label,
        "required": exactly(condition.required),
        "highest": exactly(condition.highest),
        "note": condition.note,
        "voices": {
            voice.value: {
                "reached": exactly(one.reached),
                "lacking": exactly(one.lacking),
                "met": one.met,
            }
            for voice, one in voices.items()
        },
        "decisions": list(sources.HELD if condition.id in held else sources.CONDITIONS),
    }

"""The numbers of the report: every voice by component, area and indicator, and the thresholds."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from fractions import Fraction
from functools import partial
from typing import Any

from zi_build.model.assessment import Voice
from zi_build.model.outcome import Condition, Scorecard
from zi_build.model.rubric import Criterion
from zi_build.model.text import against, decimal, short
from zi_build.model.view import ResultView, View

KEYS = {
    Voice.CLAIMED: "unit",
    Voice.SUPPORTED: "bukti",
    Voice.VERIFIED: "tpi",
    Voice.FINAL: "tpn",
}
GROUP, PART, LINE = "kelompok", "bagian", "baris"
Row = dict[str, Any]
ZERO, SILENT = Fraction(0), "—"


def score_rows(view: View) -> list[Row]:
    """Return the table of scores; `tingkat` says how a row is set."""
    total: dict[Voice, Fraction | None] = {
        voice: card.total if card.speaks or not voice.evaluator else None
        for voice, card in view.scores.items()
        if voice in view.voices
    }
    return [*_levers(view), *_results(view), _row(GROUP, "Nilai total", Fraction(100), total)]


def _row(level: str, name: str, weight: Fraction, points: Mapping[Voice, Fraction | None]) -> Row:
    said = dict.fromkeys(KEYS.values(), "")
    for voice, value in points.items():
        said[KEYS[voice]] = SILENT if value is None else decimal(value)
    return {"tingkat": level, "nama": name, "bobot": short(weight), **said}


def _reached(
    view: View, criteria: Iterable[Criterion], points: Callable[[Scorecard], Fraction]
) -> Mapping[Voice, Fraction | None]:
    """Return the points of every voice; what evaluators have not looked at is silence, not zero."""
    names = [criterion.id for criterion in criteria]
    found: dict[Voice, Fraction | None] = {}
    for voice in view.voices:
        card = view.scores[voice]
        judged = not voice.evaluator or any(card.criteria[one].value is not None for one in names)
        found[voice] = points(card) if judged else None
    return found


def _levers(view: View) -> Iterator[Row]:
    areas = view.rubric.areas
    whole = sum((area.weight for area in areas), ZERO)
    everything = view.rubric.criteria.values()
    reached = _reached(view, everything, lambda card: card.components["pengungkit"])
    yield _row(GROUP, "Pengungkit", whole, reached)
    for part, name in view.rubric.parts.items():
        inside = [one for one in view.rubric.indicators.values() if one.part == part]
        asked = [criterion for one in inside for criterion in one.criteria]
        weight = sum((one.weight for one in inside), ZERO)
        reached = _reached(view, asked, partial(_part, part))
        yield _row(PART, name, weight, reached)
    for area in areas:
        asked = [criterion for one in area.indicators for criterion in one.criteria]
        reached = _reached(view, asked, partial(_area, area.id))
        yield _row(PART, f"{area.id} {area.name}", area.weight, reached)
        for one in area.indicators:
            reached = _reached(view, one.criteria, partial(_indicator, one.id))
            yield _row(LINE, f"{one.id} {one.name}", one.weight, reached)


def _part(part: str, card: Scorecard) -> Fraction:
    return card.parts[part]


def _area(area: str, card: Scorecard) -> Fraction:
    return card.areas[area]


def _indicator(indicator: str, card: Scorecard) -> Fraction:
    return card.indicators[indicator]


def _results(view: View) -> Iterator[Row]:
    cards = {voice: view.scores[voice] for voice in view.voices}
    whole = sum((result.weight for result in view.results), ZERO)
    said = {
        voice: card.components["hasil"] if card.measures or not voice.evaluator else None
        for voice, card in cards.items()
    }
    yield _row(GROUP, "Hasil", whole, said)
    for one in view.results:
        name = f"{one.name}: {_measure(view, one)}" if one.text else one.name
        scores = {voice: card.results[one.id] for voice, card in cards.items()}
        reached = {
            voice: None if voice.evaluator and score.text is None else score.points
            for voice, score in scores.items()
        }
        yield _row(LINE, name, one.weight, reached)


def _measure(view: View, one: ResultView) -> str:
    said = (one.text or "").strip().replace(".", ",")
    kinds = {result.id: result.input for result in view.rubric.results}
    return f"{said.rstrip('% ')}\u00a0%" if kinds[one.id] == "persen" else said


def heard(view: View, condition: str) -> bool:
    """Tell whether the internal evaluators judged any of what a condition looks at."""
    card, areas = view.scores[Voice.VERIFIED], view.rubric.areas
    measured = {name for name, score in card.results.items() if score.text is not None}
    known = {
        "total": card.speaks,
        "pengungkit": card.judged.held > 0,
        "hasil": bool(measured),
        **{f"area.{area.id}": card.judged_of(area.criterion_ids).held > 0 for area in areas},
        **{one.group: False for one in view.rubric.results if one.group},
        **{one.group: True for one in view.rubric.results if one.group and one.id in measured},
        **{one.id: one.id in measured for one in view.rubric.results},
    }
    return known.get(condition, True)  # that a predicate is held needs no evaluator


def conditions(view: View, predicate: str) -> list[Row]:
    """Return the thresholds in the voice of the internal evaluators."""
    rows = []
    for one in view.verdicts[Voice.VERIFIED][predicate].conditions:
        held = one.id == "wbk"
        if not heard(view, one.id):
            rows.append(_unheard(one))
            continue
        rows.append(
            {
                "syarat": one.label,
                "diminta": "ya" if held else short(one.required),
                "dicapai": ("ya" if one.met else "belum")
                if held
                else against(one.reached, one.required),
                "keadaan": "terpenuhi" if one.met else "belum",
                "kurang": "" if held or one.met else against(one.lacking, ZERO),
            }
        )
    return rows


def _unheard(one: Condition) -> Row:
    return {
        "syarat": one.label,
        "diminta": short(one.required),
        "dicapai": SILENT,
        "keadaan": "belum dinilai",
        "kurang": "",
    }

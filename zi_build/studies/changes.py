"""Two builds of one office to what changed between them, in the words of the domain."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from zi_build.ids import area_of, criterion_of, natural_key
from zi_build.model.assessment import NO_REASONS, Answer, ResultAnswer, Voice
from zi_build.model.outcome import Scorecard, Share, Slot
from zi_build.model.result import Build
from zi_build.model.view import Audience
from zi_build.studies.fates import Fate, How, fates
from zi_build.views import speaking

WORKED = "uraian"
# Not said beside the areas: it is their sum.
SUM_OF_AREAS = "pengungkit"


@dataclass(frozen=True, slots=True)
class SlotChange:
    """Periods of one document that a paper now fills, and those that it no longer fills (labels)."""

    document: str
    name: str
    area: str
    filled: tuple[str, ...]
    lost: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ScoreChange:
    """One number of one voice, before and after; None where the voice said nothing.

    `id` is `total`, `pengungkit`, `hasil`, `area.1` … or a criterion's.
    """

    voice: Voice
    id: str
    before: Fraction | None
    after: Fraction | None

    @property
    def fell(self) -> bool:
        """Whether it was more."""
        return (self.after or 0) < (self.before or 0)


@dataclass(frozen=True, slots=True)
class ConditionChange:
    """One condition of a predicate, in the supported voice, that is met now and was not, or the reverse."""

    predicate: str
    id: str
    label: str
    required: Fraction
    before: Fraction
    after: Fraction
    met: bool


@dataclass(frozen=True, slots=True)
class AnswerChange:
    """What somebody answered, before and after; `who` is `unit`, `tpi`, `tpn` or `uraian`.

    Of the unit's own account (`uraian`) only that it changed is told.
    """

    id: str
    who: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class WaiverChange:
    """A waiver that was added (`reason` is its own) or that is gone (`reason` is None)."""

    id: str
    reason: str | None


@dataclass(frozen=True, slots=True)
class Change:
    """Everything that differs between two states judged for one day and one rubric."""

    audience: Audience
    as_of: date
    rubric: str
    rubric_before: str
    completeness: tuple[Share, Share]
    papers: tuple[Fate, ...]
    slots: tuple[SlotChange, ...]
    scores: tuple[ScoreChange, ...]
    criteria: tuple[ScoreChange, ...]
    conditions: tuple[ConditionChange, ...]
    verdicts: Mapping[str, tuple[bool, bool]]
    answers: tuple[AnswerChange, ...]
    waivers: tuple[WaiverChange, ...]
    lapsed: tuple[str, ...]
    new_diagnostics: tuple[tuple[str, str, str], ...]
    gone_diagnostics: tuple[tuple[str, str, str], ...]
    errors: tuple[int, int]
    gaps_opened: int
    gaps_closed: int
    unit_changed: bool
    pages_changed: int

    @property
    def withdrawn(self) -> tuple[Fate, ...]:
        """Papers that counted and are gone."""
        return tuple(fate for fate in self.papers if fate.how is How.WITHDRAWN)

    @property
    def fallen(self) -> tuple[ScoreChange, ...]:
        """What the evidence carries less than before: in total, in an area, or in hasil."""
        return tuple(
            one
            for one in self.scores
            if one.voice is Voice.SUPPORTED and one.fell and one.id != SUM_OF_AREAS
        )

    @property
    def needs_reason(self) -> bool:
        """Whether somebody should say why: an honest office may shrink, and not in silence."""
        return bool(self.withdrawn or self.fallen)

    @property
    def is_empty(self) -> bool:
        """Whether nothing that matters here changed."""
        counted = (self.papers, self.slots, self.scores, self.answers, self.waivers)
        said = (self.new_diagnostics, self.gone_diagnostics, self.conditions, self.lapsed)
        rest = (self.gaps_opened, self.gaps_closed, self.unit_changed, self.pages_changed)
        return not any((*counted, *said, *rest))


def is_reason(text: str) -> bool:
    """Tell whether a text says why; a dash does not."""
    return text.strip().casefold() not in NO_REASONS


def compare(before: Build, after: Build, audience: Audience) -> Change:
    """Return what changed, as an audience may know it.

    Both must have been judged for the same day by the same rubric: what differs is then the files.
    """
    internal = audience is Audience.INTERNAL
    papers = fates(before, after, audience)
    known = papers if internal else fates(before, after, Audience.INTERNAL)
    moved = {fate.before: fate.after for fate in known}
    was = Counter(_diagnostics(before, moved))
    now = Counter(_diagnostics(after, {}))
    gaps_before, gaps_after = _gaps(before), _gaps(after)
    old, new = before.workspace, after.workspace
    pages = {path for path, _ in old.pages.items() ^ new.pages.items()}
    return Change(
        audience=audience,
        as_of=new.as_of,
        rubric=new.rubric.id,
        rubric_before=old.unit.rubric or new.rubric.id,
        completeness=(before.completeness, after.completeness),
        papers=papers,
        slots=tuple(_slots(before, after)),
        scores=tuple(_scores(before, after)),
        criteria=tuple(_criteria(before, after)),
        conditions=tuple(_conditions(before, after)),
        verdicts={
            name: (before.verdicts[Voice.SUPPORTED][name].met, verdict.met)
            for name, verdict in after.verdicts[Voice.SUPPORTED].items()
        },
        answers=tuple(one for one in _answers(before, after) if internal or one.who != WORKED),
        waivers=tuple(_waivers(before, after)),
        lapsed=tuple(sorted(after.lapsed - before.lapsed, key=natural_key)),
        new_diagnostics=tuple(sorted((now - was).elements())) if internal else (),
        gone_diagnostics=tuple(sorted((was - now).elements())) if internal else (),
        errors=(len(before.errors), len(after.errors)),
        gaps_opened=len(gaps_after - gaps_before),
        gaps_closed=len(gaps_before - gaps_after),
        unit_changed=internal and old.unit != new.unit,
        pages_changed=len(pages),
    )


def _diagnostics(
    build: Build, moved: Mapping[str | None, str | None]
) -> Iterator[tuple[str, str, str]]:
    """Yield code, path and message of each; a line that only moved down is no other mistake."""
    for found in build.diagnostics:
        path = found.place.path
        yield found.code, moved.get(path) or path, found.message


def _gaps(build: Build) -> set[tuple[str, str | None, str]]:
    return {(gap.criterion, gap.document, str(gap.period or "")) for gap in build.gaps}


def _slots(before: Build, after: Build) -> Iterator[SlotChange]:
    for document in after.workspace.catalogue.documents.values():
        one, other = before.statuses[document.id], after.statuses[document.id]
        if one is other:
            continue
        was = {slot.key: slot for slot in one.slots}
        now = {slot.key: slot for slot in other.slots}
        filled = _held_only_in(now, was)
        lost = _held_only_in(was, now)
        if filled or lost:
            area = area_of(criterion_of(document.id))
            yield SlotChange(document.id, document.name, area, filled, lost)


def _held_only_in(these: Mapping[str, Slot], those: Mapping[str, Slot]) -> tuple[str, ...]:
    return tuple(
        slot.label
        for key, slot in these.items()
        if slot.state.holds and not (key in those and those[key].state.holds)
    )


def _scores(before: Build, after: Build) -> Iterator[ScoreChange]:
    """Yield every total, component and area that differs, voice by voice."""
    for voice in dict.fromkeys((*speaking(before), *speaking(after))):
        was, now = _numbers(before.scores[voice]), _numbers(after.scores[voice])
        for name in now:
            if was[name] != now[name]:
                yield ScoreChange(voice, name, was[name], now[name])


def _numbers(card: Scorecard) -> dict[str, Fraction | None]:
    """Return a voice's numbers by name; evaluators who have said nothing have none."""
    numbers = {
        "total": card.total,
        **card.components,
        **{f"area.{area}": points for area, points in card.areas.items()},
    }
    silent = bool(card.voice.evaluator) and not card.speaks
    return {name: None if silent else number for name, number in numbers.items()}


def _criteria(before: Build, after: Build) -> Iterator[ScoreChange]:
    was, now = (build.scores[Voice.SUPPORTED].criteria for build in (before, after))
    for name in now:
        if was[name].points != now[name].points:
            yield ScoreChange(Voice.SUPPORTED, name, was[name].points, now[name].points)


def _conditions(before: Build, after: Build) -> Iterator[ConditionChange]:
    for name, verdict in after.verdicts[Voice.SUPPORTED].items():
        was = {one.id: one for one in before.verdicts[Voice.SUPPORTED][name].conditions}
        for now in verdict.conditions:
            old = was[now.id]
            if old.met != now.met:
                yield ConditionChange(
                    name, now.id, now.label, now.required, old.reached, now.reached, now.met
                )


def _answers(before: Build, after: Build) -> Iterator[AnswerChange]:
    """Yield answers to criteria, then values of hasil, that are not what they were."""
    old, new = before.workspace.assessment, after.workspace.assessment
    for was, now in ((old.answers, new.answers), (old.results, new.results)):
        for name in sorted(was.keys() | now.keys(), key=natural_key):
            one, other = _said(was.get(name)), _said(now.get(name))
            for who in one:
                if one[who] != other[who]:
                    told = who != WORKED
                    yield AnswerChange(
                        name, who, one[who] if told else None, other[who] if told else None
                    )


def _said(answer: Answer | ResultAnswer | None) -> dict[str, str | None]:
    """Return what each has said to one question; counts in the order of their names."""
    verified, final = (answer.verified, answer.final) if answer else (None, None)
    said = {
        "unit": _text(answer.text, getattr(answer, "counts", {})) if answer else None,
        "tpi": _text(verified.text, verified.counts) if verified else None,
        "tpn": _text(final.text, final.counts) if final else None,
    }
    return {**said, WORKED: getattr(answer, "narrative", None)}


def _text(text: str | None, counts: Mapping[str, int]) -> str | None:
    said = [text] if text else []
    return ", ".join([*said, *(f"{key} {counts[key]}" for key in sorted(counts))]) or None


def _waivers(before: Build, after: Build) -> Iterator[WaiverChange]:
    was, now = (
        {name: one.reason for name, one in build.workspace.assessment.waivers.items()}
        for build in (before, after)
    )
    for name in sorted(was.keys() | now.keys(), key=natural_key):
        if was.get(name) != now.get(name):
            yield WaiverChange(name, now.get(name))

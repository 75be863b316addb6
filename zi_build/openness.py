"""What an audience is told of evaluators' words, of the checklist and of the history of predicates."""

from collections.abc import Mapping
from dataclasses import replace

from zi_build.model.entry import EntryCheck
from zi_build.model.history import Event, Happening
from zi_build.model.remark import Remarks
from zi_build.model.result import Build
from zi_build.model.view import Audience


def told_entry(build: Build, audience: Audience) -> Mapping[str, tuple[EntryCheck, ...]]:
    """Return the checklist; the public sees its states, and neither proofs nor notes."""
    if audience is Audience.INTERNAL:
        return build.entry
    return {
        predicate: tuple(replace(check, proof=None, note=None) for check in checks)
        for predicate, checks in build.entry.items()
    }


def told_remarks(build: Build, audience: Audience) -> tuple[Remarks, ...]:
    """Return what an audience may read of the evaluators' remarks.

    Of notes, and of findings with recommendations, the office decides by itself; who is in charge of
    a recommendation and what proves it stay in the office, as does what its register alone knows.
    """
    if audience is Audience.INTERNAL:
        return build.remarks
    shown = build.workspace.unit.display
    told = []
    for one in build.remarks:
        findings, advice = (one.findings, one.advice) if shown.findings else ((), ())
        note = one.note if shown.evaluator_notes else None
        if not one.registered and (note or findings or advice):
            open_ = tuple(replace(said, owner=None, proof=None, number=None) for said in advice)
            report = one.report if shown.evaluator_notes else None
            told.append(replace(one, note=note, report=report, findings=findings, advice=open_))
    return tuple(told)


def told_history(build: Build, audience: Audience) -> tuple[Event, ...]:
    """Return the history up to the day of judgement; the public sees what a decree made.

    A predicate that the answers hold and the history does not tell is added.
    """
    workspace = build.workspace
    known = [event for event in workspace.unit.history if event.known_on(workspace.as_of)]
    awarded = {event.predicate for event in known if event.happening is Happening.AWARDED}
    known += [
        Event(held.place, Happening.AWARDED, held.name, held.year, number=held.decree)
        for held in workspace.assessment.held.values()
        if held.year and held.year <= workspace.as_of.year and held.name not in awarded
    ]
    if audience is Audience.PUBLIC:
        known = [
            replace(event, score=None, note=None, proof=None)
            for event in known
            if event.happening.by_decree
        ]
    return tuple(sorted(known, key=lambda event: event.order))


def proof_paths(build: Build) -> tuple[str, ...]:
    """Return the files below the evidence folder that checklist and history name, each once."""
    unit = build.workspace.unit
    named = [*(event.proof for event in unit.history), *(one.proof for one in unit.given.values())]
    return tuple(dict.fromkeys(path for path in named if path))

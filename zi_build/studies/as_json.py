"""The JSON of studies: stable keys, numbers as text, as the projections of a build have them."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from zi_build.export.figures import number
from zi_build.model.assessment import Voice
from zi_build.model.outcome import Condition, GapState, Share
from zi_build.model.result import Build
from zi_build.scoring import claim_of
from zi_build.studies.imagined import Imagined
from zi_build.studies.plan import Plan, Proposal, Step
from zi_build.studies.planning.limits import Bound, Limit
from zi_build.studies.proof import needed_text
from zi_build.studies.what_if import WhatIf

Json = dict[str, Any]


def what_if(found: WhatIf) -> Json:
    """Return what was supposed, and every number before and after."""
    before, after = found.before, found.after
    return {
        **_head(before),
        "papers": [_supposed(after, one) for one in found.papers],
        "answers": [
            {"key": one.key, "before": one.before, "after": one.after} for one in found.answers
        ],
        "withdrawn": [item.path for item in found.withdrawn],
        "completeness": {
            "before": _share(before.completeness),
            "after": _share(after.completeness),
        },
        "scores": {voice.value: _scores(before, after, voice) for voice in Voice},
        "verdict": {"voice": Voice.SUPPORTED.value, **_verdicts(before, after)},
        "criteria": [
            {
                "voice": one.voice.value,
                "criterion": one.before.criterion,
                "option": {"before": one.before.option, "after": one.after.option},
                "points": {"before": number(one.before.points), "after": number(one.after.points)},
                "why": one.after.why,
            }
            for one in found.changes
        ],
        "notes": [{"about": one.about, "text": one.text} for one in found.notes],
    }


def _head(built: Build) -> Json:
    workspace = built.workspace
    return {
        "rubric": workspace.rubric.id,
        "as_of": workspace.as_of.isoformat(),
        "unit": workspace.unit.name,
    }


def _share(share: Share) -> Json:
    return {"held": share.held, "due": share.due}


def _supposed(after: Build, one: Imagined) -> Json:
    slots = after.statuses[one.document].slots
    state = next(slot.state for slot in slots if slot.period == one.slot.period)
    return {
        "document": one.document,
        "period": str(one.item.period) if one.slot.period else None,
        "due": one.slot.due.isoformat(),
        "state": state.value,
    }


def _scores(before: Build, after: Build, voice: Voice) -> Json:
    old, new = before.scores[voice], after.scores[voice]
    return {
        "total": _pair(old.total, new.total),
        "components": _pairs(old.components, new.components),
        "areas": _pairs(old.areas, new.areas),
    }


def _pairs(old: Mapping[str, Fraction], new: Mapping[str, Fraction]) -> Json:
    return {name: _pair(value, new[name]) for name, value in old.items()}


def _pair(old: Fraction, new: Fraction) -> Json:
    return {"before": number(old), "after": number(new)}


def _verdicts(before: Build, after: Build) -> Json:
    found = {}
    for predicate, old in before.verdicts[Voice.SUPPORTED].items():
        new = after.verdicts[Voice.SUPPORTED][predicate]
        found[predicate] = {
            "met": {"before": old.met, "after": new.met},
            "conditions": [
                {
                    "id": one.id,
                    "required": number(one.required),
                    "reached": _pair(one.reached, then.reached),
                    "met": {"before": one.met, "after": then.met},
                }
                for one, then in zip(old.conditions, new.conditions, strict=True)
            ],
        }
    return found


def plan(found: Plan) -> Json:
    """Return the proposals in their order, and what no paper can give."""
    goal, judged = found.goal, found.judged
    total = {"now": found.now, "judged": judged}
    return {
        **_head(found.now),
        "until": found.days.judged.isoformat(),
        "target": goal.name,
        "area": goal.area,
        "reached": found.reached,
        "total": {name: number(one.scores[Voice.SUPPORTED].total) for name, one in total.items()},
        "conditions": [_condition(one) for one in goal.conditions],
        "closest": found.closest.id if found.closest else None,
        "otherwise": [
            {"id": one.id, "lacking": number(one.lacking), "needed": needed_text(judged, one)}
            for one in goal.otherwise
        ],
        "assumed_hasil": number(goal.rise),
        "proposal": _proposal(found, found.proposal),
        "further": _proposal(found, found.further),
        "highest": [_bound(one) for one in found.bounds],
        "unreachable": [one.id for one in found.unreachable],
        "limits": [_limit(one) for one in found.limits],
    }


def _condition(one: Condition) -> Json:
    return {
        "id": one.id,
        "required": number(one.required),
        "reached": number(one.reached),
        "met": one.met,
    }


def _proposal(found: Plan, proposal: Proposal | None) -> Json | None:
    if proposal is None:
        return None
    return {
        "means": proposal.means.value,
        "papers": proposal.papers,
        "answers": proposal.answers,
        "steps": [_step(found, one) for one in proposal.steps],
        "conditions": [_condition(one) for one in proposal.conditions],
    }


def _step(found: Plan, step: Step) -> Json:
    workspace = found.judged.workspace
    return {
        "papers": [_paper(found, one) for one in step.papers],
        "answers": [
            {
                "criterion": name,
                "before": claim_of(workspace, workspace.rubric.criteria[name]),
                "after": option,
            }
            for name, option in step.answers
        ],
        "effect": number(step.effect),
        "total": number(step.total),
        "closes": list(step.closes),
    }


def _paper(found: Plan, one: Imagined) -> Json:
    workspace = found.judged.workspace
    document = workspace.catalogue.documents[one.document]
    gap = found.gap_of(one)
    return {
        "document": one.document,
        "name": document.name,
        "period": str(one.slot.period) if one.slot.period else None,
        "due": one.slot.due.isoformat(),
        "state": (gap.state if gap else GapState.NOT_DUE).value,
        "overdue": one.slot.due < found.days.today,
        "event": one.event,
        "owner": workspace.unit.in_charge(document.area, lead=True),
        "criteria": list(workspace.rubric.criteria_of_document.get(one.document, ())),
        "file": found.file_of(one),
        "instruction": gap.instruction if gap else None,
    }


def _bound(one: Bound) -> Json:
    return {
        "as_of": one.as_of.isoformat(),
        "papers": number(one.papers),
        "papers_and_answers": number(one.answers),
        "areas": {
            area: {"papers": number(papers), "papers_and_answers": number(answers)}
            for area, (papers, answers) in one.areas.items()
        },
    }


def _limit(one: Limit) -> Json:
    return {
        "criterion": one.criterion,
        "reason": one.reason.value,
        "points": number(one.lost),
        "claimed": one.claimed,
        "carried": one.carried,
    }

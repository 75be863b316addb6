"""The register of recommendations as a report tells it: what was asked of the office, and its state."""

from zi_build.export.report.moment import Moment
from zi_build.export.report.record import Advice
from zi_build.model.register import FollowUp, Recommendation
from zi_build.model.result import Build
from zi_build.model.view import Audience

OWN = "monev"
EVALUATORS = "lhe"


def advice_of(build: Build, audience: Audience, moment: Moment) -> tuple[Advice, ...]:
    """Return the recommendations that stood open in the period, and those given in it.

    Those finished before the period are told in the reports of their own time.
    """
    unit = build.workspace.unit
    internal = audience is Audience.INTERNAL
    before = moment.before.end
    found = []
    for one in build.workspace.recommendations:
        if one.given and one.given > moment.day:
            continue
        state = one.state_on(moment.day)
        if one.state_on(before) is FollowUp.DONE and (one.given is None or one.given <= before):
            continue
        told = internal or may_be_told(one, evaluators=unit.display.evaluator_notes)
        found.append(
            Advice(
                source=" · ".join(part for part in (one.source, one.number) if part),
                given=one.given,
                text=one.text if told else None,
                owner=one.owner,
                due=one.due,
                state=state,
                proof=one.proof if internal else None,
            )
        )
    return tuple(found)


def may_be_told(one: Recommendation, *, evaluators: bool) -> bool:
    """Tell whether the public may read a recommendation.

    The office's own monev may be read; the evaluators' words as `tampilkan.catatan_tpi` says; what
    auditors found stays in the office.
    """
    source = one.source.casefold()
    return source.startswith(OWN) or (evaluators and source.startswith(EVALUATORS))

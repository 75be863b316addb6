"""Hasil values from tables: what the newest survey or register gives, beside what was typed."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from zi_build.diagnostics import Place
from zi_build.model.assessment import ResultAnswer
from zi_build.model.reading import number
from zi_build.model.survey import About, SurveyKind
from zi_build.model.workspace import Workspace
from zi_build.surveys import index, register

PERCENT = 100
AUDIT = "tlhp"
_FROM = {"spak": SurveyKind.SPAK, "spkp": SurveyKind.SPKP}


@dataclass(frozen=True, slots=True)
class Measured:
    """What the data say of one hasil value: an index 0 to 4, or a percentage 0 to 100."""

    id: str
    value: Fraction
    place: Place
    day: date
    respondents: int | None
    about: About | None


def measured(workspace: Workspace, result_id: str) -> Measured | None:
    """Return the measure of the newest table for a hasil value; None without one.

    A typed value of a later day with a report of its own is of a later survey, of which there is no
    table: then the table says nothing of it.
    """
    found = _newest(workspace, result_id)
    typed = workspace.assessment.results.get(result_id)
    if found is None or typed is None or typed.report is None or typed.on is None:
        return found
    own = found.about.report if found.about else None
    return None if typed.report != own and found.day < typed.on <= workspace.as_of else found


def _newest(workspace: Workspace, result_id: str) -> Measured | None:
    as_of = workspace.as_of
    if result_id == AUDIT:
        audit = register.newest_audit(workspace.audits, as_of)
        if audit is None:
            return None
        share = register.audited(audit, as_of).share
        return Measured(AUDIT, share * PERCENT, audit.place, audit.day_on(as_of), None, audit.about)
    kind = _FROM.get(result_id)
    survey = index.newest(workspace.surveys, kind, as_of) if kind else None
    if survey is None:
        return None
    return Measured(
        result_id,
        index.index(survey),
        survey.place,
        survey.day_on(as_of),
        survey.respondents,
        survey.about,
    )


def without_tables(workspace: Workspace, result_id: str) -> Workspace:
    """Return the workspace without the tables from which a hasil value is measured."""
    if result_id == AUDIT:
        return replace(workspace, audits=())
    kept = tuple(one for one in workspace.surveys if one.kind is not _FROM.get(result_id))
    return replace(workspace, surveys=kept)


def completed(workspace: Workspace) -> Workspace:
    """Return the workspace with each hasil answer completed by what its tables say.

    Surveyor, date and report stand beside the table; respondents are its rows. Where nothing was
    typed, the measure is the answer.
    """
    results = dict(workspace.assessment.results)
    for result in workspace.rubric.results:
        found = measured(workspace, result.id)
        if found is not None:
            results[result.id] = _answer(results.get(result.id), found)
    if results == workspace.assessment.results:
        return workspace
    return replace(workspace, assessment=replace(workspace.assessment, results=results))


def _answer(typed: ResultAnswer | None, found: Measured) -> ResultAnswer:
    about = found.about
    answer = typed or ResultAnswer(found.id, written(found.value, 2), found.place, typed=False)
    return replace(
        answer,
        surveyor=(about.surveyor if about else None) or answer.surveyor,
        on=(about.on if about else None) or answer.on,
        respondents=answer.respondents if found.respondents is None else found.respondents,
        report=(about.report if about else None) or answer.report,
        self_run=answer.self_run or bool(about and about.self_run),
        measured=found.value,
    )


def written(value: Fraction, places: int) -> str:
    """Return a number rounded half up with a point, as it would be typed (`3.52`)."""
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    return f"{exact.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP):f}"


def agrees(text: str, value: Fraction) -> bool:
    """Tell whether a typed number is the measure, rounded to as many decimals as were typed."""
    typed = number(text.strip().rstrip("%"))
    if typed is None:
        return True
    exponent = typed.as_tuple().exponent
    return Decimal(written(value, -exponent if isinstance(exponent, int) else 0)) == typed


def complaint_counts(workspace: Workspace) -> Mapping[str, int] | None:
    """Return the counts of the newest complaint register under the keys of R5.2.a; None without one.

    `wajib` had to be followed up, of them `proses` are not finished and `selesai` are (PermenPANRB
    90/2021, page 85).
    """
    years = register.handled(workspace.complaints, workspace.as_of)
    if not years:
        return None
    wanted, done = years[0].duty, years[0].done
    return {"wajib": wanted, "proses": wanted - done, "selesai": done}

"""The checklist before a unit is proposed: each requirement met, not met, or not proved.

What the office writes in `syarat` of unit.yml counts with a date and a proof that opens; what can be
computed from its answers and papers is computed, and the lower of the two is believed.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from zi_build.model.catalogue import Role
from zi_build.model.entry import EntryCheck, EntryInput, EntryState, Given, Requirement
from zi_build.model.evidence import EvidenceItem
from zi_build.model.history import Happening
from zi_build.model.outcome import DocumentStatus, Scorecard, Verdict
from zi_build.model.period import day_label
from zi_build.model.reading import counted, number
from zi_build.model.rubric import PREPARATION
from zi_build.model.workspace import Workspace
from zi_build.scoring import lacking_proof
from zi_build.surveys import register

MONTHS = 12
HUNDRED = Fraction(100)


@dataclass(frozen=True, slots=True)
class Standing:
    """What the checklist looks at: the workspace with its sound papers, TPI's card and verdicts."""

    workspace: Workspace
    statuses: Mapping[str, DocumentStatus]
    good: tuple[EvidenceItem, ...]
    card: Scorecard
    verdicts: Mapping[str, Verdict]


@dataclass(frozen=True, slots=True)
class Found:
    """What one source says: the value as text, whether it is enough, and what its proof lacks.

    `size` is the value as a number (percent, months) where two sources may be compared.
    """

    text: str
    enough: bool
    size: Fraction = Fraction(0)
    lacking: str = ""
    said: str = ""
    on: date | None = None
    proof: str | None = None


def entry_checks(standing: Standing) -> Mapping[str, tuple[EntryCheck, ...]]:
    """Return predicate → its requirements in the order of the checklist."""
    workspace = standing.workspace
    return {
        predicate: tuple(
            _check(standing, requirement, predicate)
            for requirement in workspace.checklist.requirements
            if predicate in requirement.minimum
        )
        for predicate in workspace.rubric.thresholds
    }


def _check(standing: Standing, requirement: Requirement, predicate: str) -> EntryCheck:
    unit = standing.workspace.unit
    least = requirement.minimum[predicate][unit.agency]
    given = unit.given.get(requirement.id)
    if given and given.on and given.on > standing.workspace.as_of:
        given = None  # it will be said later
    sources = [
        _computed(standing, requirement, predicate, least),
        _given(standing, requirement, given, least) if given else None,
    ]
    found = [source for source in sources if source is not None]
    worst = min(found, key=_believed, default=None)
    note = given.note if given else None
    if worst is None:
        why = f"Belum ada jawaban. Yang menunjukkannya: {_lower(requirement.proof)}."
        state, worst = EntryState.NOT_PROVED, Found("", enough=False)
    elif not worst.enough:
        state, why = EntryState.NOT_MET, worst.said
    elif worst.lacking:
        state, why = EntryState.NOT_PROVED, f"{worst.said} Belum ada {worst.lacking}."
    else:
        state, why = EntryState.MET, worst.said
    return EntryCheck(
        requirement=requirement,
        predicate=predicate,
        required=required(requirement, least),
        reached=worst.text or None,
        state=state,
        why=why.strip(),
        on=worst.on,
        proof=worst.proof or (given.proof if given else None),
        note=note,
    )


def _believed(one: Found) -> tuple[bool, bool, Fraction]:
    """Order sources: what is not enough first, the lowest of it; then what is proved."""
    return one.enough, one.enough and bool(one.lacking), one.size


def required(requirement: Requirement, least: str) -> str:
    """Return what is asked, as people say it."""
    if requirement.input is EntryInput.PERCENT:
        return f"{least} persen"
    if requirement.input is EntryInput.SINCE:
        return f"paling sedikit {least} bulan"
    if requirement.input in {EntryInput.YES, EntryInput.COMPUTED}:
        return least.lower()
    return f"paling rendah {least}"


def _lower(text: str) -> str:
    first = text.partition(" ")[0]
    return text if first.isupper() else text[:1].lower() + text[1:]


# --- what the office wrote -------------------------------------------------------------------


def _given(standing: Standing, requirement: Requirement, given: Given, least: str) -> Found | None:
    """Return what the answer is worth; None when it cannot be read (rule ZI313 tells)."""
    as_of = standing.workspace.as_of
    enough = measured(requirement, given.text, least, as_of)
    if enough is None:
        return None
    needs = {"tanggal keadaannya": given.on is not None, "buktinya": proved(standing, given.proof)}
    text = given.text.rstrip("% ") + "%" if requirement.input is EntryInput.PERCENT else given.text
    if requirement.input is EntryInput.SINCE:
        text = f"sejak {day_label(date.fromisoformat(given.text))}"
    return Found(
        text=text,
        enough=enough,
        size=_size(requirement, given.text, as_of),
        lacking=" dan ".join(need for need, there in needs.items() if not there),
        said="" if enough else "Menurut jawaban kantor.",
        on=given.on,
        proof=given.proof,
    )


def measured(requirement: Requirement, text: str, least: str, as_of: date) -> bool | None:
    """Tell whether an answer reaches what is asked; None when it is not on its scale."""
    if requirement.input is EntryInput.CHOICE:
        by_name = {option.casefold(): index for index, option in enumerate(requirement.options)}
        place = by_name.get(text.strip().casefold())
        return None if place is None else place <= by_name[least.casefold()]
    if requirement.input is EntryInput.YES:
        return {"ya": True, "tidak": False}.get(text.strip().casefold())
    if requirement.input is EntryInput.SINCE:
        try:
            return months_since(date.fromisoformat(text.strip()), as_of) >= int(least)
        except ValueError:
            return None
    value = number(text.strip().rstrip("% "))
    if value is None or (requirement.input is EntryInput.PERCENT and value > HUNDRED):
        return None
    return value >= Fraction(least)


def _size(requirement: Requirement, text: str, as_of: date) -> Fraction:
    """Return a measured answer as a number; 0 for what is none."""
    if requirement.input is EntryInput.SINCE:
        return Fraction(months_since(date.fromisoformat(text.strip()), as_of))
    return Fraction(number(text.strip().rstrip("% ")) or 0)


def months_since(start: date, as_of: date) -> int:
    """Return the whole months that lie between two days."""
    months = (as_of.year - start.year) * MONTHS + as_of.month - start.month
    return max(0, months - (as_of.day < start.day))


def proved(standing: Standing, proof: str | None) -> bool:
    """Tell whether a proof stands: a PDF in a hasil folder that opens, or a sound paper."""
    if proof is None:
        return False
    path = f"evidence/{proof}"
    sound = standing.workspace.report(proof) is not None
    return sound or any(item.path == path for item in standing.good)


# --- what is computed ------------------------------------------------------------------------


def _computed(
    standing: Standing, requirement: Requirement, predicate: str, least: str
) -> Found | None:
    if requirement.criterion:
        return _counted(standing, requirement.criterion)
    source = _SOURCES.get(requirement.id)
    return source(standing, predicate, least) if source else None


def _counted(standing: Standing, criterion_id: str) -> Found | None:
    """Return a percentage from the counts of a question, in whichever rubric asks it."""
    for rubric_id in (standing.workspace.rubric.id, *standing.workspace.others):
        workspace = standing.workspace.under(rubric_id)
        criterion = workspace.rubric.criteria.get(criterion_id)
        answer = workspace.assessment.answers.get(criterion_id)
        if criterion is None or criterion.counts is None or answer is None:
            continue
        value = counted(criterion.counts, answer.counts)
        if value is None:
            continue
        documents = [workspace.catalogue.documents[name] for name in criterion.documents]
        shares = [standing.statuses[one.id].share for one in documents if one.role is Role.POKOK]
        there = bool(shares) and all(share.fraction == 1 for share in shares)
        lacking = "" if there else f"semua dokumen pokok {criterion_id}"
        said = f"Dihitung dari jumlah pada {criterion_id} ({rubric_id})."
        return Found(_percent(value), value >= 1, value * HUNDRED, lacking, said)
    return None


def _follow_up(standing: Standing, _predicate: str, least: str) -> Found | None:
    """Return the share of audit recommendations that are settled.

    From the newest audit register with the report named beside it; else from the hasil value `tlhp`.
    """
    as_of = standing.workspace.as_of
    audit = register.newest_audit(standing.workspace.audits, as_of)
    if audit is not None:
        state = register.audited(audit, as_of)
        said = f"Dari register tindak lanjut: {state.done} dari {state.total} selesai."
        if state.unread:
            said += f" {state.unread} baris tidak terbaca, dihitung belum selesai."
        size = state.share * HUNDRED
        report = audit.about.report if audit.about else None
        lacking = "" if proved(standing, report) else "laporannya"
        enough = size >= Fraction(least)
        return Found(
            _percent(state.share), enough, size, lacking, said, audit.day_on(as_of), report
        )
    for rubric_id in (standing.workspace.rubric.id, *standing.workspace.others):
        workspace = standing.workspace.under(rubric_id)
        result = next((one for one in workspace.rubric.results if one.id == "tlhp"), None)
        answer = workspace.assessment.results.get("tlhp")
        value = number(answer.text.strip().rstrip("% ")) if answer else None
        if result is None or answer is None or value is None or value > HUNDRED:
            continue
        lacking = ", ".join(lacking_proof(workspace, result))
        share = Fraction(value) / HUNDRED
        said = "Dari nilai hasil tindak lanjut (tlhp)."
        enough = value >= Fraction(least)
        size = Fraction(value)
        return Found(_percent(share), enough, size, lacking, said, answer.on, answer.report)
    return None


def _building(standing: Standing, predicate: str, least: str) -> Found | None:
    """Return how long the unit has been building towards WBK, from `mulai` and the preparation.

    Towards WBBM nothing but WBK's decree can be computed: before it nobody builds towards WBBM, so
    less than a year after it is not enough; more proves nothing by itself.
    """
    as_of = standing.workspace.as_of
    if predicate != "WBK":
        return _since_award(standing, int(least))
    start = standing.workspace.unit.start
    if start is None:
        return None
    catalogue = standing.workspace.catalogue
    shown = any(catalogue.documents[item.document].area == PREPARATION for item in standing.good)
    months = months_since(start, as_of)
    return Found(
        text=f"{months} bulan",
        enough=months >= int(least),
        size=Fraction(months),
        lacking="" if shown else "dokumen persiapan atau pencanangan",
        said=f"Dihitung dari mulai membangun, {day_label(start)}.",
    )


def _since_award(standing: Standing, least: int) -> Found | None:
    as_of = standing.workspace.as_of
    days = [
        event.on
        for event in standing.workspace.unit.history
        if event.happening is Happening.AWARDED
        and event.predicate == "WBK"
        and event.on
        and event.on <= as_of
    ]
    if not days or months_since(max(days), as_of) >= least:
        return None
    said = f"Predikat WBK baru ditetapkan {day_label(max(days))}."
    return Found(f"{months_since(max(days), as_of)} bulan", enough=False, said=said)


def _evaluated(standing: Standing, predicate: str, _least: str) -> Found | None:
    """Return whether TPI's scores reach every threshold; unfinished, they prove nothing."""
    if not standing.card.speaks:
        return None
    verdict, judged = standing.verdicts[predicate], standing.card.judged
    unmet = [one for one in verdict.conditions if not one.met and one.id != "wbk"]
    results = standing.card.results.values()
    finished = judged.held == judged.due and all(
        one.text is not None for one in results if standing.verdicts and _weighs(standing, one.id)
    )
    if unmet and not finished:
        said = f"TPI baru menilai {judged.held} dari {judged.due} kriteria."
        return Found("belum selesai", enough=True, lacking="penilaian TPI yang lengkap", said=said)
    if unmet:
        return Found(f"{len(unmet)} belum", enough=False, said="Menurut nilai TPI saat ini.")
    return Found("semua ambang", enough=True, said="Menurut nilai TPI saat ini.")


def _weighs(standing: Standing, result_id: str) -> bool:
    results = standing.workspace.rubric.results
    return any(one.id == result_id and one.weight > 0 for one in results)


def _held(standing: Standing, predicate: str, _least: str) -> Found:
    held = next(one for one in standing.verdicts[predicate].conditions if one.id == "wbk")
    said = f"{held.note[:1].upper()}{held.note[1:]}."
    return Found("ya" if held.met else "belum", held.met, said=said)


def _percent(share: Fraction) -> str:
    """Return a share as a percentage, cut and not rounded: 99.96 is not 100."""
    tenths = share * 1000 // 1
    return f"{tenths // 10}%" if tenths % 10 == 0 else f"{tenths // 10},{tenths % 10}%"


_SOURCES: Mapping[str, Callable[[Standing, str, str], Found | None]] = {
    "tlhp-100": _follow_up,
    "lama-pembangunan": _building,
    "nilai-tpi": _evaluated,
    "wbk-dipegang": _held,
}

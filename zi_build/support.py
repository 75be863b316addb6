"""What papers carry: the best answer that the evidence of a criterion supports, and why.

Cutoffs of scales are data of the rubric (methodology page); where a scale is itself a frequency, what
was really held decides.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from zi_build.model import text
from zi_build.model.catalogue import Cadence, RequiredDocument, Role
from zi_build.model.evidence import EvidenceItem
from zi_build.model.outcome import DocumentStatus, Share
from zi_build.model.period import Period, periods_between
from zi_build.model.result import Build
from zi_build.model.rubric import Criterion, YearlyRule
from zi_build.model.workspace import Workspace
from zi_build.slots import Calendar, asked, due_date


@dataclass(frozen=True, slots=True)
class Scoring:
    """What scoring looks at: the workspace, its slots, and which papers an evaluator lost."""

    workspace: Workspace
    statuses: Mapping[str, DocumentStatus]
    calendar: Calendar
    lapsed: frozenset[str]


def scoring_of(build: Build) -> Scoring:
    """Return what the scores of a build were made from, for who asks how they came about."""
    workspace = build.workspace
    calendar = Calendar(workspace.as_of, build.start, workspace.holidays)
    statuses = asked(workspace.catalogue, workspace.rubric, build.statuses)
    return Scoring(workspace, statuses, calendar, build.lapsed)


def mean_share(statuses: list[Share]) -> Fraction | None:
    """Return the mean of held/due over documents of which something is due; None when nothing is."""
    fractions = [share.fraction for share in statuses if share.fraction is not None]
    return sum(fractions, Fraction(0)) / len(fractions) if fractions else None


def share_of(scoring: Scoring, criterion: Criterion) -> Fraction | None:
    """Return the mean share of the criterion's `pokok` papers; None when nothing is due yet."""
    return mean_share(list(shares_of(scoring, criterion).values()))


def shares_of(scoring: Scoring, criterion: Criterion) -> Mapping[str, Share]:
    """Return document → what is held and due, for the criterion's `pokok` papers.

    A paper that must be on time (`tepat_waktu`) counts as held only in time, and only for the
    criterion under which it is filed or that asks the same question.
    """
    return {
        document.id: status.share_on_time
        if document.on_time and document.criterion in {criterion.id, *criterion.guideline}
        else status.share
        for document, status in _pokok(scoring, criterion)
    }


def _pokok(scoring: Scoring, criterion: Criterion) -> list[tuple[RequiredDocument, DocumentStatus]]:
    documents = scoring.workspace.catalogue.documents
    return [
        (documents[name], scoring.statuses[name])
        for name in criterion.documents
        if documents[name].role is Role.POKOK
    ]


def carried_option(
    scoring: Scoring, criterion: Criterion
) -> tuple[str | None, Fraction | None, str]:
    """Return the best option that the criterion's papers carry, their share, and why.

    The option is None when nothing is due and nothing is there: it cannot be assessed yet.
    """
    if criterion.frequency is not None:
        return _carried_frequency(scoring, criterion)
    if criterion.yearly is not None:
        return _carried_yearly(scoring, criterion.yearly, criterion.scale.worst)
    share = share_of(scoring, criterion)
    if share is None:
        return None, None, "Belum waktunya: belum ada dokumen pokok yang jatuh tempo."
    said = f"Dokumen pokok terpenuhi {percent(share)}"
    if criterion.scale.is_percentage:
        return str(share), share, f"{said}."
    for cutoff in criterion.scale.cutoffs:
        if cutoff.reached(share):
            sign = "di atas" if cutoff.strict else "mencapai"
            option = cutoff.option
            return option, share, f"{said}, {sign} batas {percent(cutoff.bound)} untuk {option}."
    return criterion.scale.worst, share, f"{said}, belum mencapai batas pilihan mana pun."


def percent(share: Fraction) -> str:
    """Return a share as pages show it, with the word for the sign."""
    return text.percent(share).replace("\u00a0%", " persen")


def _carried_frequency(
    scoring: Scoring, criterion: Criterion
) -> tuple[str | None, Fraction | None, str]:
    """Find the highest rhythm of which every due period has a paper (more than asked counts)."""
    rule = criterion.frequency
    assert rule is not None  # noqa: S101  (the caller has looked)
    document = scoring.workspace.catalogue.documents[rule.document]
    status = scoring.statuses[rule.document]
    share = status.share.fraction
    if status.waived is None and share is None:
        return None, None, "Belum waktunya: belum ada periode yang jatuh tempo."
    for cadence, option in rule.options:
        if status.papers and _kept_up(scoring, document.id, status.papers, cadence):
            why = f"Setiap periode {cadence} yang jatuh tempo ada laporannya: {option}."
            return option, share, why
    return criterion.scale.worst, share, "Tidak ada irama yang setiap periodenya terpenuhi."


def _carried_yearly(
    scoring: Scoring, rule: YearlyRule, worst: str
) -> tuple[str | None, Fraction | None, str]:
    """Count how often the document was made within the twelve months up to the day of judgement."""
    status, as_of = scoring.statuses[rule.document], scoring.calendar.as_of
    held = times_held((item.period for item in status.papers if item.period), as_of)
    if not held and status.waived is None and status.share.fraction is None:
        return None, None, "Belum waktunya: belum ada periode yang jatuh tempo."
    most = max(count for count, _ in rule.options)
    share = min(Fraction(1), Fraction(held, most))
    for count, option in rule.options:
        if held >= count:
            return option, share, f"Dilakukan {held} kali dalam dua belas bulan terakhir: {option}."
    return worst, share, "Tidak dilakukan dalam dua belas bulan terakhir."


def times_held(periods: Iterable[Period], as_of: date) -> int:
    """Return how many distinct periods end within the twelve months up to a day.

    A running period counts as ending that day; of two of which one contains the other only one
    counts, for both papers tell of the same event.
    """
    leap_day = (as_of.month, as_of.day) == (2, 29)
    year_before = date(as_of.year - 1, as_of.month, 28 if leap_day else as_of.day)
    recent = {period for period in periods if min(period.end, as_of) > year_before}
    return sum(
        not any(other != period and period.contains(other) for other in recent) for period in recent
    )


def _kept_up(
    scoring: Scoring, document_id: str, items: tuple[EvidenceItem, ...], cadence: Cadence
) -> bool:
    return rhythm(scoring, document_id, items, cadence).kept


@dataclass(frozen=True, slots=True)
class Rhythm:
    """The periods of one cadence that count, each with whether a paper lies in it.

    `due` says that they have fallen due; before any has, a single paper keeps the rhythm up.
    """

    cadence: Cadence
    periods: tuple[tuple[Period, bool], ...]
    due: bool

    @property
    def kept(self) -> bool:
        """Whether the rhythm was kept up."""
        filled = [there for _, there in self.periods]
        return all(filled) if self.due else any(filled)


def rhythm(
    scoring: Scoring, document_id: str, items: tuple[EvidenceItem, ...], cadence: Cadence
) -> Rhythm:
    """Return how far the papers of a document keep up a cadence; one without periods is never kept."""
    periods, due = rhythm_periods(scoring, document_id, cadence)
    papers = [item.period for item in items if item.period]
    filled = ((period, any(period.contains(paper) for paper in papers)) for period in periods)
    return Rhythm(cadence, tuple(filled), due)


def rhythm_periods(
    scoring: Scoring, document_id: str, cadence: Cadence
) -> tuple[tuple[Period, ...], bool]:
    """Return the periods that a rhythm is judged by, and whether each of them must have a paper.

    These are the newest due ones, as many as one year has; while none is due, a paper in any will do.
    """
    grain = cadence.grain
    if grain is None:
        return (), False
    document, calendar = scoring.workspace.catalogue.documents[document_id], scoring.calendar
    periods = tuple(periods_between(calendar.start, calendar.as_of, grain))
    grace = scoring.workspace.catalogue.due_defaults[cadence]
    due = [
        period
        for period in periods
        if max(
            calendar.after_working_days(period.end, grace.grace or 0),
            due_date(document, period, calendar) if document.cadence is cadence else calendar.start,
        )
        < calendar.as_of
    ][-grain.per_year :]
    return (tuple(due), True) if due else (periods, False)

"""What an audience may see of surveys and registers; the public gets aggregates of five and more."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from zi_build.model.measure import (
    AuditView,
    ComplaintsView,
    FollowUpView,
    Grade,
    GroupMean,
    Groups,
    Mean,
    Measures,
    Sample,
    SurveyView,
    Trend,
)
from zi_build.model.register import SOURCES, ComplaintRegister, Recommendation, TopicCount
from zi_build.model.survey import SMALL, About, Survey, SurveyKind
from zi_build.model.workspace import Workspace
from zi_build.surveys import index, register
from zi_build.surveys.groups import in_order, visible

REST = "Saluran lain"
OTHER = "Lainnya"
Report = Callable[[About], str | None]


@dataclass(frozen=True, slots=True)
class _Show:
    workspace: Workspace
    public: bool
    report: Report

    @property
    def as_of(self) -> date:
        return self.workspace.as_of


def measures(workspace: Workspace, report: Report, *, public: bool) -> Measures:
    """Return what an audience may see; `report` gives the address of the report named beside a table."""
    show = _Show(workspace, public, report)
    surveys, trends = [], []
    for kind in SurveyKind:
        found = index.usable(workspace.surveys, kind, show.as_of)
        for scope in _scopes(found):
            series = [one for one in found if one.scope == scope]
            surveys.append(_survey(show, series[-1]))
            trends.append(_trend(show, series))
    given = register.known(workspace.recommendations, show.as_of)
    return Measures(
        surveys=tuple(surveys),
        trends=tuple(trends),
        audit=_audit(show),
        complaints=tuple(_complaints(show)),
        followed=_progress(register.followed_up(given, show.as_of), workspace.not_recommendations)
        if given
        else None,
        by_source=tuple(_by_source(show, given)),
        rows=() if public else tuple(given),
    )


def _by_source(show: _Show, given: Iterable[Recommendation]) -> Iterator[tuple[str, FollowUpView]]:
    """Yield the follow-up by source; for the public a source is one of a closed list."""
    sources: dict[str, list[Recommendation]] = {}
    for one in given:
        known = one.source in SOURCES or not show.public
        sources.setdefault(one.source if known else OTHER, []).append(one)
    for name in sorted(sources, key=str.casefold):
        yield name, _progress(register.followed_up(sources[name], show.as_of))


def _scopes(surveys: Iterable[Survey]) -> list[str | None]:
    return sorted({one.scope for one in surveys}, key=lambda scope: scope or "")


def _survey(show: _Show, survey: Survey) -> SurveyView:
    about = survey.about
    is_skm = survey.kind is SurveyKind.SKM
    value = _value(show, survey)
    population = about.population if about else None
    return SurveyView(
        kind=survey.kind,
        label=survey.period.label,
        scope=survey.scope,
        day=survey.day_on(show.as_of),
        surveyor=about.surveyor if about else None,
        method=about.method if about else None,
        self_run=bool(about and about.self_run),
        report=show.report(about) if about else None,
        respondents=survey.respondents,
        rejected=survey.rejected,
        value=value,
        means=tuple(
            Mean(one.key, one.label, one.total / survey.respondents) for one in survey.questions
        ),
        aspects=tuple(Mean("", *one) for one in index.aspects(survey).items()),
        groups=tuple(_groups(show, survey)),
        sample=Sample(
            survey.respondents,
            population,
            index.sample_size(population) if population else None,
            index.least_respondents(population),
        ),
        grade=Grade(*index.grade(value), index.next_grade(value)) if is_skm else None,
        weight=_weight(show.workspace.unit.unsur_weight) if is_skm else "",
        other_weight=_other_weight(show, survey) if is_skm else None,
    )


def _value(show: _Show, survey: Survey) -> Fraction:
    if survey.kind is SurveyKind.SKM:
        return index.ikm(survey, show.workspace.unit.unsur_weight)
    return index.index(survey)


def _weight(weight: Fraction) -> str:
    return next(name for name, value in index.UNSUR_WEIGHTS.items() if value == weight)


def _other_weight(show: _Show, survey: Survey) -> tuple[str, Fraction]:
    used = show.workspace.unit.unsur_weight
    name, weight = next(one for one in index.UNSUR_WEIGHTS.items() if one[1] != used)
    return name, index.ikm(survey, weight)


def _groups(show: _Show, survey: Survey) -> Iterator[Groups]:
    """Yield the groups; a group's index is that of its respondents alone, by the same formula."""
    for dimension in visible(survey.dimensions):
        means = [
            GroupMean(
                group.label,
                group.respondents,
                _of_total(show, survey, group.total, group.respondents),
            )
            for group in in_order(dimension)
        ]
        yield Groups(dimension.name, tuple(means), dimension.folded, dimension.folded_groups)


def _of_total(show: _Show, survey: Survey, total: Fraction, respondents: int) -> Fraction:
    if survey.kind is SurveyKind.SKM:
        return total / respondents * show.workspace.unit.unsur_weight * index.CONVERSION
    return total / respondents / len(survey.questions)


def _trend(show: _Show, series: list[Survey]) -> Trend:
    points = []
    for one in series:
        value = _value(show, one)
        letter = index.grade(value)[0] if one.kind is SurveyKind.SKM else ""
        points.append((one.period.label, one.respondents, value, letter))
    return Trend(series[-1].kind, series[-1].scope, tuple(points))


def _progress(found: register.FollowedUp, rejected: int = 0) -> FollowUpView:
    return FollowUpView(found.done, found.total, found.share, found.states, found.unread, rejected)


def _audit(show: _Show) -> AuditView | None:
    found = register.newest_audit(show.workspace.audits, show.as_of)
    if found is None:
        return None
    about = found.about
    return AuditView(
        label=found.period.label,
        day=found.day_on(show.as_of),
        surveyor=about.surveyor if about else None,
        report=show.report(about) if about else None,
        progress=_progress(register.audited(found, show.as_of), found.rejected),
    )


def _complaints(show: _Show) -> Iterator[ComplaintsView]:
    """Yield each year; for the public, channels of fewer than five complaints are told together."""
    registers = show.workspace.complaints
    for year in register.handled(registers, show.as_of):
        channels = [(name, *counts) for name, counts in year.channels.items()]
        small = [one for one in channels if one[1] < SMALL] if show.public else []
        kept = [one for one in channels if one not in small]
        if small:
            parts = [year.channels[name] for name, *_ in small]
            came, closed, outside = (sum(column) for column in zip(*parts, strict=True))
            kept.append((REST, came, closed, outside))
        yield ComplaintsView(
            year=year.year,
            received=year.received,
            duty=year.duty,
            done=year.done,
            days=year.days if not show.public or year.timed >= SMALL else None,
            channels=tuple(kept),
            merged=len(small),
            topics=() if show.public else _topics(registers, year.year),
            unread=year.unread,
            rejected=year.rejected,
        )


def _topics(registers: Iterable[ComplaintRegister], year: int) -> tuple[TopicCount, ...]:
    return tuple(topic for one in registers if one.period.year == year for topic in one.topics)

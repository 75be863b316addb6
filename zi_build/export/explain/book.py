"""Everything that `zi explain` can be asked, in one book: id → the steps that led to its number."""

from typing import Any

from zi_build.export.explain import sources, sums
from zi_build.export.explain.criteria import criterion
from zi_build.export.explain.documents import documents
from zi_build.model.result import Build
from zi_build.support import Scoring


def book(build: Build, scoring: Scoring) -> dict[str, Any]:
    """Return the book; `entries` name each other by id, so that nothing stands in it twice."""
    workspace = build.workspace
    rubric = workspace.rubric
    entries: dict[str, Any] = {
        one.id: criterion(build, scoring, one) for one in rubric.criteria.values()
    }
    entries |= sums.sums(build) | sums.results(build) | dict(sums.conditions(build))
    papers = documents(build, scoring)
    entries |= _unscored(build, papers) | papers
    return {
        "unit": workspace.unit.name,
        "rubric": rubric.id,
        "rubric_name": rubric.name,
        "as_of": workspace.as_of.isoformat(),
        "entries": entries,
        "aliases": dict(workspace.catalogue.aliases),
        "elsewhere": _elsewhere(build),
        "decisions": _decisions(build, entries),
    }


def _unscored(build: Build, papers: dict[str, Any]) -> dict[str, Any]:
    """Return the groups of documents of the preparation: asked for, and never scored."""
    groups: dict[str, list[str]] = {}
    for name, paper in papers.items():
        home = name.partition("/")[0]
        if not paper["criteria"]:
            groups.setdefault(home, []).append(name)
    titles = build.workspace.catalogue.groups
    return {
        home: {
            "what": "group",
            "id": home,
            "title": titles.get(home, home),
            "documents": names,
            "decisions": ["persiapan-tanpa-nilai"],
        }
        for home, names in groups.items()
        if home not in build.workspace.rubric.criteria
    }


def _elsewhere(build: Build) -> dict[str, str]:
    """Return the questions of the workspace's other rubrics, each with its rubric."""
    own = build.workspace.rubric
    found: dict[str, str] = {}
    for name, reading in sorted(build.workspace.others.items()):
        for question in (*reading.rubric.criteria, *reading.rubric.indicators):
            if question not in own.criteria and question not in own.indicators:
                found.setdefault(question, name)
    return found


def _decisions(build: Build, entries: dict[str, Any]) -> dict[str, Any]:
    used = {name for entry in entries.values() for name in entry.get("decisions", ())}
    return {
        one.id: {"title": one.title, "decision": one.decision, "source": one.source}
        for one in build.workspace.catalogue.decisions
        if one.id in used or one.id in sources.GENERAL
    }

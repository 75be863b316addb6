"""When papers came into the repository, beside the dates that they state; and each commit, by path.

This tells and never judges: a paper is late by its own date or by `diterima`, and no score looks at
a commit. The day of a commit is what the committing computer said.
"""

import unicodedata
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta

from zi_build.load.evidence import sort_entries
from zi_build.load.names import Part, read_name
from zi_build.load.walk import Entry, ignored
from zi_build.model.catalogue import Catalogue
from zi_build.model.commit import Deed, Log
from zi_build.model.evidence import EvidenceItem
from zi_build.model.period import Grain, Period
from zi_build.model.result import Build
from zi_build.model.upload import Change, Meaning, Step, Upload, Uploads, What
from zi_build.slots import Calendar, due_date

# Twenty working days, the most that the catalogue grants after a month, quarter or half-year, are four
# weeks: what comes a month after its date was not put away while the matter went on.
THRESHOLD = 30
# At most 55 papers fall due on one day besides those of a year (15 monthly, 15 quarterly, 25
# half-yearly): a commit that brings more moves a collection.
MANY = 60
# The first papers of a repository are a collection already when they are a handful and more.
FIRST = 10


def uploads(build: Build, log: Log, threshold: int = THRESHOLD) -> Uploads:
    """Return the commits in the words of the domain, and when each paper of today came.

    `threshold` is how many days after its date a paper is still no surprise.
    """
    steps = _steps(build, log)
    entered = _entries(steps)
    papers = tuple(_upload(build, item, entered, threshold) for item in build.workspace.items)
    return Uploads(log, threshold, tuple(reversed(steps)), papers)


def _steps(build: Build, log: Log) -> list[Step]:
    paths = {touch.path for commit in log.commits for touch in commit.touches}
    paths |= {touch.before for commit in log.commits for touch in commit.touches if touch.before}
    meanings = _meanings(paths, build.workspace.catalogue)
    zone = build.workspace.unit.time_zone
    steps, first = [], True
    for commit in log.commits:
        changes = tuple(
            Change(touch, meanings[touch.path])
            for touch in commit.touches
            if touch.path in meanings
        )
        papers = sum(
            one.meaning.what is What.PAPER and one.touch.deed is Deed.ADDED for one in changes
        )
        bulk = papers >= (FIRST if first else MANY)
        first = first and not papers
        if changes:
            steps.append(Step(commit, commit.day(zone), changes, papers, bulk))
    return steps


def _meanings(paths: set[str], catalogue: Catalogue) -> Mapping[str, Meaning]:
    """Return what each path is or was; droppings of Windows and notes for people are left out."""
    entries = [
        Entry(path, 0, 0, 0, 0)
        for path in sorted(paths)
        if not any(ignored(part) for part in path.split("/")[1:])
    ]
    heaps = sort_entries(entries, catalogue, [])
    found = {entry.path: Meaning(What.OTHER) for entry in entries}
    found |= {entry.path: Meaning(What.ANSWERS) for entry in heaps.answers}
    found |= {entry.path: Meaning(What.RESULTS) for entry in heaps.results}
    found |= {entry.path: Meaning(What.INBOX) for entry in heaps.inbox}
    if heaps.unit:
        found[heaps.unit.path] = Meaning(What.UNIT)
    kinds = {Part.SIDECAR: What.SIDECAR, Part.TWIN: What.TWIN}
    for document, mine in heaps.papers.items():
        for entry in mine:
            kind = kinds.get(read_name(entry.name).part, What.PAPER)
            found[entry.path] = Meaning(kind, document)
    return found


def _entries(steps: list[Step]) -> Mapping[str, Step]:
    """Return path → the commit that brought the file that is there now, through every move."""
    there: dict[str, Step] = {}
    for step in steps:
        for change in step.changes:
            touch = change.touch
            if touch.deed is Deed.REMOVED:
                there.pop(touch.path, None)
            elif touch.deed is Deed.MOVED and touch.before in there:
                there[touch.path] = there.pop(touch.before)
            else:
                # Two branches may bring the same file, and a move may come from outside.
                there.setdefault(touch.path, step)
    return there


def _upload(
    build: Build, item: EvidenceItem, entered: Mapping[str, Step], threshold: int
) -> Upload:
    period, sidecar = item.period, item.sidecar
    due = _due(build, item)
    dated = period.end if period else None
    upload = Upload(
        path=item.path,
        document=item.document,
        dated=dated,
        due=due,
        received=sidecar.received if sidecar else None,
    )
    step = entered.get(unicodedata.normalize("NFC", item.path))
    if step is None:
        return upload
    if step.commit.edge:
        return replace(upload, older=True, commit=step.commit.id)
    after = (step.day - dated).days if dated else None
    return replace(
        upload,
        entered=step.day,
        commit=step.commit.id,
        after=after,
        late=due is not None and step.day > due,
        backdated=dated is not None
        and step.day > dated + timedelta(days=threshold)
        and not _in_time(item, _grain(build, item), step.day, due),
        bulk=step.bulk,
    )


def _in_time(item: EvidenceItem, grain: Grain | None, day: date, due: date | None) -> bool:
    """Tell whether a paper came before it was due, where that makes it no late one by its date.

    So it is for a whole period (LAKIN in January) and for what is asked for each month; a paper of
    one day that belongs to a year's slot has until the end of the year, which says nothing.
    """
    whole = item.period is not None and item.period.grain > Grain.DAY
    return due is not None and day <= due and (whole or grain is Grain.MONTH)


def _due(build: Build, item: EvidenceItem) -> date | None:
    """Return when the slot that a paper fills was due; None for papers that are asked for once."""
    workspace, grain = build.workspace, _grain(build, item)
    if grain is None or item.period is None or item.period.grain > grain:
        return None
    document = workspace.catalogue.documents[item.document]
    calendar = Calendar(workspace.as_of, build.start, workspace.holidays)
    return due_date(document, Period.containing(item.period.start, grain), calendar)


def _grain(build: Build, item: EvidenceItem) -> Grain | None:
    return build.workspace.catalogue.documents[item.document].cadence.grain

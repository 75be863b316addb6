"""Where a paper goes and under which name, decided before anything is written.

The paper that would be is made as the loader makes it, put among the others, and judged by the very
rules of `zi check`: what they would refuse tomorrow is refused now.
"""

import os
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace

from zi_build import ids
from zi_build.diagnostics import Diagnostic, Severity
from zi_build.errors import UsageError
from zi_build.intake.adding import naming
from zi_build.intake.adding.formats import advice_for, ending_of
from zi_build.intake.adding.sidecar import read_back, sidecar_for
from zi_build.intake.adding.wish import Form, Placement, Wish
from zi_build.load.evidence import ROOT, item_of
from zi_build.load.names import read_name
from zi_build.load.probe import probe
from zi_build.load.sidecars import sidecar_of
from zi_build.model.catalogue import Access
from zi_build.model.evidence import EvidenceItem, Facts, Twin
from zi_build.model.fault import Fault
from zi_build.model.text import series
from zi_build.model.workspace import Workspace

UNACCEPTED_KIND = "ZI204"
OTHER_PERIOD = "ZI208"
PERSONAL_NUMBER = "ZI403"
ENDINGS = {Form.LINK: ".tautan.yml", Form.CUSTODY: ".simpanan.yml"}


@dataclass(frozen=True, slots=True)
class Would:
    """What would be written (path below the root → content), and what the loader would make of it."""

    item: EvidenceItem
    files: tuple[tuple[str, bytes], ...]
    faults: tuple[Fault, ...]


def would_be(workspace: Workspace, wish: Wish) -> Would:
    """Decide where a paper goes and what stands beside it.

    Raises UsageError when the same paper is there already, or has not the pages that are named.
    """
    facts = probe(wish.content) if wish.content is not None else None
    if facts:
        _refuse_twice(workspace, wish, facts)
        _refuse_pages(wish, facts)
    return _would(workspace, wish, facts)


def judged(
    workspace: Workspace, would: Would, before: Iterable[Diagnostic], after: Iterable[Diagnostic]
) -> Placement:
    """Return the placement, unless the rules find a new error once the paper is there.

    `before` and `after` are the diagnostics of the workspace without and with it. Raises UsageError
    with what to do.
    """
    known = set(before)
    new = [found for found in after if found not in known]
    errors = [found for found in new if found.severity is Severity.ERROR]
    _refuse(errors, would.item, _same_at_other_times(workspace, would.item))
    levels = [document.access for document in workspace.catalogue.known(would.item.names)]
    access = would.item.access(*levels)
    notes = [found.message for found in new if found.severity is Severity.WARNING]
    if access.rank > levels[0].rank and not (would.item.sidecar and would.item.sidecar.access):
        notes.append(f"akses {access} berlaku bagi seluruh berkas, yang paling ketat dari isinya.")
    notes += _same_elsewhere(workspace, would.item)
    return Placement(would.item, would.files, access, tuple(notes))


def with_it(workspace: Workspace, would: Would) -> Workspace:
    """Return the workspace as it would be loaded with one paper more."""
    items = tuple(sorted((*workspace.items, would.item), key=lambda item: item.path))
    return replace(workspace, items=items, faults=(*workspace.faults, *would.faults))


def folder_for(workspace: Workspace, document_id: str, year: int) -> str:
    """Return the folder of a document; a criterion's folder that has words after its id is used."""
    criterion, slug = ids.criterion_of(document_id), ids.slug_of(document_id)
    home = f"{ROOT}/{year}"
    there: list[str] = []
    with suppress(FileNotFoundError):
        there = sorted(
            entry.name
            for entry in os.scandir(workspace.root / home)
            if entry.is_dir(follow_symlinks=False)
            and ids.criterion_of_folder(unicodedata.normalize("NFC", entry.name)) == criterion
        )
    used = [name for name in there if (workspace.root / home / name / slug).is_dir()]
    return f"{home}/{(used or there or [criterion])[0]}/{slug}"


def _would(workspace: Workspace, wish: Wish, facts: Facts | None) -> Would:
    document = workspace.catalogue.documents[wish.document]
    folder = folder_for(workspace, wish.document, wish.period.year)
    ending = ending_of(wish.name, facts) if facts else ENDINGS[wish.form]
    title = wish.said.title
    words = (
        naming.cleaned(title)
        if title
        else naming.words_for(wish.name, wish.period, document, workspace.as_of)
    )
    room = naming.room_in(folder, str(workspace.root / folder))
    name = naming.file_name(wish.period, words, ending, room, _taken(workspace, folder))
    path = f"{folder}/{name}"
    item = item_of(path, wish.document, read_name(name))
    files, faults = [], list[Fault]()
    if wish.content is not None:
        files.append((path, wish.content))
    # A number that tells two papers apart is no part of the title.
    said = sidecar_for(wish, words if item.rest.startswith(words) else item.rest)
    if said is not None:
        place = path if wish.form is not Form.PAPER else f"{path}.yml"
        parsed = read_back(said, place, wish.form)
        files.append((place, said))
        faults += parsed.faults
        item = replace(item, sidecar=sidecar_of(parsed))
        facts = facts or Facts(parsed.sha256, len(said), "text")
    item = replace(item, facts=facts, floor=None if said else _floor(workspace, folder))
    if wish.twin:
        content, twin_ending = wish.twin
        twin = f"{folder}/{item.stem}.publik{twin_ending}"
        files.append((twin, content))
        item = replace(item, twin=Twin(twin, probe(content)))
    return Would(item, tuple(files), tuple(faults))


def _taken(workspace: Workspace, folder: str) -> list[str]:
    """Return the names in a folder, on the disk and of papers that are about to be there."""
    names = [item.path for item in workspace.items]
    names += [item.twin.path for item in workspace.items if item.twin]
    planned = [name.rpartition("/")[2] for name in names if name.rpartition("/")[0] == folder]
    with suppress(FileNotFoundError):
        planned += [entry.name for entry in os.scandir(workspace.root / folder)]
    return planned


def _floor(workspace: Workspace, folder: str) -> Access | None:
    """Return the class to which sidecars without their papers close the folder, as the loader does."""
    closed = [
        orphan.access
        for orphan in workspace.orphans
        if orphan.access and orphan.place.path.rpartition("/")[0] == folder
    ]
    return Access.strictest(*closed) if closed else None


def _refuse_twice(workspace: Workspace, wish: Wish, facts: Facts) -> None:
    names = {wish.document, *wish.said.also_for}
    for item in _same(workspace, facts):
        period = item.period
        near = period and (period.contains(wish.period) or wish.period.contains(period))
        if near and names <= set(item.names):
            raise UsageError(
                f"Berkas yang sama persis sudah ada: {item.path}. Tidak ditambahkan lagi."
            )


def _refuse_pages(wish: Wish, facts: Facts) -> None:
    last = max((pages.last for _, pages in wish.said.pages), default=0)
    if last and not facts.pages:
        raise UsageError("--halaman hanya untuk PDF.")
    if last > facts.pages:
        raise UsageError(f"Berkas ini {facts.pages} halaman; halaman {last} tidak ada.")


def _same_elsewhere(workspace: Workspace, item: EvidenceItem) -> list[str]:
    if item.facts is None:
        return []
    return [
        f"Berkas yang sama persis juga ada di {other.path}; satu berkas untuk beberapa dokumen cukup "
        "disimpan sekali, dengan --juga-untuk."
        for other in _same(workspace, item.facts)
    ]


def _same(workspace: Workspace, facts: Facts) -> Iterator[EvidenceItem]:
    for item in workspace.items:
        if item.facts and item.facts.size and item.facts.sha256 == facts.sha256:
            yield item


def _same_at_other_times(workspace: Workspace, item: EvidenceItem) -> list[str]:
    """Return the papers with the same bytes whose period is another than that of a new one."""
    if item.facts is None:
        return []
    return [
        other.path
        for other in _same(workspace, item.facts)
        if other.period
        and item.period
        and not (other.period.contains(item.period) or item.period.contains(other.period))
    ]


def _refuse(errors: list[Diagnostic], item: EvidenceItem, same: Sequence[str]) -> None:
    if not errors:
        return
    told = []
    for found in errors:
        advice = ""
        if found.code == OTHER_PERIOD and same:
            # The rule names the earliest, which may be the very file that will not be written.
            told.append(
                f"Isinya sama persis dengan {series(same)}, yang periodenya berbeda. ({found.code})"
            )
            continue
        if found.code == UNACCEPTED_KIND:
            advice = advice_for(item.extension)
        elif found.code == PERSONAL_NUMBER:
            advice = " Beri judul tanpa nomor itu dengan --judul."
        told.append(f"{found.message}{advice} ({found.code})")
    raise UsageError(" ".join(dict.fromkeys(told)))

"""Entries of the evidence folder to items: a file's place says what it proves, its name says when."""

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from zi_build import ids
from zi_build.diagnostics import Place
from zi_build.load import content
from zi_build.load.cache import Cache
from zi_build.load.names import Name, Part, read_name
from zi_build.load.sidecars import sidecar_of
from zi_build.load.source import Source
from zi_build.load.walk import Entry
from zi_build.model.catalogue import Access, Catalogue
from zi_build.model.evidence import EvidenceItem, Facts, Sidecar, Twin
from zi_build.model.fault import Fault

ROOT = "evidence"
INBOX = "_kotak-masuk"
RESULTS = "hasil"
ANSWERS = "penilaian"
REGISTER = "daftar-bukti.xlsx"
SHEETS = (".xlsx", ".xls", ".xlsm", ".ods", ".csv")


@dataclass(slots=True)
class Sorted:
    """The entries of the evidence folder, each in its heap."""

    unit: Entry | None = None
    papers: dict[str, list[Entry]] = field(default_factory=lambda: defaultdict(list))
    answers: list[Entry] = field(default_factory=list)
    results: list[Entry] = field(default_factory=list)
    inbox: list[Entry] = field(default_factory=list)
    registers: list[Entry] = field(default_factory=list)

    @property
    def waiting(self) -> tuple[str, ...]:
        """The paths of the inbox."""
        return tuple(entry.path for entry in self.inbox)


def sort_entries(entries: Iterable[Entry], catalogue: Catalogue, faults: list[Fault]) -> Sorted:
    """Put every entry in its heap; one without a place is a fault, one fault per wrong folder."""
    heaps, told = Sorted(), set[str]()
    for entry in entries:
        parts = entry.path.split("/")[1:]
        if parts == ["unit.yml"]:
            heaps.unit = entry
        elif len(parts) < 2 or not _is_year(parts[0]):
            _tell_once("misplaced", entry, parts[: 1 if len(parts) > 1 else None], (), faults, told)
        elif parts[1] == INBOX:
            heaps.inbox.append(entry)
        elif parts[1] == RESULTS:
            heaps.results.append(entry)
        elif parts[1] == ANSWERS and len(parts) == 3 and parts[2].endswith((".yml", ".yaml")):
            heaps.answers.append(entry)
        elif parts[1] == ANSWERS:
            _tell_once("misplaced", entry, parts, (ANSWERS,), faults, told)
        elif parts[1:] == [REGISTER]:
            heaps.registers.append(entry)
        elif len(parts) == 2 and _looks_like_a_register(parts[1]):
            _tell_once("register-name", entry, parts, (REGISTER,), faults, told)
        else:
            _sort_paper(entry, parts, heaps, catalogue, faults, told)
    return heaps


def criterion_folders(source: Source) -> dict[tuple[int, str], str]:
    """Return (year, criterion) → the folder that the criterion has in that year, with its words."""
    found: dict[tuple[int, str], str] = {}
    for year in filter(_is_year, source.folders(ROOT)):
        for name in source.folders(f"{ROOT}/{year}"):
            criterion = ids.criterion_of_folder(unicodedata.normalize("NFC", name))
            if criterion:
                found.setdefault((int(year), criterion), name)
    return found


def _is_year(name: str) -> bool:
    return len(name) == 4 and name.isascii() and name.isdigit()


def _looks_like_a_register(name: str) -> bool:
    """Tell whether a file is a copy of the list, or the list in another format: nobody reads it."""
    words = "".join(letter for letter in name.casefold() if letter.isalpha())
    return words.startswith("daftarbukti") and name.casefold().endswith(SHEETS)


def _sort_paper(
    entry: Entry,
    parts: list[str],
    heaps: Sorted,
    catalogue: Catalogue,
    faults: list[Fault],
    told: set[str],
) -> None:
    if len(parts) == 2:
        _tell_once("misplaced", entry, parts, (), faults, told)
        return
    criterion = ids.criterion_of_folder(unicodedata.normalize("NFC", parts[1]))
    if criterion not in catalogue.groups:
        first = parts[1].split(" ")[0]
        near = ids.nearest(criterion or first, catalogue.groups)
        detail = (parts[1], near or "")
        _tell_once("unknown-folder", entry, parts[:2], detail, faults, told)
        return
    if len(parts) == 3:
        _tell_once("misplaced", entry, parts, (criterion or "",), faults, told)
        return
    document = f"{criterion}/{parts[2]}"
    if document in catalogue.aliases:
        target = catalogue.aliases[document]
        _tell_once("alias-folder", entry, parts[:3], (document, target), faults, told)
    elif document not in catalogue.documents:
        slugs = [known.slug for known in catalogue.by_criterion[criterion or ""]]
        said = (parts[2], ids.nearest(parts[2], slugs) or "", criterion or "")
        _tell_once("unknown-document", entry, parts[:3], said, faults, told)
    else:
        heaps.papers[document].append(entry)


def _tell_once(
    kind: str,
    entry: Entry,
    parts: list[str],
    detail: tuple[str, ...],
    faults: list[Fault],
    told: set[str],
) -> None:
    path = "/".join([entry.path.split("/")[0], *parts])
    if path not in told:
        told.add(path)
        faults.append(Fault(kind, Place(path), detail))


@dataclass(slots=True)
class _Folder:
    """The files of one folder of one document, by the part that each plays."""

    papers: list[tuple[Entry, Name]] = field(default_factory=list)
    sidecars: dict[str, Entry] = field(default_factory=dict)
    twins: dict[str, Entry] = field(default_factory=dict)


def load_items(
    source: Source, heaps: Sorted, cache: Cache, faults: list[Fault]
) -> tuple[tuple[EvidenceItem, ...], tuple[Sidecar, ...]]:
    """Return every item, sorted by path, and the sidecars that belong to no file.

    An orphan sidecar that tightens access, or that cannot be read, closes the papers of its folder
    that have no sidecar of their own: a renamed paper must not become public by its new name.
    """
    readable = [
        entry
        for entries in heaps.papers.values()
        for entry in entries
        if read_name(entry.name).part in {Part.PAPER, Part.TWIN}
    ]
    facts = content.gather(source, readable, cache, faults)
    items: list[EvidenceItem] = []
    orphans: list[Sidecar] = []
    for document, entries in sorted(heaps.papers.items()):
        by_folder: dict[str, _Folder] = defaultdict(_Folder)
        for entry in entries:
            _add(by_folder[entry.path.rpartition("/")[0]], entry, faults)
        for folder in by_folder.values():
            found, lonely = _folder_items(source, document, folder, facts, cache, faults)
            items += found
            orphans += lonely
    return tuple(sorted(items, key=lambda item: item.path)), tuple(orphans)


def _fold(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()


def _add(folder: _Folder, entry: Entry, faults: list[Fault]) -> None:
    """Put a file into its folder; a paper has one sidecar and one twin, another one collides."""
    name = read_name(entry.name)
    if name.part not in {Part.SIDECAR, Part.TWIN}:
        folder.papers.append((entry, name))
        return
    companions = folder.sidecars if name.part is Part.SIDECAR else folder.twins
    before = companions.get(_fold(name.owner))
    if before:
        faults.append(Fault("name-collision", Place(entry.path), (before.name,)))
    companions[_fold(name.owner)] = entry


def _folder_items(
    source: Source,
    document: str,
    folder: _Folder,
    facts: Mapping[str, Facts],
    cache: Cache,
    faults: list[Fault],
) -> tuple[list[EvidenceItem], list[Sidecar]]:
    items = []
    twins = _pair(folder)
    for entry, name in folder.papers:
        beside = folder.sidecars.pop(_fold(entry.name), None)
        sidecar, record = _said_of(source, entry, name, beside, cache, faults)
        items.append(
            replace(
                item_of(entry.path, document, name),
                facts=record or facts.get(entry.path),
                sidecar=sidecar,
                twin=_twin(twins.get(entry.path), facts),
            )
        )
    orphans = []
    for entry in folder.sidecars.values():
        parsed = content.parse(source, entry, "pendamping", cache)
        orphans.append(sidecar_of(parsed) or Sidecar(Place(entry.path), access=Access.DIKECUALIKAN))
    faults += [Fault("orphan-twin", Place(entry.path)) for entry in folder.twins.values()]
    closed = [orphan.access for orphan in orphans if orphan.access]
    if closed:
        floor = Access.strictest(*closed)
        items = [item if item.sidecar else replace(item, floor=floor) for item in items]
    return items, orphans


def item_of(path: str, document: str, name: Name) -> EvidenceItem:
    """Return what the place and the name of a paper say of it; its content is added by the caller."""
    return EvidenceItem(
        path=path,
        document=document,
        stem=name.stem,
        extension=name.extension,
        kind=name.kind,
        period=name.period,
        period_text=name.period_text,
        rest=name.rest,
        facts=None,
    )


def _pair(folder: _Folder) -> Mapping[str, Entry]:
    """Say which twin belongs to which paper: by the whole name, else to the only one of its stem.

    A twin that could be of two papers is of neither: it might be the bare copy of the other one.
    """
    pairs: dict[str, Entry] = {}
    stems: dict[str, list[str]] = defaultdict(list)
    for entry, name in folder.papers:
        stems[_fold(name.stem)].append(entry.path)
        if _fold(entry.name) in folder.twins:
            pairs[entry.path] = folder.twins.pop(_fold(entry.name))
    for owner, twin in sorted(folder.twins.items()):
        papers = stems.get(_fold(read_name(twin.name).stem), [])
        if len(papers) == 1 and papers[0] not in pairs:
            pairs[papers[0]] = folder.twins.pop(owner)
    return pairs


def _said_of(
    source: Source,
    entry: Entry,
    name: Name,
    beside: Entry | None,
    cache: Cache,
    faults: list[Fault],
) -> tuple[Sidecar | None, Facts | None]:
    """Read what is said of a paper: the record itself (link, custody), or the file beside it.

    For a record, the facts are those of the YAML file. What cannot be read closes the paper.
    """
    said_in = entry if name.part in {Part.LINK, Part.CUSTODY} else beside
    if said_in is None:
        return None, None
    shape = name.part.value if said_in is entry else Part.SIDECAR.value
    parsed = content.parse(source, said_in, shape, cache)
    faults += parsed.faults
    said = sidecar_of(parsed) or Sidecar(Place(said_in.path), access=Access.DIKECUALIKAN)
    return said, Facts(parsed.sha256, entry.size, "text") if said_in is entry else None


def _twin(entry: Entry | None, facts: Mapping[str, Facts]) -> Twin | None:
    if entry is None or entry.path not in facts:
        return None
    return Twin(entry.path, facts[entry.path])

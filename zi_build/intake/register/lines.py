"""A result to the lines of its list: every paper of a year, those of the inbox included."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath

from zi_build.diagnostics import Diagnostic
from zi_build.ids import natural_key
from zi_build.load.names import read_name
from zi_build.model.catalogue import Access
from zi_build.model.evidence import EvidenceItem, Sidecar
from zi_build.model.listing import DIGITS, Line, label
from zi_build.model.period import Grain, Period
from zi_build.model.result import Build
from zi_build.model.text import legible

COUNTED, WRONG, EARLY = "Dihitung", "Perlu diperbaiki", "Belum waktunya"
WAITING, GONE = "Menunggu di kotak masuk", "Tidak ada lagi"
# What the list itself tells by its states, and what refreshing it settles.
SETTLED = frozenset({"ZI346", "ZI348"})
_SAID = (
    ("judul", "title"),
    ("nomor", "number"),
    ("akses", "access"),
    ("alasan", "reason"),
    ("diterima", "received"),
    ("berlaku_sampai", "valid_until"),
    ("juga_untuk", "also_for"),
    ("dasar_hukum", "legal_basis"),
    ("ditinjau", "reviewed"),
    ("catatan", "note"),
    ("penyimpan", "keeper"),
    ("url", "url"),
)


def lines_of(build: Build, year: int, digests: Mapping[str, str]) -> tuple[Line, ...]:
    """Return the lines of a year in the order of their folders; `digests` are those of the inbox."""
    folder = f"evidence/{year}/"
    told = _diagnostics(build)
    good, rejected = ({one.path for one in build.good}, {one.item.path for one in build.rejected})
    placed = []
    for item in build.workspace.items:
        if item.path.startswith(folder):
            state = WRONG if item.path in rejected else COUNTED if item.path in good else EARLY
            placed.append(_line(build, item, folder, state, tuple(_pesan(item, told))))
    placed.sort(key=lambda line: natural_key(line.file))
    waiting = [
        _legible(
            path.removeprefix(folder),
            {
                **_where(path.removeprefix(folder)),
                "keadaan": WAITING,
                "sidik": digests.get(path, "")[:DIGITS],
            },
        )
        for path in sorted(build.workspace.inbox, key=natural_key)
        if path.startswith(folder)
    ]
    return (*placed, *waiting)


def _line(
    build: Build, item: EvidenceItem, folder: str, state: str, messages: tuple[str, ...]
) -> Line:
    catalogue = build.workspace.catalogue
    document = catalogue.documents[item.document]
    level = item.access(*(known.access for known in catalogue.known(item.names)))
    cells = {
        **_where(item.path.removeprefix(folder)),
        "keadaan": state,
        "dokumen": label(document.id, document.name),
        **when_of(item.path),
        "berlaku": _access(item, level),
        "pendamping": _beside(item, folder),
        "pesan": "\n".join(messages),
        "sidik": item.facts.sha256[:DIGITS] if item.facts else "",
    }
    return _legible(item.path.removeprefix(folder), cells)


def _legible(file: str, cells: Mapping[str, str]) -> Line:
    """Return a line without letters that a workbook cannot hold: what is read back is the same."""
    said = {key: "\n".join(map(legible, text.split("\n"))) for key, text in cells.items() if text}
    return Line(file, said)


def _where(file: str) -> dict[str, str]:
    folder, _, name = file.rpartition("/")
    return {"berkas": name, "folder": folder}


def when_of(path: str) -> dict[str, str]:
    """Return what a file's name says of when, in the column where it belongs."""
    period = read_name(PurePosixPath(path).name).period
    return {_when(period): str(period)} if period else {}


def _when(period: Period) -> str:
    return "tanggal" if period.grain is Grain.DAY else "periode"


def _access(item: EvidenceItem, level: Access) -> str:
    return (
        "terbatas (salinan publik terbit)" if level is Access.TERBATAS and item.twin else str(level)
    )


def _beside(item: EvidenceItem, folder: str) -> str:
    """Return what the YAML file of a paper says, without what its row adds."""
    said = item.sidecar
    if said is None or _is_row(said, folder):
        return ""
    return "; ".join(
        f"{key}: {_shown(value)}"
        for key, field in _SAID
        if (value := getattr(said, field)) and said.place_of(key).path == said.place.path
    )


def _is_row(said: Sidecar, folder: str) -> bool:
    return said.place.path.rpartition("/")[0] + "/" == folder


def _shown(value: object) -> str:
    return ", ".join(value) if isinstance(value, tuple) else str(value)


def _diagnostics(build: Build) -> Mapping[tuple[str, int | None], list[Diagnostic]]:
    """Return what is wrong by path, and for rows of a list by path and line."""
    found: dict[tuple[str, int | None], list[Diagnostic]] = defaultdict(list)
    for one in build.diagnostics:
        if one.code not in SETTLED:
            found[one.place.path, None].append(one)
            if one.place.line:
                found[one.place.path, one.place.line].append(one)
    return found


def _pesan(
    item: EvidenceItem, told: Mapping[tuple[str, int | None], list[Diagnostic]]
) -> Iterator[str]:
    places: list[tuple[str, int | None]] = [(item.path, None)]
    places += [(f"{item.path}{end}", None) for end in (".yml", ".yaml")]
    if item.twin:
        places.append((item.twin.path, None))
    if item.listed:
        places.append((item.listed.path, item.listed.line))
    seen = {f"{one.code}: {one.message}": None for place in places for one in told.get(place, ())}
    yield from seen

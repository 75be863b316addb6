"""The list of one year to rows, each content read once and kept in the cache as plain values."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from zi_build import ids
from zi_build.diagnostics import Place
from zi_build.errors import reason_of
from zi_build.load import validate
from zi_build.load.cache import Cache
from zi_build.load.listing.table import Cell, Table, read_table
from zi_build.load.listing.values import WrongCellError, value_of
from zi_build.load.probe import blob_id
from zi_build.load.results.cells import plain
from zi_build.load.results.grid import TableError
from zi_build.load.source import Source
from zi_build.load.walk import Entry
from zi_build.model.catalogue import Access
from zi_build.model.fault import Fault
from zi_build.model.listing import BY_KEY, COLUMNS

SHAPE = "daftar-bukti"
# Said of where and when, which the file's own place and name decide.
WHERE_AND_WHEN = ("dokumen", "tanggal", "periode")
NOTE = "catatan"
# What is read of a row only as long as its file is not known by name.
_NOT_SAID = {"berkas", "folder", "sidik", *WHERE_AND_WHEN}
SAID = tuple(column.key for column in COLUMNS if not column.ours and column.key not in _NOT_SAID)


@dataclass(frozen=True, slots=True)
class Row:
    """One row: what it says in a sidecar's keys and values, and in which column each stands.

    `wrong` are (column, heading, norm) of cells that could not be taken. `access` is the class that
    the row asks for, also where it could not be taken otherwise: a restriction never gets lost.
    """

    line: int
    file: str
    digest: str
    document: str | None = None
    day: str | None = None
    period: str | None = None
    data: Mapping[str, Any] = field(default_factory=dict)
    columns: Mapping[str, int] = field(default_factory=dict)
    wrong: tuple[tuple[int, str, str], ...] = ()
    access: str | None = None

    @property
    def is_mute(self) -> bool:
        """Whether nothing but words stand where a file should: a heading or a sum of the office."""
        said = (self.digest, self.document, self.day, self.period, self.access, self.wrong)
        return not self.data and not any(said)


@dataclass(frozen=True, slots=True)
class Register:
    """The list of one year; `problem` says why it cannot be read, and then it has no rows.

    `doubts` are (line of the head, sentence): why the rows may lack what the office restricted.
    """

    path: str
    rows: tuple[Row, ...] = ()
    heads: tuple[tuple[int, int, str], ...] = ()
    problem: str | None = None
    doubts: tuple[tuple[int, str], ...] = ()

    @property
    def is_in_doubt(self) -> bool:
        """Whether it may restrict any paper of its year without our knowing."""
        return bool(self.problem or self.doubts)

    @property
    def folder(self) -> str:
        """The year folder, with its last `/`."""
        return self.path.rpartition("/")[0] + "/"

    def place(self, row: Row, key: str | None = None) -> Place:
        """Return where a row stands, or its cell of a column."""
        return Place(self.path, row.line, row.columns.get(key) if key else None)


def load_register(source: Source, entry: Entry, cache: Cache, faults: list[Fault]) -> Register:
    """Read the list of a year, or take what the cache knows of its content."""
    blob = cache.blob(entry)
    known = cache.text(blob, SHAPE) if blob else None
    if known is None:
        try:
            content = source.read(entry)
        except OSError as error:
            faults.append(Fault("unreadable", Place(entry.path), (reason_of(error),)))
            return Register(entry.path, problem="tidak dapat dibaca")
        known = _plain(content)
        blob = entry.blob or blob_id(content)
        cache.remember(entry, blob)
        cache.keep_text(blob, SHAPE, known)
    found = _thawed(entry.path, known)
    faults += _faults(found)
    return found


def _plain(content: bytes) -> dict[str, Any]:
    try:
        table = read_table(content)
    except TableError as error:
        return {"problem": str(error), "rows": [], "heads": [], "doubts": []}
    rows = [row for line in sorted(table.rows) if (row := row_of(table, line))]
    return {
        "problem": None,
        "rows": [asdict(row) for row in rows],
        "heads": list(_heads(table)),
        "doubts": [(table.head, text) for text in table.doubts],
    }


def _thawed(path: str, known: Mapping[str, Any]) -> Register:
    rows = tuple(
        Row(**{**row, "wrong": tuple(tuple(one) for one in row["wrong"])}) for row in known["rows"]
    )
    heads = tuple((line, column, text) for line, column, text in known["heads"])
    doubts = tuple((line, text) for line, text in known["doubts"])
    return Register(path, rows, heads, known["problem"], doubts)


def _faults(register: Register) -> list[Fault]:
    if register.problem:
        return [Fault("register-unreadable", Place(register.path), (register.problem,))]
    told = [
        Fault("register-head", Place(register.path, line, column or None), (text,))
        for line, column, text in register.heads
    ]
    told += [
        Fault("register-doubt", Place(register.path, line), (text,))
        for line, text in register.doubts
    ]
    for row in register.rows:
        for column, heading, norm in row.wrong:
            place = Place(register.path, row.line, column or None)
            told.append(Fault("register-value", place, (heading, norm)))
    return told


def _heads(table: Table) -> list[tuple[int, int, str]]:
    """Return what is wrong with the head: headings that stand twice, and those that are missed.

    That of access is not among them: without it the whole list is in doubt.
    """
    told = [(table.head, at, f"Judul kolom “{text}” ada dua kali") for at, text in table.twice]
    own = {text.casefold(): at for at, text in table.unknown.items()}
    for column in COLUMNS:
        if column.key not in {*table.columns, "akses"} and not column.ours:
            near = ids.nearest(column.heading.casefold(), own)
            hint = f"; maksudnya “{table.unknown[own[near]]}”?" if near else ""
            at = own[near] if near else 0
            told.append((table.head, at, f"Kolom “{column.heading}” tidak ada{hint}"))
    return told


def row_of(table: Table, line: int) -> Row | None:
    """Return what one row says; None for a row without file that says nothing that is read."""
    cells = table.rows[line]
    wrong: list[tuple[int, str, str]] = []
    said: dict[str, Any] = {}
    for key, at in table.columns.items():
        if at in cells and (key in SAID or key in _NOT_SAID):
            _take(key, cells[at], said, wrong)
    data = {key: said[key] for key in SAID if key in said}
    clean, violations = validate.entries(data, "pendamping", free=(NOTE,))
    wrong += [(table.columns[key], BY_KEY[key].heading, norm) for key, norm in violations]
    access = _access(table, cells, clean, wrong)
    if plain(str(said.get("berkas", ""))) == plain(BY_KEY["berkas"].heading):
        return None  # the head once more, for those who print
    file, folder = str(said.get("berkas", "")), str(said.get("folder", ""))
    if file and folder and "/" not in file:
        file = f"{folder.rstrip('/')}/{file}"
    if not file and not clean and not wrong:
        return None
    return Row(
        line=line,
        file=file,
        digest=str(said.get("sidik", "")),
        document=said.get("dokumen"),
        day=said.get("tanggal"),
        period=said.get("periode"),
        data=clean,
        columns={key: table.columns[key] for key in said if key in table.columns},
        wrong=tuple(wrong),
        access=access,
    )


def _take(key: str, cell: Cell, said: dict[str, Any], wrong: list[tuple[int, str, str]]) -> None:
    try:
        value = value_of(key, cell)
    except WrongCellError as error:
        wrong.append((cell.column, BY_KEY[key].heading, str(error)))
        return
    if value not in ("", [], {}):
        said[key] = value


def _access(
    table: Table,
    cells: Mapping[int, Cell],
    data: Mapping[str, Any],
    wrong: list[tuple[int, str, str]],
) -> str | None:
    """Return the class that a row asks for; a word of access in a column of no name counts too."""
    levels = [Access(data["akses"])] if data.get("akses") else []
    if any(at == table.columns.get("akses") for at, _, _ in wrong):
        levels.append(Access.DIKECUALIKAN)
    for at, heading in table.unknown.items():
        word = str(cells[at].value).strip().casefold() if at in cells else ""
        if word in {Access.TERBATAS, Access.DIKECUALIKAN}:
            levels.append(Access(word))
            norm = f"berisi “{word}”, tetapi kolom ini tidak dikenal; tulislah di kolom Akses"
            wrong.append((at, heading, norm))
    return Access.strictest(*levels).value if levels else None

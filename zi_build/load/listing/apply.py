"""Rows of the list to the items that they name: the same words as in a sidecar, to the same effect."""

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from zi_build import ids
from zi_build.load.listing.rows import Register, Row
from zi_build.load.listing.together import said_together
from zi_build.load.sidecars import sidecar_of
from zi_build.load.validate import Parsed
from zi_build.model.catalogue import Access, Catalogue
from zi_build.model.evidence import EvidenceItem, Sidecar, Stray
from zi_build.model.fault import Fault
from zi_build.model.listing import DIGITS
from zi_build.model.period import Period
from zi_build.model.text import legible


@dataclass(slots=True)
class Listed:
    """The items with what their rows say, and the rows of files that are not there."""

    items: tuple[EvidenceItem, ...]
    strays: list[Stray] = field(default_factory=list)


def folded(path: str) -> str:
    """Return a path under which a name typed or stored otherwise is still found.

    Backslashes, a leading `./`, case, Unicode form, kinds of blanks, and letters that no workbook
    can hold make no difference.
    """
    text = path.replace("\\", "/").casefold().removeprefix("./")
    if not (text.isascii() and text.isprintable()):
        text = legible(unicodedata.normalize("NFC", text))
    return " ".join(text.split())


def apply(
    registers: Iterable[Register],
    items: Sequence[EvidenceItem],
    others: Iterable[str],
    catalogue: Catalogue,
    faults: list[Fault],
) -> Listed:
    """Give each item what its row says, and close what a lost or unreadable row may have closed.

    `others` are files that are no items but may be listed: those of the inbox.
    """
    found = Listed(tuple(items))
    waiting = {folded(path) for path in others}
    for register in registers:
        if register.is_in_doubt:
            # Before the rows are followed: none of them may open what another has closed.
            found.items = tuple(
                _closed(item, Access.DIKECUALIKAN)
                if item.path.startswith(register.folder)
                else item
                for item in found.items
            )
        if not register.problem:
            _Year(register, found, waiting, catalogue, faults).apply()
    return found


@dataclass(slots=True)
class _Year:
    """One list and the items of its year."""

    register: Register
    found: Listed
    waiting: set[str]
    catalogue: Catalogue
    faults: list[Fault]

    def apply(self) -> None:
        by_file, rest = self._by_file()
        self._follow(by_file, rest)
        self.found.items = tuple(
            self._said(item, by_file[item.path]) if item.path in by_file else item
            for item in self.found.items
        )
        for row in rest:
            self._stray(row)

    def _mine(self) -> list[EvidenceItem]:
        return [item for item in self.found.items if item.path.startswith(self.register.folder)]

    def _by_file(self) -> tuple[dict[str, Row], list[Row]]:
        """Return path → row, and the rows whose file is not there under that name."""
        folder = self.register.folder
        mine = [item.path for item in self._mine()]
        exact = {path.removeprefix(folder): path for path in mine}
        near: Mapping[str, str] = {}
        alone: Mapping[str, str] = {}
        found: dict[str, Row] = {}
        rest = []
        for row in self.register.rows:
            name, known = "", exact.get(row.file)
            if known is None:
                near = near or {folded(name): path for name, path in exact.items()}
                alone = alone or _alone(mine)
                name = folded(row.file).removeprefix(folded(folder))
                known = near.get(name) or alone.get(name)
            if known is None:
                if not row.file or folded(folder) + name not in self.waiting:
                    rest.append(row)
            elif known in found:
                found[known] = self._twice(found[known], row)
            else:
                found[known] = row
        return found, rest

    def _twice(self, first: Row, second: Row) -> Row:
        """Return the first of two rows, with whatever the second adds or closes."""
        place = self.register.place(second, "berkas")
        self.faults.append(Fault("register-twice", place, (second.file, str(first.line))))
        levels = [Access(row.access) for row in (first, second) if row.access]
        access = Access.strictest(*levels).value if levels else None
        columns = {**second.columns, **first.columns}
        return replace(first, data={**second.data, **first.data}, columns=columns, access=access)

    def _follow(self, by_file: dict[str, Row], rest: list[Row]) -> None:
        """Give a row to the one file without a row that has the very content it was made for."""
        free = defaultdict(list)
        for item in self._mine():
            if item.path not in by_file and item.facts and item.facts.size:
                free[item.facts.sha256[:DIGITS]].append(item.path)
        wanted = defaultdict(list)
        for row in rest:
            if row.digest:
                wanted[row.digest].append(row)
        for digest, rows in wanted.items():
            if len(rows) == 1 and len(free.get(digest, ())) == 1:
                path = free[digest][0]
                by_file[path] = rows[0]
                rest.remove(rows[0])
                now = path.removeprefix(self.register.folder)
                place = self.register.place(rows[0], "berkas")
                self.faults.append(Fault("register-renamed", place, (rows[0].file, now)))

    def _said(self, item: EvidenceItem, row: Row) -> EvidenceItem:
        """Return an item with what its row says."""
        self._compare_document(item, row)
        item = replace(item, listed=self.register.place(row), period=self._period(item, row))
        said = _sidecar(self.register, row)
        if said is None:
            return item
        if item.sidecar is None:
            return replace(item, sidecar=said)
        sidecar, differing = said_together(item.sidecar, said)
        for key, place, words in differing:
            cell = self.register.place(row, key)
            self.faults.append(Fault("register-sidecar", cell, (key, str(place), *words)))
        return replace(item, sidecar=sidecar)

    def _compare_document(self, item: EvidenceItem, row: Row) -> None:
        if row.document in {None, item.document}:
            return
        meant = self.catalogue.resolve(row.document)
        if meant is None or meant.id != item.document:
            place = self.register.place(row, "dokumen")
            slug = "" if meant else ids.nearest(row.document, self.catalogue.documents) or ""
            detail = (row.document, item.document, "ada" if meant else "", slug)
            self.faults.append(Fault("register-document", place, detail))

    def _period(self, item: EvidenceItem, row: Row) -> Period | None:
        """Return the period of the name; that of the row where the name has none."""
        if item.period and {row.period, row.day} <= {None, item.period_text}:
            return item.period
        said = [
            (key, Period.parse(text))
            for key, text in (("periode", row.period), ("tanggal", row.day))
            if text
        ]
        if item.period is None:
            return said[0][1] if said else None
        for key, period in said:
            if not (item.period.contains(period) or period.contains(item.period)):
                place = self.register.place(row, key)
                detail = (key, str(period), str(item.period))
                self.faults.append(Fault("register-period", place, detail))
        return item.period

    def _stray(self, row: Row) -> None:
        if row.is_mute:
            return
        names = [item.path.removeprefix(self.register.folder) for item in self._mine()]
        said = _sidecar(self.register, row)
        level = Access(row.access) if row.access else None
        closing = level if level and level is not Access.PUBLIK else None
        near = _nearest(row.file, names)
        detail = (row.file, near or "", closing or "")
        place = self.register.place(row, "berkas")
        self.faults.append(Fault("register-stray", place, detail))
        if said:
            self.found.strays.append(Stray(row.file, said))
        if closing:
            documents = self._documents(row)
            self.found.items = tuple(
                _closed(item, closing) if self._may_be(item, documents) else item
                for item in self.found.items
            )

    def _may_be(self, item: EvidenceItem, documents: set[str]) -> bool:
        """Tell whether a lost paper may be this one: of its documents in any year, else of its year."""
        if documents:
            return item.document in documents
        return item.path.startswith(self.register.folder)

    def _documents(self, row: Row) -> set[str]:
        """Return the documents whose papers may be the lost one; none means that any of the year may."""
        criterion, _, rest = row.file.replace("\\", "/").partition("/")
        placed = f"{ids.criterion_of_folder(criterion)}/{rest.partition('/')[0]}"
        said = (self.catalogue.resolve(name) for name in (placed, row.document or ""))
        return {document.id for document in said if document}


def _alone(paths: Iterable[str]) -> Mapping[str, str]:
    """Return name → path of the files whose name is given once: enough where the folder was lost."""
    found = defaultdict(list)
    for path in paths:
        found[folded(path.rpartition("/")[2])].append(path)
    return {name: paths[0] for name, paths in found.items() if len(paths) == 1}


def _sidecar(register: Register, row: Row) -> Sidecar | None:
    """Return the words of a row as those of a sidecar, each with its cell as its place."""
    data = dict(row.data)
    if row.access:
        data["akses"] = row.access
    if not data:
        return None
    marks: Mapping[tuple[str, ...], tuple[int, int]] = {
        (key,): (row.line, row.columns.get(key, 1)) for key in data
    }
    said = sidecar_of(Parsed(register.path, data, values=dict(marks)))
    return replace(said, place=register.place(row)) if said else None


def _nearest(file: str, names: Sequence[str]) -> str | None:
    """Return the file of the same document that a row may mean.

    A paper of another document is never proposed: its access and number are its own.
    """
    folder = file.rpartition("/")[0]
    return ids.nearest(file, [name for name in names if name.rpartition("/")[0] == folder])


def _closed(item: EvidenceItem, level: Access) -> EvidenceItem:
    """Close a paper of which neither sidecar nor row says who may see it."""
    if item.sidecar and item.sidecar.access:
        return item
    return replace(item, floor=Access.strictest(level, item.floor or level))

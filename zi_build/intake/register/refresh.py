"""A list that people have worked in, brought up to date: what they wrote, and where, stays as it is."""

import io
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, field
from urllib.parse import unquote

from openpyxl import Workbook, load_workbook
from openpyxl.utils import range_boundaries
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.worksheet import Worksheet

from zi_build.errors import UsageError
from zi_build.intake.register.lines import GONE, WAITING, when_of
from zi_build.load.listing.apply import folded
from zi_build.load.listing.rows import Row, row_of
from zi_build.load.listing.table import Cell, Table, read_table
from zi_build.load.results.grid import TableError
from zi_build.model.listing import CHOICES, COLUMNS, NAMES, Line, cell, ranged, target

_SHAPE = re.compile(rb"<(?:\w+:)?\w+CellAnchor|<(?:\w+:)?absoluteAnchor")
# 20,000 rows take less; a sheet formatted down to its last row takes more, and minutes to load.
MAX_SHEET = 40_000_000
# Below the last row, so much is already prepared for typing.
SPARE_ROWS = 1000
# What openpyxl does not carry from a file that it reads into one that it writes.
_PRECIOUS = {
    "xl/charts/": "diagram",
    "xl/media/": "gambar",
    "xl/pivottables/": "tabel pivot",
    "xl/threadedcomments/": "komentar berbalas",
    "xl/vbaproject.bin": "makro",
}


@dataclass(frozen=True, slots=True)
class Ready:
    """A paper of the inbox of which its row says what it proves, and when."""

    file: str
    document: str
    when: str
    is_day: bool
    title: str | None
    access: str | None
    reason: str | None


@dataclass(slots=True)
class Refreshed:
    """What became of a list: the workbook, and what is to be told.

    `changed` counts cells, `formulas` those of them in which a result took the place of its formula.
    """

    book: Workbook
    added: list[str] = field(default_factory=list)
    moved: list[tuple[str, str]] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)
    headings: list[str] = field(default_factory=list)
    ready: list[Ready] = field(default_factory=list)
    formulas: int = 0
    changed: int = 0

    @property
    def is_new(self) -> bool:
        """Whether anything is different from what was read."""
        return bool(self.changed)


def refreshed(
    content: bytes, lines: Sequence[Line], rows: Mapping[int, str], choices: Sequence[Sequence[str]]
) -> Refreshed:
    """Return the list with its lines brought up to date; `rows` maps a row to the file it is about.

    Rows are added below the last, columns that were deleted to the right; rows of files that are
    gone are marked. Only grey cells change, and of a file that moved its name, document and date.
    Raises UsageError when the workbook cannot be read, may lack restrictions (a new, empty column of
    access would open what the old one closed), or holds what would be lost.
    """
    try:
        table = read_table(content)
    except TableError as error:
        raise UsageError(
            f"Daftar bukti tidak terbaca ({error}); berkasnya tidak diubah."
        ) from error
    for doubt in table.doubts:
        raise UsageError(f"{doubt}. Berkasnya tidak diubah.")
    _refuse_loss(content)
    book = load_workbook(io.BytesIO(content))
    work = _Work(table, book[table.sheet], Refreshed(book))
    work.keep_results()
    work.add_columns()
    work.update(lines, rows)
    _renew_choices(book, choices, work.done)
    return work.done


def _refuse_loss(content: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {name.lower(): name for name in archive.namelist()}
        if any(part.file_size > MAX_SHEET for part in archive.infolist()):
            raise UsageError(
                "Daftar bukti terlalu besar untuk ditulis ulang. Hapus baris kosong yang diberi format, "
                "simpan, lalu ulangi."
            )
        drawn = any(
            # LibreOffice writes a drawing also where nothing is drawn.
            _SHAPE.search(archive.read(name))
            for low, name in parts.items()
            if low.startswith("xl/drawings/drawing")
        )
    found = [
        what for start, what in _PRECIOUS.items() if any(part.startswith(start) for part in parts)
    ]
    found += ["gambar atau bentuk"] if drawn else []
    if found:
        raise UsageError(
            f"Daftar bukti memuat {found[0]}, yang akan hilang bila ditulis ulang; berkasnya tidak "
            "diubah. Pindahkan ke buku kerja lain, lalu ulangi."
        )


@dataclass(slots=True)
class _Work:
    """One sheet while it is brought up to date."""

    table: Table
    sheet: Worksheet
    done: Refreshed

    def keep_results(self) -> None:
        """Put results in the place of formulas where they are read: a rewritten file has no results.

        Formulas of the office's own columns and sheets are counted when the file is opened.
        """
        self.done.book.calculation.fullCalcOnLoad = True
        for at, row in self.table.rows.items():
            for column in self.table.columns.values():
                place = self.sheet.cell(at, column) if column in row else None
                if place is not None and place.data_type == "f" and not row[column].broken:
                    place.value = row[column].value
                    self.done.formulas += 1
                    self.done.changed += 1

    def add_columns(self) -> None:
        """Put back the columns that were deleted, at the right."""
        right = max((*self.table.columns.values(), *self.table.unknown), default=0)
        for column in COLUMNS:
            if column.key not in self.table.columns:
                right += 1
                self.table.columns[column.key] = right
                model = self.sheet.cell(self.table.head, self.table.columns["berkas"])
                head = self.sheet.cell(self.table.head, right, column.heading)
                head._style = copy(model._style)  # noqa: SLF001
                self.done.headings.append(column.heading)
                self.done.changed += 1

    def update(self, lines: Sequence[Line], rows: Mapping[int, str]) -> None:
        """Bring every row up to date, mark those of no file, and add the files that have none."""
        by_file = {line.file: line for line in lines}
        names = {folded(line.file): line for line in lines}
        digests = {line.cells.get("sidik", ""): line for line in lines}
        known: set[str] = set()
        pending: list[tuple[int, str, str]] = []
        for at in sorted(self.table.rows):
            row = row_of(self.table, at)
            if row is None:
                continue
            line = by_file.get(rows.get(at, "")) or names.get(folded(row.file))
            if line:
                known.add(line.file)
                self._renew(at, row.file, line)
                self._note_ready(line, row)
            elif row.file and not row.is_mute:
                pending.append((at, row.file, row.digest))
        for at, file, digest in pending:
            line = digests.get(digest) if digest else None
            if line and line.file not in known:
                known.add(line.file)
                self._renew(at, file, line)
            else:
                self._mark(at, file)
        self._append([line for line in lines if line.file not in known])

    def _note_ready(self, line: Line, row: Row) -> None:
        when = row.period or row.day
        if line.cells.get("keadaan") == WAITING and row.document and when:
            words = (row.data.get("judul"), row.access, row.data.get("alasan"))
            ready = Ready(line.file, row.document, when, not row.period, *words)
            self.done.ready.append(ready)

    def _renew(self, at: int, file: str, line: Line) -> None:
        for column in COLUMNS:
            if column.ours and column.key != "berkas":
                self._put(at, column.key, line.cells.get(column.key, ""))
        if folded(file) != folded(line.file):
            self.done.moved.append((file, line.file))
            self._put(at, "berkas", line.cells["berkas"])
            self._move(at, file, line)
        self._link(at, line)

    def _move(self, at: int, before: str, line: Line) -> None:
        """Let what the old place and name said say what the new ones do; leave what people wrote."""
        row = row_of(self.table, at)
        criterion, _, rest = before.partition("/")
        was = f"{criterion.split(' ')[0]}/{rest.partition('/')[0]}"
        if row and row.document == was and line.cells.get("dokumen"):
            self._put(at, "dokumen", line.cells["dokumen"])
        when = when_of(before)
        for key, said in (
            ("tanggal", row.day if row else None),
            ("periode", row.period if row else None),
        ):
            if (said and said == when.get(key)) or (not said and not when):
                self._put(at, key, line.cells.get(key, ""))

    def _mark(self, at: int, file: str) -> None:
        if self._text(at, "keadaan") != GONE:
            self.done.gone.append(file)
        self._put(at, "keadaan", GONE)
        self._put(at, "berlaku", "")
        self._put(at, "pesan", "")

    def _append(self, lines: Sequence[Line]) -> None:
        last = self.table.last
        model = next(
            (at for at in sorted(self.table.rows, reverse=True) if self._text(at, "berkas")), 0
        )
        for at, line in enumerate(lines, last + 1):
            for column in COLUMNS:
                place = self.sheet.cell(at, self.table.columns[column.key])
                if model:
                    place._style = copy(self.sheet.cell(model, place.column)._style)  # noqa: SLF001
                self._put(at, column.key, line.cells.get(column.key, ""))
            self._link(at, line)
            self.done.added.append(line.file)
        if lines:
            _stretch(self.sheet, self.table.head, last + len(lines))

    def _text(self, at: int, key: str) -> str:
        found = self.table.rows.get(at, {}).get(self.table.columns[key])
        return "" if found is None or found.value is None else str(found.value)

    def _put(self, at: int, key: str, text: str) -> None:
        """Write a text where another one stands; a formula or an error of ours is overwritten."""
        column = self.table.columns[key]
        found = self.table.rows.get(at, {}).get(column)
        if (found is None or not found.broken) and self._text(at, key).split() == text.split():
            return
        place = self.sheet.cell(at, column)
        place.value = text or None
        if text:
            place.data_type = "s"
        self.table.rows.setdefault(at, {})[column] = Cell(at, column, text or None)
        self.done.changed += 1

    def _link(self, at: int, line: Line) -> None:
        place = self.sheet.cell(at, self.table.columns["berkas"])
        wanted = target(line.file)
        now = place.hyperlink.target if place.hyperlink else None
        if now is not None and folded(_bare(now)) == folded(_bare(wanted)):
            return
        style = copy(place._style)  # noqa: SLF001
        place.hyperlink = wanted
        place._style = style  # noqa: SLF001  (a hyperlink has brought a style of its own)
        self.done.changed += 1


def _bare(address: str) -> str:
    """Return the file that an address leads to, as programs write it: coded, or from the root of a disk."""
    return unquote(address).replace("\\", "/").removeprefix("./")


def _stretch(sheet: Worksheet, head: int, last: int) -> None:
    """Let filter, table, print area and lists reach the last row."""
    if sheet.auto_filter.ref:
        sheet.auto_filter.ref = _reaching(sheet.auto_filter.ref, head, last)
    for table in sheet.tables.values():
        table.ref = _reaching(table.ref, head, last)
        if table.autoFilter:
            table.autoFilter.ref = _reaching(table.autoFilter.ref, head, last)
    printed = str(sheet.print_area or "")
    if printed and "," not in printed:
        sheet.print_area = _reaching(printed.rpartition("!")[2].replace("$", ""), head, last)
    for rule in sheet.data_validations.dataValidation:
        for area in rule.sqref.ranges:
            if area.min_row <= head + 1 and area.max_row < last:
                area.expand(down=last + SPARE_ROWS - area.max_row)


def _reaching(area: str, head: int, last: int) -> str:
    """Return an area that includes the head, stretched down to a row."""
    left, top, right, bottom = range_boundaries(area)
    if not top <= head <= bottom:
        return area
    return f"{cell(top, left)}:{cell(max(bottom, last), right)}"


def _renew_choices(book: Workbook, choices: Sequence[Sequence[str]], done: Refreshed) -> None:
    """Write the lists anew where the instrument has other documents than when the list was made."""
    if CHOICES not in book.sheetnames:
        return
    sheet = book[CHOICES]
    for at, (name, options) in enumerate(zip(NAMES, choices, strict=True), 1):
        if list(_column(sheet, at)) == list(options):
            continue
        for row, option in enumerate(options, 2):
            sheet.cell(row, at, option)
        for row in range(len(options) + 2, sheet.max_row + 1):
            sheet.cell(row, at).value = None
        book.defined_names[name] = DefinedName(name, attr_text=ranged(at, len(options)))
        done.changed += 1


def _column(sheet: Worksheet, at: int) -> Iterator[str]:
    for row in range(2, sheet.max_row + 1):
        value = sheet.cell(row, at).value
        if value is not None:
            yield str(value)

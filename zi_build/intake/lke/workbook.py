"""An XLSX file to sheets of cells, read once: results and formulas together, at bounded cost."""

import io
import warnings
import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

from zi_build.errors import UsageError, reason_of
from zi_build.intake.lke.cells import Cell, Merge, Sheet, Value

MAX_BYTES = 60_000_000
MAX_TEXT = 200_000_000
MAX_ELEMENTS = 3_000_000
MAX_PARTS = 5_000
MAX_CELLS = 100_000
# An LKE has some 250 rows; sheets that were formatted down to row 1,048,576 are common.
MAX_EMPTY_ROWS = 5_000
CHUNK = 1 << 20

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_CONVERT = "Buka di Excel atau LibreOffice, simpan sebagai .xlsx, lalu impor berkas itu."


def read_sheets(path: Path) -> tuple[Sheet, ...]:
    """Return the sheets of a workbook in their order, hidden ones too.

    Raises UsageError, in words that say what to do, when the file is no XLSX workbook, is protected
    by a password, broken, or larger than any LKE.
    """
    try:
        size = path.stat().st_size
        content = path.read_bytes() if size <= MAX_BYTES else b""
    except OSError as error:
        raise UsageError(f"{path.name} tidak dapat dibaca: {reason_of(error)}.") from error
    if size > MAX_BYTES:
        raise UsageError(f"{path.name} terlalu besar ({size // 1_000_000} MB; paling besar 60 MB).")
    _refuse_other_formats(path.name, content)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            _refuse_hostile(path.name, archive)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return tuple(_sheets(path.name, content))
    except UsageError:
        raise
    except Exception as error:  # whatever a broken file provokes means: it does not open
        raise UsageError(
            f"{path.name} rusak atau bukan buku kerja XLSX yang utuh. Buka dan simpan ulang di Excel "
            "atau LibreOffice, lalu coba lagi."
        ) from error


def _refuse_other_formats(name: str, content: bytes) -> None:
    """Name the format of what is no XLSX file."""
    if content.startswith(_OLE):
        if _ENCRYPTED in content:
            raise UsageError(
                f"{name} dilindungi kata sandi. Simpan salinannya tanpa kata sandi, lalu impor."
            )
        raise UsageError(f"{name} berformat XLS lama. {_CONVERT}")
    if not content.startswith(b"PK"):
        raise UsageError(f"{name} bukan buku kerja XLSX. {_CONVERT}")
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = set(archive.namelist())
            kind = archive.read("mimetype")[:80] if "mimetype" in parts else b""
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError) as error:
        raise UsageError(
            f"{name} rusak: arsipnya tidak dapat dibuka. Mintalah salinan yang utuh."
        ) from error
    if b"opendocument" in kind:
        raise UsageError(f"{name} berformat ODS (LibreOffice). {_CONVERT}")
    if "xl/workbook.bin" in parts:
        raise UsageError(f"{name} berformat XLSB. {_CONVERT}")
    if not any(part.lower().startswith("xl/") for part in parts):
        raise UsageError(f"{name} bukan buku kerja XLSX. {_CONVERT}")


def _refuse_hostile(name: str, archive: zipfile.ZipFile) -> None:
    """Refuse what would take memory without end: huge parts, countless elements, entities.

    Parts are unpacked in pieces and counted before anything builds a tree of them; zipfile itself
    never unpacks more than a part declares.
    """
    parts = [info for info in archive.infolist() if info.filename.endswith((".xml", ".rels"))]
    too_large = UsageError(
        f"{name} terlalu besar untuk sebuah LKE. Hapus lembar dan baris yang tidak dipakai (juga "
        "baris kosong yang diberi format), simpan, lalu coba lagi."
    )
    if len(archive.infolist()) > MAX_PARTS or sum(info.file_size for info in parts) > MAX_TEXT:
        raise too_large
    elements = 0
    for info in parts:
        before = b""
        with archive.open(info) as stream:
            while piece := stream.read(CHUNK):
                elements += piece.count(b"<")
                if elements > MAX_ELEMENTS:
                    raise too_large
                seam = before + piece[:16]
                if any(word in piece or word in seam for word in (b"<!DOCTYPE", b"<!ENTITY")):
                    raise UsageError(
                        f"{name} memuat deklarasi XML yang tidak boleh ada di buku kerja."
                    )
                before = piece[-16:]


def _sheets(name: str, content: bytes) -> Iterator[Sheet]:
    from openpyxl import load_workbook  # noqa: PLC0415  (slow to import, needed here only)

    book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
    room = MAX_CELLS
    for sheet in book.worksheets:
        found = _Reader(book, sheet).read(room)
        room -= sum(len(row) for row in found.rows.values())
        if room <= 0:
            raise UsageError(f"{name} memuat lebih dari {MAX_CELLS} sel terisi; bukan sebuah LKE.")
        yield found


class _Reader:
    """Reads one sheet with openpyxl's own parser, which is asked for results and formulas at once."""

    def __init__(self, book: Any, sheet: Any) -> None:
        from openpyxl.cell.read_only import ReadOnlyCell  # noqa: PLC0415

        self.book, self.sheet, self.make = book, sheet, ReadOnlyCell
        self.percents: dict[int, bool] = {}

    def read(self, room: int) -> Sheet:
        """Return the sheet; stops soon after `room` cells, and after many empty rows."""
        rows: dict[int, dict[int, Cell]] = {}
        empty = count = 0
        with self.sheet._get_source() as source:  # noqa: SLF001  (no public way to both values)
            parser = self._parser(source)
            for number, cells in parser.parse():
                kept = {cell["column"]: self._cell(cell) for cell in cells if cell is not None}
                empty = 0 if kept else empty + 1
                count += len(kept)
                if kept:
                    rows[number] = kept
                if empty > MAX_EMPTY_ROWS or count > room:
                    break
        self._link(rows, parser)
        title = self.sheet.title
        hidden = self.sheet.sheet_state != "visible"
        return Sheet(title, hidden, rows, tuple(_merges(parser.merged_cells)))

    def _parser(self, source: Any) -> Any:
        from openpyxl.worksheet._reader import FORMULA_TAG, WorkSheetParser  # noqa: PLC0415

        class Both(WorkSheetParser):  # type: ignore[misc]  # openpyxl has no types
            """Keeps the formula beside the stored result."""

            col_counter: int

            def parse_cell(self, element: Any) -> Any:
                if not len(element):
                    self.col_counter += 1
                    place = element.get("r")
                    if place:
                        self.col_counter = _column_of(place)
                    return None
                cell = super().parse_cell(element)
                formula = element.find(FORMULA_TAG)
                if formula is not None:
                    said = self.parse_formula(element)
                    cell["formula"] = str(getattr(said, "text", said))
                    if cell["value"] is None and element.get("t") == "str":
                        cell["value"] = ""  # calculated, and came to nothing
                elif cell["value"] is None:
                    return None
                return cell

        book = self.book
        return Both(
            source,
            self.sheet._shared_strings,  # noqa: SLF001
            data_only=True,
            epoch=book.epoch,
            date_formats=book._date_formats,  # noqa: SLF001
            timedelta_formats=book._timedelta_formats,  # noqa: SLF001
        )

    def _cell(self, found: dict[str, Any]) -> Cell:
        value = found["value"]
        return Cell(
            self.sheet.title,
            found["row"],
            found["column"],
            _plain(value),
            found.get("formula"),
            isinstance(value, int | float) and self._percent(found["style_id"]),
        )

    def _percent(self, style: int) -> bool:
        if style not in self.percents:
            cell = self.make(self.sheet, row=1, column=1, value=0, style_id=style)
            self.percents[style] = "%" in str(cell.number_format)
        return self.percents[style]

    def _link(self, rows: dict[int, dict[int, Cell]], parser: Any) -> None:
        """Put the targets of hyperlinks to their cells; those within the workbook lead nowhere."""
        from dataclasses import replace  # noqa: PLC0415

        from openpyxl.packaging.relationship import get_dependents, get_rels_path  # noqa: PLC0415

        links = list(getattr(parser.hyperlinks, "hyperlink", ()))
        archive = self.book._archive  # noqa: SLF001
        path = get_rels_path(self.sheet._worksheet_path)  # noqa: SLF001
        if not links or path not in archive.namelist():
            return
        targets = {rel.Id: rel.target for rel in get_dependents(archive, path)}
        for link in links:
            row, column = _place(str(link.ref).partition(":")[0])
            cell = rows.get(row, {}).get(column)
            if cell is not None and link.id in targets:
                rows[row][column] = replace(cell, link=str(targets[link.id]))


def _plain(value: object) -> Value:
    """Return a value of the few kinds that the rest knows; everything else as text."""
    if isinstance(value, datetime):
        return value.date()
    if value is None or isinstance(value, str | int | float | bool | date):
        return value
    return str(value)


def _merges(found: Any) -> Iterator[Merge]:
    for area in getattr(found, "mergeCell", ()):
        first, _, last = str(area.ref).partition(":")
        top, left = _place(first)
        bottom, right = _place(last or first)
        yield top, left, bottom, right


def _place(reference: str) -> tuple[int, int]:
    digits = reference.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    return int(digits), _column_of(reference)


def _column_of(reference: str) -> int:
    column = 0
    for letter in reference:
        if not letter.isalpha():
            break
        column = column * 26 + ord(letter.upper()) - ord("A") + 1
    return column

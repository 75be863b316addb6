"""A workbook as bytes that depend on its content alone: no clock in its parts nor in its archive."""

import io
import re
from datetime import date, datetime
from zipfile import ZIP_STORED, ZipFile

from openpyxl import Workbook
from openpyxl.writer.excel import ExcelWriter

from zi_build.export.archive import EARLIEST, dated

CORE = "docProps/core.xml"
_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*(</dcterms:modified>)")


def to_bytes(book: Workbook, day: date) -> bytes:
    """Return the file of a workbook, dated by `day` throughout.

    openpyxl puts the time of writing into the properties and into the archive: both are replaced.
    """
    stamp = max(day, EARLIEST)
    moment = f"{stamp.isoformat()}T00:00:00Z".encode()
    book.properties.created = datetime(stamp.year, stamp.month, stamp.day)  # noqa: DTZ001  (a day)
    raw = io.BytesIO()
    with ZipFile(raw, "w", ZIP_STORED) as archive:
        ExcelWriter(book, archive).save()

    def still(name: str, part: bytes) -> bytes:
        return _MODIFIED.sub(rb"\g<1>" + moment + rb"\g<2>", part) if name == CORE else part

    return dated(raw.getvalue(), day, still)

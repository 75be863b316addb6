"""A workbook as bytes that depend on its content alone: no clock in its parts nor in its archive."""

import io
import re
from datetime import date, datetime
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from openpyxl import Workbook
from openpyxl.writer.excel import ExcelWriter

CORE = "docProps/core.xml"
EARLIEST = date(1980, 1, 1)  # the first day that a ZIP archive can name
_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*(</dcterms:modified>)")


def to_bytes(book: Workbook, day: date) -> bytes:
    """Return the file of a workbook, dated by `day` throughout.

    openpyxl puts the time of writing into the properties and into the archive: both are replaced.
    """
    stamp = max(day, EARLIEST)
    book.properties.created = datetime(stamp.year, stamp.month, stamp.day)  # noqa: DTZ001  (a day)
    raw, still = io.BytesIO(), io.BytesIO()
    with ZipFile(raw, "w", ZIP_STORED) as archive:
        ExcelWriter(book, archive).save()
    with ZipFile(raw) as source, ZipFile(still, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            content = source.read(name)
            if name == CORE:
                moment = f"{stamp.isoformat()}T00:00:00Z".encode()
                content = _MODIFIED.sub(rb"\g<1>" + moment + rb"\g<2>", content)
            info = ZipInfo(name, (stamp.year, stamp.month, stamp.day, 0, 0, 0))
            info.compress_type, info.create_system = ZIP_DEFLATED, 0
            target.writestr(info, content)
    return still.getvalue()

"""ZIP files (Word files and workbooks are such) whose bytes depend on what is in them alone."""

import io
from collections.abc import Callable
from datetime import date
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

EARLIEST = date(1980, 1, 1)  # the first day that a ZIP archive can name


def dated(
    raw: bytes, day: date, change: Callable[[str, bytes], bytes] = lambda _, part: part
) -> bytes:
    """Return a ZIP file with `day` as the date of every part; `change` makes of a part another one."""
    stamp = max(day, EARLIEST)
    out = io.BytesIO()
    with ZipFile(io.BytesIO(raw)) as old, ZipFile(out, "w") as new:
        for name in old.namelist():
            entry = ZipInfo(name, (stamp.year, stamp.month, stamp.day, 0, 0, 0))
            # Else the system on which it was made would stand in it.
            entry.compress_type, entry.create_system = ZIP_DEFLATED, 0
            new.writestr(entry, change(name, old.read(name)))
    return out.getvalue()

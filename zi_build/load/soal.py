"""The map from our codes to PortalRB's question numbers: a CSV with the columns `kode` and `soal_id`."""

import csv
import io
from collections.abc import Mapping
from pathlib import Path

from zi_build.errors import UsageError, reason_of

CODE, NUMBER = "kode", "soal_id"
DELIMITERS = ";,\t"


def load_map(file: Path, known: frozenset[str]) -> Mapping[str, int]:
    """Return code → question number; rows without a number are not mapped yet.

    Raises UsageError, with the line, for a code that the rubric does not know, a number that is
    none, and a code or number given twice.
    """
    text = _text(file)
    delimiter = max(DELIMITERS, key=text.partition("\n")[0].count)
    rows = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter)
    fields = {(name or "").strip().casefold(): name for name in rows.fieldnames or ()}
    if not {CODE, NUMBER} <= set(fields):
        raise UsageError(f"{file}:1: baris pertama harus memuat kolom {CODE} dan {NUMBER}.")
    found: dict[str, int] = {}
    for row in rows:
        code, number = ((row[fields[name]] or "").strip() for name in (CODE, NUMBER))
        if not code and not number:
            continue
        where = f"{file}:{rows.line_num}"
        if code not in known:
            raise UsageError(f"{where}: kode “{code}” tidak ada di rubrik ini.")
        if not number:
            continue
        if not (number.isascii() and number.isdigit()):
            raise UsageError(f"{where}: {NUMBER} “{number}” harus bilangan bulat.")
        if code in found or int(number) in found.values():
            raise UsageError(f"{where}: {code} atau {NUMBER} {number} tercantum dua kali.")
        found[code] = int(number)
    return found


def _text(file: Path) -> str:
    """Return the text, also of a file that Excel saved in the encoding of Windows."""
    try:
        content = file.read_bytes()
    except OSError as error:
        raise UsageError(f"{file} tidak dapat dibaca ({reason_of(error)}).") from error
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")

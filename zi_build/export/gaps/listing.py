"""Gaps as a CSV file that Excel in Indonesian opens by a double click."""

import csv
import io
from collections.abc import Iterable
from datetime import date
from fractions import Fraction

from zi_build.export.gaps.columns import HEADS, About, Row, entry_of
from zi_build.model.text import decimal

# Excel there separates by semicolon, as the comma is the decimal sign, and takes a file without this
# mark for ANSI.
# What a gap would add is rounded half up to as many places as the list on the screen shows.
PLACES = 4
SEPARATOR, MARK = ";", b"\xef\xbb\xbf"
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")


def csv_of(rows: Iterable[Row], about: About) -> bytes:
    """Return the file; text that Excel would run as a formula begins with an apostrophe."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=SEPARATOR, lineterminator="\r\n")
    writer.writerow(HEADS)
    writer.writerows([_text(cell) for cell in entry_of(row, about).cells] for row in rows)
    return MARK + out.getvalue().encode()


def _text(cell: str | date | Fraction | None) -> str:
    if isinstance(cell, Fraction):
        text = decimal(cell, PLACES)
        return text.rstrip("0").rstrip(",")
    if isinstance(cell, date):
        return cell.isoformat()
    text = " ".join((cell or "").split())
    return f"'{text}" if text.startswith(FORMULA_SIGNS) else text

"""The course of an office as data: JSON for programs, and CSV as Excel opens it in Indonesia."""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from fractions import Fraction
from typing import Any

from zi_build.export.figures import number
from zi_build.model import text
from zi_build.model.outcome import Share
from zi_build.model.result import Build
from zi_build.model.trend import Moment

BOM = b"\xef\xbb\xbf"
# Excel takes a cell that begins with one of these for a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def months(build: Build, told: Iterable[Moment]) -> dict[str, Any]:
    """Return the data of the trend: numbers alone, exact, as text."""
    workspace = build.workspace
    return {
        "rubric": workspace.rubric.id,
        "as_of": workspace.as_of.isoformat(),
        "unit": workspace.unit.name,
        "answers": workspace.assessment.path,
        "months": [_month(one) for one in told],
    }


def _month(moment: Moment) -> dict[str, Any]:
    return {
        "day": moment.day.isoformat(),
        "running": moment.running,
        "completeness": _share(moment.completeness),
        "supported": _score(moment.supported, moment.areas),
        "claimed": _score(moment.claimed, moment.claimed_areas),
        "conditions": {
            name: {"met": one.held, "asked": one.due} for name, one in moment.conditions.items()
        },
        "papers": moment.papers,
    }


def _share(share: Share) -> dict[str, int]:
    return {"held": share.held, "due": share.due}


def _score(total: Fraction, areas: Mapping[str, Fraction]) -> dict[str, Any]:
    return {
        "total": number(total),
        "areas": {area: number(points) for area, points in areas.items()},
    }


def months_csv(told: Iterable[Moment]) -> bytes:
    """Return the months as a table; scores are rounded, as pages show them."""
    rows = list(told)
    areas = list(rows[0].areas) if rows else []
    predicates = list(rows[0].conditions) if rows else []
    heads = [
        "Keadaan per",
        "Dokumen ada",
        "Sudah waktunya",
        "Kelengkapan (%)",
        "Nilai berdasarkan bukti",
        *(f"Bukti area {area}" for area in areas),
        "Nilai menurut unit",
        *(f"Unit area {area}" for area in areas),
        *(f"Syarat {name} terpenuhi" for name in predicates),
        *(f"Syarat {name} diminta" for name in predicates),
        "Berkas bukti",
    ]
    return table(heads, (_month_row(one, areas, predicates) for one in rows))


def _month_row(moment: Moment, areas: list[str], predicates: list[str]) -> list[str]:
    share = moment.completeness.fraction
    return [
        moment.day.isoformat(),
        str(moment.completeness.held),
        str(moment.completeness.due),
        "" if share is None else text.decimal(share * 100),
        text.decimal(moment.supported),
        *(text.decimal(moment.areas[area]) for area in areas),
        text.decimal(moment.claimed),
        *(text.decimal(moment.claimed_areas[area]) for area in areas),
        *(str(moment.conditions[name].held) for name in predicates),
        *(str(moment.conditions[name].due) for name in predicates),
        str(moment.papers),
    ]


def table(heads: Iterable[str], rows: Iterable[Iterable[str]]) -> bytes:
    """Return a CSV file with semicolons, in UTF-8 with the mark by which Excel knows it."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(heads)
    writer.writerows([_harmless(cell) for cell in row] for row in rows)
    return BOM + out.getvalue().encode("utf-8", "replace")


def _harmless(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def iso(day: date | None) -> str | None:
    """Return a date as data, or None."""
    return day.isoformat() if day else None


def yes(said: Iterable[bool]) -> Iterator[str]:
    """Yield the word of a table for each fact."""
    return ("ya" if one else "" for one in said)

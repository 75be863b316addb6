"""The Word file of a report: a template, that an office may replace, with the charts of the PDF."""

import io
from collections.abc import Callable, Mapping
from datetime import date
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from zi_build.export.report.fields import Fields
from zi_build.export.report.plain import clean
from zi_build.export.report.typeset import CHARTS, FOLDER, chart
from zi_build.export.word import filled

if TYPE_CHECKING:
    from docxtpl import DocxTemplate

# Of a Word file (ECMA-376 part 2, core properties as python-docx keeps them).
LONGEST_PROPERTY = 255
TEMPLATE = FOLDER / "laporan.docx"
NAMES = "Nama setiap isian ada di bantuan, halaman Laporan."


def docx(fields: Fields, day: date, template: Path | None = None) -> bytes:
    """Return the report as a Word file; equal fields and template give equal bytes.

    Raises UsageError when an office's own template cannot be read or filled in, with what is wrong.
    """
    pictures = {name: chart(fields, name) for name in CHARTS}

    def finish(made: "DocxTemplate") -> None:
        made.allow_missing_pics = True
        for name, picture in pictures.items():
            made.replace_pic(f"grafik-{name}.png", io.BytesIO(picture))
        properties = made.docx.core_properties
        office = fields["kantor"]["nama"]
        properties.title = clean(
            f"{fields['judul']} {fields['periode']} {office}", LONGEST_PROPERTY
        )
        properties.author, properties.subject = office, f"Keadaan per {fields['per']}"

    return filled(
        template or TEMPLATE,
        {**fields, **_counters()},
        day,
        own=template is not None,
        names=NAMES,
        finish=finish,
    )


def _counters() -> Mapping[str, Callable[[], int]]:
    """Return what counts captions and bookmarks while the template is filled in, from top to bottom."""
    begun = count(1)
    ended = count(1)
    tables, figures = count(1), count(1)
    return {
        "nomor_tabel": lambda: next(tables),
        "nomor_gambar": lambda: next(figures),
        "nomor_tanda": lambda: next(begun),
        "nomor_tanda_tutup": lambda: next(ended),
    }

"""The Word file of a report: a template, that an office may replace, filled in by docxtpl."""

import io
import zipfile
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from itertools import count
from pathlib import Path

from zi_build.errors import UsageError
from zi_build.export.report.fields import Fields
from zi_build.export.report.plain import clean
from zi_build.export.report.typeset import CHARTS, FOLDER, chart

LONGEST_PROPERTY = (
    255  # of a Word file (ECMA-376 part 2, core properties as python-docx keeps them)
)
TEMPLATE = FOLDER / "laporan.docx"


def docx(fields: Fields, day: date, template: Path | None = None) -> bytes:
    """Return the report as a Word file; equal fields and template give equal bytes.

    Raises UsageError when an office's own template cannot be read or filled in, with what is wrong.
    """
    source = template or TEMPLATE
    pictures = {name: chart(fields, name) for name in CHARTS}
    try:
        raw = _rendered(source, fields, day, pictures)
    except Exception as error:
        if template is None:
            raise
        # Word files are broken in many ways, and each library under docxtpl says so in its own.
        raise UsageError(f"Templat {template} tidak dapat diisi: {_reason(error)}") from error
    return _dated(raw, day)


def _reason(error: Exception) -> str:
    """Say in Indonesian what is wrong with a template."""
    from jinja2 import TemplateSyntaxError, UndefinedError  # noqa: PLC0415

    if isinstance(error, UndefinedError):
        return f"isian yang tidak dikenal ({error}). Nama setiap isian ada di bantuan, halaman Laporan."
    if isinstance(error, TemplateSyntaxError):
        return f"tanda isian keliru ({error.message})."
    if isinstance(error, (zipfile.BadZipFile, KeyError, ValueError)):
        return f"bukan berkas Word .docx yang utuh ({error})."
    return f"{type(error).__name__}: {error}"


def _rendered(source: Path, fields: Fields, day: date, pictures: Mapping[str, bytes]) -> bytes:
    from docxtpl import DocxTemplate  # noqa: PLC0415  (lxml and python-docx, wanted by reports alone)
    from jinja2 import StrictUndefined  # noqa: PLC0415
    from jinja2.sandbox import SandboxedEnvironment  # noqa: PLC0415

    # A template may come from anywhere: it can fill in fields, and reach nothing else.
    environment = SandboxedEnvironment(autoescape=True, undefined=StrictUndefined)
    made = DocxTemplate(source)
    made.allow_missing_pics = True
    made.render({**fields, **_counters()}, environment)
    for name, picture in pictures.items():
        made.replace_pic(f"grafik-{name}.png", io.BytesIO(picture))
    properties = made.docx.core_properties
    office = fields["kantor"]["nama"]
    properties.title = clean(f"{fields['judul']} {fields['periode']} {office}", LONGEST_PROPERTY)
    properties.author, properties.subject = office, f"Keadaan per {fields['per']}"
    properties.created = properties.modified = datetime(day.year, day.month, day.day, tzinfo=UTC)
    raw = io.BytesIO()
    made.save(raw)
    return raw.getvalue()


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


def _dated(raw: bytes, day: date) -> bytes:
    """Pack the file again with the day of judgement as the date of every part."""
    stamp = (max(1980, day.year), day.month, day.day, 0, 0, 0)
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            entry = zipfile.ZipInfo(name, stamp)
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, old.read(name))
    return out.getvalue()

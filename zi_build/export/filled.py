"""Word files from templates: an office may replace a template, and equal input gives equal bytes."""

import io
import unicodedata
import zipfile
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from zi_build.errors import UsageError

EARLIEST = date(1980, 1, 1)  # the first day that a ZIP archive can name
INSTALL = (
    "Pembuat berkas Word belum terpasang. Pasanglah dengan: pip install "
    '"zi-build[laporan]" (dari salinan kode: pip install ".[laporan]").'
)


def filled(source: Path, fields: dict[str, Any], day: date, *, own: bool) -> bytes:
    """Return a template with its fields filled in, dated by `day` throughout.

    Raises UsageError when docxtpl is not installed, and when an office's `own` template cannot be
    read or filled in, with what is wrong.
    """
    try:
        raw = _rendered(source, {key: _clean(one) for key, one in fields.items()}, day)
    except ModuleNotFoundError as error:
        raise UsageError(INSTALL) from error
    except Exception as error:
        if not own:
            raise
        # Word files are broken in many ways, and each library under docxtpl says so in its own.
        raise UsageError(f"Templat {source} tidak dapat diisi: {_reason(error)}") from error
    return dated(raw, day)


def _rendered(source: Path, fields: dict[str, Any], day: date) -> bytes:
    from docxtpl import DocxTemplate  # noqa: PLC0415  (lxml and python-docx, wanted by letters alone)
    from jinja2 import StrictUndefined  # noqa: PLC0415
    from jinja2.sandbox import SandboxedEnvironment  # noqa: PLC0415

    # A template may come from anywhere: it can fill in fields, and reach nothing else.
    environment = SandboxedEnvironment(autoescape=True, undefined=StrictUndefined)
    made = DocxTemplate(source)
    made.render(fields, environment)
    properties = made.docx.core_properties
    properties.created = properties.modified = datetime(day.year, day.month, day.day, tzinfo=UTC)
    raw = io.BytesIO()
    made.save(raw)
    return raw.getvalue()


def _reason(error: Exception) -> str:
    """Say in Indonesian what is wrong with a template."""
    from jinja2 import TemplateSyntaxError, UndefinedError  # noqa: PLC0415

    if isinstance(error, UndefinedError):
        return f"isian yang tidak dikenal ({error}). Mulailah dari salinan templat bawaan."
    if isinstance(error, TemplateSyntaxError):
        return f"tanda isian keliru ({error.message})."
    if isinstance(error, (zipfile.BadZipFile, KeyError, ValueError)):
        return f"bukan berkas Word .docx yang utuh ({error})."
    return f"{type(error).__name__}: {error}"


def _clean(value: object) -> object:
    """Return a field without what XML forbids and what would turn a line around for its reader."""
    if isinstance(value, str):
        kept = (
            " " if unicodedata.category(letter) in {"Cc", "Cs", "Cn", "Zl", "Zp"} else letter
            for letter in value
            if unicodedata.category(letter) != "Cf"
        )
        return "".join(kept)
    if isinstance(value, dict):
        return {key: _clean(one) for key, one in value.items()}
    return [_clean(one) for one in value] if isinstance(value, list) else value


def dated(raw: bytes, day: date) -> bytes:
    """Return a ZIP file (a Word file is one) with `day` as the date of every part."""
    stamp = max(day, EARLIEST)
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            entry = zipfile.ZipInfo(name, (stamp.year, stamp.month, stamp.day, 0, 0, 0))
            entry.compress_type, entry.create_system = zipfile.ZIP_DEFLATED, 0
            new.writestr(entry, old.read(name))
    return out.getvalue()

"""Word files from templates: an office may replace a template, and equal input gives equal bytes."""

import io
import zipfile
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from zi_build.errors import UsageError
from zi_build.export.archive import dated
from zi_build.model.text import legible

if TYPE_CHECKING:
    from docxtpl import DocxTemplate

INSTALL = (
    'Pembuat laporan belum terpasang. Pasanglah dengan: pip install "zi-build[laporan]" '
    '(dari salinan kode: pip install ".[laporan]").'
)


def filled(
    source: Path,
    fields: Mapping[str, object],
    day: date,
    *,
    own: bool,
    names: str = "Mulailah dari salinan templat bawaan.",
    finish: "Callable[[DocxTemplate], None]" = lambda _: None,
) -> bytes:
    """Return a template with its fields filled in, dated by `day` throughout.

    `names` tells whoever wrote an unknown field where the known ones are found; `finish` adds what no
    field can say. Raises UsageError when docxtpl is not installed, and when an office's `own` template
    cannot be read or filled in, with what is wrong.
    """
    try:
        raw = _rendered(source, {key: _clean(one) for key, one in fields.items()}, day, finish)
    except ModuleNotFoundError as error:
        raise UsageError(INSTALL) from error
    except Exception as error:
        if not own:
            raise
        # Word files are broken in many ways, and each library under docxtpl says so in its own.
        told = _reason(error, names)
        raise UsageError(f"Templat {source} tidak dapat diisi: {told}") from error
    return dated(raw, day)


def _rendered(
    source: Path,
    fields: Mapping[str, object],
    day: date,
    finish: "Callable[[DocxTemplate], None]",
) -> bytes:
    from docxtpl import DocxTemplate  # noqa: PLC0415  (lxml and python-docx, wanted by letters alone)
    from jinja2 import StrictUndefined  # noqa: PLC0415
    from jinja2.sandbox import SandboxedEnvironment  # noqa: PLC0415

    # A template may come from anywhere: it can fill in fields, and reach nothing else.
    environment = SandboxedEnvironment(autoescape=True, undefined=StrictUndefined)
    made = DocxTemplate(source)
    made.render(fields, environment)
    finish(made)
    properties = made.docx.core_properties
    properties.created = properties.modified = datetime(day.year, day.month, day.day, tzinfo=UTC)
    raw = io.BytesIO()
    made.save(raw)
    return raw.getvalue()


def _reason(error: Exception, names: str) -> str:
    """Say in Indonesian what is wrong with a template."""
    from jinja2 import TemplateSyntaxError, UndefinedError  # noqa: PLC0415

    if isinstance(error, UndefinedError):
        return f"isian yang tidak dikenal ({error}). {names}"
    if isinstance(error, TemplateSyntaxError):
        return f"tanda isian keliru ({error.message})."
    if isinstance(error, (zipfile.BadZipFile, KeyError, ValueError)):
        return f"bukan berkas Word .docx yang utuh ({error})."
    return f"{type(error).__name__}: {error}"


def _clean(value: object) -> object:
    """Return a field with every text in it legible."""
    if isinstance(value, str):
        return legible(value)
    if isinstance(value, dict):
        return {key: _clean(one) for key, one in value.items()}
    return [_clean(one) for one in value] if isinstance(value, list) else value

"""The report as a file: the built-in template or the office's own, filled in."""

from pathlib import Path

from zi_build import data
from zi_build.export.lhe.fields import fields_of
from zi_build.export.word import filled
from zi_build.model.view import View

TEMPLATE = data.FOLDER / "laporan" / "lhe.docx"


def letter(view: View, predicate: str, template: Path | None = None) -> bytes:
    """Return the draft of the evaluation report as a Word file.

    Raises UsageError when docxtpl is not installed or an office's template cannot be filled in.
    """
    fields = fields_of(view, predicate)
    return filled(template or TEMPLATE, fields, view.as_of, own=template is not None)

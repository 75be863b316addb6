"""Compile what click says in Indonesian: `python tools/messages`."""

import io
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from zi_build import data

SOURCE = data.FOLDER / "bahasa" / "id" / "LC_MESSAGES" / "messages.po"
DAY = datetime(2026, 1, 1, tzinfo=UTC)


def compiled(source: Path = SOURCE) -> bytes:
    """Return the bytes that gettext reads."""
    file = io.BytesIO()
    with source.open("rb") as stream:
        messages = read_po(stream, locale="id")
    # The same bytes every day.
    messages.creation_date = messages.revision_date = DAY
    messages.header_comment = ""
    write_mo(file, messages)
    return file.getvalue()


if __name__ == "__main__":
    SOURCE.with_suffix(".mo").write_bytes(compiled())

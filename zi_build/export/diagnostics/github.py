"""Workflow commands of GitHub Actions, and the summary of a job.

GitHub shows ten errors and ten warnings of a step beside the files and drops the rest without a
word (docs.github.com, "Workflow commands", limits of annotations): so no more are written, the last
says how many there are besides, and the log and the summary hold every one.
"""

from collections.abc import Iterator

from zi_build.export.diagnostics.listing import ERROR, Listed, Listing, flat

SHOWN = 10
LONGEST = 500_000  # of the 1 MiB (1,048,576 bytes) that a step's summary may hold
_DATA = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_PROPERTY = {**_DATA, ord(":"): "%3A", ord(","): "%2C"}
WORDS = {ERROR: "galat", "warning": "peringatan"}


def commands(listing: Listing) -> str:
    """Return the log: annotations of what is new, then every diagnostic as plain text."""
    news = [row for row in listing.rows if not row.known]
    lines = [_command(ERROR, fall, title="zi") for fall in listing.falls[:SHOWN]]
    room = {ERROR: SHOWN - len(lines), "warning": SHOWN}
    for severity in (ERROR, "warning"):
        rows = [row for row in news if row.severity == severity]
        lines += _annotations(severity, rows, room[severity])
    lines += ["", *(_plain(row) for row in listing.rows)]
    lines += [_inert(f"lebih buruk: {fall}") for fall in listing.falls]
    return "\n".join([*lines, listing.summary]).lstrip("\n")


def _annotations(severity: str, rows: list[Listed], room: int) -> Iterator[str]:
    if len(rows) <= room:
        yield from (_annotation(row) for row in rows)
        return
    shown = max(room - 1, 0)
    yield from (_annotation(row) for row in rows[:shown])
    rest = f"{len(rows) - shown} {WORDS[severity]} lain; semuanya ada di ringkasan dan log."
    yield _command(severity, rest, title="zi")


def _annotation(row: Listed) -> str:
    where: dict[str, object] = {"file": row.path}
    if row.line:
        where["line"] = row.line
        if row.column:
            where["col"] = row.column
    return _command(row.severity, row.message, **where, title=row.code)


def _command(severity: str, message: str, **properties: object) -> str:
    said = ",".join(f"{key}={str(value).translate(_PROPERTY)}" for key, value in properties.items())
    return f"::{severity} {said}::{message.translate(_DATA)}"


def _plain(row: Listed) -> str:
    known = ", seperti sebelumnya" if row.known else ""
    return _inert(f"{row.place}: {row.code} {WORDS[row.severity]}{known}: {row.message}")


def _inert(text: str) -> str:
    """Return a line that is no command, whatever a file is called: `##[` is one in mid-line."""
    return flat(text).replace("##[", "# #[").replace("::", ": :")


def summary(listing: Listing) -> str:
    """Return the summary of the job as Markdown: what is worse, then a table of every diagnostic."""
    lines = ["## Pemeriksaan bukti", "", f"**{listing.summary}**", ""]
    lines += [f"- {_cell(fall)}" for fall in listing.falls]
    if listing.falls:
        lines.append("")
    if listing.rows:
        lines += ["| Kode | Bobot | Berkas | Pesan |", "|---|---|---|---|"]
    size = sum(len(line.encode()) for line in lines)
    for count, row in enumerate(listing.rows):
        line = _row(row)
        size += len(line.encode()) + 1
        if size > LONGEST:
            lines += ["", f"{len(listing.rows) - count} lainnya ada di log."]
            break
        lines.append(line)
    return "\n".join(lines) + "\n"


def _row(row: Listed) -> str:
    weight = f"{WORDS[row.severity]} (lama)" if row.known else WORDS[row.severity]
    return f"| {row.code} | {weight} | {_cell(row.place)} | {_cell(row.message)} |"


def _cell(text: str) -> str:
    """Escape what Markdown and HTML would obey."""
    escaped = flat(text).replace("&", "&amp;").replace("<", "&lt;").replace("\\", "\\\\")
    for mark in "|`*_[]#@":
        escaped = escaped.replace(mark, f"\\{mark}")
    return escaped

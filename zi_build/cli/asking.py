"""A question to the workspace and its answer: from the memory when nothing changed, else computed."""

import hashlib
import json
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from zi_build import __version__, data
from zi_build.errors import UsageError
from zi_build.load.walk import walk

if TYPE_CHECKING:
    from zi_build.model.result import Build
    from zi_build.model.view import View
    from zi_build.model.workspace import Workspace

WATCHED = ("evidence", "docs")
FOLDER = ".zi-cache"
USUAL = ("check", "score", "gaps")
EXIT_ERRORS = 1
FIRST_YEAR, LAST_YEAR = 1900, 2999


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked: which folder, which day of judgement, which rubric."""

    root: Path
    as_of: date | None
    rubric: str | None

    def file(self, name: str) -> Path:
        """Return where one projection of the last answer to this very question is remembered."""
        words = f"{self.as_of or 'bawaan'}-{self.rubric or 'bawaan'}"
        safe = hashlib.sha256(words.encode()).hexdigest()[:16]
        return self.root / FOLDER / f"laporan-{safe}-{name}.json"


def day(text: str) -> date:
    """Return the day of judgement that a text names.

    Raises ValueError when it names none, or one in whose neighbourhood the calendar ends.
    """
    found = date.fromisoformat(text)
    if not FIRST_YEAR <= found.year <= LAST_YEAR:
        raise ValueError(f"{text}: tahun {FIRST_YEAR} sampai {LAST_YEAR}")
    return found


def today(time_zone: str) -> date:
    """Return today's date in an office's time zone; one of two places that ask the clock."""
    from datetime import datetime  # noqa: PLC0415
    from zoneinfo import ZoneInfo  # noqa: PLC0415

    return datetime.now(ZoneInfo(time_zone)).date()


def workspace(question: Question) -> "Workspace":
    """Read everything that the question is about.

    Raises UsageError when the folder is no workspace or the rubric unknown.
    """
    from zi_build.load.workspace import load  # noqa: PLC0415  (slow, not needed on a hit)

    return load(question.root, as_of=question.as_of, rubric_id=question.rubric, today=today)


def build(question: Question) -> "Build":
    """Compute the whole result.

    Raises UsageError when the folder is no workspace or the rubric unknown.
    """
    from zi_build.build import build as compute  # noqa: PLC0415  (slow, not needed on a hit)

    return compute(question.root, as_of=question.as_of, rubric_id=question.rubric, today=today)


def seen(question: Question, rubric: str | None, *, internal: bool) -> "tuple[Build, View]":
    """Compute the result under the rubric that was named, else the question's, and show it."""
    from zi_build.model.view import Audience  # noqa: PLC0415
    from zi_build.views import view  # noqa: PLC0415

    built = build(replace(question, rubric=rubric or question.rubric))
    return built, view(built, Audience.INTERNAL if internal else Audience.PUBLIC)


def reports(question: Question, *names: str) -> dict[str, Any]:
    """Return JSON projections of the result by name (`check`, `score` and `gaps` unless others are named).

    Each is remembered in a file of its own, so that `check` does not read what `explain` tells. When no
    file's stat has changed since then, no file of the office is opened at all.
    """
    if not (question.root / "evidence").is_dir():
        raise UsageError(
            f"Tidak ada folder evidence/ di {question.root}. Kantor baru disiapkan dengan: zi init"
        )
    stats = _stats(question.root)
    print_ = _fingerprint(stats)
    newest = max((mtime for _, mtime in stats), default=0)
    wanted = names or USUAL
    known = {name: _recall(question, name, print_, newest) for name in wanted}
    if None in known.values():
        found = _compute(question, print_)
        return {name: found[name] for name in wanted}
    return {name: told["report"] for name, told in known.items() if told}


def leave_with_errors(diagnostics: list[dict[str, Any]]) -> None:
    """Leave with 1 when errors stand against files, whatever was asked: they did not count."""
    if any(one["severity"] == "error" for one in diagnostics):
        raise click.exceptions.Exit(EXIT_ERRORS)


def _stats(root: Path) -> list[tuple[str, int]]:
    rows = []
    for folder in WATCHED:
        faults: list[Any] = []
        entries = walk(root, folder, faults)
        rows += [(f"{entry.path}\0{entry.signature}", entry.mtime) for entry in entries]
        rows += [(f"{fault.place.path}\0{fault.kind}", 0) for fault in faults]
    rows += [(f"\0{name}\0{stamp}", 0) for name, stamp in _instrument()]
    return rows


def _instrument() -> Iterator[tuple[str, int]]:
    """Yield what the answer depends on besides: the instrument, and the rules themselves."""
    for file in sorted([*data.FOLDER.rglob("*.yml"), *data.FOLDER.parent.rglob("*.py")]):
        yield file.name, file.stat().st_mtime_ns


def _fingerprint(stats: list[tuple[str, int]]) -> str:
    whole = "\n".join([__version__, *(row for row, _ in stats)])
    return hashlib.sha256(whole.encode("utf-8", "surrogateescape")).hexdigest()


def _recall(question: Question, name: str, print_: str, newest: int) -> dict[str, Any] | None:
    """Return what is remembered, unless a file may have changed in the tick of its writing."""
    file = question.file(name)
    with suppress(OSError, ValueError, KeyError, TypeError):
        seal, _, body = file.read_bytes().partition(b"\n")
        known: dict[str, Any] = json.loads(body) if seal == _seal(body) else {}
        fresh = file.stat().st_mtime_ns > newest
        pinned = known["time_zone"] is None or today(known["time_zone"]).isoformat() == known["day"]
        if known["fingerprint"] == print_ and fresh and pinned and "report" in known:
            return known
    return None


def _seal(body: bytes) -> bytes:
    return hashlib.sha256(body).hexdigest().encode()


def _compute(question: Question, print_: str) -> dict[str, Any]:
    """Build once, and remember every projection of the result."""
    from zi_build.export.projections import every  # noqa: PLC0415
    from zi_build.load.cache import write_atomically  # noqa: PLC0415

    built = build(question)
    found = every(built)
    unit = built.workspace.unit
    remembered = {
        "fingerprint": print_,
        "time_zone": None if question.as_of or unit.as_of else unit.time_zone,
        "day": built.workspace.as_of.isoformat(),
    }
    with suppress(OSError):
        for name, report in found.items():
            body = json.dumps({**remembered, "report": report}).encode()
            write_atomically(question.file(name), _seal(body) + b"\n" + body)
    return found

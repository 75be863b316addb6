"""The head of a table: which column is what, by its name, however it is written."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from zi_build.load.results.cells import plain
from zi_build.load.results.grid import Grid, Row
from zi_build.load.results.headwords import (
    ASKS,
    ASPECTS,
    COUNTS,
    DATE,
    DIMENSIONS,
    IDENTITY,
    IGNORED,
    NUMBERED,
    REGISTERS,
    SENTENCE,
    UNSUR_WORDS,
)
from zi_build.model.survey import UNSUR

HEAD_WITHIN = 30
LONGEST_IDENTITY = 5


@dataclass(frozen=True, slots=True)
class Column:
    """One column with a role; `label` is its heading as written."""

    at: int
    role: str
    label: str


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a table: its line, the rows below it, and what is known of its columns.

    `unknown` are columns whose heading says nothing to the program; `identity` names columns that
    hold persons, which are never read. `width` is how many columns have a heading;
    `month_first` that the dates below are written the American way.
    """

    line: int
    below: int
    width: int
    columns: tuple[Column, ...]
    unknown: tuple[Column, ...]
    identity: tuple[Column, ...]
    month_first: bool = False

    @property
    def sureness(self) -> tuple[int, int]:
        """How many columns are known by words, and how many by a bare number."""
        named = [column for column in self.columns if not column.label.isdigit()]
        return len(named) + len(self.identity), len(self.columns) - len(named)

    def data(self, grid: Grid) -> Iterator[Row]:
        """Yield the rows below the head that hold anything."""
        return (row for row in grid.rows[self.below :] if not row.is_blank)

    def all(self, role: str) -> tuple[Column, ...]:
        """Return every column of one role."""
        return tuple(column for column in self.columns if column.role == role)

    def at(self, role: str) -> int | None:
        """Return where the first column of a role stands."""
        return next((column.at for column in self.columns if column.role == role), None)


def recognised(rows: Sequence[Row], kind: str) -> int:
    """Return how many columns of the best head among the first rows are known."""
    head = head_of(rows, kind)
    return len(head.columns) + len(head.identity) if head else 0


def head_of(rows: Sequence[Row], kind: str) -> Head | None:
    """Return the head of a table: the row in which most columns are known; None without any.

    Titles may stand above it. A cell that is empty because the one above spans two rows takes the
    text from there. Bare numbers (`1`, `2`, …) may be headings, but a row of answers holds them too:
    they only decide between rows that are equally well known otherwise.
    """
    best: Head | None = None
    for index, row in enumerate(rows[:HEAD_WITHIN]):
        above = rows[index - 1].cells if index else ()
        found = _read(index, row, above, kind)
        if best is None or found.sureness > best.sureness:
            best = found
    return best if best and best.sureness > (0, 0) else None


def _read(index: int, row: Row, above: tuple[str, ...], kind: str) -> Head:
    titles = [
        cell or (above[at] if at < len(above) and _role(above[at], kind) else "")
        for at, cell in enumerate(row.cells)
    ]
    columns: list[Column] = []
    unknown: list[Column] = []
    identity: list[Column] = []
    roles = _register_roles(titles, kind) if kind in REGISTERS else {}
    for at, title in enumerate(titles):
        if not title:
            continue
        role = _identity(title) or roles.get(at) or ("" if roles else _role(title, kind))
        if role == "identity":
            identity.append(Column(at, role, title))
        elif role:
            columns.append(Column(at, role, title))
        else:
            unknown.append(Column(at, "", title))
    width = max((at + 1 for at, title in enumerate(titles) if title), default=0)
    return Head(row.line, index + 1, width, tuple(columns), tuple(unknown), tuple(identity))


def _register_roles(titles: Sequence[str], kind: str) -> dict[int, str]:
    """Give each role to the first heading that fits it, the surest patterns first."""
    names = [plain(title) for title in titles]
    roles: dict[int, str] = {}
    for role, pattern in REGISTERS[kind]:
        if role in roles.values():
            continue
        for at, name in enumerate(names):
            if at not in roles and name and not _identity(name) and re.fullmatch(pattern, name):
                roles[at] = role
                break
    return roles


def _identity(title: str) -> str:
    name = plain(title)
    short = len(name.split()) <= LONGEST_IDENTITY
    return "identity" if short and IDENTITY.fullmatch(name) else ""


def _role(title: str, kind: str) -> str:
    """Return what a column of a survey is: `date`, `ignored`, `by:…` a group, `U1` …, `question`."""
    name = plain(title)
    if kind in REGISTERS:
        patterns = REGISTERS[kind]
        return next((role for role, pattern in patterns if re.fullmatch(pattern, name)), "")
    known = (
        (_identity(title), bool(_identity(title))),
        ("date", DATE.fullmatch(name)),
        *((f"by:{said}", re.fullmatch(pattern, name)) for said, pattern in DIMENSIONS),
        ("ignored", IGNORED.fullmatch(name)),
    )
    found = next((role for role, fits in known if fits), "")
    if found or kind == "skm":
        return found or unsur_of(name)
    return "question" if NUMBERED.fullmatch(name) or aspect_of(title) else ""


def asks(title: str) -> bool:
    """Tell whether a heading that is not known reads like a question, or names one of the unsur.

    >>> asks("Petugas melayani dengan adil"), asks("Waktu"), asks("Kunjungan ke"), asks("Nr")
    (True, True, False, False)
    """
    name = plain(title)
    if COUNTS.fullmatch(name):
        return False
    whole = title.rstrip().endswith("?") or len(name.split()) >= SENTENCE
    return whole or bool(ASKS.fullmatch(name) or unsur_of(name))


def unsur_of(name: str) -> str:
    """Return the unsur that a plain heading names, by its words before its number; empty for none.

    >>> unsur_of("u8 sarana dan prasarana"), unsur_of("unsur 1")
    ('U9', 'U1')
    """
    said = [(match.start(), key) for key, word in UNSUR_WORDS if (match := re.search(word, name))]
    numbered = NUMBERED.fullmatch(name)
    number = f"U{int(numbered[1])}" if numbered else ""
    if any(key == number for _, key in said):
        return number
    if said:
        return min(said)[1]
    return number if number in UNSUR else ""


def aspect_of(title: str) -> str | None:
    """Return the aspect of the anti-corruption survey that a question is about, or None."""
    name = plain(title)
    return next((aspect for aspect, words in ASPECTS if re.search(words, name)), None)

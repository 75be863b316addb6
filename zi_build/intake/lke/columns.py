"""Which column of a sheet holds what: by the words of its head, and by what stands below them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from zi_build.intake.lke.cells import Cell, Sheet
from zi_build.intake.lke.heads import Role, Who, heads_of, limit_rows, role_of, who_of
from zi_build.intake.lke.values import is_empty, scale_of

LONG_TEXT = 18
# So many cells of one kind, and half of all, make a column one of that kind.
FEWEST_SCALES, FEWEST_ANSWERS = 3, 2
_MARK = re.compile(r"(?:[a-z]|[ivx]+|\d{1,2})[.)]|-", re.IGNORECASE)
_EXPLAINS = re.compile(
    r"\s*(?:a\s*[.)].*\bb\s*[.)]|ya\s*,?\s*(?:apabila|bila|jika))", re.IGNORECASE | re.DOTALL
)


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of one table; voices that the head does not name are in `nameless`.

    `text` are all columns in which outline and questions stand, `main` the one of the questions.
    """

    text: tuple[int, ...] = ()
    main: int = 0
    weight: int | None = None
    options: int | None = None
    shows_scales: bool = False
    explanation: int | None = None
    answers: Mapping[Who, int] = field(default_factory=dict)
    scores: Mapping[Who, int] = field(default_factory=dict)
    percents: Mapping[Who, int] = field(default_factory=dict)
    notes: Mapping[Who, int] = field(default_factory=dict)
    evidence: tuple[int, ...] = ()
    nameless: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of a sheet that share one head."""

    sheet: Sheet
    columns: Columns
    rows: tuple[int, ...]


@dataclass(slots=True)
class _Profile:
    """What stands in one column of a table."""

    filled: int = 0
    scales: int = 0
    answers: int = 0
    numbers: int = 0
    long: int = 0
    explains: int = 0
    marks: int = 0
    letters: set[str] = field(default_factory=set)
    texts: set[str] = field(default_factory=set)

    def take(self, cell: Cell) -> None:
        """Count one cell."""
        text = cell.text
        self.filled += bool(text)
        self.scales += bool(scale_of(text))
        low = text.casefold().strip(" .()")
        bare = low in {"ya", "tidak", "y", "t", "tdk", "a", "b", "c", "d", "e"}
        waiting = is_empty(text) and bool(text) and not scale_of(text)
        self.answers += bare or waiting
        self.letters |= {low} if bare else set()
        self.numbers += cell.is_number
        if isinstance(cell.value, str) and len(text) >= LONG_TEXT:
            self.long += 1
            self.texts.add(text)
        self.explains += bool(_EXPLAINS.match(text))
        self.marks += bool(_MARK.fullmatch(text))

    @property
    def holds_answers(self) -> bool:
        """Whether answers, and not the letters of an outline, stand here."""
        mostly = self.answers * 2 >= self.filled - self.numbers
        return self.answers >= FEWEST_ANSWERS and mostly and self.marks * 2 < self.filled


def tables_of(sheet: Sheet) -> list[Table]:
    """Cut a sheet at its heads and find the columns of each part."""
    heads = list(heads_of(sheet))
    limits = limit_rows(sheet)
    numbers = [number for number in sheet.rows if number not in limits]
    starts = [rows for rows, _ in heads]
    tables: list[Table] = []
    if not heads or (numbers and numbers[0] < starts[0][0]):
        before = tuple(n for n in numbers if not heads or n < starts[0][0])
        if not heads:
            tables.append(Table(sheet, _columns(sheet, before, {}), before))
    for place, (rows, titles) in enumerate(heads):
        end = starts[place + 1][0] if place + 1 < len(starts) else numbers[-1] + 1
        body = tuple(n for n in numbers if rows[-1] < n < end)
        columns = _columns(sheet, body, titles)
        if tables and _repeats(titles, tables[-1].columns):
            columns = tables[-1].columns
        tables.append(Table(sheet, columns, body))
    return tables


def _repeats(titles: Mapping[int, str], before: Columns) -> bool:
    """Tell whether a head only repeats, perhaps in part, the one of the page before."""
    known: Mapping[Role, tuple[int | None, ...]] = {
        Role.ANSWER: (*before.answers.values(), *before.nameless),
        Role.OPTIONS: (before.options,),
        Role.WEIGHT: (before.weight,),
        Role.SCORE: tuple(before.scores.values()),
        Role.TEXT: before.text,
    }
    roles = [(column, role_of(title)) for column, title in titles.items()]
    told = [(column, role) for column, role in roles if role in known]
    return bool(told) and all(column in known[role] for column, role in told if role)


def _columns(sheet: Sheet, rows: tuple[int, ...], titles: Mapping[int, str]) -> Columns:
    """Return the columns of a table: what the head says, where what stands below agrees."""
    profiles: dict[int, _Profile] = {}
    for number in rows:
        for column, cell in sheet.rows[number].items():
            profiles.setdefault(column, _Profile()).take(cell)
    roles: dict[int, Role | None] = {}
    for column, profile in sorted(profiles.items()):
        roles[column] = _checked(role_of(titles.get(column, "")), profile)
    _fill_in(roles, profiles)
    return _named(roles, titles, profiles)


def _checked(role: Role | None, profile: _Profile) -> Role | None:
    """Let what stands below correct what the head says."""
    if profile.scales >= FEWEST_SCALES and profile.scales * 2 >= profile.filled - profile.numbers:
        return Role.OPTIONS
    if role in {Role.NOTE, Role.OPTIONS} and profile.explains * 2 > profile.filled:
        return Role.EXPLANATION
    if role is Role.OPTIONS and profile.long * 2 > profile.filled:
        return Role.EXPLANATION
    if role in {Role.TEXT, Role.SCORE} and profile.holds_answers and profile.letters:
        return Role.ANSWER
    if role is Role.EXPLANATION and not profile.long:
        return Role.NOTE if profile.filled else role
    return role


def _fill_in(roles: dict[int, Role | None], profiles: Mapping[int, _Profile]) -> None:
    """Find by content what no head has named: the questions, their scales, their answers."""
    if Role.TEXT not in roles.values():
        longest = max((p.long for p in profiles.values()), default=0)
        for spare in ({None, Role.NUMBER}, {Role.EXPLANATION}):
            found = (
                column
                for column, profile in sorted(profiles.items())
                if roles[column] in spare and longest and profile.long * 5 >= longest * 3
            )
            column = next(found, None)
            if column is not None:
                roles[column] = Role.TEXT
                break
    text = next((column for column, role in sorted(roles.items()) if role is Role.TEXT), None)
    if Role.ANSWER not in roles.values() and text is not None:
        for column, profile in sorted(profiles.items()):
            nameless = roles[column] in {None, Role.SCORE}
            if column > text and nameless and profile.holds_answers:
                roles[column] = Role.ANSWER


def _named(
    roles: Mapping[int, Role | None], titles: Mapping[int, str], profiles: Mapping[int, _Profile]
) -> Columns:
    """Give each column to its voice; the first answers without a name are the unit's."""
    by_voice: dict[Role, dict[Who, int]] = {
        role: {} for role in (Role.ANSWER, Role.SCORE, Role.PERCENT, Role.NOTE)
    }
    nameless: list[int] = []
    last: Who | None = None
    for column in sorted(roles):
        role, who = roles[column], who_of(titles.get(column, ""))
        if role is None and who and profiles[column].holds_answers:
            role = Role.ANSWER
        if role not in by_voice:
            continue
        if role is Role.ANSWER:
            last = who or (Who.UNIT if Who.UNIT not in by_voice[role] else None)
            if last is None or last in by_voice[role]:
                nameless.append(column)
                last = None
                continue
        owner = who or last or Who.UNIT
        by_voice[role].setdefault(owner, column)
    one = {role: column for column, role in sorted(roles.items(), reverse=True)}
    texts = _texts(roles)
    options = one.get(Role.OPTIONS)
    return Columns(
        text=texts,
        main=max(texts, key=lambda column: len(profiles[column].texts), default=0),
        weight=one.get(Role.WEIGHT),
        options=options,
        shows_scales=options is not None and profiles[options].scales >= FEWEST_SCALES,
        explanation=one.get(Role.EXPLANATION),
        answers=by_voice[Role.ANSWER],
        scores=by_voice[Role.SCORE],
        percents=by_voice[Role.PERCENT],
        notes=by_voice[Role.NOTE],
        evidence=tuple(c for c, r in sorted(roles.items()) if r is Role.EVIDENCE),
        nameless=tuple(nameless),
    )


def _texts(roles: Mapping[int, Role | None]) -> tuple[int, ...]:
    """Return the columns of outline and questions: up to the first one of another role after them.

    The head of the questions often spans several columns, of which only the first has its words.
    """
    plain = {None, Role.TEXT, Role.NUMBER}
    last = max((column for column, role in roles.items() if role is Role.TEXT), default=0)
    others = (c for c, role in roles.items() if role not in plain and role is not Role.WEIGHT)
    end = min((column for column in others if column > last), default=10**6)
    return tuple(c for c, role in sorted(roles.items()) if c < end and role in plain)

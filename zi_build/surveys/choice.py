"""Which of several tables of one period is used: one order for the results and for the rule on it."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import TypeVar

from zi_build.diagnostics import Place
from zi_build.model.register import AuditRegister, ComplaintRegister
from zi_build.model.survey import SMALL, Survey
from zi_build.model.workspace import Workspace

Table = Survey | AuditRegister | ComplaintRegister
Key = tuple[object, ...]
T = TypeVar("T", Survey, AuditRegister, ComplaintRegister)


def speaks(table: Table, as_of: date) -> bool:
    """Tell whether a table may be used on a day; a survey of fewer than five people never is."""
    enough = not isinstance(table, Survey) or table.respondents >= SMALL
    return enough and table.begun <= as_of


def rank(table: Table, as_of: date) -> tuple[bool, bool, date, str]:
    """Return the place of a table among those of its period; the largest is used.

    A day that was stated beside the table weighs more than one that is guessed from its name.
    """
    stated = bool(table.about and table.about.on)
    return speaks(table, as_of), stated, table.day_on(as_of), table.place.path


def best(tables: Iterable[T], as_of: date) -> list[T]:
    """Return the tables that are used on a day: of each thing and period one, sorted by path."""
    found: dict[Key, T] = {}
    for one in tables:
        before = found.get(_key(one))
        if before is None or rank(one, as_of) > rank(before, as_of):
            found[_key(one)] = one
    used = (one for one in found.values() if speaks(one, as_of))
    return sorted(used, key=lambda one: one.place.path)


def passed_over(workspace: Workspace) -> Iterator[tuple[Place, str]]:
    """Yield each table beside which another of the same period is used, and the path of that one."""
    tables: list[Table] = [*workspace.surveys, *workspace.audits, *workspace.complaints]
    groups: dict[Key, list[Table]] = {}
    for one in tables:
        groups.setdefault(_key(one), []).append(one)
    for group in groups.values():
        *others, used = sorted(group, key=lambda one: rank(one, workspace.as_of))
        yield from ((one.place, used.place.path) for one in others)


def _key(table: Table) -> Key:
    if isinstance(table, Survey):
        return table.kind, table.period, table.scope
    return type(table), table.period

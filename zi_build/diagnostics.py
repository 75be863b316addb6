"""A Diagnostic says that somebody's file is wrong: which rule, where, and what the norm is."""

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How much a diagnostic weighs: an error makes exit code 1, a warning never does."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where in the workspace: a path relative to its root with `/`, and a line and column from 1."""

    path: str
    line: int | None = None
    column: int | None = None

    def __str__(self) -> str:
        """Return `path:line:column`, as editors understand it."""
        return ":".join(str(part) for part in (self.path, self.line, self.column) if part)


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One violation of one rule at one place; the message states the norm in Indonesian."""

    code: str
    severity: Severity
    place: Place
    message: str

    @property
    def sort_key(self) -> tuple[str, int, int, str, str]:
        """Order by place, then code, so that two runs print the same list."""
        return (
            self.place.path,
            self.place.line or 0,
            self.place.column or 0,
            self.code,
            self.message,
        )

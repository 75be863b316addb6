"""One rule: a stable code, a severity, a generator, and a docstring that is its page."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from inspect import cleandoc

from zi_build.diagnostics import Diagnostic, Place, Severity
from zi_build.model.workspace import Workspace

Found = Iterator[tuple[Place, str]]
Check = Callable[[Workspace], Found]


@dataclass(frozen=True, slots=True)
class Rule:
    """One row of the table of rules; one of `answers` runs for every rubric that the office answers."""

    code: str
    severity: Severity
    check: Check
    answers: bool = False

    @property
    def title(self) -> str:
        """The norm: first line of the docstring, without its full stop."""
        return cleandoc(self.check.__doc__ or "").split("\n", 1)[0].rstrip(".")

    @property
    def sections(self) -> tuple[tuple[str, str], ...]:
        """The paragraphs that follow, each with its heading (`Mengapa`, `Contoh`, …)."""
        parts = []
        for paragraph in cleandoc(self.check.__doc__ or "").split("\n\n")[1:]:
            heading, _, text = paragraph.partition(":")
            parts.append((heading.strip(), " ".join(text.split())))
        return tuple(parts)

    def diagnose(self, place: Place, message: str) -> Diagnostic:
        """Return a diagnostic of this rule."""
        return Diagnostic(self.code, self.severity, place, message)

    def run(self, workspace: Workspace) -> Iterator[Diagnostic]:
        """Yield every violation of this rule."""
        for place, message in self.check(workspace):
            yield self.diagnose(place, message)


def fault_places(workspace: Workspace, kind: str) -> Iterator[tuple[Place, tuple[str, ...]]]:
    """Yield place and detail of every fault of one kind."""
    for fault in workspace.faults:
        if fault.kind == kind:
            yield fault.place, fault.detail


def meant(word: str) -> str:
    """Return ` Maksud Anda “word”?`, or nothing when no near word is known."""
    return f" Maksud Anda “{word}”?" if word else ""

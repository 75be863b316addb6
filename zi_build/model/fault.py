"""A Fault is something that reading stumbled on; it is judged later, by a rule."""

from dataclasses import dataclass

from zi_build.diagnostics import Place


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that reading stumbled on; `kind` is the name of the rule that judges it.

    The loader states facts and never judges: `checks` turns each fault into a diagnostic.
    """

    kind: str
    place: Place
    detail: tuple[str, ...] = ()

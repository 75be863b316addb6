"""The steps to a number as text, for each kind of thing that has one."""

from collections.abc import Mapping
from typing import Any

from zi_build.cli.telling.explain import criteria, papers, sums
from zi_build.cli.telling.explain.text import Text

TELLERS = {
    "criterion": criteria.criterion,
    "group": papers.group,
    "document": papers.document,
    "sum": sums.total,
    "result": sums.result,
    "predicate": sums.predicate,
    "condition": sums.condition,
}


def explain(entry: Mapping[str, Any], wide: int | None) -> str:
    """Return the steps; `wide` is the width of a line, None where it is left whole."""
    text = Text(entry, wide)
    TELLERS[entry["what"]](text, entry)
    text.sources(entry)
    return text.whole

"""Remarks of an import that come by the dozen, as one line for each area."""

from collections.abc import Iterator, Sequence

from zi_build.intake.lke.report import About, Remark
from zi_build.model.rubric import Rubric

# So many of one area are told one by one.
FEW = 3
# What can be said of every question that there is.
FOLDED = frozenset({About.KEPT, About.EMPTY, About.ABSENT})


def told_once(remarks: Sequence[Remark]) -> list[Remark]:
    """Return the remarks without those on empty cells that are told as an answer left as it is."""
    kept = {one.key for one in remarks if one.about is About.KEPT}
    return [one for one in remarks if one.about is not About.EMPTY or _question(one) not in kept]


def folded(remarks: Sequence[Remark], rubric: Rubric) -> Iterator[Remark | str]:
    """Yield the remarks of one kind, in the rubric's order: many of one area as a single line."""
    groups: dict[str, list[Remark]] = {area.id: [] for area in rubric.areas}
    for one in remarks:
        criterion = rubric.criteria.get(_question(one))
        groups.setdefault(criterion.area if criterion else "", []).append(one)
    for area, mine in groups.items():
        if len(mine) <= FEW:
            yield from mine
        else:
            yield _line(mine, area, rubric)


def _question(one: Remark) -> str:
    """Return the id of the question that a remark is about, or whose count (`R1.1.a#agen`) it is."""
    return one.key.partition("#")[0]


def _line(remarks: Sequence[Remark], area: str, rubric: Rubric) -> str:
    """Return how many questions and counts of an area there are, and which, unless it is all of them."""
    name = next((f"area {one.id} {one.name}" for one in rubric.areas if one.id == area), "hasil")
    counts = sum("#" in one.key for one in remarks)
    numbers = {"hasil" if not area else "pertanyaan": len(remarks) - counts, "hitungan": counts}
    said = " dan ".join(f"{number} {what}" for what, number in numbers.items() if number)
    there = list(dict.fromkeys(map(_question, remarks)))
    if there == [one.id for one in rubric.criteria.values() if one.area == area]:
        return f"{name}: semuanya ({said})"
    return f"{name}: {said} ({', '.join(there)})"

"""Which folders a year has: one for each criterion, in it one for each document asked for."""

from collections.abc import Iterator
from dataclasses import dataclass

from zi_build import ids
from zi_build.intake.founding.wanted import Wanted
from zi_build.model.catalogue import Catalogue, RequiredDocument
from zi_build.model.rubric import Criterion

# Windows ends a whole path at 260 letters. With 48 letters of words after the id, the longest note
# has 107 and the longest paper that is named as the gaps propose it 157; a hundred are left for
# what stands before (C:\Users\…\OneDrive - Kementerian …\).
WORDS = 48
_FORBIDDEN = '\\/:*?"<>|'
_DANGLING = frozenset(
    {
        "dan",
        "dari",
        "atau",
        "yang",
        "untuk",
        "pada",
        "di",
        "ke",
        "oleh",
        "dengan",
        "lewat",
        "berbagai",
    }
)


@dataclass(frozen=True, slots=True)
class Place:
    """One criterion's folder: its own documents, and those of other folders that it rests on."""

    id: str
    title: str
    folder: str
    documents: tuple[RequiredDocument, ...]
    elsewhere: tuple[RequiredDocument, ...]
    criteria: tuple[Criterion, ...]


def places(wanted: Wanted) -> Iterator[Place]:
    """Yield the folders of criteria, in the order of their ids."""
    catalogue = wanted.catalogue
    for group in sorted(catalogue.groups, key=ids.natural_key):
        own = tuple(
            document
            for document in catalogue.by_criterion[group]
            if any(rubric.asks_for(document) for rubric in wanted.rubrics)
        )
        criteria = tuple(
            rubric.criteria[group] for rubric in wanted.rubrics if group in rubric.criteria
        )
        if own or criteria:
            yield Place(
                group,
                catalogue.groups[group],
                folder_name(group, catalogue.groups[group]),
                own,
                _elsewhere(catalogue, group, own, criteria),
                criteria,
            )


def folder_name(criterion: str, title: str) -> str:
    """Return the name of a criterion's folder: its id, and as many words as a short path allows.

    >>> folder_name("3.1.a", "Kebutuhan pegawai disusun dari peta jabatan dan beban kerja")
    '3.1.a Kebutuhan pegawai disusun dari peta jabatan'
    """
    words = "".join(letter for letter in title if letter not in _FORBIDDEN).split()
    while len(" ".join(words)) > WORDS or (words and words[-1].rstrip(",").casefold() in _DANGLING):
        words.pop()
    return " ".join([criterion, *words]).rstrip(" .,")


def _elsewhere(
    catalogue: Catalogue,
    group: str,
    own: tuple[RequiredDocument, ...],
    criteria: tuple[Criterion, ...],
) -> tuple[RequiredDocument, ...]:
    """Return what proves the criterion and lies under another: aliases, and shared papers."""
    named = [
        target for alias, target in catalogue.aliases.items() if ids.criterion_of(alias) == group
    ]
    named += [document for criterion in criteria for document in criterion.documents]
    return tuple(document for document in catalogue.known(named) if document not in own)

"""Where a number's rules stand: the question's page, and the recorded decisions that touch it."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from zi_build.model.catalogue import Catalogue, Decision, RequiredDocument
from zi_build.model.rubric import Criterion, Rubric

# Decisions behind the steps of a sum, by what happens in them.
BASIC = ("nilai-huruf", "pembulatan")
BORROWED = ("skala-dan-bobot-indikator",)
BY_SHARE = ("pokok-dan-pelengkap", "batas-dukungan", "jendela-periode")
BY_RHYTHM = ("skala-frekuensi", "jendela-periode")
BY_COUNT = ("hitungan-setahun",)
PERCENTAGE = ("persen-paling-banyak-seratus", "pembagi-nol")
LATE = ("dokumen-terlambat",)
WAIVED = ("pembebasan",)
LAPSED = ("penilaian-gugur",)
UNANSWERED = ("belum-dijawab",)
RESULT = ("nilai-dari-data", "survei-sementara", "bobot-hasil")
CONDITIONS = ("syarat-bersama", "pembulatan")
HELD = ("wbbm-perlu-wbk",)
SUMS = ("pembulatan",)
GENERAL = frozenset(
    name
    for group in (
        *(BASIC, BORROWED, BY_SHARE, BY_RHYTHM, BY_COUNT, PERCENTAGE, LATE, WAIVED, LAPSED),
        *(UNANSWERED, RESULT, CONDITIONS, HELD, SUMS),
    )
    for name in group
)


def of_question(rubric: Rubric, criterion: Criterion) -> list[str]:
    """Return where a question stands, and the rule that its rubric follows."""
    return [
        rubric.reference.format(letter=criterion.letter, page=criterion.page),
        f"Dasar {rubric.name}: {rubric.basis}",
    ]


def of_document(document: RequiredDocument) -> str | None:
    """Return where a document is asked for; None where the catalogue does not say."""
    if document.line is not None:
        return f"Pedoman Pembangunan ZI 2023, naskah baris {document.line}"
    return f"PermenPANRB 90/2021 halaman {document.page}" if document.page is not None else None


@lru_cache(maxsize=1)
def _words(decisions: tuple[Decision, ...]) -> tuple[tuple[str, str], ...]:
    return tuple(
        (one.id, f"{one.title} {one.observation} {one.decision} {one.source}") for one in decisions
    )


def naming(catalogue: Catalogue, names: Iterable[str]) -> Iterator[str]:
    """Yield the decisions whose words name one of several ids."""
    alternatives = "|".join(re.escape(name) for name in names)
    pattern = re.compile(rf"(?<![\w.])(?:{alternatives})(?![\w])")
    for name, words in _words(catalogue.decisions):
        if pattern.search(words):
            yield name

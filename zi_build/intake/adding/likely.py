"""Which documents a paper may be: all of them ranked by its name, its text and its kind of file."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum
from math import exp

from zi_build.intake.adding.clerks import SORTS, in_full
from zi_build.intake.lke.words import Index, words
from zi_build.model.catalogue import Catalogue, Kind, RequiredDocument
from zi_build.model.period import Grain

# How much the words of each text count beside those of the document's name.
SLUG, TITLE, VALID_IF, AREA = 0.9, 0.6, 0.3, 0.15
# What the name says weighs more than what the text says: a clerk has written it for this very paper.
NAME, TEXT = 0.55, 0.45
# A likeness is multiplied by these where something speaks against the document.
OTHER_SORT, NO_SORT, OTHER_KIND, NOT_ASKED = 0.45, 0.75, 0.6, 0.85
# A name that speaks of a semester is hardly that of a yearly paper, and cannot be a monthly one.
OTHER_CADENCE, TOO_COARSE = 0.92, 0.8
# A statement of nihil stands only where the catalogue allows it.
NO_NIHIL = 0.4
# Confidence: likenesses on this scale, beside the chance that it is none of them. Fitted to the names
# in tests/clerks.py (TUNED) so that of what is said with 80 % four out of five are right.
SHARPNESS, NONE_OF_THEM = 22.0, 0.42
# One word alone may be a slip, and nothing is certain before a person has looked.
ONE_WORD, MOST = 0.8, 0.95
HIGH, FAIR = 0.75, 0.4


class Confidence(Enum):
    """How sure a proposal is, in the words that the proposal is told in."""

    HIGH = "tinggi"
    FAIR = "sedang"
    LOW = "rendah"


@dataclass(frozen=True, slots=True)
class Likely:
    """One proposal; `chance` is the estimated share of such proposals that are right."""

    document: str
    chance: float

    @property
    def confidence(self) -> Confidence:
        """The chance in a word."""
        if self.chance >= HIGH:
            return Confidence.HIGH
        return Confidence.FAIR if self.chance >= FAIR else Confidence.LOW


@dataclass(frozen=True, slots=True)
class Clues:
    """What a paper shows of itself: the telling words of its name, what its text is about, its kind.

    `grain` is that of a month, quarter or semester in its name; days and years fit everywhere.
    """

    name: str
    subject: str = ""
    kind: Kind | None = None
    grain: Grain | None = None


class Shelf:
    """The catalogue, ready to be asked; `asked` are the documents of the office's rubric."""

    def __init__(self, catalogue: Catalogue, asked: Iterable[str]) -> None:
        self.documents = tuple(catalogue.documents.values())
        self.asked = frozenset(asked)
        self.sorts = [_sorts(document.name, document.slug) for document in self.documents]
        self.index = Index(
            (
                in_full(document.name),
                (
                    (in_full(document.slug.replace("-", " ")), SLUG),
                    (in_full(catalogue.groups[document.criterion]), TITLE),
                    (in_full(document.valid_if), VALID_IF),
                    (in_full(catalogue.areas.get(document.area, "")), AREA),
                ),
            )
            for document in self.documents
        )

    def ranked(self, paper: Clues, within: str | None = None) -> tuple[Likely, ...]:
        """Return the documents by likelihood, the likeliest first; `within` is a criterion to stay in."""
        likeness = self._likenesses(paper.name, paper.subject)
        scores: dict[str, float] = {}
        for number, document in enumerate(self.documents):
            if within and document.criterion != within:
                continue
            score = likeness.get(number, 0.0) * self._factor(number, document, paper)
            if score or within:
                scores[document.id] = score
        few = len(words(in_full(f"{paper.name} {paper.subject}"))) < 2  # noqa: PLR2004
        return _with_chances(scores, ONE_WORD if few else MOST, closed=within is not None)

    def _likenesses(self, name: str, subject: str) -> Mapping[int, float]:
        by_name = self.index.similar(in_full(name)) if name else {}
        by_text = self.index.similar(in_full(subject)) if subject else {}
        if not by_name or not by_text:
            return by_name or by_text
        return {
            number: NAME * by_name.get(number, 0.0) + TEXT * by_text.get(number, 0.0)
            for number in by_name.keys() | by_text.keys()
        }

    def _factor(self, number: int, document: RequiredDocument, paper: Clues) -> float:
        factor, mine = 1.0, self.sorts[number]
        said = _sorts(paper.name) or _sorts(paper.subject)
        if "nihil" in f"{paper.name} {paper.subject}".casefold().split():
            factor *= 1.0 if document.nihil_allowed else NO_NIHIL
        elif said and not said & mine:
            factor *= OTHER_SORT
        elif mine and not said:
            factor *= NO_SORT
        if paper.kind and paper.kind not in document.kinds:
            factor *= OTHER_KIND
        grain = document.cadence.grain
        if paper.grain and grain and grain is not paper.grain:
            factor *= TOO_COARSE if paper.grain > grain else OTHER_CADENCE
        return factor if document.id in self.asked else factor * NOT_ASKED


def _sorts(*texts: str) -> frozenset[str]:
    """Return which sorts of paper (undangan, notula, …) the first text that names one names."""
    for text in texts:
        plain = " ".join(re.findall(r"[a-z]+", in_full(text)))
        found = frozenset(name for name, pattern in SORTS if pattern.search(plain))
        if found:
            return found
    return frozenset()


def _with_chances(scores: Mapping[str, float], most: float, *, closed: bool) -> tuple[Likely, ...]:
    weights = {document: exp(SHARPNESS * score) for document, score in scores.items()}
    whole = sum(weights.values()) + (0.0 if closed else exp(SHARPNESS * NONE_OF_THEM))
    order = sorted(scores, key=lambda document: (-scores[document], document))
    return tuple(Likely(document, most * weights[document] / whole) for document in order)

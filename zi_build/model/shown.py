"""A question as it stands before an evaluator."""

from dataclasses import dataclass

from zi_build.model.assessment import Verified
from zi_build.model.rubric import Criterion


@dataclass(frozen=True, slots=True)
class Paper:
    """One paper as shown: where it lies, for which document and period, and what is in it."""

    path: str
    document: str
    period: str
    digest: str


@dataclass(frozen=True, slots=True)
class Shown:
    """One question before an evaluator; `known` is what was answered before.

    `claim` and `carried` are in the words of the scale; `why` says how the papers carry it.
    """

    criterion: Criterion
    claim: str
    carried: str
    why: str
    narrative: str | None
    papers: tuple[Paper, ...]
    known: Verified | None
    lapsed: bool
    waived: str | None

    @property
    def open(self) -> bool:
        """Whether it waits for the evaluator: not judged yet, or judged on other papers."""
        return self.waived is None and (self.known is None or self.known.on is None or self.lapsed)

    @property
    def digests(self) -> tuple[str, ...]:
        """What is noted of the papers, sorted, each once."""
        return tuple(sorted({paper.digest for paper in self.papers}))

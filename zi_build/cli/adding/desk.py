"""The office while papers are added: what it holds now, and each next paper put in its place."""

from dataclasses import dataclass

from zi_build.build import build_from
from zi_build.cli import asking
from zi_build.cli.adding.sources import Source
from zi_build.cli.asking import Question
from zi_build.errors import UsageError, advice_of, reason_of
from zi_build.intake.adding import dates, when
from zi_build.intake.adding.clerks import telling
from zi_build.intake.adding.dates import Dated, Origin
from zi_build.intake.adding.formats import ending_of, refuse_heavy, refuse_unusable
from zi_build.intake.adding.likely import Clues, Likely, Shelf
from zi_build.intake.adding.placing import judged, with_it, would_be
from zi_build.intake.adding.text import Seen, subject_of, text_of
from zi_build.intake.adding.wish import Placement, Wish
from zi_build.intake.together import Together
from zi_build.load.names import KIND_BY_EXTENSION, Part, read_name
from zi_build.load.probe import probe
from zi_build.load.workspace import load
from zi_build.model.catalogue import Kind, RequiredDocument
from zi_build.model.evidence import Facts
from zi_build.model.period import Grain
from zi_build.model.result import Build
from zi_build.studies.adding import Effect, effect_of

# Of proposals less likely than this only the first is worth a line.
SHOWN, LEAST = 5, 0.01


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper as it came: its bytes, what they are, and what can be read of it."""

    source: Source
    content: bytes
    facts: Facts | None
    ending: str
    seen: Seen


@dataclass(frozen=True, slots=True)
class Ready:
    """A paper about to be written: its files, what they change, and the office with it."""

    placement: Placement
    effect: Effect
    after: Build


class Desk:
    """A workspace with its result, which every added paper renews."""

    def __init__(self, question: Question) -> None:
        self.root = question.root
        workspace = load(
            question.root, as_of=question.as_of, rubric_id=question.rubric, today=asking.today
        )
        self.built: Build = build_from(workspace)
        self.catalogue = workspace.catalogue
        self.as_of = workspace.as_of
        self._shelf: Shelf | None = None

    def likely(self, paper: Paper, within: str | None, words: str | None) -> tuple[Likely, ...]:
        """Return the likeliest documents; `words` of the person stand for the name's."""
        if self._shelf is None:
            self._shelf = Shelf(self.catalogue, self.built.workspace.rubric.criteria_of_document)
        name = paper.source.name if paper.source.file else ""
        stem = read_name(name).stem
        kind = Kind.TAUTAN if paper.source.url else KIND_BY_EXTENSION.get(paper.ending)
        grains = [one.period.grain for one in dates.in_name(stem, self.as_of)]
        parts = [grain for grain in grains if Grain.DAY < grain < Grain.YEAR]
        clues = Clues(
            telling(words if words is not None else dates.words_of(stem, self.as_of)),
            "" if words is not None else subject_of(paper.seen.text),
            kind,
            parts[0] if parts else None,
        )
        found = self._shelf.ranked(clues, within)[:SHOWN]
        return tuple(one for one in found if one.chance >= LEAST or one is found[0])

    def dated(self, paper: Paper, document: RequiredDocument) -> tuple[Dated, ...]:
        """Return what may be the date of a paper of this document, the likeliest first."""
        if paper.source.file is None:
            return ()
        stem = read_name(paper.source.name).stem
        found = (*dates.in_name(stem, self.as_of), *dates.in_text(paper.seen.text, self.as_of))
        return when.for_document(found, document)

    def named(self, paper: Paper, document: RequiredDocument) -> Dated | None:
        """Return the period that a file of the right name states; it needs no question."""
        known = read_name(paper.source.name)
        period = known.period
        if known.part is not Part.PAPER or period is None or not telling(known.rest):
            return None
        grain = document.cadence.grain
        if grain is not None and period.grain > grain:
            return None
        return Dated(period, known.period_text or "", Origin.NAME)

    def ready(self, wish: Wish) -> Ready:
        """Return where a paper would go and what it would change.

        Raises UsageError when it would be refused.
        """
        workspace = self.built.workspace
        would = would_be(workspace, wish)
        after = build_from(with_it(workspace, would))
        found = judged(workspace, would, self.built.diagnostics, after.diagnostics)
        return Ready(found, effect_of(self.built, after, found.item.path), after)

    def write(self, ready: Ready, paper: Paper, *, move: bool, dry: bool) -> None:
        """Write the files of a placement as one, and take the paper out of the inbox if it moves."""
        inbox = paper.source.inbox if move else None
        if not dry:
            if inbox and paper.source.read() != paper.content:
                raise UsageError("Berkasnya berubah sementara itu; jalankan sekali lagi.")
            try:
                self._write(ready.placement, inbox)
            except OSError as error:
                # The other papers may still go: this one is open elsewhere, say, and stays.
                if inbox and error.filename == str(self.root / inbox):
                    said = f"Tidak dapat dipindahkan dari kotak masuk: {reason_of(error)}."
                    said = f"{said} {advice_of(error)} Tidak ada yang diubah."
                    raise UsageError(" ".join(said.split())) from error
                raise
        self.built = ready.after

    def _write(self, placement: Placement, inbox: str | None) -> None:
        with Together(self.root) as together:
            for path, content in placement.files:
                together.create(path, content)
            if inbox:
                together.remove(inbox)


def paper_of(source: Source, *, heavy: bool) -> Paper:
    """Read a paper; `heavy` where it is only recorded, so that its weight and kind do not matter.

    Raises UsageError, with what to do, for one that nobody can use.
    """
    if source.file is None:
        note = "tautan: isinya tidak dibuka" if source.url else ""
        return Paper(source, b"", None, "", Seen(note=note))
    if heavy:
        return Paper(source, b"", None, "", Seen(note="hanya namanya yang dibaca"))
    refuse_heavy(source.weight())
    content = source.read()
    facts = probe(content)
    refuse_unusable(source.name, facts)
    return Paper(
        source, content, facts, ending_of(source.name, facts), text_of(content, facts.format)
    )

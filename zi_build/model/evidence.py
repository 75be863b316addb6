"""Evidence: what the office put into its folders, with what was found inside each file."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from zi_build.diagnostics import Place
from zi_build.model.catalogue import Access, Kind
from zi_build.model.period import Period


@dataclass(frozen=True, slots=True)
class Facts:
    """What reading a file's bytes once has shown.

    `format` is what the content is (`pdf`, `jpeg`, `png`, `xlsx`, `docx`, `mp4`, `mp3`, `text`,
    `unknown`), whatever the name says. `problem` is None for a file that can be opened, else
    `damaged`, `encrypted` or `no-pages`. `hidden` names hidden sheets of a workbook.
    """

    sha256: str
    size: int
    format: str
    problem: str | None = None
    pages: int = 0
    signed: bool = False
    hidden: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PageRange:
    """The pages of a scan that hold one of its papers, from 1, both ends included."""

    first: int
    last: int

    @property
    def label(self) -> str:
        """The range as it is said of a paper."""
        return f"hal. {self.first}" + (f"–{self.last}" if self.last > self.first else "")


@dataclass(frozen=True, slots=True)
class Sidecar:
    """What a YAML file beside (or instead of) a paper says of it; it only adds or tightens.

    `pages` are by document id; the paper's own document may stand there as an empty text.
    """

    place: Place
    title: str | None = None
    access: Access | None = None
    reason: str | None = None
    legal_basis: str | None = None
    valid_until: date | None = None
    received: date | None = None
    number: str | None = None
    also_for: tuple[str, ...] = ()
    pages: tuple[tuple[str, PageRange], ...] = ()
    nihil: bool = False
    reviewed: str | None = None
    url: str | None = None
    accessed: date | None = None
    archive: str | None = None
    keeper: str | None = None
    on: date | None = None
    checked: date | None = None
    note: str | None = None
    places: tuple[tuple[str, Place], ...] = ()

    def place_of(self, key: str) -> Place:
        """Return where a key of the file stands (the file itself when it does not).

        `juga_untuk.1` is the second entry of a list; a single one without a list stands at its key.
        """
        known = dict(self.places)
        return known.get(key) or known.get(key.partition(".")[0], self.place)


@dataclass(frozen=True, slots=True)
class Stray:
    """What the list of papers says of a file that is not there (any more)."""

    file: str
    said: Sidecar


@dataclass(frozen=True, slots=True)
class Twin:
    """The redacted copy of a restricted paper (`….publik.pdf`): the only one that may be published."""

    path: str
    facts: Facts


@dataclass(frozen=True, slots=True)
class EvidenceItem:
    """One file, link or custody record, found under the folder of one document.

    `stem` is the name without extension; `period` is None when the name has none that can be read
    (`period_text` then holds what stood there, if anything did). `listed` is its row in the office's
    list of papers, whose words are part of the sidecar.
    """

    path: str
    document: str
    stem: str
    extension: str
    kind: Kind | None
    period: Period | None
    period_text: str | None
    rest: str
    facts: Facts | None
    sidecar: Sidecar | None = None
    twin: Twin | None = None
    floor: Access | None = None
    listed: Place | None = None

    @property
    def title(self) -> str:
        """Title from the sidecar, else the words of the name, else empty."""
        return (self.sidecar.title if self.sidecar and self.sidecar.title else self.rest).strip()

    @property
    def is_nihil(self) -> bool:
        """A signed statement that nothing of the kind happened."""
        return bool(self.sidecar and self.sidecar.nihil)

    @property
    def also_for(self) -> tuple[str, ...]:
        """Other documents that the same paper proves."""
        return self.sidecar.also_for if self.sidecar else ()

    @property
    def names(self) -> tuple[str, ...]:
        """Every document that the paper is said to prove, its own first; not all need be known."""
        return (self.document, *self.also_for)

    @property
    def pages(self) -> Mapping[str, PageRange]:
        """Pages by document id, where one scan holds several papers."""
        given = self.sidecar.pages if self.sidecar else ()
        return {name or self.document: pages for name, pages in given}

    @property
    def place(self) -> Place:
        """The file itself."""
        return Place(self.path)

    def access(self, *document_levels: Access) -> Access:
        """Return the effective class: the one that is known, and never below the floor."""
        level = self.known_access(*document_levels)
        return Access.strictest(level, self.floor) if self.floor else level

    def known_access(self, *document_levels: Access) -> Access:
        """Return the strictest class of its documents, unless the sidecar says.

        A sidecar may tighten freely and loosen only with a reason (design 5). The floor, which only
        presumes what a lost or unreadable word may have said, is left out.
        """
        level = Access.strictest(*document_levels)
        said = self.sidecar.access if self.sidecar else None
        if said is not None and (said.rank >= level.rank or (self.sidecar and self.sidecar.reason)):
            level = said
        return level

"""The catalogue: which documents an office must show, how often, by when, and who may see them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from types import MappingProxyType

from zi_build import ids
from zi_build.model.period import Grain


class Role(StrEnum):
    """Whether a paper decides the answer (`pokok`) or accompanies it (`pelengkap`)."""

    POKOK = "pokok"
    PELENGKAP = "pelengkap"


class Kind(StrEnum):
    """What a piece of evidence is made of."""

    PDF = "pdf"
    GAMBAR = "gambar"
    TABEL = "tabel"
    NASKAH = "naskah"
    REKAMAN = "rekaman"
    TAUTAN = "tautan"
    SIMPANAN = "simpanan"


KIND_LABELS: Mapping[Kind, str] = MappingProxyType(
    {
        Kind.PDF: "PDF",
        Kind.GAMBAR: "gambar (JPG atau PNG)",
        Kind.TABEL: "tabel (XLSX atau CSV)",
        Kind.NASKAH: "naskah (DOCX)",
        Kind.REKAMAN: "rekaman (MP3 atau MP4)",
        Kind.TAUTAN: "tautan",
        Kind.SIMPANAN: "catatan simpanan",
    }
)


class Cadence(StrEnum):
    """How often a document is asked for."""

    BULANAN = "bulanan"
    TRIWULANAN = "triwulanan"
    SEMESTERAN = "semesteran"
    TAHUNAN = "tahunan"
    LIMA_TAHUNAN = "lima-tahunan"
    SEKALI = "sekali"
    KEJADIAN = "kejadian"

    @property
    def grain(self) -> Grain | None:
        """Grain of one slot; None where one slot stands without a period (sekali, lima-tahunan)."""
        return {
            "bulanan": Grain.MONTH,
            "triwulanan": Grain.QUARTER,
            "semesteran": Grain.SEMESTER,
            "tahunan": Grain.YEAR,
            "kejadian": Grain.YEAR,
        }.get(self.value)

    @property
    def label(self) -> str:
        """The cadence as the public reads it."""
        return {
            "lima-tahunan": "lima tahunan",
            "sekali": "sekali, berlaku sampai diganti",
            "kejadian": "setiap ada kejadian",
        }.get(self.value, f"setiap {self._unit}" if self._unit else self.value)

    @property
    def _unit(self) -> str:
        return {
            "bulanan": "bulan",
            "triwulanan": "triwulan",
            "semesteran": "semester",
            "tahunan": "tahun",
        }.get(self.value, "")


class Access(StrEnum):
    """Who may see a paper; ordered from open to closed."""

    PUBLIK = "publik"
    TERBATAS = "terbatas"
    DIKECUALIKAN = "dikecualikan"

    @property
    def rank(self) -> int:
        """0 for open, 2 for never published."""
        return tuple(Access).index(self)

    @classmethod
    def strictest(cls, *levels: "Access") -> "Access":
        """Return the most closed of several classes."""
        return max(levels, key=lambda level: level.rank)


class Validity(StrEnum):
    """How long a paper that is asked for once stands."""

    SAMPAI_DIGANTI = "sampai-diganti"
    AKHIR_TAHUN = "akhir-tahun"
    BERSAMA = "bersama"


@dataclass(frozen=True, slots=True)
class DueRule:
    """When a slot falls due.

    Either `grace` working days after the end of the period (after the start of building for
    documents without a period), or a fixed `month` and `day`, `years_later` years after the
    period's own year.
    """

    grace: int | None = None
    month: int | None = None
    day: int | None = None
    years_later: int = 0


@dataclass(frozen=True, slots=True)
class RequiredDocument:
    """One document that an office must show; see `data/documents/` for the meaning of each field.

    It comes from a `line` of the guideline, or from a `page` of PermenPANRB 90/2021.
    """

    id: str
    name: str
    valid_if: str
    role: Role
    kinds: tuple[Kind, ...]
    cadence: Cadence
    cadence_assumed: bool
    due: DueRule
    validity: Validity
    valid_with: str | None
    access: Access
    exemption: str | None
    signed: bool
    nihil_allowed: bool
    package: str | None
    on_time: bool
    information: str
    line: int | None
    page: int | None = None

    @property
    def criterion(self) -> str:
        """Id of the criterion under whose folder the paper is filed."""
        return ids.criterion_of(self.id)

    @property
    def area(self) -> str:
        """Id of the area."""
        return ids.area_of(self.criterion)

    @property
    def slug(self) -> str:
        """Name of the folder in which the paper is filed."""
        return ids.slug_of(self.id)


@dataclass(frozen=True, slots=True)
class Exemption:
    """A legal ground for not publishing, with the columns of a register of exempt information."""

    id: str
    name: str
    legal_basis: str
    if_opened: str
    if_closed: str
    duration: str


@dataclass(frozen=True, slots=True)
class Decision:
    """A recorded decision where sources are silent, or an inconsistency of the guideline."""

    id: str
    kind: str
    title: str
    observation: str
    decision: str
    reason: str
    source: str


@dataclass(frozen=True)
class Catalogue:
    """Every required document, in order, with its groups, aliases, exemptions and decisions."""

    documents: Mapping[str, RequiredDocument]
    aliases: Mapping[str, str]
    groups: Mapping[str, str]
    areas: Mapping[str, str]
    exemptions: Mapping[str, Exemption]
    decisions: tuple[Decision, ...]
    due_defaults: Mapping[Cadence, DueRule]

    def resolve(self, document_id: str) -> RequiredDocument | None:
        """Return the document, an alias being followed; None when there is none of that id."""
        return self.documents.get(self.aliases.get(document_id, document_id))

    def known(self, names: Iterable[str]) -> tuple[RequiredDocument, ...]:
        """Return the documents of several names, each once, in order; unknown names are left out."""
        found = (self.resolve(name) for name in names)
        return tuple({document.id: document for document in found if document}.values())

    @cached_property
    def by_criterion(self) -> Mapping[str, tuple[RequiredDocument, ...]]:
        """The documents filed under each criterion."""
        table: dict[str, list[RequiredDocument]] = {group: [] for group in self.groups}
        for document in self.documents.values():
            table.setdefault(document.criterion, []).append(document)
        return {key: tuple(value) for key, value in table.items()}

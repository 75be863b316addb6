"""What the options of `zi add` say, checked against the catalogue before any file is looked at."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from zi_build import ids
from zi_build.cli.options import typed_day
from zi_build.errors import UsageError
from zi_build.load.lenient import PAGES
from zi_build.model.catalogue import Access, Catalogue, RequiredDocument
from zi_build.model.evidence import PageRange
from zi_build.model.period import Period


@dataclass(frozen=True, slots=True)
class Asked:
    """The options as they were typed; None and empty where an option was not given."""

    documents: tuple[str, ...] = ()
    pages: tuple[str, ...] = ()
    also_for: tuple[str, ...] = ()
    day: str | None = None
    period: str | None = None
    title: str | None = None
    received: date | None = None
    access: str | None = None
    reason: str | None = None
    nihil: bool = False
    twin: Path | None = None
    custody: bool = False
    number: str | None = None
    keeper: str | None = None
    checked: date | None = None
    shrink: bool | None = None
    first: bool = False
    dry: bool = False

    @property
    def for_one(self) -> tuple[str, ...]:
        """The options given that can only be meant for a single paper."""
        given = {
            "--judul": self.title,
            "--halaman": self.pages,
            "--salinan-publik": self.twin,
            "--simpanan": self.custody,
        }
        return tuple(name for name, value in given.items() if value)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the options say of place and time; `within` is a criterion to choose a document in."""

    document: RequiredDocument | None
    within: str | None
    also_for: tuple[str, ...]
    pages: tuple[tuple[str, PageRange], ...]
    period: Period | None
    day: date | None
    access: Access | None
    notes: tuple[str, ...] = ()


def wanted(asked: Asked, catalogue: Catalogue, papers: int) -> Wanted:
    """Read the options.

    Raises UsageError for an unknown document, an impossible date, and options that contradict.
    """
    if papers > 1 and asked.for_one:
        raise UsageError(f"{asked.for_one[0]} hanya untuk satu berkas; Anda menyebut {papers}.")
    if asked.pages and len(asked.pages) != len(asked.documents):
        raise UsageError(
            "Setiap --halaman berpasangan dengan satu --untuk, misalnya --halaman 1-2 --untuk "
            "1.1.a/undangan-rapat --halaman 3-5 --untuk 1.1.b/notula."
        )
    if asked.reason and not asked.access:
        raise UsageError("--alasan menerangkan --akses; sebutkan keduanya.")
    within = _criterion(asked.documents, catalogue)
    notes: list[str] = []
    named = [] if within else [document_of(word, catalogue, notes) for word in asked.documents]
    others = [*named[1:], *(document_of(word, catalogue, notes) for word in asked.also_for)]
    first = named[0] if named else None
    also = dict.fromkeys(other.id for other in others if other is not first)
    ranges = zip((one.id for one in named), map(_range, asked.pages), strict=False)
    day, period = typed_day(asked.day), _period(asked.period)
    if day and period and not asked.custody:
        raise UsageError("Sebutkan --tanggal atau --periode, tidak keduanya.")
    return Wanted(
        first,
        within,
        tuple(also),
        tuple(ranges) if asked.pages else (),
        period or (Period.of_day(day) if day else None),
        day,
        Access(asked.access) if asked.access else None,
        tuple(notes),
    )


def _criterion(words: tuple[str, ...], catalogue: Catalogue) -> str | None:
    """Return the criterion, where only that was named."""
    if len(words) == 1 and words[0].strip().rstrip("/") in catalogue.groups:
        return words[0].strip().rstrip("/")
    return None


def document_of(word: str, catalogue: Catalogue, notes: list[str]) -> RequiredDocument:
    """Return the document of an id as it was typed, an alias being followed and told.

    Raises UsageError, with what may have been meant, for an unknown one.
    """
    key = word.strip().replace("\\", "/").strip("/")
    found = catalogue.resolve(key)
    if found is None:
        known = [*catalogue.documents, *catalogue.aliases]
        slugs = [one.id for one in catalogue.by_criterion.get(ids.criterion_of(key), ())]
        near = ids.nearest(key, known)
        hint = f" Maksud Anda {near}?" if near else ""
        if slugs and not near:
            hint = f" Yang ada: {', '.join(slugs)}."
        raise UsageError(f"Dokumen “{word}” tidak dikenal.{hint}")
    if found.id != key:
        notes.append(f"{key} disimpan di {found.id}; satu berkas berlaku untuk keduanya.")
    return found


def _range(text: str) -> PageRange:
    match = PAGES.fullmatch(text.strip())
    if not match or int(match[2] or match[1]) < int(match[1]):
        raise UsageError(f"“{text}” bukan halaman; tulis seperti 3 atau 1-2.")
    return PageRange(int(match[1]), int(match[2] or match[1]))


def _period(text: str | None) -> Period | None:
    try:
        return Period.parse(text) if text else None
    except ValueError as error:
        raise UsageError(
            f"“{text}” bukan periode; tulis 2026-03, 2026-T1, 2026-S1, 2026, atau 2026-01-05."
        ) from error

"""Which papers the sample office holds in each of its states, by the catalogue's own calendar."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction
from functools import cached_property
from hashlib import blake2b
from pathlib import Path
from typing import Any

import yaml
from days import event_day, name_of, written_after

from zi_build.load.cache import Cache
from zi_build.load.holiday import holidays_of
from zi_build.load.instrument import Shelf, load_catalogue
from zi_build.load.rubric import load_rubric
from zi_build.model.catalogue import Access, Cadence, Catalogue, Kind, RequiredDocument
from zi_build.model.outcome import Slot, SlotState
from zi_build.model.period import MONTH_NAMES, Grain, Period, periods_between
from zi_build.model.rubric import Rubric
from zi_build.slots import Calendar, fill

HERE = Path(__file__).parent
RUBRICS = ("pedoman-bpmp-2023", "permenpanrb-52-2014", "permenpanrb-90-2021")
EXTENSIONS = {
    "pdf": ".pdf",
    "jpg": ".jpg",
    "png": ".png",
    "xlsx": ".xlsx",
    "tautan": ".tautan.yml",
    "simpanan": ".simpanan.yml",
}
_SCREEN = re.compile(r"(capture|tangkapan|tampilan|media|respon)\b.*")
_UNSAFE = re.compile(r'[<>:"/\\|?*]| ?\([^)]*\)')


@dataclass(frozen=True, slots=True)
class Paper:
    """One piece of evidence: where it lies, when it was written, and what stands beside it."""

    document: RequiredDocument
    folder: str
    period: Period
    slot: Period | None
    form: str
    words: str
    event: date
    written: date
    beside: Mapping[str, Any] = field(default_factory=dict)
    twin: bool = False

    @property
    def path(self) -> str:
        """Path below the evidence folder."""
        name = f"{self.period} {self.words}{EXTENSIONS[self.form]}"
        return f"{self.period.year}/{self.folder}/{self.document.slug}/{name}"

    @property
    def nihil(self) -> bool:
        """A statement that nothing of the kind happened."""
        return "nihil" in self.beside

    @property
    def documents(self) -> tuple[str, ...]:
        """Every document that the paper proves."""
        return (self.document.id, *self.beside.get("juga_untuk", ()))


@dataclass(frozen=True)
class Office:
    """The office as its files describe it, and the instrument by which it is asked."""

    catalogue: Catalogue
    rubrics: Mapping[str, Rubric]
    calendar: Calendar
    unit: Mapping[str, Any]
    says: Mapping[str, Any]

    @cached_property
    def slots(self) -> tuple[tuple[RequiredDocument, Slot], ...]:
        """Every slot that counts on the day of judgement, for an office without a single paper."""
        statuses = fill(self.catalogue, (), {}, self.calendar)
        return tuple(
            (self.catalogue.documents[key], slot)
            for key, status in statuses.items()
            for slot in status.slots
            if slot.counted
        )


def read(name: str) -> Any:  # noqa: ANN401  (whatever the file holds)
    """Return one of the YAML files beside this module."""
    return yaml.safe_load((HERE / name).read_text(encoding="utf-8"))


def load_office() -> Office:
    """Read the instrument and what the sample office says of itself."""
    unit, shelf = read("unit.yml"), Shelf()
    catalogue = load_catalogue(shelf)
    start, as_of = unit["mulai"], unit["per_tanggal"]
    years = range(start.year - 1, as_of.year + 3)
    holidays = holidays_of(years, unit["libur_tambahan"], Cache(HERE))
    return Office(
        catalogue,
        {name: load_rubric(shelf, name, catalogue) for name in RUBRICS},
        Calendar(as_of, start, holidays),
        unit,
        read("office.yml"),
    )


def papers_of(office: Office, state: str) -> list[Paper]:
    """Return the papers of a state, sorted by path."""
    if state == "kosong":
        found: Iterable[Paper] = ()
    elif state == "contoh":
        found = _incomplete(office)
    else:
        share = Fraction(100 if state == "lengkap" else int(state), 100)
        guideline = [pair for pair in office.slots if pair[0].line is not None]
        law = [pair for pair in office.slots if pair[0].line is None]
        chosen = [*_spread(guideline, share), *_spread(law, share)]
        if state == "lengkap":
            chosen += _more_often(office)
        found = (_paper(office, document, slot, plain=True) for document, slot in chosen)
    return sorted(found, key=lambda paper: paper.path)


def _incomplete(office: Office) -> Iterator[Paper]:
    says = office.says
    merged, missing = says["merged"], says["missing"]
    covered = {
        (other, key.partition("@")[2]) for key, others in says["nihil"].items() for other in others
    }
    for document, slot in office.slots:
        left_out = slot.key in missing.get(document.id, ()) or document.id in says["waived"]
        joined = slot.key in merged["periods"] and document.slug in merged["slugs"]
        if left_out or (document.id, slot.key) in covered:
            continue
        if joined and document.criterion == merged["from"]:
            continue
        paper = _paper(office, document, slot)
        if joined and document.criterion == merged["into"]:
            also = [f"{merged['from']}/{document.slug}"]
            paper = replace(paper, beside={**paper.beside, "juga_untuk": also})
        yield paper
    for document_id, day in says["early"].items():
        document = office.catalogue.documents[document_id]
        period = Period.containing(day, document.cadence.grain or Grain.YEAR)
        slot = Slot(document_id, period, day, SlotState.NOT_DUE, (), counted=False)
        paper = _paper(office, document, slot)
        yield replace(paper, period=Period.of_day(day), event=day, written=day)


def _spread(
    slots: Iterable[tuple[RequiredDocument, Slot]], share: Fraction
) -> Iterator[tuple[RequiredDocument, Slot]]:
    """Yield a share of the slots, the same in every area, `pokok` and `pelengkap` alike."""

    def place(pair: tuple[RequiredDocument, Slot]) -> tuple[str, str, bytes]:
        document, slot = pair
        lot = blake2b(f"{document.id}@{slot.key}".encode(), digest_size=8).digest()
        return document.area, document.role.value, lot

    for index, pair in enumerate(sorted(slots, key=place)):
        if int((index + 1) * share) > int(index * share):
            yield pair


def _more_often(office: Office) -> Iterator[tuple[RequiredDocument, Slot]]:
    """Yield a year of monthly slots where a scale is itself a frequency and less is asked for."""
    calendar, catalogue = office.calendar, office.catalogue
    for criterion in office.rubrics[RUBRICS[0]].criteria.values():
        if criterion.frequency is None:
            continue
        best, document = (
            criterion.frequency.options[0][0],
            catalogue.documents[criterion.frequency.document],
        )
        if best is document.cadence or best.grain is None:
            continue
        grace = catalogue.due_defaults[best].grace or 0
        periods = periods_between(calendar.start, calendar.as_of, best.grain)
        dues = [(period, calendar.after_working_days(period.end, grace)) for period in periods]
        past = [(period, due) for period, due in dues if due < calendar.as_of]
        for period, due in past[-best.grain.per_year :]:
            yield document, Slot(document.id, period, due, SlotState.MISSING, (), counted=True)


def _paper(office: Office, document: RequiredDocument, slot: Slot, *, plain: bool = False) -> Paper:
    says, key = office.says, f"{document.id}@{slot.key}"
    event = event_day(document, slot, office.calendar)
    beside: dict[str, Any] = {}
    covers = says["nihil"].get(key)
    period = name_of(event, slot, document)
    if covers is not None:
        beside["nihil"] = "ya"
        period = slot.period or period
    if not plain:
        beside |= {"juga_untuk": covers} if covers else {}
        beside |= says["sidecars"].get(key, {})
    written = event
    if period == slot.period or document.cadence is Cadence.LIMA_TAHUNAN:
        written = written_after(document, slot, office.calendar)
    if key in says["late"] and not plain:
        written = beside["diterima"] = says["late"][key]
    form = _form(document, says["forms"], nihil=covers is not None)
    return Paper(
        document=document,
        folder=_folder(document, office.catalogue),
        period=period,
        slot=slot.period,
        form=form,
        words=_words(document, slot, says["words"]),
        event=event,
        written=written,
        beside=beside,
        twin=form == "pdf" and key in says["twins"],
    )


def _form(document: RequiredDocument, said: Mapping[str, str], *, nihil: bool) -> str:
    if document.id in said:
        return said[document.id]
    if nihil:
        return "pdf"
    if document.access is Access.DIKECUALIKAN:
        return "simpanan"
    if document.kinds[0] is Kind.PDF:
        return "pdf"
    return "png" if _SCREEN.fullmatch(document.slug) else "jpg"


def _folder(document: RequiredDocument, catalogue: Catalogue) -> str:
    words = _UNSAFE.sub("", catalogue.groups[document.criterion])
    return f"{document.criterion} {words}"


def _words(document: RequiredDocument, slot: Slot, said: Mapping[str, str]) -> str:
    words = said.get(document.id) or _UNSAFE.sub("", document.name)
    if slot.period and slot.period.grain is Grain.MONTH:
        words += f" {MONTH_NAMES[slot.period.index - 1]}"
    return words

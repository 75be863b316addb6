"""Gaps: what the office still owes, with its effect and a sentence that says what to do."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

from zi_build import slots
from zi_build.ids import area_of, natural_key
from zi_build.model.catalogue import Access, Cadence, Catalogue, Kind, RequiredDocument, Role
from zi_build.model.evidence import EvidenceItem
from zi_build.model.outcome import Gap, GapState, Slot, SlotState
from zi_build.model.period import Grain, Period, day_label
from zi_build.model.result import Rejected
from zi_build.model.rubric import Criterion
from zi_build.scoring import awaiting, claim_of, potential
from zi_build.support import Scoring

NAME_LENGTH = 60
EXTENSIONS = {
    Kind.PDF: "pdf",
    Kind.GAMBAR: "jpg",
    Kind.TABEL: "xlsx",
    Kind.NASKAH: "docx",
    Kind.REKAMAN: "mp4",
    Kind.TAUTAN: "tautan.yml",
}
KIND_WORDS = {
    Kind.PDF: "PDF",
    Kind.GAMBAR: "gambar",
    Kind.TABEL: "tabel Excel",
    Kind.NASKAH: "naskah Word",
    Kind.REKAMAN: "rekaman",
    Kind.TAUTAN: "tautan",
}


def find(
    scoring: Scoring, rejected: tuple[Rejected, ...], gains: Mapping[str, Fraction]
) -> tuple[Gap, ...]:
    """Return the gaps of today: due slots without a paper, and criteria without an answer.

    `gains` is what `gains_of` returns. Sorted by criterion, document and period.
    """
    found = [*_papers(scoring, rejected, gains), *_answers(scoring)]
    return tuple(sorted(found, key=_order))


def upcoming(scoring: Scoring, gains: Mapping[str, Fraction], days: int = 45) -> tuple[Gap, ...]:
    """Return what falls due within some days and is not there yet, soonest first."""
    found = []
    for slot in _slots(scoring):
        if slot.state is SlotState.NOT_DUE and not slot.items:
            document = scoring.workspace.catalogue.documents[slot.document]
            if (slot.due - scoring.workspace.as_of).days <= days:
                waited = replace(slot, lapsed=())
                found.append(_gap(scoring, document, waited, GapState.NOT_DUE, gains, None))
    return tuple(sorted(found, key=lambda gap: (gap.due or scoring.workspace.as_of, *_order(gap))))


def ahead(
    scoring: Scoring,
    items: Iterable[EvidenceItem],
    gains: Mapping[str, Fraction],
    until: date,
) -> tuple[Gap, ...]:
    """Return everything that falls due from today until a later day and is not there yet, soonest first.

    Besides what `upcoming` tells, also periods that have not begun and papers whose validity ends.
    `items` are the papers that may count today.
    """
    catalogue, calendar = scoring.workspace.catalogue, scoring.calendar
    found = [
        _gap(scoring, catalogue.documents[slot.document], slot, GapState.NOT_DUE, gains, None)
        for slot in slots.coming(catalogue, items, calendar, until)
        if slot.document in scoring.statuses and scoring.statuses[slot.document].waived is None
    ]
    return tuple(sorted(found, key=lambda gap: (gap.due or until, *_order(gap))))


def shareable(gap: Gap, document: RequiredDocument | None) -> str:
    """Return what to do without what only staff may read: calendars are passed on and shown on screens.

    It names neither a file nor, for a paper that is not open, a folder.
    """
    if gap.state is GapState.UNUSABLE:
        return (
            f"Berkas {_lower(gap.name)} ada tetapi belum dapat dipakai; perbaiki menurut zi check."
        )
    if document is not None and document.access is not Access.PUBLIK:
        when = f" {_of_period(gap.period)}" if gap.period else ""
        return f"Siapkan {_lower(gap.name)}{when}. Tempat dan nama berkasnya disebut oleh zi gaps."
    return gap.instruction


def _order(gap: Gap) -> tuple[str, tuple[tuple[int, int, str], ...], str, str]:
    place = natural_key(gap.criterion)
    return area_of(gap.criterion), place, gap.document or "", str(gap.period or "")


def _slots(scoring: Scoring) -> Iterator[Slot]:
    for status in scoring.statuses.values():
        yield from status.slots


def gains_of(scoring: Scoring) -> Mapping[str, Fraction]:
    """Return criterion → points gained were its `pokok` papers complete at today's claim."""
    criteria = scoring.workspace.rubric.criteria.values()
    return {criterion.id: potential(scoring, criterion) for criterion in criteria}


def _papers(
    scoring: Scoring, rejected: tuple[Rejected, ...], gains: Mapping[str, Fraction]
) -> Iterator[Gap]:
    for slot in _slots(scoring):
        document = scoring.workspace.catalogue.documents[slot.document]
        if slot.state is SlotState.LATE and document.on_time:
            yield _gap(scoring, document, slot, GapState.LATE, gains, None)
        if slot.state is not SlotState.MISSING:
            continue
        catalogue = scoring.workspace.catalogue
        bad = next(
            (one for one in rejected if _would_fill(one.item, document, slot, catalogue)), None
        )
        state = GapState.MISSING
        if bad is not None:
            state = GapState.UNUSABLE
        elif slot.lapsed:
            state = GapState.EXPIRED
        yield _gap(scoring, document, slot, state, gains, bad)


def _would_fill(
    item: EvidenceItem, document: RequiredDocument, slot: Slot, catalogue: Catalogue
) -> bool:
    if document not in catalogue.known(item.names):
        return False
    return slot.period is None or (item.period is not None and slot.period.contains(item.period))


def _gap(
    scoring: Scoring,
    document: RequiredDocument,
    slot: Slot,
    state: GapState,
    gains: Mapping[str, Fraction],
    bad: Rejected | None,
) -> Gap:
    criteria = scoring.workspace.rubric.criteria_of_document.get(document.id, ())
    gainful = document.role is Role.POKOK and state is not GapState.LATE
    return Gap(
        document=document.id,
        criterion=document.criterion,
        name=document.name,
        period=slot.period,
        due=slot.due,
        state=state,
        owner=scoring.workspace.unit.in_charge(document.area, lead=True),
        effect=sum((gains.get(name, Fraction(0)) for name in criteria), Fraction(0)) * gainful,
        instruction=_instruction(scoring, document, slot, state, bad),
        where=folder_of(scoring, document, slot.period, _ends(slot)),
    )


def folder_of(
    scoring: Scoring, document: RequiredDocument, period: Period | None, ends: date | None = None
) -> str:
    """Return the folder into which a paper belongs; the year folder is that of the period.

    A criterion's folder is named as it is there, with the office's words after its id.
    `ends` is the last day of the paper that it follows, if that one still stands.
    """
    year = period.year if period else _year(scoring, ends)
    criterion = scoring.workspace.folders.get((year, document.criterion), document.criterion)
    return f"evidence/{year}/{criterion}/{document.slug}/"


def _year(scoring: Scoring, ends: date | None) -> int:
    return (ends + timedelta(days=1)).year if ends else scoring.workspace.as_of.year


def _ends(slot: Slot) -> date | None:
    """Return the last day of the papers in a slot that will be empty afterwards (`slots.coming`)."""
    return slot.due if slot.state is SlotState.NOT_DUE and slot.lapsed else None


def _instruction(
    scoring: Scoring,
    document: RequiredDocument,
    slot: Slot,
    state: GapState,
    bad: Rejected | None,
) -> str:
    ends = _ends(slot)
    folder = folder_of(scoring, document, slot.period, ends)
    if state is GapState.LATE:
        return (
            f"{document.name} sudah ada tetapi terlambat (jatuh tempo {day_label(slot.due)}); "
            "periode ini tidak dapat diperbaiki lagi, siapkan yang berikutnya tepat waktu."
        )
    start = f"Letakkan {_lower(document.name)} {_period_words(slot)}".strip()
    if bad is not None:
        where = bad.diagnostic.place.path
        said = f"({bad.diagnostic.code}: {bad.diagnostic.message.rstrip('.')})"
        if where != bad.item.path:
            return f"Perbaiki berkas {where} {said}; buktinya sendiri sudah ada."
        start = (
            f"Berkas {where.rpartition('/')[2]} ada tetapi belum dapat dipakai {said}. "
            f"Perbaiki, atau gantilah dengan {_lower(document.name)} yang benar"
        )
    elif state is GapState.EXPIRED:
        start = f"Perbarui {_lower(document.name)}, yang tidak berlaku lagi, dan letakkan"
    elif ends:
        still = f"yang berlaku sampai {day_label(ends)}"
        start = f"Perbarui {_lower(document.name)}, {still}, dan letakkan"
    kinds = " atau ".join(KIND_WORDS[kind] for kind in document.kinds)
    name = example_name(document, slot, _year(scoring, ends))
    text = f"{start} sebagai {kinds} di folder {folder} dengan nama “{name}”"
    if "HH" in name.partition(" ")[0]:
        text += " (BB-HH: bulan dan hari dokumennya)" if "BB" in name else " (HH: hari rapatnya)"
    text += "."
    if document.nihil_allowed:
        text += " Bila memang tidak ada kejadiannya, letakkan pernyataan nihil bertanda tangan"
        text += " dengan pendamping berisi “nihil: ya”."
    if document.access is Access.DIKECUALIKAN:
        text += " Dokumen ini tidak dipublikasikan; cukup catatan simpanan (….simpanan.yml)."
    elif document.access is Access.TERBATAS:
        text += " Dokumen ini tidak dipublikasikan, kecuali salinan publiknya."
    return text


def _period_words(slot: Slot) -> str:
    return _of_period(slot.period) if slot.period else ""


def _of_period(period: Period) -> str:
    return f"untuk {'tahun ' if period.grain is Grain.YEAR else ''}{period.label}"


def _lower(name: str) -> str:
    """Put a document's name inside a sentence; abbreviations keep their capitals."""
    first, _, rest = name.partition(" ")
    if len(first) > 1 and first[1:].lower() == first[1:]:
        first = first[0].lower() + first[1:]
    return f"{first} {rest}".strip()


def example_name(document: RequiredDocument, slot: Slot, year: int) -> str:
    """Return a file name that would fill the slot, as a staff member would write it."""
    words = document.name if len(document.name) <= NAME_LENGTH else document.slug.replace("-", " ")
    words = "".join(letter for letter in words if letter not in '\\/:*?"<>|').strip()
    when = str(slot.period) if slot.period else str(year)
    if document.cadence in {Cadence.KEJADIAN, Cadence.SEKALI} or document.package:
        when = f"{when}-BB-HH" if when.isdigit() else f"{when}-HH" if when[5:6].isdigit() else when
    return f"{when} {words}.{EXTENSIONS[document.kinds[0]]}"


def _answers(scoring: Scoring) -> Iterator[Gap]:
    """Yield the criteria that the unit has not answered, unless they are waived."""
    workspace = scoring.workspace
    for criterion in workspace.rubric.criteria.values():
        waiver = workspace.assessment.waivers.get(criterion.id)
        if claim_of(workspace, criterion) is None and not (waiver and waiver.is_reasoned):
            yield _unanswered(scoring, criterion, awaiting(scoring, criterion))


def _unanswered(scoring: Scoring, criterion: Criterion, gain: Fraction) -> Gap:
    workspace = scoring.workspace
    path = workspace.assessment.path or (
        f"evidence/{workspace.as_of.year}/penilaian/{workspace.rubric.id}.yml"
    )
    answer = workspace.assessment.answers.get(criterion.id)
    new = (
        ""
        if workspace.assessment.path
        else f" Baris pertama berkas itu “rubrik: {workspace.rubric.id}”."
    )
    choices = f"pilih {', '.join(criterion.scale.options)}"
    if criterion.counts:
        choices = f"isi hitungan ({', '.join(criterion.counts.inputs)})"
    elif criterion.scale.is_percentage:
        choices = "tulis angka 0 sampai 1"
    wrong = f"Jawaban “{answer.text}” tidak ada pada skala. " if answer and answer.text else ""
    if answer and answer.counts:
        wrong = "Hitungannya belum lengkap atau tidak sejalan. "
    return Gap(
        document=None,
        criterion=criterion.id,
        name=f"Jawaban {criterion.id} {criterion.title}",
        period=None,
        due=None,
        state=GapState.UNANSWERED,
        owner=scoring.workspace.unit.in_charge(criterion.area, lead=True),
        effect=gain,
        instruction=(
            f"{wrong}Jawab {criterion.id} di {path}: {choices} menurut keadaan "
            f"yang sebenarnya.{new}"
        ),
        where=path,
    )

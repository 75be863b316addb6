"""What a user supposes, read from the words of the command line: papers, answers, papers withdrawn."""

from collections.abc import Iterable, Iterator, Mapping

from zi_build import ids
from zi_build.errors import UsageError
from zi_build.model import text
from zi_build.model.catalogue import RequiredDocument
from zi_build.model.evidence import EvidenceItem
from zi_build.model.outcome import Slot, SlotState
from zi_build.model.period import Period, day_label
from zi_build.model.result import Build
from zi_build.model.rubric import Criterion, Rubric
from zi_build.studies.imagined import Days, Imagined, imagined

AREA = "area:"


def papers_of(built: Build, specs: Iterable[str]) -> tuple[Imagined, ...]:
    """Return the papers that a user supposes, each once: `DOC`, `DOC@PERIODE`, a criterion, `area:3`.

    Raises UsageError, with a sentence, for what does not exist, does not fit, or is there already.
    """
    found: dict[tuple[str, str], Imagined] = {}
    for spec in specs:
        for one in _papers(built, spec):
            found.setdefault((one.document, str(one.item.period)), one)
    return tuple(found.values())


def _papers(built: Build, spec: str) -> Iterator[Imagined]:
    target, at, said = (part.strip() for part in spec.partition("@"))
    documents = documents_of(built, target)
    if at and len(documents) > 1:
        raise UsageError(
            f"“{spec}”: periode hanya bersama satu dokumen, misalnya {documents[0].id}@{said}."
        )
    days = Days(built.workspace.as_of, built.workspace.as_of)
    if at:
        period = period_of(said, spec)
        slot = _slot(built, documents[0], period)
        finer = period if slot.period is None or period != slot.period else None
        yield imagined(documents[0], slot, days, finer)
        return
    lacking = [
        (document, slot)
        for document in documents
        for slot in built.statuses[document.id].slots
        if slot.state is SlotState.MISSING
    ]
    if not lacking:
        raise UsageError(_nothing_lacking(built, target, documents))
    yield from (imagined(document, slot, days) for document, slot in lacking)


def period_of(said: str, spec: str) -> Period:
    """Read a period in the notation of file names.

    Raises UsageError when it is none.
    """
    try:
        return Period.parse(said)
    except ValueError as error:
        raise UsageError(
            f"“{spec}”: “{said}” bukan periode; tulis seperti di nama berkas: "
            "2026, 2026-S1, 2026-T3, 2026-03, atau 2026-03-05."
        ) from error


def documents_of(built: Build, target: str) -> tuple[RequiredDocument, ...]:
    """Return the documents that a word stands for: one, those of a criterion, or those of an area.

    Raises UsageError when the rubric asks for none of that name.
    """
    workspace = built.workspace
    catalogue, rubric = workspace.catalogue, workspace.rubric
    named = catalogue.resolve(target)
    if named is not None:
        if not rubric.asks_for(named):
            raise UsageError(
                f"Rubrik {rubric.id} tidak meminta {named.id}; nilainya tidak berubah."
            )
        return (named,)
    if target in catalogue.groups and target not in rubric.criteria:
        found = [one for one in catalogue.by_criterion[target] if rubric.asks_for(one)]
    else:
        criteria = _criteria_of(rubric, target)
        if not criteria:
            raise UsageError(_unknown(built, target))
        names = dict.fromkeys(name for one in criteria for name in one.documents)
        found = [catalogue.documents[name] for name in names]
    if not found:
        raise UsageError(f"Rubrik {rubric.id} tidak meminta satu dokumen pun dari {target}.")
    return tuple(found)


def _criteria_of(rubric: Rubric, target: str) -> tuple[Criterion, ...]:
    """Return the criteria that a word stands for: itself, those of an indicator, those of an area."""
    if target in rubric.criteria:
        return (rubric.criteria[target],)
    if target in rubric.indicators:
        return rubric.indicators[target].criteria
    number = target.casefold().removeprefix(AREA)
    if number == target.casefold():
        return ()
    return tuple(one for one in rubric.criteria.values() if one.area == number.strip())


def _unknown(built: Build, target: str) -> str:
    workspace = built.workspace
    rubric, catalogue = workspace.rubric, workspace.catalogue
    known = [
        *catalogue.documents,
        *catalogue.aliases,
        *rubric.criteria,
        *catalogue.groups,
        *(f"{AREA}{area.id}" for area in rubric.areas),
    ]
    near = ids.nearest(target, known) or ids.nearest(target.casefold(), known)
    hint = f" Maksudnya {near}?" if near else " Contoh: 1.3.b/notula-monev, 1.3.b, atau area:3."
    return f"Tidak ada dokumen, kriteria, indikator, atau area “{target}”.{hint}"


def _nothing_lacking(built: Build, target: str, documents: tuple[RequiredDocument, ...]) -> str:
    slots = [slot for document in documents for slot in built.statuses[document.id].slots]
    if slots and all(slot.state is SlotState.WAIVED for slot in slots):
        return f"{target} dibebaskan, jadi tidak ada yang diminta."
    coming = next((one for one in slots if one.state is SlotState.NOT_DUE), None)
    hint = ""
    if coming is not None:
        when = f"@{coming.key}" if coming.period else f"@{built.workspace.as_of.year}"
        due = day_label(coming.due)
        hint = f" Yang belum jatuh tempo dapat dicoba: {coming.document}{when} (jatuh tempo {due})."
    return f"Tidak ada dokumen {target} yang kurang hari ini.{hint}"


def _slot(built: Build, document: RequiredDocument, period: Period) -> Slot:
    """Return the slot that a paper of a period would fill.

    Raises UsageError when there is none, or when it is filled already.
    """
    status, as_of = built.statuses[document.id], built.workspace.as_of
    if status.waived is not None:
        raise UsageError(f"{document.id} dibebaskan: {status.waived}.")
    if period.start > as_of:
        raise UsageError(
            f"{document.id}@{period} belum mulai pada {day_label(as_of)}; pakai --as-of lebih akhir."
        )
    grain = document.cadence.grain
    if grain is not None and period.grain > grain:
        raise UsageError(
            f"{document.id} diminta {document.cadence.label}; periode {period} terlalu kasar. "
            f"{_asked(status.slots)}"
        )
    slot = next(
        (one for one in status.slots if one.period is None or one.period.contains(period)), None
    )
    if slot is None:
        raise UsageError(
            f"{document.id}@{period} tidak diminta pada {day_label(as_of)}. {_asked(status.slots)}"
        )
    if slot.items and not _adds(built, document, slot, period):
        there = slot.items[0].path.rpartition("/")[2]
        when = f"@{slot.key}" if slot.period else ""
        raise UsageError(
            f"{document.id}{when} sudah ada ({slot.state.label.lower()}): {there}. "
            "Dengan --tanpa, bukti itu dapat diandaikan ditarik dahulu."
        )
    return slot


def _asked(slots: tuple[Slot, ...]) -> str:
    open_ = [slot.key for slot in slots if not slot.items]
    if not open_:
        return "Semua periode yang diminta sudah ada."
    return f"Yang masih kosong: {text.series(open_)}."


def _adds(built: Build, document: RequiredDocument, slot: Slot, period: Period) -> bool:
    """Tell whether one more paper in a filled slot could count: where a rhythm or a number decides."""
    held = [item.period for item in slot.items if item.period]
    for criterion in built.workspace.rubric.criteria.values():
        rhythm, number = criterion.frequency, criterion.yearly
        if number and number.document == document.id and slot.period:
            return not any(period.contains(one) for one in held)
        if rhythm and rhythm.document == document.id and slot.period:
            grains = [cadence.grain for cadence, _ in rhythm.options if cadence.grain]
            spans = [Period.containing(period.start, grain) for grain in grains]
            return any(
                span.contains(period) and not any(span.contains(one) for one in held)
                for span in spans
            )
    return False


def withdrawn_of(built: Build, specs: Iterable[str]) -> tuple[EvidenceItem, ...]:
    """Return the papers that a user supposes withdrawn: a path, or `DOC@PERIODE`.

    Raises UsageError when there is no such paper.
    """
    found: dict[str, EvidenceItem] = {}
    for spec in specs:
        for item in _withdrawn(built, spec):
            found[item.path] = item
    return tuple(found[path] for path in sorted(found))


def _withdrawn(built: Build, spec: str) -> tuple[EvidenceItem, ...]:
    items: Mapping[str, EvidenceItem] = {item.path: item for item in built.workspace.items}
    path = spec.strip().replace("\\", "/").removeprefix("./")
    for name in (path, f"evidence/{path}"):
        if name in items:
            return (items[name],)
    target, at, said = (part.strip() for part in spec.partition("@"))
    if not at:
        near = ids.nearest(path, items)
        hint = f" Maksudnya {near}?" if near else " Tulis letak berkasnya, atau DOKUMEN@PERIODE."
        raise UsageError(f"Tidak ada bukti “{spec}”.{hint}")
    documents, period = documents_of(built, target), period_of(said, spec)
    held = tuple(
        item
        for item in built.good
        if item.period
        and (period.contains(item.period) or item.period == period)
        and set(documents) & set(built.workspace.catalogue.known(item.names))
    )
    if not held:
        raise UsageError(f"Tidak ada bukti {target} untuk {period.label} yang dapat ditarik.")
    return held

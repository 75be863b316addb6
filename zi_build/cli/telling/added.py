"""What `zi add` says: proposals before it, places and effects after it."""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from zi_build.intake.adding.dates import Dated
from zi_build.intake.adding.likely import Likely
from zi_build.intake.adding.wish import Placement
from zi_build.model.catalogue import Access
from zi_build.model.outcome import DocumentStatus
from zi_build.model.period import Grain, Period
from zi_build.model.result import Build
from zi_build.model.text import decimal, percent, series
from zi_build.studies.adding import Effect, Filled

_ACCESS = {
    Access.PUBLIK: "publik: terbit di situs",
    Access.TERBATAS: "terbatas: tidak terbit; yang boleh terbit hanya salinan publiknya",
    Access.DIKECUALIKAN: "dikecualikan: tidak pernah terbit",
}


def documents(found: Sequence[Likely], built: Build) -> Iterator[str]:
    """Yield one line for each proposed document, and where it stands today."""
    catalogue = built.workspace.catalogue
    width = max((len(one.document) for one in found), default=0)
    for number, one in enumerate(found, 1):
        chance = percent(Fraction(round(one.chance * 100), 100), 0)
        state = standing(built.statuses[one.document])
        yield (
            f"  {number}  {one.document.ljust(width)}  keyakinan {one.confidence.value} ({chance}), "
            f"{state}: {catalogue.documents[one.document].name}"
        )


def standing(status: DocumentStatus) -> str:
    """Return how much of a document is there, in a few words."""
    share = status.share
    if not share.due:
        return "belum waktunya" if not status.papers else "ada"
    lacking = share.due - share.held
    return f"masih kurang {lacking} dari {share.due}" if lacking else "sudah lengkap"


def periods(found: Sequence[Dated]) -> Iterator[str]:
    """Yield one line for each proposed date, with where it was read and what speaks against it."""
    width = max((len(str(one.period)) for one in found), default=0)
    for number, one in enumerate(found, 1):
        warning = f" (periksa: {one.warning})" if one.warning else ""
        yield (
            f"  {number}  {str(one.period).ljust(width)}  {one.period.label}, "
            f"{one.origin.value}: “{one.written}”{warning}"
        )


def placed(placement: Placement, *, how: str, dry: bool) -> Iterator[str]:
    """Yield what became (or would become) of a paper."""
    first, *others = (path for path, _ in placement.files)
    yield f"  {'Akan ' + how[0].lower() + how[1:] if dry else how} {first}"
    for path in others:
        what = "salinan publik" if ".publik." in path else "pendamping"
        yield f"  {'Akan ditulis' if dry else 'Ditulis'} {what}: {path.rpartition('/')[2]}"
    yield f"  Akses {_ACCESS[placement.access]}."
    for note in placement.notes:
        yield f"  Perhatikan: {note}"


def effect(changed: Effect) -> Iterator[str]:
    """Yield what the office has won by a paper, and what is still lacking beside it."""
    if changed.unseen:
        yield f"  Bukti ini {changed.unseen}."
    for one in changed.filled:
        if one.slots:
            yield f"  Mengisi {one.document.id} {_slots(one)}; {_counts(one)}."
    before, after = decimal(changed.supported_before), decimal(changed.supported_after)
    if changed.supported_before != changed.supported_after:
        yield f"  Nilai berdasarkan bukti {before} → {after}."
    elif any(one.slots for one in changed.filled):
        yield f"  Nilai berdasarkan bukti tetap {after}."
    if changed.lacking:
        names = series([document.id for document in changed.lacking])
        yield f"  Masih kurang dari rapat atau kegiatan yang sama: {names}."


def _slots(one: Filled) -> str:
    labels = [_period(slot.period) for slot in one.slots]
    return series(list(dict.fromkeys(labels))).strip()


def _period(period: Period | None) -> str:
    if period is None:
        return "(diminta sekali)"
    # Months and years are names; `Triwulan I` inside a sentence is not.
    part = period.grain in {Grain.QUARTER, Grain.SEMESTER}
    return period.label[:1].lower() + period.label[1:] if part else period.label


def _counts(one: Filled) -> str:
    before, after = one.before, one.after
    if not after.due:
        return "belum waktunya dihitung"
    if (before.held, before.due) == (after.held, after.due):
        return f"tetap {after.words}"
    return f"{before.words} → {after.words}"

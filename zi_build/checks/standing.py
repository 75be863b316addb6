"""Rules ZI31x: the history of predicates and the answers to the checklist before proposing."""

from datetime import date

from zi_build import ids
from zi_build.checks.rule import Found, meant
from zi_build.model.entry import EntryInput, Requirement
from zi_build.model.history import Happening
from zi_build.model.reading import number
from zi_build.model.workspace import Workspace

HUNDRED = 100


def decree_has_number(workspace: Workspace) -> Found:
    """Penetapan dan pencabutan predikat harus bernomor.

    Mengapa: keduanya hanya ada karena keputusan, dan masyarakat berhak mengetahui nomornya.

    Contoh: `{peristiwa: ditetapkan, predikat: WBK, tahun: 2025}`.

    Yang perlu dilakukan: tambahkan `nomor` keputusannya.
    """
    for event in workspace.unit.history:
        if event.happening.by_decree and not event.number:
            said = event.happening.label.lower()
            yield event.place, f"{event.predicate} {said} tanpa “nomor” keputusan."


def held_as_history_tells(workspace: Workspace) -> Found:
    """Predikat yang dipegang harus sesuai dengan riwayatnya.

    Mengapa: `predikat` di berkas jawaban menentukan syarat WBBM; riwayat mengatakan yang sebenarnya.

    Contoh: WBK tercatat dipegang, padahal riwayat di unit.yml memuat pencabutannya.

    Yang perlu dilakukan: hapus predikat yang dicabut, atau tambahkan yang sudah ditetapkan.
    """
    assessment = workspace.assessment
    decrees = [
        event
        for event in workspace.unit.history
        if event.happening.by_decree and event.known_on(workspace.as_of)
    ]
    last = {event.predicate: event for event in sorted(decrees, key=lambda event: event.order)}
    for predicate, event in sorted(last.items()):
        held = assessment.held.get(predicate)
        if held and event.happening is Happening.WITHDRAWN:
            yield held.place, f"{predicate} sudah dicabut pada {event.year} menurut riwayat."
        if held is None and event.happening is Happening.AWARDED and assessment.path:
            where = f"di {assessment.path}"
            yield event.place, f"{predicate} ditetapkan, tetapi tidak ada pada “predikat” {where}."


def known_requirement(workspace: Workspace) -> Found:
    """Syarat pengusulan harus dikenal dan jawabannya sesuai.

    Mengapa: jawaban untuk syarat yang tidak ada, atau di luar pilihannya, tidak dipakai.

    Contoh: `sakip-unit: {nilai: Baik}`, atau `tlhp: 100` (seharusnya `tlhp-100`).

    Yang perlu dilakukan: perbaiki nama syarat atau jawabannya menurut pesan.
    """
    known = {one.id: one for one in workspace.checklist.requirements}
    for key, given in workspace.unit.given.items():
        requirement = known.get(key)
        if requirement is None:
            near = ids.nearest(key, known) or ""
            hint = meant(near) or f" Yang ada: {', '.join(known)}."
            yield given.place, f"Syarat “{key}” tidak dikenal.{hint}"
        elif norm := _wrong(requirement, given.text):
            yield given.place, f"“{given.text}” bukan jawaban untuk {key}; {norm}."


def _wrong(requirement: Requirement, text: str) -> str:
    """Return the norm that an answer breaks, or nothing."""
    said = text.strip()
    if requirement.input is EntryInput.COMPUTED:
        return "syarat ini dihitung dari penilaian, jadi tidak dijawab"
    if requirement.input is EntryInput.CHOICE:
        options = {option.casefold() for option in requirement.options}
        choices = ", ".join(requirement.options)
        return "" if said.casefold() in options else f"pilihannya {choices}"
    if requirement.input is EntryInput.YES:
        return "" if said.casefold() in {"ya", "tidak"} else "pilihannya ya atau tidak"
    if requirement.input is EntryInput.SINCE:
        return "" if _is_day(said) else "harus tanggal TTTT-BB-HH, sejak kapan membangun"
    value = number(said.rstrip("% "))
    if requirement.input is EntryInput.PERCENT:
        fits = value is not None and value <= HUNDRED
        return "" if fits else "harus persen 0 sampai 100"
    return "" if value is not None else "harus angka"


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def proof_is_there(workspace: Workspace) -> Found:
    """Bukti riwayat dan syarat pengusulan harus ada.

    Mengapa: yang disebut sebagai bukti harus dapat dibuka; tanpa itu syarat belum dibuktikan.

    Contoh: `bukti: 2026/hasil/sakip.pdf` yang tidak ada.

    Yang perlu dilakukan: letakkan PDF-nya di folder `hasil` tahun itu, atau sebut jalur bukti yang
    sudah ada, misalnya `2026/4.2.a/renstra/2026 Renstra.pdf`.
    """
    papers = {item.path for item in workspace.items}
    named = [
        *((event.place, event.proof) for event in workspace.unit.history),
        *((given.place, given.proof) for given in workspace.unit.given.values()),
    ]
    for place, proof in named:
        if proof is None:
            continue
        facts = workspace.reports.get(f"evidence/{proof}")
        if facts and (facts.problem or facts.format != "pdf"):
            yield place, f"Bukti “{proof}” tidak dapat dibuka sebagai PDF."
        elif facts is None and f"evidence/{proof}" not in papers:
            yield place, f"Bukti “{proof}” tidak ada di folder evidence."

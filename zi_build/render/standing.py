"""How outsiders judged: remarks of evaluators, the checklist before proposing, the predicates' history."""

from collections.abc import Sequence
from itertools import groupby

from markupsafe import Markup

from zi_build.model import text
from zi_build.model.entry import EntryCheck, EntryState
from zi_build.model.history import Event, Happening
from zi_build.model.register import FollowUp
from zi_build.model.remark import Remarks
from zi_build.model.view import View
from zi_build.render.criteria import advice, findings
from zi_build.render.html import (
    Cell,
    Page,
    badge,
    block,
    details,
    empty,
    join,
    paper_link,
    small,
    table,
)

ENTRY_CLASSES = {
    EntryState.MET: "zi-ada",
    EntryState.NOT_MET: "zi-kurang",
    EntryState.NOT_PROVED: "zi-belum",
}
REGISTER_ONLY = (
    "Rekomendasi yang hanya ada di register kantor tidak dimuat di sini; jumlahnya ikut dihitung pada "
    "halaman hasil."
)
OFFICE_WIDE = "Tanpa area"


def remarks(view: View, area: str, page: Page) -> Markup:
    """`[[zi:temuan]]` or `[[zi:temuan 3]]`: findings and recommendations with their follow-up."""
    chosen = [
        one
        for one in view.remarks
        if (one.findings or one.advice) and (not area or one.area == area)
    ]
    if not chosen:
        shown = view.internal or view.unit.display.findings
        return empty(
            "Belum ada temuan atau rekomendasi penilai."
            if shown
            else "Kantor ini tidak menerbitkan temuan dan rekomendasi penilai."
        )
    if area:
        return _remark_table(f"Temuan dan rekomendasi area {area}", chosen, view, page)
    parts = [_summary(chosen)]
    if not view.internal and view.measures.followed is not None:
        parts.append(Markup("<p>{}</p>").format(REGISTER_ONLY))
    names = {one.id: f"Area {one.id} {one.name}" for one in view.rubric.areas}
    chosen.sort(key=lambda one: list(names).index(one.area) if one.area in names else len(names))
    for area_id, group in groupby(chosen, key=lambda one: one.area if one.area in names else None):
        here = list(group)
        name = names[area_id] if area_id else OFFICE_WIDE
        title = f"{name}: {_count(here)}"
        parts.append(details(title, _remark_table(title, here, view, page)))
    return join(parts, "\n")


def _count(found: Sequence[Remarks]) -> str:
    told = sum(len(one.findings) for one in found)
    given = sum(len(one.advice) for one in found)
    return f"{told} temuan, {given} rekomendasi"


def _summary(found: Sequence[Remarks]) -> Markup:
    given = [said for one in found for said in one.advice]
    states = [
        f"{sum(said.state is state for said in given)} {state.label.lower()}" for state in FollowUp
    ]
    unknown = sum(said.state is None for said in given)
    if unknown:
        states.append(f"{unknown} belum dicatat tindak lanjutnya")
    kept = [state for state in states if not state.startswith("0 ")]
    said = f" Tindak lanjut: {', '.join(kept)}." if kept else ""
    return Markup("<p>{}.{}</p>").format(_count(found), said)


def _remark_table(caption: str, found: Sequence[Remarks], view: View, page: Page) -> Markup:
    rows = []
    for one in found:
        name: Markup | str = "—"
        if one.criterion:
            question = view.rubric.criteria[one.criterion]
            name = page.criterion(one.criterion, f"{one.criterion} {question.title}")
        told = ", ".join(
            part for part in (text.day(one.on) if one.on else "", one.report or "") if part
        )
        rows.append(
            [
                Cell(Markup("{}<br>{}").format(name, small(told)), header=True),
                Cell(one.who),
                Cell(findings(one.findings) if one.findings else "—"),
                Cell(advice(one.advice) if one.advice else "—"),
            ]
        )
    heads = ("Kriteria", "Dari", "Temuan", "Rekomendasi dan tindak lanjut")
    return table(caption, heads, rows)


def history(view: View, _argument: str, page: Page) -> Markup:
    """`[[zi:riwayat]]`: what became of the office's predicates, oldest first."""
    if not view.history:
        return empty("Belum ada keputusan tentang predikat kantor ini.")
    rows = [_event(event, view, page) for event in view.history]
    return table("Riwayat predikat", ("Waktu", "Peristiwa", "Predikat", "Keterangan"), rows)


def _event(event: Event, view: View, page: Page) -> list[Cell]:
    kinds = {Happening.AWARDED: "zi-ada", Happening.WITHDRAWN: "zi-kurang"}
    paper = view.proofs.get(event.proof or "")
    parts: list[Markup | str] = [
        event.number or "",
        f"nilai {event.score.replace('.', ',')}" if event.score else "",
        event.note or "",
        paper_link(paper, page) if paper else "",
    ]
    return [
        Cell(text.day(event.on) if event.on else str(event.year), header=True),
        Cell(badge(kinds.get(event.happening, "zi-belum"), event.happening.label)),
        Cell(event.predicate),
        Cell(join([part for part in parts if part], " · ") or "—"),
    ]


def entry(view: View, predicate: str, page: Page) -> Markup:
    """`[[zi:pengusulan WBK]]`: the checklist before the unit is proposed, with what is shown of it."""
    checks = view.entry[predicate]
    counts = {state: sum(one.state is state for one in checks) for state in EntryState}
    good = counts[EntryState.MET] == len(checks)
    head = Markup('<p class="zi-putusan {}"><strong>Usulan {}:</strong> {}.</p>').format(
        "zi-ya" if good else "zi-tidak",
        predicate,
        ", ".join(f"{count} {state.label.lower()}" for state, count in counts.items() if count),
    )
    rows = []
    for name in view.checklist.groups:
        rows += [_check(one, name, view, page) for one in checks if one.requirement.group == name]
    heads = ("Syarat", "Diminta", "Keadaan", "Keterangan")
    notes = [view.checklist.deadline]
    if view.unit.agency != "kementerian-lembaga":
        notes.append(view.checklist.exception)
    about = Markup('<p class="zi-ket">{} Dasar: {}.</p>').format(
        " ".join(notes), view.checklist.basis
    )
    listing = table(f"Syarat pengusulan {predicate}", heads, rows)
    held = next((one for one in checks if one.requirement.id == "wbk-dipegang"), None)
    if held is not None and held.state is not EntryState.MET:
        # What needs another predicate first is told in one line, and in full on demand.
        return block(
            "zi-putusan-blok", head, details("Lihat setiap syarat", join([listing, about]))
        )
    return block("zi-putusan-blok", head, listing, about)


def _check(one: EntryCheck, group: str, view: View, page: Page) -> list[Cell]:
    requirement = one.requirement
    about = Markup('<p>{}</p>\n<p class="zi-ket">{}.</p>').format(
        f"Yang menunjukkannya: {requirement.proof}.", requirement.source
    )
    name = Markup("{}<br>{}{}").format(
        requirement.name, small(view.checklist.groups[group]), details("Bukti dan dasar", about)
    )
    paper = view.proofs.get(one.proof or "")
    parts: list[Markup | str] = [
        one.why,
        f"Keadaan per {text.day(one.on)}." if one.on else "",
        one.note or "",
        paper_link(paper, page) if paper else "",
    ]
    state = badge(ENTRY_CLASSES[one.state], one.state.label)
    said = (one.reached or "").replace(".", ",")
    reached = Markup("<span>{} {}</span>").format(state, said) if said else state
    return [
        Cell(name, header=True),
        Cell(one.required),
        Cell(reached),
        Cell(join([part for part in parts if part], " ") or "—"),
    ]

"""What an evaluator is shown and told, as text for a terminal."""

from collections.abc import Iterable, Iterator

import click

from zi_build.intake.tpi.judged import About, Remark
from zi_build.intake.tpi.record import Plan
from zi_build.intake.writing import SEEN, Change
from zi_build.model.reading import choices
from zi_build.model.shown import Shown

LONGEST = 70
MOST_FILES = 12
TITLES = {
    About.COLUMN: "Kolom yang tidak dibaca",
    About.INTERPRETED: "Ditafsirkan",
    About.NEW: "Bukti yang masuk sesudah lembar dibuat",
}


def question(one: Shown, place: str) -> str:
    """Return a question with the claim, what papers carry, and the papers."""
    asked = one.criterion
    lines = [
        "",
        click.style(f"{asked.id}  {asked.title}  ({place})", bold=True),
        *([asked.question] if asked.question else []),
        f"Menurut unit: {one.claim}",
        *([f"  {one.narrative}"] if one.narrative else []),
        f"Menurut bukti: {one.carried}. {one.why}",
    ]
    if one.known and one.known.on:
        said = one.known.text or ", ".join(f"{k} {n}" for k, n in one.known.counts.items())
        word = "; perlu diperiksa ulang, buktinya berubah" if one.lapsed else ""
        lines.append(f"Nilai TPI sekarang: {said} per {one.known.on}{word}")
    if one.waived:
        lines.append(f"Dinyatakan tidak berlaku: {one.waived}")
    lines.append(f"Berkas ({len(one.papers)}):" if one.papers else "Berkas: belum ada.")
    lines += [f"  {paper.path}" for paper in one.papers[:MOST_FILES]]
    if len(one.papers) > MOST_FILES:
        lines.append(f"  … dan {len(one.papers) - MOST_FILES} berkas lain")
    lines += [f"  {key} = {text}" for key, text in asked.options.items()]
    return "\n".join(lines)


def asking(one: Shown) -> str:
    """Return what stands before the place where the answer is typed."""
    if one.criterion.counts:
        keys = " ".join(f"{key}=…" for key in one.criterion.counts.inputs)
        return (
            f"Nilai TPI ({choices(one.criterion)}; atau hitungan: {keys}) [Enter lewati, q selesai]"
        )
    return f"Nilai TPI ({choices(one.criterion)}) [Enter lewati, q selesai]"


def plan(made: Plan, remarks: Iterable[Remark], target: str) -> str:
    """Return what would be recorded, what is refused and why, and what else is to be known."""
    listed = [*remarks, *made.remarks]
    refused = [one for one in listed if one.refused]
    lines: list[str] = []
    for about, title in TITLES.items():
        mine = [one for one in listed if one.about is about and not one.refused]
        if mine:
            lines += [click.style(f"{title}: {len(mine)}", bold=True), *map(_remark, mine), ""]
    same = sum(one.about is About.SAME for one in listed)
    if same:
        lines += [f"Sudah tercatat dan dibiarkan: {same}", ""]
    blind = [one for one in listed if one.about is About.UNSEEN]
    lines += [*map(_remark, blind), *([""] if blind else [])]
    if refused:
        title = click.style(f"Tidak dicatat: {len(refused)}", bold=True)
        lines += [title, *map(_remark, refused), ""]
    if not made.changes:
        return "\n".join([*lines, f"Tidak ada yang berubah di {target}."])
    title = click.style(f"Dicatat di {target}: {len(made.recorded)} kriteria", bold=True)
    return "\n".join([*lines, title, *_changes(made.changes)])


def _remark(one: Remark) -> str:
    place = f"  [{one.cell}]" if one.cell else ""
    return f"  {one.message}{place}"


def _changes(changes: Iterable[Change]) -> Iterator[str]:
    for one in changes:
        name = ".".join(one.path[1:])
        place = f"  [{one.cell}]" if one.cell else ""
        if one.path[-1] == SEEN:
            count = len(one.new.split(", ")) if one.new else 0
            yield f"  {name}: {count} bukti yang dilihat{place}"
        else:
            yield f"  {name}: {_value(one.old)} → {_value(one.new)}{place}"


def _value(text: str | None) -> str:
    if text is None:
        return "(kosong)"
    line = " ".join(text.split())
    return line if len(line) <= LONGEST else f"{line[: LONGEST - 1]}…"

"""The course of an office as text: months, what came when, and each commit."""

from collections.abc import Iterable, Iterator, Sequence

import click

from zi_build.export.uploads import DEEDS, WHATS
from zi_build.model import text
from zi_build.model.commit import Deed, Source
from zi_build.model.period import MONTH_NAMES
from zi_build.model.result import Build
from zi_build.model.trend import Moment
from zi_build.model.upload import Change, Step, Upload, Uploads, What, counts, told

SOURCES = {
    Source.NO_GIT: "Program git tidak ada di komputer ini, jadi kapan bukti masuk tidak diketahui.",
    Source.NO_REPOSITORY: (
        "Folder ini bukan repositori git, jadi kapan bukti masuk tidak diketahui."
    ),
    Source.EMPTY: "Belum ada commit di repositori ini, jadi kapan bukti masuk belum diketahui.",
}
SHALLOW = (
    "Klon ini dangkal: commit yang lebih tua tidak ada di sini. Ambil semuanya dengan "
    "git fetch --unshallow."
)
# A commit with more changes than this is told by numbers.
MOST = 25
MARKS = {Deed.ADDED: "+", Deed.CHANGED: "~", Deed.MOVED: ">", Deed.REMOVED: "-"}


def months(build: Build, found: Sequence[Moment]) -> str:
    """Return the months as two tables: the whole, and the areas."""
    workspace = build.workspace
    said = workspace.assessment.path or "belum ada berkas jawaban"
    predicates = list(found[0].conditions) if found else []
    areas = list(found[0].areas) if found else []
    whole = [["Keadaan per", "Kelengkapan", "", "Nilai bukti", "Nilai unit", *predicates, "Berkas"]]
    parts = [["Keadaan per", *(f"Area {area}" for area in areas)]]
    for one in found:
        share = one.completeness
        whole.append(
            [
                _day(one),
                f"{share.held}/{share.due}",
                "" if share.fraction is None else f"{text.decimal(share.fraction * 100, 1)}%",
                text.decimal(one.supported),
                text.decimal(one.claimed),
                *(f"{met.held}/{met.due}" for met in one.conditions.values()),
                str(one.papers),
            ]
        )
        parts.append([_day(one), *(text.decimal(points) for points in one.areas.values())])
    return "\n".join(
        [
            f"{workspace.unit.name} · {workspace.rubric.id} · per {workspace.as_of}",
            f"Menurut tanggal dokumen, dengan jawaban sekarang untuk semua bulan ({said}).",
            "",
            *_aligned(whole),
            "",
            click.style("Nilai berdasarkan bukti setiap area", bold=True),
            *_aligned(parts),
        ]
    )


def _day(moment: Moment) -> str:
    day = moment.day
    return f"{day.day} {MONTH_NAMES[day.month - 1][:3]} {day.year}"


def _aligned(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Yield lines whose first column stands left and whose numbers stand right."""
    widths = [max(len(row[at]) for row in rows) for at in range(len(rows[0]))]
    for place, row in enumerate(rows):
        first, *rest = row
        cells = [first.rjust(widths[0]) if place else first.ljust(widths[0])]
        cells += [cell.rjust(width) for cell, width in zip(rest, widths[1:], strict=True)]
        line = "  ".join(cells).rstrip()
        yield line if place else click.style(line, bold=True)


def source(found: Uploads) -> Iterator[str]:
    """Yield what is to be known of the repository before its numbers are read."""
    log = found.log
    if log.source is Source.FAILED:
        yield f"Riwayat git tidak dapat dibaca ({log.trouble}), jadi kapan bukti masuk tidak diketahui."
    elif log.source in SOURCES:
        yield SOURCES[log.source]
    if log.source is Source.SHALLOW:
        yield SHALLOW


def summary(found: Uploads) -> str:
    """Return how many papers came late or with an old date, and where to read which."""
    lines = list(source(found))
    if found.log.source in {Source.WHOLE, Source.SHALLOW}:
        tally = counts(found)
        lines.append(
            f"Riwayat git: {len(found.steps)} commit yang menyentuh bukti; dari {tally['papers']} "
            f"berkas bukti, {tally['late']} terlambat masuk, {tally['backdated']} bertanggal mundur "
            f"(lebih dari {found.threshold} hari), {tally['bulk']} masuk sekaligus, "
            f"{tally['uncommitted']} belum masuk."
        )
        lines.append("Rinciannya: zi history --unggahan, atau zi history --per-commit.")
    return "\n".join(lines)


def papers(found: Uploads) -> str:
    """Return every paper that came late or with an old date; collections as one line each."""
    lines = list(source(found))
    if found.log.source not in {Source.WHOLE, Source.SHALLOW}:
        return "\n".join(lines)
    tally = counts(found)
    lines += [f"{step.day}  {step.commit.id}  {_bulk(step, found)}" for step in _bulks(found)]
    listed = list(told(found))
    if listed:
        lines += [
            "",
            click.style(f"Terlambat masuk atau bertanggal mundur: {len(listed)}", bold=True),
        ]
        lines += [f"- {one.path}\n  {'; '.join(_remarks(one))}." for one in listed]
    waiting = [one for one in found.papers if one.entered is None and not one.older]
    if waiting:
        lines += ["", click.style(f"Belum masuk repositori: {len(waiting)}", bold=True)]
        lines += [f"- {one.path}" for one in waiting]
    early = [one for one in found.papers if one.received_before and not one.told and not one.bulk]
    if early:
        lines += ["", click.style(f"Diterima sebelum masuk repositori: {len(early)}", bold=True)]
        lines += [
            f"- {one.path}\n  diterima {one.received}, masuk {one.entered} ({one.commit})."
            for one in early
        ]
    end = (
        f"{tally['late']} terlambat masuk, {tally['backdated']} bertanggal mundur (lebih dari "
        f"{found.threshold} hari), {tally['bulk']} masuk sekaligus. Tidak ada nilai yang berubah "
        "karenanya: terlambat dinilai dari tanggal dokumen atau “diterima”."
    )
    return "\n".join([*lines, "", end])


def _bulks(found: Uploads) -> list[Step]:
    return [step for step in found.steps if step.bulk and not step.commit.edge]


def _bulk(step: Step, found: Uploads) -> str:
    mine = [one for one in found.papers if one.commit == step.commit.id]
    old = sum(one.backdated for one in mine)
    said = f"{step.papers} bukti masuk sekaligus"
    return f"{said}; {old} di antaranya bertanggal lebih dari {found.threshold} hari sebelumnya."


def _remarks(one: Upload) -> Iterator[str]:
    yield f"masuk {one.entered} ({one.commit})"
    if one.late:
        yield f"terlambat masuk, jatuh tempo {one.due}"
    if one.backdated:
        yield f"bertanggal mundur, tanggal dokumen {one.dated}, {one.after} hari sebelumnya"
    if one.received_before:
        yield f"diterima {one.received} menurut berkas pendamping"


def commits(found: Uploads) -> str:
    """Return every commit, newest first, with what it changed."""
    lines = list(source(found))
    late = {one.path: one for one in told(found)}
    for step in found.steps:
        head = f"{step.day}  {step.commit.id}  {step.commit.subject}"
        lines += ["", click.style(head, bold=True)]
        if step.commit.edge:
            lines.append("  Commit tertua dalam klon dangkal ini; isinya mungkin jauh lebih tua.")
        elif step.bulk:
            lines.append(f"  {_bulk(step, found)}")
        if len(step.changes) > MOST:
            lines += _numbers(step.changes)
        else:
            lines += [_change(one, late) for one in step.changes]
    return "\n".join(lines).lstrip("\n") or "Belum ada commit yang menyentuh bukti."


def _numbers(changes: Iterable[Change]) -> Iterator[str]:
    """Yield how many files of each kind were added, changed, moved and removed."""
    listed = list(changes)
    for deed in Deed:
        for what in What:
            count = sum(one.touch.deed is deed and one.meaning.what is what for one in listed)
            if count:
                yield f"  {MARKS[deed]} {count} {WHATS[what]} {DEEDS[deed]}"


def _change(change: Change, late: dict[str, Upload]) -> str:
    touch, meaning = change.touch, change.meaning
    about = f"{meaning.document}: " if meaning.document else ""
    name = touch.path.rpartition("/")[2]
    was = f" (semula {touch.before})" if touch.before else ""
    line = f"  {MARKS[touch.deed]} {WHATS[meaning.what]} {DEEDS[touch.deed]}: {about}{name}{was}"
    one = late.get(touch.path)
    if one and touch.deed is Deed.ADDED:
        words = {"terlambat masuk": one.late, "bertanggal mundur": one.backdated}
        line += f"  [{', '.join(word for word, said in words.items() if said)}]"
    return line

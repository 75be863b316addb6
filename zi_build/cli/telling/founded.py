"""What `zi init` made, left and found, as text."""

from collections.abc import Iterator, Sequence
from datetime import date

from zi_build.intake.founding.notes import NAME as NOTE
from zi_build.intake.founding.plan import Plan
from zi_build.intake.founding.rollover import Paper, RollOver
from zi_build.intake.founding.wanted import Wanted
from zi_build.model.period import MONTH_NAMES
from zi_build.model.text import count, day
from zi_build.model.text import series as listed

NAMED = 12
FEW = 4


def report(wanted: Wanted, plans: Sequence[Plan], *, first: bool, dry_run: bool) -> str:
    """Say what was written, and what was there already."""
    new = [path for plan in plans for path, _ in plan.new]
    what = f"“{wanted.name}”, tahun {wanted.year}"
    if not new:
        lines = [f"{what}: semua sudah ada, tidak ada yang diubah."]
    else:
        head = "Akan disiapkan" if dry_run else "Disiapkan"
        lines = [f"{head}: {what}{' (kantor baru)' if first else ''}."]
        lines += [f"  {line}" for line in _written(new, wanted)]
        if dry_run:
            lines.append("Tidak ada yang ditulis (--dry-run).")
    for plan in plans:
        lines += _left(plan)
    return "\n".join(lines)


def _written(new: list[str], wanted: Wanted) -> Iterator[str]:
    year = f"{wanted.folder}/"
    notes = [path for path in new if path.startswith(year) and path.endswith(f"/{NOTE}")]
    answers = [path for path in new if path.startswith(f"{year}penilaian/") and path not in notes]
    pages = [path for path in new if path.startswith("docs/")]
    rest = [path for path in new if path not in {*notes, *answers, *pages}]
    if notes:
        yield f"{year}: {count(len(notes))} folder, masing-masing dengan {NOTE}"
    for path in answers:
        yield f"{path}: semua kriteria dengan skalanya, belum dijawab"
    for path in rest:
        yield path
    if pages:
        yield f"docs/: {len(pages)} berkas halaman situs"


def _left(plan: Plan) -> Iterator[str]:
    if plan.same and plan.new:
        yield f"{count(len(plan.same))} berkas sudah ada dan sama; dibiarkan."
    if plan.other:
        yield f"{count(len(plan.other))} berkas sudah ada dengan isi lain; dibiarkan:"
        yield from (f"  {path}" for path in plan.other[:NAMED])
        if len(plan.other) > NAMED:
            yield f"  … dan {count(len(plan.other) - NAMED)} lagi"
    for path, there in plan.blocked:
        yield f"Tidak dibuat: {path}. Sudah ada “{there}”; ganti namanya, lalu jalankan lagi."


def next_steps(wanted: Wanted) -> str:
    """Say what a new office does first."""
    return "\n".join(
        [
            "Langkah berikutnya:",
            f"  1. Lengkapi evidence/unit.yml: alamat, saluran pengaduan, tim, dan mulai ({wanted.start}).",
            "     Isi mulai dengan tanggal SK tim kerja: periode sebelumnya tidak dihitung.",
            "  2. Taruh berkas pertama: zi add BERKAS",
            "  3. Lihat yang diminta: zi gaps",
            "  4. Lihat situsnya: mkdocs serve, lalu buka http://127.0.0.1:8000",
            f"  5. Jawab kriteria di {wanted.folder}/penilaian/; boleh dicicil.",
        ]
    )


def turn_of_the_year(wanted: Wanted, found: RollOver, before: int) -> str:
    """Say what goes on from the years before, what ends, and what is asked for again."""
    lines = [f"Dari {before} ke {wanted.year}"]
    lines += _answers(wanted, found)
    lines += _standing(wanted, found)
    lines += _papers(
        f"Tidak berlaku lagi pada 1 Januari {wanted.year}; harus diperbarui:", found.ended
    )
    if found.never:
        lines.append(
            f"Diminta sekali dan belum pernah ada: {len(found.never)} dokumen (lihat zi gaps)."
        )
    lines += _anew(wanted, found)
    return "\n".join(lines)


def _answers(wanted: Wanted, found: RollOver) -> Iterator[str]:
    if wanted.former:
        years = sorted({former.year for former in wanted.former.values()})
        told = listed([str(year) for year in years])
        yield (
            f"Jawaban {told} tidak diteruskan: jawaban adalah keadaan tahunnya. Di berkas jawaban "
            f"{wanted.year} ia tertulis sebagai ingatan (# {years[-1]}: …)."
        )
        yield (
            f"Sejak 1 Januari {wanted.year} berkas {wanted.year} yang dibaca, dan yang belum dijawab "
            f"bernilai 0. Selama berkas itu belum ada, jawaban {years[-1]} masih dipakai."
        )
    for held in found.held:
        yield f"Diteruskan: predikat {held.name}{f' ({held.year})' if held.year else ''}."
    for waiver in found.waivers:
        asks = " Persetujuan TPI diminta lagi." if waiver.agreed else ""
        yield f"Diteruskan: {waiver.target} tidak berlaku ({waiver.reason.rstrip('.')}).{asks}"
    for waiver in found.dropped:
        why = "tidak dikenal rubriknya" if waiver.is_reasoned else "tanpa alasan"
        yield f"Tidak diteruskan: {waiver.target} di tidak_berlaku, {why}."


def _standing(wanted: Wanted, found: RollOver) -> Iterator[str]:
    """Name what ends within the year; of the rest, how many there are."""
    last = date(wanted.year, 12, 31)
    ending = [paper for paper in found.standing if paper.until and paper.until <= last]
    later = [paper for paper in found.standing if paper.until and paper.until > last]
    rest = len(found.standing) - len(ending) - len(later)
    yield ""
    yield (
        f"Masih berlaku: {len(found.standing)} dokumen. Berkasnya tetap di tempatnya dan tetap dihitung; "
        "jangan disalin."
    )
    if rest:
        yield f"  {rest} dokumen berlaku sampai diganti"
    yield from (f"  {_line(paper)}" for paper in later)
    yield from _papers(f"Habis masa berlakunya dalam {wanted.year}; siapkan penggantinya:", ending)


def _papers(head: str, papers: Sequence[Paper]) -> Iterator[str]:
    if papers:
        yield head
        yield from (f"  {_line(paper)}" for paper in papers)


def _line(paper: Paper) -> str:
    until = f"sampai {day(paper.until)}" if paper.until else "mengikuti keputusannya"
    return f"{paper.document.id} {paper.document.name}: {until} ({paper.path})"


def _anew(wanted: Wanted, found: RollOver) -> Iterator[str]:
    yield ""
    yield f"Dibuat baru untuk periode {wanted.year}:"
    for group in found.anew:
        names = f" ({', '.join(one.id for one in group.documents)})"
        few = len(group.documents) < FEW
        yield f"  {group.cadence}, {group.rule}: {len(group.documents)} dokumen{names if few else ''}"
        if group.days and not group.fixed:
            yield f"    {_days([due for _, due in group.days])}"
    if found.open_gaps:
        yield f"Dari tahun sebelumnya masih kurang {count(found.open_gaps)} periode: lihat zi gaps."


def _days(days: Sequence[date]) -> str:
    """Return dates in one line, the year named where it ends."""
    told = []
    for place, due in enumerate(days):
        last = place + 1 == len(days) or days[place + 1].year != due.year
        told.append(f"{due.day} {MONTH_NAMES[due.month - 1][:3]}{f' {due.year}' if last else ''}")
    return ", ".join(told)

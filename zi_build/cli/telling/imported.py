"""The report of an import, as text and as JSON."""

from collections.abc import Iterable, Iterator
from fractions import Fraction
from typing import Any

import click

from zi_build.cli.telling.folding import FOLDED, folded, told_once
from zi_build.intake.lke.changes import Plan
from zi_build.intake.lke.heads import Who
from zi_build.intake.lke.report import About, Deviation, Found, Remark
from zi_build.intake.writing import Change
from zi_build.model.rubric import Rubric

LONGEST_VALUE = 70
TITLES = {
    About.RUBRIC: "Rubrik",
    About.SHEET: "Lembar yang tidak dibaca",
    About.HIDDEN: "Lembar tersembunyi yang dibaca",
    About.UNPLACED: "Tidak dapat ditempatkan",
    About.STRANGE: "Di luar skala, tidak diimpor",
    About.ERROR: "Galat rumus, tidak diimpor",
    About.UNCALCULATED: "Rumus tanpa hasil tersimpan, tidak diimpor",
    About.WAIVED: "Dinyatakan tidak berlaku, tidak diimpor",
    About.TWICE: "Sel gabungan",
    About.ASTRAY: "Jawaban di kolom lain",
    About.SCALE: "Kolom pilihan jawaban",
    About.INTERPRETED: "Ditafsirkan",
    About.BY_POSITION: "Ditempatkan menurut urutan saja",
    About.TPI: "Jawaban TPI yang tidak ditulis",
    About.TPN: "Jawaban TPN yang tidak ditulis",
    About.NOTE: "Catatan yang tidak diimpor",
    About.EVIDENCE: "Bukti di buku kerja, tidak diimpor; simpan di folder evidence/ dokumennya",
    About.KEPT: "Kosong di buku kerja, jawaban di berkas dibiarkan",
    About.EMPTY: "Belum diisi di buku kerja",
    About.ABSENT: "Tidak ada di buku kerja, yang di berkas jawaban dibiarkan",
}
# Of these the title says all that the sentences would repeat.
BRIEF = frozenset({About.EVIDENCE, About.EMPTY})


def report(found: Found, planned: Plan, rubric: Rubric, target: str) -> str:
    """Return what was found, everything that was not taken, and last, above the question, what changes."""
    sheets = ", ".join(found.sheets)
    count = f"{found.placed} dari {found.asked} pertanyaan dikenali"
    lines = [f"LKE {rubric.name}: {count} (lembar: {sheets})."]
    year = target.split("/")[1]
    if found.year and found.year.value != year:
        said = f"buku kerja menyebut tahun {found.year.value} ({found.year.cell})"
        lines.append(f"Perhatian: {said}, berkas jawaban {year}. Pakai --tahun bila keliru.")
    remarks = told_once([*found.remarks, *planned.remarks])
    for about, title in TITLES.items():
        mine = [one for one in remarks if one.about is about]
        if mine:
            rows = folded(mine, rubric) if about in FOLDED else mine
            lines += ["", _title(title, len(mine)), *map(_remark, rows)]
    if found.deviations:
        title = "Hitungan buku kerja yang berbeda dari peraturan"
        told = (_deviation(one, rubric) for one in found.deviations)
        lines += ["", _title(title, len(found.deviations)), *told]
    lines += ["", *_changes(planned.changes, target)]
    return "\n".join(lines)


def _title(text: str, count: int) -> str:
    return click.style(f"{text}: {count}", bold=True)


def _changes(changes: tuple[Change, ...], target: str) -> list[str]:
    if not changes:
        return [f"Tidak ada yang berubah di {target}."]
    return [_title(f"Perubahan di {target}", len(changes)), *_change_lines(changes)]


def _change_lines(changes: Iterable[Change]) -> Iterator[str]:
    """Yield a line for each change; dates of new verdicts, one and the same, come in one line."""
    dates: dict[tuple[str, str, str], int] = {}
    for one in changes:
        if one.path[-1] == "per" and one.old is None and one.new:
            verdict = (one.path[-2], one.new, one.cell)
            dates[verdict] = dates.get(verdict, 0) + 1
            continue
        place = f"  [{one.cell}]" if one.cell else ""
        yield f"  {'.'.join(one.path[1:])}: {_value(one.old)} → {_value(one.new)}{place}"
    for (who, day, cell), count in sorted(dates.items()):
        yield f"  {who}.per: {day} pada {count} jawaban {who.upper()}  [{cell}]"


def _value(text: str | None) -> str:
    if text is None:
        return "(kosong)"
    line = " ".join(text.split())
    return line if len(line) <= LONGEST_VALUE else f"{line[: LONGEST_VALUE - 1]}…"


def _remark(one: Remark | str) -> str:
    if isinstance(one, str):
        return f"  {one}"
    place = f"  [{one.cell}]" if one.cell else ""
    message = one.key if one.about in BRIEF and one.key else one.message
    text = f" “{one.text}”" if one.text and f"“{one.text}”" not in message else ""
    return f"  {message}{text}{place}"


def _deviation(one: Deviation, rubric: Rubric) -> str:
    right = f" → {_number(one.recomputed)}" if one.recomputed is not None else ""
    name = _name(one.key, rubric)
    return f"  {name}, {one.what}: {one.stated}{right}; {one.reason}  [{one.cell}]"


def _name(key: str, rubric: Rubric) -> str:
    """Return what a reader calls a line of the form: `jumlah:P/1` is the sum of half an area."""
    total = "jumlah " if key.startswith("jumlah:") else ""
    half, _, number = key.removeprefix("jumlah:").rpartition("/")
    area = next((one for one in rubric.areas if one.id == number), None)
    if area is None:
        return key.replace("total-", "total ").replace("#", ", ")
    part = {"P": " (pemenuhan)", "R": " (reform)"}.get(half, "")
    return f"{total}area {area.id}{part}"


def _number(value: Fraction) -> str:
    return f"{float(value):.6g}".replace(".", ",")


def outcome(planned: Plan, target: str, *, written: bool, dry_run: bool) -> str:
    """Return the last line: what was done."""
    count = len(planned.changes)
    if written:
        return f"{count} perubahan ditulis ke {target}."
    if not count:
        return "Tidak ada yang ditulis."
    if dry_run:
        return f"Tidak ada yang ditulis (--dry-run); {count} perubahan menunggu."
    return (
        f"Tidak ada yang ditulis: {count} perubahan belum disetujui. Pakai --ya untuk menulisnya."
    )


def _day(found: Found, who: Who) -> str | None:
    return found.days[who].value if who in found.days else None


def as_json(found: Found, planned: Plan, target: str, *, written: bool) -> dict[str, Any]:
    """Return the whole report for programs; numbers are exact, as text."""
    return {
        "rubric": found.rubric,
        "guessed": found.guessed,
        "target": target,
        "written": written,
        "sheets": list(found.sheets),
        "placed": found.placed,
        "asked": found.asked,
        "year": found.year.value if found.year else None,
        "tpi_date": _day(found, Who.TPI),
        "tpn_date": _day(found, Who.TPN),
        "changes": [
            {"path": list(one.path), "old": one.old, "new": one.new, "cell": one.cell or None}
            for one in planned.changes
        ],
        "remarks": [
            {
                "about": one.about.value,
                "key": one.key or None,
                "cell": one.cell or None,
                "text": one.text or None,
                "message": one.message,
            }
            for one in (*found.remarks, *planned.remarks)
        ],
        "deviations": [
            {
                "key": one.key,
                "what": one.what,
                "cell": one.cell,
                "workbook": one.stated,
                "recomputed": None if one.recomputed is None else str(one.recomputed),
                "reason": one.reason,
            }
            for one in found.deviations
        ],
    }

"""What became worse, what is as before, what became better: as sentences and as JSON."""

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from zi_build.cli.telling.gaps import STATES

if TYPE_CHECKING:
    from zi_build.export.diagnostics.listing import Listing
    from zi_build.studies.ratchet import Change, Comparison

NAMES = {"total": "nilai berdasarkan bukti"}


def sentence(change: "Change") -> str:
    """Return one change in the words of the pages."""
    if change.kind == "gap":
        return f"{change.about}: {_state(change.before)} → {_state(change.after)}"
    if change.kind == "completeness":
        told = (share.replace("/", " dari ") for share in (change.before, change.after))
        return f"kelengkapan: {' → '.join(told)}"
    if change.kind == "score":
        name = (
            NAMES.get(change.about) or f"nilai berdasarkan bukti {change.about.replace('.', ' ')}"
        )
        return f"{name}: {_comma(change.before)} → {_comma(change.after)}"
    now = "terpenuhi" if change.after == str(True) else "tidak lagi terpenuhi"
    return f"syarat {change.about}: {now}"


def _state(state: str) -> str:
    return STATES.get(state, state) if state else "tidak kurang"


def _comma(number: str) -> str:
    return number.replace(".", ",")


def verdict(found: "Comparison", listing: "Listing", reason: str | None = None) -> str:
    """Return what the comparison came to, after the diagnostics that are new."""
    from zi_build.export.diagnostics.listing import ERROR  # noqa: PLC0415

    news, before = (listing.counted(ERROR, known=known) for known in (False, True))
    worse = [f"{news} galat baru"] if news else []
    worse += [sentence(change) for change in found.worse]
    better = [f"{found.mended} galat sudah diperbaiki"] if found.mended else []
    better += [sentence(change) for change in found.better]
    lines = []
    if worse:
        lines += [f"Lebih buruk daripada keadaan {found.before.as_of}:", *_list(worse)]
        lines += [f"Alasan: {reason}"] if reason and found.worse else []
    else:
        lines.append(f"Tidak ada yang lebih buruk daripada keadaan {found.before.as_of}.")
    lines.append(f"Seperti sebelumnya: {before} galat, {found.same_gaps} kekurangan.")
    if better:
        lines += ["Lebih baik:", *_list(better)]
    return "\n".join([*lines, *notes(found)])


def _list(texts: list[str]) -> list[str]:
    return [f"- {text}" for text in texts]


def notes(found: "Comparison") -> list[str]:
    """Return what limits the comparison."""
    lines = []
    if found.calendar:
        lines.append(
            f"{found.calendar} kekurangan lain jatuh tempo sesudah {found.before.as_of}; "
            "itu karena tanggal, bukan karena berkas, dan tidak ikut dinilai di sini."
        )
    if not found.comparable:
        lines.append(
            f"Keadaan itu dihitung dengan rubrik {found.before.rubric}; hanya galat yang dibandingkan."
        )
    if found.before.program != found.program:
        lines.append(
            f"Keadaan itu dicatat zi {found.before.program}, sekarang {found.program}: sebagian "
            "perbedaan dapat berasal dari aturan yang berubah."
        )
    return lines


def as_json(found: "Comparison", listing: "Listing", reason: str | None = None) -> dict[str, Any]:
    """Return the comparison for programs."""
    return {
        "baseline": {"as_of": found.before.as_of, "rubric": found.before.rubric},
        "comparable": found.comparable,
        "reason": reason,
        "worse": [asdict(change) for change in found.worse],
        "better": [asdict(change) for change in found.better],
        "same": {"gaps": found.same_gaps},
        "mended": found.mended,
        "calendar": found.calendar,
        "diagnostics": [
            {
                "code": row.code,
                "severity": row.severity,
                "path": row.path,
                "line": row.line,
                "column": row.column,
                "message": row.message,
                "known": row.known,
            }
            for row in listing.rows
        ],
    }

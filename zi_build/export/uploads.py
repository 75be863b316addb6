"""Commits and comings of papers as data. For staff: it names every paper."""

from typing import Any

from zi_build.export.history import iso, table, yes
from zi_build.model.commit import Deed
from zi_build.model.result import Build
from zi_build.model.upload import Change, Step, Upload, Uploads, What, counts

DEEDS = {
    Deed.ADDED: "ditambahkan",
    Deed.CHANGED: "diubah",
    Deed.MOVED: "dipindahkan",
    Deed.REMOVED: "ditarik",
}
WHATS = {
    What.PAPER: "bukti",
    What.SIDECAR: "berkas pendamping",
    What.TWIN: "salinan publik",
    What.ANSWERS: "jawaban",
    What.RESULTS: "data hasil",
    What.INBOX: "kotak masuk",
    What.UNIT: "data kantor",
    What.OTHER: "berkas lain",
}


def source(found: Uploads) -> dict[str, Any]:
    """Return how much of its past the folder tells, and how many papers there are of each kind."""
    return {
        "source": found.log.source.value,
        "trouble": found.log.trouble or None,
        "commits": len(found.steps),
        "threshold_days": found.threshold,
        "counts": dict(counts(found)),
    }


def commits(found: Uploads) -> list[dict[str, Any]]:
    """Return every commit, newest first."""
    return [
        {
            "commit": step.commit.id,
            "day": step.day.isoformat(),
            "subject": step.commit.subject,
            "bulk": step.bulk,
            "oldest_known": step.commit.edge,
            "changes": [_change(one) for one in step.changes],
        }
        for step in found.steps
    ]


def _change(change: Change) -> dict[str, Any]:
    return {
        "deed": change.touch.deed.value,
        "what": change.meaning.what.value,
        "document": change.meaning.document,
        "path": change.touch.path,
        "before": change.touch.before,
    }


def papers(found: Uploads) -> list[dict[str, Any]]:
    """Return when each paper of today came."""
    return [
        {
            "path": one.path,
            "document": one.document,
            "dated": iso(one.dated),
            "due": iso(one.due),
            "received": iso(one.received),
            "entered": iso(one.entered),
            "commit": one.commit,
            "days_after": one.after,
            "late": one.late,
            "backdated": one.backdated,
            "received_before": one.received_before,
            "bulk": one.bulk,
            "older_than_known": one.older,
        }
        for one in found.papers
    ]


def commits_csv(found: Uploads) -> bytes:
    """Return every change of every commit, one a row."""
    heads = ("Commit", "Tanggal", "Perubahan", "Jenis", "Dokumen", "Berkas", "Semula", "Pesan")
    return table(heads, (_change_row(step, one) for step in found.steps for one in step.changes))


def _change_row(step: Step, change: Change) -> list[str]:
    return [
        step.commit.id,
        step.day.isoformat(),
        DEEDS[change.touch.deed],
        WHATS[change.meaning.what],
        change.meaning.document or "",
        change.touch.path,
        change.touch.before or "",
        step.commit.subject,
    ]


def papers_csv(build: Build, found: Uploads) -> bytes:
    """Return when each paper of today came, one a row."""
    heads = (
        "Berkas",
        "Kode dokumen",
        "Dokumen",
        "Tanggal dokumen",
        "Jatuh tempo",
        "Diterima",
        "Masuk repositori",
        "Commit",
        "Hari sesudahnya",
        "Terlambat masuk",
        "Bertanggal mundur",
        "Diterima sebelum masuk",
        "Masuk sekaligus",
    )
    names = build.workspace.catalogue.documents
    return table(heads, (_paper_row(one, names[one.document].name) for one in found.papers))


def _paper_row(one: Upload, name: str) -> list[str]:
    return [
        one.path,
        one.document,
        name,
        *(iso(day) or "" for day in (one.dated, one.due, one.received, one.entered)),
        one.commit or "",
        "" if one.after is None else str(one.after),
        *yes((one.late, one.backdated, one.received_before, one.bulk)),
    ]

"""`evidence/<tahun>/penilaian/<rubrik>.yml` to the record of an office's answers."""

from typing import Any

from zi_build.load.sidecars import day
from zi_build.load.validate import Parsed
from zi_build.model.assessment import (
    Answer,
    Assessment,
    HeldPredicate,
    ResultAnswer,
    Verified,
    Waiver,
)


def assessment_of(parsed: Parsed | None) -> Assessment:
    """Return the answers; without a usable file nothing is answered."""
    data = parsed.data if parsed else None
    if parsed is None or data is None:
        return Assessment(path=parsed.file if parsed else None)
    return Assessment(
        path=parsed.file,
        rubric=data["rubrik"],
        answers={key: _answer(parsed, key, entry) for key, entry in data["jawaban"].items()},
        results={key: _result(parsed, key, entry) for key, entry in data["hasil"].items()},
        waivers={
            key: Waiver(
                key,
                parsed.key("tidak_berlaku", key),
                entry["alasan"] or "",
                day(entry["disetujui_tpi"]),
            )
            for key, entry in data["tidak_berlaku"].items()
        },
        held={
            key: HeldPredicate(key, parsed.key("predikat", key), entry["tahun"], entry["sk"])
            for key, entry in data["predikat"].items()
        },
    )


def _answer(parsed: Parsed, key: str, entry: dict[str, Any]) -> Answer:
    path = ("jawaban", key)
    said = next((key for key in ("unit", "hitungan") if entry[key]), None)
    place = parsed.value(*path, said) if said else parsed.key(*path)
    return Answer(
        criterion=key,
        place=place,
        text=entry["unit"],
        narrative=entry["uraian"],
        verified=_verified(parsed, path, entry, "tpi"),
        key=parsed.key(*path),
        counts=entry["hitungan"],
        final=_verified(parsed, path, entry, "tpn"),
    )


def _verified(
    parsed: Parsed, path: tuple[str, ...], answer: dict[str, Any], who: str
) -> Verified | None:
    entry = answer[who]
    if entry is None:
        return None
    return Verified(
        text=entry["nilai"] or "",
        place=parsed.value(*path, who, "nilai" if entry["nilai"] else "hitungan"),
        on=day(entry["per"]),
        report=entry["lhe"],
        note=entry["catatan"],
        seen=tuple(entry.get("sidik", ())),
        counts=entry["hitungan"],
        findings=tuple(entry.get("temuan", ())),
        recommendations=tuple(entry.get("rekomendasi", ())),
        assessor=entry.get("penilai"),
    )


def _result(parsed: Parsed, key: str, entry: dict[str, Any]) -> ResultAnswer:
    path = ("hasil", key)
    return ResultAnswer(
        id=key,
        text=entry["nilai"],
        place=parsed.value(*path, "nilai"),
        surveyor=entry["pelaksana"],
        on=day(entry["tanggal"]),
        respondents=entry["responden"],
        report=entry["laporan"],
        self_run=bool(entry["mandiri"]),
        verified=_verified(parsed, path, entry, "tpi"),
        key=parsed.key(*path),
        final=_verified(parsed, path, entry, "tpn"),
    )

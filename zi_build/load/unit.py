"""`evidence/unit.yml` to the record of the office."""

from datetime import date
from fractions import Fraction
from typing import Any

from zi_build.load.sidecars import day
from zi_build.load.validate import Parsed
from zi_build.model.entry import Given
from zi_build.model.history import Event, Happening
from zi_build.model.unit import Channel, Display, Proposal, Team, Unit


def unit_of(parsed: Parsed | None) -> Unit:
    """Return the office; without a usable file everything has its default."""
    data = parsed.data if parsed else None
    if parsed is None or data is None:
        return Unit()
    shown, proposed = data["tampilkan"], data["portalrb"]
    return Unit(
        name=data["nama"],
        short=data["singkatan"] or data["nama"],
        parent=data["induk"] or "",
        address=data["alamat"] or "",
        city=data["kota"],
        hours=data["jam_layanan"] or "",
        time_zone=data["zona_waktu"],
        start=day(data["mulai"]),
        as_of=day(data["per_tanggal"]),
        rubric=data["rubrik"],
        channels=tuple(
            Channel(entry["nama"], entry["isi"], entry["tautan"], entry["untuk"])
            for entry in data["saluran"]
        ),
        officers=data["pejabat"],
        teams={
            area: Team(entry["nama"], entry["koordinator"], entry["surel"])
            for area, entry in data["tim"].items()
        },
        holidays=tuple(date.fromisoformat(text) for text in data["libur_tambahan"]),
        display=Display(
            narrative=shown["uraian"],
            evaluator_notes=shown["catatan_tpi"],
            findings=shown["temuan_tpi"],
            held_warning=shown["predikat_turun"],
        ),
        site=data["situs"],
        portalrb=Proposal(proposed["unit_id"], proposed["diusulkan"], proposed["afirmasi"])
        if proposed
        else None,
        sample=data["contoh"],
        unsur_weight=Fraction(data["survei"]["bobot_unsur"].replace(",", ".")),
        agency=data["jenis_instansi"],
        history=tuple(
            _event(parsed, str(index), entry) for index, entry in enumerate(data["riwayat"])
        ),
        given={
            key: Given(
                key,
                parsed.value("syarat", key, "nilai"),
                entry["nilai"],
                day(entry["per"]),
                entry["bukti"],
                entry["catatan"],
            )
            for key, entry in data["syarat"].items()
        },
    )


def _event(parsed: Parsed, index: str, entry: dict[str, Any]) -> Event:
    on = day(entry["tanggal"])
    return Event(
        place=parsed.key("riwayat", index),
        happening=Happening(entry["peristiwa"]),
        predicate=entry["predikat"],
        year=on.year if on else entry["tahun"],
        on=on,
        number=entry["nomor"],
        score=entry["nilai"],
        note=entry["catatan"],
        proof=entry["bukti"],
    )

"""The record as the fields that both templates fill in: plain texts, under Indonesian names.

An office's own Word template uses the same names; `docs/bantuan/laporan.md` lists them.
"""

from fractions import Fraction
from typing import Any

from zi_build.export.report import tables, words
from zi_build.export.report.plain import (
    OFFICE,
    OWNER,
    change,
    clean,
    listed,
    share_change,
    signed,
)
from zi_build.export.report.record import AreaLine, Report
from zi_build.model.assessment import VOICE_LABELS, Voice
from zi_build.model.period import day_label
from zi_build.model.text import count, decimal, percent, short

Fields = dict[str, Any]
MOST_PER_AREA = 6
NO_COMPARISON = "belum ada pembanding"


def fields_of(report: Report) -> Fields:
    """Return every field; each value is text, a truth, a list or a mapping of the same."""
    moment = report.moment
    return {
        "jenis": "bulan" if moment.monthly else "semester",
        "judul": words.TITLES[moment.monthly],
        "periode": moment.period.label,
        "per": day_label(moment.day),
        "sementara": words.provisional(report),
        "catatan": words.disclaimer(report),
        "dasar": words.basis(report),
        "cara": [{"istilah": term, "arti": means} for term, means in words.method(report)],
        "penutup": words.closing(report),
        "internal": report.internal,
        "kantor": _office(report),
        "rubrik": {"nama": clean(report.rubric.name), "dasar": clean(report.rubric.basis)},
        "lalu": {
            "ada": moment.compared is not None,
            "periode": moment.before.label,
            "per": day_label(moment.compared) if moment.compared else "",
        },
        "ringkasan": [clean(sentence, 2000) for sentence in words.summary(report)],
        "angka": _cards(report),
        "suara": tables.voices(report),
        "bagian_suara": tables.components(report),
        "terbagi": any(area.parts for area in report.areas),
        "area": [_area(area) for area in report.areas],
        "persiapan": _area(report.preparation),
        "syarat": tables.verdicts(report),
        "hasil": tables.results(report),
        "bulan": tables.months(report),
        "pelaksanaan": _schedules(report),
        "prioritas": tables.priorities(report.priorities),
        "tindak_lanjut": tables.followed(report.followed),
        "rekomendasi": tables.advice(report.advice),
        "berikutnya": tables.upcoming(report.upcoming),
        "berkas_bermasalah": count(report.unusable) if report.unusable else "",
        "lampiran": {
            "bukti": tables.papers(report),
            "bukti_lain": tables.papers_left(report),
            "jawaban": tables.answers(report),
            "kekurangan": tables.lacks(report),
        },
        "grafik": _charts(report),
        "tanda_tangan": _signatures(report),
    }


def _office(report: Report) -> Fields:
    unit = report.unit
    return {
        "nama": clean(unit.name, OFFICE),
        "singkatan": clean(unit.short or unit.name, OFFICE // 2),
        "induk": clean(unit.parent, OFFICE),
        "alamat": clean(unit.address),
        "contoh": unit.sample,
    }


def _cards(report: Report) -> list[Fields]:
    """Return the numbers of the first page: completeness, and each voice that has spoken."""
    share, before = report.completeness, report.before
    alone = NO_COMPARISON if report.moment.compared else ""
    moved = alone
    if before and before.fraction is not None and share.fraction is not None:
        moved = share_change(share.fraction, before.fraction)
    cards = [
        {
            "nama": "Kelengkapan bukti",
            "nilai": percent(share.fraction),
            "ket": f"{count(share.held)} dari {count(share.due)} dokumen",
            "ubah": moved,
        }
    ]
    for line in report.voices:
        if line.shown:
            moved = alone if line.spoken else ""
            if line.spoken and line.before is not None:
                moved = change(line.total, line.before)
            cards.append(
                {
                    "nama": VOICE_LABELS[line.voice],
                    "nilai": decimal(line.total) if line.spoken else "—",
                    "ket": words.voice_note(line),
                    "ubah": moved,
                }
            )
    return cards


def _area(area: AreaLine) -> Fields:
    supported = area.points.get(Voice.SUPPORTED)
    came = tables.grouped_papers(area.papers)
    lacking = [tables.lack_words(lack) for lack in area.lacks]
    return {
        "id": area.id,
        "nama": clean(area.name),
        "penanggung_jawab": clean(area.owner, OWNER),
        "bobot": short(area.weight),
        "batas": short(area.minimum) if area.minimum is not None else "—",
        "nilai": {voice.value: _points(area, voice) for voice in area.points},
        "unit": _points(area, Voice.CLAIMED),
        "bukti": _points(area, Voice.SUPPORTED),
        "tpi": _points(area, Voice.VERIFIED),
        "pemenuhan": _part(area, "pemenuhan"),
        "reform": _part(area, "reform"),
        "ubah": signed(supported - area.before)
        if supported is not None and area.before is not None
        else "—",
        "di_atas": _above(area.minimum, supported),
        "kelengkapan": percent(area.share.fraction),
        "ada": count(area.share.held),
        "diminta": count(area.share.due),
        "uraian": words.area_sentence(area),
        "masuk": listed(came, MOST_PER_AREA) if came else "",
        "kurang": listed(lacking, MOST_PER_AREA) if lacking else "",
        "jumlah_masuk": count(len(area.papers)),
        "jumlah_kurang": count(len(area.lacks)),
    }


def _above(minimum: Fraction | None, supported: Fraction | None) -> str:
    if minimum is None or supported is None:
        return "—"
    return "ya" if supported >= minimum else "belum"


def _points(area: AreaLine, voice: Voice) -> str:
    points = None if voice in area.silent else area.points.get(voice)
    return decimal(points) if points is not None else "—"


def _part(area: AreaLine, part: str) -> str:
    points = area.parts.get(part)
    return decimal(points) if points is not None else "—"


def _schedules(report: Report) -> list[Fields]:
    """Return what fell due in each area, and in all of them."""
    every = "Seluruhnya, termasuk persiapan"
    named = [(f"{area.id} {clean(area.name)}", area.schedule) for area in report.areas]
    return [
        {
            "nama": name,
            "jumlah": count(plan.due),
            "tepat": count(plan.on_time),
            "terlambat": count(plan.late),
            "belum": count(plan.missing),
        }
        for name, plan in [*named, (every, report.schedule)]
    ]


def _charts(report: Report) -> Fields:
    """Return what the charts are drawn from (shares as decimals) and what they say in words."""
    return {
        "area": {
            "alt": words.area_alt(report),
            "batang": [
                {
                    "nama": f"{area.id} {clean(area.name, 60)}",
                    "tulisan": f"{decimal(area.points[Voice.SUPPORTED])} dari {short(area.weight)}",
                    "bukti": _ratio(area.points[Voice.SUPPORTED], area.weight),
                    "unit": _ratio(area.points[Voice.CLAIMED], area.weight),
                    "batas": _ratio(area.minimum, area.weight) if area.minimum else "",
                }
                for area in report.areas
            ],
        },
        "bulan": {
            "alt": words.month_alt(report),
            "batang": [
                {
                    "nama": line.month.label[:3],
                    "tahun": str(line.month.year),
                    "tulisan": percent(line.share.fraction, 0),
                    "tinggi": _ratio(line.share.fraction or Fraction(0), Fraction(1)),
                }
                for line in report.months
            ],
        },
    }


def _ratio(part: Fraction, whole: Fraction) -> str:
    return f"{float(part / whole) if whole else 0:.4f}"


def _signatures(report: Report) -> Fields:
    signed_by = report.signatures
    return {
        "tempat": clean(signed_by.place) or "…………………",
        "jabatan": clean(signed_by.head),
        "baris": [
            {"peran": role, "jabatan": clean(position)} for role, position in signed_by.roles
        ],
    }

"""The internal view as the fields of the report's template: plain texts under Indonesian names."""

from fractions import Fraction
from typing import Any

from zi_build.export.lhe.scores import conditions, heard, score_rows
from zi_build.model.assessment import Voice
from zi_build.model.catalogue import Role
from zi_build.model.entry import EntryState
from zi_build.model.outcome import Gap, GapState
from zi_build.model.remark import Advice, Remarks
from zi_build.model.text import day, percent, series
from zi_build.model.view import CriterionView, View, VoiceView

Fields = dict[str, Any]
NOTHING = "—"


def fields_of(view: View, predicate: str) -> Fields:
    """Return every field; each value is text, a truth, a list or a mapping of the same."""
    return {
        "kantor": {
            "nama": view.unit.name,
            "induk": view.unit.parent or NOTHING,
            "alamat": view.unit.address or NOTHING,
            "mulai": day(view.unit.start) if view.unit.start else NOTHING,
        },
        "per": day(view.as_of),
        "tahun": str(view.as_of.year),
        "predikat": predicate,
        "rubrik": {"nama": view.rubric.name, "dasar": view.rubric.basis},
        "dasar_usulan": view.checklist.basis,
        "ada_tpn": Voice.FINAL in view.voices,
        "lingkup": _scope(view),
        "riwayat": _history(view),
        "nilai": score_rows(view),
        "ambang": conditions(view, predicate),
        "simpulan": _conclusion(view, predicate),
        "area": _remarks(view),
        "usulan": _entry(view, predicate),
        "lke": _answers(view),
        "kurang": [_lack(gap) for gap in view.gaps if _matters(view, gap)],
    }


def _scope(view: View) -> Fields:
    judged = view.scores[Voice.VERIFIED].judged
    final = view.scores[Voice.FINAL].judged
    again = [
        one.criterion.id
        for one in view.criteria.values()
        if any(voice.lapsed for voice in one.voices)
    ]
    told = [one for one in view.remarks if one.who == "TPI" and not one.registered]
    dates = sorted({one.on for one in told if one.on})
    reports = sorted({one.report for one in told if one.report})
    return {
        "kriteria": str(judged.due),
        "dinilai_tpi": str(judged.held),
        "dinilai_tpn": str(final.held),
        "dokumen_ada": str(view.completeness.held),
        "dokumen_diminta": str(view.completeness.due),
        "kelengkapan": percent(view.completeness.fraction),
        "periksa_ulang": ", ".join(again),
        "tanggal": series([day(one) for one in dates]) or "(tanggal pemeriksaan)",
        "nomor_lhe": ", ".join(reports) or NOTHING,
    }


def _history(view: View) -> list[Fields]:
    rows = []
    for event in view.history:
        score = f"nilai {event.score.replace('.', ',')}" if event.score else ""
        told = [part for part in (event.number, score) if part]
        rows.append(
            {
                "waktu": day(event.on) if event.on else str(event.year),
                "peristiwa": event.happening.label,
                "predikat": event.predicate,
                "keterangan": ", ".join(told) or NOTHING,
            }
        )
    return rows


def _conclusion(view: View, predicate: str) -> Fields:
    """Return what the numbers say; the team's own conclusion is left to the team."""
    verdict = view.verdicts[Voice.VERIFIED][predicate]
    unmet = [
        one.label if heard(view, one.id) else f"{one.label} (belum dinilai)"
        for one in verdict.conditions
        if not one.met
    ]
    judged = view.scores[Voice.VERIFIED].judged
    return {
        "ada_nilai": view.scores[Voice.VERIFIED].speaks,
        "selesai": judged.held == judged.due,
        "dinilai": view.scores[Voice.VERIFIED].judged_words,
        "belum_dinilai": str(judged.due - judged.held),
        "terpenuhi": str(len(verdict.conditions) - len(unmet)),
        "jumlah": str(len(verdict.conditions)),
        "belum": unmet,
    }


def _remarks(view: View) -> list[Fields]:
    rows = []
    for area_id, name in [*((one.id, one.name) for one in view.rubric.areas), (None, "")]:
        here = [one for one in view.remarks if one.area == area_id and (one.findings or one.advice)]
        if here:
            title = f"Area {area_id} {name}" if area_id else "Tanpa area"
            rows.append({"nama": title, "baris": [_remark(view, one) for one in here]})
    return rows


def _remark(view: View, one: Remarks) -> Fields:
    title = view.rubric.criteria[one.criterion].title if one.criterion else ""
    return {
        "kriteria": f"{one.criterion} {title}" if one.criterion else NOTHING,
        "dari": one.who,
        "temuan": list(one.findings) or [NOTHING],
        "rekomendasi": [_advice(said) for said in one.advice] or [NOTHING],
    }


def _advice(said: Advice) -> str:
    state = said.state.label.lower() if said.state else "tindak lanjut belum dicatat"
    due = f"; paling lambat {day(said.due)}" if said.due else ""
    owner = f"; {said.owner}" if said.owner else ""
    return f"{said.text} ({state}{owner}{due})"


def _entry(view: View, predicate: str) -> Fields:
    checks = view.entry[predicate]
    counts = {state: sum(one.state is state for one in checks) for state in EntryState}
    return {
        "terpenuhi": str(counts[EntryState.MET]),
        "belum": str(counts[EntryState.NOT_MET]),
        "belum_dibuktikan": str(counts[EntryState.NOT_PROVED]),
        "batas_waktu": view.checklist.deadline,
        "baris": [
            {
                "syarat": one.requirement.name,
                "diminta": one.required,
                "keadaan": one.state.label,
                "nilai": (one.reached or NOTHING).replace(".", ","),
                "keterangan": " ".join(
                    part
                    for part in (one.why, f"Keadaan per {day(one.on)}." if one.on else "")
                    if part
                )
                or NOTHING,
            }
            for one in checks
        ],
    }


def _answers(view: View) -> list[Fields]:
    rows: list[Fields] = []
    for area in view.rubric.areas:
        rows.append({"judul": f"Area {area.id} {area.name}"})
        for indicator in area.indicators:
            rows += [_answer(view, view.criteria[one.id]) for one in indicator.criteria]
    return rows


def _answer(view: View, known: CriterionView) -> Fields:
    said = {one.voice: _option(known, one) for one in known.voices}
    notes = [f"{one.who}: {one.note}" for one in known.remarks if one.note]
    if known.waived:
        notes.append(f"Tidak berlaku: {known.waived}")
    counts = "; ".join(
        f"{key} {count}" for key, count in known.said_by(Voice.CLAIMED).counts.items()
    )
    told = [part for part in (known.narrative, f"Hitungan: {counts}." if counts else "") if part]
    return {
        "judul": "",
        "kriteria": f"{known.criterion.id} {known.criterion.title}",
        "unit": said[Voice.CLAIMED],
        "bukti": said[Voice.SUPPORTED],
        "tpi": said[Voice.VERIFIED],
        "tpn": said.get(Voice.FINAL, NOTHING),
        "uraian": " ".join(told) or NOTHING,
        "catatan": notes or [NOTHING],
        "dokumen": _share(view, known),
    }


def _share(view: View, known: CriterionView) -> str:
    shares = [view.documents[name].share for name in known.documents]
    return f"{sum(one.held for one in shares)}/{sum(one.due for one in shares)}"


def _option(known: CriterionView, said: VoiceView) -> str:
    if said.lapsed and said.option is None:
        return "periksa ulang"
    if said.option is None:
        return NOTHING
    value = said.value if said.value is not None else Fraction(0)
    return percent(value) if known.criterion.scale.is_percentage else said.option


def _matters(view: View, gap: Gap) -> bool:
    """Tell whether a gap is a paper that decides an answer; the others are on the site."""
    document = view.documents.get(gap.document or "")
    return document is not None and document.document.role is Role.POKOK


def _lack(gap: Gap) -> Fields:
    state = GapState.LATE if gap.state is GapState.LATE else gap.state
    return {
        "kriteria": gap.criterion,
        "dokumen": gap.name,
        "periode": gap.period.label if gap.period else NOTHING,
        "keadaan": state.label,
    }

"""The tables of a report as rows of texts; every table is bounded, and says what it left out."""

from collections.abc import Iterable, Sequence
from fractions import Fraction
from itertools import groupby
from typing import Any

from zi_build.export.report import words
from zi_build.export.report.lacking import UNANSWERED
from zi_build.export.report.plain import OWNER, clean, listed, periods, short_day, signed
from zi_build.export.report.record import (
    Advice,
    FollowUp,
    Lack,
    Priority,
    Report,
    VoiceLine,
)
from zi_build.ids import natural_key
from zi_build.model.assessment import VOICE_LABELS, Voice
from zi_build.model.outcome import Condition
from zi_build.model.register import FollowUp as State
from zi_build.model.text import against, count, decimal, percent, short
from zi_build.model.view import PaperView, ResultView

Rows = list[dict[str, Any]]
MOST_PAPERS, MOST_UPCOMING, MOST_ADVICE, MOST_NAMES = 200, 30, 60, 4
COMPONENTS = {"pengungkit": "Pengungkit", "hasil": "Hasil"}


def voices(report: Report) -> Rows:
    """Return the three voices, and the fourth once it has spoken."""
    return [_voice(line) for line in report.voices if line.shown]


def _voice(line: VoiceLine) -> dict[str, Any]:
    before = line.before if line.spoken else None
    return {
        "nama": VOICE_LABELS[line.voice],
        "bagian": [decimal(line.components[name]) if line.spoken else "—" for name in COMPONENTS],
        "total": decimal(line.total) if line.spoken else "—",
        "lalu": decimal(before) if before is not None else "—",
        "ubah": signed(line.total - before) if before is not None else "—",
        "ket": words.voice_note(line),
    }


def components(report: Report) -> list[str]:
    """Return the heads of the components, with the most that each can reach."""
    weights = {
        "pengungkit": sum((area.weight for area in report.areas), Fraction(0)),
        "hasil": sum((result.weight for result in report.results), Fraction(0)),
    }
    return [f"{label} ({short(weights[name])})" for name, label in COMPONENTS.items()]


def verdicts(report: Report) -> Rows:
    """Return each predicate with its conditions."""
    return [
        {
            "predikat": verdict.predicate,
            "putusan": words.verdict_sentence(verdict).partition(".")[0]
            if verdict.met
            else f"Belum di atas ambang {verdict.predicate}",
            "terpenuhi": verdict.met,
            "baris": [_condition(one) for one in verdict.conditions],
        }
        for verdict in report.verdicts.values()
    ]


def _condition(one: Condition) -> dict[str, Any]:
    held = one.id in words.HELD
    return {
        "nama": clean(one.label),
        "diminta": "ya" if held else short(one.required),
        "capai": ("ya" if one.met else "belum") if held else against(one.reached, one.required),
        "kurang": "" if one.met or held else against(one.lacking, Fraction(0)),
        "terpenuhi": one.met,
        "kata": "terpenuhi" if one.met else "belum",
        "ket": clean(one.note),
    }


def results(report: Report) -> Rows:
    """Return the measured values of the hasil component."""
    return [
        {
            "nama": clean(one.name),
            "nilai": clean(one.text).replace(".", ",") or "—",
            "poin": decimal(one.points[Voice.SUPPORTED]),
            "bobot": short(one.weight),
            "sumber": _source(one),
        }
        for one in report.results
    ]


def _source(one: ResultView) -> str:
    parts = [
        one.surveyor,
        short_day(one.on) if one.on else "",
        f"{count(one.respondents)} responden" if one.respondents else "",
        "sementara" if one.provisional else "",
    ]
    told = ", ".join(part for part in parts if part)
    return clean(told or one.why)


def months(report: Report) -> Rows:
    """Return completeness at the end of each month."""
    return [
        {
            "nama": line.month.label,
            "ada": count(line.share.held),
            "diminta": count(line.share.due),
            "persen": percent(line.share.fraction),
        }
        for line in report.months
    ]


def priorities(found: Iterable[Priority]) -> Rows:
    """Return the work that gains most."""
    return [_priority(one) for one in found]


def _priority(one: Priority) -> dict[str, Any]:
    return {
        "kriteria": one.criterion,
        "judul": clean(one.title),
        "kurang": listed([clean(name, 120) for name in one.lacking], MOST_NAMES),
        "penanggung_jawab": clean(one.owner, OWNER),
        "tempo": short_day(one.due),
        "pengaruh": f"+{decimal(one.effect)}" if one.effect else "—",
    }


def followed(found: Iterable[FollowUp]) -> Rows:
    """Return what became of the priorities of the report before."""
    return [
        {
            **_priority(one.priority),
            "keadaan": one.state,
            "selesai": f"{count(one.done)} dari {count(one.then)}",
        }
        for one in found
    ]


def advice(found: Sequence[Advice]) -> dict[str, Any]:
    """Return the register of recommendations: done of all, and the rows."""
    done = sum(one.state is State.DONE for one in found)
    return {
        "ringkas": f"{count(done)} dari {count(len(found))} rekomendasi selesai" if found else "",
        "baris": [
            {
                "sumber": clean(one.source, 80),
                "isi": clean(one.text) if one.text else "(tidak dimuat dalam laporan ini)",
                "penanggung_jawab": clean(one.owner, OWNER),
                "tempo": short_day(one.due),
                "keadaan": one.state.label,
                "bukti": clean(one.proof),
            }
            for one in found[:MOST_ADVICE]
        ],
        "lain": _rest(len(found), MOST_ADVICE, "rekomendasi"),
    }


def upcoming(found: Sequence[Lack]) -> dict[str, Any]:
    """Return what falls due next, the papers of one criterion and day in one row."""
    rows = []
    for (due, criterion), group in groupby(found, key=lambda one: (one.due, one.criterion)):
        same = tuple(group)
        rows.append(
            {
                "tempo": short_day(due),
                "kriteria": criterion,
                "dokumen": listed([clean(one.name, 120) for one in same], MOST_NAMES),
                "periode": periods(label for one in same for label in one.periods),
                "penanggung_jawab": clean(same[0].owner, OWNER),
            }
        )
    return {
        "baris": rows[:MOST_UPCOMING],
        "lain": _rest(len(rows), MOST_UPCOMING, "baris"),
    }


def papers(report: Report) -> Rows:
    """Return the papers that came in during the period, at most `MOST_PAPERS` of them."""
    start = report.moment.period.start.isoformat()
    return [
        {
            "kriteria": paper.document.partition("/")[0],
            "judul": clean(paper.title) or paper.document,
            "periode": paper.period or "—",
            "jenis": paper.kind,
            "ket": clean(_paper_note(paper, start)),
            "berkas": clean(paper.path) if report.internal else "",
        }
        for paper in report.papers[:MOST_PAPERS]
    ]


def _paper_note(paper: PaperView, start: str) -> str:
    late = "susulan" if paper.sort_key and paper.sort_key < start else ""
    return ", ".join(part for part in (late, paper.note) if part)


def papers_left(report: Report) -> str:
    """Say which papers the list does not hold."""
    told = [_rest(len(report.papers), MOST_PAPERS, "bukti")]
    if report.withheld:
        told.append(
            f"{count(report.withheld)} bukti lain masuk hitungan tetapi tidak dipublikasikan."
        )
    return " ".join(part for part in told if part)


def _rest(number: int, most: int, what: str) -> str:
    if number <= most:
        return ""
    return (
        f"Daftar ini memuat {count(most)} dari {count(number)} {what}; "
        "selebihnya ada di register bukti."
        if what == "bukti"
        else f"Masih ada {count(number - most)} {what} lagi."
    )


def grouped_papers(found: Iterable[PaperView]) -> list[str]:
    """Name the papers that came in, those of one document together with their periods."""
    named: dict[str, list[str]] = {}
    for paper in found:
        named.setdefault(clean(paper.title, 100) or paper.document, []).append(paper.period)
    return [f"{name} ({periods(labels)})" for name, labels in named.items()]


def answers(report: Report) -> dict[str, Any]:
    """Return every criterion with its answer in each voice that has spoken."""
    spoken = [line.voice for line in report.voices if line.spoken]
    return {
        "kepala": [_short_voice(voice) for voice in spoken],
        "baris": [
            {
                "kriteria": line.criterion,
                "judul": clean(line.title),
                "jawaban": ["bebas" if line.waived else _answer(line.answers[v]) for v in spoken],
                "lengkap": percent(line.share),
            }
            for line in report.answers
        ],
    }


def _answer(option: str | None) -> str:
    """Return an option as it is said; an answer that is a number, as a percentage."""
    if not option:
        return "—"
    return percent(Fraction(option)) if option[0].isdigit() else option


def _short_voice(voice: Voice) -> str:
    label = VOICE_LABELS[voice].removeprefix("Nilai ")
    initials = "".join(word[0] for word in label.split())
    named = {"menurut unit": "Unit", "berdasarkan bukti": "Bukti"}
    return named.get(label, initials)


def lacks(report: Report) -> Rows:
    """Return everything that is lacking, one row a document."""
    return [
        {
            "kriteria": lack.criterion,
            "nama": clean(lack.name),
            "periode": periods(lack.periods) or "—",
            "keadaan": ", ".join(lack.states),
            "tempo": short_day(lack.due),
            "penanggung_jawab": clean(lack.owner, OWNER),
            "baru": "baru" if lack.new else "",
            "folder": clean(lack.where) if report.internal else "",
        }
        for lack in sorted(report.lacks, key=lambda one: natural_key(one.criterion))
    ]


def lack_words(lack: Lack) -> str:
    """Name one lacking document with its periods."""
    if lack.name == UNANSWERED:
        return f"jawaban {lack.criterion}"
    told = periods(lack.periods)
    return f"{clean(lack.name, 120)} ({told})" if told else clean(lack.name, 120)

"""Sentences of a report, in Indonesian, made from its record."""

from collections.abc import Iterator
from fractions import Fraction

from zi_build.export.report.plain import change, clean, listed, share_change
from zi_build.export.report.record import AreaLine, Report, VoiceLine
from zi_build.model.assessment import Voice
from zi_build.model.outcome import Condition, Verdict
from zi_build.model.period import day_label
from zi_build.model.text import against, count, decimal, percent, short

HELD = frozenset({"wbk", "wbbm"})
TITLES = {
    True: "Evaluasi Bulanan Pembangunan Zona Integritas",
    False: "Laporan Semester Pembangunan Zona Integritas",
}
MOST_UNMET = 5
NOT_AN_AWARD = "hitungan sendiri, bukan penetapan"


def provisional(report: Report) -> str:
    """Say that the period is not over; empty when it is."""
    moment = report.moment
    if moment.finished:
        return ""
    return (
        f"Sementara, per {day_label(moment.day)}. "
        f"{moment.period.label} berakhir {day_label(moment.period.end)}."
    )


def disclaimer(report: Report) -> str:
    """Say what the numbers are and are not."""
    return (
        "Angka dalam laporan ini hitungan sendiri dari bukti yang ada menurut "
        f"{clean(report.rubric.name)}, bukan penetapan. Predikat WBK dan WBBM hanya ada bila "
        "ditetapkan oleh yang berwenang."
    )


def basis(report: Report) -> str:
    """Say on what the semester report rests (guideline, chapter V)."""
    return (
        "Pedoman pembangunan Zona Integritas, Bab V, meminta pemantauan dan evaluasi setiap bulan oleh "
        "Tim Kerja serta laporan setiap akhir semester yang dikirim kepada kementerian. Laporan ini "
        f"memenuhi permintaan itu untuk {report.moment.period.label}. Penilaiannya mengikuti "
        f"{clean(report.rubric.name)} ({clean(report.rubric.basis)})."
    )


def method(report: Report) -> Iterator[tuple[str, str]]:
    """Yield the words that a reader must know, each with its meaning."""
    moment = report.moment
    yield "Kelengkapan", "ialah bagian dokumen yang sudah ada dari dokumen yang sudah waktunya ada."
    yield "Nilai menurut unit", "berasal dari jawaban kantor tentang dirinya sendiri."
    yield "Nilai berdasarkan bukti", "ialah jawaban itu sejauh didukung dokumen pokok."
    yield "Nilai Tim Penilai Internal", "hanya memuat kriteria yang sudah dinilai tim itu."
    yield (
        "Masuk hitungan",
        "berarti sejak awal periode pada nama bukti, atau sejak tanggal diterima bila tanggal itu dicatat.",
    )
    yield "Susulan", "ialah bukti untuk periode sebelumnya yang baru masuk dalam periode ini."
    if moment.compared:
        when = f"{day_label(moment.compared)} ({moment.before.label})"
        answers = "Jawaban unit tidak bertanggal, maka kedua keadaan memakai jawaban yang sama."
        yield (
            "Pembanding",
            f"ialah keadaan per {when}, dihitung ulang dari bukti yang sama. {answers}",
        )
    else:
        yield "Pembanding", "belum ada, sebab ini laporan pertama."


def closing(report: Report) -> str:
    """Say up to when papers were counted, and where they can be looked at."""
    return (
        f"Laporan ini disusun dari bukti yang tercatat sampai {day_label(report.moment.day)}. Dokumen yang "
        "dipublikasikan dapat diperiksa di situs Zona Integritas kantor."
    )


def summary(report: Report) -> Iterator[str]:
    """Yield the sentences of the summary: papers, score, conditions, movement."""
    yield _papers(report)
    yield _scores(report)
    for verdict in report.verdicts.values():
        yield verdict_sentence(verdict)
    yield _movement(report)


def _papers(report: Report) -> str:
    share, before = report.completeness, report.before
    if share.fraction is None:
        return "Belum ada dokumen yang jatuh tempo, sehingga kelengkapan belum dapat dihitung."
    text = (
        f"{count(share.held)} dari {count(share.due)} dokumen yang dihitung sudah ada, "
        f"kelengkapan {percent(share.fraction)}"
    )
    if before and before.fraction is not None and report.moment.compared:
        moved = share_change(share.fraction, before.fraction)
        text += f", {moved} dibanding {day_label(report.moment.compared)}"
    return f"{text}."


def _scores(report: Report) -> str:
    lines = {line.voice: line for line in report.voices}
    supported, claimed = lines[Voice.SUPPORTED], lines[Voice.CLAIMED]
    text = f"Nilai berdasarkan bukti {decimal(supported.total)} dari 100"
    if supported.before is not None:
        text += f" ({change(supported.total, supported.before)})"
    gap = claimed.total - supported.total
    text += f"; menurut unit {decimal(claimed.total)}"
    if gap > 0:
        text += f". Selisih {decimal(gap)} adalah jawaban yang belum didukung dokumen pokok"
    return f"{text}."


def verdict_sentence(verdict: Verdict) -> str:
    """Say whether the conditions of a predicate are met, and which are not."""
    unmet = [condition for condition in verdict.conditions if not condition.met]
    if not unmet:
        return f"Di atas ambang {verdict.predicate} ({NOT_AN_AWARD})."
    met = len(verdict.conditions) - len(unmet)
    return (
        f"Belum di atas ambang {verdict.predicate}: {met} dari {len(verdict.conditions)} syarat "
        f"terpenuhi. Yang belum: {listed([_lacking(one) for one in unmet], MOST_UNMET)}."
    )


def _lacking(condition: Condition) -> str:
    if condition.id in HELD:
        return condition.note
    return f"{condition.label} kurang {against(condition.lacking, Fraction(0))}"


def _movement(report: Report) -> str:
    came = len(report.papers) + report.withheld
    late, moved = report.movement.late_papers, report.movement
    text = (
        f"Dalam periode ini {count(came)} bukti masuk hitungan"
        if came
        else ("Dalam periode ini tidak ada bukti baru yang masuk hitungan")
    )
    if late:
        text += f", {count(late)} di antaranya susulan untuk periode sebelumnya"
    if report.moment.compared is None:
        return f"{text}. Ini laporan pertama; belum ada pembanding."
    parts = [
        (moved.closed, "kekurangan tertutup"),
        (moved.new, "kekurangan baru muncul"),
        (moved.outdated, "tidak dihitung lagi karena periodenya lewat"),
    ]
    told = ", ".join(f"{count(number)} {what}" for number, what in parts if number)
    return f"{text}. Dibanding laporan lalu: {told or 'tidak ada kekurangan yang berubah'}."


def voice_note(line: VoiceLine) -> str:
    """Say what a voice is, and how much of the instrument it has judged."""
    if line.voice is Voice.CLAIMED:
        return "jawaban kantor tentang dirinya sendiri"
    if line.voice is Voice.SUPPORTED:
        return "jawaban itu sejauh didukung dokumen"
    return line.judged


def area_sentence(area: AreaLine) -> str:
    """Say where an area stands and what its period was like."""
    supported = area.points.get(Voice.SUPPORTED)
    parts = []
    if supported is not None:
        text = f"Nilai berdasarkan bukti {decimal(supported)} dari {short(area.weight)}"
        if area.before is not None:
            text += f" ({change(supported, area.before)})"
        if area.minimum is not None:
            lack = area.minimum - supported
            text += (
                f", kurang {against(lack, Fraction(0))} dari batas WBK {short(area.minimum)}"
                if lack > 0
                else f", di atas batas WBK {short(area.minimum)}"
            )
        parts.append(text)
    share = area.share
    if share.fraction is None:
        parts.append("Belum ada dokumen yang jatuh tempo")
    else:
        parts.append(
            f"Kelengkapan {percent(share.fraction)}: {count(share.held)} dari "
            f"{count(share.due)} dokumen"
        )
    plan = area.schedule
    if plan.due:
        told = [
            f"{count(number)} {what}"
            for number, what in (
                (plan.on_time, "ada"),
                (plan.late, "terlambat"),
                (plan.missing, "belum ada"),
            )
            if number
        ]
        parts.append(f"Jatuh tempo dalam periode ini {count(plan.due)}: {', '.join(told)}")
    return ". ".join(parts) + "."


def area_alt(report: Report) -> str:
    """Say in words what the chart of the areas shows."""
    told = "; ".join(
        f"area {area.id} {decimal(area.points[Voice.SUPPORTED])} dari {short(area.weight)}"
        + (f", batas {short(area.minimum)}" if area.minimum is not None else "")
        for area in report.areas
    )
    return f"Diagram batang nilai berdasarkan bukti setiap area: {told}."


def month_alt(report: Report) -> str:
    """Say in words what the chart of the months shows."""
    told = "; ".join(f"{line.month.label} {percent(line.share.fraction)}" for line in report.months)
    return f"Diagram batang kelengkapan bukti pada akhir setiap bulan: {told}."

"""An answers file that waits: every question with its scale as comments, and no answer yet."""

import json
import textwrap
from collections.abc import Iterator

from zi_build.intake.founding.wanted import Former, Wanted
from zi_build.model.assessment import Answer, ResultAnswer, Waiver
from zi_build.model.rubric import Criterion, Result, Rubric
from zi_build.model.text import legible

WIDTH = 96
HEAD = """\
# Jawaban kantor tahun {year} untuk rubrik {name}.
# Tulis satu jawaban sesudah titik dua, menurut keadaan yang sebenarnya:
#   1.1.a: Ya
# atau, dengan penjelasan:
#   1.1.a: {{unit: Ya, uraian: "Penjelasan singkat"}}
# Yang kosong berarti belum dijawab. Kunci lain (tpi, tpn) ada di docs/bantuan/berkas-yaml.md.
# Sesudah disimpan, periksa dengan: zi check
"""
MEMORY = """\
# Baris “{year}:” adalah ingatan akan jawaban tahun itu. Jawaban itu tidak berlaku bagi tahun ini:
# nilailah lagi, lalu tulis. Yang diteruskan hanya predikat dan tidak_berlaku, di bawah.
"""
_INPUTS = {
    "indeks": "Indeks 0 sampai 4, misalnya 3.60",
    "huruf": "Satu huruf",
    "persen": "Persen, misalnya 92.5",
}


def answers_file(wanted: Wanted, rubric: Rubric) -> bytes:
    """Return the file of one rubric, in its order."""
    former = wanted.former.get(rubric.id)
    lines = HEAD.format(year=wanted.year, name=rubric.name).splitlines()
    if former:
        lines += MEMORY.format(year=former.year).splitlines()
    lines += [f"rubrik: {rubric.id}", "", "jawaban:"]
    lines += _answers(rubric, former)
    lines += [
        "",
        "# Nilai komponen hasil; yang tabelnya ada di folder hasil dihitung sendiri.",
        "hasil:",
    ]
    for result in rubric.results:
        lines += _result(result, former)
    lines += _held(rubric, former)
    lines += _waivers(wanted, former)
    return ("\n".join(lines) + "\n").encode()


def _answers(rubric: Rubric, former: Former | None) -> Iterator[str]:
    for area in rubric.areas:
        yield from ("", f"  # ==== Area {area.id} {area.name} ====")
        for indicator in area.indicators:
            part = f" ({rubric.parts[indicator.part]})" if indicator.part else ""
            yield from ("", f"  # ---- {indicator.id} {indicator.name}{part} ----")
            for criterion in indicator.criteria:
                yield ""
                yield from _question(criterion, former)


def _question(criterion: Criterion, former: Former | None) -> Iterator[str]:
    yield from _comment(f"{criterion.id} {criterion.title}. {criterion.question}")
    for option, meaning in criterion.options.items():
        yield from _comment(f"{option} = {meaning}", "  # ", "  ")
    if criterion.counts:
        yield from _comment(criterion.counts.sentence)
        yield from _comment(f"{criterion.counts.zero_case}: {criterion.counts.when_zero_reason}")
    elif criterion.scale.is_percentage:
        yield from _comment("Tulis angka 0 sampai 1, misalnya 0.85.")
    answer = former.assessment.answers.get(criterion.id) if former else None
    if former and answer:
        yield from _remembered(former.year, answer)
    yield f"  {criterion.id}:"
    if criterion.counts:
        yield "    hitungan:"
        for key, counted in criterion.counts.inputs.items():
            of = f" = {' + '.join(counted.parts)}" if counted.parts else ""
            yield f"      {key}:   # {counted.label}{of}"


def _comment(words: str, start: str = "  # ", more: str = "") -> Iterator[str]:
    yield from textwrap.wrap(
        _line(words),
        WIDTH,
        initial_indent=start + more,
        subsequent_indent=start + more + more,
        break_on_hyphens=False,
    )


def _line(words: str) -> str:
    """Return words of the office as one line that a YAML comment can hold."""
    return " ".join(legible(words).split())


def _remembered(year: int, answer: Answer | ResultAnswer) -> Iterator[str]:
    """Yield last year's word as comments; nobody claims anything by inertia."""
    counts = getattr(answer, "counts", {})
    said = [answer.text or ", ".join(f"{key} {value}" for key, value in counts.items())]
    for who, judged in (("TPI", answer.verified), ("TPN", answer.final)):
        if judged:
            told = judged.text or ", ".join(f"{key} {n}" for key, n in judged.counts.items())
            said.append(f"{who}: {told}")
    told = "; ".join(part for part in said if part)
    narrative = getattr(answer, "narrative", None)
    if told or narrative:
        yield from _comment(f"{year}: {told}{' – ' if told and narrative else ''}{narrative or ''}")


def _result(result: Result, former: Former | None) -> Iterator[str]:
    how = _INPUTS[result.input]
    if result.scale:
        how += f" ({', '.join(result.scale.options)})"
    yield from _comment(f"{result.name}. {how}.{f' {result.note}' if result.note else ''}")
    answer = former.assessment.results.get(result.id) if former else None
    if former and answer:
        yield from _remembered(former.year, answer)
    yield f"  {result.id}:"


def _held(rubric: Rubric, former: Former | None) -> Iterator[str]:
    yield from ("", "# Predikat yang sudah dipegang dengan keputusan, misalnya")
    yield f'#   {next(iter(rubric.thresholds))}: {{tahun: 2026, sk: "Nomor keputusan"}}'
    yield "predikat:"
    for held in former.assessment.held.values() if former else ():
        yield f"  {held.name}:"
        if held.year:
            yield f"    tahun: {held.year}"
        if held.decree and _line(held.decree):
            yield f"    sk: {quoted(held.decree)}"


def _waivers(wanted: Wanted, former: Former | None) -> Iterator[str]:
    yield from (
        "",
        "# Kriteria atau dokumen yang tidak berlaku bagi kantor ini, selalu dengan alasan:",
    )
    yield '#   3.1.b: {alasan: "Mengapa tidak berlaku"}'
    yield "tidak_berlaku:"
    for waiver in carried(wanted, former):
        yield f"  {waiver.target}:"
        yield f"    alasan: {quoted(waiver.reason)}"
        if former and waiver.agreed:
            yield f"    # disetujui_tpi: {waiver.agreed} (tahun {former.year}; minta persetujuan lagi)"


def carried(wanted: Wanted, former: Former | None) -> tuple[Waiver, ...]:
    """Return the waivers that go on: those with a reason, of what the instrument knows."""
    known = {name for rubric in wanted.rubrics for name in rubric.criteria}
    return tuple(
        waiver
        for waiver in (former.assessment.waivers.values() if former else ())
        if waiver.is_reasoned
        and _line(waiver.reason)
        and (waiver.target in known or wanted.catalogue.resolve(waiver.target) is not None)
    )


def quoted(words: str) -> str:
    """Return a text of the office as a YAML scalar that reads back the same, on one line."""
    return json.dumps(_line(words), ensure_ascii=False)

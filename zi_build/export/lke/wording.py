"""The sentences of the form: what an answer requires, how it is given, what the evidence carries."""

from fractions import Fraction

from zi_build.export.lke.outline import Line
from zi_build.model.assessment import Voice
from zi_build.model.form import Kind
from zi_build.model.rubric import CountRule
from zi_build.model.text import percent as spaced
from zi_build.model.view import View

INPUTS = {
    "indeks": "Diisi indeks survei dari 0 sampai 4. Nilai = indeks / 4 × bobot.",
    "persen": "Diisi persentase dari 0% sampai 100%. Nilai = persentase × bobot.",
    "huruf": "Diisi satu huruf. Nilai = nilai huruf × bobot.",
}
RESULT_CHOICES = {"indeks": "Nilai (0–4)", "persen": "%"}
COUNT, PERCENTAGE = "Jumlah", "%"


def choices(line: Line) -> str:
    """Return how a line is answered: `A/B/C`, `%`, `Jumlah`, `Nilai (0–4)`."""
    if line.kind is Kind.COUNT:
        return COUNT
    scale = line.criterion.scale if line.criterion else line.result.scale if line.result else None
    if scale and scale.options:
        return "/".join(scale.options)
    if line.result:
        return RESULT_CHOICES[line.result.input]
    return PERCENTAGE if line.criterion else ""


def explanation(line: Line) -> str:
    """Return what each answer requires."""
    if line.kind is Kind.COUNT and line.count:
        return "Jumlah dari baris-baris di bawahnya." if line.count.parts else ""
    if line.result:
        note = f"\n{line.result.note.strip()}" if line.result.note else ""
        return f"{INPUTS[line.result.input]}{note}"
    criterion = line.criterion
    if criterion is None:
        return ""
    rows = [f"{option}. {text}" for option, text in criterion.options.items()]
    if criterion.counts:
        rows.append(counting(criterion.counts))
    return "\n".join(rows)


def counting(rule: CountRule) -> str:
    """Say how a percentage comes of its counts, and what stands where there is nothing to divide by."""
    zero = f"{percent(rule.when_zero)} ({rule.when_zero_reason.rstrip('.')})"
    return f"Persentase: {rule.sentence} {rule.zero_case}: {zero}."


def state(view: View, line: Line) -> str:
    """Say what the evidence carries on a line, and why."""
    if line.result:
        found = next(one for one in view.results if one.id == line.result.id)
        proof = [f"Pelaksana: {found.surveyor}" if found.surveyor else ""]
        proof.append(f"{found.respondents} responden" if found.respondents else "")
        whole = ", ".join(text for text in proof if text)
        return f"{found.why} {whole}.".strip() if whole else found.why
    said = {voice.voice: voice for voice in view.criteria[line.code].voices}
    rows = [said[Voice.SUPPORTED].why]
    rows += [one.why for voice, one in said.items() if voice is not Voice.SUPPORTED and one.lapsed]
    return "\n".join(rows)


def percent(share: Fraction) -> str:
    """Return a share as percent text with a decimal comma, as a cell shows it: without a space.

    >>> percent(Fraction(2, 3)), percent(Fraction(1))
    ('66,7%', '100%')
    """
    return spaced(share).replace("\u00a0", "")

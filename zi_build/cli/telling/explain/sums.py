"""Sums, hasil values and conditions as text."""

from collections.abc import Mapping
from typing import Any

from zi_build.cli.telling.answers import EVALUATORS, VOICES
from zi_build.cli.telling.explain.text import Text, day, shown

Found = Mapping[str, Any]
MEASURES = {"indeks": "indeks 0 sampai 4", "persen": "persentase", "huruf": "huruf"}
JUDGED = {"criteria": "kriteria", "results": "nilai hasil"}


def total(text: Text, entry: Found) -> None:
    """Write a number that is the sum of others, for each voice."""
    text.head(_title(entry))
    text.step("Bagian-bagiannya")
    for term in entry["terms"]:
        said = f"{term['id']} {term['label']}: paling banyak {shown(term['weight'])}"
        text.line(said, "     ", "   ")
    _adding(text, entry)
    text.line("Penjelasan setiap bagian: zi explain dengan kodenya.")


def _title(entry: Found) -> str:
    label = str(entry["label"])
    return (
        label if label.startswith("Area ") or entry["id"] == "total" else f"{entry['id']} {label}"
    )


def _adding(text: Text, entry: Found) -> None:
    text.step("Penjumlahan")
    for voice, points in entry["points"].items():
        judged = entry["judged"].get(voice)
        if judged and not _any(judged):
            text.line(f"{VOICES[voice]}: belum dinilai.")
            continue
        part = f" ({_counts(judged)} sudah dinilai)" if judged else ""
        terms = " + ".join(shown(term["points"][voice]) for term in entry["terms"])
        text.line(f"{VOICES[voice]}: {terms} = {shown(points)}{part}", "     ", "   ")
    text.line(f"Paling banyak {shown(entry['weight'])}.")


def _any(judged: Found) -> bool:
    return any(share["held"] for share in judged.values())


def _counts(judged: Found) -> str:
    return " dan ".join(
        f"{share['held']} dari {share['due']} {JUDGED[what]}" for what, share in judged.items()
    )


def result(text: Text, entry: Found) -> None:
    """Write one hasil value: what was measured, how it is turned into points, and its proof."""
    text.head(f"{entry['id']} {entry['label']}")
    text.step("Ukuran")
    text.line(f"{MEASURES[entry['input']].capitalize()}, bobot {shown(entry['weight'])}.")
    for name, value in entry["options"].items():
        text.line(f"{name} = {shown(value)}", "     ", "   ")
    if entry["top"]:
        text.line(f"Poin = nilai ÷ {entry['top']} × bobot.")
    if entry["note"]:
        text.line(entry["note"])
    text.step("Bukti")
    proof = entry["proof"]
    text.line(f"Tertulis di {entry['place']}." if entry["place"] else "Belum ada nilai.")
    text.line(f"Pelaksana: {proof['surveyor'] or '—'}. Tanggal: {day(proof['on'])}.")
    text.line(f"Responden: {proof['respondents'] or '—'}. Laporan: {proof['report'] or '—'}.")
    if proof["lacking"]:
        text.line(f"Belum ada: {', '.join(proof['lacking'])}.")
    text.step("Nilai")
    for voice, said in entry["voices"].items():
        text.line(f"{VOICES[voice]}: {_measured(entry, said)}{said['why']}", "     ", "   ")


def _measured(entry: Found, said: Found) -> str:
    if said["text"] is None or said["value"] is None:
        return ""
    given = shown(said["measured"]) if said["measured"] else said["text"].replace(".", ",")
    terms = f"{shown(said['value'])} × {shown(entry['weight'])} = {shown(said['points'])}"
    own = ", sementara" if said["provisional"] else ""
    return f"{given}{own}. {terms}. "


def predicate(text: Text, entry: Found) -> None:
    """Write every condition of a predicate."""
    text.head(f"Syarat {entry['id']}")
    text.step("Semua syarat harus di atas ambang, menurut bukti")
    for one in entry["conditions"]:
        said = one["voices"]["supported"]
        mark = "ya   " if said["met"] else "belum"
        lacking = "" if said["met"] else f", kurang {shown(said['lacking'])}"
        numbers = f"{shown(said['reached'])} dari {shown(one['required'])}{lacking}"
        text.line(f"{mark} {one['id']} {one['label']}: {numbers}", "         ", "   ")
    text.step("Menurut setiap suara")
    for voice in VOICES:
        met = entry["met"].get(voice)
        if met is None:
            continue
        state = (
            "di atas ambang (hitungan sendiri, bukan penetapan)" if met else "belum di atas ambang"
        )
        text.line(f"{VOICES[voice]}: {state}.", "     ", "   ")


def condition(text: Text, entry: Found) -> None:
    """Write one condition, and the sum that it is laid on."""
    text.head(f"{entry['id']} {entry['label']}")
    text.step("Syarat")
    if not entry["points"]:
        text.line(f"{entry['label']}: {entry['note']}.")
        return
    text.line(f"Paling sedikit {shown(entry['required'])} dari {shown(entry['highest'])}.")
    if entry["note"]:
        text.line(f"{entry['note'].rstrip('.')}.")
    text.line("Dibandingkan tanpa pembulatan.")
    text.step("Dicapai")
    inner = entry.get("sum")
    for voice, said in entry["voices"].items():
        if inner and voice in EVALUATORS and _silent(inner, voice):
            text.line(f"{VOICES[voice]}: belum dinilai.")
            continue
        state = "terpenuhi" if said["met"] else f"kurang {shown(said['lacking'])}"
        text.line(f"{VOICES[voice]}: {shown(said['reached'])}, {state}.", "     ", "   ")
    if inner and inner["what"] == "sum":
        _adding(text, inner)


def _silent(inner: Found, voice: str) -> bool:
    """Tell whether evaluators have judged nothing of what a condition is laid on."""
    if inner["what"] == "sum":
        return not _any(inner["judged"][voice])
    return inner["voices"][voice]["text"] is None

"""A criterion as text: question, weight, papers, what they carry, the voices, and what comes next."""

from collections.abc import Mapping
from typing import Any

from zi_build.cli.telling.answers import VOICES
from zi_build.cli.telling.explain.papers import listed
from zi_build.cli.telling.explain.text import Text, day, percent, shown

Found = Mapping[str, Any]


def criterion(text: Text, entry: Found) -> None:
    """Write the steps of one criterion."""
    text.head(f"{entry['id']} {entry['title']}")
    text.step("Pertanyaan dan skala")
    text.line(entry["question"])
    _scale(text, entry)
    text.step("Bobot")
    _weight(text, entry)
    text.step("Dokumen")
    for one in entry["documents"]:
        listed(text, one)
    text.step("Yang dibawa bukti")
    BY[entry["grounds"]["by"]](text, entry)
    text.step("Nilai")
    for voice, said in entry["voices"].items():
        _voice(text, entry, voice, said)
    text.step("Langkah berikutnya")
    _next(text, entry)


def _scale(text: Text, entry: Found) -> None:
    for one in entry["scale"]["options"]:
        text.line(f"{one['option']} = {shown(one['value'])}: {one['meaning']}", "     ", "   ")
    counts = entry["counts"]
    if counts:
        text.line(counts["sentence"])
        for one in counts["inputs"]:
            said = "belum diisi" if one["claimed"] is None else one["claimed"]
            text.line(f"{one['label']}: {said}", "     ", "   ")
        zero = f"Bila tidak ada pembaginya: {percent(counts['when_zero'])}"
        text.line(f"{zero} ({counts['when_zero_reason'].rstrip('.')}).")
    elif entry["scale"]["percentage"]:
        text.line("Jawabannya sebuah angka dari 0 sampai 1.")


def _weight(text: Text, entry: Found) -> None:
    indicator, claimed = entry["indicator"], entry["voices"]["claimed"]
    head = f"Indikator {indicator['id']} {indicator['name']} berbobot {shown(indicator['weight'])}"
    count = len(indicator["criteria"])
    excused = count - claimed["divided_by"]
    free = f" ({excused} dibebaskan)" if excused else ""
    text.line(f"{head}, dibagi {claimed['divided_by']} kriteria{free}.")


def _by_share(text: Text, entry: Found) -> None:
    grounds = entry["grounds"]
    counted = [one for one in grounds["documents"] if one["due"]]
    for one in grounds["documents"]:
        part = f"{one['held']}/{one['due']}" if one["due"] else "belum waktunya, tidak ikut"
        text.line(f"{one['document']}: {part}")
    if counted:
        terms = " + ".join(f"{one['held']}/{one['due']}" for one in counted)
        mean = f"({terms}) ÷ {len(counted)}" if len(counted) > 1 else terms
        text.line(f"Rata-rata dokumen pokok: {mean} = {percent(grounds['share'])}")
    for cut in entry["scale"]["cutoffs"]:
        sign = "lebih dari" if cut["strict"] else "paling sedikit"
        text.line(f"Batas {cut['option']}: {sign} {percent(cut['bound'])}")
    text.line(grounds["why"])


def _by_rhythm(text: Text, entry: Found) -> None:
    grounds = entry["grounds"]
    text.line(f"Yang dihitung: {grounds['document']}, {grounds['papers']} bukti.")
    for row in grounds["rhythms"]:
        held = sum(one["held"] for one in row["periods"])
        empty = [one["period"] for one in row["periods"] if not one["held"]]
        state = "terpenuhi" if row["kept"] else "belum terpenuhi"
        lacking = f"; kosong: {', '.join(empty)}" if empty and row["due"] else ""
        head = f"{row['option']} ({row['cadence']}): {held} dari {len(row['periods'])} periode"
        text.line(f"{head}, {state}{lacking}", "     ", "   ")
    text.line(grounds["why"])


def _by_count(text: Text, entry: Found) -> None:
    grounds = entry["grounds"]
    asked = ", ".join(f"{one['times']} kali {one['option']}" for one in grounds["options"])
    text.line(f"Yang dihitung: {grounds['document']}, {grounds['held']} kali; setahun {asked}.")
    text.line(grounds["why"])


BY = {"share": _by_share, "rhythm": _by_rhythm, "count": _by_count}


def _voice(text: Text, entry: Found, voice: str, said: Found) -> None:
    place = f" [{said['place']}]" if said["place"] else ""
    on = f" ({day(said['on'])})" if said["on"] else ""
    sum_ = ""
    if said["value"] is not None and not said["waived"]:
        option = percent(said["value"]) if entry["scale"]["percentage"] else said["option"]
        terms = f"{shown(said['value'])} × {shown(entry['indicator']['weight'])}"
        sum_ = f" {option}. {terms} ÷ {said['divided_by']} = {shown(said['points'])}."
    text.line(f"{VOICES[voice]}{on}:{sum_} {said['why']}{place}", "     ", "   ")


def _next(text: Text, entry: Found) -> None:
    step = entry["next"]
    if step["by"] == "none":
        text.line("Kriteria ini dibebaskan; tidak ada yang perlu dikerjakan.")
    elif step["by"] == "top":
        text.line("Nilai berdasarkan bukti sudah yang tertinggi.")
    elif step["by"] == "answer":
        carried = f"; bukti yang ada membawa {_option(entry, step)}" if step["option"] else ""
        text.line(f"Jawab kriteria ini{carried} (+{shown(step['gain'])}).")
    elif step["by"] == "claim":
        said = f"Bukti sudah membawa {_option(entry, step)}, lebih tinggi daripada jawaban unit."
        text.line(
            f"{said} Bila memang demikian keadaannya, ubah jawabannya (+{shown(step['gain'])})."
        )
    else:
        _papers(text, step)


def _option(entry: Found, step: Found) -> str:
    if not entry["scale"]["percentage"]:
        return str(step["option"])
    above, _, below = str(step["option"]).partition("/")
    return f"{int(above) * 100 / int(below or 1):.1f} %".replace(".", ",").replace(",0 ", " ")


def _papers(text: Text, step: Found) -> None:
    needs = step["needs"]
    said = "Lengkapi dokumen pokok"
    if needs and "share" in needs:
        sign = "lebih dari" if needs["more_than"] else "paling sedikit"
        said = f"{step['option']} perlu {sign} {percent(needs['share'])} dokumen pokok"
    elif needs and "rhythm" in needs:
        empty = f", masih kosong: {', '.join(needs['empty'])}" if needs["empty"] else ""
        said = f"{step['option']} perlu setiap periode {needs['rhythm']} terisi{empty}"
    elif needs:
        said = f"{step['option']} perlu {needs['times']} kali dalam dua belas bulan"
    raised = " dan jawaban unit dinaikkan" if step["raise_claim"] else ""
    text.line(f"{said}{raised} (+{shown(step['gain'])}).")
    if not step["lacking"] and not (needs and needs.get("empty")):
        text.line("Tidak ada dokumen pokok yang sedang ditagih; tunggu periode berikutnya.")
    for one in step["lacking"]:
        text.line(one["instruction"], "     ", "   - ")

"""The answers of the sample office and, for other states, the best answer to everything."""

from collections.abc import Iterator, Mapping
from datetime import date
from hashlib import sha256
from typing import Any

from plan import Office, Paper, read
from records import scalar
from sheet import Sheet

from zi_build.model.period import day_label
from zi_build.model.rubric import Criterion, Formula, Rubric

RESULTS = "2026/hasil"
LAW = "permenpanrb-90-2021"
_BEST = {"spak": "3.85", "spkp": "3.80", "kinerja": "A", "tlhp": "100"}
_HEAD = """\
# Jawaban {office} untuk rubrik {name}.
#   unit    jawaban kantor: Ya atau Tidak, huruf pada skalanya, atau jumlah (hitungan)
#   uraian  penjelasan kantor
#   tpi     jawaban Tim Penilai Internal; sidik menandai berkas yang dilihat pada tanggal itu
#   tpn     jawaban Tim Penilai Nasional, bila ada
# Kriteria tanpa nilai belum dijawab.
rubrik: {rubric}
"""


def answers(
    office: Office, rubric: Rubric, state: str, seen: Mapping[str, tuple[Paper, bytes]]
) -> bytes:
    """Return the answers file of a rubric; `seen` are the papers and their bytes by path."""
    said, law = read("answers.yml"), read("law.yml")
    name = office.unit["singkatan"]
    parts = [_HEAD.format(office=name, name=rubric.name, rubric=rubric.id), "jawaban:"]
    for area in rubric.areas:
        parts.append(f"  # Area {area.id} {area.name}")
        for criterion in rubric.criteria.values():
            if criterion.area != area.id:
                continue
            if state == "contoh" and rubric.id == LAW:
                parts.append(_of_law(criterion.id, law[criterion.id]))
            elif state == "contoh":
                parts += _answer(criterion.id, criterion.documents, said, rubric.id, seen)
            else:
                parts.append(f"  {criterion.id}: {_best(criterion)}")
    parts += ["", "hasil:", *_results(rubric, said, state)]
    if state == "contoh":
        parts += ["", "tidak_berlaku:"]
        for target, reason in office.says["waived"].items():
            parts += [f"  {target}:", f"    alasan: {scalar(' '.join(reason.split()))}"]
            parts.append(f"    disetujui_tpi: {said['tpi']['1']['per']}")
    return "\n".join([*parts, ""]).encode()


def _of_law(key: str, entry: str | Mapping[str, int] | None) -> str:
    if isinstance(entry, Mapping):
        counts = ", ".join(f"{name}: {count}" for name, count in entry.items())
        return f"  {key}: {{hitungan: {{{counts}}}}}"
    return f"  {key}: {entry or ''}".rstrip()


def _best(criterion: Criterion) -> str:
    """Return the best answer: the first option, or counts that come to 100 percent."""
    rule = criterion.counts
    if rule is None:
        return next(iter(criterion.scale.options))
    above = 0 if rule.formula is Formula.PENURUNAN else 1
    return f"{{hitungan: {{{rule.denominator}: 1, {rule.numerator}: {above}}}}}"


def _answer(
    key: str,
    documents: tuple[str, ...],
    said: Mapping[str, Any],
    rubric: str,
    seen: Mapping[str, tuple[Paper, bytes]],
) -> Iterator[str]:
    entry = said["jawaban"][key]
    if entry is None:
        yield f"  {key}:"
        return
    main = rubric == "pedoman-bpmp-2023"
    if not main or len(entry) == 1:
        yield f"  {key}: {entry['unit']}"
        return
    yield f"  {key}:"
    yield f"    unit: {entry['unit']}"
    if "uraian" in entry:
        yield f"    uraian: {scalar(entry['uraian'])}"
    if "tpi" in entry:
        verified, visit = entry["tpi"], said["tpi"][key[0]]
        yield "    tpi:"
        yield f"      nilai: {verified['nilai']}"
        yield f"      per: {visit['per']}"
        yield f"      lhe: {visit['lhe']}"
        if "catatan" in verified:
            yield f"      catatan: {scalar(verified['catatan'])}"
        for name in ("temuan", "rekomendasi"):
            if name in verified:
                yield f"      {name}:"
                yield from (f"        - {scalar(text)}" for text in verified[name])
        yield "      sidik:"
        for digest in _digests(documents, visit["per"], verified.get("berubah"), seen):
            yield f'        - "{digest}"'
    yield from _final(entry, said, "    ")


def _final(entry: Mapping[str, Any], said: Mapping[str, Any], indent: str) -> Iterator[str]:
    """Yield what the national evaluators answered."""
    if "tpn" in entry:
        yield f"{indent}tpn:"
        yield f"{indent}  nilai: {entry['tpn']['nilai']}"
        yield f"{indent}  per: {said['tpn']['per']}"
        yield f"{indent}  catatan: {scalar(entry['tpn']['catatan'])}"


def _digests(
    documents: tuple[str, ...],
    day: date,
    changed: str | None,
    seen: Mapping[str, tuple[Paper, bytes]],
) -> Iterator[str]:
    """Yield what the evaluators noted of each paper that there was; `changed` has since been replaced."""
    for paper, content in seen.values():
        if paper.written <= day and not set(paper.documents).isdisjoint(documents):
            before = b"an earlier version of " if paper.document.id == changed else b""
            yield sha256(before + content).hexdigest()[:12]


def _results(rubric: Rubric, said: Mapping[str, Any], state: str) -> Iterator[str]:
    for result in rubric.results:
        entry = said["hasil"][result.id]
        yield f"  {result.id}:"
        yield f"    nilai: {entry['nilai'] if state == 'contoh' else _BEST[result.id]}"
        yield f"    pelaksana: {entry['pelaksana']}"
        yield f"    tanggal: {entry['tanggal']}"
        if "responden" in entry:
            yield f"    responden: {entry['responden']}"
        yield f"    laporan: {RESULTS}/laporan-{result.id}.pdf"
        if state == "contoh" and rubric.id == "pedoman-bpmp-2023":
            yield from _final(entry, said, "    ")


def reports(state: str) -> Iterator[tuple[str, bytes]]:
    """Yield the reports on which the measured results rest: path and content."""
    for key, entry in read("answers.yml")["hasil"].items():
        sheet = Sheet(entry["judul"], entry["tanggal"])
        sheet.letterhead()
        sheet.heading("RINGKASAN LAPORAN", entry["judul"].upper())
        rows = [("Pelaksana", entry["pelaksana"]), ("Tanggal", day_label(entry["tanggal"]))]
        if "responden" in entry:
            rows.append(("Responden", f"{entry['responden']} orang"))
        value = str(entry["nilai"] if state == "contoh" else _BEST[key]).replace(".", ",")
        sheet.fields([*rows, ("Hasil", value)])
        if state == "contoh":
            for text in entry["isi"]:
                sheet.paragraph(text)
        sheet.paragraph(
            "Ringkasan ini hanya memuat angka gabungan. Jawaban perorangan tidak disertakan."
        )
        sheet.signature(f"Kota Contoh, {day_label(entry['tanggal'])}", "Pelaksana", seed=key)
        yield f"{RESULTS}/laporan-{key}.pdf", sheet.content()


def proofs() -> Iterator[tuple[str, bytes]]:
    """Yield the papers that the history and the checklist name: path and content."""
    for key, entry in read("proofs.yml").items():
        sheet = Sheet(entry["judul"], entry["tanggal"])
        sheet.letterhead()
        sheet.heading(entry["judul"].upper())
        sheet.fields([("Pembuat", entry["pembuat"]), ("Tanggal", day_label(entry["tanggal"]))])
        for text in entry["isi"]:
            sheet.paragraph(text)
        sheet.signature(f"Kota Contoh, {day_label(entry['tanggal'])}", entry["pembuat"], seed=key)
        yield f"{RESULTS}/{key}.pdf", sheet.content()

"""BACA-SAYA: what each folder is for, as a plain text that Explorer opens in Notepad.

Lines end as Windows ends them: Notepad before 2018 shows other texts as one long line, and offices
still have it. Whatever reads texts elsewhere reads these too. The loader does not see the notes.
"""

import textwrap
from collections.abc import Iterable, Iterator
from datetime import date

from zi_build import data, gaps, slots
from zi_build.intake.founding.folders import Place
from zi_build.intake.founding.wanted import Wanted
from zi_build.model.catalogue import KIND_LABELS, Access, Cadence, RequiredDocument, Role
from zi_build.model.outcome import Slot, SlotState
from zi_build.model.period import Period, day_label, periods_between
from zi_build.model.rubric import PREPARATION, Criterion

NAME = "BACA-SAYA.txt"
WIDTH = 76
NO_BREAK = "\u00a0"
_ACCESS = {
    Access.PUBLIK: "Semua orang: berkasnya diterbitkan di situs. Jangan memuat data pribadi.",
    Access.TERBATAS: (
        "Hanya pegawai. Yang terbit hanya salinan yang sudah ditutup data pribadinya, ditaruh di "
        "sebelahnya dengan .publik sebelum akhiran (….publik.pdf). Tanpa salinan itu situs menulis "
        "“Tersedia atas permintaan”; itu bukan kekurangan."
    ),
    Access.DIKECUALIKAN: (
        "Tidak diterbitkan, hanya dasar hukumnya. Dokumennya sebaiknya tetap di lemari arsip; di sini "
        "cukup catatan simpanan (….simpanan.yml) berisi nomor, tanggal, penyimpan, dan diperiksa."
    ),
}
_ROLES = {
    Role.POKOK: "Dokumen pokok: menentukan jawaban yang didukung bukti.",
    Role.PELENGKAP: "Dokumen pelengkap: dihitung dalam kelengkapan, tidak mengubah nilai.",
}


def text_of(title: str, sections: Iterable[tuple[str, str | list[str]]]) -> bytes:
    """Return a note: a title, and paragraphs under headings; lists keep their lines."""
    lines = [*textwrap.wrap(title, WIDTH), "=" * min(len(title), WIDTH)]
    for head, body in sections:
        lines += ["", head]
        for paragraph in [body] if isinstance(body, str) else body:
            indent = "    " if isinstance(body, list) else "  "
            lines += textwrap.wrap(
                paragraph,
                WIDTH,
                initial_indent="  ",
                subsequent_indent=indent,
                break_long_words=False,
                break_on_hyphens=False,
            )
    return ("\r\n".join(lines) + "\r\n").replace(NO_BREAK, " ").encode()


def of_document(wanted: Wanted, document: RequiredDocument) -> bytes:
    """Return the note of one document's folder."""
    sections: list[tuple[str, str | list[str]]] = [
        ("Yang diletakkan di sini", _sentence(document.valid_if, signed=document.signed)),
        ("Kapan", _when(wanted, document)),
        ("Jenis berkas", ", ".join(KIND_LABELS[kind] for kind in document.kinds) + "."),
        ("Contoh nama berkas", list(_example(wanted, document))),
        ("Yang boleh melihat", _ACCESS[document.access]),
    ]
    if document.nihil_allowed:
        nihil = (
            "Letakkan pernyataan nihil bertanda tangan, dengan berkas pendamping (nama yang sama "
            "ditambah .yml) berisi satu baris: nihil: ya"
        )
        sections.append(("Bila memang tidak ada kejadiannya", nihil))
    sections.append(("Mengapa diminta", [_ROLES[document.role], *_proves(wanted, document)]))
    sections.append(("Sumber", _source(document)))
    return text_of(document.name, sections)


def of_criterion(wanted: Wanted, place: Place, folders: dict[str, str]) -> bytes:
    """Return the note of a criterion's folder; `folders` are the names of all of them, by id."""
    sections: list[tuple[str, str | list[str]]] = []
    if place.criteria:
        sections.append(("Yang ditanyakan", list(dict.fromkeys(_questions(place.criteria)))))
        files = [
            f"{wanted.folder}/penilaian/{rubric.id}.yml"
            for rubric in wanted.rubrics
            if place.id in rubric.criteria
        ]
        sections.append(("Tempat jawabannya", files))
    elif place.id.startswith(PREPARATION):
        sections.append(("Untuk apa", "Persiapan: ditampilkan di situs, tidak dinilai."))
    own = [f"{document.slug}: {document.name}" for document in place.documents]
    if own:
        sections.append(("Folder di sini", own))
    far = [
        f"{document.name}: {folders.get(document.criterion, document.criterion)}/{document.slug}"
        for document in place.elsewhere
    ]
    if far:
        sections.append(
            ("Juga dibuktikan oleh dokumen di folder lain; jangan disalin ke sini", far)
        )
    return text_of(f"{place.id} {place.title}", sections)


def of_year(wanted: Wanted) -> dict[str, bytes]:
    """Return the notes of the year's folder (under the empty name) and of those that are no criterion's."""
    found = {}
    for file in sorted((data.FOLDER / "kantor" / "baca-saya").glob("*.txt")):
        text = file.read_text(encoding="utf-8").replace("{tahun}", str(wanted.year))
        found[file.stem if file.stem != "tahun" else ""] = text.replace("\n", "\r\n").encode()
    return found


def _sentence(words: str, *, signed: bool) -> str:
    text = words if words.endswith(".") else f"{words}."
    says = "tanda tangan" in text.casefold() or "ditandatangani" in text.casefold()
    return f"{text} Harus bertanda tangan." if signed and not says else text


def _when(wanted: Wanted, document: RequiredDocument) -> list[str]:
    """Return how often, by which rule, and the days of this year as they are known now."""
    assumed = " (pedoman tidak menyebutnya; ini anggapan)" if document.cadence_assumed else ""
    said = [f"{document.cadence.label.capitalize()}{assumed}, {due_rule(document)}."]
    days = due_days(wanted, document)
    if days:
        said.append("; ".join(_whole(f"{name}: {day_label(due)}") for name, due in days) + ".")
    if days and document.due.grace is not None:
        said.append("Libur yang diumumkan kemudian menggeser tanggal ini; yang terbaru: zi gaps")
    return [*said, *_how_long(wanted, document)]


def _how_long(wanted: Wanted, document: RequiredDocument) -> Iterator[str]:
    """Yield how long a paper stands that is asked for once."""
    if document.cadence.grain:
        return
    decision = wanted.catalogue.resolve(document.valid_with or "")
    if document.cadence is Cadence.LIMA_TAHUNAN:
        yield f"Berlaku {slots.VALID_YEARS} tahun, dihitung dari tahun pada namanya."
    elif decision:
        yield f"Berlaku selama {decision.name} berlaku."
    yield (
        "Tidak perlu disalin ke tahun berikutnya. Bila dokumennya sendiri menyebut tanggal akhir, tulis "
        "berlaku_sampai di berkas pendampingnya (nama yang sama ditambah .yml)."
    )


def _whole(words: str) -> str:
    """Keep words on one line while the text is wrapped."""
    return words.replace(" ", NO_BREAK)


def due_rule(document: RequiredDocument) -> str:
    """Return by when a paper is asked for, as the end of a sentence."""
    rule = document.due
    if rule.grace is None:
        later = {0: "", 1: " tahun berikutnya"}.get(rule.years_later, "")
        day = day_label(date(2000, rule.month or 12, rule.day or 31)).removesuffix(" 2000")
        return f"paling lambat {day}{later}"
    since = "periodenya berakhir" if document.cadence.grain else "mulai membangun Zona Integritas"
    return f"paling lambat {rule.grace} hari kerja sesudah {since}"


def due_days(wanted: Wanted, document: RequiredDocument) -> list[tuple[str, date]]:
    """Return the periods of the year with their due dates; none for a paper asked for once."""
    grain = document.cadence.grain
    if grain is None:
        return []
    first, last = date(wanted.year, 1, 1), date(wanted.year, 12, 31)
    return [
        (period.label, slots.due_date(document, period, wanted.calendar))
        for period in periods_between(max(first, wanted.start), last, grain)
    ]


def _example(wanted: Wanted, document: RequiredDocument) -> Iterator[str]:
    grain, day = document.cadence.grain, date(wanted.year, 1, 1)
    period = Period.containing(day, grain) if grain else None
    slot = Slot(document.id, period, day, SlotState.NOT_DUE, (), counted=False)
    name = gaps.example_name(document, slot, wanted.year)
    yield name
    start = name.partition(" ")[0]
    if "BB" in start:
        yield "BB-HH: ganti dengan bulan dan hari dokumennya"
    elif "HH" in start:
        yield "HH: ganti dengan hari rapatnya"
    if document.cadence is Cadence.KEJADIAN:
        yield "Setiap kejadian satu berkas."


def _questions(criteria: Iterable[Criterion]) -> Iterator[str]:
    for criterion in criteria:
        yield criterion.question


def _proves(wanted: Wanted, document: RequiredDocument) -> Iterator[str]:
    """Yield the questions that rest on a document; two rubrics may ask the very same."""
    found = [
        rubric.criteria[name]
        for rubric in wanted.rubrics
        for name in rubric.criteria_of_document.get(document.id, ())
    ]
    yield from dict.fromkeys(f"Menjawab {one.id} {one.title}. {one.question}" for one in found)


def _source(document: RequiredDocument) -> str:
    if document.page is not None:
        return f"PermenPANRB 90/2021, halaman {document.page}."
    return f"Pedoman Pembangunan Zona Integritas 2023, baris {document.line} naskahnya."

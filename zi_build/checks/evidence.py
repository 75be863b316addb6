"""Rules ZI2xx: each paper says when, opens, is what it seems, and stands in its place once."""

from collections import defaultdict

from zi_build.checks.rule import Found, fault_places
from zi_build.diagnostics import Place
from zi_build.load.evidence import ANSWERS
from zi_build.load.probe import LFS
from zi_build.model.catalogue import KIND_LABELS, Access, Kind
from zi_build.model.evidence import EvidenceItem, Facts
from zi_build.model.workspace import Workspace

FORMATS_BY_EXTENSION = {
    ".pdf": "pdf",
    ".jpg": "jpeg",
    ".jpeg": "jpeg",
    ".png": "png",
    ".xlsx": "xlsx",
    ".docx": "docx",
    ".csv": "text",
    ".mp3": "mp3",
    ".m4a": "mp4",
    ".mp4": "mp4",
}
FORMAT_WORDS = {"text": "teks", "unknown": "tidak dikenal", "zip": "tidak dikenal"}
LFS_POINTER = (
    "Isi berkas harus ada: ini baru penunjuk Git LFS, berkasnya belum diunduh. Jalankan git lfs pull; "
    "di CI aktifkan LFS (lfs: true)."
)
LARGE = 20 * 1024 * 1024


def has_period(workspace: Workspace) -> Found:
    """Nama berkas harus diawali tanggal atau periode.

    Mengapa: nama berkas menyatakan kapan; tanpa itu tidak jelas periode mana yang dibuktikan.

    Contoh: `scan0001.pdf`.

    Yang perlu dilakukan: ganti nama menjadi, misalnya, `2026-03-05 Undangan rapat.pdf` atau
    `2026-03 Laporan Maret.pdf`.
    """
    for item in workspace.items:
        if item.period is None and item.period_text is None:
            forms = "2026-03-05, 2026-03, 2026-T1, 2026-S1, atau 2026"
            yield item.place, f"Nama harus diawali tanggal atau periode ({forms}), lalu spasi."


def real_period(workspace: Workspace) -> Found:
    """Tanggal atau periode di nama berkas harus ada di kalender.

    Mengapa: tanggal yang mustahil tidak menunjuk periode mana pun.

    Contoh: `2026-13 Laporan.pdf`, `2026-02-30 Undangan.pdf`, `2026-T5 Monev.pdf`.

    Yang perlu dilakukan: perbaiki tanggalnya; bulan dan hari selalu dua angka.
    """
    for item in workspace.items:
        if item.period is None and item.period_text is not None:
            yield item.place, f"“{item.period_text}” bukan tanggal atau periode yang ada."


def fine_enough(workspace: Workspace) -> Found:
    """Periode di nama berkas tidak boleh lebih kasar daripada irama dokumennya.

    Mengapa: laporan bernama `2026` tidak mengatakan bulan mana yang dilaporkannya.

    Contoh: `2026-T1 Monev.pdf` untuk dokumen yang diminta setiap bulan.

    Yang perlu dilakukan: tulis periode yang sesuai; satu berkas untuk satu periode.
    """
    for item in workspace.items:
        for document in workspace.catalogue.known(item.names):
            grain = document.cadence.grain
            if item.period and grain and item.period.grain > grain:
                place = item.place
                if document.id != item.document and item.sidecar:
                    place = item.sidecar.place_of("juga_untuk")
                asked = f"“{document.name}” diminta {document.cadence.label}"
                yield place, f"{asked}; periode “{item.period}” terlalu kasar."


def accepted_kind(workspace: Workspace) -> Found:
    """Jenis berkas harus termasuk yang diterima untuk dokumennya.

    Mengapa: penilai harus dapat membuka berkas tanpa program khusus, dan isinya harus sesuai gunanya.

    Contoh: arsip ZIP, atau rekaman suara sebagai pengganti SK.

    Yang perlu dilakukan: simpan ulang dalam jenis yang disebut; satu berkas untuk satu dokumen.
    """
    for item in workspace.items:
        document = workspace.catalogue.documents[item.document]
        if item.kind is Kind.SIMPANAN or item.kind in document.kinds:
            continue
        accepted = ", ".join(KIND_LABELS[kind] for kind in document.kinds)
        given = KIND_LABELS[item.kind] if item.kind else f"“{item.extension or 'tanpa akhiran'}”"
        yield item.place, f"“{document.name}” menerima {accepted}; berkas ini {given}."


def honest_content(workspace: Workspace) -> Found:
    """Isi berkas harus sesuai dengan akhiran namanya.

    Mengapa: berkas yang hanya diganti namanya tidak dapat dibuka pembaca.

    Contoh: foto JPG yang dinamai `.pdf`, atau penunjuk Git LFS yang berkasnya belum diunduh.

    Yang perlu dilakukan: simpan ulang dari program asalnya dengan jenis yang benar.
    """
    for item in workspace.items:
        wanted = FORMATS_BY_EXTENSION.get(item.extension)
        facts = item.facts
        if not wanted or not facts or not facts.size or item.kind in {Kind.TAUTAN, Kind.SIMPANAN}:
            continue
        if facts.format != wanted:
            if facts.format == LFS:
                yield item.place, LFS_POINTER
                continue
            found = FORMAT_WORDS.get(facts.format, facts.format.upper())
            yield item.place, f"Akhiran “{item.extension}” tidak sesuai isinya ({found})."


def not_empty(workspace: Workspace) -> Found:
    """Berkas tidak boleh kosong.

    Mengapa: berkas nol bita biasanya sisa unggahan yang gagal.

    Contoh: `2026-03 Laporan.pdf` berukuran 0.

    Yang perlu dilakukan: salin ulang berkas aslinya.
    """
    for item in workspace.items:
        if item.facts and not item.facts.size:
            yield item.place, "Berkas kosong (0 bita)."


def opens(workspace: Workspace) -> Found:
    """PDF, gambar, dan dokumen kantor harus dapat dibuka tanpa sandi.

    Mengapa: bukti yang rusak atau terkunci tidak membuktikan apa pun bagi yang memeriksa.

    Contoh: unduhan yang terputus, atau PDF dengan kata sandi.

    Yang perlu dilakukan: buka aslinya lalu simpan atau cetak ulang ke PDF; hapus kata sandi.
    """
    reasons = {
        "damaged": "rusak atau terpotong; simpan ulang dari aslinya",
        "encrypted": "terkunci kata sandi; simpan tanpa sandi",
        "no-pages": "tidak berisi halaman",
    }
    for item in workspace.items:
        facts = item.facts
        if facts and facts.problem and facts.size and _is_what_it_says(item, facts):
            yield item.place, f"Berkas tidak dapat dibuka: {reasons[facts.problem]}."


def _is_what_it_says(item: EvidenceItem, facts: Facts) -> bool:
    return FORMATS_BY_EXTENSION.get(item.extension) == facts.format


def one_paper_one_period(workspace: Workspace) -> Found:
    """Berkas yang sama persis tidak boleh membuktikan dua periode berbeda.

    Mengapa: laporan Maret tidak membuktikan bulan April; salinan massal adalah temuan yang umum.

    Contoh: `2026-03 Monev.pdf` dan `2026-04 Monev.pdf` berisi bita yang sama.

    Yang perlu dilakukan: ganti salah satunya dengan dokumen yang benar. Bila satu dokumen memang melayani
    beberapa permintaan dalam periode yang sama, pakai `juga_untuk`.
    """
    by_digest: dict[str, list[EvidenceItem]] = defaultdict(list)
    for item in workspace.items:
        if item.facts and item.facts.size and item.period and item.kind is not Kind.TAUTAN:
            by_digest[item.facts.sha256].append(item)
    for same in by_digest.values():
        same.sort(key=lambda item: (item.period.start if item.period else None, item.path))
        first = same[0]
        for item in same[1:]:
            if first.period and item.period and not _overlap(first, item):
                yield (
                    item.place,
                    f"Isinya sama persis dengan {first.path}, yang periodenya berbeda.",
                )


def _overlap(one: EvidenceItem, other: EvidenceItem) -> bool:
    assert one.period  # noqa: S101  (the caller has looked)
    assert other.period  # noqa: S101
    return one.period.contains(other.period) or other.period.contains(one.period)


def no_orphan_sidecar(workspace: Workspace) -> Found:
    """Berkas pendamping harus mendampingi berkas yang ada.

    Mengapa: bila bukti diganti namanya, keterangan dan pembatasan aksesnya tertinggal.

    Contoh: `2026-03 Laporan.pdf.yml` tanpa `2026-03 Laporan.pdf`.

    Yang perlu dilakukan: samakan namanya dengan buktinya, atau hapus. Sampai itu dilakukan, bukti lain di
    folder itu yang tidak punya pendamping ikut dibatasi bila pendamping ini membatasi akses.
    """
    for orphan in workspace.orphans:
        place = Place(orphan.place.path)
        owner = place.path.rpartition("/")[2].rpartition(".")[0]
        yield place, f"Pendamping tanpa bukti: “{owner}” tidak ada di folder ini."


def loosened_with_reason(workspace: Workspace) -> Found:
    """Melonggarkan akses harus disertai alasan.

    Mengapa: pembatasan melindungi orang; membukanya adalah keputusan yang harus dapat dipertanggungjawabkan.

    Contoh: pendamping `akses: publik` untuk daftar hadir, tanpa `alasan`.

    Yang perlu dilakukan: tulis `alasan`, atau hapus kunci `akses`.
    """
    for item in workspace.items:
        if item.sidecar and item.sidecar.access and not item.sidecar.reason:
            normal = Access.strictest(
                *(doc.access for doc in workspace.catalogue.known(item.names))
            )
            if item.sidecar.access.rank < normal.rank:
                wanted = item.sidecar.access
                said = f"Akses bukti ini {normal}; melonggarkannya menjadi {wanted}"
                yield item.sidecar.place_of("akses"), f"{said} harus disertai “alasan”."


def sound_twin(workspace: Workspace) -> Found:
    """Salinan publik harus benar-benar salinan yang disunting, dari bukti yang boleh dibuka sebagian.

    Mengapa: salinan publik adalah satu-satunya yang terbit; salah di sini berarti kebocoran.

    Contoh: `BA.publik.pdf` yang bitanya sama dengan `BA.pdf`, atau salinan dari bukti yang dikecualikan.

    Yang perlu dilakukan: hitamkan datanya lalu simpan ulang; untuk yang dikecualikan, hapus salinannya.
    """
    for place, _ in fault_places(workspace, "orphan-twin"):
        yield place, "Salinan publik tanpa aslinya di folder yang sama."
    for item in workspace.items:
        if item.twin is None:
            continue
        place, facts = Place(item.twin.path), item.twin.facts
        # A paper that is shut on presumption keeps its copy: it is sound again once the list is.
        level = item.known_access(*(doc.access for doc in workspace.catalogue.known(item.names)))
        if level is Access.DIKECUALIKAN:
            yield place, "Bukti yang dikecualikan tidak boleh punya salinan publik."
        elif item.facts and facts.sha256 == item.facts.sha256:
            yield place, "Salinan publik sama persis dengan aslinya; belum ada yang disunting."
        elif not facts.size or facts.problem or facts.format not in {"pdf", "jpeg", "png"}:
            yield place, "Salinan publik harus PDF atau gambar yang dapat dibuka."


def in_its_place(workspace: Workspace) -> Found:
    """Berkas harus berada di dalam folder dokumen.

    Mengapa: hanya letaknya yang menyatakan dokumen mana yang dibuktikan.

    Contoh: berkas langsung di `2026/` atau di `2026/1.1.a/`.

    Yang perlu dilakukan: pindahkan ke folder dokumen, misalnya `2026/1.1.a/undangan-rapat/`, atau ke
    `2026/_kotak-masuk/` bila belum tahu tempatnya.
    """
    for place, detail in fault_places(workspace, "misplaced"):
        yield (
            place,
            f"Tidak berada di folder dokumen, jadi tidak dihitung.{_hint(workspace, detail)}",
        )


def _hint(workspace: Workspace, detail: tuple[str, ...]) -> str:
    """Say what belongs there instead, as far as the place tells."""
    where = detail[0] if detail else ""
    if where == ANSWERS:
        return " Di folder penilaian hanya ada berkas jawaban, bernama <rubrik>.yml."
    slugs = ", ".join(doc.slug for doc in workspace.catalogue.by_criterion.get(where, ()))
    if slugs:
        return f" Folder yang ada: {slugs}."
    year = workspace.as_of.year
    return f" Contoh tempat: evidence/{year}/1.1.a/undangan-rapat/, atau evidence/{year}/_kotak-masuk/."


def nihil_allowed(workspace: Workspace) -> Found:
    """Pernyataan nihil hanya untuk dokumen yang membolehkannya.

    Mengapa: sebagian pertanyaan menanyakan apakah sesuatu terjadi; “tidak ada” bukan jawabannya.

    Contoh: nihil untuk SK mutasi.

    Yang perlu dilakukan: hapus `nihil`, atau ajukan `tidak_berlaku` dengan alasan.
    """
    for item in workspace.items:
        if item.is_nihil and item.sidecar:
            for document in workspace.catalogue.known(item.names):
                if not document.nihil_allowed:
                    place = item.sidecar.place_of("nihil")
                    yield place, f"“{document.name}” tidak dapat diganti pernyataan nihil."


def sorted_inbox(workspace: Workspace) -> Found:
    """Kotak masuk sebaiknya kosong.

    Mengapa: berkas di kotak masuk belum membuktikan apa pun.

    Contoh: `_kotak-masuk/scan0001.pdf`.

    Yang perlu dilakukan: pindahkan ke folder dokumennya dengan nama yang benar.
    """
    for path in workspace.inbox:
        yield Place(path), "Menunggu di kotak masuk; belum dihitung."


def not_too_large(workspace: Workspace) -> Found:
    """Berkas sebaiknya tidak lebih dari 20 MB.

    Mengapa: masyarakat membukanya dengan ponsel, dan repositori tumbuh dengan setiap berkas besar.

    Contoh: pindaian berwarna 600 dpi.

    Yang perlu dilakukan: pindai ulang 150–200 dpi, atau pakai tautan atau catatan simpanan.
    """
    for item in workspace.items:
        if item.facts and item.facts.size > LARGE:
            size = round(item.facts.size / 1_000_000)
            yield item.place, f"Berkas {size} MB; sebaiknya di bawah 20 MB."


def validity_after_date(workspace: Workspace) -> Found:
    """Akhir masa berlaku tidak boleh sebelum tanggal dokumennya.

    Mengapa: dokumen yang berakhir sebelum dibuat tidak pernah berlaku.

    Contoh: SK 2026-01-05 dengan `berlaku_sampai: 2025-12-31`.

    Yang perlu dilakukan: perbaiki salah satu tanggal.
    """
    for item in workspace.items:
        until = item.sidecar.valid_until if item.sidecar else None
        if until and item.sidecar and item.period and until < item.period.start:
            yield item.sidecar.place_of("berlaku_sampai"), "Berakhir sebelum tanggal dokumennya."

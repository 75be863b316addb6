"""Pages of a scan that holds several papers."""

from zi_build.checks.rule import Found
from zi_build.model.workspace import Workspace


def pages_there(workspace: Workspace) -> Found:
    """Halaman yang disebut harus ada di berkas PDF itu.

    Mengapa: pembaca dibawa langsung ke halaman itu; halaman yang tidak ada tidak membuktikan apa-apa.

    Contoh: `halaman: 3-5` untuk pindaian tiga halaman, atau `halaman` pada sebuah foto.

    Yang perlu dilakukan: buka berkasnya, lalu tulis nomor halaman yang benar; hitungan mulai dari 1.
    """
    for item in workspace.items:
        said, facts = item.sidecar, item.facts
        if not said or not facts:
            continue
        for name, pages in said.pages:
            place = said.place_of(f"halaman.{name}" if name else "halaman")
            if facts.format != "pdf":
                yield place, "Halaman hanya dapat disebut untuk berkas PDF."
            elif facts.pages and pages.last > facts.pages:
                yield place, f"Berkas ini {facts.pages} halaman; disebut {pages.label}."


def pages_of_a_paper(workspace: Workspace) -> Found:
    """Halaman hanya disebut untuk dokumen yang dibuktikan berkas itu.

    Mengapa: halaman tanpa dokumen tidak mengisi permintaan apa pun.

    Contoh: `halaman: {1.1.a/notula: 3-5}` tanpa `juga_untuk: 1.1.a/notula`.

    Yang perlu dilakukan: sebut dokumennya di `juga_untuk`, atau hapus barisnya.
    """
    for item in workspace.items:
        said = item.sidecar
        if not said:
            continue
        for name, _ in said.pages:
            if name and name not in item.names:
                place = said.place_of(f"halaman.{name}")
                yield place, f"“{name}” bukan dokumen berkas ini; sebutlah juga di juga_untuk."

"""Names that every computer of the office can hold, and days that are not a slip of the keyboard."""

import re
from collections.abc import Iterator
from datetime import timedelta

from zi_build.checks.rule import Found
from zi_build.diagnostics import Place
from zi_build.model.workspace import Workspace

# Windows, "Naming Files, Paths, and Namespaces": reserved characters and names, and 260 letters for
# a whole path, of which the folder of the repository takes its part.
# Bytes that are no text at all come from archives unpacked with another alphabet.
_FORBIDDEN = re.compile(r'[<>:"|?*\\\x00-\x1f\ud800-\udfff]|[ .]$')
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com[1-9]|lpt[1-9])(?:\..*)?", re.IGNORECASE)
LONGEST_PATH = 180
AHEAD = timedelta(days=366)


def holds_on_windows(workspace: Workspace) -> Found:
    r"""Nama berkas dan folder harus dapat disimpan di Windows.

    Mengapa: satu nama yang ditolak Windows menggagalkan pengambilan seluruh folder di komputer rekan.

    Contoh: `2026-03 Rapat 10:30.pdf`, nama yang berakhir dengan titik, atau folder `CON`.

    Yang perlu dilakukan: ganti namanya tanpa `< > : " | ? * \`, dan tanpa titik atau spasi di akhir.
    """
    for path in _paths(workspace):
        for part in path.split("/"):
            if _FORBIDDEN.search(part) or _RESERVED.fullmatch(part):
                yield Place(path), f"Windows tidak dapat menyimpan nama “{part}”. Ganti namanya."
                break


def short_enough(workspace: Workspace) -> Found:
    """Letak dan nama berkas sebaiknya tidak lebih dari 180 huruf.

    Mengapa: Windows menolak letak di atas 260 huruf, dan folder kerja sendiri memakan sebagian.

    Contoh: nama berkas yang memuat seluruh judul surat.

    Yang perlu dilakukan: pendekkan nama berkasnya; judul lengkap ditulis di berkas pendamping.
    """
    for path in _paths(workspace):
        if len(path) > LONGEST_PATH:
            yield (
                Place(path),
                f"Letaknya {len(path)} huruf; sebaiknya paling banyak {LONGEST_PATH}.",
            )


def not_far_ahead(workspace: Workspace) -> Found:
    """Periode di nama berkas sebaiknya tidak lebih dari setahun di depan.

    Mengapa: berkas bertanggal nanti belum dihitung sampai tanggalnya tiba; salah ketik tahun tidak terasa.

    Contoh: `2062-03 Monev.pdf` untuk Maret 2026.

    Yang perlu dilakukan: periksa tahunnya.
    """
    for item in workspace.items:
        if item.period and item.period.start > workspace.as_of + AHEAD:
            yield item.place, f"Periode “{item.period}” masih jauh; berkas ini belum dihitung."


def _paths(workspace: Workspace) -> Iterator[str]:
    """Yield what staff named themselves: papers, what stands beside them, and the inbox."""
    for item in workspace.items:
        yield item.path
        if item.twin:
            yield item.twin.path
    yield from (orphan.place.path for orphan in workspace.orphans)
    yield from workspace.inbox

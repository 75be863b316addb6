"""Rules ZI4xx: what must not leave — personal numbers, hidden sheets, loosened access, leaks."""

import re
from collections.abc import Iterator
from datetime import date

from zi_build.checks.rule import Found
from zi_build.model.catalogue import Access
from zi_build.model.evidence import EvidenceItem
from zi_build.model.workspace import Workspace

_NUMBER = re.compile(r"(?<!\d)\d(?:[ .]?\d){15,17}(?!\d)")
WOMEN = 40


def no_leak(workspace: Workspace) -> Found:
    """Situs publik tidak boleh memuat apa pun dari bukti yang dibatasi.

    Mengapa: satu nama berkas saja dapat membuka identitas pelapor atau data pegawai. Nama yang seluruhnya
    kata sehari-hari, seperti nama dokumen dan bulannya, tidak membuka apa pun dan dibiarkan; nama bukti
    yang dikecualikan tidak pernah.

    Contoh: nama berkas yang dikecualikan tertulis di sebuah halaman.

    Yang perlu dilakukan: hapus teks itu dari halaman; pembangunan situs dihentikan dan situs lama tetap.
    """
    _ = workspace  # found by the scan of the finished site (`publish`), never in the workspace
    yield from ()


def loosened_is_listed(workspace: Workspace) -> Found:
    """Akses yang dilonggarkan selalu didaftar.

    Mengapa: keputusan membuka dokumen yang biasanya dibatasi harus terlihat oleh pimpinan.

    Contoh: pendamping `akses: publik` dengan `alasan`.

    Yang perlu dilakukan: pastikan alasannya benar; peringatan ini tidak menghentikan apa pun.
    """
    for item, normal, level in loosened(workspace):
        if item.sidecar:
            reason = item.sidecar.reason
            yield (
                item.sidecar.place_of("akses"),
                f"Akses {normal} dilonggarkan menjadi {level}: {reason}",
            )


def loosened(workspace: Workspace) -> Iterator[tuple[EvidenceItem, Access, Access]]:
    """Yield the items that are more open than their documents, with both classes."""
    for item in workspace.items:
        levels = [document.access for document in workspace.catalogue.known(item.names)]
        normal, level = Access.strictest(*levels), item.access(*levels)
        if level.rank < normal.rank:
            yield item, normal, level


def no_personal_number(workspace: Workspace) -> Found:
    """Nama dan judul bukti publik tidak boleh memuat NIK atau NIP.

    Mengapa: keduanya memuat tanggal lahir dan dilindungi undang-undang.

    Contoh: `2026-01-05 SK 199001012015031001.pdf`.

    Yang perlu dilakukan: hapus nomor itu dari nama atau judul.
    """
    for item in _public(workspace):
        for text in (item.stem, item.sidecar.title if item.sidecar else None):
            if text and contains_personal_number(text):
                yield item.place, "Nama atau judul bukti publik tampaknya memuat NIK atau NIP."
                break


def contains_personal_number(text: str) -> bool:
    """Tell whether a text holds a NIK (16 digits) or NIP (18 digits) with a real birth date in it."""
    for match in _NUMBER.finditer(text):
        digits = re.sub(r"\D", "", match[0])
        if len(digits) == 16 and _is_nik(digits):
            return True
        if len(digits) == 18 and _is_day(int(digits[:4]), int(digits[4:6]), int(digits[6:8])):
            return True
    return False


def _is_nik(digits: str) -> bool:
    """Six digits of region, then day (women plus 40), month and year of birth, then four of serial."""
    day = int(digits[6:8])
    day = day - WOMEN if day > WOMEN else day
    return int(digits[:2]) >= 11 and any(
        _is_day(century + int(digits[10:12]), int(digits[8:10]), day) for century in (1900, 2000)
    )


def _is_day(year: int, month: int, day: int) -> bool:
    try:
        return 1920 <= date(year, month, day).year <= 2020
    except ValueError:
        return False


def no_hidden_sheet(workspace: Workspace) -> Found:
    """Buku kerja publik tidak boleh punya lembar tersembunyi.

    Mengapa: lembar tersembunyi ikut terbit dan dapat dibuka siapa pun.

    Contoh: rekap publik dengan lembar nama pelapor yang disembunyikan.

    Yang perlu dilakukan: hapus lembarnya, atau simpan rekapnya sebagai PDF.
    """
    for item in _public(workspace):
        if item.facts and item.facts.hidden:
            yield (
                item.place,
                f"Ada {len(item.facts.hidden)} lembar tersembunyi; hapus sebelum terbit.",
            )


def _public(workspace: Workspace) -> Iterator[EvidenceItem]:
    for item in workspace.items:
        levels = [document.access for document in workspace.catalogue.known(item.names)]
        if item.access(*levels) is Access.PUBLIK:
            yield item

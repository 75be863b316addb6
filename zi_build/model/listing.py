"""The office's own list of papers of a year (`daftar-bukti.xlsx`): its columns, and what a row says."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from string import ascii_uppercase
from types import MappingProxyType
from urllib.parse import quote

from zi_build.model.text import legible

SHEET, GUIDE, CHOICES = "Daftar bukti", "Petunjuk", "Pilihan"
# The lists of the sheet of choices, column by column: documents, periods, classes of access, nihil.
NAMES = ("Pilihan_dokumen", "Pilihan_periode", "Pilihan_akses", "Pilihan_nihil")
# In the address of a file, what has no meaning of its own there and is written as it is.
SAFE = "/-_.~()!,'+@&=;"
# Between the id of a document and its name, in the cells that name one.
DASH = " — "
# How many digits of a digest tell a paper that was renamed.
DIGITS = 12


@dataclass(frozen=True, slots=True)
class Column:
    """One column: key, heading, further headings that mean it, and what is to be written there.

    `key` is that of a sidecar where the sidecar knows the same fact; columns that are `ours` are
    written by the program and never read as somebody's word.
    """

    key: str
    heading: str
    about: str
    ours: bool = False
    also: tuple[str, ...] = ()


COLUMNS: tuple[Column, ...] = (
    Column(
        "berkas",
        "Berkas",
        "Nama berkas; klik untuk membukanya. Jangan diubah: baris ini milik berkas itu.",
        ours=True,
        also=("nama berkas", "file", "nama file"),
    ),
    Column("keadaan", "Keadaan", "Dihitung, perlu diperbaiki, atau menunggu.", ours=True),
    Column(
        "dokumen",
        "Dokumen",
        "Dokumen yang dibuktikan, menurut folder berkasnya. Hanya diisi untuk berkas di kotak masuk.",
        also=("dokumen yang dibuktikan", "nama dokumen"),
    ),
    Column(
        "tanggal",
        "Tanggal kegiatan",
        "Tanggal dokumen atau kegiatannya, misalnya 2026-01-05 atau 5/1/2026. Nama berkas yang menentukan; "
        "diisi bila nama berkasnya belum bertanggal.",
        also=("tanggal", "tgl", "tgl kegiatan", "tanggal dokumen"),
    ),
    Column(
        "periode",
        "Periode",
        "Periode yang dibuktikan, misalnya 2026-03, 2026-T1, 2026-S1, atau 2026; diisi bila nama "
        "berkasnya belum memuat periode.",
    ),
    Column("judul", "Judul", "Judul yang dibaca orang, pengganti kata-kata di nama berkas."),
    Column("nomor", "Nomor", "Nomor surat atau keputusan.", also=("nomor surat", "no surat")),
    Column(
        "halaman",
        "Halaman",
        "Halaman pindaian yang memuat dokumen ini, misalnya 1-2. Bila berkasnya juga untuk dokumen lain: "
        "1.1.a/undangan-rapat: 1-2; 1.1.a/notula: 3-5.",
        also=("hal", "hlm"),
    ),
    Column(
        "juga_untuk",
        "Juga untuk",
        "Dokumen lain yang dibuktikan berkas yang sama; beberapa dipisahkan titik koma.",
    ),
    Column(
        "akses",
        "Akses",
        "publik, terbatas, atau dikecualikan. Kosong berarti menurut dokumennya; melonggarkan perlu alasan.",
        also=("tingkat akses", "hak akses", "kelas akses"),
    ),
    Column("alasan", "Alasan", "Alasan melonggarkan akses; ditampilkan di situs dalam kantor."),
    Column("diterima", "Diterima", "Tanggal diterima; setelah jatuh tempo berarti terlambat."),
    Column("berlaku_sampai", "Berlaku sampai", "Tanggal terakhir dokumen berlaku."),
    Column("nihil", "Nihil", "ya, bila berkasnya pernyataan bahwa kejadiannya tidak ada."),
    Column(
        "catatan",
        "Catatan",
        "Catatan untuk dalam kantor; tidak pernah dipublikasikan.",
        also=("keterangan",),
    ),
    Column("dasar_hukum", "Dasar hukum", "Dasar hukum pembatasan."),
    Column("ditinjau", "Ditinjau", "Siapa dan kapan memeriksa berkas ini (jabatan, tanggal)."),
    Column("folder", "Folder", "Letak berkas di folder tahun.", ours=True, also=("letak",)),
    Column("berlaku", "Akses yang berlaku", "Akses setelah semua aturan dipakai.", ours=True),
    Column(
        "pendamping",
        "Menurut pendamping",
        "Yang sudah dikatakan berkas .yml di samping bukti; tidak perlu ditulis lagi di sini.",
        ours=True,
    ),
    Column("pesan", "Pesan pemeriksaan", "Apa yang keliru dan apa yang perlu diubah.", ours=True),
    Column(
        "sidik", "Sidik", "Tanda pengenal isi, supaya baris ini ikut bila berkas pindah.", ours=True
    ),
)
BY_KEY: Mapping[str, Column] = MappingProxyType({column.key: column for column in COLUMNS})


@dataclass(frozen=True, slots=True)
class Line:
    """One row as the program would write it: a file of the year, and the text of each column.

    `file` is the path below the year folder. Only columns that are known have a text.
    """

    file: str
    cells: Mapping[str, str] = field(default_factory=dict)


def label(document_id: str, name: str) -> str:
    """Return how a document is named in a cell.

    >>> label("1.1.a/notula", "Notula rapat")
    '1.1.a/notula — Notula rapat'
    """
    return f"{document_id}{DASH}{name}"


def named(text: str) -> str:
    """Return the id of the document that a cell names; a text without an id comes back as it is.

    >>> named("1.1.a/notula — Notula rapat"), named("1.1.a/notula"), named("SK Tim")
    ('1.1.a/notula', '1.1.a/notula', 'SK Tim')
    """
    first = text.split(maxsplit=1)[0] if text.split() else ""
    return first if "/" in first else text.strip()


def ranged(column: int, count: int) -> str:
    """Return where a list of the sheet of choices stands."""
    first, last = cell(2, column), cell(max(count, 1) + 1, column)
    place = ":".join(
        f"${one.rstrip('0123456789')}${one.lstrip(ascii_uppercase)}" for one in (first, last)
    )
    return f"{CHOICES}!{place}"


def target(file: str) -> str:
    """Return the address of a file for a link in the list of its year folder."""
    return quote(legible(file), safe=SAFE)


def cell(line: int, column: int) -> str:
    """Return a cell's address as a spreadsheet shows it.

    >>> cell(7, 9), cell(1, 28)
    ('I7', 'AB1')
    """
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return f"{letters}{line}"

"""Exceptions: the tool cannot go on. A wrong file is a Diagnostic, missing work is a Gap."""

import errno
from collections.abc import Mapping


class ZiError(Exception):
    """Base of everything that zi_build raises on purpose; its text is meant for people."""


class UsageError(ZiError):
    """The caller asked for something that does not exist (unknown rubric, folder, date)."""


class InstrumentError(ZiError):
    """The instrument shipped with the package (catalogue or rubric) contradicts itself."""


class LeakError(ZiError):
    """Something restricted was found in what was about to become public."""


_TWICE = "lalu ulangi"
# errno → what the disk says, and what to do about it.
_TROUBLES: Mapping[int, tuple[str, str]] = {
    errno.ENOSPC: ("tempat di disk habis", f"Kosongkan sebagian, {_TWICE}."),
    errno.EDQUOT: ("jatah tempat di disk habis", f"Kosongkan sebagian, {_TWICE}."),
    errno.EFBIG: ("terlalu besar untuk disk ini", "Pakailah disk lain, atau perkecil berkasnya."),
    errno.EACCES: (
        "tidak diizinkan",
        "Tutuplah bila sedang dibuka di program lain, atau mintalah izin menulis di folder itu.",
    ),
    errno.EPERM: ("tidak diizinkan", "Mintalah izin menulis di folder itu."),
    errno.EROFS: ("foldernya hanya dapat dibaca", "Pindahkan folder kerja ke tempat lain."),
    errno.EBUSY: ("sedang dibuka di program lain", f"Tutuplah, {_TWICE}."),
    errno.ETXTBSY: ("sedang dibuka di program lain", f"Tutuplah, {_TWICE}."),
    errno.ENAMETOOLONG: (
        "namanya terlalu panjang",
        "Pendekkan namanya, atau pindahkan folder kerja lebih dekat ke pangkal disk.",
    ),
    errno.EEXIST: ("sudah ada, dan tidak ditimpa", "Pilih nama lain."),
    errno.ENOENT: ("tidak ada", "Periksa ejaan nama dan foldernya."),
    errno.ENOTDIR: ("ada berkas di tempat folder seharusnya berada", "Pindahkan berkas itu."),
    errno.EISDIR: ("sebuah folder, bukan berkas", "Sebutkan berkasnya."),
    errno.ELOOP: ("tautan yang berputar-putar", "Pakailah folder aslinya."),
    errno.EIO: ("disk gagal membaca atau menulis", "Periksa disk atau jaringannya."),
    errno.EMFILE: ("terlalu banyak berkas terbuka", f"Tutuplah program lain, {_TWICE}."),
    errno.EXDEV: ("tidak dapat dipindahkan ke disk lain", "Salinlah ke disk yang sama."),
}
# Windows: another program holds the file, or a part of it; names that it cannot have.
_LOCKED = frozenset({32, 33})
_TOO_LONG = frozenset({123, 206})


def reason_of(error: OSError) -> str:
    """Return why the disk refused, in Indonesian, without the name of the file."""
    return _trouble(error)[0]


def advice_of(error: OSError) -> str:
    """Return what to do about it, as a sentence; empty where nobody can know."""
    return _trouble(error)[1]


def _trouble(error: OSError) -> tuple[str, str]:
    code, windows = error.errno, getattr(error, "winerror", None)
    if windows in _LOCKED:
        code = errno.EBUSY
    elif windows in _TOO_LONG:
        code = errno.ENAMETOOLONG
    return _TROUBLES.get(code or 0, (error.strerror or str(error) or type(error).__name__, ""))

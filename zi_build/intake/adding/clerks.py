"""How clerks name papers: short forms in full, the sorts of paper, and names that say nothing."""

import re
from collections.abc import Mapping

# Beside the short forms that workbooks have (intake/lke/words.py); the right side is read anew.
_SHORT: Mapping[str, str] = {
    "absen": "daftar hadir",
    "amanat": "naskah arahan",
    "ba": "berita acara",
    "capture": "tangkapan layar",
    "cv": "biodata",
    "dh": "daftar hadir",
    "dok": "dokumentasi",
    "drh": "daftar riwayat hidup",
    "fb": "media sosial",
    "hukdis": "hukuman disiplin",
    "ig": "media sosial",
    "instagram": "media sosial",
    "facebook": "media sosial",
    "kepka": "sk",
    "kep": "sk",
    "keputusan": "sk",
    "lakip": "lakin laporan kinerja",
    "lakin": "lakin laporan kinerja",
    "lkj": "lakin laporan kinerja",
    "lkjip": "lakin laporan kinerja",
    "lap": "laporan",
    "lhkpn": "lhkpn harta kekayaan",
    "medsos": "media sosial",
    "nd": "nota dinas",
    "nodin": "nota dinas",
    "notulen": "notula",
    "notulensi": "notula",
    "risalah": "notula",
    "pemilihan": "seleksi",
    "pemkin": "pemantauan kinerja",
    "perjakin": "perjanjian kinerja",
    "pk": "perjanjian kinerja",
    "pokja": "tim kerja",
    "presensi": "absensi",
    "renaksi": "rencana aksi",
    "rotasi": "mutasi",
    "rhk": "skp",
    "senam": "olahraga",
    "screenshot": "tangkapan layar",
    "ss": "tangkapan layar",
    "sop": "sop pos",
    "pos": "sop pos",
    "tampilan": "tangkapan layar",
    "telaahan": "telaah",
    "teladan": "penghargaan teladan",
    "tiktok": "media sosial",
    "tl": "tindak lanjut",
    "und": "undangan",
    "undg": "undangan",
    "update": "pemutakhiran",
    "web": "situs web",
    "website": "situs web",
    "youtube": "media sosial",
    "banner": "spanduk banner",
    "baliho": "spanduk banner",
    "tolak": "anti",
}
# Sorts of paper, looked for in texts written in full.
SORTS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(pattern))
    for name, pattern in (
        ("undangan", r"\bundangan\b"),
        ("notula", r"\bnotula\b"),
        ("hadir", r"\bdaftar hadir\b"),
        ("foto", r"\b(?:foto|dokumentasi)\b"),
        ("tangkapan", r"\btangkapan layar\b"),
        ("laporan", r"\blaporan\b"),
        ("sk", r"\bsk\b"),
        ("berita acara", r"\bberita acara\b"),
        ("biodata", r"\bbiodata\b"),
        ("nota dinas", r"\bnota dinas\b"),
        ("rekap", r"\brekap"),
    )
)
_SPLIT = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Za-z])(?=\d)|(?<=\d)(?=[A-Za-z])")
_WORD = re.compile(r"[a-z]+")
# What phones, scanners and hands put into names, and what says nothing about the paper.
_EMPTY = frozenset(
    """
    adobe app at baru banget berkas camscanner cam com copy copyright doc document documents dokumen
    draft dsc edit edited fil file final fix fixed gambar halaman hasil hal image images img jpeg jpg
    kirim lampiran last new no nomor page pages pdf photo pic picture print ptt pukul pxl rev revisi
    salinan scan scanned scanner screen sheet shot simple tanda tangan tap tapscanner ttd untitled upload
    ver versi version vid video wa whats whatsapp word xlsx ok oke siap asli compressed
    """.split()  # noqa: SIM905  (a page of words is read better than a list of strings)
)
_SCREEN = re.compile(r"\b(?:screen ?shot|tangkapan layar)\b", re.IGNORECASE)


def in_full(text: str) -> str:
    """Return the words of a text with short forms written out, in small letters.

    >>> in_full("Notulen_RapatRenaksi ss web")
    'notula rapat rencana aksi tangkapan layar situs web'
    """
    parted = _SPLIT.sub(" ", _SCREEN.sub(" tangkapan layar ", text.replace("_", " ")))
    found = _WORD.findall(parted.casefold())
    return " ".join(_SHORT.get(word, word) for word in found)


def telling(words: str) -> str:
    """Return the words of a file name (its dates taken out) that may say what the paper is.

    >>> telling("WhatsApp Image at (1)"), telling("SK TIM ZI FINAL (2)")
    ('', 'SK TIM ZI')
    """
    parted = _SPLIT.sub(" ", words.replace("_", " "))
    said = re.findall(r"[^\W\d_]+", parted)
    return " ".join(word for word in said if word.casefold() not in _EMPTY)

"""Indonesian sentences as weighted words, and how near a row of a workbook is to a known text."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from functools import cache, lru_cache
from itertools import chain
from math import log

_WORD = re.compile(r"[a-z]+")
# Written apart by some, together by others.
_JOINED = re.compile(r"\b(tata|tindak|nara|kerja)[ -](laksana|lanjuti|sumber|sama)")
_PREFIX = re.compile(r"^(?:meng|meny|mem|men|me|peng|peny|pem|pen|per|pe|ber|ter|di|ke|se)")
_SUFFIX = re.compile(r"(?:kannya|annya|nya|kan|lah|kah|pun|an|i)$")
SHORTEST_STEM = 4
LONGEST_QUERY = 400
# Mistyped words that are looked up, so that a heap of nonsense costs no more than a real workbook.
MOST_CORRECTED = 3000
MOST_TEXTS = 4096
# How alike a mistyped word is to the one that was meant, as difflib measures it.
ALIKE = 0.8

# Words that say nothing about which question it is, in full and as offices shorten them.
_STOP = frozenset(
    """
    ada adanya akan antara apa apakah atas atau bagi bahwa baik belum berbagai bila dalam dan dapat
    dari dengan di diri hal hanya ini itu jadi jika juga kantor karena ke kepada kerja lain lainnya
    lebih maka masing melalui memiliki mampu menjadi mengenai menurut misalnya oleh pada para pula
    saat sampai satu sebagai secara sedang sejauh sekali seluruh semua seperti serta setiap suatu
    sudah sudahkah tahap tahun tanpa telah tentang terdapat terhadap tersebut tidak tiap unit untuk
    wbbm wbk yaitu yakni yang yg utk dgn dg sdh tlh dlm thd pd kpd scr ttg sbg tdk spt dll dsb per
    adakah berapa bagaimana mana tsb krn jg blm tersedia dilakukan dilaksanakan melakukan
    """.split()  # noqa: SIM905  (a page of words is read better than a list of strings)
)
# What offices write for what the regulation and this project write; the right side is read anew.
_SAME: Mapping[str, str] = {
    "abk": "analisis beban kerja",
    "assement": "asesmen",
    "assessment": "asesmen",
    "bk": "benturan kepentingan",
    "campaign": "kampanye",
    "capaian": "pencapaian",
    "database": "basis data",
    "diklat": "pelatihan",
    "dok": "dokumen",
    "dumas": "pengaduan masyarakat",
    "evaluasi": "evaluasi",
    "iku": "indikator kinerja utama",
    "inhouse": "house",
    "it": "teknologi informasi",
    "jml": "jumlah",
    "karir": "karier",
    "kip": "keterbukaan informasi publik",
    "mengisi": "isi",
    "monev": "monitoring evaluasi",
    "pantau": "monitoring",
    "pantauan": "monitoring",
    "memantau": "monitoring",
    "dipantau": "monitoring",
    "pemantauan": "monitoring",
    "online": "daring",
    "peg": "pegawai",
    "perijinan": "izin",
    "perizinan": "izin",
    "pk": "perjanjian kinerja",
    "pos": "prosedur operasional",
    "probis": "proses bisnis",
    "public": "publik",
    "punishment": "sanksi",
    "rb": "reformasi birokrasi",
    "reward": "penghargaan",
    "resiko": "risiko",
    "satker": "satuan",
    "sdm": "pegawai",
    "kepegawaian": "pegawai",
    "skm": "survei kepuasan masyarakat",
    "skp": "sasaran kinerja pegawai",
    "sop": "prosedur operasional",
    "spak": "survei persepsi anti korupsi",
    "spbe": "sistem pemerintahan elektronik",
    "spi": "sistem pengendalian intern",
    "spip": "sistem pengendalian intern",
    "spkp": "survei persepsi kualitas pelayanan",
    "survey": "survei",
    "ti": "teknologi informasi",
    "tik": "teknologi informasi",
    "tl": "tindak lanjut",
    "tindaklanjuti": "tindak lanjut",
    "ditindaklanjuti": "tindak lanjut",
    "menindaklanjuti": "tindak lanjut",
    "tindaklanjut": "tindak lanjut",
    "tna": "training need analysis",
    "tlhp": "tindak lanjut hasil pemeriksaan",
    "wbs": "whistle blowing system",
    "whistleblowing": "whistle blowing",
    "yanlik": "pelayanan publik",
    "zi": "zona integritas",
}


@cache
def stems(word: str) -> tuple[str, ...]:
    """Return the stems that one written word stands for; none for a word that says nothing.

    Prefixes and suffixes are cut without a dictionary: the same on both sides, which is enough to
    compare (`membentuk`, `pembentukan` and `bentuk` meet).
    """
    if word in _STOP:
        return ()
    if word in _SAME:
        return tuple(stem for part in _SAME[word].split() for stem in _cut(part))
    return _cut(word)


def _cut(word: str) -> tuple[str, ...]:
    for pattern in (_SUFFIX, _PREFIX):
        shorter = pattern.sub("", word, count=1)
        if len(shorter) >= SHORTEST_STEM:
            word = shorter
    return (word,) if len(word) > 1 else ()


@lru_cache(maxsize=MOST_TEXTS)
def words(text: str) -> tuple[str, ...]:
    """Return the stems of a text, in order, each once; rubrics share most of their texts."""
    plain = text[:LONGEST_QUERY].casefold()
    if not plain.isascii():
        plain = unicodedata.normalize("NFKD", plain)
    plain = _JOINED.sub(r"\1\2", plain)
    found = _WORD.findall(plain)
    telling = tuple(dict.fromkeys(chain.from_iterable(map(stems, found))))
    return telling or tuple(dict.fromkeys(found))  # "Lainnya" is all that such a row says


class Index:
    """Known texts by number; every text has core words (what it is called) and further ones.

    A word weighs the more, the fewer texts have it. Similarity runs from 0 to 1: how much of the
    row is explained by the text, and how much of the text's core is found in the row.
    """

    def __init__(self, texts: Iterable[tuple[str, Iterable[tuple[str, float]]]]) -> None:
        self.core: list[tuple[str, ...]] = []
        self.postings: dict[str, dict[int, float]] = {}
        for number, (core, further) in enumerate(texts):
            self.core.append(words(core))
            for stem in self.core[-1]:
                self.postings.setdefault(stem, {})[number] = 1.0
            for text, weight in further:
                for stem in words(text):
                    row = self.postings.setdefault(stem, {})
                    row[number] = max(weight, row.get(number, 0.0))
        size = len(self.core) or 1
        self.weight = {stem: log(1 + size / len(row)) for stem, row in self.postings.items()}
        self.rare = log(1 + size)
        self.whole = [sum(self.weight[stem] for stem in core) or 1.0 for core in self.core]
        self.by_letter: dict[str, list[str]] = {}
        for stem in sorted(self.postings):
            self.by_letter.setdefault(stem[0], []).append(stem)
        self.corrected: dict[str, str] = {}
        self.parts: dict[str, list[tuple[int, float, float]]] = {}
        self.asked: dict[str, Mapping[int, float]] = {}

    def similar(self, text: str) -> Mapping[int, float]:
        """Return number → similarity of every known text that shares a word with this one."""
        if text not in self.asked:
            self.asked[text] = self._similar(text)
        return self.asked[text]

    def _similar(self, text: str) -> Mapping[int, float]:
        query = tuple(dict.fromkeys(self._known(stem) for stem in words(text)))
        asked = sum(self.weight.get(stem, self.rare) for stem in query)
        found = [0.0] * len(self.core)
        for stem in query:
            for number, explained, core in self.parts.get(stem) or self._parts(stem):
                found[number] += explained / asked + core
        return {number: likeness for number, likeness in enumerate(found) if likeness}

    def _parts(self, stem: str) -> list[tuple[int, float, float]]:
        """Return of each text with a stem how much of a row it explains, and how much it is of the core."""
        weight, whole = self.weight.get(stem, 0.0), self.whole
        self.parts[stem] = [
            (n, 0.6 * weight * share, 0.4 * weight / whole[n] if share == 1.0 else 0.0)
            for n, share in self.postings.get(stem, {}).items()
        ]
        return self.parts[stem]

    def _known(self, stem: str) -> str:
        """Return a mistyped word as it is known (`menangangi`), any other as it is."""
        if stem in self.postings or len(stem) <= SHORTEST_STEM:
            return stem
        if stem not in self.corrected and len(self.corrected) < MOST_CORRECTED:
            near = get_close_matches(stem, self._perhaps(stem), n=1, cutoff=ALIKE)
            self.corrected[stem] = near[0] if near else stem
        return self.corrected.get(stem, stem)

    def _perhaps(self, stem: str) -> list[str]:
        """Return the known words that may be as alike as the cutoff asks, without comparing them.

        Alike are words whose common letters are so great a part of both; letters that only one has
        are none of them.
        """
        mine, length = _letters(stem), len(stem)
        found = []
        for word in self.by_letter.get(stem[0], ()):
            common, letters = ALIKE / 2 * (length + len(word)), _letters(word)
            only_mine, only_its = (mine & ~letters).bit_count(), (letters & ~mine).bit_count()
            if length - only_mine >= common and len(word) - only_its >= common:
                found.append(word)
        return found


@cache
def _letters(word: str) -> int:
    """Return which letters a word has, as bits."""
    return sum({1 << (ord(letter) & 31) for letter in word})

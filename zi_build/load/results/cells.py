"""What a cell of a table says: a number, a day, a state, a known word. None when it does not say it."""

import re
import unicodedata
from collections.abc import Iterable
from datetime import date, timedelta
from fractions import Fraction
from functools import lru_cache

from zi_build import ids
from zi_build.model.period import MONTH_NAMES
from zi_build.model.reading import number
from zi_build.model.register import FollowUp

# Day 0 of Excel's calendar (which believes in 29 February 1900), and the days that can be meant.
EXCEL_EPOCH = date(1899, 12, 30)
EXCEL_DAYS = range(36526, 73051)
# The cells of a table say the same few things again and again.
REMEMBERED = 4096
MONTHS = 12
YEARS = range(1990, 2100)
_SERIAL = re.compile(r"([0-9]{5})(?:[.,][0-9]+)?")
_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ].*)?")
_DAY_FIRST = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d\d)?(\d\d)(?:[ ,].*)?")
_IN_WORDS = re.compile(r"(?:[a-z]+ )?(\d{1,2}) ([a-z]+) (\d{4})(?: .*)?")
_CHOICE = re.compile(r"(\d)\s*(?:[-–—.:)=(]\s*[^\d\s].*)")
_MONTHS = {name.casefold()[:3]: index for index, name in enumerate(MONTH_NAMES, start=1)}
_ENGLISH = {"may": 5, "aug": 8, "oct": 10, "dec": 12, "agt": 8, "nop": 11, "peb": 2}
_ROMAN = {"i": "1", "ii": "2", "iii": "3", "iv": "4", "v": "5", "vi": "6"}

_STATES = {
    FollowUp.DONE: (
        "selesai sesuai tuntas ditutup closed close done sudah|sudah ditindaklanjuti|sudah selesai"
        "|sudah sesuai|telah ditindaklanjuti|telah selesai|sudah dijawab|selesai ditindaklanjuti"
        "|sesuai rekomendasi|ditindaklanjuti|selesai sesuai"
    ),
    FollowUp.IN_PROGRESS: (
        "proses diproses berjalan sebagian|dalam proses|sedang diproses|belum sesuai|belum selesai"
        "|masih proses|on progress|in progress|dalam tindak lanjut|sedang ditindaklanjuti"
        "|ditindaklanjuti sebagian|dalam proses tindak lanjut|belum sesuai rekomendasi"
    ),
    FollowUp.OPEN: (
        "belum baru diterima open terbuka tertunda|belum ditindaklanjuti|belum diproses|belum ada"
        "|belum dijawab|belum mulai|belum ada tindak lanjut"
    ),
    FollowUp.IMPOSSIBLE: (
        "tdd tptd ditolak dilimpahkan diteruskan dicabut ditarik spam|tidak dapat ditindaklanjuti"
        "|bukan kewenangan|bukan wewenang|bukan pengaduan|tidak layak|tidak memenuhi syarat"
        "|di luar kewenangan|tidak perlu ditindaklanjuti"
    ),
}
STATES = {
    word: state
    for state, listed in _STATES.items()
    for part, sentence in enumerate(listed.split("|"))
    for word in (sentence.split() if part == 0 else [sentence])
}
_CHANNELS = (
    ("SP4N-LAPOR!", "lapor sp4n"),
    ("WBS", "wbs whistleblowing whistle"),
    ("WhatsApp", "whatsapp wa"),
    ("SMS", "sms"),
    ("Telepon", "telepon telpon telp tlp hotline call"),
    ("Surel", "surel email mail"),
    ("Media sosial", "medsos instagram facebook twitter tiktok x sosial"),
    ("Kotak saran", "kotak"),
    ("Situs web", "web website situs laman formulir form daring online"),
    ("Datang langsung", "langsung loket datang tatap lisan"),
    ("Surat", "surat pos"),
)
OTHER, UNSAID = "Lainnya", "Tidak dicatat"


@lru_cache(REMEMBERED)
def plain(text: str) -> str:
    """Return a text in lower case without accents and punctuation, its words apart by one space.

    >>> plain("U1 – Kesesuaian  Persyaratan (1-4)")
    'u1 kesesuaian persyaratan 1 4'
    """
    bare = unicodedata.normalize("NFKD", text.casefold())
    kept = "".join(letter if letter.isalnum() else " " for letter in bare if not _mark(letter))
    return " ".join(kept.split())


def _mark(letter: str) -> bool:
    return unicodedata.combining(letter) != 0


@lru_cache(REMEMBERED)
def score(text: str) -> Fraction | None:
    """Return an answer: a number with point or comma, or the digit before its words (`4 – Baik`)."""
    value = number(text)
    if value is None and (match := _CHOICE.fullmatch(text)):
        value = number(match[1])
    return Fraction(value) if value is not None else None


@lru_cache(REMEMBERED)
def day_of(text: str, *, month_first: bool = False) -> date | None:
    """Return a day written as 2026-03-05, 05/03/2026, 5 Maret 2026, or Excel's number of it.

    Of two numbers the day comes first, unless the table is known to be written the American way.
    """
    if (serial := _SERIAL.fullmatch(text)) and int(serial[1]) in EXCEL_DAYS:
        return EXCEL_EPOCH + timedelta(days=int(serial[1]))
    if match := _ISO.fullmatch(text):
        return _day(match[1], match[2], match[3])
    if match := _DAY_FIRST.fullmatch(text):
        day, month = (match[2], match[1]) if month_first else (match[1], match[2])
        return _day(f"{match[3] or '20'}{match[4]}", month, day)
    if match := _IN_WORDS.fullmatch(plain(text)):
        month = _MONTHS.get(match[2][:3]) or _ENGLISH.get(match[2][:3])
        return _day(match[3], str(month), match[1]) if month else None
    return None


def is_month_first(texts: Iterable[str]) -> bool:
    """Tell whether dates can only be American: some have no thirteenth month, none no such day.

    >>> is_month_first(["03/05/2026", "03/25/2026"]), is_month_first(["25/03/2026", "03/05/2026"])
    (True, False)
    """
    found = [match for text in texts if (match := _DAY_FIRST.fullmatch(text))]
    first, second = (max((int(one[at]) for one in found), default=0) for at in (1, 2))
    return first <= MONTHS < second


def _day(year: str, month: str, day: str) -> date | None:
    try:
        found = date(int(year), int(month), int(day))
    except ValueError:
        return None
    return found if found.year in YEARS else None


def is_numbering(cells: Iterable[str]) -> bool:
    """Tell whether a row only numbers the columns of its table, as official forms do.

    >>> is_numbering(["(1)", "(2)", "(3)"]), is_numbering(["1", "BPK", "Selesai"])
    (True, False)
    """
    said = [plain(cell) for cell in cells if cell]
    return len(said) > 1 and said == [str(at) for at in range(1, len(said) + 1)]


def state_of(text: str) -> FollowUp | None:
    """Return the state that a word of a register means, or None for a word that is not known."""
    return STATES.get(plain(text))


def channel_of(text: str) -> str:
    """Return the channel by which a complaint came: one of a closed list, never what was typed.

    >>> channel_of("WA Pak Budi")
    'WhatsApp'
    """
    words = set(plain(text).split())
    if not words:
        return UNSAID
    return next((name for name, said in _CHANNELS if words & set(said.split())), OTHER)


def area_in(text: str) -> str | None:
    """Return the area that is named (`3`, `Area III`), or None."""
    words = [word for word in plain(text).split() if word not in {"area", "bab"}]
    first = _ROMAN.get(words[0], words[0]) if words else ""
    return first if first in set(_ROMAN.values()) else None


def criterion_in(text: str) -> str | None:
    """Return the criterion whose id a cell begins with (`1.1.a`, `P1.1.a Tim kerja`), or None."""
    return ids.criterion_of_folder(text.strip())

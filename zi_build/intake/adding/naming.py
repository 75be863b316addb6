"""The right name of a paper: its period, its words as every system can hold them, never one taken."""

import re
import unicodedata
from collections.abc import Iterable
from datetime import date

from zi_build.checks.names import LONGEST_PATH
from zi_build.intake.adding.clerks import telling
from zi_build.intake.adding.dates import plain
from zi_build.intake.adding.readers import Context, Reading, without
from zi_build.load.names import Part, read_name
from zi_build.model.catalogue import RequiredDocument
from zi_build.model.period import Grain, Period

# Windows holds 259 characters of a whole path: some are left for those who keep the folder deeper.
LONGEST_WHOLE, LONGEST_NAME, LONGEST_BYTES = 240, 120, 230
FEWEST = 40
SUFFIXES = len(".publik.yml")
_FORBIDDEN = frozenset('\\/:*?"<>|#%{}[]^~`$')
_COPY = re.compile(
    r"(?:\s*\(\d+\)|\s*-\s*(?:copy|salinan|salin)|\s+(?:final|fix|fixed|rev\w*)\b|\.(?:pdf|docx?|xlsx?|jpe?g|png))+\s*$",
    re.IGNORECASE,
)
_EMPTY = re.compile(r"\(\s*\)")
_REACHING = "tahun pertama"


def words_for(name: str, period: Period, document: RequiredDocument, as_of: date) -> str:
    """Return the words of the new name: those of the old one that say something, else the document's.

    A date that the period says already is taken out; `2025-2029` says more and stays.
    """
    known = read_name(name)
    if known.part is Part.PAPER and known.period:
        words = cleaned(known.rest)
    else:
        stem = name if known.part is not Part.PAPER else known.stem

        def is_said(reading: Reading) -> bool:
            mine = reading.period
            same = mine == period or (mine.grain is Grain.DAY and period.contains(mine))
            return (same or reading.by_device) and not reading.doubt.startswith(_REACHING)

        words = cleaned(without(plain(stem), Context(as_of, in_name=True), is_said))
    words = _COPY.sub("", " ".join(_EMPTY.sub(" ", words).split())).strip(" -.,_")
    if not telling(words):
        words = cleaned(document.name)
    return words[:1].upper() + words[1:]


def cleaned(text: str) -> str:
    """Return words that Windows, web addresses and a terminal can hold; what they cannot is a space.

    >>> cleaned("Rapat: TW1/2026_ok [final]")
    'Rapat TW1 2026 ok final'
    """
    letters = []
    for letter in unicodedata.normalize("NFC", text.replace("_", " ")):
        category = unicodedata.category(letter)
        if category == "Cf":
            continue
        kept = category[0] in "LNMP" or letter in "+=" or category == "Zs"
        letters.append(letter if kept and letter not in _FORBIDDEN and category != "Zs" else " ")
    return " ".join("".join(letters).split()).rstrip(" .")


def room_in(folder: str, whole: str) -> int:
    """Return how long a name may be in a folder, known by its path in the workspace and on the disk."""
    left = min(LONGEST_PATH - len(folder), LONGEST_WHOLE - len(whole)) - 1 - SUFFIXES
    return max(FEWEST, min(LONGEST_NAME, left))


def file_name(period: Period, words: str, ending: str, room: int, taken: Iterable[str]) -> str:
    """Return a name of at most `room` characters that the folder does not hold yet.

    Papers of the same words are told apart by a number; `ending` has its point.
    """
    room -= len(ending)
    known = {_stem(name) for name in taken}
    number = 1
    while True:
        suffix = f" ({number})" if number > 1 else ""
        stem = _fitting(f"{period} {words}".rstrip(), room - len(suffix)) + suffix
        # A point before the ending would make it a public copy or a link: `….publik.pdf`.
        stem = re.sub(r"\.(?=(?:publik|tautan|simpanan)$)", " ", stem, flags=re.IGNORECASE)
        if _folded(stem) not in known:
            return f"{stem}{ending}"
        number += 1


def _fitting(stem: str, room: int) -> str:
    """Return as many whole words as there is room for."""
    if len(stem) <= room and len(stem.encode()) <= LONGEST_BYTES:
        return stem
    while len(stem) > room or len(stem.encode()) > LONGEST_BYTES:
        shorter = stem.rpartition(" ")[0]
        # A single endless word is cut; the period before it stays.
        stem = shorter if len(shorter) > room // 2 else stem[: min(room, len(stem) - 1)]
    return stem.rstrip(" -.,(")


def _stem(name: str) -> str:
    """Return the stem under which papers, their public copies and sidecars belong together."""
    known = read_name(name)
    return _folded(read_name(known.owner).stem if known.part is Part.SIDECAR else known.stem)


def _folded(stem: str) -> str:
    return unicodedata.normalize("NFC", stem).casefold()

"""What is written in a cell: an option, a share, a count, an index, nothing yet, or an error."""

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import cache

from zi_build.intake.lke.cells import Cell
from zi_build.model.reading import INDEX_MAXIMUM, number
from zi_build.model.rubric import Criterion, Result, Scale

MAX_COUNT = 9_999_999
LONGEST_SCALE = 40
_EMPTY = re.compile(
    r"(?:[-–—_.…?/\\]*|bl?m(?: ?di ?(?:isi|jawab))?|belum ?(?:di)?(?:isi|jawab|ada jawaban)|kosong"
    r"|n/?a|null|pilih(?: jawaban)?|\(?(?:kosong|pilih)\)?)",
)
# "Ya/Tidak", "Y/T", "A/B/C", "A-D", "A, B, C": a scale that nobody has touched.
_LETTERS = re.compile(r"a(?:\s*[/,;|\\-]\s*[b-e])+")
_YES_NO = re.compile(r"y(?:a)?\s*[/,;|\\-]\s*t(?:idak|dk)?")
_INDEX = re.compile(
    r"(?:nilai|indeks|index|skor)?\s*\(?\s*0\s*(?:-|–|s\.?d\.?|sampai)\s*(\d+)\s*%?\s*\)?"
)
_OPTION = re.compile(r"[\s(]*([a-z]+)\s*(?:[.):;,=–-].*)?", re.DOTALL)
_COUNT = re.compile(r"(\d{1,3}(?:\.\d{3})+|\d+)(?:[.,]0+)?(?:\s*[a-z/() .]+)?")
_WORDS = {
    "y": "ya",
    "yes": "ya",
    "ada": "ya",
    "sudah": "ya",
    "t": "tidak",
    "tdk": "tidak",
    "no": "tidak",
    "blm": "tidak",
}


_NAMES_OF_SCALES = {
    **dict.fromkeys(("%", "(%)", "persen", "persentase"), "PERSEN"),
    **dict.fromkeys(("jumlah", "jml", "angka", "jumlah (angka)"), "JUMLAH"),
    "nilai": "NILAI",
}
_WAIVED = re.compile(r"\(?ti?da?k (?:berlaku|relevan|dinilai)\b.*", re.DOTALL)


class State(StrEnum):
    """What reading a cell came to."""

    READ = "terbaca"
    EMPTY = "kosong"
    ERROR = "galat"
    UNCALCULATED = "tanpa-hasil"
    WAIVED = "tidak-berlaku"
    STRANGE = "di-luar-skala"


@dataclass(frozen=True, slots=True)
class Reading:
    """A cell as an answer: `value` is what the answers file would say; `exact` unless interpreted."""

    state: State
    value: str = ""
    exact: bool = True


@cache
def scale_of(text: str) -> str:
    """Return the scale that a cell shows (`YT`, `ABC`…, `PERSEN`, `JUMLAH`, `NILAI`), or ``.

    >>> scale_of("A/B/C/D"), scale_of("Ya/Tidak"), scale_of("Nilai (0-4)"), scale_of("Ya")
    ('ABCD', 'YT', 'NILAI', '')
    """
    if len(text) > LONGEST_SCALE:
        return ""
    low = text.strip().casefold().replace("\n", "")
    if _YES_NO.fullmatch(low):
        return "YT"
    if _LETTERS.fullmatch(low):
        last = low[-1]
        return "ABCDE"[: ord(last) - ord("a") + 1]
    found = _INDEX.fullmatch(low)
    if found:
        return "NILAI" if found[1] == str(INDEX_MAXIMUM) else "PERSEN"
    return _NAMES_OF_SCALES.get(low, "")


@cache
def is_empty(text: str) -> bool:
    """Tell whether a text says that nobody has answered: nothing, a dash, `Blm Diisi`, the scale."""
    if len(text) > LONGEST_SCALE:
        return False
    low = " ".join(text.casefold().split())
    return bool(_EMPTY.fullmatch(low)) or scale_of(low) != ""


def _first_look(cell: Cell | None) -> Reading | None:
    """Return what is the same for every kind of answer, or None when the text must be read."""
    if cell is None:
        return Reading(State.EMPTY)
    if cell.is_uncalculated:
        return Reading(State.UNCALCULATED)
    if cell.is_error:
        return Reading(State.ERROR, cell.text)
    if is_empty(cell.text):
        return Reading(State.EMPTY)
    if _WAIVED.fullmatch(cell.text.casefold()):
        return Reading(State.WAIVED, cell.text)
    return None


def read_option(cell: Cell | None, scale: Scale) -> Reading:
    """Read an answer on a scale of options; `a`, `A.`, `(a)`, `A - semua …`, `Y`, `TIDAK` are read."""
    looked = _first_look(cell)
    if looked is not None or cell is None:
        return looked or Reading(State.EMPTY)
    found = _OPTION.fullmatch(cell.text.casefold())
    word = found[1] if found else ""
    names = {option.casefold(): option for option in scale.options}
    meant = names.get(word) or names.get(_WORDS.get(word, ""))
    if meant is None:
        return Reading(State.STRANGE, cell.text)
    return Reading(State.READ, meant, exact=cell.text.casefold().strip(" .()") == word)


def is_bare_option(cell: Cell, scale: Scale) -> bool:
    """Tell whether a cell holds an option and nothing else: an answer that strayed."""
    if not isinstance(cell.value, str) or is_empty(cell.text):
        return False
    read = read_option(cell, scale)
    return read.state is State.READ and read.exact


def read_share(cell: Cell | None) -> Reading:
    """Read a percentage: 0.9, `90%`, `90,00 %`, 90; what is above 1 is taken as per cent."""
    looked = _first_look(cell)
    if looked is not None or cell is None:
        return looked or Reading(State.EMPTY)
    value = _number(cell)
    if value is None or value < 0:
        return Reading(State.STRANGE, cell.text)
    per_cent = cell.text.endswith("%")
    if per_cent or (value > 1 and not cell.percent):
        value /= 100
    if value > 1:
        return Reading(State.STRANGE, cell.text)
    return Reading(
        State.READ, _said(value), exact=per_cent or cell.percent or _number(cell) == value
    )


def read_count(cell: Cell | None) -> Reading:
    """Read a count: 12, 12.0, `12 orang`, `1.250`; no parts of a person, none below zero."""
    looked = _first_look(cell)
    if looked is not None or cell is None:
        return looked or Reading(State.EMPTY)
    if cell.is_number:
        value = Decimal(repr(cell.value))
        if value != int(value) or not 0 <= value <= MAX_COUNT:
            return Reading(State.STRANGE, cell.text)
        return Reading(State.READ, str(int(value)))
    found = _COUNT.fullmatch(cell.text.casefold())
    if not found or int(found[1].replace(".", "")) > MAX_COUNT:
        return Reading(State.STRANGE, cell.text)
    return Reading(State.READ, str(int(found[1].replace(".", ""))), exact=cell.text == found[1])


def read_result(cell: Cell | None, result: Result) -> Reading:
    """Read a measured result: an index 0 to 4, a letter, or per cent (0.925 and 92,5 alike)."""
    if result.scale is not None:
        return read_option(cell, result.scale)
    looked = _first_look(cell)
    if looked is not None or cell is None:
        return looked or Reading(State.EMPTY)
    value = _number(cell)
    top = INDEX_MAXIMUM if result.input == "indeks" else 100
    exact = True
    if (
        value is not None
        and result.input != "indeks"
        and value <= 1
        and not cell.text.endswith("%")
    ):
        value, exact = value * 100, cell.percent
    if value is None or not 0 <= value <= top:
        return Reading(State.STRANGE, cell.text)
    return Reading(State.READ, _said(value), exact)


def read_answer(cell: Cell | None, criterion: Criterion) -> Reading:
    """Read the answer to a question on its scale."""
    if criterion.scale.is_percentage:
        return read_share(cell)
    return read_option(cell, criterion.scale)


def _number(cell: Cell) -> Decimal | None:
    """Return a number as it was typed; results of formulas without the noise of binary fractions."""
    if cell.is_number:
        return number(_said(Decimal(f"{cell.value:.12g}")))
    return number(cell.text.rstrip("%"))


def _said(value: Decimal) -> str:
    """Return a number without exponent and without zeros that say nothing."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text

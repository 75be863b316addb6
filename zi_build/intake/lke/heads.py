"""Heads of tables: which rows they are, and what the words of a column say."""

import re
from collections.abc import Iterator, Mapping
from enum import StrEnum
from functools import cache

from zi_build.intake.lke.cells import Cell, Sheet
from zi_build.intake.lke.values import scale_of

LONGEST_HEAD = 60
LONGEST_PREDICATE = len("Menuju  WBBM")
FEWEST_ROLES = 3


class Role(StrEnum):
    """What a column is for."""

    NUMBER = "nomor"
    TEXT = "teks"
    WEIGHT = "bobot"
    EXPLANATION = "penjelasan"
    OPTIONS = "pilihan"
    ANSWER = "jawaban"
    SCORE = "nilai"
    PERCENT = "persen"
    NOTE = "catatan"
    EVIDENCE = "bukti"


class Who(StrEnum):
    """Whose answer a column holds."""

    UNIT = "unit"
    TPI = "tpi"
    TPN = "tpn"
    PROGRAM = "bukti"


_ROLES = (
    (Role.EXPLANATION, r"keadaan bukti"),
    (Role.EVIDENCE, r"bukti|eviden|data dukung|dakung|\blink\b|tautan|dokumen pendukung|\burl\b"),
    (Role.OPTIONS, r"pilihan|\bopsi\b|\bskala\b|kriteria|rentang"),
    (Role.NOTE, r"catatan|keterangan|\bket\b|alasan|narasi|uraian jawaban|rekomendasi"),
    (Role.EXPLANATION, r"penjelasan|petunjuk|parameter"),
    (Role.ANSWER, r"jawab|\bjwb\b|\bisian\b|\bisi\b|hasil penilaian|verif|\bkonversi huruf\b"),
    (Role.WEIGHT, r"bobot"),
    (Role.PERCENT, r"^\(?%\)?$|persen|%$"),
    (Role.SCORE, r"\bnilai\b|skor|score|\bangka\b|\bpoin\b"),
    (Role.TEXT, r"penilaian|pertanyaan|uraian|indikator|komponen|unsur|item|\barea\b"),
    (Role.NUMBER, r"^no\b|nomor|^kode\b"),
)
_WHO = (
    (Who.PROGRAM, r"berdasarkan bukti"),
    (Who.TPN, r"\btpn\b|nasional|menpan|kemenpan|panrb"),
    (Who.TPI, r"\btpi\b|penilai internal|verif|evaluator|inspektorat|itjen|\bapip\b"),
    (Who.UNIT, r"\bunit\b|satker|satuan kerja|mandiri|kantor|\bself"),
)


def heads_of(sheet: Sheet) -> Iterator[tuple[tuple[int, ...], dict[int, str]]]:
    """Yield (rows, column → words) of every head; its second row names what its first groups."""
    done = 0
    for number, row in sheet.rows.items():
        if number <= done or not _is_head(row):
            continue
        above, below = sheet.rows.get(number - 1, {}), sheet.rows.get(number + 1, {})
        if above and number - 1 > done and _groups(above, row):
            yield (number - 1, number), _joined(sheet, number - 1, number)
            done = number
        elif below and _roles(below) and not _is_body(below):
            yield (number, number + 1), _joined(sheet, number, number + 1)
            done = number + 1
        else:
            yield (number,), {column: cell.text for column, cell in row.items()}
            done = number


def _groups(above: Mapping[int, Cell], row: Mapping[int, Cell]) -> bool:
    """Tell whether a row is the upper half of a head: more of its words, or whose columns follow.

    A title such as `UNIT KERJA : Balai …` stands at the left and is none.
    """
    if _is_body(above):
        return False
    voices = (c for n, c in above.items() if n > min(row) and ":" not in c.text and who_of(c.text))
    return bool(_roles(above)) or any(len(cell.text) < LONGEST_HEAD for cell in voices)


def _is_body(row: Mapping[int, Cell]) -> bool:
    return any(
        cell.is_number or scale_of(cell.text) not in {"", "NILAI", "PERSEN", "JUMLAH"}
        for cell in row.values()
    )


def _is_head(row: Mapping[int, Cell]) -> bool:
    if len(row) < FEWEST_ROLES or _is_body(row):
        return False
    roles = set(_roles(row))
    telling = roles & {Role.ANSWER, Role.SCORE, Role.OPTIONS}
    return len(roles) >= FEWEST_ROLES and bool(telling)


def _roles(row: Mapping[int, Cell]) -> list[Role]:
    found = (
        named_role(c.text)
        for c in row.values()
        if isinstance(c.value, str) and len(c.text) < LONGEST_HEAD
    )
    return [role for role in found if role is not None]


def _joined(sheet: Sheet, first: int, second: int) -> dict[int, str]:
    """Return the words of a head of two rows; a group's words stand before those that it spans."""
    upper, lower = sheet.rows.get(first, {}), sheet.rows.get(second, {})
    spans = {
        (left, column)
        for top, left, _, right in sheet.merges
        if top == first
        for column in range(left, right + 1)
    }
    titles: dict[int, str] = {}
    group = 0
    for column in sorted({*upper, *lower}):
        group = column if column in upper else group
        spanned = column in upper or (group, column) in spans or not sheet.merges
        above = upper[group].text if group in upper and spanned else ""
        below = lower[column].text if column in lower else ""
        titles[column] = f"{above} {below}".strip() if below else above
    return titles


@cache
def named_role(title: str) -> Role | None:
    """Return the first role that some words name, wherever they stand."""
    low = " ".join(title.casefold().split())
    return next((role for role, pattern in _ROLES if re.search(pattern, low)), None)


def who_of(title: str) -> Who | None:
    """Return whose column it is, if its words say so."""
    low = " ".join(title.casefold().split())
    return next((who for who, pattern in _WHO if re.search(pattern, low)), None)


def limit_rows(sheet: Sheet) -> frozenset[int]:
    """Return the rows of a table of minimums, headed WBK and WBBM: its numbers are no answers."""
    found: set[int] = set()
    for number, row in sheet.rows.items():
        heads = set(map(predicate_in, row.values()))
        if heads >= {"WBK", "WBBM"} or (number - 1 in found and len(row) > 1):
            found.add(number)
    return frozenset(found)


def predicate_in(cell: Cell) -> str:
    """Return the predicate that heads a column of minimums (`Menuju WBK`, `wbbm`), or ``."""
    if len(cell.text) > LONGEST_PREDICATE:
        return ""
    return cell.text.upper().removeprefix("MENUJU ").strip()


def role_of(title: str) -> Role | None:
    """Return the role of a column; the words of a group above say who, the last ones what."""
    return named_role(title.rpartition(" ")[2]) or named_role(title)

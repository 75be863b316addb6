"""A table of respondents to sums: answers are counted row by row, and no row is kept."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Any

from zi_build.load.results.cells import day_of, is_month_first, plain, score
from zi_build.load.results.grid import Grid, Row
from zi_build.load.results.headings import Column, Head, asks, aspect_of
from zi_build.model.survey import SMALL, UNSUR

TOP = 4
LABEL = 60
QUESTION = 200
MOSTLY = Fraction(3, 5)
# The widest scale by which a column is taken for answers; ScaleError tells of those beyond TOP.
WIDEST = 10
# Slips of the pen are rare; more answers beyond the scale than this mean that it was another scale.
SLIPS, SLIPS_SHARE = 3, Fraction(1, 20)
UNSAID = "Tidak diisi"
# Where the ages of respondents are parted when a table holds years instead of bands.
BANDS = ((0, 16, "di bawah 17"), (17, 25, "17–25"), (26, 35, "26–35"), (36, 45, "36–45"))
OLDER = ((46, 55, "46–55"), (56, 120, "di atas 55"))
_SEXES = {
    "Laki-laki": {"l", "lk", "laki laki", "laki", "pria", "m", "male"},
    "Perempuan": {"p", "pr", "perempuan", "wanita", "w", "f", "female"},
}
_SUMS = frozenset(
    {"jumlah", "total", "rata rata", "rerata", "nrr", "ikm", "nilai", "indeks", "mean", "average"}
)
Said = list[tuple[int, str, str]]


class ColumnsError(Exception):
    """The table lacks columns without which nothing can be counted; a sentence in Indonesian."""


class ScaleError(Exception):
    """The answers are on another scale; without the rows beyond it the rest would be biased."""


@dataclass(slots=True)
class _Groups:
    """The respondents of one dimension, by the folded text of the group."""

    labels: dict[str, str] = field(default_factory=dict)
    counts: Counter[str] = field(default_factory=Counter)
    totals: defaultdict[str, Fraction] = field(default_factory=lambda: defaultdict(Fraction))

    def add(self, label: str, total: Fraction) -> None:
        key = plain(label)
        self.labels.setdefault(key, label)
        self.counts[key] += 1
        self.totals[key] += total

    def frozen(self, name: str) -> list[Any]:
        """Return the groups that are large enough, the largest first; the others only counted."""
        keys = sorted(self.counts, key=lambda key: (-self.counts[key], key))
        large = [key for key in keys if self.counts[key] >= SMALL]
        small = [key for key in keys if self.counts[key] < SMALL]
        return [
            name,
            [[self.labels[key], self.counts[key], str(self.totals[key])] for key in large],
            sum(self.counts[key] for key in small),
            len(small),
        ]


def tally(grid: Grid, head: Head, kind: str, faults: Said) -> dict[str, Any]:
    """Return the sums of a table as plain values, and say which rows are not counted and why.

    A respondent counts when every question is answered on the scale: 1 to 4 in whole numbers for
    `skm`, 0 to 4 for the others. Raises ColumnsError when there are no questions to count, ScaleError
    when the answers are on another scale.
    """
    questions = _questions(grid, head, kind)
    _refuse_scale(grid, head, questions, kind)
    faults += _unread(grid, head, questions)
    counts: list[Counter[Fraction]] = [Counter() for _ in questions]
    by = {column.role: column for column in head.columns if column.role.startswith("by:")}
    grouping, dimensions = tuple(by.values()), {role: _Groups() for role in by}
    dated, days = [column.at for column in head.all("date")[:1]], list[date]()
    american = is_month_first(_cell(row, at) for row in head.data(grid) for at in dated)
    faults += [(line, "table-row", reason) for line, reason in grid.broken]
    respondents = rejected = 0
    for row in head.data(grid):
        reason = _unfit(row, grid, head) or ""
        answers = [] if reason else list(_answers(row, questions, kind))
        reason = reason or next((said for value, said in answers if value is None), "")
        if reason:
            faults.append((row.line, "table-row", reason))
            rejected += 1
            continue
        values = [value for value, _ in answers if value is not None]
        for count, value in zip(counts, values, strict=True):
            count[value] += 1
        respondents += 1
        whole = sum(values, Fraction(0)) if grouping else Fraction(0)
        for column in grouping:
            label = _label(_cell(row, column.at), column.role[3:])
            dimensions[column.role].add(label, whole)
        days += [day for at in dated if (day := day_of(_cell(row, at), month_first=american))]
    return {
        "respondents": respondents,
        "rejected": rejected + len(grid.broken),
        "questions": [
            [key, column.label[:QUESTION], str(_total(count)), aspect_of(column.label)]
            for (key, column), count in zip(questions, counts, strict=True)
        ],
        "dimensions": [groups.frozen(role[3:]) for role, groups in dimensions.items()],
        # Days are kept by the month: the period of the table is said by its name, not its content.
        "months": sorted(Counter((day.year, day.month) for day in days).items()),
        "first": min(days).isoformat() if days else None,
        "last": max(days).isoformat() if days else None,
    }


def _total(count: Counter[Fraction]) -> Fraction:
    return sum((value * times for value, times in count.items()), Fraction(0))


def _questions(grid: Grid, head: Head, kind: str) -> list[tuple[str, Column]]:
    """Return the columns that hold answers, in order, each with its key."""
    if kind == "skm":
        return _unsur(head)
    asked = list(head.all("question"))
    if not asked:  # one numbered heading tells that all questions have a number
        unknown = [column for column in head.unknown if asks(column.label)]
        asked = [column for column in unknown if _holds_answers(grid, head, column.at)]
    asked = [column for column in asked if any(_cell(row, column.at) for row in head.data(grid))]
    if not asked:
        raise ColumnsError(
            "Tidak ada kolom pertanyaan. Beri judul P1, P2, dan seterusnya; isinya angka 0 sampai 4."
        )
    ordered = sorted(asked, key=lambda column: column.at)
    return [(f"P{number}", column) for number, column in enumerate(ordered, start=1)]


def _unread(grid: Grid, head: Head, questions: list[tuple[str, Column]]) -> Said:
    """Name the columns with content that are nothing to the program, in one sentence."""
    read = {column.at for _, column in questions}
    unread = [
        f"“{column.label[:LABEL]}”"
        for column in head.unknown
        if column.at not in read and any(_cell(row, column.at) for row in head.data(grid))
    ]
    return [(head.line, "table-unread", ", ".join(unread))] if unread else []


def _unsur(head: Head) -> list[tuple[str, Column]]:
    found: dict[str, Column] = {}
    for column in head.columns:
        if column.role in found and column.role in UNSUR:
            raise ColumnsError(
                f"Dua kolom untuk unsur {column.role[1:]}: “{found[column.role].label[:QUESTION]}” dan "
                f"“{column.label[:QUESTION]}”. Satu unsur satu kolom."
            )
        found[column.role] = column
    missing = [f"{key} {name}" for key, name in UNSUR.items() if key not in found]
    if missing:
        raise ColumnsError(
            f"SKM memerlukan sembilan unsur dalam satu baris kepala; tidak ada {', '.join(missing)}."
        )
    return [(key, found[key]) for key in UNSUR]


def _holds_answers(grid: Grid, head: Head, at: int) -> bool:
    said = [text for row in head.data(grid) if (text := _cell(row, at))]
    good = sum((value := score(text)) is not None and value <= WIDEST for text in said)
    return bool(said) and Fraction(good, len(said)) >= MOSTLY


def _cell(row: Row, at: int) -> str:
    return row.cells[at] if at < len(row.cells) else ""


def _unfit(row: Row, grid: Grid, head: Head) -> str | None:
    """Say why a row is none of a respondent: a sum below the table, or cells that have slipped."""
    if any(map(_is_sum, row.cells)):
        return "baris jumlah atau rata-rata, bukan jawaban responden"
    if not grid.loose and any(row.cells[head.width :]):
        return "selnya lebih banyak daripada kepala tabel; beri tanda kutip pada isi yang memuat pemisah"
    return None


def _is_sum(cell: str) -> bool:
    if not cell or cell[0].isdigit() or len(cell) > LABEL:
        return False
    name = plain(cell)
    return name in _SUMS or name.startswith(("rata rata", "nrr "))


def _answers(
    row: Row, questions: list[tuple[str, Column]], kind: str
) -> Iterator[tuple[Fraction | None, str]]:
    """Yield each answer, or None and what is wrong with it."""
    least = 1 if kind == "skm" else 0
    norm = "1, 2, 3, atau 4" if kind == "skm" else "angka 0 sampai 4"
    for key, column in questions:
        text = _cell(row, column.at)
        value = score(text)
        if not text:
            yield None, f"{key} tidak diisi"
        elif value is None or not least <= value <= TOP or (kind == "skm" and value % 1):
            # What stands there is told only when it is a number: anything else may be about a person.
            said = f"; tertulis {text}" if value is not None and len(text) < len("0,000000") else ""
            yield None, f"{key} harus {norm}{said}"
        else:
            yield value, ""


def _refuse_scale(grid: Grid, head: Head, questions: list[tuple[str, Column]], kind: str) -> None:
    """Raise ScaleError when more than a few respondents gave numbers beyond the scale."""
    least = 1 if kind == "skm" else 0
    rows, beyond = 0, Counter[Fraction]()
    strayed = 0
    for row in head.data(grid):
        if _unfit(row, grid, head):
            continue
        rows += 1
        said = {score(_cell(row, column.at)) for _, column in questions}
        outside = {value for value in said if value is not None and not least <= value <= TOP}
        beyond.update(outside)
        strayed += bool(outside)
    if strayed >= SLIPS and strayed > SLIPS_SHARE * rows:
        often = sorted(beyond, key=lambda value: (-beyond[value], value))[:SLIPS]
        found = ", ".join(f"{float(value):g}".replace(".", ",") for value in often)
        raise ScaleError(
            f"skalanya harus {least} sampai {TOP}, tetapi {strayed} dari {rows} baris memuat angka di "
            f"luarnya ({found})"
        )


def _label(text: str, dimension: str) -> str:
    """Return the group that a cell names; ages in years become bands."""
    if not text:
        return UNSAID
    name = plain(text)
    if dimension == "Jenis kelamin":
        return next((label for label, words in _SEXES.items() if name in words), text[:LABEL])
    years = name.removesuffix(" tahun").removesuffix(" th")
    if dimension == "Kelompok umur" and years.isascii() and years.isdigit():
        bands: Mapping[str, bool] = {
            label: low <= int(years) <= high for low, high, label in (*BANDS, *OLDER)
        }
        return next((f"{label} tahun" for label, fits in bands.items() if fits), UNSAID)
    return text[:LABEL]

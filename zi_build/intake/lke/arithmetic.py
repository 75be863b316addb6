"""Where a workbook's own numbers differ from what the regulation gives for the same answers."""

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from zi_build.intake.lke.align import Placed
from zi_build.intake.lke.cells import Cell
from zi_build.intake.lke.choose import Form
from zi_build.intake.lke.conclusions import parts_of_indicators, sums_of_counts, verdicts
from zi_build.intake.lke.heads import Who
from zi_build.intake.lke.limits import NOISE, limits
from zi_build.intake.lke.outline import PART_LETTERS
from zi_build.intake.lke.points import ZERO, Points, mean_of, recompute
from zi_build.intake.lke.report import NAMES, Answers, Deviation
from zi_build.intake.lke.values import is_empty
from zi_build.model.form import Kind
from zi_build.model.rubric import Criterion, Indicator, Rubric

# Cells hold binary fractions, and offices round to two decimals: up to this it is rounding.
ROUNDED = Fraction(1, 200)
_ROWS = re.compile(r"\$?([A-Z]{1,3})\$?(\d+)(?::\$?[A-Z]{1,3}\$?(\d+))?")


def deviations(form: Form, answers: Answers) -> tuple[Deviation, ...]:
    """Return what differs: weights once, points and conclusions of each voice, limits of predicates."""
    rubric = form.outline.rubric
    found: list[Deviation] = [d for one in form.placed if (d := _weight(one, rubric)) is not None]
    for who in NAMES:
        if any(said.says_something for (_, voice), said in answers.items() if voice is who):
            right = recompute(rubric, answers, who)
            found += _Comparison(form, right, who).all()
            found += parts_of_indicators(form, right, who)
            found += sums_of_counts(form, answers, who)
            found += verdicts(form, right, who)
    for sheet, _ in form.sheets:
        found += limits(sheet, rubric)
    return tuple(found)


def _weight(one: Placed, rubric: Rubric) -> Deviation | None:
    cell, right = one.line.weight_cell(), one.node.weight
    if cell is None or not cell.is_number or right is None:
        return None
    if cell.value == float(right):
        return None
    stated = Fraction(str(cell.value))
    allowed = [right, right / 100]
    if right == 0:
        allowed.append(Fraction(100))
    whole = _whole_area(one.node.key, rubric)
    if whole:
        allowed += [whole, whole / 100]
    if any(abs(stated - weight) <= NOISE for weight in allowed):
        return None
    nearest = min((right, whole or right), key=lambda weight: abs(weight - stated))
    said = "bobot di buku kerja bukan bobot peraturan"
    return Deviation(cell.address, one.node.key, "bobot", cell.text, nearest, said)


def _whole_area(key: str, rubric: Rubric) -> Fraction | None:
    """Return the weight of the whole area when a key names its half."""
    area = key.removeprefix("jumlah:").partition("/")[2]
    return next((one.weight for one in rubric.areas if one.id == area), None)


class _Comparison:
    """Compares one voice's numbers, row by row."""

    def __init__(self, form: Form, right: Points, who: Who) -> None:
        self.form, self.right, self.who = form, right, who
        self.rubric = form.outline.rubric
        self.by_key = {one.node.key: one for one in form.placed}

    def all(self) -> Iterator[Deviation]:
        """Yield every deviation, in the order of the workbook."""
        for one in self.form.placed:
            cell = one.line.score(self.who)
            if cell is None or one.node.kind is Kind.COUNT:
                continue
            expected = self._expected(one, cell)
            if expected is None or cell.is_uncalculated:
                continue
            if cell.is_error:
                yield self._told(one, cell, expected, self._why_error(one))
            elif not cell.is_number:
                if one.node.kind is Kind.QUESTION and expected and is_empty(cell.text):
                    why = "sudah dijawab, tetapi rumus buku kerja tidak mengenali jawabannya"
                    yield self._told(one, cell, expected, why)
            elif cell.value != float(expected):  # the nearest binary fraction is the number itself
                difference = abs(Fraction(str(cell.value)) - expected)
                if difference > NOISE:
                    yield self._told(one, cell, expected, self._why(one, cell, difference))

    def _told(self, one: Placed, cell: Cell, expected: Fraction, why: str) -> Deviation:
        what = f"nilai {NAMES[self.who]}"
        return Deviation(cell.address, one.node.key, what, cell.text, expected, why)

    def _expected(self, one: Placed, cell: Cell) -> Fraction | None:
        """Return what should stand in the cell; where a whole area may stand for its half, the nearer."""
        key = one.node.key.removeprefix("jumlah:")
        if one.node.kind is Kind.QUESTION:
            return self.right.values[key] or ZERO
        area = key.partition("/")[2]
        if not area or not cell.is_number:
            return self.right.points.get(key)
        stated = Fraction(str(cell.value))
        choices = [self.right.points[key], self.right.points[f"whole:{area}"]]
        weight = one.line.weight
        if weight is not None and weight == _whole_area(one.node.key, self.rubric):
            choices.reverse()
            return choices[0]
        if weight is not None and weight == one.node.weight:
            return choices[0]
        return min(choices, key=lambda points: abs(points - stated))

    def _why_error(self, one: Placed) -> str:
        rule = None
        if one.node.kind is Kind.QUESTION:
            rule = self.rubric.criteria[one.node.key].counts
        if rule is not None and self.right.values.get(one.node.key) is not None:
            return f"galat rumus di buku kerja; {rule.when_zero_reason}"
        return "galat rumus di buku kerja"

    def _why(self, one: Placed, cell: Cell, difference: Fraction) -> str:
        if one.node.kind is Kind.INDICATOR:
            why = self._why_indicator(self.rubric.indicators[one.node.key], one, cell)
            if why:
                return why
        if one.node.kind is Kind.QUESTION:
            why = self._why_question(self.rubric.criteria[one.node.key], cell)
            if why:
                return why
        if difference <= ROUNDED:
            return "pembulatan di buku kerja"
        if self._is_flat_mean(one, cell):
            return (
                "rata-rata semua pertanyaan kali bobot area; peraturan menjumlahkan nilai indikator"
            )
        if one.node.kind is Kind.RESULT:
            return "nilai hasil dihitung dengan cara lain daripada peraturan"
        return "jumlahnya berbeda; lihat selisih pada bagian-bagiannya"

    def _is_flat_mean(self, one: Placed, cell: Cell) -> bool:
        """Tell whether an area's number is the mean of all its (answered) questions times its weight."""
        half, _, number = one.node.key.removeprefix("jumlah:").rpartition("/")
        area = next((area for area in self.rubric.areas if area.id == number), None)
        if area is None or one.node.weight is None:
            return False
        indicators = [
            i for i in area.indicators if not half or PART_LETTERS.get(i.part or "") == half
        ]
        values = [self.right.values[c.id] for i in indicators for c in i.criteria]
        answered = [value for value in values if value is not None]
        stated = Fraction(str(cell.value))
        return any(
            abs(sum(answered, ZERO) / count * one.node.weight - stated) <= ROUNDED
            for count in {len(values), len(answered)} - {0}
        )

    def _why_question(self, criterion: Criterion, cell: Cell) -> str:
        stated = Fraction(str(cell.value))
        if self.right.values[criterion.id] is None:
            return "pertanyaan belum dijawab, nilainya 0"
        if criterion.counts is not None and stated > 1:
            return "rasionya tidak dibatasi sampai 1 (100 persen)"
        if criterion.counts is not None:
            return "" if self._near(criterion, stated) else "dihitung lain daripada rumus peraturan"
        if min(abs(stated - third) for third in (Fraction(1, 3), Fraction(2, 3))) <= NOISE:
            return "peraturan memakai 0,67 dan 0,33, bukan 2/3 dan 1/3"
        return "" if self._near(criterion, stated) else "nilai pilihan berbeda dari peraturan"

    def _near(self, criterion: Criterion, stated: Fraction) -> bool:
        return abs((self.right.values[criterion.id] or ZERO) - stated) <= ROUNDED

    def _why_indicator(self, indicator: Indicator, one: Placed, cell: Cell) -> str:
        """Find the reason by trying it: skipped questions, another weight, wrong rows."""
        stated = Fraction(str(cell.value))
        counted_there = {c.id: self._number(c.id) for c in indicator.criteria}
        shown = [value for value in counted_there.values() if value is not None]
        unread = [
            key
            for key, value in counted_there.items()
            if value is None and self.right.values[key] is not None and key in self.by_key
        ]
        if shown and unread:
            mean = sum(shown, ZERO) / len(shown)
            if abs(mean * indicator.weight - stated) <= ROUNDED:
                return f"rata-ratanya melewati {', '.join(unread)} yang sudah dijawab"
        answered = [v for c in indicator.criteria if (v := self.right.values[c.id]) is not None]
        if answered and len(answered) < len(indicator.criteria):
            mean = sum(answered, ZERO) / len(answered)
            if abs(mean * indicator.weight - stated) <= ROUNDED:
                return "rata-ratanya melewati pertanyaan yang belum dijawab; seharusnya dihitung 0"
        weight = one.line.weight
        if weight is not None and weight != indicator.weight:
            mean = mean_of(indicator, self.right.values)
            if abs(mean * weight - stated) <= ROUNDED:
                return "memakai bobot yang bukan bobot peraturan"
        return self._why_rows(indicator, cell)

    def _number(self, key: str) -> Fraction | None:
        """Return the value that the workbook itself gives a question, if it is a number."""
        one = self.by_key.get(key)
        cell = one.line.score(self.who) if one else None
        return Fraction(str(cell.value)) if cell is not None and cell.is_number else None

    def _why_rows(self, indicator: Indicator, cell: Cell) -> str:
        """Compare the rows that a formula takes with those on which the questions stand."""
        rows = set(_rows_of(cell.formula or ""))
        mine = {
            p.line.row
            for c in indicator.criteria
            if (p := self.by_key.get(c.id)) is not None and p.line.sheet.title == cell.sheet
        }
        if not rows or not mine:
            return ""
        missing = sorted(mine - rows)
        foreign = sorted(
            p.line.row
            for p in self.form.placed
            if p.line.sheet.title == cell.sheet
            and p.line.row in rows - mine - {cell.row}
            and p.node.kind in {Kind.QUESTION, Kind.INDICATOR, Kind.AREA}
        )
        if missing:
            return f"rumusnya tidak memuat baris {_list(missing)}"
        return f"rumusnya ikut memuat baris {_list(foreign)}" if foreign else ""


def _rows_of(formula: str) -> Iterator[int]:
    """Yield the rows that the references of a formula name, within its own sheet."""
    for found in _ROWS.finditer(formula):
        if formula[: found.start()].endswith("!"):
            continue
        first, last = int(found[2]), int(found[3] or found[2])
        yield from range(first, min(last, first + 1000) + 1)


def _list(rows: Sequence[int]) -> str:
    return ", ".join(map(str, rows))

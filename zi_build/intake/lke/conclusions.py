"""What a workbook adds up and concludes beside its points: parts of indicators, counts, verdicts."""

import re
from collections.abc import Iterator
from fractions import Fraction

from zi_build.intake.lke.cells import Cell, Sheet
from zi_build.intake.lke.choose import Form
from zi_build.intake.lke.heads import Who
from zi_build.intake.lke.limits import NOISE
from zi_build.intake.lke.points import ZERO, Points
from zi_build.intake.lke.report import NAMES, Answers, Deviation, Said
from zi_build.model.form import Kind
from zi_build.model.rubric import Rubric

LONGEST_VERDICT = 60
_VERDICT = re.compile(
    r"(?P<no>tidak |belum )?(?:memenuhi|di atas|lulus|layak)(?: (?:syarat|kriteria|ambang|nilai))?"
    r"(?: predikat)?(?: menuju)? (?P<predicate>wbk|wbbm)\W*",
    re.IGNORECASE,
)


def parts_of_indicators(form: Form, right: Points, who: Who) -> Iterator[Deviation]:
    """Compare headings that give one question its share of an indicator's weight.

    So PermenPANRB 90/2021 heads LHKPN and LHKASN, 1 point each (Lampiran III p. 85-86), which are two
    questions of one indicator of 2 points here.
    """
    rubric = form.outline.rubric
    for _, alignment in form.sheets:
        below = {one.line.row - 1: one.node for one in alignment.placed}
        for line in alignment.rest:
            node, cell = below.get(line.row), line.score(who)
            if (
                node is None
                or node.kind is not Kind.QUESTION
                or cell is None
                or line.weight is None
            ):
                continue
            indicator = rubric.indicators[rubric.criteria[node.key].indicator]
            share = indicator.weight / len(indicator.criteria)
            if line.weight != share or len(indicator.criteria) == 1 or not cell.is_number:
                continue
            expected = (right.values[node.key] or ZERO) * share
            if abs(Fraction(str(cell.value)) - expected) > NOISE:
                what, why = f"nilai {NAMES[who]}", "jumlahnya berbeda dari nilai pertanyaannya"
                yield Deviation(cell.address, node.key, what, cell.text, expected, why)


def sums_of_counts(form: Form, answers: Answers, who: Who) -> Iterator[Deviation]:
    """Compare the formulas of counts that are sums of others: those who must report, by their posts."""
    criteria = form.outline.rubric.criteria
    for one in form.placed:
        key, _, name = one.node.key.partition("#")
        rule = criteria[key].counts if one.node.kind is Kind.COUNT else None
        cell = one.line.answer(who)
        if rule is None or cell is None or cell.formula is None or not cell.is_number:
            continue
        given = answers.get((key, who), Said()).counts
        parts = [int(given[part].value) for part in rule.inputs[name].parts if part in given]
        if parts and cell.value != sum(parts):
            what, why = f"jumlah {NAMES[who]}", "rumusnya bukan jumlah bagian-bagiannya"
            yield Deviation(cell.address, one.node.key, what, cell.text, Fraction(sum(parts)), why)


def verdicts(form: Form, right: Points, who: Who) -> Iterator[Deviation]:
    """Compare conclusions in words (`Memenuhi WBK`) with the thresholds that the points reach.

    A conclusion stands right of what it is about; whether a predicate is held, no workbook knows.
    """
    rubric = form.outline.rubric
    for sheet, alignment in form.sheets:
        owners = {
            column: voice
            for one in alignment.placed
            for group in (one.line.columns.answers, one.line.columns.scores)
            for voice, column in group.items()
        }
        for cell, found in _said(sheet):
            predicate = found["predicate"].upper()
            if owners.get(cell.column, Who.UNIT) is not who or predicate not in rubric.thresholds:
                continue
            lacking = _lacking(rubric, right, predicate)
            if bool(found["no"]) is not bool(lacking):
                few = f"belum tercapai: {'; '.join(lacking)}"
                why = few if lacking else "semua syarat nilai tercapai"
                what = f"kesimpulan {NAMES[who]}"
                yield Deviation(cell.address, predicate, what, cell.text, None, why)


def _said(sheet: Sheet) -> Iterator[tuple[Cell, re.Match[str]]]:
    for row in sheet.rows.values():
        first = min(row)
        for column, cell in row.items():
            if len(cell.text) > LONGEST_VERDICT or (column == first and not cell.formula):
                continue
            if found := _VERDICT.fullmatch(cell.text):
                yield cell, found


def _lacking(rubric: Rubric, right: Points, predicate: str) -> list[str]:
    """Return the labels of the thresholds that the points do not reach."""
    reached = {f"area.{area.id}": right.points[f"whole:{area.id}"] for area in rubric.areas}
    reached |= right.points
    return [one.label for one in rubric.thresholds[predicate] if reached[one.id] < one.minimum]

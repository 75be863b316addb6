"""Tables of minimums in a workbook against the rubric's thresholds."""

from collections.abc import Iterator
from fractions import Fraction

from zi_build.intake.lke.cells import Sheet
from zi_build.intake.lke.heads import predicate_in
from zi_build.intake.lke.report import Deviation
from zi_build.intake.lke.words import Index
from zi_build.model.rubric import Rubric

NOISE = Fraction(1, 10**6)
# Half of the words of a label, and more.
ALIKE = 0.45


def limits(sheet: Sheet, rubric: Rubric) -> Iterator[Deviation]:
    """Compare a table of minimums (columns WBK and WBBM) with the rubric's thresholds."""
    columns: dict[int, str] = {}
    names: dict[str, str] = {}
    index = Index(())
    for row in sheet.rows.values():
        heads = {
            column: named
            for column, cell in row.items()
            if (named := predicate_in(cell)) in rubric.thresholds
        }
        if len(heads) == len(rubric.thresholds):
            if not columns:
                names = _names(rubric)
                index = Index((text, ()) for text in names.values())
            columns = heads
            continue
        if not columns:
            continue
        label = max((c.text for c in row.values() if isinstance(c.value, str)), key=len, default="")
        near = index.similar(label) if label else {}
        number = max(near, key=lambda one: near[one], default=None)
        if number is None or near[number] < ALIKE:
            continue
        key = list(names)[number]
        for column, predicate in columns.items():
            cell = row.get(column)
            right = _minimum(rubric, predicate, key)
            if cell is None or not cell.is_number or right is None:
                continue
            stated = Fraction(str(cell.value))
            if all(abs(stated - one) > NOISE for one in (right, right / 100)):
                why = f"ambang {predicate} di buku kerja bukan ambang rubrik"
                what = f"ambang {predicate}"
                yield Deviation(cell.address, key, what, cell.text, right, why)


_LIMIT_WORDS = {
    "total": "nilai total akhir",
    "pengungkit": "nilai komponen pengungkit",
    "bersih": "birokrasi pemerintah bersih akuntabel",
    "spak": "survei persepsi anti korupsi",
    "kinerja": "capaian kinerja lebih baik",
    "prima": "pelayanan publik prima",
    "area": "minimal per area pengungkit tiap area",
}


def _names(rubric: Rubric) -> dict[str, str]:
    """Return what each minimum is called, in the words of the rubric and of offices."""
    found: dict[str, str] = {}
    for thresholds in rubric.thresholds.values():
        for one in thresholds:
            if one.id.startswith("area."):
                found["area"] = ""
            else:
                found[one.id] = one.label
    return {key: f"{_LIMIT_WORDS.get(key, '')} {label}" for key, label in found.items()}


def _minimum(rubric: Rubric, predicate: str, key: str) -> Fraction | None:
    """Return a minimum in points; that of the areas in per cent of an area's weight."""
    weights = {f"area.{area.id}": area.weight for area in rubric.areas}
    for one in rubric.thresholds[predicate]:
        if key == "area" and one.id in weights:
            return one.minimum / weights[one.id] * 100
        if one.id == key:
            return one.minimum
    return None

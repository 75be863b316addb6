"""Which sheets of a workbook hold the form, and which rubric it is."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from zi_build.intake.lke.align import Alignment, Placed, align
from zi_build.intake.lke.cells import Sheet
from zi_build.intake.lke.columns import tables_of
from zi_build.intake.lke.heads import Who
from zi_build.intake.lke.lines import Line, lines_of
from zi_build.intake.lke.outline import Outline
from zi_build.intake.lke.report import About, Remark
from zi_build.intake.lke.values import is_empty
from zi_build.model.form import Kind

# A sheet is part of the form when this many questions are found on it; less is chance.
FEWEST_QUESTIONS = 2
# Titles stand at the top; further down, laws are cited.
TITLE_ROWS = 15
# So many questions are enough to see whose they are; a result that is not there counts so much.
SAMPLE, LACKING = 40, 0.3
_OWN = re.compile(r"\b(pedoman-[a-z]+-20\d\d|permenpanrb-\d+-20\d\d)\b")
MOST_NAMED = 8
_BASIS = re.compile(
    r"(?:peraturan menteri|permen\s*-?panrb|permenpan)[^\n]{0,90}?\b(\d{2,3})\s*(?:tahun|/)\s*(20\d\d)",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Form:
    """The rows of a workbook placed on one rubric's outline, sheet by sheet."""

    outline: Outline
    sheets: tuple[tuple[Sheet, Alignment], ...]
    remarks: tuple[Remark, ...]

    @property
    def placed(self) -> tuple[Placed, ...]:
        """Every placed row, in the order of the workbook."""
        return tuple(one for _, alignment in self.sheets for one in alignment.placed)


def read_lines(sheets: Iterable[Sheet]) -> tuple[tuple[Sheet, tuple[Line, ...]], ...]:
    """Return each sheet with its lines."""
    return tuple(
        (sheet, tuple(line for table in tables_of(sheet) for line in lines_of(table)))
        for sheet in sheets
    )


def guess(
    lines: Sequence[tuple[Sheet, Sequence[Line]]], outlines: Sequence[Outline], preferred: str
) -> str:
    """Return the rubric that the workbook names, else the one that its rows fit best.

    Two rubrics with the same questions are told apart by their results; what still cannot be told
    is the preferred one.
    """
    named = named_in(sheet for sheet, _ in lines)
    if named in {outline.rubric.id for outline in outlines}:
        return named
    rows = [line for _, mine in lines for line in mine]
    families: dict[tuple[str, ...], list[Outline]] = {}
    for outline in outlines:
        families.setdefault(tuple(outline.rubric.criteria), []).append(outline)
    best = max(families.values(), key=lambda family: _likeness(rows, family[0]))
    if len(best) == 1:
        return best[0].rubric.id
    rows = _without_questions(lines, best[0])
    fits = {one.rubric.id: _results_fit(align(rows, one), one) for one in best}
    top = max(fits.values())
    near = sorted(rubric for rubric, fit in fits.items() if fit >= top)
    return preferred if preferred in near else near[0]


def _likeness(rows: Sequence[Line], outline: Outline) -> float:
    """Return how like a sample of the questions is to those of a rubric."""
    asked = [line for line in rows if line.asks] or rows
    sample = asked[:: max(1, len(asked) // SAMPLE)]
    return sum(max(outline.names.similar(line.text).values(), default=0.0) for line in sample)


def _without_questions(
    lines: Sequence[tuple[Sheet, Sequence[Line]]], outline: Outline
) -> list[Line]:
    """Return the rows that are no question, nor a heading of one: among them are the results."""
    return [
        line
        for _, mine in lines
        for line in mine
        if max(outline.index.similar(line.text).items(), key=_second, default=(-1, 0.0))[0]
        not in outline.numbers_of_questions
    ]


def _second(pair: tuple[int, float]) -> float:
    return pair[1]


def _results_fit(alignment: Alignment, outline: Outline) -> float:
    """Return how well the measured results fit; one that no row asks for counts against it."""
    best = {node.key: -LACKING for node in outline.nodes if node.kind is Kind.RESULT}
    for one in alignment.placed:
        if one.node.kind is Kind.RESULT:
            best[one.node.key] = max(best[one.node.key], one.strength)
    return round(sum(best.values()), 6)


def is_own(sheets: Iterable[Sheet]) -> bool:
    """Tell whether a workbook was written by `zi export lke`: it names its rubric by its id."""
    tops = (row for s in sheets for number, row in s.rows.items() if number <= TITLE_ROWS)
    return any(_OWN.search(cell.text) for row in tops for cell in row.values())


def named_in(sheets: Iterable[Sheet]) -> str:
    """Return the rubric id that a workbook writes out, or the one of the regulation that it names."""
    regulation = ""
    for sheet in sheets:
        for number, row in sheet.rows.items():
            if number > TITLE_ROWS:
                break
            for cell in row.values():
                known = _OWN.search(cell.text)
                if known:
                    return known[1]
                basis = _BASIS.search(cell.text)
                if basis and not regulation:
                    regulation = f"permenpanrb-{basis[1]}-{basis[2]}"
    return regulation


def place(
    lines: Sequence[tuple[Sheet, Sequence[Line]]], outline: Outline, only: str | None = None
) -> Form:
    """Place the rows and choose the sheets: of two that ask the same, the visible, fuller one."""
    remarks: list[Remark] = []
    chosen: list[tuple[Sheet, Alignment]] = []
    aligned = [(sheet, align(rows, outline)) for sheet, rows in lines]
    aligned = [(sheet, _once(alignment)) for sheet, alignment in aligned]
    order = sorted(range(len(aligned)), key=lambda n: _worth(*aligned[n]), reverse=True)
    taken: dict[str, str] = {}
    for number in order:
        sheet, alignment = aligned[number]
        asked = {p.node.key for p in alignment.placed if p.node.kind.answered}
        if only is not None and sheet.title != only:
            remarks.append(_not_read(sheet, "lembar lain yang dipilih dengan --sheet"))
            continue
        if len(asked) < FEWEST_QUESTIONS:
            if _is_recap(alignment):
                chosen.append((sheet, _headings_only(alignment)))
            elif alignment.placed or alignment.rest:
                remarks.append(_not_read(sheet, "tidak memuat pertanyaan LKE"))
            continue
        if not any(map(_answers_of, alignment.placed)):
            why = "tidak ada isian di dalamnya"
            if taken or chosen:
                remarks.append(_not_read(sheet, why))
                continue
        twice = asked & taken.keys()
        if len(twice) * 2 > len(asked):
            other = taken[min(twice)]
            remarks.append(_twin(sheet, alignment, other, chosen))
            continue
        if sheet.hidden:
            remarks.append(
                Remark(About.HIDDEN, f"Lembar “{sheet.title}” tersembunyi tetapi memuat isian.")
            )
        taken.update(dict.fromkeys(asked, sheet.title))
        chosen.append((sheet, alignment))
    titles = [sheet.title for sheet, _ in lines]
    chosen.sort(key=lambda pair: titles.index(pair[0].title))
    return Form(outline, tuple(chosen), tuple(remarks))


def _is_recap(alignment: Alignment) -> bool:
    """Tell whether a sheet without questions shows sums of at least two headings."""
    sums = [p for p in alignment.placed if not p.node.kind.answered and p.line.columns.scores]
    return len(sums) >= FEWEST_QUESTIONS


def _headings_only(alignment: Alignment) -> Alignment:
    """A recap: its sums are compared, but a stray likeness to a question is no answer."""
    kept = tuple(p for p in alignment.placed if not p.node.kind.answered)
    stray = tuple(p.line for p in alignment.placed if p.node.kind.answered)
    return Alignment(kept, (*stray, *alignment.rest))


def _worth(sheet: Sheet, alignment: Alignment) -> tuple[bool, int, int, float]:
    """Order sheets: visible before hidden, more answers before fewer, then the better fit."""
    asked = [one for one in alignment.placed if one.node.kind.answered]
    answered = sum(1 for one in asked if _answered(one))
    return (not sheet.hidden, answered, len(asked), alignment.strength)


def _answers_of(one: Placed) -> bool:
    """Tell whether anybody answered in a row."""
    cells = (one.line.answer(who) for who in one.line.columns.answers)
    return one.node.kind.answered and any(c is not None and not is_empty(c.text) for c in cells)


def _answered(one: Placed) -> str:
    cell = one.line.answer(Who.UNIT)
    return cell.text if cell is not None and not is_empty(cell.text) else ""


def _once(alignment: Alignment) -> Alignment:
    """Keep for each line of the form the row that fits best; the others are not placed."""
    best: dict[str, Placed] = {}
    for one in alignment.placed:
        known = best.get(one.node.key)
        if known is None or one.strength > known.strength:
            best[one.node.key] = one
    kept = tuple(one for one in alignment.placed if best[one.node.key] is one)
    lost = tuple(
        p.line for p in alignment.placed if best[p.node.key] is not p and p.node.kind.answered
    )
    rest = sorted((*alignment.rest, *lost), key=lambda line: line.row)
    return Alignment(kept, tuple(rest))


def _not_read(sheet: Sheet, why: str) -> Remark:
    return Remark(About.SHEET, f"Lembar “{sheet.title}” tidak dibaca: {why}.")


def _twin(
    sheet: Sheet, alignment: Alignment, other: str, chosen: Sequence[tuple[Sheet, Alignment]]
) -> Remark:
    """Say that a sheet repeats another, and how many of its answers are different."""
    known: Mapping[str, str] = {
        one.node.key: _answered(one) for _, found in chosen for one in found.placed
    }
    different = sorted(
        one.node.key
        for one in alignment.placed
        if one.node.kind.answered
        and one.node.key in known
        and _answered(one).casefold() != known[one.node.key].casefold()
    )
    hidden = " (tersembunyi)" if sheet.hidden else ""
    said = "isinya sama" if not different else f"{len(different)} isian berbeda"
    named = ", ".join(different[:MOST_NAMED])
    more = " …" if len(different) > MOST_NAMED else ""
    some = f": {named}{more}" if different else ""
    return Remark(
        About.SHEET,
        f"Lembar “{sheet.title}”{hidden} mengulang “{other}” dan tidak dibaca ({said}{some}). "
        "Pakai --sheet untuk memilih yang lain.",
    )

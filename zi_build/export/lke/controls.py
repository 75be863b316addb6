"""What guards and guides a hand: lists on answer cells, locks, colours, folding and print set-up."""

from collections.abc import Iterable

from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from zi_build.export.lke import columns as form
from zi_build.export.lke import conditions, formulas, papers
from zi_build.export.lke.cells import Cells
from zi_build.export.lke.columns import Columns
from zi_build.export.lke.listing import FIRST_ROW
from zi_build.export.lke.outline import Outline
from zi_build.export.lke.validation import Asked, validate
from zi_build.export.printing import Marks, paged
from zi_build.model.assessment import Voice
from zi_build.model.period import day_label
from zi_build.model.view import View

AMBER, RED, GREEN = "FFF2CC", "F8CBAD", "C6E0B4"


def guide_form(sheet: Worksheet, cells: Cells, asked: Iterable[Asked]) -> None:
    """Set up the sheet `LKE`."""
    columns, plan, view = cells.columns, cells.plan, cells.view
    last_row = form.FIRST_ROW + len(plan.lines) - 1
    for column, width in columns.widths.items():
        sheet.column_dimensions[get_column_letter(column)].width = width
    for index, line in enumerate(plan.lines):
        if line.depth:
            sheet.row_dimensions[form.FIRST_ROW + index].outlineLevel = line.depth
    sheet.sheet_properties.outlinePr.summaryBelow = False
    sheet.freeze_panes = f"{get_column_letter(form.TEXT + 1)}{form.FIRST_ROW}"
    sheet.sheet_view.zoomScale = 90
    validate(sheet, asked, columns)
    _colour(sheet, columns, last_row)
    _thresholds(sheet, cells)
    _print(sheet, view, f"A1:{get_column_letter(columns.list)}{last_row}")
    sheet.print_title_rows = f"{form.HEAD_ROW}:{form.HEAD_ROW + 1}"
    _lock(sheet)


def _colour(sheet: Worksheet, columns: Columns, last_row: int) -> None:
    """Colour what is not answered, and what is no answer."""
    choice = f"${get_column_letter(form.CHOICES)}{form.FIRST_ROW}"
    for voice in columns.voices:
        if voice is Voice.SUPPORTED:
            continue
        letter = get_column_letter(columns.answer(voice))
        cell, area = f"{letter}{form.FIRST_ROW}", f"{letter}{form.FIRST_ROW}:{letter}{last_row}"
        listed = f'ISERROR(FIND("/"&UPPER(TRIM({cell}))&"/","/"&UPPER({choice})&"/"))'
        wrong = f'IF(ISERROR(FIND("/",{choice})),NOT(ISNUMBER({cell})),{listed})'
        said = f'AND({choice}<>"",LEN(TRIM({cell}))>0,TRIM({cell})<>"{formulas.WAIVED}")'
        blank = f'AND({choice}<>"",LEN(TRIM({cell}))=0)'
        sheet.conditional_formatting.add(area, _rule(blank, AMBER))
        sheet.conditional_formatting.add(
            area, _rule(f"IF(ISERROR({cell}),TRUE,AND({said},{wrong}))", RED)
        )


def _thresholds(sheet: Worksheet, cells: Cells) -> None:
    """Colour values that lie below the first predicate's threshold, where one line answers for it."""
    thresholds = next(iter(cells.view.rubric.thresholds.values()), ())
    for line in thresholds:
        found = _lines_of(cells.plan, line.id)
        if len(found) != 1:
            continue
        for voice in cells.columns.voices:
            value = cells.columns.value(voice, found[0])
            low = f"ROUND({value},{formulas.PLACES})<{formulas.number(float(line.minimum))}"
            sheet.conditional_formatting.add(value, _rule(low, RED, ink="9C0006"))


def _lines_of(plan: Outline, name: str) -> tuple[int, ...]:
    if name.startswith("area."):
        return plan.of_area(name.removeprefix("area."))
    return (plan.of_code(name),)


def _rule(formula: str, colour: str, ink: str | None = None) -> FormulaRule:
    fill = PatternFill("solid", start_color=colour, end_color=colour)
    return FormulaRule([formula], fill=fill, font=Font(color=ink) if ink else None)


def guide_conditions(
    sheet: Worksheet, view: View, columns: Columns, places: conditions.Places
) -> None:
    """Set up the sheet `Syarat`."""
    sheet.column_dimensions["A"].width = conditions.LABEL_WIDTH
    sheet.column_dimensions["B"].width = 10
    last = conditions.FIRST_VOICE + form.PER_VOICE * len(columns.voices) - 1
    for column in range(conditions.FIRST_VOICE, last + 1):
        sheet.column_dimensions[get_column_letter(column)].width = 11.5
    answers = DataValidation(
        type="list",
        formula1=f'"{conditions.YES},{conditions.NO}"',
        allow_blank=False,
        showErrorMessage=True,
        errorTitle="Predikat",
        error=f"Pilih {conditions.YES} atau {conditions.NO}.",
    )
    for row in places.held.values():
        answers.add(f"B{row}")
    if places.held:
        sheet.add_data_validation(answers)
    for rows in places.conditions.values():
        for at in range(len(columns.voices)):
            letter = get_column_letter(conditions.FIRST_VOICE + form.PER_VOICE * at + 1)
            area, cell = f"{letter}{rows.start}:{letter}{rows.stop - 1}", f"{letter}{rows.start}"
            no, yes = (f'{cell}="{word}"' for word in (conditions.NO, conditions.YES))
            sheet.conditional_formatting.add(area, _rule(no, RED, ink="9C0006"))
            sheet.conditional_formatting.add(area, _rule(yes, GREEN, ink="375623"))
    sheet.freeze_panes = f"{get_column_letter(conditions.FIRST_VOICE)}{conditions.FIRST_ROW}"
    _print(sheet, view, f"A1:{get_column_letter(last)}{max(places.verdicts.values())}")
    _lock(sheet)


def guide_papers(sheet: Worksheet, view: View, rows: int) -> None:
    """Set up the sheet `Bukti`."""
    for column, (_, width) in enumerate(papers.HEADS, 1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    head = FIRST_ROW - 1
    last = f"{get_column_letter(len(papers.HEADS))}{max(head + rows, FIRST_ROW)}"
    sheet.auto_filter.ref = f"A{head}:{last}"
    sheet.freeze_panes = f"C{FIRST_ROW}"
    printed = get_column_letter(papers.PRINTED)
    _print(sheet, view, f"A1:{printed}{max(head + rows, FIRST_ROW)}")
    sheet.print_title_rows = f"{head}:{head}"
    _lock(sheet)


def guide_reader(sheet: Worksheet, view: View, rows: int) -> None:
    """Set up the sheet `Petunjuk`."""
    for letter, width in zip("ABCD", (18, 14, 10, 54), strict=True):
        sheet.column_dimensions[letter].width = width
    _print(sheet, view, f"A1:D{rows}", upright=True)
    sheet.sheet_view.showGridLines = False
    _lock(sheet)


def _print(sheet: Worksheet, view: View, area: str, *, upright: bool = False) -> None:
    """One page wide on long paper, with the unit, the rubric, the day and the number of the page."""
    foot = f"Per {day_label(view.as_of)} · hitungan sendiri, bukan penetapan"
    marks = Marks(view.unit.name, f"LKE · {view.rubric.name}", foot)
    paged(sheet, area, marks, upright=upright)


def _lock(sheet: Worksheet) -> None:
    """Lock all but the open cells, without a password: a guard against slips, not against people."""
    guard = sheet.protection
    guard.sheet = True
    guard.formatColumns = guard.formatRows = guard.autoFilter = guard.sort = False

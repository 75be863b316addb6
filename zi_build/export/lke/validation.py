"""What may stand in a cell that is answered: a list of options, or a range of numbers."""

from collections.abc import Iterable
from typing import Any

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.cell_range import MultiCellRange
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from zi_build.export.lke import columns as form
from zi_build.export.lke import formulas
from zi_build.export.lke.columns import Columns
from zi_build.export.lke.outline import Line
from zi_build.model.assessment import Voice
from zi_build.model.form import Kind
from zi_build.model.reading import INDEX_MAXIMUM

MOST_COUNT = 9_999_999
# A line, the cell in which one voice answers it, and whether it does not apply there.
Asked = tuple[Line, str, bool]


def validate(sheet: Worksheet, asked: Iterable[Asked], columns: Columns) -> None:
    """Put a list or a range of numbers on every cell that is answered."""
    cells: dict[tuple[str, ...], list[str]] = {}
    for line, cell, waived in asked:
        cells.setdefault(_key(line, waived=waived), []).append(cell)
    for key, found in cells.items():
        rule = _validation(key)
        rule.sqref = MultiCellRange(" ".join(found))
        sheet.add_data_validation(rule)
    days = DataValidation(
        type="date",
        operator="between",
        formula1="DATE(2010,1,1)",
        formula2="DATE(2999,12,31)",
        allow_blank=True,
        showErrorMessage=True,
        errorTitle="Tanggal",
        error="Isilah tanggal penilaian, misalnya 10/07/2026.",
    )
    for voice in columns.voices:
        if voice not in {Voice.CLAIMED, Voice.SUPPORTED}:
            days.add(f"{get_column_letter(columns.answer(voice) + 1)}{form.DATE_ROW}")
    sheet.add_data_validation(days)


def _key(line: Line, *, waived: bool) -> tuple[str, ...]:
    if line.kind is Kind.COUNT:
        return ("bulat",)
    scale = line.criterion.scale if line.criterion else line.result.scale if line.result else None
    options = tuple(scale.options) if scale else ()
    if waived:
        return ("daftar", *options, formulas.WAIVED)
    if options:
        return ("daftar", *options)
    return ("indeks",) if line.result and line.result.input == "indeks" else ("persen",)


def _validation(key: tuple[str, ...]) -> DataValidation:
    kind, options = key[0], key[1:]
    common: dict[str, Any] = {
        "allow_blank": True,
        "showErrorMessage": True,
        "showInputMessage": True,
        "errorTitle": "Jawaban di luar pilihan",
    }
    if kind == "daftar":
        said = ", ".join(options)
        return DataValidation(
            type="list",
            formula1=f'"{",".join(options)}"',
            error=f"Pilih salah satu: {said}. Kosongkan bila belum dijawab.",
            **common,
        )
    if kind == "bulat":
        return DataValidation(
            type="whole",
            operator="between",
            formula1="0",
            formula2=str(MOST_COUNT),
            error="Isilah bilangan bulat, 0 atau lebih. Kosongkan bila belum diketahui.",
            **common,
        )
    top, said = (
        (INDEX_MAXIMUM, "angka 0 sampai 4, misalnya 3,60")
        if kind == "indeks"
        else (1, "0% sampai 100%")
    )
    return DataValidation(
        type="decimal",
        operator="between",
        formula1="0",
        formula2=str(top),
        error=f"Isilah {said}. Kosongkan bila belum ada.",
        **common,
    )

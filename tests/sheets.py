"""Workbooks as a spreadsheet program sees them: recalculated by LibreOffice, read by their labels."""

import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import openpyxl
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from zi_build.model.assessment import VOICE_LABELS, Voice

TITLES = {label: voice for voice, label in VOICE_LABELS.items()}


def recalculated(soffice: str, folder: Path, books: Mapping[str, bytes]) -> dict[str, Workbook]:
    """Let LibreOffice open, count and save many workbooks in one run; return what it counted."""
    source, target = folder / "ditulis", folder / "dihitung"
    source.mkdir(parents=True)
    files = []
    for name, content in books.items():
        (source / f"{name}.xlsx").write_bytes(content)
        files.append(str(source / f"{name}.xlsx"))
    converted(soffice, folder, "xlsx:Calc MS Excel 2007 XML", target, files)
    return {name: openpyxl.load_workbook(target / f"{name}.xlsx", data_only=True) for name in books}


def converted(soffice: str, folder: Path, form: str, target: Path, files: list[str]) -> None:
    """Convert files with a profile of their own: another LibreOffice may be running."""
    profile = f"-env:UserInstallation=file://{folder / 'profil'}"
    command = [soffice, profile, "--headless", "--convert-to", form, "--outdir", str(target)]
    subprocess.run([*command, *files], check=True, capture_output=True, timeout=300)


@dataclass(frozen=True)
class Form:
    """The sheet `LKE`, found by its headings and by the column Kode."""

    sheet: Worksheet

    @cached_property
    def head(self) -> int:
        """The row of the headings."""
        return next(row for row in range(1, 30) if self.sheet.cell(row, 1).value == "No")

    @cached_property
    def columns(self) -> dict[Voice, int]:
        """The column of each voice's answers."""
        return {
            TITLES[cell.value]: cell.column
            for cell in self.sheet[self.head]
            if cell.value in TITLES
        }

    @cached_property
    def rows(self) -> dict[str, int]:
        """Code → row; a count is `question/key`, a heading without a code is known by its words."""
        found: dict[str, int] = {}
        question = ""
        for row in range(self.head + 2, self.sheet.max_row + 1):
            number, code, text = (self.sheet.cell(row, column).value for column in (1, 2, 3))
            if number == "–" and self.sheet.cell(row, 6).value == "Jumlah":
                code = f"{question}/{code}"
            elif code:
                question = code
            found[str(code or text)] = row
        return found

    def answer(self, code: str, voice: Voice) -> object:
        """Return a voice's answer."""
        return self.sheet.cell(self.rows[code], self.columns[voice]).value

    def value(self, code: str, voice: Voice) -> object:
        """Return a voice's value or points."""
        return self.sheet.cell(self.rows[code], self.columns[voice] + 1).value


def verdicts_of(sheet: Worksheet) -> dict[tuple[str, Voice], str]:
    """Return what the sheet `Syarat` concludes, by predicate and voice."""
    voices = {
        TITLES[cell.value]: cell.column
        for row in sheet.iter_rows(max_row=6)
        for cell in row
        if cell.value in TITLES
    }
    return {
        (str(row[0].value).removeprefix("Kesimpulan "), voice): str(row[column - 1].value)
        for row in sheet.iter_rows()
        if str(row[0].value).startswith("Kesimpulan ")
        for voice, column in voices.items()
    }


def conditions_of(sheet: Worksheet) -> dict[tuple[str, str], tuple[list[float], list[str]]]:
    """Return (predicate, condition) → values and met or not, voice by voice."""
    found: dict[tuple[str, str], tuple[list[float], list[str]]] = {}
    predicate = ""
    for row in sheet.iter_rows(values_only=True):
        label = str(row[0] or "")
        if label.startswith("Syarat ") and row[1] is None:
            predicate = label.removeprefix("Syarat ")
        elif predicate and isinstance(row[1], int | float) and row[3] in {"Ya", "Belum"}:
            found[predicate, label] = (list(row[2::3]), list(row[3::3]))
    return found

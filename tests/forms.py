"""A workbook as a test fills it in: the regulation's form, row by row, with openpyxl alone."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

from zi_build.model.rubric import Criterion, Rubric

HEAD = ("Penilaian", "Bobot", "Penjelasan", "Pilihan Jawaban", "Jawaban", "Nilai", "%", "Catatan")
TPI = ("Jawaban TPI", "Nilai TPI", "Catatan TPI")
SCALES = {"YT": "Ya/Tidak", "ABC": "A/B/C", "ABCD": "A/B/C/D", "ABCDE": "A/B/C/D/E", "PERSEN": "%"}
ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii")


@dataclass
class Form:
    """A form of a rubric; `answers` by criterion (or `R1.1.a#agen`) or result, `tpi` and `notes` too.

    Example:
        form = Form(rubric, {"1.1.a": "Ya"})
        form.cell("1.1.a").value = "A/B/C"
        form.save(tmp_path / "LKE.xlsx")

    """

    rubric: Rubric
    answers: Mapping[str, Any]
    tpi: Mapping[str, Any] = field(default_factory=dict)
    notes: Mapping[str, Any] = field(default_factory=dict)
    row: int = 1
    column: int = 1
    title: str = "LKE"
    heading: bool = True

    def __post_init__(self) -> None:
        """Write the whole form."""
        self.book = Workbook()
        self.sheet: Worksheet = self.book.active
        self.sheet.title = self.title
        self.rows: dict[str, int] = {}
        self.at = self.row - 1
        if self.heading:
            self._line("", HEAD + (TPI if self.tpi else ()))
        for part in self.rubric.parts or (None,):
            if part:
                self._line(f"#{part}", (part.upper(),))
            for area in self.rubric.areas:
                self._line(f"#{part}{area.id}", (f"{area.id}. {area.name}",))
                for number, one in enumerate(i for i in area.indicators if i.part == part):
                    weight = float(one.weight)
                    self._line(one.id, (f"{ROMAN[number]}. {one.name}", weight))
                    for place, criterion in enumerate(one.criteria):
                        self._question(criterion, chr(ord("a") + place))
        self._line("#hasil", ("HASIL",))
        for result in self.rubric.results:
            scale = {"indeks": "Nilai (0-4)", "persen": "%", "huruf": "A/B/C/D/E"}[result.input]
            self._answered(result.id, result.name, float(result.weight), scale)

    def _question(self, criterion: Criterion, letter: str) -> None:
        self._answered(
            criterion.id, f"{letter}. {criterion.question}", None, SCALES[criterion.scale.id]
        )
        for key, count in (criterion.counts.inputs if criterion.counts else {}).items():
            self._answered(f"{criterion.id}#{key}", f"- {count.label}", None, "Jumlah")

    def _answered(self, key: str, text: str, weight: float | None, scale: str) -> None:
        said = self.answers.get(key)
        row = [text, weight, None, scale, said, None, None, self.notes.get(key)]
        self._line(key, (*row, self.tpi.get(key), None, None) if self.tpi else row)

    def _line(self, key: str, values: Any) -> None:
        self.at += 1
        self.rows[key] = self.at
        for offset, value in enumerate(values):
            if value is not None:
                self.sheet.cell(self.at, self.column + offset, value)

    def cell(self, key: str, head: str = "Jawaban") -> Cell:
        """Return the cell of a row below a head."""
        return self.sheet.cell(self.rows[key], self.column + (HEAD + TPI).index(head))

    def save(self, file: Path) -> Path:
        """Write the workbook."""
        self.book.save(file)
        return file

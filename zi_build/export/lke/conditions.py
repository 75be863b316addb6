"""The sheet `Syarat`: a summary of the points, and each predicate's conditions with its verdict."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from fractions import Fraction

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.pagebreak import Break

from zi_build.export.lke import formulas
from zi_build.export.lke.columns import PER_VOICE, Columns, height
from zi_build.export.lke.columns import SHEET as FORM
from zi_build.export.lke.outline import Outline
from zi_build.export.lke.style import Formula, Pen
from zi_build.model.assessment import VOICE_LABELS, Voice
from zi_build.model.form import Kind
from zi_build.model.outcome import Condition
from zi_build.model.view import View

SHEET = "Syarat"
LABEL, MINIMUM, FIRST_VOICE = 1, 2, 3
LABEL_WIDTH = 62
FIRST_ROW = 4
YES, NO = "Ya", "Belum"
SUMMARISED = {Kind.COMPONENT: "komponen", Kind.PART: "bagian", Kind.GROUP: "kelompok"}


@dataclass(slots=True)
class Places:
    """Where the sheet has put what colours and locks must find: cells of answers, rows of verdicts."""

    held: dict[str, int] = field(default_factory=dict)
    conditions: dict[str, range] = field(default_factory=dict)
    verdicts: dict[str, int] = field(default_factory=dict)


class Writer:
    """Writes the sheet from top to bottom."""

    def __init__(self, pen: Pen, view: View, plan: Outline, columns: Columns) -> None:
        self.pen, self.view, self.plan, self.columns = pen, view, plan, columns
        self.row = FIRST_ROW
        self.places = Places()

    def write(self) -> Places:
        """Write everything and return where it stands."""
        self.pen.put(1, LABEL, "Ringkasan nilai dan syarat predikat", "judul baris")
        note = "Hitungan sendiri, bukan penetapan: predikat hanya ada bila ditetapkan dengan keputusan."
        self.pen.put(2, LABEL, note, "redup baris")
        self._summary()
        self._held()
        for predicate in self.view.rubric.thresholds:
            self._predicate(predicate)
        return self.places

    def _voice(self, voice: Voice) -> int:
        return FIRST_VOICE + PER_VOICE * self.columns.voices.index(voice)

    def _heads(self, label: str, second: str, three: tuple[str, str, str]) -> None:
        put, row = self.pen.put, self.row
        for column, text in ((LABEL, label), (MINIMUM, second)):
            put(row, column, text, "kepala tengah")
            put(row + 1, column, None, "kepala tengah")
            self.pen.merge(row, column, row + 1, column)
        for voice in self.columns.voices:
            first, style = self._voice(voice), f"kepala {voice.value} tengah"
            for at, text in enumerate(three):
                put(row, first + at, None if at else VOICE_LABELS[voice], style)
                put(row + 1, first + at, text, style)
            self.pen.merge(row, first, row, first + PER_VOICE - 1)
        self.row += 2

    def _summary(self) -> None:
        self._heads("Bagian", "Bobot", ("Nilai", "%", "Belum diraih"))
        for tone, label, weight, lines in self._summarised():
            self.pen.put(self.row, LABEL, label, f"{tone} teks")
            self.pen.put(self.row, MINIMUM, weight, f"{tone} angka")
            for voice in self.columns.voices:
                column = self._voice(voice)
                here = f"{get_column_letter(column)}{self.row}"
                self.pen.put(self.row, column, self._sum(voice, lines), f"{tone} angka")
                percent = formulas.share(here, f"$B{self.row}")
                if not weight:  # a measure without points is told as it is
                    percent = self._measure(voice, lines)
                self.pen.put(self.row, column + 1, percent, f"{tone} persen")
                rest = Formula(f"=$B{self.row}-{here}")
                self.pen.put(self.row, column + 2, rest, f"{tone} angka")
            self.row += 1

    def _measure(self, voice: Voice, lines: Iterable[int]) -> Formula:
        """Return the answer of a line that has no weight, empty while there is none."""
        (said,) = (f"{FORM}!{self.columns.said(voice, at)}" for at in lines)
        return Formula(f'=IF(ISNUMBER({said}),{said},"")')

    def _summarised(self) -> Iterable[tuple[str, str, Fraction, tuple[int, ...]]]:
        """Yield tone, label, weight and lines of each part of the summary."""
        lines = self.plan.lines
        for at, line in enumerate(lines):
            weight = line.weight or Fraction(0)
            if line.code == "hasil":
                yield from self._whole_areas()
            if line.kind in SUMMARISED:
                yield SUMMARISED[line.kind], f"{line.number}. {line.text}", weight, (at,)
            elif line.kind in {Kind.AREA, Kind.RESULT}:
                yield "pertanyaan", f"{line.number}. {line.text}".replace("–. ", ""), weight, (at,)
        last = self.plan.of_code("total")
        yield "jumlah", lines[last].text, lines[last].weight or Fraction(0), (last,)

    def _whole_areas(self) -> Iterable[tuple[str, str, Fraction, tuple[int, ...]]]:
        """Yield each area with its halves together, where the rubric halves its areas."""
        for area in self.view.rubric.areas if self.view.rubric.parts else ():
            found = self.plan.of_area(area.id)
            whole = sum((self.plan.lines[at].weight or Fraction(0) for at in found), Fraction(0))
            yield "indikator", f"Area {area.id} {area.name}, seluruhnya", whole, found

    def _sum(self, voice: Voice, lines: Iterable[int]) -> Formula:
        cells = [f"{FORM}!{self.columns.value(voice, at)}" for at in lines]
        return formulas.added(cells)

    def _held(self) -> None:
        needed = dict.fromkeys(self.view.rubric.needs_held.values())
        if not needed:
            return
        self.row += 1
        self.pen.put(self.row, LABEL, "Predikat yang sudah dipegang", "subjudul baris")
        for predicate in needed:
            self.row += 1
            condition = self._condition(predicate.lower())
            held = condition is not None and condition.met
            self.pen.put(self.row, LABEL, f"Sudah memegang predikat {predicate}", "pertanyaan teks")
            self.pen.put(self.row, MINIMUM, YES if held else NO, "isian tengah buka")
            note = condition.note if condition else ""
            self.pen.put(self.row, FIRST_VOICE, note, "redup baris")
            self.places.held[predicate.lower()] = self.row
        self.row += 1

    def _condition(self, name: str) -> Condition | None:
        """Return the condition that a predicate is held: the same in every voice."""
        for verdict in self.view.verdicts[Voice.CLAIMED].values():
            for condition in verdict.conditions:
                if condition.id == name:
                    return condition
        return None

    def _predicate(self, predicate: str) -> None:
        self.pen.sheet.row_breaks.append(Break(self.row))
        self.row += 1
        self.pen.put(self.row, LABEL, f"Syarat {predicate}", "subjudul baris")
        self.row += 1
        self._heads("Syarat", "Minimal", ("Nilai", "Terpenuhi", "Kurang"))
        conditions = self.view.verdicts[Voice.CLAIMED][predicate].conditions
        first = self.row
        for condition in conditions:
            self._one(condition)
        self.places.conditions[predicate] = range(first, self.row)
        self.places.verdicts[predicate] = self.row
        self._verdict(predicate, first)

    def _one(self, condition: Condition) -> None:
        put, row = self.pen.put, self.row
        note = (
            f" ({condition.note})"
            if condition.note and condition.id not in self.places.held
            else ""
        )
        label = f"{condition.label}{note}"
        put(row, LABEL, label, "pertanyaan teks")
        self.pen.sheet.row_dimensions[row].height = height([(label, LABEL_WIDTH)])
        put(row, MINIMUM, condition.required, "pertanyaan angka")
        for voice in self.columns.voices:
            column = self._voice(voice)
            here, minimum = f"{get_column_letter(column)}{row}", f"$B{row}"
            put(row, column, self._reached(condition.id, voice), "pertanyaan angka")
            met = Formula(f'=IF({formulas.reached(here, minimum)},"{YES}","{NO}")')
            put(row, column + 1, met, "pertanyaan tengah")
            lacking = Formula(f"=IF({formulas.reached(here, minimum)},0,{minimum}-{here})")
            put(row, column + 2, lacking, "pertanyaan angka")
        self.row += 1

    def _reached(self, name: str, voice: Voice) -> Formula:
        """Return the formula of what a condition looks at (the names of `verdict`)."""
        if name in self.places.held:
            return Formula(f'=IF($B${self.places.held[name]}="{YES}",1,0)')
        if name.startswith("area."):
            return self._sum(voice, self.plan.of_area(name.removeprefix("area.")))
        return self._sum(voice, (self.plan.of_code(name),))

    def _verdict(self, predicate: str, first: int) -> None:
        self.pen.put(self.row, LABEL, f"Kesimpulan {predicate}", "jumlah teks")
        self.pen.put(self.row, MINIMUM, None, "jumlah tengah")
        for voice in self.columns.voices:
            column = self._voice(voice)
            letter = get_column_letter(column + 1)
            rows = f"{letter}{first}:{letter}{self.row - 1}"
            said = (
                f'=IF(COUNTIF({rows},"{YES}")=ROWS({rows}),"Di atas ambang {predicate}",'
                f'"Belum di atas ambang {predicate}")'
            )
            self.pen.put(self.row, column, Formula(said), "jumlah tengah")
            for at in (1, 2):
                self.pen.put(self.row, column + at, None, "jumlah tengah")
            self.pen.merge(self.row, column, self.row, column + 2)
        self.row += 1

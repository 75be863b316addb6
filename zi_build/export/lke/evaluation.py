"""The sheet `LKE`: the form with the answers of every voice side by side."""

from datetime import date

from zi_build.export.lke.cells import Cells
from zi_build.export.lke.columns import (
    CHOICES,
    CODE,
    DATE_ROW,
    FIRST_ROW,
    HEAD_ROW,
    LINKS,
    NUMBER,
    PER_VOICE,
    TEXT,
    WEIGHT,
    WHY,
    Columns,
    height,
)
from zi_build.export.lke.formulas import WAIVED
from zi_build.export.lke.listing import Listing, address
from zi_build.export.lke.outline import Line, Outline
from zi_build.export.lke.papers import SHEET as PAPERS
from zi_build.export.lke.style import Formula, Pen, Value
from zi_build.export.lke.validation import Asked
from zi_build.export.lke.wording import choices, explanation, state
from zi_build.model.assessment import VOICE_LABELS, Voice
from zi_build.model.form import Kind
from zi_build.model.view import PaperView, View

HEADS = {
    NUMBER: "No",
    CODE: "Kode",
    TEXT: "Penilaian",
    WEIGHT: "Bobot",
    WHY: "Penjelasan",
    CHOICES: "Pilihan jawaban",
}
NOTES = {Voice.CLAIMED: "Catatan unit", Voice.VERIFIED: "Catatan TPI"}


class Writer:
    """Writes head and lines for one view."""

    def __init__(self, pen: Pen, cells: Cells, found: Listing, site: str | None) -> None:
        self.pen, self.cells, self.found, self.site = pen, cells, found, site
        self.view: View = cells.view
        self.plan: Outline = cells.plan
        self.columns: Columns = cells.columns
        self.asked: list[Asked] = []

    def write(self) -> list[Asked]:
        """Write the sheet; return the cells that people answer."""
        self._title()
        for column, text in self._heads().items():
            self.pen.put(HEAD_ROW, column, text, "kepala tengah")
            self.pen.put(HEAD_ROW + 1, column, None, "kepala tengah")
            self.pen.merge(HEAD_ROW, column, HEAD_ROW + 1, column)
        for voice in self.columns.voices:
            self._voice_head(voice)
        for index, line in enumerate(self.plan.lines):
            self._line(index, line)
        return self.asked

    def _title(self) -> None:
        put, view = self.pen.put, self.view
        put(1, NUMBER, "LEMBAR KERJA EVALUASI ZONA INTEGRITAS MENUJU WBK/WBBM", "judul baris")
        said: tuple[tuple[str, Value, str], ...] = (
            ("Unit kerja", view.unit.name, "baris"),
            ("Instansi", view.unit.parent or "–", "baris"),
            ("Rubrik", f"{view.rubric.name} ({view.rubric.basis})", "baris"),
            ("Per tanggal", view.as_of, "hari"),
        )
        for row, (label, value, role) in enumerate(said, 2):
            put(row, NUMBER, label, "tebal baris")
            put(row, TEXT, value, f"polos {role}")
        note = "Hitungan sendiri, bukan penetapan. Cara mengisi ada di lembar Petunjuk."
        put(DATE_ROW, NUMBER, note, "redup baris")

    def _heads(self) -> dict[int, str]:
        columns = self.columns
        return {
            **HEADS,
            **{column: NOTES.get(voice, "Catatan TPN") for voice, column in columns.notes.items()},
            columns.state: "Keadaan bukti",
            columns.list: "Bukti",
            **{columns.list + at: f"Bukti {at}" for at in range(1, LINKS + 1)},
        }

    def _voice_head(self, voice: Voice) -> None:
        first, style = self.columns.answer(voice), f"kepala {voice.value} tengah"
        last = first + PER_VOICE - 1
        for at, text in enumerate(("Jawaban", "Nilai", "%")):
            self.pen.put(HEAD_ROW, first + at, None if at else VOICE_LABELS[voice], style)
            self.pen.put(HEAD_ROW + 1, first + at, text, style)
        self.pen.merge(HEAD_ROW, first, HEAD_ROW, last)
        if voice not in {Voice.CLAIMED, Voice.SUPPORTED}:
            self.pen.put(DATE_ROW, first, "Tanggal", "tebal baris")
            self.pen.put(DATE_ROW, first + 1, self._latest(voice), "isian tanggal buka")
            self.pen.put(DATE_ROW, last, None, "isian tanggal buka")
            self.pen.merge(DATE_ROW, first + 1, DATE_ROW, last)

    def _latest(self, voice: Voice) -> date | None:
        found = (criterion.said_by(voice).on for criterion in self.view.criteria.values())
        return max((day for day in found if day), default=None)

    def _line(self, index: int, line: Line) -> None:
        row, tone, put = FIRST_ROW + index, line.kind.value, self.pen.put
        texts = {TEXT: line.text, WHY: explanation(line), **self._notes(line)}
        put(row, NUMBER, line.number, f"{tone} tengah")
        put(row, CODE, _code(line), f"{tone} tengah")
        put(row, TEXT, line.text, f"{tone} teks")
        put(row, WEIGHT, line.weight, f"{tone} angka")
        put(row, WHY, texts[WHY], f"{tone} teks")
        put(row, CHOICES, choices(line), f"{tone} tengah")
        for voice in self.columns.voices:
            self._voice(index, line, voice)
        asked = line.kind is Kind.QUESTION
        for column in self.columns.notes.values():
            put(row, column, texts.get(column), "isian teks buka" if asked else f"{tone} teks")
        put(row, self.columns.state, texts.get(self.columns.state), f"{tone} teks")
        self._files(row, line)
        widths = self.columns.widths
        fitting = height((text, widths[column]) for column, text in texts.items())
        self.pen.sheet.row_dimensions[row].height = fitting

    def _notes(self, line: Line) -> dict[int, str | None]:
        """Return what stands in the columns of notes and of the state of the evidence."""
        texts: dict[int, str | None] = {}
        if line.kind is Kind.QUESTION:
            found = self.view.criteria[line.code]
            for voice, column in self.columns.notes.items():
                claimed = voice is Voice.CLAIMED
                texts[column] = found.narrative if claimed else found.said_by(voice).note
        if line.kind in {Kind.QUESTION, Kind.RESULT}:
            texts[self.columns.state] = state(self.view, line)
        return texts

    def _voice(self, index: int, line: Line, voice: Voice) -> None:
        row, column, tone = FIRST_ROW + index, self.columns.answer(voice), line.kind.value
        style, value = f"{tone} tengah", None
        if line.kind.answered:
            value, role = self.cells.answer(index, line, voice)
            locked = voice is Voice.SUPPORTED or isinstance(value, Formula)
            if not locked:
                waived = value == WAIVED
                self.asked.append((line, self.columns.said(voice, index), waived))
            style = f"{tone} {role}" if locked else f"isian {role} buka"
        self.pen.put(row, column, value, style)
        self.pen.put(row, column + 1, self.cells.value(index, line, voice), f"{tone} angka")
        self.pen.put(row, column + 2, self.cells.percentage(index, line, voice), f"{tone} persen")

    def _files(self, row: int, line: Line) -> None:
        """Lead to the list of files, and to the newest ones of the deciding documents themselves."""
        first, tone = self.columns.list, line.kind.value
        papers = self.found.of(line.code)
        start = self.found.rows.get(line.code)
        if start:
            text = f"{len(papers)} berkas" if papers else "daftar"
            self.pen.link(row, first, text, f"#{PAPERS}!A{start}", f"{tone} tautan")
        else:
            self.pen.put(row, first, None, f"{tone} teks")
        for column, paper in enumerate(papers[:LINKS], first + 1):
            shown, target = address(self.view, paper, self.site)
            if target:
                self.pen.link(row, column, _name(paper), target, f"{tone} tautan")
            else:
                self.pen.put(row, column, shown, f"{tone} teks")


def _code(line: Line) -> str:
    """Return the code that staff see: of a count its key, of a heading without a folder none."""
    if line.kind in {Kind.COMPONENT, Kind.PART, Kind.GROUP, Kind.TOTAL}:
        return ""
    return line.code.rpartition("/")[2]


def _name(paper: PaperView) -> str:
    return f"{paper.title}, {paper.period}" if paper.period else paper.title

"""The sheet `LKE`: the form with the answers of every voice side by side."""

from datetime import date

from zi_build.export.lke.cells import Cells, said_by
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
)
from zi_build.export.lke.outline import Kind, Line, Outline
from zi_build.export.lke.papers import SHEET as PAPERS
from zi_build.export.lke.papers import Listing, address
from zi_build.export.lke.style import Formula, Pen, Value
from zi_build.export.lke.wording import choices, explanation, state
from zi_build.model.assessment import VOICE_LABELS, Voice
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

    def write(self) -> None:
        """Write the sheet."""
        self._title()
        for column, text in self._heads().items():
            self.pen.put(HEAD_ROW, column, text, "kepala tengah")
            self.pen.put(HEAD_ROW + 1, column, None, "kepala tengah")
            self._merge(HEAD_ROW, HEAD_ROW + 1, column, column)
        for voice in self.columns.voices:
            self._voice_head(voice)
        for index, line in enumerate(self.plan.lines):
            self._line(index, line)

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
            **{columns.state + at: f"Bukti {at}" for at in range(1, LINKS + 1)},
        }

    def _voice_head(self, voice: Voice) -> None:
        first, style = self.columns.answer(voice), f"kepala {voice.value} tengah"
        last = first + PER_VOICE - 1
        for at, text in enumerate(("Jawaban", "Nilai", "%")):
            self.pen.put(HEAD_ROW, first + at, None if at else VOICE_LABELS[voice], style)
            self.pen.put(HEAD_ROW + 1, first + at, text, style)
        self._merge(HEAD_ROW, HEAD_ROW, first, last)
        if voice not in {Voice.CLAIMED, Voice.SUPPORTED}:
            self.pen.put(DATE_ROW, first, "Tanggal", "tebal baris")
            self.pen.put(DATE_ROW, first + 1, self._latest(voice), "isian tanggal buka")
            self.pen.put(DATE_ROW, last, None, "isian tanggal buka")
            self._merge(DATE_ROW, DATE_ROW, first + 1, last)

    def _latest(self, voice: Voice) -> date | None:
        found = (said_by(criterion, voice).on for criterion in self.view.criteria.values())
        return max((day for day in found if day), default=None)

    def _merge(self, top: int, bottom: int, left: int, right: int) -> None:
        self.pen.sheet.merge_cells(
            start_row=top, end_row=bottom, start_column=left, end_column=right
        )

    def _line(self, index: int, line: Line) -> None:
        row, tone, put = FIRST_ROW + index, line.kind.value, self.pen.put
        put(row, NUMBER, line.number, f"{tone} tengah")
        put(row, CODE, "" if line.kind is Kind.TOTAL else line.code, f"{tone} tengah")
        put(row, TEXT, line.text, f"{tone} teks")
        put(row, WEIGHT, line.weight, f"{tone} angka")
        put(row, WHY, explanation(line), f"{tone} teks")
        put(row, CHOICES, choices(line), f"{tone} tengah")
        for voice in self.columns.voices:
            self._voice(index, line, voice)
        for voice, column in self.columns.notes.items():
            asked = line.kind is Kind.QUESTION
            note = self._note(line, voice) if asked else None
            put(row, column, note, "isian teks buka" if asked else f"{tone} teks")
        self._evidence(row, line)

    def _voice(self, index: int, line: Line, voice: Voice) -> None:
        row, column, tone = FIRST_ROW + index, self.columns.answer(voice), line.kind.value
        style, value = f"{tone} tengah", None
        if line.kind.answered:
            value, role = self.cells.answer(line, voice)
            locked = voice is Voice.SUPPORTED or isinstance(value, Formula)
            style = f"{tone} {role}" if locked else f"isian {role} buka"
        self.pen.put(row, column, value, style)
        self.pen.put(row, column + 1, self.cells.value(index, line, voice), f"{tone} angka")
        self.pen.put(row, column + 2, self.cells.percentage(index, line, voice), f"{tone} persen")

    def _note(self, line: Line, voice: Voice) -> str | None:
        found = self.view.criteria[line.code]
        return found.narrative if voice is Voice.CLAIMED else said_by(found, voice).note

    def _evidence(self, row: int, line: Line) -> None:
        """Say what the evidence carries, and link the newest files of the deciding documents."""
        first, tone = self.columns.state, line.kind.value
        if line.kind not in {Kind.QUESTION, Kind.RESULT}:
            for column in range(first, first + LINKS + 1):
                self.pen.put(row, column, None, f"{tone} teks")
            return
        start, papers = self.found.rows.get(line.code), self.found.of(line.code)
        self._leading(row, first, state(self.view, line), f"#{PAPERS}!A{start}" if start else None)
        shown: list[PaperView | None] = [*papers[:LINKS], *[None] * LINKS][:LINKS]
        for column, paper in enumerate(shown, first + 1):
            text, target = address(self.view, paper, self.site) if paper else (None, None)
            self._leading(row, column, _name(paper) if paper and target else text, target)
        if len(papers) > LINKS:
            rest = f"dan {len(papers) - LINKS + 1} berkas lagi di lembar {PAPERS}"
            self._leading(row, first + LINKS, rest, f"#{PAPERS}!A{start}")

    def _leading(self, row: int, column: int, text: str | None, target: str | None) -> None:
        if target:
            self.pen.link(row, column, text or target, target, "pertanyaan tautan")
        else:
            self.pen.put(row, column, text, "pertanyaan teks")


def _name(paper: PaperView) -> str:
    return f"{paper.title}, {paper.period}" if paper.period else paper.title

"""The evaluators' blank sheet: what is asked, claimed and carried, and two columns to fill in."""

from collections.abc import Iterable, Mapping
from datetime import date

from openpyxl import Workbook
from openpyxl.styles.cell_style import StyleArray
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from zi_build.export.lke.archive import to_bytes
from zi_build.export.lke.style import Pen, plain
from zi_build.model.period import day_label
from zi_build.model.reading import choices
from zi_build.model.rubric import Criterion, Result, Rubric
from zi_build.model.shown import Shown

SHEET = "TPI"
HEADS = (
    "Kriteria",
    "Pertanyaan",
    "Jawaban unit",
    "Menurut bukti",
    "Berkas yang dilihat",
    "Nilai TPI sekarang",
    "Pilihan",
    "Nilai TPI",
    "Catatan TPI",
    "Sidik",
)
WIDTHS = (14, 48, 12, 30, 56, 18, 16, 12, 40, 16)
HEAD_ROW, VALUE, NOTE = 4, 8, 9
# More would make a row that nobody reads; the digests hold them all.
MOST_FILES = 25
# What Excel takes as the text of a list, all of it.
LONGEST_LIST = 250


def sheet(
    rubric: Rubric,
    day: date,
    shown: Iterable[Shown],
    results: Mapping[str, str],
    office: str,
) -> bytes:
    """Return the workbook; `results` are the hasil values that the unit states, by id.

    The digests in the last column are of
    the papers as they are on the day.
    """
    book = Workbook()
    page = book.active
    page.title = SHEET
    known: dict[str, StyleArray] = {}
    writer = _Writer(Pen(book, page, known), page)
    writer.head(rubric, day)
    for one in shown:
        writer.question(one)
    for result in rubric.results:
        if result.id in results:
            writer.result(result, results[result.id])
    writer.finish()
    book.properties.title = plain(f"Lembar penilaian TPI {office}")
    book.properties.creator = book.properties.lastModifiedBy = plain(office)
    return to_bytes(book, day)


class _Writer:
    def __init__(self, pen: Pen, page: Worksheet) -> None:
        self.pen, self.page, self.row = pen, page, HEAD_ROW
        self.lists: dict[str, DataValidation] = {}

    def head(self, rubric: Rubric, day: date) -> None:
        """Write whose sheet it is, how to fill it in, and the headings."""
        title = f"Lembar penilaian TPI · rubrik: {rubric.id} · keadaan per {day_label(day)}"
        self.pen.put(1, 1, title, "judul baris")
        about = (
            "Isilah kolom Nilai TPI dan Catatan TPI. Yang dikosongkan tidak dicatat. Jangan mengubah "
            "kolom Kriteria dan Sidik: sidik mengingat bukti yang Anda lihat."
        )
        self.pen.put(2, 1, about, "redup baris")
        for column, (name, width) in enumerate(zip(HEADS, WIDTHS, strict=True), 1):
            self.pen.put(HEAD_ROW, column, name, "kepala teks")
            self.page.column_dimensions[get_column_letter(column)].width = width

    def question(self, one: Shown) -> None:
        """Write one question, and the counts that answer it below.

        What is recorded already stands beside the cell to fill in, not in it: who leaves a cell as it
        was has judged nothing.
        """
        asked = one.criterion
        carried = f"{one.carried}. {one.why}"
        question = f"{asked.title}. {asked.question}" if asked.question else asked.title
        told = (asked.id, question, one.claim, carried, _files(one), _known(one), choices(asked))
        self._line(told, " ".join(one.digests) or "-", asked)
        for key, line in asked.counts.inputs.items() if asked.counts else ():
            before = str(one.known.counts.get(key, "")) if one.known else ""
            label = f"Jumlah: {line.label}"
            self._line((f"{asked.id}#{key}", label, "", "", "", before, "bilangan bulat"), "", None)

    def result(self, result: Result, said: str) -> None:
        """Write one hasil value."""
        self._line((result.id, result.name, said, "", "", "", choices(result)), "", result)

    def _line(self, told: tuple[str, ...], seen: str, asked: Criterion | Result | None) -> None:
        self.row += 1
        for column, text in enumerate(told, 1):
            self.pen.put(self.row, column, text, "pertanyaan teks")
        cell = self.pen.put(self.row, VALUE, None, "isian tengah buka")
        self.pen.put(self.row, NOTE, None, "isian teks buka")
        self.pen.put(self.row, NOTE + 1, seen, "hitungan baris")
        options = ",".join(asked.scale.options) if asked and asked.scale else ""
        if asked and asked.scale and not asked.scale.is_percentage and len(options) < LONGEST_LIST:
            self._list(options).add(cell.coordinate)

    def _list(self, options: str) -> DataValidation:
        if options not in self.lists:
            self.lists[options] = DataValidation(
                type="list",
                formula1=f'"{options}"',
                allow_blank=True,
                showErrorMessage=True,
                errorTitle="Nilai di luar pilihan",
                error=f"Pilih salah satu: {options.replace(',', ', ')}. Kosongkan bila belum dinilai.",
            )
            self.page.add_data_validation(self.lists[options])
        return self.lists[options]

    def finish(self) -> None:
        """Keep the headings in sight, and lock what is not to be filled in (without a password)."""
        self.page.freeze_panes = f"C{HEAD_ROW + 1}"
        self.page.protection.sheet = True
        self.page.protection.formatColumns = False
        self.page.protection.formatRows = False
        self.page.page_setup.orientation = "landscape"
        self.page.page_setup.fitToHeight = 0
        self.page.sheet_properties.pageSetUpPr.fitToPage = True


def _known(one: Shown) -> str:
    """Return what is recorded, with its day."""
    if one.known is None or one.known.on is None:
        return ""
    again = "; perlu diperiksa ulang" if one.lapsed else ""
    return f"{one.known.text or 'hitungan'} per {one.known.on}{again}"


def _files(one: Shown) -> str:
    """Return the papers, one a line, below their year and criterion."""
    lines = [paper.path.removeprefix("evidence/") for paper in one.papers[:MOST_FILES]]
    rest = len(one.papers) - len(lines)
    if rest:
        lines.append(f"… dan {rest} berkas lain")
    return "\n".join(lines) or "belum ada"

"""A view as a workbook: the sheets in their order, and the properties of the file."""

from openpyxl import Workbook
from openpyxl.styles.cell_style import StyleArray
from openpyxl.workbook.properties import CalcProperties

from zi_build.export.lke import columns as form
from zi_build.export.lke import conditions, controls, evaluation, guide, papers
from zi_build.export.lke.archive import to_bytes
from zi_build.export.lke.cells import Cells
from zi_build.export.lke.listing import listing
from zi_build.export.lke.outline import outline
from zi_build.export.lke.style import Pen, plain
from zi_build.model.period import day_label
from zi_build.model.view import View


def workbook(view: View, site: str | None = None) -> bytes:
    """Return the LKE of a view as an .xlsx file; links to files lead below the address `site`.

    Values are formulas without remembered results: a spreadsheet program counts when it opens the
    file.
    """
    book = Workbook()
    plan, columns = outline(view.rubric), form.columns_of(view)
    cells, found = Cells(view, plan, columns), listing(view, plan)
    reader = book.active
    reader.title = guide.SHEET
    known: dict[str, StyleArray] = {}
    guide.Writer(Pen(book, reader, known), view, site).write()
    controls.guide_reader(reader, view, reader.max_row)
    sheet = book.create_sheet(form.SHEET)
    asked = evaluation.Writer(Pen(book, sheet, known), cells, found, site).write()
    controls.guide_form(sheet, cells, asked)
    judged = book.create_sheet(conditions.SHEET)
    places = conditions.Writer(Pen(book, judged, known), view, plan, columns).write()
    controls.guide_conditions(judged, view, columns, places)
    listed = book.create_sheet(papers.SHEET)
    papers.write(Pen(book, listed, known), view, found, site)
    controls.guide_papers(listed, view, len(found.entries))
    book.active = book.index(sheet)
    reader.sheet_view.tabSelected = False
    _describe(book, view)
    return to_bytes(book, view.as_of)


def _describe(book: Workbook, view: View) -> None:
    properties = book.properties
    properties.title = plain(f"LKE Zona Integritas {view.unit.name}")
    properties.subject = f"{view.rubric.name}, per {day_label(view.as_of)}"
    properties.creator = properties.lastModifiedBy = plain(view.unit.name)
    properties.description = "Hitungan sendiri dari bukti yang ada, bukan penetapan."
    properties.keywords = "Zona Integritas; LKE; WBK; WBBM"
    properties.language = "id-ID"
    book.calculation = CalcProperties(fullCalcOnLoad=True)

"""Reports made for tests, and what can be read in the files that come of them."""

import io
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import docx as python_docx
import pypdfium2
from docx.document import Document
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from office import AS_OF, Office

from zi_build.build import build_of_two_days
from zi_build.export.report.compose import compose
from zi_build.export.report.fields import Fields, fields_of
from zi_build.export.report.moment import moment_of, period_of
from zi_build.export.report.record import Report
from zi_build.export.report.typeset import pdf
from zi_build.export.report.word import docx
from zi_build.load.workspace import load
from zi_build.model.period import Grain
from zi_build.model.view import Audience

HEAD, FOOT = 70, 62  # points


def report_of(
    root: Path,
    text: str = "2026-S2",
    *,
    as_of: date = AS_OF,
    audience: Audience = Audience.PUBLIC,
    rubric: str | None = None,
) -> Report:
    """Return a report as the command makes it: `2026-09` is a month, `2026-S2` a semester."""
    how = {"rubric_id": rubric, "today": lambda _zone: as_of}
    grain = Grain.SEMESTER if "S" in text else Grain.MONTH
    start = load(root, as_of=as_of, **how).unit.start
    moment = moment_of(period_of(text, grain), as_of, start)
    workspace = load(root, as_of=moment.day, **how)
    now, before = build_of_two_days(workspace, moment.compared)
    return compose(moment, now, before, audience)


def files_of(report: Report) -> tuple[Fields, bytes, bytes]:
    """Return the fields of a report, its Word file and its PDF."""
    fields = fields_of(report)
    return fields, docx(fields, report.moment.day), pdf(fields, report.moment.day)


def opened(content: bytes) -> Document:
    """Open a Word file."""
    return python_docx.Document(io.BytesIO(content))


def lines_of(content: bytes) -> Iterator[str]:
    """Yield a Word file as lines: `# ` before a heading, cells of a row parted by ` | `."""
    document = opened(content)
    for element in document.element.body:
        if element.tag == qn("w:p"):
            words = plain("".join(node.text or "" for node in element.iter(qn("w:t"))))
            style = element.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
            name = style.get(qn("w:val")) if style is not None else ""
            mark = {"Heading1": "# ", "JudulLampiran": "# ", "Heading2": "## "}.get(name, "")
            if words:
                yield f"{mark}{words}"
        elif element.tag == qn("w:tbl"):
            for row in element.iter(qn("w:tr")):
                yield " | ".join(_words_of_cell(cell) for cell in row.iter(qn("w:tc")))


def _words_of_cell(cell: BaseOxmlElement) -> str:
    """Return the words of a cell, its paragraphs parted by ` / `."""
    paragraphs = (
        plain("".join(node.text or "" for node in one.iter(qn("w:t"))))
        for one in cell.iter(qn("w:p"))
    )
    return " / ".join(words for words in paragraphs if words)


def text_of(content: bytes) -> str:
    """Return the words of a PDF, page after page, without the running head and foot."""
    with pypdfium2.PdfDocument(content) as opened_pdf:
        parts = []
        for number, page in enumerate(opened_pdf):
            top = page.get_height() - (HEAD if number else 0)
            words = page.get_textpage()
            parts.append(words.get_text_bounded(bottom=FOOT if number else 0, top=top))
        return plain("\n".join(parts))


def pages_of(content: bytes, scale: float = 1.0) -> list:
    """Return the pages of a PDF as pictures."""
    with pypdfium2.PdfDocument(content) as opened_pdf:
        return [page.render(scale=scale).to_pil().convert("RGB") for page in opened_pdf]


def plain(words: str) -> str:
    """Return words with single spaces, without what only breaks lines."""
    return re.sub(r"\s+", " ", words.replace("\u200b", "").replace("\u2060", "")).strip()


def squeezed(words: str) -> str:
    """Return words without any space or hyphen at a line's end: to look for them across lines."""
    return re.sub(r"[\s\u200b\u2060\u00ad\ufffe\x02]+", "", words)


def small_office(office: Office) -> Office:
    """An office with a little of everything: in time, late, restricted, missing, answered."""
    teams = {
        "1": {"nama": "Tim Manajemen Perubahan", "koordinator": "Kepala Subbagian Umum"},
        "5": {"nama": "Tim Penguatan Pengawasan", "koordinator": "Auditor"},
    }
    office.unit(
        nama="Balai Contoh Golden",
        induk="Kementerian Contoh",
        kota="Kota Contoh",
        mulai="2026-01-05",
        pejabat={"kepala": "Kepala Balai", "ketua_tim": "Ketua Tim", "pemeriksa": "Kasubbag"},
        tim=teams,
    )
    office.paper("1.2.a/rencana-aksi", "2026-01-20 Rencana aksi.pdf")
    office.paper("2.2.d/laporan-monev", "2026-07 Monev TI Juli.pdf")
    office.paper(
        "2.2.d/laporan-monev",
        "2026-05 Monev TI Mei.pdf",
        judul="Monev TI Mei yang terlambat",
        diterima="2026-08-03",
    )
    office.paper("5.3.c/laporan-monev", "2026-08 Monev pengaduan Agustus.pdf")
    office.paper("1.3.b/daftar-hadir", "2026-09-15 Daftar hadir Siti Rahasia.pdf")
    office.answers(
        {
            "1.2.a": {"unit": "Ya", "tpi": {"nilai": "Ya", "per": "2026-07-10"}},
            "5.3.c": "A",
        },
        hasil={"kinerja": "B"},
    )
    return office

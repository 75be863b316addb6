"""Workbooks of the sample office: plans, registers and lists that an office keeps in Excel."""

import io
import re
import zipfile
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

from decisions import plan_rows
from dice import Dice
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from plan import Paper
from sheet import FOOTER
from story import POSITIONS, Story

Row = Sequence[str | int]
_LEVELS = ("Rendah", "Sedang", "Tinggi")
_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*")


def workbook(paper: Paper) -> bytes:
    """Return an XLSX file whose bytes depend on the paper alone."""
    story = Story(paper)
    head, rows, widths = _content(story)
    book = Workbook()
    sheet = book.active
    sheet.title = "Data"
    sheet.append([f"CONTOH · {story.title}"])
    sheet.append([f"Balai Contoh, {story.signed_at} · {FOOTER}"])
    sheet.append([])
    sheet.append(list(head))
    for row in rows:
        sheet.append(list(row))
    sheet["A1"].font = Font(bold=True, size=13)
    sheet["A2"].font = Font(italic=True, color="777777")
    for cell in sheet[4]:
        cell.font, cell.fill = Font(bold=True), PatternFill("solid", fgColor="DCE6F1")
    for index, width in enumerate(widths):
        sheet.column_dimensions[get_column_letter(index + 1)].width = width
    for line in sheet.iter_rows(min_row=5):
        for cell in line:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    sheet.freeze_panes = "A5"
    return saved(book, story.written)


def _content(story: Story) -> tuple[Row, list[Row], Sequence[int]]:
    slug = story.document.slug
    dice = Dice("table", story.paper.path)
    if "risiko" in slug or "benturan" in slug:
        return _risks(story, dice)
    if slug in {"dokumen-kebutuhan", "analisis-kebutuhan", "rencana-pengembangan"}:
        return _needs(slug, dice)
    if slug == "daftar-peserta":
        return _courses(story.written, dice)
    head = ("No.", "Kegiatan", "Sasaran", "Waktu", "Penanggung jawab")
    return head, list(plan_rows(story)), (6, 56, 20, 16, 34)


def _risks(story: Story, dice: Dice) -> tuple[Row, list[Row], Sequence[int]]:
    head = ("No.", "Risiko atau benturan", "Kemungkinan", "Dampak", "Pengendalian", "Pemilik")
    risks = (
        "Data dari satuan pendidikan terlambat",
        "Narasumber mempunyai hubungan keluarga dengan panitia",
        "Permohonan diproses tanpa urutan",
        "Perjalanan dinas tidak sesuai dengan rencana",
        "Berkas layanan hilang",
        "Hadiah diberikan kepada petugas",
        "Situs web tidak dapat dibuka",
        "Penilai menilai rekan dekatnya",
    )
    actions = story.actions(5)
    rows: list[Row] = [
        (
            index + 1,
            risk,
            dice.pick(_LEVELS),
            dice.pick(_LEVELS),
            dice.pick(actions),
            dice.pick(POSITIONS),
        )
        for index, risk in enumerate(risks)
    ]
    return head, rows, (6, 46, 14, 12, 46, 30)


def _needs(slug: str, dice: Dice) -> tuple[Row, list[Row], Sequence[int]]:
    if slug == "dokumen-kebutuhan":
        head: Row = ("No.", "Jabatan", "Kebutuhan", "Ada", "Kekurangan")
        rows: list[Row] = []
        for index, position in enumerate(POSITIONS):
            need, short = dice.between(2, 9), dice.below(3)
            rows.append((index + 1, position, need, need - short, short))
        return head, rows, (6, 40, 14, 10, 14)
    skills = ("Pelayanan publik", "Pengolahan data", "Penulisan laporan", "Pengadaan", "Kearsipan")
    head = ("No.", "Jabatan", "Kompetensi yang dituntut", "Kesenjangan", "Pelatihan", "Waktu")
    return (
        head,
        [
            (
                index + 1,
                position,
                skill,
                dice.pick(_LEVELS),
                f"Pelatihan {skill.lower()}",
                f"T{dice.between(2, 4)}",
            )
            for index, position in enumerate(POSITIONS)
            for skill in (dice.pick(skills),)
        ],
        (6, 36, 28, 14, 34, 10),
    )


def _courses(day: date, dice: Dice) -> tuple[Row, list[Row], Sequence[int]]:
    head = ("No.", "Kegiatan", "Bentuk", "Tanggal", "Peserta (jumlah)", "Dari seluruh pegawai")
    names = (
        "Pelayanan publik bagi petugas loket",
        "Pengolahan data dengan lembar kerja",
        "Penulisan laporan kinerja",
        "Sosialisasi pengadaan barang dan jasa",
        "Kearsipan digital",
        "Bahasa isyarat dasar",
    )
    rows: list[Row] = [
        (
            index + 1,
            name,
            dice.pick(("Daring", "Tatap muka", "Di tempat kerja")),
            (day - timedelta(days=14 * (6 - index) + dice.below(5))).isoformat(),
            dice.between(3, 18),
            42,
        )
        for index, name in enumerate(names)
    ]
    return head, rows, (6, 44, 18, 14, 16, 20)


def saved(book: Workbook, day: date) -> bytes:
    """Return a workbook without the clock: fixed properties, members in order, not compressed."""
    moment = datetime(day.year, day.month, day.day, 8, tzinfo=UTC).replace(tzinfo=None)
    book.properties.creator = "Balai Contoh"
    book.properties.created = moment
    first, out = io.BytesIO(), io.BytesIO()
    book.save(first)
    stamp = f"{moment.isoformat()}Z".encode()
    with zipfile.ZipFile(first) as source, zipfile.ZipFile(out, "w") as target:
        for name in sorted(source.namelist()):
            member = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            member.create_system = 3  # the same on Windows
            member.external_attr = 0o644 << 16
            content = _MODIFIED.sub(rb"\g<1>" + stamp, source.read(name))
            target.writestr(member, content)
    return out.getvalue()

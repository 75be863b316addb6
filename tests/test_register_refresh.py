"""`zi register`: makes the list, and brings it up to date without touching what people wrote."""

import json
import shutil
import zipfile
from collections.abc import Callable
from copy import copy
from pathlib import Path

import openpyxl
import pytest
import sheets
from hypothesis import given, settings
from hypothesis import strategies as st
from office import Office
from openpyxl.chart import BarChart, Reference
from openpyxl.styles import PatternFill
from registers import LIST, Desk, made, run

from zi_build.model.catalogue import Catalogue
from zi_build.model.listing import COLUMNS

MONEV = "1.3.b/laporan-monev"
NOTULA = "1.3.b/notula"
INVITATION = "1.3.b/undangan"
MARCH = "2026-03 Monev Maret.pdf"


@pytest.fixture
def kept(office: Office) -> Office:
    """An office with three papers, one in the inbox, and a fresh list."""
    office.paper(MONEV, MARCH)
    office.paper(NOTULA, "2026-03-05 Notula.pdf")
    office.paper(INVITATION, "undangan tanpa tanggal.pdf")
    office.paper("_kotak-masuk", "scan0001.pdf", year=2026)
    made(office)
    return office


def content(office: Office) -> bytes:
    return (office.root / LIST).read_bytes()


class TestFirst:
    """The list that nobody has edited yet."""

    def test_what_a_row_shows(self, kept: Office) -> None:
        with Desk(kept) as desk:
            assert desk.names == [
                MARCH,
                "2026-03-05 Notula.pdf",
                "undangan tanpa tanggal.pdf",
                "scan0001.pdf",
            ]
            assert desk.text(MARCH, "dokumen").startswith(f"{MONEV} — Laporan")
            assert desk.text(MARCH, "periode") == "2026-03"
            assert desk.text("2026-03-05 Notula.pdf", "tanggal") == "2026-03-05"
            assert desk.text(MARCH, "keadaan") == "Dihitung"
            assert desk.text("undangan tanpa tanggal.pdf", "keadaan") == "Perlu diperbaiki"
            assert desk.text("undangan tanpa tanggal.pdf", "pesan").startswith("ZI201: Nama harus")
            assert desk.text("scan0001.pdf", "keadaan") == "Menunggu di kotak masuk"
            assert desk.text("scan0001.pdf", "dokumen") == ""
            link = desk.cell(MARCH, "berkas").hyperlink.target
            assert link == f"{MONEV}/2026-03%20Monev%20Maret.pdf"

    def test_what_people_fill_in_is_text(self, kept: Office) -> None:
        """Also in rows that are not there yet: else Excel makes a date of 1-2."""
        with Desk(kept) as desk:
            for column in COLUMNS:
                assert desk.cell(MARCH, column.key).number_format == "@"
                letter = openpyxl.utils.get_column_letter(desk.column(column.key))
                assert desk.page.column_dimensions[letter].number_format == "@"

    def test_lists(self, kept: Office, catalogue: Catalogue) -> None:
        book = openpyxl.load_workbook(kept.root / LIST)
        assert book.sheetnames == ["Daftar bukti", "Petunjuk", "Pilihan"]
        assert all(sheet.sheet_state == "visible" for sheet in book)
        offered = [cell.value for cell in book["Pilihan"]["A"][1:] if cell.value]
        assert [text.split(" ")[0] for text in offered] == list(catalogue.documents)
        names = {rule.formula1 for rule in book["Daftar bukti"].data_validations.dataValidation}
        assert {"Pilihan_dokumen", "Pilihan_periode", "Pilihan_akses", "Pilihan_nihil"} <= names
        assert set(book.defined_names) >= names - {None}

    def test_the_sheet_explains_every_column(self, kept: Office) -> None:
        book = openpyxl.load_workbook(kept.root / LIST)
        said = {cell.value for cell in book["Petunjuk"]["A"]}
        assert {column.heading for column in COLUMNS} <= said

    def test_the_same_evidence_gives_the_same_bytes(
        self, kept: Office, make_office: Callable[[str], Office]
    ) -> None:
        other = make_office("lain")
        shutil.rmtree(other.root / "evidence")
        shutil.copytree(kept.root / "evidence", other.root / "evidence")
        (other.root / LIST).unlink()
        made(other)
        assert content(other) == content(kept)

    def test_names_of_all_sorts(self, office: Office) -> None:
        names = [
            "2026-03 =1+1 (salinan) [2] #3 100%.pdf",
            "2026-03 \u00a0Laporan\u2009tipis.pdf",
            "2026-03 Cafe\u0301 \U0001f600.pdf",
            f"2026-03 {'p' * 180}.pdf",
            "2026-03 a&b <c> 'd'.pdf",
            "2026-03 \u200bmirip\u200e.pdf",
            "2026-03 tab\there.pdf",
        ]
        for name in names:
            office.paper(MONEV, name)
        made(office)
        before = content(office)
        assert not [one for one in office.diagnostics() if one.code.startswith("ZI34")]
        assert all(item.listed for item in office.build().workspace.items)
        made(office)
        assert content(office) == before

    def test_dry_run_writes_nothing(self, office: Office) -> None:
        office.paper(MONEV, MARCH)
        said = made(office, "--dry-run")
        assert "akan dibuat: 1 baris" in said
        assert not (office.root / LIST).exists()

    def test_a_year_without_folder(self, office: Office) -> None:
        done = run(office, "--tahun", "2031")
        assert done.exit_code != 0
        assert "Belum ada folder evidence/2031" in str(done.exception)


class TestAgain:
    """What people did to the list stays; what happened to the files is followed."""

    def test_a_second_run_changes_no_byte(self, kept: Office) -> None:
        before = content(kept)
        assert "sudah sesuai" in made(kept)
        assert content(kept) == before

    def test_edits_are_read_and_kept(self, kept: Office) -> None:
        name = "undangan tanpa tanggal.pdf"
        with Desk(kept) as desk:
            desk.put(name, tanggal="5/3/2026", akses="terbatas", catatan="dari Pak Budi")
        made(kept)
        with Desk(kept) as desk:
            assert desk.text(name, "tanggal") == "5/3/2026", "as typed"
            assert desk.text(name, "catatan") == "dari Pak Budi"
            assert desk.text(name, "keadaan") == "Dihitung"
            assert desk.text(name, "pesan") == ""
            assert desk.text(name, "berlaku") == "terbatas"

    def test_the_offices_own_ways_are_kept(self, kept: Office) -> None:
        """Order of rows and columns, columns and rows of their own, colours, widths, sheets."""
        yellow = PatternFill("solid", start_color="FFFF00")
        with Desk(kept) as desk:
            page = desk.page
            page.insert_cols(2)
            page.cell(desk.head, 2).value = "Map"
            page.cell(desk.row(MARCH), 2).value = "merah"
            page.cell(desk.row(MARCH), 2).fill = yellow
            page.column_dimensions["B"].width = 33
            page.insert_rows(1, 2)
            page["A1"] = "BALAI CONTOH"
            first, second = desk.row(MARCH), desk.row("2026-03-05 Notula.pdf")
            for at in range(1, page.max_column + 1):
                one, two = page.cell(first, at), page.cell(second, at)
                one.value, two.value = two.value, one.value
                one._style, two._style = copy(two._style), copy(one._style)
            desk.book.create_sheet("Rekap")["A1"] = "=COUNTA('Daftar bukti'!A:A)"
        kept.paper(MONEV, "2026-04 Monev April.pdf")
        said = made(kept)
        assert "1 baris baru" in said
        with Desk(kept) as desk:
            assert desk.names == [
                "2026-03-05 Notula.pdf",
                MARCH,
                "undangan tanpa tanggal.pdf",
                "scan0001.pdf",
                "2026-04 Monev April.pdf",
            ]
            assert desk.text(MARCH, "Map") == "merah"
            assert desk.cell(MARCH, "Map").fill.start_color.rgb.endswith("FFFF00")
            assert desk.page.column_dimensions["B"].width == 33
            assert desk.page["A1"].value == "BALAI CONTOH"
            assert desk.book["Rekap"]["A1"].value.startswith("=COUNTA")
            new = desk.cell("2026-04 Monev April.pdf", "halaman")
            assert new.number_format == "@"
            assert desk.cell(MARCH, "berkas").hyperlink.target.endswith("Monev%20Maret.pdf")
        before = content(kept)
        made(kept)
        assert content(kept) == before

    def test_a_moved_file_takes_its_row_along(self, kept: Office) -> None:
        with Desk(kept) as desk:
            desk.put(MARCH, catatan="asli di lemari 3", akses="terbatas")
        old = kept.root / "evidence/2026" / MONEV / MARCH
        new = kept.root / "evidence/2026/1.2.a/laporan-penyusunan/2026 Laporan.pdf"
        new.parent.mkdir(parents=True)
        old.rename(new)
        said = made(kept)
        assert f"> {MONEV}/{MARCH} → 1.2.a/laporan-penyusunan/2026 Laporan.pdf" in said
        with Desk(kept) as desk:
            assert MARCH not in desk.names
            assert desk.text("2026 Laporan.pdf", "catatan") == "asli di lemari 3"
            assert desk.text("2026 Laporan.pdf", "dokumen").startswith("1.2.a/laporan-penyusunan")
            assert desk.text("2026 Laporan.pdf", "periode") == "2026"
            assert desk.text("2026 Laporan.pdf", "folder") == "1.2.a/laporan-penyusunan"
        assert [one.code for one in kept.diagnostics() if one.code.startswith("ZI34")] == []

    def test_a_file_that_left_the_inbox(self, kept: Office) -> None:
        with Desk(kept) as desk:
            desk.put("scan0001.pdf", dokumen=MONEV, periode="2026-06", judul="Juni")
        there = kept.root / "evidence/2026" / MONEV / "2026-06 Monev Juni.pdf"
        (kept.root / "evidence/2026/_kotak-masuk/scan0001.pdf").rename(there)
        made(kept)
        with Desk(kept) as desk:
            assert desk.text("2026-06 Monev Juni.pdf", "judul") == "Juni"
            assert len(desk.names) == 4
        assert not [one for one in kept.diagnostics() if one.code.startswith("ZI34")]

    def test_a_filled_row_of_the_inbox_names_the_command(self, kept: Office) -> None:
        with Desk(kept) as desk:
            desk.put("scan0001.pdf", dokumen=f"{MONEV} — Laporan", periode="2026-06", judul="Juni")
        said = made(kept)
        assert (
            "zi add evidence/2026/_kotak-masuk/scan0001.pdf "
            f"--untuk {MONEV} --periode 2026-06 --judul Juni"
        ) in said
        told = json.loads(made(kept, "--format", "json"))
        assert told["siap_diletakkan"] == [
            {
                "berkas": "evidence/2026/_kotak-masuk/scan0001.pdf",
                "dokumen": MONEV,
                "kapan": "2026-06",
                "judul": "Juni",
            }
        ]

    def test_filled_rows_of_the_inbox_are_placed(self, kept: Office) -> None:
        """By the means of `zi add`; what the row says besides goes along."""
        kept.paper("_kotak-masuk", "scan0002.pdf", year=2026)
        kept.paper("_kotak-masuk", "scan0003.pdf", year=2026)
        made(kept)
        with Desk(kept) as desk:
            desk.put(
                "scan0001.pdf",
                dokumen=MONEV,
                periode="2026-06",
                judul="Monev Juni",
                akses="terbatas",
            )
            desk.put("scan0002.pdf", dokumen="1.3.b/tidak-ada", tanggal="2026-06-01")
        said = run(kept, "--tempatkan", "--dry-run").output
        assert (
            "Akan dipindahkan ke evidence/2026/1.3.b/laporan-monev/2026-06 Monev Juni.pdf" in said
        )
        assert "Akses terbatas" in said
        assert (kept.root / "evidence/2026/_kotak-masuk/scan0001.pdf").exists()
        done = run(kept, "--tempatkan")
        assert done.exit_code == 2, "one was refused"
        inbox = {path.name for path in (kept.root / "evidence/2026/_kotak-masuk").iterdir()}
        assert inbox == {"scan0002.pdf", "scan0003.pdf"}
        (placed,) = [i for i in kept.build().workspace.items if "Monev Juni" in i.path]
        assert (placed.document, str(placed.period)) == (MONEV, "2026-06")
        assert placed.sidecar
        assert placed.sidecar.access == "terbatas"
        with Desk(kept) as desk:
            name = placed.path.rpartition("/")[2]
            assert desk.text(name, "keadaan") == "Dihitung"
            assert "scan0001.pdf" not in desk.names
        assert not [one for one in kept.diagnostics() if one.code.startswith("ZI34")]

    def test_rows_that_a_filter_hides_count(self, kept: Office) -> None:
        with Desk(kept) as desk:
            desk.put(MARCH, akses="dikecualikan")
            desk.page.row_dimensions[desk.row(MARCH)].hidden = True
        made(kept)
        (item,) = [one for one in kept.build().workspace.items if one.path.endswith(MARCH)]
        assert item.sidecar
        assert item.sidecar.access == "dikecualikan"
        with Desk(kept) as desk:
            assert desk.page.row_dimensions[desk.row(MARCH)].hidden

    def test_what_is_gone_is_marked_and_comes_back(self, kept: Office) -> None:
        paper = kept.root / "evidence/2026" / MONEV / MARCH
        bytes_ = paper.read_bytes()
        paper.unlink()
        assert f"- {MONEV}/{MARCH}" in made(kept)
        with Desk(kept) as desk:
            assert desk.text(MARCH, "keadaan") == "Tidak ada lagi"
        before = content(kept)
        made(kept)
        paper.write_bytes(bytes_)
        made(kept)
        with Desk(kept) as desk:
            assert desk.text(MARCH, "keadaan") == "Dihitung"
        assert before != content(kept)

    def test_columns_that_were_deleted_come_back(self, kept: Office) -> None:
        with Desk(kept) as desk:
            desk.page.delete_cols(desk.column("alasan"))
            desk.page.delete_cols(desk.column("sidik"))
        assert [one.code for one in kept.diagnostics() if one.code == "ZI342"] == ["ZI342"]
        said = made(kept)
        assert "Kolom ditambahkan kembali: Alasan, Sidik." in said
        assert not [one for one in kept.diagnostics() if one.code == "ZI342"]

    def test_json_and_text_agree(self, kept: Office) -> None:
        kept.paper(MONEV, "2026-04 Monev April.pdf")
        told = json.loads(made(kept, "--dry-run", "--format", "json"))
        said = made(kept, "--dry-run")
        assert told["ditambahkan"] == [f"{MONEV}/2026-04 Monev April.pdf"]
        assert f"+ {told['ditambahkan'][0]}" in said
        assert f"{told['sel_diubah']} sel" in said
        assert not told["ditulis"]


class TestRefused:
    """Nothing is destroyed that cannot be kept."""

    @pytest.mark.parametrize("name", ["~$daftar-bukti.xlsx", ".~lock.daftar-bukti.xlsx#"])
    def test_open_elsewhere(self, name: str, kept: Office) -> None:
        kept.text(f"evidence/2026/{name}", "x")
        done = run(kept)
        assert "sedang terbuka di Excel atau LibreOffice" in str(done.exception)
        assert run(kept, "--dry-run").exit_code == 0

    def test_unreadable(self, kept: Office) -> None:
        kept.write(kept.root / LIST, b"PK broken")
        done = run(kept)
        assert "tidak terbaca (buku kerjanya rusak); berkasnya tidak diubah" in str(done.exception)
        assert content(kept) == b"PK broken"

    def test_charts(self, kept: Office) -> None:
        with Desk(kept) as desk:
            chart = BarChart()
            chart.add_data(Reference(desk.page, min_col=1, min_row=4, max_row=6))
            desk.page.add_chart(chart, "Z1")
        before = content(kept)
        done = run(kept)
        assert "memuat diagram, yang akan hilang" in str(done.exception)
        assert content(kept) == before

    def test_a_link(self, kept: Office, tmp_path: Path) -> None:
        (kept.root / LIST).rename(tmp_path / "x.xlsx")
        (kept.root / LIST).symlink_to(tmp_path / "x.xlsx")
        assert "bukan berkas biasa" in str(run(kept).exception)


NAMES = st.sampled_from(["2026-03 A.pdf", "2026-04 B.pdf", "scan.pdf", "2026-13 C.pdf"])
DOCUMENTS = st.sampled_from([MONEV, NOTULA, "_kotak-masuk"])
STEPS = st.lists(
    st.tuples(st.sampled_from(["add", "move", "drop", "edit"]), DOCUMENTS, NAMES, DOCUMENTS),
    min_size=1,
    max_size=5,
)


@settings(max_examples=6)
@given(STEPS)
def test_a_run_settles_whatever_happened(
    tmp_path_factory: pytest.TempPathFactory, seed: Path, steps: list[tuple[str, str, str, str]]
) -> None:
    """After one run a second changes nothing, every file has one row, and no edit is lost."""
    office = Office(tmp_path_factory.mktemp("ulang") / "kantor", seed=seed)
    office.paper(MONEV, "2026-05 Tetap.pdf")
    made(office)
    folder, notes = office.root / "evidence/2026", set()
    for number, (what, document, name, other) in enumerate(steps):
        path = folder / document / name
        if what == "add" and not path.exists():
            office.paper(document, name, year=2026, content=None)
        elif what == "move" and path.exists() and not (folder / other / name).exists():
            (folder / other).mkdir(parents=True, exist_ok=True)
            path.rename(folder / other / name)
        elif what == "drop" and path.exists():
            path.unlink()
        elif what == "edit":
            with Desk(office) as desk:
                at = desk.head + 1 + number % max(len(desk.names), 1)
                desk.page.cell(at, desk.column("catatan")).value = f"catatan {number}"
                notes = {str(cell.value) for cell in desk.page[_letter(desk)] if cell.value}
                notes = {note for note in notes if note.startswith("catatan ")}
        if number % 2:
            made(office)
    made(office)
    before = content(office)
    made(office)
    assert content(office) == before
    items = office.build().workspace.items
    assert all(item.listed for item in items)
    with Desk(office) as desk:
        kept = {str(cell.value) for cell in desk.page[_letter(desk)] if cell.value}
    assert notes <= kept
    assert len(items) <= len(desk.names)


def _letter(desk: Desk) -> str:
    return openpyxl.utils.get_column_letter(desk.column("catatan"))


class TestLibreOffice:
    """The list as another program saves it."""

    def test_saved_by_libreoffice(
        self, kept: Office, program: Callable[[str], str], tmp_path: Path
    ) -> None:
        with Desk(kept) as desk:
            desk.put(MARCH, halaman="1-2", akses="terbatas", judul="=bukan rumus")
            desk.cell(MARCH, "judul").data_type = "s"
            desk.put("undangan tanpa tanggal.pdf", tanggal="5/3/2026", periode="2026-03")
        made(kept)
        before = kept.build()
        sheets.converted(
            program("libreoffice"),
            tmp_path,
            "xlsx:Calc MS Excel 2007 XML",
            tmp_path / "hasil",
            [str(kept.root / LIST)],
        )
        shutil.copyfile(tmp_path / "hasil/daftar-bukti.xlsx", kept.root / LIST)
        after = kept.build()
        assert [one.code for one in after.diagnostics] == [one.code for one in before.diagnostics]
        assert after.workspace.items == before.workspace.items
        with zipfile.ZipFile(kept.root / LIST) as archive:
            assert b"Pilihan_dokumen" in archive.read("xl/worksheets/sheet1.xml")
        made(kept)
        assert kept.build().workspace.items == before.workspace.items
        last = content(kept)
        made(kept)
        assert content(kept) == last

    def test_a_formula_counts_by_its_result(
        self, kept: Office, program: Callable[[str], str], tmp_path: Path
    ) -> None:
        with Desk(kept) as desk:
            desk.put(MARCH, judul='="Monev "&"Maret"', nomor="=1/0")
        sheets.converted(
            program("libreoffice"),
            tmp_path,
            "xlsx:Calc MS Excel 2007 XML",
            tmp_path / "hasil",
            [str(kept.root / LIST)],
        )
        shutil.copyfile(tmp_path / "hasil/daftar-bukti.xlsx", kept.root / LIST)
        (item,) = [one for one in kept.build().workspace.items if one.path.endswith(MARCH)]
        assert item.title == "Monev Maret"
        (message,) = [one.message for one in kept.diagnostics() if one.code == "ZI343"]
        assert "galat Excel #DIV/0!" in message
        assert "1 rumus diganti hasilnya" in made(kept)
        (item,) = [one for one in kept.build().workspace.items if one.path.endswith(MARCH)]
        assert item.title == "Monev Maret"

"""The office's list of papers: what a row says becomes what a sidecar would say, and nothing is guessed."""

import subprocess
import sys
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import registers
import sites
from hypothesis import given, settings
from hypothesis import strategies as st
from office import Office
from registers import LIST, Desk, made, sheet, written

from zi_build.errors import UsageError
from zi_build.load.listing.apply import folded
from zi_build.load.listing.table import Cell
from zi_build.load.listing.together import FIELDS
from zi_build.load.listing.values import WrongCellError, value_of
from zi_build.load.schema import SidecarShape
from zi_build.model.catalogue import Access
from zi_build.model.listing import COLUMNS
from zi_build.model.result import Build
from zi_build.model.view import Audience
from zi_build.publish.leaks import _private_texts
from zi_build.publish.plan import plan

MONEV = "1.3.b/laporan-monev"
NOTULA = "1.3.b/notula"
INVITATION = "1.3.b/undangan"
ATTENDANCE = "1.3.b/daftar-hadir"
PLAN = "1.2.a/rencana-aksi"


def codes(office: Office) -> list[str]:
    return [one.code for one in office.diagnostics()]


def messages(office: Office, code: str) -> list[str]:
    return [one.message for one in office.diagnostics() if one.code == code]


def access_of(build: Build, name: str) -> Access:
    item = next(item for item in build.workspace.items if item.path.endswith(name))
    levels = [one.access for one in build.workspace.catalogue.known(item.names)]
    return item.access(*levels)


def shown(build: Build) -> dict[str, Any]:
    """What a result says of the office, without where it was read."""
    return {
        "completeness": build.completeness,
        "scores": build.scores,
        "gaps": [replace(gap, instruction="") for gap in build.gaps],
        "accesses": {item.path: access_of(build, item.path) for item in build.workspace.items},
        "titles": {item.path: item.title for item in build.workspace.items},
        "counted": [item.path for item in build.good],
        "published": [one.target for one in plan(build, Audience.PUBLIC)],
    }


class TestRowsAreSidecars:
    """The same words in a row and in a sidecar have the same effect."""

    FACTS: tuple[dict[str, Any], ...] = (
        {"judul": "Monev Maret"},
        {"akses": "dikecualikan", "dasar_hukum": "UU 14/2008 Pasal 17"},
        {"akses": "terbatas"},
        {"diterima": "2026-06-01"},
        {"berlaku_sampai": "2026-12-31", "nomor": "0217/2026"},
        {"juga_untuk": ["1.3.b/notula", "1.2.a/laporan-penyusunan"]},
        {"juga_untuk": ["1.3.b/notula"], "halaman": {"": "1-1", "1.3.b/notula": "1-1"}},
        {"akses": "publik", "alasan": "sudah disetujui", "ditinjau": "Kepala, 2026-04-01"},
        {"juga_untuk": ["9.9.z/tidak-ada"]},
        {"akses": "publik", "juga_untuk": ["1.3.b/daftar-hadir"]},
    )

    @staticmethod
    def as_cells(facts: dict[str, Any]) -> dict[str, str]:
        def text(key: str, value: Any) -> str:
            if key == "halaman":
                return "; ".join(f"{name or MONEV}: {pages}" for name, pages in value.items())
            return "; ".join(value) if isinstance(value, list) else value

        return {key: text(key, value) for key, value in facts.items()}

    @pytest.mark.parametrize("facts", FACTS, ids="+".join)
    def test_one_paper(self, facts: dict[str, Any], make_office: Callable[[str], Office]) -> None:
        beside, listed = make_office("pendamping"), make_office("daftar")
        said = dict(facts)
        if "halaman" in said:
            said["halaman"] = {name or MONEV: pages for name, pages in said["halaman"].items()}
        beside.paper(MONEV, "2026-03 Monev.pdf", **said)
        listed.paper(MONEV, "2026-03 Monev.pdf")
        written(listed, [{"berkas": f"{MONEV}/2026-03 Monev.pdf", **self.as_cells(facts)}])
        assert shown(listed.build()) == shown(beside.build())
        assert sorted(codes(listed)) == sorted(codes(beside))

    @settings(max_examples=15)
    @given(
        st.lists(
            st.tuples(
                st.sampled_from([MONEV, NOTULA, ATTENDANCE, PLAN]),
                st.integers(1, 9),
                st.sampled_from(FACTS),
            ),
            max_size=6,
            unique_by=lambda one: one[:2],
        )
    )
    def test_many_papers(
        self,
        tmp_path_factory: pytest.TempPathFactory,
        seed: Path,
        papers: list[tuple[str, int, dict[str, Any]]],
    ) -> None:
        root = tmp_path_factory.mktemp("sama")
        beside, listed = Office(root / "a", seed=seed), Office(root / "b", seed=seed)
        rows = []
        for document, month, facts in papers:
            name = f"2026-{month:02}-05 Berkas.pdf"
            own = {key: value for key, value in facts.items() if key != "halaman"}
            beside.paper(document, name, **own)
            listed.paper(document, name)
            rows.append({"berkas": f"{document}/{name}", **self.as_cells(own)})
        written(listed, rows)
        assert shown(listed.build()) == shown(beside.build())

    def test_a_place_is_file_and_cell(self, office: Office) -> None:
        office.paper(ATTENDANCE, "2026-01-05 Hadir.pdf")
        written(office, [{"berkas": f"{ATTENDANCE}/2026-01-05 Hadir.pdf", "akses": "publik"}])
        (found,) = [one for one in office.diagnostics() if one.code == "ZI210"]
        column = [column.key for column in COLUMNS].index("akses") + 1
        assert str(found.place) == f"{LIST}:2:{column}"

    def test_a_row_that_says_nothing_says_nothing(self, office: Office) -> None:
        office.paper(MONEV, "2026-03 Monev.pdf")
        before = shown(office.build())
        made(office)
        build = office.build()
        assert shown(build) == before
        assert build.workspace.items[0].sidecar is None
        assert codes(office) == []


class TestBoth:
    """Sidecar and row of one paper."""

    def both(self, office: Office, beside: dict[str, Any], row: dict[str, Any]) -> Build:
        office.paper(MONEV, "2026-03 Monev.pdf", **beside)
        written(office, [{"berkas": f"{MONEV}/2026-03 Monev.pdf", **row}])
        return office.build()

    def test_the_same_is_fine(self, office: Office) -> None:
        facts = {"judul": "Maret", "akses": "terbatas", "diterima": "2026-04-02"}
        self.both(office, facts, facts)
        assert codes(office) == []

    def test_what_one_alone_says_counts(self, office: Office) -> None:
        build = self.both(office, {"judul": "Maret"}, {"nomor": "17", "akses": "terbatas"})
        (item,) = build.workspace.items
        assert item.sidecar
        assert (item.title, item.sidecar.number, item.sidecar.access) == (
            "Maret",
            "17",
            Access.TERBATAS,
        )
        assert item.sidecar.place_of("judul").path.endswith(".pdf.yml")
        assert item.sidecar.place_of("nomor").path == LIST
        assert codes(office) == []

    @pytest.mark.parametrize(
        ("beside", "row"), [("terbatas", "dikecualikan"), ("dikecualikan", "terbatas")]
    )
    def test_the_stricter_access_counts(self, beside: str, row: str, office: Office) -> None:
        build = self.both(office, {"akses": beside}, {"akses": row})
        assert access_of(build, "Monev.pdf") is Access.DIKECUALIKAN
        (message,) = messages(office, "ZI347")
        assert "pdf.yml:1:8" in message
        assert f"“{row}” di sel" in message

    def test_a_row_cannot_open_what_the_sidecar_shuts(self, office: Office) -> None:
        build = self.both(office, {"akses": "terbatas"}, {"akses": "publik", "alasan": "ya"})
        assert access_of(build, "Monev.pdf") is Access.TERBATAS
        assert codes(office) == ["ZI347"]

    def test_otherwise_the_sidecar_stands(self, office: Office) -> None:
        build = self.both(office, {"judul": "A"}, {"judul": "B"})
        assert build.workspace.items[0].title == "A"
        assert codes(office) == ["ZI347"]
        assert len(build.good) == 1, "a warning: the paper counts"

    def test_a_longer_list_is_no_contradiction(self, office: Office) -> None:
        row = f"{NOTULA}; {INVITATION}"
        build = self.both(office, {"juga_untuk": [NOTULA]}, {"juga_untuk": row})
        assert build.workspace.items[0].also_for == (NOTULA, INVITATION)
        assert codes(office) == []

    def test_lists_that_differ_are_both_taken_and_told(self, office: Office) -> None:
        build = self.both(office, {"juga_untuk": [NOTULA]}, {"juga_untuk": ATTENDANCE})
        assert set(build.workspace.items[0].also_for) == {NOTULA, ATTENDANCE}
        assert access_of(build, "Monev.pdf") is Access.TERBATAS
        assert codes(office) == ["ZI347"]


class TestWhereAndWhen:
    """Place and name decide; a row may date what its name does not."""

    def test_a_row_dates_a_file_whose_name_does_not(self, office: Office) -> None:
        office.paper(MONEV, "scan0001.pdf")
        assert codes(office) == ["ZI201"]
        written(office, [{"berkas": f"{MONEV}/scan0001.pdf", "periode": "2026-03"}])
        build = office.build()
        assert codes(office) == []
        assert str(build.workspace.items[0].period) == "2026-03"
        assert build.completeness.held == 1

    def test_also_one_whose_date_is_impossible(self, office: Office) -> None:
        office.paper(MONEV, "2026-13 Monev.pdf")
        written(office, [{"berkas": f"{MONEV}/2026-13 Monev.pdf", "tanggal": "5/3/2026"}])
        assert codes(office) == []

    def test_a_period_too_coarse_is_still_refused(self, office: Office) -> None:
        office.paper(MONEV, "scan.pdf")
        written(office, [{"berkas": f"{MONEV}/scan.pdf", "periode": "2026"}])
        assert codes(office) == ["ZI203"]

    @pytest.mark.parametrize(
        ("row", "told"),
        [
            ({"periode": "2026-03"}, []),
            ({"periode": "2026-T1"}, []),
            ({"tanggal": "2026-03-31"}, []),
            ({"periode": "2026-04"}, ["ZI344"]),
            ({"tanggal": "2026-04-02"}, ["ZI344"]),
            ({"dokumen": f"{MONEV} — Laporan"}, []),
            ({"dokumen": NOTULA}, ["ZI344"]),
            ({"dokumen": "1.3.b/laporan-monef"}, ["ZI344"]),
            ({"dokumen": "monev"}, ["ZI344"]),
        ],
    )
    def test_another_word_is_told_and_not_taken(
        self, row: dict[str, str], told: list[str], office: Office
    ) -> None:
        office.paper(MONEV, "2026-03 Monev.pdf")
        written(office, [{"berkas": f"{MONEV}/2026-03 Monev.pdf", **row}])
        build = office.build()
        assert codes(office) == told
        (item,) = build.workspace.items
        assert (item.document, str(item.period)) == (MONEV, "2026-03")
        assert len(build.good) == (not told), "what contradicts itself does not count"

    def test_an_error_in_one_row_leaves_the_others(self, office: Office) -> None:
        office.paper(MONEV, "2026-03 Monev.pdf")
        office.paper(MONEV, "2026-04 Monev.pdf")
        written(
            office,
            [
                {"berkas": f"{MONEV}/2026-03 Monev.pdf", "akses": "rahasia", "judul": "x"},
                {"berkas": f"{MONEV}/2026-04 Monev.pdf", "judul": "April"},
            ],
        )
        build = office.build()
        assert [item.stem for item in build.good] == ["2026-04 Monev"]
        assert codes(office) == ["ZI343"]


class TestCells:
    """What spreadsheet programs make of what was typed."""

    @pytest.mark.parametrize(
        ("key", "value", "form", "read"),
        [
            ("tanggal", "2026-01-05", "@", "2026-01-05"),
            ("tanggal", "5/1/2026", "@", "2026-01-05"),
            ("tanggal", "05-01-2026", "@", "2026-01-05"),
            ("tanggal", "5 Januari 2026", "@", "2026-01-05"),
            ("tanggal", date(2026, 1, 5), "dd/mm/yyyy", "2026-01-05"),
            ("tanggal", date(2026, 1, 5), "mm-dd-yy", "2026-01-05"),
            ("tanggal", 46027, "General", "2026-01-05"),
            ("periode", "2026-03", "@", "2026-03"),
            ("periode", "2026-3", "@", "2026-03"),
            ("periode", "2026-t1", "@", "2026-T1"),
            ("periode", "2026 S2", "@", "2026-S2"),
            ("periode", 2026, "General", "2026"),
            ("periode", 2026.0, "General", "2026"),
            ("periode", "Maret 2026", "@", "2026-03"),
            ("periode", date(2026, 3, 1), "mmm\\-yy", "2026-03"),
            ("periode", date(2026, 3, 1), "yyyy\\-mm", "2026-03"),
            ("periode", date(2026, 3, 1), '[$-421]mmmm "d" yyyy', "2026-03"),
            ("periode", date(2026, 3, 1), "dd/mm/yyyy", "2026-03-01"),
            ("periode", date(2026, 3, 5), "mmm\\-yy", "2026-03-05"),
            ("halaman", "1-2", "@", "1-2"),
            ("halaman", "1 – 2", "@", "1-2"),
            ("halaman", "hal. 1 s.d. 2", "@", "1-2"),
            ("halaman", 3, "General", "3"),
            ("halaman", 3.0, "General", "3"),
            ("nomor", 217, "General", "217"),
            ("nomor", "0217", "@", "0217"),
            ("nomor", 1.5, "General", "1,5"),
            ("akses", " Terbatas ", "General", "terbatas"),
            ("nihil", True, "General", "ya"),
            ("nihil", "YA", "General", "ya"),
            ("judul", "Laporan\u00a0 Maret \n", "General", "Laporan Maret"),
        ],
    )
    def test_read(self, key: str, value: Any, form: str, read: str) -> None:
        assert value_of(key, Cell(7, 3, value, form)) == read

    @pytest.mark.parametrize(
        ("key", "value", "told"),
        [
            ("halaman", date(2026, 2, 1), "Excel mengubahnya menjadi tanggal 1 Februari 2026"),
            ("halaman", "satu", "misalnya 1-2"),
            ("halaman", 1.2, "misalnya 1-2"),
            ("tanggal", "2026-03", "harus tanggal"),
            ("tanggal", "31/2/2026", "harus tanggal"),
            ("periode", "2026-13", "harus periode"),
            ("periode", "2026-T5", "harus periode"),
            ("periode", "triwulan satu", "harus periode"),
            ("nomor", date(2026, 1, 2), "Excel mengubahnya menjadi tanggal 2 Januari 2026"),
            ("nomor", 199001012015031001, "membulatkan"),
        ],
    )
    def test_refused(self, key: str, value: Any, told: str) -> None:
        with pytest.raises(WrongCellError, match=told):
            value_of(key, Cell(7, 3, value))

    def test_excel_makes_a_date_of_pages(self, office: Office) -> None:
        """The paper does not count until somebody types the pages again: they cannot be known."""
        office.paper(MONEV, "2026-03 Monev.pdf")
        row = {"berkas": f"{MONEV}/2026-03 Monev.pdf", "halaman": date(2026, 2, 1)}
        written(office, [row], formats={"halaman": "d\\-mmm"})
        (message,) = messages(office, "ZI343")
        assert message == (
            "Sel H2 (Halaman): Excel mengubahnya menjadi tanggal 1 Februari 2026, jadi halaman semula "
            "tidak diketahui; ketik ulang dengan tanda ' di depannya."
        )
        assert office.build().good == ()

    def test_formulas(self, office: Office) -> None:
        """A formula counts by the result that Excel has stored; one without any is told."""
        office.paper(MONEV, "2026-03 Monev.pdf")
        row = {"berkas": f"{MONEV}/2026-03 Monev.pdf", "judul": '="Monev "&"Maret"'}
        written(office, [row])
        assert [one for one in messages(office, "ZI343") if "rumus tanpa hasil" in one]

    def test_merged_cells_are_told_for_each_row(self, office: Office) -> None:
        rows = []
        for month in ("03", "04", "05"):
            office.paper(MONEV, f"2026-{month} Monev.pdf")
            rows.append({"berkas": f"{MONEV}/2026-{month} Monev.pdf"})
        rows[0]["akses"] = "dikecualikan"
        file = written(office, rows)
        book = openpyxl.load_workbook(file)
        at = [column.key for column in COLUMNS].index("akses") + 1
        book.active.merge_cells(start_row=2, end_row=4, start_column=at, end_column=at)
        book.save(file)
        build = office.build()
        assert len(messages(office, "ZI343")) == 3
        assert build.good == (), "what was meant for three papers opens none of them"


def assert_only_april(office: Office) -> None:
    """March is closed and nowhere in what is published; April says itself who may see it."""
    build = office.build()
    assert access_of(build, "03 Monev.pdf") is Access.DIKECUALIKAN
    assert access_of(build, "04 Monev.pdf") is Access.PUBLIK
    sources = [one.source for one in plan(build, Audience.PUBLIC)]
    assert [one.rpartition("/")[2] for one in sources if one.endswith(".pdf")] == [
        "2026-04 Monev.pdf"
    ]
    folder = office.root / "keluar"
    done = subprocess.run(
        [
            *(sys.executable, "-m", "zi_build", "--root", str(office.root)),
            *("--as-of", "2026-09-30", "render", "-o", str(folder)),
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    paper = (office.root / "evidence/2026" / MONEV / "2026-03 Monev.pdf").read_bytes()
    for file in folder.rglob("*"):
        if file.is_file():
            content = file.read_bytes()
            assert content != paper
            assert b"2026-03 Monev" not in content
            assert b"Aduan Budi" not in content


class TestHead:
    """The list is found by its words, wherever they stand."""

    PAPER = f"{MONEV}/2026-03 Monev.pdf"

    def test_rows_above_columns_moved_own_columns(self, office: Office) -> None:
        office.paper(MONEV, "2026-03 Monev.pdf")
        keys = ["No.", *reversed([column.key for column in COLUMNS]), "Warna map"]
        row = {"No.": 1, "berkas": self.PAPER, "judul": "Maret", "Warna map": "merah"}
        written(office, [{}, row, {}], keys=keys, above=["BALAI CONTOH", "", "Daftar bukti"])
        assert office.build().workspace.items[0].title == "Maret"
        assert codes(office) == []

    def test_a_renamed_heading_is_told(self, office: Office) -> None:
        office.paper(MONEV, "2026-03 Monev.pdf")
        keys = [column.key for column in COLUMNS if column.key != "berlaku_sampai"]
        row = {"berkas": self.PAPER, "Berlaku sampei": "2026-12-31"}
        written(office, [row], keys=[*keys, "Berlaku sampei"])
        (message,) = messages(office, "ZI342")
        assert "“Berlaku sampai” tidak ada; maksudnya “Berlaku sampei”?" in message
        assert len(office.build().good) == 1, "no paper is worse for it"

    def test_a_restriction_under_an_unknown_heading_closes(self, office: Office) -> None:
        office.paper(MONEV, "2026-03 Monev.pdf")
        keys = [column.key for column in COLUMNS if column.key != "akses"]
        row = {"berkas": self.PAPER, "Boleh dilihat": "Dikecualikan"}
        written(office, [row], keys=[*keys, "Boleh dilihat"])
        assert set(codes(office)) == {"ZI342", "ZI343"}
        assert access_of(office.build(), "Monev.pdf") is Access.DIKECUALIKAN

    @pytest.mark.parametrize("how", ["heading cleared", "heading renamed", "column deleted"])
    def test_without_access_nothing_is_published(self, how: str, office: Office) -> None:
        """What was restricted is unknown: only sidecars that name the access still open."""
        office.paper(MONEV, "2026-03 Monev.pdf")
        office.paper(MONEV, "2026-04 Monev.pdf", akses="publik")
        made(office)
        with Desk(office) as desk:
            desk.put("2026-03 Monev.pdf", akses="dikecualikan", judul="Aduan Budi")
        with Desk(office) as desk:
            at = desk.column("akses")
            if how == "column deleted":
                desk.page.delete_cols(at)
            else:
                desk.page.cell(desk.head, at).value = None if how == "heading cleared" else "Siapa"
        before = (office.root / LIST).read_bytes()
        assert "Kolom “Akses” tidak ada" in messages(office, "ZI342")[0]
        assert_only_april(office)
        if how == "heading renamed":
            assert "berisi “dikecualikan”" in messages(office, "ZI343")[0], "asked, so not counted"
        else:
            assert len(office.build().good) == 2, "scores do not depend on it"
        refused = registers.run(office)
        assert isinstance(refused.exception, UsageError), "a new column would open what that closed"
        assert "Kolom “Akses” tidak ada" in str(refused.exception)
        assert (office.root / LIST).read_bytes() == before

    @pytest.mark.parametrize("restricted", ["Daftar bukti", "Salinan"])
    def test_two_sheets_with_a_list(self, restricted: str, office: Office) -> None:
        """Whichever of them restricts, and wherever they stand: nothing is published of the year."""
        office.paper(MONEV, "2026-03 Monev.pdf")
        office.paper(MONEV, "2026-04 Monev.pdf", akses="publik")
        made(office)
        with Desk(office) as desk:
            copy = desk.book.copy_worksheet(desk.page)
            copy.title = "Salinan"
            desk.book.move_sheet(copy, -len(desk.book.sheetnames) + 1)
            desk.put("2026-03 Monev.pdf", akses="publik", alasan="disetujui", judul="Maret")
            page = desk.book[restricted]
            page.cell(desk.row("2026-03 Monev.pdf"), desk.column("akses")).value = "dikecualikan"
        (message,) = messages(office, "ZI342")
        assert "lembar “Daftar bukti”, tetapi juga di “Salinan”" in message
        assert_only_april(office)
        titles = {item.title for item in office.build().workspace.items}
        assert "Maret" in titles, "the rows that are read are those of the sheet by its name"
        assert isinstance(registers.run(office).exception, UsageError)

    def test_a_heading_twice(self, office: Office) -> None:
        office.paper(MONEV, "2026-03 Monev.pdf")
        keys = [*(column.key for column in COLUMNS), "Akses "]
        written(office, [{"berkas": self.PAPER, "Akses ": "terbatas"}], keys=keys)
        assert set(codes(office)) == {"ZI342", "ZI343"}
        assert access_of(office.build(), "Monev.pdf") is Access.TERBATAS

    @pytest.mark.parametrize(
        ("content", "told"),
        [
            (b"", "kosong"),
            (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), ".xls"),
            (
                b"\xd0\xcf\x11\xe0" + bytes(600) + "EncryptedPackage".encode("utf-16-le"),
                "kata sandi",
            ),
            (b"Berkas;Akses\n", "bukan buku kerja Excel"),
            (b"PK\x03\x04 cut off", "rusak"),
            (sheet([], keys=["Nama", "Alamat"]), "judul kolom “Berkas” tidak ditemukan"),
        ],
        ids=["empty", "xls", "locked", "csv", "damaged", "no head"],
    )
    def test_what_cannot_be_read_closes_the_year(
        self, content: bytes, told: str, office: Office
    ) -> None:
        """It may have closed any paper; sidecars that name the access still stand."""
        office.paper(MONEV, "2026-03 Monev.pdf")
        office.paper(MONEV, "2026-04 Monev.pdf", akses="publik")
        office.paper(MONEV, "2025-12 Monev.pdf")
        office.write(office.root / LIST, content)
        (message,) = messages(office, "ZI341")
        assert told in message
        build = office.build()
        assert [access_of(build, f"{month} Monev.pdf") for month in ("03", "04", "12")] == [
            Access.DIKECUALIKAN,
            Access.PUBLIK,
            Access.PUBLIK,
        ]
        assert len(build.good) == 3, "scores do not depend on it"

    @pytest.mark.parametrize(
        "name",
        ["daftar-bukti (1).xlsx", "Daftar Bukti.xlsx", "daftar_bukti_2026.xls", "daftar-bukti.ods"],
    )
    def test_another_name_is_told(self, name: str, office: Office) -> None:
        office.text(f"evidence/2026/{name}", "x")
        assert codes(office) == ["ZI349"]

    @pytest.mark.parametrize("name", ["~$daftar-bukti.xlsx", ".~lock.daftar-bukti.xlsx#"])
    def test_locks_are_no_files(self, name: str, office: Office) -> None:
        office.text(f"evidence/2026/{name}", "x")
        assert codes(office) == []


class TestTwins:
    """A copy for the public is blamed for what is known of its paper, not for what is presumed."""

    @pytest.mark.parametrize(
        ("content", "blamed"),
        [
            (b"", ["ZI341"]),
            (
                sheet(
                    [{"berkas": f"{ATTENDANCE}/2026-01-05 Lama.pdf", "akses": "dikecualikan"}],
                ),
                ["ZI346"],
            ),
            (
                sheet(
                    [{"berkas": f"{ATTENDANCE}/2026-01-05 Hadir.pdf", "akses": "dikecualikan"}],
                ),
                ["ZI211"],
            ),
        ],
        ids=["unreadable", "row of a vanished file", "its own row"],
    )
    def test_blame(self, content: bytes, blamed: list[str], office: Office) -> None:
        office.paper(ATTENDANCE, "2026-01-05 Hadir.pdf")
        office.paper(ATTENDANCE, "2026-01-05 Hadir.publik.pdf")
        office.write(office.root / LIST, content)
        assert codes(office) == blamed
        assert access_of(office.build(), "Hadir.pdf") is Access.DIKECUALIKAN
        sources = [one.source for one in plan(office.build(), Audience.PUBLIC)]
        assert not [one for one in sources if "Hadir" in one], "until then the copy waits, too"


class TestLostRows:
    """A row whose file is gone."""

    def test_a_renamed_file_keeps_its_row_by_its_content(self, office: Office) -> None:
        paper = office.paper(NOTULA, "scan0001.pdf")
        made(office)
        with Desk(office) as desk:
            desk.put("scan0001.pdf", akses="terbatas", judul="Notula", tanggal="2026-01-05")
        paper.rename(paper.with_name("2026-01-05 Notula.pdf"))
        build = office.build()
        assert codes(office) == ["ZI348"]
        assert access_of(build, "Notula.pdf") is Access.TERBATAS
        assert build.workspace.items[0].title == "Notula"

    def test_a_changed_one_is_closed_with_its_neighbours(self, office: Office) -> None:
        paper = office.paper(NOTULA, "2026-01-05 Notula.pdf")
        office.paper(NOTULA, "2026-02-05 Notula rapat.pdf")
        office.paper(INVITATION, "2026-01-05 Undangan.pdf")
        made(office)
        with Desk(office) as desk:
            desk.put("2026-01-05 Notula.pdf", akses="dikecualikan")
            desk.put("2026-02-05 Notula rapat.pdf", akses="publik")
        paper.unlink()
        office.paper(NOTULA, "2026-01-05 Notula baru.pdf")
        build = office.build()
        assert codes(office) == ["ZI346"]
        assert (
            "Maksud Anda “1.3.b/notula/2026-01-05 Notula baru.pdf”?" in messages(office, "ZI346")[0]
        )
        assert access_of(build, "Notula baru.pdf") is Access.DIKECUALIKAN
        assert access_of(build, "Notula rapat.pdf") is Access.PUBLIK, "its row says so"
        assert access_of(build, "Undangan.pdf") is Access.PUBLIK, "another document"
        made(office)
        assert access_of(office.build(), "Notula baru.pdf") is Access.DIKECUALIKAN, (
            "refreshing opens nothing"
        )

    def test_also_under_a_folder_with_words(self, office: Office) -> None:
        office.paper("1.3.b Monev/notula", "2026-01-05 Notula.pdf")
        written(office, [{"berkas": "1.3.b/notula/hilang.pdf", "akses": "terbatas"}])
        assert access_of(office.build(), "Notula.pdf") is Access.TERBATAS

    def test_a_restriction_of_nobody_closes_the_year(self, office: Office) -> None:
        office.paper(NOTULA, "2026-01-05 Notula.pdf")
        written(office, [{"akses": "terbatas"}])
        assert codes(office) == ["ZI346"]
        assert access_of(office.build(), "Notula.pdf") is Access.TERBATAS

    def test_a_paper_that_moved_to_another_year_is_not_opened(self, office: Office) -> None:
        office.paper(NOTULA, "2025-12-05 Notula.pdf")
        written(office, [{"berkas": f"{NOTULA}/2025-12-05 Notula lama.pdf", "akses": "terbatas"}])
        assert access_of(office.build(), "Notula.pdf") is Access.TERBATAS

    def test_words_of_the_office_are_no_lost_files(self, office: Office) -> None:
        """A section, a sum, the head once more for those who print."""
        office.paper(NOTULA, "2026-01-05 Notula.pdf")
        rows = [
            {"berkas": "AREA 1"},
            {"berkas": f"{NOTULA}/2026-01-05 Notula.pdf"},
            registers.HEADINGS,
            {"berkas": "Jumlah", "Map": 1},
        ]
        written(office, rows, keys=[*registers.HEADINGS, "Map"])
        assert codes(office) == []
        assert access_of(office.build(), "Notula.pdf") is Access.PUBLIK

    def test_two_rows(self, office: Office) -> None:
        office.paper(NOTULA, "2026-01-05 Notula.pdf")
        file = f"{NOTULA}/2026-01-05 Notula.pdf"
        rows = [
            {"berkas": file, "akses": "publik", "judul": "A"},
            {"berkas": file, "akses": "terbatas", "judul": "B"},
        ]
        written(office, rows)
        build = office.build()
        assert codes(office) == ["ZI345"]
        assert access_of(build, "Notula.pdf") is Access.TERBATAS
        assert build.workspace.items[0].title == "A"

    @pytest.mark.parametrize(
        "typed",
        [
            "1.3.b\\notula\\2026-01-05 Notula.pdf",
            "./1.3.B/notula/2026-01-05 NOTULA.PDF",
            "evidence/2026/1.3.b/notula/2026-01-05 Notula.pdf",
            "1.3.b/notula/2026-01-05\u00a0Notula.pdf",
            "2026-01-05 Notula.pdf",
        ],
    )
    def test_names_typed_otherwise(self, typed: str, office: Office) -> None:
        office.paper(NOTULA, "2026-01-05 Notula.pdf")
        written(office, [{"berkas": typed, "judul": "X"}])
        assert codes(office) == []
        assert office.build().workspace.items[0].title == "X"


class TestNothingLeaves:
    """The list names restricted papers: it is never published."""

    def test_the_plan_does_not_know_it(self, office: Office) -> None:
        office.paper(MONEV, "2026-03 Monev.pdf")
        office.paper(ATTENDANCE, "2026-01-05 Hadir Budi.pdf")
        made(office)
        with Desk(office) as desk:
            desk.put("2026-03 Monev.pdf", catatan="jangan sampai terbit")
        build = office.build()
        sources = [one.source for audience in Audience for one in plan(build, audience)]
        assert sources
        assert not [one for one in sources if "daftar-bukti" in one]

    def test_what_is_said_of_lost_papers_is_looked_for(self, office: Office) -> None:
        office.paper(MONEV, "2026-03 Monev.pdf")
        row = {"berkas": f"{MONEV}/2026-04 Nama Pelapor.pdf", "judul": "Aduan Budi Santoso"}
        written(office, [{**row, "akses": "dikecualikan"}])
        secret = {text for _, text in _private_texts(office.build(), [])}
        assert {"2026-04 Nama Pelapor.pdf", "Aduan Budi Santoso"} <= secret

    def test_no_file_of_the_site_holds_it(self, office: Office, tmp_path: Path) -> None:
        for document in (MONEV, ATTENDANCE):
            office.paper(document, "2026-03-05 Berkas.pdf", content=None)
        made(office)
        with Desk(office) as desk:
            at = desk.head + 1
            desk.page.cell(at, desk.column("catatan")).value = "Kode Semangka"
        office.text("docs/index.md", "# Beranda\n\n[[zi:daftar-bukti]]\n")
        folder = tmp_path / "keluar"
        done = subprocess.run(
            [
                *(sys.executable, "-m", "zi_build", "--root", str(office.root)),
                *("--as-of", "2026-09-30", "render", "-o", str(folder)),
            ],
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        for file in folder.rglob("*"):
            assert "daftar-bukti.xlsx" not in file.name
            if file.is_file():
                assert b"Semangka" not in file.read_bytes()
                assert not _is_list(file)


def _is_list(file: Path) -> bool:
    if not zipfile.is_zipfile(file):
        return False
    with zipfile.ZipFile(file) as archive:
        return "xl/workbook.xml" in archive.namelist() and b"Daftar bukti" in archive.read(
            "xl/workbook.xml"
        )


class TestMemory:
    """Read once; a warm run opens nothing and loads no spreadsheet library."""

    PROBE = (
        "import sys; from datetime import date; from pathlib import Path\n"
        "from zi_build.build import build\n"
        "build(Path(sys.argv[1]), as_of=date(2026, 9, 30), today=lambda z: date(2026, 9, 30))\n"
        "print('openpyxl' in sys.modules)"
    )

    def test_warm_without_openpyxl(self, office: Office) -> None:
        office.paper(MONEV, "2026-03 Monev.pdf")
        made(office)
        with Desk(office) as desk:
            desk.put("2026-03 Monev.pdf", judul="Maret", halaman="1-2")
        cold = self.probe(office)
        (office.root / "evidence/2026/x").mkdir()
        assert (cold, self.probe(office)) == ("True", "False")

    def probe(self, office: Office) -> str:
        done = subprocess.run(
            [sys.executable, "-c", self.PROBE, str(office.root)],
            capture_output=True,
            text=True,
            check=True,
        )
        return done.stdout.strip()

    def test_the_same_from_memory(self, office: Office) -> None:
        office.paper(MONEV, "2026-03 Monev.pdf")
        row = {"berkas": f"{MONEV}/2026-03 Monev.pdf", "akses": "rahasia", "juga_untuk": NOTULA}
        written(
            office,
            [row, {"berkas": "x/y.pdf", "akses": "terbatas"}],
            keys=[*registers.HEADINGS][:-2],
        )
        cold = office.build()
        warm = office.build()
        assert cold.diagnostics == warm.diagnostics
        assert cold.workspace.items == warm.workspace.items
        assert cold.workspace.strays == warm.workspace.strays


@given(st.text(max_size=60))
def test_a_folded_name_stays_as_it_is(text: str) -> None:
    assert folded(folded(text)) == folded(text)


def test_every_column_is_explained_to_staff() -> None:
    """The page of the list has each column by its heading, in the order of the sheet."""
    page = (sites.REPOSITORY / "docs/bantuan/daftar-bukti.md").read_text("utf-8")
    table = page.partition("## Kolom")[2].partition("###")[0]
    said = [line.split("|")[1].strip() for line in table.splitlines() if line.startswith("| ")]
    assert said[1:] == [column.heading for column in COLUMNS]
    written = {column.heading for column in COLUMNS if column.ours} - {"Berkas"}
    assert {head for head in written if f"| {head} | Diisi `zi register`" in table} == written


def test_every_fact_of_a_sidecar_has_a_column() -> None:
    known = set(SidecarShape.model_fields)
    assert known <= {column.key for column in COLUMNS}
    assert known | {"catatan"} == set(FIELDS)

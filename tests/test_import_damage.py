"""Workbooks as offices damage them: the answers that are there are read, the rest is told."""

import shutil
import zipfile
from fractions import Fraction

import pytest
from forms import Form
from intake import RUBRICS, answers, read, remarks

from zi_build.errors import UsageError
from zi_build.intake.lke import workbook
from zi_build.intake.lke.heads import Who
from zi_build.intake.lke.report import About

LAW = RUBRICS["permenpanrb-90-2021"]
OLD = RUBRICS["permenpanrb-52-2014"]


def best(rubric):
    """The best answer everywhere, as a form would hold it."""
    given = {
        key: next(iter(criterion.scale.options), 0.5) for key, criterion in rubric.criteria.items()
    }
    return given | {
        result.id: {"indeks": 3.5, "persen": 90, "huruf": "B"}[result.input]
        for result in rubric.results
    }


@pytest.fixture
def form():
    return Form(OLD, best(OLD))


def reread(form, tmp_path, **how):
    return read(form.save(tmp_path / "LKE.xlsx"), "permenpanrb-52-2014", **how)


def test_an_undamaged_form_is_read_in_full(form, tmp_path):
    found = reread(form, tmp_path)
    assert found.placed == found.asked == 81
    assert answers(found) == {key: str(value) for key, value in best(OLD).items()}
    assert found.remarks == ()


# --- what stands in an answer cell ---------------------------------------------------------------


@pytest.mark.parametrize(
    ("key", "said", "meant"),
    [
        ("1.1.a", "ya", "Ya"),
        ("1.1.a", "YA", "Ya"),
        ("1.1.a", " Ya ", "Ya"),
        ("1.1.a", "Y", "Ya"),
        ("1.1.a", "T", "Tidak"),
        ("1.1.a", "TIDAK", "Tidak"),
        ("1.1.a", True, "Ya"),
        ("1.1.a", "Ya, SK sudah ada", "Ya"),
        ("1.1.b", "a", "A"),
        ("1.1.b", " b ", "B"),
        ("1.1.b", "A.", "A"),
        ("1.1.b", "(b)", "B"),
        ("1.1.b", "c)", "C"),
        ("1.1.b", "A - Anggota dipilih dengan prosedur", "A"),
        ("3.4.c", "e", "E"),
        ("spak", "3,6", "3.6"),
        ("spak", 3.6, "3.6"),
        ("spak", "4", "4"),
        ("tlhp", "92,50%", "92.5"),
        ("tlhp", 0.925, "92.5"),
        ("tlhp", 92.5, "92.5"),
    ],
)
def test_answers_are_read_as_people_write_them(form, tmp_path, key, said, meant):
    form.cell(key).value = said
    assert answers(reread(form, tmp_path))[key] == meant


@pytest.mark.parametrize(
    "said", ["A/B/C", "Blm Diisi", "blm diisi", "Belum diisi", "", "-", "–", "…", "A-C", " ", None]
)
def test_what_nobody_filled_in_is_unanswered(form, tmp_path, said):
    form.cell("1.1.b").value = said
    found = reread(form, tmp_path)
    assert "1.1.b" not in answers(found)
    assert [key for key, _ in remarks(found, About.EMPTY)] == ["1.1.b"]


@pytest.mark.parametrize(
    ("key", "said"),
    [
        ("1.1.b", "D"),
        ("1.1.b", "AB"),
        ("1.1.b", "baik"),
        ("1.1.a", "A"),
        ("1.1.a", 1),
        ("spak", 4.2),
        ("spak", -1),
    ],
)
def test_what_is_not_on_the_scale_is_told_with_its_cell(form, tmp_path, key, said):
    form.cell(key).value = said
    found = reread(form, tmp_path)
    assert key not in answers(found)
    assert remarks(found, About.STRANGE) == [(key, form.cell(key).coordinate)]


@pytest.mark.parametrize("error", ["#DIV/0!", "#REF!", "#N/A", "#NAME?", "#VALUE!"])
def test_errors_of_a_spreadsheet_are_no_answers(form, tmp_path, error):
    form.cell("2.1.a").value = error
    form.cell("2.1.a").data_type = "e"
    found = reread(form, tmp_path)
    assert "2.1.a" not in answers(found)
    assert remarks(found, About.ERROR) == [("2.1.a", form.cell("2.1.a").coordinate)]


def test_a_formula_that_was_stored_without_its_result_is_not_taken_for_empty(form, tmp_path):
    form.cell("2.1.a").value = '=IF(1=1,"A","B")'
    found = reread(form, tmp_path)
    assert remarks(found, About.UNCALCULATED) == [("2.1.a", form.cell("2.1.a").coordinate)]


@pytest.mark.parametrize(
    ("key", "said", "meant"),
    [
        ("R5.2.a", 0.9, "0.9"),
        ("R5.2.a", "90%", "0.9"),
        ("R5.2.a", "90,00%", "0.9"),
        ("R5.2.a", "90,00 %", "0.9"),
        ("R5.2.a", 90, "0.9"),
        ("R5.2.a", 1, "1"),
        ("R5.2.a", "0,333", "0.333"),
    ],
)
def test_percentages_are_read_as_people_write_them(tmp_path, key, said, meant):
    found = read(Form(LAW, {**best(LAW), key: said}).save(tmp_path / "LKE.xlsx"))
    assert answers(found)[key] == meant


@pytest.mark.parametrize("said", ["12", 12, 12.0, "12 orang", "12,00"])
def test_counts_are_read_as_people_write_them(tmp_path, said):
    given = {"R1.1.a#agen": said, "R1.1.a#perubahan": 10}
    found = read(Form(LAW, {**best(LAW), **given}).save(tmp_path / "LKE.xlsx"))
    counts = found.answers["R1.1.a", Who.UNIT].counts
    assert {key: one.value for key, one in counts.items()} == {"agen": "12", "perubahan": "10"}


@pytest.mark.parametrize("said", [2.5, -1, "banyak", "1e9", 10**9])
def test_counts_that_are_none_are_told(tmp_path, said):
    given = {"R1.1.a#agen": said, "R1.1.a#perubahan": 10}
    found = read(Form(LAW, {**best(LAW), **given}).save(tmp_path / "LKE.xlsx"))
    assert "agen" not in found.answers["R1.1.a", Who.UNIT].counts
    assert [key for key, _ in remarks(found, About.STRANGE)] == ["R1.1.a"]


# --- where things stand ------------------------------------------------------------------------------


@pytest.mark.parametrize(("row", "column"), [(1, 1), (14, 1), (1, 6), (23, 4)])
@pytest.mark.parametrize("title", ["LKE", "Sheet1 (2)", "Lembar Kerja (final) FIX", "1"])
def test_rows_columns_and_names_of_sheets_may_be_others(tmp_path, row, column, title):
    form = Form(OLD, best(OLD), row=row, column=column, title=title)
    found = reread(form, tmp_path)
    assert answers(found) == {key: str(value) for key, value in best(OLD).items()}


def test_a_form_without_its_head_is_read_by_what_stands_in_its_columns(tmp_path):
    found = reread(Form(OLD, best(OLD), heading=False), tmp_path)
    given = answers(found)
    assert {key: given[key] for key in OLD.criteria} == {
        key: best(OLD)[key] for key in OLD.criteria
    }


def test_rows_put_in_between_shift_nothing(form, tmp_path):
    sheet = form.sheet
    for after, text in (
        (form.rows["1.1.b"], "Catatan: lihat SK"),
        (form.rows["4.2.a"], "Subtotal"),
    ):
        sheet.insert_rows(after + 1)
        sheet.cell(after + 1, 1, text)
    found = reread(form, tmp_path)
    assert answers(found) == {key: str(value) for key, value in best(OLD).items()}


def test_a_row_that_was_deleted_is_told_and_shifts_nothing(form, tmp_path):
    form.sheet.delete_rows(form.rows["3.3.c"])
    found = reread(form, tmp_path)
    expected = {key: str(value) for key, value in best(OLD).items() if key != "3.3.c"}
    assert answers(found) == expected
    assert [key for key, _ in remarks(found, About.ABSENT)] == ["3.3.c"]


def test_a_question_of_the_office_s_own_is_listed_and_shifts_nothing(form, tmp_path):
    row = form.rows["2.1.c"] + 1
    form.sheet.insert_rows(row)
    for column, value in ((1, "d. Apakah kantin bersih?"), (4, "Ya/Tidak"), (5, "Ya")):
        form.sheet.cell(row, column, value)
    found = reread(form, tmp_path)
    assert answers(found) == {key: str(value) for key, value in best(OLD).items()}
    assert remarks(found, About.UNPLACED) == [("", f"A{row}")]


def test_areas_in_another_order_are_read(tmp_path):
    form = Form(OLD, best(OLD))
    first, second = form.rows["#None1"], form.rows["#None2"]
    rows = list(form.sheet.iter_rows(min_row=first, max_row=second - 1, values_only=True))
    form.sheet.delete_rows(first, second - first)
    for values in rows:
        form.sheet.append(values)
    assert answers(reread(form, tmp_path)) == {key: str(value) for key, value in best(OLD).items()}


def test_merged_titles_and_answers_are_read(form, tmp_path):
    for key in ("#None1", "#None4"):
        form.sheet.merge_cells(
            start_row=form.rows[key], end_row=form.rows[key], start_column=1, end_column=8
        )
    row = form.rows["1.1.b"]
    form.sheet.insert_rows(row + 1)
    for column in (1, 4, 5):
        form.sheet.merge_cells(
            start_row=row, end_row=row + 1, start_column=column, end_column=column
        )
    assert answers(reread(form, tmp_path)) == {key: str(value) for key, value in best(OLD).items()}


def test_one_merged_answer_does_not_answer_two_questions(form, tmp_path):
    row, column = form.rows["1.3.a"], form.cell("1.3.a").column
    form.sheet.merge_cells(start_row=row, end_row=row + 1, start_column=column, end_column=column)
    found = reread(form, tmp_path)
    assert answers(found)["1.3.a"] == "A"
    assert "1.3.b" not in answers(found)
    assert [key for key, _ in remarks(found, About.TWICE)] == ["1.3.b"]


def test_an_answer_typed_over_the_scale_is_told(form, tmp_path):
    """Such a row drops out of many workbooks' own sums without a word (domain 1.5, trap 3)."""
    form.cell("1.1.a", "Pilihan Jawaban").value = "Ya"
    found = reread(form, tmp_path)
    assert answers(found)["1.1.a"] == "Ya"
    assert remarks(found, About.SCALE) == [
        ("1.1.a", form.cell("1.1.a", "Pilihan Jawaban").coordinate)
    ]


def test_a_scale_that_was_typed_over_is_no_answer(form, tmp_path):
    form.cell("1.1.a", "Pilihan Jawaban").value = "Ya"
    form.cell("1.1.a").value = None
    found = reread(form, tmp_path)
    assert "1.1.a" not in answers(found)
    assert [key for key, _ in remarks(found, About.SCALE)] == ["1.1.a"]


@pytest.mark.parametrize("head", ["Nilai", "%", "Catatan"])
def test_an_answer_in_the_wrong_column_is_found_and_told(form, tmp_path, head):
    form.cell("1.1.b").value = None
    form.cell("1.1.b", head).value = "B"
    found = reread(form, tmp_path)
    assert answers(found)["1.1.b"] == "B"
    assert remarks(found, About.ASTRAY) == [("1.1.b", form.cell("1.1.b", head).coordinate)]


def test_two_stray_answers_are_a_riddle(form, tmp_path):
    form.cell("1.1.b").value = None
    form.cell("1.1.b", "Nilai").value = "B"
    form.cell("1.1.b", "Catatan").value = "A"
    found = reread(form, tmp_path)
    assert "1.1.b" not in answers(found)
    assert len(remarks(found, About.ASTRAY)) == 2


def test_the_evaluators_answer_is_never_taken_for_the_unit_s(tmp_path):
    form = Form(OLD, {"1.1.a": "Ya"}, tpi={"1.1.a": "Tidak", "1.1.b": "A"})
    found = reread(form, tmp_path)
    assert answers(found) == {"1.1.a": "Ya"}
    assert answers(found, Who.TPI) == {"1.1.a": "Tidak", "1.1.b": "A"}


def test_text_of_a_question_that_was_lost_is_placed_by_its_order_and_told(form, tmp_path):
    form.sheet.cell(form.rows["1.3.b"], 1).value = "b. ???"
    found = reread(form, tmp_path)
    assert answers(found)["1.3.b"] == "A"
    assert [key for key, _ in remarks(found, About.BY_POSITION)] == ["1.3.b"]


def test_a_copy_of_the_sheet_is_told_with_what_differs(form, tmp_path):
    copy = form.book.copy_worksheet(form.sheet)
    copy.title = "LKE (2)"
    copy[form.cell("1.1.b").coordinate] = None
    copy[form.cell("2.1.a").coordinate] = "D"
    found = reread(form, tmp_path)
    assert found.sheets == ("LKE",)
    assert answers(found)["2.1.a"] == "A"
    (told,) = [one.message for one in found.remarks if one.about is About.SHEET]
    assert "2 isian berbeda: 1.1.b, 2.1.a" in told


def test_another_sheet_can_be_asked_for(form, tmp_path):
    copy = form.book.copy_worksheet(form.sheet)
    copy.title = "TPI"
    copy[form.cell("2.1.a").coordinate] = "D"
    assert answers(reread(form, tmp_path, sheet="TPI"))["2.1.a"] == "D"
    with pytest.raises(UsageError, match="Yang ada: LKE, TPI"):
        reread(form, tmp_path, sheet="Rekap")


def test_a_hidden_sheet_with_the_only_answers_is_read_and_told(form, tmp_path):
    form.book.create_sheet("Depan")["A1"] = "Selamat datang"
    form.sheet.sheet_state = "hidden"
    form.book.active = 1
    found = reread(form, tmp_path)
    assert len(answers(found)) == 84
    assert len(remarks(found, About.HIDDEN)) == 1


# --- arithmetic ------------------------------------------------------------------------------------------


def deviation(found, key):
    (one,) = [one for one in found.deviations if one.key == key]
    return one


def test_weights_that_are_not_the_regulation_s_are_told(form, tmp_path):
    """A real workbook cut 1.5 to 1 (domain 1.5, trap 5)."""
    form.cell("2.1", "Bobot").value = 1
    told = deviation(reread(form, tmp_path), "2.1")
    cell = f"LKE!{form.cell('2.1', 'Bobot').coordinate}"
    assert (told.cell, told.stated, told.recomputed) == (cell, "1", Fraction(3, 2))


def test_an_average_that_skips_the_unanswered_is_told(form, tmp_path):
    """One of two questions answered A, and the sheet shows 100 % (domain 1.5, trap 2)."""
    form.cell("1.1.b").value = "Blm Diisi"
    form.cell("1.1", "Nilai").value = 1.0
    told = deviation(reread(form, tmp_path), "1.1")
    assert told.recomputed == Fraction(1, 2)
    assert "melewati pertanyaan yang belum dijawab" in told.reason


def test_two_thirds_are_told(form, tmp_path):
    form.cell("1.3.a").value = "B"
    form.cell("1.3.a", "Nilai").value = 2 / 3
    told = deviation(reread(form, tmp_path), "1.3.a")
    assert told.recomputed == Fraction(67, 100)
    assert "0,67" in told.reason


def test_an_index_that_was_made_a_letter_is_told(form, tmp_path):
    """Index 3 is worth 0.75 of the points, not 0.67 (domain 1.5, trap 6)."""
    form.cell("spak").value = 3
    form.cell("spak", "Nilai").value = 0.67 * 15
    assert deviation(reread(form, tmp_path), "spak").recomputed == Fraction(45, 4)


def test_errors_in_sums_are_told_with_what_should_stand_there(form, tmp_path):
    cell = form.cell("1.1", "Nilai")
    cell.value, cell.data_type = "#REF!", "e"
    told = deviation(reread(form, tmp_path), "1.1")
    assert (told.stated, told.recomputed) == ("#REF!", Fraction(1))


def test_limits_of_predicates_that_are_wrong_are_told(form, tmp_path):
    """One real workbook judged WBBM by 18.25 and 2.50 (domain 1.5, trap 5)."""
    rows = [
        ("Syarat minimal", "WBK", "WBBM"),
        ("Nilai total", 75, 80),
        ("Survei persepsi korupsi", 13.5, 13.5),
        ("Kualitas pelayanan publik", None, 15),
    ]
    for row in rows:
        form.sheet.append(row)
    told = {(one.key, one.what): one.recomputed for one in reread(form, tmp_path).deviations}
    assert told == {("total", "ambang WBBM"): Fraction(85), ("prima", "ambang WBBM"): Fraction(16)}


def test_right_arithmetic_is_not_told(form, tmp_path):
    form.cell("1.1", "Nilai").value = 1.0
    form.cell("1.3.a", "Nilai").value = 1
    form.cell("spak", "Nilai").value = 3.5 / 4 * 15
    assert reread(form, tmp_path).deviations == ()


# --- files that are no workbook, or want to be too much ---------------------------------------------


def refused(file):
    with pytest.raises(UsageError) as told:
        read(file)
    return str(told.value)


def test_a_workbook_with_macros_is_read(form, tmp_path):
    file = form.save(tmp_path / "LKE.xlsx")
    shutil.copy(file, tmp_path / "LKE.xlsm")
    assert len(answers(read(tmp_path / "LKE.xlsm", "permenpanrb-52-2014"))) == 84


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "XLS lama"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            "kata sandi",
        ),
        (b"No;Jawaban\n1;Ya\n", "bukan buku kerja"),
        (b"<html><table></table></html>", "bukan buku kerja"),
        (b"PK\x03\x04 and then nothing", "rusak"),
        (b"", "bukan buku kerja"),
    ],
)
def test_what_is_no_xlsx_is_named_and_what_to_do(tmp_path, content, words):
    file = tmp_path / "LKE.xlsx"
    file.write_bytes(content)
    assert words in refused(file)


def zipped(file, parts):
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return file


def test_ods_is_named(tmp_path):
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    assert "ODS" in refused(
        zipped(tmp_path / "LKE.xlsx", {"mimetype": kind, "content.xml": "<a/>"})
    )


def test_a_document_of_another_kind_is_named(tmp_path):
    assert "bukan buku kerja" in refused(
        zipped(tmp_path / "LKE.xlsx", {"word/document.xml": "<a/>"})
    )


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("xl/worksheets/sheet1.xml", b"<row><c/></row>" * 1_200_000, "terlalu besar"),
        ("xl/sharedStrings.xml", b" " * 2_000_000, "terlalu besar"),
        ("xl/workbook.xml", b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', "deklarasi XML"),
    ],
)
def test_bombs_are_refused_before_they_unfold(form, tmp_path, monkeypatch, name, content, words):
    monkeypatch.setattr(workbook, "MAX_TEXT", 20_000_000 if b"<" in content else 1_000_000)
    file = form.save(tmp_path / "LKE.xlsx")
    with zipfile.ZipFile(file) as archive:
        parts = {part: archive.read(part) for part in archive.namelist()}
    assert words in refused(zipped(tmp_path / "bom.xlsx", {**parts, name: content}))


def test_a_workbook_that_is_cut_off_or_broken_inside_is_named(form, tmp_path):
    content = form.save(tmp_path / "LKE.xlsx").read_bytes()
    cut = tmp_path / "potong.xlsx"
    cut.write_bytes(content[: len(content) // 2])
    assert "rusak" in refused(cut)
    with zipfile.ZipFile(tmp_path / "LKE.xlsx") as archive:
        parts = {part: archive.read(part) for part in archive.namelist()}
    sheet = parts["xl/worksheets/sheet1.xml"]
    broken = {**parts, "xl/worksheets/sheet1.xml": sheet[: len(sheet) // 2]}
    assert "rusak" in refused(zipped(tmp_path / "sobek.xlsx", broken))


def test_a_sheet_that_was_formatted_down_to_the_end_is_read(form, tmp_path):
    file = form.save(tmp_path / "LKE.xlsx")
    with zipfile.ZipFile(file) as archive:
        parts = {part: archive.read(part) for part in archive.namelist()}
    sheet = parts["xl/worksheets/sheet1.xml"].decode()
    empty = "".join(f'<row r="{row}" s="1" customFormat="1"/>' for row in range(1000, 300_000))
    parts["xl/worksheets/sheet1.xml"] = sheet.replace(
        "</sheetData>", f"{empty}</sheetData>"
    ).encode()
    found = read(zipped(tmp_path / "panjang.xlsx", parts), "permenpanrb-52-2014")
    assert len(answers(found)) == 84


def test_a_workbook_without_any_question_is_told(tmp_path):
    form = Form(OLD, {})
    form.sheet.delete_rows(1, 200)
    form.sheet["A1"] = "Daftar hadir"
    assert "Tidak ada pertanyaan" in refused(form.save(tmp_path / "LKE.xlsx"))


def test_a_rubric_that_was_asked_for_wins_and_the_doubt_is_told(form, tmp_path):
    found = read(form.save(tmp_path / "LKE.xlsx"), "pedoman-bpmp-2023")
    assert (found.rubric, found.guessed) == ("pedoman-bpmp-2023", "permenpanrb-52-2014")
    assert any(one.about is About.RUBRIC for one in found.remarks)


def test_a_head_of_two_rows_names_whose_answers_they_are(tmp_path):
    form = Form(OLD, {"1.1.a": "Ya", "1.1.b": "A"}, row=2)
    sheet = form.sheet
    sheet["E1"], sheet["I1"] = "UNIT KERJA", "TIM PENILAI INTERNAL"
    sheet["I2"], sheet["J2"] = "Jawaban", "Nilai"
    sheet.merge_cells("E1:H1")
    sheet.merge_cells("I1:J1")
    sheet.cell(form.rows["1.1.b"], 9, "C")
    found = reread(form, tmp_path)
    assert answers(found) == {"1.1.a": "Ya", "1.1.b": "A"}
    assert answers(found, Who.TPI) == {"1.1.b": "C"}


def test_a_second_column_of_answers_without_a_name_is_listed(tmp_path):
    form = Form(OLD, {"1.1.a": "Ya", "1.1.b": "A"})
    form.sheet["I1"] = "Jawaban"
    for key, said in (("1.1.a", "Tidak"), ("1.1.b", "C")):
        form.sheet.cell(form.rows[key], 9, said)
    found = reread(form, tmp_path)
    assert answers(found) == {"1.1.a": "Ya", "1.1.b": "A"}
    assert remarks(found, About.UNPLACED) == [("1.1.a", "I4"), ("1.1.b", "I5")]


def test_links_are_listed_and_not_taken_for_papers(form, tmp_path):
    cell = form.cell("1.1.a", "Catatan")
    cell.value, cell.hyperlink = "SK Tim", "https://drive.example.go.id/sk"
    found = reread(form, tmp_path)
    assert remarks(found, About.EVIDENCE) == [("1.1.a", cell.coordinate)]

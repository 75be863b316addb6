"""Further habits of laying out an LKE, and workbooks that nobody would make on purpose."""

import io
import zipfile
from contextlib import suppress

import pytest
from forms import Form
from hypothesis import given, settings
from hypothesis import strategies as st
from intake import RUBRICS, WORKBOOKS, answers, read
from openpyxl import Workbook

from zi_build.errors import UsageError
from zi_build.intake.lke.heads import Who

OLD = RUBRICS["permenpanrb-52-2014"]
ROMAN = ("I", "II", "III", "IV", "V", "VI")
# The words of kantor B, not ours.
ROWS = {
    row[0]: row
    for line in (WORKBOOKS / "kantor-b.tsv").read_text("utf-8").splitlines()
    if len(row := line.split("\t")) > 3
}
RIGHT = {key: ROWS[key][4] for key in OLD.criteria if ROWS[key][4:]}


def best(criterion):
    return next(iter(criterion.scale.options))


@pytest.fixture
def book():
    made = Workbook()
    return made, made.active


def saved(made, tmp_path):
    made.save(tmp_path / "LKE.xlsx")
    return tmp_path / "LKE.xlsx"


def test_the_old_form_with_a_column_for_each_marker_and_explanations_at_the_end(book, tmp_path):
    """PermenPANRB 52/2014 p. 26: Keterangan says what the options mean, it holds no notes."""
    made, sheet = book
    sheet.append(["LEMBAR KERJA EVALUASI"])
    sheet.append(
        ["PENILAIAN", *[None] * 5, "Pilihan Jawaban", "Jawaban", "Nilai", "%", "Keterangan"]
    )
    sheet.append(["A.", "PROSES (60)"])
    for area in OLD.areas:
        sheet.append([None, f"{ROMAN[int(area.id) - 1]}.", f"{area.name.upper()} ({area.weight})"])
        for number, indicator in enumerate(area.indicators, 1):
            sheet.append([None, None, number, f"{indicator.name} ({float(indicator.weight):g})"])
            for letter, criterion in zip("abcdefgh", indicator.criteria, strict=False):
                _, scale, text, said, *_ = ROWS[criterion.id]
                means = "\n".join(f"{k.lower()}. {v}" for k, v in criterion.options.items())
                sheet.append(
                    [*[None] * 3, f"{letter}.", text, None, scale, said, None, None, means]
                )
    found = read(saved(made, tmp_path))
    assert (found.rubric, answers(found)) == (OLD.id, RIGHT)
    assert not any(said.note for said in found.answers.values())


def test_each_option_on_a_row_of_its_own_below_a_merged_question(book, tmp_path):
    made, sheet = book
    sheet.append(
        ["No", "Pertanyaan", "Pilihan", "Keterangan pilihan", "Jawaban Unit", "Jawaban TPI"]
    )
    row = 2
    for number, criterion in enumerate(OLD.criteria.values(), 1):
        for place, (option, means) in enumerate(criterion.options.items()):
            sheet.cell(row + place, 3, option)
            sheet.cell(row + place, 4, means)
        values = {1: number, 2: ROWS[criterion.id][2], 5: ROWS[criterion.id][3], 6: best(criterion)}
        last = row + len(criterion.options) - 1
        for column, value in values.items():
            sheet.cell(row, column, value)
            sheet.merge_cells(start_row=row, end_row=last, start_column=column, end_column=column)
        row = last + 1
    found = read(saved(made, tmp_path), OLD.id)
    assert answers(found) == RIGHT
    assert answers(found, Who.TPI) == {key: best(one) for key, one in OLD.criteria.items()}


def test_area_and_indicator_beside_every_question_and_tpi_before_the_unit(book, tmp_path):
    made, sheet = book
    sheet.append(
        ["No", "Area", "Indikator", "Pertanyaan", "Hasil Penilaian TPI", "Hasil Penilaian Mandiri"]
    )
    for number, criterion in enumerate(OLD.criteria.values(), 1):
        indicator, area = OLD.indicators[criterion.indicator], OLD.areas[int(criterion.area) - 1]
        _, _, text, said, *_ = ROWS[criterion.id]
        sheet.append([number, area.name, indicator.name, text, best(criterion), said])
    found = read(saved(made, tmp_path), OLD.id)
    assert answers(found) == RIGHT
    assert answers(found, Who.TPI) == {key: best(one) for key, one in OLD.criteria.items()}


def test_the_guideline_is_told_from_52_2014_by_its_results(book, tmp_path):
    made, sheet = book
    sheet.append(["Penilaian", "Bobot", "Pilihan Jawaban", "Jawaban"])
    for key in OLD.criteria:
        sheet.append([ROWS[key][2], None, ROWS[key][1], ROWS[key][3]])
    sheet.append(["Survei persepsi anti korupsi", 17.5, "0-4", 3.5])
    sheet.append(["Kinerja lebih baik", 5, "A/B/C/D/E", "B"])
    found = read(saved(made, tmp_path), preferred="permenpanrb-52-2014")
    assert found.guessed == "pedoman-bpmp-2023"
    assert answers(found) == {**RIGHT, "spak": "3.5", "kinerja": "B"}


def test_ids_of_questions_place_them_whatever_their_words_are(book, tmp_path):
    made, sheet = book
    sheet.append(["Kode", "Pertanyaan", "Jawaban"])
    for key in reversed(OLD.criteria):
        sheet.append([key, "lihat lampiran", ROWS[key][3]])
    assert answers(read(saved(made, tmp_path), OLD.id)) == RIGHT


# --- nothing that anybody puts into a workbook makes the import fall -------------------------------


CELLS = st.one_of(
    st.none(),
    st.sampled_from(
        [
            "Jawaban",
            "Nilai",
            "Pilihan Jawaban",
            "Penilaian",
            "TPI",
            "%",
            "Bobot",
            "Catatan",
            "WBK",
            "WBBM",
        ]
        + [
            "a.",
            "I.",
            "-",
            "Ya",
            "Tidak",
            "A",
            "b",
            "A/B/C",
            "Ya/Tidak",
            "Jumlah",
            "Blm Diisi",
            "=A1",
            "#REF!",
        ]
        + [ROWS[key][2] for key in list(OLD.criteria)[:12]]
        + [
            "MANAJEMEN PERUBAHAN",
            "Jumlah Manajemen Perubahan",
            "HASIL",
            "x" * 3000,
            "\u202e",
            "🙂",
            "[=(",
        ]
    ),
    st.integers(-(10**15), 10**15),
    st.floats(allow_nan=False, allow_infinity=False),
    st.booleans(),
    st.dates(),
)


@settings(max_examples=60)
@given(st.lists(st.lists(CELLS, max_size=9), max_size=30), st.lists(st.integers(1, 30), max_size=6))
def test_any_heap_of_cells_is_read_or_refused_in_a_sentence(rows, merged):
    made = Workbook()
    for row in rows:
        made.active.append(row)
    for place in merged:
        made.active.merge_cells(
            start_row=place, end_row=place + 1, start_column=1 + place % 5, end_column=3 + place % 5
        )
    held = io.BytesIO()
    made.save(held)
    _read_bytes(held.getvalue())


def _read_bytes(content):
    """Read a workbook from memory; every refusal is one sentence of ours."""

    class InMemory:
        name = "LKE.xlsx"

        def stat(self):
            return type("Size", (), {"st_size": len(content)})

        def read_bytes(self):
            return content

    with suppress(UsageError):
        read(InMemory())


@settings(max_examples=60)
@given(st.data())
def test_a_workbook_with_bad_bytes_is_read_or_refused_in_a_sentence(data):
    whole = (WORKBOOKS / "kantor-b.xlsx").read_bytes()
    if data.draw(st.booleans()):
        with zipfile.ZipFile(io.BytesIO(whole)) as archive:
            parts = {name: archive.read(name) for name in archive.namelist()}
        part = data.draw(st.sampled_from(sorted(parts)))
        parts[part] = _spoilt(data, parts[part])
        held = io.BytesIO()
        with zipfile.ZipFile(held, "w") as archive:
            for name, content in parts.items():
                archive.writestr(name, content)
        whole = held.getvalue()
    else:
        whole = _spoilt(data, whole)
    _read_bytes(whole)


def _spoilt(data, content):
    """Change, cut out or repeat a few bytes."""
    at = data.draw(st.integers(0, max(0, len(content) - 1)))
    length = data.draw(st.integers(0, 40))
    middle = data.draw(
        st.one_of(st.binary(max_size=6), st.sampled_from([b"9" * 30, b"<", b"-1", b"A1048577"]))
    )
    return content[:at] + middle + content[at + length :]


def test_a_form_of_nothing_but_questions_is_read_as_unanswered(tmp_path):
    found = read(Form(OLD, {}).save(tmp_path / "LKE.xlsx"), OLD.id)
    assert (found.placed, answers(found)) == (81, {})

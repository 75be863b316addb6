"""What a workbook adds up and concludes beside its points is compared with the regulation too."""

import zipfile
from fractions import Fraction

import pytest
from forms import Form
from intake import RUBRICS, read

LAW = RUBRICS["permenpanrb-90-2021"]
GUIDELINE = RUBRICS["pedoman-bpmp-2023"]
COUNTS = {
    "R5.3.b#wajib": 98765,
    "R5.3.b#administrator": 1,
    "R5.3.b#pengawas": 4,
    "R5.3.b#fungsional-pelaksana": 35,
    "R5.3.b#sudah": 38,
}


def best(rubric, **but):
    """Return answers that reach every threshold of points, but for some."""
    said = {
        c.id: 1 if c.scale.is_percentage else next(iter(c.scale.options))
        for c in rubric.criteria.values()
    }
    return {**said, "spak": 4, "spkp": 4, "kinerja": "A", **but}


def told(form, tmp_path):
    found = read(form.save(tmp_path / "LKE.xlsx"), form.rubric.id)
    return [(one.key, one.what, one.stated, one.recomputed) for one in found.deviations]


@pytest.mark.parametrize(("stated", "right"), [(0.95, True), (0.475, False), (1, False)])
def test_the_share_of_lhkasn_in_its_indicator(tmp_path, stated, right):
    form = Form(LAW, {"R5.3.a": 1, "R5.3.b": 0.95})
    row = form.rows["R5.3.b"]
    form.sheet.insert_rows(row)
    heading = ("ii. Penyampaian Laporan Harta Kekayaan Aparatur Sipil Negara (LHKASN)", 1)
    for column, value in zip((1, 2, 6), (*heading, stated), strict=True):
        form.sheet.cell(row, column, value)
    expected = [("R5.3.b", "nilai unit", str(stated), Fraction(19, 20))]
    assert told(form, tmp_path) == ([] if right else expected)


@pytest.mark.parametrize(("result", "right"), [("40", True), ("36", False)])
def test_a_sum_of_counts_whose_formula_leaves_one_out(tmp_path, result, right):
    form = Form(LAW, COUNTS)
    file = form.save(tmp_path / "LKE.xlsx")
    with zipfile.ZipFile(file) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(file, "w") as archive:
        for name, content in parts.items():
            formula = f"<f>SUM(E1:E2)</f><v>{result}</v>".encode()
            archive.writestr(name, content.replace(b"<v>98765</v>", formula))
    found = read(file, LAW.id).deviations
    expected = [] if right else [("R5.3.b#wajib", "jumlah unit", "36", Fraction(40))]
    assert [(one.key, one.what, one.stated, one.recomputed) for one in found] == expected


@pytest.mark.parametrize(
    ("index", "words", "lacking"),
    [
        (4, "Memenuhi WBK", None),
        (4, "MEMENUHI SYARAT WBBM", None),
        (4, "Belum memenuhi WBK", "semua syarat nilai tercapai"),
        (3, "Memenuhi WBK", "belum tercapai"),
        (3, "Tidak Memenuhi Kriteria WBK", None),
        (3, "Di atas ambang WBBM", "belum tercapai"),
        (3, "Layak menuju WBK.", "belum tercapai"),
        (3, "Unit ini berharap memenuhi WBK tahun depan", None),
    ],
)
def test_a_verdict_in_words(tmp_path, index, words, lacking):
    """An index of 3 for perceived corruption is 13,125 points: less than the 15,5 that are asked."""
    form = Form(GUIDELINE, best(GUIDELINE, spak=index))
    form.sheet.append(("Kesimpulan", None, None, None, None, words))
    found = read(form.save(tmp_path / "LKE.xlsx"), GUIDELINE.id).deviations
    if lacking is None:
        assert found == ()
    else:
        (one,) = found
        assert (one.what, one.stated, one.recomputed) == ("kesimpulan unit", words, None)
        assert one.reason.startswith(lacking)


def test_the_label_of_a_row_is_no_verdict(tmp_path):
    form = Form(GUIDELINE, best(GUIDELINE, spak=3))
    form.sheet.append(("Memenuhi WBK", None, None, None, "Belum"))
    assert told(form, tmp_path) == []

"""`zi import lke` as people use it: shown first, written when agreed, reported in full."""

import json
import os
import subprocess
import sys

import pytest
from forms import HEAD, TPI, Form
from hypothesis import given, settings
from hypothesis import strategies as st
from intake import RUBRICS, WORKBOOKS, answers, counts, read

from zi_build.intake.lke.heads import Who
from zi_build.model.assessment import Voice

GUIDELINE = RUBRICS["pedoman-bpmp-2023"]
LAW = RUBRICS["permenpanrb-90-2021"]
TARGET = "evidence/2026/penilaian/pedoman-bpmp-2023.yml"


@pytest.fixture
def run(office):
    """Run the command in the office, without a terminal."""

    def run(*arguments, rubric="pedoman-bpmp-2023"):
        command = [
            sys.executable,
            "-m",
            "zi_build",
            "--root",
            str(office.root),
            "--as-of",
            "2026-09-30",
        ]
        return subprocess.run(
            [
                *command,
                "import",
                "lke",
                *map(str, arguments),
                *(["--rubric", rubric] if rubric else []),
            ],
            capture_output=True,
            text=True,
            check=False,
            stdin=subprocess.DEVNULL,
            env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
        )

    return run


@pytest.fixture
def workbook(tmp_path):
    """Write a form of the guideline."""

    def write(given, **how):
        return Form(GUIDELINE, given, **how).save(tmp_path / "LKE.xlsx")

    return write


def told(done):
    assert done.stderr == ""
    return json.loads(done.stdout)


def test_without_a_terminal_nothing_is_written_and_it_says_so(run, workbook, office):
    done = run(workbook({"1.1.a": "Ya", "1.1.b": "b"}))
    assert done.returncode == 2
    assert "1.1.b.unit: (kosong) → B  [LKE!E5]" in done.stdout
    assert done.stdout.rstrip().endswith(
        "Tidak ada yang ditulis: 2 perubahan belum disetujui. Pakai --ya untuk menulisnya."
    )
    assert not (office.root / TARGET).exists()


def test_a_dry_run_writes_nothing(run, workbook, office):
    done = run(workbook({"1.1.a": "Ya"}), "--dry-run", "--yes")
    assert done.returncode == 0
    assert "(--dry-run); 1 perubahan menunggu" in done.stdout
    assert not (office.root / TARGET).exists()


def test_with_yes_the_answers_are_written_and_count(run, workbook, office):
    done = run(workbook({"1.1.a": "Ya", "1.1.b": "B", "spak": 3.6}), "--ya")
    assert (done.returncode, done.stderr) == (0, "")
    assert f"3 perubahan ditulis ke {TARGET}." in done.stdout
    card = office.build().scores[Voice.CLAIMED]
    assert card.criteria["1.1.a"].option == "Ya"
    assert card.criteria["1.1.b"].option == "B"
    assert office.diagnostics() == ()


def test_the_same_import_twice_changes_no_byte(run, workbook, office):
    file = workbook({"1.1.a": "Ya", "3.4.c": "e"}, notes={"1.1.a": "SK ada"}, tpi={"1.1.a": "Ya"})
    run(file, "--ya", "--per", "2026-07-10")
    before = (office.root / TARGET).read_bytes()
    done = run(file, "--ya", "--per", "2026-07-10")
    assert "Tidak ada yang berubah" in done.stdout
    assert (office.root / TARGET).read_bytes() == before


def test_only_what_is_different_changes(run, workbook, office):
    office.answers(
        "# milik kami\nrubrik: pedoman-bpmp-2023\njawaban:\n  1.1.a: ya   # rapat\n  1.1.b: A\n"
        "  1.2.a: Ya\nhasil: {spak: 3.60}\ntidak_berlaku: {3.2.a: {alasan: tidak ada mutasi}}\n"
    )
    done = run(workbook({"1.1.a": "Ya", "1.1.b": "C", "spak": "3,6"}), "--ya")
    assert "1.1.b.unit: A → C" in done.stdout
    assert "1 perubahan ditulis" in done.stdout
    assert (office.root / TARGET).read_text() == (
        "# milik kami\nrubrik: pedoman-bpmp-2023\njawaban:\n  1.1.a: ya   # rapat\n  1.1.b: C\n"
        "  1.2.a: Ya\nhasil: {spak: 3.60}\ntidak_berlaku: {3.2.a: {alasan: tidak ada mutasi}}\n"
    )


def test_an_empty_cell_takes_no_answer_away(run, workbook, office):
    office.answers({"1.2.a": "Ya"})
    done = run(workbook({"1.1.a": "Ya"}), "--ya")
    assert "1.2.a kosong di buku kerja; jawaban Ya di berkas dibiarkan." in done.stdout
    assert office.build().scores[Voice.CLAIMED].criteria["1.2.a"].option == "Ya"


@pytest.fixture
def four(tmp_path):
    """Write a workbook that asks four questions of the law's form and no more."""
    form = Form(LAW, {"P1.1.a": "Ya", "P1.1.b": "C"})
    kept = {1, *(form.rows[key] for key in ("P1.1.a", "P1.1.b", "P1.2.a", "P1.2.b"))}
    for row in range(form.at, 0, -1):
        if row not in kept:
            form.sheet.delete_rows(row)
    return form.save(tmp_path / "LKE.xlsx")


def test_a_workbook_of_four_questions_does_not_bury_its_changes(run, four, office):
    known = dict.fromkeys((key for key, one in LAW.criteria.items() if one.scale.id == "YT"), "Ya")
    office.unit(rubrik=LAW.id)
    path = f"evidence/2026/penilaian/{LAW.id}.yml"
    said = "".join(f"  {key}: {answer}\n" for key, answer in known.items())
    office.text(path, f"rubrik: {LAW.id}\njawaban:\n{said}")
    done = run(four, rubric=LAW.id)
    lines = done.stdout.splitlines()
    assert len(lines) < 30
    assert lines[-3:] == [
        f"Perubahan di {path}: 1",
        "  P1.1.b.unit: (kosong) → C  [LKE!E3]",
        "Tidak ada yang ditulis: 1 perubahan belum disetujui. Pakai --ya untuk menulisnya.",
    ]
    second = [one for one in LAW.criteria.values() if one.area == "2"]
    counts_of = sum(len(one.counts.inputs) for one in second if one.counts)
    both = f"{len(second)} pertanyaan" + (f" dan {counts_of} hitungan" if counts_of else "")
    assert f"  area 2 {LAW.areas[1].name}: semuanya ({both})" in lines
    assert [line for line in lines if "P1.2.a" in line] == [
        "  P1.2.a kosong di buku kerja; jawaban Ya di berkas dibiarkan."
    ]
    assert sum(" dibiarkan." in line for line in lines) == 1


def test_programs_are_told_of_every_question_that_is_absent(run, four):
    report = told(run(four, "--format", "json", "--dry-run", rubric=LAW.id))
    absent = {one["key"] for one in report["remarks"] if one["about"] == "tidak-ada-di-buku-kerja"}
    counts_asked = {
        f"{k}#{n}" for k, c in LAW.criteria.items() if c.counts for n in c.counts.inputs
    }
    asked = {*LAW.criteria, *counts_asked, *(one.id for one in LAW.results)}
    assert asked - absent == {"P1.1.a", "P1.1.b", "P1.2.a", "P1.2.b"}


@pytest.mark.parametrize(
    ("cell", "sentence"),
    [
        ("d", "Jawaban unit untuk 1.1.b tidak ada pada skalanya; tidak diimpor. “d”"),
        (1, "Jawaban unit untuk 1.1.b tidak ada pada skalanya; tidak diimpor. “1”"),
        (
            "=#REF!",
            "galat rumus “#REF!”; tidak dibaca. Rumusnya merujuk sel yang sudah tidak ada; menyimpan",
        ),
        ('=IF(#REF!="x","A","B")', "berisi galat rumus “#REF!”; tidak dibaca. Rumusnya merujuk"),
        ("=B2", "Rumus di sel unit untuk 1.1.b disimpan tanpa hasil. Buka dan simpan buku kerja"),
        ("Tidak berlaku", "1.1.b dinyatakan tidak berlaku oleh unit; tulis di"),
        (None, "1.1.b kosong di buku kerja; jawaban A di berkas dibiarkan."),
    ],
)
def test_a_cell_is_refused_or_empty_never_both(run, tmp_path, office, cell, sentence):
    office.answers({"1.1.b": "A"})
    form = Form(GUIDELINE, {"1.1.a": "Ya", "1.1.b": cell})
    done = run(form.save(tmp_path / "LKE.xlsx"), "--dry-run")
    (line,) = (line for line in done.stdout.splitlines() if "1.1.b" in line)
    assert sentence in line


def test_an_evaluator_s_refused_cell_leaves_the_unit_s_empty(run, workbook, office):
    office.answers({"1.1.b": "A"})
    done = run(workbook({}, tpi={"1.1.b": "d", "1.1.a": "Ya"}), "--dry-run", "--per", "2026-07-10")
    assert "Jawaban TPI untuk 1.1.b tidak ada pada skalanya; tidak diimpor. “d”" in done.stdout
    assert "1.1.b kosong di buku kerja; jawaban A di berkas dibiarkan." in done.stdout


def test_a_result_of_tpi_is_listed_when_the_unit_s_was_refused(run, workbook):
    file = workbook({"spak": "tinggi"}, tpi={"spak": 3.5})
    done = run(file, "--dry-run", "--per", "2026-07-10")
    assert "spak tidak ditulis: nilai unit untuk hasil ini belum ada" in done.stdout


def test_evaluators_answers_need_a_date(run, workbook, office):
    file = workbook({"1.1.a": "Ya"}, tpi={"1.1.a": "Tidak"})
    done = run(file, "--ya")
    assert "Jawaban TPI untuk 1.1.a tidak ditulis: tanpa tanggal" in done.stdout
    assert "tpi" not in (office.root / TARGET).read_text().partition("rubrik:")[2]
    run(file, "--ya", "--per", "2026-07-10")
    assert "tpi:\n      nilai: Tidak\n      per: 2026-07-10" in (office.root / TARGET).read_text()
    assert "bukan tanggal" in run(file, "--per", "10 Juli").stderr


def test_a_date_in_the_workbook_is_taken(run, tmp_path, office):
    form = Form(GUIDELINE, {"1.1.a": "Ya"}, tpi={"1.1.a": "Tidak"}, row=5)
    form.sheet["A2"], form.sheet["B2"] = "Tanggal penilaian TPI", "10 Juli 2026"
    run(form.save(tmp_path / "LKE.xlsx"), "--ya")
    assert "per: 2026-07-10" in (office.root / TARGET).read_text()


@pytest.fixture
def judged_twice(tmp_path):
    """Write a form in which TPI and TPN have answered; the words above TPN's column are given."""

    def write(tpn, notes=None, above=()):
        form = Form(GUIDELINE, {"1.1.a": "Ya", "1.1.b": "A"}, tpi={"1.1.a": "Ya"}, row=6)
        column = len(HEAD) + len(TPI) + 1
        for at, head in enumerate(("Jawaban TPN", "Nilai TPN", "Catatan TPN")):
            form.sheet.cell(6, column + at, head)
        for key, answer in tpn.items():
            form.sheet.cell(form.rows[key], column, answer)
        for key, note in (notes or {}).items():
            form.sheet.cell(form.rows[key], column + 2, note)
        for at, words in enumerate(above):
            form.sheet.cell(3, column + at, words)
        return form.save(tmp_path / "LKE.xlsx")

    return write


def test_the_national_evaluators_answers_are_written_with_their_own_date(run, judged_twice, office):
    file = judged_twice({"1.1.a": "Tidak", "1.1.b": "b"}, {"1.1.a": "Diuji di lapangan"})
    done = run(file, "--ya", "--per", "2026-07-10", "--per-tpn", "2026-09-15")
    assert (done.returncode, done.stderr) == (0, "")
    assert "tpn.per: 2026-09-15 pada 2 jawaban TPN  [--per-tpn]" in done.stdout
    answer = office.build().workspace.assessment.answers["1.1.a"]
    assert (answer.verified.text, answer.verified.on.isoformat()) == ("Ya", "2026-07-10")
    assert (answer.final.text, answer.final.on.isoformat()) == ("Tidak", "2026-09-15")
    assert answer.final.note == "Diuji di lapangan"
    assert office.build().scores[Voice.FINAL].criteria["1.1.b"].option == "B"
    assert office.diagnostics() == ()


def test_without_tpn_s_date_only_tpn_s_answers_are_left_out(run, judged_twice, office):
    done = run(judged_twice({"1.1.a": "Tidak"}), "--ya", "--per", "2026-07-10")
    assert "Jawaban TPN yang tidak ditulis: 1" in done.stdout
    assert "Jawaban TPN untuk 1.1.a tidak ditulis: tanpa tanggal; beri tanggal penilaian TPN" in (
        done.stdout
    )
    assert "dengan --per-tpn TTTT-BB-HH" in done.stdout
    answer = office.build().workspace.assessment.answers["1.1.a"]
    assert (answer.verified.text, answer.final) == ("Ya", None)


@pytest.mark.parametrize(
    "above", [("Tanggal", "15 September 2026"), ("Tanggal evaluasi TPN: 15/09/2026",)]
)
def test_tpn_s_date_in_the_workbook_is_tpn_s_alone(run, judged_twice, above):
    file = judged_twice({"1.1.a": "Tidak"}, above=above)
    report = told(run(file, "--format", "json", "--dry-run"))
    assert (report["tpi_date"], report["tpn_date"]) == (None, "2026-09-15")
    assert [change["path"] for change in report["changes"] if "tpn" in change["path"]] == [
        ["jawaban", "1.1.a", "tpn", "nilai"],
        ["jawaban", "1.1.a", "tpn", "per"],
    ]


def test_a_verdict_without_a_date_gets_it_and_keeps_the_rest(run, judged_twice, office):
    office.answers({"1.1.a": {"unit": "Ya", "tpn": {"nilai": "Tidak", "lhe": "B/12/2026"}}})
    run(judged_twice({"1.1.a": "Tidak"}), "--ya", "--per-tpn", "2026-09-15")
    final = office.build().workspace.assessment.answers["1.1.a"].final
    assert (final.on.isoformat(), final.report) == ("2026-09-15", "B/12/2026")


def test_an_evaluator_s_note_without_an_answer_is_listed(run, judged_twice):
    done = run(judged_twice({"1.1.a": "Ya"}, {"1.1.b": "Belum sempat dinilai"}), "--dry-run")
    assert "Catatan TPN untuk 1.1.b tanpa jawaban TPN; tidak diimpor." in done.stdout


def test_what_does_not_apply_needs_its_reason_in_the_file(run, workbook, office):
    file = workbook({"1.1.a": "Ya", "3.2.a": "Tidak berlaku"})
    done = run(file, "--ya")
    assert "3.2.a dinyatakan tidak berlaku oleh unit; tulis di tidak_berlaku" in done.stdout
    waived = "rubrik: pedoman-bpmp-2023\ntidak_berlaku: {3.2.a: {alasan: tidak ada mutasi}}\n"
    office.answers(waived)
    done = run(file, "--ya")
    assert "tidak berlaku" not in done.stdout
    assert office.build().scores[Voice.CLAIMED].criteria["3.2.a"].waived


def test_a_new_verdict_leaves_the_papers_of_the_old_one_behind(run, workbook, office):
    old = {"nilai": "Ya", "per": "2026-01-05", "lhe": "L-1", "sidik": ["aaaaaaaaaaaa"]}
    office.answers(
        {
            "1.1.a": {"unit": "Ya", "tpi": old},
            "1.1.b": {"unit": "A", "tpi": {"nilai": "B", "per": "2026-01-05"}},
        }
    )
    run(workbook({}, tpi={"1.1.a": "Tidak", "1.1.b": "b"}), "--ya", "--per", "2026-07-10")
    found = office.build().workspace.assessment.answers
    verified = found["1.1.a"].verified
    assert (verified.text, verified.on.isoformat(), verified.report, verified.seen) == (
        "Tidak",
        "2026-07-10",
        None,
        (),
    )
    assert found["1.1.b"].verified.on.isoformat() == "2026-01-05"


def test_the_report_is_there_for_programs(run, workbook, office):
    form = Form(GUIDELINE, {"1.1.a": "Ya", "1.1.b": "Z"})
    form.cell("1.1", "Nilai").value = 1.0
    file = form.save(office.root.parent / "LKE.xlsx")
    report = told(run(file, "--format", "json", "--dry-run"))
    assert (report["rubric"], report["placed"], report["asked"]) == ("pedoman-bpmp-2023", 81, 81)
    assert report["changes"] == [
        {"path": ["jawaban", "1.1.a", "unit"], "old": None, "new": "Ya", "cell": "LKE!E4"}
    ]
    assert {
        "about": "di-luar-skala",
        "key": "1.1.b",
        "cell": "LKE!E5",
        "text": "Z",
    }.items() <= next(one for one in report["remarks"] if one["key"] == "1.1.b").items()
    assert report["deviations"][0]["recomputed"] == "1/2"
    assert told(run(file, "--format", "json", "--ya"))["written"] is True
    assert run(file, "--format", "json").returncode == 0  # nothing is left to do


def test_a_wrong_answers_file_stops_the_import(run, workbook, office):
    office.answers("rubrik: pedoman-bpmp-2023\njawaban:\n  1.1.a: {unit: Ya\n")
    before = (office.root / TARGET).read_bytes()
    done = run(workbook({"1.1.a": "Ya"}), "--ya")
    assert done.returncode == 2
    assert "pedoman-bpmp-2023.yml:3" in done.stderr
    assert (office.root / TARGET).read_bytes() == before


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["tidak-ada.xlsx"], "tidak dapat dibaca"),
        ([WORKBOOKS / "kantor-a.yml"], "bukan buku kerja XLSX"),
        (
            [WORKBOOKS / "kantor-b.xlsx", "--sheet", "Rekap"],
            "Yang ada: Petunjuk, Sheet1, Sheet1 (2)",
        ),
    ],
)
def test_wrong_use_is_told_in_a_sentence(run, arguments, words):
    done = run(*arguments)
    assert done.returncode == 2
    assert words in done.stderr
    assert "Traceback" not in done.stderr


def test_an_answers_file_that_cannot_be_written_is_told_with_what_to_do(run, workbook, office):
    year = office.root / "evidence/2026"
    year.mkdir(exist_ok=True)
    (year / "penilaian").write_text("bukan folder")
    done = run(workbook({"1.1.a": "Ya"}), "--ya")
    assert done.returncode == 2
    assert f"{TARGET} tidak dapat ditulis" in done.stderr
    assert "; tutuplah bila sedang dibuka, lalu impor lagi." in done.stderr


def test_an_unknown_rubric_is_told_with_those_that_there_are(run, workbook):
    assert "permenpanrb-90-2021" in run(workbook({}), rubric="permenpan-90").stderr


def test_the_year_of_the_answers_file_can_be_chosen(run, workbook, office):
    run(workbook({"1.1.a": "Ya"}), "--ya", "--tahun", "2025")
    assert (office.root / TARGET.replace("2026", "2025")).is_file()


@pytest.mark.parametrize("year", ["2030", "2062", "2015"])
def test_a_year_far_from_the_one_judged_is_refused(run, workbook, office, year):
    done = run(workbook({"1.1.a": "Ya"}), "--ya", "--tahun", year)
    assert done.returncode == 2
    assert f"Tahun {year} (--tahun) jauh dari 2026" in done.stderr
    assert not (office.root / "evidence" / year).exists()
    (office.root / "evidence" / year).mkdir()
    assert run(workbook({"1.1.a": "Ya"}), "--ya", "--tahun", year).returncode == 0


@pytest.mark.parametrize("year", ["2021", "2027"])
def test_years_nearby_are_taken(run, workbook, office, year):
    assert run(workbook({"1.1.a": "Ya"}), "--ya", "--tahun", year).returncode == 0
    assert (office.root / TARGET.replace("2026", year)).is_file()


@pytest.mark.parametrize(
    ("option", "name"), [("--per", "Tanggal penilaian TPI"), ("--per-tpn", "Tanggal penilaian TPN")]
)
def test_a_verdict_of_a_day_to_come_is_refused(run, judged_twice, office, option, name):
    file = judged_twice({"1.1.a": "Tidak"})
    done = run(file, "--ya", option, "2026-10-01")
    assert done.returncode == 2
    assert f"{name} 2026-10-01 ({option}) sesudah 2026-09-30" in done.stderr
    assert not (office.root / TARGET).exists()
    assert run(file, "--ya", option, "2026-09-30").returncode == 0


def test_a_day_to_come_in_the_workbook_is_refused_unless_another_is_given(run, judged_twice):
    file = judged_twice({"1.1.a": "Tidak"}, above=("Tanggal", "15 September 2062"))
    done = run(file, "--ya")
    assert done.returncode == 2
    assert "Tanggal penilaian TPN 2062-09-15 (LKE!M3) sesudah 2026-09-30" in done.stderr
    assert "Beri tanggal yang benar dengan --per-tpn" in done.stderr
    assert run(file, "--ya", "--per-tpn", "2026-09-15").returncode == 0


def test_a_day_to_come_hinders_nobody_whose_evaluators_have_not_answered(run, judged_twice):
    file = judged_twice({}, above=("Tanggal", "15 Desember 2026"))
    assert run(file, "--ya").returncode == 0


def test_another_year_in_the_workbook_is_told(run, tmp_path):
    form = Form(GUIDELINE, {"1.1.a": "Ya"}, row=5)
    form.sheet["A2"], form.sheet["B2"] = "TAHUN", ": 2024"
    done = run(form.save(tmp_path / "LKE.xlsx"), "--dry-run")
    assert "buku kerja menyebut tahun 2024 (LKE!B2), berkas jawaban 2026" in done.stdout


def test_an_office_s_workbook_scores_as_the_program_scores_it(run, office):
    done = run(WORKBOOKS / "kantor-a.xlsx", "--ya", "--per", "2026-07-10", rubric=None)
    assert done.returncode == 0, done.stderr
    built = office.build(rubric="permenpanrb-90-2021")
    assert built.scores[Voice.CLAIMED].criteria["R5.2.a"].value == 1
    total = float(built.scores[Voice.CLAIMED].total)
    assert f"total, nilai unit: #DIV/0! → {total:.6g}".replace(".", ",") in done.stdout.replace(
        ".", ","
    )


# --- random answers come back the same -------------------------------------------------------------


def option(criterion):
    if criterion.scale.is_percentage:
        return st.integers(0, 100).map(lambda part: part / 100)
    return st.sampled_from(list(criterion.scale.options))


@st.composite
def filled(draw, rubric):
    """Answers to some of a rubric's questions, with counts for some percentages."""
    given_answers = {}
    for criterion in rubric.criteria.values():
        if criterion.counts and draw(st.booleans()):
            for key in criterion.counts.inputs:
                given_answers[f"{criterion.id}#{key}"] = draw(st.integers(0, 500))
        elif draw(st.integers(0, 3)):
            given_answers[criterion.id] = draw(option(criterion))
    for result in rubric.results:
        top = {"indeks": 400, "persen": 10_000, "huruf": 0}[result.input]
        value = draw(st.integers(101, top)) / 100 if top else draw(st.sampled_from("ABCDE"))
        given_answers[result.id] = value
    return given_answers


@pytest.mark.parametrize("rubric", RUBRICS.values(), ids=list(RUBRICS))
def test_random_answers_come_back_the_same(rubric, tmp_path):
    @settings(max_examples=12)
    @given(filled(rubric), filled(rubric), st.integers(1, 9), st.integers(1, 5))
    def check(unit, tpi, row, column):
        tpi = tpi or {"spak": 1}
        form = Form(rubric, unit, tpi=tpi, row=row, column=column)
        found = read(form.save(tmp_path / "LKE.xlsx"), rubric.id)
        for who, said in ((Who.UNIT, unit), (Who.TPI, tpi)):
            back = {**answers(found, who)}
            back |= {
                f"{k}#{n}": str(v) for k, row in counts(found, who).items() for n, v in row.items()
            }
            assert {k: float(v) if v[0].isdigit() else v for k, v in back.items()} == said

    check()

"""`zi tpi`: what evaluators answer, with what they saw, and nothing else of the answers file."""

import os
import re
import shlex
import signal
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import sites
from click.testing import CliRunner
from office import RUBRIC, Office
from openpyxl import Workbook, load_workbook

from zi_build.cli.main import cli
from zi_build.errors import UsageError
from zi_build.intake.tpi import sheet
from zi_build.intake.tpi.judged import About, Read
from zi_build.model.assessment import Voice
from zi_build.model.rubric import Rubric
from zi_build.model.view import Audience

LAW = "permenpanrb-90-2021"
TARGET = f"evidence/2026/penilaian/{RUBRIC}.yml"
WHO = ("--penilai", "Tim Penilai Internal")
ANSWERS = """\
# Jawaban kami. Jangan dihapus!
rubrik: pedoman-bpmp-2023

jawaban:
  1.1.b:   # sudah dibahas
    unit: A
    uraian: 'Empat kriteria.'
  1.2.a: Ya      # singkat
  1.3.b: {unit: A, tpi: {nilai: B, per: 2026-07-10, lhe: LHE-1, sidik: [000000000000]}}
hasil: {kinerja: B}
"""


@pytest.fixture
def judged(office: Office) -> Office:
    """An office that waits for its evaluators; 1.3.b was judged on a paper that has gone."""
    office.unit(mulai="2026-01-05")
    office.paper("1.1.b/berita-acara", "2026-01-12 BA.pdf")
    office.paper("1.1.b/notula", "2026-01-12 Notula.pdf")
    office.paper("1.1.b/sk-tim-kerja", "2026-01-15 SK.pdf")
    office.paper("1.2.a/rencana-aksi", "2026-01-20 Rencana.pdf")
    office.text(TARGET, ANSWERS)
    return office


@dataclass(frozen=True)
class Done:
    """What a command left behind."""

    returncode: int
    stdout: str
    stderr: str


def tpi(office: Office, *arguments: object, typed: str = "", rubric: str = RUBRIC) -> Done:
    """Run the command without a terminal, with what is typed."""
    given = ["--root", office.root, "--as-of", "2026-09-30", "--rubric", rubric, "tpi", *arguments]
    done = CliRunner().invoke(cli, [*map(str, given)], input=typed)
    if isinstance(done.exception, UsageError):
        return Done(2, done.stdout, f"zi: {done.exception}\n")
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return Done(done.exit_code, done.stdout, done.stderr)


def filled(file: Path, values: dict[str, object], notes: dict[str, str] | None = None) -> Path:
    """Fill the evaluators' two columns of a blank sheet."""
    book = load_workbook(file)
    page = book.active
    heads = {cell.value: cell.column for cell in page[4]}
    for row in page.iter_rows(min_row=5):
        key = row[0].value
        if key in values:
            page.cell(row[0].row, heads["Nilai TPI"]).value = values[key]
        if notes and key in notes:
            page.cell(row[0].row, heads["Catatan TPI"]).value = notes[key]
    book.save(file)
    return file


@pytest.fixture
def blank(judged: Office, tmp_path: Path) -> Path:
    """The sheet of what waits in area 1."""
    file = tmp_path / "lembar.xlsx"
    done = tpi(judged, "--lembar-kosong", file, "--area", "1")
    assert done.returncode == 0, done.stderr
    return file


def said(office: Office, key: str) -> Any:
    answer = office.build().workspace.assessment.answers[key]
    assert answer.verified
    return answer.verified


def digests(office: Office, document: str) -> set[str]:
    return {
        item.facts.sha256[:12]
        for item in office.build().workspace.items
        if item.facts and item.document.startswith(document)
    }


class TestBlankSheet:
    """What an evaluator is given."""

    def test_it_asks_what_waits_and_shows_what_there_is(self, judged: Office, blank: Path) -> None:
        page = load_workbook(blank).active
        rows = {row[0].value: [cell.value for cell in row] for row in page.iter_rows(min_row=5)}
        assert list(rows)[:2] == ["1.1.a", "1.1.b"]
        line = rows["1.1.b"]
        assert line[2] == "A"
        assert "1.1.b/notula/2026-01-12 Notula.pdf" in line[4]
        assert line[6] == "A, B, C"
        assert line[7] is None
        assert set(line[9].split()) == digests(judged, "1.1.b")
        assert "1.3.b" in rows, "what has lapsed is asked again"
        assert rows["1.3.b"][5] == "B per 2026-07-10; perlu diperiksa ulang"
        assert rows["kinerja"][2] == "B"

    def test_its_lists_offer_the_scale(self, blank: Path) -> None:
        rules = load_workbook(blank).active.data_validations.dataValidation
        assert '"A,B,C"' in {rule.formula1 for rule in rules}

    def test_the_same_office_gives_the_same_bytes(
        self, judged: Office, blank: Path, tmp_path: Path
    ) -> None:
        again = tmp_path / "lagi.xlsx"
        tpi(judged, "--lembar-kosong", again, "--area", "1")
        assert again.read_bytes() == blank.read_bytes()

    def test_it_overwrites_nothing(self, judged: Office, blank: Path) -> None:
        before = blank.read_bytes()
        done = tpi(judged, "--lembar-kosong", blank)
        assert done.returncode == 2
        assert "sudah ada" in done.stderr
        assert blank.read_bytes() == before

    def test_left_as_it_is_it_records_nothing(self, judged: Office, blank: Path) -> None:
        done = tpi(judged, *WHO, "--lembar", blank, "--yes")
        assert done.returncode == 0, done.stdout + done.stderr
        assert (judged.root / TARGET).read_text("utf-8") == ANSWERS


class TestSheet:
    """A sheet that comes back."""

    def test_it_is_recorded_with_assessor_day_and_what_was_seen(
        self, judged: Office, blank: Path
    ) -> None:
        filled(blank, {"1.1.b": "B", "1.2.a": "ya"}, {"1.1.b": "SK belum\nlengkap"})
        done = tpi(judged, *WHO, "--tanggal", "2026-09-15", "--lembar", blank, "--ya")
        assert done.returncode == 0, done.stdout + done.stderr
        one = said(judged, "1.1.b")
        assert (one.text, str(one.on), one.assessor) == ("B", "2026-09-15", WHO[1])
        assert one.note == "SK belum\nlengkap"
        assert set(one.seen) == digests(judged, "1.1.b")
        assert judged.build().scores[Voice.VERIFIED].criteria["1.2.a"].option == "Ya"
        assert judged.diagnostics() == () or {one.code for one in judged.diagnostics()} == {"ZI305"}

    def test_nothing_else_of_the_file_changes(self, judged: Office, blank: Path) -> None:
        filled(blank, {"1.1.b": "B", "1.2.a": "Ya"})
        tpi(judged, *WHO, "--lembar", blank, "--ya")
        after = (judged.root / TARGET).read_text("utf-8").splitlines()
        for line in ("# Jawaban kami. Jangan dihapus!", "    uraian: 'Empat kriteria.'"):
            assert line in after
        assert "# sudah dibahas" in "\n".join(after)
        assert "# singkat" in "\n".join(after)
        answers = judged.build().workspace.assessment.answers
        assert [answers[key].text for key in ("1.1.b", "1.2.a", "1.3.b")] == ["A", "Ya", "A"]

    def test_twice_is_once(self, judged: Office, blank: Path) -> None:
        filled(blank, {"1.1.b": "B", "1.2.a": "Ya", "1.3.b": "A"})
        tpi(judged, *WHO, "--lembar", blank, "--ya")
        first = (judged.root / TARGET).read_bytes()
        done = tpi(judged, "--penilai", "Orang lain", "--lembar", blank, "--ya")
        assert "Sudah tercatat dan dibiarkan: 3" in done.stdout
        assert (judged.root / TARGET).read_bytes() == first

    def test_it_lapses_when_a_paper_changes_and_not_when_one_comes(
        self, judged: Office, blank: Path
    ) -> None:
        filled(blank, {"1.1.b": "B"})
        tpi(judged, *WHO, "--lembar", blank, "--ya")
        judged.paper("1.1.b/notula", "2026-03-12 Notula kedua.pdf")
        assert "1.1.b" not in judged.build().lapsed
        judged.paper("1.1.b/notula", "2026-01-12 Notula.pdf", content=b"%PDF-1.4 lain")
        assert "1.1.b" in judged.build().lapsed

    def test_evidence_that_changed_since_the_sheet_is_refused_by_name(
        self, judged: Office, blank: Path
    ) -> None:
        filled(blank, {"1.1.b": "B", "1.2.a": "Ya"})
        (judged.root / "evidence/2026/1.1.b/notula/2026-01-12 Notula.pdf").unlink()
        done = tpi(judged, *WHO, "--lembar", blank, "--ya")
        assert done.returncode == 1
        assert "1.1.b: 1 dari 3 bukti yang dilihat" in done.stdout
        assert judged.build().workspace.assessment.answers["1.1.b"].verified is None
        assert said(judged, "1.2.a").text == "Ya"

    def test_a_paper_that_came_since_was_not_seen(self, judged: Office, blank: Path) -> None:
        filled(blank, {"1.1.b": "B"})
        before = digests(judged, "1.1.b")
        judged.paper("1.1.b/notula", "2026-03-12 Notula kedua.pdf")
        done = tpi(judged, *WHO, "--lembar", blank, "--ya")
        assert done.returncode == 0
        assert "1 bukti masuk sesudah lembar dibuat" in done.stdout
        assert set(said(judged, "1.1.b").seen) == before

    def test_a_lapsed_answer_is_given_anew_and_its_report_goes(
        self, judged: Office, blank: Path
    ) -> None:
        assert "1.3.b" in judged.build().lapsed
        filled(blank, {"1.3.b": "B"})
        tpi(judged, *WHO, "--lembar", blank, "--ya")
        one = said(judged, "1.3.b")
        assert (one.text, one.report, one.seen, str(one.on)) == ("B", None, (), "2026-09-30")
        assert "1.3.b" not in judged.build().lapsed

    def test_notes_of_any_letters_and_any_length(self, judged: Office, blank: Path) -> None:
        filled(
            blank,
            {"1.1.b": "B", "1.2.a": "Ya"},
            {"1.1.b": 'baris: satu\r\n# dua\u202e "tiga" {x}', "1.2.a": "n" * 2001},
        )
        done = tpi(judged, *WHO, "--lembar", blank, "--ya")
        assert done.returncode == 1
        assert "1.2.a: catatan lebih dari 2000 huruf" in done.stdout
        assert said(judged, "1.1.b").note == 'baris: satu\n# dua "tiga" {x}'

    def test_nothing_is_written_unasked_or_on_trial(self, judged: Office, blank: Path) -> None:
        filled(blank, {"1.1.b": "B"})
        assert tpi(judged, *WHO, "--lembar", blank).returncode == 2
        done = tpi(judged, *WHO, "--lembar", blank, "--dry-run")
        assert done.returncode == 0
        assert "1.1.b.tpi.nilai: (kosong) → B" in done.stdout
        assert (judged.root / TARGET).read_text("utf-8") == ANSWERS

    def test_saved_by_libreoffice_as_a_workbook_and_as_csv(
        self, judged: Office, blank: Path, tmp_path: Path, program: Callable[[str], str]
    ) -> None:
        filled(blank, {"1.1.b": "B", "1.2.a": "Ya"}, {"1.2.a": "Lengkap; ditandatangani"})
        office = program("libreoffice")
        for kind in ("xlsx", "csv"):
            folder = tmp_path / kind
            subprocess.run(
                [
                    office,
                    f"-env:UserInstallation=file://{tmp_path}/profil",
                    *("--headless", "--convert-to", kind, "--outdir", str(folder), str(blank)),
                ],
                check=True,
                capture_output=True,
            )
            judged.text(TARGET, ANSWERS)
            done = tpi(judged, *WHO, "--lembar", folder / f"lembar.{kind}", "--ya")
            assert done.returncode == 0, done.stdout + done.stderr
            assert (said(judged, "1.1.b").text, said(judged, "1.2.a").text) == ("B", "Ya")
            assert said(judged, "1.2.a").note == "Lengkap; ditandatangani"
            assert set(said(judged, "1.1.b").seen) == digests(judged, "1.1.b")

    def test_the_whole_lke_gives_its_evaluators_columns(
        self, judged: Office, tmp_path: Path
    ) -> None:
        file = tmp_path / "LKE.xlsx"
        sites.zi(judged.root, "export", "lke", "-o", str(file))
        book = load_workbook(file)
        page = book["LKE"]
        head = next(
            cell
            for row in page.iter_rows(max_row=15)
            for cell in row
            if isinstance(cell.value, str) and "Tim Penilai Internal" in cell.value
        )
        row = next(
            row[0].row
            for row in page.iter_rows(min_row=head.row)
            if any(isinstance(cell.value, str) and cell.value.startswith("1.1.b") for cell in row)
        )
        page.cell(row, head.column).value = "C"
        book.save(file)
        done = tpi(judged, *WHO, "--tanggal", "2026-09-02", "--lembar", file, "--ya")
        assert "Tanpa sidik: 1 kriteria" in done.stdout, done.stdout + done.stderr
        one = said(judged, "1.1.b")
        assert (one.text, str(one.on), one.assessor) == ("C", "2026-09-02", WHO[1])
        assert set(one.seen) == digests(judged, "1.1.b")
        assert judged.build().workspace.assessment.answers["1.1.b"].text == "A"

    def test_a_sheet_for_another_rubric(self, judged: Office, blank: Path) -> None:
        filled(blank, {"1.1.b": "B"})
        done = tpi(judged, *WHO, "--lembar", blank, "--ya", rubric=LAW)
        assert done.returncode == 2
        assert f"tambahkan --rubric {RUBRIC}" in done.stderr

    @pytest.mark.parametrize(
        "content", [b"", b"PK\x03\x04rusak", b"\xd0\xcf\x11\xe0lama", b"a;b\n1;2\n"]
    )
    @pytest.mark.parametrize("name", ["lembar.xlsx", "lembar.csv"])
    def test_a_file_that_is_none(
        self, name: str, content: bytes, judged: Office, tmp_path: Path
    ) -> None:
        (tmp_path / name).write_bytes(content)
        done = tpi(judged, *WHO, "--lembar", tmp_path / name, "--ya")
        assert done.returncode == 2
        assert re.match(r"zi: .+\.\n$", done.stderr), done.stderr
        assert (judged.root / TARGET).read_text("utf-8") == ANSWERS


def table(*rows: tuple[object, ...]) -> tuple[Any, ...]:
    """A sheet that an office typed itself, as read."""
    cells = {
        number: {
            column: sheet.Cell("L", number, column, value)
            for column, value in enumerate(row, 1)
            if value is not None
        }
        for number, row in enumerate(rows, 1)
    }
    return (sheet.Sheet("L", hidden=False, rows=cells),)


def read(rubric: Rubric, *rows: tuple[object, ...]) -> Read:
    return sheet.read_sheet(table(*rows), rubric)


def told(found: Read) -> list[tuple[About, str]]:
    return [(one.about, one.cell) for one in found.remarks]


class TestReading:
    """Sheets as people make them."""

    @pytest.mark.parametrize(
        "heads",
        [
            ("Kriteria", "Nilai"),
            ("KODE", "Nilai TPI"),
            (" kode kriteria ", "JAWABAN TPI:"),
            ("No. Kriteria", "Nilai  TPI"),
        ],
    )
    def test_headings(self, heads: tuple[str, str], rubric: Rubric) -> None:
        found = read(rubric, ("Penilaian Juli",), heads, ("1.1.b", "B"))
        assert [(one.key, one.value) for one in found.judged] == [("1.1.b", "B")]

    @pytest.mark.parametrize(
        ("typed", "meant"),
        [("b", "B"), ("B.", "B"), ("(b)", "B"), ("-", None), ("", None), ("Blm Diisi", None)],
    )
    def test_options(self, typed: str, meant: str | None, rubric: Rubric) -> None:
        found = read(rubric, ("Kriteria", "Nilai"), ("1.1.b", typed or None))
        assert [one.value for one in found.judged] == [meant]
        assert not [one for one in found.remarks if one.refused]

    def test_bad_values_are_named_with_their_cell(self, rubric: Rubric) -> None:
        found = read(
            rubric,
            ("Kriteria", "Nilai", "Catatan", "Paraf"),
            ("1.1.b", "Z"),
            ("1.1.bb", "A"),
            ("1.2.a", "#REF!"),
            (None, "A"),
            ("1.2.b", "tidak berlaku"),
            ("Area 2 Penataan", None),
        )
        assert found.judged == ()
        assert told(found) == [
            (About.COLUMN, "L!D1"),
            (About.STRANGE, "L!B2"),
            (About.UNKNOWN, "L!A3"),
            (About.STRANGE, "L!B4"),
            (About.UNKNOWN, "L!B5"),
            (About.WAIVED, "L!B6"),
        ]
        messages = [one.message for one in found.remarks]
        assert "pilihannya A, B, C" in messages[1]
        assert "Maksud Anda “1.1.b”?" in messages[2]

    def test_the_same_question_twice(self, rubric: Rubric) -> None:
        heads = ("Kriteria", "Nilai")
        same = read(rubric, heads, ("1.1.b", "B"), ("1.1.b", "b"))
        assert [one.value for one in same.judged] == ["B"]
        different = read(rubric, heads, ("1.1.b", "B"), ("1.1.b", "C"), ("1.2.a", "Ya"))
        assert [one.key for one in different.judged] == ["1.2.a"]
        assert told(different) == [(About.TWICE, "L!B3")]

    def test_a_digest_that_excel_has_spoilt_is_no_digest(self, rubric: Rubric) -> None:
        heads = ("Kriteria", "Nilai", "Sidik")
        found = read(rubric, heads, ("1.1.b", "B", "1,12722E+11"), ("1.2.a", "Ya", "-"))
        assert [(one.key, one.seen) for one in found.judged] == [("1.2.a", ())]
        assert [one.cell for one in found.remarks if one.refused] == ["L!C2"]

    def test_percentages_by_value_and_by_counts(self, rubrics: dict[str, Rubric]) -> None:
        law = rubrics[LAW]
        name, rule = next((one.id, one.counts) for one in law.criteria.values() if one.counts)
        assert rule
        heads = ("Kriteria", "Nilai")
        counts = [(f"{name}#{key}", "1.250 orang") for key in rule.inputs]
        found = read(law, heads, (name, None), *counts)
        assert [dict(one.counts) for one in found.judged] == [dict.fromkeys(rule.inputs, 1250)]
        assert [one.value for one in read(law, heads, (name, "87,5%")).judged] == ["0.875"]
        wrong = read(law, heads, (f"{name}#x", "1"), (f"{name}#{next(iter(rule.inputs))}", "-1"))
        assert [one.refused for one in wrong.remarks] == [True, True]


class TestLaw:
    """Percentage questions of the law in force."""

    @pytest.fixture
    def counted(self, office: Office) -> Office:
        office.answers({"R1.1.a": {"hitungan": {"agen": 6, "perubahan": 5}}}, LAW)
        return office

    def test_counts_come_through_a_sheet(self, counted: Office, tmp_path: Path) -> None:
        file = tmp_path / "l.xlsx"
        tpi(counted, "--lembar-kosong", file, "--kriteria", "R1.1.a", rubric=LAW)
        filled(file, {"R1.1.a#agen": 6, "R1.1.a#perubahan": 3})
        done = tpi(counted, *WHO, "--lembar", file, "--ya", rubric=LAW)
        assert done.returncode == 0, done.stdout + done.stderr
        card = counted.build(rubric=LAW).scores[Voice.VERIFIED].criteria["R1.1.a"]
        assert card.option == "1/2"

    def test_counts_that_do_not_add_up_are_refused(self, counted: Office, tmp_path: Path) -> None:
        file = tmp_path / "l.xlsx"
        tpi(counted, "--lembar-kosong", file, "--kriteria", "R1.1.a", rubric=LAW)
        filled(file, {"R1.1.a#agen": 6})
        done = tpi(counted, *WHO, "--lembar", file, "--ya", rubric=LAW)
        assert done.returncode == 1
        assert "hitungan belum lengkap" in done.stdout

    def test_counts_by_prompt_and_then_a_value_in_their_place(self, counted: Office) -> None:
        done = tpi(
            counted, *WHO, "--kriteria", "R1.1.a", typed="agen=6 perubahan=3\n\n", rubric=LAW
        )
        assert "1 nilai TPI dicatat" in done.stdout, done.stdout + done.stderr
        answer = counted.build(rubric=LAW).workspace.assessment.answers["R1.1.a"]
        assert answer.verified
        assert dict(answer.verified.counts) == {"agen": 6, "perubahan": 3}
        tpi(counted, *WHO, "--kriteria", "R1.1.a", typed="90%\n\n", rubric=LAW)
        answer = counted.build(rubric=LAW).workspace.assessment.answers["R1.1.a"]
        assert answer.verified
        assert (answer.verified.text, dict(answer.verified.counts)) == ("0.9", {})
        assert dict(answer.counts) == {"agen": 6, "perubahan": 5}, "the unit's own stay"


class TestPrompt:
    """Question by question."""

    def test_answers_are_written_one_by_one_and_q_stops(self, judged: Office) -> None:
        done = tpi(judged, *WHO, "--area", "1", typed="\nB\nkurang\nq\n")
        assert done.returncode == 0, done.stderr
        assert "Menurut unit: A" in done.stdout
        assert "evidence/2026/1.1.b/notula/2026-01-12 Notula.pdf" in done.stdout
        assert done.stdout.endswith(f"1 nilai TPI dicatat di {TARGET}.\n")
        one = said(judged, "1.1.b")
        assert (one.text, one.note) == ("B", "kurang")
        assert set(one.seen) == digests(judged, "1.1.b")

    def test_a_bad_value_is_asked_again(self, judged: Office) -> None:
        done = tpi(judged, *WHO, "--kriteria", "1.1.b", typed="Z\n\nC\n\n")
        assert "“Z” bukan nilai yang dapat dipakai; pilihannya A, B, C." in done.stdout
        assert said(judged, "1.1.b").text == "C"

    def test_at_the_end_of_the_input_what_is_recorded_is_kept(self, judged: Office) -> None:
        done = tpi(judged, *WHO, "--area", "1", typed="\nB\n\n")
        assert done.returncode == 0
        assert said(judged, "1.1.b").text == "B"

    def test_on_trial_nothing_is_written(self, judged: Office) -> None:
        done = tpi(judged, *WHO, "--kriteria", "1.1.b", "--dry-run", typed="B\n\n")
        assert "1 nilai TPI akan dicatat" in done.stdout
        assert (judged.root / TARGET).read_text("utf-8") == ANSWERS

    def test_what_was_judged_is_not_asked_again(self, judged: Office) -> None:
        tpi(judged, *WHO, "--kriteria", "1.1.b", typed="B\n\n")
        assert "1.1.b  " not in tpi(judged, *WHO, "--area", "1", typed="q\n").stdout.split("\n")[1]
        again = tpi(judged, *WHO, "--area", "1", "--semua", typed="\nB\n\nq\n").stdout
        assert "Nilai TPI sekarang: B per 2026-09-30" in again
        assert "0 nilai TPI dicatat" in again

    def test_the_first_answer_of_an_office_makes_the_file(self, office: Office) -> None:
        office.paper("1.2.a/rencana-aksi", "2026-01-20 Rencana.pdf")
        tpi(office, *WHO, "--kriteria", "1.2.a", typed="Ya\n\n")
        assert said(office, "1.2.a").text == "Ya"

    @pytest.mark.skipif(os.name == "nt", reason="a signal of POSIX: NOT TESTED HERE")
    def test_ctrl_c_loses_nothing_that_was_confirmed(self, judged: Office) -> None:
        with typing(judged, *WHO, "--area", "1") as (process, answer):
            answer("[Enter lewati, q selesai]:", "\n")
            answer("1.1.b  ", "")
            answer("[Enter lewati, q selesai]:", "B\n")
            answer("Catatan", "\n")
            answer("1.1.b: dicatat", "")
            answer("[Enter lewati, q selesai]:", "")
            process.send_signal(signal.SIGINT)
            assert "1 nilai TPI dicatat" in answer("1 nilai TPI dicatat", "")
            assert process.wait(20) == 130
        assert said(judged, "1.1.b").text == "B"

    def test_evidence_that_changes_while_it_is_looked_at(self, judged: Office) -> None:
        with typing(judged, *WHO, "--kriteria", "1.1.b") as (process, answer):
            answer("Berkas (3):", "")
            file = judged.root / "evidence/2026/1.1.b/notula/2026-01-12 Notula.pdf"
            file.write_bytes(b"%PDF-1.4 diganti")
            answer("[Enter lewati, q selesai]:", "B\n")
            answer("Catatan", "\n")
            assert "1.1.b dilewati" in answer("0 nilai TPI dicatat", "")
            assert process.wait(20) == 0
        assert judged.build().workspace.assessment.answers["1.1.b"].verified is None


class typing:  # noqa: N801  (reads as a sentence)
    """Somebody who answers: waits for a text, then types."""

    def __init__(self, office: Office, *arguments: str) -> None:
        self.command = [
            *(sys.executable, "-m", "zi_build", "--root", str(office.root)),
            *("--as-of", "2026-09-30", "tpi", *arguments),
        ]
        self.seen = ""

    def __enter__(self) -> tuple[subprocess.Popen[bytes], Callable[[str, str], str]]:
        self.process = subprocess.Popen(
            self.command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
        )
        return self.process, self.answer

    def answer(self, wait_for: str, then: str) -> str:
        """Wait until a text has come, type, and return what came before."""
        assert self.process.stdin
        assert self.process.stdout
        while wait_for not in self.seen:
            piece = os.read(self.process.stdout.fileno(), 4096)
            assert piece, f"“{wait_for}” never came: {self.seen}"
            self.seen += piece.decode("utf-8", "replace")
        before, _, self.seen = self.seen.partition(wait_for)
        self.process.stdin.write(then.encode())
        self.process.stdin.flush()
        return before + wait_for

    def __exit__(self, *_: object) -> None:
        if self.process.poll() is None:
            self.process.kill()
        self.process.communicate()


class TestWrongUse:
    """Sentences that say what to do."""

    @pytest.mark.parametrize(
        ("arguments", "reason"),
        [
            ([], "--penilai"),
            (["--penilai", "  "], "--penilai"),
            ([*WHO, "--tanggal", "2026-10-01"], "sesudah 2026-09-30"),
            ([*WHO, "--tanggal", "kemarin"], "bukan tanggal"),
            ([*WHO, "--kriteria", "1.1.bb"], "Maksud Anda “1.1.b”?"),
            ([*WHO, "--area", "9"], "yang ada 1, 2, 3"),
            ([*WHO, "--lembar", "tidak-ada.xlsx"], "tidak-ada.xlsx"),
            (["--lembar-kosong", "x.ods"], ".xlsx"),
            ([*WHO, "--lembar", "x.xlsx", "--area", "1"], "tidak dipakai bersama"),
        ],
    )
    def test_it_is_told(self, arguments: list[str], reason: str, judged: Office) -> None:
        done = tpi(judged, *arguments)
        assert done.returncode == 2
        assert reason in done.stderr

    def test_a_broken_answers_file_is_not_touched(self, judged: Office) -> None:
        judged.text(TARGET, "jawaban: [")
        done = tpi(judged, *WHO, "--kriteria", "1.2.a", typed="Ya\n\n")
        assert done.returncode == 2
        assert "Perbaiki dahulu" in done.stderr
        assert (judged.root / TARGET).read_text("utf-8") == "jawaban: ["

    def test_a_disk_that_takes_no_more(self, judged: Office) -> None:
        """A limit of no bytes stands for the full disk."""
        before = (judged.root / TARGET).read_bytes()
        words = f"--root {judged.root} --as-of 2026-09-30 tpi {shlex.join(WHO)} --kriteria 1.2.a"
        done = subprocess.run(
            ["sh", "-c", f"ulimit -f 0; exec {sys.executable} -m zi_build {words}"],
            input="Ya\n\n",
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        assert done.returncode == 2
        assert "zi: " in done.stderr
        assert "Traceback" not in done.stderr
        assert (judged.root / TARGET).read_bytes() == before


def test_no_site_names_the_assessor(judged: Office) -> None:
    tpi(judged, *WHO[:1], "TIM-KHUSUS-XYZ", "--kriteria", "1.1.b", typed="B\n\n")
    assert said(judged, "1.1.b").assessor == "TIM-KHUSUS-XYZ"
    for audience in Audience:
        assert "TIM-KHUSUS-XYZ" not in repr(judged.view(audience).criteria)


def test_a_sheet_of_windows_numbers(judged: Office, tmp_path: Path) -> None:
    """A workbook typed from nothing, a code per row, saved beside a formula that lost its cells."""
    book = Workbook()
    page = book.active
    page.append(["Kode", "Nilai", "Catatan"])
    page.append(["1.1.B", "B", "=1+1"])
    page.append(["1.2.a", "=#REF!", None])
    book.save(tmp_path / "ketik.xlsx")
    done = tpi(judged, *WHO, "--lembar", tmp_path / "ketik.xlsx", "--ya")
    assert done.returncode == 1
    assert "1.2.a: “#REF!” bukan nilai" in done.stdout
    assert said(judged, "1.1.b").text == "B"

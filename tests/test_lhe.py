"""`zi export lhe`: the draft of the evaluation report, filled in, replaced, refused, and rendered."""

import builtins
import io
import re
import subprocess
import sys
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import sites
from desk import HERE, Desk, verified
from docx import Document
from office import Office

from zi_build.build import build_from
from zi_build.errors import UsageError
from zi_build.export.lhe.fields import fields_of
from zi_build.export.lhe.letter import TEMPLATE, letter
from zi_build.export.word import filled
from zi_build.load.checklist import load_checklist
from zi_build.load.instrument import Shelf
from zi_build.load.rubric import rubric_ids
from zi_build.model.assessment import Answer, Assessment
from zi_build.model.history import Event, Happening
from zi_build.model.unit import Unit
from zi_build.model.view import Audience, View
from zi_build.views import view

NASTY = "Bukti <w:p/> & “kutip” {{ per }} {% if %} \x0b\u202e kiri"
TAG = re.compile(r"\{\{|\}\}|\{%|%\}")


def seen(desk: Desk, **unit: Any) -> View:
    known = {"name": "Balai Contoh", "start": desk.start, **unit}
    workspace = replace(desk.workspace, unit=Unit(**known), checklist=load_checklist(Shelf()))
    return view(build_from(workspace), Audience.INTERNAL)


def words(content: bytes) -> str:
    """Return every text of a Word file, tables included."""
    document = Document(io.BytesIO(content))
    return "\n".join(
        "".join(node.text or "" for node in paragraph.iter() if node.tag.endswith("}t"))
        for paragraph in document.element.body.iter()
        if paragraph.tag.endswith("}p")
    )


def judged(**more: Any) -> Desk:
    said = verified(
        "B", note="Cukup.", findings=("Notula hilang.",), recommendations=("Susun ulang.",)
    )
    return Desk(answers={"1.3.a": "A"}, tpi={"1.3.a": said}, **more)


@pytest.mark.parametrize("rubric_id", rubric_ids())
@pytest.mark.parametrize("predicate", ["WBK", "WBBM"])
def test_every_rubric_and_predicate(rubric_id: str, predicate: str) -> None:
    shown = seen(Desk(rubric_id=rubric_id))
    text = words(letter(shown, predicate))
    assert not TAG.search(text)
    assert f"MENUJU {predicate}" in text
    for area in shown.rubric.areas:
        assert f"{area.id} {area.name}" in text
    for criterion in shown.rubric.criteria:
        assert f"{criterion} " in text


def test_answers_stand_beside_each_other() -> None:
    fields = fields_of(seen(judged(tpn={"1.3.a": verified("C", note="Diuji.")})), "WBK")
    row = next(row for row in fields["lke"] if row.get("kriteria", "").startswith("1.3.a"))
    assert (row["unit"], row["bukti"], row["tpi"], row["tpn"]) == ("A", "D", "B", "C")
    assert row["catatan"] == ["TPI: Cukup.", "TPN: Diuji."]
    (area,) = fields["area"]
    assert area["nama"] == "Area 1 Manajemen Perubahan"
    assert area["baris"][0]["temuan"] == ["Notula hilang."]
    assert area["baris"][0]["rekomendasi"] == ["Susun ulang. (tindak lanjut belum dicatat)"]


def test_what_evaluators_have_not_looked_at_is_silence_not_zero() -> None:
    rows = {row["nama"]: row for row in fields_of(seen(judged()), "WBK")["nilai"]}
    assert rows["1.3 Pemantauan dan Evaluasi"]["tpi"] == "0,45"
    assert rows["1.1 Tim Kerja"]["tpi"] == "—"
    assert rows["1.1 Tim Kerja"]["unit"] == "0,00"


def test_an_evaluator_who_has_said_nothing_has_no_total() -> None:
    shown = seen(Desk(answers={"1.1.a": "Ya"}))
    fields = fields_of(shown, "WBK")
    assert fields["nilai"][-1]["tpi"] == "—"
    assert "TPI belum menilai apa pun" in words(letter(shown, "WBK"))


def test_a_condition_of_which_nothing_is_judged_has_no_number() -> None:
    fields = fields_of(seen(judged()), "WBK")
    rows = {row["syarat"]: row for row in fields["ambang"]}
    told = {row["syarat"]: (row["dicapai"], row["keadaan"]) for row in fields["ambang"]}
    assert rows["Area 1 Manajemen Perubahan"]["dicapai"] == "0,45"
    assert told["Nilai total"] == ("0,45", "belum")
    assert told["Area 2 Penataan Tatalaksana"] == ("—", "belum dinilai")
    assert ("—", "belum dinilai") in {said for name, said in told.items() if "SPAK" in name}
    assert "Area 2 Penataan Tatalaksana (belum dinilai)" in fields["simpulan"]["belum"]
    silent = fields_of(seen(Desk(answers={"1.1.a": "Ya"})), "WBK")
    assert {row["keadaan"] for row in silent["ambang"]} == {"belum dinilai"}


def test_days_are_joined_as_a_sentence_and_percentages_have_their_sign() -> None:
    tpi = {
        one: verified("Ya", on=date(2026, 7, day), note="Ada.")
        for one, day in (("1.1.a", 10), ("1.1.b", 13))
    }
    fields = fields_of(seen(Desk(tpi=tpi, results={"tlhp": "92.5"})), "WBK")
    assert fields["lingkup"]["tanggal"] == "10 Juli 2026 dan 13 Juli 2026"
    assert any(row["nama"].endswith(": 92,5\u00a0%") for row in fields["nilai"])


def test_halves_and_counts_of_the_law() -> None:
    answers = {"R5.3.a": Answer("R5.3.a", HERE, counts={"wajib": 7, "sudah": 6})}
    desk = Desk(rubric_id="permenpanrb-90-2021")
    workspace = replace(desk.workspace, assessment=Assessment(path="x", answers=answers))
    fields = fields_of(view(build_from(workspace), Audience.INTERNAL), "WBK")
    rows = {row["nama"]: row for row in fields["nilai"]}
    assert {rows[name]["bobot"] for name in ("Pemenuhan", "Reform")} == {"30"}
    row = next(row for row in fields["lke"] if row.get("kriteria", "").startswith("R5.3.a"))
    assert (row["unit"], row["uraian"]) == ("85,7\u00a0%", "Hitungan: wajib 7; sudah 6.")


def test_a_national_column_only_where_tpn_spoke() -> None:
    silent = words(letter(seen(judged()), "WBK"))
    spoken = words(letter(seen(judged(tpn={"1.3.a": verified("C")})), "WBK"))
    assert "TPN" not in silent.replace("kepada TPN", "").replace("diumumkan TPN", "")
    assert "Tim Penilai Nasional (TPN) sudah menilai 1 kriteria" in spoken


def test_nobody_is_told_that_the_predicate_is_reached() -> None:
    text = words(letter(seen(judged()), "WBK"))
    assert "Penilaian TPI belum selesai: 1 dari 81 kriteria sudah dinilai, 80 belum." in text
    assert "dihitung nol" not in text
    assert "(diisi oleh tim evaluasi)" in text
    assert "DRAF" in text


def test_names_are_left_to_be_filled_in() -> None:
    text = words(letter(seen(judged()), "WBK"))
    assert text.count("(nama)") == 4
    assert "Ketua Tim Penilai Internal" in text


def test_what_people_wrote_is_no_markup() -> None:
    said = verified("B", note=NASTY, findings=(NASTY,), recommendations=(NASTY,))
    event = Event(HERE, Happening.PROPOSED, "WBK", 2026, date(2026, 5, 28), NASTY)
    shown = seen(Desk(tpi={"1.3.a": said}), name=NASTY, history=(event,))
    text = words(letter(shown, "WBK"))
    kept = "Bukti <w:p/> & “kutip” {{ per }} {% if %}"
    assert text.count(kept) >= 5
    assert "\u202e" not in text


def test_equal_input_gives_equal_bytes() -> None:
    one, other = (letter(seen(judged()), "WBK") for _ in range(2))
    assert one == other
    with zipfile.ZipFile(io.BytesIO(one)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(2026, 9, 30, 0, 0, 0)}
        assert b"2026-09-30T00:00:00Z" in archive.read("docProps/core.xml")


class TestTemplates:
    """An office may bring a template of its own."""

    def template(self, tmp_path: Path, text: str) -> Path:
        document = Document()
        document.add_paragraph(text)
        document.save(str(tmp_path / "kantor.docx"))
        return tmp_path / "kantor.docx"

    def test_its_own_words(self, tmp_path: Path) -> None:
        own = self.template(tmp_path, "Laporan {{ kantor.nama }} per {{ per }}")
        assert (
            words(letter(seen(judged()), "WBK", own))
            == "Laporan Balai Contoh per 30 September 2026"
        )

    @pytest.mark.parametrize(
        ("text", "said"),
        [
            ("{{ kantr.nama }}", "isian yang tidak dikenal"),
            ("{% if per %}", "tanda isian keliru"),
            ("{{ per.__class__.__mro__ }}", "tidak dapat diisi"),
        ],
    )
    def test_what_is_wrong_with_it_is_told(self, text: str, said: str, tmp_path: Path) -> None:
        with pytest.raises(UsageError, match=said):
            letter(seen(judged()), "WBK", self.template(tmp_path, text))

    def test_what_is_no_word_file(self, tmp_path: Path) -> None:
        fake = tmp_path / "kantor.docx"
        fake.write_text("bukan Word")
        with pytest.raises(UsageError, match=r"bukan berkas Word|tidak dapat diisi"):
            letter(seen(judged()), "WBK", fake)

    def test_without_the_library_the_way_to_install_it_is_told(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        real = builtins.__import__

        def missing(name: str, *rest: Any) -> Any:
            if name == "docxtpl":
                raise ModuleNotFoundError(name)
            return real(name, *rest)

        monkeypatch.setattr(builtins, "__import__", missing)
        with pytest.raises(UsageError, match=r"pip install .zi-build\[laporan\]"):
            filled(TEMPLATE, {}, date(2026, 9, 30), own=False)

    def test_the_built_in_one_is_what_its_script_writes(self, tmp_path: Path) -> None:
        maker = sites.REPOSITORY / "tools/word_templates"
        subprocess.run([sys.executable, str(maker), str(tmp_path)], check=True, capture_output=True)
        assert (tmp_path / "lhe.docx").read_bytes() == TEMPLATE.read_bytes()


class TestCommand:
    """What a person types."""

    def test_a_report_of_a_folder(self, office: Office, tmp_path: Path) -> None:
        office.answers({"1.1.a": {"unit": "Ya", "tpi": {"nilai": "Ya", "per": "2026-07-10"}}})
        target = tmp_path / "hasil" / "LHE.docx"
        done = sites.zi(office.root, "--as-of", "2026-09-30", "export", "lhe", "-o", str(target))
        assert done.returncode == 0, done.stderr
        assert "menuju WBK" in done.stdout
        assert "1.1.a" in words(target.read_bytes())

    def test_a_held_wbk_aims_at_wbbm(self, office: Office, tmp_path: Path) -> None:
        office.answers({"1.1.a": "Ya"}, predikat={"WBK": {"tahun": 2025, "sk": "100"}})
        target = str(tmp_path / "LHE.docx")
        done = sites.zi(office.root, "--as-of", "2026-09-30", "export", "lhe", "-o", target)
        assert "menuju WBBM" in done.stdout

    def test_the_template_may_be_copied_and_used(self, office: Office, tmp_path: Path) -> None:
        copy, target = str(tmp_path / "t.docx"), str(tmp_path / "LHE.docx")
        assert sites.zi(office.root, "export", "lhe", "-o", copy, "--salin-templat").returncode == 0
        assert Path(copy).read_bytes() == TEMPLATE.read_bytes()
        used = sites.zi(office.root, "export", "lhe", "-o", target, "--templat", copy)
        assert used.returncode == 0

    @pytest.mark.parametrize(
        ("arguments", "said"),
        [
            (("-o", "LHE.pdf"), "harus berakhiran .docx"),
            (("-o", "t.docx", "--templat", "t.docx"), "templatnya sendiri"),
            (("-o", "LHE.docx", "--rubric", "lain"), "tidak dikenal"),
        ],
    )
    def test_wrong_use(
        self, arguments: tuple[str, ...], said: str, office: Office, tmp_path: Path
    ) -> None:
        (tmp_path / "t.docx").write_bytes(TEMPLATE.read_bytes())
        full = [
            str(tmp_path / one) if one.endswith((".docx", ".pdf")) else one for one in arguments
        ]
        done = sites.zi(office.root, "export", "lhe", *full)
        assert done.returncode == 2
        assert said in done.stderr
        assert "Traceback" not in done.stderr


def test_libreoffice_opens_it(tmp_path: Path, program: Callable[[str], str]) -> None:
    """Every part is on the pages, in order, and no tag is left."""
    office, text = program("libreoffice"), program("pdftotext")
    said = judged(tpn={"1.3.a": verified("C")})
    (tmp_path / "LHE.docx").write_bytes(letter(seen(said), "WBK"))
    subprocess.run(
        [
            office,
            "--headless",
            f"-env:UserInstallation={(tmp_path / 'profil').as_uri()}",
            "--convert-to",
            "pdf",
            "--outdir",
            str(tmp_path),
            str(tmp_path / "LHE.docx"),
        ],
        check=True,
        capture_output=True,
        timeout=180,
    )
    done = subprocess.run(
        [text, "-layout", str(tmp_path / "LHE.pdf"), "-"], check=True, capture_output=True
    )
    page = done.stdout.decode()
    parts = [f"{letter_}. " for letter_ in "ABCDEFGH"]
    heads = [line.strip() for line in page.splitlines() if line.strip()[:3] in parts]
    assert [head[:2] for head in heads] == ["A.", "B.", "C.", "D.", "E.", "F.", "G.", "H."]
    assert "Lampiran 1. Jawaban setiap kriteria" in page
    assert not TAG.search(page)
    assert page.count("\f") <= 20

"""`zi export` from the outside: files, messages, exit codes, and the answers for PortalRB."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from office import Office
from pydantic import BaseModel, ConfigDict, ValidationError

MAP = "kode;soal_id;pertanyaan\r\n1.1.a;11;Tim\r\n3.4.c;12;\r\nspak;90;\r\ntlhp;;\r\n"


class Strict(BaseModel):
    """Every field there, nothing else, nothing coerced."""

    model_config = ConfigDict(extra="forbid", strict=True)


class Unit(Strict):
    id: str
    nama: str
    kategori: str
    afirmasi: bool


class Proposed(Strict):
    tahun: int
    units: list[Unit]


class One(Strict):
    soal_id: int
    jawaban_unit: str | None
    jawaban_tpi: str | None
    catatan_unit: str | None
    bukti_dukung_unit: str | None
    catatan_tpi: str | None


class Answers(Strict):
    unit_id: str
    nama_unit: str
    tahun: int
    answers: list[One]


def zi(office: Office, *arguments: str) -> subprocess.CompletedProcess[str]:
    root = Path(__file__).parent.parent
    command = [sys.executable, "-m", "zi_build", "--root", str(office.root)]
    environment = {**os.environ, "PYTHONPATH": str(root)}
    return subprocess.run(
        [*command, "--as-of", office.as_of.isoformat(), *arguments],
        capture_output=True,
        encoding="utf-8",
        env=environment,
        check=False,
    )


def told(office: Office, *arguments: str) -> str:
    """Return what a command that must succeed says on stderr."""
    done = zi(office, *arguments)
    assert done.returncode == 0, done.stderr
    return done.stderr


@pytest.fixture
def balai(office: Office) -> Office:
    office.unit(
        situs="https://zi.contoh.example/", portalrb={"unit_id": "UNIT-007", "diusulkan": "WBK"}
    )
    office.paper(
        "1.1.b/sk-tim-kerja", "2026-01-05 SK Tim.pdf", akses="publik", alasan="Sudah terbit."
    )
    office.answers(
        {
            "1.1.a": {
                "unit": "ya",
                "uraian": "Tim ada.",
                "tpi": {"nilai": "Ya", "per": "2026-07-10", "catatan": "Lengkap."},
            },
            "3.4.c": "B",
        },
        hasil={"spak": "3,60"},
    )
    (office.root / "peta.csv").write_bytes(MAP.encode())
    return office


def sent(office: Office, path: str) -> Any:
    return json.loads((office.root / "keluar" / path).read_bytes())


class TestPortalRB:
    """Three files at the paths of the three endpoints."""

    def test_the_files_have_the_agreed_shape(self, balai: Office) -> None:
        out = str(balai.root / "keluar")
        said = told(balai, "export", "portalrb", "-o", out, "--peta", str(balai.root / "peta.csv"))
        wbk, wbbm = (sent(balai, f"pengusulan/unit-{name}") for name in ("wbk", "wbbm"))
        answers = sent(balai, "lke/jawaban-unit/UNIT-007")
        Proposed.model_validate(wbk)
        Proposed.model_validate(wbbm)
        Answers.model_validate(answers)
        assert wbk["units"] == [
            {"id": "UNIT-007", "nama": "Balai Contoh", "kategori": "WBK", "afirmasi": False}
        ]
        assert wbbm == {"tahun": 2026, "units": []}
        assert "82 pertanyaan tanpa soal_id tidak ditulis: 1.1.b, 1.2.a" in said
        assert said.rstrip().endswith("tlhp")
        files = [str(p.relative_to(out)) for p in Path(out).rglob("*") if p.is_file()]
        assert sorted(files) == [
            "lke/jawaban-unit/UNIT-007",
            "pengusulan/unit-wbbm",
            "pengusulan/unit-wbk",
        ]

    def test_answers_and_evidence(self, balai: Office) -> None:
        out = str(balai.root / "keluar")
        told(balai, "export", "portalrb", "-o", out, "--peta", str(balai.root / "peta.csv"))
        first, second, third = sent(balai, "lke/jawaban-unit/UNIT-007")["answers"]
        url = first.pop("bukti_dukung_unit")
        assert url.startswith("https://zi.contoh.example/bukti/1.1.b/sk-tim-kerja/2026-01-05-")
        assert first == {
            "soal_id": 11,
            "jawaban_unit": "Ya",
            "jawaban_tpi": "Ya",
            "catatan_unit": None,
            "catatan_tpi": None,
        }
        assert (second["soal_id"], second["jawaban_unit"], second["jawaban_tpi"]) == (12, "B", None)
        assert second["bukti_dukung_unit"] is None
        assert (third["soal_id"], third["jawaban_unit"]) == (90, "3.6")

    def test_counts_are_questions_of_their_own(self, balai: Office) -> None:
        rubric = "permenpanrb-90-2021"
        counts = {"lalu": 4, "ini": 1}
        balai.answers({"R3.3.a": {"hitungan": counts}}, rubric=rubric)
        peta = balai.text("peta90.csv", "kode;soal_id\nR3.3.a;1\nR3.3.a/lalu;2\nR3.3.a/ini;3\n")
        out = str(balai.root / "keluar")
        told(balai, "export", "portalrb", "--rubric", rubric, "-o", out, "--peta", str(peta))
        answers = sent(balai, "lke/jawaban-unit/UNIT-007")["answers"]
        assert [one["jawaban_unit"] for one in answers] == ["0.75", "4", "1"]

    def test_notes_only_when_asked_for(self, balai: Office) -> None:
        out, peta = str(balai.root / "keluar"), str(balai.root / "peta.csv")
        told(balai, "export", "portalrb", "-o", out, "--peta", peta, "--internal")
        first = sent(balai, "lke/jawaban-unit/UNIT-007")["answers"][0]
        assert (first["catatan_unit"], first["catatan_tpi"]) == ("Tim ada.", "Lengkap.")

    def test_a_blank_map_names_every_code(self, balai: Office) -> None:
        file = balai.root / "kosong.csv"
        told(balai, "export", "portalrb", "--buat-peta", str(file))
        rows = file.read_text("utf-8-sig").splitlines()
        assert rows[0] == "kode;soal_id;pertanyaan"
        assert [row.split(";")[0] for row in rows[1:3]] == ["1.1.a", "1.1.b"]
        assert len(rows) == 1 + 81 + 4
        out = str(balai.root / "keluar")
        assert "85 pertanyaan" in told(balai, "export", "portalrb", "-o", out, "--peta", str(file))

    @pytest.mark.parametrize(
        ("text", "said"),
        [
            ("kode;nomor\n1.1.a;1\n", ":1: baris pertama harus memuat kolom kode dan soal_id"),
            ("kode,soal_id\n9.9.z,1\n", ":2: kode “9.9.z” tidak ada"),
            ("kode,soal_id\n1.1.a,satu\n", ":2: soal_id “satu” harus bilangan bulat"),
            ("kode,soal_id\n1.1.a,1\n1.1.b,1\n", ":3: 1.1.b atau soal_id 1 tercantum dua kali"),
            ("", ":1: baris pertama"),
            ("kode;soal_id\n\n1.1.a;²\n", "harus bilangan bulat"),
        ],
    )
    def test_a_map_that_is_wrong(self, balai: Office, text: str, said: str) -> None:
        file = balai.text("salah.csv", text)
        done = zi(balai, "export", "portalrb", "-o", str(balai.root / "k"), "--peta", str(file))
        assert done.returncode == 2
        assert said in done.stderr
        assert not (balai.root / "k").exists()

    def test_a_map_from_excel(self, balai: Office) -> None:
        """Tabs or semicolons, the encoding of Windows, quoted lines, other columns, any order."""
        text = 'pertanyaan\tSoal_ID\tKode\r\n"Adakah “tim”\r\nkerja?"\t5\t1.1.a\r\n'
        file = balai.write(balai.root / "excel.csv", text.encode("cp1252"))
        out = str(balai.root / "keluar")
        told(balai, "export", "portalrb", "-o", out, "--peta", str(file))
        assert [a["soal_id"] for a in sent(balai, "lke/jawaban-unit/UNIT-007")["answers"]] == [5]

    def test_without_a_number_of_the_unit(self, office: Office) -> None:
        office.unit()
        done = zi(office, "export", "portalrb", "-o", str(office.root / "k"))
        assert done.returncode == 2
        assert "unit_id" in done.stderr

    @pytest.mark.parametrize("bad", ["../UNIT", "a/b", ".tersembunyi", "", "UNIT 1", "x" * 65])
    def test_a_unit_id_is_no_path(self, office: Office, bad: str) -> None:
        office.unit(portalrb={"unit_id": bad})
        assert any(found.place.path == "evidence/unit.yml" for found in office.build().errors)

    def test_the_shape_refuses_what_it_should(self) -> None:
        with pytest.raises(ValidationError):
            One.model_validate({"soal_id": None})


class TestLke:
    """The command around the workbook."""

    def test_writes_and_says_so(self, balai: Office) -> None:
        file = balai.root / "baru" / "LKE.xlsx"
        done = zi(balai, "export", "lke", "-o", str(file))
        assert (done.returncode, done.stderr) == (0, "")
        assert done.stdout == f"Buku kerja Pedoman ZI 2023 ditulis ke {file}.\n"
        assert openpyxl.load_workbook(file).sheetnames == ["Petunjuk", "LKE", "Syarat", "Bukti"]

    @pytest.mark.parametrize("where", ["before", "after"])
    def test_the_rubric_may_stand_on_either_side(self, balai: Office, where: str) -> None:
        file, rubric = str(balai.root / "52.xlsx"), ("--rubric", "permenpanrb-52-2014")
        arguments = ("export", "lke", "-o", file)
        told(balai, *((*rubric, *arguments) if where == "before" else (*arguments, *rubric)))
        assert "52/2014" in openpyxl.load_workbook(file)["LKE"]["C4"].value

    def test_the_same_bytes_from_two_runs(self, balai: Office) -> None:
        files = [balai.root / name for name in ("a.xlsx", "b.xlsx")]
        for file in files:
            told(balai, "export", "lke", "-o", str(file))
        assert files[0].read_bytes() == files[1].read_bytes()

    @pytest.mark.parametrize(
        ("arguments", "said"),
        [
            (("-o", "LKE.xls"), "berakhiran .xlsx"),
            (("-o", "LKE.xlsx", "--situs", "javascript:alert(1)"), "bukan alamat"),
            (("-o", "LKE.xlsx", "--rubric", "apa"), "tidak dikenal"),
            (("-o", str(Path(__file__) / "LKE.xlsx")), "tidak dapat ditulis"),
        ],
    )
    def test_wrong_use(self, balai: Office, arguments: tuple[str, ...], said: str) -> None:
        done = zi(balai, "export", "lke", *arguments)
        assert done.returncode == 2
        assert said in done.stderr
        assert "Traceback" not in done.stderr

    def test_says_that_wrong_files_do_not_count(self, balai: Office) -> None:
        balai.answers({"1.1.a": "Z"})
        said = told(balai, "export", "lke", "-o", str(balai.root / "LKE.xlsx"))
        assert "galat; yang keliru tidak ikut dihitung" in said

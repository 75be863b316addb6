"""`zi add` from end to end: real files on a desk, and what lies in the office afterwards."""

import io
import os
from pathlib import Path

import pikepdf
import pytest
import yaml
from click.testing import CliRunner, Result
from desk_talk import talk
from office import Office
from papers import docx, image, pdf, xlsx
from PIL import Image

from zi_build.cli.main import cli
from zi_build.errors import UsageError
from zi_build.intake.adding.shrinking import shrunk
from zi_build.load.probe import probe

NOTULA = "NOTULA RAPAT PEMANTAUAN DAN EVALUASI PEMBANGUNAN ZONA INTEGRITAS"


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A folder of a clerk, outside of the office."""
    folder = tmp_path / "Meja Saya"
    folder.mkdir()
    return folder


@pytest.fixture
def kantor(office: Office) -> Office:
    """An office with an answer, so that a paper may move its score."""
    office.unit(mulai="2026-01-05")
    office.answers({"1.3.b": "A", "5.3.c": "A"})
    return office


def put(folder: Path, name: str, content: bytes | None = None) -> Path:
    file = folder / name
    file.write_bytes(pdf(name) if content is None else content)
    return file


def add(office: Office, *arguments: str | Path) -> Result:
    """Run `zi add` without a terminal."""
    common = ["--root", str(office.root), "--as-of", office.as_of.isoformat(), "add"]
    return CliRunner().invoke(cli, [*common, *map(str, arguments)])


def files(office: Office) -> list[str]:
    """Everything below `evidence/` but the settings of the office."""
    root = office.root / "evidence"
    found = (path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file())
    return sorted(path for path in found if path != "unit.yml" and "/penilaian/" not in path)


def has_no_error(office: Office) -> bool:
    return not office.build().errors


class TestPlace:
    """Where it goes, under which name, and what is said of it."""

    def test_a_paper_goes_to_its_place_under_its_name(self, kantor: Office, desk: Path) -> None:
        file = put(desk, "Notulen rapat 18 Maret 2026 FINAL (2).pdf")
        done = add(kantor, file, "--untuk", "1.3.b/notula", "--tanggal", "2026-03-18")
        assert done.exit_code == 0, done.output
        assert files(kantor) == ["2026/1.3.b/notula/2026-03-18 Notulen rapat.pdf"]
        assert file.exists(), "what lies outside of the office is copied, never moved"
        assert has_no_error(kantor)

    def test_it_says_what_it_did_and_what_it_won(self, kantor: Office, desk: Path) -> None:
        file = put(desk, "monev.pdf")
        done = add(kantor, file, "--untuk", "1.3.b/laporan-monev", "--periode", "2026-T1")
        assert done.output.splitlines() == [
            "monev.pdf",
            "  Disalin ke evidence/2026/1.3.b/laporan-monev/2026-T1 Monev.pdf",
            "  Akses publik: terbit di situs.",
            "  Mengisi 1.3.b/laporan-monev triwulan I 2026; 0 dari 2 → 1 dari 2.",
            "  Nilai berdasarkan bukti 0,00 → 0,22.",
        ]

    def test_it_names_what_is_lacking_of_the_same_meeting(self, kantor: Office, desk: Path) -> None:
        kantor.paper("1.3.b/undangan", "2026-03-18 Undangan.pdf")
        file = put(desk, "notulen.pdf")
        done = add(kantor, file, "--untuk", "1.3.b/notula", "--tanggal", "2026-03-18")
        assert "rapat atau kegiatan yang sama: 1.3.b/daftar-hadir dan 1.3.b/foto." in done.output

    def test_a_criterion_folder_with_words_is_used(self, kantor: Office, desk: Path) -> None:
        kantor.write(
            kantor.root / "evidence/2026/1.3.b Monev ZI/undangan/2026-03-18 Undangan.pdf", pdf("u")
        )
        add(kantor, put(desk, "n.pdf"), "--untuk", "1.3.b/notula", "--tanggal", "2026-03-18")
        assert "2026/1.3.b Monev ZI/notula/2026-03-18 N.pdf" in files(kantor)

    def test_a_name_that_follows_the_rules_needs_no_date(self, kantor: Office, desk: Path) -> None:
        file = put(desk, "2026-03 Monev pengaduan Maret.pdf")
        done = add(kantor, file, "--untuk", "5.3.c/laporan-monev")
        assert done.exit_code == 0
        assert files(kantor) == ["2026/5.3.c/laporan-monev/2026-03 Monev pengaduan Maret.pdf"]

    def test_the_year_folder_is_that_of_the_period(self, kantor: Office, desk: Path) -> None:
        add(kantor, put(desk, "LAKIN 2025.pdf"), "--untuk", "4.2.e/lakin", "--periode", "2025")
        assert files(kantor) == ["2025/4.2.e/lakin/2025 LAKIN.pdf"]

    def test_an_alias_is_followed_and_told(self, kantor: Office, desk: Path) -> None:
        done = add(kantor, put(desk, "r.pdf"), "--untuk", "1.2.b/rencana-aksi", "--periode", "2026")
        assert "1.2.b/rencana-aksi disimpan di 1.2.a/rencana-aksi" in done.output
        assert files(kantor) == ["2026/1.2.a/rencana-aksi/2026 R.pdf"]

    def test_two_papers_of_one_name_stand_side_by_side(self, kantor: Office, desk: Path) -> None:
        for words in ("satu", "dua"):
            file = put(desk, "foto.jpg", image(words, "JPEG"))
            add(kantor, file, "--untuk", "1.3.b/foto", "--tanggal", "2026-03-18")
        assert files(kantor) == [
            "2026/1.3.b/foto/2026-03-18 Foto (2).jpg",
            "2026/1.3.b/foto/2026-03-18 Foto.jpg",
        ]

    def test_several_at_once(self, kantor: Office, desk: Path) -> None:
        some = [put(desk, f"foto {n}.jpg", image(str(n), "JPEG")) for n in range(3)]
        done = add(kantor, *some, "--untuk", "1.3.b/foto", "--tanggal", "2026-03-18")
        assert done.exit_code == 0
        assert "Selesai. 3 dari 3 berkas: 3 ditaruh." in done.output
        assert len(files(kantor)) == 3

    def test_a_folder_stands_for_its_files(self, kantor: Office, desk: Path) -> None:
        put(desk, "Thumbs.db", b"x")
        put(desk, "foto.jpg", image("a", "JPEG"))
        done = add(kantor, desk, "--untuk", "1.3.b/foto", "--tanggal", "2026-03-18")
        assert files(kantor) == ["2026/1.3.b/foto/2026-03-18 Foto.jpg"], done.output

    def test_dry_run_writes_nothing(self, kantor: Office, desk: Path) -> None:
        some = [put(desk, name, image(name, "JPEG")) for name in ("foto.jpg", "Foto (1).jpg")]
        how = ("--untuk", "1.3.b/foto", "--tanggal", "2026-03-18", "--dry-run")
        done = add(kantor, *some, *how)
        assert files(kantor) == []
        for name in ("Foto.jpg", "Foto (2).jpg"):
            place = f"evidence/2026/1.3.b/foto/2026-03-18 {name}"
            assert f"Akan disalin ke {place}" in done.output
        assert "2 dapat ditaruh" in done.output
        assert done.output.endswith("Uji coba: tidak ada yang ditulis.\n")

    def test_a_paper_of_tomorrow_is_told_as_not_counted(self, kantor: Office, desk: Path) -> None:
        file = put(desk, "n.pdf")
        done = add(kantor, file, "--untuk", "1.3.b/notula", "--tanggal", "2026-12-18")
        assert done.exit_code == 0
        assert "belum dihitung: tanggalnya sesudah tanggal penilaian" in done.output


class TestSidecar:
    """Only where something is to be said that the name cannot say."""

    def said(self, office: Office) -> dict[str, object]:
        (name,) = [name for name in files(office) if name.endswith(".yml")]
        text = (office.root / "evidence" / name).read_text("utf-8")
        return dict(yaml.safe_load(text))

    def test_a_plain_title_is_the_name(self, kantor: Office, desk: Path) -> None:
        how = ("--untuk", "1.3.b/notula", "--tanggal", "2026-03-18", "--judul", "Notula monev I")
        add(kantor, put(desk, "x.pdf"), *how)
        assert files(kantor) == ["2026/1.3.b/notula/2026-03-18 Notula monev I.pdf"]

    def test_a_title_that_no_name_can_hold(self, kantor: Office, desk: Path) -> None:
        title = "Notula: monev “I/II”?"
        how = ("--untuk", "1.3.b/notula", "--tanggal", "2026-03-18", "--judul", title)
        add(kantor, put(desk, "x.pdf"), *how)
        assert self.said(kantor) == {"judul": title}
        assert has_no_error(kantor)

    def test_the_rest(self, kantor: Office, desk: Path) -> None:
        how = ("--untuk", "1.3.b/laporan-monev", "--periode", "2026-T1")
        more = (
            "--diterima",
            "2026-05-20",
            "--akses",
            "terbatas",
            "--juga-untuk",
            "1.3.c/laporan-tindak-lanjut",
        )
        done = add(kantor, put(desk, "x.pdf"), *how, *more)
        assert done.exit_code == 0, done.output
        assert [str(value) for value in self.said(kantor).values()] == [
            "terbatas",
            "2026-05-20",
            "['1.3.c/laporan-tindak-lanjut']",
        ]
        assert "Akses terbatas" in done.output
        assert has_no_error(kantor)

    def test_one_scan_of_several_papers(self, kantor: Office, desk: Path) -> None:
        file = put(desk, "scan.pdf", pdf("rapat", pages=5))
        how = (
            "--halaman",
            "1-2",
            "--untuk",
            "1.3.b/undangan",
            "--halaman",
            "3",
            "--untuk",
            "1.3.b/notula",
        )
        last = ("--halaman", "4-5", "--untuk", "1.3.b/daftar-hadir", "--tanggal", "2026-03-18")
        done = add(kantor, file, *how, *last)
        assert done.exit_code == 0, done.output
        assert self.said(kantor) == {
            "juga_untuk": ["1.3.b/notula", "1.3.b/daftar-hadir"],
            "halaman": {"1.3.b/undangan": "1-2", "1.3.b/notula": 3, "1.3.b/daftar-hadir": "4-5"}
            | {"1.3.b/notula": "3"},
        }
        assert "akses terbatas berlaku bagi seluruh berkas" in done.output
        assert has_no_error(kantor)
        (item,) = kantor.build().good
        assert {name: (p.first, p.last) for name, p in item.pages.items()} == {
            "1.3.b/undangan": (1, 2),
            "1.3.b/notula": (3, 3),
            "1.3.b/daftar-hadir": (4, 5),
        }

    def test_a_public_copy(self, kantor: Office, desk: Path) -> None:
        copy = put(desk, "disunting.pdf")
        how = (
            "--untuk",
            "1.3.b/daftar-hadir",
            "--tanggal",
            "2026-03-18",
            "--salinan-publik",
            str(copy),
        )
        add(kantor, put(desk, "hadir.pdf"), *how)
        assert files(kantor) == [
            "2026/1.3.b/daftar-hadir/2026-03-18 Hadir.pdf",
            "2026/1.3.b/daftar-hadir/2026-03-18 Hadir.publik.pdf",
        ]
        assert has_no_error(kantor)

    def test_a_link(self, kantor: Office) -> None:
        how = ("--untuk", "1.2.c/capture-website", "--tanggal", "2026-06-15")
        done = add(kantor, "https://kantor.example/zi?a=1&b=2", *how)
        assert done.exit_code == 0, done.output
        assert {key: str(value) for key, value in self.said(kantor).items()} == {
            "url": "https://kantor.example/zi?a=1&b=2",
            "diakses": "2026-09-30",
        }
        assert has_no_error(kantor)

    def test_a_record_of_a_paper_that_stays(self, kantor: Office) -> None:
        how = ("--untuk", "3.4.a/skp", "--periode", "2026", "--tanggal", "2026-01-09")
        done = add(kantor, "--simpanan", "--nomor", "001", "--penyimpan", "Subbagian Umum", *how)
        assert done.exit_code == 0, done.output
        assert files(kantor) == [
            "2026/3.4.a/skp/2026 SKP pegawai yang disetujui atasan langsung.simpanan.yml"
        ]
        assert [str(value) for value in self.said(kantor).values()] == [
            "001",
            "2026-01-09",
            "Subbagian Umum",
            "2026-09-30",
        ]
        assert has_no_error(kantor)


class TestNothingIsGuessedSilently:
    """Without a terminal it proposes, says which options to give, and leaves with 2."""

    def test_proposals_and_no_deed(self, kantor: Office, desk: Path) -> None:
        file = put(desk, "Adobe Scan 18 Mar 2026.pdf", pdf(NOTULA))
        done = add(kantor, file)
        assert done.exit_code == 2
        assert files(kantor) == []
        assert "1  1.3.b/notula  keyakinan tinggi" in done.output
        assert "18 Maret 2026, cap waktu ponsel" in done.output
        assert "misalnya --untuk 1.3.b/notula --tanggal 2026-03-18." in done.output

    def test_a_date_is_not_taken_from_a_name(self, kantor: Office, desk: Path) -> None:
        file = put(desk, "Notula 18 Maret 2026.pdf")
        done = add(kantor, file, "--untuk", "1.3.b/notula")
        assert (done.exit_code, files(kantor)) == (2, [])
        assert "Tanggalnya belum pasti. Sebutkan, misalnya --tanggal 2026-03-18." in done.output

    @pytest.mark.parametrize(
        ("document", "blank"),
        [
            ("5.3.c/laporan-monev", "--periode 2026-BB."),
            ("1.3.b/notula", "--tanggal 2026-BB-HH."),
        ],
    )
    def test_a_date_that_was_not_read_is_a_blank(
        self, kantor: Office, desk: Path, document: str, blank: str
    ) -> None:
        done = add(kantor, put(desk, "scan.pdf"), "--untuk", document)
        assert (done.exit_code, files(kantor)) == (2, [])
        assert f"misalnya {blank}" in done.output

    def test_neither_document_nor_date_was_read(self, kantor: Office, desk: Path) -> None:
        done = add(kantor, put(desk, "Notula rapat monev ZI.pdf"))
        assert "misalnya --untuk 1.3.b/notula --tanggal 2026-BB-HH." in done.output

    def test_yes_takes_what_is_plain_and_says_so(self, kantor: Office, desk: Path) -> None:
        file = put(desk, "Notulen monev ZI 18 Maret 2026.pdf")
        done = add(kantor, file, "--ya")
        assert done.exit_code == 0, done.output
        assert "Diambil karena --ya: 1.3.b/notula." in done.output
        assert "Diambil karena --ya: 2026-03-18." in done.output
        assert files(kantor) == ["2026/1.3.b/notula/2026-03-18 Notulen monev ZI.pdf"]

    @pytest.mark.parametrize("name", ["scan0001.pdf", "Notulen monev ZI 5-3-2026.pdf", "rapat.pdf"])
    def test_yes_never_takes_what_is_doubtful(self, kantor: Office, desk: Path, name: str) -> None:
        done = add(kantor, put(desk, name), "--ya")
        assert (done.exit_code, files(kantor)) == (2, [])

    def test_a_criterion_narrows_the_choice(self, kantor: Office, desk: Path) -> None:
        done = add(kantor, put(desk, "notulen rapat.pdf"), "--untuk", "1.3.b")
        assert "1  1.3.b/notula" in done.output

    def test_questions_at_a_terminal(self, kantor: Office, desk: Path) -> None:
        file = put(desk, "Notulen rapat 5-3-2026.pdf", pdf("x"))
        how = ["--as-of", "2026-09-30", "add", str(file)]
        answers = ["notulen monev zi", "1", "5/3/2026", "5 Maret 2026", "y"]
        said, code = talk(kantor.root, how, answers)
        assert code == 0, said
        assert "Tidak terbaca sebagai satu tanggal" in said, "3 May is possible too"
        assert files(kantor) == ["2026/1.3.b/notula/2026-03-05 Notulen rapat.pdf"]

    def test_a_paper_can_be_left_for_later(self, kantor: Office, desk: Path) -> None:
        how = ["--as-of", "2026-09-30", "add", str(put(desk, "x.pdf"))]
        said, code = talk(kantor.root, how, ["l"])
        assert (code, files(kantor)) == (0, [])
        assert "Dilewati" in said

    def test_a_closed_paper_may_stay_in_the_office(self, kantor: Office, desk: Path) -> None:
        file = put(desk, "SKP.pdf")
        how = [
            "--as-of",
            "2026-09-30",
            "add",
            str(file),
            "--untuk",
            "3.4.a/skp",
            "--periode",
            "2026",
        ]
        answers = ["y", "001/SKP", "Subbagian Umum", "2026-01-09"]
        said, code = talk(kantor.root, how, answers)
        assert code == 0, said
        assert files(kantor) == ["2026/3.4.a/skp/2026 SKP.simpanan.yml"]


class TestInbox:
    """Papers of `_kotak-masuk` are moved, and that is said."""

    def test_the_inbox_is_worked_through(self, kantor: Office) -> None:
        kantor.write(
            kantor.root / "evidence/2026/_kotak-masuk/Notulen monev ZI 18 Maret 2026.pdf", pdf("a")
        )
        kantor.write(kantor.root / "evidence/2025/_kotak-masuk/scan0001.pdf", pdf("b"))
        done = add(kantor, "--ya")
        assert done.exit_code == 2
        assert files(kantor) == [
            "2025/_kotak-masuk/scan0001.pdf",
            "2026/1.3.b/notula/2026-03-18 Notulen monev ZI.pdf",
        ]
        assert "Dipindahkan ke evidence/2026/1.3.b/notula/" in done.output
        assert "1 ditaruh, 1 perlu ditanyakan" in done.output

    def test_a_file_of_the_inbox_by_name(self, kantor: Office) -> None:
        file = kantor.write(kantor.root / "evidence/2026/_kotak-masuk/x.pdf", pdf("a"))
        add(kantor, file, "--untuk", "1.3.b/notula", "--tanggal", "2026-03-18")
        assert files(kantor) == ["2026/1.3.b/notula/2026-03-18 X.pdf"]

    def test_an_empty_inbox(self, kantor: Office) -> None:
        done = add(kantor)
        assert (done.exit_code, done.output[:19]) == (0, "Kotak masuk kosong.")


class TestRefusals:
    """What `check` would refuse is refused before anything is copied, in plain words."""

    @pytest.mark.parametrize(
        ("name", "content", "said"),
        [
            ("kosong.pdf", b"", "Berkas kosong"),
            ("lama.doc", b"\xd0\xcf\x11\xe0", "Word lama tidak diterima. Buka berkasnya"),
            ("lama.xls", b"\xd0\xcf\x11\xe0", "Excel lama tidak diterima"),
            ("foto.heic", b"\0\0\0\x18ftypheic", "HEIC dari iPhone tidak diterima"),
            ("arsip.zip", b"PK\x03\x04", "Extract All"),
            ("catatan.txt", b"halo", "Microsoft Print to PDF"),
            ("program.exe", b"MZ", "Jenis berkas ini tidak diterima"),
            ("rusak.pdf", pdf("x")[:-200], "rusak atau terpotong"),
            ("bohong.pdf", image("x", "JPEG"), "tidak sesuai isinya (JPEG). (ZI205)"),
            ("bohong.pdf", b"Notula rapat\n", "tidak sesuai isinya (teks). (ZI205)"),
            ("naskah.docx", docx("x"), "menerima PDF; berkas ini naskah (DOCX). Buka berkasnya"),
        ],
    )
    def test_kinds(self, kantor: Office, desk: Path, name: str, content: bytes, said: str) -> None:
        done = add(
            kantor, put(desk, name, content), "--untuk", "1.3.b/notula", "--tanggal", "2026-03-18"
        )
        assert (done.exit_code, files(kantor)) == (2, [])
        assert said in done.output

    def test_a_locked_pdf(self, kantor: Office, desk: Path) -> None:
        file = desk / "kunci.pdf"
        with pikepdf.open(io.BytesIO(pdf("x"))) as made:
            made.save(file, encryption=pikepdf.Encryption(user="a", owner="b"))
        done = add(kantor, file, "--untuk", "1.3.b/notula", "--tanggal", "2026-03-18")
        assert done.exit_code == 2
        assert "terkunci kata sandi. Buka dengan kata sandinya, cetak ke PDF" in done.output

    def test_the_same_paper_twice(self, kantor: Office, desk: Path) -> None:
        file = put(desk, "n.pdf")
        how = ("--untuk", "1.3.b/notula", "--tanggal", "2026-03-18")
        add(kantor, file, *how)
        done = add(kantor, file, *how)
        assert done.exit_code == 2
        assert "sudah ada: evidence/2026/1.3.b/notula/2026-03-18 N.pdf" in done.output

    def test_one_paper_for_two_months(self, kantor: Office, desk: Path) -> None:
        file = put(desk, "m.pdf")
        add(kantor, file, "--untuk", "5.3.c/laporan-monev", "--periode", "2026-03")
        done = add(kantor, file, "--untuk", "5.3.c/laporan-monev", "--periode", "2026-04")
        assert (done.exit_code, len(files(kantor))) == (2, 1)
        assert "(ZI208)" in done.output

    def test_one_paper_for_an_earlier_day(self, kantor: Office, desk: Path) -> None:
        """What is named is the paper that is there, not the place where none has been put."""
        there = kantor.paper("1.2.a/foto", "2026-03-18 Foto.jpg")
        file = desk / "dup.jpg"
        file.write_bytes(there.read_bytes())
        done = add(kantor, file, "--untuk", "1.3.b/foto", "--tanggal", "2026-02-02")
        assert done.exit_code == 2
        assert (
            "Isinya sama persis dengan evidence/2026/1.2.a/foto/2026-03-18 Foto.jpg, yang "
            "periodenya berbeda. (ZI208)"
        ) in done.output
        assert "2026-02-02" not in done.output

    @pytest.mark.parametrize("title", [None, "SK 199001012015031001"])
    def test_personal_numbers(self, kantor: Office, desk: Path, title: str | None) -> None:
        file = put(desk, "SK 199001012015031001.pdf")
        how = ["--untuk", "1.4.b/sk-agen-perubahan", "--tanggal", "2026-03-18"]
        done = add(kantor, file, *how, *(["--judul", title] if title else []))
        assert (done.exit_code, files(kantor)) == (2, [])
        assert "NIK atau NIP" in done.output
        assert "--judul" in done.output
        assert add(kantor, file, *how, "--judul", "SK agen perubahan").exit_code == 0

    def test_too_coarse(self, kantor: Office, desk: Path) -> None:
        done = add(
            kantor, put(desk, "m.pdf"), "--untuk", "5.3.c/laporan-monev", "--periode", "2026-T1"
        )
        assert (done.exit_code, files(kantor)) == (2, [])
        assert "terlalu kasar" in done.output

    def test_hidden_sheets(self, kantor: Office, desk: Path) -> None:
        file = put(desk, "renaksi.xlsx", xlsx("x", hidden="Rahasia"))
        done = add(kantor, file, "--untuk", "1.2.a/rencana-aksi", "--periode", "2026")
        assert (done.exit_code, files(kantor)) == (2, [])
        assert "lembar tersembunyi" in done.output

    def test_pages_that_are_not_there(self, kantor: Office, desk: Path) -> None:
        how = ("--halaman", "1-9", "--untuk", "1.3.b/notula", "--tanggal", "2026-03-18")
        done = add(kantor, put(desk, "n.pdf"), *how)
        assert (done.exit_code, files(kantor)) == (2, [])
        assert "Berkas ini 1 halaman; halaman 9 tidak ada." in done.output

    @pytest.mark.parametrize(
        ("arguments", "said"),
        [
            (["--untuk", "1.3.b/notulla"], "Maksud Anda 1.3.b/notula?"),
            (["--untuk", "9.9.z/x"], "tidak dikenal"),
            (["--tanggal", "2026-02-30"], "bukan tanggal"),
            (["--periode", "Maret"], "bukan periode"),
            (["--tanggal", "2026-03-01", "--periode", "2026"], "tidak keduanya"),
            (["--halaman", "1-2"], "berpasangan"),
            (["--halaman", "2-1", "--untuk", "1.3.b/notula"], "bukan halaman"),
            (["--alasan", "x"], "sebutkan keduanya"),
            (["--diterima", "kemarin"], "bukan tanggal"),
        ],
    )
    def test_options(self, kantor: Office, desk: Path, arguments: list[str], said: str) -> None:
        done = add(kantor, put(desk, "n.pdf"), *arguments)
        assert isinstance(done.exception, UsageError)
        assert said in str(done.exception)

    def test_options_for_one_paper_only(self, kantor: Office, desk: Path) -> None:
        done = add(kantor, put(desk, "a.pdf"), put(desk, "b.pdf"), "--judul", "x")
        assert "--judul hanya untuk satu berkas; Anda menyebut 2." in str(done.exception)

    def test_what_is_not_there(self, kantor: Office, desk: Path) -> None:
        assert "tidak ada. Periksa ejaan" in str(add(kantor, desk / "tiada.pdf").exception)
        assert "tidak berisi berkas" in str(add(kantor, desk).exception)
        assert "bukan alamat" in str(add(kantor, "https://a b").exception)

    @pytest.mark.parametrize(
        "link",
        [
            "https://user:rahasia@kantor.example/zi",
            "http://rahasia@kantor.example",
            "https://a@b:rahasia@kantor.example/x?y=1",
        ],
    )
    def test_a_link_with_a_password(self, kantor: Office, link: str) -> None:
        """It would be published; and what is refused is not said again where logs are kept."""
        how = ("--untuk", "1.2.c/capture-website", "--tanggal", "2026-06-15")
        done = add(kantor, link, *how)
        assert "tidak boleh memuat nama pengguna atau kata sandi" in str(done.exception)
        assert "rahasia" not in str(done.exception) + done.output
        assert files(kantor) == []

    @pytest.mark.parametrize("link", ["https://medium.example/@kantor", "https://a.example?ke=x@y"])
    def test_a_link_with_an_at_elsewhere(self, kantor: Office, link: str) -> None:
        how = ("--untuk", "1.2.c/capture-website", "--tanggal", "2026-06-15")
        assert add(kantor, link, *how).exit_code == 0
        assert has_no_error(kantor)

    @pytest.mark.parametrize("key", ["url", "arsip"])
    def test_a_sidecar_with_a_password(self, kantor: Office, key: str) -> None:
        given = {"url": "https://kantor.example", key: "https://user:rahasia@kantor.example/zi"}
        kantor.paper("1.2.c/capture-website", "2026-06-15 Halaman.tautan.yml", **given)
        said = " ".join(one.message for one in kantor.build().errors)
        assert f"“{key}” tidak boleh memuat nama pengguna atau kata sandi" in said
        assert "Tertulis: “https://…@kantor.example/zi”" in said
        assert "rahasia" not in said

    def test_what_has_its_place(self, kantor: Office) -> None:
        file = kantor.paper("1.3.b/notula", "2026-03-18 N.pdf")
        assert "sudah berada di folder evidence" in str(add(kantor, file).exception)

    def test_loosening_without_a_reason(self, kantor: Office, desk: Path) -> None:
        how = ("--untuk", "1.3.b/daftar-hadir", "--tanggal", "2026-03-18", "--akses", "publik")
        done = add(kantor, put(desk, "d.pdf"), *how)
        assert (done.exit_code, files(kantor)) == (2, [])
        assert "harus disertai “alasan”" in done.output
        assert add(kantor, desk / "d.pdf", *how, "--alasan", "Nama sudah ditutup").exit_code == 0

    def test_a_good_one_beside_a_bad_one(self, kantor: Office, desk: Path) -> None:
        some = [put(desk, "a.pdf", b""), put(desk, "b.pdf")]
        done = add(kantor, *some, "--untuk", "1.3.b/notula", "--tanggal", "2026-03-18")
        assert done.exit_code == 2
        assert files(kantor) == ["2026/1.3.b/notula/2026-03-18 B.pdf"]


def noise(width: int, height: int) -> Image.Image:
    return Image.frombytes("RGB", (width, height), os.urandom(width * height * 3))


def scan(*, signed: bool = False) -> bytes:
    """A PDF with one page that is a heavy picture of noise (about 10 MB)."""
    side, out = 2600, io.BytesIO()
    picture = io.BytesIO()
    noise(side, side).save(picture, "JPEG", quality=92)
    with pikepdf.new() as made:
        page = made.add_blank_page(page_size=(595, 842))
        stream = made.make_stream(picture.getvalue())
        stream.Type, stream.Subtype = pikepdf.Name.XObject, pikepdf.Name.Image
        stream.Width = stream.Height = side
        stream.ColorSpace, stream.BitsPerComponent = pikepdf.Name.DeviceRGB, 8
        stream.Filter = pikepdf.Name.DCTDecode
        page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Im=stream))
        page.Contents = made.make_stream(b"q 595 0 0 842 0 0 cm /Im Do Q")
        if signed:
            made.Root.Tanda = pikepdf.Dictionary(ByteRange=pikepdf.Array([0, 1, 2, 3]))
        made.save(out)
    return out.getvalue()


class TestWeight:
    """Up to 5 MB as it is, up to 20 MB a smaller copy is offered, beyond that an instruction."""

    HOW = ("--untuk", "1.3.b/notula", "--tanggal", "2026-03-18")

    def test_a_heavy_scan_is_asked_about(self, kantor: Office, desk: Path) -> None:
        file = put(desk, "berat.pdf", scan())
        assert 5 * 1024 * 1024 < file.stat().st_size < 20 * 1024 * 1024
        done = add(kantor, file, *self.HOW)
        assert (done.exit_code, files(kantor)) == (2, [])
        assert "Pilih --kecilkan (simpan salinannya) atau --apa-adanya." in done.output

    def test_the_smaller_copy(self, kantor: Office, desk: Path) -> None:
        file = put(desk, "berat.pdf", scan())
        before = file.read_bytes()
        done = add(kantor, file, *self.HOW, "--kecilkan")
        assert done.exit_code == 0, done.output
        (name,) = files(kantor)
        stored = (kantor.root / "evidence" / name).read_bytes()
        assert len(stored) < 0.8 * len(before)
        assert (probe(stored).pages, probe(stored).problem) == (1, None)
        assert file.read_bytes() == before, "the original is never touched"
        assert has_no_error(kantor)

    def test_as_it_is(self, kantor: Office, desk: Path) -> None:
        file = put(desk, "berat.pdf", scan())
        add(kantor, file, *self.HOW, "--apa-adanya")
        (name,) = files(kantor)
        assert (kantor.root / "evidence" / name).read_bytes() == file.read_bytes()

    def test_a_signed_paper_is_never_changed(self, kantor: Office, desk: Path) -> None:
        file = put(desk, "ttd.pdf", scan(signed=True))
        done = add(kantor, file, *self.HOW, "--kecilkan")
        assert "PDF bertanda tangan elektronik tidak diubah" in done.output
        (name,) = files(kantor)
        assert (kantor.root / "evidence" / name).read_bytes() == file.read_bytes()

    def test_the_original_of_the_inbox_stays_there(self, kantor: Office) -> None:
        inbox = "2026/_kotak-masuk/berat.pdf"
        kantor.write(kantor.root / "evidence" / inbox, scan())
        done = add(kantor, *self.HOW, "--kecilkan")
        assert inbox in files(kantor)
        assert "Aslinya masih di kotak masuk" in done.output

    def test_beyond_20_mb(self, kantor: Office, desk: Path) -> None:
        file = desk / "besar.pdf"
        with file.open("wb") as stream:
            stream.truncate(30 * 1024 * 1024)
        done = add(kantor, file, *self.HOW)
        assert (done.exit_code, files(kantor)) == (2, [])
        assert "di atas 20 MB" in done.output
        assert "--simpanan" in done.output

    @pytest.mark.parametrize(("format_name", "found"), [("JPEG", "jpeg"), ("PNG", "png")])
    def test_pictures(self, format_name: str, found: str) -> None:
        out = io.BytesIO()
        noise(2700, 500).save(out, format_name)
        smaller = shrunk(out.getvalue(), found)
        assert smaller is not None
        assert probe(smaller).format == found
        with Image.open(io.BytesIO(smaller)) as image_:
            assert max(image_.size) <= 2339

    def test_what_cannot_be_made_smaller(self) -> None:
        assert shrunk(pdf("x"), "pdf") is None
        assert shrunk(b"%PDF-1.4 broken", "pdf") is None
        assert shrunk(b"x", "mp4") is None


NASTY = [
    "Notula (1) [final].pdf",
    "Notula\u00a0rapat.pdf",
    "Notula 🎉.pdf",
    "Notu\u0301la.pdf",
    "-notula.pdf",
    "'notula' & $(rm -rf) ;.pdf",
    "n" * 200 + ".pdf",
    "Notula: rapat?.pdf",
    "notula\nbaris.pdf",
    "NOTULA.PDF",
    "notula.pdf.pdf",
]


@pytest.mark.parametrize("name", NASTY)
def test_nasty_names(kantor: Office, desk: Path, name: str) -> None:
    done = add(kantor, "--untuk", "1.3.b/notula", "--tanggal", "2026-03-18", "--", put(desk, name))
    assert done.exit_code == 0, done.output
    (made,) = files(kantor)
    assert made.startswith("2026/1.3.b/notula/2026-03-18 ")
    assert not kantor.build().diagnostics

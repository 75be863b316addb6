"""`zi diff` on real repositories: what a commit changes, and whether somebody says why."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from commits import NOBODY, commit, git, start
from office import Office

PLAN, MONEV = "1.2.a/rencana-aksi", "5.3.c/laporan-monev"
ZEROES = "0" * 40


class Ran(NamedTuple):
    out: str
    err: str
    code: int

    @property
    def data(self) -> Any:
        return json.loads(self.out)


def zi(root: Path, *arguments: str, cwd: Path | None = None, **environment: str) -> Ran:
    command = [sys.executable, "-m", "zi_build", "--root", str(root), "--as-of", "2026-09-30"]
    done = subprocess.run(
        [*command, *arguments],
        capture_output=True,
        check=False,
        cwd=cwd,
        env={**os.environ, **NOBODY, **environment},
    )
    return Ran(done.stdout.decode(), done.stderr.decode(), done.returncode)


@pytest.fixture
def kept(office: Office) -> Office:
    """An office with two papers and answers, committed."""
    start(office.root)
    office.unit(mulai="2026-01-05")
    office.paper(PLAN, "2026-01-20 Rencana aksi.pdf")
    office.paper(MONEV, "2026-03 Monev.pdf")
    office.answers({"1.2.a": "Ya", "5.3.c": "A"})
    commit(office.root, "Mulai")
    return office


def paper_of(office: Office, document: str, name: str) -> Path:
    return office.root / "evidence/2026" / document / name


class TestStates:
    """Any two revisions, or one and the files as they lie."""

    def test_nothing(self, kept: Office) -> None:
        ran = zi(kept.root, "diff", "HEAD")
        assert ran.code == 0
        assert ran.out.startswith("Tidak ada yang berubah\nHEAD (")
        assert "→ berkas kerja. Keduanya dinilai per 30 September 2026" in ran.out

    def test_a_paper_more(self, kept: Office) -> None:
        kept.paper(MONEV, "2026-04 Monev – café 😀 [1].pdf")
        before_commit = zi(kept.root, "diff", "HEAD")
        assert before_commit.out.startswith("+1 dokumen untuk 5.3.c")
        commit(kept.root, "Tambah")
        for arguments in (["HEAD~1"], ["HEAD~1", "HEAD"], ["HEAD~1.."], ["HEAD~1..HEAD"]):
            ran = zi(kept.root, "diff", *arguments, "--format", "json")
            assert ran.code == 0
            assert ran.data["summary"] == before_commit.out.splitlines()[0]
            assert [one["what"] for one in ran.data["papers"]] == ["added"]
            assert ran.data["papers"][0]["after"].endswith("2026-04 Monev – café 😀 [1].pdf")

    def test_the_first_commit(self, kept: Office) -> None:
        ran = zi(kept.root, "diff", ZEROES, "HEAD", "--format", "json")
        assert ran.code == 0
        assert ran.data["before"] == "(kosong)"
        assert [one["what"] for one in ran.data["papers"]] == ["added", "added"]
        assert zi(kept.root, "diff", "HEAD", ZEROES).code == 3

    def test_before_there_was_evidence(self, kept: Office) -> None:
        git(kept.root, "checkout", "-q", "--orphan", "lain")
        git(kept.root, "rm", "-rq", "--cached", "evidence")
        git(kept.root, "commit", "-q", "-m", "Tanpa bukti")
        ran = zi(kept.root, "diff", "HEAD", "main", "--format", "json")
        assert [one["what"] for one in ran.data["papers"]] == ["added", "added"]
        neither = zi(kept.root, "diff", "HEAD", "HEAD")
        assert neither.code == 2
        assert "Tidak ada folder evidence/" in neither.err

    def test_two_lines_of_work(self, kept: Office) -> None:
        """What was added on main since is not withdrawn by the branch, with three points."""
        git(kept.root, "checkout", "-q", "-b", "cabang")
        kept.paper(MONEV, "2026-04 Monev.pdf")
        commit(kept.root, "Cabang")
        git(kept.root, "checkout", "-q", "main")
        kept.paper(MONEV, "2026-05 Monev.pdf")
        commit(kept.root, "Utama")
        two = zi(kept.root, "diff", "main", "cabang", "--format", "json")
        assert sorted(one["what"] for one in two.data["papers"]) == ["added", "withdrawn"]
        assert "tiga titik" in two.data["notes"][0]
        three = zi(kept.root, "diff", "main...cabang", "--format", "json")
        assert [one["what"] for one in three.data["papers"]] == ["added"]
        assert three.code == 0

    def test_one_day_for_both(self, kept: Office) -> None:
        kept.unit(mulai="2026-01-05", per_tanggal="2026-06-30", rubrik="permenpanrb-52-2014")
        command = [sys.executable, "-m", "zi_build", "--root", str(kept.root), "diff", "HEAD"]
        done = subprocess.run([*command, "--format", "json"], capture_output=True, check=False)
        found = json.loads(done.stdout)
        assert (found["as_of"], found["rubric"]) == ("2026-06-30", "permenpanrb-52-2014")
        assert len(found["notes"]) == 2


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such names")
@pytest.mark.parametrize(
    "name",
    [
        b"2026-04 caf\xe9.pdf",
        b"2026-04 baris\nbaru.pdf",
        b'2026-04 "kutip"\ttab.pdf',
        b"2026-04 \\.pdf",
    ],
)
def test_any_name(name: bytes, kept: Office) -> None:
    known = paper_of(kept, MONEV, "2026-03 Monev.pdf")
    shutil.copy(known, known.with_name(os.fsdecode(name)))
    commit(kept.root, "Nama aneh")
    for shape in ("text", "md", "json"):
        for arguments in (["HEAD~1"], ["HEAD~1", "HEAD"], ["HEAD~1", "-o", "hasil.txt"]):
            ran = zi(kept.root, "diff", *arguments, "--format", shape, cwd=kept.root.parent)
            assert (ran.code, ran.err) == (0, "")
    assert zi(kept.root, "diff", "HEAD").out.startswith("Tidak ada yang berubah")


class TestReasons:
    """Exit code 3 when a paper was withdrawn or a score fell and nobody says why."""

    @pytest.mark.parametrize(
        ("message", "code"),
        [
            ("Tarik", 3),
            ("Tarik\n\nAlasan: ganda\n", 0),
            ("Tarik\n\nKeterangan.\n\nalasan: ganda\nSigned-off-by: Petugas\n", 0),
            ("Tarik\n\nAlasan:\n", 3),
            ("Tarik\n\nAlasan: -\n", 3),
            ("Tarik karena Alasan: ganda", 3),
        ],
    )
    def test_trailer(self, message: str, code: int, kept: Office) -> None:
        paper_of(kept, MONEV, "2026-03 Monev.pdf").unlink()
        commit(kept.root, message)
        ran = zi(kept.root, "diff", "HEAD~1", "HEAD")
        assert ran.code == code
        assert ("Perlu alasan" in ran.out) is (code == 3)
        assert "1 bukti ditarik" in ran.out

    def test_of_any_commit_between(self, kept: Office) -> None:
        paper_of(kept, MONEV, "2026-03 Monev.pdf").unlink()
        commit(kept.root, "Tarik\n\nAlasan: ganda")
        commit(kept.root, "Lain")
        assert zi(kept.root, "diff", "HEAD~2", "HEAD").code == 0
        assert zi(kept.root, "diff", "HEAD~2").code == 0

    def test_a_fallen_score(self, kept: Office) -> None:
        kept.answers({"1.2.a": "Tidak", "5.3.c": "A"})
        ran = zi(kept.root, "diff", "HEAD")
        assert ran.code == 3
        assert "Nilai berdasarkan bukti, area 1: " in ran.out
        assert "Alasan: SK lama diganti" in ran.out

    def test_data_of_results(self, kept: Office) -> None:
        """A table or report of the hasil folders is evidence as well."""
        table = kept.text("evidence/2026/hasil/spak-2026.csv", "P1;P2\n" + "4;3\n" * 6)
        report = kept.paper("hasil", "SPAK.pdf")
        commit(kept.root, "Survei")
        table.rename(table.with_name("spak 2026 akhir.csv"))
        report.unlink()
        ran = zi(kept.root, "diff", "HEAD", "--format", "json")
        found = [(one["what"], one["before"].rpartition("/")[2]) for one in ran.data["papers"]]
        assert sorted(found) == [("moved", "spak-2026.csv"), ("withdrawn", "SPAK.pdf")]
        assert ran.code == 3
        git(kept.root, "reset", "-q", "--hard")
        table.write_bytes(b"PK\x03\x04rusak")
        ran = zi(kept.root, "diff", "HEAD", "--format", "json")
        assert [
            one["what"] for one in ran.data["papers"] if "spak-2026" in (one["before"] or "")
        ] == ["broken"]

    def test_what_is_not_committed(self, kept: Office) -> None:
        paper_of(kept, MONEV, "2026-03 Monev.pdf").unlink()
        assert zi(kept.root, "diff", "HEAD").code == 3
        assert zi(kept.root, "diff", "HEAD", "--alasan", " ").code == 3
        assert zi(kept.root, "diff", "HEAD", "--alasan", "ganda").code == 0
        refused = zi(kept.root, "diff", "HEAD", "HEAD", "--alasan", "ganda")
        assert refused.code == 2
        assert "“Alasan: …”" in refused.err

    def test_machines_are_told_beside_the_output(self, kept: Office, tmp_path: Path) -> None:
        paper_of(kept, MONEV, "2026-03 Monev.pdf").unlink()
        file = tmp_path / "komentar.md"
        ran = zi(kept.root, "diff", "HEAD", "--format", "md", "-o", str(file))
        assert (ran.code, ran.out) == (3, "")
        assert "tanpa alasan" in ran.err
        assert file.read_text("utf-8").startswith("### ")
        assert zi(kept.root, "diff", "HEAD", "--format", "json").data["lacks_reason"] is True


class TestPlaces:
    """Where the repository is not simply the folder."""

    def test_a_subfolder(self, kept: Office, tmp_path: Path) -> None:
        top = start(tmp_path / "semua")
        shutil.copytree(kept.root / "evidence", top / "kantor/evidence")
        shutil.copytree(kept.root / "evidence", top / "evidence")
        commit(top)
        (top / "kantor/evidence/2026" / MONEV / "2026-03 Monev.pdf").unlink()
        assert "1 bukti ditarik" in zi(top / "kantor", "diff", "HEAD").out
        assert zi(top, "diff", "HEAD").out.startswith("Tidak ada yang berubah")

    @pytest.mark.parametrize("folder", [None, "kantor"])
    def test_hooks_of_a_server(self, folder: str | None, kept: Office, tmp_path: Path) -> None:
        """A pre-receive hook sees what is being pushed, and refuses it without a reason."""
        work = start(tmp_path / "kerja")
        place = work / (folder or "")
        shutil.copytree(kept.root / "evidence", place / "evidence")
        commit(work, "Mulai")
        bare = tmp_path / "kantor.git"
        git(tmp_path, "clone", "-q", "--bare", str(work), str(bare))
        hook = bare / "hooks/pre-receive"
        extra = f"--folder {folder}" if folder else ""
        hook.write_text(
            "#!/bin/sh\nread old new name\n"
            f"exec {sys.executable} -m zi_build --as-of 2026-09-30 diff $old $new {extra}\n",
            encoding="utf-8",
        )
        hook.chmod(0o755)
        git(work, "remote", "add", "asal", str(bare))
        office = Office(place)
        office.paper(MONEV, "2026-04 Monev.pdf")
        commit(work, "Tambah")
        git(work, "push", "-q", "asal", "main")
        paper_of(office, MONEV, "2026-03 Monev.pdf").unlink()
        commit(work, "Tarik")
        pushed = subprocess.run(
            ["git", "-C", str(work), "push", "asal", "main"],
            capture_output=True,
            check=False,
            env={**os.environ, **NOBODY},
        )
        assert pushed.returncode != 0
        said = pushed.stderr.decode()
        assert "; 1 bukti ditarik" in said
        assert "Perlu alasan" in said
        git(work, "commit", "-q", "--amend", "-m", "Tarik\n\nAlasan: ganda")
        git(work, "push", "-q", "asal", "main")
        git(work, "push", "-q", "asal", "main:cabang-baru")  # the old one is all zeroes

    def test_a_bare_repository_alone(self, kept: Office, tmp_path: Path) -> None:
        kept.paper(MONEV, "2026-04 Monev.pdf")
        commit(kept.root, "Tambah")
        bare = tmp_path / "kantor.git"
        git(tmp_path, "clone", "-q", "--bare", str(kept.root), str(bare))
        assert zi(bare, "diff", "HEAD~1").out.startswith("+1 dokumen untuk 5.3.c")
        outside = zi(bare, "diff", "HEAD~1", "--folder", "tak-ada")
        assert outside.code == 2
        assert "--folder" in outside.err

    @pytest.mark.parametrize(
        ("arguments", "words"),
        [
            (["tak-ada"], "tidak dikenal"),
            (["HEAD~5"], "tidak dikenal"),
            (["HEAD", "tak-ada"], "tidak dikenal"),
            (["HEAD", ""], "tidak dikenal"),
            (["main...tak-ada"], "tidak dikenal"),
            (["--", "--all"], "tidak dikenal"),
        ],
    )
    def test_unknown(self, arguments: list[str], words: str, kept: Office) -> None:
        ran = zi(kept.root, "diff", *arguments)
        assert (ran.code, ran.out) == (2, "")
        assert words in ran.err
        assert "Traceback" not in ran.err

    def test_no_repository(self, office: Office, tmp_path: Path) -> None:
        ran = zi(office.root, "diff", "HEAD", GIT_CEILING_DIRECTORIES=str(tmp_path))
        assert ran.code == 2
        assert "Git tidak dapat membaca riwayat" in ran.err


def test_forms_agree(kept: Office) -> None:
    kept.paper(MONEV, "2026-04 Monev.pdf")
    kept.answers({"1.2.a": "Tidak", "5.3.c": "A"})
    paper_of(kept, PLAN, "2026-01-20 Rencana aksi.pdf").unlink()
    text, markdown, found = (
        zi(kept.root, "diff", "HEAD", "--format", shape) for shape in ("text", "md", "json")
    )
    assert text.code == markdown.code == found.code == 3
    assert text.out.splitlines()[0] == found.data["summary"]
    assert markdown.out.splitlines()[0] == f"### {found.data['summary']}"
    assert "\x1b" not in text.out
    for one in found.data["scores"]:
        if one["id"] != "pengungkit":
            assert f"{one['id'].replace('.', ' ')}: " in text.out
            assert f"{one['id'].replace('.', ' ')}: " in markdown.out


def test_public(kept: Office) -> None:
    """Monev of complaints is restricted: its name is not told, its plan's is."""
    kept.paper(MONEV, "2026-04 Pengaduan Melati.pdf")
    kept.paper(PLAN, "2026-02-01 Rencana Anggrek.pdf")
    for shape in ("text", "md", "json"):
        ran = zi(kept.root, "diff", "HEAD", "--publik", "--format", shape)
        assert "Melati" not in ran.out
        assert "Anggrek" in ran.out
        assert "evidence/" not in ran.out
        assert "Melati" in zi(kept.root, "diff", "HEAD", "--format", shape).out


def test_no_second_tree(kept: Office) -> None:
    """Nothing but the memory of contents is written."""
    kept.paper(MONEV, "2026-04 Monev.pdf")
    commit(kept.root, "Tambah")

    def files() -> set[str]:
        return {str(path) for path in kept.root.rglob("*") if ".zi-cache" not in path.parts}

    before = files()
    assert zi(kept.root, "diff", "HEAD~1").code == 0
    assert files() == before
    assert git(kept.root, "status", "--porcelain") == ""

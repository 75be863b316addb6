"""The shared folder: a scheduled script brings what staff put there into the repository."""

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

SCRIPT = Path(__file__).resolve().parent.parent / "deploy/folder-bersama/kirim.sh"
NAMES = [
    "2026-03 Laporan (final) [1].pdf",
    "2026-03 Café Ramé.pdf",
    "2026-03 spasi\u00a0keras.pdf",
    "2026-03 😀.pdf",
    "-awal.pdf",
]


@pytest.fixture
def git(program: Callable[[str], str]) -> Callable[..., str]:
    """Return git as a call in a folder, which gives its output."""
    command = program("git")

    def call(folder: Path, *arguments: str) -> str:
        who = ["-c", "user.name=Pegawai", "-c", "user.email=pegawai@example.go.id"]
        done = subprocess.run(
            [command, *who, "-c", "core.quotePath=false", *arguments],
            cwd=folder,
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=True,
        )
        return done.stdout

    return call


@pytest.fixture
def shared(tmp_path: Path, git: Callable[..., str]) -> Path:
    """Return a clone that is shared; its bare repository lies beside it."""
    git(tmp_path, "init", "-q", "--bare", "-b", "main", "pusat.git")
    git(tmp_path, "clone", "-q", "pusat.git", "bersama")
    folder = tmp_path / "bersama"
    (folder / "evidence/2026").mkdir(parents=True)
    (folder / "evidence/unit.yml").write_text("nama: Balai\n", "utf-8")
    git(folder, "add", "-A")
    git(folder, "commit", "-qm", "awal")
    git(folder, "push", "-q", "-u", "origin", "HEAD:main")
    return folder


def send(folder: Path, minutes: int = 0) -> int:
    """Run the script as the scheduler does; `minutes` is how long a file must have been at rest."""
    environment = {"PATH": os.environ["PATH"], "HOME": "/nonexistent"}
    environment["ZI_TUNGGU_MENIT"] = str(minutes)
    bash = shutil.which("bash")
    assert bash
    return subprocess.run([bash, str(SCRIPT), str(folder)], env=environment, check=False).returncode


def log(folder: Path) -> str:
    return (folder / "kirim.log").read_text("utf-8")


def at_home(shared: Path, git: Callable[..., str]) -> list[str]:
    """Return the files of the repository that everybody clones."""
    listed = git(shared.parent / "pusat.git", "ls-tree", "-r", "-z", "--name-only", "main")
    return listed.rstrip("\0").split("\0")


def test_what_staff_put_there_arrives(shared: Path, git: Callable[..., str]) -> None:
    for name in NAMES:
        (shared / "evidence/2026" / name).write_bytes(name.encode())
    (shared / "evidence/2026/~$buku.xlsx").write_bytes(b"Office")
    assert send(shared) == 0
    assert at_home(shared, git) == sorted(
        ["evidence/unit.yml", *(f"evidence/2026/{name}" for name in NAMES)],
        key=str.encode,
    )
    assert "terkirim: 1 kiriman, 5 berkas" in log(shared)


def test_a_file_that_is_still_copied_waits(shared: Path, git: Callable[..., str]) -> None:
    (shared / "evidence/2026/baru.pdf").write_bytes(b"separuh")
    assert send(shared, minutes=2) == 0
    assert at_home(shared, git) == ["evidence/unit.yml"]


def test_nothing_new_is_nothing_sent(shared: Path, git: Callable[..., str]) -> None:
    before = git(shared, "rev-parse", "HEAD")
    assert send(shared) == 0
    assert git(shared, "rev-parse", "HEAD") == before
    assert not (shared / "kirim.log").exists()


def test_what_others_sent_is_fetched_first(shared: Path, git: Callable[..., str]) -> None:
    git(shared.parent, "clone", "-q", "pusat.git", "lain")
    other = shared.parent / "lain"
    (other / "evidence/2026").mkdir()
    (other / "evidence/2026/dari-rekan.pdf").write_bytes(b"1")
    git(other, "add", "-A")
    git(other, "commit", "-qm", "rekan")
    git(other, "push", "-q")
    (shared / "evidence/2026/dari-folder.pdf").write_bytes(b"2")
    assert send(shared) == 0
    assert (shared / "evidence/2026/dari-rekan.pdf").exists()
    assert "evidence/2026/dari-folder.pdf" in at_home(shared, git)


def test_a_conflict_loses_nothing_and_is_told(shared: Path, git: Callable[..., str]) -> None:
    git(shared.parent, "clone", "-q", "pusat.git", "lain")
    other = shared.parent / "lain"
    (other / "evidence/unit.yml").write_text("nama: Balai Rekan\n", "utf-8")
    git(other, "commit", "-qam", "rekan")
    git(other, "push", "-q")
    (shared / "evidence/unit.yml").write_text("nama: Balai Kami\n", "utf-8")
    for _ in range(2):
        assert send(shared) == 1
        assert (shared / "evidence/unit.yml").read_text("utf-8") == "nama: Balai Kami\n"
    assert log(shared).count("berkas yang sama diubah orang lain: evidence/unit.yml") == 2


def test_without_a_network_it_is_sent_the_next_time(shared: Path, git: Callable[..., str]) -> None:
    home = shared.parent / "pusat.git"
    home.rename(shared.parent / "mati.git")
    (shared / "evidence/2026/a.pdf").write_bytes(b"1")
    assert send(shared) == 1
    assert "repositori tidak terjangkau" in log(shared)
    (shared.parent / "mati.git").rename(home)
    assert send(shared) == 0
    assert "evidence/2026/a.pdf" in at_home(shared, git)


def test_what_was_taken_away_is_taken_away_and_counted(
    shared: Path, git: Callable[..., str]
) -> None:
    (shared / "evidence/2026/a.pdf").write_bytes(b"1")
    assert send(shared) == 0
    (shared / "evidence/2026/a.pdf").unlink()
    assert send(shared) == 0
    assert at_home(shared, git) == ["evidence/unit.yml"]
    assert "1 di antaranya ditarik" in git(shared, "log", "-1", "--format=%s")


def test_two_turns_do_not_meet(shared: Path, git: Callable[..., str]) -> None:
    (shared / ".git/zi-kirim.kunci").mkdir()
    (shared / "evidence/2026/a.pdf").write_bytes(b"1")
    assert send(shared) == 0
    assert at_home(shared, git) == ["evidence/unit.yml"]


def test_the_script_is_sound(program: Callable[[str], str]) -> None:
    subprocess.run([program("shellcheck"), str(SCRIPT)], check=True)


def test_an_edit_that_waits_is_never_put_aside(shared: Path, git: Callable[..., str]) -> None:
    """A colleague sent the same file; the one in the folder changed a minute ago and waits."""
    git(shared.parent, "clone", "-q", "pusat.git", "lain")
    other = shared.parent / "lain"
    (other / "evidence/unit.yml").write_text("nama: Balai Rekan\n", "utf-8")
    git(other, "commit", "-qam", "rekan")
    git(other, "push", "-q")
    (shared / "evidence/unit.yml").write_text("nama: Balai Kami\n", "utf-8")
    assert send(shared, minutes=2) == 1
    assert (shared / "evidence/unit.yml").read_text("utf-8") == "nama: Balai Kami\n"
    assert git(shared, "stash", "list") == ""
    assert "masih berubah, dikirim pada giliran berikutnya: evidence/unit.yml" in log(shared)

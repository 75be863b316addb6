"""Several files as one: all of them or none, whatever happens on the way."""

import errno
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from zi_build.errors import UsageError, advice_of, reason_of
from zi_build.intake.together import Together


def _tree(root: Path) -> dict[str, bytes]:
    return {
        str(file.relative_to(root)): file.read_bytes()
        for file in sorted(root.rglob("*"))
        if file.is_file()
    }


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "evidence").mkdir()
    (tmp_path / "evidence/unit.yml").write_bytes(b"nama: lama\n")
    (tmp_path / "evidence/kotak.pdf").write_bytes(b"%PDF")
    return tmp_path


def test_everything_is_there_afterwards(root: Path) -> None:
    with Together(root) as whole:
        whole.create("evidence/2026/a/b/x.pdf.yml", b"akses: terbatas\n")
        whole.copy(root / "evidence/kotak.pdf", "evidence/2026/a/b/x.pdf")
        whole.replace("evidence/unit.yml", b"nama: baru\n")
        whole.remove("evidence/kotak.pdf")
    assert _tree(root) == {
        "evidence/2026/a/b/x.pdf": b"%PDF",
        "evidence/2026/a/b/x.pdf.yml": b"akses: terbatas\n",
        "evidence/unit.yml": b"nama: baru\n",
    }


def test_nothing_is_seen_before_the_end(root: Path) -> None:
    with Together(root) as whole:
        whole.create("evidence/2026/x.pdf", b"1")
        assert not [file for file in (root / "evidence/2026").iterdir() if file.name[0] != "."]


@pytest.mark.parametrize("error", [ValueError, KeyboardInterrupt, SystemExit])
def test_an_exception_leaves_everything_as_it_was(root: Path, error: type[BaseException]) -> None:
    before = _tree(root)
    with pytest.raises(error), Together(root) as whole:
        whole.create("evidence/2026/a/x.pdf", b"1")
        whole.remove("evidence/kotak.pdf")
        raise error
    assert _tree(root) == before
    assert not (root / "evidence/2026").exists()


def test_a_step_that_fails_takes_back_those_before_it(root: Path) -> None:
    """Somebody put a file of the name there while ours was being written."""
    with pytest.raises(FileExistsError), Together(root) as whole:
        whole.replace("evidence/unit.yml", b"nama: baru\n")
        whole.create("evidence/2026/1.pdf", b"1")
        whole.create("evidence/2026/2.pdf", b"2")
        (root / "evidence/2026/2.pdf").write_bytes(b"yang lain")
    assert _tree(root) == {
        "evidence/2026/2.pdf": b"yang lain",
        "evidence/kotak.pdf": b"%PDF",
        "evidence/unit.yml": b"nama: lama\n",
    }


@pytest.mark.parametrize(
    ("there", "new"),
    [
        ("SK.pdf", "sk.PDF"),  # one file on Windows
        ("Caf\u00e9.pdf", "Cafe\u0301.pdf"),  # one file on macOS
        ("a.pdf", "a.pdf"),
    ],
)
def test_a_name_that_is_taken_is_refused(root: Path, there: str, new: str) -> None:
    (root / "evidence" / there).write_bytes(b"lama")
    before = _tree(root)
    with pytest.raises(FileExistsError), Together(root) as whole:
        whole.create(f"evidence/{new}", b"baru")
    assert _tree(root) == before


def test_a_link_on_the_way_is_refused(root: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    elsewhere = tmp_path_factory.mktemp("lain")
    (root / "evidence/2026").symlink_to(elsewhere)
    with pytest.raises(UsageError, match="tautan"), Together(root) as whole:
        whole.create("evidence/2026/x.pdf", b"1")
    assert not list(elsewhere.iterdir())


KILLED = """
import os, signal, sys
from pathlib import Path
from zi_build.intake.together import Together
root = Path(sys.argv[1])
whole = Together(root)
with whole:
    whole.copy(root / "evidence/kotak.pdf", "evidence/2026/x.pdf")
    whole.remove("evidence/kotak.pdf")
    if sys.argv[2] == "before":
        os.kill(os.getpid(), int(sys.argv[3]))
    remove = Path.rename
    def rename(self, target):
        os.kill(os.getpid(), int(sys.argv[3]))
        return remove(self, target)
    Path.rename = rename
"""


@pytest.mark.parametrize("when", ["before", "amid"])
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGKILL])
def test_a_killed_move_loses_nothing(root: Path, when: str, number: signal.Signals) -> None:
    """The paper lies in its new place or in its old one; after a kill -9 it may lie in both."""
    done = subprocess.run(
        [sys.executable, "-c", KILLED, str(root), when, str(int(number))],
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert done.returncode != 0
    papers = [
        name
        for name in ("evidence/kotak.pdf", "evidence/2026/x.pdf")
        if (root / name).is_file() and (root / name).read_bytes() == b"%PDF"
    ]
    assert papers
    if number is signal.SIGINT:
        assert len(papers) == 1
        assert not list(root.rglob(".zi-*"))


def test_a_full_disk_leaves_nothing_half_written(tmp_path: Path) -> None:
    """A limit on file size stands for the full disk: the write fails in the middle."""
    code = (
        "import resource, signal, sys; from pathlib import Path\n"
        "from zi_build.intake.together import Together\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))\n"
        "with Together(Path(sys.argv[1])) as whole:\n"
        "    whole.create('evidence/kecil', b'1')\n"
        "    whole.create('evidence/besar', b'1' * 5000)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path)], capture_output=True, timeout=60, check=False
    )
    assert b"File too large" in done.stderr
    assert list(tmp_path.rglob("*")) == []


@pytest.mark.parametrize(
    ("number", "reason", "advice"),
    [
        (errno.ENOSPC, "tempat di disk habis", "Kosongkan sebagian, lalu ulangi."),
        (errno.EACCES, "tidak diizinkan", "Tutuplah bila sedang dibuka di program lain"),
        (errno.EROFS, "foldernya hanya dapat dibaca", "Pindahkan"),
        (errno.ENAMETOOLONG, "namanya terlalu panjang", "Pendekkan namanya"),
    ],
)
def test_what_the_disk_refuses_is_told_in_indonesian(number: int, reason: str, advice: str) -> None:
    error = OSError(number, os.strerror(number), "x")
    assert reason_of(error) == reason
    assert advice_of(error).startswith(advice)


def test_windows_says_by_its_own_number_that_a_file_is_open() -> None:
    error = OSError(errno.EACCES, "Permission denied", "x")
    error.winerror = 32  # type: ignore[attr-defined]
    assert reason_of(error) == "sedang dibuka di program lain"

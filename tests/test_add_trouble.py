"""`zi add` where the disk, a person or the power stops it: nothing is half done, nothing is lost."""

import os
import select
import shlex
import signal
import subprocess
import sys
import time
from pathlib import Path

import pikepdf
import pytest
from office import Office
from papers import pdf

pty = pytest.importorskip("pty", reason="terminals of this kind are not on Windows")
HOW = ("--untuk", "1.3.b/notula", "--tanggal", "2026-03-18", "--diterima", "2026-03-20")


def command(office: Office, *arguments: str) -> list[str]:
    common = ["--root", str(office.root), "--as-of", "2026-09-30", "add"]
    return [sys.executable, "-m", "zi_build", *common, *arguments]


def placed(office: Office) -> list[Path]:
    return sorted((office.root / "evidence/2026/1.3.b").rglob("*.pdf"))


def is_clean(office: Office) -> bool:
    """Tell that no file is half there: no temporary one, and every paper with its sidecar."""
    leftovers = list((office.root / "evidence").rglob(".zi-*"))
    alone = [file for file in placed(office) if not file.with_name(f"{file.name}.yml").exists()]
    cut = [file for file in placed(office) if not file.read_bytes().rstrip().endswith(b"%%EOF")]
    return not (leftovers or alone or cut or office.build().errors)


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    folder = tmp_path / "meja"
    folder.mkdir()
    return folder


def on_small_disk(office: Office, options: str, *arguments: str) -> tuple[str, int, str]:
    """Run `zi add` where the folder of 1.3.b is another disk; return its words, code and files."""
    folder = office.root / "evidence/2026/1.3.b"
    folder.mkdir(parents=True)
    where = shlex.quote(str(folder))
    return mounted(office, f"mount -t tmpfs -o {options} tmpfs {where}", folder, *arguments)


def mounted(office: Office, mount: str, folder: Path, *arguments: str) -> tuple[str, int, str]:
    """Run `zi add` after mounting something; return its words, its code and a folder's files."""
    script = (
        f"{mount} || exit 99; {shlex.join(command(office, *arguments))}; code=$?; "
        f"echo ---; find {shlex.quote(str(folder))} -type f; exit $code"
    )
    done = subprocess.run(
        ["unshare", "--map-root-user", "--mount", "sh", "-c", script],
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode in {1, 99} and ("unshare" in done.stderr or "mount" in done.stderr):
        pytest.skip(f"no disk can be mounted here: {done.stderr.strip()}")
    said, _, left = done.stdout.partition("---\n")
    return said + done.stderr, done.returncode, left


def test_a_full_disk(office: Office, desk: Path) -> None:
    office.unit()
    some = [desk / "kecil.pdf", desk / "besar.pdf", desk / "sesudahnya.pdf"]
    for file in some:
        file.write_bytes(pdf(file.name))
    with pikepdf.open(some[1], allow_overwriting_input=True) as heavy:
        heavy.Root.Lampiran = heavy.make_stream(os.urandom(300_000))
        heavy.save(some[1])
    said, code, left = on_small_disk(office, "size=128k", *map(str, some), *HOW)
    assert code == 2
    assert "tempat di disk habis. Kosongkan sebagian, lalu ulangi." in said
    assert "1 dari 3 berkas: 1 ditaruh, 2 belum disentuh" in said
    assert [Path(name).name for name in sorted(left.split("\n")) if name] == [
        "2026-03-18 Kecil.pdf",
        "2026-03-18 Kecil.pdf.yml",
    ]


def test_a_folder_that_cannot_be_written(office: Office, desk: Path) -> None:
    office.unit()
    file = desk / "a.pdf"
    file.write_bytes(pdf("a"))
    said, code, left = on_small_disk(office, "ro", str(file), *HOW)
    assert (code, left) == (2, "")
    assert "foldernya hanya dapat dibaca. Pindahkan folder kerja ke tempat lain." in said
    assert "0 dari 1 berkas: 1 belum disentuh" in said


def test_an_inbox_that_gives_nothing_away(office: Office) -> None:
    """On Windows, a paper of the inbox that a reader holds open; here, an inbox that is read-only."""
    office.unit()
    inbox = office.root / "evidence/2026/_kotak-masuk"
    many(inbox, 2)
    where = shlex.quote(str(inbox))
    mount = f"mount --bind {where} {where} && mount -o remount,ro,bind {where}"
    said, code, left = mounted(office, mount, office.root / "evidence/2026", *HOW)
    assert code == 2
    assert (
        said.count("Tidak dapat dipindahkan dari kotak masuk: foldernya hanya dapat dibaca.") == 2
    )
    assert sorted(Path(name).name for name in left.split("\n") if name) == [
        "notula ke 00.pdf",
        "notula ke 01.pdf",
    ]


def test_a_file_that_cannot_be_read(office: Office, desk: Path) -> None:
    """A file that another program holds looks like this on Windows; here, one without permission."""
    office.unit()
    file, good = desk / "a.pdf", desk / "b.pdf"
    file.write_bytes(pdf("a"))
    good.write_bytes(pdf("b"))
    file.chmod(0)
    if os.access(file, os.R_OK):
        file.unlink()
        file.symlink_to(file.name)  # who may read everything cannot follow what leads to itself
        done = subprocess.run(
            command(office, str(file), *HOW), capture_output=True, text=True, check=False
        )
        assert done.returncode == 2
        assert "Traceback" not in done.stderr
        return
    done = subprocess.run(
        command(office, str(file), str(good), *HOW), capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert "Tidak dapat dibaca: tidak diizinkan. Tutuplah bila sedang dibuka" in done.stdout
    assert [file.name for file in placed(office)] == ["2026-03-18 B.pdf"]


def many(folder: Path, count: int) -> list[str]:
    folder.mkdir(parents=True, exist_ok=True)
    names = []
    for number in range(count):
        file = folder / f"notula ke {number:02}.pdf"
        file.write_bytes(pdf(f"notula {number}"))
        names.append(str(file))
    return names


@pytest.mark.parametrize("after", [1, 3, 7])
def test_ctrl_c_between_papers(office: Office, desk: Path, after: int) -> None:
    office.unit()
    names = many(desk, 40)
    running = subprocess.Popen(
        command(office, *names, *HOW), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert running.stdout is not None
    assert running.stderr is not None
    seen = 0
    said = ""
    for line in running.stdout:
        said += line
        seen += "Disalin ke" in line
        if seen == after:
            running.send_signal(signal.SIGINT)
            break
    said += running.stdout.read()
    assert running.wait() == 130
    assert "Traceback" not in running.stderr.read()
    there = placed(office)
    assert after <= len(there) < 40
    assert (
        f"Dihentikan. {len(there)} dari 40 berkas: {len(there)} ditaruh, {40 - len(there)} belum"
        in said
    )
    assert is_clean(office)
    assert len(list(desk.iterdir())) == 40


def test_ctrl_c_at_a_question(office: Office, desk: Path) -> None:
    office.unit()
    names = many(desk, 2)
    process, screen = pty.fork()
    if process == 0:
        os.execv(sys.executable, command(office, *names, "--untuk", "1.3.b/notula"))  # noqa: S606
    said, sent, since = b"", False, time.monotonic()
    while time.monotonic() - since < 60:
        if select.select([screen], [], [], 0.2)[0]:
            try:
                said += os.read(screen, 65536)
            except OSError:
                break
        elif not sent and said.rstrip().endswith(b":"):
            os.write(screen, b"\x03")
            sent = True
    _, status = os.waitpid(process, 0)
    os.close(screen)
    assert os.waitstatus_to_exitcode(status) == 130
    assert "Dihentikan. 0 dari 2 berkas: 2 belum disentuh." in said.decode()
    assert not placed(office)


@pytest.mark.parametrize("after", [1, 4])
def test_kill_loses_nothing_of_the_inbox(office: Office, after: int) -> None:
    office.unit()
    inbox = office.root / "evidence/2026/_kotak-masuk"
    names = many(inbox, 40)
    contents = {Path(name).read_bytes() for name in names}
    running = subprocess.Popen(command(office, *HOW), stdout=subprocess.PIPE, text=True)
    assert running.stdout is not None
    seen = 0
    for line in running.stdout:
        seen += "Dipindahkan ke" in line
        if seen == after:
            running.kill()
            break
    running.stdout.close()
    running.wait()
    left = {file.read_bytes() for file in inbox.iterdir()}
    there = {file.read_bytes() for file in placed(office)}
    assert left | there == contents
    assert len(there) >= after
    again = subprocess.run(command(office, *HOW), capture_output=True, text=True, check=False)
    assert "Traceback" not in again.stderr
    assert {file.read_bytes() for file in placed(office)} == contents

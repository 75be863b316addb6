"""The page on what was published by mistake: its commands, run as they stand there."""

import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from office import Office

PAGE = Path(__file__).resolve().parent.parent / "docs/bantuan/telanjur-terbit.md"
SECRET = b"%PDF biodata seseorang"


def commands(heading: str) -> list[str]:
    """Return the blocks of commands below a heading of the page."""
    _, _, rest = PAGE.read_text("utf-8").partition(f"\n## {heading}")
    section, _, _ = rest.partition("\n## ")
    return re.findall(r"^```bash\n(.*?)^```", section, re.MULTILINE | re.DOTALL)


def run(folder: Path, script: str, *, check: bool = True) -> subprocess.CompletedProcess[str]:
    """Run commands as the keeper of the site types them."""
    home = {"HOME": str(folder), "GIT_CONFIG_GLOBAL": "/dev/null"}
    who = {
        f"GIT_{one}_{key}": "x@x" for one in ("AUTHOR", "COMMITTER") for key in ("NAME", "EMAIL")
    }
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    return subprocess.run(
        ["bash", "-euo", "pipefail", "-c", script],
        cwd=folder,
        env={"PATH": path, **home, **who},
        capture_output=True,
        text=True,
        check=check,
    )


@pytest.fixture
def home(tmp_path: Path, program: Callable[[str], str]) -> Path:
    """Return a repository in which a paper came, was moved, and is gone; its bytes are not."""
    program("git")
    (tmp_path / "kerja").mkdir()
    paper = tmp_path / "kerja/evidence/2026/1.1.a Tim kerja/biodata"
    paper.mkdir(parents=True)
    (paper / "2026-01-12 nama berkas.pdf").write_bytes(SECRET)
    (tmp_path / "kerja/evidence/unit.yml").write_text("nama: Balai\n", "utf-8")
    run(
        tmp_path,
        "git init -q --bare -b main pusat.git; cd kerja; git init -q -b main; git add -A;"
        "git commit -qm satu; git tag v1;"
        "git mv evidence/2026/*/biodata/*.pdf evidence/pindah.pdf; git commit -qm dua;"
        "git rm -q evidence/pindah.pdf; git commit -qm tiga;"
        "git push -q ../pusat.git main v1",
    )
    return tmp_path / "pusat.git"


def blobs(repository: Path) -> str:
    """Return all contents that a repository holds, whoever refers to them."""
    script = (
        "git cat-file --batch-all-objects --batch-check='%(objectname) %(objecttype)' |"
        " awk '$2 == \"blob\" {print $1}' | git cat-file --batch"
    )
    return run(repository, script).stdout


def test_the_commands_of_the_page_take_the_bytes_out_of_the_history(
    home: Path, tmp_path: Path
) -> None:
    assert SECRET.decode() in blobs(home)
    clean, check = (
        block.replace("ALAMAT", str(home)) for block in commands("3. Bersihkan riwayat")
    )
    run(tmp_path, clean)
    (own_server,) = re.findall(r"`(git reflog [^`]+)`", PAGE.read_text("utf-8"))
    run(home, own_server)
    assert SECRET.decode() not in blobs(home)
    assert "nama: Balai" in blobs(home)
    assert run(tmp_path, check, check=False).returncode != 0


def test_a_name_that_was_never_there_removes_nothing(home: Path, tmp_path: Path) -> None:
    """The list stays empty, and the page says to stop there."""
    clean = commands("3. Bersihkan riwayat")[0].replace("ALAMAT", str(home))
    upto_list = clean.replace("nama berkas.pdf", "salah.pdf").partition("git filter-repo")[0]
    run(tmp_path, upto_list, check=False)
    assert (tmp_path / "buang.txt").read_text() == ""
    assert SECRET.decode() in blobs(home)


def test_the_sidecar_of_the_page_closes_the_paper(office: Office) -> None:
    (closing,) = re.findall(
        r"^```yaml\n(.*?)^```", PAGE.read_text("utf-8"), re.MULTILINE | re.DOTALL
    )
    paper = office.paper("1.2.a/rencana-aksi", "2026-01-20 Rencana aksi.pdf")
    assert [one.target for one in office.view().register]
    office.write(paper.with_name(f"{paper.name}.yml"), closing)
    assert not office.view().register
    assert office.build().completeness.held == 1

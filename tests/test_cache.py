"""The memory between two runs: it saves reading, and is never believed against the files."""

import hashlib
import json
import os
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from office import Office
from papers import pdf

from zi_build.cli.asking import Question, reports
from zi_build.load.cache import Cache, write_atomically
from zi_build.model.view import Audience
from zi_build.publish.plan import plan
from zi_build.publish.prepare import prepare

PLAN = "1.2.a/rencana-aksi"

# Runs `zi` and writes down every file that Python opened; `die` ends the process as a power cut
# would, in the moment before the cache is moved into place.
WATCH = """
import json, os, sys
log, die, *sys.argv[1:] = sys.argv[1:]
opened = []
def hook(event, args):
    if event == "open" and isinstance(args[0], (str, os.PathLike)):
        opened.append(os.fspath(args[0]))
    if die and event == "os.rename" and os.fspath(args[1]).endswith(die):
        os._exit(9)
sys.addaudithook(hook)
from zi_build.cli import main
try:
    main()
finally:
    with open(log, "w") as file:
        json.dump(opened, file)
"""


class Run(NamedTuple):
    """What a run printed and how often it opened each file of the evidence folder."""

    out: Any
    code: int
    opened: Counter[str]


def run(root: Path, command: str = "check", *, die: str = "") -> Run:
    log = root.parent / "opened.json"
    arguments = ["--root", str(root), "--as-of", "2026-09-30", *command.split(), "--format", "json"]
    done = subprocess.run(
        [sys.executable, "-c", WATCH, str(log), die, *arguments],
        capture_output=True,
        check=False,
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
    )
    if die:
        return Run(None, done.returncode, Counter())
    assert done.returncode in {0, 1}, done.stderr.decode()
    evidence = f"{root / 'evidence'}{os.sep}"
    opened = [path for path in json.loads(log.read_text("utf-8")) if path.startswith(evidence)]
    below = Counter(Path(path).relative_to(root).as_posix() for path in opened)
    return Run(json.loads(done.stdout), done.returncode, below)


@pytest.fixture
def furnished(office: Office) -> Office:
    """An office with a file of every sort, and two that are wrong."""
    office.unit(mulai="2026-01-05")
    office.paper(PLAN, "2026-01-20 Rencana aksi.pdf", nomor="05/RA/2026")
    office.paper("1.2.a/foto", "2026-01-20 Foto.jpg")
    office.paper("1.2.c/capture-website", "2026-06-15 Halaman.tautan.yml")
    office.paper("3.4.a/skp", "2026-01-20 SKP.simpanan.yml")
    office.twin(office.paper("1.1.b/sk-tim-kerja", "2026-01-12 SK.pdf"))
    office.paper("2.2.d/laporan-monev", "2026-07 Monev.pdf", content=b"bukan PDF")
    office.paper("2.2.d/laporan-monev", "2026-08 Monev.pdf", diterima="kemarin")
    office.write(office.root / "evidence/2026/hasil/SPAK.pdf", pdf("SPAK"))
    office.text("evidence/2026/hasil/spak-2026.csv", "P1;P2\n" + "4;3\n" * 5 + "5;3\n")
    office.text("evidence/2026/hasil/spak-2026.csv.yml", "pelaksana: Badan Pusat Statistik\n")
    office.text("evidence/2026/hasil/tlhp-2026.csv", "Status\nselesai\n")
    office.answers(
        {"1.1.a": "Ya"}, hasil={"spak": {"nilai": "3.6", "laporan": "2026/hasil/SPAK.pdf"}}
    )
    return office


def ask(office: Office) -> dict[str, Any]:
    """Return what the command line answers, by way of both memories."""
    return reports(Question(office.root, office.as_of, None))


def forget_reports(root: Path) -> None:
    """Leave what is known of contents, forget the answers that were given."""
    for file in (root / ".zi-cache").glob("laporan-*.json"):
        file.unlink()


class TestReading:
    """Each byte once when it is new, none when it is known."""

    def test_a_cold_run_opens_each_file_once(self, furnished: Office) -> None:
        shutil.rmtree(furnished.root / ".zi-cache")
        files = [path for path in (furnished.root / "evidence").rglob("*") if path.is_file()]
        names = {path.relative_to(furnished.root).as_posix() for path in files}
        assert run(furnished.root).opened == Counter(names)

    @pytest.mark.parametrize("command", ["check", "score", "gaps", "status", "explain total"])
    def test_a_warm_run_opens_no_evidence(self, command: str, furnished: Office) -> None:
        first = run(furnished.root)
        second = run(furnished.root, command)
        assert second.opened == Counter()
        assert second.code == first.code == 1
        assert command != "check" or second.out == first.out

    def test_another_question_opens_no_evidence_either(self, furnished: Office) -> None:
        """The contents are known, only the answer has to be computed again."""
        first = run(furnished.root)
        forget_reports(furnished.root)
        second = run(furnished.root)
        assert second.opened == Counter()
        assert second.out == first.out

    def test_only_what_is_new_is_opened(self, furnished: Office) -> None:
        run(furnished.root)
        new = furnished.paper(PLAN, "2026-02-20 Rencana aksi.pdf")
        second = run(furnished.root)
        assert second.opened == Counter([new.relative_to(furnished.root).as_posix()])

    def test_an_answer_for_one_day_is_no_answer_for_another(self, furnished: Office) -> None:
        earlier = furnished.build(as_of=furnished.as_of.replace(month=1))
        assert run(furnished.root, "score").out["as_of"] == "2026-09-30"
        assert earlier.completeness != furnished.build().completeness


class TestTruth:
    """What the memory says is what the files say."""

    def test_deleting_it_changes_nothing(self, furnished: Office) -> None:
        ask(furnished)
        warm = ask(furnished)
        forget_reports(furnished.root)
        lukewarm = ask(furnished)
        shutil.rmtree(furnished.root / ".zi-cache")
        assert warm == lukewarm == ask(furnished)

    def test_a_change_that_hides_is_noticed(self, furnished: Office) -> None:
        """Same name, same size, same time of change: the content is another one."""
        paper = next(furnished.root.glob(f"evidence/2026/{PLAN}/*.pdf"))
        before = run(furnished.root).out
        kept, content = paper.stat(), paper.read_bytes()
        paper.write_bytes(content[:-300] + bytes(300))
        os.utime(paper, ns=(kept.st_atime_ns, kept.st_mtime_ns))
        assert (paper.stat().st_size, paper.stat().st_mtime_ns) == (kept.st_size, kept.st_mtime_ns)
        after = run(furnished.root).out
        assert [one["code"] for one in after if one not in before] == ["ZI207"]

    def test_a_change_of_a_sidecar_that_hides_is_noticed(self, furnished: Office) -> None:
        sidecar = next(furnished.root.glob(f"evidence/2026/{PLAN}/*.yml"))
        run(furnished.root)
        kept = sidecar.stat()
        sidecar.write_text(sidecar.read_text("utf-8").replace("nomor", "nomer"), "utf-8")
        os.utime(sidecar, ns=(kept.st_atime_ns, kept.st_mtime_ns))
        assert "ZI004" in {one["code"] for one in run(furnished.root).out}

    def test_a_file_that_takes_the_place_of_another_is_noticed(self, furnished: Office) -> None:
        paper = next(furnished.root.glob(f"evidence/2026/{PLAN}/*.pdf"))
        run(furnished.root)
        kept = paper.stat()
        other = paper.with_name("sementara")
        other.write_bytes(b"x" * kept.st_size)
        os.utime(other, ns=(kept.st_atime_ns, kept.st_mtime_ns))
        other.replace(paper)
        assert "ZI205" in {one["code"] for one in run(furnished.root).out}

    def test_what_was_known_of_deleted_files_is_forgotten(self, furnished: Office) -> None:
        memory = furnished.root / ".zi-cache/isi.json"
        furnished.build()
        paper = next(furnished.root.glob(f"evidence/2026/{PLAN}/*.pdf"))
        digest = hashlib.sha256(paper.read_bytes()).hexdigest()
        assert digest in memory.read_text("utf-8")
        paper.unlink()
        furnished.build()
        assert digest not in memory.read_text("utf-8")


class TestGit:
    """A fresh checkout, where every stat is new, profits from the memory of another machine."""

    @pytest.fixture
    def git(self, program: Callable[[str], str]) -> Callable[..., str]:
        path = program("git")

        def call(folder: Path, *arguments: str) -> str:
            who = ["-c", "user.name=Contoh", "-c", "user.email=contoh@kantor.example"]
            done = subprocess.run(
                [path, *who, "-c", "core.autocrlf=false", *arguments],
                cwd=folder,
                check=True,
                capture_output=True,
                text=True,
                env={**os.environ, "GIT_CONFIG_GLOBAL": os.devnull},
            )
            return done.stdout

        return call

    @pytest.fixture
    def clone(self, furnished: Office, git: Callable[..., str], tmp_path: Path) -> Path:
        """A clone of the office, with the memory of the first one beside it."""
        run(furnished.root)
        git(furnished.root, "init", "-q")
        git(furnished.root, "add", "evidence")
        git(furnished.root, "commit", "-q", "-m", "Bukti")
        there = tmp_path / "klon"
        git(tmp_path, "clone", "-q", str(furnished.root), str(there))
        shutil.copytree(furnished.root / ".zi-cache", there / ".zi-cache")
        return there

    def test_it_reads_nothing_again(self, furnished: Office, clone: Path) -> None:
        found = run(clone)
        assert found.opened == Counter()
        assert found.out == run(furnished.root).out

    def test_it_reads_what_differs_from_the_commit(self, clone: Path) -> None:
        paper = next(clone.glob(f"evidence/2026/{PLAN}/*.pdf"))
        paper.write_bytes(b"bukan PDF")
        new = paper.with_name("2026-03-01 Baru.pdf")
        new.write_bytes(pdf("baru"))
        found = run(clone)
        assert set(found.opened) == {path.relative_to(clone).as_posix() for path in (paper, new)}
        assert "ZI205" in {one["code"] for one in found.out}

    def test_a_staged_change_is_the_staged_content(
        self, clone: Path, git: Callable[..., str]
    ) -> None:
        paper = next(clone.glob(f"evidence/2026/{PLAN}/*.pdf"))
        paper.write_bytes(b"bukan PDF")
        git(clone, "add", "evidence")
        assert "ZI205" in {one["code"] for one in run(clone).out}

    def test_an_office_in_a_folder_of_a_repository(
        self, furnished: Office, git: Callable[..., str], tmp_path: Path
    ) -> None:
        """The repository may begin above the workspace."""
        run(furnished.root)
        house = tmp_path / "rumah"
        shutil.copytree(furnished.root, house / "kantor")
        git(house, "init", "-q")
        git(house, "add", "kantor/evidence")
        git(house, "commit", "-q", "-m", "Bukti")
        assert run(house / "kantor").opened == Counter()


SPOILT: Mapping[str, bytes] = {
    "nothing": b"",
    "no JSON": b"\x80\x81 bukan apa-apa",
    "half": b'{"facts": {"a": ',
    "a number": b"5",
    "a list": b"[1, 2]",
    "null": b"null",
    "another version": b'{"format":"0.0.0/0","facts":{},"texts":{},"stats":{},"values":{}}',
    "wrong types": b'{"facts":[],"texts":5,"stats":"x","values":null,"reports":{"check":5}}',
    "code": b'cos\nsystem\n(S"exit 1"\ntR.',
    "deep": b"[" * 100_000,
}


class TestDistrust:
    """A memory that is spoilt, or made to deceive, is as good as none."""

    @pytest.mark.parametrize("name", SPOILT)
    def test_a_spoilt_memory_is_ignored(self, name: str, furnished: Office) -> None:
        good = ask(furnished)
        files = sorted((furnished.root / ".zi-cache").glob("*.json"))
        for file in files:
            file.write_bytes(SPOILT[name])
        assert ask(furnished) == good
        assert all(file.read_bytes() != SPOILT[name] for file in files), "and it is mended"

    @pytest.mark.parametrize("name", SPOILT)
    def test_a_body_under_the_seal_of_another_is_ignored(
        self, name: str, furnished: Office
    ) -> None:
        """The first line says what the rest must be."""
        good = ask(furnished)
        for file in (furnished.root / ".zi-cache").glob("*.json"):
            seal, _, _ = file.read_bytes().partition(b"\n")
            file.write_bytes(seal + b"\n" + SPOILT[name])
        assert ask(furnished) == good

    def test_a_changed_body_is_ignored(self, furnished: Office) -> None:
        """Somebody opens a restricted document by way of the memory: it is not believed."""
        furnished.build()
        memory = furnished.root / ".zi-cache/isi.json"
        changed = memory.read_bytes().replace(b'"dikecualikan"', b'"publik"')
        assert changed != memory.read_bytes()
        memory.write_bytes(changed)
        catalogue = furnished.build().workspace.catalogue
        assert catalogue.documents["3.4.a/skp"].access == "dikecualikan"

    @pytest.mark.parametrize("name", SPOILT)
    def test_a_spoilt_list_of_published_copies_is_ignored(
        self, name: str, furnished: Office
    ) -> None:
        shipments = plan(furnished.build(), Audience.PUBLIC)
        good = prepare(furnished.root, shipments)
        (furnished.root / ".zi-cache/terbit.json").write_bytes(SPOILT[name])
        assert prepare(furnished.root, shipments) == good

    def test_a_spoilt_published_copy_is_made_again(self, furnished: Office) -> None:
        shipments = plan(furnished.build(), Audience.PUBLIC)
        good = {parcel.file: parcel.sha256 for parcel in prepare(furnished.root, shipments)}
        for copy in (furnished.root / ".zi-cache/terbit").iterdir():
            copy.write_bytes(b"disisipkan")
        for parcel in prepare(furnished.root, shipments):
            assert hashlib.sha256(parcel.file.read_bytes()).hexdigest() == good[parcel.file]

    def test_a_folder_that_cannot_be_written_is_no_failure(self, furnished: Office) -> None:
        """A file stands where the memory would be: as on a medium that is read only."""
        good = run(furnished.root).out
        shutil.rmtree(furnished.root / ".zi-cache")
        (furnished.root / ".zi-cache").write_bytes(b"")
        assert run(furnished.root).out == good
        assert run(furnished.root, "score").code == 1


class TestWriting:
    """The old memory is whole until the new one is."""

    @pytest.mark.parametrize("file", ["isi.json", ".json"])
    def test_a_run_that_is_killed_leaves_the_old_one(self, file: str, furnished: Office) -> None:
        run(furnished.root)
        before = (furnished.root / ".zi-cache/isi.json").read_bytes()
        furnished.paper(PLAN, "2026-02-20 Rencana aksi.pdf")
        assert run(furnished.root, die=file).code == 9
        assert (furnished.root / ".zi-cache/isi.json").read_bytes() == before
        assert len(run(furnished.root).opened) == 1

    def test_nothing_half_written_stays(self, tmp_path: Path, monkeypatch: Any) -> None:
        file = tmp_path / "isi.json"
        file.write_bytes(b"lama")

        def full(self: Path, content: bytes) -> int:
            with self.open("wb") as stream:
                stream.write(content[:3])
            raise OSError(28, "No space left on device")

        monkeypatch.setattr(Path, "write_bytes", full)
        with pytest.raises(OSError, match="space"):
            write_atomically(file, b"baru sekali")
        assert [path.name for path in tmp_path.iterdir()] == ["isi.json"]
        assert file.read_bytes() == b"lama"

    def test_a_full_disk_does_not_stop_a_check(self, furnished: Office, monkeypatch: Any) -> None:
        def full(self: Path, content: bytes) -> int:
            raise OSError(28, "No space left on device")

        monkeypatch.setattr(Path, "write_bytes", full)
        assert furnished.build().completeness.held > 0

    def test_it_is_not_written_when_nothing_was_learnt(self, furnished: Office) -> None:
        furnished.build()
        memory = furnished.root / ".zi-cache/isi.json"
        before = memory.stat().st_mtime_ns
        furnished.build()
        assert memory.stat().st_mtime_ns == before

    def test_git_is_told_to_leave_it_alone(self, furnished: Office) -> None:
        shutil.rmtree(furnished.root / ".zi-cache")
        furnished.build()
        assert (furnished.root / ".zi-cache/.gitignore").read_text("utf-8") == "*\n"

    def test_what_it_holds_is_plain_json(self, furnished: Office) -> None:
        """A memory may come from elsewhere: reading it can run nothing."""
        furnished.build()
        _, _, body = Cache(furnished.root).file.read_bytes().partition(b"\n")
        assert set(json.loads(body)) == {"facts", "texts", "stats", "values"}

"""A workspace reads the same from a folder and from a git revision of it, and a revision writes nothing."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from commits import commit, git, start
from hypothesis import given
from hypothesis import strategies as st
from office import Office
from papers import pdf

from zi_build.build import build_from
from zi_build.errors import UsageError
from zi_build.load.cache import Cache
from zi_build.load.revision import Blobs, Repository, Revision
from zi_build.load.source import Folder, Nothing, Source
from zi_build.load.walk import MAX_DEPTH
from zi_build.load.workspace import load
from zi_build.model.fault import Fault
from zi_build.model.workspace import Workspace

PLAN = "1.2.a/rencana-aksi"


def read(office: Office, source: Source, cache: Cache | None = None) -> Workspace:
    day = office.as_of
    return load(
        office.root,
        as_of=day,
        rubric_id=None,
        today=lambda _zone: day,
        source=source,
        cache=cache,
    )


def seen(source: Source, folder: str = "evidence") -> tuple[list[tuple[str, int]], list[Fault]]:
    faults: list[Fault] = []
    return [(entry.path, entry.size) for entry in source.walk(folder, faults)], faults


@pytest.fixture
def blobs_read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the ids of the blobs that git is asked for from now on."""
    asked: list[str] = []
    real = Blobs.pieces

    def pieces(self: Blobs, blob: str) -> Iterator[bytes]:
        asked.append(blob)
        return real(self, blob)

    monkeypatch.setattr(Blobs, "pieces", pieces)
    return asked


@pytest.fixture
def furnished(office: Office) -> Office:
    """An office with a file of every sort, and some that are wrong."""
    office.unit(mulai="2026-01-05")
    office.paper(PLAN, "2026-01-20 Rencana aksi.pdf", nomor="05/RA/2026")
    office.paper("1.2.a/foto", "2026-01-20 Foto – café 😀.jpg")
    office.paper("1.2.c/capture-website", "2026-06-15 Halaman.tautan.yml")
    office.paper("3.4.a/skp", "2026-01-20 SKP.simpanan.yml")
    office.twin(office.paper("1.1.b/sk-tim-kerja", "2026-01-12 SK.pdf"))
    office.paper("2.2.d/laporan-monev", "2026-07 Monev.pdf", content=b"bukan PDF")
    office.paper("2.2.d/laporan-monev", "2026-08 Monev.pdf", diterima="kemarin")
    office.write(office.root / "evidence/2026/hasil/SPAK.pdf", pdf("SPAK"))
    office.text("evidence/2026/hasil/spak-2026.csv", "P1;P2\n" + "4;3\n" * 5 + "5;3\n")
    office.text("evidence/2026/hasil/spak-2026.csv.yml", "pelaksana: Badan Pusat Statistik\n")
    office.text("evidence/2026/_kotak-masuk/scan.pdf", "%PDF-")
    office.text("docs/index.md", "# Beranda\n")
    office.answers(
        {"1.1.a": "Ya"}, hasil={"spak": {"nilai": "3.6", "laporan": "2026/hasil/SPAK.pdf"}}
    )
    return office


NAMES = st.sampled_from(
    ["a", "A", "b b", "é", "e\u0301", "Thumbs.db", "~$x", ".x", "BACA-SAYA.txt", "2026", "ß"]
)
PATHS = st.lists(NAMES, min_size=1, max_size=4).map("/".join)


class TestListing:
    """The same names, sizes and faults as on disk."""

    @given(paths=st.lists(PATHS, max_size=12))
    def test_any_tree(self, paths: list[str], tmp_path_factory: pytest.TempPathFactory) -> None:
        root = start(tmp_path_factory.mktemp("pohon"))
        for number, path in enumerate(paths):
            file = root / "evidence" / path
            if not file.exists() and not any(part.is_file() for part in file.parents):
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_bytes(b"x" * number)
        head = commit(root)
        with Repository(root) as repository:
            assert seen(repository.revision(head)) == seen(Folder(root))

    def test_links_and_depth(self, tmp_path: Path) -> None:
        root = start(tmp_path)
        deep = root.joinpath("evidence", *(["x"] * (MAX_DEPTH + 2)))
        deep.mkdir(parents=True)
        (deep / "jauh.pdf").write_bytes(b"")
        (root / "evidence/tautan").symlink_to("x")
        (root / "docs").symlink_to("evidence")
        head = commit(root)
        with Repository(root) as repository:
            revision = repository.revision(head)
            assert seen(revision) == seen(Folder(root))
            assert [fault.kind for fault in seen(revision)[1]] == ["symlink", "unreadable"]
            assert seen(revision, "docs") == seen(Folder(root), "docs")

    def test_a_repository_within(self, tmp_path: Path) -> None:
        root, other = start(tmp_path / "kantor"), start(tmp_path / "lain")
        commit(other)
        (root / "evidence/2026").mkdir(parents=True)
        git(
            root,
            "-c",
            "protocol.file.allow=always",
            "submodule",
            "add",
            "-q",
            str(other),
            "evidence/2026/lain",
        )
        with Repository(root) as repository:
            entries, faults = seen(repository.revision(commit(root)))
        assert entries == []
        assert [(fault.place.path, fault.detail) for fault in faults] == [
            ("evidence/2026/lain", ("repositori lain di dalam repositori",))
        ]


def revision_of(office: Office, repository: Repository, name: str = "HEAD") -> Revision:
    return repository.revision(repository.commit(name))


class TestReading:
    """A revision gives the record that the folder gives, reading what is not known and nothing more."""

    def test_same_workspace_and_result(self, furnished: Office) -> None:
        commit(start(furnished.root))
        with Repository(furnished.root) as repository:
            there = read(furnished, revision_of(furnished, repository))
        here = read(furnished, Folder(furnished.root))
        assert there == here
        assert build_from(there) == build_from(here)

    def test_nothing_is_read_that_the_cache_knows(
        self, furnished: Office, blobs_read: list[str]
    ) -> None:
        commit(start(furnished.root))
        cache = Cache(furnished.root)
        read(furnished, Folder(furnished.root), cache)
        with Repository(furnished.root) as repository:
            read(furnished, revision_of(furnished, repository), cache)
        assert blobs_read == []

    def test_each_content_is_read_once_for_two_revisions(
        self, furnished: Office, blobs_read: list[str]
    ) -> None:
        first = commit(start(furnished.root))
        furnished.paper(PLAN, "2026-02-01 Perubahan.pdf")
        second = commit(furnished.root)
        shutil.rmtree(furnished.root / "docs")
        shutil.rmtree(furnished.root / ".zi-cache")
        cache = Cache(furnished.root)
        with Repository(furnished.root) as repository:
            for name in (first, second):
                read(furnished, repository.revision(name), cache)
        assert len(blobs_read) == len(set(blobs_read))
        blobs_read.clear()
        with Repository(furnished.root) as repository:
            read(furnished, repository.revision(second), Cache(furnished.root))
        pages = [git(furnished.root, "rev-parse", f"{second}:docs/index.md")]
        assert blobs_read == pages  # another run: evidence is known, pages are not kept

    def test_the_memory_of_the_folder_is_kept(self, furnished: Office) -> None:
        first = commit(start(furnished.root))
        read(furnished, Folder(furnished.root))
        before = Cache(furnished.root)
        (furnished.root / "evidence/2026/1.2.a/rencana-aksi/2026-01-20 Rencana aksi.pdf").unlink()
        with Repository(furnished.root) as repository:
            read(furnished, repository.revision(first))
        after = Cache(furnished.root)
        assert after._stats == before._stats
        assert before._facts.keys() <= after._facts.keys()

    def test_nothing_is_written(self, furnished: Office) -> None:
        commit(start(furnished.root))
        read(furnished, Folder(furnished.root))

        def files() -> set[Path]:
            return set(furnished.root.rglob("*"))

        before = files()
        with Repository(furnished.root) as repository:
            read(furnished, revision_of(furnished, repository))
        assert files() == before

    def test_a_subfolder_of_the_repository(self, tmp_path: Path, furnished: Office) -> None:
        top = start(tmp_path / "semua")
        office = Office(top / "kantor é")
        shutil.copytree(furnished.root / "evidence", office.root / "evidence", dirs_exist_ok=True)
        commit(top)
        with Repository(office.root) as repository:
            assert repository.prefix == "kantor é/"
            there = read(office, revision_of(office, repository))
        assert there == read(office, Folder(office.root))

    @pytest.mark.parametrize("folder", [None, "kantor"])
    def test_a_bare_repository(self, folder: str | None, tmp_path: Path, furnished: Office) -> None:
        top = start(tmp_path / "semua")
        shutil.copytree(furnished.root / "evidence", top / (folder or "") / "evidence")
        commit(top)
        git(tmp_path, "clone", "-q", "--bare", str(top), str(tmp_path / "semua.git"))
        bare = replace_root(furnished, tmp_path / "semua.git")
        with Repository(bare.root, folder) as repository:
            assert repository.is_bare
            there = read(bare, revision_of(bare, repository))
        shutil.rmtree(furnished.root / "docs")
        assert replace(there, root=furnished.root) == read(furnished, Folder(furnished.root))

    def test_sha256(self, tmp_path: Path, furnished: Office, blobs_read: list[str]) -> None:
        shutil.rmtree(furnished.root / "docs")
        head = commit(start(furnished.root, "--object-format=sha256"))
        assert len(head) == 64
        for count in (len(list((furnished.root / "evidence").rglob("*.*"))), 0):
            blobs_read.clear()
            cache = Cache(furnished.root)
            here = read(furnished, Folder(furnished.root), cache)
            with Repository(furnished.root) as repository:
                assert read(furnished, repository.revision(head), cache) == here
            assert len(blobs_read) <= count

    def test_a_lost_object_is_told_of_its_file_alone(self, furnished: Office) -> None:
        head = commit(start(furnished.root))
        path = f"evidence/2026/{PLAN}/2026-01-20 Rencana aksi.pdf"
        lost = git(furnished.root, "rev-parse", f"HEAD:{path}")
        (furnished.root / ".git/objects" / lost[:2] / lost[2:]).unlink()
        shutil.rmtree(furnished.root / ".zi-cache")
        with Repository(furnished.root) as repository:
            there = read(furnished, repository.revision(head))
        found = [fault for fault in there.faults if fault.kind == "unreadable"]
        assert [(one.place.path, one.detail) for one in found] == [
            (path, ("isinya tidak ada di repositori ini",))
        ]
        assert len(there.items) == len(read(furnished, Folder(furnished.root)).items)


def replace_root(office: Office, root: Path) -> Office:
    other = Office.__new__(Office)
    other.root, other.as_of = root, office.as_of
    return other


POINTER = "version https://git-lfs.github.com/spec/v1\noid sha256:{}\nsize {}\n"


class TestLargeFiles:
    """A Git LFS pointer is told as what it is, and followed where its content has been fetched."""

    @pytest.fixture
    def pointed(self, office: Office) -> tuple[Office, bytes, str]:
        from hashlib import sha256  # noqa: PLC0415

        content = pdf("Rencana aksi")
        name = sha256(content).hexdigest()
        text = POINTER.format(name, len(content))
        office.unit()
        office.paper(PLAN, "2026-01-20 Rencana aksi.pdf", content=text)
        return office, content, name

    def test_on_disk(self, pointed: tuple[Office, bytes, str]) -> None:
        office, *_ = pointed
        (found,) = office.diagnostics()
        assert found.code == "ZI205"
        assert "penunjuk Git LFS" in found.message

    def test_in_a_revision(self, pointed: tuple[Office, bytes, str]) -> None:
        office, content, name = pointed
        head = commit(start(office.root))
        with Repository(office.root) as repository:
            there = read(office, repository.revision(head))
            assert [item.facts.format for item in there.items if item.facts] == ["lfs"]
            store = office.root / ".git/lfs/objects" / name[:2] / name[2:4]
            store.mkdir(parents=True)
            (store / name).write_bytes(content)
            (item,) = read(office, repository.revision(head)).items
        assert item.facts is not None
        assert (item.facts.sha256, item.facts.format) == (name, "pdf")
        (item,) = read(office, Folder(office.root)).items
        assert item.facts is not None
        assert item.facts.format == "lfs"


class TestWhatIsNotThere:
    """Each with a sentence that says the way out."""

    def refused(self, root: Path, name: str = "HEAD") -> str:
        with pytest.raises(UsageError) as caught, Repository(root) as repository:
            repository.commit(name)
        return str(caught.value)

    def test_no_repository(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
        assert "Git tidak dapat membaca riwayat" in self.refused(tmp_path)

    def test_no_git(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("PATH", str(tmp_path))
        assert "memerlukan git" in self.refused(tmp_path)

    @pytest.mark.parametrize("name", ["HEAD~1", "tak-ada", "--all", "", "a b", "HEAD:evidence"])
    def test_unknown(self, name: str, tmp_path: Path) -> None:
        commit(start(tmp_path))
        assert f"Revisi “{name}” tidak dikenal" in self.refused(tmp_path, name)

    def test_shallow(self, tmp_path: Path) -> None:
        whole = start(tmp_path / "utuh")
        commit(whole)
        commit(whole)
        git(tmp_path, "clone", "-q", "--depth=1", f"file://{whole}", str(tmp_path / "dangkal"))
        assert "git fetch --unshallow" in self.refused(tmp_path / "dangkal", "HEAD~1")

    def test_nothing(self, office: Office) -> None:
        assert seen(Nothing()) == ([], [])
        assert read(office, Nothing()).items == ()

    def test_no_evidence_in_a_revision(self, office: Office) -> None:
        head = commit(start(office.root))
        with Repository(office.root) as repository:
            assert not repository.revision(head).holds("evidence")


def test_trailers(tmp_path: Path) -> None:
    root = start(tmp_path)
    first = commit(root, "Mulai")
    commit(root, "Tarik SK lama\n\nSudah diganti.\n\nALASAN: diganti SK baru\n")
    commit(root, "Tanpa isi\n\nAlasan:\n")
    commit(root, "Bukan di akhir\n\nAlasan: di tengah\n\nlalu kalimat lain.\n")
    last = commit(root, "Dua\n\nAlasan: satu\n  disambung\nalasan: dua\nSigned-off-by: Petugas\n")
    with Repository(root) as repository:
        said = [(one.subject, one.said) for one in repository.commits(first, last, "Alasan")]
        assert [one.subject for one in repository.commits(None, first, "Alasan")] == ["Mulai"]
        assert repository.is_ancestor(first, last)
        assert not repository.is_ancestor(last, first)
        assert repository.common_ancestor(first, last) == first
    assert said == [
        ("Dua", ("satu disambung", "dua")),
        ("Bukan di akhir", ()),
        ("Tanpa isi", ()),
        ("Tarik SK lama", ("diganti SK baru",)),
    ]


def test_checking_needs_no_subprocess(office: Office) -> None:
    """What `zi check` imports when nothing changed stays as light as it was."""
    import subprocess  # noqa: PLC0415
    import sys  # noqa: PLC0415

    code = "import sys, zi_build.cli.main; print('subprocess' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    assert done.stdout.strip() == "False"

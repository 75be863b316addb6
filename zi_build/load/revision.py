"""A git revision as a source: names from one listing, contents blob by blob, nothing written to disk."""

import re
import subprocess
import threading
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Self

from zi_build.diagnostics import Place
from zi_build.errors import UsageError
from zi_build.load.probe import lfs_object
from zi_build.load.source import PIECE
from zi_build.load.walk import MAX_DEPTH, Entry, ignored, note_collision
from zi_build.model.fault import Fault

LINK, SUBMODULE = "120000", "160000"
NO_COMMIT = re.compile(r"0{40}|0{64}")

_Tree = dict[str, "_Tree | _Leaf"]


@dataclass(frozen=True, slots=True)
class _Leaf:
    """What a tree holds that is no folder: a file, a link, or another repository's commit."""

    mode: str
    blob: str
    size: int


@dataclass(frozen=True, slots=True)
class Commit:
    """One commit of a range: its id, its first line, and what its trailers of one key say."""

    id: str
    subject: str
    said: tuple[str, ...]


class Repository:
    """The git repository around a workspace folder, with or without a work tree.

    `folder` is where the workspace lies inside the repository; None asks git, which knows it where
    there is a work tree. The environment is passed on, so that hooks see what is being pushed.
    Closing it ends the one process that reads contents.
    """

    def __init__(self, root: Path, folder: str | None = None) -> None:
        self.root = root
        said = self.ask("rev-parse", "--show-prefix", "--is-bare-repository", "--git-common-dir")
        prefix, bare, common = said.rstrip("\n").rsplit("\n", 2)
        self.is_bare = bare == "true"
        self.prefix = prefix if folder is None else _as_prefix(folder)
        self._large_files = root / common / "lfs" / "objects"
        self._blobs: Blobs | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._blobs is not None:
            self._blobs.close()
            self._blobs = None

    def commit(self, name: str) -> str:
        """Return the id of the commit that a name means.

        Raises UsageError when there is none; in a shallow clone with the way out of it.
        """
        try:
            return self.ask(
                "rev-parse", "--verify", "--end-of-options", f"{name}^{{commit}}"
            ).strip()
        except UsageError:
            raise UsageError(f"Revisi “{name}” tidak dikenal. {self._why_unknown()}") from None

    def _why_unknown(self) -> str:
        if self.ask("rev-parse", "--is-shallow-repository").strip() == "true":
            return (
                "Klon ini dangkal, hanya memuat riwayat terakhir: jalankan “git fetch --unshallow”, "
                "atau di CI mintalah seluruh riwayat (fetch-depth: 0 atau GIT_DEPTH: 0)."
            )
        return "Lihat yang ada dengan “git log --oneline”."

    def revision(self, commit: str) -> "Revision":
        """Return what a commit (by its id) holds below the workspace's place."""
        return Revision(self, commit)

    def common_ancestor(self, one: str, other: str) -> str:
        """Return the commit where two lines of work parted.

        Raises UsageError when they have nothing in common.
        """
        try:
            return self.ask("merge-base", one, other).strip()
        except UsageError:
            raise UsageError(
                f"{one[:10]} dan {other[:10]} tidak punya leluhur bersama. {self._why_unknown()}"
            ) from None

    def commits(self, after: str | None, upto: str, key: str) -> tuple[Commit, ...]:
        """Return the commits that are in `upto` and not in `after`, newest first, with their trailers.

        Trailers are those that git itself sees; their key is the same in capitals and small letters.
        """
        trailers = f"%(trailers:key={key},valueonly,unfold,separator=%x1e)"
        text = self.ask(
            *("-c", "i18n.logOutputEncoding=UTF-8", "log", "--no-show-signature", "-z"),
            *(f"--format=%H%x1f%s%x1f{trailers}", upto, *([f"^{after}"] if after else []), "--"),
        )
        rows = (row.split("\x1f") for row in text.split("\0") if row)
        return tuple(
            Commit(name, subject, tuple(said.strip() for said in trailer.split("\x1e") if said))
            for name, subject, trailer in rows
        )

    def is_ancestor(self, one: str, other: str) -> bool:
        """Tell whether a commit is in the history of another."""
        return self.run("merge-base", "--is-ancestor", one, other).returncode == 0

    def blobs(self) -> "Blobs":
        """Return the process that reads contents, started when the first is asked for."""
        if self._blobs is None:
            self._blobs = Blobs(self.root)
        return self._blobs

    def large_file(self, name: str) -> bytes | None:
        """Return the content of a Git LFS object, when this repository has fetched it."""
        try:
            return (self._large_files / name[:2] / name[2:4] / name).read_bytes()
        except OSError:
            return None

    def ask(self, *arguments: str) -> str:
        """Return what git prints.

        Raises UsageError with git's own words when it fails, or when there is no git.
        """
        done = self.run(*arguments)
        if done.returncode:
            words = done.stderr.decode("utf-8", "replace").strip().split("\n")[0]
            raise UsageError(f"Git tidak dapat membaca riwayat {self.root} ({words}).")
        return done.stdout.decode("utf-8", "surrogateescape")

    def run(self, *arguments: str) -> "subprocess.CompletedProcess[bytes]":
        """Run git in the workspace's folder.

        Raises UsageError when there is no git.
        """
        try:
            return subprocess.run(_git(self.root, *arguments), capture_output=True, check=False)  # noqa: S603
        except OSError as error:
            raise UsageError(_NO_GIT) from error


_NO_GIT = "Perintah ini memerlukan git, yang tidak terpasang di komputer ini (https://git-scm.com)."


def _git(root: Path, *arguments: str) -> list[str]:
    return ["git", "-C", str(root), *arguments]


def _as_prefix(folder: str) -> str:
    parts = [part for part in folder.replace("\\", "/").split("/") if part not in {"", "."}]
    return "".join(f"{part}/" for part in parts)


class Blobs:
    """One `git cat-file --batch`; answers one reader at a time."""

    def __init__(self, root: Path) -> None:
        self._lock = threading.Lock()
        try:
            self._process = subprocess.Popen(  # noqa: S603
                _git(root, "cat-file", "--batch"),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
            )
        except OSError as error:
            raise UsageError(_NO_GIT) from error

    def pieces(self, blob: str) -> Iterator[bytes]:
        """Yield a blob's content, to be taken to its end.

        Raises OSError when the repository does not have it.
        """
        with self._lock:
            answers = self._ask(blob)
            head = answers.readline().split()
            if len(head) != 3 or head[1] != b"blob":  # noqa: PLR2004  (`<id> blob <size>`)
                raise OSError("isinya tidak ada di repositori ini")
            left = int(head[2])
            while left:
                piece = answers.read(min(left, PIECE))
                if not piece:
                    raise OSError("git berhenti di tengah berkas")
                left -= len(piece)
                yield piece
            answers.read(1)

    def _ask(self, blob: str) -> IO[bytes]:
        asked, answers = self._process.stdin, self._process.stdout
        if asked is None or answers is None:
            raise OSError("git tidak menjawab")
        try:
            asked.write(f"{blob}\n".encode())
            asked.flush()
        except BrokenPipeError as error:
            raise OSError("git berhenti") from error
        return answers

    def close(self) -> None:
        """End the process."""
        self._process.terminate()
        self._process.communicate()


class Revision:
    """What one commit holds below the workspace's place in its repository."""

    def __init__(self, repository: Repository, commit: str) -> None:
        self.repository, self.commit = repository, commit
        self._trees: dict[str, _Tree | _Leaf] = {}

    def _tree(self, folder: str) -> "_Tree | _Leaf":
        """Return what lies at a folder's place, from one listing; an empty tree where nothing does."""
        known = self._trees.get(folder)
        if known is None:
            known = self._trees[folder] = _grown(self._listed(folder)).get(folder, {})
        return known

    def _listed(self, folder: str) -> Iterator[tuple[str, _Leaf]]:
        repository = self.repository
        where = f"{repository.prefix}{folder}"
        command = ("ls-tree", "-r", "-z", "-l", "--full-tree", self.commit, "--", where)
        for row in filter(None, repository.ask(*command).split("\0")):
            head, _, path = row.partition("\t")
            mode, _, blob, size = head.split()
            # `-` for what is no file, `BAD` for one whose content is lost
            leaf = _Leaf(mode, blob, int(size) if size.isdigit() else 0)
            yield path.removeprefix(repository.prefix), leaf

    def holds(self, folder: str) -> bool:
        """Tell whether there is a folder of this name."""
        found = self._tree(folder)
        return isinstance(found, dict) and bool(found)

    def folders(self, folder: str) -> list[str]:
        """Return the names of the folders in a folder."""
        top, *rest = folder.split("/")
        found = self._tree(top)
        for name in rest:
            found = found.get(name, {}) if isinstance(found, dict) else {}
        inside = found if isinstance(found, dict) else {}
        return sorted(name for name, below in inside.items() if isinstance(below, dict))

    def walk(self, folder: str, faults: list[Fault]) -> list[Entry]:
        """Return every file below a folder, with the same faults as on disk."""
        found = self._tree(folder)
        if isinstance(found, _Leaf):
            if found.mode == LINK:
                faults.append(Fault("symlink", Place(folder)))
            return []
        return sorted(_walk(found, folder, faults, 0), key=lambda entry: entry.path)

    def read(self, entry: Entry) -> bytes:
        """Return a file's content; that of a Git LFS object where it has been fetched."""
        content = b"".join(self.pieces(entry))
        large = lfs_object(content)
        return (large and self.repository.large_file(large)) or content

    def pieces(self, entry: Entry) -> Iterator[bytes]:
        """Yield a file's content in pieces, to be taken to its end."""
        return self.repository.blobs().pieces(entry.blob)


def _grown(leaves: Iterable[tuple[str, _Leaf]]) -> _Tree:
    tree: _Tree = {}
    for path, leaf in leaves:
        *folders, name = path.split("/")
        place = tree
        for folder in folders:
            below = place.setdefault(folder, {})
            assert isinstance(below, dict)  # noqa: S101  (a name is a folder or a file, never both)
            place = below
        place[name] = leaf
    return tree


def _walk(tree: _Tree, folder: str, faults: list[Fault], depth: int) -> Iterator[Entry]:
    seen: dict[str, str] = {}
    for name in sorted(tree):
        if ignored(name):
            continue
        found, path = tree[name], f"{folder}/{name}"
        note_collision(name, path, seen, faults)
        if isinstance(found, dict):
            if depth >= MAX_DEPTH:
                faults.append(Fault("unreadable", Place(path), ("terlalu dalam",)))
            else:
                yield from _walk(found, path, faults, depth + 1)
        elif found.mode == LINK:
            faults.append(Fault("symlink", Place(path)))
        elif found.mode == SUBMODULE:
            faults.append(
                Fault("unreadable", Place(path), ("repositori lain di dalam repositori",))
            )
        else:
            yield Entry(path, found.size, 0, 0, 0, found.blob)

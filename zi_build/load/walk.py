"""What lies in a folder: every file with its stat, in a fixed order, never following a link."""

import os
import stat
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from zi_build.diagnostics import Place
from zi_build.errors import reason_of
from zi_build.model.fault import Fault

IGNORED_NAMES = frozenset({"thumbs.db", "desktop.ini", ".ds_store", "ehthumbs.db"})
IGNORED_STARTS = ("~$", ".", "baca-saya", "readme")
MAX_DEPTH = 12


@dataclass(frozen=True, slots=True)
class Entry:
    """One regular file: path relative to the root with `/`, and what tells that it is unchanged.

    `blob` is git's id of the content where a revision names it; then nothing else is needed.
    """

    path: str
    size: int
    mtime: int
    ctime: int
    inode: int
    blob: str = ""

    @property
    def name(self) -> str:
        """Last part of the path."""
        return self.path.rpartition("/")[2]

    @property
    def signature(self) -> tuple[int, int, int, int]:
        """Changes whenever the content may have changed."""
        return (self.size, self.mtime, self.ctime, self.inode)


def ignored(name: str) -> bool:
    """Tell whether a name is a dropping of Windows or macOS, or a note for people (BACA-SAYA)."""
    low = name.casefold()
    return low in IGNORED_NAMES or low.startswith(IGNORED_STARTS)


def walk(root: Path, folder: str, faults: list[Fault]) -> list[Entry]:
    """Return every file below `root/folder`, sorted by path.

    Links are never followed: each is a `symlink` fault. Names that differ only by case or by
    Unicode normalisation are `name-collision` faults (Windows and macOS cannot hold both). A folder
    or file that cannot be read is an `unreadable` fault, and the rest is still listed.
    """
    if (root / folder).is_symlink():
        faults.append(Fault("symlink", Place(folder)))
        return []
    return sorted(_walk(str(root), folder, faults, 0), key=lambda entry: entry.path)


def entry_of(root: Path, path: str) -> Entry:
    """Return one file by its path below the root, for who needs no other.

    Raises OSError when there is none.
    """
    info = (root / path).stat(follow_symlinks=False)
    return Entry(path, info.st_size, info.st_mtime_ns, info.st_ctime_ns, info.st_ino)


def _walk(root: str, folder: str, faults: list[Fault], depth: int) -> Iterator[Entry]:
    try:
        with os.scandir(f"{root}/{folder}") as listing:
            found = sorted(listing, key=lambda item: item.name)
    except FileNotFoundError:
        return
    except OSError as error:
        faults.append(Fault("unreadable", Place(folder), (reason_of(error),)))
        return
    seen: dict[str, str] = {}
    for item in found:
        if ignored(item.name):
            continue
        path = f"{folder}/{item.name}"
        note_collision(item.name, path, seen, faults)
        try:
            info = item.stat(follow_symlinks=False)
            if _is_link(item, info):
                faults.append(Fault("symlink", Place(path)))
            elif stat.S_ISDIR(info.st_mode):
                if depth >= MAX_DEPTH:
                    faults.append(Fault("unreadable", Place(path), ("terlalu dalam",)))
                else:
                    yield from _walk(root, path, faults, depth + 1)
            elif stat.S_ISREG(info.st_mode):
                yield Entry(path, info.st_size, info.st_mtime_ns, info.st_ctime_ns, info.st_ino)
            else:
                faults.append(Fault("unreadable", Place(path), ("bukan berkas biasa",)))
        except OSError as error:
            faults.append(Fault("unreadable", Place(path), (reason_of(error),)))


def _is_link(item: "os.DirEntry[str]", info: os.stat_result) -> bool:
    """Windows' junctions lead elsewhere just as symbolic links do."""
    reparse = getattr(info, "st_reparse_tag", 0) == getattr(stat, "IO_REPARSE_TAG_MOUNT_POINT", -1)
    return item.is_symlink() or reparse


def note_collision(name: str, path: str, seen: dict[str, str], faults: list[Fault]) -> None:
    """State a fault for a name that Windows or macOS would take for one seen in the same folder."""
    folded = name.casefold() if name.isascii() else unicodedata.normalize("NFC", name).casefold()
    other = seen.setdefault(folded, name)
    if other != name:
        faults.append(Fault("name-collision", Place(path), (other,)))

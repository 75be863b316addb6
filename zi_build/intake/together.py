"""Several files of a workspace written as one: all of them, or none."""

import errno
import os
import shutil
import signal
import threading
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path
from types import FrameType, TracebackType
from typing import Self

from zi_build.errors import UsageError

# Begins with a point: the loader does not see it, should a power cut leave one behind.
TEMPORARY = ".zi-{process}-{number}.tmp"


class _Deed(Enum):
    CREATE = "create"
    REPLACE = "replace"
    REMOVE = "remove"


@dataclass(slots=True)
class _Step:
    deed: _Deed
    target: Path
    made: Path | None = None
    old: Path | None = None
    done: bool = False


@dataclass(slots=True)
class Together:
    """Writes staged beside their places, and put in place on leaving without an exception.

    Steps are done in the order in which they were asked for, removals last: whoever kills the
    program between two of them finds a paper twice, never nowhere. On an exception, Ctrl-C
    included, everything is as it was before.
    Raises FileExistsError where a new file would meet one of its name, also one that differs by
    case or Unicode form only (Windows and macOS hold just one of the two); UsageError when a folder
    on the way is a link; OSError as the disk gives it.
    """

    root: Path
    _steps: list[_Step] = field(default_factory=list)
    _folders: list[Path] = field(default_factory=list)
    _number: int = 0

    def create(self, path: str, content: bytes) -> None:
        """Ask for a new file at a path below the root."""
        target = self._target(path)
        refuse_taken(target)
        self._stage(_Deed.CREATE, target, lambda made: made.write_bytes(content))

    def copy(self, source: Path, path: str) -> None:
        """Ask for a copy of any file, as a new one below the root; it is on the disk when it is named."""
        target = self._target(path)
        refuse_taken(target)
        self._stage(_Deed.CREATE, target, lambda made: _copy(source, made))

    def replace(self, path: str, content: bytes) -> None:
        """Ask for new content of a file that may be there."""
        self._stage(_Deed.REPLACE, self._target(path), lambda made: made.write_bytes(content))

    def remove(self, path: str) -> None:
        """Ask for a file to be taken away."""
        self._steps.append(_Step(_Deed.REMOVE, self._target(path, make=False)))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        with _undisturbed():
            try:
                if kind is None:
                    self._put_in_place()
            except BaseException:
                self._take_back()
                raise
            finally:
                self._sweep()

    def _stage(self, deed: _Deed, target: Path, write: Callable[[Path], object]) -> None:
        made = self._temporary(target)
        # Noted before it is written: what a full disk leaves behind is swept up too.
        self._steps.append(_Step(deed, target, made))
        write(made)

    def _temporary(self, target: Path) -> Path:
        self._number += 1
        return target.with_name(TEMPORARY.format(process=os.getpid(), number=self._number))

    def _target(self, path: str, *, make: bool = True) -> Path:
        folder = self.root
        *parents, name = path.split("/")
        for part in parents:
            folder /= part
            if folder.is_symlink():
                raise UsageError(
                    f"{folder} adalah tautan ke folder lain; bukti hanya ditulis ke folder biasa."
                )
            if make and not folder.is_dir():
                folder.mkdir()
                self._folders.append(folder)
        return folder / name

    def _put_in_place(self) -> None:
        removals = [step for step in self._steps if step.deed is _Deed.REMOVE]
        for step in [step for step in self._steps if step.deed is not _Deed.REMOVE] + removals:
            if step.deed is not _Deed.CREATE and step.target.exists():
                step.old = self._temporary(step.target)
                _keep(step.target, step.old, away=step.deed is _Deed.REMOVE)
            if step.deed is _Deed.CREATE and step.made:
                _move_to_new(step.made, step.target)
            elif step.made:
                step.made.replace(step.target)
            step.done = True

    def _take_back(self) -> None:
        for step in reversed(self._steps):
            with suppress(OSError):
                if step.done and step.deed is _Deed.CREATE:
                    step.target.unlink()
                elif step.old:
                    step.old.replace(step.target)
                step.old = None

    def _sweep(self) -> None:
        """Remove what is temporary, and the folders that nothing came into."""
        for step in self._steps:
            for leftover in (step.made, step.old):
                if leftover:
                    with suppress(OSError):
                        leftover.unlink()
        for folder in reversed(self._folders):
            with suppress(OSError):
                folder.rmdir()


def refuse_taken(target: Path) -> None:
    """Raise FileExistsError when the folder holds the name, be it in other case or Unicode form."""
    wanted = _folded(target.name)
    with suppress(FileNotFoundError):
        for there in target.parent.iterdir():
            if _folded(there.name) == wanted:
                raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(there))


def _folded(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()


def _copy(source: Path, made: Path) -> None:
    with source.open("rb") as read, made.open("wb") as written:
        shutil.copyfileobj(read, written, 1024 * 1024)
        written.flush()
        os.fsync(written.fileno())


def _keep(target: Path, old: Path, *, away: bool) -> None:
    """Set the old file aside; one that is to be replaced stays in its place until it is."""
    if away:
        target.rename(old)
        return
    try:
        os.link(target, old)
    except (OSError, NotImplementedError):
        shutil.copy2(target, old)


def _move_to_new(made: Path, target: Path) -> None:
    """Move a file to a name that nobody has; what came in between is not overwritten."""
    try:
        os.link(made, target)
    except FileExistsError:
        raise
    except (OSError, NotImplementedError):
        # A stick or a network drive without hard links.
        refuse_taken(target)
        made.rename(target)


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Let Ctrl-C wait until all is in place, or taken back."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    waiting: list[int] = []

    def note(number: int, _frame: FrameType | None) -> None:
        waiting.append(number)

    before = signal.signal(signal.SIGINT, note)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
    if waiting:
        raise KeyboardInterrupt

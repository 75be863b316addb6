"""The answers file that is changed: read with its bytes, written in one step, unless it changed meanwhile."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from zi_build.errors import UsageError
from zi_build.intake.writing import Change, refuse_unsound, rewritten
from zi_build.load import content
from zi_build.load.answers import assessment_of
from zi_build.load.cache import Cache, write_atomically
from zi_build.load.source import Folder
from zi_build.load.walk import entry_of
from zi_build.model.assessment import Assessment
from zi_build.model.rubric import Rubric


@dataclass(frozen=True, slots=True)
class AnswersFile:
    """What an answers file held when it was read; `content` is None where there was none."""

    root: Path
    path: str
    content: bytes | None
    said: Assessment

    @classmethod
    def read(cls, root: Path, path: str, cache: Cache) -> "AnswersFile":
        """Read the file as it is now.

        Raises UsageError when it is no plain file or no sound YAML: it must not be changed then.
        """
        file = root / path
        if file.is_symlink() or (file.exists() and not file.is_file()):
            raise UsageError(f"{path} bukan berkas biasa; tidak ada yang diubah.")
        if not file.exists():
            return cls(root, path, None, Assessment())
        held = file.read_bytes()
        parsed = content.parse(Folder(root), entry_of(root, path), "jawaban", cache)
        refuse_unsound(parsed.faults)
        return cls(root, path, held, assessment_of(parsed))

    def changed(self, changes: Sequence[Change], rubric: Rubric) -> bytes:
        """Return the file with the changes made.

        Raises UsageError when somebody changed it since it was read, or when it cannot be changed
        safely.
        """
        new = rewritten(self.content, changes, rubric.id, rubric.name)
        file = self.root / self.path
        now = file.read_bytes() if file.is_file() else None
        if now != self.content:
            raise UsageError(
                f"{self.path} berubah sementara itu; jalankan perintahnya sekali lagi."
            )
        return new

    def write(self, changes: Sequence[Change], rubric: Rubric) -> None:
        """Make the changes in the file itself, in one step; OSError as the disk gives it."""
        write_atomically(self.root / self.path, self.changed(changes, rubric))

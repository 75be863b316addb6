"""What an init would write, beside what is there: nothing is overwritten, nothing made twice."""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from zi_build import ids
from zi_build.errors import UsageError
from zi_build.intake.founding import notes
from zi_build.intake.founding.answers import answers_file, quoted
from zi_build.intake.founding.folders import places
from zi_build.intake.founding.scaffold import FOLDER
from zi_build.intake.founding.wanted import Wanted

UNIT = "evidence/unit.yml"


@dataclass(frozen=True, slots=True)
class Plan:
    """Files by what becomes of them; paths relative to the root.

    `new` are written; `same` are there as they would be written, `other` differ and stay. `blocked`
    cannot be made: a name that differs only by case stands there (path, name that is there).
    """

    new: tuple[tuple[str, bytes], ...]
    same: tuple[str, ...]
    other: tuple[str, ...]
    blocked: tuple[tuple[str, str], ...]


@dataclass(slots=True)
class Disk:
    """What lies in the workspace; each folder is listed once, and no link is followed."""

    root: Path
    _listings: dict[str, dict[str, str]] = field(default_factory=dict)

    def names(self, folder: str) -> dict[str, str]:
        """Return what a folder holds: folded name → name; empty for one that is not there."""
        if folder not in self._listings:
            try:
                found = sorted(one.name for one in (self.root / folder).iterdir())
            except FileNotFoundError:
                found = []
            except NotADirectoryError as error:
                raise UsageError(
                    f"{folder} adalah berkas, padahal di situ harus ada folder. Pindahkan berkas itu."
                ) from error
            self._listings[folder] = {_folded(name): name for name in reversed(found)}
        return self._listings[folder]

    def blocking(self, path: str) -> tuple[str, str] | None:
        """Return the part of a path that stands there under a name of other case, with that name.

        Raises UsageError where a link or a file stands in the place of a folder.
        """
        folder = ""
        parts = path.split("/")
        for depth, part in enumerate(parts):
            names = self.names(folder or ".")
            there = names.get(_folded(part))
            if there is None:
                return None
            here = f"{folder}/{part}".lstrip("/")
            if there != part and not (self.root / here).exists():
                return here, there
            if depth < len(parts) - 1 and (self.root / here).is_symlink():
                raise UsageError(f"{here} adalah tautan ke tempat lain; init tidak mengikutinya.")
            folder = here
        return None

    def criterion_folder(self, year: str, criterion: str, default: str) -> str:
        """Return the folder that a criterion has in a year already, else the proposed name."""
        names = self.names(year).values() if self.blocking(year) is None else ()
        mine = [
            name
            for name in names
            if ids.criterion_of_folder(unicodedata.normalize("NFC", name)) == criterion
        ]
        return default if default in mine or not mine else min(mine)


def year_files(wanted: Wanted, disk: Disk) -> Iterator[tuple[str, bytes]]:
    """Yield what belongs to a year: notes in every folder, and the answers files last."""
    for name, text in notes.of_year(wanted).items():
        yield "/".join(part for part in (wanted.folder, name, notes.NAME) if part), text
    found = list(places(wanted))
    folders = {
        place.id: disk.criterion_folder(wanted.folder, place.id, place.folder) for place in found
    }
    for place in found:
        folder = f"{wanted.folder}/{folders[place.id]}"
        yield f"{folder}/{notes.NAME}", notes.of_criterion(wanted, place, folders)
        for document in place.documents:
            yield f"{folder}/{document.slug}/{notes.NAME}", notes.of_document(wanted, document)
    for rubric in wanted.rubrics:
        path = f"{wanted.folder}/penilaian/{rubric.id}"
        if _folded(f"{rubric.id}.yaml") not in disk.names(f"{wanted.folder}/penilaian"):
            yield f"{path}.yml", answers_file(wanted, rubric)


def unit_file(wanted: Wanted) -> tuple[str, bytes]:
    """Return `unit.yml`: the name, the start and the rubric, and every other key as a comment."""
    text = (FOLDER / "unit.templat").read_text(encoding="utf-8")
    values = {
        "tahun": str(wanted.year),
        "mulai": wanted.start.isoformat(),
        "rubrik": wanted.rubrics[0].id,
        "nama": quoted(wanted.name),
    }
    for key, value in values.items():
        text = text.replace(f"@{key}@", value)
    return UNIT, text.encode()


def planned(disk: Disk, files: Iterator[tuple[str, bytes]]) -> Plan:
    """Compare what would be written with what is there.

    Raises UsageError where a link or a file stands in the place of a folder.
    """
    new, same, other = [], [], []
    blocked: dict[tuple[str, str], None] = {}
    for path, content in files:
        in_the_way = disk.blocking(path)
        target = disk.root / path
        if in_the_way:
            blocked[in_the_way] = None
        elif not target.exists() and not target.is_symlink():
            new.append((path, content))
        elif not target.is_symlink() and target.is_file() and target.read_bytes() == content:
            same.append(path)
        else:
            other.append(path)
    return Plan(tuple(new), tuple(same), tuple(other), tuple(blocked))


def _folded(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()

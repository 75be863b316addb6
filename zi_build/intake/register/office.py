"""What the list of a year is made of besides its lines: the file, its lists, and what locks it."""

import hashlib
from collections.abc import Iterator, Mapping
from pathlib import Path

from zi_build.errors import UsageError
from zi_build.load.evidence import REGISTER
from zi_build.model.catalogue import Access, Catalogue
from zi_build.model.listing import label
from zi_build.model.period import Grain, Period
from zi_build.model.workspace import Workspace

PIECE = 1024 * 1024
# What Excel and LibreOffice put beside a workbook while it is open.
_LOCKS = (f"~${REGISTER}", f".~lock.{REGISTER}#")


def path_of(year: int) -> str:
    """Return where the list of a year lies in a workspace."""
    return f"evidence/{year}/{REGISTER}"


def refuse_unwritable(root: Path, year: int) -> None:
    """Raise UsageError when the list is open in a program, or no ordinary file."""
    path = root / path_of(year)
    if path.is_symlink() or (path.exists() and not path.is_file()):
        raise UsageError(f"{path_of(year)} bukan berkas biasa; tidak ada yang diubah.")
    for name in _LOCKS:
        if path.with_name(name).exists():
            raise UsageError(
                f"{path_of(year)} sedang terbuka di Excel atau LibreOffice. Simpan dan tutup dahulu, lalu "
                f"ulangi. Bila tidak ada yang membukanya, hapus berkas {name} di folder itu."
            )


def choices_of(catalogue: Catalogue, year: int) -> tuple[tuple[str, ...], ...]:
    """Return the lists that cells offer: documents, periods, classes of access, nihil."""
    documents = tuple(label(one.id, one.name) for one in catalogue.documents.values())
    periods = tuple(str(period) for period in _periods(year))
    return documents, periods, tuple(Access), ("ya",)


def _periods(year: int) -> Iterator[Period]:
    """Yield the periods of a year, then those of the years beside it: reports look back and ahead."""
    for one in (year, year - 1, year + 1):
        yield Period(one, Grain.YEAR)
        for grain in (Grain.SEMESTER, Grain.QUARTER, Grain.MONTH):
            yield from (Period(one, grain, index) for index in range(1, grain.per_year + 1))


def rows_of(workspace: Workspace, year: int) -> Mapping[int, str]:
    """Return which row of the list is about which file, as the loader has found it."""
    folder, path = f"evidence/{year}/", path_of(year)
    return {
        item.listed.line: item.path.removeprefix(folder)
        for item in workspace.items
        if item.listed and item.listed.path == path and item.listed.line
    }


def inbox_digests(workspace: Workspace, year: int) -> Mapping[str, str]:
    """Return path → SHA-256 of the files that wait in the inbox of a year, read piece by piece."""
    return {
        path: _digest(workspace.root / path)
        for path in workspace.inbox
        if path.startswith(f"evidence/{year}/")
    }


def _digest(file: Path) -> str:
    found = hashlib.sha256()
    with file.open("rb") as stream:
        while piece := stream.read(PIECE):
            found.update(piece)
    return found.hexdigest()

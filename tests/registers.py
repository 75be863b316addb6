"""The office's list of papers, written and edited as people do: by heading and by file."""

import io
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Self

import openpyxl
from click.testing import CliRunner, Result
from office import Office

from zi_build.cli.main import cli
from zi_build.model.listing import COLUMNS

HEADINGS = {column.key: column.heading for column in COLUMNS}
LIST = "evidence/2026/daftar-bukti.xlsx"


def run(office: Office, *arguments: str, as_of: str = "2026-09-30") -> Result:
    """Run `zi register`."""
    whole = ["--root", str(office.root), "--as-of", as_of, "register", *arguments]
    return CliRunner().invoke(cli, whole)


def made(office: Office, *arguments: str) -> str:
    """Run `zi register`, which must succeed, and return what it says."""
    done = run(office, *arguments)
    assert done.exit_code == 0, (done.output, done.exception)
    return done.output


def written(office: Office, rows: Iterable[Mapping[str, Any]], **how: Any) -> Path:
    """Write a list with nothing but these rows, keys being those of the columns."""
    return office.write(office.root / LIST, sheet(rows, **how))


def sheet(
    rows: Iterable[Mapping[str, Any]],
    *,
    keys: Iterable[str] = tuple(HEADINGS),
    above: Iterable[str] = (),
    formats: Mapping[str, str] | None = None,
) -> bytes:
    """Return a workbook with a head and rows; a key that is no column's is a heading of its own."""
    book = openpyxl.Workbook()
    page = book.active
    for text in above:
        page.append([text])
    keys = tuple(keys)
    page.append([HEADINGS.get(key, key) for key in keys])
    for row in rows:
        page.append([row.get(key) for key in keys])
        for at, key in enumerate(keys, 1):
            if formats and key in formats and row.get(key) is not None:
                page.cell(page.max_row, at).number_format = formats[key]
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


class Desk:
    """A list opened for editing; leaving writes it back."""

    def __init__(self, office: Office, path: str = LIST) -> None:
        self.file = office.root / path

    def __enter__(self) -> Self:
        self.book = openpyxl.load_workbook(self.file)
        self.page = self.book["Daftar bukti"]
        return self

    def __exit__(self, kind: object, *_: object) -> None:
        if kind is None:
            self.book.save(self.file)

    @property
    def head(self) -> int:
        """The row of the headings."""
        return next(row for row in range(1, 40) if any(c.value == "Berkas" for c in self.page[row]))

    def column(self, key: str) -> int:
        """Where a column stands now."""
        return next(c.column for c in self.page[self.head] if c.value == HEADINGS.get(key, key))

    def row(self, name: str) -> int:
        """The row of a file, by its name."""
        at = self.column("berkas")
        rows = range(self.head + 1, self.page.max_row + 1)
        return next(row for row in rows if self.page.cell(row, at).value == name)

    def cell(self, name: str, key: str) -> Any:
        """A cell by file and column."""
        return self.page.cell(self.row(name), self.column(key))

    def put(self, name: str, **cells: Any) -> None:
        """Type into the row of a file."""
        for key, value in cells.items():
            self.cell(name, key).value = value

    def text(self, name: str, key: str) -> str:
        """What stands in a cell."""
        return str(self.cell(name, key).value or "")

    @property
    def names(self) -> list[str]:
        """The files in the order of their rows."""
        at = self.column("berkas")
        rows = range(self.head + 1, self.page.max_row + 1)
        return [str(v) for row in rows if (v := self.page.cell(row, at).value)]

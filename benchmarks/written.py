"""Write the cells of a workbook with openpyxl and nothing else.

`python -m benchmarks.written CELLS.json BOOK.xlsx` learns the cells and prints their number;
`python -m benchmarks.written CELLS.json` writes them: as many, with the same contents, no styles.
"""

import json
import sys
from datetime import date
from pathlib import Path

import openpyxl


def learn(file: Path, book: Path) -> int:
    """Note every cell that the file of a workbook holds."""
    sheets = [
        [[_plain(cell.value) for cell in row] for row in sheet.iter_rows()]
        for sheet in openpyxl.load_workbook(book)
    ]
    file.write_text(json.dumps(sheets), encoding="utf-8")
    return sum(len(row) for rows in sheets for row in rows)


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value


def write(file: Path) -> None:
    """Write them into a new workbook beside the list."""
    book = openpyxl.Workbook()
    for rows in json.loads(file.read_bytes()):
        sheet = book.create_sheet()
        for number, row in enumerate(rows, 1):
            for column, value in enumerate(row, 1):
                sheet.cell(number, column, value)
    book.save(file.with_suffix(".bare.xlsx"))


if __name__ == "__main__":
    if len(sys.argv) > 2:  # noqa: PLR2004
        print(learn(Path(sys.argv[1]), Path(sys.argv[2])))
    else:
        write(Path(sys.argv[1]))

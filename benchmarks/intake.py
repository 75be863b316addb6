"""`zi import lke` against a bare openpyxl read of the same workbook: as processes, and within one."""

import statistics
import sys
import time
from pathlib import Path

import openpyxl

from benchmarks.measuring import Pair, compare, run
from zi_build.intake.lke import heads, values, words
from zi_build.intake.lke import reading as lke
from zi_build.load.instrument import Shelf, load_catalogue
from zi_build.load.rubric import DEFAULT_RUBRIC, load_rubric, rubric_ids

HERE = Path(__file__).resolve().parent.parent
WORKBOOKS = tuple(HERE / "tests" / "workbooks" / f"kantor-{letter}.xlsx" for letter in "abc")
READ = f"import openpyxl; openpyxl.load_workbook({str(WORKBOOKS[0])!r})"
# What a process remembers of the workbooks before; emptied, so that each is read like the first.
REMEMBERED = (words.words, words.stems, values.scale_of, values.is_empty, heads.named_role)


def measure(workspace: Path, rounds: int) -> Pair:
    """Return import and bare read, in turn; the import only shows, so that every round does the same."""
    ours = [sys.executable, "-m", "zi_build", "--root", str(workspace), "--as-of", "2026-09-30"]
    ours += ["import", "lke", str(WORKBOOKS[0]), "--dry-run"]
    bare = [sys.executable, "-c", READ]
    kept = {"PYTHONDONTWRITEBYTECODE": ""}  # as for a user: modules are compiled once
    return compare(lambda: run(ours, workspace, kept), lambda: run(bare, workspace, kept), rounds)


def within(rounds: int) -> float:
    """Return import / bare read of the slowest workbook, without the cost of starting a process."""
    catalogue = load_catalogue(Shelf())
    rubrics = tuple(load_rubric(Shelf(), name, catalogue) for name in rubric_ids())

    def ours(file: Path) -> None:
        for remembered in REMEMBERED:
            remembered.cache_clear()
        lke.read_lke(file, rubrics, catalogue, wanted=None, preferred=DEFAULT_RUBRIC)

    ratios = []
    for file in WORKBOOKS:
        pairs = []
        for _ in range(rounds + 1):
            begin = time.process_time()
            ours(file)
            middle = time.process_time()
            openpyxl.load_workbook(file)
            pairs.append((middle - begin) / (time.process_time() - middle))
        ratios.append(statistics.median(pairs[1:]))
    return max(ratios)

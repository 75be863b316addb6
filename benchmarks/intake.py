"""`zi import lke` against a bare openpyxl read of the same workbook, both as whole processes."""

import sys
from pathlib import Path

from benchmarks.measuring import Pair, compare, run

HERE = Path(__file__).resolve().parent.parent
WORKBOOK = HERE / "tests" / "workbooks" / "kantor-a.xlsx"
READ = f"import openpyxl; openpyxl.load_workbook({str(WORKBOOK)!r})"


def measure(workspace: Path, rounds: int) -> Pair:
    """Return import and bare read, in turn; the import only shows, so that every round does the same."""
    ours = [sys.executable, "-m", "zi_build", "--root", str(workspace), "--as-of", "2026-09-30"]
    ours += ["import", "lke", str(WORKBOOK), "--dry-run"]
    bare = [sys.executable, "-c", READ]
    kept = {"PYTHONDONTWRITEBYTECODE": ""}  # as for a user: modules are compiled once
    return compare(lambda: run(ours, workspace, kept), lambda: run(bare, workspace, kept), rounds)

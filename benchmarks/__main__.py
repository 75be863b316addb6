"""`make bench`: the promises about speed and memory, each as a ratio measured in this run.

python -m benchmarks [--rounds N] [--files N]
"""

import argparse
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks import intake
from benchmarks.measuring import Cost, compare, median_wall, peak, run, together

HERE = Path(__file__).resolve().parent.parent
PYTHON = sys.executable
ZI = [PYTHON, "-m", "zi_build"]
BARE = [PYTHON, "-c", "import zi_build.cli.main"]
PLAIN = """\
site_name: plain
docs_dir: pages
site_dir: site
theme:
  name: material
  language: id
  font: false
  features: [navigation.prune, navigation.indexes, navigation.tabs]
plugins: [search]
markdown_extensions: [admonition, attr_list, def_list, md_in_html, tables, {toc: {permalink: true}},
  pymdownx.details, pymdownx.superfences, pymdownx.highlight, pymdownx.inlinehilite, pymdownx.tasklist]
"""


def main() -> None:
    """Measure everything and print a table."""
    parser = argparse.ArgumentParser(prog="benchmarks")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--files", type=int, default=1000)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="zi-bench-") as name:
        folder = Path(name)
        print(f"{'what':<58}{'measured':>12}{'promise':>12}")
        _site(folder / "site", options.rounds)
        _check(folder, options.files, options.rounds)
        _diff(folder / "diff", options.files, options.rounds)
        _questions(folder / "small", options.rounds)
        _workbook(folder / "lke", options.rounds)
        _import(folder / "import", options.rounds)


def _row(what: str, measured: str, promise: str = "") -> None:
    print(f"{what:<58}{measured:>12}{promise:>12}", flush=True)


def _workspace(folder: Path) -> Path:
    folder.mkdir(parents=True)
    for part in ("docs", "evidence"):
        shutil.copytree(HERE / part, folder / part)
    for part in ("mkdocs.yml", "mkdocs.internal.yml"):
        shutil.copy(HERE / part, folder / part)
    return folder


def _site(folder: Path, rounds: int) -> None:
    """`mkdocs build` of the sample against plain MkDocs on the pages that `zi render` gives."""
    ours = _workspace(folder / "ours")
    plain = folder / "plain"
    plain.mkdir()
    run([*ZI, "--root", str(ours), "render", "-o", str(plain / "pages")], ours)
    (plain / "mkdocs.yml").write_text(PLAIN, encoding="utf-8")
    build = [PYTHON, "-m", "mkdocs", "build"]
    shutil.rmtree(ours / ".zi-cache", ignore_errors=True)
    cold = run(build, ours)
    pair = compare(lambda: run(build, ours), lambda: run(build, plain), rounds)
    _row("mkdocs build, sample, warm / plain mkdocs", f"{pair.ratio:.2f}", "<= 1.30")
    _row("  the same in processor time", f"{pair.cpu_ratio:.2f}")
    _row("  the same, cold / plain mkdocs", f"{cold.wall / median_wall(pair.second):.2f}")
    _row("  seconds, warm", f"{median_wall(pair.first):.2f}")


def _check(folder: Path, files: int, rounds: int) -> None:
    """`zi check`, nothing changed, against a bare import; then ten times the files."""
    small, large = _many(folder / "small", files), _many(folder / "large", files * 10)
    costs: dict[Path, tuple[Cost, ...]] = {}
    for root, count in ((small, files), (large, files * 10)):
        shutil.rmtree(root / ".zi-cache", ignore_errors=True)
        cold = run([*ZI, "--root", str(root), "check"], root)
        command = [*ZI, "--root", str(root), "check"]
        pair = compare(lambda: run(command, root), lambda: run(BARE, root), rounds)  # noqa: B023
        costs[root] = pair.first
        promise = "<= 2.00" if root == small else ""
        _row(f"zi check, {count} files, warm / bare import", f"{pair.ratio:.2f}", promise)
        _row("  seconds, cold", f"{cold.wall:.2f}")
        _row("  seconds, warm", f"{median_wall(pair.first):.3f}")
        _row(
            "  peak memory in MB, cold and warm", f"{cold.peak:.0f}/{peak(pair.first):.0f}", "< 300"
        )
        _row("  evidence files opened, warm", _opened(root), "0")
    ratio = median_wall(costs[large]) / median_wall(costs[small])
    _row(f"zi check, warm, {files * 10} files / {files} files", f"{ratio:.2f}", "<= 10")


def _diff(folder: Path, files: int, rounds: int) -> None:
    """`zi diff HEAD~1` of a commit that withdraws one paper and adds another, against `zi check`."""
    root = _many(folder, files)
    (root / ".gitignore").write_text(".zi-cache/\n", encoding="utf-8")
    _git(root, "init", "--quiet")
    _commit(root, "Mulai")
    papers = sorted((root / "evidence").rglob("*Bukti tambahan*.pdf"))
    papers[0].write_bytes(papers[0].read_bytes() + b"\n")
    papers[1].unlink()
    _commit(root, "Ganti\n\nAlasan: diganti pindaian yang lebih jelas")
    check, diff = (
        [*ZI, "--root", str(root), *command] for command in (["check"], ["diff", "HEAD~1"])
    )
    run(check, root)
    _row(f"zi diff HEAD~1, {files} files, first run: blobs read", _blobs(root), "2")
    _row("  blobs read, second run", _blobs(root), "0")
    pair = compare(lambda: run(diff, root), lambda: run(check, root), rounds)
    _row("zi diff HEAD~1, warm / zi check, warm", f"{pair.ratio:.2f}")
    _row("  seconds", f"{median_wall(pair.first):.2f}")
    _row("  peak memory in MB", f"{peak(pair.first):.0f}", "< 300")


def _git(root: Path, *arguments: str) -> None:
    nobody = ("-c", "user.name=nobody", "-c", "user.email=nobody@kantor.example")
    run(["git", *nobody, *arguments], root)


def _commit(root: Path, message: str) -> None:
    _git(root, "add", "--all")
    _git(root, "commit", "--quiet", "--message", message)


def _questions(root: Path, rounds: int) -> None:
    """`zi status`, `gaps` and `explain`, nothing changed, against `zi --help` plus a warm `zi check`."""
    zi = [*ZI, "--root", str(root)]
    run([*zi, "check"], root)
    for words in (["status"], ["gaps", "--hingga", "2027-03-31"], ["explain", "3.4.c"]):
        asked = [*zi, "--as-of", "2026-09-30", *words]
        known = [*zi, "--as-of", "2026-09-30", "check"]
        pair = compare(
            lambda: run(asked, root),  # noqa: B023
            lambda: together(run([*zi, "--help"], root), run(known, root)),  # noqa: B023
            rounds,
        )
        what = f"zi {' '.join(words)}, warm / zi --help and a warm check"
        _row(what, f"{pair.ratio:.2f}", "<= 2.00")
        _row("  seconds", f"{median_wall(pair.first):.3f}")


def _workbook(folder: Path, rounds: int) -> None:
    """`zi export lke` of the sample against a bare openpyxl write of the same cells, without styles."""
    root = _workspace(folder)
    for rubric in ("pedoman-bpmp-2023", "permenpanrb-52-2014", "permenpanrb-90-2021"):
        book, cells = folder / f"{rubric}.xlsx", folder / f"{rubric}.json"
        export = [*ZI, "--root", str(root), "export", "lke", "--rubric", rubric, "-o", str(book)]
        run(export, root)
        bare = [PYTHON, "-m", "benchmarks.written", str(cells)]
        count = subprocess.run(
            [*bare, str(book)], cwd=HERE, capture_output=True, text=True, check=True
        ).stdout.strip()
        kept = {"PYTHONDONTWRITEBYTECODE": ""}  # as for a user: modules are compiled once
        pair = compare(
            lambda: run(export, root, kept),  # noqa: B023
            lambda: run(bare, HERE, kept),  # noqa: B023
            rounds,
        )
        _row(f"zi export lke {rubric} / bare write", f"{pair.ratio:.2f}", "<= 3.00")
        _row("  cells", count)
        _row("  seconds", f"{median_wall(pair.first):.2f}")


def _import(folder: Path, rounds: int) -> None:
    """`zi import lke` of an office's workbook against a bare openpyxl read of it."""
    root = _workspace(folder)
    run([*ZI, "--root", str(root), "check"], root)
    pair = intake.measure(root, rounds)
    _row("zi import lke / bare openpyxl read", f"{pair.ratio:.2f}", "<= 3.00")
    _row("  the same in processor time", f"{pair.cpu_ratio:.2f}")
    within = intake.within(3 * rounds)
    _row("  the slowest of three, within one process", f"{within:.2f}", "<= 3.00")
    _row("  seconds", f"{median_wall(pair.first):.2f}")
    _row("  peak memory in MB", f"{peak(pair.first):.0f}")


def _many(folder: Path, files: int) -> Path:
    folder.mkdir(parents=True)
    command = [PYTHON, str(HERE / "tools" / "sample_office")]
    run([*command, "--out", str(folder / "evidence"), "--files", str(files)], HERE)
    shutil.copytree(HERE / "docs", folder / "docs")
    return folder


def _opened(root: Path) -> str:
    return _said("benchmarks.opened", str(root))


def _blobs(root: Path) -> str:
    return _said("benchmarks.blobs", str(root), "HEAD~1")


def _said(module: str, *arguments: str) -> str:
    """Return the last line that a program of ours leaves on standard error."""
    command = [PYTHON, "-m", module, *arguments]
    done = subprocess.run(command, cwd=HERE, capture_output=True, text=True, check=True)
    return done.stderr.strip().splitlines()[-1]


if __name__ == "__main__":
    main()

"""Writes the evidence folder of a fictional office, Balai Contoh: `python tools/sample_office`."""

import argparse
import shutil
import sys
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

import answers
import bulk
import forms
import pictures
import records
import results
import screens
import tables
from plan import HERE, Office, Paper, load_office, papers_of, read
from sheet import Sheet

STATES = ("contoh", "lengkap", "97", "70", "kosong")
YEARS = ("2025", "2026")
_MAKERS = {
    "pdf": forms.write,
    "jpg": pictures.photograph,
    "png": screens.capture,
    "xlsx": tables.workbook,
    "tautan": records.link,
    "simpanan": records.custody,
}


def main() -> int:
    """Write one state of the office; return the exit code."""
    arguments = _arguments()
    out: Path = arguments.out
    if not _is_sample(out):
        print(
            f"{out} holds the evidence of an office that is not the sample (unit.yml without "
            "`contoh: ya`); nothing is written.",
            file=sys.stderr,
        )
        return 1
    _clear(out)
    office = load_office()
    count = size = 0
    for path, content in files_of(office, arguments.state, arguments.files):
        target = out / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
        count, size = count + 1, size + len(content)
    print(f"{out}: {count} files, {size / 1e6:.1f} MB")
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="tools/sample_office", description=__doc__)
    parser.add_argument(
        "--out", type=Path, default=Path("evidence"), help="evidence folder to write"
    )
    parser.add_argument(
        "--state",
        choices=STATES,
        default="contoh",
        help="contoh: the sample as published; lengkap: everything; 97, 70: that share; kosong: nothing",
    )
    parser.add_argument(
        "--files",
        type=int,
        default=0,
        metavar="N",
        help="add small papers up to N pieces of evidence",
    )
    return parser.parse_args()


def _is_sample(out: Path) -> bool:
    """Tell whether a folder may be overwritten: new, or written by this program."""
    unit = out / "unit.yml"
    if unit.is_file():
        return "\ncontoh: ya" in unit.read_text(encoding="utf-8")
    return not any((out / year).exists() for year in YEARS)


def _clear(out: Path) -> None:
    for year in YEARS:
        shutil.rmtree(out / year, ignore_errors=True)
    (out / "unit.yml").unlink(missing_ok=True)


def files_of(office: Office, state: str, wanted: int = 0) -> Iterator[tuple[str, bytes]]:
    """Yield every file of a state: path below the evidence folder, and content."""
    standing = (HERE / "standing.yml").read_bytes() if state == "contoh" else b""
    yield "unit.yml", (HERE / "unit.yml").read_bytes() + standing
    papers = papers_of(office, state)
    seen = {paper.path: (paper, _MAKERS[paper.form](paper)) for paper in papers}
    for path, (paper, content) in seen.items():
        yield path, content
        yield from _companions(paper)
    if state != "kosong":
        yield from _answers(office, state, seen)
    if state == "contoh":
        yield from results.results(papers, read("answers.yml"))
        yield from _inbox(office)
    yield from bulk.papers(office, wanted - len(papers))


def _companions(paper: Paper) -> Iterator[tuple[str, bytes]]:
    if paper.beside and paper.form not in {"tautan", "simpanan"}:
        yield f"{paper.path}.yml", records.sidecar(paper)
    if paper.twin:
        stem = paper.path.removesuffix(".pdf")
        yield f"{stem}.publik.pdf", forms.write(paper, redacted=True)


def _answers(
    office: Office, state: str, seen: Mapping[str, tuple[Paper, bytes]]
) -> Iterator[tuple[str, bytes]]:
    yield from answers.reports(state)
    if state == "contoh":
        yield from answers.proofs()
    for name, rubric in office.rubrics.items():
        yield f"2026/penilaian/{name}.yml", answers.answers(office, rubric, state, seen)


def _inbox(office: Office) -> Iterator[tuple[str, bytes]]:
    scan, photo = office.says["inbox"]
    sheet = Sheet("Pindaian tanpa nama", date(2026, 9, 14))
    sheet.letterhead()
    sheet.heading("UNDANGAN APEL GABUNGAN")
    sheet.paragraph("Berkas ini menunggu tempatnya: belum jelas untuk kriteria mana.")
    yield f"2026/_kotak-masuk/{scan}", sheet.content()
    yield f"2026/_kotak-masuk/{photo}", pictures.waiting(photo)


if __name__ == "__main__":
    sys.exit(main())

"""Make the pictures of the help pages: screens of the command line, of a workbook, and of the site.

    python tools/pictures [NAME…]

Terminal screens are taken in a copy of the sample office, so that what commands write does not stay.
The workbook needs LibreOffice and poppler, the site's pages need Chromium and a built site.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from fpdf import FPDF
from terminal import Screen, drawn, photographed, played

REPOSITORY = Path(__file__).resolve().parents[2]
TARGET = REPOSITORY / "docs" / "bantuan" / "gambar"
SCAN = "scan0007.pdf"
# The same commit every time, so that its name in a picture stays.
DATES = dict.fromkeys(("GIT_AUTHOR_DATE", "GIT_COMMITTER_DATE"), "2026-09-30T09:00:00+07:00")
PLACE = "--untuk 5.2.c/laporan-pengendalian --periode 2026-S1"
WORDS = (
    "LAPORAN PENGENDALIAN RISIKO",
    "SEMESTER I TAHUN 2026",
    "Risiko yang dikendalikan, kegiatan pengendalian, dan hasilnya",
    "Ditetapkan 14 Juli 2026",
)
SCREENS = (
    Screen("zi-status", ("zi status",)),
    Screen("zi-gaps", ("zi gaps --area 5 --hingga 2026-12-31",), rows=24),
    Screen("zi-explain", ("zi explain 5.3.c",), rows=44),
    Screen("zi-plan", ("zi plan --target WBK",), rows=24),
    Screen("zi-what-if", ("zi what-if --tambah 5.3.c --jawab 5.1.b=A",), rows=30),
    Screen("zi-add", (f"zi add {SCAN}",), ("1", "1", "y"), rows=30),
    Screen("zi-check", ("zi check",), rows=16),
    Screen("zi-diff", (f"zi add {SCAN} {PLACE}", "zi diff HEAD"), rows=40),
    Screen("zi-history", ("zi history --bulan 6",), rows=24),
    Screen("zi-rule", ("zi rule ZI204",), rows=24),
)


def main(names: list[str]) -> None:
    """Write the pictures of these names, or all."""
    for screen in SCREENS:
        if not names or screen.name in names:
            with tempfile.TemporaryDirectory() as folder:
                picture = of_terminal(screen, Path(folder))
            photographed(picture, TARGET / f"{screen.name}.png")
            print(screen.name)
    if not names or "daftar-bukti" in names:
        with tempfile.TemporaryDirectory() as folder:
            of_workbook(Path(folder))
        print("daftar-bukti")


def of_terminal(screen: Screen, office: Path) -> str:
    """Return one terminal's screen in a copy of the sample office, as SVG."""
    settled(office)
    text = ""
    for typed in screen.typed:
        argv = [sys.executable, "-m", "zi_build", *typed.split()[1:]]
        text += f"> {typed}\n{played(argv, screen.answers, office)}\n"
    return drawn(screen.typed[-1], text, screen.rows)


def settled(office: Path) -> None:
    """Copy the sample office into a repository of its own; a scan waits beside it."""
    for part in ("evidence", "docs"):
        shutil.copytree(REPOSITORY / part, office / part)
    git = ("git", "-c", "user.name=Contoh", "-c", "user.email=contoh@kantor.example")
    for words in (("init", "-q"), ("add", "-A"), ("commit", "-q", "-m", "Bukti")):
        subprocess.run((*git, *words), cwd=office, check=True, env={**os.environ, **DATES})
    page = FPDF()
    page.add_page()
    page.set_font("Helvetica", size=14)
    for line in WORDS:
        page.cell(text=line, new_x="LMARGIN", new_y="NEXT")
    page.output(str(office / SCAN))


def of_workbook(office: Path) -> None:
    """Draw the first page of the list of papers as LibreOffice shows it."""
    for part in ("evidence", "docs"):
        shutil.copytree(REPOSITORY / part, office / part)
    subprocess.run([sys.executable, "-m", "zi_build", "register"], cwd=office, check=True)
    book = office / "evidence/2026/daftar-bukti.xlsx"
    home = f"-env:UserInstallation={(office / 'libreoffice').as_uri()}"
    convert = ["soffice", home, "--headless", "--convert-to", "pdf", "--outdir", str(office)]
    subprocess.run([*convert, str(book)], check=True, capture_output=True)
    crop = ["pdftoppm", "-r", "130", "-l", "1", "-png", "-singlefile"]
    subprocess.run(
        [*crop, "-x", "30", "-y", "30", "-W", "1480", "-H", "420", "daftar-bukti.pdf", "daftar"],
        cwd=office,
        check=True,
    )
    shutil.copy(office / "daftar.png", TARGET / "daftar-bukti.png")


if __name__ == "__main__":
    main(sys.argv[1:])

"""A terminal's screen as a picture: a command runs in a real terminal, and its text is drawn."""

import io
import os
import pty
import select
import shutil
import subprocess
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright
from rich._export_format import CONSOLE_SVG_FORMAT
from rich.console import Console
from rich.terminal_theme import TerminalTheme
from rich.text import Text

WIDTH = 88
FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking")
QUIET = 0.8
# The site's own colours: dark on light, readable when printed.
PAPER = TerminalTheme(
    (250, 250, 247),
    (31, 41, 51),
    [(31, 41, 51), (179, 38, 30), (21, 101, 52), (146, 64, 14), (29, 78, 137), (107, 33, 118),
     (14, 95, 107), (75, 85, 99)],
    [(75, 85, 99), (179, 38, 30), (21, 101, 52), (146, 64, 14), (29, 78, 137), (107, 33, 118),
     (14, 95, 107), (31, 41, 51)],
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Screen:
    """One picture: what is typed, what is answered when the program asks, and how much is shown."""

    name: str
    typed: tuple[str, ...]
    answers: tuple[str, ...] = ()
    rows: int = 40


def played(argv: Sequence[str], answers: Sequence[str], folder: Path) -> str:
    """Run a program in a terminal of its own, answering whenever it falls silent; return its text."""
    reader, screen = pty.openpty()
    environment = {**os.environ, "COLUMNS": str(WIDTH), "LINES": "50", "TERM": "xterm-256color"}
    process = subprocess.Popen(
        argv, stdin=screen, stdout=screen, stderr=screen, cwd=folder, env=environment
    )
    os.close(screen)
    waiting, text, last = list(answers), b"", time.monotonic()
    while True:
        ready, _, _ = select.select([reader], [], [], 0.1)
        if ready:
            try:
                piece = os.read(reader, 65536)
            except OSError:
                break
            text, last = text + piece, time.monotonic()
        elif process.poll() is not None:
            break
        elif waiting and text and time.monotonic() - last > QUIET:
            os.write(reader, f"{waiting.pop(0)}\n".encode())
            last = time.monotonic()
    process.wait()
    os.close(reader)
    return text.decode("utf-8", "replace").replace("\r\n", "\n")


def drawn(title: str, text: str, rows: int) -> str:
    """Return the screen as SVG that asks for nothing outside itself."""
    with Path(os.devnull).open("w", encoding="utf-8") as nowhere:
        console = Console(record=True, width=WIDTH, file=nowhere, force_terminal=True)
        console.print(Text.from_ansi("\n".join(text.rstrip().split("\n")[:rows])))
        form = _without_fonts(CONSOLE_SVG_FORMAT)
        return console.export_svg(title=title, theme=PAPER, code_format=form, unique_id="zi")


def photographed(svg: str, file: Path) -> None:
    """Write a drawing as PNG, as Chromium shows it.

    Text in a picture's file would be taken for text of the site: an office whose restricted papers are
    named like those of the sample could not publish the help pages.
    """
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as engine:
        page_file = Path(folder) / "page.html"
        page_file.write_text(f"<body style='margin:0'>{svg}", encoding="utf-8")
        browser = engine.chromium.launch(executable_path=shutil.which("chromium"), args=list(FLAGS))
        page = browser.new_page(viewport={"width": 1100, "height": 400})
        page.goto(page_file.as_uri())
        shot = page.locator("svg").first.screenshot()
        browser.close()
    with Image.open(io.BytesIO(shot)) as picture:
        picture.convert("P", palette=Image.Palette.ADAPTIVE, colors=32).save(file, optimize=True)


def _without_fonts(form: str) -> str:
    """Leave out fonts from elsewhere: the reader's own monospaced one does."""
    while "@font-face" in form:
        start = form.index("@font-face")
        form = form[:start] + form[form.index("}}", start) + 2 :].lstrip()
    return form.replace("Fira Code", "Cascadia Mono, Consolas, DejaVu Sans Mono")

"""Make the pictures of the help pages: screens of the command line and of the site.

    python tools/pictures [NAME…]

A copy of the sample office is used, so that what commands write does not stay.
"""

import shutil
import sys
import tempfile
from pathlib import Path

from terminal import Screen, drawn, played

REPOSITORY = Path(__file__).resolve().parents[2]
TARGET = REPOSITORY / "docs" / "bantuan" / "gambar"
SCREENS = (
    Screen("zi-check", ("zi check",), rows=30),
    Screen("zi-score", ("zi score",), rows=40),
)


def main(names: list[str]) -> None:
    """Write the pictures of these names, or all."""
    for screen in SCREENS:
        if names and screen.name not in names:
            continue
        with tempfile.TemporaryDirectory() as folder:
            office = Path(folder)
            for part in ("evidence", "docs"):
                shutil.copytree(REPOSITORY / part, office / part)
            text = ""
            for typed in screen.typed:
                argv = [sys.executable, "-m", "zi_build", *typed.split()[1:]]
                text += f"> {typed}\n{played(argv, screen.answers, office)}\n"
        file = TARGET / f"{screen.name}.svg"
        file.write_text(drawn(screen.typed[-1], text, screen.rows), encoding="utf-8")
        print(file)


if __name__ == "__main__":
    main(sys.argv[1:])

"""Make the Word templates of the reports (`laporan.docx`) and of the evaluators' letter (`lhe.docx`).

    python tools/word_templates [FOLDER]

The templates are kept in the repository and shipped; this program exists so that their making can be
read and repeated: the same bytes every time. An office changes a copy of a template in Word instead.
"""

import sys
from pathlib import Path

import letter
import report
from shared import save

TARGET = Path(__file__).resolve().parents[2] / "zi_build" / "data" / "laporan"


def main(folder: Path = TARGET) -> None:
    """Write both templates."""
    for name, document in (("laporan.docx", report.made()), ("lhe.docx", letter.made())):
        save(document, folder / name)
        print(folder / name)


if __name__ == "__main__":
    main(*(Path(name) for name in sys.argv[1:2]))

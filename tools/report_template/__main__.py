"""Make the Word template of the reports, `zi_build/data/laporan/laporan.docx`.

    python tools/report_template

The template is kept in the repository and shipped; this program exists so that its making can be read
and repeated: the same bytes every time. An office changes a copy of the template in Word instead.
"""

import sys
from pathlib import Path

from content import write
from parts import save, start

TARGET = Path(__file__).resolve().parents[2] / "zi_build" / "data" / "laporan" / "laporan.docx"


def main(target: Path = TARGET) -> None:
    """Write the template."""
    document = start()
    write(document)
    save(document, target)
    print(f"{target}: {target.stat().st_size} bytes")


if __name__ == "__main__":
    main(*(Path(name) for name in sys.argv[1:2]))

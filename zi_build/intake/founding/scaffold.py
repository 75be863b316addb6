"""What an empty folder gets beside its evidence: the pages, the site's settings, a word for people.

The pages stand once, in the repository's root. A wheel carries them under `data/kantor/repositori`
(setup.py puts them there); where that folder is missing, the program runs from a checkout.
"""

import json
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

from zi_build import data
from zi_build.errors import InstrumentError
from zi_build.intake.founding.wanted import Wanted

FOLDER = data.FOLDER / "kantor"
LIST = FOLDER / "kerangka.toml"
PACKED = FOLDER / "repositori"
# What the repository's own settings say of its invented office.
SAMPLE = "Balai Contoh"
_NAMED = re.compile(rf"^(site_name|site_description): (.*{SAMPLE}.*)$", re.MULTILINE)


def scaffold(wanted: Wanted) -> Iterator[tuple[str, bytes]]:
    """Yield every file as (place in the office, content), sorted within each source.

    Raises InstrumentError when a source is not there: the program was packed without it.
    """
    root = PACKED if PACKED.is_dir() else data.FOLDER.parent.parent
    for section, folder in (("repositori", root), ("kantor", FOLDER)):
        for place, source in listed()[section].items():
            for path, file in _files(place, folder / source):
                content = file.read_bytes()
                yield path, _named(path, content, wanted) if "/" not in path else content


def listed() -> dict[str, dict[str, str]]:
    """Return the list of sources: section → place in the office → source."""
    return tomllib.loads(LIST.read_text(encoding="utf-8"))


def _files(place: str, source: Path) -> Iterator[tuple[str, Path]]:
    if source.is_file():
        yield place, source
        return
    found = (
        [file for file in sorted(source.rglob("*")) if file.is_file()] if source.is_dir() else []
    )
    if not found:
        raise InstrumentError(f"{LIST.name}: {source} is not there; the package is incomplete")
    for file in found:
        yield f"{place}/{file.relative_to(source).as_posix()}", file


def _named(path: str, content: bytes, wanted: Wanted) -> bytes:
    """Put the office's name where the file speaks of the office."""
    if path.endswith(".md"):
        text = content.decode().replace("{tahun}", str(wanted.year)).replace("{nama}", wanted.name)
        return text.encode()
    if path.startswith("mkdocs"):
        return _NAMED.sub(lambda line: _renamed(line, wanted.name), content.decode()).encode()
    return content


def _renamed(line: re.Match[str], name: str) -> str:
    words = line[2].replace(SAMPLE, name)
    return f"{line[1]}: {json.dumps(words, ensure_ascii=False)}"

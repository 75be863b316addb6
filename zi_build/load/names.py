"""File names: what a name under a document's folder says about period, kind and companion files."""

import re
from dataclasses import dataclass
from enum import StrEnum

from zi_build.model.catalogue import Kind
from zi_build.model.period import Period

KIND_BY_EXTENSION = {
    ".pdf": Kind.PDF,
    ".jpg": Kind.GAMBAR,
    ".jpeg": Kind.GAMBAR,
    ".png": Kind.GAMBAR,
    ".xlsx": Kind.TABEL,
    ".csv": Kind.TABEL,
    ".docx": Kind.NASKAH,
    ".mp3": Kind.REKAMAN,
    ".m4a": Kind.REKAMAN,
    ".mp4": Kind.REKAMAN,
}
YAML_EXTENSIONS = (".yml", ".yaml")
# Notepad adds .txt, and Explorer hides it: the restriction that was meant must hold all the same.
HIDDEN_TXT = (".yml.txt", ".yaml.txt")
_LEADING = re.compile(r"(?P<period>\d{4}(?:-[0-9A-Za-z]+)*)(?P<rest>\s.*|)", re.DOTALL)


class Part(StrEnum):
    """What part a file plays under a document's folder."""

    PAPER = "paper"
    TWIN = "twin"
    SIDECAR = "pendamping"
    LINK = "tautan"
    CUSTODY = "simpanan"


@dataclass(frozen=True, slots=True)
class Name:
    """A file name taken apart; `period` is None when `period_text` is not a period (or absent)."""

    part: Part
    stem: str
    extension: str
    owner: str
    period_text: str | None
    period: Period | None
    rest: str

    @property
    def kind(self) -> Kind | None:
        """Kind of evidence; None for an extension that is not accepted anywhere."""
        if self.part is Part.LINK:
            return Kind.TAUTAN
        if self.part is Part.CUSTODY:
            return Kind.SIMPANAN
        return KIND_BY_EXTENSION.get(self.extension)


def read_name(name: str) -> Name:
    """Take a file name apart.

    `owner` is the name that a twin or a sidecar belongs to.

    >>> read_name("2026-03 Monev Maret.pdf.yml").owner
    '2026-03 Monev Maret.pdf'
    >>> str(read_name("2026-T1 Monev.pdf").period)
    '2026-T1'
    """
    if name.lower().endswith(HIDDEN_TXT):
        name = name[: -len(".txt")]
    stem, extension = _split(name)
    part, owner = Part.PAPER, name
    if extension in YAML_EXTENSIONS:
        inner, word = _split(stem)
        if word in {".tautan", ".simpanan"}:
            part, stem = Part(word[1:]), inner
        else:
            part, owner, stem = Part.SIDECAR, stem, inner
    elif stem.casefold().endswith(".publik"):
        stem = stem[: -len(".publik")]
        part, owner = Part.TWIN, stem + name[len(name) - len(extension) :]
    text, period, rest = _period(stem)
    return Name(part, stem, extension, owner, text, period, rest)


def _split(name: str) -> tuple[str, str]:
    stem, dot, extension = name.rpartition(".")
    return (stem, f".{extension.lower()}") if dot and stem else (name, "")


def _period(stem: str) -> tuple[str | None, Period | None, str]:
    match = _LEADING.fullmatch(stem)
    if match is None:
        return None, None, stem
    try:
        return match["period"], Period.parse(match["period"]), match["rest"].strip()
    except ValueError:
        return match["period"], None, match["rest"].strip()

"""The words on the first pages of a paper: enough to say what it is, read within bounds."""

import io
import re
import zipfile
from dataclasses import dataclass

PAGES = 3
LONGEST = 6000
SHEET_ROWS, SHEET_COLUMNS = 40, 12
# A part of an office file that unpacks to more is not read for its words.
LARGEST_PART = 20_000_000
SUBJECT = 400
HEAD_LINES = 25
_WORD_NAMESPACE = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_SUBJECT = re.compile(
    r"^\s*(?:hal|perihal|tentang|judul|acara|agenda)\s*:?\s*(?P<rest>.*)$", re.IGNORECASE
)
# Lines of a letterhead say who wrote, never what.
_LETTERHEAD = re.compile(
    r"^(?:kementerian|badan|pemerintah|balai|kantor|dinas|direktorat|sekretariat|universitas|republik"
    r"|jalan|jl\.|telepon|telp|laman|surel|pos-el|contoh|yth|nomor|sifat|lampiran)\b",
    re.IGNORECASE,
)
CAPITALS, FEWEST_LETTERS = 0.8, 6


@dataclass(frozen=True, slots=True)
class Seen:
    """The text of the first pages; `note` says why there is none."""

    text: str = ""
    note: str = ""


def text_of(content: bytes, found: str) -> Seen:
    """Return what can be read of a file that opens; `found` is its format as the probe names it."""
    try:
        if found == "pdf":
            return _pdf(content)
        if found == "docx":
            return Seen(_docx(content))
        if found == "xlsx":
            return Seen(_xlsx(content))
        if found == "text":
            return Seen(content[: 4 * LONGEST].decode("utf-8-sig", "replace")[:LONGEST])
    except Exception:  # noqa: BLE001  (its words are a help: a file without them is asked about)
        return Seen(note="isinya tidak dapat dibaca sebagai teks")
    return Seen(note="gambar atau rekaman: hanya namanya yang dibaca")


def subject_of(text: str) -> str:
    """Return the lines that say what a paper is about: `Hal`, `Tentang`, and titles in capitals."""
    told: list[str] = []
    lines = [" ".join(line.split()) for line in text.splitlines() if line.strip()][:HEAD_LINES]
    for number, line in enumerate(lines):
        subject = _SUBJECT.match(line)
        if subject:
            told.append(subject["rest"] or " ".join(lines[number + 1 : number + 2]))
        elif _LETTERHEAD.match(line) is None and (_is_title(line) or _is_first(line, number)):
            told.append(line)
    return " ".join(told)[:SUBJECT]


def _is_first(line: str, number: int) -> bool:
    """Tell whether a line may be the heading of a sheet; a word alone (`Data`) says nothing."""
    return number == 0 and len(re.findall(r"[A-Za-z]{2,}", line)) > 1


def _is_title(line: str) -> bool:
    letters = [letter for letter in line if letter.isalpha()]
    return len(letters) >= FEWEST_LETTERS and sum(map(str.isupper, letters)) >= CAPITALS * len(
        letters
    )


def _pdf(content: bytes) -> Seen:
    import pypdfium2  # noqa: PLC0415  (slow to import, needed for new files only)

    parts: list[str] = []
    with pypdfium2.PdfDocument(content) as document:
        for number in range(min(len(document), PAGES)):
            page = document[number].get_textpage()
            parts.append(page.get_text_bounded())
            if sum(map(len, parts)) >= LONGEST:
                break
    text = "\n".join(parts).replace("\r\n", "\n")[:LONGEST]
    return (
        Seen(text) if text.strip() else Seen(note="pindaian tanpa teks: hanya namanya yang dibaca")
    )


def _part(archive: zipfile.ZipFile, name: str) -> bytes:
    if archive.getinfo(name).file_size > LARGEST_PART:
        raise ValueError(name)
    content = archive.read(name)
    if b"<!ENTITY" in content:
        raise ValueError("entities are not allowed in an office file")
    return content


def _docx(content: bytes) -> str:
    import xml.etree.ElementTree as ET  # noqa: PLC0415

    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        tree = ET.fromstring(_part(archive, "word/document.xml"))  # noqa: S314  (no entities)
    lines, length = [], 0
    for paragraph in tree.iter(f"{_WORD_NAMESPACE}p"):
        lines.append("".join(run.text or "" for run in paragraph.iter(f"{_WORD_NAMESPACE}t")))
        length += len(lines[-1])
        if length > LONGEST:
            break
    return "\n".join(lines)[:LONGEST]


def _xlsx(content: bytes) -> str:
    from openpyxl import load_workbook  # noqa: PLC0415  (slow to import)

    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for name in archive.namelist():
            if name.startswith("xl/worksheets/") or name == "xl/sharedStrings.xml":
                _part(archive, name)
    book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
    sheet = book.worksheets[0]
    rows = sheet.iter_rows(max_row=SHEET_ROWS, max_col=SHEET_COLUMNS, values_only=True)
    lines = (" ".join(str(cell) for cell in row if cell is not None) for row in rows)
    return "\n".join(filter(None, lines))[:LONGEST]

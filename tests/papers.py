"""Small real files of every kind that the catalogue accepts, each with bytes of its own."""

import io
import re
import zipfile
from collections.abc import Callable
from hashlib import sha256

import pikepdf
from openpyxl import Workbook
from PIL import Image


def pdf(words: str, *, pages: int = 1) -> bytes:
    """Return a PDF whose every page shows the words."""
    shown = words.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
    text = f"BT /F1 12 Tf 72 720 Td ({shown}) Tj ET".encode("cp1252", "replace")
    with pikepdf.new() as made:
        font = pikepdf.Dictionary(
            Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
        )
        for _ in range(pages):
            page = made.add_blank_page(page_size=(595, 842))
            page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
            page.Contents = made.make_stream(text)
        out = io.BytesIO()
        made.save(out, deterministic_id=True)
    return out.getvalue()


def image(words: str, format_name: str) -> bytes:
    """Return a small picture whose pixels come from the words."""
    pixels = sha256(words.encode()).digest() * 6
    out = io.BytesIO()
    Image.frombytes("RGB", (8, 8), pixels).save(out, format_name)
    return out.getvalue()


def xlsx(words: str, *, hidden: str | None = None) -> bytes:
    """Return a workbook with the words in A1, and a hidden sheet of that name if one is given."""
    book = Workbook()
    book.active["A1"] = words
    if hidden:
        book.create_sheet(hidden).sheet_state = "hidden"
    out = io.BytesIO()
    book.save(out)
    with zipfile.ZipFile(out) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    # Openpyxl writes the moment of saving into it.
    members["docProps/core.xml"] = re.sub(
        rb"\d{4}-\d\d-\d\dT[0-9:]+Z", b"2026-01-02T03:04:05Z", members["docProps/core.xml"]
    )
    return _zip(members)


def docx(words: str) -> bytes:
    """Return the least that is a Word document."""
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    run = f"<w:p><w:r><w:t>{words}</w:t></w:r></w:p>"
    body = f'<w:document xmlns:w="{space}"><w:body>{run}</w:body></w:document>'
    return _zip({"word/document.xml": body.encode()})


def _zip(members: dict[str, bytes]) -> bytes:
    """Return an archive whose bytes do not depend on the moment."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(zipfile.ZipInfo(name, (2026, 1, 2, 3, 4, 6)), content)
    return out.getvalue()


LINK = 'url: "https://contoh.example/{words}"\ndiakses: 2026-01-02\n'
CUSTODY = (
    'nomor: "{words}"\ntanggal: 2026-01-02\npenyimpan: Subbagian Umum\ndiperiksa: 2026-01-03\n'
)

# The longest ending comes first.
MAKERS: dict[str, Callable[[str], bytes]] = {
    ".tautan.yml": lambda words: LINK.format(words=words.replace(" ", "-")).encode(),
    ".simpanan.yml": lambda words: CUSTODY.format(words=words).encode(),
    ".pdf": pdf,
    ".jpg": lambda words: image(words, "JPEG"),
    ".jpeg": lambda words: image(words, "JPEG"),
    ".png": lambda words: image(words, "PNG"),
    ".xlsx": xlsx,
    ".docx": docx,
    ".csv": lambda words: f"uraian\n{words}\n".encode(),
    ".mp3": lambda words: b"ID3\x04" + words.encode(),
    ".mp4": lambda words: b"\0\0\0\x18ftypmp42" + words.encode(),
    ".m4a": lambda words: b"\0\0\0\x18ftypM4A " + words.encode(),
}


def content_for(name: str, words: str) -> bytes:
    """Return content that is what the name's ending says, different for different words."""
    for ending, make in MAKERS.items():
        if name.lower().endswith(ending):
            return make(words)
    return words.encode()

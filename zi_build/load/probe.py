"""What a file's bytes show: its real format, whether it opens, and its digests. Read once, in full."""

import hashlib
import io
import re
import zipfile
import zlib
from typing import Any

from zi_build.model.evidence import Facts

VERSION = 5
LFS = "lfs"
_ZIP = b"PK\x03\x04"


# https://github.com/git-lfs/git-lfs/blob/main/docs/spec.md: sorted keys after the version, < 1024 bytes.
_LFS = re.compile(
    rb"version https://git-lfs\.github\.com/spec/v1\n[^\0]*?oid sha256:([0-9a-f]{64})\n"
)
_LFS_MAX = 1024


def lfs_object(content: bytes) -> str | None:
    """Return the name of the object that a Git LFS pointer stands for; None for any other content."""
    found = _LFS.match(content) if len(content) < _LFS_MAX else None
    return found[1].decode() if found else None


def blob_id(content: bytes) -> str:
    """Return the id that git gives to this content (SHA-1 of `blob <size>` NUL content)."""
    head = f"blob {len(content)}\0".encode()
    return hashlib.sha1(head + content, usedforsecurity=False).hexdigest()


def probe(content: bytes) -> Facts:
    """Return the facts of a file's content; a file that cannot be opened has a `problem`."""
    sha256 = hashlib.sha256(content).hexdigest()
    found = _format(content)
    extra: dict[str, Any] = {}
    if found == "pdf":
        extra = _pdf(content)
    elif found in {"jpeg", "png", "webp"}:
        extra = _image(content)
    elif found in {"xlsx", "docx"}:
        extra = _office(content, found)
    return Facts(sha256=sha256, size=len(content), format=found, **extra)


def _format(content: bytes) -> str:
    """Name the format by its first bytes (and, in a ZIP file, by its members)."""
    head = content[:1024]
    if b"%PDF-" in head:
        return "pdf"
    for start, name in (
        (b"\xff\xd8\xff", "jpeg"),
        (b"\x89PNG\r\n\x1a\n", "png"),
        (b"ID3", "mp3"),
        (b"\xff\xfb", "mp3"),
        (b"\xff\xf3", "mp3"),
    ):
        if head.startswith(start):
            return name
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "webp"
    if head[4:8] == b"ftyp":
        return "mp4"
    if head.startswith(_ZIP):
        return _zip_format(content)
    text = LFS if lfs_object(content) else "text"
    return text if _is_text(content) else "unknown"


def _zip_format(content: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, OSError, ValueError):
        return "zip"
    for member, name in (("xl/workbook.xml", "xlsx"), ("word/document.xml", "docx")):
        if member in names:
            return name
    return "zip"


def _is_text(content: bytes) -> bool:
    sample = content[:65536]
    if not sample or b"\0" in sample:
        return False
    try:
        sample.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return len(sample) == 65536 and error.start > len(sample) - 4
    low = sample[:1024].lstrip().lower()
    return not low.startswith((b"<!doctype", b"<html", b"<svg", b"<?xml", b"<script"))


def _pdf(content: bytes) -> dict[str, Any]:
    """Open a PDF the way a reader would; cut off or broken inside counts as damaged.

    A wrong cross-reference table alone is repaired by every reader and is let pass.
    """
    import pikepdf  # noqa: PLC0415  (slow to import, needed for new files only)

    try:
        with pikepdf.open(io.BytesIO(content), suppress_warnings=True) as pdf:
            pages = len(pdf.pages)
            signed = "/AcroForm" in pdf.Root and int(pdf.Root.AcroForm.get("/SigFlags", 0)) & 1 == 1
            problems = pdf.check_pdf_syntax() if pages else []
            whole = pdf.is_encrypted or all(map(_is_whole, pdf.objects))
    except pikepdf.PasswordError:
        return {"problem": "encrypted"}
    except Exception:  # noqa: BLE001  (whatever a broken file provokes means: it does not open)
        return {"problem": "damaged"}
    if not pages:
        return {"problem": "no-pages"}
    cut = b"%%EOF" not in content[-2048:]
    return {
        "pages": pages,
        "signed": signed,
        "problem": "damaged" if cut or problems or not whole else None,
    }


def _is_whole(part: Any) -> bool:
    """Tell whether a compressed part of a PDF has the checksum it was written with.

    A reader shows what it can and does not look at it: one bad byte changes what a page says.
    """
    import pikepdf  # noqa: PLC0415  (slow to import, needed for new files only)

    if not isinstance(part, pikepdf.Stream):
        return True
    filters = part.get("/Filter")
    first = filters[0] if isinstance(filters, pikepdf.Array) and len(filters) else filters
    if first != pikepdf.Name.FlateDecode:
        return True
    inflater, rest = zlib.decompressobj(), part.read_raw_bytes()
    try:
        while rest and not inflater.eof:
            inflater.decompress(rest, 1 << 20)
            rest = inflater.unconsumed_tail
    except zlib.error:
        return False
    return True


def _image(content: bytes) -> dict[str, Any]:
    from PIL import Image  # noqa: PLC0415  (slow to import, needed for new files only)

    try:
        with Image.open(io.BytesIO(content)) as image:
            image.load()
    except Exception:  # noqa: BLE001  (whatever a broken file provokes means: it does not open)
        return {"problem": "damaged"}
    return {}


def _office(content: bytes, found: str) -> dict[str, Any]:
    """Test the archive's checksums and, in a workbook, list sheets that are hidden."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if sum(info.file_size for info in archive.infolist()) > 500_000_000:
                return {"problem": "damaged"}
            if archive.testzip() is not None:
                return {"problem": "damaged"}
            hidden = _hidden_sheets(archive.read("xl/workbook.xml")) if found == "xlsx" else ()
    except Exception:  # noqa: BLE001  (whatever a broken file provokes means: it does not open)
        return {"problem": "damaged"}
    return {"hidden": hidden}


def _hidden_sheets(workbook: bytes) -> tuple[str, ...]:
    import xml.etree.ElementTree as ET  # noqa: PLC0415

    if b"<!ENTITY" in workbook:
        raise ValueError("entities are not allowed in a workbook")
    tree = ET.fromstring(workbook)  # noqa: S314  (entities were refused above)
    return tuple(
        str(sheet.get("name"))
        for sheet in tree.iter("{http://schemas.openxmlformats.org/spreadsheetml/2006/main}sheet")
        if sheet.get("state", "visible") != "visible"
    )

"""Published bytes without what an office did not mean to publish: authors, places, editing traces.

Pixels and text stay as they are. A digitally signed PDF is never touched: it would lose its signature.
"""

import io
import struct
import zipfile
from collections.abc import Callable, Mapping
from types import MappingProxyType

from zi_build.model.evidence import Facts

VERSION = 1
_ORIENTATION = 0x0112
_JPEG_KEPT = frozenset({0xE0, 0xE2, 0xEE})
_PNG_DROPPED = frozenset({b"tEXt", b"zTXt", b"iTXt", b"eXIf", b"tIME"})
_FIXED_DATE = (1980, 1, 1, 0, 0, 0)
_CORE = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    b'<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/'
    b'core-properties"/>'
)
_APP = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    b'<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/'
    b'extended-properties"/>'
)
_CUSTOM = _APP.replace(b"extended-properties", b"custom-properties")
_REPLACED = {
    "docProps/core.xml": _CORE,
    "docProps/app.xml": _APP,
    "docProps/custom.xml": _CUSTOM,
}


def needs(facts: Facts) -> bool:
    """Tell whether a file of this format is rewritten before it is published."""
    return facts.format in _SANITISERS and not facts.signed


def sanitise(content: bytes, facts: Facts) -> bytes:
    """Return the bytes to publish; the same input always gives the same output."""
    return _SANITISERS[facts.format](content) if needs(facts) else content


def _pdf(content: bytes) -> bytes:
    import pikepdf  # noqa: PLC0415  (slow to import, needed for new files only)

    with pikepdf.open(io.BytesIO(content), suppress_warnings=True) as pdf:
        if "/Metadata" in pdf.Root:
            del pdf.Root.Metadata
        if "/Info" in pdf.trailer:
            del pdf.trailer["/Info"]
        out = io.BytesIO()
        pdf.save(out, deterministic_id=True)
    return out.getvalue()


def _jpeg(content: bytes) -> bytes:
    """Drop EXIF, XMP, IPTC and comments; keep colour profile and, where it matters, orientation."""
    from PIL import Image  # noqa: PLC0415  (slow to import, needed for new files only)

    with Image.open(io.BytesIO(content)) as image:
        orientation = image.getexif().get(_ORIENTATION, 1)
    out = bytearray(content[:2])
    if orientation != 1:
        exif = Image.Exif()
        exif[_ORIENTATION] = orientation
        payload = exif.tobytes()
        out += b"\xff\xe1" + struct.pack(">H", len(payload) + 2) + payload
    at = 2
    while at + 4 <= len(content) and content[at] == 0xFF and content[at + 1] != 0xDA:
        marker = content[at + 1]
        if marker == 0xFF:
            at += 1
            continue
        end = at + 2 + struct.unpack(">H", content[at + 2 : at + 4])[0]
        is_application = 0xE0 <= marker <= 0xEF
        if marker != 0xFE and (not is_application or marker in _JPEG_KEPT):
            out += content[at:end]
        at = end
    return bytes(out + content[at:])


def _png(content: bytes) -> bytes:
    """Drop text, time and EXIF chunks."""
    out, at = bytearray(content[:8]), 8
    while at + 12 <= len(content):
        length = struct.unpack(">I", content[at : at + 4])[0]
        end = at + 12 + length
        if content[at + 4 : at + 8] not in _PNG_DROPPED:
            out += content[at:end]
        at = end
    return bytes(out)


def _office(content: bytes) -> bytes:
    """Empty the document properties (author, company, editing time) and the archive's dates."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as source,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for info in source.infolist():
            entry = zipfile.ZipInfo(info.filename, _FIXED_DATE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(entry, _REPLACED.get(info.filename) or source.read(info))
    return out.getvalue()


_SANITISERS: Mapping[str, Callable[[bytes], bytes]] = MappingProxyType(
    {"pdf": _pdf, "jpeg": _jpeg, "png": _png, "xlsx": _office, "docx": _office}
)

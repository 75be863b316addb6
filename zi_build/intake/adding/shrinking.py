"""A smaller copy of a heavy scan or picture, still readable; the original is never touched."""

import io
from typing import Any

from zi_build.checks.evidence import LARGE

# What an office may store as it is, and what may still be stored at all (check warns above it).
SMALL, LARGEST = 5 * 1024 * 1024, LARGE
# An A4 page at 200 dpi, which the guideline's own scans have: letters of 8 points stay sharp.
LONGEST_SIDE = 2339
QUALITY = 70
# A copy that saves less is not worth an original that differs from it.
WORTHWHILE = 0.8
# Smaller pictures in a PDF are logos and stamps.
SMALLEST_PIXELS = 500_000
COLOURS = 256


def shrunk(content: bytes, found: str) -> bytes | None:
    """Return a smaller copy of a PDF, JPEG or PNG (`found` is its format); None where there is none.

    A signed PDF has none: every changed byte breaks the signature.
    """
    try:
        if found == "pdf":
            smaller = _pdf(content)
        elif found in {"jpeg", "png"}:
            smaller = _picture(content, found)
        else:
            return None
    except Exception:  # noqa: BLE001  (a picture that cannot be read stays as it is)
        return None
    return smaller if smaller and len(smaller) < WORTHWHILE * len(content) else None


def is_signed(content: bytes) -> bool:
    """Tell whether a PDF bears a digital signature, also one that its form does not own up to."""
    return b"/ByteRange" in content


def _picture(content: bytes, found: str) -> bytes:
    from PIL import Image, ImageOps  # noqa: PLC0415  (slow to import, needed for heavy files only)

    with Image.open(io.BytesIO(content)) as opened:
        image: Image.Image = ImageOps.exif_transpose(opened)
        image.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
        out = io.BytesIO()
        if found == "jpeg":
            image.convert("L" if image.mode == "L" else "RGB").save(
                out, "JPEG", quality=QUALITY, optimize=True
            )
            return out.getvalue()
        image.save(out, "PNG", optimize=True)
        if len(out.getvalue()) > SMALL and image.mode in {"RGB", "L"}:
            out = io.BytesIO()
            image.convert("RGB").quantize(COLOURS).save(out, "PNG", optimize=True)
        return out.getvalue()


def _pdf(content: bytes) -> bytes | None:
    import pikepdf  # noqa: PLC0415  (slow to import, needed for heavy files only)

    if is_signed(content):
        return None
    with pikepdf.open(io.BytesIO(content)) as pdf:
        if sum(_smaller(part) for part in pdf.objects) == 0:
            return None
        out = io.BytesIO()
        pdf.save(
            out,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            compress_streams=True,
            deterministic_id=True,
        )
    return out.getvalue()


def _smaller(part: Any) -> bool:
    """Replace one large picture in a PDF by a lighter one; tell whether that was done."""
    import pikepdf  # noqa: PLC0415

    if not isinstance(part, pikepdf.Stream) or part.get("/Subtype") != pikepdf.Name.Image:
        return False
    special = ("/ImageMask", "/Mask", "/Decode")
    if int(part.Width) * int(part.Height) < SMALLEST_PIXELS or any(key in part for key in special):
        return False
    try:
        image = pikepdf.PdfImage(part).as_pil_image()
    except Exception:  # noqa: BLE001  (of a kind that cannot be taken apart: it stays as it is)
        return False
    # Black and white is small already, and CMYK would change its colours.
    if image.mode not in {"RGB", "L", "P"}:
        return False
    image = image.convert("L" if image.mode == "L" else "RGB")
    image.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    out = io.BytesIO()
    image.save(out, "JPEG", quality=QUALITY, optimize=True)
    if len(out.getvalue()) >= len(part.read_raw_bytes()):
        return False
    part.write(out.getvalue(), filter=pikepdf.Name.DCTDecode)
    part.Width, part.Height, part.BitsPerComponent = image.width, image.height, 8
    grey = image.mode == "L"
    part.ColorSpace = pikepdf.Name.DeviceGray if grey else pikepdf.Name.DeviceRGB
    return True

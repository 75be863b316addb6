"""Writes PNG files whose bytes depend on nothing but the picture.

Libraries compress differently from version to version and from machine to machine. A screen of few
colours is mostly runs of one byte, so a coder of runs with the fixed Huffman code of RFC 1951 is
small enough here and always gives the same bytes.
"""

import re
import struct
import zlib
from collections.abc import Iterator, Sequence

from PIL import Image

_RUN = re.compile(rb"(.)\1*", re.DOTALL)
_LONGEST, _SHORTEST = 258, 3


def encode(image: Image.Image, palette: Sequence[tuple[int, ...]]) -> bytes:
    """Return a PNG of an image whose pixels are indices into at most 16 colours."""
    width, height = image.size
    pixels = image.tobytes()
    rows = b"".join(b"\0" + _packed(pixels[y * width : (y + 1) * width]) for y in range(height))
    head = struct.pack(">IIBBBBB", width, height, 4, 3, 0, 0, 0)
    colours = b"".join(bytes(colour) for colour in palette)
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        _chunk(kind, data)
        for kind, data in (
            (b"IHDR", head),
            (b"PLTE", colours),
            (b"IDAT", _zlib_stream(rows)),
            (b"IEND", b""),
        )
    )


def _packed(row: bytes) -> bytes:
    """Put two pixels of four bits into one byte."""
    if len(row) % 2:
        row += b"\0"
    return bytes(left << 4 | right for left, right in zip(row[::2], row[1::2], strict=True))


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def _zlib_stream(data: bytes) -> bytes:
    bits = count = 0
    out = bytearray(b"\x78\x01")
    for value, length in _codes(data):
        bits |= value << count
        count += length
        while count >= 8:  # noqa: PLR2004  (bits of a byte)
            out.append(bits & 255)
            bits >>= 8
            count -= 8
    if count:
        out.append(bits & 255)
    return bytes(out) + struct.pack(">I", zlib.adler32(data))


def _codes(data: bytes) -> Iterator[tuple[int, int]]:
    """Yield the bits of one final block, each code as a value and its length, lowest bit first."""
    yield 0b011, 3
    for match in _RUN.finditer(data):
        literal, left = _LITERALS[match[0][0]], len(match[0])
        yield literal
        left -= 1
        while left:
            if left < _SHORTEST:
                yield literal
                left -= 1
                continue
            step = min(left, _LONGEST)
            if 0 < left - step < _SHORTEST:
                step = max(_SHORTEST, step - _SHORTEST)
            yield from _repeat(step)
            left -= step
    yield _symbol(256)


def _repeat(length: int) -> Iterator[tuple[int, int]]:
    """Yield a match of the byte before (distance 1)."""
    if length == _LONGEST:
        yield _symbol(285)
    else:
        code, extra = _lengths(length)
        yield _symbol(code)
        if extra[1]:
            yield extra
    yield 0, 5


def _lengths(length: int) -> tuple[int, tuple[int, int]]:
    """Return the length code and its extra bits (RFC 1951, 3.2.5)."""
    if length < 11:  # noqa: PLR2004  (no extra bits below)
        return 254 + length, (0, 0)
    extra = (length - 3).bit_length() - 3
    step, rest = divmod(length - 3, 1 << extra)
    return 257 + 4 * extra + step, (rest, extra)


def _symbol(code: int) -> tuple[int, int]:
    """Return a fixed Huffman code, its bits turned round (RFC 1951, 3.2.6)."""
    for last, first, base, length in (
        (143, 0, 0b00110000, 8),
        (255, 144, 0b110010000, 9),
        (279, 256, 0, 7),
        (287, 280, 0b11000000, 8),
    ):
        if code <= last:
            return int(f"{base + code - first:0{length}b}"[::-1], 2), length
    raise ValueError(code)


_LITERALS = tuple(_symbol(code) for code in range(256))

"""PNG (W3C, third edition): the chunks that say how a picture looks, and no others.

Texts, times, Exif, further frames, unknown chunks and whatever follows the end are left out (clauses 5.6, 11.3 and
13.3); the pixels are not unpacked, so that what they would unpack to does not matter here.
"""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from struct import error as StructError  # noqa: N812 - its own name says nothing
from struct import pack, unpack_from

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_CHANNELS = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}
"""Samples of a pixel by the type of colour (11.2.1)."""
_DEPTHS = {0: {1, 2, 4, 8, 16}, 2: {8, 16}, 3: {1, 2, 4, 8}, 4: {8, 16}, 6: {8, 16}}
_LOOKS = {
    b"tRNS": range(1, 257), b"cHRM": [32], b"gAMA": [4], b"sBIT": range(1, 5), b"sRGB": [1], b"cICP": [4],
    b"mDCV": [24], b"cLLI": [8], b"bKGD": range(1, 7), b"hIST": range(2, 513), b"pHYs": [9],
}  # fmt: skip
"""The chunks besides the critical ones that are kept, and how long each may be (11.3)."""
_MOST_CHUNKS = 50_000
"""A picture of the largest size has a quarter of it."""
_MOST_PROFILE = 8_000_000
_SLACK = 1 << 16
_CRITICAL = 0x20
"""The bit of a chunk's first letter that is not set where a decoder must know the chunk (5.4)."""


class DamagedPngError(ValueError):
    """The bytes are no sound PNG."""


@dataclass(frozen=True, slots=True)
class Png:
    width: int
    height: int
    """Pixels, as the other."""
    data: bytes
    """The picture, cleaned."""


def size(data: bytes) -> tuple[int, int]:
    """Returns how many pixels wide and high a PNG says it is; raises DamagedPngError."""
    try:
        width, height = unpack_from(">II", data, 16)
    except StructError:
        raise DamagedPngError from None
    if data[12:16] != b"IHDR":
        raise DamagedPngError
    return width, height


def read(data: bytes) -> Png:
    """Returns a PNG without what does not say how it looks; raises DamagedPngError."""
    try:
        return _read(data)
    except (StructError, IndexError, zlib.error):
        raise DamagedPngError from None


def _read(data: bytes) -> Png:
    width, height, depth, colour, packing, filtering, interlace = unpack_from(">IIBBBBB", data, 16)
    if depth not in _DEPTHS.get(colour, ()) or packing or filtering or interlace > 1:
        raise DamagedPngError
    if not (0 < width < 1 << 31 and 0 < height < 1 << 31):
        raise DamagedPngError
    kept, pixels, at = [_SIGNATURE], 0, len(_SIGNATURE)
    for _chunk in range(_MOST_CHUNKS):
        length, name = unpack_from(">I4s", data, at)
        content = memoryview(data)[at + 8 : at + 8 + length]
        (check,) = unpack_from(">I", data, at + 8 + length)
        if zlib.crc32(content, zlib.crc32(name)) != check:
            raise DamagedPngError
        if name == b"IDAT":
            pixels += length
        if name == b"iCCP":
            kept.append(_profile(bytes(content)))
        elif name in {b"IHDR", b"PLTE", b"IDAT", b"IEND"} or length in _LOOKS.get(name, ()):
            kept.append(data[at : at + 12 + length])
        elif not name[0] & _CRITICAL:
            raise DamagedPngError
        if name == b"IEND":
            break
        at += 12 + length
    else:
        raise DamagedPngError
    if not 0 < pixels <= _most_packed(width, height, depth * _CHANNELS[colour]):
        raise DamagedPngError
    return Png(width, height, b"".join(kept))


def _most_packed(width: int, height: int, bits: int) -> int:
    """Returns how many bytes the pixels can have taken: more would be something else, hidden behind them."""
    plain = height * ((width * bits + 7) // 8 + 2) * 5 // 4  # interlaced pictures have some more lines
    return plain + plain // 100 + _SLACK


def _profile(content: bytes) -> bytes:
    """Returns a colour profile's chunk without its name and whatever follows it; empty where it is none (11.3.2.3)."""
    _name, _end, rest = content.partition(b"\0")
    try:
        unpacking = zlib.decompressobj()
        profile = unpacking.decompress(rest[1:], _MOST_PROFILE)
    except zlib.error:
        return b""
    if not unpacking.eof or profile[36:40] != b"acsp":  # ICC.1, 7.2.9
        return b""
    return chunk(b"iCCP", b"icc\0\0" + rest[1 : len(rest) - len(unpacking.unused_data)])


def chunk(name: bytes, content: bytes) -> bytes:
    """Returns a chunk with its length and checksum (5.3)."""
    return pack(">I", len(content)) + name + content + pack(">I", zlib.crc32(content, zlib.crc32(name)))

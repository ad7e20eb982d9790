"""JPEG (ISO/IEC 10918-1, annex B): the segments that say how a picture looks, and no others.

Exif with its place and thumbnail, XMP, IPTC, comments, makers' notes, further pictures and whatever follows the end
are left out; JFIF, colour profiles (ICC.1, annex B.4) and Adobe's colour transform stay. Pixels are not unpacked.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from struct import error as StructError  # noqa: N812 - its own name says nothing
from struct import unpack_from

_START, _END = b"\xff\xd8", 0xD9
_FRAMES = {0xC0, 0xC1, 0xC2}
"""Sequential and progressive frames with Huffman coding: what Office shows (B.1.1.3)."""
_OTHER_FRAMES = {0xC3, *range(0xC5, 0xC8), *range(0xC9, 0xCC), *range(0xCD, 0xD0)}
_TABLES = {0xC4, 0xDB, 0xDC, 0xDD}
"""DHT, DQT, DNL and DRI (B.2.4, B.2.5)."""
_SCAN = 0xDA
_KEPT = _TABLES | _FRAMES | {_SCAN}
_OF_JFIF, _OF_EXIF, _PROFILES, _OF_ADOBE = 0xE0, 0xE1, 0xE2, 0xEE
"""The segments APP0, APP1, APP2 and APP14."""
_JFIF, _EXIF, _PROFILE, _ADOBE = b"JFIF\0", b"Exif\0\0", b"ICC_PROFILE\0", b"Adobe"
_JFIF_LENGTH, _ADOBE_LENGTH = 14, 12
_ALONE = {0x01, *range(0xD0, 0xD9)}
"""Markers without a segment."""
_NEXT = re.compile(rb"\xff([^\x00\xff\xd0-\xd7])")
"""A marker after coded data, in which 0xFF is followed by 0 or a restart marker (B.1.1.5)."""
_MOST_SEGMENTS = 20_000
_MOST_WORK = 1_000_000_000
"""Pixels times scans; a decoder goes over the picture once for each."""
_ORIENTATION = 0x0112
_SHORT = 3
_COMPONENTS = {1, 3, 4}
_BITS = 8


class DamagedJpegError(ValueError):
    """The bytes are no sound JPEG, or one of a rare kind."""


@dataclass(frozen=True, slots=True)
class Jpeg:
    width: int
    height: int
    """Pixels, as the other, as the picture lies."""
    orientation: int
    """How it is to be turned, 1 to 8 (Exif 2.32, 4.6.4 A); 1 is upright."""
    data: bytes
    """The picture, cleaned."""


def read(data: bytes) -> Jpeg:
    """Returns a JPEG without what does not say how it looks; raises DamagedJpegError."""
    try:
        return _read(data)
    except (StructError, IndexError):
        raise DamagedJpegError from None


def _read(data: bytes) -> Jpeg:
    kept, at, orientation, scans = [_START], len(_START), 0, 0
    size: tuple[int, int] | None = None
    for _segment in range(_MOST_SEGMENTS):
        found = _NEXT.search(data, at)
        if found is None:
            raise DamagedJpegError
        marker, at = found[1][0], found.end()
        if marker == _END:
            break
        if marker in _ALONE:
            continue
        (length,) = unpack_from(">H", data, at)
        content = data[at + 2 : at + length]
        if len(content) != length - 2 or marker in _OTHER_FRAMES or (marker in _FRAMES and size):
            raise DamagedJpegError
        at += length
        if marker in _FRAMES:
            size = _size(content)
        if marker == _OF_EXIF and content.startswith(_EXIF) and not orientation:
            orientation = _orientation(content[len(_EXIF) :])
        kept.append(_segment_of(marker, content))
        if marker == _SCAN:
            scans += 1
            if size is None or scans * size[0] * size[1] > _MOST_WORK:
                raise DamagedJpegError
            found = _NEXT.search(data, at)
            end = found.start() if found else len(data)
            kept.append(data[at:end])
            at = end
    else:
        raise DamagedJpegError
    if size is None or not scans:
        raise DamagedJpegError
    return Jpeg(*size, orientation or 1, b"".join((*kept, b"\xff\xd9")))


def _size(frame: bytes) -> tuple[int, int]:
    bits, height, width, components = unpack_from(">BHHB", frame)
    if bits != _BITS or not height or not width or components not in _COMPONENTS or len(frame) != 6 + 3 * components:
        raise DamagedJpegError
    return width, height


def _segment_of(marker: int, content: bytes) -> bytes:
    """Returns a segment as it is kept; empty for one that is left out."""
    if marker == _OF_JFIF and content.startswith(_JFIF) and len(content) >= _JFIF_LENGTH:
        content = content[: _JFIF_LENGTH - 2] + b"\0\0"  # no thumbnail (JFIF 1.02)
    elif marker == _OF_ADOBE and content.startswith(_ADOBE) and len(content) >= _ADOBE_LENGTH:
        content = content[:_ADOBE_LENGTH]
    elif marker not in _KEPT and not (marker == _PROFILES and content.startswith(_PROFILE)):
        return b""
    return bytes((0xFF, marker)) + (len(content) + 2).to_bytes(2, "big") + content


def _orientation(tiff: bytes) -> int:
    """Returns how a picture is to be turned, from the first directory of its Exif; 1 where that says nothing."""
    order = {b"II*\0": "<", b"MM\0*": ">"}.get(tiff[:4])
    if order is None:
        return 1
    try:
        (at,) = unpack_from(f"{order}I", tiff, 4)
        (entries,) = unpack_from(f"{order}H", tiff, at)
        for entry in range(entries):
            tag, kind, _count, value = unpack_from(f"{order}HHIH", tiff, at + 2 + 12 * entry)
            if tag == _ORIENTATION:
                return value if kind == _SHORT and value in range(1, 9) else 1
    except StructError:
        pass
    return 1

"""The kinds of pictures, told by their first bytes; the ending of a file's name says nothing sure."""

from __future__ import annotations

import re
from enum import StrEnum


class Format(StrEnum):
    """A kind of picture; the value is the ending of its files."""

    PNG = "png"
    JPEG = "jpeg"
    GIF = "gif"
    BMP = "bmp"
    TIFF = "tiff"
    WEBP = "webp"
    SVG = "svg"
    EMF = "emf"
    WMF = "wmf"


_FIRST = (
    (rb"\x89PNG\r\n\x1a\n", Format.PNG),
    (rb"\xff\xd8\xff", Format.JPEG),
    (rb"GIF8[79]a", Format.GIF),
    (rb"BM....\0\0\0\0", Format.BMP),
    (rb"II\*\0|MM\0\*", Format.TIFF),
    (rb"RIFF....WEBP", Format.WEBP),
    (rb"\x01\0\0\0.{36} EMF", Format.EMF),
    (rb"\xd7\xcd\xc6\x9a|\x01\0\x09\0\0\x03", Format.WMF),
    (rb"(?:\xef\xbb\xbf)?\s{0,100}<(?:svg[\s>:]|\?xml|!--)", Format.SVG),
)
_PATTERNS = tuple((re.compile(first, re.DOTALL), kind) for first, kind in _FIRST)


def format_of(data: bytes) -> Format | None:
    """Returns what a picture is; None for anything else."""
    return next((kind for pattern, kind in _PATTERNS if pattern.match(data)), None)

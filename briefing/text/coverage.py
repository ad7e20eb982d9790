"""Which characters the installed typeface has signs for: the groups of its cmap table (OpenType, cmap format 12)."""

from __future__ import annotations

from bisect import bisect_right
from functools import lru_cache
from mmap import ACCESS_READ, mmap
from pathlib import Path
from struct import Struct, iter_unpack, unpack_from

import pylopdf_fonts_zh_cn

_TABLE = Struct(">4s4xII")
"""A row of the font's directory: tag, checksum, offset, length."""
_ENCODING = Struct(">HHI")
"""A row of the cmap's directory: platform, encoding, offset of the subtable."""
_UNICODE_FULL = (3, 10)


def covers(char: str) -> bool:
    """Returns whether the typeface has a sign for a character."""
    starts, ends = _groups()
    index = bisect_right(starts, ord(char)) - 1
    return index >= 0 and ord(char) <= ends[index]


@lru_cache(maxsize=1)
def _groups() -> tuple[list[int], list[int]]:
    """Returns the first and the last characters of the runs that the font covers, in order."""
    with Path(pylopdf_fonts_zh_cn.sans_path()).open("rb") as file, mmap(file.fileno(), 0, access=ACCESS_READ) as data:
        return _groups_in(data)


def _groups_in(data: mmap) -> tuple[list[int], list[int]]:
    """Returns the same of a font's content."""
    (count,) = unpack_from(">4xH", data)
    tables = {tag: offset for tag, offset, _ in (_TABLE.unpack_from(data, 12 + 16 * i) for i in range(count))}
    cmap = tables[b"cmap"]
    (count,) = unpack_from(">2xH", data, cmap)
    encodings = (_ENCODING.unpack_from(data, cmap + 4 + 8 * i) for i in range(count))
    subtable = cmap + next(offset for *kind, offset in encodings if tuple(kind) == _UNICODE_FULL)
    (count,) = unpack_from(">12xI", data, subtable)
    groups = data[subtable + 16 : subtable + 16 + 12 * count]
    starts, ends, _ = zip(*iter_unpack(">III", groups), strict=True)
    return list(starts), list(ends)

"""Zip packages that come out the same byte for byte: fixed stamps, stable order, nothing of the machine."""

from __future__ import annotations

import zlib
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from functools import lru_cache
from io import BytesIO
from struct import pack as packed
from typing import NamedTuple
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

_FIRST = ("[Content_Types].xml", "_rels/.rels")
"""Readers that sniff a package look at its first entries (ECMA-376 part 2, annex C; `file` does the same)."""
_COMPRESSED = (".png", ".jpg", ".jpeg")
"""Endings of parts that are compressed by themselves: to do it again takes long and gains little."""
_PICTURES = (*_COMPRESSED, ".svg")
_EPOCH = 1980
"""A zip stamp cannot be earlier."""
_LEVEL = 4
"""Of compression: 6 takes half as long again for a twentieth less of what is text."""
_REMEMBERED = 4096
"""Parts; a deck of a thousand slides has as many."""
_VERSION = 20
"""Of zip, 2.0: what reading needs, and what wrote it, on a system of kind 0."""
_UTF_8 = 0x800
"""The flag of an entry whose name is not ASCII."""
_SIGNATURE, _HEAD, _LOCAL = 4, 24, 30
"""Bytes of a local header: before what its line in the directory says alike, of that, and in all (APPNOTE 4.3.7)."""
_STAMP = slice(6, 10)
"""Where in that the time and day stand."""
_NO_RIGHTS_BUT_THE_OWNERS = 0o600 << 16


class _Entry(NamedTuple):
    """A part as it stands in the package."""

    name: bytes
    head: bytes
    """What the entry and its line in the directory say alike."""
    data: bytes


def pack(parts: Mapping[str, bytes], stamp: date, *, is_stored: bool = False) -> bytes:
    """Returns the zip package of parts by name; every entry is stamped with the day, or the moment of a datetime.

    `is_stored`: nothing is compressed, so that the bytes are the same with whatever version of zlib.
    Written here rather than with zipfile, which compresses every part anew: of an outline that is built again, nearly
    all parts are those of the time before.
    """
    names = sorted(parts, key=lambda name: (_FIRST.index(name) if name in _FIRST else len(_FIRST), name))
    written_on = _stamp(stamp)
    return _zipped([_entry(name, parts[name], written_on, is_stored=is_stored) for name in names])


def thinned(data: bytes) -> bytes:
    """Returns a package that `pack` made with each picture's trace in its place.

    All else is copied as it stands there, compressed: to remember what a file says takes no time.
    """
    whole = memoryview(data)
    with ZipFile(BytesIO(data)) as package:
        return _zipped([_thin(whole, info) for info in package.infolist()])


def trace(picture: bytes) -> str:
    """Returns what tells a picture from another: its checksum and its length."""
    return f"{zlib.crc32(picture):08x}-{len(picture)}"


def _thin(whole: memoryview, info: ZipInfo) -> _Entry:
    head = bytes(whole[info.header_offset + _SIGNATURE :][:_HEAD])
    if info.filename.lower().endswith(_PICTURES):
        return _entry(info.filename, f"{info.CRC:08x}-{info.file_size}".encode(), head[_STAMP])
    name = info.filename.encode()
    start = info.header_offset + _LOCAL + len(name)
    return _Entry(name, head, bytes(whole[start : start + info.compress_size]))


def _zipped(entries: Sequence[_Entry]) -> bytes:
    package, directory = BytesIO(), BytesIO()
    for entry in entries:
        # APPNOTE 4.3.12: versions, then no comment, disk 0, no kind of content; 4.3.7 for the entry itself.
        place = packed("<4HLL", 0, 0, 0, 0, _NO_RIGHTS_BUT_THE_OWNERS, package.tell())
        directory.write(b"PK\1\2" + packed("<H", _VERSION) + entry.head + place + entry.name)
        for part in (b"PK\3\4", entry.head, packed("<H", 0), entry.name, entry.data):
            package.write(part)
    listed, start = directory.getbuffer(), package.tell()
    package.write(listed)
    package.write(b"PK\5\6" + packed("<4HLLH", 0, 0, len(entries), len(entries), len(listed), start, 0))
    return package.getvalue()


def repack(data: bytes, stamp: date) -> bytes:
    """Returns a zip package with the same parts and nothing that differs from run to run.

    `stamp` is the document's day, or the datetime of SOURCE_DATE_EPOCH where the caller has one.
    """
    with ZipFile(BytesIO(data)) as package:
        parts = {info.filename: package.read(info) for info in package.infolist() if not info.is_dir()}
    return pack(parts, stamp)


def _entry(name: str, content: bytes, stamp: bytes, *, is_stored: bool = False) -> _Entry:
    is_stored = is_stored or name.lower().endswith(_COMPRESSED)
    data, check = (content, zlib.crc32(content)) if is_stored else _deflated(content)
    encoded, flags = name.encode(), 0 if name.isascii() else _UTF_8
    method = ZIP_STORED if is_stored else ZIP_DEFLATED
    sizes = packed("<3LH", check, len(data), len(content), len(encoded))
    return _Entry(encoded, packed("<3H", _VERSION, flags, method) + stamp + sizes, data)


@lru_cache(maxsize=_REMEMBERED)
def _deflated(content: bytes) -> tuple[bytes, int]:
    """Returns a part compressed, and its checksum."""
    deflate = zlib.compressobj(_LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
    return deflate.compress(content) + deflate.flush(), zlib.crc32(content)


def _stamp(stamp: date) -> bytes:
    """Returns time and day as MS-DOS counts them, in steps of two seconds (APPNOTE 4.4.6)."""
    moment = stamp if isinstance(stamp, datetime) else datetime(stamp.year, stamp.month, stamp.day)  # noqa: DTZ001 - zip stamps have no zone
    if moment.year < _EPOCH:
        moment = datetime(_EPOCH, 1, 1)  # noqa: DTZ001 - the same
    time = moment.hour << 11 | moment.minute << 5 | moment.second // 2
    day = moment.year - _EPOCH << 9 | moment.month << 5 | moment.day
    return packed("<2H", time, day)

"""Zip packages that come out the same byte for byte: fixed stamps, stable order, nothing of the machine."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

_FIRST = ("[Content_Types].xml", "_rels/.rels")
"""Readers that sniff a package look at its first entries (ECMA-376 part 2, annex C; `file` does the same)."""
_EPOCH = 1980
"""A zip stamp cannot be earlier."""
_LEVEL = 6


def pack(parts: Mapping[str, bytes], stamp: date) -> bytes:
    """Returns the zip package of parts by name; every entry is stamped with the day, or the moment of a datetime."""
    names = sorted(parts, key=lambda name: (_FIRST.index(name) if name in _FIRST else len(_FIRST), name))
    buffer = BytesIO()
    with ZipFile(buffer, "w", ZIP_DEFLATED, compresslevel=_LEVEL) as package:
        for name in names:
            package.writestr(_entry(name, stamp), parts[name])
    return buffer.getvalue()


def repack(data: bytes, stamp: date) -> bytes:
    """Returns a zip package with the same parts and nothing that differs from run to run.

    `stamp` is the document's day, or the datetime of SOURCE_DATE_EPOCH where the caller has one.
    """
    with ZipFile(BytesIO(data)) as package:
        parts = {info.filename: package.read(info) for info in package.infolist() if not info.is_dir()}
    return pack(parts, stamp)


def _entry(name: str, stamp: date) -> ZipInfo:
    moment = stamp if isinstance(stamp, datetime) else datetime(stamp.year, stamp.month, stamp.day)  # noqa: DTZ001 - zip stamps have no zone
    if moment.year < _EPOCH:
        moment = datetime(_EPOCH, 1, 1)  # noqa: DTZ001 - the same
    entry = ZipInfo(name, moment.timetuple()[:6])
    entry.compress_type = ZIP_DEFLATED
    entry.create_system = 0  # zipfile writes the platform it runs on
    return entry

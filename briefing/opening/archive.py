"""A zip archive that somebody hands in: its members within limits that are measured, not promised.

What a header says of a member is the sender's word. Members are inflated piece by piece and counted; those that share
bytes, that lead out of a folder or that differ in capital letters only are no Office file's (ECMA-376 part 2, 7.3.4
and annex B; APPNOTE 4.4).
"""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO

from briefing.i18n import gettext as _

_MEGABYTE = 1_000_000
_OLE = b"\xd0\xcf\x11\xe0"
"""Begins the files of Office 97–2003, and today's when they have a password ([MS-CFB] 2.2)."""
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
"""The stream that holds a package with a password ([MS-OFFCRYPTO] 2.3.4.4)."""
_IS_ENCRYPTED = 0x1
_LISTED = b"PK\1\2"
"""Begins each member's line in the directory (APPNOTE 4.3.12)."""
_HEAD = 30
"""Bytes in front of a member, besides its name (4.3.7)."""
_METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
"""All that packages may use (ECMA-376 part 2, annex B); the others inflate in pieces that cannot be limited."""
_PIECE = 1 << 20
_LONGEST = 80
"""Characters of a name that a message repeats."""
_BAD_NAME = re.compile(r"^$|\\|[\x00-\x1f]|^/|^[A-Za-z]:|(?:^|/)\.{1,2}(?:/|$)|//")
_UNREADABLE = (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, OSError, ValueError)
"""What zipfile raises for packages that are cut off, changed, encrypted or compressed in an unknown way."""


class UnsafeFileError(ValueError):
    """Why a file is not opened, as a reason that completes “the file …”."""


class NotAnArchiveError(UnsafeFileError):
    """The file is no zip archive, or one that is cut off."""


class NoOfficeFileError(UnsafeFileError):
    """The archive is no package of Office."""


class OtherFileError(UnsafeFileError):
    """The package is of another kind than expected."""


class StrictFileError(UnsafeFileError):
    """The file is saved in the strict form of the norm, which the libraries do not read."""


class OldFileError(UnsafeFileError):
    """The file is one of Office 97–2003, or has a password."""


class DamagedError(UnsafeFileError):
    """A member is not there, or not as it was packed."""


class TooLargeError(UnsafeFileError):
    """The archive or a member of it holds more than the limits allow."""


@dataclass(frozen=True, slots=True)
class Limits:
    """The most that an archive may hold."""

    members: int
    total: int
    """Bytes of all members that are read, inflated."""
    member: int
    """Bytes of one of them that is text."""


OF_BUILT = Limits(60_000, 1 << 28, 1 << 26)
"""Of a deck or a briefing that is read back; the largest deck of the benchmarks has four fifths of it."""
OF_TEMPLATES = Limits(10_000, 150_000_000, 50_000_000)
"""Of a unit's template or reference, which may come with slides or text of its own."""
OF_SHEETS = Limits(1_000, 30_000_000, 15_000_000)
"""Of the workbook behind a chart."""
OF_ARTICLES = Limits(10_000, 100_000_000, 50_000_000)


class Archive:
    """The members of a zip archive by name, inflated when they are asked for."""

    def __init__(self, data: bytes, limits: Limits) -> None:
        """Opens the archive; raises UnsafeFileError."""
        self.limits = limits
        self._counted: set[str] = set()
        self._size = 0
        if data.startswith(_OLE):
            has_password = _ENCRYPTED in data
            old = _("is a file of Office 97–2003 (.ppt, .doc); save it as .pptx or .docx")
            raise OldFileError(_("has a password; save a copy without one") if has_password else old)
        if data.count(_LISTED) > limits.members:  # before zipfile makes an object of each
            raise self._too_many(data.count(_LISTED))
        try:
            self._zip = zipfile.ZipFile(BytesIO(data))
            entries = [entry for entry in self._zip.infolist() if not entry.filename.endswith("/")]
        except _UNREADABLE:
            raise NotAnArchiveError(
                _("is no Office file (.pptx, .docx); it cannot be opened as a zip package")
            ) from None
        if len(entries) > limits.members:
            raise self._too_many(len(entries))
        self._entries = _checked(entries)

    def _too_many(self, number: int) -> UnsafeFileError:
        message = _("has {n} parts; more than {most} are not read")
        return TooLargeError(message.format(n=number, most=self.limits.members))

    def __contains__(self, name: str) -> bool:
        return name in self._entries

    def __iter__(self) -> Iterator[str]:
        return iter(self._entries)

    def read(self, name: str, most: int | None = None) -> bytes:
        """Returns a member's bytes, `most` at the most; raises UnsafeFileError."""
        entry = self._entries.get(name)
        if entry is None:
            raise DamagedError(_("is damaged: its part {part} is missing").format(part=name))
        left = self.limits.total - (0 if name in self._counted else self._size)
        limit = left if most is None else min(left, most)
        try:
            data = b"" if entry.file_size > limit else self._inflated(entry, limit)
        except _UNREADABLE:
            raise DamagedError(_("is damaged: its part {part} cannot be unpacked").format(part=name)) from None
        size = max(entry.file_size, len(data))  # what the header promises is enough to refuse it, not to take it
        if most is not None and size > most:
            message = _("has a part {part} that is larger than {most} MB, which is no text; it is not read")
            raise TooLargeError(message.format(part=name, most=most // _MEGABYTE))
        if size > left:
            message = _("holds more than {most} MB, which is no briefing; it is not read")
            raise TooLargeError(message.format(most=self.limits.total // _MEGABYTE))
        if name not in self._counted:
            self._counted.add(name)
            self._size += len(data)
        return data

    def _inflated(self, entry: zipfile.ZipInfo, most: int) -> bytes:
        """Returns a member's bytes; one more than `most` where there are more, and then no further."""
        pieces, size = [], 0
        with self._zip.open(entry) as member:
            while size <= most and (piece := member.read(min(_PIECE, most + 1 - size))):
                pieces.append(piece)
                size += len(piece)
        return b"".join(pieces)


def _checked(entries: list[zipfile.ZipInfo]) -> dict[str, zipfile.ZipInfo]:
    """Returns the members by name; raises UnsafeFileError for what no Office program writes."""
    found: dict[str, zipfile.ZipInfo] = {}
    folded: set[str] = set()
    for entry in entries:
        name = entry.orig_filename
        if entry.flag_bits & _IS_ENCRYPTED:
            raise OldFileError(_("has a password; save a copy without one"))
        if _BAD_NAME.search(name):
            message = _("holds a part named “{part}”, which leads out of the file; it is not read")
            raise UnsafeFileError(message.format(part=_shown(name)))
        if name.casefold() in folded:
            message = _("holds two parts named “{part}”; it is not read")
            raise UnsafeFileError(message.format(part=_shown(name)))
        if entry.compress_type not in _METHODS:
            raise DamagedError(_("is damaged: its part {part} cannot be unpacked").format(part=_shown(name)))
        folded.add(name.casefold())
        found[name] = entry
    _refuse_overlaps(entries)
    return found


def _refuse_overlaps(entries: list[zipfile.ZipInfo]) -> None:
    """Raises UnsafeFileError for members that share bytes, by which few bytes become very many."""
    end = 0
    for entry in sorted(entries, key=lambda entry: entry.header_offset):
        if entry.header_offset < end:
            raise UnsafeFileError(_("holds parts that share their bytes, which no Office file does; it is not read"))
        end = entry.header_offset + _HEAD + len(entry.orig_filename) + entry.compress_size


def _shown(name: str) -> str:
    """Returns a member's name as a message can have it."""
    plain = "".join(char if char.isprintable() else "�" for char in name)
    return plain if len(plain) <= _LONGEST else f"{plain[:_LONGEST]}…"

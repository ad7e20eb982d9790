"""An Office package that somebody hands in, read with care: limits on its size, no entities, no network, plain errors."""

from __future__ import annotations

import posixpath
import zipfile
import zlib
from dataclasses import dataclass
from io import BytesIO
from typing import Any
from urllib.parse import unquote

from lxml import etree

from briefing.errors import BriefingError
from briefing.i18n import gettext as _

Element = Any
"""An element of lxml, which comes without types."""

MOST_PARTS = 60_000
MOST_BYTES = 1 << 30
"""Of all parts that are read, uncompressed; the largest deck of the benchmarks has a fifth of it."""
MOST_XML = 1 << 26
"""Of one part that is parsed, uncompressed."""
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""Begins the files of Office 97–2003, and today's when they have a password ([MS-CFB] 2.2)."""
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
"""The stream that holds a package with a password ([MS-OFFCRYPTO] 2.3.4.4)."""
_IS_ENCRYPTED = 0x1
_MAIN = "/officeDocument"
_UNREADABLE = (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, OSError, ValueError)
"""What zipfile raises for packages that are cut off, changed, encrypted or compressed in an unknown way."""


class UnreadableFileError(BriefingError):
    """A file is no package of Office that can be read; the message says what it is instead."""


@dataclass(frozen=True, slots=True)
class Relation:
    """What a part is related to; `target` is the name of a part of the package."""

    id: str
    kind: str
    """The last piece of the relationship's type: slide, image, chart, comments."""
    target: str


class Package:
    """The parts of a package by name, read when they are asked for."""

    def __init__(self, data: bytes, name: str) -> None:
        """Opens the package; `name` is how errors name the file. Raises UnreadableFileError."""
        self.name = name
        self._read: set[str] = set()
        self._size = 0
        if data.startswith(_OLE):
            raise self._error(
                _("has a password; save a copy without one")
                if _ENCRYPTED in data
                else _("is a file of Office 97–2003 (.ppt, .doc); save it as .pptx or .docx")
            )
        try:
            self._zip = zipfile.ZipFile(BytesIO(data))
        except _UNREADABLE:
            raise self._error(_("is no Office file (.pptx, .docx); it cannot be opened as a zip package")) from None
        entries = [entry for entry in self._zip.infolist() if not entry.is_dir()]
        if len(entries) > MOST_PARTS:
            message = _("has {n} parts; more than {most} are not read")
            raise self._error(message.format(n=len(entries), most=MOST_PARTS))
        if any(entry.flag_bits & _IS_ENCRYPTED for entry in entries):
            raise self._error(_("has a password; save a copy without one"))
        self._entries = {entry.filename.lstrip("/"): entry for entry in entries}
        self.main = self._main()

    def _error(self, reason: str) -> UnreadableFileError:
        return UnreadableFileError(f"{self.name}: {reason}")

    def _main(self) -> str:
        for relation in self.related(""):
            if relation.kind == _MAIN.strip("/"):
                return relation.target
        raise self._error(_("is no Office file: it names no main part"))

    def __contains__(self, part: str) -> bool:
        return part in self._entries

    def data(self, part: str) -> bytes:
        """Returns the bytes of a part; raises UnreadableFileError."""
        entry = self._entries.get(part)
        if entry is None:
            raise self._error(_("is damaged: its part {part} is missing").format(part=part))
        if part not in self._read:
            self._read.add(part)
            self._size += entry.file_size
        if self._size > MOST_BYTES:
            message = _("holds more than {most} MB, which is no briefing; it is not read")
            raise self._error(message.format(most=MOST_BYTES >> 20))
        try:
            return self._zip.read(entry)
        except _UNREADABLE:
            raise self._error(_("is damaged: its part {part} cannot be unpacked").format(part=part)) from None

    def xml(self, part: str) -> Element:
        """Returns the root of a part; raises UnreadableFileError for a part that is not XML or declares entities."""
        entry = self._entries.get(part)
        if entry is not None and entry.file_size > MOST_XML:
            message = _("its part {part} is larger than {most} MB, which is no text; it is not read")
            raise self._error(message.format(part=part, most=MOST_XML >> 20))
        root = parsed(self.data(part))
        if root is None:
            raise self._error(_("is damaged: its part {part} is not XML").format(part=part))
        if root.getroottree().docinfo.internalDTD is not None:
            # ECMA-376 part 2, 8.1.4: no part has one; entities would say what the text does not show.
            message = _("its part {part} declares a document type, which no Office file does; it is not read")
            raise self._error(message.format(part=part))
        return root

    def related(self, part: str) -> list[Relation]:
        """Returns what a part (the package itself: "") is related to within the package, in the order written."""
        folder, base = posixpath.split(part)
        rels = posixpath.join(folder, "_rels", f"{base}.rels")
        if rels not in self:
            return []
        found = []
        for item in self.xml(rels):
            if not isinstance(item.tag, str) or item.get("TargetMode") == "External":
                continue
            target = unquote(item.get("Target") or "")
            path = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
            if path in self:
                found.append(Relation(item.get("Id") or "", (item.get("Type") or "").rpartition("/")[2], path))
        return found

    def targets(self, part: str) -> dict[str, Relation]:
        """Returns the same by the ids of the relationships."""
        return {relation.id: relation for relation in self.related(part)}


def parsed(data: bytes) -> Element | None:
    """Returns the root of an XML document, or None for anything else; entities stay unresolved, nothing is fetched."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=False)
    try:
        return etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError):
        return None


def local(element: Element) -> str:
    """Returns an element's name without its namespace: transitional and strict files (ECMA-376 part 4) differ in it."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def attribute(element: Element, name: str) -> str | None:
    """Returns an attribute by its name without namespace; the same name within a namespace wins (r:id before id)."""
    qualified = next((value for key, value in element.attrib.items() if key.endswith(f"}}{name}")), None)
    plain: str | None = element.get(name)
    return plain if qualified is None else str(qualified)

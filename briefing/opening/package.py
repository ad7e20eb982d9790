"""An Office package (ECMA-376 part 2): the parts of an archive, their kinds, and how they are related."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import unquote

from briefing.i18n import gettext as _
from briefing.opening.archive import Archive, DamagedError, Limits, NoOfficeFileError, UnsafeFileError
from briefing.opening.markup import DocumentTypeError, Element, NoXmlError, parsed, tree

MAIN = "officeDocument"
TYPES = "[Content_Types].xml"
STRICT = "http://purl.oclc.org/ooxml/"


@dataclass(frozen=True, slots=True)
class Relation:
    """What a part is related to."""

    id: str
    kind: str
    """The last piece of the relationship's type: slide, image, chart, comments."""
    target: str
    """The name of a part of the package; of what is outside, its address."""
    type: str
    """The relationship's type in full."""
    is_outside: bool = False


class Package:
    """The parts of a package by name, read when they are asked for; every reading may raise UnsafeFileError."""

    def __init__(self, data: bytes, limits: Limits) -> None:
        self._archive = Archive(data, limits)
        self._relations: dict[str, list[Relation]] = {}
        self.main = self._main()

    def _main(self) -> str:
        for relation in self.related(""):
            if relation.kind == MAIN:
                return relation.target
        raise NoOfficeFileError(_("is no Office file: it names no main part"))

    @property
    def parts(self) -> Archive:
        return self._archive

    def __contains__(self, part: str) -> bool:
        return part in self._archive

    def data(self, part: str) -> bytes:
        """Returns the bytes of a part."""
        return self._archive.read(part)

    def text(self, part: str) -> bytes:
        """Returns the bytes of a part that is text."""
        return self._archive.read(part, self._archive.limits.member)

    def xml(self, part: str) -> Element:
        """Returns the root of a part, without comments."""
        try:
            return parsed(self.text(part))
        except (DocumentTypeError, NoXmlError) as error:
            raise wrong(part, error) from None

    def related(self, part: str) -> list[Relation]:
        """Returns what a part (the package itself: "") is related to within the package, in the order written."""
        return [relation for relation in self.all_related(part) if not relation.is_outside]

    def all_related(self, part: str) -> list[Relation]:
        """Returns the same with what is outside the package; nothing is ever fetched from there."""
        if part not in self._relations:
            self._relations[part] = self._read_relations(part)
        return self._relations[part]

    def _read_relations(self, part: str) -> list[Relation]:
        folder, base = posixpath.split(part)
        rels = posixpath.join(folder, "_rels", f"{base}.rels")
        if rels not in self:
            return []
        try:
            items = tree(self.text(rels))
        except (DocumentTypeError, NoXmlError) as error:
            raise wrong(rels, error) from None
        found = []
        for item in items:
            type_, target = item.get("Type", ""), item.get("Target", "")
            identity, kind = item.get("Id", ""), type_.rpartition("/")[2]
            if item.get("TargetMode") == "External":
                found.append(Relation(identity, kind, target, type_, is_outside=True))
            else:
                path = _within(folder, unquote(target))
                if path in self:
                    found.append(Relation(identity, kind, path, type_))
        return found

    def targets(self, part: str) -> dict[str, Relation]:
        """Returns what a part is related to within the package by the ids of the relationships."""
        return {relation.id: relation for relation in self.related(part)}

    @cached_property
    def content_types(self) -> Mapping[str, str]:
        """The content types of the parts that have one of their own, and of the others by their endings (“.png”)."""
        try:
            items = tree(self.text(TYPES))
        except (DocumentTypeError, NoXmlError) as error:
            raise wrong(TYPES, error) from None
        found = {}
        for item in items:
            name = item.get("PartName", "").lstrip("/") or f".{item.get('Extension', '').lower()}"
            found[name] = item.get("ContentType", "")
        return found

    def content_type(self, part: str) -> str:
        """Returns the content type of a part; empty where the package does not say."""
        ending = posixpath.splitext(part)[1].lower()
        return self.content_types.get(part) or self.content_types.get(ending, "")


def _within(folder: str, target: str) -> str:
    return target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))


def wrong(part: str, error: ValueError) -> UnsafeFileError:
    """Returns what is wrong with a part that should be XML."""
    if isinstance(error, DocumentTypeError):
        message = _("declares a document type in its part {part}, which no Office file does; it is not read")
        return UnsafeFileError(message.format(part=part))
    return DamagedError(_("is damaged: its part {part} is not XML").format(part=part))

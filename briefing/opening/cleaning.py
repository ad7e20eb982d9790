"""A unit's template rebuilt from the parts that are known to be harmless, each read and written anew.

What is kept is named (`kinds`), not what is left out: relationships are followed from the main part, XML is parsed
and serialised, pictures are cleaned, workbooks behind charts are rebuilt in the same way. Nothing else of the file
reaches the libraries, nor what is built.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from xml.sax.saxutils import quoteattr

from briefing.opening.archive import (
    OF_SHEETS,
    OF_TEMPLATES,
    DamagedError,
    Limits,
    OtherFileError,
    StrictFileError,
    UnsafeFileError,
)
from briefing.opening.cutting import cut
from briefing.opening.kinds import PRESENTATION, WORKBOOK, Kinds
from briefing.opening.markup import local
from briefing.opening.package import MAIN, STRICT, TYPES, Package, Relation
from briefing.opening.unwanted import Sort, Unwanted, macros_by_type, sort_of
from briefing.package import pack
from briefing.pictures import Format, PictureError, as_png, cleaned, format_of

_STAMP = date(1980, 1, 1)
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_CONTENT_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_KNOWN = ("http://schemas.openxmlformats.org/", "http://schemas.microsoft.com/")
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_METAFILES = {Format.EMF: "image/x-emf", Format.WMF: "image/x-wmf"}


@lru_cache(maxsize=2)  # a build that is repeated has the same template
def cleaned_presentation(data: bytes) -> tuple[bytes, tuple[Unwanted, ...]]:
    """Returns a presentation (.pptx, .potx, .ppsx, .pptm …) rebuilt as a .pptx, and what was left out of it.

    Raises UnsafeFileError.
    """
    return _rebuilt(data, OF_TEMPLATES, PRESENTATION, "presentation")


def cleaned_workbook(data: bytes) -> bytes:
    """Returns the workbook behind a chart rebuilt; raises UnsafeFileError."""
    return _rebuilt(data, OF_SHEETS, WORKBOOK, "workbook")[0]


def _rebuilt(data: bytes, limits: Limits, kinds: Kinds, root: str) -> tuple[bytes, tuple[Unwanted, ...]]:
    package = Package(data, limits)
    main = next(relation for relation in package.related("") if relation.kind == MAIN)
    if main.type.startswith(STRICT):
        raise StrictFileError
    if local(package.xml(main.target)) != root:
        raise OtherFileError
    rebuilding = _Rebuilding(package, kinds)
    rebuilding.note(*macros_by_type(package))
    for relation in package.all_related(""):
        rebuilding.note_left_out(relation)
    rebuilding.part(main)
    return pack(rebuilding.contents(main.target), _STAMP), tuple(sorted(rebuilding.found))


@dataclass(slots=True)
class _Rebuilding:
    package: Package
    kinds: Kinds
    parts: dict[str, bytes] = field(default_factory=dict)
    types: dict[str, str] = field(default_factory=dict)
    names: dict[str, str | None] = field(default_factory=dict)
    """What parts are called in the new package; None for those that are left out."""
    found: set[Unwanted] = field(default_factory=set)

    def note(self, *found: Unwanted) -> None:
        self.found.update(found)

    def note_left_out(self, relation: Relation) -> None:
        sort = sort_of(relation)
        if sort is not None:
            self.note(Unwanted(sort, relation.target))

    def part(self, main: Relation) -> None:
        """Puts in a part and, one after another, all that it leads to."""
        waiting = [main]
        self.names[main.target] = main.target
        while waiting:
            relation = waiting.pop()
            name = relation.target
            self.types[name] = self.kinds.types[relation.kind]
            if relation.kind in self.kinds.replaced:
                self.parts[name] = self.kinds.replaced[relation.kind]
                continue
            kept: dict[str, Relation] = {}
            for other in (*self.package.all_related(name), *(self._needed() if relation is main else ())):
                if self._is_kept(other, relation.kind):
                    kept[other.id] = other
                    if other.target not in self.parts and other.kind in self.kinds.types:
                        waiting.append(other)
            self._write(name, kept)

    def _needed(self) -> Iterator[Relation]:
        """Yields the relationships of the main part that have to be there and are not."""
        present = {relation.kind for relation in self.package.related(self.package.main)}
        folder = posixpath.dirname(self.package.main)
        for number, kind in enumerate(self.kinds.replaced):
            if kind not in present:
                yield Relation(f"rIdNeeded{number}", kind, posixpath.join(folder, f"{kind}.xml"), f"{_OFFICE}{kind}")

    def _is_kept(self, relation: Relation, source: str) -> bool:
        """Whether a relationship stays; pictures and workbooks are put in on the way."""
        if relation.is_outside or not relation.type.startswith(_KNOWN) or relation.type.startswith(STRICT):
            self.note_left_out(relation)
            return False
        if relation.kind in self.kinds.types and relation.kind != MAIN:
            return self._is_named(relation)
        if relation.target not in self.names:
            self.names[relation.target] = self._media(relation, source)
        if self.names[relation.target] is None and relation.kind != "image":
            self.note_left_out(relation)
        return self.names[relation.target] is not None

    def _is_named(self, relation: Relation) -> bool:
        """Whether a part can be of the kind that this relationship says; what it was first called holds."""
        first = self.types.get(relation.target, self.kinds.types[relation.kind])
        self.names.setdefault(relation.target, relation.target)
        return self.names[relation.target] is not None and first == self.kinds.types[relation.kind]

    def _media(self, relation: Relation, source: str) -> str | None:
        """Puts in a picture, or the workbook of a chart; returns its name, None where it is left out."""
        if relation.kind == "image":
            return self._picture(relation.target)
        if relation.kind == "package" and source == "chart":
            try:
                self.parts[relation.target] = cleaned_workbook(self.package.data(relation.target))
            except UnsafeFileError:
                return None
            self.types[relation.target] = _XLSX
            return relation.target
        return None

    def _picture(self, name: str) -> str | None:
        data = self.package.data(name)
        kind = format_of(data)
        if kind is Format.SVG:
            return None  # a raster picture of the same stands with it
        try:
            data, kind = (data, kind) if kind in _METAFILES else _as_raster(data, kind)
        except PictureError:
            self.note(Unwanted(Sort.PICTURES, name))
            return None
        if kind in _METAFILES:
            self.note(Unwanted(Sort.METAFILES, name))
        new = f"{posixpath.splitext(name)[0]}.{kind.value}"
        while new in self.parts or (new != name and new in self.package):
            new = f"{posixpath.splitext(new)[0]}-1.{kind.value}"
        self.parts[new] = data
        self.types[new] = _METAFILES.get(kind, f"image/{kind.value}")
        return new

    def _write(self, name: str, kept: dict[str, Relation]) -> None:
        from lxml import etree  # noqa: PLC0415 - for templates of one's own only

        root = self.package.xml(name)
        cut(root, kept.keys(), self.kinds, self.note)
        self.parts[name] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
        if kept:
            self.parts[_relations_of(name)] = _relations(
                (relation.id, relation.type, f"/{self.names[relation.target]}") for relation in kept.values()
            )

    def contents(self, main: str) -> dict[str, bytes]:
        """Returns the new package by the names of its parts; raises UnsafeFileError for one that lacks its main part."""
        if main not in self.parts:
            raise DamagedError
        overrides = "".join(
            f"<Override PartName={quoteattr(f'/{name}')} ContentType={quoteattr(kind)}/>"
            for name, kind in sorted(self.types.items())
            if name in self.parts
        )
        types = (
            f'<Types xmlns="{_CONTENT_TYPES}"><Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
        )
        root = _relations([("rId1", f"{_OFFICE}{MAIN}", f"/{main}")])
        return {**self.parts, TYPES: types.encode(), "_rels/.rels": root}


def _as_raster(data: bytes, kind: Format | None) -> tuple[bytes, Format]:
    """Returns a picture as PNG or JPEG, cleaned but as it lies: its shape turns it."""
    if kind in {Format.PNG, Format.JPEG}:
        return cleaned(data), kind
    return as_png(data, kind), Format.PNG


def _relations_of(name: str) -> str:
    folder, base = posixpath.split(name)
    return posixpath.join(folder, "_rels", f"{base}.rels")


def _relations(items: Iterable[tuple[str, str, str]]) -> bytes:
    lines = "".join(
        f"<Relationship Id={quoteattr(identity)} Type={quoteattr(kind)} Target={quoteattr(target)}/>"
        for identity, kind, target in items
    )
    return f'<Relationships xmlns="{_RELATIONS}">{lines}</Relationships>'.encode()

"""The reference document, opened with python-docx, emptied, and filled with a briefing.

python-docx looks for a free part name, a free relationship id and an equal picture by walking all there are for every
picture added, and knows neither footnotes nor SVG; those are added here, with names from a counter.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, time
from hashlib import sha256
from io import BytesIO
from typing import Any

import docx
from docx.opc.constants import CONTENT_TYPE as CT
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.packuri import CONTENT_TYPES_URI, PACKAGE_URI, PackURI
from docx.opc.part import Part
from docx.opc.parts.coreprops import CorePropertiesPart
from docx.opc.pkgwriter import _ContentTypesItem
from docx.oxml.coreprops import CT_CoreProperties
from lxml import etree

from briefing.document import Meta
from briefing.errors import BriefingError, quoted
from briefing.i18n import gettext as _
from briefing.theme import Theme
from briefing.word import parts, reference, styles
from briefing.word.numbering import OFFICIAL, numbering
from briefing.word.style import Face
from briefing.word.style_sheet import languages
from briefing.word.xml import Element, declare_once, descendants, part, qualified

PICTURE_TYPES = {
    "jpeg": CT.JPEG,
    "png": CT.PNG,
    "svg": "image/svg+xml",
}
"""The pictures that are put in, by the endings of their parts."""
_MARGINS = {"header": (RT.HEADER, CT.WML_HEADER), "footer": (RT.FOOTER, CT.WML_FOOTER)}
_LONGEST = 255
"""Characters of a property (python-docx refuses more, after the limit of Office's own dialogue)."""
_HEADINGS = {
    *(style.name.casefold() for style in styles.PARAGRAPHS if style.face in {Face.TITLE, Face.HEITI}),
    *(style.name.casefold() for style in styles.HEADINGS[:2]),
}
_STYLED = ("w:pStyle", "w:rStyle", "w:tblStyle")


class StyleMissingError(BriefingError):
    """The reference document lacks styles that the briefing needs."""


class Host:
    """A document that has a reference's styles, and nothing of its text, headers and footers."""

    def __init__(self, reference_document: bytes) -> None:
        self._document = docx.Document(BytesIO(reference_document))
        self._part = self._document.part
        self._package = self._part.package
        self._taken = {part.partname for part in self._package.iter_parts()}
        self._pictures: dict[bytes, str] = {}
        self._number = 0
        self._margins: Counter[str] = Counter()
        self._margin_styles: set[str] = set()
        body = self._document.element.body
        for element in list(body):
            body.remove(element)
        for kind in (RT.HEADER, RT.FOOTER):
            _unrelate(self._part, kind)

    def fill(self, content: Iterable[Element]) -> None:
        """Puts in the paragraphs, tables and sections; raises StyleMissingError."""
        blocks = list(content)
        self._settle_styles(blocks)
        self._document.element.body.extend(blocks)
        self._drop_idle_styles(blocks)
        declare_once(self._document.element)

    def _drop_idle_styles(self, blocks: Sequence[Element]) -> None:
        """Takes away our styles that only some files have, from those that are not written in them."""
        used = {found.get(qualified("w", "val")) for block in blocks for found in descendants(block, "w:pStyle")}
        idle = {style.id for style in styles.ON_DEMAND} - used - self._margin_styles if self._is_ours() else ()
        for style in [style for style in self._document.styles if style.style_id in idle]:
            style.delete()

    def add_margin(self, kind: str, root: Element) -> str:
        """Returns the relationship id of a new header or footer, as `kind` says."""
        self._margin_styles |= {str(found.get(qualified("w", "val"))) for found in descendants(root, "w:pStyle")}
        self._settle_styles([root])
        declare_once(root)
        self._margins[kind] += 1
        identifier = f"{kind}{self._margins[kind]}"
        relation, content_type = _MARGINS[kind]
        self._part.load_rel(relation, Part(PackURI(f"/word/{identifier}.xml"), content_type, part(root)), identifier)
        return identifier

    def add_picture(self, data: bytes, extension: str) -> str:
        """Returns the relationship id of a picture, which is put into the package once however often it is shown."""
        digest = sha256(data).digest()
        if digest not in self._pictures:
            name = self._free_name(extension)
            self._pictures[digest] = f"picture{self._number}"
            picture = Part(name, PICTURE_TYPES[extension], data, self._package)
            self._part.load_rel(RT.IMAGE, picture, self._pictures[digest])
        return self._pictures[digest]

    def _free_name(self, extension: str) -> PackURI:
        while True:
            self._number += 1
            name = PackURI(f"/word/media/image{self._number}.{extension}")
            if name not in self._taken:
                return name

    def set_notes(self, notes: Sequence[str]) -> None:
        """Replaces the footnotes; they count from 1."""
        root = parts.footnotes(notes)
        self._settle_styles([root])
        _replace(self._part, RT.FOOTNOTES, Part(PackURI("/word/footnotes.xml"), CT.WML_FOOTNOTES, part(root)))

    def set_language(self, language: str) -> None:
        """Sets the language of the text and of its theme's fonts.

        Headings in Latin letters are bold, for 黑体 and 楷体 tell only Chinese ones from the text; a reference of
        one's own keeps its weights.
        """
        if not language.startswith("zh") and self._is_ours():
            for style in self._document.styles:
                if style.name and style.name.casefold() in _HEADINGS:
                    style.font.bold = True
        for root, path in (
            (self._document.styles.element, "w:docDefaults/w:rPrDefault/w:rPr/w:lang"),
            (self._document.settings.element, "w:themeFontLang"),
        ):
            for found in root.xpath(path):
                for key, value in languages(language).items():
                    found.set(qualified("w", key), value)

    def set_heading_numbers(self, first: Sequence[str]) -> None:
        """Has Word count headings from these numbers on, unless the reference has a numbering of its own."""
        current = self._part.part_related_by(RT.NUMBERING)
        if first != OFFICIAL and _canonical(current.blob) == _canonical(numbering()):
            _replace(self._part, RT.NUMBERING, Part(current.partname, current.content_type, numbering(first)))

    def set_colours(self, theme: Theme) -> None:
        """Gives what a reader draws in later the outline's colours, unless the reference has colours of its own."""
        if self._is_ours():
            current = self._part.part_related_by(RT.THEME)
            blob = parts.theme_part(theme.name, theme.palette)
            _replace(self._part, RT.THEME, Part(current.partname, parts.THEME_TYPE, blob))

    def _is_ours(self) -> bool:
        """Whether the reference has no looks of its own."""
        return bool(etree.fromstring(self._part.part_related_by(RT.THEME).blob).get("name") == reference.NAME)

    def set_properties(self, meta: Meta) -> None:
        """Replaces the properties; those of the reference are its author's. Every stamp is the document's own day."""
        empty = CT_CoreProperties.new()
        core = CorePropertiesPart(PackURI("/docProps/core.xml"), CT.OPC_CORE_PROPERTIES, empty, self._package)
        _replace(self._package, RT.CORE_PROPERTIES, core)
        properties = self._document.core_properties
        properties.title = meta.title[:_LONGEST]
        properties.subject = (meta.subtitle or meta.kind)[:_LONGEST]
        properties.author = properties.last_modified_by = meta.unit[:_LONGEST]
        properties.keywords = ", ".join(meta.keywords)[:_LONGEST]
        properties.category = meta.kind[:_LONGEST]
        properties.language = meta.language
        properties.created = properties.modified = datetime.combine(meta.date, time(), UTC)
        extended = Part(PackURI("/docProps/app.xml"), CT.OFC_EXTENDED_PROPERTIES, parts.extended_properties(meta))
        _replace(self._package, RT.EXTENDED_PROPERTIES, extended)

    def contents(self) -> dict[str, bytes]:
        """Returns the whole package by the names of its parts, as python-docx would pack it."""
        members = self._package.parts
        for member in members:
            member.before_marshal()
        found = {
            CONTENT_TYPES_URI.membername: _ContentTypesItem.from_parts(members).blob,
            PACKAGE_URI.rels_uri.membername: self._package.rels.xml,
        }
        for member in members:
            found[member.partname.membername] = member.blob
            if member.rels:
                found[member.partname.rels_uri.membername] = member.rels.xml
        return found

    def _settle_styles(self, roots: Sequence[Element]) -> None:
        """Gives every element the id that the reference has for the style of that name; raises StyleMissingError."""
        present = {style.name: style.style_id for style in self._document.styles if style.name}
        # Word knows the names of its own styles however they are spelt (“Heading 1”, “heading 1”).
        ids = {name.casefold(): identifier for name, identifier in present.items()}
        value = qualified("w", "val")
        missing: dict[str, None] = {}
        for element in (found for root in roots for tag in _STYLED for found in descendants(root, tag)):
            name = styles.NAMES[element.get(value, "")]
            if name.casefold() in ids:
                element.set(value, ids[name.casefold()])
            else:
                missing[name] = None
        if missing:
            lacking, known = (quoted(names) for names in (missing, present))
            message = _("the reference document has no style {lacking}; it has: {known}")
            raise StyleMissingError(message.format(lacking=lacking, known=known))


def _canonical(xml: bytes) -> bytes:
    """Returns XML as it is written whoever wrote it."""
    canonical: bytes = etree.tostring(etree.fromstring(xml), method="c14n2")
    return canonical


def _replace(source: Any, kind: str, target: Part) -> None:  # noqa: ANN401 - python-docx ships no complete types
    """Relates a part, or the package, to a new part of a kind in place of the one that it has."""
    _unrelate(source, kind)
    source.relate_to(target, kind)


def _unrelate(source: Any, kind: str) -> None:  # noqa: ANN401 - the same
    old = [identifier for identifier, relation in source.rels.items() if relation.reltype == kind]
    for identifier in old:
        del source.rels[identifier]

"""The package's parts: the one place that goes around python-pptx where its cost grows with the square of the slides.

python-pptx looks for a free part name, an equal relationship and an equal picture by walking the whole package for
every slide and picture. Names from counters, past those that a template has, pictures from a dictionary, and
relations that are known to be new make all three constant. It also keeps every slide and its notes as a tree of
objects, twenty times as large as their XML; here they stay the bytes that they were written as.
"""

from __future__ import annotations

from collections import Counter
from hashlib import sha1
from pathlib import Path

from pptx.opc.constants import CONTENT_TYPE as CT
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.opc.oxml import serialize_part_xml
from pptx.opc.package import Part
from pptx.opc.packuri import CONTENT_TYPES_URI, PACKAGE_URI, PackURI
from pptx.opc.serialized import _ContentTypesItem
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn
from pptx.parts.chart import ChartPart
from pptx.parts.embeddedpackage import EmbeddedXlsxPart
from pptx.parts.slide import NotesMasterPart
from pptx.presentation import Presentation

from briefing.deck import markup, notes_master
from briefing.deck.template import theme_part
from briefing.errors import BriefingError, nearest_in_file
from briefing.i18n import gettext as _
from briefing.pictures import files
from briefing.theme import Theme

_CONTENT_TYPES = {"png": CT.PNG, "jpeg": CT.JPEG, "svg": "image/svg+xml"}
_FIRST_SLIDE_ID = 256
"""ECMA-376 part 1, 19.7.13: slide ids begin here."""


class TemplateError(BriefingError):
    """The template lacks a layout that the deck needs."""


class Parts:
    """Adds slides, notes, pictures and charts to a presentation that has none."""

    def __init__(self, presentation: Presentation, theme: Theme) -> None:
        self._part = presentation.part
        self._package = self._part.package
        self._layouts = {layout.name: layout.part for layout in presentation.slide_layouts}
        self._drop_slides()
        self._taken = {part.partname for part in self._package.iter_parts()}
        self._used: Counter[str] = Counter()
        self._notes_master = self._notes_master_of(theme)
        self._slides = 0
        self._pictures: dict[str, Part] = {}

    def _drop_slides(self) -> None:
        """Leaves a unit's template without the slides that it came with, and without what refers to them."""
        root = self._part._element  # noqa: SLF001 - the public way to remove a slide does not exist
        for identity in list(root.get_or_add_sldIdLst()):
            self._part.rels.pop(identity.rId)
            identity.getparent().remove(identity)
        for name in ("custShowLst", "extLst"):
            for element in root.findall(qn(f"p:{name}")):
                root.remove(element)

    def _free_name(self, pattern: str) -> PackURI:
        """Returns the next name of a pattern that no part of the template has; `{}` stands for its number."""
        while True:
            self._used[pattern] += 1
            name = PackURI(pattern.format(self._used[pattern]))
            if name not in self._taken:
                return name

    def _notes_master_of(self, theme: Theme) -> Part:
        """Returns the template's notes master, or ours where it has none; python-pptx would add its own stock one."""
        for relation in self._part.rels.values():
            if relation.reltype == RT.NOTES_MASTER:
                return relation.target_part
        xml = parse_xml(notes_master.part(theme.palette))
        name = self._free_name("/ppt/notesMasters/notesMaster{}.xml")
        master = NotesMasterPart(name, CT.PML_NOTES_MASTER, self._package, xml)
        face = Part(PackURI("/ppt/theme/themeOfNotes.xml"), CT.OFC_THEME, self._package, theme_part(theme).encode())
        master.relate_to(face, RT.THEME)
        identity = self._part.relate_to(master, RT.NOTES_MASTER)
        listed = parse_xml(
            f'<p:notesMasterIdLst {markup.NAMESPACES}><p:notesMasterId r:id="{identity}"/></p:notesMasterIdLst>'
        )
        self._part._element.find(qn("p:sldMasterIdLst")).addnext(listed)  # noqa: SLF001 - the same
        return master

    def new_slide(self, layout: str) -> Part:
        """Returns a slide of a layout, appended to the presentation and still to be written; raises TemplateError."""
        if layout not in self._layouts:
            message = _("the template has no layout “{layout}”{hint}")
            raise TemplateError(message.format(layout=layout, hint=nearest_in_file(layout, self._layouts)))
        self._slides += 1
        name = self._free_name("/ppt/slides/slide{}.xml")
        slide = Part(name, CT.PML_SLIDE, self._package)
        slide.relate_to(self._layouts[layout], RT.SLIDE_LAYOUT)
        identity = self._part._element.get_or_add_sldIdLst()._add_sldId()  # noqa: SLF001 - the public way scans all ids
        identity.id = _FIRST_SLIDE_ID + self._slides - 1
        identity.rId = self._part.rels._add_relationship(RT.SLIDE, slide)  # noqa: SLF001 - the same
        return slide

    def add_notes(self, slide: Part, xml: bytes) -> None:
        name = self._free_name("/ppt/notesSlides/notesSlide{}.xml")
        notes = Part(name, CT.PML_NOTES_SLIDE, self._package, xml)
        notes.relate_to(self._notes_master, RT.NOTES_MASTER)
        notes.relate_to(slide, RT.SLIDE)
        slide.relate_to(notes, RT.NOTES_SLIDE)

    def picture(self, data: bytes, extension: str) -> Part:
        """Returns the part that holds these bytes; the same bytes are stored once."""
        digest = sha1(data, usedforsecurity=False).hexdigest()
        if digest not in self._pictures:
            name = self._free_name(f"/ppt/media/figure{{}}.{extension}")
            self._pictures[digest] = Part(name, _CONTENT_TYPES[extension], self._package, data)
        return self._pictures[digest]

    def picture_from(self, file: Path) -> Part:
        data, kind = files.read(file)
        return self.picture(data, kind.value)

    def chart(self, xml: bytes, workbook: bytes) -> Part:
        """Returns the part of a native chart, with the workbook of its data behind it."""
        name = self._free_name("/ppt/charts/chart{}.xml")
        data = self._free_name("/ppt/embeddings/Microsoft_Excel_Sheet{}.xlsx")
        chart = ChartPart.load(name, CT.DML_CHART, self._package, xml)
        chart.chart_workbook.xlsx_part = EmbeddedXlsxPart(data, CT.SML_SHEET, self._package, workbook)
        return chart

    def contents(self) -> dict[str, bytes]:
        """Returns the whole package by the names of its parts, as python-pptx would pack it."""
        parts = tuple(self._package.iter_parts())
        found = {
            CONTENT_TYPES_URI.membername: serialize_part_xml(_ContentTypesItem.xml_for(parts)),
            PACKAGE_URI.rels_uri.membername: self._package._rels.xml,  # noqa: SLF001 - its own way packs them at once
        }
        for part in parts:
            found[part.partname.membername] = part.blob
            if part.rels:
                found[part.partname.rels_uri.membername] = part.rels.xml
        return found

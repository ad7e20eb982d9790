"""Deck → .pptx: serialises planned slides into a template's layouts and placeholders; decides nothing."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from pptx import Presentation
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.oxml import parse_xml

from briefing.deck import markup, notes_master
from briefing.deck.book import Template
from briefing.deck.desk import text_colour
from briefing.deck.marks_markup import foot, watermark
from briefing.deck.parts import Parts
from briefing.deck.slides import Deck, FigureFill, Fill, Slide, TableFill, TextFill
from briefing.deck.slots import SIDE, Book, Layout, Slot, SlotKind, contained
from briefing.deck.table_markup import table
from briefing.document import Chart, Figure, Meta, Picture
from briefing.lengths import Frame, Size
from briefing.package import pack
from briefing.theme import Palette, Theme

if TYPE_CHECKING:
    from pptx.opc.package import Part

    from briefing.charts import Drawing
    from briefing.deck.native import Native


Draw = Callable[[Chart, Size], "Drawing"]
Compose = Callable[[Chart, Size], "Native"]
_SECTIONS_URI = "{521415D9-36F7-43E2-AB2F-B90AF26B5E84}"
_P14 = "http://schemas.microsoft.com/office/powerpoint/2010/main"


def write(deck: Deck, meta: Meta, theme: Theme, template: Template, draw: Draw, compose: Compose) -> bytes:
    """Returns the bytes of the deck; the same arguments give the same bytes."""
    presentation = Presentation(io.BytesIO(template.data))
    parts = Parts(presentation, theme)
    writer = _Writer(parts, template.book, theme.palette, draw, compose)
    written = [parts.new_slide(slide.layout) for slide in deck.slides]
    for slide, part in zip(deck.slides, written, strict=True):
        part.blob = markup.in_language(writer.slide(slide, part, written), meta.language)
        if slide.notes:
            parts.add_notes(part, markup.in_language(writer.notes(slide), meta.language))
    _set_sections(presentation, deck)
    _set_properties(presentation, meta)
    return pack(parts.contents(), meta.date)


class _Writer:
    """Writes slides as XML; shape ids count from 2 on every slide."""

    def __init__(self, parts: Parts, book: Book, palette: Palette, draw: Draw, compose: Compose) -> None:
        self.parts, self.book, self.palette, self.draw, self.compose = parts, book, palette, draw, compose

    def slide(self, slide: Slide, part: Part, all_parts: list[Part]) -> bytes:
        """Returns the slide's XML; pictures and links are related to its part on the way."""
        layout = self.book[slide.layout]
        shapes: list[str] = [watermark(2, slide.watermark, self.palette)] if slide.watermark else []
        for fill in slide.fills:
            slot = layout.slot(fill.slot)
            shapes.extend(self._fill(fill, slot, layout, part, all_parts, len(shapes) + 2))
        shapes.extend(self._page_number(layout, len(shapes) + 2))
        if slide.foot is not None:
            shapes.append(foot(len(shapes) + 2, slide.foot, self.palette))
        return (
            f"{markup.DECLARATION}<p:sld {markup.NAMESPACES}><p:cSld><p:spTree>{markup.GROUP}{''.join(shapes)}</p:spTree></p:cSld>"
            "<p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sld>"
        ).encode()

    def _fill(
        self, fill: Fill, slot: Slot, layout: Layout, part: Part, all_parts: list[Part], number: int
    ) -> list[str]:
        index = layout.index(slot)
        match fill:
            case TextFill():
                link = part.relate_to(all_parts[fill.goes_to], RT.SLIDE) if fill.goes_to is not None else None
                shapes = [self._text(fill, slot, index, number, link)]
                if slot.accent is not None:
                    accent = replace(slot.accent, colour=fill.side.value)
                    shapes.append(markup.bar(number + 1, accent, self.palette))
                return shapes
            case FigureFill():
                return [self._figure(fill.figure, slot, index, part, number)]
            case TableFill():
                return [table(fill, slot, index, number, self.palette)]

    def _text(self, fill: TextFill, slot: Slot, index: int, number: int, link: str | None) -> str:
        kind = 'type="title"' if slot.kind is SlotKind.TITLE else f'type="body" sz="quarter" idx="{index}"'
        ground = self._ground(slot, fill)
        return (
            f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name={quoteattr(slot.name)}/>'
            f'<p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr><p:ph {kind}/></p:nvPr></p:nvSpPr><p:spPr>{ground}</p:spPr>'
            f"<p:txBody>{markup.body_properties(slot)}<a:lstStyle/>"
            f"{markup.paragraphs(fill.paragraphs, self.palette, link)}</p:txBody></p:sp>"
        )

    def _ground(self, slot: Slot, fill: TextFill) -> str:
        """Returns the shape with the colour of its side; a placeholder that overrides its fill has to repeat its shape."""
        if slot.fill != SIDE:
            return ""
        shape = '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
        return f"{markup.transform(slot.frame)}{shape}{markup.colour(text_colour(fill.side), self.palette)}"

    def _figure(self, figure: Figure, slot: Slot, index: int, part: Part, number: int) -> str:
        """Returns a picture that fills its placeholder, or a native chart in its place.

        Charts are made at its size, photographs stand whole in it.
        """
        if isinstance(figure, Picture):
            raster = part.relate_to(self.parts.picture_from(figure.file), RT.IMAGE)
            return self._picture(figure.alt, number, index, raster, None, contained(figure, slot.frame))
        if figure.native:
            native = self.compose(figure, slot.frame.size)
            return _chart_frame(figure.alt, number, slot, part.relate_to(self.parts.chart(*native), RT.CHART))
        painted = self.draw(figure, slot.frame.size).painted
        raster = part.relate_to(self.parts.picture(painted.png, "png"), RT.IMAGE)
        vector = part.relate_to(self.parts.picture(painted.svg, "svg"), RT.IMAGE)
        return self._picture(figure.alt, number, index, raster, vector, None)

    def _picture(self, alt: str, number: int, index: int, raster: str, vector: str | None, place: Frame | None) -> str:
        svg = (
            '<a:extLst><a:ext uri="{96DAC541-7B7A-43D3-8B79-37D633B846F1}"><asvg:svgBlip '
            f'xmlns:asvg="http://schemas.microsoft.com/office/drawing/2016/SVG/main" r:embed="{vector}"/></a:ext></a:extLst>'
            if vector
            else ""
        )
        shape = f'{markup.transform(place)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>' if place else ""
        return (
            f'<p:pic><p:nvPicPr><p:cNvPr id="{number}" name="figure {number}" descr={quoteattr(alt)}/><p:cNvPicPr>'
            f'<a:picLocks noGrp="1" noChangeAspect="1"/></p:cNvPicPr><p:nvPr><p:ph type="pic" idx="{index}"/></p:nvPr>'
            f'</p:nvPicPr><p:blipFill><a:blip r:embed="{raster}">{svg}</a:blip><a:stretch><a:fillRect/></a:stretch>'
            f"</p:blipFill><p:spPr>{shape}</p:spPr></p:pic>"
        )

    def _page_number(self, layout: Layout, number: int) -> list[str]:
        """Returns the page number's placeholder with its field, on layouts that have one."""
        slots = [slot for slot in layout.slots if slot.kind is SlotKind.PAGE_NUMBER]
        return [
            f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name={quoteattr(slot.name)}/><p:cNvSpPr><a:spLocks noGrp="1"/>'
            f'</p:cNvSpPr><p:nvPr><p:ph type="sldNum" sz="quarter" idx="{layout.index(slot)}"/></p:nvPr></p:nvSpPr>'
            '<p:spPr/><p:txBody><a:bodyPr/><a:lstStyle/><a:p><a:fld id="{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}" '
            f'type="slidenum"><a:rPr {markup.LANGUAGE}/><a:t>‹#›</a:t></a:fld></a:p></p:txBody></p:sp>'
            for slot in slots
        ]

    def notes(self, slide: Slide) -> bytes:
        """Returns the notes page's XML."""
        lines = "".join(
            f"<a:p><a:r><a:rPr {markup.LANGUAGE}/><a:t>{escape(line)}</a:t></a:r></a:p>" for line in slide.notes
        )
        return (
            f"{markup.DECLARATION}<p:notes {markup.NAMESPACES}><p:cSld><p:spTree>{markup.GROUP}{notes_master.image(2)}"
            '<p:sp><p:nvSpPr><p:cNvPr id="3" name="notes"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr>'
            f'<p:ph type="body" sz="quarter" idx="{notes_master.BODY_INDEX}"/></p:nvPr></p:nvSpPr><p:spPr/>'
            f"<p:txBody><a:bodyPr/><a:lstStyle/>{lines}</p:txBody></p:sp></p:spTree></p:cSld>"
            "<p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:notes>"
        ).encode()


def _chart_frame(alt: str, number: int, slot: Slot, chart: str) -> str:
    """Returns a native chart where the slot is; a placeholder for pictures cannot hold one."""
    return (
        f'<p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id="{number}" name={quoteattr(slot.name)} descr={quoteattr(alt)}/>'
        '<p:cNvGraphicFramePr><a:graphicFrameLocks noGrp="1"/></p:cNvGraphicFramePr><p:nvPr/></p:nvGraphicFramePr>'
        f'{markup.transform(slot.frame, "p")}<a:graphic><a:graphicData uri="{markup.CHARTS}">'
        f'<c:chart xmlns:c="{markup.CHARTS}" r:id="{chart}"/></a:graphicData></a:graphic></p:graphicFrame>'
    )


def _set_sections(presentation: Presentation, deck: Deck) -> None:
    """Writes PowerPoint's sections ([MS-PPTX] 2.3.3, section list); slides before the first belong to the opening."""
    ids = [item.get("id") for item in presentation.part._element.sldIdLst]  # noqa: SLF001 - no public way to slide ids
    groups: list[tuple[str, list[str]]] = []
    for slide, identity in zip(deck.slides, ids, strict=True):
        name = slide.section or (groups[-1][0] if groups else slide.title)
        if not groups or groups[-1][0] != name:
            groups.append((name, []))
        groups[-1][1].append(identity)
    sections = "".join(_section(number, name, members) for number, (name, members) in enumerate(groups, 1))
    presentation.part._element.append(  # noqa: SLF001 - the same
        parse_xml(
            f'<p:extLst {markup.NAMESPACES}><p:ext uri="{_SECTIONS_URI}"><p14:sectionLst xmlns:p14="{_P14}">'
            f"{sections}</p14:sectionLst></p:ext></p:extLst>"
        )
    )


def _section(number: int, name: str, slide_ids: list[str]) -> str:
    members = "".join(f'<p14:sldId id="{identity}"/>' for identity in slide_ids)
    guid = f"{{00000000-0000-0000-0000-{number:012X}}}"
    return f'<p14:section name={quoteattr(name)} id="{guid}"><p14:sldIdLst>{members}</p14:sldIdLst></p14:section>'


def _set_properties(presentation: Presentation, meta: Meta) -> None:
    day = datetime(meta.date.year, meta.date.month, meta.date.day, tzinfo=UTC).replace(tzinfo=None)
    properties = presentation.core_properties
    for given in list(properties._element):  # noqa: SLF001 - those of the template are its author's, printings and all
        properties._element.remove(given)  # noqa: SLF001 - the same
    properties.title, properties.subject, properties.author = meta.title, meta.subtitle, meta.unit
    properties.last_modified_by, properties.keywords, properties.language = (
        meta.unit,
        ("；" if meta.language.startswith("zh") else "; ").join(meta.keywords),
        meta.language,
    )
    properties.created = properties.modified = day

"""Pictures in the text: the DrawingML that shows an SVG with a PNG beside it."""

from __future__ import annotations

from dataclasses import dataclass

from briefing.lengths import Size
from briefing.word.xml import Element, node

_PICTURE = "http://schemas.openxmlformats.org/drawingml/2006/picture"
_SVG_EXTENSION = "{96DAC541-7B7A-43D3-8B79-37D633B846F1}"


@dataclass(frozen=True, slots=True)
class Inline:
    """A picture that stands in the line."""

    number: int
    """Unique in the document."""
    name: str
    alt: str
    size: Size
    picture: str
    """The relationship id of the picture that everything can show."""
    vector: str | None = None
    """The relationship id of the same as SVG, which Word 2016 and later show (MS-ODRAWXML, 2.3.2.1)."""


def drawing(inline: Inline) -> Element:
    """Returns the element that stands in a run."""
    size = inline.size
    return node(
        "w:drawing",
        node(
            "wp:inline",
            node("wp:extent", cx=size.width.emu, cy=size.height.emu),
            node("wp:effectExtent", l=0, t=0, r=0, b=0),
            node("wp:docPr", id=inline.number, name=inline.name, descr=inline.alt),
            node("wp:cNvGraphicFramePr", node("a:graphicFrameLocks", noChangeAspect=1)),
            node("a:graphic", node("a:graphicData", _picture(inline), uri=_PICTURE)),
            distT=0,
            distB=0,
            distL=0,
            distR=0,
        ),
    )


def _picture(inline: Inline) -> Element:
    size = inline.size
    return node(
        "pic:pic",
        node(
            "pic:nvPicPr",
            node("pic:cNvPr", id=inline.number, name=inline.name, descr=inline.alt),
            node("pic:cNvPicPr"),
        ),
        node("pic:blipFill", _blip(inline), node("a:stretch", node("a:fillRect"))),
        node(
            "pic:spPr",
            node("a:xfrm", node("a:off", x=0, y=0), node("a:ext", cx=size.width.emu, cy=size.height.emu)),
            node("a:prstGeom", node("a:avLst"), prst="rect"),
        ),
    )


def _blip(inline: Inline) -> Element:
    if inline.vector is None:
        return node("a:blip", r_embed=inline.picture)
    extension = node("a:ext", node("asvg:svgBlip", r_embed=inline.vector), uri=_SVG_EXTENSION)
    return node("a:blip", node("a:extLst", extension), r_embed=inline.picture)

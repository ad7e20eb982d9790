"""Pictures in the text: the slot a figure gets, and the DrawingML that shows an SVG with a PNG beside it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from briefing.charts import page_height
from briefing.document import Chart, ChartKind, Picture, Relation, Rows
from briefing.lengths import Length, Size, mm
from briefing.word.xml import Element, node

WIDTH = mm(156)
"""The width of the type area."""
_HIGHEST = mm(80)
"""Of a picture from a file."""
_ONE_ROW = mm(30)
_LEAST, _MOST = mm(34), mm(60)
_COMPACT_RELATION, _MOST_OF_A_RELATION = 0.62, mm(75)
_COMPACT = 0.5
"""The share of a chart's ample height that still shows it well; most can be drawn in less."""
_UPRIGHT = {ChartKind.LINE, ChartKind.AREA, ChartKind.COMBO, ChartKind.WATERFALL}
_COMPACT_UPRIGHT = 0.66
"""Charts whose marks stand upright read badly when they are flat."""
_STEP = mm(4)
_CROWDED = mm(100)
"""A chart that would take more than this has no height to spare."""
_PICTURE = "http://schemas.openxmlformats.org/drawingml/2006/picture"
_SVG_EXTENSION = "{96DAC541-7B7A-43D3-8B79-37D633B846F1}"


def chart_sizes(chart: Chart) -> Iterator[Size]:
    """Yields the slots for a chart: the compact one, and ever higher ones for a chart that is too crowded for it."""
    ample = page_height(chart)
    height = _compact(chart, ample)
    while height < ample:
        yield Size(WIDTH, height)
        height += _STEP
    yield Size(WIDTH, ample)


def _compact(chart: Chart, ample: Length) -> Length:
    match chart.data:
        case Rows(rows=[_]):
            return _ONE_ROW
        case _ if ample > _CROWDED:
            return ample
        case _ if chart.kind in _UPRIGHT:
            return ample * _COMPACT_UPRIGHT
        case Relation():
            return min(ample * _COMPACT_RELATION, _MOST_OF_A_RELATION)
        case _:
            return min(max(ample * _COMPACT, _LEAST), _MOST)


def picture_size(picture: Picture) -> Size:
    """Returns the size of a picture from a file: as wide as the text, unless that makes it too high."""
    ratio = picture.height / picture.width
    width = min(WIDTH, _HIGHEST * (1 / ratio))
    return Size(width, width * ratio)


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

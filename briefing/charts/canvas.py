"""Paints with matplotlib, as SVG and PNG; decides nothing."""

from __future__ import annotations

import zlib
from io import BytesIO
from typing import Any

from matplotlib import patches, rc_context
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.lines import Line2D
from matplotlib.path import Path
from matplotlib.patheffects import withStroke
from matplotlib.text import Text
from matplotlib.transforms import Affine2D
from pylopdf_fonts_zh_cn import sans_path

from briefing.charts.artwork import Artwork, Painted
from briefing.charts.drawing import Medium
from briefing.charts.marks import Box, Curve, Dot, Lens, Line, Mark, Paint, Polygon, Rectangle, Ring, Rounded, Stroke

DPI = 200

_SETTINGS: dict[str, Any] = {
    "svg.fonttype": "path",
    "svg.hashsalt": "briefing",
    "svg.id": None,
    "text.hinting": "none",
    "text.usetex": False,
    "path.sketch": None,
    "path.effects": [],
    "path.simplify": False,
    "hatch.linewidth": 0.8,
}
"""Whatever a machine's matplotlibrc says, the drawing is the same."""


def paint(artwork: Artwork) -> Painted:
    """Returns both pictures, without dates and names of programs in them.

    The labels stand in the description of both, so that a file can be read back years later (`briefing.readback`).
    """
    with rc_context(_SETTINGS):
        canvas = Canvas(artwork)
        png = _png(canvas, artwork.labels)  # first, because matplotlib leaves a figure at 72 dots per inch after an SVG
        return Painted(_svg(canvas, artwork.labels), png)


def _png(canvas: Canvas, labels: str) -> bytes:
    data = BytesIO()
    description = {"Software": None, "Description": labels}
    canvas.agg.print_png(data, metadata=description, pil_kwargs={"compress_type": zlib.Z_RLE})
    return data.getvalue()


def _svg(canvas: Canvas, labels: str) -> bytes:
    """Returns the vectors; letters are drawn as outlines."""
    data = BytesIO()
    nothing = {"Date": None, "Creator": None, "Format": None, "Type": None}
    FigureCanvasSVG(canvas.figure).print_svg(data, metadata={**nothing, "Description": labels})
    return data.getvalue()


class Canvas:
    """An artwork as a figure of matplotlib, whose y axis is turned round to run downwards."""

    def __init__(self, artwork: Artwork) -> None:
        size = artwork.size
        self.figure = Figure(figsize=(size.width.inch, size.height.inch), dpi=DPI)
        self.agg = FigureCanvasAgg(self.figure)
        self.figure.patch.set_facecolor("white")
        self.figure.patch.set_alpha(1 if artwork.medium is Medium.PAGE else 0)
        flip = Affine2D().scale(1 / 72, -1 / 72).translate(0, size.height.inch)
        self._points = flip + self.figure.dpi_scale_trans
        for layer, mark in enumerate(artwork.marks, 1):
            artist = _artist(mark)
            artist.set_transform(self._points)
            artist.set_zorder(layer)
            self.figure.add_artist(artist, clip=False)
            if isinstance(mark, Lens):
                artist.set_clip_path(Path([*mark.second, mark.second[0]], closed=True), self._points)

    def extents(self) -> list[tuple[str, Box]]:
        """Returns every line of text with its box as the renderer has it, in points, in the order of the sheet's."""
        renderer, scale = self.agg.get_renderer(), 72 / DPI
        height = self.figure.get_figheight() * 72
        texts = sorted((a for a in self.figure.get_children() if isinstance(a, Text)), key=lambda a: a.get_zorder())
        boxes = [(text.get_text(), text.get_window_extent(renderer)) for text in texts]
        return [
            (text, Box(b.x0 * scale, height - b.y1 * scale, b.x1 * scale, height - b.y0 * scale)) for text, b in boxes
        ]


def _artist(mark: Mark) -> Any:  # noqa: ANN401 - matplotlib comes without types
    match mark:
        case Line():
            return _text(mark)
        case Stroke((left, top), (right, bottom), color, weight):
            return Line2D((left, right), (top, bottom), color=f"#{color}", linewidth=weight, solid_capstyle="butt")
        case Rectangle(box, paint):
            return _painted(patches.Rectangle((box.left, box.top), box.width, box.height), paint)
        case Rounded(box, radius, paint):
            style = f"round,pad=0,rounding_size={radius}"
            return _painted(patches.FancyBboxPatch((box.left, box.top), box.width, box.height, boxstyle=style), paint)
        case Dot(center, radius, paint):
            return _painted(patches.Circle(center, radius), paint)
        case Ring(center, radius, thickness, share, paint):
            # With y downwards an angle of -90° is the top, and growing angles go clockwise.
            return _painted(patches.Wedge(center, radius, -90, -90 + 360 * share, width=thickness), paint)
        case Polygon(points, paint):
            return _painted(patches.Polygon(points, closed=True, joinstyle="round"), paint)
        case Lens(first, _, paint):
            return _painted(patches.Polygon(first, closed=True), paint)
        case Curve(points, paint):
            return _painted(patches.PathPatch(Path(points), capstyle="butt", joinstyle="round"), paint)


def _text(line: Line) -> Text:
    text = Text(
        *(*line.at, line.text),
        fontproperties=FontProperties(fname=str(sans_path()), size=line.size),
        color=f"#{line.color}",
        ha=line.across,
        va="baseline",
        parse_math=False,
        usetex=False,
    )
    if line.strong:
        # The typeface has one weight; a thin outline of its own colour makes it bolder.
        text.set_path_effects([withStroke(linewidth=line.size * 0.035, foreground=f"#{line.color}")])
    return text


def _painted(patch: patches.Patch, paint: Paint) -> patches.Patch:
    patch.set_facecolor(f"#{paint.fill}" if paint.fill else "none")
    patch.set_edgecolor(f"#{paint.edge}" if paint.edge else "none")
    patch.set_linewidth(paint.weight if paint.edge else 0)
    patch.set_hatch(paint.hatch or "")
    return patch

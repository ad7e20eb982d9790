"""The sheet that a chart is drawn on: every number is in points, from the top left corner, y downwards."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Circle, FancyBboxPatch, Patch, PathPatch, Polygon, Rectangle, Wedge
from matplotlib.path import Path
from matplotlib.patheffects import withStroke
from matplotlib.text import Text
from matplotlib.transforms import Affine2D

from briefing.charts import typeface
from briefing.charts.drawing import ChartDoesNotFit, Medium, MissingGlyph
from briefing.charts.style import TextSizes, tiers
from briefing.charts.wrap import balanced, tears
from briefing.document import Chart
from briefing.lengths import Size
from briefing.theme import Theme

DPI = 200
LEADING = 1.25
_TOLERANCE = 0.6
"""How far two texts' boxes may reach into each other, in points: boxes are a little larger than their ink."""

Horizontal = Literal["left", "center", "right"]
Vertical = Literal["top", "center", "bottom"]
Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Box:
    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def height(self) -> float:
        return self.bottom - self.top

    def touches(self, other: Box, tolerance: float = 0.0) -> bool:
        return (
            min(self.right, other.right) - max(self.left, other.left) > tolerance
            and min(self.bottom, other.bottom) - max(self.top, other.top) > tolerance
        )


@dataclass(frozen=True, slots=True)
class Block:
    """Lines of text of one size, measured."""

    lines: tuple[str, ...]
    size: float
    width: float

    @property
    def height(self) -> float:
        return self.size * (1 + LEADING * (len(self.lines) - 1))


_EDGE = 3.0
"""Points kept free on the right: renderers cut what ends exactly at a picture's edge."""


class Sheet:
    """Takes marks and texts, and knows at the end whether every text stands free inside it."""

    def __init__(self, chart: Chart, size: Size, theme: Theme, medium: Medium, sizes: TextSizes) -> None:
        self.chart = chart
        self.theme = theme
        self.medium = medium
        self.sizes = sizes
        self.width = size.width.pt - _EDGE
        self.height = size.height.pt
        self.ink = theme.palette.ink
        self.figure = Figure(figsize=(size.width.inch, size.height.inch), dpi=DPI)
        self.canvas = FigureCanvasAgg(self.figure)
        self.figure.patch.set_facecolor("white")
        self.figure.patch.set_alpha(1 if medium is Medium.PAGE else 0)
        flip = Affine2D().scale(1 / 72, -1 / 72).translate(0, size.height.inch)
        self._points = flip + self.figure.dpi_scale_trans
        self._texts: list[Text] = []
        self._layer = 0

    @property
    def box(self) -> Box:
        return Box(0, 0, self.width, self.height)

    def misfit(self, reason: str) -> ChartDoesNotFit:
        """Returns the error to raise when there is no room."""
        place = f"{self.width / 72:.1f} × {self.height / 72:.1f} in"
        return ChartDoesNotFit(self.chart, f"does not fit into {place}: {reason}")

    # Text

    def measure(self, text: str, size: float) -> float:
        """Returns the width of a line in points; raises MissingGlyph."""
        if lost := typeface.missing(text):
            names = ", ".join(f"“{c}” (U+{ord(c):04X})" for c in dict.fromkeys(lost))
            raise MissingGlyph(self.chart, f"has a character that the typeface cannot draw: {names}")
        return typeface.width(text, size)

    def block(self, text: str, size: float, width: float = float("inf"), most: int = 3) -> Block:
        """Returns the text in at most `most` lines no wider than `width`; raises ChartDoesNotFit.

        Only the smallest text may have a number and its unit in two lines.
        """

        def measure(line: str) -> float:
            return self.measure(line, size)

        lines = tuple(balanced(text, width, measure))
        if len(lines) > 1 and self.sizes is not tiers(self.medium)[-1] and tears(text, width, measure):
            raise self.misfit(f"“{text}” would be torn apart")
        widest = max(self.measure(line, size) for line in lines)
        if widest > width + _TOLERANCE or len(lines) > most:
            raise self.misfit(f"“{text}” is too long")
        return Block(lines, size, widest)

    def put(
        self,
        block: Block,
        x: float,
        y: float,
        across: Horizontal = "left",
        down: Vertical = "center",
        color: str | None = None,
        *,
        strong: bool = False,
    ) -> Box:
        """Draws the block with its edge or centre at x, y; returns where it stands."""
        top = y - {"top": 0.0, "center": 0.5, "bottom": 1.0}[down] * block.height
        for number, line in enumerate(block.lines):
            baseline = top + block.size * (LEADING * number + typeface.ASCENT)
            self._text(line, x, baseline, across, block.size, color or self.ink, strong=strong)
        left = x - {"left": 0.0, "center": 0.5, "right": 1.0}[across] * block.width
        return Box(left, top, left + block.width, top + block.height)

    def _text(
        self, line: str, x: float, y: float, across: Horizontal, size: float, color: str, *, strong: bool
    ) -> None:
        text = Text(
            *(x, y, line),
            fontproperties=typeface.properties(size),
            color=f"#{color}",
            ha=across,
            va="baseline",
            parse_math=False,
            usetex=False,
        )
        if strong:
            # The typeface has one weight; a thin outline of its own colour makes it bolder.
            text.set_path_effects([withStroke(linewidth=size * 0.035, foreground=f"#{color}")])
        self._add(text)
        self._texts.append(text)

    # Marks

    def _add(self, artist: Any) -> None:  # noqa: ANN401 - matplotlib comes without types
        artist.set_transform(self._points)
        self._layer += 1
        artist.set_zorder(self._layer)
        self.figure.add_artist(artist, clip=False)

    def _patch(self, patch: Patch, fill: str | None, edge: str | None, weight: float, hatch: str | None = None) -> None:
        patch.set_facecolor(f"#{fill}" if fill else "none")
        patch.set_edgecolor(f"#{edge}" if edge else "none")
        patch.set_linewidth(weight if edge else 0)
        patch.set_hatch(hatch or "")
        self._add(patch)

    def rectangle(
        self, box: Box, fill: str | None, edge: str | None = None, weight: float = 0.75, hatch: str | None = None
    ) -> None:
        self._patch(Rectangle((box.left, box.top), box.width, box.height), fill, edge, weight, hatch)

    def rounded(self, box: Box, radius: float, fill: str | None, edge: str | None = None, weight: float = 1.0) -> None:
        style = f"round,pad=0,rounding_size={radius}"
        self._patch(FancyBboxPatch((box.left, box.top), box.width, box.height, boxstyle=style), fill, edge, weight)

    def dot(self, at: Point, radius: float, fill: str, edge: str | None = None, weight: float = 2.0) -> None:
        self._patch(Circle(at, radius), fill, edge, weight)

    def ring(self, at: Point, radius: float, thickness: float, share: float, fill: str) -> None:
        """Draws a share (0 to 1) of a ring, clockwise from the top."""
        # With y downwards an angle of -90° is the top, and growing angles go clockwise.
        self._patch(Wedge(at, radius, -90, -90 + 360 * share, width=thickness), fill, None, 0)

    def polygon(self, points: Sequence[Point], fill: str | None, edge: str | None = None, weight: float = 1.5) -> None:
        self._patch(Polygon(list(points), closed=True, joinstyle="round"), fill, edge, weight)

    def lens(self, first: Sequence[Point], second: Sequence[Point], fill: str) -> None:
        """Fills what two outlines have in common."""
        patch = Polygon(list(first), closed=True)
        self._patch(patch, fill, None, 0)
        patch.set_clip_path(Path([*second, second[0]], closed=True), self._points)

    def line(self, start: Point, end: Point, color: str, weight: float = 1.0) -> None:
        xs, ys = zip(start, end, strict=True)
        self._add(Line2D(xs, ys, color=f"#{color}", linewidth=weight, solid_capstyle="butt"))

    def curve(self, points: Sequence[Point], color: str, weight: float = 1.5) -> None:
        path = Path(list(points))
        self._patch(PathPatch(path, capstyle="butt", joinstyle="round"), None, color, weight)

    def head(self, tip: Point, direction: Point, size: float, color: str) -> None:
        """Draws an arrow head whose tip is at a point; the direction is a unit vector."""
        (x, y), (dx, dy) = tip, direction
        back = (x - dx * size, y - dy * size)
        wing = size * 0.5
        corners = [tip, (back[0] - dy * wing, back[1] + dx * wing), (back[0] + dy * wing, back[1] - dx * wing)]
        self.polygon(corners, color)

    # The end

    def extents(self) -> tuple[tuple[str, float, Box], ...]:
        """Returns every line of text with its size and its box as the renderer has it, in points."""
        renderer = self.canvas.get_renderer()
        scale = 72 / DPI
        boxes = ((text, text.get_window_extent(renderer)) for text in self._texts)
        return tuple(
            (
                text.get_text(),
                float(text.get_fontsize()),
                Box(b.x0 * scale, self.height - b.y1 * scale, b.x1 * scale, self.height - b.y0 * scale),
            )
            for text, b in boxes
        )

    def check(self) -> None:
        """Raises ChartDoesNotFit if a text leaves the sheet or touches another one."""
        extents = self.extents()
        for number, (text, _, box) in enumerate(extents):
            if min(box.left, box.top, self.width - box.right, self.height - box.bottom) < -_TOLERANCE:
                raise self.misfit(f"“{text}” would leave the drawing")
            for other, _, second in extents[number + 1 :]:
                if box.touches(second, _TOLERANCE):
                    raise self.misfit(f"“{text}” and “{other}” would touch")

"""The sheet that a chart is set on before it is painted: numbers are points from the top left corner, y downwards."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from briefing.charts import typeface
from briefing.charts.artwork import Artwork
from briefing.charts.drawing import ChartDoesNotFit, Medium, MissingGlyph
from briefing.charts.marks import (
    Box,
    Curve,
    Dot,
    Horizontal,
    Lens,
    Line,
    Mark,
    Paint,
    Point,
    Polygon,
    Rectangle,
    Ring,
    Rounded,
    Stroke,
    Vertical,
)
from briefing.charts.style import TextSizes, tiers
from briefing.charts.wrap import balanced, tears
from briefing.document import Chart
from briefing.errors import listed
from briefing.i18n import gettext as _
from briefing.lengths import Size
from briefing.theme import Theme

__all__ = ["Block", "Box", "Point", "Sheet"]

LEADING = 1.25
_TOLERANCE = 0.6
"""How far two texts' boxes may reach into each other, in points: boxes are a little larger than their ink."""


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
        self.size = size
        self.theme = theme
        self.medium = medium
        self.sizes = sizes
        self.width = size.width.pt - _EDGE
        self.height = size.height.pt
        self.ink = theme.palette.ink
        self.marks: list[Mark] = []

    @cached_property
    def artwork(self) -> Artwork:
        """What a painter has to know, once every mark is set."""
        return Artwork(self.size, self.medium, tuple(self.marks))

    @property
    def box(self) -> Box:
        return Box(0, 0, self.width, self.height)

    def misfit(self, reason: str) -> ChartDoesNotFit:
        """Returns the error to raise when there is no room."""
        message = (
            _("does not fit its place on the slide ({width} × {height} mm): {reason}")
            if self.medium is Medium.SLIDE
            else _("does not fit its place on the page ({width} × {height} mm): {reason}")
        )
        width, height = (f"{length.mm:.0f}" for length in (self.size.width, self.size.height))
        return ChartDoesNotFit(self.chart, message.format(width=width, height=height, reason=reason))

    # Text

    def measure(self, text: str, size: float) -> float:
        """Returns the width of a line in points; raises MissingGlyph."""
        if lost := typeface.missing(text):
            names = listed(_("“{sign}” ({code})").format(sign=c, code=f"U+{ord(c):04X}") for c in dict.fromkeys(lost))
            message = _("has a character that the typeface cannot draw: {characters}")
            raise MissingGlyph(self.chart, message.format(characters=names))
        return typeface.width(text, size)

    def block(self, text: str, size: float, width: float = float("inf"), most: int = 3) -> Block:
        """Returns the text in at most `most` lines no wider than `width`; raises ChartDoesNotFit.

        Only the smallest text may have a number and its unit in two lines.
        """

        def measure(line: str) -> float:
            return self.measure(line, size)

        lines = tuple(balanced(text, width, measure))
        if len(lines) > 1 and self.sizes is not tiers(self.medium)[-1] and tears(text, width, measure):
            raise self.misfit(_("“{text}” would be torn apart").format(text=text))
        widest = max(self.measure(line, size) for line in lines)
        if widest > width + _TOLERANCE or len(lines) > most:
            raise self.misfit(_("“{text}” is too long").format(text=text))
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
            at = (x, baseline)
            self.marks.append(Line(line, at, across, block.size, color or self.ink, strong=strong))
        left = x - {"left": 0.0, "center": 0.5, "right": 1.0}[across] * block.width
        return Box(left, top, left + block.width, top + block.height)

    # Marks

    def rectangle(
        self, box: Box, fill: str | None, edge: str | None = None, weight: float = 0.75, hatch: str | None = None
    ) -> None:
        self.marks.append(Rectangle(box, Paint(fill, edge, weight, hatch)))

    def rounded(self, box: Box, radius: float, fill: str | None, edge: str | None = None, weight: float = 1.0) -> None:
        self.marks.append(Rounded(box, radius, Paint(fill, edge, weight)))

    def dot(self, at: Point, radius: float, fill: str, edge: str | None = None, weight: float = 2.0) -> None:
        self.marks.append(Dot(at, radius, Paint(fill, edge, weight)))

    def ring(self, at: Point, radius: float, thickness: float, share: float, fill: str) -> None:
        """Draws a share (0 to 1) of a ring, clockwise from the top."""
        self.marks.append(Ring(at, radius, thickness, share, Paint(fill)))

    def polygon(self, points: Sequence[Point], fill: str | None, edge: str | None = None, weight: float = 1.5) -> None:
        self.marks.append(Polygon(tuple(points), Paint(fill, edge, weight)))

    def lens(self, first: Sequence[Point], second: Sequence[Point], fill: str) -> None:
        """Fills what two outlines have in common."""
        self.marks.append(Lens(tuple(first), tuple(second), Paint(fill)))

    def line(self, start: Point, end: Point, color: str, weight: float = 1.0) -> None:
        self.marks.append(Stroke(start, end, color, weight))

    def curve(self, points: Sequence[Point], color: str, weight: float = 1.5) -> None:
        self.marks.append(Curve(tuple(points), Paint(None, color, weight)))

    def head(self, tip: Point, direction: Point, size: float, color: str) -> None:
        """Draws an arrow head whose tip is at a point; the direction is a unit vector."""
        (x, y), (dx, dy) = tip, direction
        back = (x - dx * size, y - dy * size)
        wing = size * 0.5
        corners = [tip, (back[0] - dy * wing, back[1] + dx * wing), (back[0] + dy * wing, back[1] - dx * wing)]
        self.polygon(corners, color)

    # The end

    def extents(self) -> tuple[tuple[str, float, Box], ...]:
        """Returns every line of text with its size and its box, in points."""
        lines = (mark for mark in self.marks if isinstance(mark, Line))
        return tuple((line.text, line.size, _extent(line)) for line in lines)

    def check(self) -> None:
        """Raises ChartDoesNotFit if a text leaves the sheet or touches another one."""
        extents = self.extents()
        for number, (text, _size, box) in enumerate(extents):
            if min(box.left, box.top, self.width - box.right, self.height - box.bottom) < -_TOLERANCE:
                raise self.misfit(_("“{text}” would leave the drawing").format(text=text))
            for other, _size, second in extents[number + 1 :]:
                if box.touches(second, _TOLERANCE):
                    raise self.misfit(_("“{text}” and “{other}” would touch").format(text=text, other=other))


def _extent(line: Line) -> Box:
    """Returns the box of a line: its advances across, its ink upwards and downwards."""
    x, baseline = line.at
    width = typeface.width(line.text, line.size)
    rise, fall = typeface.rise_and_fall(line.text, line.size)
    left = x - {"left": 0.0, "center": 0.5, "right": 1.0}[line.across] * width
    return Box(left, baseline - rise, left + width, baseline + fall)

"""The charts room: settles a chart for its slot and has it painted; matplotlib is imported only where one is painted."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from briefing.charts.artwork import Artwork, Painted
from briefing.charts.drawing import ChartDoesNotFit, ChartError, Medium, MissingGlyph, UnsuitableData
from briefing.charts.painting import paint
from briefing.charts.slots import page_height
from briefing.document import Chart
from briefing.lengths import Size
from briefing.theme import Theme

__all__ = [
    "Artwork",
    "ChartDoesNotFit",
    "ChartError",
    "Drawing",
    "Medium",
    "MissingGlyph",
    "Painted",
    "UnsuitableData",
    "page_height",
    "paint",
    "render",
]


@dataclass(frozen=True, eq=False)
class Drawing:
    """A chart drawn at exactly the size of its slot, and painted when its pictures are first asked for."""

    size: Size
    paint: Callable[[], Painted]

    @cached_property
    def painted(self) -> Painted:
        return self.paint()


Painter = Callable[[Artwork], Painted]


def render(chart: Chart, size: Size, theme: Theme, medium: Medium, painter: Painter = paint) -> Drawing:
    """Returns the chart drawn at exactly `size`; the same arguments always give the same bytes.

    Raises ChartDoesNotFit, UnsuitableData or MissingGlyph, each with a sentence that names the chart.
    """
    from briefing.charts.engine import draw  # noqa: PLC0415 - it is made of modules of this room

    artwork = draw(chart, size, theme, medium).artwork
    return Drawing(size, lambda: painter(artwork))

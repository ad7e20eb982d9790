"""The charts room: draws a settled chart for its slot; matplotlib is imported only when one is drawn."""

from __future__ import annotations

from briefing.charts.drawing import ChartDoesNotFit, ChartError, Drawing, Medium, MissingGlyph, UnsuitableData
from briefing.charts.slots import page_height
from briefing.document import Chart
from briefing.lengths import Size
from briefing.theme import Theme

__all__ = [
    "ChartDoesNotFit",
    "ChartError",
    "Drawing",
    "Medium",
    "MissingGlyph",
    "UnsuitableData",
    "page_height",
    "render",
]


def render(chart: Chart, size: Size, theme: Theme, medium: Medium) -> Drawing:
    """Returns the chart drawn at exactly `size`; the same arguments always give the same bytes.

    Raises ChartDoesNotFit, UnsuitableData or MissingGlyph, each with a sentence that names the chart.
    """
    from briefing.charts.canvas import export  # noqa: PLC0415 - half a second that most commands can save
    from briefing.charts.engine import draw  # noqa: PLC0415 - it is made of modules of this room

    return export(draw(chart, size, theme, medium))

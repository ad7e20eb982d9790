"""The charts room: draws a settled chart for its slot; matplotlib is imported only when one is drawn."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from briefing.charts.drawing import ChartDoesNotFit, ChartError, Drawing, Medium, MissingGlyph, UnsuitableData
from briefing.charts.slots import page_height
from briefing.document import Chart
from briefing.lengths import Size
from briefing.theme import Theme

__all__ = [
    "ChartDoesNotFit",
    "ChartError",
    "Drawer",
    "Drawing",
    "Medium",
    "MissingGlyph",
    "UnsuitableData",
    "page_height",
    "render",
]


Drawer = Callable[[Chart, Size, Theme, Medium], Drawing]
"""Who draws charts: `render`, or one who remembers what was drawn before."""


def render(chart: Chart, size: Size, theme: Theme, medium: Medium) -> Drawing:
    """Returns the chart drawn at exactly `size`; the same arguments always give the same bytes.

    Raises ChartDoesNotFit, UnsuitableData or MissingGlyph, each with a sentence that names the chart.
    """
    from briefing.charts import canvas  # noqa: PLC0415 - half a second that most commands can save
    from briefing.charts.engine import draw  # noqa: PLC0415 - it is made of modules of this room

    sheet = draw(chart, size, theme, medium)
    return Drawing(size, partial(canvas.svg, sheet), partial(canvas.png, sheet))

"""The slots of figures in the text: how large a chart or picture stands on the page."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TypeVar

from briefing.charts import ChartError, page_height
from briefing.document import Chart, ChartKind, Figure, Picture, Relation, Rows
from briefing.lengths import Length, Size, mm

_Made = TypeVar("_Made")

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


def chart_sizes(chart: Chart) -> Iterator[Size]:
    """Yields the slots for a chart: the compact one, and ever higher ones for a chart that is too crowded for it."""
    ample = page_height(chart)
    height = _compact(chart, ample)
    while height < ample:
        yield Size(WIDTH, height)
        height += _STEP
    yield Size(WIDTH, ample)


def first_height(figure: Figure) -> Length:
    """Returns the least height that a figure can have on the page."""
    return (picture_size(figure) if isinstance(figure, Picture) else next(chart_sizes(figure))).height


def in_first_slot(chart: Chart, make: Callable[[Chart, Size], _Made]) -> _Made:
    """Returns what is made of a chart in the first of its slots that is high enough; raises ChartError of the last."""
    *compact, ample = chart_sizes(chart)
    for size in compact:
        try:
            return make(chart, size)
        except ChartError:
            continue
    return make(chart, ample)


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

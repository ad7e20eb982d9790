"""How much height a chart deserves on a page, so that it is neither crowded nor half empty."""

from __future__ import annotations

from briefing.document import Chart, ChartKind, Milestones, Relation, Rows
from briefing.lengths import Length, mm

_LEAST, _MOST = 36.0, 105.0
"""Of a figure on a page, in millimetres."""
_SIX = 6
_UPRIGHT = 84.0
"""Of a chart whose rows stand side by side and whose marks need height."""
_ONE_LINE = 4
"""Panels that stand beside each other."""


def page_height(chart: Chart) -> Length:
    """Returns the height that suits the chart at the full width of a page's text (156 mm)."""
    return mm(min(max(_height(chart), _LEAST), _MOST))


def _height(chart: Chart) -> float:
    """Returns the height in millimetres, before limits."""
    match chart.data:
        case Rows(rows=rows, series=series):
            return _rows_height(chart.kind, len(rows), len(series))
        case Milestones(events=events):
            return 46.0 if len(events) < _SIX - 1 else 62.0
        case Relation(nodes=nodes, links=links):
            return 58.0 + 3.0 * max(len(nodes), len(links))


def _rows_height(kind: ChartKind, rows: int, series: int) -> float:
    match kind:
        case ChartKind.COLUMN:
            return 68.0
        case ChartKind.LINE | ChartKind.AREA | ChartKind.COMBO | ChartKind.WATERFALL:
            return _UPRIGHT
        case ChartKind.MULTIPLES:
            return 22.0 + rows * (9.0 if series <= _ONE_LINE else 18.0)
        case ChartKind.SHARE:
            return 58.0 if rows < _SIX else 90.0
        case ChartKind.GROUPED:
            return 18.0 + rows * (5.0 + 6.0 * series)
        case ChartKind.DUMBBELL | ChartKind.RANGE | ChartKind.STACKED | ChartKind.STACKED_100:
            return 24.0 + 12.0 * rows
        case _:
            return 10.0 + (15.0 if rows < _SIX // 2 + 1 else 11.0) * rows

"""Lines over ordered rows, on one scale that contains zero, each with its name at its right end."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from briefing.charts.drawing import Medium
from briefing.charts.frame import open_frame
from briefing.charts.ordered import (
    MOST_VALUES,
    Curve,
    Names,
    Placed,
    axis,
    end_names,
    foot,
    inset,
    need_rows,
    number,
    place_values,
    places,
    point_text,
    put_names,
    put_row_labels,
    put_values,
    row_labels,
    value_blocks,
)
from briefing.charts.series import one_unit, series_colors
from briefing.charts.sheet import Box, Point, Sheet
from briefing.charts.style import tiers
from briefing.contrast import WHITE
from briefing.document import Rows
from briefing.i18n import gettext as _

_LEAST_HEIGHT = 4.0
"""Of the plot, in ems of the labels."""
WEIGHT = {Medium.SLIDE: 3.0, Medium.PAGE: 1.75}
RADIUS = {Medium.SLIDE: 5.0, Medium.PAGE: 3.0}


def draw(sheet: Sheet, data: Rows) -> None:
    """Draws the lines; up to eight rows have their values at the points, more have an axis."""
    need_rows(sheet, data)
    one_unit(sheet, data)
    box = open_frame(sheet)
    if len(data.rows) <= MOST_VALUES and _with_values(sheet, data, box):
        return
    if len(data.rows) <= MOST_VALUES and sheet.sizes is not tiers(sheet.medium)[-1]:
        raise sheet.misfit(_("the values at the points would touch"))
    names = end_names(sheet, last_values(sheet, data))
    margin = inset(sheet, data.rows)
    lowest, highest = limits(data)
    # Where the labels stand is known only beside the axis, and how high they are only where they stand.
    xs = places(data.rows, box.left + margin * 2, box.right - max(names.width, margin))
    labels = row_labels(sheet, data.rows, xs, all_of_them=False)
    room = Box(box.left, box.top, box.right - max(names.width, margin), box.bottom - foot(sheet, labels))
    plot, lowest, highest = axis(sheet, room, lowest, highest)
    xs = places(data.rows, plot.left + margin, plot.right)
    labels = row_labels(sheet, data.rows, xs, all_of_them=False)
    _draw_lines(sheet, data, curves_of(data, xs, plot, lowest, highest), plot, box, names)
    _base(sheet, plot, lowest, highest)
    put_row_labels(sheet, labels, xs, plot.bottom)


def last_values(sheet: Sheet, data: Rows) -> list[str]:
    """Returns the name and the last value of each series, for a chart whose points carry none."""
    texts = []
    for i, name in enumerate(data.series or ("",)):
        last = [datum for row in data.rows if (datum := row.values[i])][-1:]
        texts.append(" ".join([name, *(point_text(sheet, datum) for datum in last)]).strip())
    return texts


def limits(data: Rows) -> tuple[float, float]:
    values = [number(datum) for row in data.rows for datum in row.values if datum]
    return min(0.0, *values, 0.0), max(0.0, *values, 0.0)


def curves_of(data: Rows, xs: Sequence[float], plot: Box, lowest: float, highest: float) -> list[Curve]:
    scale = plot.height / ((highest - lowest) or 1.0)
    return [
        [
            (x, plot.bottom - (number(datum) - lowest) * scale) if (datum := row.values[i]) else None
            for row, x in zip(data.rows, xs, strict=True)
        ]
        for i in range(len(data.rows[0].values))
    ]


def _with_values(sheet: Sheet, data: Rows, box: Box) -> bool:
    """Draws the lines with a value at each point; returns False, and draws nothing, if two would touch."""
    size = sheet.sizes.value
    blocks = value_blocks(sheet, data, size)
    margin = inset(sheet, data.rows, [block for line in blocks for block in (line[0], line[-1]) if block])
    names = end_names(sheet, data.series)
    xs = places(data.rows, box.left + margin, box.right - names.width - margin)
    labels = row_labels(sheet, data.rows, xs, all_of_them=True)
    radius, under = RADIUS[sheet.medium], foot(sheet, labels)
    lowest, highest = limits(data)
    reserve = radius + size * 1.4
    plot = Box(box.left, box.top + reserve, xs[-1] + margin, box.bottom - under - (reserve if lowest < 0 else 0))
    if plot.height < sheet.sizes.label * _LEAST_HEIGHT:
        raise sheet.misfit(_("title and labels leave no height for the lines"))
    curves = curves_of(data, xs, plot, lowest, highest)
    zero = plot.bottom + lowest * plot.height / ((highest - lowest) or 1.0)
    placed = place_values(curves, blocks, radius, Box(0, box.top, box.right, box.bottom - under - 2), zero)
    if placed is None:
        return False
    _base(sheet, plot, lowest, highest)
    _draw_lines(sheet, data, curves, plot, box, names, placed)
    put_row_labels(sheet, labels, xs, box.bottom - under)
    return True


def _base(sheet: Sheet, plot: Box, lowest: float, highest: float) -> None:
    """Draws the line at zero."""
    y = plot.bottom + lowest * plot.height / ((highest - lowest) or 1.0)
    sheet.line((plot.left, y), (plot.right, y), sheet.theme.palette.context, 1.0)


def _draw_lines(
    sheet: Sheet,
    data: Rows,
    curves: Sequence[Curve],
    plot: Box,
    box: Box,
    names: Names,
    placed: Sequence[Placed] = (),
) -> None:
    """Draws lines, values and names; the first series lies on top."""
    colors = series_colors(sheet, data)
    for curve, (color, _ink) in reversed(list(zip(curves, colors, strict=True))):
        draw_line(sheet, curve, color, dots=len(curve) <= MOST_VALUES)
    inks = [ink for _, ink in colors]
    put_values(sheet, placed, inks)
    ends: list[Point] = [[point for point in curve if point][-1] for curve in curves if any(curve)]
    if len(ends) == len(names.blocks):
        put_names(sheet, names, ends, inks, Box(plot.right, box.top, box.right, plot.bottom))


def draw_line(sheet: Sheet, curve: Curve, color: str, *, dots: bool) -> None:
    """Draws a line with gaps where it has no value, and a dot at each of its points."""
    for start, end in pairwise(curve):
        if start and end:
            sheet.line(start, end, color, WEIGHT[sheet.medium])
    alone = [
        point
        for before, point, after in zip([None, *curve], curve, [*curve[1:], None], strict=False)
        if point and not before and not after
    ]
    for point in [point for point in curve if point] if dots else alone:
        sheet.dot(point, RADIUS[sheet.medium], color, WHITE, 1.0)

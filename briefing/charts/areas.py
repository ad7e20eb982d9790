"""Areas over ordered rows, from a zero line; several are stacked, each with its name at its right end."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate, pairwise

from briefing.charts.drawing import UnsuitableData
from briefing.charts.frame import forbid_negative, open_frame
from briefing.charts.ordered import (
    MOST_VALUES,
    Placed,
    axis,
    end_names,
    foot,
    inset,
    need_rows,
    number,
    place_values,
    places,
    put_names,
    put_row_labels,
    put_values,
    row_labels,
    value_blocks,
)
from briefing.charts.series import one_unit, series_colors
from briefing.charts.sheet import Block, Box, Point, Sheet
from briefing.charts.style import text_on, tiers
from briefing.contrast import WHITE
from briefing.document import Rows
from briefing.i18n import gettext as _

LIGHTEST = 0.72
EDGE = 0.6
"""Between the end of an area and the value inside it, in ems of the value."""


def draw(sheet: Sheet, data: Rows) -> None:
    """Draws the areas, the first series at the zero line; values where they find room, else an axis."""
    need_rows(sheet, data)
    one_unit(sheet, data)
    forbid_negative(sheet, data)
    for row in data.rows:
        if None in row.values:
            message = _("has no value for “{row}”; an area cannot have gaps")
            raise UnsuitableData(sheet.chart, message.format(row=row.label))
    box = open_frame(sheet)
    if len(data.rows) <= MOST_VALUES:
        if _with_values(sheet, data, box):
            return
        if sheet.sizes is not tiers(sheet.medium)[-1]:
            raise sheet.misfit(_("the values of the areas find no room in them"))
    _with_axis(sheet, data, box)


def _with_axis(sheet: Sheet, data: Rows, box: Box) -> None:
    margin = inset(sheet, data.rows)
    right = box.right - max(end_names(sheet, data.series).width, margin)
    xs = places(data.rows, box.left + margin * 2, right)
    room = Box(box.left, box.top, right, box.bottom - foot(sheet, row_labels(sheet, data.rows, xs, all_of_them=False)))
    plot, _, highest = axis(sheet, room, 0.0, highest_of(data))
    xs = places(data.rows, plot.left + margin, plot.right)
    _fill(sheet, data, edges_of(data, xs, plot, highest), plot, box)
    put_row_labels(sheet, row_labels(sheet, data.rows, xs, all_of_them=False), xs, plot.bottom)


def highest_of(data: Rows) -> float:
    return max(sum(map(number, row.values)) for row in data.rows) or 1.0


def edges_of(data: Rows, xs: Sequence[float], plot: Box, highest: float) -> list[list[Point]]:
    """Returns the zero line and the upper edge of each area."""
    sums = [list(accumulate(map(number, row.values), initial=0.0)) for row in data.rows]
    scale = plot.height / highest
    count = len(data.rows[0].values) + 1
    return [[(x, plot.bottom - heights[i] * scale) for heights, x in zip(sums, xs, strict=True)] for i in range(count)]


def _with_values(sheet: Sheet, data: Rows, box: Box) -> bool:
    """Draws the areas with a value at each row; returns False, and draws nothing, if one finds no room."""
    size = sheet.sizes.value
    blocks = [[block for block in line if block] for line in value_blocks(sheet, data, size)]
    margin = inset(sheet, data.rows, [block for line in blocks for block in (line[0], line[-1])])
    names = end_names(sheet, data.series)
    xs = places(data.rows, box.left + margin, box.right - max(names.width, margin))
    labels = row_labels(sheet, data.rows, xs, all_of_them=True)
    above = size * 1.5 if len(blocks) == 1 else 2.0
    plot = Box(box.left + margin, box.top + above, xs[-1], box.bottom - foot(sheet, labels))
    edges = edges_of(data, xs, plot, highest_of(data))
    if len(blocks) == 1:
        placed = place_values(edges[1:], blocks, 0.0, Box(0, box.top, box.right, plot.bottom))
    else:
        placed = inside(edges, blocks)
    if placed is None:
        return False
    _fill(sheet, data, edges, plot, box)
    colors = series_colors(sheet, data, LIGHTEST)
    put_values(sheet, placed, [sheet.ink] if len(blocks) == 1 else [text_on(color, sheet.ink) for color, _ in colors])
    put_row_labels(sheet, labels, xs, plot.bottom)
    return True


def inside(edges: Sequence[Sequence[Point]], blocks: Sequence[Sequence[Block]]) -> list[Placed] | None:
    """Returns the values in the middle of their areas, those of the outer rows a little further in; None without room."""
    placed: list[Placed] = []
    first, last = edges[0][0][0], edges[0][-1][0]
    for series, (lower, upper, line) in enumerate(zip(edges, edges[1:], blocks, strict=False)):
        for (x, _y), block in zip(lower, line, strict=True):
            half = block.width / 2 + block.size * EDGE
            middle = min(max(x, first + half), last - half)
            top = max(_height(upper, middle - half), _height(upper, middle + half), _height(upper, middle))
            bottom = min(_height(lower, middle - half), _height(lower, middle + half), _height(lower, middle))
            if bottom - top < block.size * 1.15:
                return None
            label = Placed(block, middle, (top + bottom - block.height) / 2, series)
            if placed and placed[-1].series == series and placed[-1].box.right + block.size * 0.3 > label.box.left:
                return None
            placed.append(label)
    return placed


def _height(edge: Sequence[Point], x: float) -> float:
    """Returns the y of an edge at x."""
    for (x1, y1), (x2, y2) in pairwise(edge):
        if x <= x2:
            return y1 + (y2 - y1) * (x - x1) / (x2 - x1)
    return edge[-1][1]


def _fill(sheet: Sheet, data: Rows, edges: Sequence[Sequence[Point]], plot: Box, box: Box) -> None:
    """Draws the areas with a white line between two, the zero line, and the names."""
    colors = series_colors(sheet, data, LIGHTEST)
    for lower, upper, (color, _ink) in zip(edges, edges[1:], colors, strict=False):
        sheet.polygon([*upper, *reversed(lower)], color)
    for edge in edges[1:-1]:
        sheet.curve(edge, WHITE, 1.5)
    base = edges[0]
    sheet.line(base[0], base[-1], sheet.theme.palette.context, 1.0)
    ends = [(upper[-1][0], (lower[-1][1] + upper[-1][1]) / 2) for lower, upper in pairwise(edges)]
    if data.series:
        room = Box(plot.right, box.top, box.right, plot.bottom)
        put_names(sheet, end_names(sheet, data.series), ends, [ink for _, ink in colors], room)

"""What charts over ordered rows (years, steps) share: places across, labels beneath, names at the right, free values."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from briefing.charts.drawing import ChartDoesNotFit, UnsuitableData
from briefing.charts.frame import plain, value_text
from briefing.charts.series import miscounted
from briefing.charts.sheet import Block, Box, Point, Sheet
from briefing.charts.spans import ticks
from briefing.document import Datum, Row, Rows
from briefing.i18n import gettext as _

MOST_VALUES = 8
"""Rows up to which every point carries its value; an axis serves more."""
_LABEL_MOST = 6.0
_NAME_MOST = 6.5
"""The widest label of a row, and name of a series, in ems."""
_SAMPLES = 12
_LINE_COST = 1.0

Curve = Sequence[Point | None]
"""The points of a series, one for each row, None for a gap."""


@dataclass(frozen=True, slots=True)
class Names:
    """Names of series, to stand at the right end of their marks."""

    blocks: tuple[Block, ...]
    width: float
    """With the gap before them; 0 if there are none."""


def need_rows(sheet: Sheet, data: Rows) -> None:
    """Raises UnsuitableData unless there are two rows at least, each with a value or gap for each series."""
    count = len(data.series) or 1
    if len(data.rows) < 2:  # noqa: PLR2004 - a line has two ends
        raise UnsuitableData(sheet.chart, _("needs two rows at least"))
    for row in data.rows:
        if len(row.values) != count:
            raise UnsuitableData(sheet.chart, miscounted(row, count))


def number(datum: Datum | None) -> float:
    return float(datum.quantity.high) if datum else 0.0


def end_names(sheet: Sheet, texts: Sequence[str]) -> Names:
    """Returns the names measured; no texts, no room."""
    size = sheet.sizes.label
    blocks = tuple(sheet.block(text, size, size * _NAME_MOST) for text in texts)
    return Names(blocks, max(block.width for block in blocks) + size * 0.9 if blocks else 0.0)


def places(rows: Sequence[Row], left: float, right: float) -> list[float]:
    """Returns where the rows stand: in proportion to time if all are years in order, else at equal distances."""
    years = [int(match[1]) for row in rows if (match := re.fullmatch(r"(\d{4})年?", row.label))]
    if len(years) < len(rows) or any(a >= b for a, b in pairwise(years)):
        years = list(range(len(rows)))
    return [left + (right - left) * (year - years[0]) / (years[-1] - years[0]) for year in years]


def inset(sheet: Sheet, rows: Sequence[Row], values: Sequence[Block] = ()) -> float:
    """Returns what the first and last place keep from the edges, for labels that are centred at them."""
    size = sheet.sizes.label
    widest = max((sheet.measure(rows[i].label, size) for i in (0, -1)), default=0.0)
    return max(min(widest, size * _LABEL_MOST), *(block.width for block in values), 0.0) / 2


def row_labels(sheet: Sheet, rows: Sequence[Row], xs: Sequence[float], *, all_of_them: bool) -> list[Block | None]:
    """Returns the rows' labels, in lines that fit between their places; else one line each, and some left out.

    Raises ChartDoesNotFit where all of them have to be shown and cannot.
    """
    size = sheet.sizes.label
    step = min((b - a for a, b in pairwise(xs)), default=sheet.width)
    try:
        return [sheet.block(row.label, size, min(step - size * 0.4, size * _LABEL_MOST)) for row in rows]
    except ChartDoesNotFit:
        if all_of_them:
            raise
    shown: list[Block | None] = [None] * len(rows)
    free = float("inf")
    for index in range(len(rows) - 1, -1, -1):
        block = sheet.block(rows[index].label, size, size * _LABEL_MOST, 1)
        if xs[index] + block.width / 2 + size * 0.8 <= free:
            shown[index], free = block, xs[index] - block.width / 2
    return shown


def foot(sheet: Sheet, labels: Sequence[Block | None]) -> float:
    """Returns the height that labels take under the base line."""
    return max(label.height for label in labels if label) + sheet.sizes.label * 0.7


def put_row_labels(
    sheet: Sheet, labels: Sequence[Block | None], xs: Sequence[float], base: float, colors: Sequence[str] | None = None
) -> None:
    """Draws the labels under the base line, `base` points from the top."""
    chosen = colors or [sheet.ink] * len(labels)
    for label, x, color in zip(labels, xs, chosen, strict=True):
        if label:
            sheet.put(label, x, base + sheet.sizes.label * 0.6, "center", "top", color)


def put_names(sheet: Sheet, names: Names, ends: Sequence[Point], colors: Sequence[str], room: Box) -> None:
    """Draws the names to the right of their marks' ends, pushed apart where they would touch, with a line then."""
    if not names.blocks:
        return
    em = sheet.sizes.label
    order = sorted(range(len(ends)), key=lambda i: ends[i][1])
    heights = [names.blocks[i].height for i in order]
    gaps = [(a + b) / 2 + em * 0.2 for a, b in pairwise(heights)]
    ys = [ends[i][1] for i in order]
    ys[0] = max(ys[0], room.top + heights[0] / 2)
    for i, gap in enumerate(gaps):
        ys[i + 1] = max(ys[i + 1], ys[i] + gap)
    ys[-1] = min(ys[-1], room.bottom - heights[-1] / 2)
    for i in range(len(gaps) - 1, -1, -1):
        ys[i] = min(ys[i], ys[i + 1] - gaps[i])
    if ys[0] < room.top + heights[0] / 2 - 1:
        raise sheet.misfit(_("the names of the series need more height"))
    for index, y in zip(order, ys, strict=True):
        end_x, end_y = ends[index]
        x = sheet.width - names.width + em * 0.9
        if abs(end_y - y) > em * 0.5:
            sheet.line((end_x + em * 0.35, end_y), (x - em * 0.2, y), sheet.theme.palette.context)
        sheet.put(names.blocks[index], x, y, color=colors[index])


def axis(sheet: Sheet, box: Box, lowest: float, highest: float) -> tuple[Box, float, float]:
    """Draws the numbers and hairlines of an upright axis; returns the room beside it, and its lowest and highest."""
    size, palette = sheet.sizes.small, sheet.theme.palette
    step = ticks(max(highest, -lowest))[1]
    marks = [step * i for i in range(math.floor(lowest / step), max(math.ceil(highest / step), 1) + 1)]
    blocks = [sheet.block(plain(sheet, round(mark, 9)).replace("-", "−"), size) for mark in marks]
    left = box.left + max(block.width for block in blocks) + size * 0.5
    plot = Box(left, box.top + size * 0.5, box.right, box.bottom)
    for mark, block in zip(marks, blocks, strict=True):
        y = plot.bottom - (mark - marks[0]) / (marks[-1] - marks[0]) * plot.height
        if mark != 0:
            sheet.line((left, y), (plot.right, y), palette.line, 0.75)
        sheet.put(block, left - size * 0.5, y, "right", color=palette.context_text)
    return plot, marks[0], marks[-1]


def point_text(sheet: Sheet, datum: Datum) -> str:
    """Returns the label of a value at a point, with a true minus sign."""
    text = value_text(sheet, datum)
    return re.sub(r"[-－](?=\d)", "−", text, count=1) if datum.quantity.high < 0 else text


def value_blocks(sheet: Sheet, data: Rows, size: float) -> list[list[Block | None]]:
    """Returns the labels of all values, series by series."""
    return [
        [sheet.block(point_text(sheet, datum), size) if (datum := row.values[i]) else None for row in data.rows]
        for i in range(len(data.rows[0].values))
    ]


@dataclass(frozen=True, slots=True)
class Placed:
    block: Block
    x: float
    top: float
    series: int

    @property
    def box(self) -> Box:
        return Box(self.x - self.block.width / 2, self.top, self.x + self.block.width / 2, self.top + self.block.height)


def place_values(
    curves: Sequence[Curve],
    blocks: Sequence[Sequence[Block | None]],
    radius: float,
    room: Box,
    zero: float = float("inf"),
) -> list[Placed] | None:
    """Returns the values above or under their points, off the lines as far as can be.

    Values below zero (that many points from the top) rather stand under their points. Returns None if a value would
    touch another one or a point.
    """
    placed: list[Placed] = []
    for index in range(len(curves[0])):
        here = [(point, i) for i, curve in enumerate(curves) if (point := curve[index])]
        here.sort(key=lambda entry: entry[0][1])
        for rank, ((x, y), series) in enumerate(here):
            block = blocks[series][index]
            if block is None:
                continue
            reach = radius + block.size * 0.3
            is_lowest = (len(here) > 1 and rank == len(here) - 1) or y > zero + 1
            tops = (y - reach - block.height, y + reach)
            options = [
                (cost + 0.3 * (side != is_lowest), candidate)
                for side, top in enumerate(tops)
                if (cost := _cost(candidate := Placed(block, x, top, series), curves, placed, radius, room)) is not None
            ]
            if not options:
                return None
            placed.append(min(options, key=lambda option: option[0])[1])
    return placed


def _cost(label: Placed, curves: Sequence[Curve], placed: list[Placed], radius: float, room: Box) -> float | None:
    """Returns how much a label would cover of lines and dots; None if it leaves the room or touches a label."""
    box = label.box
    if box.top < room.top - 1 or box.bottom > room.bottom or box.left < -1:
        return None
    near = Box(box.left - 2, box.top - 1, box.right + 2, box.bottom + 1)
    if any(near.touches(other.box) for other in placed):
        return None
    points = (point for curve in curves for point in curve if point)
    if any(box.touches(Box(x - radius, y - radius, x + radius, y + radius)) for x, y in points):
        return None
    cost = 0.0
    for curve in curves:
        for start, end in pairwise(curve):
            if start and end:
                cost += _LINE_COST * _share_inside(box, start, end)
    return cost


def _share_inside(box: Box, start: Point, end: Point) -> float:
    """Returns 0 for a line that stays out of the box, and more than 1 for one that runs through it."""
    steps = [i / _SAMPLES / 4 for i in range(_SAMPLES * 4 + 1)]
    points = [(start[0] + (end[0] - start[0]) * t, start[1] + (end[1] - start[1]) * t) for t in steps]
    inside = sum(box.left < x < box.right and box.top < y < box.bottom for x, y in points)
    return 1 + inside / len(steps) if inside else 0.0


def put_values(sheet: Sheet, placed: Sequence[Placed], colors: Sequence[str]) -> None:
    for label in placed:
        sheet.put(label.block, label.x, label.top, "center", "top", colors[label.series], strong=True)

"""Ranges: a bar from the low to the high end of a figure, above an axis from zero."""

from __future__ import annotations

import math
import re

from briefing.charts.bars import checked_scale, value_size
from briefing.charts.frame import (
    GAP,
    bar_most,
    forbid_negative,
    label_colors,
    lanes,
    open_frame,
    plain,
    put_labels,
    scale_between,
    single,
)
from briefing.charts.sheet import Block, Box, Point, Sheet
from briefing.charts.style import row_colors
from briefing.document import Datum, Rows
from briefing.text.measure import has_asian

_TICKS = 5
_RADIUS = 0.5
"""Of the dot that stands for a single value, in ems of the values."""


def draw(sheet: Sheet, data: Rows) -> None:
    """Draws one bar for each row, both ends labelled; a row with one value is a dot."""
    forbid_negative(sheet, data)
    rows = data.rows
    box = open_frame(sheet)
    foot = sheet.sizes.small * 1.9
    frame = lanes(sheet, Box(box.left, box.top, box.right, box.bottom - foot), [row.label for row in rows])
    size, thickness = value_size(sheet, len(rows)), min(bar_most(sheet), frame.pitch * 0.5)
    values = [single(sheet, row) for row in rows]
    radius = min(thickness / 2, size * _RADIUS)
    # A dot at or near zero reaches over the axis: the labels of the rows keep their distance from it.
    reserve = radius if any(datum and datum.quantity.low == datum.quantity.high for datum in values) else 0.0
    plot = Box(frame.plot.left + reserve, frame.plot.top, frame.plot.right, frame.plot.bottom)
    last = ticks(max(_high(datum) for datum in values))[-1]
    # The last tick's number reaches over the end of the axis by half of its width.
    margin = sheet.measure(plain(sheet, last), sheet.sizes.small) / 2
    ends = [_end_texts(sheet, datum, size, 0.0) for datum in values]
    for _ in rows:
        # Labels that find no room before the low end move behind the high end, which changes the scale again.
        reaches = [(_high(v), t.width + size * GAP + thickness / 2) for v, (_, t) in zip(values, ends, strict=True)]
        scale = checked_scale(sheet, scale_between(plot.width, [*reaches, (last, margin)]), plot.width)
        ends = [_end_texts(sheet, datum, size, scale) for datum in values]
    _axis(sheet, plot, frame.bottom() + 2, frame.top(), scale, last)
    for datum, texts, color, centre in zip(values, ends, row_colors(rows, sheet.theme), frame.centres, strict=True):
        _span(sheet, (plot.left, centre), (thickness, radius), scale, datum, texts, color)
    put_labels(sheet, frame, label_colors(sheet, rows))


def _high(datum: Datum | None) -> float:
    return float(datum.quantity.high) if datum else 0.0


def _end_texts(sheet: Sheet, datum: Datum | None, size: float, scale: float) -> tuple[Block | None, Block]:
    """Returns the labels of the low and the high end, in the article's own words where it gives two.

    Where the scale (points per unit; 0 if not known yet) leaves no room before the low end, the high end carries both.
    """
    if datum is None:
        return None, sheet.block("—", size)
    unit = "" if datum.unit == sheet.chart.unit else datum.counted
    quantity = datum.quantity
    if quantity.low == quantity.high:
        return None, sheet.block(quantity.text + unit, size)
    words = re.split("[～–]", quantity.text)
    if len(words) != 2:  # noqa: PLR2004 - a range has two ends
        words = [plain(sheet, quantity.low), plain(sheet, quantity.high)]
    low, high = (sheet.block(word + unit, size) for word in words)
    if scale and float(quantity.low) * scale < low.width + size * GAP * 1.5:
        mark = "～" if has_asian(quantity.text) else "–"
        return None, sheet.block(f"{words[0]}{mark}{words[1]}{unit}", size)
    return low, high


def _span(
    sheet: Sheet,
    zero: Point,
    sizes: tuple[float, float],
    scale: float,
    datum: Datum | None,
    texts: tuple[Block | None, Block],
    color: str,
) -> None:
    """Draws a bar of a thickness, or for a single value a dot of a radius, with its labels."""
    y, (low_text, high_text), (thickness, radius) = zero[1], texts, sizes
    gap = high_text.size * GAP
    if datum is None:
        sheet.put(high_text, zero[0] + gap, y, strong=True)
        return
    low, high = (zero[0] + float(v) * scale for v in (datum.quantity.low, datum.quantity.high))
    if low == high:
        sheet.dot((low, y), radius, color)
        sheet.put(high_text, high + radius + gap, y, strong=True)
        return
    sheet.rectangle(Box(low, y - thickness / 2, high, y + thickness / 2), color)
    sheet.put(high_text, high + gap, y, strong=True)
    if low_text:
        sheet.put(low_text, low - gap, y, "right", strong=True)


def ticks(highest: float) -> list[float]:
    """Returns round numbers from zero to the first that is not below `highest`."""
    if highest <= 0:
        return [0.0, 1.0]
    power = 10 ** math.floor(math.log10(highest / _TICKS))
    step = next(power * m for m in (1, 2, 5, 10) if highest / (power * m) <= _TICKS)
    return [step * i for i in range(math.ceil(highest / step) + 1)]


def _axis(sheet: Sheet, plot: Box, y: float, top: float, scale: float, last: float) -> None:
    """Draws the axis from zero with its round numbers."""
    size, gray = sheet.sizes.small, sheet.theme.palette.context
    sheet.line((plot.left, y), (plot.left + last * scale, y), gray, 1.0)
    sheet.line((plot.left, top), (plot.left, y), gray, 1.0)
    for tick in ticks(last):
        x = plot.left + tick * scale
        sheet.line((x, y), (x, y + 4), gray, 1.0)
        block = sheet.block(plain(sheet, round(tick, 9)), size)
        sheet.put(block, x, y + size * 0.45, "center", "top", sheet.theme.palette.context_text)

"""Ranges: a bar from the low to the high end of a figure, above an axis from zero."""

from __future__ import annotations

import math
from decimal import Decimal

from briefing.charts.bars import checked_scale, value_size
from briefing.charts.frame import GAP, bar_most, forbid_negative, label_colors, lanes, open_frame, put_labels, single
from briefing.charts.sheet import Block, Box, Sheet
from briefing.charts.style import row_colors
from briefing.document import Datum, Rows

_TICKS = 5


def draw(sheet: Sheet, data: Rows) -> None:
    """Draws one bar for each row, both ends labelled; a row with one value is a dot."""
    forbid_negative(sheet, data)
    rows = [row for row in data.rows if single(sheet, row) is not None]
    values = [datum for row in rows if (datum := row.values[0])]
    box = open_frame(sheet)
    foot = sheet.sizes.small * 1.9
    frame = lanes(sheet, Box(box.left, box.top, box.right, box.bottom - foot), [row.label for row in rows])
    size = value_size(sheet, len(rows))
    ends = [_end_texts(sheet, datum, size) for datum in values]
    plot = frame.plot
    last = _ticks(max(float(v.quantity.high) for v in values))[-1]
    margin = sheet.measure(_plain(Decimal(str(last))), sheet.sizes.small) / 2
    right = min(
        (plot.width - high.width - size * GAP) / float(v.quantity.high)
        for v, (_, high) in zip(values, ends, strict=True)
        if v.quantity.high
    )
    scale = checked_scale(sheet, min(right, (plot.width - margin) / last), plot.width)
    for datum, texts, color, centre in zip(values, ends, row_colors(rows, sheet.theme), frame.centres, strict=True):
        _span(sheet, plot.left, centre, min(bar_most(sheet), frame.pitch * 0.4), scale, datum, texts, color)
    _axis(sheet, plot, frame.bottom() + 2, frame.top(), scale, last)
    put_labels(sheet, frame, label_colors(sheet, rows))


def _plain(number: Decimal) -> str:
    return f"{number.normalize():f}"


def _end_texts(sheet: Sheet, datum: Datum, size: float) -> tuple[Block, Block]:
    """Returns the labels of both ends, in the article's own words where it gives two."""
    unit = "" if datum.unit == sheet.chart.unit else datum.unit
    words = datum.quantity.text.split("～")
    if len(words) != 2:  # noqa: PLR2004 - a range has two ends
        words = [_plain(datum.quantity.low), _plain(datum.quantity.high)]
    if datum.quantity.low == datum.quantity.high:
        words = [datum.quantity.text] * 2
    low, high = (sheet.block(word + unit, size) for word in words)
    return low, high


def _span(
    sheet: Sheet,
    zero: float,
    centre: float,
    thickness: float,
    scale: float,
    datum: Datum,
    texts: tuple[Block, Block],
    color: str,
) -> None:
    low, high = (zero + float(v) * scale for v in (datum.quantity.low, datum.quantity.high))
    gap = texts[0].size * GAP
    if low == high:
        sheet.dot((low, centre), thickness / 2, color)
        sheet.put(texts[1], high + thickness / 2 + gap, centre, strong=True)
        return
    sheet.rectangle(Box(low, centre - thickness / 2, high, centre + thickness / 2), color)
    sheet.put(texts[1], high + gap, centre, strong=True)
    if low - gap - texts[0].width >= zero + gap / 2:
        sheet.put(texts[0], low - gap, centre, "right", strong=True)
    else:
        # No room between zero and the bar: the low end is labelled inside the bar, where it begins.
        if texts[0].width + gap > high - low:
            raise sheet.misfit("the low end of a range has no room for its label")
        sheet.put(texts[0], low + gap / 2, centre, "left", color="FFFFFF", strong=True)


def _ticks(highest: float) -> list[float]:
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
    for tick in _ticks(last):
        x = plot.left + tick * scale
        sheet.line((x, y), (x, y + 4), gray, 1.0)
        block = sheet.block(_plain(Decimal(repr(round(tick, 9)))), size)
        sheet.put(block, x, y + size * 0.45, "center", "top", sheet.theme.palette.context_text)

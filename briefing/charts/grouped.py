"""Horizontal bars of several series, side by side in each row."""

from __future__ import annotations

from briefing.charts.bars import checked_scale, zero_line
from briefing.charts.frame import GAP, bar_most, label_colors, lanes, open_frame, put_labels, scale_between, value_text
from briefing.charts.series import check_series, draw_cell, series_legend, shades
from briefing.charts.sheet import Box, Sheet
from briefing.charts.style import row_colors
from briefing.document import Rows
from briefing.i18n import gettext as _


def draw(sheet: Sheet, data: Rows) -> None:
    """Draws the series' bars one under the other in each row, rows in the order given."""
    check_series(sheet, data)
    count, size = len(data.series), sheet.sizes.value
    box = series_legend(sheet, data, open_frame(sheet), last_darkest=True)
    frame = lanes(sheet, box, [row.label for row in data.rows], most_pitch=bar_most(sheet) * (count + 0.9))
    step = frame.pitch * 0.82 / count
    if step < size * 1.03:
        message = _("{rows} rows of {bars} bars need more height")
        raise sheet.misfit(message.format(rows=len(data.rows), bars=count))
    ends = [
        (float(d.quantity.high), sheet.block(value_text(sheet, d), size).width + size * GAP)
        for row in data.rows
        for d in row.values
        if d
    ]
    scale = checked_scale(sheet, scale_between(frame.plot.width, ends), frame.plot.width)
    half = min(bar_most(sheet), step * 0.86) / 2
    for row, color, centre in zip(data.rows, row_colors(data.rows, sheet.theme), frame.centres, strict=True):
        chosen = shades(color, count, last_darkest=True)
        for number, (datum, shade) in enumerate(zip(row.values, chosen, strict=True)):
            y = centre + (number - (count - 1) / 2) * step
            end = frame.plot.left + (float(datum.quantity.high) * scale if datum else 0)
            draw_cell(sheet, Box(frame.plot.left, y - half, end, y + half), shade, color, number)
            text = value_text(sheet, datum) if datum else "—"
            sheet.put(sheet.block(text, size), end + size * GAP, y, strong=True)
    zero_line(sheet, frame.plot.left, frame, step * count)
    put_labels(sheet, frame, label_colors(sheet, data.rows))

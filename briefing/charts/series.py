"""Horizontal bars of several series: side by side, or one after the other as parts of a whole."""

from __future__ import annotations

from collections.abc import Callable

from briefing.charts.bars import checked_scale, zero_line
from briefing.charts.drawing import Medium, UnsuitableData
from briefing.charts.frame import (
    GAP,
    Lanes,
    Swatch,
    bar_most,
    forbid_negative,
    label_colors,
    lanes,
    legend,
    open_frame,
    put_labels,
    scale_between,
    value_text,
)
from briefing.charts.sheet import Box, Point, Sheet
from briefing.charts.style import ramp, row_colors, text_on
from briefing.document import Rows

_HATCHES = (None, "///", "...", "\\\\\\", "xxx", "---", "ooo", "|||")
"""On a page the series also differ by hatching, for printers without colour."""


def draw_grouped(sheet: Sheet, data: Rows) -> None:
    """Draws the series' bars one under the other in each row."""
    _check(sheet, data)
    count = len(data.series)
    box = open_frame(sheet)
    box = _legend(sheet, data, box, _latest_darkest)
    frame = lanes(sheet, box, [row.label for row in data.rows], most_pitch=bar_most(sheet) * (count + 0.9))
    step = frame.pitch * 0.78 / count
    size = sheet.sizes.value
    if step < size * 1.1:
        raise sheet.misfit(f"{len(data.rows)} rows of {count} bars need more height")
    cells = [
        (float(d.quantity.high), sheet.block(value_text(sheet, d), size).width + size * GAP)
        for row in data.rows
        for d in row.values
        if d
    ]
    scale = checked_scale(sheet, scale_between(frame.plot.width, cells), frame.plot.width)
    for row, color, centre in zip(data.rows, row_colors(data.rows, sheet.theme), frame.centres, strict=True):
        for number, (datum, shade) in enumerate(zip(row.values, _latest_darkest(color, count), strict=True)):
            y = centre + (number - (count - 1) / 2) * step
            end = frame.plot.left + (float(datum.quantity.high) * scale if datum else 0)
            half = min(bar_most(sheet), step * 0.86) / 2
            _cell(sheet, Box(frame.plot.left, y - half, end, y + half), shade, color, number)
            text = value_text(sheet, datum) if datum else "—"
            sheet.put(sheet.block(text, size), end + size * GAP, y, strong=True)
    zero_line(sheet, frame.plot.left, frame, step * count)
    put_labels(sheet, frame, label_colors(sheet, data.rows))


def draw_stacked(sheet: Sheet, data: Rows) -> None:
    """Draws the series' parts one after the other, each with its value; no total is computed for a label."""
    _check(sheet, data)
    box = open_frame(sheet)
    heads = len(data.rows) == 1
    if not heads:
        box = _legend(sheet, data, box, ramp)
    frame = lanes(sheet, box, [row.label for row in data.rows], share=0.3, most_pitch=bar_most(sheet) * 2.6)
    total = max(sum(float(d.quantity.high) for d in row.values if d) for row in data.rows)
    scale = checked_scale(sheet, frame.plot.width / total if total else 0, frame.plot.width)
    for index in range(len(data.rows)):
        _stack(sheet, data, frame, index, scale, heads=heads)
    zero_line(sheet, frame.plot.left, frame)
    put_labels(sheet, frame, label_colors(sheet, data.rows))


def _stack(sheet: Sheet, data: Rows, frame: Lanes, index: int, scale: float, *, heads: bool) -> None:
    """Draws one row of parts; `heads` puts the series' names directly above them."""
    row, centre = data.rows[index], frame.centres[index]
    color = row_colors(data.rows, sheet.theme)[index]
    size = sheet.sizes.figure if heads else sheet.sizes.value
    half = max(frame.thickness, size * 1.5) / 2
    x = frame.plot.left
    for number, (datum, shade) in enumerate(zip(row.values, ramp(color, len(row.values)), strict=True)):
        if datum is None:
            continue
        part = Box(x, centre - half, x + float(datum.quantity.high) * scale, centre + half)
        _cell(sheet, part, shade, color, number)
        _part_texts(sheet, part, value_text(sheet, datum), data.series[number] if heads else None, shade, size)
        x = part.right


def _part_texts(sheet: Sheet, part: Box, value: str, name: str | None, shade: str, size: float) -> None:
    """Writes the value into its part, on a clear ground where it is hatched, and the name above it."""
    middle = (part.left + part.right) / 2
    block = sheet.block(value, size)
    if block.width + size * 0.4 > part.width:
        raise sheet.misfit(f"the part “{value}” is too narrow for its label")
    if sheet.medium is Medium.PAGE:
        pad = size * 0.25
        y = (part.top + part.bottom) / 2
        chip = Box(middle - block.width / 2 - pad, y - size * 0.6, middle + block.width / 2 + pad, y + size * 0.6)
        sheet.rectangle(chip, shade)
    sheet.put(block, middle, (part.top + part.bottom) / 2, "center", color=text_on(shade, sheet.ink), strong=True)
    if name:
        above = sheet.block(name, sheet.sizes.label, part.width - sheet.sizes.label * 0.4)
        sheet.put(above, middle, part.top - sheet.sizes.label * 0.5, "center", "bottom")


def _check(sheet: Sheet, data: Rows) -> None:
    forbid_negative(sheet, data)
    for row in data.rows:
        if not data.series or len(row.values) != len(data.series):
            reason = f"has {len(data.series)} series but {len(row.values)} values for “{row.label}”"
            raise UnsuitableData(sheet.chart, reason)


def _cell(sheet: Sheet, box: Box, shade: str, color: str, number: int) -> None:
    """Draws one bar of a series; the edge keeps a light shade apart from the ground."""
    hatch = _HATCHES[number % len(_HATCHES)] if sheet.medium is Medium.PAGE and shade != color else None
    sheet.rectangle(box, shade, color, 0.75, hatch)


def _latest_darkest(color: str, count: int) -> tuple[str, ...]:
    """Returns the shades of series side by side: they are mostly years, and the last is the news."""
    return ramp(color, count)[::-1]


def _legend(sheet: Sheet, data: Rows, box: Box, shades: Callable[[str, int], tuple[str, ...]]) -> Box:
    colors = set(row_colors(data.rows, sheet.theme))
    color = colors.pop() if len(colors) == 1 else sheet.theme.palette.context_text

    def swatch(number: int, shade: str) -> Swatch:
        def paint(at: Point, side: float) -> None:
            half = side / 2
            _cell(sheet, Box(at[0] - half, at[1] - half, at[0] + half, at[1] + half), shade, color, number)

        return paint

    swatches = [swatch(i, shade) for i, shade in enumerate(shades(color, len(data.series)))]
    return legend(sheet, box, data.series, swatches)

"""Small multiples: one panel of bars for each series, all on one scale, the rows' labels once for each line of panels."""

from __future__ import annotations

from briefing.charts.bars import checked_scale, zero_line
from briefing.charts.drawing import ChartDoesNotFit, UnsuitableData
from briefing.charts.frame import GAP, Lanes, label_colors, lanes, open_frame, put_labels, value_text
from briefing.charts.ordered import number
from briefing.charts.series import check_series, one_unit, series_colors
from briefing.charts.sheet import Block, Box, Sheet
from briefing.charts.style import row_colors
from briefing.document import Rows

_LINES = 2
_LEAST_BAR = 2.2
"""The longest bar, in ems of the values."""


def draw(sheet: Sheet, data: Rows) -> None:
    """Draws the panels beside each other, or in two lines if they would be too narrow."""
    check_series(sheet, data)
    one_unit(sheet, data)
    if len(data.series) == 1:
        raise UnsuitableData(sheet.chart, "needs two series at least, one for each panel")
    box = open_frame(sheet)
    try:
        widths = _measure(sheet, data, box, 1)
        lines = 1
    except ChartDoesNotFit:
        widths = _measure(sheet, data, box, _LINES)
        lines = _LINES
    _draw_lines(sheet, data, box, lines, widths)


def _columns(data: Rows, lines: int) -> int:
    return -(-len(data.series) // lines)


def _frames(sheet: Sheet, data: Rows, box: Box, lines: int) -> list[Lanes]:
    """Returns the rows of each line of panels, under the room of its headings."""
    size = sheet.sizes.label
    gap = size if lines > 1 else 0.0
    height = (box.height - gap * (lines - 1)) / lines
    labels = [row.label for row in data.rows]
    share = 0.26 if len(data.series) > _LINES else 0.34
    tops = [box.top + (height + gap) * line for line in range(lines)]
    head = max(block.height for block in _heads(sheet, data, box, lines)) + size * 0.5
    return [lanes(sheet, Box(box.left, top + head, box.right, top + height), labels, share=share) for top in tops]


def _heads(sheet: Sheet, data: Rows, box: Box, lines: int) -> list[Block]:
    size = sheet.sizes.label
    width = box.width * 0.7 / _columns(data, lines) - size
    return [sheet.block(name, size, width, 2) for name in data.series]


def _texts(sheet: Sheet, data: Rows) -> list[list[Block]]:
    """Returns the values' labels, series by series."""
    size = sheet.sizes.value
    return [
        [sheet.block(value_text(sheet, datum) if (datum := row.values[i]) else "—", size) for row in data.rows]
        for i in range(len(data.series))
    ]


def _measure(sheet: Sheet, data: Rows, box: Box, lines: int) -> tuple[float, float]:
    """Returns the width of a panel and the points per unit; raises ChartDoesNotFit if bars would be too short."""
    size = sheet.sizes.value
    frame = _frames(sheet, data, box, lines)[0]
    columns = _columns(data, lines)
    width = (frame.plot.width - size * (columns - 1)) / columns
    ends = [
        (number(row.values[i]), block.width + size * GAP)
        for i, blocks in enumerate(_texts(sheet, data))
        for row, block in zip(data.rows, blocks, strict=True)
    ]
    scale = min(((width - label) / value for value, label in ends if value > 0), default=0.0)
    checked_scale(sheet, scale, width)
    if max(value for value, _ in ends) * scale < size * _LEAST_BAR:
        raise sheet.misfit(f"{len(data.series)} panels need more width")
    return width, scale


def _draw_lines(sheet: Sheet, data: Rows, box: Box, lines: int, widths: tuple[float, float]) -> None:
    (width, scale), size, columns = widths, sheet.sizes.value, _columns(data, lines)
    frames, heads, texts = _frames(sheet, data, box, lines), _heads(sheet, data, box, lines), _texts(sheet, data)
    by_series = series_colors(sheet, data, 0.0)
    by_row = row_colors(data.rows, sheet.theme)
    for series, head in enumerate(heads):
        frame = frames[series // columns]
        left = frame.plot.left + (series % columns) * (width + size)
        color, ink = by_series[series] if data.sides else ("", sheet.ink)
        sheet.put(head, left, frame.top() - sheet.sizes.label * 0.2, "left", "bottom", ink, strong=True)
        for row, text, centre, own in zip(data.rows, texts[series], frame.centres, by_row, strict=True):
            end = left + number(row.values[series]) * scale
            half = frame.thickness / 2
            sheet.rectangle(Box(left, centre - half, end, centre + half), color or own)
            sheet.put(text, end + size * GAP, centre, strong=True)
        zero_line(sheet, left, frame)
    for frame in frames:
        put_labels(sheet, frame, label_colors(sheet, data.rows))

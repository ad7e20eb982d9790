"""Small multiples: a panel of bars for each series, all on one scale and as wide as it then needs, labels once a line."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from briefing.charts.bars import checked_scale, zero_line
from briefing.charts.drawing import ChartDoesNotFit, UnsuitableData
from briefing.charts.frame import GAP, Lanes, label_colors, lanes, open_frame, put_labels, value_text
from briefing.charts.ordered import number
from briefing.charts.series import check_series, one_unit, series_colors
from briefing.charts.sheet import Block, Box, Sheet
from briefing.charts.style import row_colors
from briefing.document import Rows
from briefing.i18n import gettext as _

_LINES = 2
_LEAST_BAR = 2.2
"""The longest bar, in ems of the values."""
_BETWEEN = 1.8
"""Between two panels, in ems of the values: clearly more than between a bar and its value."""
_STEPS = 40


@dataclass(frozen=True, slots=True)
class _Panels:
    """The columns of panels, in points from the left of the plot."""

    lefts: tuple[float, ...]
    scale: float
    """Points per unit."""


def draw(sheet: Sheet, data: Rows) -> None:
    """Draws the panels beside each other, or in two lines if they would be too narrow."""
    check_series(sheet, data)
    one_unit(sheet, data)
    if len(data.series) == 1:
        raise UnsuitableData(sheet.chart, _("needs two series at least, one for each panel"))
    box = open_frame(sheet)
    try:
        panels = _measure(sheet, data, box, 1)
        lines = 1
    except ChartDoesNotFit:
        panels = _measure(sheet, data, box, _LINES)
        lines = _LINES
    _draw_lines(sheet, data, box, lines, panels)


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


def _measure(sheet: Sheet, data: Rows, box: Box, lines: int) -> _Panels:
    """Returns the panels with the largest scale that fits; raises ChartDoesNotFit if bars would be too short."""
    size, columns = sheet.sizes.value, _columns(data, lines)
    plot = _frames(sheet, data, box, lines)[0].plot
    between = size * _BETWEEN
    room = plot.width - between * (columns - 1)
    needs = [_Need.of(sheet, data, range(column, len(data.series), columns), box, lines) for column in range(columns)]
    most = max(value for need in needs for value, _width in need.ends) or 1.0
    scale = _largest(needs, room, room / most)
    checked_scale(sheet, scale, room / columns)
    if most * scale < size * _LEAST_BAR:
        raise sheet.misfit(_("{n} panels need more width").format(n=len(data.series)))
    widths = [need.width(scale) for need in needs]
    # What headings wider than their bars leave over goes between the panels.
    between += (room - sum(widths)) / columns if columns > 1 else 0.0
    return _Panels(tuple(sum(widths[:i]) + between * i for i in range(columns)), scale)


@dataclass(frozen=True, slots=True)
class _Need:
    """What stands in a column of panels."""

    ends: tuple[tuple[float, float], ...]
    """Values, and the widths of their labels with the gap before them."""
    head: float

    @classmethod
    def of(cls, sheet: Sheet, data: Rows, series: Iterable[int], box: Box, lines: int) -> _Need:
        texts, heads, gap = _texts(sheet, data), _heads(sheet, data, box, lines), sheet.sizes.value * GAP
        chosen = tuple(series)
        ends = (
            (number(row.values[i]), block.width + gap)
            for i in chosen
            for row, block in zip(data.rows, texts[i], strict=True)
        )
        return cls(tuple(ends), max(heads[i].width for i in chosen))

    def width(self, scale: float) -> float:
        return max(self.head, *(value * scale + label for value, label in self.ends))


def _largest(needs: Sequence[_Need], room: float, most: float) -> float:
    """Returns the largest scale up to `most` with which the panels fit beside each other; 0 if none does."""
    low, high = 0.0, most
    for _step in range(_STEPS):
        middle = (low + high) / 2
        low, high = (middle, high) if sum(need.width(middle) for need in needs) <= room else (low, middle)
    return low


def _draw_lines(sheet: Sheet, data: Rows, box: Box, lines: int, panels: _Panels) -> None:
    scale, size, columns = panels.scale, sheet.sizes.value, _columns(data, lines)
    frames, heads, texts = _frames(sheet, data, box, lines), _heads(sheet, data, box, lines), _texts(sheet, data)
    by_series = series_colors(sheet, data, 0.0)
    by_row = row_colors(data.rows, sheet.theme)
    for series, head in enumerate(heads):
        frame = frames[series // columns]
        left = frame.plot.left + panels.lefts[series % columns]
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

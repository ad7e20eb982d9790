"""Shares of a whole: a ring for each row with its per cent in the middle and its label beneath."""

from __future__ import annotations

import math
from dataclasses import dataclass

from briefing.charts.drawing import Medium, UnsuitableData
from briefing.charts.frame import label_colors, open_frame, single
from briefing.charts.sheet import Block, Box, Sheet
from briefing.charts.style import row_colors
from briefing.document import Datum, Row, Rows
from briefing.i18n import gettext as _
from briefing.i18n import ngettext

_MOST_RADIUS = {Medium.SLIDE: 104.0, Medium.PAGE: 60.0}
_LEAST_RADIUS = 1.9
"""In ems of the value in the middle."""
THICK = 0.2
_WHOLE = {"%": 100.0, "％": 100.0, "‰": 1000.0}


@dataclass(frozen=True, slots=True)
class _Grid:
    columns: int
    radius: float
    pitch: float
    labels: tuple[Block, ...]


def draw(sheet: Sheet, data: Rows) -> None:
    """Draws the rings in the order given, in as many lines as make them largest."""
    rows = data.rows
    shares = [_share(sheet, row) for row in rows]
    box = open_frame(sheet, says_unit=False)
    lines = range(1, min(3, len(rows)) + 1)
    grid = max((ring_grid(sheet, box, rows, math.ceil(len(rows) / n)) for n in lines), key=lambda g: g.radius)
    size = min(grid.radius * 0.42, sheet.sizes.figure * 1.3)
    if grid.radius < sheet.sizes.value * _LEAST_RADIUS:
        message = ngettext("{n} ring needs more room", "{n} rings need more room", len(rows))
        raise sheet.misfit(message.format(n=len(rows)))
    count = math.ceil(len(rows) / grid.columns)
    height = _height(sheet, grid)
    free = (box.height - height * count) / count
    colors = list(zip(row_colors(rows, sheet.theme), label_colors(sheet, rows), strict=True))
    for number, row in enumerate(rows):
        line, place = divmod(number, grid.columns)
        beside = min(grid.columns, len(rows) - line * grid.columns)
        x = box.left + box.width / 2 + (place - (beside - 1) / 2) * grid.pitch
        y = box.top + free / 2 + line * (height + free) + grid.radius
        color, ink = colors[number]
        sheet.ring((x, y), grid.radius, grid.radius * THICK, 1.0, sheet.theme.palette.line)
        sheet.ring((x, y), grid.radius, grid.radius * THICK, shares[number], color)
        text = row.values[0].text if row.values[0] else ""
        sheet.put(_inside(sheet, text, grid.radius, max(size, sheet.sizes.value)), x, y, "center", strong=True)
        sheet.put(grid.labels[number], x, y + grid.radius + sheet.sizes.label * 0.7, "center", "top", ink)


def whole(unit: str) -> float:
    """Returns what a share with this unit is out of: 100 for %."""
    return _WHOLE.get(unit, 1.0)


def _share(sheet: Sheet, row: Row) -> float:
    """Returns the value as a share from 0 to 1; raises UnsuitableData."""
    datum: Datum | None = single(sheet, row)
    if datum is None:
        raise UnsuitableData(sheet.chart, _("has no value for “{row}”").format(row=row.label))
    share = float(datum.quantity.high) / whole(datum.unit)
    if not 0 <= share <= 1:
        message = _("shows shares, and {value} (“{row}”) is none")
        raise UnsuitableData(sheet.chart, message.format(value=datum.text, row=row.label))
    return share


def ring_grid(sheet: Sheet, box: Box, rows: tuple[Row, ...], columns: int) -> _Grid:
    lines = math.ceil(len(rows) / columns)
    size = sheet.sizes.label
    most = _MOST_RADIUS[sheet.medium]
    pitch = min(box.width / columns, most * 3.2)
    labels = tuple(sheet.block(row.label, size, pitch - size) for row in rows)
    height = box.height / lines - max(label.height for label in labels) - size * (1.6 if lines > 1 else 0.8)
    radius = min(height / 2, (pitch - size) / 2, most)
    return _Grid(columns, radius, pitch, labels)


def _height(sheet: Sheet, grid: _Grid) -> float:
    return 2 * grid.radius + sheet.sizes.label * 0.7 + max(label.height for label in grid.labels)


def _inside(sheet: Sheet, text: str, radius: float, size: float) -> Block:
    """Returns the value at the largest size that the hole of the ring allows; raises ChartDoesNotFit."""
    hole = 2 * radius * (1 - THICK) * 0.86
    fitted = min(size, size * hole / sheet.measure(text, size)) if text else size
    if fitted < sheet.sizes.small:
        raise sheet.misfit(_("“{text}” is too long for its ring").format(text=text))
    return sheet.block(text, fitted)

"""Columns: one value for each category, in the order given, for times and steps."""

from __future__ import annotations

from briefing.charts.bars import value_size
from briefing.charts.frame import forbid_negative, label_colors, open_frame, single, value_text
from briefing.charts.sheet import Box, Sheet
from briefing.charts.style import row_colors
from briefing.charts.uprights import BETWEEN, uprights
from briefing.document import Rows
from briefing.i18n import gettext as _

HEAD = 1.6
"""Above the tallest column, for its value and some air under the chart's title, in ems of the value."""
_LEAST_HEIGHT = 3.0
"""Of the tallest column, in ems of the value labels."""


def draw(sheet: Sheet, data: Rows) -> None:
    """Draws vertical bars from a zero line, each with its value above and its label below."""
    forbid_negative(sheet, data)
    box = open_frame(sheet)
    rows, sizes = data.rows, sheet.sizes
    stand = uprights(sheet, box, [row.label for row in rows])
    labels = [sheet.block(row.label, sizes.label, stand.pitch - sizes.label * BETWEEN) for row in rows]
    base = box.bottom - max(label.height for label in labels) - sizes.label * 0.7
    size = value_size(sheet, len(rows))
    values = [float(datum.quantity.high) if (datum := single(sheet, row)) else 0.0 for row in rows]
    room = base - box.top - size * HEAD
    if room < size * _LEAST_HEIGHT:
        raise sheet.misfit(_("title and labels leave no height for the columns"))
    scale = room / max(values) if max(values) > 0 else 0.0
    half = stand.thickness / 2
    colors = zip(row_colors(rows, sheet.theme), label_colors(sheet, rows), strict=True)
    for number, (row, value, (color, ink)) in enumerate(zip(rows, values, colors, strict=True)):
        x, top = stand.xs[number], base - value * scale
        sheet.rectangle(Box(x - half, top, x + half, base), color)
        text = value_text(sheet, datum) if (datum := row.values[0]) else "—"
        sheet.put(sheet.block(text, size), x, top - size * 0.3, "center", "bottom", strong=True)
        sheet.put(labels[number], x, base + sizes.label * 0.6, "center", "top", color=ink)
    sheet.line((stand.left, base), (stand.right, base), sheet.theme.palette.context, 1.0)

"""Columns and a line over the same rows: two bands, each from its own zero, so that neither hides the other."""

from __future__ import annotations

from dataclasses import dataclass

from briefing.charts.drawing import UnsuitableData
from briefing.charts.frame import open_frame
from briefing.charts.lines import RADIUS, draw_line
from briefing.charts.ordered import (
    Curve,
    end_names,
    foot,
    need_rows,
    number,
    place_values,
    put_row_labels,
    put_values,
    row_labels,
    value_blocks,
)
from briefing.charts.series import series_colors
from briefing.charts.sheet import Block, Box, Sheet
from briefing.charts.uprights import Uprights, uprights
from briefing.document import Rows
from briefing.i18n import gettext as _

_PAIR = 2
_LINE_SHARE = 0.4
"""Of the height, for the line where its unit is not that of the columns."""
_LEAST_HEIGHT = 1.6
"""Of each band without its values, in ems of the values."""


@dataclass(frozen=True, slots=True)
class Bands:
    """Where the zero of the line and of the columns stand, and the points per unit of each."""

    zeros: tuple[float, float]
    scales: tuple[float, float]


def draw(sheet: Sheet, data: Rows) -> None:
    """Draws the first series as columns and the second as a line above them.

    With one unit for both, a length means the same in both bands; with two, the values of the line carry theirs.
    """
    need_rows(sheet, data)
    units = units_of(sheet, data)
    box = open_frame(sheet)
    size = sheet.sizes.value
    names = end_names(sheet, data.series)
    blocks = value_blocks(sheet, data, size)
    stand = uprights(sheet, box, [row.label for row in data.rows], names.width)
    if stand.pitch < max(block.width for line in blocks for block in line if block) + size * 0.3:
        raise sheet.misfit(_("the values of {n} rows need more width").format(n=len(data.rows)))
    xs = stand.xs
    labels = row_labels(sheet, data.rows, xs, all_of_them=True)
    base = box.bottom - foot(sheet, labels)
    bands = bands_of(sheet, data, Box(box.left, box.top, box.right, base), same=units[0] == units[1])
    colors = series_colors(sheet, data, 0.0 if data.sides else 0.5)
    if not data.sides:
        # Columns step back behind the line that tells the news.
        colors.reverse()
    _columns(sheet, data, blocks[0], stand, bands, colors[0])
    zero, scale = bands.zeros[0], bands.scales[0]
    curve: Curve = [
        (x, zero - number(datum) * scale) if (datum := row.values[1]) else None
        for row, x in zip(data.rows, xs, strict=True)
    ]
    reach = RADIUS[sheet.medium] + size * 1.4
    lowest = max((point[1] for point in curve if point), default=zero)
    room = Box(0, box.top, box.right, max(zero - 1, lowest + reach))
    placed = place_values([curve], [blocks[1]], RADIUS[sheet.medium], room, zero)
    if placed is None:
        raise sheet.misfit(_("the values of the line would touch"))
    for y in bands.zeros:
        sheet.line((stand.left, y), (stand.right, y), sheet.theme.palette.context, 1.0)
    draw_line(sheet, curve, colors[1][0], dots=True)
    put_values(sheet, placed, [colors[1][1]])
    put_row_labels(sheet, labels, xs, base)
    last = [number(row.values[0]) for row in data.rows][-1]
    heights = (base - last * bands.scales[1] / 2, next((p[1] for p in reversed(curve) if p), zero))
    for name, y, (_color, ink) in zip(names.blocks, heights, colors, strict=True):
        sheet.put(name, stand.right + sheet.sizes.label * 0.6, min(y, base - name.height / 2), color=ink)


def units_of(sheet: Sheet, data: Rows) -> list[str]:
    """Returns the unit of each series; raises UnsuitableData if a series has two, or there are not two series."""
    if len(data.series) != _PAIR:
        message = _("needs two series, columns and a line; found {n}")
        raise UnsuitableData(sheet.chart, message.format(n=len(data.series)))
    units: list[str] = []
    for i, name in enumerate(data.series):
        found = {datum.unit for row in data.rows if (datum := row.values[i])}
        if len(found) != 1:
            message = _("needs values of one unit for “{series}”; found {n}")
            raise UnsuitableData(sheet.chart, message.format(series=name, n=len(found)))
        units += found
    if any(datum.quantity.low < 0 for row in data.rows if (datum := row.values[0])):
        message = _("has a negative value for its columns (“{series}”)")
        raise UnsuitableData(sheet.chart, message.format(series=data.series[0]))
    return units


def bands_of(sheet: Sheet, data: Rows, box: Box, *, same: bool) -> Bands:
    """Returns the line's band above the columns' band; each keeps room for the values above its marks."""
    size = sheet.sizes.value
    head = RADIUS[sheet.medium] + size * 1.4
    columns = max((number(row.values[0]) for row in data.rows), default=0.0) or 1.0
    line = [number(row.values[1]) for row in data.rows]
    high, low = max(*line, 0.0), min(*line, 0.0)
    dip = size * 1.8 if low < 0 else 0.0
    room = box.height - head - size * 1.4 - size * 0.8 - dip
    share = (high - low) / (high - low + columns) if same else _LINE_SHARE
    upper, lower = room * share, room * (1 - share)
    if min(upper, lower) < size * _LEAST_HEIGHT:
        raise sheet.misfit(_("title and labels leave no height for the columns and the line"))
    scale = upper / ((high - low) or 1.0)
    return Bands((box.top + head + high * scale, box.bottom), (scale, lower / columns))


def _columns(
    sheet: Sheet,
    data: Rows,
    blocks: list[Block | None],
    stand: Uprights,
    bands: Bands,
    color: tuple[str, str],
) -> None:
    half = stand.thickness / 2
    base = bands.zeros[1]
    for row, block, x in zip(data.rows, blocks, stand.xs, strict=True):
        top = base - number(row.values[0]) * bands.scales[1]
        sheet.rectangle(Box(x - half, top, x + half, base), color[0])
        sheet.put(
            block or sheet.block("—", sheet.sizes.value),
            x,
            top - sheet.sizes.value * 0.25,
            "center",
            "bottom",
            strong=True,
        )

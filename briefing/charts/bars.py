"""Horizontal bars from one zero line: all to the right, or to both sides of it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from briefing.charts.frame import (
    GAP,
    Lanes,
    label_colors,
    lanes,
    open_frame,
    put_labels,
    scale_between,
    single,
    value_text,
)
from briefing.charts.sheet import Block, Box, Sheet
from briefing.charts.style import mix, row_colors
from briefing.document import Datum, Row, Rows
from briefing.i18n import gettext as _

_FEW = 3
_NOTHING = "—"
_MINUS = "−"
_STEPS = 40


_YEAR = re.compile(r"\d{4}(?!\d)")


def ranked(rows: Sequence[Row]) -> list[Row]:
    """Returns rows by their value, the largest first, unless time orders them."""
    if all(_YEAR.match(row.label) for row in rows):
        return list(rows)
    return sorted(rows, key=lambda row: _value(row.values[0]), reverse=True)


def draw_bar(sheet: Sheet, data: Rows) -> None:
    """Draws horizontal bars, the largest first; years keep their order."""
    values = {row.label: single(sheet, row) for row in data.rows}
    if any(datum and datum.quantity.low < 0 for datum in values.values()):
        draw_diverging(sheet, data)
        return
    rows = ranked(data.rows)
    frame = lanes(sheet, open_frame(sheet), [row.label for row in rows])
    plot = frame.plot
    size = value_size(sheet, len(rows))
    texts = [sheet.block(value_text(sheet, datum) if (datum := row.values[0]) else _NOTHING, size) for row in rows]
    gap = size * GAP
    ends = [(_value(row.values[0]), text.width + gap) for row, text in zip(rows, texts, strict=True)]
    scale = checked_scale(sheet, scale_between(plot.width, ends), plot.width)
    for row, text, color, centre in zip(rows, texts, row_colors(rows, sheet.theme), frame.centres, strict=True):
        end = _draw_bar(sheet, plot.left, centre, frame.thickness, row.values[0], scale, color)
        sheet.put(text, end + gap, centre, strong=True)
    zero_line(sheet, plot.left, frame)
    put_labels(sheet, frame, label_colors(sheet, rows))


def value_size(sheet: Sheet, rows: int) -> float:
    return sheet.sizes.figure if rows <= _FEW else sheet.sizes.value


def checked_scale(sheet: Sheet, scale: float, room: float) -> float:
    """Returns the scale if something can be seen of the bars; raises ChartDoesNotFit."""
    if room < sheet.sizes.label * 4 or scale < 0:
        raise sheet.misfit(_("labels and values leave no room for the marks"))
    return scale


def zero_line(sheet: Sheet, x: float, frame: Lanes, height: float | None = None) -> None:
    """Draws the line at zero past the outer bars; `height` is that of a row's marks if it has more than one bar."""
    reach = min(frame.pitch * 0.5, (height or frame.thickness) * 0.5 + frame.pitch * 0.08)
    line = sheet.theme.palette.context
    sheet.line((x, frame.centres[0] - reach), (x, frame.centres[-1] + reach), line, 1.0)


def _value(datum: Datum | None) -> float:
    return float(datum.quantity.high) if datum else 0.0


def _draw_bar(
    sheet: Sheet, left: float, centre: float, thickness: float, datum: Datum | None, scale: float, color: str
) -> float:
    """Draws a bar, the uncertain part of a range lighter; returns its right end."""
    if datum is None:
        return left
    top, bottom = centre - thickness / 2, centre + thickness / 2
    low, high = (left + float(v) * scale for v in (datum.quantity.low, datum.quantity.high))
    if high > low:
        sheet.rectangle(Box(low, top, high, bottom), mix(color, 0.6))
    sheet.rectangle(Box(left, top, low, bottom), color)
    return high


def signed(text: str, value: float) -> str:
    """Returns the figure with its sign before the first digit; 超50 is a gain without one."""
    if value == 0 or (value > 0 and re.match(r"[^\d+＋]", text)):
        return text
    bare = re.sub(r"[-−－+＋](?=\d)", "", text)
    return re.sub(r"(?=\d)", "+" if value > 0 else _MINUS, bare, count=1)


def draw_diverging(sheet: Sheet, data: Rows) -> None:
    """Draws gains to the right and falls to the left of a zero line, from the highest gain to the deepest fall."""
    for row in data.rows:
        single(sheet, row)
    rows = sorted(data.rows, key=lambda row: midpoint(row.values[0]), reverse=True)
    frame = lanes(sheet, open_frame(sheet), [row.label for row in rows], share=0.4)
    size = value_size(sheet, len(rows))
    texts = [_signed_block(sheet, row.values[0], size) for row in rows]
    zero, scale = two_sided_axis(sheet, frame.plot, rows, texts, size * GAP)
    for row, text, color, centre in zip(rows, texts, row_colors(rows, sheet.theme), frame.centres, strict=True):
        end = zero + midpoint(row.values[0]) * scale
        half = frame.thickness / 2
        _guide(sheet, frame.plot.left, min(zero, end if end >= zero else end - text.width - size), centre)
        sheet.rectangle(Box(min(zero, end), centre - half, max(zero, end), centre + half), color)
        if end < zero:
            sheet.put(text, end - size * GAP, centre, "right", strong=True)
        else:
            sheet.put(text, end + size * GAP, centre, strong=True)
    zero_line(sheet, zero, frame)
    put_labels(sheet, frame, label_colors(sheet, rows))


def _guide(sheet: Sheet, label: float, mark: float, y: float) -> None:
    """Draws a hairline that leads the eye from a label to its mark far away."""
    end = mark - sheet.sizes.label * 0.5
    if end - label > sheet.sizes.label:
        sheet.line((label, y), (end, y), sheet.theme.palette.line)


def midpoint(datum: Datum | None) -> float:
    return float(datum.quantity.low + datum.quantity.high) / 2 if datum else 0.0


def _signed_block(sheet: Sheet, datum: Datum | None, size: float) -> Block:
    if datum is None:
        return sheet.block(_NOTHING, size)
    return sheet.block(signed(value_text(sheet, datum), midpoint(datum)), size)


def two_sided_axis(sheet: Sheet, plot: Box, rows: list[Row], texts: list[Block], gap: float) -> tuple[float, float]:
    """Returns where zero stands and the points per unit with which both sides just fill the plot."""
    # A value right beside the label of its row would read as part of it.
    keep = sheet.sizes.label * 0.4
    values = [midpoint(row.values[0]) for row in rows]
    ends = [(v, text.width + gap + (keep if v < 0 else 0)) for v, text in zip(values, texts, strict=True)]

    def reach(scale: float) -> tuple[float, float]:
        left = max((-v * scale + w for v, w in ends if v < 0), default=0.0)
        right = max((v * scale + w for v, w in ends if v >= 0), default=0.0)
        return left, right

    low, high = 0.0, plot.width / max(max((abs(v) for v, _width in ends), default=1.0), 1e-9)
    if sum(reach(low)) > plot.width:
        raise sheet.misfit(_("labels and values leave no room for the marks"))
    for _step in range(_STEPS):
        middle = (low + high) / 2
        low, high = (middle, high) if sum(reach(middle)) <= plot.width else (low, middle)
    checked_scale(sheet, low, plot.width)
    return plot.left + reach(low)[0], low

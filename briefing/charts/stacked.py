"""Horizontal bars of several series, one after the other as parts of a whole."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal

from briefing.charts.bars import checked_scale, zero_line
from briefing.charts.drawing import ChartDoesNotFit, Medium, UnsuitableData
from briefing.charts.frame import Lanes, bar_most, label_colors, lanes, open_frame, put_labels, value_text
from briefing.charts.series import check_series, draw_cell, one_unit, series_legend, shades
from briefing.charts.sheet import Block, Box, Sheet
from briefing.charts.style import row_colors, text_on
from briefing.document import ChartKind, Datum, Quantity, Rows
from briefing.i18n import gettext as _

_PER_CENT = "%"
_UNDER = 3.02
"""What bars leave free under and above them for the values of narrow parts, in ems of the values."""


@dataclass(frozen=True, slots=True)
class _Part:
    box: Box
    value: Block
    shade: str
    number: int
    """Of its series."""

    @property
    def middle(self) -> float:
        return (self.box.left + self.box.right) / 2

    @property
    def is_wide(self) -> bool:
        """Whether its value can stand in it."""
        return self.value.width + self.value.size * 0.4 <= self.box.width


def draw(sheet: Sheet, data: Rows) -> None:
    """Draws the parts with their values; a single row has the series' names directly above its parts.

    No total is computed: a label states only what the data say.
    """
    check_series(sheet, data)
    _draw(sheet, data, open_frame(sheet))


def draw_shares(sheet: Sheet, data: Rows) -> None:
    """Draws each row as a whole of 100 per cent, its parts labelled with their shares; the title names no unit."""
    check_series(sheet, data)
    one_unit(sheet, data)
    _draw(sheet, in_shares(sheet, data), open_frame(sheet, says_unit=False))


def in_shares(sheet: Sheet, data: Rows) -> Rows:
    """Returns the rows with every value as a share of its row's total; raises UnsuitableData for a total of zero.

    This is the one place where the shares are computed: in decimal, with whole per cents (one decimal below one per
    cent) in the labels, rounded half up. The bars keep the exact shares, so that they end together at 100.
    """
    rows = []
    for row in data.rows:
        total = sum((datum.quantity.high for datum in row.values if datum), Decimal(0))
        if not total:
            message = _("shows shares of totals, and the total of “{row}” is 0")
            raise UnsuitableData(sheet.chart, message.format(row=row.label))
        rows.append(replace(row, values=tuple(datum and _share(datum, total) for datum in row.values)))
    return replace(data, rows=tuple(rows))


def _share(datum: Datum, total: Decimal) -> Datum:
    exact = datum.quantity.high * 100 / total
    step = Decimal("0.1") if 0 < exact < 1 else Decimal(1)
    text = f"{exact.quantize(step, ROUND_HALF_UP)}"
    return Datum(Quantity(exact, exact, text), _PER_CENT)


def _draw(sheet: Sheet, data: Rows, box: Box) -> None:
    if len(data.rows) == 1 and _draw_with_names(sheet, data, box):
        return
    _draw_rows(sheet, data, series_legend(sheet, data, box, last_darkest=False), sheet.sizes.value)


def frame_of(sheet: Sheet, data: Rows, box: Box, size: float) -> tuple[Lanes, float, float]:
    """Returns the rows, the points per unit, and the thickness of the bars with values of this size in them."""
    labels = [row.label for row in data.rows]
    total = max(sum(float(d.quantity.high) for d in row.values if d) for row in data.rows)
    frame = lanes(sheet, box, labels, share=0.3)
    scale = checked_scale(sheet, frame.plot.width / total if total else 0, frame.plot.width)
    if _has_narrow(sheet, data, scale, size):
        frame = lanes(sheet, box, labels, share=0.3, most_pitch=bar_most(sheet) + _UNDER * sheet.sizes.value)
    return frame, scale, _thickness(sheet, frame, size, narrow=_has_narrow(sheet, data, scale, size))


def _draw_with_names(sheet: Sheet, data: Rows, box: Box) -> bool:
    """Draws the one row with names above its parts; returns False, and draws nothing, if they are too narrow."""
    frame, scale, thick = frame_of(sheet, data, box, sheet.sizes.figure)
    parts = _parts(sheet, data, 0, frame, scale, thick, sheet.sizes.figure)
    em = sheet.sizes.label
    try:
        names = [sheet.block(data.series[part.number], em, part.box.width - em * 0.4) for part in parts]
    except ChartDoesNotFit:
        return False
    _draw_rows(sheet, data, box, sheet.sizes.figure)
    for part, name in zip(parts, names, strict=True):
        sheet.put(name, part.middle, part.box.top - em * 0.5, "center", "bottom")
    return True


def _draw_rows(sheet: Sheet, data: Rows, box: Box, size: float) -> None:
    frame, scale, thick = frame_of(sheet, data, box, size)
    for index, color in enumerate(row_colors(data.rows, sheet.theme)):
        parts = _parts(sheet, data, index, frame, scale, thick, size)
        for part in parts:
            draw_cell(sheet, part.box, part.shade, color, part.number)
        _values_inside(sheet, [part for part in parts if part.is_wide])
        _values_under(sheet, frame, [part for part in parts if not part.is_wide])
    zero_line(sheet, frame.plot.left, frame)
    put_labels(sheet, frame, label_colors(sheet, data.rows))


def _has_narrow(sheet: Sheet, data: Rows, scale: float, size: float) -> bool:
    """Returns whether a part is too narrow for its value."""
    values = [datum for row in data.rows for datum in row.values if datum]
    widths = [(sheet.measure(_label(sheet, datum), size), float(datum.quantity.high) * scale) for datum in values]
    return any(text + size * 0.4 > width for text, width in widths)


def _thickness(sheet: Sheet, frame: Lanes, size: float, *, narrow: bool) -> float:
    """Returns the bars' thickness; they get thinner where narrow parts have their values under them."""
    most = min(max(frame.thickness, size * 1.5), bar_most(sheet))
    return max(min(most, frame.pitch - _UNDER * sheet.sizes.value), size * 1.5) if narrow else most


def _parts(sheet: Sheet, data: Rows, index: int, frame: Lanes, scale: float, thick: float, size: float) -> list[_Part]:
    """Returns the parts of a row; a gap in the data has none."""
    row, color = data.rows[index], row_colors(data.rows, sheet.theme)[index]
    half = thick / 2
    centre, x = frame.centres[index], frame.plot.left
    parts = []
    chosen = shades(color, len(row.values), last_darkest=False)
    for number, (datum, shade) in enumerate(zip(row.values, chosen, strict=True)):
        if datum is None:
            continue
        box = Box(x, centre - half, x + float(datum.quantity.high) * scale, centre + half)
        parts.append(_Part(box, sheet.block(_label(sheet, datum), size), shade, number))
        x = box.right
    return parts


def _label(sheet: Sheet, datum: Datum) -> str:
    """Returns the label of a part; a share carries its sign, for the chart's unit is that of the parts themselves."""
    return datum.text if sheet.chart.kind is ChartKind.STACKED_100 else value_text(sheet, datum)


def _values_inside(sheet: Sheet, parts: Sequence[_Part]) -> None:
    """Writes the values into their parts, on a clear ground where a page has hatching."""
    for part in parts:
        size, y = part.value.size, (part.box.top + part.box.bottom) / 2
        if sheet.medium is Medium.PAGE:
            reach = part.value.width / 2 + size * 0.2
            sheet.rectangle(Box(part.middle - reach, y - size * 0.6, part.middle + reach, y + size * 0.6), part.shade)
        sheet.put(part.value, part.middle, y, "center", color=text_on(part.shade, sheet.ink), strong=True)


def _values_under(sheet: Sheet, frame: Lanes, parts: Sequence[_Part]) -> None:
    """Writes the values of narrow parts under them, pushed apart where they would touch, with a line to each."""
    if not parts:
        return
    size = sheet.sizes.value
    blocks = [sheet.block(part.value.lines[0], size) for part in parts]
    drop = size * 0.5
    if frame.pitch < parts[0].box.height + 2 * (drop + size):
        raise sheet.misfit(_("the values of narrow parts need more height under them"))
    xs = [part.middle for part in parts]
    for i, block in enumerate(blocks[1:], 1):
        xs[i] = max(xs[i], xs[i - 1] + (blocks[i - 1].width + block.width) / 2 + size * 0.5)
    xs[-1] = min(xs[-1], frame.plot.right - blocks[-1].width / 2)
    for i in range(len(xs) - 2, -1, -1):
        xs[i] = min(xs[i], xs[i + 1] - (blocks[i + 1].width + blocks[i].width) / 2 - size * 0.5)
    for part, block, x in zip(parts, blocks, xs, strict=True):
        bottom = part.box.bottom
        sheet.line((part.middle, bottom), (x, bottom + drop), sheet.theme.palette.context)
        sheet.put(block, x, bottom + drop, "center", "top", strong=True)

"""Before and after: two dots and an arrow between them, on one linear scale from zero."""

from __future__ import annotations

from briefing.charts.bars import checked_scale, value_size
from briefing.charts.drawing import UnsuitableData
from briefing.charts.frame import (
    GAP,
    Swatch,
    forbid_negative,
    label_colors,
    lanes,
    legend,
    open_frame,
    put_labels,
    value_text,
)
from briefing.charts.sheet import Block, Box, Point, Sheet
from briefing.charts.style import row_colors
from briefing.contrast import WHITE
from briefing.document import Datum, Row, Rows
from briefing.i18n import gettext as _

_PAIR = 2
_KEEP = 0.6
"""Between the labels of the rows and the values beside them, in ems of the values."""


def draw(sheet: Sheet, data: Rows) -> None:
    """Draws a hollow dot for the first value and a full one for the second."""
    rows = data.rows
    pairs = [_pair(sheet, data, row) for row in rows]
    box = _legend(sheet, data, open_frame(sheet))
    frame = lanes(sheet, box, [row.label for row in rows], share=0.34)
    size = value_size(sheet, len(rows))
    texts = [(sheet.block(value_text(sheet, a), size), sheet.block(value_text(sheet, b), size)) for a, b in pairs]
    radius = min(size * 0.45, frame.pitch * 0.2)
    zero, scale = _axis(sheet, frame.plot, pairs, texts, radius + size * GAP)
    for pair, text, color, centre in zip(pairs, texts, row_colors(rows, sheet.theme), frame.centres, strict=True):
        _row(sheet, (zero, centre), scale, pair, text, color, radius)
    put_labels(sheet, frame, label_colors(sheet, rows))


def _pair(sheet: Sheet, data: Rows, row: Row) -> tuple[Datum, Datum]:
    if len(data.series) != _PAIR or len(row.values) != _PAIR or row.values[0] is None or row.values[1] is None:
        message = _("needs two series, and both values for “{row}”")
        raise UnsuitableData(sheet.chart, message.format(row=row.label))
    forbid_negative(sheet, data)
    return row.values[0], row.values[1]


def _outer(pair: tuple[Datum, Datum]) -> tuple[int, int]:
    """Returns which of the two stands left and which right."""
    return (0, 1) if pair[0].quantity.high <= pair[1].quantity.high else (1, 0)


def _axis(
    sheet: Sheet, plot: Box, pairs: list[tuple[Datum, Datum]], texts: list[tuple[Block, Block]], reach: float
) -> tuple[float, float]:
    """Returns where zero stands and the points per unit; labels stand outside of their dots."""
    lefts = [(_number(p[_outer(p)[0]]), t[_outer(p)[0]].width + reach) for p, t in zip(pairs, texts, strict=True)]
    rights = [(_number(p[_outer(p)[1]]), t[_outer(p)[1]].width + reach) for p, t in zip(pairs, texts, strict=True)]
    # The left labels push zero to the right by at most the widest of them; where it is exactly depends on the scale.
    shift = 0.0
    scale = 0.0
    # A value right beside the label of its row would read as part of it.
    keep = texts[0][0].size * _KEEP
    for _try in range(20):
        room = plot.width - shift
        scale = min((room - label) / value if value else room for value, label in rights)
        shift = max(0.0, reach * 0.6, *(label - value * scale + keep for value, label in lefts))
    return plot.left + shift, checked_scale(sheet, scale, plot.width - shift)


def _number(datum: Datum) -> float:
    return float(datum.quantity.high)


def _row(
    sheet: Sheet,
    zero: Point,
    scale: float,
    pair: tuple[Datum, Datum],
    text: tuple[Block, Block],
    color: str,
    radius: float,
) -> None:
    before, after = (zero[0] + _number(datum) * scale for datum in pair)
    y = zero[1]
    toward = 1.0 if after >= before else -1.0
    tip = after - toward * (radius + 2)
    if (tip - before) * toward > radius * 2.4:
        head = radius * 1.3
        sheet.line((before, y), (tip - toward * head * 0.8, y), color, max(1.5, radius * 0.28))
        sheet.head((tip, y), (toward, 0.0), head, color)
    sheet.dot((before, y), radius - 1, WHITE, color, 2.0)
    sheet.dot((after, y), radius, color)
    reach = radius + text[0].size * GAP
    left, right = _outer(pair)
    ends = (before, after)
    sheet.put(text[left], ends[left] - reach, y, "right", strong=True)
    sheet.put(text[right], ends[right] + reach, y, "left", strong=True)


def _legend(sheet: Sheet, data: Rows, box: Box) -> Box:
    colors = set(row_colors(data.rows, sheet.theme))
    color = colors.pop() if len(colors) == 1 else sheet.theme.palette.context_text

    def hollow(at: Point, side: float) -> None:
        sheet.dot(at, side * 0.45, WHITE, color, 2.0)

    def full(at: Point, side: float) -> None:
        sheet.dot(at, side * 0.5, color)

    swatches: tuple[Swatch, Swatch] = (hollow, full)
    return legend(sheet, box, data.series, swatches)

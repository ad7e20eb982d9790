"""From a first total over rises and falls to a last one: each change begins where the one before it ended."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise

from briefing.charts.bars import signed
from briefing.charts.columns import HEAD
from briefing.charts.drawing import UnsuitableData
from briefing.charts.frame import open_frame, single, value_text
from briefing.charts.ordered import foot, need_rows, number, put_row_labels, row_labels
from briefing.charts.series import one_unit
from briefing.charts.sheet import Box, Sheet
from briefing.charts.style import mix, row_colors
from briefing.charts.uprights import uprights
from briefing.contrast import WHITE
from briefing.document import Row, Rows
from briefing.i18n import gettext as _

_LEAST_HEIGHT = 3.0
"""Of the plot, in ems of the values."""
_RISE = 0.5
"""How much white is in the colour of a rise; a fall is hollow, so that the two differ in greyscale too."""


@dataclass(frozen=True, slots=True)
class _Step:
    row: Row
    start: float
    end: float
    is_total: bool


def draw(sheet: Sheet, data: Rows) -> None:
    """Draws the first row and highlighted rows as totals from zero, the others as changes, in the order given."""
    need_rows(sheet, data)
    one_unit(sheet, data)
    steps = _steps(sheet, data)
    box, size = open_frame(sheet), sheet.sizes.value
    stand = uprights(sheet, box, [row.label for row in data.rows])
    xs = stand.xs
    labels = row_labels(sheet, data.rows, xs, all_of_them=True)
    base = box.bottom - foot(sheet, labels)
    levels = [level for step in steps for level in (step.start, step.end)]
    high, low = max(*levels, 0.0), min(*levels, 0.0)
    room = base - box.top - size * HEAD - (size * 1.4 if low < 0 else 0)
    if room < size * _LEAST_HEIGHT:
        raise sheet.misfit(_("title and labels leave no height for the columns"))
    scale = room / ((high - low) or 1.0)
    zero = box.top + size * HEAD + high * scale
    half = stand.thickness / 2
    palette = sheet.theme.palette
    for index, (before, step) in enumerate(pairwise(steps)):
        y = zero - before.end * scale
        if not step.is_total or abs(step.end - before.end) * scale < 1:
            sheet.line((xs[index] + half, y), (xs[index + 1] - half, y), palette.context, 1.0)
    colors = row_colors([replace(row, highlight=False) for row in data.rows], sheet.theme)
    for step, x, color in zip(steps, xs, colors, strict=True):
        ys = sorted((zero - step.start * scale, zero - step.end * scale))
        _draw_step(sheet, step, Box(x - half, ys[0], x + half, ys[1]), color)
        text = value_text(sheet, datum) if (datum := step.row.values[0]) else ""
        shown = text if step.is_total else signed(text, number(datum))
        if step.end < min(step.start, 0.0):
            sheet.put(sheet.block(shown, size), x, ys[1] + size * 0.3, "center", "top", strong=True)
        else:
            sheet.put(sheet.block(shown, size), x, ys[0] - size * 0.25, "center", "bottom", strong=True)
    sheet.line((stand.left, zero), (stand.right, zero), palette.context, 1.0)
    put_row_labels(sheet, labels, xs, base)


def _steps(sheet: Sheet, data: Rows) -> list[_Step]:
    """Returns where each column begins and ends; raises UnsuitableData for a row without a value."""
    steps: list[_Step] = []
    level = 0.0
    for row in data.rows:
        datum = single(sheet, row)
        if datum is None:
            raise UnsuitableData(sheet.chart, _("has no value for “{row}”").format(row=row.label))
        is_total = row.highlight or not steps
        start, level = (0.0, number(datum)) if is_total else (level, level + number(datum))
        steps.append(_Step(row, start, level, is_total))
    return steps


def _draw_step(sheet: Sheet, step: _Step, box: Box, color: str) -> None:
    if step.is_total:
        sheet.rectangle(box, color)
    elif step.end >= step.start:
        sheet.rectangle(box, mix(color, _RISE))
    else:
        sheet.rectangle(Box(box.left + 0.75, box.top, box.right - 0.75, box.bottom), WHITE, color, 1.5)

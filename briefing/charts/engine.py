"""Settles a chart with the largest text sizes that fit, and checks it; nothing is painted yet."""

from __future__ import annotations

from briefing.charts import (
    areas,
    bars,
    columns,
    combo,
    dumbbell,
    grouped,
    lines,
    multiples,
    relation,
    share,
    spans,
    stacked,
    timeline,
    waterfall,
)
from briefing.charts.drawing import ChartDoesNotFit, Medium, UnsuitableData
from briefing.charts.frame import FEW_ROWS
from briefing.charts.sheet import Sheet
from briefing.charts.style import tiers
from briefing.document import Chart, ChartKind, Milestones, Relation, Rows
from briefing.i18n import gettext as _
from briefing.lengths import Size
from briefing.remembering import remembered
from briefing.theme import Theme

_TALL = 0.55
"""Height of a tall slot by its width."""


_SHEETS = 512
"""Sheets that are remembered: a chart is tried for both files before it is painted, and again for each build."""


@remembered(_SHEETS)
def draw(chart: Chart, size: Size, theme: Theme, medium: Medium) -> Sheet:
    """Returns the checked sheet, with every mark and text in its place; raises the room's errors."""
    misfit: ChartDoesNotFit | None = None
    for sizes in tiers(medium, few_rows=_has_height_to_spare(chart, size)):
        sheet = Sheet(chart, size, theme, medium, sizes)
        try:
            _draw_kind(sheet)
            sheet.check()
        except ChartDoesNotFit as error:
            misfit = error
        else:
            return sheet
    assert misfit is not None  # noqa: S101 - there is at least one set of sizes
    raise misfit


def _has_height_to_spare(chart: Chart, size: Size) -> bool:
    """Returns whether a few marks have a slot so tall that ordinary text would leave it empty."""
    match chart.data:
        case Rows(rows=rows):
            return len(rows) <= FEW_ROWS and size.height.inch >= _TALL * size.width.inch
        case Milestones(events=events):
            return len(events) < timeline.ALTERNATE_FROM
        case _:
            return False


def _draw_kind(sheet: Sheet) -> None:
    chart = sheet.chart
    match chart.data:
        case Rows() as rows:
            _draw_rows(sheet, rows)
        case Milestones() as milestones if chart.kind is ChartKind.TIMELINE:
            timeline.draw(sheet, milestones)
        case Relation() as data if chart.kind is ChartKind.RELATION:
            relation.draw(sheet, data)
        case _:
            raise UnsuitableData(chart, _("has no data for a {kind} chart").format(kind=chart.kind))


def _draw_rows(sheet: Sheet, rows: Rows) -> None:
    if not any(datum for row in rows.rows for datum in row.values):
        raise UnsuitableData(sheet.chart, _("has no values"))
    match sheet.chart.kind:
        case ChartKind.COLUMN:
            columns.draw(sheet, rows)
        case ChartKind.BAR:
            bars.draw_bar(sheet, rows)
        case ChartKind.DIVERGING:
            bars.draw_diverging(sheet, rows)
        case ChartKind.GROUPED:
            grouped.draw(sheet, rows)
        case ChartKind.STACKED:
            stacked.draw(sheet, rows)
        case ChartKind.STACKED_100:
            stacked.draw_shares(sheet, rows)
        case ChartKind.DUMBBELL:
            dumbbell.draw(sheet, rows)
        case ChartKind.RANGE:
            spans.draw(sheet, rows)
        case ChartKind.SHARE:
            share.draw(sheet, rows)
        case ChartKind.LINE:
            lines.draw(sheet, rows)
        case ChartKind.AREA:
            areas.draw(sheet, rows)
        case ChartKind.COMBO:
            combo.draw(sheet, rows)
        case ChartKind.WATERFALL:
            waterfall.draw(sheet, rows)
        case ChartKind.MULTIPLES:
            multiples.draw(sheet, rows)
        case ChartKind.TIMELINE | ChartKind.RELATION:
            message = _("has rows, which a {kind} chart cannot show")
            raise UnsuitableData(sheet.chart, message.format(kind=sheet.chart.kind))

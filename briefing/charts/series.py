"""What charts of several series share: their checks, the shades and hatchings, and the legend."""

from __future__ import annotations

from collections.abc import Sequence

from briefing.charts.drawing import Medium, UnsuitableData
from briefing.charts.frame import Swatch, forbid_negative, legend
from briefing.charts.sheet import Box, Point, Sheet
from briefing.charts.style import mix, ramp, row_colors
from briefing.document import Row, Rows, Side
from briefing.i18n import gettext as _

_HATCHES = ("///", "...", "\\\\\\", "xxx", "---", "ooo", "|||")
"""On a page the lighter shades are hatched as well, for printers without colour."""


def check_series(sheet: Sheet, data: Rows) -> None:
    """Raises UnsuitableData unless every row has a value or a gap for each series, and none is negative."""
    forbid_negative(sheet, data)
    for row in data.rows:
        if not data.series or len(row.values) != len(data.series):
            raise UnsuitableData(sheet.chart, miscounted(row, len(data.series)))


def miscounted(row: Row, series: int) -> str:
    """Returns the reason to give for a row whose values are not as many as the series."""
    message = _("has {series} series but {values} values for “{row}”")
    return message.format(series=series, values=len(row.values), row=row.label)


def one_unit(sheet: Sheet, data: Rows) -> None:
    """Raises UnsuitableData if a value has another unit than the chart: they could not be summed or share a scale."""
    for row in data.rows:
        for datum in row.values:
            if datum and datum.unit != sheet.chart.unit:
                message = (
                    _("has one scale in {unit}, which cannot show {value} (“{row}”)")
                    if sheet.chart.unit
                    else _("has one scale in no unit, which cannot show {value} (“{row}”)")
                )
                reason = message.format(unit=sheet.chart.unit, value=datum.text, row=row.label)
                raise UnsuitableData(sheet.chart, reason)


def series_colors(sheet: Sheet, data: Rows, lightest: float = 0.5) -> list[tuple[str, str]]:
    """Returns the colours of each series' marks and of its name.

    A series has the colour of its circle; several of one circle, or of none, get lighter up to a tint of `lightest`.
    """
    count = len(data.rows[0].values)
    common = {row.side for row in data.rows}
    shared = common.pop() if len(common) == 1 else Side.CONTEXT
    sides = data.sides or (shared,) * count
    plain = all(side is Side.CONTEXT for side in sides)
    colors = []
    for number, side in enumerate(sides):
        graphic = sheet.theme.palette.primary if plain else sheet.theme.graphic(side)
        text = sheet.theme.palette.primary if plain else sheet.theme.text(side)
        rank, peers = sides[:number].count(side), sides.count(side)
        colors.append((mix(graphic, lightest * rank / max(peers - 1, 1)), text))
    return colors


def draw_cell(sheet: Sheet, box: Box, shade: str, color: str, number: int) -> None:
    """Draws one bar of a series; the edge keeps a light shade apart from the ground."""
    hatched = sheet.medium is Medium.PAGE and shade != color
    sheet.rectangle(box, shade, color, 0.75, _HATCHES[number % len(_HATCHES)] if hatched else None)


def shades(color: str, count: int, *, last_darkest: bool) -> tuple[str, ...]:
    """Returns a shade for each series.

    Side by side they are mostly years, and the last is the news; parts of a whole begin with the main one.
    """
    return ramp(color, count)[::-1] if last_darkest else ramp(color, count)


def series_legend(sheet: Sheet, data: Rows, box: Box, *, last_darkest: bool) -> Box:
    """Draws the legend in the rows' colour, or in grey if rows differ; returns the room under it."""
    colors = set(row_colors(data.rows, sheet.theme))
    color = colors.pop() if len(colors) == 1 else sheet.theme.palette.context_text
    chosen = shades(color, len(data.series), last_darkest=last_darkest)
    return legend(sheet, box, data.series, _swatches(sheet, chosen, color))


def _swatches(sheet: Sheet, chosen: Sequence[str], color: str) -> list[Swatch]:
    def swatch(number: int, shade: str) -> Swatch:
        def paint(at: Point, side: float) -> None:
            half = side / 2
            draw_cell(sheet, Box(at[0] - half, at[1] - half, at[0] + half, at[1] + half), shade, color, number)

        return paint

    return [swatch(number, shade) for number, shade in enumerate(chosen)]

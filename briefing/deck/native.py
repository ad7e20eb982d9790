"""Charts of PowerPoint's own, with their data sheet: the drawn chart's sizes, places, colours and labels, editable."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from briefing.charts import Medium, UnsuitableData, columns, share, stacked
from briefing.charts.bars import midpoint, ranked, two_sided_axis, value_size
from briefing.charts.engine import draw
from briefing.charts.frame import GAP, bar_most, lanes, open_frame, scale_between, titled
from briefing.charts.series import series_legend, shades
from briefing.charts.sheet import Box, Sheet
from briefing.charts.style import row_colors
from briefing.charts.uprights import BETWEEN, uprights
from briefing.deck.chart_form import Bars, Grouping, Label, Legend, NativeChart, Place, Point, Ring, Series
from briefing.deck.chart_markup import chart_xml
from briefing.deck.data_sheet import Column, DataSheet, workbook
from briefing.deck.native_curves import Curved
from briefing.deck.native_labels import OFF, label, labels_inside, share_format, signed_text, value_of, width_of
from briefing.document import Chart, ChartKind, Datum, Row, Rows
from briefing.i18n import gettext as _
from briefing.lengths import Size
from briefing.theme import Theme

_HOLE = 0.72
"""The width of the value in a ring, in radii."""


_PLACES = 6
"""The decimals of a share in a data sheet."""


class Native(NamedTuple):
    """A native chart's part, and the workbook behind it."""

    xml: bytes
    workbook: bytes


def compose(chart: Chart, size: Size, theme: Theme, day: date) -> Native:
    """Returns the chart for a slot of this size; raises the errors of the charts room, as the drawn one would."""
    native = settle(chart, size, theme)
    return Native(chart_xml(native, theme.palette), workbook(native.sheet, theme, day))


def settle(chart: Chart, size: Size, theme: Theme) -> NativeChart:
    """Returns the chart with everything decided and nothing serialised; raises as `compose` does."""
    sheet = draw(chart, size, theme, Medium.SLIDE)  # finds the text sizes with which the drawn chart fits
    data = chart.data
    composer = _Composer(sheet, size)
    match chart.kind:
        case ChartKind.COLUMN if isinstance(data, Rows):
            return composer.columns(data)
        case ChartKind.BAR if isinstance(data, Rows) and not _falls(data):
            return composer.bars(data)
        case ChartKind.BAR | ChartKind.DIVERGING if isinstance(data, Rows):
            return composer.diverging(data)
        case ChartKind.GROUPED if isinstance(data, Rows):
            return composer.grouped(data)
        case ChartKind.STACKED if isinstance(data, Rows):
            return composer.stacked(data)
        case ChartKind.STACKED_100 if isinstance(data, Rows):
            return composer.stacked(stacked.in_shares(sheet, data), in_shares=True)
        case ChartKind.LINE | ChartKind.AREA if isinstance(data, Rows):
            return Curved(sheet, size, data).curves()
        case ChartKind.COMBO if isinstance(data, Rows):
            return Curved(sheet, size, data).combo()
        case ChartKind.SHARE if isinstance(data, Rows) and len(data.rows) == 1:
            return composer.ring(data.rows[0])
        case _:
            raise UnsuitableData(chart, _("cannot be a native chart"))


class _Composer:
    """Takes the places of the drawn chart over; its numbers are points, as the sheet's."""

    def __init__(self, sheet: Sheet, size: Size) -> None:
        self.sheet, self.chart, self.sizes = sheet, sheet.chart, sheet.sizes
        self.width, self.height = size.width.pt, size.height.pt
        self.palette = sheet.theme.palette

    def columns(self, data: Rows) -> NativeChart:
        box, rows, sizes = open_frame(self.sheet), data.rows, self.sizes
        stand = uprights(self.sheet, box, [row.label for row in rows])
        labels = [self.sheet.block(row.label, sizes.label, stand.pitch - sizes.label * BETWEEN) for row in rows]
        base = box.bottom - max(label.height for label in labels) - sizes.label * 0.7
        size = value_size(self.sheet, len(rows))
        plot = Box(stand.left, box.top, stand.right, base)
        room = plot.height - size * columns.HEAD
        high = max((value_of(row.values[0]) for row in rows), default=0.0) * plot.height / room or 1.0
        form = Bars("col", "clustered", stand.pitch / stand.thickness - 1, 0.0, 0.0, high, "outEnd", sizes.label)
        return self._single(rows, plot, form, size)

    def bars(self, data: Rows) -> NativeChart:
        rows = ranked(data.rows)
        frame = lanes(self.sheet, open_frame(self.sheet), [row.label for row in rows])
        size = value_size(self.sheet, len(rows))
        ends = [(value_of(row.values[0]), width_of(self.sheet, row.values[0], size)) for row in rows]
        scale = scale_between(frame.plot.width, ends)
        plot = Box(frame.plot.left, frame.top(), frame.plot.right, frame.bottom())
        high = frame.plot.width / scale if scale else 1.0
        gap = frame.pitch / frame.thickness - 1
        return self._single(rows, plot, Bars("bar", "clustered", gap, 0.0, 0.0, high, "outEnd", self.sizes.label), size)

    def diverging(self, data: Rows) -> NativeChart:
        rows = sorted(data.rows, key=lambda row: midpoint(row.values[0]), reverse=True)
        frame = lanes(self.sheet, open_frame(self.sheet), [row.label for row in rows], share=0.4)
        size = value_size(self.sheet, len(rows))
        texts = [self.sheet.block(signed_text(self.sheet, row.values[0]), size) for row in rows]
        plot = Box(frame.plot.left, frame.top(), frame.plot.right, frame.bottom())
        room = replace(plot, left=plot.left + self.sizes.label)  # native labels stand right at the plot
        zero, scale = two_sided_axis(self.sheet, room, rows, texts, size * GAP)
        ends = ((plot.left - zero) / scale, (plot.right - zero) / scale)
        form = Bars("bar", "clustered", frame.pitch / frame.thickness - 1, 0.0, *ends, "outEnd", self.sizes.label)
        return self._single(rows, plot, form, size, with_signs=True)

    def grouped(self, data: Rows) -> NativeChart:
        count, size = len(data.series), self.sizes.value
        head = open_frame(self.sheet)
        box = series_legend(self.sheet, data, head, last_darkest=True)
        frame = lanes(
            self.sheet, box, [row.label for row in data.rows], most_pitch=bar_most(self.sheet) * (count + 0.9)
        )
        step = frame.pitch * 0.82 / count
        thick = min(bar_most(self.sheet), step * 0.86)
        ends = [
            (value_of(datum), width_of(self.sheet, datum, size)) for row in data.rows for datum in row.values if datum
        ]
        scale = scale_between(frame.plot.width, ends)
        plot = Box(frame.plot.left, frame.top(), frame.plot.right, frame.bottom())
        gap = (frame.pitch - step * (count - 1)) / thick - 1
        high = frame.plot.width / scale if scale else 1.0
        form = Bars("bar", "clustered", gap, 1 - step / thick, 0.0, high, "outEnd", self.sizes.label)
        labels = [[self._off(label(self.sheet, datum, size), datum) for datum in row.values] for row in data.rows]
        return self._several(data, labels, plot, form, head, last_darkest=True)

    def stacked(self, data: Rows, *, in_shares: bool = False) -> NativeChart:
        """Returns the parts of each row; as shares they stand in the data sheet too, for labels to follow them."""
        size, head = self.sizes.value, open_frame(self.sheet)
        box = series_legend(self.sheet, data, head, last_darkest=False)
        frame, scale, thick = stacked.frame_of(self.sheet, data, box, size)
        total = frame.plot.width / scale if scale else 1.0
        plot = Box(frame.plot.left, frame.top(), frame.plot.right, frame.bottom())
        grouping: Grouping = "percentStacked" if in_shares else "stacked"
        high = 1.0 if in_shares else total
        form = Bars("bar", grouping, frame.pitch / thick - 1, 1.0, 0.0, high, "ctr", self.sizes.label)
        labels = [labels_inside(self.sheet, row, size, scale, thick, with_unit=in_shares) for row in data.rows]
        if in_shares:
            data = replace(data, rows=tuple(_rounded(row) for row in data.rows))
            labels = [[item and replace(item, number_format=share_format(item.text)) for item in row] for row in labels]
        chart = self._several(data, labels, plot, form, head, last_darkest=False)
        return replace(chart, title=self.chart.title) if in_shares else chart

    def ring(self, row: Row) -> NativeChart:
        """Returns the ring with its value in the middle; the legend beneath says what it is a share of."""
        box, datum = open_frame(self.sheet, says_unit=False), row.values[0]
        grid = share.ring_grid(self.sheet, box, (row,), 1)
        radius = grid.radius
        size = min(radius * 0.42, self.sizes.figure * 1.3)
        if datum:  # LibreOffice's hole is half the ring whatever the file says
            size = max(min(size, size * radius * _HOLE / self.sheet.measure(datum.text, size)), self.sizes.small)
        top = box.top + (box.height - 2 * radius - self.sizes.label * 0.7 - grid.labels[0].height) / 2
        centre = box.left + box.width / 2
        whole = Decimal(share.whole(datum.unit)) if datum else Decimal(100)
        value = datum.quantity.high if datum else Decimal(0)
        angle, arm = math.pi * float(value / whole), radius * (1 - share.THICK / 2)
        moved = (-arm * math.sin(angle) / self.width, arm * math.cos(angle) / self.height)
        (color,) = row_colors([row], self.sheet.theme)
        value_label = label(self.sheet, datum, size, with_unit=True)
        points = (
            Point(color, None, replace(value_label, moved=moved) if value_label else None),
            Point(self.palette.line),
        )
        name = self.sheet.measure(row.label, self.sizes.label) + self.sizes.label * 2.5
        legend = Box(centre - name / 2, top + 2 * radius + 4, centre + name / 2, self.height)
        return NativeChart(
            title=titled(self.chart.title, ""),
            title_size=self.sizes.title,
            plot=self._place(Box(centre - radius, top, centre + radius, top + 2 * radius)),
            form=Ring(1 - share.THICK),
            series=(Series(color, points),),
            sheet=DataSheet((row.label, ""), (Column(self._name(), (value, whole - value), f"{whole}-B2"),)),
            legend=Legend(self._place(legend), self.sizes.label, left_out=(1,)),
        )

    def _single(
        self, rows: Sequence[Row], plot: Box, form: Bars, size: float, *, with_signs: bool = False
    ) -> NativeChart:
        colors = row_colors(rows, self.sheet.theme)
        labels = [label(self.sheet, row.values[0], size, with_signs=with_signs) for row in rows]
        if form.direction == "bar":
            labels = [self._off(item, row.values[0]) for item, row in zip(labels, rows, strict=True)]
        points = tuple(Point(color, None, label) for color, label in zip(colors, labels, strict=True))
        values = tuple(datum.quantity.high if (datum := row.values[0]) else None for row in rows)
        return NativeChart(
            title=self._name(),
            title_size=self.sizes.title,
            plot=self._place(plot),
            form=form,
            series=(Series(self.palette.primary, points),),
            sheet=DataSheet(tuple(row.label for row in rows), (Column(self._name(), values),)),
        )

    def _several(
        self,
        data: Rows,
        labels: Sequence[Sequence[Label | None]],
        plot: Box,
        form: Bars,
        head: Box,
        *,
        last_darkest: bool,
    ) -> NativeChart:
        """Returns series in shades of their rows' colours, with a legend in the one colour of all rows or in grey."""
        count, colors = len(data.series), row_colors(data.rows, self.sheet.theme)
        common = colors[0] if len(set(colors)) == 1 else self.palette.context_text
        keys = shades(common, count, last_darkest=last_darkest)
        chosen = [shades(color, count, last_darkest=last_darkest) for color in colors]
        series = tuple(
            Series(
                keys[n],
                tuple(Point(chosen[i][n], color, labels[i][n]) for i, color in enumerate(colors)),
                common,
            )
            for n in range(count)
        )
        columns = (
            Column(name, tuple(datum.quantity.high if (datum := row.values[n]) else None for row in data.rows))
            for n, name in enumerate(data.series)
        )
        return NativeChart(
            title=self._name(),
            title_size=self.sizes.title,
            plot=self._place(plot),
            form=form,
            series=series,
            sheet=DataSheet(tuple(row.label for row in data.rows), tuple(columns)),
            legend=self._legend(data, head),
        )

    def _legend(self, data: Rows, head: Box) -> Legend:
        size = self.sizes.small
        width = sum(self.sheet.measure(name, size) + size * 2.9 for name in data.series)
        lines = math.ceil(width / head.width)
        box = Box(0, head.top - size * 0.3, min(width, head.width), head.top + size * 1.5 * lines)
        return Legend(self._place(box), size)

    def _off(self, item: Label | None, datum: Datum | None) -> Label | None:
        """Returns a label moved off the end of its bar, at which offices put it with hardly a gap."""
        if item is None:
            return None
        across = item.size * OFF / self.width
        return replace(item, moved=(-across if midpoint(datum) < 0 else across, 0.0))

    def _name(self) -> str:
        return titled(self.chart.title, self.chart.unit)

    def _place(self, box: Box) -> Place:
        return Place(box.left / self.width, box.top / self.height, box.width / self.width, box.height / self.height)


def _rounded(row: Row) -> Row:
    """Returns a row of exact shares as they stand in the data sheet."""
    values = (
        datum and replace(datum, quantity=replace(datum.quantity, high=round(datum.quantity.high, _PLACES)))
        for datum in row.values
    )
    return replace(row, values=tuple(values))


def _falls(data: Rows) -> bool:
    return any(datum and datum.quantity.low < 0 for row in data.rows for datum in row.values)

"""Native lines, areas, and columns with a line: the places of the drawn ones, with names at the ends of their marks."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from briefing.charts import Medium, UnsuitableData, areas, combo, lines
from briefing.charts.frame import open_frame, titled
from briefing.charts.ordered import (
    MOST_VALUES,
    Curve,
    axis,
    end_names,
    foot,
    inset,
    number,
    place_values,
    places,
    point_text,
    row_labels,
    value_blocks,
)
from briefing.charts.series import series_colors
from briefing.charts.sheet import Block, Box, Sheet
from briefing.charts.spans import ticks
from briefing.charts.style import text_on
from briefing.charts.uprights import uprights
from briefing.contrast import WHITE
from briefing.deck.chart_form import (
    Combo,
    Curves,
    Label,
    Name,
    NativeChart,
    Place,
    Point,
    Position,
    Scale,
    Series,
    Span,
    Stroke,
)
from briefing.deck.data_sheet import Column, DataSheet
from briefing.deck.native_labels import OFF, label
from briefing.document import ChartKind, Rows
from briefing.i18n import gettext as _
from briefing.lengths import Size

Labels = list[list[Label | None]]
"""Of each series, a label for each row."""
_BESIDE = 0.6
"""Between the end of a mark and the name beside it, in ems."""


@dataclass(frozen=True, slots=True)
class Curved:
    """Takes over what the drawn chart over ordered rows decided; numbers are points, as the sheet's."""

    sheet: Sheet
    size: Size
    data: Rows

    def curves(self) -> NativeChart:
        """Returns lines or areas; with values where they find room, else with an axis."""
        if len(self.data.rows) <= MOST_VALUES and (chart := self._with_values()):
            return chart
        return self._with_axis()

    def combo(self) -> NativeChart:
        sheet, data, size = self.sheet, self.data, self.sheet.sizes.value
        box, units = open_frame(sheet), combo.units_of(sheet, data)
        names, em = end_names(sheet, data.series), sheet.sizes.label
        stand = uprights(sheet, box, [row.label for row in data.rows], names.width)
        xs = stand.xs
        base = box.bottom - foot(sheet, row_labels(sheet, data.rows, xs, all_of_them=True))
        plot = Box(stand.left, box.top, stand.right, base)
        bands = combo.bands_of(sheet, data, plot, same=units[0] == units[1])
        colors = series_colors(sheet, data, 0.0 if data.sides else 0.5)
        if not data.sides:
            colors.reverse()  # as in the drawn chart
        (zero, _), (scale, columns) = bands.zeros, bands.scales
        curve = [
            (x, zero - number(datum) * scale) if (datum := row.values[1]) else None
            for row, x in zip(data.rows, xs, strict=True)
        ]
        radius = lines.RADIUS[Medium.SLIDE]
        blocks = value_blocks(sheet, data, size)[1]
        lowest = max((point[1] for point in curve if point), default=zero)
        room = Box(0, box.top, box.right, max(zero - 1, lowest + radius + size * 1.4))
        above = self._above([curve], [blocks], radius, room, zero) or [{}]
        line = [
            replace(item, colour=colors[1][1], where="t" if above[0].get(i, True) else "b")
            if (item := self._label(i, 1))
            else None
            for i in range(len(xs))
        ]
        heights = (
            base - number(data.rows[-1].values[0]) * columns / 2,
            next((point[1] for point in reversed(curve) if point), zero),
        )
        left = plot.right + em * _BESIDE
        first, second = (
            Name(
                self._place(Box(left, min(y, base - block.height / 2) - block.height * 0.65, box.right, base)), em, ink
            )
            for block, y, (_, ink) in zip(names.blocks, heights, colors, strict=True)
        )
        form = Combo(
            stand.pitch / stand.thickness - 1,
            Stroke(lines.WEIGHT[Medium.SLIDE], radius),
            (Span(0.0, plot.height / columns), Span((zero - base) / scale, (zero - plot.top) / scale)),
            (first, second),
            em,
        )
        labels: Labels = [[self._label(i, 0) for i in range(len(xs))], line]
        return self._chart(plot, form, labels, [color for color, _ in colors])

    @property
    def _is_area(self) -> bool:
        return self.sheet.chart.kind is ChartKind.AREA

    @property
    def _lightest(self) -> float:
        return areas.LIGHTEST if self._is_area else 0.5

    def _with_values(self) -> NativeChart | None:
        sheet, data, size = self.sheet, self.data, self.sheet.sizes.value
        box, blocks = open_frame(sheet), value_blocks(sheet, data, size)
        lowest, highest = self._limits()
        radius = 0.0 if self._is_area else lines.RADIUS[Medium.SLIDE]
        ends = self._end_texts()
        firsts = [block for line in blocks for block in (line[0], *([] if ends else [line[-1]])) if block]
        margin = inset(sheet, data.rows, firsts)
        beside = self._beside(ends, size) if ends else margin
        xs = self._places(box.left + margin, box.right - beside)
        under = foot(sheet, row_labels(sheet, data.rows, xs, all_of_them=False))
        reserve = (size * 1.5 if len(blocks) == 1 else 2.0) if self._is_area else radius + size * 1.4
        plot = Box(
            xs[0], box.top + reserve, xs[-1], box.bottom - under - (reserve if lowest < 0 and not self._is_area else 0)
        )
        labels: Labels = [[self._label(i, n) for i in range(len(xs))] for n in range(len(blocks))]
        inks = [ink for _, ink in series_colors(sheet, data, self._lightest)]
        if self._is_area and len(blocks) > 1:
            if not self._fit_inside(plot, xs, blocks, highest):
                return None
            fills = [color for color, _ in series_colors(sheet, data, self._lightest)]
            for line, fill in zip(labels, fills, strict=True):
                line[:] = [item and replace(item, colour=text_on(fill, sheet.ink)) for item in line]
        else:
            curves = lines.curves_of(data, xs, plot, lowest, highest)
            zero = plot.bottom + lowest * plot.height / ((highest - lowest) or 1.0)
            kept: list[list[Block | None]] = [[*line[:-1], None] if ends else list(line) for line in blocks]
            above = self._above(curves, kept, radius, Box(0, box.top, box.right, box.bottom - under - 2), zero)
            if above is None:
                return None
            for n, line in enumerate(labels):
                ink = sheet.ink if self._is_area else inks[n]
                for i, item in enumerate(line):
                    place: Position | None = None if self._is_area else "t" if above[n].get(i, True) else "b"
                    line[i] = item and replace(item, colour=ink, where=place)
        self._name_ends(labels, plot, highest, lowest, size)
        if self._is_area:
            self._keep_in(labels, blocks, plot, size)
        elif lowest < 0:  # the labels of rows stand at the plot's edge: values under the lowest points come before
            lowest -= reserve * (highest - lowest) / plot.height
            plot = replace(plot, bottom=plot.bottom + reserve)
        form = Curves(self._stroke(dots=True), Span(lowest, highest), sheet.sizes.label)
        return self._chart(plot, form, labels, [color for color, _ in series_colors(sheet, data, self._lightest)])

    def _with_axis(self) -> NativeChart:
        sheet, data, size = self.sheet, self.data, self.sheet.sizes.label
        box = open_frame(sheet)
        lowest, highest = self._limits()
        ends = self._end_texts() or [""]
        margin = inset(sheet, data.rows)
        right = box.right - max(self._beside(ends, size), margin)
        under = foot(sheet, row_labels(sheet, data.rows, self._places(box.left, right), all_of_them=False))
        room, low, high = axis(sheet, Box(box.left, box.top, right, box.bottom - under), lowest, highest)
        plot = Box(max(room.left, box.left + margin), room.top, right, room.bottom)
        xs = self._places(plot.left, plot.right)
        widest = max(sheet.measure(row.label, size) for row in data.rows)
        every = max(math.ceil((widest + size * 0.8) / (xs[1] - xs[0])), 1)
        labels: Labels = [[None] * len(xs) for _ in data.rows[0].values]
        self._name_ends(labels, plot, high, low, size)
        step = ticks(max(highest, -lowest))[1]
        scale = Scale(step, sheet.sizes.small)
        form = Curves(self._stroke(dots=len(xs) <= MOST_VALUES), Span(low, high), size, scale, every)
        return self._chart(plot, form, labels, [color for color, _ in series_colors(sheet, data, self._lightest)])

    def _stroke(self, *, dots: bool) -> Stroke | None:
        if self._is_area:
            return None
        return Stroke(lines.WEIGHT[Medium.SLIDE], lines.RADIUS[Medium.SLIDE] if dots else 0.0)

    def _limits(self) -> tuple[float, float]:
        return (0.0, areas.highest_of(self.data)) if self._is_area else lines.limits(self.data)

    def _places(self, left: float, right: float) -> list[float]:
        """Returns the places of the rows; raises UnsuitableData where they are not at equal distances."""
        xs = places(self.data.rows, left, right)
        steps = [b - a for a, b in pairwise(xs)]
        if max(steps) - min(steps) > 1:
            reason = _("has years that don't follow at equal distances, as a native chart would show them")
            raise UnsuitableData(self.sheet.chart, reason)
        return xs

    def _end_texts(self) -> list[str]:
        """Returns what stands at the right end of each series; nothing if the series have no names."""
        return lines.last_values(self.sheet, self.data) if self.data.series else []

    def _beside(self, texts: Sequence[str], size: float) -> float:
        return max(self.sheet.block(text, size).width for text in texts) * 1.08 + size * 1.2

    def _label(self, row: int, series: int) -> Label | None:
        datum = self.data.rows[row].values[series]
        item = label(self.sheet, datum, self.sheet.sizes.value)
        return replace(item, text=point_text(self.sheet, datum)) if item and datum else None

    @staticmethod
    def _above(
        curves: Sequence[Curve], blocks: Sequence[Sequence[Block | None]], radius: float, room: Box, zero: float
    ) -> list[dict[int, bool]] | None:
        """Returns of each series which values stand above their points; None if they would touch."""
        placed = place_values(curves, blocks, radius, room, zero)
        if placed is None:
            return None
        found: list[dict[int, bool]] = [{} for _ in curves]
        for item in placed:
            points = enumerate(curves[item.series])
            at, y = min((abs(point[0] - item.x), (i, point[1])) for i, point in points if point)[1]
            found[item.series][at] = item.top < y
        return found

    def _fit_inside(
        self, plot: Box, xs: Sequence[float], blocks: Sequence[Sequence[Block | None]], highest: float
    ) -> bool:
        edges = areas.edges_of(self.data, xs, plot, highest)
        return areas.inside(edges, [[block for block in line if block] for line in blocks]) is not None

    def _keep_in(self, labels: Labels, blocks: Sequence[Sequence[Block | None]], plot: Box, size: float) -> None:
        """Moves the outer values of areas inwards, and those of a single area onto its edge."""
        single = len(labels) == 1
        for line, texts in zip(labels, blocks, strict=True):
            for i, (item, block) in enumerate(zip(line, texts, strict=True)):
                if item is None or block is None or item.moved:
                    continue
                inwards = {0: 1, len(line) - 1: -1}.get(i, 0) * (block.width / 2 * 1.1 + size * areas.EDGE)
                value = number(self.data.rows[i].values[0])
                up = value * plot.height / areas.highest_of(self.data) / 2 + size * 0.8
                moved = (0.0, -up / self.size.height.pt) if single else (inwards / self.size.width.pt, 0.0)
                line[i] = replace(item, moved=moved) if any(moved) else item

    def _name_ends(self, labels: Labels, plot: Box, high: float, low: float, size: float) -> None:
        """Gives the last label of each series its name, beside the end of its mark and apart from the others."""
        if not self.data.series:
            return
        scale = plot.height / ((high - low) or 1.0)
        inks = [ink for _, ink in series_colors(self.sheet, self.data, self._lightest)]
        ends: list[tuple[float, int, int]] = []
        total = 0.0
        for n in range(len(labels)):
            at = max((i for i, row in enumerate(self.data.rows) if row.values[n]), default=None)
            if at is None:
                continue
            value = number(self.data.rows[at].values[n])
            y = plot.bottom - (total + value / 2 if self._is_area else value - low) * scale
            total += value
            ends.append((y, n, at))
        ends.sort()
        ys = _apart([y for y, _, _ in ends], size * 1.25, plot.bottom)
        for (y, n, at), new in zip(ends, ys, strict=True):
            datum = self.data.rows[at].values[n]
            item = label(self.sheet, datum, size)
            if item is None or datum is None:
                continue
            text = f"{self.data.series[n]} {point_text(self.sheet, datum)}"
            across = self.sheet.measure(text, size) * 0.52 + size * _BESIDE if self._is_area else size * OFF
            moved = (across / self.size.width.pt, (new - y) / self.size.height.pt)
            labels[n][at] = replace(
                item,
                text=text,
                colour=inks[n],
                moved=moved if any(moved) else None,
                where=None if self._is_area else "r",
                with_name=True,
            )

    def _chart(self, plot: Box, form: Curves | Combo, labels: Labels, colors: Sequence[str]) -> NativeChart:
        data, chart = self.data, self.sheet.chart
        names = data.series or (titled(chart.title, chart.unit),)
        return NativeChart(
            title=titled(chart.title, chart.unit),
            title_size=self.sheet.sizes.title,
            plot=self._place(plot),
            form=form,
            series=tuple(
                Series(color, tuple(Point(color, None, item) for item in line), WHITE if self._is_area else None)
                for color, line in zip(colors, labels, strict=True)
            ),
            sheet=DataSheet(
                tuple(row.label for row in data.rows),
                tuple(
                    Column(name, tuple(datum.quantity.high if (datum := row.values[n]) else None for row in data.rows))
                    for n, name in enumerate(names)
                ),
            ),
        )

    def _place(self, box: Box) -> Place:
        width, height = self.size.width.pt, self.size.height.pt
        return Place(box.left / width, box.top / height, box.width / width, box.height / height)


def _apart(ys: Sequence[float], gap: float, bottom: float) -> list[float]:
    """Returns heights in order, pushed apart to a distance and up from the bottom."""
    moved = list(ys)
    for i in range(1, len(moved)):
        moved[i] = max(moved[i], moved[i - 1] + gap)
    moved[-1:] = [min(y, bottom - gap / 2) for y in moved[-1:]]
    for i in range(len(moved) - 2, -1, -1):
        moved[i] = min(moved[i], moved[i + 1] - gap)
    return moved

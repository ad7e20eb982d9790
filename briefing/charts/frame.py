"""What charts have in common around their marks: title and unit, legend, and rows with their labels."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from briefing.charts.drawing import Medium, UnsuitableData
from briefing.charts.sheet import Block, Box, Point, Sheet
from briefing.document import ChartKind, Datum, Row, Rows
from briefing.i18n import gettext as _
from briefing.i18n import ngettext
from briefing.text.measure import has_asian

_BAR_MOST = {Medium.SLIDE: (72.0, 64.0, 54.0, 46.0), Medium.PAGE: (28.0, 26.0, 24.0, 22.0)}
"""The thickest bar of one, two, three and more rows, in points: the fewer there are, the more height each may take."""
_BAR_SHARE = 0.6
"""Of the pitch of rows, for a row's one bar."""
_AIR = {Medium.SLIDE: 7.0, Medium.PAGE: 1.0}
"""Above the head of a drawing, in points: on a slide it stands under the rule of the slide's own title."""
FEW_ROWS = 2
_ABOVE = 0.44
"""What rows that don't fill the height leave free above them: the eye's middle is a little above the ruler's."""
_SHARE_MORE = 0.12
"""How much wider labels may get if their lines would fill the height of a row."""
_LINES = 3
GAP = 0.5
"""Between a mark and its label, in ems of the label."""


def bar_most(sheet: Sheet) -> float:
    """Returns the thickest that a bar may be, in points; bars of several series in a row all count."""
    chart, most = sheet.chart, _BAR_MOST[sheet.medium]
    count = len(chart.data.rows) if isinstance(chart.data, Rows) else len(most)
    if isinstance(chart.data, Rows) and chart.kind is ChartKind.GROUPED:
        count *= len(chart.data.series)
    return most[min(max(count, 1), len(most)) - 1]


def titled(title: str, unit: str) -> str:
    """Returns the title with the unit, in the parentheses at its end if there are some: 产量（2023年，万辆）."""
    if not unit or title.endswith((f"（{unit}）", f"({unit})")):
        return title
    if not has_asian(title):
        return f"{title[:-1]}, {unit})" if title.endswith(")") and not has_asian(unit) else f"{title} ({unit})"
    return f"{title[:-1]}，{unit}）" if title.endswith("）") else f"{title}（{unit}）"


def open_frame(sheet: Sheet, *, says_unit: bool = True) -> Box:
    """Draws the head of the drawing and returns the room under it.

    A slide carries title and unit in one line; on a page the caption stands under the figure, so only the unit is left.
    """
    chart, sizes, air = sheet.chart, sheet.sizes, _AIR[sheet.medium]
    unit = chart.unit if says_unit else ""
    if sheet.medium is Medium.SLIDE:
        head = sheet.put(
            sheet.block(titled(chart.title, unit), sizes.title, sheet.width), 0, air, down="top", strong=True
        )
        return Box(0, head.bottom + sizes.label, sheet.width, sheet.height - 2)
    if not unit:
        return Box(0, 2, sheet.width, sheet.height - 2)
    head = sheet.put(
        sheet.block(f"（{unit}）" if has_asian(chart.title + unit) else f"({unit})", sizes.small),
        0,
        air,
        down="top",
        color=sheet.theme.palette.context_text,
    )
    return Box(0, head.bottom + sizes.label * 0.5, sheet.width, sheet.height - 2)


def plain(sheet: Sheet, number: float | Decimal) -> str:
    """Returns a number that no figure gives, such as that of a mark on an axis, without an exponent."""
    return f"{Decimal(str(number)).normalize():,f}".replace(",", sheet.chart.thousands)


def value_text(sheet: Sheet, datum: Datum) -> str:
    """Returns the label of a value; the chart's own unit is not repeated in it."""
    return datum.quantity.text if datum.unit == sheet.chart.unit else datum.text


def single(sheet: Sheet, row: Row) -> Datum | None:
    """Returns the one value of a row; raises UnsuitableData if there are more."""
    if len(row.values) != 1:
        message = _("needs one value for “{row}”, not {n}")
        raise UnsuitableData(sheet.chart, message.format(row=row.label, n=len(row.values)))
    return row.values[0]


def forbid_negative(sheet: Sheet, rows: Rows) -> None:
    for row in rows.rows:
        if any(datum and datum.quantity.low < 0 for datum in row.values):
            message = _("has a negative value (“{row}”); a diverging chart can show it")
            raise UnsuitableData(sheet.chart, message.format(row=row.label))


@dataclass(frozen=True, slots=True)
class Lanes:
    """Rows from top to bottom: their labels at the left, and what is left for marks."""

    labels: tuple[Block, ...]
    centres: tuple[float, ...]
    pitch: float
    plot: Box
    """Where marks and their values may stand."""
    thickness: float
    """Of the one bar of a row, in points."""

    def top(self) -> float:
        return self.centres[0] - self.pitch / 2

    def bottom(self) -> float:
        return self.centres[-1] + self.pitch / 2


def lanes(
    sheet: Sheet, box: Box, labels: Sequence[str], *, share: float = 0.34, most_pitch: float | None = None
) -> Lanes:
    """Returns the rows of a horizontal chart; labels take at most `share` of the width.

    Few rows don't grow without end: they stay together in the middle of the height.
    """
    size = sheet.sizes.label
    pitch = min(box.height / len(labels), most_pitch or bar_most(sheet) / _BAR_SHARE)
    for width in (box.width * share, box.width * (share + _SHARE_MORE)):
        blocks = tuple(sheet.block(label, size, width, _LINES) for label in labels)
        if pitch >= max(block.height for block in blocks) + size * 0.3:
            break
    else:
        message = ngettext("{n} row needs more height", "{n} rows need more height", len(labels))
        raise sheet.misfit(message.format(n=len(labels)))
    top = box.top + (box.height - pitch * len(labels)) * _ABOVE
    centres = tuple(top + pitch * (i + 0.5) for i in range(len(labels)))
    left = box.left + max(block.width for block in blocks) + size * 0.8
    return Lanes(
        blocks, centres, pitch, Box(left, box.top, box.right, box.bottom), min(bar_most(sheet), pitch * _BAR_SHARE)
    )


def put_labels(sheet: Sheet, rows: Lanes, colors: Iterable[str] | None = None) -> None:
    """Draws the rows' labels, against the marks."""
    right = rows.plot.left - sheet.sizes.label * 0.8
    chosen = tuple(colors) if colors else (sheet.ink,) * len(rows.labels)
    for block, centre, color in zip(rows.labels, rows.centres, chosen, strict=True):
        sheet.put(block, right, centre, "right", color=color)


def label_colors(sheet: Sheet, rows: Sequence[Row]) -> list[str]:
    """Returns ink for the labels; next to a highlight the other labels step back."""
    chosen = any(row.highlight for row in rows)
    return [sheet.theme.palette.context_text if chosen and not row.highlight else sheet.ink for row in rows]


Swatch = Callable[[Point, float], None]
"""Draws the sign of a series at a centre, in a square of a side in points."""


def legend(sheet: Sheet, box: Box, names: Sequence[str], swatches: Sequence[Swatch], left: float | None = None) -> Box:
    """Draws the names of the series with their signs in lines at the top; returns the room under them."""
    size = sheet.sizes.small
    start = box.left if left is None else left
    x, y = start, box.top
    for name, swatch in zip(names, swatches, strict=True):
        block = sheet.block(name, size, box.right - start - size * 1.4, most=1)
        if x > start and x + size * 1.4 + block.width > box.right:
            x, y = start, y + size * 1.5
        swatch((x + size * 0.45, y + size * 0.5), size * 0.8)
        sheet.put(block, x + size * 1.3, y, down="top")
        x += size * 1.3 + block.width + size * 1.6
    return Box(box.left, y + size * 1.9, box.right, box.bottom)


def scale_between(room: float, ends: Sequence[tuple[float, float]]) -> float:
    """Returns the points per unit with which every mark and the label at its end stay within the room.

    Each end is a value and the width of its label with the gap before it, in points.
    """
    scales = [(room - label) / value for value, label in ends if value > 0]
    return min(scales, default=0.0)

"""Text sizes and colours of the charts, and nothing that draws."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from briefing.charts.drawing import Medium
from briefing.contrast import TEXT, WHITE, contrast
from briefing.document import Row, Side
from briefing.theme import Theme


@dataclass(frozen=True, slots=True)
class TextSizes:
    """Sizes in points."""

    title: float
    label: float
    value: float
    small: float
    figure: float
    """For the few figures of a chart that has only a few."""


_SLIDE = (
    TextSizes(title=16, label=18, value=20, small=16, figure=28),
    TextSizes(title=16, label=16, value=18, small=14, figure=24),
    TextSizes(title=16, label=14, value=16, small=14, figure=20),
    TextSizes(title=16, label=14, value=14, small=14, figure=16),
)
_SPACIOUS = TextSizes(title=16, label=22, value=24, small=18, figure=34)
"""For one or two rows in a tall slot of a slide."""
_PAGE = (
    TextSizes(title=10.5, label=10.5, value=11, small=9.5, figure=15),
    TextSizes(title=10.5, label=9.5, value=10, small=9, figure=13),
    TextSizes(title=10.5, label=9, value=9, small=9, figure=11),
)


def tiers(medium: Medium, *, few_rows: bool = False) -> tuple[TextSizes, ...]:
    """Returns the sets of text sizes to be tried, the largest first; few rows in a tall slot may be larger still."""
    match medium:
        case Medium.SLIDE:
            return (_SPACIOUS, *_SLIDE) if few_rows else _SLIDE
        case Medium.PAGE:
            return _PAGE


def mix(color: str, share: float, other: str = WHITE) -> str:
    """Returns the colour (RRGGBB) with a share (0 to 1) of another colour in it."""
    pairs = zip(bytes.fromhex(color), bytes.fromhex(other), strict=True)
    return bytes(round(a + (b - a) * share) for a, b in pairs).hex().upper()


def text_on(fill: str, ink: str) -> str:
    """Returns white where it can be read on the fill, else the ink."""
    return WHITE if contrast(WHITE, fill) >= TEXT else ink


def ramp(color: str, count: int) -> tuple[str, ...]:
    """Returns a shade for each series, from the colour itself to a light tint: they differ in grey as well."""
    lightest = {1: 0.0, 2: 0.62, 3: 0.76}.get(count, 0.84)
    return tuple(mix(color, lightest * i / max(count - 1, 1)) for i in range(count))


def row_colors(rows: Iterable[Row], theme: Theme) -> tuple[str, ...]:
    """Returns the colour of each row's marks.

    Without sides the theme's primary colour stands for the one series. With a highlight the other rows step back:
    to a tint of their circle, or to the grey of what is not the point.
    """
    rows = tuple(rows)
    plain = all(row.side is Side.CONTEXT for row in rows)
    chosen = any(row.highlight for row in rows)
    return tuple(_row_color(row, theme, plain=plain, steps_back=chosen and not row.highlight) for row in rows)


def _row_color(row: Row, theme: Theme, *, plain: bool, steps_back: bool) -> str:
    if row.side is Side.CONTEXT:
        return theme.palette.primary if (plain or row.highlight) and not steps_back else theme.palette.context
    return mix(theme.graphic(row.side), 0.55) if steps_back else theme.graphic(row.side)

"""What the charts room gives away: a finished drawing, and the errors that keep it from being finished."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from briefing.document import Chart
from briefing.errors import BriefingError
from briefing.i18n import gettext as _
from briefing.lengths import Size


class Medium(StrEnum):
    """Where a drawing is going to stand; decides text sizes, the title and what tells series apart."""

    SLIDE = "slide"
    PAGE = "page"


@dataclass(frozen=True, eq=False)
class Drawing:
    """A chart drawn at exactly the size of its slot, as vectors and as pixels (200 per inch).

    Each of the two is painted when it is first asked for: a page of the web needs no pixels.
    """

    size: Size
    paint_svg: Callable[[], bytes]
    paint_png: Callable[[], bytes]

    @cached_property
    def svg(self) -> bytes:
        return self.paint_svg()

    @cached_property
    def png(self) -> bytes:
        return self.paint_png()


class ChartError(BriefingError):
    """A chart cannot be drawn; the message names it."""

    def __init__(self, chart: Chart, reason: str) -> None:
        message = _("chart “{id}” ({title}) {reason}")
        super().__init__(message.format(id=chart.id, title=chart.title, reason=reason))


class ChartDoesNotFit(ChartError):  # noqa: N818 - reads as the sentence that it is
    """Even at the smallest text size some text would leave the drawing or touch other text."""


class UnsuitableData(ChartError):  # noqa: N818
    """The data are not what this kind of chart can show."""


class MissingGlyph(ChartError):  # noqa: N818
    """The typeface has no sign for a character, and nothing else is drawn in its place."""

"""Where charts are going to stand, and the errors that keep them from being drawn."""

from __future__ import annotations

from enum import StrEnum

from briefing.document import Chart
from briefing.errors import BriefingError
from briefing.i18n import gettext as _


class Medium(StrEnum):
    """Where a drawing is going to stand; decides text sizes, the title and what tells series apart."""

    SLIDE = "slide"
    PAGE = "page"


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

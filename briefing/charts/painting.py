"""Painting, here and now: the one door to the canvas, behind which matplotlib waits."""

from __future__ import annotations

from briefing.charts.artwork import Artwork, Painted


def paint(artwork: Artwork) -> Painted:
    """Returns the artwork painted; the same artwork always gives the same bytes."""
    from briefing.charts import canvas  # noqa: PLC0415 - half a second that most commands can save

    return canvas.paint(artwork)

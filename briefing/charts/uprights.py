"""How wide columns are and how far apart they stand: close together where there are few, never slivers or slabs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from briefing.charts.drawing import Medium
from briefing.charts.sheet import Box, Sheet

SHARE = 0.6
"""Of the pitch, for the column; the rest is the gap."""
_MOST_PITCH = {Medium.SLIDE: 180.0, Medium.PAGE: 84.0}
"""Between the middles of two columns, in points: with a wider one, two or three columns lose sight of each other."""
BETWEEN = 0.7
"""Between the labels of two columns, in ems."""
_MOST_FOR_LABELS = 1.2
"""How much wider the pitch may get if the labels then stand in one line."""


@dataclass(frozen=True, slots=True)
class Uprights:
    """Columns side by side, in points."""

    left: float
    pitch: float
    thickness: float
    xs: tuple[float, ...]
    """The columns' middles."""

    @property
    def right(self) -> float:
        return self.left + self.pitch * len(self.xs)


def uprights(sheet: Sheet, box: Box, labels: Sequence[str], beside: float = 0.0) -> Uprights:
    """Returns the columns, one for each label, in the middle of the box; `beside` is kept free to their right."""
    size, count, most = sheet.sizes.label, len(labels), _MOST_PITCH[sheet.medium]
    widest = max(sheet.measure(label, size) for label in labels) + size * BETWEEN
    pitch = min((box.width - beside) / count, max(most, min(widest, most * _MOST_FOR_LABELS)))
    left = box.left + (box.width - beside - pitch * count) / 2
    thickness = min(pitch, most) * SHARE
    return Uprights(left, pitch, thickness, tuple(left + pitch * (i + 0.5) for i in range(count)))

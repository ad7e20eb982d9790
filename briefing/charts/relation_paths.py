"""The geometry of a relation diagram: rings, curves between columns, and places for their labels."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from briefing.charts.sheet import Box, Point

_POWER = 3.0
"""Of the superellipse: 2 is an ellipse; a little more leaves room for nodes near the bends."""
_STEPS = 180
_SAMPLES = 24
_PLACES = (0.5, 0.44, 0.56, 0.38, 0.62, 0.32, 0.68, 0.26, 0.74)
"""Along its curve, where a label may stand; the middle first."""


@dataclass(frozen=True, slots=True)
class Path:
    """A line across a gap; its label is empty where the label stands elsewhere."""

    start: Point
    end: Point
    arrow: bool
    label: str


def ring(box: Box) -> list[Point]:
    """Returns the outline of a superellipse that fills the box."""

    def bend(value: float) -> float:
        return math.copysign(abs(value) ** (2 / _POWER), value)

    x, y = (box.left + box.right) / 2, (box.top + box.bottom) / 2
    angles = [2 * math.pi * i / _STEPS for i in range(_STEPS)]
    return [(x + box.width / 2 * bend(math.cos(a)), y + box.height / 2 * bend(math.sin(a))) for a in angles]


def chord(box: Box, depth: float) -> float:
    """Returns the height of a box's superellipse at a distance inside its left or right edge."""
    share = abs(1 - depth / (box.width / 2))
    return float(box.height * (1 - share**_POWER) ** (1 / _POWER))


def along(start: Point, end: Point, t: float) -> Point:
    """Returns the point at t (0 to 1) of a curve that leaves and arrives horizontally."""
    middle = (start[0] + end[0]) / 2
    a, b, c, d = (1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3
    return a * start[0] + (b + c) * middle + d * end[0], (a + b) * start[1] + (c + d) * end[1]


def curve(start: Point, end: Point) -> list[Point]:
    return [along(start, end, i / _SAMPLES) for i in range(_SAMPLES + 1)]


def chip_places(
    labelled: Sequence[Path],
    every: Sequence[Path],
    sizes: Sequence[tuple[float, float]],
    outlines: Sequence[Point],
) -> list[Box] | None:
    """Returns a place on its own curve for each label, free of the other labels.

    Where possible it is free of other curves and of the rings' outlines as well; None if two labels cannot be kept apart.
    """
    places: list[Box] = []
    for path, (width, height) in zip(labelled, sizes, strict=True):
        others = [point for other in every if other is not path for point in curve(other.start, other.end)]
        others += outlines
        options = []
        for rank, t in enumerate(_PLACES):
            x, y = along(path.start, path.end, t)
            box = Box(x - width / 2, y - height / 2, x + width / 2, y + height / 2)
            if _inside_gap(box, path) and not any(box.touches(place) for place in places):
                covered = sum(box.left < px < box.right and box.top < py < box.bottom for px, py in others)
                options.append((covered, rank, box))
        if not options:
            return None
        places.append(min(options, key=lambda option: option[:2])[2])
    return places


def _inside_gap(box: Box, path: Path) -> bool:
    return min(path.start[0], path.end[0]) < box.left and box.right < max(path.start[0], path.end[0])

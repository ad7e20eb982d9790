"""What a chart consists of once everything is decided: lines of text and marks, in points from the top left corner."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Point = tuple[float, float]
Horizontal = Literal["left", "center", "right"]
Vertical = Literal["top", "center", "bottom"]


@dataclass(frozen=True, slots=True)
class Box:
    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def height(self) -> float:
        return self.bottom - self.top

    def touches(self, other: Box, tolerance: float = 0.0) -> bool:
        return (
            min(self.right, other.right) - max(self.left, other.left) > tolerance
            and min(self.bottom, other.bottom) - max(self.top, other.top) > tolerance
        )


@dataclass(frozen=True, slots=True)
class Paint:
    """The looks of a closed shape: colours as RRGGBB, or none; the edge's width in points."""

    fill: str | None
    edge: str | None = None
    weight: float = 0.0
    hatch: str | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """One line of text, its anchor on the baseline."""

    text: str
    at: Point
    across: Horizontal
    size: float
    color: str
    strong: bool


@dataclass(frozen=True, slots=True)
class Rectangle:
    box: Box
    paint: Paint


@dataclass(frozen=True, slots=True)
class Rounded:
    """A rectangle with round corners."""

    box: Box
    radius: float
    paint: Paint


@dataclass(frozen=True, slots=True)
class Dot:
    center: Point
    radius: float
    paint: Paint


@dataclass(frozen=True, slots=True)
class Ring:
    """A share (0 to 1) of a ring, clockwise from the top."""

    center: Point
    radius: float
    thickness: float
    share: float
    paint: Paint


@dataclass(frozen=True, slots=True)
class Polygon:
    points: tuple[Point, ...]
    paint: Paint


@dataclass(frozen=True, slots=True)
class Lens:
    """What two outlines have in common."""

    first: tuple[Point, ...]
    second: tuple[Point, ...]
    paint: Paint


@dataclass(frozen=True, slots=True)
class Stroke:
    """A straight line."""

    start: Point
    end: Point
    color: str
    weight: float


@dataclass(frozen=True, slots=True)
class Curve:
    """A line through points, its corners rounded."""

    points: tuple[Point, ...]
    paint: Paint


Mark = Line | Rectangle | Rounded | Dot | Ring | Polygon | Lens | Stroke | Curve
"""The later ones stand above the earlier."""

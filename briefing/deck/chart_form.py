"""A native chart, settled: every place, size, colour and label decided, ready to be serialised."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from briefing.deck.data_sheet import DataSheet

Grouping = Literal["clustered", "stacked", "percentStacked"]
Position = Literal["outEnd", "ctr", "t", "b", "r"]


@dataclass(frozen=True, slots=True)
class Place:
    """A place in the chart's frame, as shares of its width and height from the top left corner."""

    x: float
    y: float
    w: float
    h: float


@dataclass(frozen=True, slots=True)
class Label:
    """The text at a point; with a number format it follows the data sheet, without one it is what the ledger says."""

    text: str
    size: float
    colour: str
    number_format: str | None = None
    moved: tuple[float, float] | None = None
    """From its usual place, as shares of the frame's width and height."""
    where: Position | None = None
    """Its usual place, where that is not the one of its chart."""
    with_name: bool = False
    """Whether the series' name stands before the value."""


@dataclass(frozen=True, slots=True)
class Point:
    fill: str
    edge: str | None = None
    label: Label | None = None


@dataclass(frozen=True, slots=True)
class Series:
    fill: str
    """What the legend shows (RRGGBB)."""
    points: tuple[Point, ...]
    edge: str | None = None


@dataclass(frozen=True, slots=True)
class Bars:
    """Bars or columns from a zero line."""

    direction: Literal["bar", "col"]
    grouping: Grouping
    gap: float
    """Between categories, in shares of a bar's thickness."""
    overlap: float
    """Of the bars of a category, in shares of their thickness; negative is a gap."""
    low: float
    high: float
    """Where the axis of values ends."""
    position: Position
    label_size: float


@dataclass(frozen=True, slots=True)
class Span:
    """Where an axis of values ends."""

    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Scale:
    """An axis of values that is shown."""

    step: float
    size: float
    """Of its numbers."""


@dataclass(frozen=True, slots=True)
class Stroke:
    """A line and its dots, in points; no radius, no dots."""

    weight: float
    radius: float


@dataclass(frozen=True, slots=True)
class Curves:
    """Lines, or areas one on the other, from the first row at the left edge to the last at the right."""

    stroke: Stroke | None
    """None for areas."""
    span: Span
    label_size: float
    scale: Scale | None = None
    every: int = 1
    """How many rows there are to a label."""


@dataclass(frozen=True, slots=True)
class Name:
    """A series' name beside its marks: the title of its axis, which is not shown itself."""

    place: Place
    size: float
    colour: str


@dataclass(frozen=True, slots=True)
class Combo:
    """Columns of the first series and a line of the second, each on an axis of its own."""

    gap: float
    stroke: Stroke
    spans: tuple[Span, Span]
    names: tuple[Name, Name]
    label_size: float


@dataclass(frozen=True, slots=True)
class Ring:
    """One ring; the last point is the rest of the whole."""

    hole: float


@dataclass(frozen=True, slots=True)
class Legend:
    place: Place
    size: float
    left_out: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class NativeChart:
    title: str
    title_size: float
    plot: Place
    form: Bars | Curves | Combo | Ring
    series: tuple[Series, ...]
    sheet: DataSheet
    legend: Legend | None = None

"""A native chart, settled: every place, size, colour and label decided, ready to be serialised."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from briefing.deck.data_sheet import DataSheet

Position = Literal["outEnd", "ctr"]


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
    grouping: Literal["clustered", "stacked"]
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
    form: Bars | Ring
    series: tuple[Series, ...]
    sheet: DataSheet
    legend: Legend | None = None

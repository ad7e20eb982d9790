"""Charts, pictures and tables with their data."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from briefing.document.evidence import Citation, Quantity
from briefing.document.text import Side, Text


class ChartKind(StrEnum):
    """What a chart can be; each kind is one function of the charts room."""

    COLUMN = "column"
    BAR = "bar"
    GROUPED = "grouped"
    STACKED = "stacked"
    STACKED_100 = "stacked-100"
    DIVERGING = "diverging"
    DUMBBELL = "dumbbell"
    RANGE = "range"
    SHARE = "share"
    LINE = "line"
    AREA = "area"
    COMBO = "combo"
    WATERFALL = "waterfall"
    MULTIPLES = "multiples"
    TIMELINE = "timeline"
    RELATION = "relation"

    @property
    def is_native(self) -> bool:
        """Whether PowerPoint has charts of this kind."""
        match self:
            case (
                ChartKind.COLUMN
                | ChartKind.BAR
                | ChartKind.GROUPED
                | ChartKind.STACKED
                | ChartKind.STACKED_100
                | ChartKind.DIVERGING
                | ChartKind.SHARE
                | ChartKind.LINE
                | ChartKind.AREA
                | ChartKind.COMBO
            ):
                return True
            case (
                ChartKind.DUMBBELL
                | ChartKind.RANGE
                | ChartKind.TIMELINE
                | ChartKind.RELATION
                | ChartKind.WATERFALL
                | ChartKind.MULTIPLES
            ):
                return False


@dataclass(frozen=True, slots=True)
class Datum:
    """One value of a chart."""

    quantity: Quantity
    unit: str
    fact: str | None = None
    suffix: str | None = None
    """The unit as it follows this number, where it differs from the unit: “ vehicle” after 1."""

    @property
    def counted(self) -> str:
        """What follows the number."""
        return self.unit if self.suffix is None else self.suffix

    @property
    def text(self) -> str:
        return self.quantity.text + self.counted


@dataclass(frozen=True, slots=True)
class Row:
    """One category of a chart with a value for each series; None where there is no value."""

    label: str
    values: tuple[Datum | None, ...]
    side: Side = Side.CONTEXT
    highlight: bool = False


@dataclass(frozen=True, slots=True)
class Rows:
    """The data of every chart that has categories; `series` is empty when there is only one."""

    series: tuple[str, ...]
    rows: tuple[Row, ...]
    sides: tuple[Side, ...] = ()
    """The side of each series, where series and not rows belong to the circles; else empty."""


@dataclass(frozen=True, slots=True)
class Milestone:
    """A dated event; `when` is written as it is shown, `position` is years since year 0, for the axis."""

    when: str
    position: float
    label: str
    side: Side = Side.CONTEXT


@dataclass(frozen=True, slots=True)
class Milestones:
    events: tuple[Milestone, ...]


@dataclass(frozen=True, slots=True)
class Node:
    """An actor of a relation diagram; it stands in the ring of its side, or in the overlap (BOTH)."""

    id: str
    name: str
    side: Side


@dataclass(frozen=True, slots=True)
class Link:
    """What flows between two nodes, in a few words."""

    start: str
    end: str
    label: str


@dataclass(frozen=True, slots=True)
class Relation:
    nodes: tuple[Node, ...]
    links: tuple[Link, ...]
    first: str
    """The name of the first circle, as it is shown on its ring."""
    second: str


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart, settled but not drawn."""

    id: str
    number: int
    """Its number among the figures of the Word briefing."""
    kind: ChartKind
    title: str
    unit: str
    data: Rows | Milestones | Relation
    note: str | None
    alt: str
    citations: tuple[Citation, ...]
    facts: tuple[str, ...] = ()
    source: str | None = None
    """Where its data come from, when they are no facts of the ledger."""
    thousands: str = ""
    """What stands between the thousands of its axis."""
    native: bool = False
    """Whether the deck has it as a chart of PowerPoint's own rather than as a picture."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture from a file, with its size in pixels."""

    id: str
    number: int
    file: Path
    width: int
    height: int
    title: str
    credit: str | None
    alt: str
    citations: tuple[Citation, ...]


Figure = Chart | Picture


@dataclass(frozen=True, slots=True)
class Table:
    """A table with one header row; every row has as many cells as the header."""

    id: str
    number: int
    title: str
    header: tuple[str, ...]
    rows: tuple[tuple[Text, ...], ...]
    widths: tuple[float, ...]
    """The columns' shares of the table's width; they sum to 1."""
    citations: tuple[Citation, ...]
    note: str | None = None

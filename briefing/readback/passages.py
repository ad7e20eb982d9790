"""What a file states: its passages with their places, and the pictures of its charts."""

from __future__ import annotations

from dataclasses import dataclass, field

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph, a table's row, an alternative text, a property, the labels of a chart or a row of its data."""

    home: str
    """What it stands in, with which its place is told first: slide 4, page text, footnotes."""
    slot: str
    """Where in it: title, notes, the name of a shape."""
    where: str
    """Its place in words, for people."""
    text: str
    counted: tuple[Span, ...] = ()
    """Stretches that say what the file itself counts: 图3 in a caption that is the third, numbers of rows."""
    is_data: bool = False
    """Whether its numbers stand without their units: charts' labels, caches, data sheets."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A picture in its place."""

    home: str
    where: str
    alt: str
    raster: bytes | None
    vector: bytes | None
    """The same as SVG, where the file has both."""


@dataclass(slots=True)
class Contents:
    """All that a file states."""

    passages: list[Passage] = field(default_factory=list)
    pictures: list[Shown] = field(default_factory=list)

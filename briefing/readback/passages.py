"""What a file states: its passages with their places, and the pictures of its charts."""

from __future__ import annotations

from dataclasses import dataclass, field

from briefing.i18n import gettext as _

Span = tuple[int, int]
SLIDE = "slide "
"""Begins the key of a slide; its number follows."""

NOTES = "notes"
"""The slot of what a speaker says."""


@dataclass(frozen=True, slots=True)
class Home:
    """What passages stand in, with which their places are told first: a slide, the body text, the footnotes."""

    key: str
    """The same whatever language messages are in: slide 4."""
    words: str
    """For people."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph, a table's row, an alternative text, a property, the labels of a chart or a row of its data."""

    home: str
    """The key of what it stands in."""
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
    """The key of what it stands in."""
    where: str
    """Its place in words, for people."""
    alt: str
    raster: bytes | None
    vector: bytes | None
    """The same as SVG, where the file has both."""


@dataclass(slots=True)
class Contents:
    """All that a file states."""

    passages: list[Passage] = field(default_factory=list)
    pictures: list[Shown] = field(default_factory=list)


def inside(outer: str, inner: str) -> str:
    """Returns a place within a place, in words."""
    return _("{outer}, {inner}").format(outer=outer, inner=inner)

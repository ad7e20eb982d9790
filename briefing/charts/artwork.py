"""What is painted: a settled chart's marks at their size, and both pictures that come of it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from briefing.charts.drawing import Medium
from briefing.charts.marks import Line, Mark
from briefing.lengths import Size


@dataclass(frozen=True, eq=False)
class Artwork:
    """All that a painter has to know; two are equal when they are written alike, to the last digit and sign."""

    size: Size
    medium: Medium
    marks: tuple[Mark, ...]

    @cached_property
    def written(self) -> str:
        return repr(self)

    @property
    def labels(self) -> str:
        """The labels, one a line, which neither picture has as text."""
        return "\n".join(mark.text for mark in self.marks if isinstance(mark, Line))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Artwork) and self.written == other.written

    def __hash__(self) -> int:
        return hash(self.written)


@dataclass(frozen=True, slots=True)
class Painted:
    """A chart as vectors and as pixels (200 per inch)."""

    svg: bytes
    png: bytes

"""The blocks a Word briefing is made of: paragraphs, captions, pictures and tables, each in a named style."""

from __future__ import annotations

from dataclasses import dataclass

from briefing.document import Figure, Text, plain
from briefing.word.style import ParagraphStyle, TableStyle
from briefing.word.styles import IMPRINT_TABLE, THREE_LINE_TABLE

_SHORT = 8
"""Cells of at most so many characters are set in the middle of their column."""

_TOGETHER = 12
"""Tables of at most so many rows are not divided between pages."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    style: ParagraphStyle
    text: Text
    note: int | None = None
    """The number of the footnote whose mark stands at its end."""
    bookmark: str | None = None
    """The bookmark around a heading, which the contents point at."""
    new_page: bool = False
    number: str = ""
    """What Word sets before it, a heading's 一、."""


@dataclass(frozen=True, slots=True)
class Caption:
    """A figure's or table's number and title; the number is a field within a bookmark."""

    style: ParagraphStyle
    label: str
    """图 or 表; also the name of the sequence that Word counts."""
    number: int
    title: str
    bookmark: str


@dataclass(frozen=True, slots=True)
class Drawn:
    """A chart to be drawn, or a picture to be placed."""

    figure: Figure


@dataclass(frozen=True, slots=True)
class Grid:
    """A three-line table whose header row is repeated on every page."""

    header: tuple[str, ...]
    rows: tuple[tuple[Text, ...], ...]
    widths: tuple[float, ...]
    """The columns' shares of the type area's width; they sum to 1."""
    columns: tuple[ParagraphStyle, ...]
    """The style of each column's cells."""
    header_style: ParagraphStyle
    description: str
    """What the table shows, for those who have it read to them."""
    style: TableStyle = THREE_LINE_TABLE

    @property
    def is_short(self) -> bool:
        """Whether the whole table stays on one page."""
        return len(self.rows) <= _TOGETHER


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the contents."""

    style: ParagraphStyle
    text: str
    """The heading with its number."""
    bookmark: str
    page: int


@dataclass(frozen=True, slots=True)
class Contents:
    """The contents: a field that Word updates, with the lines that are shown until it does."""

    heading: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Imprint:
    """The 版记: rows of paragraphs with rules above, between and below them, at the foot of their page."""

    rows: tuple[tuple[Paragraph, ...], ...]
    style: TableStyle = IMPRINT_TABLE


Block = Paragraph | Caption | Drawn | Grid | Contents | Imprint


def columns(
    rows: tuple[tuple[Text, ...], ...], count: int, text: ParagraphStyle, short: ParagraphStyle
) -> tuple[ParagraphStyle, ...]:
    """Returns the style of each column: in the middle where every cell is short, from the left where one is not."""
    return tuple(short if all(len(plain(row[column])) <= _SHORT for row in rows) else text for column in range(count))

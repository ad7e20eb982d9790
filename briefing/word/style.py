"""What a style of the Word briefing says: typeface, size, spacing, indents, and what it keeps together."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from briefing.lengths import Length, pt
from briefing.word.page import LINE, TEXT_SIZE

_NONE = Length(0)
_THICK, _THIN = pt(1.5), pt(0.75)


class Face(StrEnum):
    """The typefaces GB/T 9704-2012 names; the reader's machine brings them, they are never embedded."""

    TITLE = "方正小标宋简体"
    HEITI = "黑体"
    KAITI = "楷体"
    FANGSONG = "仿宋"
    SONGTI = "宋体"


LATIN = "Times New Roman"


class Align(StrEnum):
    LEFT = "left"
    CENTRE = "center"
    RIGHT = "right"
    JUSTIFY = "both"


@dataclass(frozen=True, slots=True)
class Indent:
    """Indents in characters of the style's own size."""

    first: float = 0
    hanging: float = 0
    left: float = 0
    right: float = 0


@dataclass(frozen=True, slots=True)
class Rule:
    """A line as wide as the paragraph."""

    width: Length
    colour: str
    space: Length
    """Between the line and the text."""


@dataclass(frozen=True, slots=True)
class ParagraphStyle:
    """A paragraph style; `name` is what Word knows it by (the built-in ones are shown in the reader's language)."""

    id: str
    name: str
    face: Face = Face.FANGSONG
    size: Length = TEXT_SIZE
    latin: str = LATIN
    align: Align = Align.JUSTIFY
    line: Length | None = LINE
    """The exact line pitch; None for automatic, which pictures need: exact spacing clips them."""
    before: Length = _NONE
    after: Length = _NONE
    indent: Indent = Indent()
    on_grid: bool = False
    """Whether lines and letter spacing are those of the grid, 22 by 28; only running text of 16 pt is set so."""
    keep_next: bool = False
    keep_lines: bool = False
    page_break_before: bool = False
    outline: int | None = None
    """The level in the navigation pane, from 0."""
    numbered: int | None = None
    """The level of the headings' numbering, from 0."""
    next: str | None = None
    """The id of the style of the paragraph that follows when one types on."""
    colour: str | None = None
    """RRGGBB; None for the reader's own colour of text, which is black."""
    rule: Rule | None = None
    """Below the paragraph."""
    right_tab: Length | None = None
    """Where text after a tab ends, from the left edge of the type area."""
    leader: bool = False
    """Whether dots lead to it."""


@dataclass(frozen=True, slots=True)
class TableStyle:
    """A table with rules above and below it; the margins are those within its cells."""

    id: str
    name: str
    side: Length
    rows: Length
    outer: Length = _THICK
    """The thickness of the rules above and below."""
    header: Length | None = _THIN
    """That of the rule below the header row, where there is one."""
    between: Length | None = None
    """That of the rules between rows, where there are any."""

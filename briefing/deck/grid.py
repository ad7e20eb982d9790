"""The deck's grid and type: 13.333 × 7.5 in, twelve columns, and the styles that text is set in."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from briefing.lengths import Frame, Length, Size, inch

PAGE = Size(Length(12_192_000), Length(6_858_000))
MARGIN = 0.6
GUTTER = 0.2
COLUMNS = 12
COLUMN = (13.333 - 2 * MARGIN - (COLUMNS - 1) * GUTTER) / COLUMNS

CONTENT_TOP = 1.85
CONTENT_BOTTOM = 6.70

USABLE_HEIGHT = 0.9
"""The share of a frame's height that text may take; substitute fonts set taller lines."""


def left_of(column: int) -> float:
    """Returns the left edge of a column (counted from 0), in inches."""
    return MARGIN + column * (COLUMN + GUTTER)


def width_of(columns: int) -> float:
    """Returns the width of so many columns with the gutters between them, in inches."""
    return columns * COLUMN + (columns - 1) * GUTTER


def frame(left: float, top: float, width: float, height: float) -> Frame:
    """Returns a frame from inches."""
    return Frame(inch(left), inch(top), inch(width), inch(height))


def across(column: int, columns: int, top: float = CONTENT_TOP, bottom: float = CONTENT_BOTTOM) -> Frame:
    """Returns the frame of so many columns from `column` on, between two heights in inches."""
    return frame(left_of(column), top, width_of(columns), bottom - top)


def cells(count: int, per_row: int, top: float, bottom: float, gap: float) -> list[Frame]:
    """Returns the frames of equal cells in rows, filled from the left; `gap` between rows in inches."""
    rows = -(-count // per_row)
    height = (bottom - top - (rows - 1) * gap) / rows
    width = (width_of(COLUMNS) - (per_row - 1) * GUTTER) / per_row
    return [
        frame(
            MARGIN + (index % per_row) * (width + GUTTER),
            top + (index // per_row) * (height + gap),
            width,
            height,
        )
        for index in range(count)
    ]


class Anchor(StrEnum):
    """Where text stands in its frame; the values of `a:bodyPr/@anchor` (ECMA-376 part 1, 20.1.10.60)."""

    TOP = "t"
    MIDDLE = "ctr"
    BOTTOM = "b"


@dataclass(frozen=True, slots=True)
class Style:
    """How a slot sets its text: sizes in points, from the preferred one to the floor, and colour by palette token."""

    sizes: tuple[int, ...]
    colour: str = "ink"
    strong: bool = False
    anchor: Anchor = Anchor.TOP
    align: str = "l"
    leading: float = 1.25
    """Line pitch, as a multiple of the size; written into the file in points."""
    gap: float = 0.6
    """Space before every paragraph but the first, in lines."""
    bullet: bool = False
    spread: float = 0.0
    """How many lines the space between paragraphs may grow by, so that a few points fill a tall frame."""

    @property
    def floor(self) -> int:
        return self.sizes[-1]


TITLE = Style((32, 30, 28), strong=True, anchor=Anchor.BOTTOM, leading=1.15)
MARK = Style((14,), "context_text", anchor=Anchor.BOTTOM)
SOURCE = Style((12,), "context_text", anchor=Anchor.MIDDLE)
FOOT = Style((12,), "context_text", anchor=Anchor.MIDDLE, align="r")
PAGE_NUMBER = Style((12,), "context_text", anchor=Anchor.MIDDLE, align="r")
POINTS = Style((24, 22, 20), bullet=True, spread=0.6)
POINTS_NARROW = Style((22, 20), bullet=True, anchor=Anchor.MIDDLE, spread=1.0)
LEAD = Style((22, 20), "primary", gap=0.8, spread=1.0)
ROW_NUMBER = Style((28,), "primary", strong=True, anchor=Anchor.MIDDLE)
ROW = Style((24, 22, 20), anchor=Anchor.MIDDLE, gap=0)
READING = Style((20,), anchor=Anchor.MIDDLE, gap=0)
PANEL_HEADING = Style((24, 22, 20), "context_text", strong=True, anchor=Anchor.MIDDLE)
PANEL = Style((24, 22, 20), bullet=True, anchor=Anchor.MIDDLE, spread=1.0)
KEY_FIGURE = Style((60, 54, 44, 36), strong=True, anchor=Anchor.MIDDLE, gap=0)
CARD = Style((20,), gap=0.3)
QUOTE = Style((28, 24, 22, 20), anchor=Anchor.MIDDLE, gap=0.6)
TABLE = Style((20, 18, 16, 14), leading=1.2, gap=0)
RECOMMENDATIONS = Style((24, 22, 20, 18), leading=1.2, gap=0)
ENTRY_NUMBER = Style((32,), "primary", strong=True, anchor=Anchor.MIDDLE)
ENTRY = Style((24, 22, 20), gap=0.2, anchor=Anchor.MIDDLE)
ENTRY_CLAIM = Style((20, 18), "context_text", gap=0, anchor=Anchor.MIDDLE)
LEGEND = Style((18,), strong=True, anchor=Anchor.MIDDLE)

COVER_TITLE = Style((44, 40, 36), "cover_text", strong=True, anchor=Anchor.BOTTOM, leading=1.25)
COVER_SUBTITLE = Style((24, 22, 20), "cover_text", leading=1.3)
COVER_FOOT = Style((12,), "cover_text", anchor=Anchor.MIDDLE)
COVER_LINE = Style((18,), "cover_text", anchor=Anchor.MIDDLE, gap=0.2)
OPENER_NUMBER = Style((28,), "cover_accent", strong=True, anchor=Anchor.BOTTOM)
OPENER_TITLE = Style((40, 36, 32), "cover_text", strong=True, leading=1.2)
CLOSING_TITLE = Style((40, 36, 32), "cover_text", strong=True, anchor=Anchor.BOTTOM, leading=1.2)
OPENER_CLAIMS = Style((20,), "cover_text", gap=0.6, bullet=True)
CLOSING_LINES = Style((24, 22, 20), "cover_text", gap=0.6)

CHANGE_LABEL = Style((24, 22, 20), strong=True, anchor=Anchor.MIDDLE, gap=0)
CHANGE_BEFORE = Style((44, 36, 32), "context_text", strong=True, anchor=Anchor.MIDDLE)
CHANGE_AFTER = Style((60, 54, 44, 36, 32), strong=True, anchor=Anchor.MIDDLE)
EVENT_DATE = Style((24, 22, 20), strong=True, anchor=Anchor.BOTTOM)
EVENT = Style((22, 20), gap=0)
EVENT_ABOVE = Style((22, 20), gap=0, anchor=Anchor.BOTTOM)
STEP = Style((24, 22, 20), "on_ground", strong=True, anchor=Anchor.MIDDLE, leading=1.1)
STEP_TEXT = Style((24, 22, 20), gap=0.4)
CASE_POINTS = Style((24, 22, 20), bullet=True, anchor=Anchor.MIDDLE, spread=1.0)
RING_HEADING = Style((20,), "first", strong=True, anchor=Anchor.MIDDLE)
RING_HEADING_RIGHT = Style((20,), "second_text", strong=True, anchor=Anchor.MIDDLE, align="r")
RING = Style((22, 20), gap=0.5, anchor=Anchor.MIDDLE, spread=0.6)
RING_BOTH = Style((22, 20), "both", strong=True, gap=0.5, anchor=Anchor.MIDDLE, align="ctr", spread=0.6)
CAPTION = Style((14,), "context_text", anchor=Anchor.MIDDLE)

FOOT_PLACE = frame(MARGIN, 7.24, width_of(COLUMNS), 0.2)
"""Below the page number; no slot comes so low but the source line's, whose text ends above it."""
COVER_FOOT_PLACE = frame(MARGIN, 6.87, 7.4, 0.2)
"""Above the rules at the foot of a cover."""

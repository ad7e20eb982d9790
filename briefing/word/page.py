"""The page of GB/T 9704-2012: paper, margins, the grid of 22 lines by 28 characters, the place of the page number."""

from __future__ import annotations

from math import floor

from briefing.lengths import Length, Size, mm, pt

PAPER = Size(mm(210), mm(297))
"""A4 (5.1)."""
TOP, BOTTOM, LEFT, RIGHT = mm(37), mm(35), mm(28), mm(26)
"""天头 and 订口 with the type area of 156 mm × 225 mm (5.2.1)."""
TYPE_AREA = Size(PAPER.width - LEFT - RIGHT, PAPER.height - TOP - BOTTOM)

LINES, CHARACTERS = 22, 28
"""A full page of text (5.2.3)."""
TEXT_SIZE = pt(16)
"""3号 (5.2.2)."""
LINE = pt(28)
"""The line pitch that offices set: a full page of text has 22 lines, and one with a figure room for another."""

_NUMBER_BELOW = mm(7)
"""The dashes beside the page number stand 7 mm below the type area (7.5)."""
NUMBER_LINE = pt(18)
"""The height of the page number's line."""
HEADER_DISTANCE = mm(15)
"""From the paper's edge to the top of the header, midway down the 天头."""


def character_space() -> int:
    """Returns what the text's letter spacing must be, in twips, for 28 characters of 16 pt to fill a line.

    A grid of lines and characters would say the same, but LibreOffice gives each character two of its cells
    as soon as a cell is narrower than the character; as letter spacing Word, WPS and LibreOffice agree.
    """
    return floor((TYPE_AREA.width.pt / CHARACTERS - TEXT_SIZE.pt) * 20)


def footer_distance(below: Length | None = None) -> Length:
    """Returns the way from the paper's edge to the foot of the page number's line, or of a line so high below it."""
    return BOTTOM - _NUMBER_BELOW - NUMBER_LINE * 0.5 - (below or Length(0))

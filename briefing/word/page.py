"""The page of GB/T 9704-2012: paper, margins, the grid of 22 lines by 28 characters, the place of the page number."""

from __future__ import annotations

from math import floor
from typing import TYPE_CHECKING

from briefing.lengths import Length, Size, mm, pt

if TYPE_CHECKING:
    from briefing.word.xml import Element

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


def character_space() -> int:
    """Returns what the text's letter spacing must be, in twips, for 28 characters of 16 pt to fill a line.

    A grid of lines and characters would say the same, but LibreOffice gives each character two of its cells
    as soon as a cell is narrower than the character; as letter spacing Word, WPS and LibreOffice agree.
    """
    return floor((TYPE_AREA.width.pt / CHARACTERS - TEXT_SIZE.pt) * 20)


def _footer_distance() -> Length:
    """Returns the way from the paper's edge to the foot of the page number's line."""
    return BOTTOM - _NUMBER_BELOW - NUMBER_LINE * 0.5


def section_properties(odd_footer: str, even_footer: str) -> Element:
    """Returns the section's properties; the arguments are the relationship ids of the two footers."""
    from briefing.word.xml import node  # noqa: PLC0415 - `check` needs the measures and writes nothing

    return node(
        "w:sectPr",
        node("w:footerReference", type="default", r_id=odd_footer),
        node("w:footerReference", type="even", r_id=even_footer),
        node("w:pgSz", w=PAPER.width.twips, h=PAPER.height.twips),
        node(
            "w:pgMar",
            top=TOP.twips,
            right=RIGHT.twips,
            bottom=BOTTOM.twips,
            left=LEFT.twips,
            header=mm(15).twips,
            footer=_footer_distance().twips,
            gutter=0,
        ),
        node("w:cols", space=720),
        node("w:docGrid", type="lines", linePitch=LINE.twips),
    )

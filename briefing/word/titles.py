"""Titles as the Word briefing writes them: in even lines."""

from __future__ import annotations

from briefing.text.breaking import balanced, lines
from briefing.text.measure import AS_MEASURED
from briefing.word.page import TYPE_AREA
from briefing.word.style import ParagraphStyle


def divided(title: str, style: ParagraphStyle, names: tuple[str, ...]) -> str:
    """Returns a title with the newlines that divide it into even lines, no name torn apart."""
    return balanced(title, TYPE_AREA.width.pt, style.size.pt, metrics=AS_MEASURED, names=names)


def line_count(title: str, style: ParagraphStyle) -> int:
    """Returns how many lines a title takes."""
    return len(lines(title, TYPE_AREA.width.pt, style.size.pt, metrics=AS_MEASURED))

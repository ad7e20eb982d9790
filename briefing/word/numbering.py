"""numbering.xml: the four levels of headings, real numbers that Word keeps in order."""

from __future__ import annotations

from briefing.word import styles
from briefing.word.counting import LEVELS
from briefing.word.xml import node, part


def numbering() -> bytes:
    """Returns numbering.xml: the four levels of headings, so that Word renumbers when one is moved."""
    levels = (
        node(
            "w:lvl",
            node("w:start", val=1),
            node("w:numFmt", val=number_format),
            node("w:pStyle", val=styles.HEADINGS[level].id),
            node("w:suff", val="nothing"),
            node("w:lvlText", val=text),
            node("w:lvlJc", val="left"),
            ilvl=level,
        )
        for level, (number_format, text) in enumerate(LEVELS)
    )
    abstract = node("w:abstractNum", node("w:multiLevelType", val="multilevel"), *levels, abstractNumId=0)
    number = node("w:num", node("w:abstractNumId", val=0), numId=styles.NUMBERING)
    return part(node("w:numbering", abstract, number))

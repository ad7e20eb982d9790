"""numbering.xml: the four levels of headings, real numbers that Word keeps in order."""

from __future__ import annotations

from collections.abc import Sequence

from briefing.word import styles
from briefing.word.counting import levels
from briefing.word.xml import node, part

OFFICIAL = ("一、", "（一）", "1.", "（1）")
"""The numbers of headings that official documents have (GB/T 9704-2012, 7.3.3)."""


def numbering(first: Sequence[str] = OFFICIAL) -> bytes:
    """Returns numbering.xml: the four levels of headings, so that Word renumbers when one is moved.

    `first` is the first number of each level.
    """
    made = (
        node(
            "w:lvl",
            node("w:start", val=1),
            node("w:numFmt", val=level.format),
            node("w:pStyle", val=styles.HEADINGS[depth].id),
            node("w:suff", val="nothing"),
            node("w:lvlText", val=level.text),
            node("w:lvlJc", val="left"),
            ilvl=depth,
        )
        for depth, level in enumerate(levels(first))
    )
    abstract = node("w:abstractNum", node("w:multiLevelType", val="multilevel"), *made, abstractNumId=0)
    number = node("w:num", node("w:abstractNumId", val=0), numId=styles.NUMBERING)
    return part(node("w:numbering", abstract, number))

"""numbering.xml: the four levels of headings, real numbers that Word keeps in order."""

from __future__ import annotations

from dataclasses import dataclass, field

from briefing.word import styles
from briefing.word.styles import ParagraphStyle
from briefing.word.xml import node, part

_LEVELS = (
    ("chineseCountingThousand", "%1、"),
    ("chineseCountingThousand", "（%2）"),
    ("decimal", "%3."),
    ("decimal", "（%4）"),
)
"""Number format and text of the four levels (GB/T 9704-2012, 7.3.3)."""


_DIGITS = "〇一二三四五六七八九"
_TEN = 10


@dataclass(slots=True)
class Counter:
    """Counts headings as Word does, for what has to repeat their numbers: the contents, the width of a heading."""

    counts: list[int] = field(default_factory=lambda: [0] * len(_LEVELS))

    def number(self, style: ParagraphStyle) -> str:
        """Returns the number that the next paragraph of a style begins with, 一、 or （一）; nothing for most styles."""
        level = style.numbered
        if level is None:
            return ""
        self.counts[level:] = [self.counts[level] + 1, *[0] * (len(_LEVELS) - level - 1)]
        number_format, text = _LEVELS[level]
        count = self.counts[level]
        return text.replace(f"%{level + 1}", str(count) if number_format == "decimal" else chinese(count))


def chinese(number: int) -> str:
    """Returns a number below 100 in Chinese, 二十一 (chineseCountingThousand; ECMA-376 part 1, 17.18.59)."""
    tens, ones = divmod(number, _TEN)
    head = "" if tens == 0 else "十" if tens == 1 else f"{_DIGITS[tens]}十"
    return head + (_DIGITS[ones] if ones else "")


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
        for level, (number_format, text) in enumerate(_LEVELS)
    )
    abstract = node("w:abstractNum", node("w:multiLevelType", val="multilevel"), *levels, abstractNumId=0)
    number = node("w:num", node("w:abstractNumId", val=0), numId=styles.NUMBERING)
    return part(node("w:numbering", abstract, number))

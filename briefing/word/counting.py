"""Headings' numbers: what Word is told to count, and the same count for what has to repeat it."""

from __future__ import annotations

from dataclasses import dataclass, field

from briefing.word.style import ParagraphStyle

LEVELS = (
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

    counts: list[int] = field(default_factory=lambda: [0] * len(LEVELS))

    def number(self, style: ParagraphStyle) -> str:
        """Returns the number that the next paragraph of a style begins with, 一、 or （一）; nothing for most styles."""
        level = style.numbered
        if level is None:
            return ""
        self.counts[level:] = [self.counts[level] + 1, *[0] * (len(LEVELS) - level - 1)]
        number_format, text = LEVELS[level]
        count = self.counts[level]
        return text.replace(f"%{level + 1}", str(count) if number_format == "decimal" else chinese(count))


def chinese(number: int) -> str:
    """Returns a number below 100 in Chinese, 二十一 (chineseCountingThousand; ECMA-376 part 1, 17.18.59)."""
    tens, ones = divmod(number, _TEN)
    head = "" if tens == 0 else "十" if tens == 1 else f"{_DIGITS[tens]}十"
    return head + (_DIGITS[ones] if ones else "")

"""Headings' numbers: what Word is told to count, and the same count for what has to repeat it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from briefing.word.blocks import Block, Paragraph

_CHINESE = "一"
_FORMATS = {_CHINESE: "chineseCountingThousand", "1": "decimal"}
_DIGITS = "〇一二三四五六七八九"
_TEN = 10


@dataclass(frozen=True, slots=True)
class Level:
    """How one level of headings is numbered."""

    format: str
    """Word's name of the numerals (ECMA-376 part 1, 17.18.59)."""
    text: str
    """With %1, %2 … for the numbers of the levels: %1、 or %1.%2."""


def levels(first: Iterable[str]) -> tuple[Level, ...]:
    """Returns the levels whose first numbers are given: （一） is counted by itself, 1.1 repeats the level above."""
    return tuple(_level(depth, text) for depth, text in enumerate(first, start=1))


def _level(depth: int, text: str) -> Level:
    places = list(re.finditer(f"[{''.join(_FORMATS)}]", text))
    made = text
    for back, place in enumerate(reversed(places)):
        made = f"{made[: place.start()]}%{depth - back}{made[place.end() :]}"
    return Level(_FORMATS[places[-1][0]], made)


@dataclass(slots=True)
class Counter:
    """Counts headings as Word does, for what has to repeat their numbers: the contents, the width of a heading."""

    levels: Sequence[Level]
    counts: list[int] = field(init=False)

    def __post_init__(self) -> None:
        self.counts = [0] * len(self.levels)

    def numbered(self, block: Block) -> Block:
        """Returns a block with the number that it begins with, 一、 or （一）; most have none."""
        if not isinstance(block, Paragraph) or (depth := block.style.numbered) is None:
            return block
        self.counts[depth:] = [self.counts[depth] + 1, *[0] * (len(self.counts) - depth - 1)]
        text = re.sub(r"%(\d)", lambda found: self._counted(int(found[1]) - 1), self.levels[depth].text)
        return replace(block, number=text)

    def _counted(self, depth: int) -> str:
        count = self.counts[depth]
        return str(count) if self.levels[depth].format == _FORMATS["1"] else chinese(count)


def chinese(number: int) -> str:
    """Returns a number below 1,000 in Chinese, 二十一 (chineseCountingThousand; ECMA-376 part 1, 17.18.59)."""
    hundreds, rest = divmod(number, _TEN * _TEN)
    if hundreds:
        between = _DIGITS[0] if 0 < rest < _TEN else "一" if _TEN <= rest < 2 * _TEN else ""
        return f"{_DIGITS[hundreds]}百{between}{chinese(rest)}"
    tens, ones = divmod(rest, _TEN)
    head = "" if tens == 0 else "十" if tens == 1 else f"{_DIGITS[tens]}十"
    return head + (_DIGITS[ones] if ones else "")

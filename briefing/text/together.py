"""What stays together at a line's end: a number with its unit, and the last characters of a paragraph.

No office has a rule for either; a line break that the planner sets does it in all of them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise

from briefing.patterns import KeptPattern
from briefing.text.breaking import broken, may_break
from briefing.text.measure import Glyph

NUMBER_AND_UNIT = (
    r"[第超约近逾]?\d[\d.,/～%‰℃+\u2212—-]*\s?[多余]?"
    r"(?:[十百千万亿]*?(?:小时|分钟|公里|千米|公顷|公斤|平方米|平方公里|立方米|千瓦时|千瓦|标箱|个百分点|百分点|个月|"
    r"人次|车次|架次|美元|欧元|港元|年代)|[十百千万亿]*[多余]?[\u4e00-\u9fff]?)"
)
"""A pattern: the number, what limits it (超180, 20多) and its unit; an unknown unit is taken for one character long."""
_NUMBER_AND_UNIT = KeptPattern(NUMBER_AND_UNIT)
_LAST = 2
"""Characters that a paragraph's last line has at least."""


def inside_numbers(text: str) -> Iterator[int]:
    """Yields the places in a text at which a line end would part a number from its unit."""
    for match in _NUMBER_AND_UNIT.finditer(text):
        yield from range(match.start() + 1, match.end())


def breaks(glyphs: Sequence[Glyph], width: float, bound: Collection[int]) -> tuple[int, ...]:
    """Returns the places where a set break keeps together what the renderer's own line ends would part.

    `bound` are the places where no line may end; `width` in points. A paragraph that has set breaks of its own is
    its author's; a stretch that no earlier line end can save is left as it is.
    """
    if any(glyph.char == "\n" for glyph in glyphs):
        return ()
    found: list[int] = []
    start = 0
    while (place := _first_repair(glyphs, start, width, bound)) is not None:
        found.append(place)
        start = place
    return tuple(found)


def _first_repair(glyphs: Sequence[Glyph], start: int, width: float, bound: Collection[int]) -> int | None:
    lines = broken(glyphs[start:], width)
    begin, left = start, len(lines) - 1
    for line, following in pairwise(lines):
        end, left = begin + len(line), left - 1
        lonely = left == 0 and _counted(following) < _LAST
        if lonely or end in bound:
            place = _earlier(glyphs, begin, end, bound, _LAST - _counted(following) if lonely else 0)
            if place is not None:
                return place
        begin = end
    return None


def _counted(line: str) -> int:
    """Returns how many characters of a line are words, not marks."""
    return sum(char.isalnum() for char in line)


def _earlier(glyphs: Sequence[Glyph], begin: int, end: int, bound: Collection[int], more: int) -> int | None:
    """Returns the last place before `end` where the line may end, with so many `more` characters after it."""
    for place in range(end - 1, begin, -1):
        taken = "".join(glyph.char for glyph in glyphs[place:end])
        may_end = may_break(glyphs[place - 1].char, glyphs[place].char) and place not in bound
        if may_end and _counted(taken) >= more:
            return place
    return None

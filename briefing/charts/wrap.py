"""Breaks labels into lines after the rules for Chinese text (GB/T 15834), balanced rather than greedy."""

from __future__ import annotations

import re
from collections.abc import Callable

Measure = Callable[[str], float]
"""Returns the width of a text in points."""

_CLOSING = "，。、；：？！）》〉」』】〕”’…—～·%％‰℃,.;:?!)]}"
_OPENING = "（《〈「『【〔“‘([{"
# A number stays with its counter (2021年, 39.1万辆, 30%), and a short name within its marks (《规划纲要》).
_PIECE = re.compile(
    r"《[^《》]{1,6}》|“[^“”]{1,6}”|[0-9][0-9.,/～~\-−–]*[%％‰]?(?:[千万亿]{0,2}[年月日天个家辆台元吨项条次]|小时)?|[A-Za-z0-9&.+\-']+|\s+|.",
    re.DOTALL,
)
_STEPS = 14


def atoms(text: str) -> list[str]:
    """Returns the text in pieces that must not be broken, spaces as pieces of their own."""
    result: list[str] = []
    glue = False
    for piece in _PIECE.findall(text):
        if result and not piece.isspace() and (glue or (piece in _CLOSING and not result[-1].isspace())):
            result[-1] += piece
        else:
            result.append(" " if piece.isspace() else piece)
        glue = piece in _OPENING
    return result


def greedy(text: str, width: float, measure: Measure) -> list[str]:
    """Returns lines filled one after the other; a piece that is wider than `width` stands alone."""
    lines = [""]
    for atom in atoms(text):
        if lines[-1] and measure((lines[-1] + atom).rstrip()) > width:
            lines[-1] = lines[-1].rstrip()
            lines.append("")
        lines[-1] += atom if lines[-1] or not atom.isspace() else ""
    return [line.rstrip() for line in lines if line.strip()] or [""]


def balanced(text: str, width: float, measure: Measure) -> list[str]:
    """Returns the fewest lines that `width` allows, of about the same length; two break at a space if they can."""
    lines = greedy(text, width, measure)
    if len(lines) == 1:
        return lines
    count = len(lines)
    parts = text.split()
    if count == len(parts) and all(measure(part) <= width for part in parts):
        return parts
    low, high = width / count / 2, width
    for _ in range(_STEPS):
        middle = (low + high) / 2
        tried = greedy(text, middle, measure)
        fits = len(tried) == count and all(measure(line) <= width for line in tried)
        low, high = (low, middle) if fits else (middle, high)
        lines = tried if fits else lines
    return lines

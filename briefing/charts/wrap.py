"""Breaks labels into lines after the rules for Chinese text (GB/T 15834), balanced rather than greedy."""

from __future__ import annotations

import re
from collections.abc import Callable

from briefing.patterns import KeptPattern
from briefing.text.breaking import NEVER_FIRST, NEVER_LAST
from briefing.text.together import NUMBER_AND_UNIT

Measure = Callable[[str], float]
"""Returns the width of a text in points."""

# A number stays with its unit in Latin letters too (100 km), a short name or unit within its marks (《规划纲要》,
# （万辆）), and a word in Latin letters stays whole (5G-A).
_KEPT = (
    r"《[^《》]{1,6}》|“[^“”]{1,6}”|（[^（）]{1,6}）|"
    rf"[0-9][0-9.,]* ?[A-Za-z][A-Za-z0-9&.+\-/²³]*|{NUMBER_AND_UNIT}|"
)
_SINGLE = r"[A-Za-z0-9&.+\-']+|\s+|."
_PIECE = KeptPattern(_KEPT + _SINGLE, re.DOTALL)
_SMALL_PIECE = KeptPattern(r"[0-9][0-9.,/～\-−–—]*[%％‰℃]?|" + _SINGLE, re.DOTALL)
"""For what is wider than a line even though it ought to stay whole."""
_JOINT = re.compile(r"\s+|(?<=·)")
_STEPS = 14
_MARKS = "".join(NEVER_FIRST | NEVER_LAST)


def atoms(text: str, pieces: KeptPattern = _PIECE) -> list[str]:
    """Returns the text in pieces that must not be broken, spaces as pieces of their own."""
    result: list[str] = []
    glue = False
    for piece in pieces.findall(text):
        if result and not piece.isspace() and (glue or (piece[0] in NEVER_FIRST and not result[-1].isspace())):
            result[-1] += piece
        else:
            result.append(" " if piece.isspace() else piece)
        glue = piece[-1] in NEVER_LAST
    return result


def _fitting(text: str, width: float, measure: Measure) -> list[str]:
    """Returns the atoms of a text, those wider than a line in smaller ones."""
    return [
        small for atom in atoms(text) for small in ([atom] if measure(atom) <= width else atoms(atom, _SMALL_PIECE))
    ]


def greedy(text: str, width: float, measure: Measure) -> list[str]:
    """Returns lines filled one after the other; a piece that is wider than `width` stands alone."""
    lines = [""]
    for atom in _fitting(text, width, measure):
        if lines[-1] and measure((lines[-1] + atom).rstrip()) > width:
            lines[-1] = lines[-1].rstrip()
            lines.append("")
        lines[-1] += atom if lines[-1] or not atom.isspace() else ""
    return [line.rstrip() for line in lines if line.strip()] or [""]


def tears(text: str, width: float, measure: Measure) -> bool:
    """Returns whether lines of this width would divide what ought to stay whole, as a number and its unit."""
    return any(measure(atom) > width for atom in atoms(text))


def balanced(text: str, width: float, measure: Measure) -> list[str]:
    """Returns the fewest lines that `width` allows, of about the same length; they end at joints if they can."""
    lines = greedy(text, width, measure)
    if len(lines) == 1:
        return lines
    count = len(lines)
    parts = [part for part in _JOINT.split(text) if part]
    whole = [atom for part in parts for atom in atoms(part)] == [atom for atom in atoms(text) if not atom.isspace()]
    if whole and count == len(parts) and all(measure(part) <= width for part in parts):
        return parts
    # What is torn apart at the full width stays so; nothing else may be at a smaller one.
    low, high = max(width / count / 2, *(measure(atom) for atom in _fitting(text, width, measure))), width
    for _ in range(_STEPS):
        middle = (low + high) / 2
        tried = greedy(text, middle, measure)
        fits = len(tried) == count and all(measure(line) <= width for line in tried)
        low, high = (low, middle) if fits else (middle, high)
        lines = tried if fits else lines
    return _without_orphan(lines, width, measure)


def _without_orphan(lines: list[str], width: float, measure: Measure) -> list[str]:
    """Returns the lines with a character that stands alone in the last one joined by what is before it."""
    if len(lines[-1].strip(_MARKS)) != 1 or " " in lines[-2]:
        return lines
    *head, last = atoms(lines[-2])
    before, after = "".join(head), last + lines[-1]
    if len(before) <= 1 or measure(after) > width:
        return lines
    return [*lines[:-2], before, after]

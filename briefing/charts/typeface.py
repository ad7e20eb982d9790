"""The one typeface of the charts, measured from its file, so that nothing depends on what a machine has installed."""

from __future__ import annotations

from functools import lru_cache

from briefing.text.coverage import covers
from briefing.text.measure import advance, reach

ASCENT = 0.88
"""From the top of the ideographic em box to the baseline, in ems (OpenType BASE, idtp of Noto Sans SC)."""
_DESCENT = 1 - ASCENT
_REMEMBERED = 1 << 12
"""Lines that are known to be drawable: each is measured at one size after the other."""


@lru_cache(maxsize=_REMEMBERED)
def missing(text: str) -> str:
    """Returns the characters that the typeface cannot draw."""
    return "".join(c for c in text if not covers(c) or not c.isprintable())


def width(text: str, size: float) -> float:
    """Returns the width of one line in points."""
    return size * sum(map(advance, text))


def rise_and_fall(text: str, size: float) -> tuple[float, float]:
    """Returns how far a line reaches above and below its baseline, in points; the em box at least."""
    rises, falls = zip((ASCENT, _DESCENT), *map(reach, text), strict=True)
    return max(rises) * size, max(falls) * size

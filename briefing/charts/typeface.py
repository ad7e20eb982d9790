"""The one typeface of the charts, chosen by file, so that nothing depends on what a machine has installed."""

from __future__ import annotations

from functools import cache

from matplotlib.font_manager import FontProperties
from matplotlib.ft2font import FT2Font, LoadFlags
from pylopdf_fonts_zh_cn import sans_path

_SIZE = 200
ASCENT = 0.88
"""From the top of the ideographic em box to the baseline, in ems (OpenType BASE, idtp of Noto Sans SC)."""


@cache
def _font() -> FT2Font:
    font = FT2Font(str(sans_path()))
    font.set_size(_SIZE, 72)
    return font


@cache
def _advance(character: str) -> float:
    """Returns the width of a character in ems."""
    glyph = _font().load_char(ord(character), LoadFlags.NO_HINTING)
    return float(glyph.linearHoriAdvance) / 65536 / _SIZE


def missing(text: str) -> str:
    """Returns the characters that the typeface cannot draw."""
    return "".join(c for c in text if _font().get_char_index(ord(c)) == 0 or not c.isprintable())


def width(text: str, size: float) -> float:
    """Returns the width of one line in points."""
    return size * sum(map(_advance, text))


def properties(size: float) -> FontProperties:
    return FontProperties(fname=str(sans_path()), size=size)

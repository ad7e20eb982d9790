"""Widths of text, from the metrics of the open font that the installation brings along (Noto Sans SC)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import pylopdf_fonts_zh_cn

if TYPE_CHECKING:
    from PIL.ImageFont import FreeTypeFont

_UNITS_PER_EM = 1000
_STRONG = 1.06
"""How much wider the bold weight sets Latin letters and digits; Chinese characters keep their em."""


@dataclass(frozen=True, slots=True)
class Metrics:
    """How wide characters are taken to be."""

    latin: float = 1.0
    """Widens everything that is not a full em."""
    gap: float = 0.0
    """Ems that LibreOffice and WPS put between a Chinese character and a Latin letter or digit."""

    def width(self, text: str, size: float, *, strong: bool = False) -> float:
        """Returns the width of a text in points, set in one line at `size` points."""
        factor = self.latin * (_STRONG if strong else 1.0)
        ems, previous = 0.0, ""
        for char in text:
            em = advance(char)
            ems += em if em >= 1.0 else em * factor
            ems += self.joint(previous, char)
            previous = char
        return ems * size

    def joint(self, before: str, after: str) -> float:
        """Returns the space between two neighbours in ems; either may be empty."""
        if not before or not after or before.isspace() or after.isspace():
            return 0.0
        return self.gap if before.isascii() != after.isascii() else 0.0


AS_MEASURED = Metrics()
CAUTIOUS = Metrics(latin=1.2, gap=0.25)
"""Leaves room for the Latin faces that Linux offices put in place of 微软雅黑; DejaVu Sans is the widest of them."""


@lru_cache(maxsize=1)
def _font() -> FreeTypeFont:
    from PIL import ImageFont  # noqa: PLC0415 - costs 30 ms and is not needed by `--version` or broken outlines

    return ImageFont.truetype(str(pylopdf_fonts_zh_cn.sans_path()), _UNITS_PER_EM)


@lru_cache(maxsize=4096)
def advance(char: str) -> float:
    """Returns the width of a character in ems."""
    if "\u4e00" <= char <= "\u9fff":
        return 1.0
    return float(_font().getlength(char)) / _UNITS_PER_EM

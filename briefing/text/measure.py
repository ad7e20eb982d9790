"""Widths of text, from the metrics of open fonts that the installation brings along (Noto Sans SC, DejaVu Sans)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING
from unicodedata import east_asian_width

import pylopdf_fonts_zh_cn

if TYPE_CHECKING:
    from PIL.ImageFont import FreeTypeFont

_UNITS_PER_EM = 1000
_STRONG = 1.06
"""How much wider the bold weight sets Latin letters and digits; Chinese characters keep their em."""
_ROUNDED = 1.0025
"""LibreOffice rounds sizes to its device's; 14 pt come out 0.24 % wider than they are, other sizes less."""
_QUOTES = frozenset("“”‘’")
_FROM_HAN = "\u2e80"
"""The first character of the blocks that every office takes for East Asian."""


class Script(Enum):
    """What an office takes a character for, which decides on its typeface."""

    LATIN = "latin"
    ASIAN = "asian"
    WEAK = "weak"
    """Spaces and the punctuation that both scripts share (“ ” — … ‰ ≥): it goes with what stands before it."""


def script(char: str) -> Script:
    """Returns a character's script by its Unicode block, as LibreOffice's break iterator has it."""
    if char >= _FROM_HAN:
        return Script.ASIAN
    if char.isspace() or char >= "\u2000":
        return Script.WEAK
    return Script.LATIN


def has_asian(text: str) -> bool:
    """Whether a text holds Chinese characters or full-width signs (5～14)."""
    return any(script(char) is Script.ASIAN for char in text)


@dataclass(frozen=True, slots=True)
class Glyph:
    """A character with its width and the space that an office sets after it before another script, in points."""

    char: str
    advance: float
    gap: float = 0.0
    script: Script = Script.ASIAN


SetText = tuple[str, float, bool]
"""A stretch of text, its size in points, and whether it is bold."""


@dataclass(frozen=True, slots=True)
class Metrics:
    """How wide characters are taken to be."""

    latin: float = 1.0
    """Widens everything that is not a full em."""
    gap: float = 0.0
    """Ems of the character before it that an office puts where Asian and Latin text meet."""
    substituted: bool = False
    """Takes each character in the widest face that an office may put in place of 微软雅黑."""

    def width(self, text: str, size: float, *, strong: bool = False) -> float:
        """Returns the width of a text in points, set in one line at `size` points."""
        return sum(glyph.advance + glyph.gap for glyph in self.glyphs([(text, size, strong)]))

    def glyphs(self, spans: Iterable[SetText]) -> list[Glyph]:
        """Returns the characters of a paragraph's spans."""
        set_at = [(char, size, strong) for text, size, strong in spans for char in text]
        kinds = list(resolved(char for char, _, _ in set_at))
        following = [*kinds[1:], *kinds[-1:]]
        return [
            Glyph(char, self._em(char, kind, strong=strong) * size, self.gap * size if kind is not after else 0.0, kind)
            for (char, size, strong), kind, after in zip(set_at, kinds, following, strict=True)
        ]

    def _em(self, char: str, kind: Script, *, strong: bool) -> float:
        if self.substituted:
            latin_quote = char in _QUOTES and kind is Script.LATIN
            return _ROUNDED * (_substituted(char, strong=strong) if latin_quote else widest(char, strong=strong))
        em = advance(char)
        return em if em >= 1.0 else em * self.latin * (_STRONG if strong else 1.0)


def resolved(text: Iterable[str]) -> Iterator[Script]:
    """Yields the script that each character is set in: weak ones follow the text before.

    At the start of a paragraph they are Latin, or, before Asian text, a script of their own with a gap after it.
    """
    found = [script(char) for char in text]
    first = next((kind for kind in found if kind is not Script.WEAK), Script.ASIAN)
    current = Script.LATIN if first is Script.LATIN else Script.WEAK
    for kind in found:
        current = current if kind is Script.WEAK else kind
        yield current


AS_MEASURED = Metrics()
CAUTIOUS = Metrics(gap=0.245, substituted=True)
"""Sets text as wide as the widest office does: LibreOffice on Linux has DejaVu Sans for the Latin of 微软雅黑.

The gap is what LibreOffice sets (0.237 to 0.243 ems, as it rounds), beside punctuation too: it asks only for the script.
"""


@lru_cache(maxsize=1)
def _font() -> FreeTypeFont:
    return _opened(Path(pylopdf_fonts_zh_cn.sans_path()))


@lru_cache(maxsize=2)
def _substitute(*, strong: bool) -> FreeTypeFont:
    """Returns DejaVu Sans; matplotlib itself is not imported, for that takes its time."""
    return matplotlib_font("DejaVuSans-Bold.ttf" if strong else "DejaVuSans.ttf")


def matplotlib_font(name: str) -> FreeTypeFont:
    """Returns one of the fonts that matplotlib brings along, at 1000 units to the em."""
    spec = find_spec("matplotlib")
    places = spec.submodule_search_locations if spec else None
    return _opened(Path(next(iter(places or ()))) / "mpl-data" / "fonts" / "ttf" / name)


def _opened(file: Path) -> FreeTypeFont:
    from PIL import ImageFont  # noqa: PLC0415 - costs 30 ms and is not needed by `--version` or broken outlines

    return ImageFont.truetype(str(file), _UNITS_PER_EM, layout_engine=ImageFont.Layout.BASIC)


@lru_cache(maxsize=4096)
def advance(char: str) -> float:
    """Returns the width of a character in ems."""
    if "\u4e00" <= char <= "\u9fff":
        return 1.0
    return float(_font().getlength(char)) / _UNITS_PER_EM


@lru_cache(maxsize=4096)
def reach(char: str) -> tuple[float, float]:
    """Returns how far a character's sign reaches above and below the baseline, in ems."""
    _, top, _, bottom = _font().getbbox(char, anchor="ls")
    return max(-top, 0.0) / _UNITS_PER_EM, max(bottom, 0.0) / _UNITS_PER_EM


@lru_cache(maxsize=4096)
def widest(char: str, *, strong: bool) -> float:
    """Returns the width of a character in ems, in the wider of Noto Sans SC and DejaVu Sans."""
    if east_asian_width(char) in {"W", "F"}:
        return 1.0
    bold = _STRONG if strong and advance(char) < 1.0 else 1.0
    return max(advance(char) * bold, _substituted(char, strong=strong))


@lru_cache(maxsize=4096)
def _substituted(char: str, *, strong: bool) -> float:
    return float(_substitute(strong=strong).getlength(char)) / _UNITS_PER_EM

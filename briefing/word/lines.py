"""How many lines the Word briefing's paragraphs take: characters as wide as the page's own typefaces set them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from briefing.document import Text
from briefing.text.breaking import broken
from briefing.text.measure import Glyph, Script, advance, matplotlib_font, resolved
from briefing.word.page import character_space
from briefing.word.style import ParagraphStyle

if TYPE_CHECKING:
    from PIL.ImageFont import FreeTypeFont

_FROM_CJK = "\u3000"
_MARK = 0.58
"""The size of a footnote's mark, as a share of its text's (LibreOffice; Word sets it two thirds as large)."""
_UNITS = 1000
_REMEMBERED = 1 << 13
"""Paragraphs whose lines are remembered: pages are set again until the contents name the right ones."""

_LATIN = "STIXGeneral.ttf"
"""Has the widths of Times New Roman, and comes with matplotlib."""
_GAP = 0.2
"""Ems that LibreOffice sets between a Chinese character and a Latin letter or digit; marks have none beside them."""
_TOO_NARROW = 0.3
"""Points by which LibreOffice fills lines less than _SLACK of the breaking module allows for."""


def lines(text: Text, style: ParagraphStyle, width: float, *, note: int | None = None) -> list[str]:
    """Returns the lines that a paragraph takes within `width` points; a footnote's mark stands at its end."""
    indent, size = style.indent, style.size.pt
    room = width - (indent.left + indent.right) * size + _TOO_NARROW
    first = (indent.first - indent.hanging) * size
    spacing = character_space() / 20 if style.on_grid else 0.0
    return list(_lines(text, size, spacing, room, first, note))


@lru_cache(maxsize=_REMEMBERED)
def _lines(text: Text, size: float, spacing: float, room: float, first: float, note: int | None) -> tuple[str, ...]:
    glyphs = [Glyph("\u3000", first), *_marked(_glyphs(text, size, spacing), size, note)]
    return tuple(line.removeprefix("\u3000") for line in broken(glyphs, room))


def _glyphs(text: Text, size: float, spacing: float) -> Iterator[Glyph]:
    set_in = [(char, bool(run.refers_to)) for run in text for char in run.text]
    kinds = list(resolved(char for char, _ in set_in))
    following = zip(("".join(char for char, _ in set_in) + "\0")[1:], [*kinds, Script.WEAK][1:], strict=True)
    for (char, in_field), kind, (after, next_kind) in zip(set_in, kinds, following, strict=True):
        meets = kind is not next_kind and char.isalnum() and after.isalnum() and not in_field
        yield Glyph(char, _em(char, kind) * size + spacing, _GAP * size if meets else 0.0, kind)


def _em(char: str, kind: Script) -> float:
    if char >= _FROM_CJK or (kind is not Script.LATIN and char in "“”‘’—…"):
        return 1.0
    return _latin(char) if kind is Script.LATIN else advance(char)


@lru_cache(maxsize=4096)
def _latin(char: str) -> float:
    return float(_font().getlength(char)) / _UNITS


@lru_cache(maxsize=1)
def _font() -> FreeTypeFont:
    return matplotlib_font(_LATIN)


def _marked(glyphs: Iterator[Glyph], size: float, note: int | None) -> list[Glyph]:
    """Returns the glyphs with room for a footnote's mark, which no line end parts from the text."""
    found = list(glyphs)
    if note is not None and found:
        mark = sum(_latin(digit) for digit in str(note)) * size * _MARK
        found[-1] = replace(found[-1], advance=found[-1].advance + mark)
    return found

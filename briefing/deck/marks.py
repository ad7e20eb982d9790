"""What this copy's slides are marked with: a watermark behind the content, and a line at the foot; pure.

Neither is a placeholder, so that both also stand on the slides of a unit's own template, whatever its layouts have.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from math import cos, radians, sin

from briefing.contrast import TEXT, WHITE, contrast
from briefing.deck.fit import paragraph
from briefing.deck.grid import COVER_FOOT, COVER_FOOT_PLACE, FOOT, FOOT_PLACE, PAGE
from briefing.deck.slides import Foot, Slide, Watermark
from briefing.deck.slots import Book, Layout
from briefing.document import Marks, Run
from briefing.lengths import Frame, Size, pt
from briefing.text.measure import CAUTIOUS
from briefing.theme import Palette

ANGLE = 30
"""Degrees by which a watermark rises from left to right."""
_SHARE = 0.86
"""Of the slide's width and height, which a turned watermark takes at the most."""
_HIGHEST = 132
"""Points: a single character need not fill the slide."""
_LINE = 1.3
"""The height of its line, in ems: what any substitute face takes."""
_STRONGEST, _WEAKEST = 10, 4
"""Opacity of a watermark, in percent."""
_ON_WHITE = ("ink", "primary", "first", "second_text", "both", "context_text")
_ON_COVER = ("cover_text", "cover_accent")


def marked(slides: Iterable[Slide], marks: Marks, book: Book, page: Size = PAGE) -> Iterator[Slide]:
    """Yields the slides with their marks; `page` is the size of the slides."""
    for slide in slides:
        layout = book[slide.layout]
        watermark = _watermark(marks.watermark, layout, page) if marks.watermark else None
        foot = _foot(marks.footer, layout, page) if marks.footer else None
        yield replace(slide, watermark=watermark, foot=foot)


def _watermark(words: str, layout: Layout, page: Size) -> Watermark:
    size = watermark_size(words, page)
    width, height = pt(CAUTIOUS.width(words, size)), pt(_LINE * size)
    frame = Frame((page.width - width) * 0.5, (page.height - height) * 0.5, width, height)
    return Watermark(words, frame, size, "cover_text" if _is_cover(layout) else "ink")


def watermark_size(words: str, page: Size) -> int:
    """Returns the largest size in points at which the words, turned, stay within most of the slide both ways."""
    ems, turn = CAUTIOUS.width(words, 1), radians(ANGLE)
    across = ems * cos(turn) + _LINE * sin(turn)
    upright = ems * sin(turn) + _LINE * cos(turn)
    return int(min(_SHARE * page.width.pt / across, _SHARE * page.height.pt / upright, _HIGHEST))


def strength(colour: str, palette: Palette) -> int:
    """Returns the opacity in percent of a watermark in a palette's colour: the most that its text can bear.

    Every colour of text that has a contrast of 4.5:1 on the slide's own ground keeps it on the watermark.
    """
    is_on_cover = colour == "cover_text"
    ground = palette.cover_ground if is_on_cover else WHITE
    texts = [getattr(palette, token) for token in (_ON_COVER if is_on_cover else _ON_WHITE)]
    legible = [text for text in texts if contrast(text, ground) >= TEXT]
    for percent in range(_STRONGEST, _WEAKEST, -1):
        mixed = blended(getattr(palette, colour), ground, percent)
        if all(contrast(text, mixed) >= TEXT for text in legible):
            return percent
    return _WEAKEST


def blended(colour: str, ground: str, percent: int) -> str:
    """Returns the colour that is seen where one of some opacity lies on another, as RRGGBB."""
    pairs = zip(bytes.fromhex(colour), bytes.fromhex(ground), strict=True)
    return bytes(round((over * percent + under * (100 - percent)) / 100) for over, under in pairs).hex().upper()


def _foot(words: str, layout: Layout, page: Size) -> Foot:
    style, place = (COVER_FOOT, COVER_FOOT_PLACE) if _is_cover(layout) else (FOOT, FOOT_PLACE)
    item = paragraph((Run(words),), style, style.floor, first=True)
    width = CAUTIOUS.width(words, style.floor)
    if layout.foot is not None and width <= layout.foot.width.pt:
        return Foot(replace(item, align="ctr"), layout.foot)
    if page == PAGE:
        return Foot(item, place)
    # On slides of another shape, as far from the foot, and as far from the sides as the title.
    top = page.height - (PAGE.height - place.top)
    side = layout.slot("title").frame.left
    return Foot(item, Frame(side, top, page.width - side * 2, place.height))


def _is_cover(layout: Layout) -> bool:
    """Whether a layout has the cover's ground."""
    return layout.cover_rule is not None

"""Line ends that the planner sets, so that numbers keep their units and no paragraph ends in a single character."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from briefing.deck.fit import fits, room, set_lines
from briefing.deck.slides import Paragraph, Span, TextFill
from briefing.deck.slots import Slot, SlotKind
from briefing.lengths import Length
from briefing.text.measure import CAUTIOUS, SetText
from briefing.text.together import breaks, inside_numbers

_REMEMBERED = 1 << 13
_LONG_FIGURE = 12
"""Characters from which a figure may be divided after all: it is half a line."""


def settled(fill: TextFill, slot: Slot) -> TextFill:
    """Returns the text with its line ends settled, unless the lines that this adds do not fit; titles have theirs."""
    if slot.kind is SlotKind.TITLE:
        return fill
    kept = tuple(kept_together(item, slot.text_width) for item in fill.paragraphs)
    return replace(fill, paragraphs=kept) if kept != fill.paragraphs and fits(kept, slot) else fill


def kept_together(item: Paragraph, width: Length) -> Paragraph:
    """Returns a paragraph of this width with the breaks that its line ends want."""
    places = _places(item.set_texts, room(item, width), frozenset(_bound(item)))
    return replace(item, spans=tuple(_broken_at(item.spans, places))) if places else item


@lru_cache(maxsize=_REMEMBERED)
def _places(spans: tuple[SetText, ...], width: float, bound: frozenset[int]) -> tuple[int, ...]:
    """Returns where a paragraph's lines want breaks; the places are remembered, for most texts come again."""
    glyphs = CAUTIOUS.glyphs(spans)
    if sum(glyph.advance + glyph.gap for glyph in glyphs) < width:
        return ()
    return breaks(glyphs, width, bound)


def whole_words(fill: TextFill, slot: Slot) -> TextFill:
    """Returns the text of a link with a break wherever a line ends between words.

    To LibreOffice a link is a field, whose Latin words it divides at any letter.
    """
    return replace(fill, paragraphs=tuple(_ended_at_spaces(item, slot.text_width) for item in fill.paragraphs))


def _ended_at_spaces(item: Paragraph, width: Length) -> Paragraph:
    places, end = [], 0
    for line in set_lines(item, width)[:-1]:
        end += len(line)
        if line.endswith(" "):
            places.append(end)
    return replace(item, spans=tuple(_broken_at(item.spans, places))) if places else item


def _bound(item: Paragraph) -> Iterator[int]:
    yield from inside_numbers(item.text)
    start = 0
    for span in item.spans:
        if span.fact and len(span.text) <= _LONG_FIGURE:
            yield from range(start + 1, start + len(span.text))
        start += len(span.text)


def _broken_at(spans: Sequence[Span], places: Collection[int]) -> Iterator[Span]:
    start = 0
    for span in spans:
        marked = (("\n" if start + at in places else "") + char for at, char in enumerate(span.text))
        yield replace(span, text="".join(marked))
        start += len(span.text)

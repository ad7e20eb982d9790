"""Fitting text into slots: the largest size of a style whose lines stay within the frame."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TypeVar

from briefing.deck.grid import USABLE_HEIGHT, Style
from briefing.deck.slides import Paragraph, Span
from briefing.deck.slots import Slot
from briefing.document import Text
from briefing.lengths import Length, pt
from briefing.text.breaking import balanced, likely_lines_of, lines, most_lines_of
from briefing.text.measure import CAUTIOUS, Metrics
from briefing.text.together import inside_numbers

T = TypeVar("T")
BULLET_INDENT = 0.9
"""Hanging indent of a bulleted paragraph, in ems of its size."""
TITLE_LINES = 2


class DoesNotFitError(Exception):
    """A text is too long for its slot even at the floor; the planner turns it into a problem of the outline."""

    def __init__(self, excess: int) -> None:
        self.excess = excess
        """How many characters to cut, at the least."""
        super().__init__(excess)


def paragraph(text: Text, style: Style, size: float, *, first: bool, colour: str | None = None) -> Paragraph:
    """Returns a paragraph of a style at a size; strong runs keep their weight."""
    spans = tuple(Span(run.text, size, colour or style.colour, style.strong or run.strong, run.fact) for run in text)
    leading = pt(size * style.leading)
    return Paragraph(spans, leading, pt(0) if first else leading * style.gap, style.align, style.bullet)


def line_count(item: Paragraph, width: Length, metrics: Metrics = CAUTIOUS) -> int:
    """Returns the number of lines a paragraph takes in a width; its spans may be of several sizes."""
    return len(set_lines(item, width, metrics))


def set_lines(item: Paragraph, width: Length, metrics: Metrics = CAUTIOUS) -> tuple[str, ...]:
    """Returns the lines of a paragraph in a width, as they are counted with."""
    return most_lines_of(item.set_texts, room(item, width), metrics)


def shown_lines(item: Paragraph, width: Length) -> tuple[str, ...]:
    """Returns the same number of lines, divided as an office most likely does."""
    return likely_lines_of(item.set_texts, room(item, width))


def room(item: Paragraph, width: Length) -> float:
    """Returns the room for a line of a paragraph, in points."""
    return width.pt - (BULLET_INDENT * max(span.size for span in item.spans) if item.bullet else 0)


def height(items: Sequence[Paragraph], width: Length, metrics: Metrics = CAUTIOUS) -> Length:
    """Returns the height that paragraphs take in a width."""
    total = pt(0)
    for item in items:
        total = total + item.before + item.leading * line_count(item, width, metrics)
    return total


def fits(items: Sequence[Paragraph], slot: Slot, single: Sequence[Paragraph] = ()) -> bool:
    """Returns whether a slot has room for paragraphs, with each of the `single` ones on one line."""
    if any(line_count(item, slot.text_width) > 1 for item in single):
        return False
    return height(items, slot.text_width).emu <= slot.text_height.emu * _share(slot)


def _share(slot: Slot) -> float:
    """Small labels stand alone on their line; only frames that hold several lines need the reserve."""
    return USABLE_HEIGHT if slot.text_height.pt > 3 * slot.style.floor else 1.0


def largest(choices: Sequence[T], has_room: Callable[[T], bool]) -> T:
    """Returns the first choice, from the largest on, that there is room for; the last one where there is for none."""
    return next((choice for choice in choices if has_room(choice)), choices[-1])


Setter = Callable[[int], tuple[Paragraph, ...]]
"""Sets the paragraphs of a slot at a size of its style."""


def fit(slot: Slot, set_at: Setter, sizes: tuple[int, ...] | None = None) -> tuple[Paragraph, ...]:
    """Returns the paragraphs at the largest size that fits; raises DoesNotFitError at the floor."""
    sizes = sizes or slot.style.sizes
    for size in sizes:
        items = set_at(size)
        if fits(items, slot):
            return items
    raise DoesNotFitError(excess(set_at(sizes[-1]), slot))


def fit_texts(
    slot: Slot, texts: Sequence[Text], *, colour: str | None = None, largest: int | None = None
) -> tuple[Paragraph, ...]:
    """Returns texts as paragraphs of the slot's style, at the largest size that fits and is no larger than `largest`."""
    fitted = fit(
        slot,
        lambda size: tuple(
            paragraph(text, slot.style, size, first=index == 0, colour=colour) for index, text in enumerate(texts)
        ),
        tuple(size for size in slot.style.sizes if largest is None or size <= largest),
    )
    return spread(slot, fitted)


FILLED = 0.8
"""The share of a tall frame that spread paragraphs take at the most."""


def spread(slot: Slot, items: tuple[Paragraph, ...]) -> tuple[Paragraph, ...]:
    """Returns the paragraphs with the space between them grown evenly, as far as the slot's style allows."""
    gaps = sum(1 for item in items if item.before.emu)
    slack = slot.text_height.emu * FILLED - height(items, slot.text_width).emu
    if not slot.style.spread or not gaps or slack <= 0:
        return items
    growth = Length(min(int(slack / gaps), round(items[0].leading.emu * slot.style.spread)))
    return tuple(replace(item, before=item.before + growth) if item.before.emu else item for item in items)


def fitting_count(slot: Slot, texts: Sequence[Text]) -> int:
    """Returns how many of the texts fit at the floor, from the first on; 0 when the first is too long by itself."""
    items = [paragraph(text, slot.style, slot.style.floor, first=index == 0) for index, text in enumerate(texts)]
    count = 0
    while count < len(items) and fits(items[: count + 1], slot):
        count += 1
    return count


def excess(items: Sequence[Paragraph], slot: Slot, single: Sequence[Paragraph] = ()) -> int:
    """Counts the characters to cut: what stands beyond the first line of the `single` ones, and on surplus lines.

    Surplus lines go one after the other, each where the last line of a paragraph holds the fewest characters; a
    paragraph goes as a whole only when all have a single line left.
    """
    lengths = [[len(line) for line in set_lines(item, slot.text_width)] for item in items]
    cut = 0
    for item, lines_of in zip(items, lengths, strict=True):
        if item in single:
            cut += sum(lines_of[1:])
            del lines_of[1:]

    def surplus() -> bool:
        left = (item.before + item.leading * len(found) for item, found in zip(items, lengths, strict=True) if found)
        return sum(part.emu for part in left) > slot.text_height.emu * _share(slot)

    while surplus() and any(lengths):
        shortest = min((found for found in lengths if found), key=lambda found: (len(found) == 1, found[-1]))
        cut += shortest.pop()
    return max(cut, 1)


def title(slot: Slot, text: str, names: tuple[str, ...] = ()) -> Paragraph:
    """Returns a title on two lines at the most, broken in balance but in no name; raises DoesNotFitError."""
    style = slot.style
    for size in style.sizes:
        bound = frozenset(inside_numbers(text))
        set_text = balanced(text, slot.text_width.pt, size, strong=style.strong, names=names, bound=bound)
        found = lines(set_text, slot.text_width.pt, size, strong=style.strong)
        tall = len(found) * size * style.leading
        if len(found) <= TITLE_LINES and tall <= slot.text_height.pt:
            span = Span(set_text, size, style.colour, style.strong)
            return Paragraph((span,), pt(size * style.leading), pt(0), style.align)
    fitting = (end for end in range(len(text) - 1, 0, -1) if _title_fits_at_floor(slot, text[:end]))
    raise DoesNotFitError(len(text) - next(fitting, 0))


def _title_fits_at_floor(slot: Slot, text: str) -> bool:
    floor, style = slot.style.floor, slot.style
    count = len(lines(text, slot.text_width.pt, floor, strong=style.strong))
    return count <= TITLE_LINES and count * floor * style.leading <= slot.text_height.pt

"""Slides of equal cells: key figures and case cards, each a figure set large with what it means beneath."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from briefing.deck.desk import Desk, Draft, text_colour
from briefing.deck.fit import DoesNotFitError, excess, fits, height, largest
from briefing.deck.slides import Paragraph, Span, TextFill
from briefing.deck.slots import Slot
from briefing.document import Card, Fact, KeyFigure
from briefing.i18n import gettext as _
from briefing.lengths import Length, pt

NOTE = 14
_LABEL = 20
_UNIT = 24
_DIGITS = r"([\d.,/～–%\u2212+-]+)"


def key_figures(cells: Sequence[KeyFigure], desk: Desk) -> Draft:
    layout = desk.book[f"key-figures-{len(cells)}"]
    slot = layout.slot("cell-1")
    size = largest(slot.style.sizes, lambda size: all(_cell_fits(_cell(cell, size), slot) for cell in cells))
    fills = []
    for index, cell in enumerate(cells, 1):
        items = _cell(cell, size)
        if not _cell_fits(items, slot):
            too_much = DoesNotFitError(excess(items, slot, single=items[:1]))
            desk.too_long(_("the figure with its label"), too_much, "figures", index - 1)
        fills.append(TextFill(f"cell-{index}", items, cell.side))
    return Draft(layout.name, tuple(fills))


def _cell(cell: KeyFigure, size: int) -> tuple[Paragraph, ...]:
    fact, colour = cell.fact, text_colour(cell.side)
    return (
        Paragraph(figure_spans(fact, size, colour, _UNIT), pt(size * 1.2), pt(0)),
        Paragraph((Span(cell.label, _LABEL, "ink", strong=True),), pt(_LABEL * 1.25), pt(4)),
        Paragraph((Span(scope_and_date(fact), NOTE, "context_text"),), pt(NOTE * 1.3), pt(4)),
    )


def _cell_fits(items: Sequence[Paragraph], slot: Slot) -> bool:
    return fits(items, slot, single=items[:1])


@dataclass(frozen=True, slots=True)
class _CardType:
    """The sizes of a card's parts, in points."""

    figure: int
    name: int
    text: int
    label: int


_CARD_TYPES = (
    _CardType(60, 32, 24, 18),
    _CardType(44, 28, 24, 16),
    _CardType(40, 24, 22, 14),
    *(_CardType(figure, 22, 20, 14) for figure in (40, 36, 32, 28, 24)),
)
_ROOMY = pt(26)
"""How much the space before a card's parts may grow, so that short cards fill their ground."""
_FILLED = 0.85


def cards(cards: Sequence[Card], desk: Desk) -> Draft:
    """All cards set alike: in the largest type that all of them have room for, with the same space between parts."""
    layout = desk.book[f"cards-{len(cards)}"]
    slot = layout.slot("card-1")
    chosen = largest(_CARD_TYPES, lambda sizes: all(_card_fits(card, sizes, slot) for card in cards))
    made = [_card(card, chosen) for card in cards]
    growth = min(room_to_grow(items, slot) for items in made)
    fills = []
    for index, (card, items) in enumerate(zip(cards, made, strict=True), 1):
        if not fits(items, slot):
            desk.too_long(_("the card"), DoesNotFitError(excess(items, slot)), "cards", index - 1)
        fills.append(TextFill(f"card-{index}", roomier(items, growth), card.side))
    return Draft(layout.name, tuple(fills))


def room_to_grow(items: Sequence[Paragraph], slot: Slot) -> Length:
    """Returns how much each space between a card's parts may grow before the card is full."""
    slack = slot.text_height.emu * _FILLED - height(items, slot.text_width).emu
    gaps = sum(1 for item in items if item.before.emu)
    return Length(max(0, min(round(slack / gaps), _ROOMY.emu)))


def roomier(items: Sequence[Paragraph], growth: Length) -> tuple[Paragraph, ...]:
    """Returns the parts of a card with the spaces between them grown."""
    return tuple(replace(item, before=item.before + growth) if item.before.emu else item for item in items)


def _card(card: Card, sizes: _CardType) -> tuple[Paragraph, ...]:
    colour = text_colour(card.side)
    items = [Paragraph((Span(card.name, sizes.name, colour, strong=True),), pt(sizes.name * 1.25), pt(0))]
    for fact in card.facts:
        items.append(
            Paragraph(figure_spans(fact, sizes.figure, "ink", sizes.figure * 0.55), pt(sizes.figure * 1.2), pt(8))
        )
        items.append(Paragraph((Span(fact.label, sizes.label, "context_text"),), pt(sizes.label * 1.3), pt(0)))
    text = tuple(Span(run.text, sizes.text, "ink", run.strong, run.fact) for run in card.text)
    items.append(Paragraph(text, pt(sizes.text * 1.25), pt(12)))
    return tuple(items)


def _card_fits(card: Card, sizes: _CardType, slot: Slot) -> bool:
    items = _card(card, sizes)
    figures = items[1 : 1 + 2 * len(card.facts) : 2]
    return fits(items, slot, single=figures)


def figure_spans(fact: Fact, size: float, colour: str, unit_size: float) -> tuple[Span, ...]:
    """Returns a figure with its digits set large and the words around them smaller, on one baseline."""
    small = round(unit_size)
    parts = [part for part in re.split(_DIGITS, fact.quantity.text) if part]
    spans = [
        Span(part, size if re.match(_DIGITS, part) else small, colour, strong=True, fact=fact.id) for part in parts
    ]
    return (*spans, Span(fact.counted, small, colour, strong=True)) if fact.counted else tuple(spans)


def scope_and_date(fact: Fact) -> str:
    return f"{fact.scope} · {fact.as_of}"

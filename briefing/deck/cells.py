"""Slides of equal cells: key figures and case cards, each a figure set large with what it means beneath."""

from __future__ import annotations

import re
from collections.abc import Sequence

from briefing.deck.desk import Desk, Draft, text_colour
from briefing.deck.fit import DoesNotFitError, excess, fits, line_count
from briefing.deck.slides import Paragraph, Span, TextFill
from briefing.deck.slots import Slot
from briefing.document import Card, Fact, KeyFigure
from briefing.lengths import pt

NOTE = 14
_LABEL = 20
_UNIT = 24
_DIGITS = r"([\d.,/～%\u2212+-]+)"


def key_figures(cells: Sequence[KeyFigure], desk: Desk) -> Draft:
    layout = desk.book[f"key-figures-{len(cells)}"]
    slot = layout.slot("cell-1")
    size = next((s for s in slot.style.sizes if all(_cell_fits(cell, s, slot) for cell in cells)), slot.style.floor)
    fills = []
    for index, cell in enumerate(cells, 1):
        if not _cell_fits(cell, size, slot):
            too_much = DoesNotFitError(excess(_cell(cell, size), slot))
            desk.too_long("the figure with its label", too_much, "figures", index - 1)
        fills.append(TextFill(f"cell-{index}", _cell(cell, size), cell.side))
    return Draft(layout.name, tuple(fills))


def _cell(cell: KeyFigure, size: int) -> tuple[Paragraph, ...]:
    fact, colour = cell.fact, text_colour(cell.side)
    return (
        Paragraph(figure_spans(fact, size, colour, _UNIT), pt(size * 1.2), pt(0)),
        Paragraph((Span(cell.label, _LABEL, "ink", strong=True),), pt(_LABEL * 1.25), pt(4)),
        Paragraph((Span(scope_and_date(fact), NOTE, "context_text"),), pt(NOTE * 1.3), pt(4)),
    )


def _cell_fits(cell: KeyFigure, size: int, slot: Slot) -> bool:
    items = _cell(cell, size)
    return line_count(items[0], slot.text_width) == 1 and fits(items, slot)


def cards(cards: Sequence[Card], desk: Desk) -> Draft:
    layout = desk.book[f"cards-{len(cards)}"]
    slot = layout.slot("card-1")
    size = next((s for s in _CARD_FIGURES if all(_card_fits(card, s, slot) for card in cards)), _CARD_FIGURES[-1])
    fills = []
    for index, card in enumerate(cards, 1):
        items = _card(card, size)
        if not fits(items, slot):
            desk.too_long("the card", DoesNotFitError(excess(items, slot)), "cards", index - 1)
        fills.append(TextFill(f"card-{index}", items, card.side))
    return Draft(layout.name, tuple(fills))


_CARD_FIGURES = (40, 36, 32, 28, 24)
_CARD_NAME = 22


def _card(card: Card, size: int) -> tuple[Paragraph, ...]:
    colour = text_colour(card.side)
    items = [Paragraph((Span(card.name, _CARD_NAME, colour, strong=True),), pt(_CARD_NAME * 1.25), pt(0))]
    for fact in card.facts:
        items.append(Paragraph(figure_spans(fact, size, "ink", size * 0.55), pt(size * 1.2), pt(8)))
        items.append(Paragraph((Span(fact.label, NOTE, "context_text"),), pt(NOTE * 1.3), pt(0)))
    text = tuple(Span(run.text, _LABEL, "ink", run.strong, run.fact) for run in card.text)
    items.append(Paragraph(text, pt(_LABEL * 1.25), pt(12)))
    return tuple(items)


def _card_fits(card: Card, size: int, slot: Slot) -> bool:
    items = _card(card, size)
    figures = items[1 : 1 + 2 * len(card.facts) : 2]
    return all(line_count(figure, slot.text_width) == 1 for figure in figures) and fits(items, slot)


def figure_spans(fact: Fact, size: float, colour: str, unit_size: float) -> tuple[Span, ...]:
    """Returns a figure with its digits set large and the words around them smaller, on one baseline."""
    small = round(unit_size)
    parts = [part for part in re.split(_DIGITS, fact.quantity.text) if part]
    spans = [
        Span(part, size if re.match(_DIGITS, part) else small, colour, strong=True, fact=fact.id) for part in parts
    ]
    return (*spans, Span(fact.unit, small, colour, strong=True)) if fact.unit else tuple(spans)


def scope_and_date(fact: Fact) -> str:
    return f"{fact.scope} · {fact.as_of}"

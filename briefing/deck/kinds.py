"""The slide kinds: what each kind of body becomes, as layouts and the fills of their slots."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from briefing.deck.fit import DoesNotFitError, excess, fit, fit_texts, fits, fitting_count, paragraph
from briefing.deck.grid import Style
from briefing.deck.layouts import LAYOUTS, Layout, Slot
from briefing.deck.slides import FigureFill, Fill, Paragraph, Span, TextFill
from briefing.deck.tables import table_drafts
from briefing.document import (
    Body,
    Card,
    Cards,
    Closing,
    Compare,
    Document,
    Fact,
    FactTable,
    FullFigure,
    KeyFigure,
    KeyFigures,
    Panel,
    Points,
    Quotation,
    Quotes,
    Recommendations,
    Run,
    Side,
    SourceList,
    TableBody,
    Text,
    plain,
)
from briefing.errors import Keys, Problem
from briefing.lengths import pt

MAX_ROWS = 6
"""Points on one slide, at the most."""
_NOTE = 14
_LABEL = 20
_UNIT = 24


@dataclass(frozen=True, slots=True)
class Draft:
    """A slide before it has title, mark, source and notes."""

    layout: str
    fills: tuple[Fill, ...]


@dataclass(slots=True)
class Desk:
    """What the kinds work with: the document, and the problems and decisions that come up."""

    document: Document
    keys: Keys
    problems: list[Problem] = field(default_factory=list)

    def too_long(self, what: str, error: DoesNotFitError, *keys: str | int) -> None:
        message = f"{what} does not fit its place on the slide; cut at least {error.excess} characters"
        self.problems.append(Problem((*self.keys, *keys), message))

    def text(
        self, layout: Layout, slot: str, texts: Sequence[Text], what: str, *keys: str | int, colour: str | None = None
    ) -> TextFill:
        """Returns the texts fitted into a slot; what is too long is reported and set at the floor."""
        place = layout.slot(slot)
        try:
            return TextFill(slot, fit_texts(place, texts, colour=colour))
        except DoesNotFitError as error:
            self.too_long(what, error, *keys)
            return TextFill(slot, ())


def drafts(body: Body, desk: Desk) -> Iterator[Draft]:
    """Yields the slides that a body takes, continuations included."""
    match body:
        case Points(items, None):
            yield from _points(items, desk)
        case Points(items, figure) if figure is not None:
            layout = LAYOUTS["points-figure"]
            count = fitting_count(layout.slot("points"), items)
            head = items[: max(count, 1)]
            yield Draft(
                layout.name, (desk.text(layout, "points", head, "a point", "points"), FigureFill("figure", figure))
            )
            if items[len(head) :]:
                yield from _points(items[len(head) :], desk)
        case FullFigure(figure, reading):
            layout = LAYOUTS["figure"]
            fill = desk.text(layout, "reading", (reading,), "the reading aid", "reading")
            yield Draft(layout.name, (FigureFill("figure", figure), fill))
        case Compare(left, right):
            layout = LAYOUTS["compare"]
            yield Draft(layout.name, (*_panel(layout, "left", left, desk), *_panel(layout, "right", right, desk)))
        case KeyFigures(cells):
            yield _key_figures(cells, desk)
        case Cards(cards):
            yield _cards(cards, desk)
        case Quotes(quotes, points):
            yield _quotes(quotes, points, desk)
        case Recommendations() | TableBody() | SourceList() | FactTable():
            for layout_name, table in table_drafts(body, desk.document):
                yield Draft(layout_name, (table,))
        case Closing(lines):
            layout = LAYOUTS["closing"]
            yield Draft(layout.name, (desk.text(layout, "lines", lines, "the closing", "lines"),))


def _points(items: Sequence[Text], desk: Desk) -> Iterator[Draft]:
    slides = -(-len(items) // MAX_ROWS)
    share = -(-len(items) // slides)
    for start in range(0, len(items), share):
        yield _rows(items[start : start + share], start, desk)


def _rows(items: Sequence[Text], start: int, desk: Desk) -> Draft:
    layout = LAYOUTS[f"points-{len(items)}"]
    style = layout.slot("point-1").style
    size = _common_size(layout, items, style)
    fills: list[Fill] = []
    for index, item in enumerate(items, 1):
        number = Span(str(start + index), layout.slot(f"number-{index}").style.sizes[0], "primary", strong=True)
        leading = pt(number.size * 1.25)
        fills.append(TextFill(f"number-{index}", (Paragraph((number,), leading, pt(0)),)))
        set_item = (paragraph(item, style, size, first=True),)
        if not fits(set_item, layout.slot(f"point-{index}")):
            desk.too_long("a point", DoesNotFitError(len(plain(item)) // 3), "points", start + index - 1)
        fills.append(TextFill(f"point-{index}", set_item))
    return Draft(layout.name, tuple(fills))


def _common_size(layout: Layout, items: Sequence[Text], style: Style) -> int:
    """Returns the largest size at which every row fits, so that equal things are set equal."""
    slot = layout.slot("point-1")
    return next(
        (s for s in style.sizes if all(fits((paragraph(item, style, s, first=True),), slot) for item in items)),
        style.floor,
    )


def _panel(layout: Layout, side: str, panel: Panel, desk: Desk) -> Iterator[Fill]:
    heading = (Run(panel.heading),)
    colour = text_colour(panel.side)
    yield desk.text(layout, f"{side}-heading", (heading,), "the heading", side, "heading", colour=colour)
    yield replace(desk.text(layout, f"{side}-points", panel.items, "the points", side, "points"), side=panel.side)


def _key_figures(cells: Sequence[KeyFigure], desk: Desk) -> Draft:
    layout = LAYOUTS[f"key-figures-{len(cells)}"]
    slot = layout.slot("cell-1")
    size = next((s for s in slot.style.sizes if all(_cell_fits(cell, s, slot) for cell in cells)), slot.style.floor)
    fills = []
    for index, cell in enumerate(cells, 1):
        if not _cell_fits(cell, size, slot):
            excess = DoesNotFitError(max(1, len(cell.label) // 3))
            desk.too_long("the figure with its label", excess, "figures", index - 1)
        fills.append(TextFill(f"cell-{index}", _cell(cell, size), cell.side))
    return Draft(layout.name, tuple(fills))


def _cell(cell: KeyFigure, size: int) -> tuple[Paragraph, ...]:
    fact, colour = cell.fact, text_colour(cell.side)
    return (
        Paragraph(_figure(fact, size, colour, _UNIT), pt(size * 1.2), pt(0)),
        Paragraph((Span(cell.label, _LABEL, "ink", strong=True),), pt(_LABEL * 1.25), pt(4)),
        Paragraph((Span(scope_and_date(fact), _NOTE, "context_text"),), pt(_NOTE * 1.3), pt(4)),
    )


def _cell_fits(cell: KeyFigure, size: int, slot: Slot) -> bool:
    items = _cell(cell, size)
    one_line = fits(items[:1], replace(slot, frame=replace(slot.frame, height=items[0].leading * 1.2 + 2 * slot.inset)))
    return one_line and fits(items, slot)


def _cards(cards: Sequence[Card], desk: Desk) -> Draft:
    layout = LAYOUTS[f"cards-{len(cards)}"]
    slot = layout.slot("card-1")
    size = next((s for s in _CARD_FIGURES if all(fits(_card(card, s), slot) for card in cards)), _CARD_FIGURES[-1])
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
        items.append(Paragraph(_figure(fact, size, "ink", size * 0.55), pt(size * 1.2), pt(8)))
        items.append(Paragraph((Span(fact.label, _NOTE, "context_text"),), pt(_NOTE * 1.3), pt(0)))
    text = tuple(Span(run.text, _LABEL, "ink", run.strong, run.fact) for run in card.text)
    items.append(Paragraph(text, pt(_LABEL * 1.25), pt(12)))
    return tuple(items)


def _figure(fact: Fact, size: float, colour: str, unit_size: float) -> tuple[Span, ...]:
    """Returns a figure set large with its unit smaller beside it, on one baseline."""
    spans = (
        Span(fact.quantity.text, size, colour, strong=True, fact=fact.id),
        Span(fact.unit, round(unit_size), colour, strong=True),
    )
    return tuple(span for span in spans if span.text)


def _quotes(quotes: Sequence[Quotation], points: Sequence[Text], desk: Desk) -> Draft:
    layout = LAYOUTS[f"quotes-{len(quotes)}{'-points' if points else ''}"]
    fills: list[Fill] = []
    for index, quote in enumerate(quotes, 1):
        slot = layout.slot(f"quote-{index}")
        try:
            items = fit(slot, lambda size, quote=quote: _quote(quote, size, desk))  # type: ignore[misc]
        except DoesNotFitError as error:
            desk.too_long("the quotation", error, "quotes", index - 1)
            items = ()
        fills.append(TextFill(f"quote-{index}", items, Side.BOTH))
    if points:
        fills.append(desk.text(layout, "points", points, "the points", "points"))
    return Draft(layout.name, tuple(fills))


def _quote(quote: Quotation, size: int, desk: Desk) -> tuple[Paragraph, ...]:
    words = desk.document.words.quotation.format(quote.words)
    return (
        Paragraph((Span(words, size, "ink", strong=True),), pt(size * 1.35), pt(0)),
        Paragraph((Span(quote.speaker, 18, "primary", strong=True),), pt(18 * 1.25), pt(10)),
        Paragraph((Span(quote.occasion, _NOTE, "context_text"),), pt(_NOTE * 1.3), pt(2)),
    )


def text_colour(side: Side) -> str:
    """Returns the palette token for text of a side."""
    match side:
        case Side.FIRST:
            return "first"
        case Side.SECOND:
            return "second_text"
        case Side.BOTH:
            return "both"
        case Side.CONTEXT:
            return "primary"


def scope_and_date(fact: Fact) -> str:
    return f"{fact.scope} · {fact.as_of}"

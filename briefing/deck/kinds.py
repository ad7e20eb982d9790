"""The slide kinds: what each kind of body becomes, as layouts and the fills of their slots."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from briefing.deck.cells import cards as cards_draft
from briefing.deck.cells import key_figures
from briefing.deck.desk import Desk, Draft, common_size, divided, row, text_colour
from briefing.deck.diagram_kinds import before_after, case, chain, illustrated, relation, timeline
from briefing.deck.fit import DoesNotFitError, excess, fit, fits, fitting_count, largest, paragraph, spread
from briefing.deck.grid import LEAD
from briefing.deck.slides import FigureFill, Fill, Paragraph, Span, TextFill
from briefing.deck.slots import Slot
from briefing.deck.tables import table_drafts
from briefing.document import (
    BeforeAfter,
    Body,
    Cards,
    Case,
    Chain,
    Closing,
    Columns,
    Compare,
    FactTable,
    Figure,
    FullFigure,
    Illustrated,
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
    Timeline,
    TwoCircles,
)
from briefing.i18n import gettext as _
from briefing.lengths import pt

MAX_ROWS = 6
"""Points on one slide, at the most."""
_NOTE = 14


def drafts(body: Body, desk: Desk) -> Iterator[Draft]:
    """Yields the slides that a body takes, continuations included."""
    match body:
        case Points(items, None):
            yield from _points(items, desk)
        case Points(items, figure, columns) if figure is not None:
            yield from _beside(items, figure, columns, desk)
        case FullFigure(figure, reading):
            layout = desk.book["figure"]
            fill = desk.text(layout, "reading", (reading,), _("the reading aid"), "reading")
            yield Draft(layout.name, (FigureFill("figure", figure), fill))
        case Compare(left, right, columns):
            yield _compare({"left": left, "right": right}, columns, desk)
        case KeyFigures(cells):
            yield key_figures(cells, desk)
        case Cards(cards):
            yield cards_draft(cards, desk)
        case Quotes(quotes, points):
            yield _quotes(quotes, points, desk)
        case Recommendations() | TableBody() | SourceList() | FactTable():
            for layout_name, table in table_drafts(body, desk.document, desk.book):
                yield Draft(layout_name, (table,))
        case BeforeAfter():
            yield before_after(body, desk)
        case Timeline():
            yield timeline(body, desk)
        case Chain():
            yield chain(body, desk)
        case Case():
            yield case(body, desk)
        case TwoCircles():
            yield relation(body, desk)
        case Illustrated():
            yield illustrated(body, desk)
        case Closing(lines):
            layout = desk.book["closing"]
            yield Draft(layout.name, (desk.text(layout, "lines", lines, _("the closing"), "lines"),))


def _points(items: Sequence[Text], desk: Desk, begun: int = 0) -> Iterator[Draft]:
    """Yields numbered points; `begun` says how many of them stand on a slide before."""
    slides = -(-len(items) // MAX_ROWS)
    share = -(-len(items) // slides)
    for start in range(0, len(items), share):
        yield _rows(items[start : start + share], begun + start, desk)


def _beside(items: Sequence[Text], figure: Figure, columns: Columns, desk: Desk) -> Iterator[Draft]:
    """Yields points beside their figure; points that do not fit there go on to a slide of their own."""
    layout = desk.book[divided("points-figure", columns, (5, 7))]
    slot = layout.slot("points")
    led = [led_by for item in items if (led_by := _lead_and_rest(item))]
    count = _fitting_led(led, slot) if len(led) == len(items) else 0
    if count:
        text = TextFill("points", spread(slot, fit(slot, lambda size: tuple(_led(led[:count], size)))))
    else:
        count = max(fitting_count(slot, items), 1)
        text = desk.text(layout, "points", items[:count], _("a point"), "points")
    yield Draft(layout.name, (text, FigureFill("figure", figure)))
    if items[count:]:
        yield from _points(items[count:], desk, begun=count)


def _lead_and_rest(item: Text) -> tuple[Text, Text] | None:
    """Returns the strong words that a point begins with and what follows their colon; None for other points."""
    if len(item) > 1 and item[0].strong and item[1].text[:1] in {"：", ":"}:
        return item[:1], (replace(item[1], text=item[1].text[1:].lstrip()), *item[2:])
    return None


def _fitting_led(points: Sequence[tuple[Text, Text]], slot: Slot) -> int:
    """Returns how many of the points fit at the floor with their leads above them, from the first on."""
    floor = slot.style.floor
    counts = range(len(points), 0, -1)
    return next((count for count in counts if fits(tuple(_led(points[:count], floor)), slot)), 0)


def _led(points: Sequence[tuple[Text, Text]], size: int) -> Iterator[Paragraph]:
    """Yields each point's lead as a line of its own, in colour, with the rest beneath."""
    for index, (lead, rest) in enumerate(points):
        yield paragraph(lead, LEAD, size, first=index == 0)
        below = tuple(Span(run.text, max(size - 2, LEAD.floor), "ink", run.strong, run.fact) for run in rest)
        yield Paragraph(below, pt(size * LEAD.leading), pt(0))


def _rows(items: Sequence[Text], start: int, desk: Desk) -> Draft:
    layout = desk.book[f"points-{len(items)}"]
    style = layout.slot("point-1").style
    size = common_size(layout, row("point", [(item,) for item in items]))
    fills: list[Fill] = []
    for index, item in enumerate(items, 1):
        number = Span(str(start + index), layout.slot(f"number-{index}").style.sizes[0], "primary", strong=True)
        leading = pt(number.size * 1.25)
        fills.append(TextFill(f"number-{index}", (Paragraph((number,), leading, pt(0)),)))
        set_item = (paragraph(item, style, size, first=True),)
        place = layout.slot(f"point-{index}")
        if not fits(set_item, place):
            desk.too_long(_("a point"), DoesNotFitError(excess(set_item, place)), "points", start + index - 1)
        fills.append(TextFill(f"point-{index}", set_item))
    return Draft(layout.name, tuple(fills))


def _compare(panels: Mapping[str, Panel], columns: Columns, desk: Desk) -> Draft:
    """Two panels, set alike."""
    layout = desk.book[divided("compare", columns, (6, 6))]
    headings: dict[str, Sequence[Text]] = {f"{at}-heading": ((Run(panel.heading),),) for at, panel in panels.items()}
    points = {f"{at}-points": panel.items for at, panel in panels.items()}
    heading_size, size = common_size(layout, headings), common_size(layout, points)
    fills: list[Fill] = []
    for at, panel in panels.items():
        slot, colour = f"{at}-heading", text_colour(panel.side)
        fills.append(
            desk.text(
                layout, slot, headings[slot], _("the heading"), at, "heading", colour=colour, largest=heading_size
            )
        )
        slot = f"{at}-points"
        set_points = desk.text(layout, slot, points[slot], _("the points"), at, "points", largest=size)
        fills.append(replace(set_points, side=panel.side))
    return Draft(layout.name, tuple(fills))


def _quotes(quotes: Sequence[Quotation], points: Sequence[Text], desk: Desk) -> Draft:
    layout = desk.book[f"quotes-{len(quotes)}{'-points' if points else ''}"]
    slot = layout.slot("quote-1")
    size = largest(slot.style.sizes, lambda size: all(fits(_quote(quote, size, desk), slot) for quote in quotes))
    fills: list[Fill] = []
    for index, quote in enumerate(quotes, 1):
        items = _quote(quote, size, desk)
        if not fits(items, slot):
            desk.too_long(_("the quotation"), DoesNotFitError(excess(items, slot)), "quotes", index - 1)
        fills.append(TextFill(f"quote-{index}", items, Side.BOTH))
    if points:
        fills.append(desk.text(layout, "points", points, _("the points"), "points"))
    return Draft(layout.name, tuple(fills))


def _quote(quote: Quotation, size: int, desk: Desk) -> tuple[Paragraph, ...]:
    words = desk.document.words.quotation.format(quote.words)
    return (
        Paragraph((Span(words, size, "ink", strong=True),), pt(size * 1.35), pt(0)),
        Paragraph((Span(quote.speaker, 18, "primary", strong=True),), pt(18 * 1.25), pt(10)),
        Paragraph((Span(quote.occasion, _NOTE, "context_text"),), pt(_NOTE * 1.3), pt(2)),
    )

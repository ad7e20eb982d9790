"""Slides that draw: before and after, timeline, chain of steps, one case in depth, two circles, picture with text."""

from __future__ import annotations

from collections.abc import Sequence

from briefing.deck.cells import NOTE, figure_spans, room_to_grow, roomier, scope_and_date
from briefing.deck.desk import Desk, Draft, common_size, divided, row, text_colour
from briefing.deck.fit import DoesNotFitError, excess, fits, largest, paragraph
from briefing.deck.slides import FigureFill, Fill, Paragraph, Span, TextFill
from briefing.deck.slots import Layout, Slot
from briefing.document import (
    BeforeAfter,
    Case,
    Chain,
    Change,
    Fact,
    Illustrated,
    Milestone,
    Picture,
    Run,
    Timeline,
    TwoCircles,
)
from briefing.i18n import gettext as _
from briefing.lengths import pt


def before_after(body: BeforeAfter, desk: Desk) -> Draft:
    """Rows of a label, the figure before, an arrow and the figure after, all rows set alike."""
    layout = desk.book[f"before-after-{len(body.changes)}"]
    before = _common_figure_size(layout.slot("before-1"), [(change.before, change) for change in body.changes])
    after = _common_figure_size(layout.slot("after-1"), [(change.after, change) for change in body.changes])
    fills: list[Fill] = []
    for index, change in enumerate(body.changes, 1):
        fills.append(_change_label(change, layout, index, desk))
        for name, fact, size, colour in (
            ("before", change.before, before, "context_text"),
            ("after", change.after, after, text_colour(change.side)),
        ):
            slot = layout.slot(f"{name}-{index}")
            items = _changed_figure(fact, change, size, colour)
            if not _figure_fits(items, slot):
                too_much = DoesNotFitError(excess(items, slot, single=items[:1]))
                desk.too_long(_("the figure of “{fact}”").format(fact=fact.id), too_much, "changes", index - 1, name)
            fills.append(TextFill(slot.name, items))
    return Draft(layout.name, tuple(fills))


def _is_alike(change: Change) -> bool:
    """Whether both figures are of one scope and date, which then stand once, beneath the label."""
    return scope_and_date(change.before) == scope_and_date(change.after)


def _noted(fact: Fact) -> Paragraph:
    return Paragraph((Span(scope_and_date(fact), NOTE, "context_text"),), pt(NOTE * 1.3), pt(4))


def _changed_figure(fact: Fact, change: Change, size: int, colour: str) -> tuple[Paragraph, ...]:
    """Returns a figure, with its own scope and date where the other one's differ: a reader must not take them for one."""
    figure = Paragraph(figure_spans(fact, size, colour, size * 0.5), pt(size * 1.2), pt(0))
    return (figure,) if _is_alike(change) else (figure, _noted(fact))


def _figure_fits(items: Sequence[Paragraph], slot: Slot) -> bool:
    return fits(items, slot, single=items[:1])


def _common_figure_size(slot: Slot, figures: Sequence[tuple[Fact, Change]]) -> int:
    """Returns the largest size at which every figure of a column stands on one line."""

    def all_fit(size: int) -> bool:
        return all(_figure_fits(_changed_figure(fact, change, size, "ink"), slot) for fact, change in figures)

    return largest(slot.style.sizes, all_fit)


def _change_label(change: Change, layout: Layout, index: int, desk: Desk) -> TextFill:
    slot = layout.slot(f"label-{index}")
    note = (_noted(change.after),) if _is_alike(change) else ()
    items: tuple[Paragraph, ...] = ()
    for size in slot.style.sizes:
        items = (paragraph((Run(change.label),), slot.style, size, first=True), *note)
        if fits(items, slot):
            return TextFill(slot.name, items)
    desk.too_long(_("the label with its scope and date"), DoesNotFitError(excess(items, slot)), "changes", index - 1)
    return TextFill(slot.name, items)


_DATE_MORE = 4
"""Points that a date has beyond the floor where there is room."""


def timeline(body: Timeline, desk: Desk) -> Draft:
    layout = desk.book[f"timeline-{len(body.events)}"]
    dated = layout.has("date-1")
    size = common_size(layout, row("event", [((Run(event.label),),) for event in body.events]))
    date_size = _date_size(body, layout) if dated else 22
    fills: list[Fill] = []
    for index, event in enumerate(body.events, 1):
        slot = layout.slot(f"event-{index}")
        date = _date(event, date_size)
        text = paragraph((Run(event.label),), slot.style, size, first=True)
        items = (text,) if dated else (date, text)
        if not fits(items, slot):
            desk.too_long(_("the event"), DoesNotFitError(excess(items, slot)), "events", index - 1)
        if dated:
            place = layout.slot(f"date-{index}")
            if not fits((date,), place):
                desk.too_long(_("the date"), DoesNotFitError(excess((date,), place)), "events", index - 1, "when")
            fills.append(TextFill(f"date-{index}", (date,)))
        fills.append(TextFill(slot.name, items, event.side))
    return Draft(layout.name, tuple(fills))


def _date_size(body: Timeline, layout: Layout) -> int:
    """Returns the largest size at which every date has room above the line."""
    slots = [layout.slot(f"date-{index}") for index in range(1, len(body.events) + 1)]
    floor = slots[0].style.floor

    def all_fit(size: int) -> bool:
        return all(fits((_date(event, size),), slot) for event, slot in zip(body.events, slots, strict=True))

    return largest(range(floor + _DATE_MORE, floor - 1, -1), all_fit)


def _date(event: Milestone, size: int) -> Paragraph:
    return Paragraph((Span(event.when, size, text_colour(event.side), strong=True),), pt(size * 1.25), pt(0))


def chain(body: Chain, desk: Desk) -> Draft:
    layout = desk.book[f"chain-{len(body.steps)}"]
    names = common_size(layout, row("step", [((Run(step.name),),) for step in body.steps]))
    texts = common_size(layout, row("text", [(step.text,) for step in body.steps]))
    fills: list[Fill] = []
    for index, step in enumerate(body.steps, 1):
        for slot_name, text, size, what, key in (
            (f"step-{index}", (Run(step.name),), names, _("the step's name"), "name"),
            (f"text-{index}", step.text, texts, _("the step's text"), "text"),
        ):
            slot = layout.slot(slot_name)
            items = (paragraph(text, slot.style, size, first=True),)
            if not fits(items, slot):
                desk.too_long(what, DoesNotFitError(excess(items, slot)), "steps", index - 1, key)
            fills.append(TextFill(slot_name, items, step.side))
    return Draft(layout.name, tuple(fills))


_CASE_FIGURES = (60, 54, 44, 36)
_CASE_NAME = 28


def case(body: Case, desk: Desk) -> Draft:
    """The case's name and figures on a tinted panel, its points beside them."""
    layout = desk.book["case"]
    slot = layout.slot("facts")
    items: tuple[Paragraph, ...] = ()
    for size in _CASE_FIGURES:
        items = _case_panel(body, size, desk.document.words.gap)
        figures = items[1 : 1 + 2 * len(body.facts) : 2]
        if fits(items, slot, single=figures):
            break
    else:
        too_much = DoesNotFitError(excess(items, slot, single=figures))
        desk.too_long(_("the case's name with its figures"), too_much, "facts")
    points = desk.text(layout, "points", body.items, _("the points"), "points")
    return Draft(layout.name, (TextFill("facts", roomier(items, room_to_grow(items, slot)), body.side), points))


def _case_panel(body: Case, size: int, gap: str) -> tuple[Paragraph, ...]:
    colour = text_colour(body.side)
    items = [Paragraph((Span(body.name, _CASE_NAME, colour, strong=True),), pt(_CASE_NAME * 1.25), pt(0))]
    for fact in body.facts:
        items.append(Paragraph(figure_spans(fact, size, "ink", size * 0.5), pt(size * 1.2), pt(12)))
        label = f"{fact.label}{gap}{fact.as_of}"
        items.append(Paragraph((Span(label, NOTE, "context_text"),), pt(NOTE * 1.3), pt(0)))
    return tuple(items)


def relation(body: TwoCircles, desk: Desk) -> Draft:
    layout = desk.book["relation"]
    first, second = desk.document.circles
    size = common_size(layout, {"first": body.first, "second": body.second})
    return Draft(
        layout.name,
        (
            desk.text(layout, "first-heading", ((Run(first.name),),), _("the circle's name"), "first"),
            desk.text(layout, "second-heading", ((Run(second.name),),), _("the circle's name"), "second"),
            desk.text(layout, "first", body.first, _("the circle's points"), "first", largest=size),
            desk.text(layout, "both", body.both, _("what both have"), "both"),
            desk.text(layout, "second", body.second, _("the circle's points"), "second", largest=size),
        ),
    )


def illustrated(body: Illustrated, desk: Desk) -> Draft:
    layout = desk.book[divided("picture", body.columns, (7, 5))]
    figure = body.figure
    caption = figure.title
    if isinstance(figure, Picture) and figure.credit:
        caption += desk.document.words.brackets.format(figure.credit)
    return Draft(
        layout.name,
        (
            FigureFill("figure", figure),
            desk.text(layout, "caption", ((Run(caption),),), _("the caption"), "figure"),
            desk.text(layout, "points", body.items, _("the points"), "points"),
        ),
    )

"""Every layout of the deck as data: its slots, which become placeholders, and its decoration.

The template is made from this, and the planner fits text into it, so that the two cannot disagree.
"""

from __future__ import annotations

from collections.abc import Iterator

from briefing.deck import diagrams, grid
from briefing.deck.grid import COLUMNS, CONTENT_BOTTOM, CONTENT_TOP, MARGIN, across, cells, frame, width_of
from briefing.deck.slots import Bar, Layout, Ornament, Slot, SlotKind, edged, text_slot
from briefing.document import Side
from briefing.lengths import inch

_HAIR = 0.012
_ONE_COLUMN = 5
"""Sections up to which the contents stand in one column."""
_FULL = width_of(COLUMNS)

_HEAD = (
    Slot("title", SlotKind.TITLE, frame(MARGIN, 0.66, _FULL, 0.92), grid.TITLE),
    text_slot("mark", frame(MARGIN, 0.27, _FULL, 0.32), grid.MARK),
)
_FOOT = (
    text_slot("source", frame(MARGIN, 6.83, width_of(11), 0.5), grid.SOURCE),
    Slot("page", SlotKind.PAGE_NUMBER, across(11, 1, 6.95, 7.25), grid.PAGE_NUMBER),
)


def _content(name: str, slots: tuple[Slot, ...], decoration: tuple[Ornament, ...] = ()) -> Layout:
    return Layout(name, (*_HEAD, *slots, *_FOOT), decoration)


_COVER = Layout(
    "cover",
    (
        Slot("title", SlotKind.TITLE, frame(MARGIN, 1.55, 7.4, 1.9), grid.COVER_TITLE),
        text_slot("subtitle", frame(MARGIN, 3.85, 6.9, 1.0), grid.COVER_SUBTITLE),
        text_slot("line", frame(MARGIN, 6.0, 7.4, 0.8), grid.COVER_LINE),
    ),
    cover_rule=inch(3.6),
)
_SECTION = Layout(
    "section",
    (
        Slot("title", SlotKind.TITLE, frame(MARGIN, 2.2, 7.4, 1.1), grid.OPENER_TITLE),
        text_slot("number", frame(MARGIN, 1.5, 4.0, 0.6), grid.OPENER_NUMBER),
        text_slot("claims", frame(MARGIN, 3.75, 7.4, 2.7), grid.OPENER_CLAIMS),
    ),
    cover_rule=inch(3.42),
)
_CLOSING = Layout(
    "closing",
    (
        Slot("title", SlotKind.TITLE, frame(MARGIN, 1.1, 6.9, 1.6), grid.CLOSING_TITLE),
        text_slot("lines", frame(MARGIN, 3.15, 6.9, 2.9), grid.CLOSING_LINES),
        text_slot("line", frame(MARGIN, 6.35, 7.6, 0.6), grid.COVER_LINE),
    ),
    cover_rule=inch(2.85),
)


def _contents(count: int) -> Layout:
    slots, bars = [], []
    per_row = 1 if count <= _ONE_COLUMN else 2
    for index, place in enumerate(cells(count, per_row, CONTENT_TOP, 6.1, 0.12)):
        left, top, width, height = place.left.inch, place.top.inch, place.width.inch, place.height.inch
        slots.append(text_slot(f"number-{index + 1}", frame(left + 0.2, top, 0.75, height), grid.ENTRY_NUMBER))
        name = 3.9 if per_row == 1 else width - 1.1
        slots.append(text_slot(f"entry-{index + 1}", frame(left + 1.0, top, name, height), grid.ENTRY))
        if per_row == 1:
            slots.append(text_slot(f"claim-{index + 1}", frame(left + 5.0, top, width - 5.1, height), grid.ENTRY_CLAIM))
        bars.append(Bar(place, "tint"))
        bars.append(Bar(frame(left, top, 0.07, height), "primary"))
    for index, side in enumerate((Side.FIRST, Side.SECOND)):
        left = MARGIN + index * 4.4
        slots.append(text_slot(f"legend-{side}", frame(left + 0.34, 6.28, 3.9, 0.42), grid.LEGEND))
        bars.append(Bar(frame(left, 6.38, 0.22, 0.22), side.value))
    title, page = _HEAD[0], _FOOT[1]
    return Layout(f"contents-{count}", (title, *slots, page), tuple(bars))


def _points(count: int) -> Layout:
    slots, bars = [], []
    for index, place in enumerate(cells(count, 1, CONTENT_TOP, CONTENT_BOTTOM, 0.0)):
        left, top, width, height = place.left.inch, place.top.inch, place.width.inch, place.height.inch
        slots.append(text_slot(f"number-{index + 1}", frame(left, top, 0.8, height), grid.ROW_NUMBER))
        slots.append(text_slot(f"point-{index + 1}", frame(left + 0.85, top, width - 0.85, height), grid.ROW))
        if index:
            bars.append(Bar(frame(left, top, width, _HAIR), "line"))
    return _content(f"points-{count}", tuple(slots), tuple(bars))


def _key_figures(count: int) -> Layout:
    per_row = {3: 3, 4: 2, 5: 3, 6: 3}[count]
    slots, bars = [], []
    top, bottom = (2.55, 5.75) if count == per_row else (CONTENT_TOP + 0.1, CONTENT_BOTTOM)
    for index, place in enumerate(cells(count, per_row, top, bottom, 0.3)):
        slots.append(text_slot(f"cell-{index + 1}", place, grid.KEY_FIGURE, inset=0.1))
        if index % per_row:
            left = place.left.inch - grid.GUTTER / 2
            bars.append(Bar(frame(left, place.top.inch + 0.2, _HAIR, place.height.inch - 0.4), "line"))
        elif index:
            bars.append(Bar(frame(MARGIN, place.top.inch - 0.15, _FULL, _HAIR), "line"))
    return _content(f"key-figures-{count}", tuple(slots), tuple(bars))


def _cards(count: int) -> Layout:
    per_row = {2: 2, 3: 3, 4: 4, 5: 3, 6: 3}[count]
    slots = tuple(
        edged(f"card-{index + 1}", place, grid.CARD, 0.16)
        for index, place in enumerate(cells(count, per_row, CONTENT_TOP, CONTENT_BOTTOM, 0.2))
    )
    return _content(f"cards-{count}", slots)


def _quotes(count: int, *, with_points: bool) -> Layout:
    bottom = 4.55 if with_points else CONTENT_BOTTOM
    slots = [
        edged(f"quote-{index + 1}", place, grid.QUOTE, 0.25)
        for index, place in enumerate(cells(count, count, CONTENT_TOP, bottom, 0.2))
    ]
    if with_points:
        slots.append(text_slot("points", across(0, COLUMNS, 4.75), grid.POINTS))
    return _content(f"quotes-{count}{'-points' if with_points else ''}", tuple(slots))


def _compare(name: str, left: int) -> Layout:
    """Two panels of so many columns; the gutter between them is doubled."""
    slots = []
    for side, column, columns in (("left", 0, left), ("right", left, COLUMNS - left)):
        start, width = grid.left_of(column) + (0.1 if column else 0), width_of(columns) - 0.1
        slots.append(text_slot(f"{side}-heading", frame(start, CONTENT_TOP, width, 0.55), grid.PANEL_HEADING))
        slots.append(edged(f"{side}-points", frame(start, 2.5, width, CONTENT_BOTTOM - 2.5), grid.PANEL, 0.2))
    return _content(name, tuple(slots))


def _points_figure(name: str, text: int) -> Layout:
    """Points in so many columns on the left, a figure in the others."""
    slots = (
        # A chart's labels begin at its very edge: the points keep away from them.
        text_slot(
            "points",
            frame(MARGIN, CONTENT_TOP, width_of(text) - 0.15, CONTENT_BOTTOM - CONTENT_TOP),
            grid.POINTS_NARROW,
        ),
        Slot("figure", SlotKind.PICTURE, across(text, COLUMNS - text), grid.POINTS),
    )
    return _content(name, slots)


def _figure() -> Layout:
    """A figure over all columns, with a sentence that helps to read it on a strip beneath."""
    strip = across(0, COLUMNS, 6.05)
    text = frame(MARGIN + 0.25, strip.top.inch, _FULL - 0.4, strip.height.inch)
    slots = (
        Slot("figure", SlotKind.PICTURE, across(0, COLUMNS, CONTENT_TOP, 5.95), grid.POINTS),
        text_slot("reading", text, grid.READING),
    )
    edge = Bar(frame(MARGIN, strip.top.inch, 0.07, strip.height.inch), "primary")
    return _content("figure", slots, (Bar(strip, "tint"), edge))


def _all() -> Iterator[Layout]:
    yield _COVER
    for count in range(1, 11):
        yield _contents(count)
    yield _SECTION
    for count in range(1, 7):
        yield _points(count)
    yield _points_figure("points-figure", 5)
    for text in (4, 6, 7):
        yield _points_figure(f"points-figure-{text}-{COLUMNS - text}", text)
    yield _figure()
    yield _compare("compare", 6)
    for left in (4, 5, 7, 8):
        yield _compare(f"compare-{left}-{COLUMNS - left}", left)
    for count in range(3, 7):
        yield _key_figures(count)
    yield _content("table", (Slot("table", SlotKind.TABLE, across(0, COLUMNS), grid.TABLE),))
    yield _content("recommendations", (Slot("table", SlotKind.TABLE, across(0, COLUMNS), grid.RECOMMENDATIONS),))
    for count in range(2, 7):
        yield _cards(count)
    for count in (1, 2):
        for with_points in (False, True):
            yield _quotes(count, with_points=with_points)
    for name, slots, decoration in diagrams.layouts():
        yield _content(name, slots, decoration)
    yield _CLOSING


LAYOUTS: dict[str, Layout] = {layout.name: layout for layout in _all()}

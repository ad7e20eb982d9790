"""Every layout of the deck as data: its slots, which become placeholders, and its decoration.

The template is made from this, and the planner fits text into it, so that the two cannot disagree.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from briefing.deck import grid
from briefing.deck.grid import COLUMNS, CONTENT_BOTTOM, CONTENT_TOP, MARGIN, Style, across, cells, frame, width_of
from briefing.document import Side
from briefing.lengths import Frame, Length, inch

_EDGE = inch(0.07)
"""How wide the coloured edge of a slot is."""


class SlotKind(StrEnum):
    """What a slot takes; the values are placeholder types (ECMA-376 part 1, 19.7.10)."""

    TITLE = "title"
    TEXT = "body"
    PICTURE = "pic"
    TABLE = "tbl"
    PAGE_NUMBER = "sldNum"


@dataclass(frozen=True, slots=True)
class Slot:
    """A named place on a layout."""

    name: str
    kind: SlotKind
    frame: Frame
    style: Style
    inset: Length = field(default=Length(0))
    """Distance of the text from the frame, on all sides."""
    fill: str | None = None
    """Palette token of the frame's ground."""
    edge: Side | None = None
    """The slot has a coloured edge on its left, in the colour of the side that the slide gives it."""

    @property
    def edge_frame(self) -> Frame:
        return Frame(self.frame.left, self.frame.top, _EDGE, self.frame.height)

    @property
    def text_width(self) -> Length:
        return self.frame.width - 2 * self.inset

    @property
    def text_height(self) -> Length:
        return self.frame.height - 2 * self.inset


@dataclass(frozen=True, slots=True)
class Bar:
    """A filled rectangle of the layout: rules, hairlines, coloured edges."""

    frame: Frame
    colour: str


@dataclass(frozen=True, slots=True)
class Layout:
    name: str
    slots: tuple[Slot, ...]
    decoration: tuple[Bar, ...] = ()
    """What belongs to the layout in every theme; the theme's motif adds its own."""
    cover_rule: Length | None = None
    """Where the rule under the title stands, on layouts that have the cover's ground."""

    def slot(self, name: str) -> Slot:
        """Returns the slot of that name; KeyError when the layout has none, which is a defect of the planner."""
        for slot in self.slots:
            if slot.name == name:
                return slot
        raise KeyError(f"layout {self.name} has no slot {name}")

    def has(self, name: str) -> bool:
        return any(slot.name == name for slot in self.slots)

    def index(self, slot: Slot) -> int:
        """Returns the placeholder index of a slot (`p:ph/@idx`); titles have 0."""
        return 0 if slot.kind is SlotKind.TITLE else 10 + self.slots.index(slot)


def _text(name: str, place: Frame, style: Style, *, inset: float = 0.0, fill: str | None = None) -> Slot:
    return Slot(name, SlotKind.TEXT, place, style, inch(inset), fill)


_HAIR = 0.012
_ONE_COLUMN = 5
"""Sections up to which the contents stand in one column."""
_FULL = width_of(COLUMNS)

_HEAD = (
    Slot("title", SlotKind.TITLE, frame(MARGIN, 0.66, _FULL, 0.92), grid.TITLE),
    _text("mark", frame(MARGIN, 0.34, _FULL, 0.32), grid.MARK),
)
_FOOT = (
    _text("source", frame(MARGIN, 6.95, width_of(11), 0.3), grid.SOURCE),
    Slot("page", SlotKind.PAGE_NUMBER, across(11, 1, 6.95, 7.25), grid.PAGE_NUMBER),
)


def _content(name: str, slots: tuple[Slot, ...], decoration: tuple[Bar, ...] = ()) -> Layout:
    return Layout(name, (*_HEAD, *slots, *_FOOT), decoration)


_COVER = Layout(
    "cover",
    (
        Slot("title", SlotKind.TITLE, frame(MARGIN, 1.55, 7.4, 1.9), grid.COVER_TITLE),
        _text("subtitle", frame(MARGIN, 3.85, 6.9, 1.0), grid.COVER_SUBTITLE),
        _text("line", frame(MARGIN, 6.0, 7.4, 0.8), grid.COVER_LINE),
    ),
    cover_rule=inch(3.6),
)
_SECTION = Layout(
    "section",
    (
        Slot("title", SlotKind.TITLE, frame(MARGIN, 2.2, 7.4, 1.1), grid.OPENER_TITLE),
        _text("number", frame(MARGIN, 1.5, 4.0, 0.6), grid.OPENER_NUMBER),
        _text("claims", frame(MARGIN, 3.75, 7.4, 2.7), grid.OPENER_CLAIMS),
    ),
    cover_rule=inch(3.42),
)
_CLOSING = Layout(
    "closing",
    (
        Slot("title", SlotKind.TITLE, frame(MARGIN, 1.1, 6.9, 1.6), grid.CLOSING_TITLE),
        _text("lines", frame(MARGIN, 3.15, 6.9, 2.9), grid.CLOSING_LINES),
        _text("line", frame(MARGIN, 6.35, 7.6, 0.6), grid.COVER_LINE),
    ),
    cover_rule=inch(2.85),
)


def _contents(count: int) -> Layout:
    slots, bars = [], []
    per_row = 1 if count <= _ONE_COLUMN else 2
    for index, place in enumerate(cells(count, per_row, CONTENT_TOP, 6.1, 0.12)):
        left, top, width, height = place.left.inch, place.top.inch, place.width.inch, place.height.inch
        slots.append(_text(f"number-{index + 1}", frame(left + 0.2, top, 0.75, height), grid.ENTRY_NUMBER))
        name = 3.9 if per_row == 1 else width - 1.1
        slots.append(_text(f"entry-{index + 1}", frame(left + 1.0, top, name, height), grid.ENTRY))
        if per_row == 1:
            slots.append(_text(f"claim-{index + 1}", frame(left + 5.0, top, width - 5.1, height), grid.ENTRY_CLAIM))
        bars.append(Bar(place, "tint"))
        bars.append(Bar(frame(left, top, 0.07, height), "primary"))
    for index, side in enumerate((Side.FIRST, Side.SECOND)):
        left = MARGIN + index * 4.4
        slots.append(_text(f"legend-{side}", frame(left + 0.34, 6.28, 3.9, 0.42), grid.LEGEND))
        bars.append(Bar(frame(left, 6.38, 0.22, 0.22), side.value))
    title, page = _HEAD[0], _FOOT[1]
    return Layout(f"contents-{count}", (title, *slots, page), tuple(bars))


def _points(count: int) -> Layout:
    slots, bars = [], []
    for index, place in enumerate(cells(count, 1, CONTENT_TOP, CONTENT_BOTTOM, 0.0)):
        left, top, width, height = place.left.inch, place.top.inch, place.width.inch, place.height.inch
        slots.append(_text(f"number-{index + 1}", frame(left, top, 0.8, height), grid.ROW_NUMBER))
        slots.append(_text(f"point-{index + 1}", frame(left + 0.85, top, width - 0.85, height), grid.ROW))
        if index:
            bars.append(Bar(frame(left, top, width, _HAIR), "line"))
    return _content(f"points-{count}", tuple(slots), tuple(bars))


def _key_figures(count: int) -> Layout:
    per_row = {3: 3, 4: 2, 5: 3, 6: 3}[count]
    slots, bars = [], []
    for index, place in enumerate(cells(count, per_row, CONTENT_TOP + 0.1, CONTENT_BOTTOM, 0.3)):
        slots.append(_text(f"cell-{index + 1}", place, grid.KEY_FIGURE, inset=0.1))
        if index % per_row:
            left = place.left.inch - grid.GUTTER / 2
            bars.append(Bar(frame(left, place.top.inch + 0.2, _HAIR, place.height.inch - 0.4), "line"))
        elif index:
            bars.append(Bar(frame(MARGIN, place.top.inch - 0.15, _FULL, _HAIR), "line"))
    return _content(f"key-figures-{count}", tuple(slots), tuple(bars))


def _cards(count: int) -> Layout:
    per_row = {2: 2, 3: 3, 4: 4, 5: 3, 6: 3}[count]
    slots = tuple(
        Slot(f"card-{index + 1}", SlotKind.TEXT, place, grid.CARD, inch(0.16), "tint", Side.CONTEXT)
        for index, place in enumerate(cells(count, per_row, CONTENT_TOP, CONTENT_BOTTOM, 0.2))
    )
    return _content(f"cards-{count}", slots)


def _quotes(count: int, *, with_points: bool) -> Layout:
    bottom = 4.55 if with_points else CONTENT_BOTTOM
    slots = [
        Slot(f"quote-{index + 1}", SlotKind.TEXT, place, grid.QUOTE, inch(0.25), "tint", Side.CONTEXT)
        for index, place in enumerate(cells(count, count, CONTENT_TOP, bottom, 0.2))
    ]
    if with_points:
        slots.append(_text("points", across(0, COLUMNS, 4.75), grid.POINTS))
    return _content(f"quotes-{count}{'-points' if with_points else ''}", tuple(slots))


def _compare() -> Layout:
    slots = []
    for name, column in (("left", 0), ("right", 6)):
        left, width = grid.left_of(column) + (0.1 if column else 0), width_of(6) - 0.1
        slots.append(_text(f"{name}-heading", frame(left, CONTENT_TOP, width, 0.55), grid.PANEL_HEADING))
        slots.append(
            Slot(
                f"{name}-points",
                SlotKind.TEXT,
                frame(left, 2.5, width, CONTENT_BOTTOM - 2.5),
                grid.PANEL,
                inch(0.2),
                "tint",
                Side.CONTEXT,
            )
        )
    return _content("compare", tuple(slots))


def _all() -> Iterator[Layout]:
    yield _COVER
    for count in range(1, 11):
        yield _contents(count)
    yield _SECTION
    for count in range(1, 7):
        yield _points(count)
    yield _content(
        "points-figure",
        (
            _text("points", across(0, 5), grid.POINTS_NARROW),
            Slot("figure", SlotKind.PICTURE, across(5, 7), grid.POINTS),
        ),
    )
    yield _content(
        "figure",
        (
            Slot("figure", SlotKind.PICTURE, across(0, COLUMNS, CONTENT_TOP, 5.95), grid.POINTS),
            Slot("reading", SlotKind.TEXT, across(0, COLUMNS, 6.05), grid.READING, inch(0.08), "tint"),
        ),
    )
    yield _compare()
    for count in range(3, 7):
        yield _key_figures(count)
    yield _content("table", (Slot("table", SlotKind.TABLE, across(0, COLUMNS), grid.TABLE),))
    yield _content("recommendations", (Slot("table", SlotKind.TABLE, across(0, COLUMNS), grid.RECOMMENDATIONS),))
    for count in range(2, 7):
        yield _cards(count)
    for count in (1, 2):
        for with_points in (False, True):
            yield _quotes(count, with_points=with_points)
    yield _CLOSING


LAYOUTS: dict[str, Layout] = {layout.name: layout for layout in _all()}

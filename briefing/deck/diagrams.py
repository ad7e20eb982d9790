"""Layouts that draw: before and after, timeline, chain of steps, one case in depth, two circles, picture with text."""

from __future__ import annotations

from collections.abc import Iterator

from briefing.deck import grid
from briefing.deck.grid import COLUMNS, CONTENT_BOTTOM, CONTENT_TOP, MARGIN, across, cells, frame, width_of
from briefing.deck.slots import SIDE, Bar, Ornament, Ring, Slot, SlotKind, edged, text_slot
from briefing.lengths import inch, pt

Parts = tuple[str, tuple[Slot, ...], tuple[Ornament, ...]]
"""Name, slots and decoration of a content layout."""

CHANGES = range(1, 5)
EVENTS = range(3, 8)
STEPS = range(3, 7)
_HAIR = 0.012
_DOT = 0.22
_ONE_SIDED = 4
"""Events up to which all texts stand beneath the line."""


def layouts() -> Iterator[Parts]:
    for count in CHANGES:
        yield _before_after(count)
    for count in EVENTS:
        yield _timeline(count)
    for count in STEPS:
        yield _chain(count)
    yield _case()
    yield _relation()
    yield _picture("picture", 7)
    for columns in (5, 6, 8):
        yield _picture(f"picture-{columns}-{COLUMNS - columns}", columns)


def _before_after(count: int) -> Parts:
    slots: list[Slot] = []
    bars: list[Ornament] = []
    for index, place in enumerate(cells(count, 1, CONTENT_TOP, CONTENT_BOTTOM, 0.0), 1):
        top, height = place.top.inch, place.height.inch
        middle = top + height / 2
        slots += (
            text_slot(f"label-{index}", frame(MARGIN, top, 3.6, height), grid.CHANGE_LABEL),
            text_slot(f"before-{index}", frame(4.4, top, 3.1, height), grid.CHANGE_BEFORE),
            text_slot(f"after-{index}", frame(8.9, top, 3.8, height), grid.CHANGE_AFTER),
        )
        bars.append(Bar(frame(7.6, middle - 0.22, 0.9, 0.44), "context", "rightArrow"))
        if index > 1:
            bars.append(Bar(frame(MARGIN, top, width_of(COLUMNS), _HAIR), "line"))
    return f"before-after-{count}", tuple(slots), tuple(bars)


def _timeline(count: int) -> Parts:
    one_sided = count <= _ONE_SIDED
    line = 3.8 if one_sided else (CONTENT_TOP + CONTENT_BOTTOM) / 2
    slots: list[Slot] = []
    width = width_of(COLUMNS) / count
    for index in range(count):
        left = MARGIN + index * width
        dot = Bar(frame(left, line - _DOT / 2, _DOT, _DOT), "context", "ellipse")
        if one_sided:
            date = Slot(f"date-{index + 1}", SlotKind.TEXT, frame(left, line - 0.85, width - 0.2, 0.6), grid.EVENT_DATE)
            text = frame(left, line + 0.3, width - 0.25, CONTENT_BOTTOM - line - 0.3)
            slots += (date, Slot(f"event-{index + 1}", SlotKind.TEXT, text, grid.EVENT, accent=dot))
        else:
            above = index % 2 == 0
            # A text may reach over its neighbour, which stands on the other side of the line.
            reach = width * (1.0 if index == count - 1 else 1.85) - 0.1
            top, bottom = (CONTENT_TOP, line - 0.3) if above else (line + 0.3, CONTENT_BOTTOM)
            style = grid.EVENT_ABOVE if above else grid.EVENT
            place = frame(left, top, reach, bottom - top)
            slots.append(Slot(f"event-{index + 1}", SlotKind.TEXT, place, style, accent=dot))
    rule = Bar(frame(MARGIN, line - 0.02, width_of(COLUMNS), 0.04), "line")
    return f"timeline-{count}", tuple(slots), (rule,)


def _chain(count: int) -> Parts:
    slots: list[Slot] = []
    arrows: list[Ornament] = []
    gap = 0.5
    width = (width_of(COLUMNS) - (count - 1) * gap) / count
    for index in range(count):
        left = MARGIN + index * (width + gap)
        name = Slot(f"step-{index + 1}", SlotKind.TEXT, frame(left, 2.1, width, 1.1), grid.STEP, inch(0.15), SIDE)
        text = frame(left, 3.2, width, CONTENT_BOTTOM - 3.5)
        slots += (name, text_slot(f"text-{index + 1}", text, grid.STEP_TEXT, inset=0.15, fill="tint"))
        if index:
            arrows.append(Bar(frame(left - gap + 0.09, 2.44, 0.32, 0.42), "context", "chevron"))
    return f"chain-{count}", tuple(slots), tuple(arrows)


def _case() -> Parts:
    return (
        "case",
        (
            edged("facts", across(0, 4), grid.CARD, 0.25),
            text_slot("points", across(4, 8), grid.CASE_POINTS),
        ),
        (),
    )


def _relation() -> Parts:
    """Two circles that overlap; what stands in a circle belongs to it, what stands in the overlap to both."""
    width, height = 7.25, 4.35
    left, right = MARGIN, MARGIN + width_of(COLUMNS) - width
    top = CONTENT_BOTTOM - height
    slots = (
        text_slot("first-heading", frame(left, CONTENT_TOP - 0.05, 5.0, 0.45), grid.RING_HEADING),
        text_slot(
            "second-heading",
            frame(MARGIN + width_of(COLUMNS) - 5.0, CONTENT_TOP - 0.05, 5.0, 0.45),
            grid.RING_HEADING_RIGHT,
        ),
        text_slot("first", frame(left + 1.0, top + 0.55, 3.6, height - 1.1), grid.RING),
        text_slot("both", frame(right + 0.25, top + 0.75, left + width - right - 0.5, height - 1.5), grid.RING_BOTH),
        text_slot("second", frame(left + width + 0.45, top + 0.55, 3.6, height - 1.1), grid.RING),
    )
    rings = tuple(
        Ring(frame(start, top, width, height), colour, pt(3.5), 12)
        for start, colour in ((left, "first"), (right, "second"))
    )
    return "relation", slots, rings


def _picture(name: str, columns: int) -> Parts:
    slots = (
        Slot("figure", SlotKind.PICTURE, across(0, columns, CONTENT_TOP, 6.3), grid.POINTS),
        text_slot("caption", across(0, columns, 6.35, CONTENT_BOTTOM), grid.CAPTION),
        text_slot("points", across(columns, COLUMNS - columns), grid.POINTS_NARROW),
    )
    return name, slots, ()

"""What a layout is made of: slots for text, pictures and tables, and decoration."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from briefing.deck.grid import Style
from briefing.document import Picture
from briefing.lengths import Frame, Length, Size, inch

SIDE = "side"
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
class Bar:
    """A filled rectangle of the layout: rules, hairlines, coloured edges."""

    frame: Frame
    colour: str
    shape: str = "rect"
    """Its preset geometry."""


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
    """Palette token of the frame's ground; SIDE for the colour of the side that the slide gives it."""
    accent: Bar | None = None
    """A mark that the slide draws beside the slot, in the colour of its side."""
    place: int | None = None
    """The placeholder's index where a unit's own template decides it."""

    @property
    def text_width(self) -> Length:
        return self.frame.width - 2 * self.inset

    @property
    def text_height(self) -> Length:
        return self.frame.height - 2 * self.inset


@dataclass(frozen=True, slots=True)
class Ring:
    """A circle: an outline with a breath of the same colour inside."""

    frame: Frame
    colour: str
    weight: Length
    breath: int
    """Opacity of the inside, in percent."""


@dataclass(frozen=True, slots=True)
class Arc:
    """A stretch of a circle's outline, clockwise; degrees from three o'clock."""

    frame: Frame
    colour: str
    weight: Length
    start: float
    end: float


Ornament = Bar | Ring | Arc
"""A piece of decoration."""


@dataclass(frozen=True, slots=True)
class Layout:
    name: str
    slots: tuple[Slot, ...]
    decoration: tuple[Ornament, ...] = ()
    """What belongs to the layout in every theme; the theme's motif adds its own."""
    cover_rule: Length | None = None
    """Where the rule under the title stands, on layouts that have the cover's ground."""
    foot: Frame | None = None
    """Where a unit's own template has its footer."""

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
        if slot.place is not None:
            return slot.place
        return 0 if slot.kind is SlotKind.TITLE else 10 + self.slots.index(slot)


Book = Mapping[str, Layout]
"""Layouts by name: ours, or those of a unit's own template."""


def text_slot(name: str, place: Frame, style: Style, *, inset: float = 0.0, fill: str | None = None) -> Slot:
    """Returns a slot for text; `inset` in inches."""
    return Slot(name, SlotKind.TEXT, place, style, inch(inset), fill)


def edged(name: str, place: Frame, style: Style, inset: float) -> Slot:
    """Returns a tinted slot with an edge on its left in the colour of its side; `inset` in inches."""
    edge = Bar(Frame(place.left, place.top, _EDGE, place.height), "context")
    return Slot(name, SlotKind.TEXT, place, style, inch(inset), "tint", edge)


def contained(picture: Picture, frame: Frame) -> Frame:
    """Returns the largest frame of the picture's own proportions inside a frame, on its lower edge, by the caption."""
    scale = min(frame.width.emu / picture.width, frame.height.emu / picture.height)
    size = Size(Length(round(picture.width * scale)), Length(round(picture.height * scale)))
    left = frame.left + (frame.width - size.width) * 0.5
    top = frame.bottom - size.height
    return Frame(left, top, size.width, size.height)

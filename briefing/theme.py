"""A theme: the colours, typefaces and motif that deck, charts and Word accents share."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from briefing.document import Side


class Motif(StrEnum):
    """How the two circles are drawn on cover, openers and closing, and which rule stands under titles."""

    BLEEDING_RINGS = "bleeding-rings"
    """Heavy rings that leave the page on the right; a short rule."""
    INTERLOCKED_RINGS = "interlocked-rings"
    """Two smaller rings, each over the other once; double rules, thick and thin."""
    LIGHT_RINGS = "light-rings"
    """Large rings of thin lines; a thin rule."""


@dataclass(frozen=True, slots=True)
class Palette:
    """Colours as RRGGBB; slides are white but for cover, openers and closing."""

    ink: str
    primary: str
    ground: str
    """Filled bars: the header of tables."""
    on_ground: str
    first: str
    second: str
    """Graphics of the second circle; text uses `second_text`."""
    second_text: str
    both: str
    context: str
    """Graphics; text uses `context_text`."""
    context_text: str
    tint: str
    line: str
    cover_ground: str
    cover_text: str
    cover_accent: str
    """Rules, numbers and bullets on the cover's ground."""
    first_on_cover: str
    """The rings, as the other: decoration, so that they may be as light as the theme wants."""
    second_on_cover: str


@dataclass(frozen=True, slots=True)
class Typefaces:
    """Family names that the deck asks for; the reader's machine brings them."""

    heading_latin: str
    heading_east_asian: str
    latin: str
    east_asian: str


@dataclass(frozen=True, slots=True)
class Theme:
    name: str
    motif: Motif
    palette: Palette
    typefaces: Typefaces

    def graphic(self, side: Side) -> str:
        """Returns the colour of a mark (≥ 3:1 on white) that belongs to a side."""
        match side:
            case Side.FIRST:
                return self.palette.first
            case Side.SECOND:
                return self.palette.second
            case Side.BOTH:
                return self.palette.both
            case Side.CONTEXT:
                return self.palette.context

    def text(self, side: Side) -> str:
        """Returns the colour of text (≥ 4.5:1 on white) that belongs to a side."""
        match side:
            case Side.FIRST:
                return self.palette.first
            case Side.SECOND:
                return self.palette.second_text
            case Side.BOTH:
                return self.palette.both
            case Side.CONTEXT:
                return self.palette.context_text

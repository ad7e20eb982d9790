"""A theme: the colours and typefaces that deck, charts and Word accents share."""

from __future__ import annotations

from dataclasses import dataclass

from briefing.document import Side


@dataclass(frozen=True, slots=True)
class Palette:
    """Colours as RRGGBB. On `ground` (cover, openers) only the `on_dark` colours are legible."""

    ink: str
    ground: str
    primary: str
    first: str
    second: str
    """Graphics of the second circle; text uses `second_text`."""
    second_text: str
    both: str
    context: str
    context_text: str
    tint: str
    line: str
    on_dark: str
    accent_on_dark: str
    first_on_dark: str
    second_on_dark: str


@dataclass(frozen=True, slots=True)
class Typefaces:
    """Family names that the deck asks for; the reader's machine brings them."""

    latin: str
    east_asian: str


@dataclass(frozen=True, slots=True)
class Theme:
    name: str
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

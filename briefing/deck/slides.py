"""Planned slides: everything decided, ready to be serialised; what the preview and the writer share."""

from __future__ import annotations

from dataclasses import dataclass

from briefing.document import Figure, Side
from briefing.lengths import Frame, Length
from briefing.text.measure import SetText


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of text with its final size in points; a newline is a line break within the paragraph."""

    text: str
    size: float
    colour: str
    """A palette token."""
    strong: bool = False
    fact: str | None = None


@dataclass(frozen=True, slots=True)
class Paragraph:
    spans: tuple[Span, ...]
    leading: Length
    before: Length
    align: str = "l"
    bullet: bool = False

    @property
    def text(self) -> str:
        return "".join(span.text for span in self.spans)

    @property
    def set_texts(self) -> tuple[SetText, ...]:
        """Its spans as they are measured."""
        return tuple((span.text, span.size, span.strong) for span in self.spans)


@dataclass(frozen=True, slots=True)
class TextFill:
    """Text for a slot; `side` colours the slot's edge where the layout gives it one."""

    slot: str
    paragraphs: tuple[Paragraph, ...]
    side: Side = Side.CONTEXT
    goes_to: int | None = None
    """The index of the slide that a click on the text leads to."""


@dataclass(frozen=True, slots=True)
class FigureFill:
    slot: str
    figure: Figure


@dataclass(frozen=True, slots=True)
class Cell:
    paragraph: Paragraph


@dataclass(frozen=True, slots=True)
class TableFill:
    """A native table; the first row is its header. Row heights are those that the text needs."""

    slot: str
    rows: tuple[tuple[Cell, ...], ...]
    widths: tuple[Length, ...]
    heights: tuple[Length, ...]
    name: str
    """What the table shows, for its alternative text."""


Fill = TextFill | FigureFill | TableFill


@dataclass(frozen=True, slots=True)
class Watermark:
    """Pale words across a slide, behind what it shows, turned about the middle of their frame."""

    text: str
    frame: Frame
    """As it is before it is turned."""
    size: float
    colour: str
    """A palette token; how strong it may be follows from the palette."""


@dataclass(frozen=True, slots=True)
class Foot:
    """A line at the foot of a slide."""

    paragraph: Paragraph
    frame: Frame


@dataclass(frozen=True, slots=True)
class Slide:
    layout: str
    title: str
    """The title as one line, without set breaks; unique in the deck."""
    fills: tuple[Fill, ...]
    notes: tuple[str, ...] = ()
    section: str | None = None
    """The name of the section that begins here or goes on."""
    shows: str | None = None
    """The id of the chart, picture or table that it shows."""
    keys: tuple[str | int, ...] = ()
    """The node of the outline that it is made from; none for the contents."""
    watermark: Watermark | None = None
    foot: Foot | None = None


@dataclass(frozen=True, slots=True)
class Deck:
    slides: tuple[Slide, ...]
    decisions: tuple[str, ...]
    """What was decided on the way, such as continuation slides, for the report of a build."""

"""What a topic shows: one kind of body for each kind of slide."""

from __future__ import annotations

from dataclasses import dataclass

from briefing.document.evidence import Citation, Fact
from briefing.document.figures import Figure, Milestone, Table
from briefing.document.text import Side, Text

Columns = tuple[int, int]
"""How many of the slide's twelve columns stand on the left and on the right."""


@dataclass(frozen=True, slots=True)
class Points:
    items: tuple[Text, ...]
    figure: Figure | None = None
    columns: Columns = (5, 7)


@dataclass(frozen=True, slots=True)
class FullFigure:
    figure: Figure
    reading: Text
    """One sentence that helps to read the figure."""


@dataclass(frozen=True, slots=True)
class Panel:
    heading: str
    side: Side
    items: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Compare:
    left: Panel
    right: Panel
    columns: Columns = (6, 6)


@dataclass(frozen=True, slots=True)
class KeyFigure:
    fact: Fact
    label: str
    side: Side


@dataclass(frozen=True, slots=True)
class KeyFigures:
    cells: tuple[KeyFigure, ...]


@dataclass(frozen=True, slots=True)
class TableBody:
    table: Table


@dataclass(frozen=True, slots=True)
class Card:
    """One case: two facts at the most, shown large, and a line of text."""

    name: str
    side: Side
    facts: tuple[Fact, ...]
    text: Text


@dataclass(frozen=True, slots=True)
class Cards:
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class Quotation:
    """A speaker's exact words, at most 40 characters."""

    words: str
    speaker: str
    occasion: str
    citation: Citation


@dataclass(frozen=True, slots=True)
class Quotes:
    quotes: tuple[Quotation, ...]
    points: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True)
class Recommendation:
    who: str
    what: Text
    means: Text


@dataclass(frozen=True, slots=True)
class Recommendations:
    rows: tuple[Recommendation, ...]


@dataclass(frozen=True, slots=True)
class Closing:
    lines: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class SourceList:
    """The list of the articles; its content is the document's own sources."""


@dataclass(frozen=True, slots=True)
class FactTable:
    """A table of figures with value, scope, date and source."""

    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """One figure before and after."""

    label: str
    before: Fact
    after: Fact
    side: Side


@dataclass(frozen=True, slots=True)
class BeforeAfter:
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Timeline:
    """Dated events as native shapes, evenly spaced; the chart of that name spaces them by time."""

    events: tuple[Milestone, ...]


@dataclass(frozen=True, slots=True)
class Step:
    name: str
    text: Text
    side: Side


@dataclass(frozen=True, slots=True)
class Chain:
    """Steps that lead to each other, such as the links of an industry."""

    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Case:
    """One case in depth."""

    name: str
    side: Side
    facts: tuple[Fact, ...]
    items: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class TwoCircles:
    """What each circle has, and what they have together."""

    first: tuple[Text, ...]
    both: tuple[Text, ...]
    second: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Illustrated:
    """A picture or chart with its caption, and points beside it."""

    figure: Figure
    items: tuple[Text, ...]
    columns: Columns


Body = (
    Points
    | FullFigure
    | Compare
    | KeyFigures
    | TableBody
    | Cards
    | Quotes
    | Recommendations
    | Closing
    | SourceList
    | FactTable
    | BeforeAfter
    | Timeline
    | Chain
    | Case
    | TwoCircles
    | Illustrated
)


def shown_by(body: Body) -> Figure | Table | None:
    """Returns the chart, picture or table of a body; what the other bodies show has no number."""
    match body:
        case Points(figure=figure) | FullFigure(figure=figure) | Illustrated(figure=figure):
            return figure
        case TableBody(table=table):
            return table
        case _:
            return None

"""The settled briefing: what both files say, decided and frozen; it knows neither YAML nor Office."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from pathlib import Path


class Side(StrEnum):
    """Which of the two circles something belongs to; gives it its colour everywhere."""

    FIRST = "first"
    SECOND = "second"
    BOTH = "both"
    CONTEXT = "context"


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text of one kind."""

    text: str
    strong: bool = False
    fact: str | None = None
    """The id of the fact whose figure this run states."""
    refers_to: str | None = None
    """The id of the chart, picture or table whose number (图3) this run states."""


Text = tuple[Run, ...]


def plain(text: Text) -> str:
    """Returns the text without its marks."""
    return "".join(run.text for run in text)


@dataclass(frozen=True, slots=True)
class Citation:
    """One section of one article."""

    source: str
    section: str
    heading: str


@dataclass(frozen=True, slots=True)
class Source:
    """An article, as far as it states its own particulars."""

    id: str
    name: str
    """As it is cited in a line: publisher and title, or a description where the article states neither."""
    publisher: str | None
    date: str | None
    used: tuple[str, ...]
    """The headings of the sections that the document draws from, in the article's order."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number as the article gives it; low and high differ for a range."""

    low: Decimal
    high: Decimal
    text: str
    """In words, without the unit: 39.1, 超180, 5～14, 2/3."""
    approximate: bool = False


@dataclass(frozen=True, slots=True)
class Fact:
    """One figure of the ledger with everything that makes it usable by an official."""

    id: str
    label: str
    quantity: Quantity
    unit: str
    as_of: str
    scope: str
    citation: Citation
    evidence: str
    derived: bool = False
    note: str | None = None

    @property
    def text(self) -> str:
        """The figure with its unit: 39.1万辆."""
        return self.quantity.text + self.unit


class ChartKind(StrEnum):
    """What a chart can be; each kind is one function of the charts room."""

    COLUMN = "column"
    BAR = "bar"
    GROUPED = "grouped"
    STACKED = "stacked"
    STACKED_100 = "stacked-100"
    DIVERGING = "diverging"
    DUMBBELL = "dumbbell"
    RANGE = "range"
    SHARE = "share"
    LINE = "line"
    AREA = "area"
    COMBO = "combo"
    WATERFALL = "waterfall"
    MULTIPLES = "multiples"
    TIMELINE = "timeline"
    RELATION = "relation"

    @property
    def is_native(self) -> bool:
        """Whether PowerPoint has charts of this kind."""
        match self:
            case (
                ChartKind.COLUMN
                | ChartKind.BAR
                | ChartKind.GROUPED
                | ChartKind.STACKED
                | ChartKind.STACKED_100
                | ChartKind.DIVERGING
                | ChartKind.SHARE
                | ChartKind.LINE
                | ChartKind.AREA
                | ChartKind.COMBO
            ):
                return True
            case (
                ChartKind.DUMBBELL
                | ChartKind.RANGE
                | ChartKind.TIMELINE
                | ChartKind.RELATION
                | ChartKind.WATERFALL
                | ChartKind.MULTIPLES
            ):
                return False


@dataclass(frozen=True, slots=True)
class Datum:
    """One value of a chart."""

    quantity: Quantity
    unit: str
    fact: str | None = None

    @property
    def text(self) -> str:
        return self.quantity.text + self.unit


@dataclass(frozen=True, slots=True)
class Row:
    """One category of a chart with a value for each series; None where there is no value."""

    label: str
    values: tuple[Datum | None, ...]
    side: Side = Side.CONTEXT
    highlight: bool = False


@dataclass(frozen=True, slots=True)
class Rows:
    """The data of every chart that has categories; `series` is empty when there is only one."""

    series: tuple[str, ...]
    rows: tuple[Row, ...]
    sides: tuple[Side, ...] = ()
    """The side of each series, where series and not rows belong to the circles; else empty."""


@dataclass(frozen=True, slots=True)
class Milestone:
    """A dated event; `when` is written as it is shown, `position` is years since year 0, for the axis."""

    when: str
    position: float
    label: str
    side: Side = Side.CONTEXT


@dataclass(frozen=True, slots=True)
class Milestones:
    events: tuple[Milestone, ...]


@dataclass(frozen=True, slots=True)
class Node:
    """An actor of a relation diagram; it stands in the ring of its side, or in the overlap (BOTH)."""

    id: str
    name: str
    side: Side


@dataclass(frozen=True, slots=True)
class Link:
    """What flows between two nodes, in a few words."""

    start: str
    end: str
    label: str


@dataclass(frozen=True, slots=True)
class Relation:
    nodes: tuple[Node, ...]
    links: tuple[Link, ...]
    first: str
    """The name of the first circle, as it is shown on its ring."""
    second: str


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart, settled but not drawn."""

    id: str
    number: int
    """Its number among the figures of the Word briefing."""
    kind: ChartKind
    title: str
    unit: str
    data: Rows | Milestones | Relation
    note: str | None
    alt: str
    citations: tuple[Citation, ...]
    facts: tuple[str, ...] = ()
    source: str | None = None
    """Where its data come from, when they are no facts of the ledger."""
    native: bool = False
    """Whether the deck has it as a chart of PowerPoint's own rather than as a picture."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture from a file, with its size in pixels."""

    id: str
    number: int
    file: Path
    width: int
    height: int
    title: str
    credit: str | None
    alt: str
    citations: tuple[Citation, ...]


Figure = Chart | Picture


@dataclass(frozen=True, slots=True)
class Table:
    """A table with one header row; every row has as many cells as the header."""

    id: str
    number: int
    title: str
    header: tuple[str, ...]
    rows: tuple[tuple[Text, ...], ...]
    widths: tuple[float, ...]
    """The columns' shares of the table's width; they sum to 1."""
    citations: tuple[Citation, ...]
    note: str | None = None


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


@dataclass(frozen=True, slots=True)
class Topic:
    """One message: a slide (or its continuations) of the deck, and a passage of the Word briefing."""

    keys: tuple[str | int, ...]
    """Where it stands in the outline, for messages about it."""
    claim: Text
    body: Body
    prose: tuple[Text, ...]
    """Paragraphs for the Word briefing."""
    notes: tuple[Text, ...]
    """What the speaker says."""
    citations: tuple[Citation, ...]
    """The article sections it draws from, without repetition, in the outline's order."""
    facts: tuple[Fact, ...]
    """Every fact that it states, in the order of first use."""


@dataclass(frozen=True, slots=True)
class Section:
    keys: tuple[str | int, ...]
    number: int
    name: str
    claim: Text
    topics: tuple[Topic, ...]
    has_opener: bool = True


@dataclass(frozen=True, slots=True)
class Circle:
    name: str
    short: str


@dataclass(frozen=True, slots=True)
class Meta:
    """The particulars of the document itself."""

    title: str
    subtitle: str
    kind: str
    unit: str
    date: date
    language: str
    keywords: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Bulletin:
    """What a 简报 shows above and below its text."""

    name: str
    issue: int
    total: int | None
    """The number of the issue counted from the first one on."""
    publisher: str
    report_to: tuple[str, ...] = ()
    send_to: tuple[str, ...] = ()
    distribute_to: tuple[str, ...] = ()
    copies: int | None = None


class PageNumbers(StrEnum):
    """Where page numbers stand (GB/T 9704-2012, 7.5; working papers centre them)."""

    OUTSIDE = "outside"
    CENTRED = "centred"


@dataclass(frozen=True, slots=True)
class PageOptions:
    """What the outline chooses for the pages of the Word briefing."""

    numbers: PageNumbers = PageNumbers.OUTSIDE
    cover: bool = False
    watermark: str | None = None
    header: str | None = None
    contents: bool | None = None
    """None: when there are more than ten pages."""


@dataclass(frozen=True, slots=True)
class Words:
    """The few words that both files need and no outline should have to give, in the outline's language."""

    contents: str
    source: str
    source_list: str
    figure_list: str
    figure: str
    table: str
    continued: str
    derived: str
    numerals: str
    """Section numbers in order, one character each: 一二三四五六七八九十."""
    part: str
    """How a section opener is numbered: 第{}部分."""
    year: str
    month: str
    day: str
    annex: str
    note: str
    """Heads what is said beneath a figure: 注."""
    slide: str
    """How another slide is named: 第{}页."""
    this_slide: str
    """How a slide names what it shows itself: 本页."""
    carried_on: str
    """What the notes of a continuation say, whose text was said on the slide before."""
    see: str
    """How a paragraph points at a figure: （见{}）."""
    fact_columns: tuple[str, ...]
    """Headings of the table of figures: figure, value, scope, as of, source."""
    source_columns: tuple[str, ...]
    """Headings of the list of sources: article, sections used."""
    summary: str
    """Heads the summary: 摘要."""
    issue: str
    """How an issue is numbered: 第{}期."""
    total_issue: str
    """How it is numbered from the first one on: （总第{}期）."""
    publisher: str
    """How a bulletin's publisher is named: {}编."""
    report_to: str
    send_to: str
    distribute_to: str
    copies: str
    """How many copies there are: 共印{}份."""
    recommendation_columns: tuple[str, ...]
    """Headings of the table of recommendations: who, does what, by which means."""
    figures_used: str
    """Heads the list of a slide's figures in its notes."""
    colon: str
    title: str
    """How a title is marked: 《{}》."""
    quotation: str
    """How quoted words are marked: “{}”."""
    brackets: str
    """How an aside is marked: （{}）."""
    full_stop: str
    gap: str
    """Between a caption's number and its title."""
    separator: str
    """Between items of an enumeration: 、."""
    clause: str
    """Between the parts of a line: ；."""


@dataclass(frozen=True, slots=True)
class Document:
    meta: Meta
    circles: tuple[Circle, Circle]
    words: Words
    sources: tuple[Source, ...]
    sections: tuple[Section, ...]
    closing: Topic | None
    appendix: tuple[Topic, ...]
    facts: tuple[Fact, ...]
    """Every fact of the ledger that the document states, in the order of first use."""
    summary: tuple[Text, ...] = ()
    """Paragraphs of the 摘要."""
    bulletin: Bulletin | None = None
    """None but for a 简报."""
    pages: PageOptions = PageOptions()

    @property
    def names(self) -> tuple[str, ...]:
        """Stretches that no title may be divided in: the circles' names, the keywords, and figures with their units."""
        circles = (name for circle in self.circles for name in (circle.name, circle.short))
        return (*circles, *self.meta.keywords, *(fact.text for fact in self.facts))

"""Document → Deck: which slides there are, in which layouts, with which sizes; pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from briefing.deck.contents import entries
from briefing.deck.cover import lines
from briefing.deck.desk import Desk, Draft
from briefing.deck.fit import DoesNotFitError, title
from briefing.deck.grid import PAGE
from briefing.deck.kinds import drafts
from briefing.deck.layouts import LAYOUTS
from briefing.deck.line_ends import settled
from briefing.deck.marks import marked
from briefing.deck.references import by_page, pages
from briefing.deck.slides import Deck, Fill, Paragraph, Slide, Span, TextFill
from briefing.deck.slots import Book, Layout
from briefing.document import (
    Body,
    Chart,
    Document,
    Fact,
    FullFigure,
    Illustrated,
    Marks,
    Picture,
    Points,
    Run,
    Section,
    TableBody,
    Topic,
    plain,
    shown_by,
)
from briefing.errors import Keys, Problem
from briefing.i18n import gettext as _
from briefing.lengths import Size, pt

OPENER_CLAIMS = 3
_TRIES = 5
"""How often a deck is planned until the pages that its texts name stand still; the second time does it nearly always."""


def plan(document: Document, book: Book = LAYOUTS, page: Size = PAGE) -> tuple[Deck, list[Problem]]:
    """Returns the deck and every problem of fit that the outline has to mend before it can be written.

    `page` is the size of the template's slides.
    """
    planner = _Planner(document, book)
    slides = tuple(planner.slides())
    # Naming pages may lengthen a text, and so move a slide that is named.
    for _try in range(_TRIES):
        worded = by_page(document, pages(slides))
        if worded == planner.document:
            break
        planner = _Planner(worded, book, planner.planned)
        slides = tuple(planner.slides())
    if document.marks != Marks():
        slides = tuple(marked(slides, document.marks, book, page))
    return Deck(slides, tuple(planner.decisions)), planner.problems


@dataclass(frozen=True, slots=True)
class _Planned:
    """A topic as it is set on its slides, and what was found and decided in doing so."""

    topic: Topic
    slides: tuple[Slide, ...]
    problems: tuple[Problem, ...]


class _Planner:
    """Plans one deck; collects problems and decisions on the way.

    `before`: what another planner has set of a document that is the same but for some topics.
    """

    def __init__(self, document: Document, book: Book, before: Mapping[Keys, _Planned] | None = None) -> None:
        self.document = document
        self.book = book
        self.words = document.words
        self.problems: list[Problem] = []
        self.decisions: list[str] = []
        self.titles: set[str] = set()
        self.planned: dict[Keys, _Planned] = {}
        self._before = before or {}

    def slides(self) -> Iterator[Slide]:
        document = self.document
        bodies = [list(self._section(section)) for section in document.sections]
        starts, index = [], 2
        for slides in bodies:
            starts.append(index)
            index += len(slides)
        yield self._cover()
        yield self._contents(starts)
        for slides in bodies:
            yield from slides
        if document.closing:
            yield from self._closing(document.closing)
        for topic in document.appendix:
            yield from self._topic(topic, self.words.annex.strip(), self.words.annex.strip())

    def _cover(self) -> Slide:
        meta, layout = self.document.meta, self.book["cover"]
        desk = self._desk(("document",))
        fills: list[Fill] = [self._title(layout, meta.title, ("document", "title"))]
        if meta.subtitle:
            fills.append(desk.text(layout, "subtitle", ((Run(meta.subtitle),),), _("the subtitle"), "subtitle"))
        fills.append(lines(self.document, self.book, self.problems))
        return Slide(layout.name, meta.title, tuple(fills), keys=("document",))

    def _date(self) -> str:
        return self.words.written(self.document.meta.date)

    def _contents(self, starts: list[int]) -> Slide:
        sections = self.document.sections
        layout = self.book[f"contents-{len(sections)}"]
        fills: list[Fill] = [self._title(layout, self.words.contents, ())]
        fills.extend(entries(self.document, layout, starts, self._desk))
        for side, circle in zip(("first", "second"), self.document.circles, strict=True):
            colour = "first" if side == "first" else "second_text"
            slot = f"legend-{side}"
            fills.append(
                self._desk(("circles",)).text(layout, slot, ((Run(circle.name),),), _("the name"), colour=colour)
            )
        return Slide(layout.name, self.words.contents, tuple(fills))

    def _section(self, section: Section) -> Iterator[Slide]:
        if section.has_opener:
            yield self._opener(section)
        mark = self.words.numbered.format(self._numeral(section), section.name)
        for topic in section.topics:
            yield from self._topic(topic, mark, section.name)

    def _opener(self, section: Section) -> Slide:
        layout, desk = self.book["section"], self._desk(section.keys)
        self._claimed(section.name, (*section.keys, "name"))
        style = layout.slot("number").style
        numbered = self.words.part.format(self._numeral(section))
        number = Span(numbered, style.sizes[0], style.colour, strong=True)
        claims = [topic.claim for topic in section.topics[:OPENER_CLAIMS]]
        fills = (
            self._title(layout, section.name, (*section.keys, "name")),
            TextFill("number", (Paragraph((number,), pt(number.size * 1.2), pt(0)),)),
            desk.text(layout, "claims", claims, _("the claims of the section's first slides"), "slides"),
        )
        return Slide(layout.name, section.name, fills, (plain(section.claim),), section.name, keys=section.keys)

    def _closing(self, topic: Topic) -> Iterator[Slide]:
        layout = self.book["closing"]
        self._claimed(plain(topic.claim), (*topic.keys, "claim"))
        for draft in drafts(topic.body, self._desk(topic.keys)):
            line = self._desk(("document",)).text(
                layout,
                "line",
                ((Run(f"{self.document.meta.unit}{self.document.words.gap}{self._date()}"),),),
                _("the unit"),
                "unit",
            )
            head = self._title(layout, plain(topic.claim), (*topic.keys, "claim"))
            yield Slide(
                layout.name, plain(topic.claim), (head, *draft.fills, line), _paragraphs(topic), keys=topic.keys
            )

    def _topic(self, topic: Topic, mark: str, section: str) -> Iterator[Slide]:
        known = self._before.get(topic.keys)
        found = known if known and known.topic is topic else self._plan_topic(topic, mark, section)
        self.planned[topic.keys] = found
        if len(found.slides) > 1:
            decision = _("“{claim}” takes {n} slides")
            self.decisions.append(decision.format(claim=plain(topic.claim), n=len(found.slides)))
        self._claimed(plain(topic.claim), (*topic.keys, "claim"))
        self.problems += found.problems
        yield from found.slides

    def _plan_topic(self, topic: Topic, mark: str, section: str) -> _Planned:
        outer, self.problems = self.problems, []
        slides = []
        for number, draft in enumerate(drafts(topic.body, self._desk(topic.keys))):
            claim = plain(topic.claim) + (self._continued(number) if number else "")
            said = (self.words.carried_on,) if number else _paragraphs(topic)
            slides.append(self._slide(topic, draft, claim, mark, section, said))
        found, self.problems = tuple(self.problems), outer
        return _Planned(topic, tuple(slides), found)

    def _claimed(self, claim: str, keys: Keys) -> None:
        """Notes a title; two slides with one are what copying a slide and forgetting to change it looks like."""
        if claim in self.titles:
            message = _(
                "another slide has the title “{title}” already; titles tell slides apart, for screen readers too"
            )
            self.problems.append(Problem(keys, message.format(title=claim)))
        self.titles.add(claim)

    def _continued(self, number: int) -> str:
        """Returns the mark of a continuation; from the second on it is numbered, for titles have to be unique."""
        return self.words.continued if number == 1 else self.words.continued_again.format(number)

    def _slide(self, topic: Topic, draft: Draft, claim: str, mark: str, section: str, said: tuple[str, ...]) -> Slide:
        layout = self.book[draft.layout]
        fills: list[Fill] = [
            self._title(layout, claim, (*topic.keys, "claim")),
            self._desk(topic.keys).text(layout, "mark", ((Run(mark),),), _("the section's name")),
            *(settled(fill, layout.slot(fill.slot)) if isinstance(fill, TextFill) else fill for fill in draft.fills),
        ]
        source = self._source_line(topic)
        if source:
            what = _("the source line with the note of the figure")
            fills.append(self._desk(topic.keys).text(layout, "source", ((Run(source),),), what, "from"))
        notes = (*said, *self._figures(topic))
        shown = shown_by(topic.body)
        return Slide(layout.name, claim, tuple(fills), notes, section, shown.id if shown else None, topic.keys)

    def _source_line(self, topic: Topic) -> str:
        """Returns the note of what the slide shows, and its sources; empty where there is neither."""
        names = {source.id: source.name for source in self.document.sources}
        used = list(dict.fromkeys(names[citation.source] for citation in topic.citations))
        note, source = _annotation(topic.body)
        head = (
            self.words.figure
            if isinstance(topic.body, FullFigure) and isinstance(topic.body.figure, Picture)
            else self.words.note
        )
        noted = f"{head.strip()}{self.words.colon}{note.rstrip(self.words.full_stop)}" if note else ""
        names_shown = dict.fromkeys([*used, *([source] if source else [])])
        cited = self.words.source + self.words.colon + self.words.clause.join(names_shown)
        sentences = (part for part in (noted, cited if used or source else "") if part)
        return f"{self.words.full_stop}{self.words.space}".join(sentences)

    def _figures(self, topic: Topic) -> Iterator[str]:
        """Yields the slide's figures with their evidence, for the notes."""
        if topic.facts:
            yield self.words.figures_used + self.words.colon
        for fact in topic.facts:
            yield self._evidence(fact)

    def _evidence(self, fact: Fact) -> str:
        words = self.words
        origin = words.derived if fact.derived else words.quotation.format(fact.evidence)
        aside = words.clause.join(filter(None, (fact.scope, fact.as_of, fact.citation.heading, origin, fact.note)))
        return f"{fact.label}{words.colon}{fact.text}{words.brackets.format(aside)}"

    def _title(self, layout: Layout, text: str, keys: Keys) -> TextFill:
        slot = layout.slot("title")
        try:
            return TextFill("title", (title(slot, text, self.document.names),))
        except DoesNotFitError as error:
            self._desk(keys).too_long(_("the title"), error)
            return TextFill("title", ())

    def _numeral(self, section: Section) -> str:
        return self.words.numerals[section.number - 1]

    def _desk(self, keys: Keys) -> Desk:
        return Desk(self.document, self.book, keys, self.problems)


def _annotation(body: Body) -> tuple[str | None, str | None]:
    """Returns the note and the source of their own that a figure or table has."""
    match body:
        case (
            Points(figure=Chart() as chart) | FullFigure(figure=Chart() as chart) | Illustrated(figure=Chart() as chart)
        ):
            return chart.note, chart.source
        case FullFigure(figure=Picture() as picture):
            return picture.title, picture.credit
        case TableBody(table):
            return table.note, None
        case _:
            return None, None


def _paragraphs(topic: Topic) -> tuple[str, ...]:
    return tuple(plain(text) for text in topic.notes)

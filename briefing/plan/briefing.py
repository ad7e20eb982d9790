"""The whole plan: sections and topics of the outline, settled in their order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from briefing.document import (
    BeforeAfter,
    Body,
    Card,
    Cards,
    Case,
    Chain,
    Change,
    Chart,
    Circle,
    Citation,
    Closing,
    Columns,
    Compare,
    Document,
    Fact,
    FactTable,
    FullFigure,
    Illustrated,
    KeyFigure,
    KeyFigures,
    Meta,
    Panel,
    Points,
    Quotation,
    Quotes,
    Recommendation,
    Recommendations,
    Section,
    Source,
    SourceList,
    Step,
    TableBody,
    Timeline,
    Topic,
    TwoCircles,
)
from briefing.errors import Keys, Problem
from briefing.outline.load import Outline
from briefing.outline.schema import (
    BeforeAfterSlide,
    CardsSlide,
    CaseSlide,
    ChainSlide,
    ChangeModel,
    ClosingModel,
    CompareSlide,
    FactTableModel,
    FigureSlide,
    KeyFigureModel,
    KeyFiguresSlide,
    PanelModel,
    PictureSlide,
    PointsSlide,
    QuotesSlide,
    RecommendationsSlide,
    RelationSlide,
    SectionModel,
    SlideModel,
    SourceListModel,
    SourceModel,
    StepModel,
    TableSlide,
    TimelineSlide,
)
from briefing.plan.figures import Figures
from briefing.plan.numbering import number
from briefing.plan.wording import Wording, stated, with_pointer


def plan(outline: Outline) -> tuple[Document, list[Problem]]:
    """Returns the settled briefing, and every problem that only settling it can show."""
    numbering, problems = number(outline.model)
    wording = Wording(outline.facts, outline.words, numbering, problems)
    planner = _Planner(outline, wording, Figures(outline, wording))
    return planner.document(), wording.problems


@dataclass(slots=True)
class _Planner:
    outline: Outline
    wording: Wording
    figures: Figures
    headings: dict[str, str] = field(init=False)
    """SOURCE#SECTION → heading."""

    def __post_init__(self) -> None:
        self.headings = {
            f"{source}#{section}": heading
            for source, model in self.outline.model.sources.items()
            for section, heading in model.sections.items()
        }

    def document(self) -> Document:
        model = self.outline.model
        sections = tuple(self._section(index, section) for index, section in enumerate(model.sections))
        closing = self._closing(model.closing) if model.closing else None
        appendix = tuple(self._appendix(index, item) for index, item in enumerate(model.appendix))
        topics = [topic for section in sections for topic in section.topics]
        used = dict.fromkeys(fact for topic in (*topics, *([closing] if closing else [])) for fact in topic.facts)
        first, second = (Circle(circle.name, circle.short) for circle in model.circles.values())
        return Document(
            meta=self._meta(),
            circles=(first, second),
            words=self.outline.words,
            sources=tuple(self._source(name, source) for name, source in model.sources.items()),
            sections=sections,
            closing=closing,
            appendix=appendix,
            facts=tuple(used),
        )

    def _meta(self) -> Meta:
        model = self.outline.model.document
        return Meta(
            title=model.title,
            subtitle=model.subtitle,
            kind=model.kind,
            unit=model.unit,
            date=model.date,
            language=model.language,
            keywords=tuple(model.keywords),
        )

    def _source(self, name: str, model: SourceModel) -> Source:
        title = self.outline.words.title.format(model.title) if model.title else model.description or ""
        return Source(name, (model.publisher or "") + title, model.publisher, model.date, tuple(model.sections.items()))

    def _citation(self, reference: str) -> Citation:
        source, section = reference.split("#")
        return Citation(source, section, self.headings[reference])

    def _section(self, index: int, model: SectionModel) -> Section:
        keys: Keys = ("sections", index)
        topics = (self._topic((*keys, "slides", place), slide) for place, slide in enumerate(model.slides))
        claim = self.wording.text(model.claim, (*keys, "claim"))
        return Section(keys, index + 1, model.name, claim, tuple(topics), model.opener)

    def _topic(self, keys: Keys, slide: SlideModel) -> Topic:
        citations = tuple(dict.fromkeys(self._citation(reference) for reference in slide.source_sections))
        claim = self.wording.text(slide.claim, (*keys, "claim"))
        body = self._body(keys, slide, citations)
        prose = self.wording.paragraphs(slide.prose, (*keys, "prose"))
        shown = _shown(body)
        if shown:
            prose = with_pointer(prose, shown, self.wording.figure_name(shown), self.outline.words.see)
        notes = self.wording.paragraphs(slide.notes, (*keys, "notes")) if slide.notes else prose
        facts = dict.fromkeys([*stated([claim]), *_facts_of(body), *stated([*prose, *notes])])
        return Topic(keys, claim, body, prose, notes, citations, self._facts(facts))

    def _facts(self, names: Iterable[str]) -> tuple[Fact, ...]:
        return tuple(self.outline.facts[name] for name in names)

    def _body(self, keys: Keys, slide: SlideModel, citations: tuple[Citation, ...]) -> Body:
        text, texts = self.wording.text, self.wording.texts
        match slide:
            case PointsSlide(points=points, figure=figure, columns=columns):
                shown = self.figures.figure(figure, citations) if figure else None
                return Points(texts(points, (*keys, "points")), shown, _columns(columns))
            case FigureSlide(figure=figure, reading=reading):
                return FullFigure(self.figures.figure(figure, citations), text(reading, (*keys, "reading")))
            case CompareSlide(left=left, right=right, columns=columns):
                return Compare(
                    self._panel(left, (*keys, "left")), self._panel(right, (*keys, "right")), _columns(columns)
                )
            case KeyFiguresSlide(figures=figures):
                return KeyFigures(tuple(self._key_figure(figure) for figure in figures))
            case TableSlide(table=table):
                return TableBody(self.figures.table(table, citations))
            case CardsSlide():
                return self._cards(keys, slide)
            case QuotesSlide():
                return self._quotes(keys, slide)
            case RecommendationsSlide():
                return self._recommendations(keys, slide)
            case BeforeAfterSlide(changes=changes):
                return BeforeAfter(tuple(self._change(change) for change in changes))
            case TimelineSlide(events=events):
                return Timeline(self.figures.events(events))
            case ChainSlide(steps=steps):
                return Chain(tuple(self._step(step, (*keys, "steps", index)) for index, step in enumerate(steps)))
            case CaseSlide(points=points):
                side = self.figures.side(slide.circle)
                return Case(slide.name, side, self._facts(slide.facts), texts(points, (*keys, "points")))
            case RelationSlide():
                rings = (texts(getattr(slide, name), (*keys, name)) for name in ("first", "both", "second"))
                return TwoCircles(*rings)
            case PictureSlide(figure=figure, points=points, columns=columns):
                return Illustrated(
                    self.figures.figure(figure, citations), texts(points, (*keys, "points")), _columns(columns)
                )

    def _change(self, model: ChangeModel) -> Change:
        facts = self.outline.facts
        return Change(model.label, facts[model.before], facts[model.after], self.figures.side(model.circle))

    def _step(self, model: StepModel, keys: Keys) -> Step:
        return Step(model.name, self.wording.text(model.text, (*keys, "text")), self.figures.side(model.circle))

    def _panel(self, model: PanelModel, keys: Keys) -> Panel:
        return Panel(
            model.heading, self.figures.side(model.circle), self.wording.texts(model.points, (*keys, "points"))
        )

    def _key_figure(self, model: KeyFigureModel) -> KeyFigure:
        fact = self.outline.facts[model.fact]
        return KeyFigure(fact, model.label or fact.label, self.figures.side(model.circle))

    def _cards(self, keys: Keys, slide: CardsSlide) -> Cards:
        return Cards(
            tuple(
                Card(
                    card.name,
                    self.figures.side(card.circle),
                    self._facts(card.facts),
                    self.wording.text(card.text, (*keys, "cards", index, "text")),
                )
                for index, card in enumerate(slide.cards)
            )
        )

    def _quotes(self, keys: Keys, slide: QuotesSlide) -> Quotes:
        quotes = (
            Quotation(quote.words, quote.speaker, quote.occasion, self._citation(quote.source))
            for quote in slide.quotes
        )
        return Quotes(tuple(quotes), self.wording.texts(slide.points, (*keys, "points")))

    def _recommendations(self, keys: Keys, slide: RecommendationsSlide) -> Recommendations:
        rows = (
            Recommendation(
                row.who,
                self.wording.text(row.what, (*keys, "rows", index, "what")),
                self.wording.text(row.means, (*keys, "rows", index, "means")),
            )
            for index, row in enumerate(slide.rows)
        )
        return Recommendations(tuple(rows))

    def _closing(self, model: ClosingModel) -> Topic:
        keys: Keys = ("closing",)
        claim = self.wording.text(model.claim, (*keys, "claim"))
        lines = self.wording.texts(model.lines, (*keys, "lines"))
        prose = self.wording.paragraphs(model.prose, (*keys, "prose"))
        facts = self._facts(stated([claim, *lines, *prose]))
        return Topic(keys, claim, Closing(lines), prose, prose, (), facts)

    def _appendix(self, index: int, model: SourceListModel | FactTableModel) -> Topic:
        keys: Keys = ("appendix", index)
        claim = self.wording.text(model.claim, (*keys, "claim"))
        match model:
            case SourceListModel():
                return Topic(keys, claim, SourceList(), (), (), (), ())
            case FactTableModel(facts=names):
                facts = self._facts(names)
                citations = tuple(dict.fromkeys(fact.citation for fact in facts))
                return Topic(keys, claim, FactTable(facts), (), (), citations, facts)


def _columns(shares: list[int]) -> Columns:
    left, right = shares
    return left, right


def _shown(body: Body) -> str | None:
    """Returns the id of the figure or table that a body shows."""
    match body:
        case Points(figure=figure) if figure is not None:
            return figure.id
        case FullFigure(figure=figure) | Illustrated(figure=figure):
            return figure.id
        case TableBody(table=table):
            return table.id
        case _:
            return None


def _facts_of(body: Body) -> list[str]:
    """Returns the ids of the facts that a body states, in order."""
    match body:
        case Points(items, figure) | Illustrated(figure, items):
            return [*stated(items), *_of_figure(figure)]
        case FullFigure(figure, reading):
            return [*_of_figure(figure), *stated([reading])]
        case Compare(left, right):
            return stated([*left.items, *right.items])
        case KeyFigures(cells):
            return [cell.fact.id for cell in cells]
        case TableBody(table):
            return stated(cell for row in table.rows for cell in row)
        case Cards(cards):
            return [name for card in cards for name in (*(fact.id for fact in card.facts), *stated([card.text]))]
        case Quotes(_, points):
            return stated(points)
        case Recommendations(rows):
            return stated(text for row in rows for text in (row.what, row.means))
        case BeforeAfter(changes):
            return [fact.id for change in changes for fact in (change.before, change.after)]
        case Chain(steps):
            return stated(step.text for step in steps)
        case Case(_, _, facts, items):
            return [*(fact.id for fact in facts), *stated(items)]
        case TwoCircles(first, both, second):
            return stated([*first, *both, *second])
        case Closing() | SourceList() | FactTable() | Timeline():
            return []


def _of_figure(figure: object) -> Iterator[str]:
    if isinstance(figure, Chart):
        yield from figure.facts

"""What each kind of slide shows: the bodies of topics, settled from the outline."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from briefing.document import (
    BeforeAfter,
    Body,
    Card,
    Cards,
    Case,
    Chain,
    Change,
    Chart,
    Citation,
    Closing,
    Columns,
    Compare,
    Fact,
    FactTable,
    FullFigure,
    Illustrated,
    KeyFigure,
    KeyFigures,
    Panel,
    Points,
    Quotation,
    Quotes,
    Recommendation,
    Recommendations,
    SourceList,
    Step,
    TableBody,
    Timeline,
    TwoCircles,
)
from briefing.errors import Keys
from briefing.outline.load import Outline
from briefing.outline.schema import (
    BeforeAfterSlide,
    CardsSlide,
    CaseSlide,
    ChainSlide,
    ChangeModel,
    CompareSlide,
    FigureSlide,
    KeyFigureModel,
    KeyFiguresSlide,
    PanelModel,
    PictureSlide,
    PointsSlide,
    QuotesSlide,
    RecommendationsSlide,
    RelationSlide,
    SlideModel,
    StepModel,
    TableSlide,
    TimelineSlide,
)
from briefing.plan.figures import Figures
from briefing.plan.wording import Wording, stated


@dataclass(frozen=True, slots=True)
class Bodies:
    """Settles bodies; `cite` gives the citation of a reference SOURCE#SECTION."""

    outline: Outline
    wording: Wording
    figures: Figures
    cite: Callable[[str], Citation]

    def body(self, keys: Keys, slide: SlideModel, citations: tuple[Citation, ...]) -> Body:
        """Returns what a slide of the outline shows; `keys` are its place, `citations` the sections it draws on."""
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
            Quotation(quote.words, quote.speaker, quote.occasion, self.cite(quote.source)) for quote in slide.quotes
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

    def _facts(self, names: Iterable[str]) -> tuple[Fact, ...]:
        return tuple(self.outline.facts[name] for name in names)


def _columns(shares: list[int]) -> Columns:
    left, right = shares
    return left, right


def facts_of(body: Body) -> list[str]:
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

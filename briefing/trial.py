"""Tries every chart in its slots of both files, and paints none: what cannot be drawn is known before writing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from briefing.charts import Artwork, ChartError, Medium
from briefing.charts.engine import draw
from briefing.deck.slides import Deck, FigureFill
from briefing.deck.slots import Book
from briefing.document import Chart, Document, FullFigure, Illustrated, Points
from briefing.errors import Problem
from briefing.lengths import Size
from briefing.theme import Theme
from briefing.word.slots import in_first_slot


def artworks(document: Document, deck: Deck, book: Book, theme: Theme) -> Iterator[Artwork]:
    """Yields what has to be painted for both files, those of the deck first; every chart can be drawn."""
    for chart, size in _slots(deck, book):
        if not chart.native:
            yield draw(chart, size, theme, Medium.SLIDE).artwork
    for chart in charts(document):
        yield in_first_slot(chart, lambda chart, size: draw(chart, size, theme, Medium.PAGE)).artwork


def undrawable(document: Document, deck: Deck, book: Book, theme: Theme) -> list[Problem]:
    """Returns a problem for each chart and file in which it cannot be drawn."""
    slides = (_problem(partial(_on_slide, chart, size, theme), chart) for chart, size in _slots(deck, book))
    pages = (_problem(partial(_on_page, chart, theme), chart) for chart in charts(document))
    return [problem for problem in (*slides, *pages) if problem]


def charts(document: Document) -> list[Chart]:
    """Returns the charts of a document's topics, in order."""
    topics = (topic for section in document.sections for topic in section.topics)
    figures = (topic.body.figure for topic in topics if isinstance(topic.body, (Points, FullFigure, Illustrated)))
    return [figure for figure in figures if isinstance(figure, Chart)]


def _slots(deck: Deck, book: Book) -> Iterator[tuple[Chart, Size]]:
    for slide in deck.slides:
        for fill in slide.fills:
            if isinstance(fill, FigureFill) and isinstance(fill.figure, Chart):
                yield fill.figure, book[slide.layout].slot(fill.slot).frame.size


def _on_slide(chart: Chart, size: Size, theme: Theme) -> None:
    if chart.native:
        from briefing.deck import native  # noqa: PLC0415 - a room of seven modules that few outlines enter

        native.settle(chart, size, theme)
    else:
        draw(chart, size, theme, Medium.SLIDE)


def _on_page(chart: Chart, theme: Theme) -> None:
    in_first_slot(chart, lambda chart, size: draw(chart, size, theme, Medium.PAGE))


def _problem(attempt: Callable[[], None], chart: Chart) -> Problem | None:
    try:
        attempt()
    except ChartError as error:
        return Problem(("charts", chart.id), str(error))
    return None

"""What the preview shows, as markup and plain text: slides, the Word briefing, and the evidence of every figure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from briefing.document import Document, Fact
from briefing.errors import Keys
from briefing.outline.load import Outline
from briefing.pipeline import Settled
from briefing.preview.slides import Painter
from briefing.preview.words import Typesetter
from briefing.word import plan as word_plan


@dataclass(frozen=True, slots=True)
class SlideView:
    number: int
    """From 1."""
    title: str
    section: str | None
    svg: str
    notes: tuple[str, ...]
    """Plain text."""
    keys: Keys
    """The node of the outline that the slide is made from."""
    lines: tuple[int, int] | None
    """The first and the last line of that node, where it stands in the outline's own file."""
    shows: str | None = None
    """The id of the chart, picture or table that it shows."""


@dataclass(frozen=True, slots=True)
class FactView:
    """A figure and what it rests on, as plain text."""

    id: str
    label: str
    text: str
    scope: str
    as_of: str
    source: str
    evidence: str
    """The article's own words; empty for a derived figure."""
    inputs: tuple[str, ...]
    """The figures that a derived one is worked out from."""
    note: str


@dataclass(frozen=True, slots=True)
class Content:
    title: str
    language: str
    slides: tuple[SlideView, ...]
    word: str
    """The Word briefing as markup; its classes are those of `words.style_sheet`."""
    facts: Mapping[str, FactView]
    own_template: bool
    """Whether the deck takes a unit's own template, whose grounds and decoration are not shown."""


def content(settled: Settled) -> Content:
    """Returns what the preview of a settled outline shows."""
    document, outline = settled.document, settled.outline
    painter = Painter(settled.template.book, outline.theme, settled.template.page)
    slides = tuple(
        SlideView(
            number,
            slide.title,
            slide.section,
            painter.slide(slide, number),
            slide.notes,
            slide.keys,
            _lines(outline, slide.keys),
            slide.shows,
        )
        for number, slide in enumerate(settled.deck.slides, 1)
    )
    typesetter = Typesetter(word_plan.plan(document), outline.theme)
    return Content(
        title=document.meta.title,
        language=document.meta.language,
        slides=slides,
        word=typesetter.html(document.words.contents, contents=document.pages.contents),
        facts={fact.id: fact for fact in _facts(outline, document)},
        own_template=outline.template is not None,
    )


def _lines(outline: Outline, keys: Keys) -> tuple[int, int] | None:
    span = outline.places.values.get(keys) if keys else None
    if span is None or span.file.name != str(outline.file):
        return None
    text = span.file.text[span.start : span.end].rstrip()
    first = span.file.place(span.start).line
    return first, first + text.count("\n")


def _facts(outline: Outline, document: Document) -> Iterator[FactView]:
    """Yields every figure that either file states, and those that a derived one is worked out from."""
    names = {source.id: source.name for source in document.sources}
    used = dict.fromkeys(fact.id for fact in document.facts)
    used |= dict.fromkeys(name for fact in document.facts for name in fact.inputs)
    for name in used:
        fact = outline.facts[name]
        source = names.get(fact.citation.source, fact.citation.source)
        yield FactView(
            fact.id,
            fact.label,
            fact.text,
            fact.scope,
            fact.as_of,
            f"{source}{document.words.clause}{fact.citation.heading}",
            fact.evidence,
            tuple(_stated(outline.facts[name]) for name in fact.inputs),
            fact.note or "",
        )


def _stated(fact: Fact) -> str:
    return f"{fact.label} {fact.text}"

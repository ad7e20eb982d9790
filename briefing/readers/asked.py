"""What the files of a settled outline ask of whoever reads them, and the node of the outline that asks for it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Protocol

from briefing import assets
from briefing.deck.book import Template
from briefing.deck.slides import Deck, FigureFill
from briefing.document import Chart, Document
from briefing.errors import Keys
from briefing.i18n import gettext as _
from briefing.outline.load import Outline
from briefing.readers import typefaces
from briefing.readers.table import Feature
from briefing.trial import charts
from briefing.word.blocks import Contents
from briefing.word.contents import with_contents
from briefing.word.own import opened
from briefing.word.plan import Manuscript
from briefing.word.plan import plan as word_plan
from briefing.word.slots import first_height
from briefing.word.style import Face
from briefing.word.used import used

DOCUMENT: Keys = ("document",)


class Settled(Protocol):
    """An outline with everything decided, as the pipeline has it."""

    @property
    def outline(self) -> Outline: ...
    @property
    def document(self) -> Document: ...
    @property
    def template(self) -> Template: ...
    @property
    def deck(self) -> Deck: ...


@dataclass(frozen=True, slots=True)
class Asked:
    """What one file asks for."""

    fonts: tuple[str, ...]
    fonts_at: Keys
    """The node that decides on its typefaces."""
    name: str
    """What messages call it."""
    features: Mapping[Feature, Keys]


def of_deck(settled: Settled) -> Asked:
    """Returns what the deck asks for."""
    outline, asian = settled.outline, _is_asian(settled.document)
    if outline.template is not None:
        fonts, at = typefaces.of_template(settled.template, asian=asian), (*DOCUMENT, "template")
    else:
        fonts, at = typefaces.of_theme(outline.theme.typefaces, asian=asian), (*DOCUMENT, "theme")
    fills = (fill for slide in settled.deck.slides for fill in slide.fills if isinstance(fill, FigureFill))
    drawn = (fill.figure for fill in fills if isinstance(fill.figure, Chart) and not fill.figure.native)
    first = next(drawn, None)
    features: dict[Feature, Keys] = {} if first is None else {Feature.SVG: ("charts", first.id)}
    return Asked(tuple(fonts), at, _("the deck"), features)


def of_word(settled: Settled) -> Asked:
    """Returns what the Word briefing asks for."""
    outline, document = settled.outline, settled.document
    ours = assets.file("templates", "briefing", ".docx")
    data = outline.reference if outline.reference is not None else ours.read_bytes()
    manuscript = _manuscript(document)
    names = {name.casefold() for name in used(manuscript, document.pages, document.marks)}
    fonts = typefaces.of_styles(opened(data), names, asian=_is_asian(document))
    if document.marks.watermark:
        fonts = list(dict.fromkeys([*fonts, Face.HEITI.value]))
    contents = any(isinstance(block, Contents) for block in manuscript.blocks)
    features = dict(_features(document, contents=contents))
    return Asked(tuple(fonts), ("word", "reference"), _("the Word briefing"), features)


def _manuscript(document: Document) -> Manuscript:
    """Returns the manuscript with the contents that it is to have; its charts are taken as low as they can be."""
    manuscript = word_plan(document)
    words, wanted = document.words.contents, document.pages.contents
    finished = with_contents(manuscript.blocks, manuscript.notes, words, first_height, wanted=wanted)
    return replace(manuscript, blocks=finished.blocks)


def _features(document: Document, *, contents: bool) -> Iterator[tuple[Feature, Keys]]:
    for chart in charts(document)[:1]:
        yield Feature.SVG, ("charts", chart.id)
    if document.marks.watermark:
        yield Feature.WATERMARK, ("marks", "watermark")
    if contents:
        yield Feature.CONTENTS, ("word", "contents")


def _is_asian(document: Document) -> bool:
    """Whether text is Chinese; names in an English text are few, and any typeface with Chinese will do for them."""
    return document.meta.language.startswith("zh")

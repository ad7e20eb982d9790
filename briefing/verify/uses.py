"""Where each figure of the ledger is stated: on which slides, and in which passages of the Word briefing."""

from __future__ import annotations

from collections.abc import Iterator

from briefing.deck.slides import Deck, FigureFill, Slide, TableFill, TextFill
from briefing.document import Chart, Document
from briefing.i18n import gettext as _
from briefing.plan.wording import stated


def uses(document: Document, deck: Deck) -> dict[str, list[str]]:
    """Returns the places of each fact's id that is stated anywhere, in reading order: “slide 5”, “Word 2.3”.

    They are in the user's language, as messages are.
    """
    found: dict[str, dict[str, None]] = {}
    for number, slide in enumerate(deck.slides, 1):
        for name in _on_slide(slide):
            found.setdefault(name, {})[_("slide {number}").format(number=number)] = None
    for name in stated(document.summary):
        found.setdefault(name, {})[_("summary")] = None
    for section in document.sections:
        for index, topic in enumerate(section.topics, 1):
            for fact in topic.facts:
                place = _("Word {section}.{topic}").format(section=section.number, topic=index)
                found.setdefault(fact.id, {})[place] = None
    for fact in document.closing.facts if document.closing else ():
        found.setdefault(fact.id, {})[_("closing")] = None
    return {name: list(places) for name, places in found.items()}


def _on_slide(slide: Slide) -> Iterator[str]:
    for fill in slide.fills:
        match fill:
            case TextFill(paragraphs=paragraphs):
                yield from (span.fact for paragraph in paragraphs for span in paragraph.spans if span.fact)
            case TableFill(rows=rows):
                cells = (cell.paragraph for row in rows for cell in row)
                yield from (span.fact for paragraph in cells for span in paragraph.spans if span.fact)
            case FigureFill(figure=Chart(facts=facts)):
                yield from facts

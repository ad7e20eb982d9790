"""The settled briefing itself: sections, their topics, and the document that both files are made from."""

from __future__ import annotations

from dataclasses import dataclass, field

from briefing.document.bodies import Body
from briefing.document.evidence import Citation, Fact, Source
from briefing.document.particulars import Bulletin, Circle, Marks, Meta, PageOptions, Words
from briefing.document.text import Text


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
    pages: PageOptions = field(default_factory=PageOptions)
    marks: Marks = field(default_factory=Marks)

    @property
    def names(self) -> tuple[str, ...]:
        """Stretches that no title may be divided in: the circles' names, the keywords, and figures with their units."""
        circles = (name for circle in self.circles for name in (circle.name, circle.short))
        return (*circles, *self.meta.keywords, *(fact.text for fact in self.facts))

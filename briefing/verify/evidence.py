"""Facts and quotations of an outline, looked up in the articles that they are taken from."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from graphlib import TopologicalSorter

from briefing.article.text import Article, Sections, Span, sections
from briefing.document import Document, Fact, Quotation, Quotes, Text, plain
from briefing.errors import Keys, LocatedProblem, Problem, Severity, listed
from briefing.evidence.agreement import counted, difference
from briefing.evidence.quoting import LEAST_QUOTED, QUOTED
from briefing.i18n import gettext as _
from briefing.i18n import marked as N_
from briefing.outline.language import FIGURES
from briefing.outline.load import Outline
from briefing.text.normal import normalised


class Verdict(StrEnum):
    """Told in the user's language, as Kind is; to programs as it stands here."""

    FOUND = N_("found")
    NOT_FOUND = N_("not found")
    DIFFERS = N_("differs")
    UNCHECKED = N_("not checked")


_ASIDE = re.compile(r"\([^()]*\)")
"""What stands between a speaker's office and name: （以下简称…）."""
_GRAVITY = (Verdict.FOUND, Verdict.UNCHECKED, Verdict.DIFFERS, Verdict.NOT_FOUND)


class Kind(StrEnum):
    FACT = N_("fact")
    QUOTATION = N_("quotation")
    SECTION = N_("section")
    SOURCE = N_("source")


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that the outline states, and what the article says of it."""

    kind: Kind
    name: str
    """A fact's id, a section's SOURCE#SECTION, a quotation's first words."""
    stated: str
    """The figure, the heading, or the quoted words."""
    source: str
    verdict: Verdict
    keys: Keys
    """Where it stands in the outline."""
    article: str | None = None
    """The article's file."""
    line: int | None = None
    """The line of the article."""
    message: str = ""
    """What is wrong, as a sentence; empty if nothing is."""
    near: str = ""
    """The words within the outline's text that it is about."""
    is_consequence: bool = False
    """Whether what is wrong is wrong with other entries, which tell it."""
    label: str = ""
    """What a fact is a figure of."""
    words: str = ""
    """A fact's evidence."""

    @property
    def holds(self) -> bool:
        return self.verdict is Verdict.FOUND

    @property
    def fails(self) -> bool:
        """Whether the article says otherwise; what no article was given for does not fail."""
        return self.verdict not in {Verdict.FOUND, Verdict.UNCHECKED} and not self.is_consequence

    def problem(self) -> Problem:
        """Returns what is wrong, for the outline to locate."""
        return Problem(self.keys, self.message, Severity.ERROR, near=self.near, rule=FIGURES)


def check(outline: Outline, document: Document, articles: Mapping[str, Article]) -> list[Entry]:
    """Returns an entry for each source without article or section not found, each fact and each quotation of an outline.

    `articles` are by the ids of the outline's sources; what rests on another source is not checked.
    """
    looked_up = {name: _Source.of(outline, name, article) for name, article in articles.items()}
    return [
        *(_without_article(name) for name in outline.model.sources if name not in articles),
        *(entry for source in looked_up.values() for entry in source.sections_missing()),
        *_facts(outline.ledger, looked_up),
        *_quotations(document, looked_up),
        *_quoted_in_prose(document, looked_up),
    ]


def failing(outline: Outline, document: Document, articles: Mapping[str, Article]) -> list[LocatedProblem]:
    """Returns what the articles say otherwise, at its place in the outline."""
    return outline.locate(entry.problem() for entry in check(outline, document, articles) if entry.fails)


def _without_article(name: str) -> Entry:
    message = _("no article was given for “{name}”, so that nothing of it was checked; add --article {name}=FILE")
    message = message.format(name=name)
    return Entry(Kind.SOURCE, name, "", name, Verdict.UNCHECKED, ("sources", name), message=message)


@dataclass(frozen=True, slots=True)
class _Source:
    """A source with its article at hand."""

    name: str
    article: Article
    sections: Sections
    count: int
    """How many sections the outline gives it."""

    @classmethod
    def of(cls, outline: Outline, name: str, article: Article) -> _Source:
        models = outline.model.sources[name].sections
        beginnings = {key: model.begins or [model.heading] for key, model in models.items()}
        return cls(name, article, sections(article, beginnings), len(models))

    def sections_missing(self) -> Iterator[Entry]:
        if self.count == 1:
            return  # a single section is the whole article
        for section, words in self.sections.missing:
            keys = ("sources", self.name, "sections", section)
            message = _("“{words}” does not stand in {file}; write under “begins” the words with which the section begins there")  # fmt: skip
            message = message.format(words=words, file=self.article.name)
            name = f"{self.name}#{section}"
            yield Entry(Kind.SECTION, name, words, self.name, Verdict.NOT_FOUND, keys, self.article.name, None, message)

    def in_section(self, spans: Sequence[Span], section: str) -> Span | None:
        """Returns the first of several places that lies in a section; any does where it is not known where that lies."""
        if self.count == 1 or section not in self.sections.located:
            return spans[0]
        return next((span for span in spans if self.sections.at(span.start) == section), None)

    def elsewhere(self, span: Span, section: str) -> str:
        line = self.article.line(span.start)
        found = self.sections.at(span.start)
        message = _("the words stand in “{found}” ({file}:{line}), not in “{section}”")
        return message.format(found=found, file=self.article.name, line=line, section=section)


def _facts(facts: Mapping[str, Fact], sources: Mapping[str, _Source]) -> list[Entry]:
    entries: dict[str, Entry] = {}
    for key in TopologicalSorter({key: fact.inputs for key, fact in facts.items()}).static_order():
        fact = facts[key]
        entries[key] = (
            _derived(key, fact, entries) if fact.derived else _fact(key, fact, sources.get(fact.citation.source))
        )
    return [entries[key] for key in facts]


def _fact(key: str, fact: Fact, source: _Source | None) -> Entry:
    keys = ("facts", key, "evidence")
    name = fact.citation.source

    def entry(verdict: Verdict, span: Span | None = None, message: str = "") -> Entry:
        line = source.article.line(span.start) if source and span else None
        file = source.article.name if source else None
        return Entry(
            Kind.FACT, key, fact.text, name, verdict, keys, file, line, message, label=fact.label, words=fact.evidence
        )

    if source is None:
        return entry(Verdict.UNCHECKED)
    spans = source.article.find(fact.evidence)
    if not spans:
        message = _("“{id}”: “{evidence}” does not stand in {file}")
        message = message.format(id=key, evidence=fact.evidence, file=source.article.name)
        return entry(Verdict.NOT_FOUND, message=message)
    span = source.in_section(spans, fact.citation.section)
    if span is None:
        elsewhere = source.elsewhere(spans[0], fact.citation.section)
        message = _("“{id}”: {problem}").format(id=key, problem=elsewhere)
        return entry(Verdict.DIFFERS, spans[0], message)
    differs = _difference(fact, source.article, span)
    if differs:
        message = _("“{id}”: the article {differs} ({file}:{line})")
        line = source.article.line(span.start)
        return entry(
            Verdict.DIFFERS, span, message.format(id=key, differs=differs, file=source.article.name, line=line)
        )
    return entry(Verdict.FOUND, span)


def _difference(fact: Fact, article: Article, span: Span) -> str | None:
    """Returns how the article's number differs, read in its paragraph: evidence may have been cut off within it."""
    paragraph = article.paragraph(span)
    text = article.text[paragraph.start : paragraph.end]
    start, end = span.start - paragraph.start, span.end - paragraph.start
    return difference(fact, (found for found in counted(text) if found.start < end and start < found.end))


def _derived(key: str, fact: Fact, entries: Mapping[str, Entry]) -> Entry:
    """Returns the entry of a derived fact, which holds if all that it is computed from does."""
    failing = [entries[name] for name in fact.inputs if not entries[name].holds]
    verdict = Verdict.FOUND
    message = ""
    if failing:
        verdict = max((entry.verdict for entry in failing), key=_GRAVITY.index)
        names = listed(f"“{entry.name}”" for entry in failing)
        message = _("“{id}” is computed from {names}: {verdict}")
        message = message.format(id=key, names=names, verdict=_(verdict.value))
    keys = ("facts", key, "formula")
    source = fact.citation.source
    return Entry(
        Kind.FACT,
        key,
        fact.text,
        source,
        verdict,
        keys,
        message=message,
        is_consequence=bool(failing),
        label=fact.label,
    )


def _quotations(document: Document, sources: Mapping[str, _Source]) -> Iterator[Entry]:
    for section in document.sections:
        for topic in section.topics:
            quotes = topic.body.quotes if isinstance(topic.body, Quotes) else ()
            for index, quote in enumerate(quotes):
                yield _quotation((*topic.keys, "quotes", index), quote, sources.get(quote.citation.source))


def _quotation(keys: Keys, quote: Quotation, source: _Source | None) -> Entry:
    name = quote.citation.source

    def entry(verdict: Verdict, key: str, span: Span | None = None, message: str = "") -> Entry:
        line = source.article.line(span.start) if source and span else None
        file = source.article.name if source else None
        return Entry(Kind.QUOTATION, quote.words, quote.speaker, name, verdict, (*keys, key), file, line, message)

    if source is None:
        return entry(Verdict.UNCHECKED, "words")
    spans = source.article.find(quote.words)
    if not spans:
        return entry(Verdict.NOT_FOUND, "words", message=_misquoted(quote.words, source.article))
    span = source.in_section(spans, quote.citation.section)
    if span is None:
        message = source.elsewhere(spans[0], quote.citation.section)
        return entry(Verdict.DIFFERS, "source", spans[0], message)
    if not _is_named_near(source, span, quote.speaker):
        message = _("“{speaker}” is not named near these words ({file}:{line})")
        line = source.article.line(span.start)
        message = message.format(speaker=quote.speaker, file=source.article.name, line=line)
        return entry(Verdict.DIFFERS, "speaker", span, message)
    return entry(Verdict.FOUND, "words", span)


def _is_named_near(source: _Source, span: Span, speaker: str) -> bool:
    """Whether the paragraph of the words names the speaker, or one beside it that belongs to the same section."""
    article, wanted = source.article, normalised(speaker)
    own = article.paragraph(span)
    before = article.paragraph_before(own)
    after = article.paragraph_after(own)
    section = source.sections.at(span.start)
    for near in (own, before, after):
        if near is None or (near is not own and source.sections.at(near.start) != section):
            continue
        text = normalised(article.text[near.start : near.end])
        if wanted in text or wanted in _ASIDE.sub("", text):
            return True
    return False


def _misquoted(words: str, article: Article) -> str:
    """Returns a message that says from where on the article's words are others."""
    known = normalised(words)
    low, high = 0, len(known)
    while low < high:
        middle = (low + high + 1) // 2
        if known[:middle] in article.plain:
            low = middle
        else:
            high = middle - 1
    if low < LEAST_QUOTED // 2:
        return _("these words do not stand in {file}").format(file=article.name)
    at = article.plain.index(known[:low])
    message = _("these words do not stand in {file}; after “{before}” it goes on “{after}” (line {line})")
    return message.format(
        file=article.name,
        before=known[:low][-10:],
        after=article.plain[at + low : at + low + 10],
        line=article.line(article.offsets[at]),
    )


def _quoted_in_prose(document: Document, sources: Mapping[str, _Source]) -> Iterator[Entry]:
    """Yields an entry for longer words in quotation marks in running text, which have to stand in some article."""
    if not sources:
        return
    texts: list[tuple[Keys, Text]] = [(("summary",), text) for text in document.summary]
    topics = [topic for section in document.sections for topic in section.topics]
    for topic in [*topics, *([document.closing] if document.closing else [])]:
        texts += [((*topic.keys, "prose"), text) for text in topic.prose]
    for keys, text in texts:
        for match in QUOTED.finditer(plain(text)):
            if len(match[1]) >= LEAST_QUOTED:
                yield _quoted(keys, match[1], sources)


def _quoted(keys: Keys, words: str, sources: Mapping[str, _Source]) -> Entry:
    for source in sources.values():
        for span in source.article.find(words):
            line = source.article.line(span.start)
            return Entry(Kind.QUOTATION, words, "", source.name, Verdict.FOUND, keys, source.article.name, line)
    message = _("“{words}” stands in none of the articles").format(words=words)
    return Entry(Kind.QUOTATION, words, "", "", Verdict.NOT_FOUND, keys, message=message, near=words)

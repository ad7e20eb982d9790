"""What an outline covers: the amounts of its facts and of its sourced charts, and the words that it allows as they stand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass
from decimal import Decimal
from itertools import accumulate

from briefing.document import Chart, Document, Fact, Run, plain
from briefing.document.figures import Datum
from briefing.evidence import units
from briefing.evidence.mentions import Mention, mentions
from briefing.evidence.typed import wants_a_fact
from briefing.outline.load import Outline
from briefing.outline.schema import OutlineModel, QuotesSlide
from briefing.readback.numerals import masked
from briefing.readback.passages import Span
from briefing.text.measure import has_asian


def at(text: str, span: Span) -> Mention | None:
    """Returns the mention that a stretch of a text belongs to."""
    return next((found for found in mentions(text) if found.start < span[1] and span[0] < found.end), None)


class Cover:
    """Answers, for a number in a file, which facts state it and whether anything covers it."""

    def __init__(self, outline: Outline, document: Document) -> None:
        used = {fact.id: fact for fact in document.facts}
        self.facts: dict[str, Fact] = {**used, **outline.facts}
        self._amounts: dict[tuple[Decimal, Decimal, str], list[tuple[units.Amount, str | None]]] = defaultdict(list)
        self._sizes: dict[tuple[Decimal, Decimal], list[tuple[units.Amount, str | None]]] = defaultdict(list)
        self._values: dict[Decimal, list[str | None]] = defaultdict(list)
        for fact in self.facts.values():
            self._add(units.amount(fact.quantity, fact.unit), fact.id)
            self._add_values({fact.quantity.low, fact.quantity.high}, fact.id)
        for datum in _charted(document):
            self._add(units.amount(datum.quantity, datum.unit), datum.fact)
            self._add_values({datum.quantity.low, datum.quantity.high}, datum.fact)
        self.slide_words = document.words.slide.split("{}")
        """What stands before and after a slide's number where a text refers to it: 第, 页."""
        self._runs = dict(_stated(document))
        self._allowed: dict[str, list[tuple[str, int]]] = defaultdict(list)
        for words in dict.fromkeys(_allowed(outline.model, document, self.facts.values())):
            for numeral in masked(words).numerals:
                self._allowed[numeral.value].append((words, numeral.start))

    def _add(self, amount: units.Amount, fact: str | None) -> None:
        self._amounts[amount.low, amount.high, amount.unit].append((amount, fact))
        self._sizes[amount.low, amount.high].append((amount, fact))

    def _add_values(self, values: Iterable[Decimal], fact: str | None) -> None:
        for value in values:
            self._values[abs(value)].append(fact)

    def covers(self, text: str, mention: Mention) -> bool:
        """Whether a fact's amount agrees with a mention, or it lies within words that the outline allows."""
        return bool(self._agreeing(mention)) or self._is_allowed(text, mention)

    def has_value(self, mention: Mention) -> bool:
        """Whether a fact has the value of a number without its unit, as charts' labels and data sheets give it."""
        quantity = mention.quantity
        return quantity is None or all(abs(value) in self._values for value in (quantity.low, quantity.high))

    def alike(self, mention: Mention) -> Fact | None:
        """Returns a fact of the same number and unit but another bound: 1600多家 for 1600家."""
        amount = mention.amount
        near = self._amounts.get((amount.low, amount.high, amount.unit), ()) if amount else ()
        return next((self.facts[fact] for _, fact in near if fact), None)

    def _agreeing(self, mention: Mention) -> list[str | None]:
        amount = mention.amount
        if amount is None:
            return []
        if not mention.unit and not has_asian(mention.text):
            sized = self._sizes.get((amount.low, amount.high), ())  # in English, what is counted stands in any words
            return [fact for known, fact in sized if amount.bounds_as(known)]
        near = self._amounts.get((amount.low, amount.high, amount.unit), ())
        return [fact for known, fact in near if amount.agrees_with(known)]

    def _is_allowed(self, text: str, mention: Mention) -> bool:
        for numeral in masked(text).numerals:
            if not (numeral.start < mention.end and mention.start < numeral.end):
                continue
            for words, offset in self._allowed.get(numeral.value, ()):
                start = numeral.start - offset
                if 0 <= start <= mention.start and text.startswith(words, start):
                    return True
        return False

    def facts_of(self, text: str) -> tuple[str | None, ...]:
        """Returns, for each numeral of a text that the outline gives, the fact that it states."""
        known = self._runs.get("".join(text.split()), ())
        found = []
        for index, numeral in enumerate(masked(text).numerals):
            fact = known[index] if index < len(known) else None
            found.append(fact or self._fact_at(text, (numeral.start, numeral.end)))
        return tuple(found)

    def _fact_at(self, text: str, span: Span) -> str | None:
        """Returns the likeliest fact: one that agrees, best one whose label the text names."""
        mention = at(text, span)
        if mention is None or not wants_a_fact(mention):
            return None
        agreeing = [fact for fact in self._agreeing(mention) if fact]
        if not agreeing and mention.quantity is not None and not mention.unit:
            agreeing = [fact for fact in self._values.get(abs(mention.quantity.high), ()) if fact]
        named = [fact for fact in agreeing if self.facts[fact].label in text]
        return next(iter([*named, *agreeing]), None)


def _charted(document: Document) -> Iterator[Datum]:
    """Yields the data of charts that are facts, a decrease with its sign, or typed with a statement of their source."""
    for chart in _parts(document):
        if isinstance(chart, Chart):
            data = (part for part in _parts(chart) if isinstance(part, Datum))
            yield from (datum for datum in data if chart.source or datum.fact)


def _stated(document: Document) -> Iterator[tuple[str, tuple[str | None, ...]]]:
    """Yields each text of the document without white space, with the fact that each of its numerals states."""
    for part in _parts(document):
        if not isinstance(part, tuple):
            continue
        runs = tuple(run for run in part if isinstance(run, Run))
        if len(runs) != len(part) or not any(run.fact for run in runs):
            continue
        ends = list(accumulate(len(run.text) for run in runs))
        stretches = [(end - len(run.text), end, run.fact) for run, end in zip(runs, ends, strict=True) if run.fact]
        whole = plain(runs)
        facts = [
            next((fact for start, end, fact in stretches if start < numeral.end and numeral.start < end), None)
            for numeral in masked(whole).numerals
        ]
        yield "".join(whole.split()), tuple(facts)


def _parts(value: object) -> Iterator[object]:
    """Yields a value and every one within it, through frozen dataclasses and tuples; a text is a tuple of runs."""
    yield value
    if isinstance(value, tuple):
        for item in value:
            yield from _parts(item)
    elif is_dataclass(value):
        for part in fields(value):
            yield from _parts(getattr(value, part.name))


def _allowed(model: OutlineModel, document: Document, facts: Iterable[Fact]) -> Iterator[str]:
    """Yields the words whose numbers need no fact: what articles and speakers say, and the briefing's own particulars."""
    yield from (entry.words for entry in model.allow)
    for source in model.sources.values():
        yield from (source.title or "", *(section.heading for section in source.sections.values()))
    yield from (source.name for source in document.sources)
    yield from (fact.evidence for fact in facts)
    for section in model.sections:
        for slide in section.slides:
            if isinstance(slide, QuotesSlide):
                yield from (quote.words for quote in slide.quotes)
    recipient = document.meta.recipient
    yield from (recipient.unit, recipient.salutation, recipient.copy)
    yield from (document.marks.watermark, document.marks.footer)
    if document.bulletin is not None:
        words, bulletin = document.words, document.bulletin
        yield from (words.issue.format(bulletin.issue), words.copies.format(bulletin.copies))
        yield words.total_issue.format(bulletin.total)

"""What a first outline says: articles' statistics and quotations on slides, with everything a person has to decide named."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from briefing.extract import naming
from briefing.extract.drafts import (
    LEAST_FIGURES,
    MOST_FIGURES,
    MOST_PARTS,
    MOST_WIDE,
    NARROW,
    QUOTES_ON_A_SLIDE,
    SLIDES_IN_A_PART,
    UNKNOWN_SCOPE,
    Draft,
    DraftFact,
    DraftPart,
    DraftQuote,
    DraftSlide,
    DraftSource,
)
from briefing.extract.quotations import Quotation, quotations
from briefing.extract.statistics import Statistic, statistics
from briefing.extract.structure import Article, Section, cut_at_clause

MAX_LABEL = 34
"""Characters of a label, so that a number has room behind it."""


@dataclass(slots=True)
class _Ledger:
    """Facts in the order of the articles; the same figure of one article is entered once."""

    facts: list[DraftFact] = field(default_factory=list)
    known: dict[tuple[object, ...], DraftFact] = field(default_factory=dict)

    def enter(self, found: Statistic, source: str, text: str) -> DraftFact:
        article = source.partition("#")[0]
        amount = (found.amount.low, found.amount.high, found.amount.unit, found.amount.per, found.amount.bound, article)
        keys = [
            (amount, found.label),
            (amount, text[found.end : found.end + 2]),
            (amount, text[found.start - 2 : found.start]),
        ]
        fact = next((self.known[key] for key in keys if key in self.known), None)
        if fact is None:
            fact = _fact(f"f{len(self.facts) + 1:03}", found, source, text)
            self.facts.append(fact)
        self.known |= dict.fromkeys(keys, fact)
        return fact


def draft(articles: Sequence[Article], day: date) -> Draft:
    """Returns the outline that articles make; each of their sections stands on a slide or is left out for now."""
    ledger = _Ledger()
    names = naming.source_ids([article.name for article in articles])
    sources, parts, left_out = [], list[DraftPart](), list[str]()
    told = said = 0
    for article, name in zip(articles, names, strict=True):
        slides: list[DraftSlide] = []
        headings: list[tuple[str, str]] = []
        spoken = quotations(article)
        said += len(spoken)
        for number, (section, found) in enumerate(statistics(article), 1):
            key = f"s{number:02}"
            headings.append((key, section.heading))
            told += len(found)
            reference = f"{name}#{key}"
            facts = _distinct(ledger.enter(each, reference, article.text) for each in found)
            own = _spoken_in(section, spoken)
            made = list(_slides(section, reference, facts, own))
            slides += made
            if not made:
                left_out.append(reference)
        sources.append(_source(article, name, tuple(headings)))
        parts += _parts(article, slides, 0 if len(articles) == 1 else len(sources))
    if not parts:
        first = sources[0]
        parts = [
            DraftPart("主要情况", "主要情况待补充", (DraftSlide(naming.claim(first.sections[0][1]), left_out.pop(0)),))
        ]
    circles, are_named = naming.circles("\n".join(article.text for article in articles))
    labelled = _labelled_apart(ledger.facts)
    return Draft(
        naming.document_title(articles), day, circles, are_named, tuple(sources), tuple(labelled.values()),
        tuple(_with_facts(_told_apart(_few(parts)), labelled)), tuple(left_out), told, said,
    )  # fmt: skip


def _labelled_apart(facts: Sequence[DraftFact]) -> dict[str, DraftFact]:
    """Returns the facts by name; those that would contradict each other, for the same words stand before, are numbered."""
    alike: dict[tuple[str, str, str], list[DraftFact]] = {}
    for fact in facts:
        alike.setdefault((fact.label, fact.scope, fact.as_of), []).append(fact)
    numbers = {fact.name: i for group in alike.values() if len(group) > 1 for i, fact in enumerate(group, 1)}
    return {fact.name: _numbered(fact, numbers[fact.name]) if fact.name in numbers else fact for fact in facts}


def _numbered(fact: DraftFact, number: int) -> DraftFact:
    asks = (("label", "指标名称，同一指标有几个数"), *fact.asks)
    return replace(fact, label=f"{fact.label[:MAX_LABEL]}（{naming.numeral(number)}）", asks=asks)


def _with_facts(parts: Iterable[DraftPart], facts: Mapping[str, DraftFact]) -> Iterator[DraftPart]:
    """Yields the parts with the facts as they are labelled at last."""
    for part in parts:
        slides = (replace(slide, facts=tuple(facts[fact.name] for fact in slide.facts)) for slide in part.slides)
        yield replace(part, slides=tuple(slides))


def _distinct(facts: Iterable[DraftFact]) -> list[DraftFact]:
    return list(dict.fromkeys(facts))


def _fact(name: str, found: Statistic, source: str, text: str) -> DraftFact:
    asks = []
    if not found.as_of.is_decided:
        asks.append(("as_of", "时点，原文未写明年份" if found.as_of.text != "报道时" else "时点，原文未载明"))
    if not found.scope:
        asks.append(("scope", "范围（哪个地区、单位），原文近处未写明"))
    elif not _is_subject(found.scope, text, found.start):
        asks.append(("scope", "范围取自近旁的名称，不一定是它"))
    return DraftFact(
        name, found.label, found.value, found.unit, found.as_of.text, found.scope or UNKNOWN_SCOPE, source,
        found.evidence, tuple(asks),
    )  # fmt: skip


_SENTENCE_END = re.compile("[。！？!?；;\n]")
_NO_SUBJECT = "、到达抵往至与和同及比较跨经在对向"
"""What before a name makes it another than the one that a figure is said of: 抵达贵阳, 比成都."""


def _is_subject(scope: str, text: str, at: int) -> bool:
    """Whether a name stands in the sentence of a figure as what it may be said of."""
    ends = [match.end() for match in _SENTENCE_END.finditer(text, max(at - 400, 0), at)]
    sentence = text[ends[-1] if ends else max(at - 400, 0) : at]
    place = sentence.rfind(scope)
    return place == 0 or (place > 0 and sentence[place - 1] not in _NO_SUBJECT)


def _spoken_in(section: Section, spoken: Iterable[Quotation]) -> list[Quotation]:
    numbers = {line.number for line in section.lines}
    return [each for each in spoken if each.line in numbers]


def _slides(
    section: Section, source: str, facts: Sequence[DraftFact], spoken: Sequence[Quotation]
) -> Iterator[DraftSlide]:
    """Yields the slides of a section: key figures six at a time, then quotations two at a time."""
    claim = naming.claim(section.heading)
    quotes = [
        DraftQuote(naming.full_width(each.excerpt), _speaker(each), source, _is_part(each))
        for each in spoken
        if each.excerpt
    ]
    too_long = tuple(each.speaker for each in spoken if not each.excerpt)
    most = MOST_FIGURES if all(fact.width <= NARROW for fact in facts) else MOST_WIDE
    groups = list(_evenly(facts, most)) if len(facts) >= LEAST_FIGURES or not quotes else []
    beside = () if groups else tuple(facts)
    for number, group in enumerate(groups):
        yield DraftSlide(
            naming.numbered(claim, number, len(groups)), source, tuple(group), (), () if quotes else too_long
        )
        too_long = too_long if quotes else ()
    pairs = list(_evenly(quotes, QUOTES_ON_A_SLIDE))
    said = f"{naming.paired(cut_at_clause(claim, naming.MAX_CLAIM - 10))}：有关说法" if groups else claim
    for number, pair in enumerate(pairs):
        yield DraftSlide(naming.numbered(said, number, len(pairs)), source, beside, tuple(pair), too_long)
        beside, too_long = (), ()


def _is_part(quotation: Quotation) -> bool:
    return quotation.excerpt.rstrip("。！？!?.") != quotation.words.strip().rstrip("。！？!?.，,")


def _evenly(items: Sequence[object], most: int) -> Iterator[list]:  # type: ignore[type-arg]
    count = -(-len(items) // most)
    for i in range(count):
        yield list(items[len(items) * i // count : len(items) * (i + 1) // count])


def _speaker(quotation: Quotation) -> str:
    name = quotation.speaker + quotation.title
    whole = naming.paired(naming.official(quotation.role)) + name
    return whole if len(whole) <= 20 else name  # noqa: PLR2004 - one line of a slide


def _parts(article: Article, slides: Sequence[DraftSlide], number: int) -> list[DraftPart]:
    """Returns the parts of the outline that an article makes; `number` counts from 1, 0 for an only article."""
    groups = list(_evenly(slides, SLIDES_IN_A_PART))
    title = naming.paired(cut_at_clause(naming.official(article.title), 24)) if number else ""
    name = title or (f"报道{naming.numeral(number)}主要情况" if number else "主要情况")
    return [
        DraftPart(naming.numbered(name, i, len(groups)), naming.claim(group[0].claim)[: naming.MAX_CLAIM], tuple(group))
        for i, group in enumerate(groups)
    ]


def _told_apart(parts: Sequence[DraftPart]) -> Iterator[DraftPart]:
    """Yields the parts with titles of slides that no other slide or part has: screen readers know slides by them."""
    seen = {part.name for part in parts}
    for part in parts:
        slides = []
        for slide in part.slides:
            claim, number = slide.claim, 1
            while claim in seen:
                number += 1
                claim = f"{slide.claim}（之{naming.numeral(number)}）"
            seen.add(claim)
            slides.append(replace(slide, claim=claim))
        yield replace(part, slides=tuple(slides))


def _few(parts: Sequence[DraftPart]) -> list[DraftPart]:
    """Returns the parts with the last of too many joined into one."""
    if len(parts) <= MOST_PARTS:
        return list(parts)
    rest = parts[MOST_PARTS - 1 :]
    return [
        *parts[: MOST_PARTS - 1],
        DraftPart("其他情况", "其他情况", tuple(s for part in rest for s in part.slides)[:60]),
    ]


_DATELINE = re.compile(r"(?:(?:19|20)\d{2}年)\d{1,2}月\d{1,2}日(?=\s?(?:电|讯|报道|发布|刊发))")
_PAPER = "日报|晚报|早报|时报|商报|都市报|晨报|周刊|周报|新闻网|通讯社|电视台|广播电台"
_PUBLISHER = re.compile(
    rf"(?<![一-龥])(?P<paper>[一-龥]{{2,8}}(?:{_PAPER}))(?=\s?(?:记者|讯|评论员|[／/]|特派))|[／/](?P<behind>[一-龥]{{2,8}}(?:{_PAPER}))"
)
_AGENCY = re.compile(r"^\s*(?P<agency>新华社|中新社|[一-龥]{2,6}社)[一-龥]{2,6}\d{1,2}月\d{1,2}日电", re.MULTILINE)


_NAMED_SOURCE = re.compile(r"^\s*(?:来源|原载|刊于|刊载于)\s*[:：]?\s*(?P<paper>[^\s，,。:：]{2,15})", re.MULTILINE)
_DAY = re.compile(r"(?:19|20)\d{2}年\d{1,2}月\d{1,2}日")
_HEAD = 6
"""Lines at the head of an article, and at its foot, where it says who published it when."""
_SHORT = 40


def _source(article: Article, name: str, sections: tuple[tuple[str, str], ...]) -> DraftSource:
    agency, paper, day = _AGENCY.search(article.text), _PUBLISHER.search(article.text), _DATELINE.search(article.text)
    named = _NAMED_SOURCE.search(article.text)
    publisher = agency["agency"] if agency else named["paper"] if named else ""
    if paper and not publisher:
        publisher = paper["paper"] or paper["behind"]
    file = re.split(r"[/\\]", article.name)[-1]
    return DraftSource(name, file, article.title, publisher, day[0] if day else _day_beside(article.text), sections)


def _day_beside(text: str) -> str:
    """Returns the day that stands in a short line at the head or the foot of an article; empty where there is none."""
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    short = (line for line in (*lines[:_HEAD], *lines[-2:]) if len(line) <= _SHORT and not line.endswith("。"))
    return next((match[0] for match in map(_DAY.search, short) if match), "")

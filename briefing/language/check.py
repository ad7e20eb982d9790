"""Walks the texts of an outline and applies the language rules to each, with its place."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from briefing.errors import Keys, Problem, Severity
from briefing.language import rules, structure
from briefing.language.hits import Hit, Rule
from briefing.language.terms import FirstUses, Name, Terms, covers
from briefing.language.typed import Resolve, paragraphs

Node = object
"""A node of the outline as typed: text, list or mapping."""

_PROSE = {"prose", "notes", "summary"}
_TITLES = {"claim", "title", "subtitle", "name", "short", "heading", "header", "keywords"}
_LINES = {
    *("points", "lines", "reading", "label", "text", "note", "alt", "credit", "description"),
    *("who", "what", "means", "when", "first", "both", "second", "rows", "series", "as_of", "scope", "unit", "units"),
    *("speaker", "occasion", "watermark", "footer", "publisher", "report_to", "send_to", "distribute_to"),
}
_OF_CHARTS = {"source"}
"""Where typed data come from; elsewhere the key holds a reference."""
_PRINTED = _PROSE | _TITLES | _LINES
_ORDER = ("document", "bulletin", "word", "marks", "recipient", "circles", "summary", "sections", "closing", "appendix")
"""What Word prints first comes first; charts, tables and facts follow."""
_ESCAPED = re.compile("[\n\"'\\\\]")
_CONTEXT = 6
"""Characters after a hit that help to find it again where it was typed."""


@dataclass(slots=True)
class Language:
    """What a check needs beside the text."""

    terms: Terms
    circles: tuple[Name, ...] = ()
    allowed: tuple[str, ...] = ()
    """Wordings in which nothing is reported."""
    resolve: Resolve = field(default=lambda name, _: name)


def check(tree: Mapping[str, Node], language: Language) -> list[Problem]:
    """Returns a warning for every hit; a speaker's exact words and an article's own are left alone."""
    uses = FirstUses((*language.circles, *language.terms.names))
    return [_problem(keys, typed, hit) for keys, typed in texts(tree) for hit in _hits(keys, typed, language, uses)]


def texts(tree: Mapping[str, Node]) -> Iterator[tuple[Keys, str]]:
    """Yields every text that is printed and is the author's own, with its keys, in the order Word prints it."""
    rest = [key for key in tree if key not in _ORDER]
    for key in (*_ORDER, *rest):
        if key in tree:
            yield from _leaves(tree[key], (key,))


def _leaves(node: Node, keys: Keys) -> Iterator[tuple[Keys, str]]:
    match node:
        case str() if _is_printed(keys):
            yield keys, node
        case list():
            for index, item in enumerate(node):
                yield from _leaves(item, (*keys, index))
        case dict():
            for key, value in node.items():
                yield from _leaves(value, (*keys, key))


def _is_printed(keys: Keys) -> bool:
    if keys[0] == "sources":
        return keys[-1] == "description"  # titles and headings are the articles' own
    if keys[0] in {"left_out", "allow"} or (keys[0] == "sections" and "when" in keys[:-1]):
        return False  # reasons, and cells of a table, are not printed
    name = _name(keys)
    return name in _PRINTED or (name in _OF_CHARTS and keys[0] == "charts")


def _name(keys: Keys) -> str:
    """Returns the key whose value a text is, or is an item of."""
    return next(str(key) for key in reversed(keys) if isinstance(key, str))


def _hits(keys: Keys, typed: str, language: Language, uses: FirstUses) -> Iterator[Hit]:
    """Yields the hits, placed in the text as it was typed."""
    is_in_word = keys[-1] in {"prose", "summary"}
    ends = _ends(keys)
    for paragraph in paragraphs(typed, language.resolve):
        found = _settled(paragraph.text, rules.hits(paragraph.text), list(ends(paragraph.text)))
        found += language.terms.hits(paragraph.text)
        if is_in_word:
            found += uses.hits(paragraph.text)
        for hit in found:
            span = paragraph.typed_span(hit.start, hit.end)
            if keys[0] == "marks" and hit.rule is Rule.SPACES:
                continue  # 内部资料 注意保存: a mark is set apart by a space, not by punctuation
            if span and not any(covers(paragraph.text, words, hit.start, hit.end) for words in language.allowed):
                yield Hit(*span, hit.rule, hit.found, hit.instead, hit.reason)


def _settled(text: str, marks: list[Hit], ends: list[Hit]) -> list[Hit]:
    """Returns one advice for the last mark: a half-width one is made full-width in prose, and left out in titles."""
    last = [hit for hit in marks if hit.end == len(text) and hit.rule in {Rule.PUNCTUATION, Rule.DASHES}]
    if not last or not ends:
        return marks + ends
    if any(hit.instead for hit in ends):
        return marks
    return [hit for hit in marks if hit not in last] + ends


def _ends(keys: Keys) -> Callable[[str], Iterator[Hit]]:
    name = _name(keys)
    if name in _PROSE:
        return structure.ends_as_prose
    return structure.ends_as_title if name in _TITLES else lambda _: iter(())


def _problem(keys: Keys, typed: str, hit: Hit) -> Problem:
    """Returns the warning; the words it is found by leave out what may be typed otherwise: line ends, escaped marks."""
    following = _ESCAPED.split(typed[hit.start + 1 : hit.end + _CONTEXT], maxsplit=1)[0]
    words = typed[hit.start] + following
    return Problem(
        keys, hit.message, Severity.WARNING, near=words, skip=typed.count(words, 0, hit.start), rule=hit.rule
    )

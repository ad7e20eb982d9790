"""Numbers typed straight into an outline: those that no fact covers, and those that say otherwise than their fact."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any

from briefing.document import Fact
from briefing.errors import Keys, Problem, Severity
from briefing.evidence import numbers, units
from briefing.evidence.agreement import states
from briefing.evidence.mentions import Mention, Sort, mentions
from briefing.i18n import gettext as _
from briefing.language import Printed, Resolve, covers, paragraphs, texts

Node = object
_PARTICULARS = {"as_of", "scope", "when", "unit", "units", "keywords", "occasion", "speaker", "publisher"}
"""Keys of dates, names and units, which state no figure."""
_ELSEWHERE = {"document", "bulletin", "word", "marks", "recipient", "circles", "sources", "facts"}
"""Parts of the outline that state no figure in sentences; the ledger's own values are looked at with their evidence."""


@dataclass(frozen=True)
class Ledger:
    """What covers a typed number."""

    facts: Mapping[str, Fact]
    resolve: Resolve
    """What a reference prints."""
    allowed: tuple[str, ...] = ()
    """Words, each with a reason in the outline, in which a number may stand that no fact covers."""

    def covering(self, mention: Mention, drawn_from: frozenset[str] = frozenset()) -> Fact | None:
        """Returns the fact that a number states, of the article sections that its slide draws from if there are any."""
        amount = mention.amount
        if amount is None:
            return None
        sized = self._by_size.get((amount.low, amount.high), ())
        # A number without unit, as in a table's cell, is looked up as it is printed.
        bare = self._by_text.get(mention.quantity.text if mention.quantity else "", ()) if not mention.unit else ()
        stating = (fact for fact in sized if _is_said_alike(mention, fact) and states(mention, fact))
        candidates = (fact for fact in (*stating, *bare) if not drawn_from or _section(fact) in drawn_from)
        return next(candidates, None)

    def alike(self, mention: Mention) -> Fact | None:
        """Returns a fact that a number may be a slip of: another scale, transposed digits, another bound."""
        amount = mention.amount
        digits = _digits(amount) if amount else ()
        return self._by_digits.get((amount.unit, digits)) if amount and len(digits) > 1 else None

    @cached_property
    def _by_size(self) -> dict[tuple[Decimal, Decimal], list[Fact]]:
        found: dict[tuple[Decimal, Decimal], list[Fact]] = {}
        for fact in self.facts.values():
            amount = units.amount(fact.quantity, fact.unit)
            found.setdefault((amount.low, amount.high), []).append(fact)
        return found

    @cached_property
    def _by_text(self) -> dict[str, list[Fact]]:
        found: dict[str, list[Fact]] = {}
        for fact in self.facts.values():
            found.setdefault(fact.quantity.text, []).append(fact)
        return found

    @cached_property
    def _by_digits(self) -> dict[tuple[str, tuple[int, ...]], Fact]:
        found: dict[tuple[str, tuple[int, ...]], Fact] = {}
        for fact in self.facts.values():
            amount = units.amount(fact.quantity, fact.unit)
            found.setdefault((amount.unit, _digits(amount)), fact)
        return found


def _digits(amount: units.Amount) -> tuple[int, ...]:
    """Returns the digits of a number, sorted: those of 39.1万 and of 3.91亿 and 31.9万 are the same."""
    return tuple(sorted(amount.low.normalize().as_tuple().digits))


def _is_said_alike(mention: Mention, fact: Fact) -> bool:
    """Whether a number is put as the fact's is; 一半 and 五成 that equal some 50 % are seldom the same figure."""
    return mention.is_spelled == (not re.search(r"\d", fact.text)) or mention.unit == fact.unit


def _section(fact: Fact) -> str:
    return f"{fact.citation.source}#{fact.citation.section}"


def check(tree: Mapping[str, Node], ledger: Ledger) -> list[Problem]:
    """Returns a warning for each number typed into texts, charts and tables that wants a fact."""
    found = [
        problem
        for keys, typed in texts(tree)
        if _is_looked_at(keys)
        for problem in _in_text(keys, typed, ledger, _drawn_from(tree, keys))
    ]
    return [*found, *_in_charts(tree.get("charts"), ledger)]


def _drawn_from(tree: Mapping[str, Node], keys: Keys) -> frozenset[str]:
    """Returns the article sections that the slide of a text draws from; none for texts of no slide."""
    if keys[0] != "sections" or "slides" not in keys:
        return frozenset()
    node: Any = tree
    for key in keys[:4]:
        node = node[key]
    named = node.get("from", [])
    return frozenset([named] if isinstance(named, str) else named)


def _is_looked_at(keys: Keys) -> bool:
    name = next(str(key) for key in reversed(keys) if isinstance(key, str))
    return keys[0] not in _ELSEWHERE and name not in _PARTICULARS and not _is_source_of_chart(keys)


def _is_source_of_chart(keys: Keys) -> bool:
    return keys[0] == "charts" and keys[-1] == "source"


def _in_text(keys: Keys, typed: str, ledger: Ledger, drawn_from: frozenset[str]) -> Iterator[Problem]:
    for paragraph in paragraphs(typed, ledger.resolve):
        for mention in mentions(paragraph.text):
            message = _message(paragraph, mention, ledger, drawn_from)
            span = paragraph.typed_span(mention.start, mention.end) if message else None
            if message and span and not _is_allowed(paragraph.text, mention, ledger):
                words = typed[span[0] : span[1]].splitlines()[0]
                skip = typed.count(words, 0, span[0])
                yield Problem(keys, message, Severity.WARNING, near=words, skip=skip)


def _is_allowed(text: str, mention: Mention, ledger: Ledger) -> bool:
    return any(covers(text, words, mention.start, mention.end) for words in ledger.allowed)


def _message(paragraph: Printed, mention: Mention, ledger: Ledger, drawn_from: frozenset[str]) -> str | None:
    """Returns what is wrong with a number, if it is typed, or what is typed beside a reference changes it."""
    referred = paragraph.references(mention.start, mention.end)
    if referred:
        fact = ledger.facts.get(referred[0])
        if fact is None or len(referred) > 1 or _is_unchanged(mention, fact):
            return None
        message = _("“{printed}” is printed here, but “{id}” is {text}; the words beside {{{id}}} change it")
        return message.format(printed=mention.text, id=fact.id, text=fact.text)
    if not wants_a_fact(mention):
        return None
    return _typed_message(mention, ledger, drawn_from)


def _is_unchanged(mention: Mention, fact: Fact) -> bool:
    """Whether a reference with the words beside it says what the fact does; 第40万辆 only where the article says 第."""
    if mention.sort is Sort.FIGURE:
        return states(mention, fact)
    return mention.sort is not Sort.ORDINAL or fact.quantity.is_ordinal or "第" in fact.evidence


def wants_a_fact(mention: Mention) -> bool:
    """Whether a number has to be a fact's; one that only places in time has not: 两年产量, 三年行动."""
    quantity = mention.quantity
    places_in_time = mention.is_spelled and mention.unit in _SPANS and quantity is not None and quantity.high <= _FEW
    return mention.is_statistic and not places_in_time


_SPANS = {"年", "月", "个月", "天", "周"}
_FEW = 3


def _typed_message(mention: Mention, ledger: Ledger, drawn_from: frozenset[str]) -> str:
    fact = ledger.covering(mention, drawn_from)
    if fact:
        message = _("“{typed}” is typed; write {{{id}}}, which brings its source and follows the ledger")
        return message.format(typed=mention.text, id=fact.id)
    elsewhere = ledger.covering(mention) if drawn_from else None
    if elsewhere:
        message = _("“{typed}” is typed, and no fact of the sections that this slide draws from states it; “{id}” is the same number, of {scope}")  # fmt: skip
        return message.format(typed=mention.text, id=elsewhere.id, scope=elsewhere.scope)
    other = ledger.alike(mention)
    if other:
        message = _("“{typed}” is typed, and no fact of the ledger states it; “{id}” is {text}")
        return message.format(typed=mention.text, id=other.id, text=other.text)
    message = _("“{typed}” is typed, and no fact of the ledger states it; add it to the ledger, or list the words under “allow” with a reason")  # fmt: skip
    return message.format(typed=mention.text)


def _in_charts(charts: Node, ledger: Ledger) -> Iterator[Problem]:
    for key, chart in charts.items() if isinstance(charts, dict) else ():
        # Whoever types data says under `source` where they come from; a source is what this check asks for.
        if isinstance(chart, dict) and not chart.get("source"):
            yield from _in_rows(("charts", key), chart, ledger)


def _in_rows(keys: Keys, chart: Mapping[str, Node], ledger: Ledger) -> Iterator[Problem]:
    if chart.get("csv"):
        message = _("the data come from a file, and nothing says where they were published; name it under “source”")
        yield Problem((*keys, "csv"), message, Severity.WARNING, at_key=True)
    cells = list(_cells(chart.get("rows")))
    typed = [
        (where, mention)
        for where, cell in cells
        if (mention := _typed_value(cell, str(chart.get("unit") or ""), ledger))
    ]
    if len(typed) == len(cells) > 1:
        message = _("the data are typed, and no fact of the ledger states them; name facts, or under “source” where they were published")  # fmt: skip
        yield Problem((*keys, "rows"), message, Severity.WARNING, at_key=True)
        return
    for where, mention in typed:
        yield Problem((*keys, *where), _value_message(mention, ledger), Severity.WARNING)


def _cells(rows: Node) -> Iterator[tuple[Keys, Node]]:
    for i, row in enumerate(rows if isinstance(rows, list) else ()):
        if isinstance(row, dict) and row.get("value") is not None:
            yield ("rows", i, "value"), row["value"]
        values = row.get("values") if isinstance(row, dict) else None
        for at, cell in enumerate(values if isinstance(values, list) else ()):
            if cell is not None:
                yield ("rows", i, "values", at), cell


def _typed_value(cell: Node, unit: str, ledger: Ledger) -> Mention | None:
    if not isinstance(cell, str) or cell.removeprefix("-").strip() in ledger.facts:
        return None
    try:
        quantity = numbers.parse(cell)
    except ValueError:
        return None
    return Mention(0, len(cell), Sort.FIGURE, cell + unit, cell, unit, quantity)


def _value_message(mention: Mention, ledger: Ledger) -> str:
    fact = ledger.covering(mention)
    if fact:
        message = _("“{typed}” is typed; write {id}, which brings its source and follows the ledger")
        return message.format(typed=mention.value, id=fact.id)
    other = ledger.alike(mention)
    if other:
        message = _("“{typed}” is typed, and no fact of the ledger states it; “{id}” is {text}; name a fact, or the data's “source”")  # fmt: skip
        return message.format(typed=mention.text, id=other.id, text=other.text)
    message = _("“{typed}” is typed, and no fact of the ledger states it; name a fact, or the data's “source”")
    return message.format(typed=mention.text)

"""Whether words state a figure of the ledger: the same number, in the same unit, with the same bound."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from briefing.document import Bound, Fact
from briefing.evidence import numbers, units
from briefing.evidence.mentions import Mention, Sort, mentions
from briefing.i18n import gettext as _

_YEAR = "年"
_FIRST_YEAR, _LAST_YEAR = 1000, 2999
_LIMIT = re.compile("上限|下限|最|至多|至少|以内|不超过|不低于")
_CELL = re.compile(r"[\d.,+-]+")
_PER_PERSON = ("人均", "户均", "每人", "每户")


def is_year(fact: Fact) -> bool:
    """Whether a fact's value is a year of the calendar, as in 设立于2014年."""
    return fact.unit == _YEAR and _FIRST_YEAR <= fact.quantity.low == fact.quantity.high <= _LAST_YEAR


def counted(text: str) -> Iterator[Mention]:
    """Yields the numbers of a text that can state a figure: what it counts, ranks (第三) and dates."""
    for mention in mentions(text):
        if mention.sort is Sort.ORDINAL:
            yield from _ordinal(mention)
        elif mention.quantity is not None or mention.sort is Sort.DATE:
            yield mention


def _ordinal(mention: Mention) -> Iterator[Mention]:
    """Yields a rank with its number, read as far as it goes: 第40万辆 is the 400,000th 辆."""
    for end in range(len(mention.text), 0, -1):
        try:
            quantity = numbers.parse(mention.text[:end])
        except ValueError:
            continue
        yield replace(mention, value=mention.text[:end], unit=mention.text[end:], quantity=quantity)
        return


def states(found: Mention, fact: Fact) -> bool:
    """Whether a number in a text is a fact's; 第40万辆 states 40万辆, for what is counted so far is that many."""
    if is_year(fact):
        return found.sort is Sort.DATE and fact.quantity.text in found.text
    if found.quantity is None:
        return False
    if not found.unit and is_cell(fact.evidence):
        return found.quantity.text == fact.quantity.text
    ours, theirs = units.amount(fact.quantity, fact.unit), found.amount
    if theirs is None or not ours.is_as_large_as(theirs):
        return False
    if fact.quantity.is_ordinal:
        return found.quantity.is_ordinal and found.quantity.text[0] == fact.quantity.text[0]  # 前十 is not 第十
    if ours.unit != theirs.unit and not _is_translated(ours.unit, theirs.unit):
        return False
    return _bounds_alike(fact, ours, theirs) and _is_per(fact, set(theirs.per) - set(ours.per))


def _bounds_alike(fact: Fact, ours: units.Amount, theirs: units.Amount) -> bool:
    """Whether the words around a number say the same; a limit (至少, 以内) may be said by the fact's label instead."""
    if ours.bound is theirs.bound:
        return True
    limits = {ours.bound, theirs.bound} <= {Bound.EXACT, Bound.AT_LEAST, Bound.AT_MOST}
    return limits and _LIMIT.search(fact.label + (fact.note or "")) is not None


def is_cell(evidence: str) -> bool:
    """Whether evidence is a table's cell, alone or with its row's: its unit stands in the column's header."""
    return "|" in evidence or "\t" in evidence or _CELL.fullmatch(evidence.strip()) is not None


def _is_translated(ours: str, theirs: str) -> bool:
    """Whether a ledger names in English what an article counts in Chinese, 12 projects for 12个, or a text in words."""
    return ours.isascii() and ours not in units.MEASURES and ours != "" and (not theirs or not theirs.isascii())


def _is_per(fact: Fact, per: Iterable[str]) -> bool:
    """Whether the fact's words say what its unit leaves out: 人均年产出 250万元 is 250万元/人/年."""
    words = fact.label + fact.scope
    return all(each in words or (each == "人" and any(word in words for word in _PER_PERSON)) for each in per)


def difference(fact: Fact, found: Iterable[Mention]) -> str | None:
    """Returns in what way numbers differ from a fact's, completing “the article …”; None when one of them states it."""
    candidates = list(found)
    if any(states(each, fact) for each in candidates):
        return None
    if not candidates:
        return _("states no number there")
    said = _(" and ").join(f"“{each.text}”" for each in candidates)
    hint = _hint(fact, candidates)
    return _("has {said}, the ledger “{figure}”{hint}").format(said=said, figure=fact.text, hint=hint)


def _hint(fact: Fact, candidates: Iterable[Mention]) -> str:
    ours = units.amount(fact.quantity, fact.unit)
    for theirs in (each.amount for each in candidates if each.quantity is not None):
        if theirs is None:
            continue
        is_same_size = ours.is_as_large_as(theirs)
        if is_same_size and ours.unit == theirs.unit and ours.bound is not theirs.bound:
            if ours.bound is Bound.EXACT and theirs.approximate:
                return _("; an approximate figure may not be shown as an exact one")
            return _("; the words that say how exact it is differ")
        if is_same_size and ours.unit != theirs.unit:
            return _("; the units differ")
        if ours.low and theirs.low and ours.unit == theirs.unit and (slip := _power_of_ten(ours.low / theirs.low)):
            return slip
    return ""


def _power_of_ten(ratio: object) -> str | None:
    """Returns a hint how many times too large or too small, where that is a power of ten: a slip of 万 and 亿."""
    digits = f"{ratio:f}".rstrip("0").rstrip(".") if "." in f"{ratio:f}" else f"{ratio:f}"
    significant = digits.strip("0.")
    if significant != "1" or digits == "1":
        return None
    if digits.startswith("0."):
        return _("; it is {times:,} times too small").format(times=10 ** (len(digits) - 2))
    return _("; it is {times:,} times too large").format(times=int(digits))

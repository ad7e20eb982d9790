"""Rules for what holds sentences together: pairs of marks, enumerations, beginnings and ends."""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefing.i18n import gettext as _
from briefing.language.hits import Hit, Rule
from briefing.patterns import KeptPattern

_PAIRS = {"“": "”", "‘": "’", "（": "）", "《": "》", "〈": "〉", "【": "】", "〔": "〕", "「": "」", "『": "』"}
_CLOSING = {closing: opening for opening, closing in _PAIRS.items()}
_PAIRED = re.compile("[" + "".join(_PAIRS) + "".join(_CLOSING) + "]")
_ITEM = re.compile(r"(?:^|[；：。，、\s])(?:\d{1,2}|[a-zA-Z]|[一二三四五六七八九十]{1,3})$")
_ETC = re.compile("、(?=等(?![级待效候于同距值额腰比]))")
_ENDS = re.compile("[。！？；：…][”’）》]*$|[”’）]$")
_NO_END = KeptPattern("[。，；、：]$|(?<=[\u4e00-\u9fff”）])[.,;:]$")
_NUMERAL = "[一二三四五六七八九十]"
_ORDINAL = re.compile(rf"(?:^|(?<=[。；：，！？]))第{_NUMERAL}{{1,3}}(、)(?![第\d一二三四五六七八九十])")
_NUMBERED = re.compile(rf"(?:^|(?<=[。；：，！？]))[（(]?(?:\d{{1,2}}|{_NUMERAL}{{1,3}})[）)](、)")
_IS_ITEM = KeptPattern(
    rf"[（(]?(?:\d{{1,2}}|{_NUMERAL}{{1,3}})[）).．、]|[①-⑳]|{_NUMERAL}{{1,2}}[是要]|第{_NUMERAL}|——"
)
_BEGINS = re.compile("^[，。、；：？！]")
_UNFINISHED = re.compile("[，；、]$")


def pairs(text: str) -> Iterator[Hit]:
    """Yields marks without their other half, and “ ” within “ ” (GB/T 15834-2011, 4.8, 4.9 and 4.15): one paragraph at a time."""
    opened: list[re.Match[str]] = []
    for match in _PAIRED.finditer(text):
        if match[0] in _PAIRS:
            yield from _nesting(match, [each[0] for each in opened])
            opened.append(match)
        elif opened and opened[-1][0] == _CLOSING[match[0]]:
            opened.pop()
        elif not _is_something_else(text, match):
            found = _("{mark} closes nothing").format(mark=match[0])
            yield Hit(*match.span(), Rule.PAIRS, found, _CLOSING[match[0]] + "…" + match[0])
    for match in opened:
        found = _("{mark} is not closed").format(mark=match[0])
        yield Hit(*match.span(), Rule.PAIRS, found, match[0] + "…" + _PAIRS[match[0]])


def _nesting(match: re.Match[str], around: list[str]) -> Iterator[Hit]:
    quotes = [mark for mark in around if mark in "“‘"]
    if match[0] == "“" and quotes[-1:] == ["“"]:
        yield Hit(*match.span(), Rule.PAIRS, _("“ within “”"), "‘…’")
    elif match[0] == "‘" and not quotes:
        yield Hit(*match.span(), Rule.PAIRS, _("‘ outside “”"), "“…”")


def _is_something_else(text: str, match: re.Match[str]) -> bool:
    """Whether a closing mark is an apostrophe (L’Oréal) or belongs to an item's number (1）)."""
    before, after = text[: match.start()], text[match.end() : match.end() + 1]
    if match[0] == "’":
        return before[-1:].isascii() and before[-1:].isalnum() and (not after or after.isascii())
    return match[0] == "）" and bool(_ITEM.search(before[-5:]))


def enumeration(text: str) -> Iterator[Hit]:
    """Yields 、 before 等, and after numbers that take ， or nothing (GB/T 15834-2011, 4.5: 、 stands between items; B.1)."""
    for match in _ETC.finditer(text):
        yield Hit(*match.span(), Rule.ENUMERATION, _("“、” before “等”"))
    for match in _ORDINAL.finditer(text):
        yield Hit(*match.span(1), Rule.ENUMERATION, _("“、” after “第一” and the like"), "，")
    for match in _NUMBERED.finditer(text):
        yield Hit(*match.span(1), Rule.ENUMERATION, _("“、” after a number in brackets"))


def begins(text: str) -> Iterator[Hit]:
    """Yields the mark that a paragraph begins with (GB/T 15834-2011, 5.1.1); a lone half of a pair is found elsewhere."""
    if match := _BEGINS.search(text):
        yield Hit(*match.span(), Rule.PUNCTUATION, _("the paragraph begins with “{mark}”").format(mark=match[0]))


def ends_as_prose(text: str) -> Iterator[Hit]:
    """Yields the last character of a paragraph that ends without a mark (GB/T 15834-2011, 4.1), or in mid-sentence.

    An item of a list, in a paragraph of its own, may end with ；.
    """
    if (match := _UNFINISHED.search(text)) and not (match[0] == "；" and _IS_ITEM.match(text)):
        found = _("the paragraph ends with “{mark}”").format(mark=match[0])
        yield Hit(*match.span(), Rule.ENDINGS, found, "。")
    elif text and not _ENDS.search(text):
        last = "" if text[-1] in ".,;:" else text[-1]
        yield Hit(len(text) - 1, len(text), Rule.ENDINGS, _("the paragraph ends without a mark"), last + "。")


def ends_as_title(text: str) -> Iterator[Hit]:
    """Yields the mark that a title or claim ends with ; ？ and ！ may (GB/T 15834-2011, A.1, for captions; practice for titles)."""
    if match := _NO_END.search(text):
        yield Hit(*match.span(), Rule.ENDINGS, _("a title ends with “{mark}”").format(mark=match[0]))

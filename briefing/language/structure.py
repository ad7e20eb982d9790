"""Rules for what holds sentences together: pairs of marks, enumerations, ends, regions among countries."""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefing.language.hits import Hit, Rule

_PAIRS = {"“": "”", "‘": "’", "（": "）", "《": "》", "〈": "〉", "【": "】", "〔": "〕", "「": "」", "『": "』"}
_CLOSING = {closing: opening for opening, closing in _PAIRS.items()}
_PAIRED = re.compile("[" + "".join(_PAIRS) + "".join(_CLOSING) + "]")
_ITEM = re.compile(r"(?:^|[；：。，、\s])(?:\d{1,2}|[a-zA-Z]|[一二三四五六七八九十]{1,3})$")
_ETC = re.compile("、(?=等(?![级待效候于同距值额腰比]))")
_ENDS = re.compile("[。！？；：…][”’）》]*$|[”’）]$")
_NO_END = re.compile("[。，；、：]$")
_REGION = "(?:香港|澳门|台湾)(?:特别行政区|地区|省)?"
_LISTED = "[^，。；：！？（）\\s]{0,40}?"
_AMONG_COUNTRIES = re.compile(
    rf"(?P<a>{_REGION})(?=(?:[、和与及]{_LISTED})?等?[\d一二两三四五六七八九十多余几]*个?国家(?!(?:和|及|与|或|、|（|\()?地区|[级的支]))"
    rf"|国家(?:包括|有：|（如|（包括|，如|，包括){_LISTED}(?P<b>{_REGION})"
)


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
            yield Hit(*match.span(), Rule.PAIRS, f"{match[0]} closes nothing", _CLOSING[match[0]] + "…" + match[0])
    for match in opened:
        yield Hit(*match.span(), Rule.PAIRS, f"{match[0]} is not closed", match[0] + "…" + _PAIRS[match[0]])


def _nesting(match: re.Match[str], around: list[str]) -> Iterator[Hit]:
    quotes = [mark for mark in around if mark in "“‘"]
    if match[0] == "“" and quotes[-1:] == ["“"]:
        yield Hit(*match.span(), Rule.PAIRS, "“ within “”", "‘…’")
    elif match[0] == "‘" and not quotes:
        yield Hit(*match.span(), Rule.PAIRS, "‘ outside “”", "“…”")


def _is_something_else(text: str, match: re.Match[str]) -> bool:
    """Whether a closing mark is an apostrophe (L’Oréal) or belongs to an item's number (1）)."""
    before, after = text[: match.start()], text[match.end() : match.end() + 1]
    if match[0] == "’":
        return before[-1:].isascii() and before[-1:].isalnum() and (not after or after.isascii())
    return match[0] == "）" and bool(_ITEM.search(before[-5:]))


def enumeration(text: str) -> Iterator[Hit]:
    """Yields 、 before 等 (GB/T 15834-2011, 4.5: 、 stands between items, and 等 is none)."""
    for match in _ETC.finditer(text):
        yield Hit(*match.span(), Rule.ENUMERATION, "“、” before “等”")


def ends_as_prose(text: str) -> Iterator[Hit]:
    """Yields the last character of a paragraph that ends without a mark (GB/T 15834-2011, 4.1)."""
    if text and not _ENDS.search(text):
        yield Hit(len(text) - 1, len(text), Rule.ENDINGS, "the paragraph ends without a mark", text[-1] + "。")


def ends_as_title(text: str) -> Iterator[Hit]:
    """Yields the mark that a title or claim ends with ; ？ and ！ may (GB/T 15834-2011, A.1, for captions; practice for titles)."""
    if match := _NO_END.search(text):
        yield Hit(*match.span(), Rule.ENDINGS, f"a title ends with “{match[0]}”")


def regions(text: str) -> Iterator[Hit]:
    """Yields Hong Kong, Macao or Taiwan listed among countries; “国家和地区” is right."""
    for match in _AMONG_COUNTRIES.finditer(text):
        kind = "a" if match["a"] else "b"
        yield Hit(*match.span(kind), Rule.REGIONS, f"“{match[kind]}” listed among countries", "国家和地区")

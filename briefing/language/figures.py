"""Rules for figures in text: ranges with their mark and units, years, dates without zeros."""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefing.language.hits import Hit, Rule

_NUMBER = r"\d+(?:,\d{3})*(?:\.\d+)?"
_SCALE = "%|‰|万亿|[百千]万|[万亿]"
_SPAN = re.compile(
    rf"(?<![A-Za-z0-9_.,\-–—－/:#])(?P<low>{_NUMBER})(?P<first>{_SCALE}|[年月日号])?"
    rf"(?P<mark> *(?:[～~〜∼\-－–−]|--|—{{1,2}}) *)"
    rf"(?P<high>{_NUMBER})(?P<last>{_SCALE}|[年月日号])?(?![A-Za-z0-9\-–—/:])"
)
_LATIN_BEFORE = re.compile(r"[A-Za-z] ?$")
"""A standard's number, such as GB/T 15834-2011."""
_COUNTED = re.compile(r"[^\W\d_a-zA-Z]|[℃°]")
_SCALES = {"%", "‰", "万亿", "百万", "千万", "万", "亿"}
_CALENDAR = {"年", "月", "日", "号"}
_FIRST_YEAR, _LAST_YEAR = 1800, 2199
_TELEPHONE = 7
"""Digits."""
_DATE = re.compile(r"(?<![\d.])(?:\d{4}年(?:\d{1,2}月(?:\d{1,2}[日号])?)|\d{1,2}月(?:\d{1,2}[日号])?|\d{1,2}[日号])")
_ZERO = re.compile(r"(?<!\d)0(?=[1-9])")


def ranges(text: str) -> Iterator[Hit]:
    """Yields ranges without ～, without the first unit where that misleads, and spans of time without —.

    GB/T 15835-2011, 5.1.3: ～ between numbers, 15%～30% and 13万～17万元, not 15～30% and 13～17万元; GB/T
    15834-2011, 4.13: — between years and dates.
    """
    for match in _SPAN.finditer(text):
        instead = _range(match) if _is_range(text, match) else None
        if instead is not None and instead != match[0]:
            yield Hit(*match.span(), Rule.RANGES, f"“{match[0]}” for a range", instead)


def _is_range(text: str, match: re.Match[str]) -> bool:
    low, high = match["low"], match["high"]
    if _LATIN_BEFORE.search(text[max(match.start() - 2, 0) : match.start()]):
        return False
    if (low.startswith("0") and low[1:2].isdigit()) or len(high) >= _TELEPHONE:
        return False
    if _value(low) >= _value(high) and match["first"] in {None, match["last"]}:
        return False
    return bool(match["last"] or _COUNTED.match(text, match.end()))


def _range(match: re.Match[str]) -> str | None:
    """Returns how a range is written, or None where nothing can be said."""
    low, first, high, last = match["low"], match["first"] or "", match["high"], match["last"] or ""
    mark = match["mark"]
    if first in _CALENDAR or last in _CALENDAR:
        if mark in {"—", "～"} and not (last == "年" and mark == "～" and _are_years(low, high)):
            return None
        if last == "年" and not _are_years(low, high):
            return f"{low}{first}～{high}{last}"
        return f"{low}{first}—{high}{last}"
    if first and not last:
        return f"{low}{first}～{high}"
    return f"{low}{first or (last if last in _SCALES else '')}～{high}{last}"


def _are_years(*numbers: str) -> bool:
    return all(number.isdigit() and _FIRST_YEAR <= int(number) <= _LAST_YEAR for number in numbers)


def _value(number: str) -> float:
    return float(number.replace(",", ""))


def dates(text: str) -> Iterator[Hit]:
    """Yields dates with leading zeros (GB/T 9704-2012, 7.3.5.4: months and days are not padded)."""
    for match in _DATE.finditer(text):
        instead = _ZERO.sub("", match[0])
        if instead != match[0]:
            yield Hit(*match.span(), Rule.DATES, f"leading zero in “{match[0]}”", instead)

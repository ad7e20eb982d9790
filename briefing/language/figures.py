"""Rules for figures in text: ranges with their mark and units, dates in full, amounts."""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefing.i18n import gettext as _
from briefing.language.hits import Hit, Rule
from briefing.patterns import KeptPattern

_NUMBER = r"\d+(?:,\d{3})*(?:\.\d+)?"
_SCALE = "%|‰|万亿|[百千]万|[万亿]"
_SPAN = KeptPattern(
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
_DATE = KeptPattern(
    r"(?<![A-Za-z0-9_./:=#\-])(?<!版)(?<!版本)(?P<year>(?:19|20)\d{2})(?P<mark>[./-])(?P<month>0?[1-9]|1[0-2])(?P=mark)"
    r"(?P<day>0?[1-9]|[12]\d|3[01])(?![A-Za-z0-9_/:-]|\.[A-Za-z0-9])"
    r"|(?<!\d)(?P<from>(?:19|20)\d{2})年(?P<to>[至到—])(?P<until>\d{2})年(?![来间期])"
    r"|(?<![A-Za-z0-9_./第国绪和成])(?P<short>\d{2})年(?P<rest>\d{1,2}月(?:\d{1,2}[日号])?)"
    r"|(?<![\d.])(?:\d{4}年(?:\d{1,2}月(?:\d{1,2}[日号])?)|\d{1,2}月(?:\d{1,2}[日号])?|\d{1,2}[日号])"
)
_TURN_OF_CENTURY = 50
"""Two digits below it are a year of this century."""
_DEADLINE = re.compile(
    r"(?<![名报请集稿理标交缴票款])截止到?(?=\d{4}年|\d{1,2}年?[月日]|\d{2}年|[今去本当上]年|[本上]月|[一二三四五六七八九十]{1,2}月)"
)
_PER_CENT = re.compile(r"百分之(\d+(?:\.\d+)?)(?:[至到～—-](\d+(?:\.\d+)?))?(?![\d.%])")
_FEWER_TIMES = re.compile(
    r"(?P<verb>(?:下降|减少|降低|缩短|缩小|下滑|下跌)了?)近?(?P<times>\d+(?:\.\d+)?|[一二两三四五六七八九十几数]+)倍"
)
_ABOUT = re.compile(
    r"(?<![节条合签契预公特制])(?:约|近)(?P<amount>[\d一二两三四五六七八九十百千万亿]"
    r"[\d一二两三四五六七八九十百千万亿.,%]*[^\W\d_a-zA-Z]{0,3}?)(?P<again>左右|上下)"
)
_ZERO = re.compile(r"(?<!\d)0(?=[1-9])")


def ranges(text: str) -> Iterator[Hit]:
    """Yields ranges without ～, without the first unit where that misleads, and spans of time without —.

    GB/T 15835-2011, 5.1.3: ～ between numbers, 15%～30% and 13万～17万元, not 15～30% and 13～17万元; GB/T
    15834-2011, 4.13: — between years and dates.
    """
    for match in _SPAN.finditer(text):
        instead = _range(match) if _is_range(text, match) else None
        if instead is not None and instead != match[0]:
            yield Hit(*match.span(), Rule.RANGES, _("“{text}” for a range").format(text=match[0]), instead)


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
    """Yields dates in figures alone, years of two digits, and leading zeros.

    GB/T 9704-2012, 7.3.5.4: years in full, months and days are not padded; GB/T 15835-2011, 5.1.
    """
    for match in _DATE.finditer(text):
        instead = _date(text, match)
        if instead != match[0]:
            padded = match["mark"] or match["until"] or match["short"]
            found = _("“{text}” for a date") if padded else _("leading zero in “{text}”")
            yield Hit(*match.span(), Rule.DATES, found.format(text=match[0]), instead)


def _date(text: str, match: re.Match[str]) -> str:
    if match["mark"]:
        if _LATIN_BEFORE.search(text[max(match.start() - 2, 0) : match.start()]):
            return match[0]
        return f"{match['year']}年{int(match['month'])}月{int(match['day'])}日"
    if match["until"]:
        year, until = match["from"], match["until"]
        return f"{year}年{match['to']}{year[:2]}{until}年" if until > year[2:] else match[0]
    if match["short"]:
        century = "20" if int(match["short"]) < _TURN_OF_CENTURY else "19"
        return f"{century}{match['short']}年{_ZERO.sub('', match['rest'])}"
    return _ZERO.sub("", match[0])


def deadlines(text: str) -> Iterator[Hit]:
    """Yields 截止 before a date, where 截至 is meant: what is counted up to a day does not end there."""
    for match in _DEADLINE.finditer(text):
        found = _("“{text}” before a date").format(text=match[0])
        yield Hit(*match.span(), Rule.TERMS, found, "截至", "期限未完用“截至”")


def amounts(text: str) -> Iterator[Hit]:
    """Yields 百分之5, decreases told in multiples, and 约 doubled by 左右."""
    for match in _PER_CENT.finditer(text):
        instead = f"{match[1]}%～{match[2]}%" if match[2] else f"{match[1]}%"
        yield Hit(*match.span(), Rule.TERMS, f"“{match[0]}”", instead, "阿拉伯数字与“%”连用")
    for match in _FEWER_TIMES.finditer(text):
        share = "一半" if match["times"] in {"1", "一"} else "××%"
        yield Hit(*match.span(), Rule.TERMS, f"“{match[0]}”", match["verb"] + share, "减少不用倍数")
    for match in _ABOUT.finditer(text):
        found = _("“{again}” after “{before}”").format(again=match["again"], before=match[0][0])
        yield Hit(*match.span("again"), Rule.TERMS, found, reason="约数只用一次")

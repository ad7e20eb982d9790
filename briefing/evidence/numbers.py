"""A figure's text, Chinese or English, read as a number: 39.1, 超180, 5～14, 2/3, 1.5亿, 200余, 七, 15%～30%."""

from __future__ import annotations

import re
from decimal import Decimal, localcontext

from briefing.document import Quantity

_PREFIX = (
    r"超过|超出|超|接近|近|大约|约|逾|不足|不到|最高|最快|最多|最大|最低|最少|最小|最长|最短|至少|至多|将近|达到|达|突破|高达"
    r"|about|over|nearly|more than|up to|at least|under"
)
_SUFFIX = r"余|多|以上|以下|左右|以内|上下"
_DIGITS = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"
_CHINESE = r"[零〇一二两三四五六七八九十百千]+"
_ATOM = rf"[-+]?(?:{_DIGITS}|{_CHINESE})(?:/\d+|分之(?:\d+|{_CHINESE}))?(?:[余多](?=[百千万亿]))?[百千万亿]*%?"
_RANGE = re.compile(rf"(?P<low>{_ATOM})\s*(?:～|~|–|—|－|-|至|到)\s*(?P<high>{_ATOM})")
_WHOLE = re.compile(rf"(?P<prefix>{_PREFIX})?\s*(?P<number>.*?)(?P<suffix>{_SUFFIX})?")
_PARTS = re.compile(
    rf"(?P<sign>[-+]?)(?P<number>{_DIGITS}|{_CHINESE}?)(?:(?P<slash>/|分之)(?P<other>\d+|{_CHINESE}))?"
    r"(?P<more>[余多]?)(?P<scale>[万亿百千]*)(?P<percent>%?)"
)
MINUS = "\u2212"
"""What is printed for a typed hyphen; a line may end after a hyphen, but not after a minus."""
_SCALES = {"百": 2, "千": 3, "万": 4, "亿": 8}
_CHINESE_DIGITS = {character: Decimal(i) for i, character in enumerate("零一二三四五六七八九")} | {
    "〇": Decimal(0),
    "两": Decimal(2),
}
_CHINESE_UNITS = {"十": 10, "百": 100, "千": 1000}
_FULL_WIDTH = str.maketrans("０１２３４５６７８９．％－＋／−", "0123456789.%-+/-")


def parse(text: str) -> Quantity:
    """Returns the quantity that a text states; raises ValueError, with a reason that completes “X …”, for any other."""
    typed = text.strip().translate(_FULL_WIDTH)
    whole = _WHOLE.fullmatch(typed)
    if whole is None or not whole["number"]:
        raise ValueError("is not a number")
    number = whole["number"]
    approximate = bool(whole["prefix"] or whole["suffix"] or re.search("[余多]", number))
    pair = _RANGE.fullmatch(number)
    if pair is None:
        value, _ = _value(number)
        return Quantity(value, value, MINUS + typed[1:] if typed.startswith("-") else typed, approximate)
    low, high = _ends(pair["low"], pair["high"])
    shown = "".join([whole["prefix"] or "", pair["low"], "～", pair["high"], whole["suffix"] or ""])
    return Quantity(low, high, shown, approximate)


def _ends(low_text: str, high_text: str) -> tuple[Decimal, Decimal]:
    low, low_mark = _value(low_text)
    high, high_mark = _value(high_text)
    if high_mark and not low_mark:
        # 15～30% could mean 15 and 0.3; conventions.md repeats the mark.
        raise ValueError(f"leaves out “{high_mark}”; expected {low_text}{high_mark}～{high_text}")
    if low > high:
        raise ValueError("is a range whose first number is greater than its second")
    return low, high


def _value(text: str) -> tuple[Decimal, str]:
    """Returns the exact number and the mark that follows it: %, 万, 亿."""
    parts = _PARTS.fullmatch(text)
    if parts is None:
        raise ValueError("is not a number")
    value = _plain(parts["number"])
    if parts["slash"]:
        value = _fraction(value, _plain(parts["other"]), parts["slash"])
    exponent = sum(_SCALES[character] for character in parts["scale"])
    with localcontext() as context:
        context.prec = 60
        value *= Decimal(10**exponent) * (-1 if parts["sign"] == "-" else 1)
        if exponent and value == value.to_integral_value():
            value = value.quantize(Decimal(1))  # 1.5亿 is 150000000, without a decimal of its own
    return value, parts["scale"] + parts["percent"]


def _fraction(first: Decimal, second: Decimal, mark: str) -> Decimal:
    top, bottom = (first, second) if mark == "/" else (second, first)
    if not bottom:
        raise ValueError("divides by zero")
    return top / bottom


def _plain(text: str) -> Decimal:
    if not text:
        raise ValueError("is not a number")
    if text[0] == "0" and text[1:2].isdigit():
        raise ValueError("begins with a 0 that says nothing; leave it out")
    if text[0] in "0123456789":
        return Decimal(text.replace(",", ""))
    return _chinese(text)


def _chinese(text: str) -> Decimal:
    """Returns the value of a numeral below ten thousand: 七, 十二, 一百零五, 三千."""
    total, digit, seen_unit = Decimal(0), None, 10_000
    for character in text:
        if character in _CHINESE_DIGITS:
            if digit is not None and digit:
                raise ValueError("is not a number")
            digit = _CHINESE_DIGITS[character]
            continue
        unit = _CHINESE_UNITS[character]
        if unit >= seen_unit:
            raise ValueError("is not a number")
        total += (Decimal(1) if digit is None or not digit else digit) * unit
        digit, seen_unit = None, unit
    return total + (digit or Decimal(0))

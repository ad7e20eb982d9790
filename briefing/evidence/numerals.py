"""Numerals in digits and in Chinese, without words around them: 1,000, 39.1, 七, 一百零五, 两千三, 数百, 三点五."""

from __future__ import annotations

import re
from decimal import Decimal, localcontext

from briefing.i18n import gettext as _

MOST_DIGITS = 40
"""Of a number; a ledger's value has no more characters."""
DIGITS = r"(?:\d{1,3}(?:,\d{3})+|\d{1,3}(?: \d{3})+(?![\d ]*\d)|\d+)(?:\.\d+)?"
"""Thousands stand apart by commas or, as GB/T 15835 has it, by spaces."""
NO_UNIT = "(?![瓦米克伏焦卡安])"
"""千 before these is part of a unit: 112亿千瓦时."""
CHINESE = rf"(?:(?:[零〇一二两三四五六七八九十百半]|千{NO_UNIT})+)"
VAGUE = r"(?:[数几](?:[十百千]|(?=[万亿]))|[二三四五六七八九]?十几)"
HALF = "半数(?![字码据])"
DECIMALS = "(?:点[零〇一二三四五六七八九]+(?![十百分]))"
"""Of spelled numbers: 三点五倍; 三点五十分 is a time of day."""
_SCALES = {"百": 2, "千": 3, "万": 4, "亿": 8}
CHINESE_DIGITS = {character: Decimal(i) for i, character in enumerate("零一二三四五六七八九")} | {
    "〇": Decimal(0),
    "两": Decimal(2),
}
_CHINESE_UNITS = {"十": 10, "百": 100, "千": 1000}
_NEIGHBOURS = re.compile("[一两]二|一两|[二两]三|三四|三五|四五|五六|六七|七八|八九")
"""Two digits beside each other name a span: 两三年, 七八十人."""


def rest(text: str, scale: str) -> Decimal:
    """Returns what follows 万 or 亿; one digit alone counts the next lower place: 一万二 is 12,000."""
    value = chinese(text.removeprefix("零").removesuffix("万"))
    if text.endswith("万"):
        return value * Decimal(10**4)
    is_short = text in CHINESE_DIGITS and text not in "零〇"
    return value * Decimal(10 ** (exponent_of(scale) - 1)) if is_short else value


def scaled(value: Decimal, scale: str) -> Decimal:
    """Returns a number times what 百, 千, 万 and 亿 mean; raises ValueError where nobody could read the result."""
    exponent = exponent_of(scale)
    if value and value.adjusted() + exponent >= MOST_DIGITS:
        raise ValueError(_("has more than {most} digits; expected a figure that can be read").format(most=MOST_DIGITS))
    with localcontext() as context:
        context.prec = 60
        result = value * Decimal(10**exponent)
        if exponent and result == result.to_integral_value():
            return result.quantize(Decimal(1))  # 1.5亿 is 150000000, without a decimal of its own
    return result


def exponent_of(scale: str) -> int:
    """Returns the power of ten that 百, 千, 万 and 亿 after a number mean together."""
    return sum(_SCALES[character] for character in scale)


def plain(text: str) -> tuple[Decimal, Decimal]:
    """Returns the least and the greatest value of a number without scale; they differ for 两三 and 数百 alone."""
    if not text:
        raise ValueError(_("is not a number"))
    if text[0] == "0" and text[1:2].isdigit():
        raise ValueError(_("begins with a 0 that says nothing; leave it out"))
    if text[0] in "0123456789":
        value = Decimal(text.replace(",", "").replace(" ", ""))
        return value, value
    if text[0] in "数几":
        unit = _CHINESE_UNITS.get(text[1:2], 1)
        return Decimal(2 * unit), Decimal(9 * unit)
    if text.endswith("十几"):
        tens = chinese(text[:-1])
        return tens + 1, tens + 9
    if "点" in text:
        whole, _point, decimals = text.partition("点")
        digits = "".join(str(CHINESE_DIGITS[each]) for each in decimals)
        value = chinese(whole) + Decimal(f"0.{digits}")
        return value, value
    neighbours = _NEIGHBOURS.search(text)
    if neighbours:
        before, after = text[: neighbours.start()], text[neighbours.end() :]
        low, high = (chinese(before + digit + after) for digit in neighbours[0])
        if low < high:
            return low, high
    if text == "万":
        return Decimal(10_000), Decimal(10_000)
    value = Decimal("0.5") if text in {"半", "一半", "半数"} else chinese(text)
    return value, value


def chinese(text: str) -> Decimal:
    """Returns the value of a numeral below ten thousand: 七, 十二, 一百零五, 三千, 两千三 (2,300)."""
    total, digit, seen_unit = Decimal(0), None, 10_000
    for character in text:
        if character in CHINESE_DIGITS:
            if digit is not None and digit:
                raise ValueError(_("is not a number"))
            digit = CHINESE_DIGITS[character]
            continue
        unit = _CHINESE_UNITS.get(character)
        if unit is None or unit >= seen_unit:
            raise ValueError(_("is not a number"))
        total += (Decimal(1) if digit is None or not digit else digit) * unit
        digit, seen_unit = None, unit
    is_short = digit and seen_unit in {100, 1000} and text[-2:-1] in {"百", "千"}
    return total + (digit or Decimal(0)) * (seen_unit // 10 if is_short else 1)

"""Numbers that are more than a numeral: 2小时08分15秒, 两年零三个月, 3年半, 三块六, 一米七五, 10的负6次方, 1亿2000万."""

from __future__ import annotations

import re
from decimal import Decimal

from briefing.evidence import numerals
from briefing.i18n import gettext as _
from briefing.patterns import KeptPattern

_CHAINS: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = (
    ("秒", (("天", "86400"), ("个小时|小时|个钟头|钟头", "3600"), ("分钟|分", "60"), ("秒钟|秒", "1"))),
    ("个月", (("年", "12"), ("个月", "1"))),
    ("元", (("块钱|块|元", "1"), ("毛钱|角钱|毛|角", "0.1"), ("分钱|分", "0.01"))),
    ("米", (("公里", "1000"), ("米", "1"), ("分米", "0.1"), ("厘米|公分", "0.01"))),
    ("斤", (("斤", "1"), ("两", "0.1"))),
    ("公斤", (("吨", "1000"), ("公斤|千克", "1"))),
    ("亩", (("亩", "1"), ("分", "0.1"))),
    ("尺", (("丈", "10"), ("尺", "1"), ("寸", "0.1"))),
)
"""Units that stand behind one another in one number, largest first, each with its size in the first named."""
_NAMES = "|".join(name for _unit, parts in _CHAINS for name, _size in parts)
_HALVED = "个半?小时|小时|个钟头|钟头|分钟|年|天|周|亩|公斤|斤|吨|公里|里|米|倍|块|岁"
"""Units with which 半 adds a half: 3年半, 两倍半."""
_NO_HALF = "(?![夜导载数价径程路途空成岛封自殖个年天])"
"""What makes 半 behind a unit part of the next word: 两天半价."""
_DIGIT = "[一二三四五六七八九]"
_NUMERAL = r"(?:\d+(?:\.\d+)?|两?[零〇一二三四五六七八九十百千半]+|两)"
"""两 within is the unit: 三斤二两."""


def _behind_one_another() -> str:
    """Returns a pattern for two or more numerals, each with a smaller unit than the one before."""
    ways = []
    for _unit, parts in _CHAINS:
        names = [name for name, _size in parts]
        for i, name in enumerate(names[:-1]):
            ways.append(rf"{_NUMERAL}(?:{name})(?:[零又]?{_NUMERAL}(?:{'|'.join(names[i + 1 :])})){{1,3}}")
    return "|".join(ways)


_FULL = rf"(?:{_behind_one_another()}|\d+(?=秒\d{{2}}(?!\d))秒)(?:(?<=秒)\d{{2}}(?!\d))?"
_HALF = rf"{_NUMERAL}(?:{_HALVED})半{_NO_HALF}"
SHORT = rf"(?:{_NUMERAL}(?:块|米|斤|亩|尺)(?:{_DIGIT}{{1,2}}|(?<=\d.)\d{{1,2}})(?![十百千万亿点.\d%A-Za-z]))"
"""The last unit is left out: 三块六, 一米七五, 1米75."""
WHOLE = rf"(?:{_FULL}|{_HALF})"
_SUPERSCRIPT = str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789")
_EXPONENT = rf"的\s?(?:负|-)?\s?(?:\d{{1,3}}|{numerals.CHINESE})\s?次方|\^\s?-?\d{{1,3}}|⁻?[⁰¹²³⁴⁵⁶⁷⁸⁹]{{1,3}}"
POWER = rf"(?:\d+(?:\.\d+)?\s?[×xX*]\s?)?(?:\d{{1,3}}|十)(?:{_EXPONENT})"
"""10的负6次方, 1.6×10^-19."""
MIXED = r"(?:\d+亿\d{1,4}万|\d+万\d千(?:\d百)?|\d千\d百(?:\d十)?)"
"""Digits with a scale, twice: 1亿2000万, 3万5千."""
MOST_POWER = 60
"""Of ten; a figure with a greater one is not read."""

_PART = re.compile(rf"[零又]?(?P<number>{_NUMERAL})(?P<unit>两|[^\d零又一二两三四五六七八九十百千半.]*)(?P<half>半?)")
_POWER = re.compile(
    r"(?:(?P<factor>\d+(?:\.\d+)?)\s?[×xX*]\s?)?(?P<base>\d+|十)(?:的|\^)\s?(?P<sign>[负-]?)\s?(?P<exponent>[^次\s]+)(?:\s?次方)?"
)
_COMPOUND = KeptPattern(rf"(?:{_FULL}|{_HALF}|{SHORT}|{_NUMERAL}(?:{_NAMES})){_NUMERAL}?")
_IS_POWER = KeptPattern(POWER)
_IS_MIXED = re.compile(MIXED)


def value(text: str) -> Decimal | None:
    """Returns the value of such a number, a compound's in its `unit`; None for any other."""
    if _IS_POWER.fullmatch(text):
        return _power(text)
    if _IS_MIXED.fullmatch(text):
        parts = re.findall(r"(\d+)([十百千万亿]*)", text)
        return sum((numerals.scaled(Decimal(digits), scale) for digits, scale in parts), Decimal(0))
    found = _compound(text)
    return found[0] if found else None


def unit(text: str) -> str:
    """Returns the unit in which `value` gives a compound that a figure's text holds; empty where it holds none."""
    match = _COMPOUND.search(text)
    found = _compound(match[0]) if match else None
    return found[1] if found else ""


def _compound(text: str) -> tuple[Decimal, str] | None:
    """Returns value and unit of a compound; its last unit may be left out, 2小时08分15 being a ledger's value with 秒."""
    parts = list(_PART.finditer(text))
    if not parts or "".join(part[0] for part in parts) != text or not parts[0]["unit"]:
        return None
    if len(parts) == 1:
        return (_plain(parts[0]["number"]) + Decimal("0.5"), parts[0]["unit"]) if parts[0]["half"] else None
    for base, chain in _CHAINS:
        sizes = {name: Decimal(size) for names, size in chain for name in names.split("|")}
        if parts[0]["unit"] in sizes:
            found = _summed(parts, sizes)
            if found is not None:
                return found, base
    return None


def _summed(parts: list[re.Match[str]], sizes: dict[str, Decimal]) -> Decimal | None:
    """Returns the sum; None where a unit is not smaller than the one before, or a number makes up a larger unit."""
    total, above = Decimal(0), Decimal(0)
    ordered = sorted(set(sizes.values()), reverse=True)
    for part in parts:
        name, number = part["unit"], part["number"]
        smaller = [size for size in ordered if not above or size < above]
        if not name and above == 1 and not smaller:  # 9秒98
            return total + _decimal(number)
        if part["half"] or not smaller or (name and sizes.get(name) not in smaller):
            return None
        size = sizes[name] if name else smaller[0]
        is_decimal = not name and above == 10 * size
        amount = _decimal(number) * above if is_decimal else _plain(number) * size
        if above and amount >= above:
            return None  # 一年12个月 says it twice
        total, above = total + amount, size
    return total


def _plain(number: str) -> Decimal:
    return Decimal(number) if number[0].isdigit() else numerals.plain(number)[0]


def _decimal(number: str) -> Decimal:
    """Returns digits behind a unit as its decimals: 六 of 三块六, 七五 and 75 of 一米七五."""
    digits = "".join(str(numerals.CHINESE_DIGITS.get(each, each)) for each in number)
    if not digits.isdigit():
        raise ValueError(_("is not a number"))
    return Decimal(f"0.{digits}")


def _power(text: str) -> Decimal:
    match = _POWER.fullmatch(re.sub("[⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+", lambda found: "^" + found[0].translate(_SUPERSCRIPT), text))
    if match is None:
        raise ValueError(_("is not a number"))
    exponent = int(_plain(match["exponent"])) * (-1 if match["sign"] else 1)
    if abs(exponent) > MOST_POWER:
        raise ValueError(_("has an exponent that no figure has"))
    base = Decimal(10) if match["base"] == "十" else Decimal(match["base"])
    if not base:
        raise ValueError(_("is not a number"))
    return Decimal(match["factor"] or 1) * base**exponent

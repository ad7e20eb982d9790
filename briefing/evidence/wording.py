"""A ledger's figure in the words of another language than its own: 39.1 and 万辆 are 391,000 vehicles.

The grammar is English: a comma between thousands, one and several, ordinals that end in st, nd, rd and th. The words
are the language's own (assets/units). All is worked out in decimal, so that no figure changes on the way.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal, localcontext

from briefing.document import Bound, Fact, Quantity
from briefing.evidence import numbers, numerals
from briefing.text.measure import has_asian

_SCALES = "百千万亿"
_PRECISION = 80
"""Digits; a label has 40 at the most, and 亿亿 brings 16 more."""
_TEENS = range(11, 14)
_ENDINGS = {1: "st", 2: "nd", 3: "rd"}
RANGE = "–"
"""Between the two ends of a range."""
BOUND_SPACE = "\u00a0"
"""A space that no line ends at."""


@dataclass(frozen=True, slots=True)
class NumberWords:
    """A language's words for figures; assets/units says what each is for."""

    bounds: Mapping[Bound, str]
    marks: Mapping[str, str]
    scales: Mapping[int, str]
    several: Mapping[int, str]
    half: str
    ordinal: str
    top: str
    per: str
    units: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Worded:
    """A figure in words."""

    quantity: Quantity
    """The exact number, multiplied by what the unit says (万: ten thousand), with its words."""
    unit: str
    """Of any number of things: vehicles. It names an axis, and two figures with one unit can be compared."""
    counted: str
    """The unit as it follows this number: “ vehicle” after 1, “%” without a space."""


@dataclass(frozen=True, slots=True)
class _Unit:
    exponent: int
    """The power of ten that stands before the unit."""
    one: str
    several: str
    after_ordinal: str


def worded(quantity: Quantity, unit: str, words: NumberWords) -> Worded:
    """Returns a figure in a language's words; as the ledger has it where the words have no such unit.

    A figure that holds nothing Chinese stays as its author typed it, too.
    """
    found = _unit(unit, words)
    if found is None or (found.exponent and numbers.fraction(quantity.text)):
        return Worded(quantity, unit, unit)
    if unit not in words.units and not found.exponent and not has_asian(quantity.text):
        return Worded(quantity, found.several, _spaced(found.several))
    with localcontext() as context:
        context.prec = _PRECISION
        low, high = (_times(value, found.exponent) for value in (quantity.low, quantity.high))
        scaled = replace(quantity, low=low, high=high)
        text = _number(scaled, words, stands_alone=not found.several)
    if scaled.is_ordinal:
        counted = found.after_ordinal
    else:
        is_one = scaled.low == scaled.high and abs(scaled.high) == 1
        counted = found.one if is_one else found.several
    if not counted:
        text = text.removesuffix(" of")
    return Worded(replace(scaled, text=text), found.several, _spaced(counted))


def fact_in(words: NumberWords, fact: Fact) -> Fact:
    """Returns a fact with its figure in a language's words."""
    found = worded(fact.quantity, fact.unit, words)
    return replace(fact, quantity=found.quantity, unit=found.unit, suffix=found.counted)


def named(unit: str, words: NumberWords | None) -> str:
    """Returns what a unit is called on an axis; as it is where a language has no words of its own for figures."""
    found = _unit(unit, words) if words else None
    return unit if found is None else found.several


def knows(unit: str, words: NumberWords) -> bool:
    """Whether the words have a unit, or it needs none because it is no Chinese one."""
    return _unit(unit, words) is not None


def bound_together(number: str, counted: str) -> str:
    """Returns a figure whose digits no line end parts from the words that say how large they are, nor from the unit."""
    return re.sub(r"(?<=\d) (?=\w)", BOUND_SPACE, number) + re.sub("^ ", BOUND_SPACE, counted)


def _spaced(unit: str) -> str:
    return f" {unit}" if unit[:1].isalnum() else unit


def _unit(unit: str, words: NumberWords) -> _Unit | None:
    """Returns what a unit is called; None for a Chinese one that the words have not."""
    for length in range(len(unit) + 1):
        scale, rest = unit[:length], unit[length:]
        if scale.strip(_SCALES):
            break
        if names := words.units.get(rest, None if rest or not scale else ("", "")):
            return _Unit(numerals.exponent_of(scale), names[0], names[1], names[-1] if len(names) > 2 else names[0])  # noqa: PLR2004
    first, slash, rest = unit.partition("/")
    if slash and has_asian(unit):
        counted, shared = _unit(first, words), _unit(rest, words)
        if counted is None or shared is None or shared.exponent:
            return None
        one, several = (words.per.format(name, shared.one) for name in (counted.one, counted.several))
        return _Unit(counted.exponent, one, several, one)
    return None if has_asian(unit) else _Unit(0, unit, unit, unit)


def _times(value: Decimal, exponent: int) -> Decimal:
    """Returns a number multiplied by a power of ten, written without an exponent of its own."""
    scaled = value.scaleb(exponent)
    return scaled.quantize(Decimal(1)) if exponent and scaled == scaled.to_integral_value() else scaled


def _number(quantity: Quantity, words: NumberWords, *, stands_alone: bool) -> str:
    """Returns the number of an exact quantity in words, which no unit follows if it stands alone."""
    if quantity.is_ordinal:
        is_top = quantity.text.startswith("前")
        return words.top.format(f"{quantity.low:f}") if is_top else words.ordinal.format(_ordinal(quantity.low))
    said = _vague(quantity, words)
    if said is not None:
        return said
    typed = quantity.text
    mark = next((said for mark, said in words.marks.items() if mark in typed), words.bounds[quantity.bound])
    if stands_alone and _SHARE.search(typed):
        return mark.format(_per_cent(quantity))
    if parts := numbers.fraction(typed):
        top, bottom = parts
        said = f"{top:f}/{bottom:f}"
    elif stands_alone and "半" in typed and quantity.low == Decimal("0.5"):
        said = words.half
    else:
        said = _span(quantity, words)
    return mark.format(said)


_SHARE = re.compile("成|百分之")


def _per_cent(quantity: Quantity) -> str:
    """Returns tenths and hundredths as they are said in English: 近三成 is nearly 30%, 三至五成 30–50%."""
    low, high = (f"{(value * 100).normalize():f}%" for value in (quantity.low, quantity.high))
    return low if low == high else low + RANGE + high


def _vague(quantity: Quantity, words: NumberWords) -> str | None:
    """Returns the words for 数百 and 十几, which give no number; None for what gives one."""
    if quantity.low == quantity.high or not re.search("[数几]", quantity.text):
        return None
    power = quantity.high.adjusted()
    if quantity.low.scaleb(-power) == 2 and power in words.several:  # noqa: PLR2004 - 数百 is read as 200 to 900
        return words.several[power]
    ten = Decimal(1).scaleb(power)
    return words.marks["多"].format(_joined(*_said(ten, words)))


def _span(quantity: Quantity, words: NumberWords) -> str:
    """Returns the digits of a number, or of both ends of a range; a name that both would have is said once."""
    percent = "%" if "%" in quantity.text else ""
    sign = "+" if quantity.text.startswith("+") else ""
    low, high = (_said(value, words) for value in (quantity.low, quantity.high))
    if quantity.low == quantity.high:
        return _joined(sign + low[0] + percent, low[1])
    first = low[0] + percent if low[1] == high[1] else _joined(low[0] + percent, low[1])
    return first + RANGE + _joined(high[0] + percent, high[1])


def _joined(digits: str, scale: str) -> str:
    return f"{digits} {scale}".rstrip()


def _said(value: Decimal, words: NumberWords) -> tuple[str, str]:
    """Returns a number's digits and the name of its scale: 1.214 and million; no name where it would save no digit."""
    size = abs(value)
    plain, scale = f"{size:f}", ""
    for exponent, name in sorted(words.scales.items(), reverse=True):
        if size >= Decimal(1).scaleb(exponent):
            short = size.scaleb(-exponent).normalize()
            if _digits(f"{short:f}") < _digits(plain):
                size, scale = short, name
            break
    sign = numbers.MINUS if value < 0 else ""
    return f"{sign}{size:,f}", scale


def _digits(text: str) -> int:
    return sum(char.isdigit() for char in text)


def _ordinal(value: Decimal) -> str:
    whole = int(value)
    ending = "th" if whole % 100 in _TEENS else _ENDINGS.get(whole % 10, "th")
    return f"{whole:,}{ending}"

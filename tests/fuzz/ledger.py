"""Ledgers for generated outlines: every form of a figure, and formulas over those that are exact."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

from words import Author, Tree

CHINESE_UNITS = ("万辆", "亿元", "%", "个百分点", "家", "天", "小时", "km/h", "GWh", "元/吨", "人次", "倍", "㎡", "")
ENGLISH_UNITS = ("vehicles", "万辆", "亿元", "%", "天", "companies", "小时", "家")
_APPROXIMATE = ("超180", "约250", "近30", "200余", "逾1.5万", "不足5", "上千", "7.1万", "1.5亿", "3000多", "数百")
_RANGES = ("5～14", "3～5", "0～1", "1.5～2.25", "12～24")
_OTHERS = ("2/3", "三分之二", "七", "十二", "第3", "第40", "1:3", "翻番", "三成五", "最快30", "一百二十")
_EXACT = ("0", "39.1", "39.10", "100", "1", "0.05", "1,234", "99999", "123456.7", "1000000")
_SHORT_IN_ENGLISH = ("%", "天", "")
_FEW = 6
"""Characters of value and unit together."""
_TIMES = ("2024年", "2023年底", "2024年上半年", "2024年1—9月", "2025年以来", "2024年报道时")
_ENGLISH_TIMES = ("2024", "end of 2023", "first half of 2024", "June 2025")


@dataclass(slots=True)
class Ledger:
    """The facts of an outline, and which of them charts and formulas can take."""

    entries: dict[str, Tree] = field(default_factory=dict)
    exact: dict[str, tuple[Decimal, str]] = field(default_factory=dict)
    """Value and unit of those that are single numbers."""
    ranges: dict[str, str] = field(default_factory=dict)
    """Units of those that are ranges."""
    short: list[str] = field(default_factory=list)
    """Those that are printed with few characters, and fit where a figure is set large."""

    @property
    def ids(self) -> tuple[str, ...]:
        return tuple(self.entries)

    def note(self, name: str, entry: Tree, *, is_english: bool) -> None:
        """Adds a fact, and notes whether it is printed with few characters."""
        self.entries[name] = entry
        value, unit = entry.get("value", ""), entry.get("unit", "")
        is_long = is_english and (unit not in _SHORT_IN_ENGLISH or not value.isascii())
        if value and len(value + unit) <= _FEW and not is_long:
            self.short.append(name)

    def of_unit(self, unit: str, least: Decimal | None = None, most: Decimal | None = None) -> list[str]:
        """Returns the exact facts in a unit, within limits."""
        return [
            name
            for name, (value, counted) in self.exact.items()
            if counted == unit and (least is None or value >= least) and (most is None or value <= most)
        ]


def ledger(author: Author, sections: list[str]) -> Ledger:
    """Returns a ledger of three to twelve facts that cite these sections of sources."""
    made = Ledger()
    first = _entry(author, "%", sections) | {"value": "12.5", "evidence": "12.5%"}
    made.note(author.new_id("fact"), first, is_english=author.is_english)
    units = CHINESE_UNITS if not author.is_english else ENGLISH_UNITS
    for _number in range(author.whole(3, 10)):
        _add_plain(author, made, author.one_of(units), sections)
    for _number in range(author.whole(0, 2)):
        _add_derived(author, made, sections)
    return made


def number(author: Author, least: int = 0, most: int = 6) -> Decimal:
    """Returns a number of so many digits before the point at the most, with two behind it at the most."""
    digits = author.whole(least, most)
    places = author.one_of((0, 0, 1, 2))
    return Decimal(author.whole(0, 10 ** (digits + places))).scaleb(-places)


def _add_plain(author: Author, made: Ledger, unit: str, sections: list[str]) -> None:
    name = author.new_id("fact")
    form = author.one_of(("exact", "drawn", "drawn", "minus", "approximate", "range", "other"))
    value = ""
    match form:
        case "exact" | "drawn" | "minus":
            value = author.one_of(_EXACT) if form == "exact" else str(number(author))
            value = f"-{value}" if form == "minus" and value.strip("0.,") else value
            made.exact[name] = Decimal(value.replace(",", "")), unit
        case "approximate":
            is_scaled = unit[:1] in {"万", "亿"}  # one of the two says how large
            value = author.one_of([text for text in _APPROXIMATE if not (is_scaled and text[-1:] in "万亿")])
        case "range":
            value = author.one_of(_RANGES)
            made.ranges[name] = unit
        case _:
            value, unit = author.one_of(_OTHERS), unit if unit != "%" else ""
    evidence = f"{author.line(8)}{value}{unit}"
    entry = _entry(author, unit, sections) | {"value": value, "evidence": evidence}
    made.note(name, entry, is_english=author.is_english)


def _add_derived(author: Author, made: Ledger, sections: list[str]) -> None:
    names = list(made.exact)
    divisors = [name for name, (value, _unit) in made.exact.items() if value]
    if not names or not divisors:
        return
    first, second, divisor = author.one_of(names), author.one_of(names), author.one_of(divisors)
    if not all(name.replace("-", "").isidentifier() and "-" not in name for name in (first, second, divisor)):
        return  # a formula reads “-” as a minus
    formula = author.one_of(
        (
            f"{first} + {second}",
            f"{first} - {second}",
            f"({first} + {second}) / {divisor} * 100",
            f"-{first} × 2",
            f"{first} ÷ {divisor}",
            f"（{first}+{second}）/2",
        )
    )
    if len(formula) > 40:
        formula = f"{first}*1"
    if len(formula) <= 40:
        name = author.new_id("sum")
        entry = _entry(author, author.one_of(("%", "倍")), sections)
        made.entries[name] = entry | {"formula": formula, "decimals": author.whole(0, 2)}


def _entry(author: Author, unit: str, sections: list[str]) -> Tree:
    entry: Tree = {
        "label": author.line(10, 2),
        "as_of": author.one_of(_ENGLISH_TIMES if author.is_english else _TIMES),
        "scope": author.line(6, 2),
        "source": author.one_of(sections),
    }
    if unit:
        entry["unit"] = unit
    if author.flag(5):
        entry["note"] = author.line(20)
    return entry

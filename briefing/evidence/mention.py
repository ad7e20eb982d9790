"""One number that a text states: what it is, where it stands, its value and its unit."""

from __future__ import annotations

import re
from dataclasses import dataclass

from briefing.document import Bound, Quantity
from briefing.evidence import units
from briefing.evidence.not_figures import Sort


@dataclass(frozen=True, slots=True)
class Mention:
    """One number; `start` and `end` count characters of the text, with the words that bound it and its unit."""

    start: int
    end: int
    sort: Sort
    text: str
    value: str = ""
    """As a ledger has it, without unit: 39.1, 超180, 3000多."""
    unit: str = ""
    """With its scale: 万辆, 亿元, 万元/人/年."""
    quantity: Quantity | None = None
    """Of figures and ordinals that count something (第40万辆)."""

    @property
    def is_spelled(self) -> bool:
        """Whether the number is written in Chinese numerals."""
        return not re.search(r"\d", self.text)

    @property
    def amount(self) -> units.Amount | None:
        return units.amount(self.quantity, self.unit) if self.quantity else None

    @property
    def is_statistic(self) -> bool:
        """Whether it is a figure that wants a source: any in digits, and spelled ones that do more than list or name.

        四个方面, 两家 and 一个 are no statistics; 十条, 七年, 三分之二, 八成 and 上千家 are.
        """
        if self.sort is not Sort.FIGURE or self.quantity is None:
            return False
        if not self.is_spelled:
            return True
        base = units.first_word(self.unit).split("/")[0].lstrip("万亿")
        if self.quantity.low == 1 and self.quantity.bound is Bound.EXACT and base:
            return base in _COUNTED_SINGLY
        return self.quantity.low >= _MANY or not base or base in units.MEASURES


_MANY = 10
_COUNTED_SINGLY = frozenset({"倍", "成", "番", "公里", "元", "吨", "刻钟"})
"""Units with which even 一 measures; 一年 and 一个 are mostly turns of speech."""

"""What figures rest on: articles, their sections, and the facts of the ledger."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Citation:
    """One section of one article."""

    source: str
    section: str
    heading: str


@dataclass(frozen=True, slots=True)
class Source:
    """An article, as far as it states its own particulars."""

    id: str
    name: str
    """As it is cited in a line: publisher and title, or a description where the article states neither."""
    publisher: str | None
    date: str | None
    used: tuple[str, ...]
    """The headings of the sections that the document draws from, in the article's order."""


class Bound(StrEnum):
    """How a number bounds what it counts."""

    EXACT = "exact"
    ABOUT = "about"
    """约, 左右, 上下, 数百."""
    OVER = "over"
    """超, 逾, 突破, 余, 多, 上千."""
    UNDER = "under"
    """近, 不足."""
    AT_LEAST = "at least"
    """至少, 以上, 最低, 最快."""
    AT_MOST = "at most"
    """至多, 以内, 最高."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number as the article gives it; low and high differ for a range."""

    low: Decimal
    high: Decimal
    text: str
    """In words, without the unit: 39.1, 超180, 5～14, 2/3, 第3."""
    bound: Bound = Bound.EXACT
    is_ordinal: bool = False

    @property
    def approximate(self) -> bool:
        return self.bound is not Bound.EXACT


@dataclass(frozen=True, slots=True)
class Fact:
    """One figure of the ledger with everything that makes it usable by an official."""

    id: str
    label: str
    quantity: Quantity
    unit: str
    as_of: str
    scope: str
    citation: Citation
    evidence: str
    inputs: tuple[str, ...] = ()
    """The ids of the facts that a derived fact is computed from; empty for the others."""
    note: str | None = None
    suffix: str | None = None
    """The unit as it follows this number, where it differs from the unit: “ vehicle” after 1."""

    @property
    def counted(self) -> str:
        """What follows the number."""
        return self.unit if self.suffix is None else self.suffix

    @property
    def derived(self) -> bool:
        return bool(self.inputs)

    @property
    def text(self) -> str:
        """The figure with its unit: 39.1万辆."""
        return self.quantity.text + self.counted

"""What figures rest on: articles, their sections, and the facts of the ledger."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal


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


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number as the article gives it; low and high differ for a range."""

    low: Decimal
    high: Decimal
    text: str
    """In words, without the unit: 39.1, 超180, 5～14, 2/3."""
    approximate: bool = False


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
    derived: bool = False
    note: str | None = None

    @property
    def text(self) -> str:
        """The figure with its unit: 39.1万辆."""
        return self.quantity.text + self.unit

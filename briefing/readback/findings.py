"""What reading the files back has found, as data."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from briefing.errors import Severity


class Sort(StrEnum):
    """What is wrong."""

    CHANGED = "changed"
    """A number differs from the outline's, in words that are the outline's."""
    UNCOVERED = "uncovered"
    """A number that no fact of the ledger covers."""
    DISAGREEMENT = "disagreement"
    """The deck and the Word briefing state one fact differently."""
    PICTURE = "picture"
    """A chart's picture is not the one that the outline gives; what it shows cannot be read."""
    GONE = "gone"
    """A figure that the outline states there is not stated there any more."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found in a built file."""

    file: str
    """As errors name it: its path."""
    where: str
    """In words: slide 5, title; page text, paragraph “…”."""
    sort: Sort
    stated: str
    """What stands in the file; empty for what has gone."""
    ledger: str
    """What the ledger or the outline has in its place; empty where it has nothing."""
    fact: str | None
    """The id of the fact that stands, or should stand, there."""
    severity: Severity = Severity.ERROR

    @property
    def message(self) -> str:
        """What is wrong, without the place."""
        fact = f" (fact {self.fact})" if self.fact else ""
        match self.sort:
            case Sort.CHANGED:
                return f"{self.stated} stands where the outline gives {self.ledger}{fact}"
            case Sort.UNCOVERED:
                near = f"; the ledger has {self.ledger}{fact}" if self.ledger else ""
                return f"no fact of the ledger covers {self.stated}{near}"
            case Sort.DISAGREEMENT:
                return f"deck and Word disagree: {self.stated}; the outline gives {self.ledger}{fact}"
            case Sort.PICTURE:
                return f"the picture is not the one that the outline gives{self.ledger}; look at its numbers"
            case Sort.GONE:
                return f"{self.ledger}{fact}, which the outline states there, has gone"

    def __str__(self) -> str:
        return f"{self.file}: {self.where}: {self.severity}: {self.message}"

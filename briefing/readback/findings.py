"""What reading the files back has found, as data."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from briefing.errors import Severity
from briefing.i18n import gettext as _


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
    """In words: slide 5, title; body text, paragraph “…”."""
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
        return self._template().format(
            stated=self.stated, ledger=self.ledger, fact=_(" (fact {fact})").format(fact=self.fact) if self.fact else ""
        )

    def _template(self) -> str:
        match self.sort:
            case Sort.CHANGED:
                return _("{stated} stands where the outline gives {ledger}{fact}")
            case Sort.UNCOVERED if self.ledger:
                return _("no fact of the ledger covers {stated}; the ledger has {ledger}{fact}")
            case Sort.UNCOVERED:
                return _("no fact of the ledger covers {stated}")
            case Sort.DISAGREEMENT:
                return _("deck and Word disagree: {stated}; the outline gives {ledger}{fact}")
            case Sort.PICTURE:
                return _("the picture is not the one that the outline gives; look at its numbers")
            case Sort.GONE:
                return _("{ledger}{fact}, which the outline states there, has gone")

    def __str__(self) -> str:
        return f"{self.file}: {self.where}: {self.severity}: {self.message}"

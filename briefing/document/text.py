"""Text of the settled briefing, and which circle it belongs to."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Side(StrEnum):
    """Which of the two circles something belongs to; gives it its colour everywhere."""

    FIRST = "first"
    SECOND = "second"
    BOTH = "both"
    CONTEXT = "context"


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text of one kind."""

    text: str
    strong: bool = False
    fact: str | None = None
    """The id of the fact whose figure this run states."""
    refers_to: str | None = None
    """The id of the chart, picture or table whose number (图3) this run states."""


Text = tuple[Run, ...]


def plain(text: Text) -> str:
    """Returns the text without its marks."""
    return "".join(run.text for run in text)

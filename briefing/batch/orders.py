"""What a batch is asked for and what becomes of it, pack by pack; small enough to be sent from process to process."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from briefing.errors import LocatedProblem
from briefing.outline.rows import Row
from briefing.pipeline import Output


@dataclass(frozen=True, slots=True)
class Order:
    """A pack to be built."""

    folder: str
    """Its name in the folder of the batch."""
    outline: Path
    row: Row | None = None
    only: Output | None = None
    strict: bool = False
    language: str = "en"
    """That of messages."""
    notes: bool = True
    """Whether the deck has its speaker notes."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """A pack in memory, or why there is none."""

    folder: str
    files: Mapping[str, bytes] = field(default_factory=dict)
    """By their names; none where the pack failed."""
    problems: tuple[LocatedProblem, ...] = ()
    """Warnings, and errors where the pack failed."""
    message: str = ""
    """What is wrong that has no place in a file."""

"""A file that somebody worked on since it was built, and what is to become of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path


class OnEdit(StrEnum):
    """What becomes of a file that was edited since it was built."""

    STOP = "stop"
    KEEP = "keep"
    """It gets a name with the day's date, beside the new one."""
    FORCE = "force"
    """It is replaced."""


@dataclass(frozen=True, slots=True)
class Edited:
    """A file that is not as it was built, or that nothing says was built here."""

    file: Path
    current: bytes
    said: bytes | None
    """The package as it was built, without its pictures; None where nothing is known of it."""
    kept: Path
    """The name that it would be kept under."""

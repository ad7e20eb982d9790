"""One outline in; a PowerPoint deck and a Word briefing for officials out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from briefing.workshop import Built

__version__ = "0.1.0"
__all__ = ["__version__", "build"]


def build(outline: Path | str, out: Path | str) -> Built:
    """Builds deck and briefing from an outline's file into a folder, and returns what was put in place.

    Raises `briefing.errors.BriefingError`; then nothing was written.
    """
    from briefing.workshop import build as build_files  # noqa: PLC0415 - `briefing --version` needs none of it

    return build_files(outline, out)

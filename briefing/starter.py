"""The outline that `briefing new` writes without an article: an example of everything, to be overwritten."""

from __future__ import annotations

from pathlib import Path

from briefing import assets
from briefing.errors import LocatedProblem, OutlineError, Place
from briefing.i18n import gettext as _
from briefing.place import put_in_place


def write(outline: Path, language: str, *, overwrite: bool = False) -> None:
    """Writes the example of a language (`zh-CN`, `en`), text and comments.

    Raises OutlineError for an outline that exists and may not be replaced, SurroundingsError when it cannot be written.
    """
    problem = None if overwrite else occupied(outline)
    if problem:
        raise OutlineError([problem])
    put_in_place({outline: assets.file("starter", language).read_bytes()})


def occupied(outline: Path) -> LocatedProblem | None:
    """Returns what is wrong with writing an outline there: a file that exists."""
    if not outline.exists() or outline.is_dir():
        return None
    message = _("this file exists and is not overwritten; choose another with -o, or write --force to replace it")
    return LocatedProblem(Place(str(outline), 1, 1), message)

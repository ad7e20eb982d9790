"""A new outline put in its place, with what editors need beside it; whatever it was made from."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from briefing.editor import schema
from briefing.errors import LocatedProblem, Place
from briefing.i18n import gettext as _
from briefing.placing.delivery import put_in_place


def put(outline: Path, text: str) -> Path:
    """Writes an outline with the schema for editors beside it, and returns the schema's path.

    Raises SurroundingsError when they cannot be written; then neither is.
    """
    beside = _beside(outline)
    put_in_place({outline: text.encode("utf-8"), beside: schema.text().encode("utf-8")})
    return beside


def in_the_way(outline: Path, *, overwrite: bool) -> Iterator[LocatedProblem]:
    """Yields what keeps an outline from being written there: files of the user's that may not be replaced."""
    if outline.name == schema.NAME:
        message = _("the file for editors beside the outline has this name; choose another one with -o")
        yield LocatedProblem(Place(str(outline), 1, 1), message, of_file=True)
    if overwrite:
        return
    if outline.exists() and not outline.is_dir():
        message = _("this file exists and is not overwritten; choose another with -o, or write --force to replace it")
        yield LocatedProblem(Place(str(outline), 1, 1), message, of_file=True)
    beside = _beside(outline)
    if beside.exists() and not beside.is_dir() and not schema.is_one(beside):
        message = _(
            "a file of yours stands where the one for editors goes; move it away, or write --force to replace it"
        )
        yield LocatedProblem(Place(str(beside), 1, 1), message, of_file=True)


def _beside(outline: Path) -> Path:
    return outline.parent / schema.NAME

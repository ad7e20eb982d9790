"""The outline that `briefing new` writes without an article: an example of everything, to be overwritten."""

from __future__ import annotations

from pathlib import Path

from briefing import assets, new_outline
from briefing.editor import schema
from briefing.errors import OutlineError


def write(outline: Path, language: str, *, overwrite: bool = False) -> Path:
    """Writes the example of a language (`zh-CN`, `en`), text and comments; returns the path of the schema beside it.

    Raises OutlineError for an outline that exists and may not be replaced, SurroundingsError when it cannot be written.
    """
    problems = list(new_outline.in_the_way(outline, overwrite=overwrite))
    if problems:
        raise OutlineError(problems)
    text = assets.file("starter", language).read_text(encoding="utf-8")
    return new_outline.put(outline, f"{schema.FIRST_LINE}\n{text}")

"""The theme, the words and the list of terms that an outline chooses, read from the assets."""

from __future__ import annotations

from functools import cache

from pydantic import TypeAdapter, ValidationError

from briefing import assets
from briefing.document import Words
from briefing.errors import OutlineError, SurroundingsError
from briefing.language import Terms
from briefing.outline import terms as lists
from briefing.outline import themes, tree
from briefing.outline.reading import read_text
from briefing.theme import Theme


@cache
def theme(name: str) -> Theme:
    """Returns a theme of assets/themes; raises SurroundingsError when there is none or it is incomplete."""
    try:
        return themes.read(assets.file("themes", name)).theme
    except OutlineError as error:
        raise SurroundingsError(str(error.problems[0])) from None


@cache
def words(language: str) -> Words:
    """Returns the words of assets/words for a language; raises SurroundingsError likewise."""
    path = assets.file("words", language)
    content, _, problems = tree.parse(read_text(path, str(path)))
    if problems:
        raise SurroundingsError(str(problems[0]))
    try:
        return TypeAdapter(Words).validate_python(content)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"]))
        raise SurroundingsError(f"{path} is not complete: {where} is missing or wrong") from None


@cache
def terms(language: str) -> Terms:
    """Returns the names and wordings of assets/terms for a language; raises SurroundingsError likewise."""
    try:
        return lists.read(assets.file("terms", language))
    except OutlineError as error:
        raise SurroundingsError(str(error.problems[0])) from None

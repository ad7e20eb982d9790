"""The theme, the words and the list of terms that an outline chooses, read from the assets."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TypeVar

from pydantic import TypeAdapter, ValidationError

from briefing import assets
from briefing.document import Words
from briefing.errors import OutlineError, SurroundingsError
from briefing.evidence.wording import NumberWords
from briefing.i18n import gettext as _
from briefing.language import Terms
from briefing.outline import terms as lists
from briefing.outline import themes, tree
from briefing.outline.reading import read_text
from briefing.theme import Theme

LEDGER = "zh-CN"
"""The language that ledgers are written in: its figures are printed as they stand there."""
_Words = TypeVar("_Words")


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
    return read(assets.file("words", language), Words)


@cache
def number_words(language: str) -> NumberWords | None:
    """Returns the words of assets/units for figures, or None for the ledger's own language; raises SurroundingsError."""
    if language == LEDGER:
        return None
    return read(assets.file("units", language), NumberWords)


def read(path: Path, kind: type[_Words]) -> _Words:
    """Returns the words that a file of the assets gives; raises SurroundingsError where it is not complete."""
    content, _places, problems = tree.parse(read_text(path, str(path)))
    if problems:
        raise SurroundingsError(str(problems[0]))
    try:
        return TypeAdapter(kind).validate_python(content)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"]))
        message = _("{file} is not complete: {where} is missing or wrong").format(file=path, where=where)
        raise SurroundingsError(message) from None


@cache
def terms(language: str) -> Terms:
    """Returns the names and wordings of assets/terms for a language; raises SurroundingsError likewise."""
    try:
        return lists.read(assets.file("terms", language))
    except OutlineError as error:
        raise SurroundingsError(str(error.problems[0])) from None

"""Lists of names and wordings, shipped or a unit's own: read, checked and reported like the outline itself."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from pydantic import BeforeValidator, Field

from briefing.language import Name, Terms, Wording
from briefing.outline import beside
from briefing.outline.schema import Label, Line, Model


def _list_of_one(value: object) -> object:
    return [value] if isinstance(value, str) else value


Labels = Annotated[list[Label], BeforeValidator(_list_of_one), Field(min_length=1)]


class WordingModel(Model):
    avoid: Labels
    write: Label
    reason: Line
    unless: Annotated[list[Label], BeforeValidator(_list_of_one)] = Field(default_factory=list)


class NameModel(Model):
    full: Label
    short: Labels
    reason: Line = ""


class TermsModel(Model):
    wordings: list[WordingModel] = Field(default_factory=list)
    names: list[NameModel] = Field(default_factory=list)


def read(path: Path) -> Terms:
    """Returns the list in a file; raises OutlineError with every problem at once."""
    model, _ = beside.read(path, TermsModel, "wordings")
    return Terms(
        tuple(Wording(tuple(each.avoid), each.write, each.reason, tuple(each.unless)) for each in model.wordings),
        tuple(Name(each.full, tuple(each.short), each.reason) for each in model.names),
    )

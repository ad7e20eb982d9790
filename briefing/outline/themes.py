"""Theme files, shipped or a unit's own: read, checked and reported like the outline itself."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Annotated, Any

from pydantic import BeforeValidator, create_model
from pydantic_core import PydanticCustomError

from briefing.contrast import WeakPair, weak_pairs
from briefing.errors import LocatedProblem, Problem, Severity
from briefing.i18n import gettext as _
from briefing.outline import beside
from briefing.outline.schema import Label, Model
from briefing.theme import Motif, Palette, Theme, Typefaces


def _colour(value: object) -> object:
    """Returns RRGGBB in capitals; “#” is taken too where quotation marks keep it from beginning a comment."""
    text = value.strip().removeprefix("#") if isinstance(value, str) else ""
    if not re.fullmatch(r"[0-9A-Fa-f]{6}", text):
        raise PydanticCustomError("no_colour", "no colour")
    return text.upper()


def _motif(value: object) -> object:
    if value not in list(Motif):
        raise PydanticCustomError("no_motif", "no motif")
    return value


Colour = Annotated[str, BeforeValidator(_colour)]

# The tokens stand once, in theme.py; the models that read them are made from there.
_COLOURS: dict[str, Any] = {field.name: (Colour, ...) for field in fields(Palette)}
_NAMES: dict[str, Any] = {field.name: (Label, ...) for field in fields(Typefaces)}
PaletteModel = create_model("PaletteModel", __base__=Model, **_COLOURS)
TypefacesModel = create_model("TypefacesModel", __base__=Model, **_NAMES)


class ThemeModel(Model):
    name: Label
    motif: Annotated[Motif, BeforeValidator(_motif)]
    palette: PaletteModel
    typefaces: TypefacesModel


@dataclass(frozen=True, slots=True)
class ThemeFile:
    theme: Theme
    warnings: tuple[LocatedProblem, ...]
    """Colours that are hard to read on their grounds."""


def read(path: Path) -> ThemeFile:
    """Returns the theme in a file; raises OutlineError with every problem at once."""
    model, places = beside.read(path, ThemeModel, "name")
    theme = _settled(model)
    return ThemeFile(theme, tuple(map(places.locate, _weaknesses(theme.palette))))


def _settled(model: ThemeModel) -> Theme:
    content = model.model_dump()
    return Theme(model.name, model.motif, Palette(**content["palette"]), Typefaces(**content["typefaces"]))


def _weaknesses(palette: Palette) -> list[Problem]:
    return [Problem(("palette", pair.token), _weakness(pair), Severity.WARNING) for pair in weak_pairs(palette)]


def _weakness(pair: WeakPair) -> str:
    message = _("{token} on {ground} has a contrast of {ratio:.1f}:1; expected at least {least:g}:1")
    ground = _("white") if pair.ground == "white" else pair.ground
    return message.format(token=pair.token, ground=ground, ratio=pair.ratio, least=pair.least)

"""The table of readers, `assets/readers.yaml`: which typefaces each brings, and what it shows otherwise, with sources."""

from __future__ import annotations

from enum import StrEnum
from functools import cache
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator
from pydantic_core import PydanticKnownError

from briefing import assets
from briefing.errors import SurroundingsError
from briefing.i18n import gettext as _
from briefing.outline.reading import read_text
from briefing.outline.tree import parse
from briefing.readers.names import Reader


class Presence(StrEnum):
    """Whether a typeface is there."""

    BRINGS = "brings"
    WITH_CHINESE = "with-chinese"
    """Where Chinese is one of the system's languages, as it is in a Chinese office."""
    LACKS = "lacks"


class Feature(StrEnum):
    """What a file may hold that not every reader shows as it is meant."""

    SVG = "svg"
    """A drawn chart's vectors, with a PNG beside them."""
    WATERMARK = "watermark"
    """Word's own kind, a shape of VML in the header."""
    CONTENTS = "contents"
    """Word's contents, whose lines stand in the file and whose page numbers are fields."""


class Shown(StrEnum):
    """How a reader shows it."""

    NEWER = "newer"
    """By newer versions only."""
    AS_WRITTEN = "as-written"
    """As it stands in the file, not worked out anew."""


class _Model(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


_Text = Annotated[str, Field(min_length=1)]
_Sources = Annotated[list[_Text], Field(min_length=1)]


class Source(_Model):
    title: _Text
    url: Annotated[str, Field(pattern=r"^https://\S+$")]
    says: _Text
    """What it says, in our words."""


class FontEntry(_Model):
    names: Annotated[list[_Text], Field(min_length=1)]
    """All that it is called."""
    presence: Presence
    sources: _Sources


class FeatureEntry(_Model):
    feature: Feature
    shown: Shown
    since: _Text | None = None
    """The first version that shows it."""
    sources: _Sources

    @model_validator(mode="after")
    def _newer_than_what(self) -> Self:
        if (self.shown is Shown.NEWER) != (self.since is not None):
            raise PydanticKnownError("missing")  # or one too many
        return self


class Profile(_Model):
    """What is known of one reader."""

    fonts: Annotated[list[FontEntry], Field(min_length=1)]
    features: list[FeatureEntry]

    def presence(self, font: str) -> Presence | None:
        """Returns whether a typeface is there; None where it is not known."""
        wanted = font.casefold()
        return next((entry.presence for entry in self.fonts if wanted in map(str.casefold, entry.names)), None)


class Table(_Model):
    sources: dict[str, Source]
    readers: dict[Reader, Profile]

    @model_validator(mode="after")
    def _every_source_is_there_and_used(self) -> Self:
        profiles = self.readers.values()
        fonts = (entry.sources for profile in profiles for entry in profile.fonts)
        features = (entry.sources for profile in profiles for entry in profile.features)
        used = {source for sources in (*fonts, *features) for source in sources}
        if used != self.sources.keys():
            raise PydanticKnownError("missing")
        if self.readers.keys() != set(Reader):
            raise PydanticKnownError("missing")
        return self


@cache
def table() -> Table:
    """Returns the table; raises SurroundingsError where the installation's is not whole."""
    path = assets.file(".", "readers")
    content, _places, problems = parse(read_text(path, str(path)))
    if problems:
        raise SurroundingsError(str(problems[0]))
    try:
        return Table.model_validate(content)
    except ValidationError as error:
        where = ".".join(map(str, error.errors()[0]["loc"]))
        message = _("{file} is not complete: {where} is missing or wrong").format(file=path, where=where)
        raise SurroundingsError(message) from None

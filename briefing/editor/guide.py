"""What keys and kinds mean, in Chinese and English, as assets/keys and assets/kinds have it; editors and people read it."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import Any, TypeVar

import yaml
from pydantic import ConfigDict, TypeAdapter

from briefing import assets
from briefing.i18n import spoken

KINDS = ("slides", "charts", "appendix", "facts")
"""The keys of the outline that hold things of several kinds; assets/kinds has a file for each."""

_Read = TypeVar("_Read")


@dataclass(frozen=True, slots=True)
class Both:
    """The same in two languages."""

    zh: str
    en: str

    @property
    def spoken(self) -> str:
        """The one of the two that messages are in."""
        return self.en if spoken() == "en" else self.zh


@dataclass(frozen=True, slots=True)
class Key:
    """One key of a mapping."""

    name: str
    """In Chinese; in English, the key is its own name."""
    zh: str
    en: str
    example: Any = None
    """A value of it, all its scalars as text; none where there are a few to choose from, or yes and no."""
    values: dict[str, Both] = field(default_factory=dict)
    """What each of the few means."""


@dataclass(frozen=True, slots=True)
class Mapping:
    """One kind of mapping: a model of the outline, a base of models, or a union of them."""

    keys: dict[str, Key]
    name: str = ""
    """In Chinese; empty, like the next two, for a base and for a model that is one of several kinds."""
    zh: str = ""
    en: str = ""


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of slide, chart, appendix or figure."""

    name: str
    """In Chinese; in English, the kind is its own name."""
    shows: Both
    example: str
    """YAML to copy: an item of the list for slides and appendices, an id with its mapping for charts and figures."""
    needs: Both | None = None

    @property
    def spoken(self) -> str:
        """What it is, in the language of messages."""
        return self.shows.en if spoken() == "en" else f"{self.name}：{self.shows.zh}"


@cache
def mappings() -> dict[str, Mapping]:
    """Returns what is said of each model's own keys, by the model's name."""
    found: dict[str, Mapping] = {}
    for name in assets.names("keys"):
        found |= _read("keys", name, dict[str, Mapping])
    return found


@cache
def kinds(key: str) -> dict[str, Kind]:
    """Returns the kinds of what stands under one of KINDS, in the order they are told in."""
    return _read("kinds", key, dict[str, Kind])


def _read(folder: str, name: str, shape: type[_Read]) -> _Read:
    # Every scalar stays text here, as it does in outlines.
    content = yaml.load(assets.file(folder, name).read_text("utf-8"), Loader=yaml.BaseLoader)  # noqa: S506 - makes text, lists and mappings only
    return TypeAdapter(shape, config=ConfigDict(extra="forbid")).validate_python(content)

"""What a package says of itself: what is in it, for whom, from which version of the outline, and by which digests."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import asdict
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import ConfigDict, Field, TypeAdapter, ValidationError
from pydantic.dataclasses import dataclass as checked

NAME = "manifest.json"
FORMAT: Literal["briefing-share/1"] = "briefing-share/1"
_STRICT = ConfigDict(extra="forbid", strict=True)
_Digest = Annotated[str, Field(pattern="^[0-9a-f]{64}$")]


class Role(StrEnum):
    """What a file of the package is."""

    DECK = "deck"
    WORD = "word"
    DECK_PDF = "deck-pdf"
    WORD_PDF = "word-pdf"
    PREVIEW = "preview"
    LISTING = "listing"


class Pdfs(StrEnum):
    """Why there are PDFs, or none."""

    MADE = "made"
    NOT_WANTED = "not-wanted"
    NOT_POSSIBLE = "not-possible"
    """The machine that packed it has no LibreOffice, or it failed."""


@checked(frozen=True, config=_STRICT)
class Item:
    """A file of the package."""

    name: str
    role: Role
    size: int
    """Bytes."""
    sha256: _Digest
    sm3: _Digest | None
    """None where the machine that packed it could not work it out."""


@checked(frozen=True, config=_STRICT)
class Origin:
    """An article that the files draw from, as far as the outline states what it is."""

    source: str
    """Its id in the outline."""
    name: str
    date: str | None
    sections: tuple[str, ...]
    """The headings of those that are used."""
    was_compared: bool
    """Whether figures and quotations were looked up in its text when the package was made."""


@checked(frozen=True, config=_STRICT)
class Font:
    """A font that the files ask for."""

    name: str
    files: tuple[Role, ...]


@checked(frozen=True, config=_STRICT)
class Manifest:
    """Of one package; what the outline does not give is empty."""

    format: Literal["briefing-share/1"]
    title: str
    unit: str
    date: dt.date
    """The document's day; it stands in the zip's entries, too."""
    recipient: str
    copy: str
    """The number of the copy; empty where it has none."""
    watermark: str
    footer: str
    has_notes: bool
    made: str
    """When, as ISO 8601 has it."""
    tool: str
    outline: _Digest
    """SHA-256 of the outline with all files that it names."""
    files: tuple[Item, ...]
    sources: tuple[Origin, ...]
    fonts: tuple[Font, ...]
    pdfs: Pdfs

    def written(self) -> bytes:
        return json.dumps(asdict(self), ensure_ascii=False, indent=2, default=str).encode() + b"\n"


def read(data: bytes) -> Manifest | None:
    """Returns the manifest that bytes are; None for anything else."""
    try:
        return TypeAdapter(Manifest).validate_json(data)
    except ValidationError:
        return None

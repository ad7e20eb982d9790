"""The two kinds of files, read back: bytes in, everything that they state out."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path

from briefing.errors import SurroundingsError
from briefing.readback.deck_reading import deck
from briefing.readback.package import MOST_BYTES, Package, UnreadableFileError, local
from briefing.readback.passages import Contents
from briefing.readback.word_reading import word


class Kind(StrEnum):
    """Which of the two files."""

    DECK = "deck"
    WORD = "word"


_ROOTS = {"presentation": Kind.DECK, "document": Kind.WORD}
_NAMES = {Kind.DECK: "a deck (.pptx)", Kind.WORD: "a Word file (.docx)"}


def read(data: bytes, kind: Kind, name: str) -> Contents:
    """Returns what a file states; `name` is how errors name it.

    Raises UnreadableFileError for anything that is not a file of this kind, and for what is too large to be one.
    """
    package = Package(data, name)
    found = _ROOTS.get(local(package.xml(package.main)))
    if found is not kind:
        other = _NAMES[found] if found else "another kind of Office file"
        raise UnreadableFileError(f"{name}: is {other}; expected {_NAMES[kind]}")
    return deck(package) if kind is Kind.DECK else word(package)


def content_of(path: Path) -> bytes:
    """Returns the bytes of a file to read back; raises BriefingError for one that is missing, a folder or too large."""
    try:
        if path.stat().st_size > MOST_BYTES:
            raise UnreadableFileError(f"{path}: is larger than {MOST_BYTES >> 20} MB; it is not read")
        return path.read_bytes()
    except FileNotFoundError:
        raise UnreadableFileError(f"{path}: there is no such file") from None
    except IsADirectoryError:
        raise UnreadableFileError(f"{path}: is a folder; expected a file") from None
    except OSError as error:
        raise SurroundingsError(f"{path}: cannot be read: {error.strerror}") from error

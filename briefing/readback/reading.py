"""The two kinds of files, read back: bytes in, everything that they state out."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path

from briefing.content import NoContentError, content
from briefing.i18n import gettext as _
from briefing.i18n import marked as N_
from briefing.readback.deck_reading import deck
from briefing.readback.package import MOST_BYTES, Package, UnreadableFileError, local
from briefing.readback.passages import Contents
from briefing.readback.word_reading import word


class Kind(StrEnum):
    """Which of the two files."""

    DECK = "deck"
    WORD = "word"


_ROOTS = {"presentation": Kind.DECK, "document": Kind.WORD}
_NAMES = {Kind.DECK: N_("a deck (.pptx)"), Kind.WORD: N_("a Word file (.docx)")}


def read(data: bytes, kind: Kind, name: str) -> Contents:
    """Returns what a file states; `name` is how errors name it.

    Raises UnreadableFileError for anything that is not a file of this kind, and for what is too large to be one.
    """
    package = Package(data, name)
    found = _ROOTS.get(local(package.xml(package.main)))
    if found is not kind:
        other = _(_NAMES[found]) if found else _("another kind of Office file")
        message = _("{file}: is {other}; expected {expected}")
        raise UnreadableFileError(message.format(file=name, other=other, expected=_(_NAMES[kind])))
    return deck(package) if kind is Kind.DECK else word(package)


def content_of(path: Path) -> bytes:
    """Returns the bytes of a file to read back; raises BriefingError for one that is missing, a folder or too large."""
    try:
        return content(path, MOST_BYTES, _("a built file"))
    except NoContentError as error:
        raise UnreadableFileError(f"{path}: {error}") from None

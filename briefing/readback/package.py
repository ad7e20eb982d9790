"""An Office package to be read back: what cannot be opened is told with the file's name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

from briefing.errors import BriefingError
from briefing.opening.archive import OF_BUILT, Limits, UnsafeFileError
from briefing.opening.markup import DocumentTypeError, Element, NoXmlError, attribute, local
from briefing.opening.markup import parsed as parsed_strictly
from briefing.opening.package import Package as Opened
from briefing.opening.package import Relation

__all__ = ["Element", "Package", "Relation", "UnreadableFileError", "attribute", "local", "parsed"]

_DOCTYPE_OF_SVG = re.compile(rb"<!DOCTYPE svg[^>\[]*>")
"""Which drawings have, ours too; without entities of its own there is nothing in it to refuse."""
MOST_BYTES = OF_BUILT.total
MOST_XML = OF_BUILT.member
"""Of one part that is parsed, uncompressed."""


class UnreadableFileError(BriefingError):
    """A file is no package of Office that can be read; the message says what it is instead."""


class Package:
    """The parts of a package by name, read when they are asked for; raises UnreadableFileError."""

    def __init__(self, data: bytes, name: str, limits: Limits = OF_BUILT) -> None:
        """Opens the package; `name` is how errors name the file."""
        self.name = name
        with self._told():
            self._opened = Opened(data, limits)
        self.main = self._opened.main

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except UnsafeFileError as error:
            raise UnreadableFileError(f"{self.name}: {error}") from None

    def data(self, part: str) -> bytes:
        """Returns the bytes of a part."""
        with self._told():
            return self._opened.data(part)

    def xml(self, part: str) -> Element:
        """Returns the root of a part, which declares no entities."""
        with self._told():
            return self._opened.xml(part)

    def related(self, part: str) -> list[Relation]:
        """Returns what a part (the package itself: "") is related to within the package, in the order written."""
        with self._told():
            return self._opened.related(part)

    def targets(self, part: str) -> dict[str, Relation]:
        """Returns the same by the ids of the relationships."""
        return {relation.id: relation for relation in self.related(part)}


def parsed(data: bytes) -> Element | None:
    """Returns the root of an XML document, or None for anything else."""
    try:
        return parsed_strictly(_DOCTYPE_OF_SVG.sub(b"", data, count=1))
    except (DocumentTypeError, NoXmlError):
        return None

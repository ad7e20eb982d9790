"""What a deck or a Word file holds, counted from outside, so that only files of the same content are compared."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from zipfile import ZipFile

from lxml import etree

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@dataclass(frozen=True, slots=True)
class Contents:
    """Characters without spaces; those of notes are the speaker's notes, or footnotes."""

    pages: int
    """Slides; 0 for a Word file."""
    texts: str
    notes: str
    pictures: int
    """The places where a picture stands."""
    tables: int

    @property
    def characters(self) -> int:
        return len(self.texts)


def deck_contents(file: Path) -> Contents:
    """Returns what a deck shows."""
    with ZipFile(file) as package:
        slides = _parts(package, r"ppt/slides/slide\d+\.xml")
        notes = _parts(package, r"ppt/notesSlides/notesSlide\d+\.xml")
    return Contents(
        pages=len(slides),
        texts="".join(_text(slide, f"{_A}r/{_A}t") for slide in slides),
        notes="".join(_text(page, f"{_A}r/{_A}t") for page in notes),
        pictures=sum(len(list(slide.iter("{*}pic"))) for slide in slides),
        tables=sum(len(list(slide.iter(f"{_A}tbl"))) for slide in slides),
    )


def word_contents(file: Path) -> Contents:
    """Returns what a Word file shows, and what its footnotes say."""
    with ZipFile(file) as package:
        (body,) = _parts(package, r"word/document\.xml")
        notes = _parts(package, r"word/footnotes\.xml")
    return Contents(
        pages=0,
        texts=_text(body, f"{_W}r/{_W}t"),
        notes="".join(_text(part, f"{_W}r/{_W}t") for part in notes),
        pictures=len(list(body.iter("{*}pic"))),
        tables=len(list(body.iter(f"{_W}tbl"))),
    )


def _parts(package: ZipFile, names: str) -> list[etree._Element]:
    found = [name for name in package.namelist() if re.fullmatch(names, name)]
    return [etree.fromstring(package.read(name)) for name in found]


def _text(part: etree._Element, place: str) -> str:
    """Returns the text of runs; a field of the deck, a page's number, is none."""
    return "".join("".join(element.text or "" for element in part.iterfind(f".//{place}")).split())

"""A first outline as data: its sources, ledger, parts and slides, before it is written."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date

MOST_FIGURES = 6
MOST_WIDE = 4
LEAST_FIGURES = 3
"""What a slide of key figures has at most, when a figure is too wide for a third of it, and at least."""
NARROW = 7.5
_WIDEST = 11.0
"""Widths of figures, in digits: what stands beside two others, and what stands beside one."""
MAX_OPENER = 20
"""Characters of three claims that an opener shows in a line each."""
QUOTES_ON_A_SLIDE = 2
SLIDES_IN_A_PART = 6
MOST_PARTS = 10
"""What an outline has at most."""
UNKNOWN_SCOPE = "待定"


@dataclass(frozen=True, slots=True)
class DraftFact:
    """An entry of the ledger; `asks` are what a person has to decide, by the key they stand at."""

    name: str
    label: str
    value: str
    unit: str
    as_of: str
    scope: str
    source: str
    evidence: str
    asks: tuple[tuple[str, str], ...] = ()

    @property
    def text(self) -> str:
        return self.value + self.unit

    @property
    def width(self) -> float:
        """How wide the figure is, in digits as large as the slide's; its other characters are set in half the size."""
        return sum(1 if character.isascii() else 0.7 for character in self.text)


@dataclass(frozen=True, slots=True)
class DraftQuote:
    words: str
    speaker: str
    source: str
    is_part: bool = False
    """Whether the speaker said more in the same breath."""


@dataclass(frozen=True, slots=True)
class DraftSlide:
    """A slide with its figures and quotations; its kind follows from how many there are."""

    claim: str
    source: str
    facts: tuple[DraftFact, ...] = ()
    quotes: tuple[DraftQuote, ...] = ()
    too_long: tuple[str, ...] = ()
    """Speakers of quotations of which no clause fits."""
    is_list: bool = False
    """Whether its figures stand in points, because they are too wide to be set large."""

    @property
    def kind(self) -> str:
        if self.quotes:
            return "quotes"
        widest = _WIDEST if len(self.facts) == MOST_WIDE else NARROW
        is_set_large = (
            not self.is_list and len(self.facts) >= LEAST_FIGURES and all(fact.width <= widest for fact in self.facts)
        )
        return "key-figures" if is_set_large else "points"


@dataclass(frozen=True, slots=True)
class DraftSource:
    name: str
    file: str
    title: str
    publisher: str
    date: str
    sections: tuple[tuple[str, str], ...]
    """Ids and headings."""


@dataclass(frozen=True, slots=True)
class DraftPart:
    name: str
    claim: str
    slides: tuple[DraftSlide, ...]

    @property
    def has_opener(self) -> bool:
        """Whether a slide of its own that lists the first messages can open the part."""
        return len(self.slides) > 1 and all(len(slide.claim) <= MAX_OPENER for slide in self.slides[:3])


@dataclass(frozen=True, slots=True)
class Draft:
    """A first outline."""

    title: str
    day: date
    circles: tuple[tuple[str, str, str], ...]
    """Id, name and short name of each; the text names none where `circles_are_named` is false."""
    circles_are_named: bool
    sources: tuple[DraftSource, ...]
    facts: tuple[DraftFact, ...]
    parts: tuple[DraftPart, ...]
    left_out: tuple[str, ...]
    statistics: int
    """How many statements of figures the articles have; the same figure said twice is one fact."""
    quotations: int


def with_lists(made: Draft, numbers: Collection[int]) -> Draft:
    """Returns a draft in which some slides, counted from 0 through all parts, list their figures as points."""
    count = 0
    parts = []
    for part in made.parts:
        slides = [replace(slide, is_list=slide.is_list or count + i in numbers) for i, slide in enumerate(part.slides)]
        count += len(slides)
        parts.append(replace(part, slides=tuple(slides)))
    return replace(made, parts=tuple(parts))

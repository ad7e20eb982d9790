"""An article's text, searched as a reader would: widths, spaces and kinds of marks make no difference."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from briefing.text.normal import SPACE, normalised, one_for_one

_HEADING = 45
"""Characters that the line of a heading has at the most."""


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of an article; counts characters of its text."""

    start: int
    end: int


@dataclass(frozen=True, slots=True, eq=False)
class Article:
    """An article as it was read from a file."""

    name: str
    """As its user knows the file."""
    text: str
    plain: str = field(init=False, repr=False)
    offsets: Sequence[int] = field(init=False, repr=False)
    """Where each character of `plain` stands in `text`."""
    line_starts: Sequence[int] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        offsets = [at for at, character in enumerate(self.text) if not SPACE.match(character)]
        translated = one_for_one(self.text)
        object.__setattr__(self, "offsets", offsets)
        object.__setattr__(self, "plain", "".join(translated[at] for at in offsets))
        object.__setattr__(self, "line_starts", [0, *(match.end() for match in re.finditer("\r\n|\r|\n", self.text))])

    def find(self, words: str) -> list[Span]:
        """Returns every place where the words stand."""
        wanted = normalised(words)
        if not wanted:
            return []
        places = (match.start() for match in re.finditer(f"(?={re.escape(wanted)})", self.plain))
        return [Span(self.offsets[at], self.offsets[at + len(wanted) - 1] + 1) for at in places]

    def line(self, offset: int) -> int:
        """Returns the number of the line, from 1, that a character stands in."""
        return bisect_right(self.line_starts, offset)

    def paragraph(self, span: Span) -> Span:
        """Returns the lines that a stretch stands in, whole."""
        first, last = self.line(span.start), self.line(span.end - 1)
        end = self.line_starts[last] if last < len(self.line_starts) else len(self.text)
        return Span(self.line_starts[first - 1], end)

    def paragraph_before(self, span: Span) -> Span | None:
        """Returns the nearest paragraph before one that is not blank."""
        end = len(self.text[: span.start].rstrip())
        return self.paragraph(Span(end - 1, end)) if end else None

    def paragraph_after(self, span: Span) -> Span | None:
        """Returns the nearest paragraph behind one that is not blank."""
        rest = self.text[span.end :]
        start = span.end + len(rest) - len(rest.lstrip())
        return self.paragraph(Span(start, start + 1)) if start < len(self.text) else None


@dataclass(frozen=True, slots=True)
class Sections:
    """Where the sections of an article lie; one whose columns are interleaved with others' lies in several places."""

    starts: Sequence[int]
    names: Sequence[str]
    """The section that begins at each start."""
    missing: Sequence[tuple[str, str]] = ()
    """Sections with the words at which they should begin, which the article does not have."""

    def at(self, offset: int) -> str | None:
        """Returns the section that a character lies in; title and lead, before the first, go with it."""
        index = bisect_right(self.starts, offset) - 1
        return self.names[max(index, 0)] if self.names else None

    @property
    def located(self) -> frozenset[str]:
        return frozenset(self.names)


def sections(article: Article, beginnings: Mapping[str, Sequence[str]]) -> Sections:
    """Returns where sections lie, each from the words that it begins with to where the next begins.

    Words that begin a short line, as headings do, are preferred to those that begin any, and these to words within one.
    """
    found: list[tuple[int, str]] = []
    missing = []
    for name, all_words in beginnings.items():
        for words in all_words:
            places = sorted((_rank(article, span), span.start) for span in article.find(words))
            if places:
                found.append((places[0][1], name))
            else:
                missing.append((name, words))
    found.sort()
    return Sections([at for at, _ in found], [name for _, name in found], missing)


def _rank(article: Article, span: Span) -> int:
    paragraph = article.paragraph(span)
    line = article.text[paragraph.start : paragraph.end].strip("#* \t\r\n\u3000")
    if not line.startswith(article.text[span.start : span.end]):
        return 2
    return 0 if len(line) <= _HEADING else 1

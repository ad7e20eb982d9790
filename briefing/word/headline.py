"""Dividing a centred title: two even lines, and no word or name torn apart (GB/T 9704-2012, 7.3.1)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from briefing.document import Document, plain
from briefing.text.breaking import clusters
from briefing.text.measure import AS_MEASURED
from briefing.word.page import TYPE_AREA
from briefing.word.styles import ParagraphStyle
from briefing.word.topics import topics

_UNKNOWN = 0.5
"""The cohesion of two characters of which the text says nothing."""
_INSIDE_A_NAME = 10.0


class Headlines:
    """Divides titles with what the document itself tells of its words."""

    def __init__(self, document: Document) -> None:
        text = "\n".join(_text(document))
        self._single = Counter(text)
        self._pairs = Counter(text[index : index + 2] for index in range(len(text) - 1))
        self._names = tuple(name for circle in document.circles for name in (circle.name, circle.short))

    def divided(self, title: str, style: ParagraphStyle) -> str:
        """Returns a title with a newline where one line is too short for it; as it is if two are too few."""
        width, available = _width(title, style), TYPE_AREA.width.pt
        if "\n" in title or width <= available or width > 2 * available:
            return title
        pieces = list(clusters(title))
        halves = [("".join(pieces[:index]), "".join(pieces[index:])) for index in range(1, len(pieces))]
        fitting = [half for half in halves if max(_width(line, style) for line in half) <= available]
        if not fitting:
            return title
        head, tail = min(fitting, key=lambda half: self._cost(half[0], half[1], style))
        return f"{head.rstrip()}\n{tail}"

    def _cost(self, head: str, tail: str, style: ParagraphStyle) -> float:
        first, second = _width(head, style), _width(tail, style)
        raggedness = (max(first, second) / min(first, second)) ** 2
        return raggedness * (0.3 + self._cohesion(head[-1], tail[0])) * self._tearing(head, tail)

    def _cohesion(self, before: str, after: str) -> float:
        """Returns how surely two characters belong to one word, from 0 to 1: how often they stand together."""
        rarer = min(self._single[before], self._single[after])
        return self._pairs[before + after] / rarer if rarer else _UNKNOWN

    def _tearing(self, head: str, tail: str) -> float:
        whole = head + tail
        for name in self._names:
            start = whole.find(name)
            if start >= 0 and start < len(head) < start + len(name):
                return _INSIDE_A_NAME
        return 1.0


def _width(text: str, style: ParagraphStyle) -> float:
    return AS_MEASURED.width(text, style.size.pt)


def _text(document: Document) -> Iterator[str]:
    for section in document.sections:
        yield section.name
    for topic in topics(document):
        yield plain(topic.claim)
        yield from map(plain, topic.prose)

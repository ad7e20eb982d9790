"""Paragraphs of a slide as lines with their places, in the lines that the planner counted with."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from briefing.deck.fit import BULLET_INDENT, height, shown_lines
from briefing.deck.grid import Anchor
from briefing.deck.slides import Paragraph, Span
from briefing.lengths import Frame

_BELOW = 0.2
"""Ems from the baseline to the lower edge of a line of exact pitch, as offices set it (measured in LibreOffice's PDF)."""


@dataclass(frozen=True, slots=True)
class SetLine:
    """A line of text; x and baseline in points from the slide's top left corner."""

    spans: tuple[Span, ...]
    x: float
    baseline: float
    align: str
    """l, ctr or r (ECMA-376 part 1, 20.1.10.59): which part of the line stands at x."""
    bullet: float | None = None
    """Where the paragraph's bullet stands, on its first line."""


def lines(items: Sequence[Paragraph], frame: Frame, anchor: Anchor) -> Iterator[SetLine]:
    """Yields the lines of paragraphs in a frame without insets."""
    spare = frame.height.pt - height(items, frame.width).pt
    y = frame.top.pt + {Anchor.TOP: 0.0, Anchor.MIDDLE: 0.5, Anchor.BOTTOM: 1.0}[anchor] * spare
    for item in items:
        if not item.spans:
            continue
        y += item.before.pt
        size = max(span.size for span in item.spans)
        indent = BULLET_INDENT * size if item.bullet else 0.0
        x = {"l": frame.left.pt + indent, "ctr": frame.left.pt + frame.width.pt / 2, "r": frame.right.pt}[item.align]
        for number, spans in enumerate(_divided(item, [len(line) for line in shown_lines(item, frame.width)])):
            y += item.leading.pt
            bullet = frame.left.pt if item.bullet and number == 0 else None
            yield SetLine(spans, x, y - _BELOW * size, item.align, bullet)


def _divided(item: Paragraph, lengths: Sequence[int]) -> Iterator[tuple[Span, ...]]:
    """Yields the spans of each line; `lengths` count its characters, of which set breaks are none."""
    rest = list(item.spans)
    for length in lengths:
        line: list[Span] = []
        while rest and rest[0].text.startswith("\n"):
            rest[0] = replace(rest[0], text=rest[0].text[1:])
        wanted = length
        while wanted and rest:
            head, tail = rest[0].text[:wanted], rest[0].text[wanted:]
            line.append(replace(rest[0], text=head))
            wanted -= len(head)
            rest[:1] = [replace(rest[0], text=tail)] if tail else []
        yield tuple(line)

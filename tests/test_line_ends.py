"""Line ends on planned slides: numbers keep their units, paragraphs end in more than a character, equals are set alike."""

from __future__ import annotations

import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from briefing.deck.fit import BULLET_INDENT
from briefing.deck.layouts import LAYOUTS
from briefing.deck.slides import Deck, Paragraph, TableFill, TextFill
from briefing.deck.slots import SlotKind
from briefing.deck.tables import CELL_SIDE
from briefing.lengths import Length
from briefing.pipeline import settle
from briefing.text.breaking import broken
from briefing.text.measure import CAUTIOUS

TESTS = Path(__file__).resolve().parent
OUTLINES = [TESTS.parent / "outline.yaml", TESTS / "outlines" / "minimal.yaml"]
HAN = r"[\u4e00-\u9fff]"


@pytest.fixture(scope="module", params=OUTLINES, ids=lambda path: path.stem)
def deck(request: pytest.FixtureRequest) -> Deck:
    return settle(request.param).deck


def paragraphs(deck: Deck) -> Iterator[tuple[Paragraph, Length]]:
    """Yields every paragraph of a deck with the width it is set in."""
    for slide in deck.slides:
        for fill in slide.fills:
            if isinstance(fill, TextFill):
                width = LAYOUTS[slide.layout].slot(fill.slot).text_width
                yield from ((item, width) for item in fill.paragraphs)
            elif isinstance(fill, TableFill):
                for cells in fill.rows:
                    for cell, column in zip(cells, fill.widths, strict=True):
                        yield cell.paragraph, column - 2 * CELL_SIDE


def lines(item: Paragraph, width: Length) -> list[str]:
    size = max(span.size for span in item.spans)
    room = width.pt - (BULLET_INDENT * size if item.bullet else 0)
    return broken(CAUTIOUS.glyphs((span.text, span.size, span.strong) for span in item.spans), room)


def test_no_line_parts_a_number_from_its_unit(deck: Deck) -> None:
    ends = [pair for item, width in paragraphs(deck) for pair in pairwise(lines(item, width))]
    assert ends
    assert [pair for pair in ends if re.search(r"\d$", pair[0]) and re.match(HAN, pair[1])] == []


def test_no_paragraph_ends_in_a_single_character(deck: Deck) -> None:
    last = [found[-1] for item, width in paragraphs(deck) if len(found := lines(item, width)) > 1]
    assert last
    assert [line for line in last if sum(char.isalnum() for char in line) < 2] == []


def test_slides_of_one_kind_are_set_in_one_size(deck: Deck) -> None:
    """Where a slide needs less, its own slots still agree; neither outline here has one that does."""
    sizes: dict[tuple[str, str], set[float]] = defaultdict(set)
    for slide in deck.slides:
        for fill in slide.fills:
            if isinstance(fill, TextFill) and LAYOUTS[slide.layout].slot(fill.slot).kind is SlotKind.TEXT:
                kind, slot = (re.sub(r"-\d.*$", "", name) for name in (slide.layout, fill.slot))
                sizes[kind, slot].add(fill.paragraphs[0].spans[-1].size)
    assert {place: found for place, found in sizes.items() if len(found) > 1} == {}

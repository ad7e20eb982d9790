"""What LibreOffice makes of both files: nothing outside its frame, nothing over anything else, nothing missing."""

from __future__ import annotations

import sys
from itertools import combinations
from pathlib import Path

import pytest
from pptx import Presentation

sys.path.insert(0, str(Path(__file__).parent))

from rendering import TOLERANCE, RenderedLine, bare, convert, frames, needs_libreoffice, pages, strays

pytestmark = needs_libreoffice


@pytest.fixture(scope="module")
def slides(deck_file: Path, tmp_path_factory: pytest.TempPathFactory) -> list[list[RenderedLine]]:
    return list(pages(convert(deck_file, tmp_path_factory.mktemp("deck"))))


@pytest.fixture(scope="module")
def sheets(word_file: Path, tmp_path_factory: pytest.TempPathFactory) -> list[list[RenderedLine]]:
    return list(pages(convert(word_file, tmp_path_factory.mktemp("word"))))


def test_every_slide_is_rendered(slides: list[list[RenderedLine]], deck_file: Path) -> None:
    assert len(slides) == len(Presentation(deck_file).slides)


def test_no_text_of_the_deck_leaves_its_frame(slides: list[list[RenderedLine]], deck_file: Path) -> None:
    found = {
        number: strays(slide, lines, number)
        for number, (slide, lines) in enumerate(zip(Presentation(deck_file).slides, slides, strict=True), 1)
    }
    assert {number: lines for number, lines in found.items() if lines} == {}


@pytest.mark.parametrize("which", ["slides", "sheets"])
def test_no_text_stands_on_other_text(which: str, request: pytest.FixtureRequest) -> None:
    rendered: list[list[RenderedLine]] = request.getfixturevalue(which)
    clashes = [
        (number, one.text, other.text)
        for number, lines in enumerate(rendered, 1)
        for one, other in combinations(lines, 2)
        if one.overlaps(other)
    ]
    assert clashes == []


@pytest.mark.parametrize("which", ["slides", "sheets"])
def test_no_glyph_is_missing(which: str, request: pytest.FixtureRequest) -> None:
    rendered: list[list[RenderedLine]] = request.getfixturevalue(which)
    text = "".join(line.text for lines in rendered for line in lines)
    assert "\ufffd" not in text
    assert "\u25a1" not in text


def test_every_text_of_the_deck_is_seen(slides: list[list[RenderedLine]], deck_file: Path) -> None:
    for slide, lines in zip(Presentation(deck_file).slides, slides, strict=True):
        seen = sorted(bare("".join(line.text for line in lines)))
        for text, _ in frames(slide):
            if text != "‹#›":
                assert not set(text) - set(seen), f"“{text}” is not on the page"


def test_no_text_of_the_briefing_leaves_the_page(sheets: list[list[RenderedLine]]) -> None:
    """GB/T 9704-2012, 5.2.1: the type area is 156 mm wide, 28 mm from the left edge of the paper."""
    left, right = 28 / 25.4 * 72, (28 + 156) / 25.4 * 72
    hanging = 8.5
    """Points; a full stop may hang over the right edge."""
    outside = [
        (number, line.text)
        for number, lines in enumerate(sheets, 1)
        for line in lines
        if line.box[0] < left - TOLERANCE or line.box[2] > right + hanging
    ]
    assert outside == []

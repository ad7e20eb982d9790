"""What LibreOffice makes of both files: nothing outside its frame, nothing over anything else, nothing missing."""

from __future__ import annotations

import sys
from itertools import combinations
from pathlib import Path

import pytest
from pptx import Presentation
from pptx.slide import Slide

sys.path.insert(0, str(Path(__file__).parent))

from rendering import RenderedLine, bare, convert, needs_libreoffice, pages

pytestmark = needs_libreoffice
TOLERANCE = 2.0
"""Points; hinting and overhanging glyphs."""
EMU_PER_PT = 12700


@pytest.fixture(scope="module")
def slides(deck_file: Path, tmp_path_factory: pytest.TempPathFactory) -> list[list[RenderedLine]]:
    return list(pages(convert(deck_file, tmp_path_factory.mktemp("deck"))))


@pytest.fixture(scope="module")
def sheets(word_file: Path, tmp_path_factory: pytest.TempPathFactory) -> list[list[RenderedLine]]:
    return list(pages(convert(word_file, tmp_path_factory.mktemp("word"))))


def frames(slide: Slide) -> list[tuple[str, tuple[float, float, float, float]]]:
    """Returns each text of a slide with the frame it must stay in: a shape's, or its table cell's."""
    found = []
    for shape in slide.shapes:
        box = tuple(value / EMU_PER_PT for value in (shape.left, shape.top, shape.width, shape.height))
        left, top, width, height = box
        if shape.has_text_frame and shape.text_frame.text.strip():
            found.append((bare(shape.text_frame.text), (left, top, left + width, top + height)))
        if shape.has_table:
            y = top
            for row in shape.table.rows:
                x, bottom = left, y + row.height / EMU_PER_PT
                for cell, column in zip(row.cells, shape.table.columns, strict=True):
                    right = x + column.width / EMU_PER_PT
                    found.append((bare(cell.text), (x, y, right, bottom)))
                    x = right
                y = bottom
    return found


def inside(line: RenderedLine, frame: tuple[float, float, float, float]) -> bool:
    left, top, right, bottom = frame
    return (
        line.box[0] >= left - TOLERANCE
        and line.box[1] >= top - TOLERANCE
        and line.box[2] <= right + TOLERANCE
        and line.box[3] <= bottom + TOLERANCE
    )


def strays(slide: Slide, lines: list[RenderedLine], number: int) -> list[str]:
    """Returns the lines of a slide that stand in no frame of a text that contains them."""
    places = frames(slide)
    shown = [line for line in lines if bare(line.text) not in {str(number), "■"}]
    return [
        line.text
        for line in shown
        if not any(bare(line.text).removeprefix("■") in text and inside(line, frame) for text, frame in places)
    ]


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

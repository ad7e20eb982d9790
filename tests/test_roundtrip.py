"""The deck after another program has read and written it: no text, no notes and no links are lost."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pptx import Presentation

sys.path.insert(0, str(Path(__file__).parent))

from conftest import SHIPPED
from rendering import bare, convert, needs_libreoffice

from briefing.pipeline import settle

pytestmark = needs_libreoffice


@pytest.fixture(scope="module")
def again(deck_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped deck as LibreOffice writes it."""
    return convert(deck_file, tmp_path_factory.mktemp("roundtrip"), kind="pptx")


def texts(slide: Any) -> Iterator[str]:
    """Yields the text of every shape and table cell of a slide, without page numbers, which are fields."""
    for shape in slide.shapes:
        if shape.has_text_frame:
            lines = ("".join(run.text for run in item.runs) for item in shape.text_frame.paragraphs)
            yield bare("".join(lines))
        elif shape.has_table:
            yield from (bare(cell.text_frame.text) for row in shape.table.rows for cell in row.cells)


def slides(file: Path) -> list[Any]:
    return list(Presentation(file).slides)


def notes(slide: Any) -> str:
    frame = slide.notes_slide.notes_text_frame if slide.has_notes_slide else None
    return bare(frame.text) if frame is not None else ""


def links(slide: Any) -> set[str]:
    """Returns the parts of the slides that a click on something leads to, be it a shape or a run."""
    clicks = slide._element.xpath('.//a:hlinkClick[@action="ppaction://hlinksldjump"]')
    return {str(slide.part.related_part(click.rId).partname) for click in clicks}


def cells(slide: Any) -> list[list[list[str]]]:
    """Returns the tables of a slide, as rows of texts."""
    tables = [shape.table for shape in slide.shapes if shape.has_table]
    return [[[bare(cell.text_frame.text) for cell in row.cells] for row in table.rows] for table in tables]


def test_no_slide_is_lost(deck_file: Path, again: Path) -> None:
    assert len(slides(again)) == len(slides(deck_file)) > 0


def test_no_text_is_lost(deck_file: Path, again: Path) -> None:
    for number, (before, after) in enumerate(zip(slides(deck_file), slides(again), strict=True), 1):
        written = Counter(filter(None, texts(before)))
        assert written
        assert written - Counter(texts(after)) == Counter(), f"slide {number}"


def test_tables_keep_their_rows_and_columns(deck_file: Path, again: Path) -> None:
    written = [cells(slide) for slide in slides(deck_file)]
    assert any(written)
    assert [cells(slide) for slide in slides(again)] == written


def test_no_notes_are_lost(deck_file: Path, again: Path) -> None:
    written = [notes(slide) for slide in slides(deck_file)]
    assert sum(map(bool, written)) >= 10
    assert [notes(slide) for slide in slides(again)] == written


def test_the_contents_lead_to_every_section(deck_file: Path, again: Path) -> None:
    sections = settle(SHIPPED).document.sections
    assert len(links(slides(deck_file)[1])) == len(sections) > 0
    assert len(links(slides(again)[1])) >= len(sections), "LibreOffice kept fewer links than there are sections"

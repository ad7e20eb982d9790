"""Files of any length: right in every part, and each slide what it is in a short deck."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path

import docx
import pymupdf
import pytest
from lxml import etree
from packages import dangling, faults, parts
from pptx import Presentation
from rendering import convert, needs_libreoffice

sys.path.insert(0, str(Path(__file__).resolve().parent / "bench"))

from long import write_outline

from briefing.pipeline import Output, settle
from briefing.workshop import build

SIZES = (1, 40, 400)
OTHERS = 12
"""Slides that are no topic's: the cover, the contents and ten sections' openers."""
Maker = Callable[[int], Path]


@pytest.fixture(scope="module")
def outline_of(tmp_path_factory: pytest.TempPathFactory) -> Maker:
    """Gives an outline with so many slides, each with a picture of its own and notes."""
    folder = tmp_path_factory.mktemp("long")
    return cache(lambda slides: write_outline(folder / str(slides), slides))


@pytest.fixture(scope="module")
def deck_of(outline_of: Maker) -> Maker:
    return cache(lambda slides: build(outline_of(slides), outline_of(slides).parent / "deck", Output.DECK).files[0])


@pytest.fixture(scope="module")
def word_of(outline_of: Maker) -> Maker:
    return cache(lambda slides: build(outline_of(slides), outline_of(slides).parent / "word", Output.WORD).files[0])


@pytest.mark.parametrize("slides", SIZES)
def test_a_deck_of_any_length_is_valid(slides: int, deck_of: Maker) -> None:
    content = parts(deck_of(slides))
    assert not dangling(content)
    assert not faults(deck_of(slides))
    listed = [name for name in content if re.fullmatch(r"ppt/slides/slide\d+\.xml", name)]
    assert len(listed) == slides + OTHERS - (10 - min(10, slides))
    presentation = etree.fromstring(content["ppt/presentation.xml"])
    ids = [item.get("id") for item in presentation.find("{*}sldIdLst")]
    assert len(ids) == len(set(ids)) == len(listed)


@pytest.mark.parametrize("slides", SIZES)
def test_every_slide_has_its_own_picture_and_notes(slides: int, deck_of: Maker) -> None:
    """python-pptx, which wrote none of it slide by slide, reads them back."""
    presentation = Presentation(deck_of(slides))
    pictures, notes = [], []
    for slide in presentation.slides:
        blobs = [shape.image.blob for shape in slide.placeholders if shape.placeholder_format.type.name == "PICTURE"]
        pictures += blobs
        if blobs:
            notes.append(slide.notes_slide.notes_text_frame.text)
            numbers = [shape.shape_id for shape in slide.shapes]
            assert len(numbers) == len(set(numbers))
    assert len(pictures) == len(set(pictures)) == len(notes) == slides
    assert all(text.startswith("这一页请看") for text in notes)


@pytest.mark.parametrize("slides", SIZES[1:])
def test_a_slide_is_the_same_in_a_long_deck_as_in_a_short_one(slides: int, deck_of: Maker) -> None:
    short, long = (slides_of(parts(deck_of(count))) for count in (SIZES[0], slides))
    title = "甲号车间的设备已经联网"
    assert short[title] == long[title]


def slides_of(content: Mapping[str, bytes]) -> dict[str, str]:
    """Returns the slides by their titles; ids of relationships are left out."""
    found = {}
    for name, xml in content.items():
        if re.fullmatch(r"ppt/slides/slide\d+\.xml", name):
            texts = etree.fromstring(xml).xpath(
                "//p:sp[p:nvSpPr/p:nvPr/p:ph/@type='title']//a:t/text()",
                namespaces={
                    "p": "http://schemas.openxmlformats.org/presentationml/2006/main",
                    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
                },
            )
            found["".join(texts)] = re.sub(r'r:(embed|id)="\w+"', "", xml.decode())
    return found


@pytest.mark.parametrize("slides", SIZES)
def test_a_briefing_of_any_length_is_valid(slides: int, word_of: Maker) -> None:
    content = parts(word_of(slides))
    assert not dangling(content)
    assert not faults(word_of(slides))
    assert len([name for name in content if name.startswith("word/media/")]) == slides
    notes = etree.fromstring(content["word/footnotes.xml"])
    ids = [int(note.get("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}id")) for note in notes]
    assert ids == list(range(-1, len(ids) - 1))
    assert len(docx.Document(str(word_of(slides))).inline_shapes) == slides


def test_what_a_text_calls_another_slide_is_its_page_however_far_it_is(outline_of: Maker) -> None:
    """A page of three digits makes a longer text, which must be planned for."""
    outline = outline_of(SIZES[-1])
    text = outline.read_text("utf-8")
    named = text.replace("          - 数据实时可查\n", "          - 数据实时可查，另见{p399}\n", 1)
    assert named != text
    far = outline.with_name("far.yaml")
    far.write_text(named, "utf-8")
    deck = settle(far).deck
    page = next(number for number, slide in enumerate(deck.slides, 1) if slide.shows == "p399")
    texts = [
        paragraph.text for slide in deck.slides for fill in slide.fills for paragraph in getattr(fill, "paragraphs", ())
    ]
    assert [each for each in texts if "另见" in each] == [f"数据实时可查，另见第{page}页"]
    assert page > 100


@needs_libreoffice
def test_libreoffice_shows_every_slide_of_a_long_deck(deck_of: Maker, tmp_path: Path) -> None:
    with pymupdf.open(convert(deck_of(SIZES[-1]), tmp_path)) as pdf:
        assert len(pdf) == SIZES[-1] + OTHERS
        assert "年" in pdf[0].get_text()
        last = pdf[-1].get_text().replace("\n", "")
    assert "的设备已经联网" in last

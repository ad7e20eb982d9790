"""Predicted lines of every text frame of generated decks beside those that LibreOffice renders."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import NoReturn

import pymupdf
from generated import Generator
from rendering import bare, convert

from briefing import assets
from briefing.charts import Drawing, Painted
from briefing.deck import plan as deck_plan
from briefing.deck.book import Template
from briefing.deck.fit import line_count
from briefing.deck.layouts import LAYOUTS
from briefing.deck.slides import Deck, Paragraph, Slide, TableFill, TextFill
from briefing.deck.slots import Book, SlotKind
from briefing.deck.tables import CELL_SIDE
from briefing.deck.write import write
from briefing.document import Chart, Document
from briefing.errors import Keys
from briefing.lengths import Frame, Length, Size
from briefing.outline import looks

THEME = "policy-blue"
TOLERANCE = 2.0
"""Points; hinting and overhanging glyphs."""
PER_DECK = 100
BULLET = "■"
"""Stands on a baseline of its own, and in no generated text."""
_SAME_LINE = 3.0
"""Points; characters whose baselines are no farther apart stand on one line."""


@dataclass(frozen=True)
class Glyph:
    """A character on a page: its baseline's start, its right edge and its size, in points."""

    char: str
    left: float
    baseline: float
    right: float
    size: float

    def inside(self, box: tuple[float, float, float, float]) -> bool:
        left, top, right, bottom = box
        return (
            self.left >= left - TOLERANCE
            and self.right <= right + TOLERANCE
            and self.baseline - 0.86 * self.size >= top - TOLERANCE
            and self.baseline + 0.14 * self.size <= bottom + TOLERANCE
        )


@dataclass(frozen=True)
class Place:
    """A text frame of a planned slide: a slot, or a table's cell."""

    name: str
    frame: Frame
    text_width: Length
    paragraphs: tuple[Paragraph, ...]

    @property
    def box(self) -> tuple[float, float, float, float]:
        return self.frame.left.pt, self.frame.top.pt, self.frame.right.pt, self.frame.bottom.pt

    @property
    def text(self) -> str:
        return "".join(item.text for item in self.paragraphs)

    @cached_property
    def predicted(self) -> int:
        return sum(line_count(item, self.text_width) for item in self.paragraphs)


@dataclass(frozen=True)
class Compared:
    """A text frame with its predicted number of lines and its rendered lines."""

    slide: int
    layout: str
    place: Place
    lines: tuple[str, ...]

    @property
    def difference(self) -> int:
        """How many lines more are predicted than rendered; below zero the prediction is short."""
        return self.place.predicted - len(self.lines)


@dataclass(frozen=True)
class Result:
    """What the rendering of all decks showed."""

    slides: int
    kinds: tuple[str, ...]
    frames: tuple[Compared, ...]
    strays: tuple[str, ...]
    """Characters outside the frame of their text, or missing in it, with their place."""

    @property
    def below(self) -> int:
        return sum(frame.difference < 0 for frame in self.frames)

    @property
    def equal(self) -> float:
        """The share of frames whose lines were predicted exactly."""
        return share(self.frames)

    @property
    def equal_of_wrapped(self) -> float:
        """The same among the frames that wrap: those of more rendered or predicted lines than paragraphs."""
        return share([f for f in self.frames if max(f.place.predicted, len(f.lines)) > len(f.place.paragraphs)])

    @property
    def passed(self) -> bool:
        return self.below == 0 and not self.strays and self.equal >= 0.97


def share(frames: Sequence[Compared]) -> float:
    return sum(frame.difference == 0 for frame in frames) / max(len(frames), 1)


def compare(slides: int, seed: int, folder: Path) -> Result:
    """Generates so many slides, renders them in `folder`, and returns every text frame compared."""
    found: list[Compared] = []
    strays: list[str] = []
    kinds: set[str] = set()
    done = 0
    for number, (document, deck) in enumerate(decks(slides, seed)):
        file = folder / f"deck-{number}.pptx"
        template = Template(assets.file("templates", THEME, ".pptx").read_bytes())
        file.write_bytes(write(deck, document.meta, looks.theme(THEME), template, stub, _no_native_chart))
        with pymupdf.open(convert(file, folder)) as pdf:
            for slide, page in zip(deck.slides, pdf, strict=True):
                done += 1
                kinds.add(slide.layout)
                frames, astray = compared(slide, done, list(glyphs(page)))
                found.extend(frames)
                strays.extend(astray)
    return Result(done, tuple(sorted(kinds)), tuple(found), tuple(strays))


def decks(slides: int, seed: int) -> Iterator[tuple[Document, Deck]]:
    """Yields planned documents that have so many slides together."""
    generator = Generator(seed)
    left = slides
    while left > 0:
        wanted = min(left, PER_DECK)
        sections = generator.random.randint(1, 10)
        document, deck = _fitting(generator.document(sections, max(wanted, 2 * sections)))
        deck = Deck(deck.slides[:wanted], ())  # links lead from the contents to slides behind the cut
        yield document, _unlinked(deck)
        left -= len(deck.slides)


def _fitting(document: Document) -> tuple[Document, Deck]:
    """Returns a document without the topics that the planner refuses, and its deck."""
    while True:
        deck, problems = deck_plan.plan(document)
        if not problems:
            return document, deck
        refused = [problem.keys for problem in problems]
        sections = tuple(
            replace(section, topics=tuple(topic for topic in section.topics if not _within(refused, topic.keys)))
            for section in document.sections
        )
        if sections == document.sections:
            return document, Deck(tuple(slide for slide in deck.slides if _whole(slide)), ())
        document = replace(document, sections=sections)


def _within(refused: Sequence[Keys], keys: Keys) -> bool:
    return any(found[: len(keys)] == keys for found in refused)


def _whole(slide: Slide) -> bool:
    return all(fill.paragraphs for fill in slide.fills if isinstance(fill, TextFill))


def _unlinked(deck: Deck) -> Deck:
    slides = tuple(
        replace(
            slide,
            fills=tuple(replace(fill, goes_to=None) if isinstance(fill, TextFill) else fill for fill in slide.fills),
        )
        for slide in deck.slides
    )
    return Deck(slides, deck.decisions)


def places(slide: Slide, book: Book = LAYOUTS) -> Iterator[Place]:
    """Yields every text frame of a slide."""
    layout = book[slide.layout]
    for fill in slide.fills:
        slot = layout.slot(fill.slot)
        if isinstance(fill, TextFill):
            yield Place(slot.name, slot.frame, slot.text_width, fill.paragraphs)
        elif isinstance(fill, TableFill):
            yield from _cells(fill, slot.frame)
    if slide.foot is not None:
        yield Place("foot", slide.foot.frame, slide.foot.frame.width, (slide.foot.paragraph,))


def _cells(fill: TableFill, frame: Frame) -> Iterator[Place]:
    top = frame.top
    for row, (cells, height) in enumerate(zip(fill.rows, fill.heights, strict=True), 1):
        left = frame.left
        for column, (cell, width) in enumerate(zip(cells, fill.widths, strict=True), 1):
            if cell.paragraph.text:
                name = f"row {row}, column {column}"
                yield Place(name, Frame(left, top, width, height), width - 2 * CELL_SIDE, (cell.paragraph,))
            left = left + width
        top = top + height


def compared(
    slide: Slide, number: int, glyphs: list[Glyph], book: Book = LAYOUTS, drawn: Sequence[str] = ()
) -> tuple[list[Compared], list[str]]:
    """Returns every text frame of a slide with its rendered lines, and the characters that stand in none.

    `drawn`: the slots in which an office draws text of its own, as a native chart's; what stands there counts as inside.
    """
    found, strays = [], []
    layout = book[slide.layout]
    page = [slot.frame for slot in layout.slots if slot.kind is SlotKind.PAGE_NUMBER or slot.name in drawn]
    boxes = [(frame.left.pt, frame.top.pt, frame.right.pt, frame.bottom.pt) for frame in page]
    left = [glyph for glyph in glyphs if not any(glyph.inside(box) for box in boxes)]
    for place in places(slide, book):
        inside = [glyph for glyph in left if glyph.inside(place.box)]
        left = [glyph for glyph in left if not glyph.inside(place.box)]
        frame = Compared(number, slide.layout, place, tuple(_lines(inside)))
        found.append(frame)
        missing = len(bare(place.text)) - len(bare("".join(frame.lines)))
        if missing:
            strays.append(f"slide {number}, {slide.layout}, {place.name}: {missing} characters of “{place.text}”")
    strays.extend(f"slide {number}, {slide.layout}: “{glyph.char}” at {glyph.left:.0f}" for glyph in left)
    return found, strays


def _lines(glyphs: list[Glyph]) -> Iterator[str]:
    """Yields the text of each line, from the top."""
    line: list[Glyph] = []
    for glyph in sorted(glyphs, key=lambda glyph: glyph.baseline):
        if line and glyph.baseline - line[-1].baseline > _SAME_LINE:
            yield "".join(item.char for item in sorted(line, key=lambda item: item.left))
            line = []
        line.append(glyph)
    if line:
        yield "".join(item.char for item in sorted(line, key=lambda item: item.left))


def glyphs(page: pymupdf.Page) -> Iterator[Glyph]:
    """Yields what is set level: a watermark stands askew behind all frames, and tests/test_marks.py looks at it."""
    for block in page.get_text("rawdict")["blocks"]:
        for line in (each for each in block.get("lines", []) if each["dir"] == (1.0, 0.0)):
            for span in line["spans"]:
                for char in span["chars"]:
                    if char["c"].strip() and char["c"] != BULLET:
                        left, baseline = char["origin"]
                        yield Glyph(char["c"], left, baseline, char["bbox"][2], span["size"])


def _no_native_chart(chart: Chart, _: Size) -> NoReturn:
    raise AssertionError(f"{chart.id} is no native chart")


def stub(_: Chart, size: Size) -> Drawing:
    """Returns an empty drawing; charts are none of this test's business."""
    svg = b'<svg xmlns="http://www.w3.org/2000/svg" width="4" height="3"/>'
    return Drawing(size, lambda: Painted(svg, _pixel()))


def _pixel() -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0\xff")) + chunk(b"IEND", b"")

"""Which styles a manuscript is written in, so that a reference document can be asked for them beforehand."""

from __future__ import annotations

from collections.abc import Iterator

from briefing.document import Marks, PageOptions, Run, Text
from briefing.word import styles
from briefing.word.blocks import Block, Caption, Contents, Drawn, Grid, Imprint, Paragraph
from briefing.word.plan import Manuscript
from briefing.word.style import ParagraphStyle, TableStyle


def used(manuscript: Manuscript, pages: PageOptions, marks: Marks) -> dict[str, str]:
    """Returns the names of the styles that a manuscript is written in, in their order, with the kind of each."""
    found: dict[str, str] = {}
    for style in (*_margins(pages, marks), *_styles(manuscript)):
        found[style.name] = "table" if isinstance(style, TableStyle) else "paragraph"
    if any(run.strong for block in manuscript.blocks for run in _runs(block)):
        found[styles.NAMES[styles.STRONG]] = "character"
    if manuscript.notes:
        found[styles.FOOTNOTE.name] = found[styles.NOTE_SEPARATOR.name] = "paragraph"
        found[styles.NAMES[styles.NOTE_MARK]] = "character"
    return found


def _margins(pages: PageOptions, marks: Marks) -> Iterator[ParagraphStyle]:
    yield from styles.number_styles(pages.numbers)
    if pages.header or marks.watermark:
        yield styles.HEADER
    if marks.footer:
        yield styles.FOOTER_MARK


def _styles(manuscript: Manuscript) -> Iterator[ParagraphStyle | TableStyle]:
    for block in (*manuscript.cover, *manuscript.blocks):
        match block:
            case Paragraph() | Caption():
                yield block.style
            case Drawn():
                yield styles.FIGURE
            case Grid():
                yield block.style
                yield from (block.header_style, *block.columns)
            case Contents():
                yield styles.CONTENTS_HEADING
                yield from (entry.style for entry in block.entries)
            case Imprint():
                yield block.style
                yield from (line.style for row in block.rows for line in row)


def _runs(block: Block) -> Iterator[Run]:
    texts: tuple[Text, ...] = ()
    match block:
        case Paragraph():
            texts = (block.text,)
        case Grid():
            texts = tuple(cell for row in block.rows for cell in row)
        case _:
            pass
    for text in texts:
        yield from text

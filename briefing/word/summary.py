"""The summary (摘要) at the head of the Word briefing, and whether it is no longer than a page."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from briefing.document import Document, Run, Text, plain
from briefing.errors import Problem
from briefing.lengths import Length
from briefing.word import styles
from briefing.word.blocks import Block, Paragraph
from briefing.word.pages import paginate


def summary(document: Document) -> Iterator[Paragraph]:
    """Yields the summary's heading and paragraphs; nothing where there is none."""
    if document.summary:
        yield Paragraph(styles.SUMMARY_HEADING, (Run(document.words.summary),))
        for text in document.summary:
            yield Paragraph(styles.SUMMARY, text)


def misfits(blocks: Sequence[Block]) -> list[Problem]:
    """Returns a problem if a manuscript's summary fills more than a page; it says how many characters are too many."""
    places = [index for index, block in enumerate(blocks) if _is_summary(block)]
    if not places:
        return []
    heading = blocks[places[0] - 1]
    paragraphs = [block.text for block in blocks if isinstance(block, Paragraph) and _is_summary(block)]
    total = sum(len(plain(text)) for text in paragraphs)
    cut = bisect_left(range(total), 1, key=lambda count: _on_one_page(heading, _shortened(paragraphs, count)))
    if cut == 0:
        return []
    message = f"the summary is longer than a page; cut about {cut} characters"
    return [Problem(("summary",), message)]


def _is_summary(block: Block) -> bool:
    return isinstance(block, Paragraph) and block.style == styles.SUMMARY


def _on_one_page(heading: Block, paragraphs: Sequence[str]) -> bool:
    """Returns whether a page has room for the summary; it begins below the masthead or title and may go on overleaf."""
    blocks = [heading, *(Paragraph(styles.SUMMARY, (Run(text),)) for text in paragraphs)]
    return paginate(blocks, (), lambda _: Length(0)).count == 1


def _shortened(paragraphs: Sequence[Text], count: int) -> list[str]:
    """Returns the paragraphs without so many characters at their end."""
    texts = [plain(text) for text in paragraphs]
    while texts and count >= len(texts[-1]):
        count -= len(texts.pop())
    return [*texts[:-1], texts[-1][: len(texts[-1]) - count]] if texts else []

"""The summary (摘要) at the head of the Word briefing, and whether it stays on the page that it begins on."""

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
    """Returns a problem if a manuscript's summary goes on to a second page; it says how many characters are too many."""
    places = [index for index, block in enumerate(blocks) if _is_summary(block)]
    if not places:
        return []
    head = blocks[: places[0]]
    paragraphs = [block.text for block in blocks if isinstance(block, Paragraph) and _is_summary(block)]
    total = sum(len(plain(text)) for text in paragraphs)
    cut = bisect_left(range(total), 1, key=lambda count: _on_one_page(head, _shortened(paragraphs, count)))
    if cut == 0:
        return []
    message = f"the summary is longer than its page; cut about {cut} characters"
    return [Problem(("summary",), message)]


def _is_summary(block: Block) -> bool:
    return isinstance(block, Paragraph) and block.style == styles.SUMMARY


def _on_one_page(head: Sequence[Block], paragraphs: Sequence[str]) -> bool:
    """Returns whether the summary ends on the page of its heading, which stands at the end of the `head`."""
    blocks = [*head, *(Paragraph(styles.SUMMARY, (Run(text),)) for text in paragraphs)]
    paged = paginate(blocks, (), lambda _: Length(0))
    return paged.count == paged.first[len(head) - 1]


def _shortened(paragraphs: Sequence[Text], count: int) -> list[str]:
    """Returns the paragraphs without so many characters at their end."""
    texts = [plain(text) for text in paragraphs]
    while texts and count >= len(texts[-1]):
        count -= len(texts.pop())
    return [*texts[:-1], texts[-1][: len(texts[-1]) - count]] if texts else []

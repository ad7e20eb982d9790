"""The summary (摘要) at the head of the Word briefing, and whether it is no longer than a page."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from briefing.document import Document, Run, Text, plain
from briefing.errors import Keys, Problem, Severity
from briefing.i18n import ngettext
from briefing.lengths import Length
from briefing.word import styles
from briefing.word.blocks import Block, Paragraph
from briefing.word.pages import Setter, paginate

_KEYS: Keys = ("summary",)


def summary(document: Document) -> Iterator[Paragraph]:
    """Yields the summary's heading and paragraphs; nothing where there is none."""
    if document.summary:
        yield Paragraph(styles.SUMMARY_HEADING, (Run(document.words.summary),))
        for text in document.summary:
            yield Paragraph(styles.SUMMARY, text)


def misfits(blocks: Sequence[Block]) -> list[Problem]:
    """Returns a problem if a manuscript's summary fills more than a page, and a warning if it goes on overleaf.

    Both say how many characters are too many.
    """
    places = [index for index, block in enumerate(blocks) if _is_summary(block)]
    if not places:
        return []
    heading = blocks[places[0] - 1]
    paragraphs = [block.text for block in blocks if isinstance(block, Paragraph) and _is_summary(block)]
    total = sum(len(plain(text)) for text in paragraphs)

    def too_many(before: Sequence[Block]) -> int:
        return bisect_left(range(total), 1, key=lambda count: _on_one_page(before, _shortened(paragraphs, count)))

    if cut := too_many((heading,)):
        message = ngettext(
            "the summary is longer than a page; cut about {n} character",
            "the summary is longer than a page; cut about {n} characters",
            cut,
        )
        return [Problem(_KEYS, message.format(n=cut))]
    if cut := too_many(blocks[: places[0]]):
        message = ngettext(
            "the summary goes on overleaf; cut about {n} character for it to end on the page of its heading",
            "the summary goes on overleaf; cut about {n} characters for it to end on the page of its heading",
            cut,
        )
        return [Problem(_KEYS, message.format(n=cut), Severity.WARNING)]
    return []


def _is_summary(block: Block) -> bool:
    return isinstance(block, Paragraph) and block.style == styles.SUMMARY


def _on_one_page(before: Sequence[Block], paragraphs: Sequence[str]) -> bool:
    """Returns whether a page has room for the summary with what stands `before` it, its heading at the least."""
    blocks = [*before, *(Paragraph(styles.SUMMARY, (Run(text),)) for text in paragraphs)]
    setter = Setter((), lambda _: Length(0))
    return paginate([setter.measured(block) for block in blocks]).count == 1


def _shortened(paragraphs: Sequence[Text], count: int) -> list[str]:
    """Returns the paragraphs without so many characters at their end."""
    texts = [plain(text) for text in paragraphs]
    while texts and count >= len(texts[-1]):
        count -= len(texts.pop())
    return [*texts[:-1], texts[-1][: len(texts[-1]) - count]] if texts else []

"""What stands before the text: the title with its unit and date, the masthead of a 简报, and the cover."""

from __future__ import annotations

from collections.abc import Iterator

from briefing.document import Document, Run
from briefing.word import styles
from briefing.word.blocks import Paragraph
from briefing.word.masthead import masthead
from briefing.word.style import ParagraphStyle
from briefing.word.titles import divided, line_count

_ADDRESS_ENDS = "：:，,！!"
"""Marks that end a salutation; where none does, the colon is set."""
_ROOMY = 4
"""A cover's title and subtitle in so many lines leave room to set the unit far down the page."""


def head(document: Document) -> Iterator[Paragraph]:
    """Yields the head of the first page of text.

    Unit and date stand below the title unless a masthead or a cover says them; the title stands there always, for
    the text is copied and filed without its cover. The number of the copy stands on the cover if there is one.
    """
    if not document.pages.cover:
        yield from _copy_number(document)
    yield from _title_block(document)
    yield from _addressed(document)


def _title_block(document: Document) -> Iterator[Paragraph]:
    if document.bulletin is not None:
        yield from masthead(document, document.bulletin)
        yield from _above_text(document, document.meta.subtitle)
    elif document.pages.cover:
        yield from _above_text(document, "")
    else:
        yield from _signed(document)


def _copy_number(document: Document) -> Iterator[Paragraph]:
    """Yields the number of the copy, which stands in the first line of the first page (7.2.1)."""
    if document.meta.recipient.copy:
        yield Paragraph(styles.COPY_NUMBER, (Run(document.meta.recipient.copy),))


def _addressed(document: Document) -> Iterator[Paragraph]:
    """Yields the one whom the briefing is for, below the line after the title (7.3.2), and the salutation."""
    recipient, colon = document.meta.recipient, document.words.colon.strip()
    for line in filter(None, (recipient.unit, recipient.salutation)):
        yield Paragraph(styles.RECIPIENT, (Run(line if line.endswith(tuple(_ADDRESS_ENDS)) else line + colon),))


def _signed(document: Document) -> Iterator[Paragraph]:
    meta, words = document.meta, document.words
    yield _title(document, styles.TITLE, meta.title)
    if meta.subtitle:
        yield _title(document, styles.SUBTITLE, meta.subtitle)
    yield Paragraph(styles.UNIT, (Run(meta.unit),))
    yield Paragraph(styles.DATE, (Run(words.brackets.format(words.written(meta.date)).strip()),))


def _above_text(document: Document, subtitle: str) -> Iterator[Paragraph]:
    title = document.meta.title
    if subtitle:
        yield _title(document, styles.TITLE, title)
        yield _title(document, styles.SUBTITLE_ABOVE_TEXT, subtitle)
    else:
        yield _title(document, styles.TITLE_ABOVE_TEXT, title)


def cover(document: Document) -> tuple[Paragraph, ...]:
    """Returns the cover's paragraphs; none where the outline asks for no cover."""
    if not document.pages.cover:
        return ()
    meta = document.meta
    titles = [_title(document, styles.COVER_TITLE, meta.title)]
    if meta.subtitle:
        titles.append(_title(document, styles.COVER_SUBTITLE, meta.subtitle))
    copy = tuple(_copy_number(document))
    lines = len(copy) + sum(line_count(paragraph.text[0].text, paragraph.style) for paragraph in titles)
    unit = styles.COVER_UNIT if lines <= _ROOMY else styles.COVER_UNIT_NEAR
    day = document.words.written(meta.date)
    return *copy, *titles, Paragraph(unit, (Run(meta.unit),)), Paragraph(styles.COVER_DATE, (Run(day),))


def _title(document: Document, style: ParagraphStyle, text: str) -> Paragraph:
    return Paragraph(style, (Run(divided(text, style, document.names)),))

"""What a 简报 has around its text: masthead, number, publisher and date above it, the 版记 at the foot of its last page."""

from __future__ import annotations

from collections.abc import Iterator

from briefing.document import Bulletin, Document, Run, Words
from briefing.text.measure import AS_MEASURED
from briefing.word import styles
from briefing.word.blocks import Imprint, Paragraph
from briefing.word.page import TYPE_AREA
from briefing.word.style import ParagraphStyle
from briefing.word.titles import divided


def masthead(document: Document, bulletin: Bulletin) -> Iterator[Paragraph]:
    """Yields what stands above the red rule, which is the last paragraph's own."""
    words = document.words
    style = _name_style(bulletin.name)
    yield Paragraph(style, (Run(divided(bulletin.name, style, document.names)),))
    yield Paragraph(styles.ISSUE, (Run(_issue(bulletin, words)),))
    publisher = words.publisher.format(bulletin.publisher)
    yield Paragraph(styles.PUBLISHER, (Run(f"{publisher}\t{words.written(document.meta.date)}"),))


def _name_style(name: str) -> ParagraphStyle:
    """Returns the largest style in which a name stands in one line; the smallest one where it stands in none."""
    fitting = (style for style in styles.MASTHEADS if AS_MEASURED.width(name, style.size.pt) <= TYPE_AREA.width.pt)
    return next(fitting, styles.MASTHEADS[-1])


def _issue(bulletin: Bulletin, words: Words) -> str:
    total = words.total_issue.format(bulletin.total) if bulletin.total else ""
    return words.issue.format(bulletin.issue) + total


def imprint(document: Document, bulletin: Bulletin) -> Imprint | None:
    """Returns the 版记: who is reported to, who gets copies, and how many there are; None where nothing is said.

    Receivers stand together without a rule between them, other particulars below a rule (7.4.2, 7.4.3).
    """
    words = document.words
    receivers = tuple(
        Paragraph(styles.IMPRINT, (Run(f"{mark}{words.colon}{words.separator.join(names)}{words.full_stop}"),))
        for mark, names in (
            (words.report_to, bulletin.report_to),
            (words.send_to, bulletin.send_to),
            (words.distribute_to, bulletin.distribute_to),
        )
        if names
    )
    copies = (Paragraph(styles.COPIES, (Run(words.copies.format(bulletin.copies)),)),) if bulletin.copies else ()
    rows = tuple(row for row in (receivers, copies) if row)
    return Imprint(rows) if rows else None

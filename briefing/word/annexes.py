"""The annexes of the Word briefing: the table of every figure it states, and the list of its articles."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from briefing.document import Citation, Document, Fact, Run, Text
from briefing.word import styles
from briefing.word.blocks import Block, Grid, Paragraph, columns
from briefing.word.topics import topics

_FACT_WIDTHS = (0.26, 0.16, 0.17, 0.19, 0.22)
_SOURCE_WIDTHS = (0.40, 0.16, 0.44)


@dataclass(frozen=True, slots=True)
class Annex:
    name: Text
    blocks: tuple[Block, ...]


def fact_annex(document: Document) -> Annex | None:
    """Returns the table of all figures with value, scope, date and source, or None when none is stated."""
    if not document.facts:
        return None
    rows = tuple(_fact_row(document, fact) for fact in document.facts)
    return _annex(document.words.figure_list, document.words.fact_columns, rows, _FACT_WIDTHS)


def source_annex(document: Document) -> Annex | None:
    """Returns the list of the articles with the sections used of each, or None when there are none."""
    if not document.sources:
        return None
    used = {(citation.source, citation.section) for citation in _citations(document)}
    rows = tuple(
        _row(
            f"{_key(document, source.id)}{source.name}",
            source.date or "—",
            document.words.separator.join(heading for key, heading in source.headings if (source.id, key) in used),
        )
        for source in document.sources
    )
    return _annex(document.words.source_list, document.words.source_columns, rows, _SOURCE_WIDTHS)


def _annex(name: str, header: tuple[str, ...], rows: tuple[tuple[Text, ...], ...], widths: tuple[float, ...]) -> Annex:
    cells = columns(rows, len(header), styles.ANNEX_TEXT, styles.ANNEX_SHORT)
    grid = Grid(header, rows, widths, cells, styles.ANNEX_HEADER, name)
    return Annex((Run(name),), (grid, Paragraph(styles.AFTER_TABLE, ())))


def _row(*cells: str) -> tuple[Text, ...]:
    return tuple((Run(cell),) for cell in cells)


def _fact_row(document: Document, fact: Fact) -> tuple[Text, ...]:
    derived = document.words.brackets.format(document.words.derived) if fact.derived else ""
    source = f"{_key(document, fact.citation.source)}{fact.citation.heading}"
    return _row(fact.label, fact.text + derived, fact.scope, fact.as_of, source)


def _key(document: Document, source: str) -> str:
    """Returns how an article is referred to, 〔1〕; nothing where there is only one."""
    ids = [item.id for item in document.sources]
    return f"〔{ids.index(source) + 1}〕" if len(ids) > 1 else ""


def _citations(document: Document) -> Iterator[Citation]:
    for topic in topics(document):
        yield from topic.citations
    for fact in document.facts:
        yield fact.citation

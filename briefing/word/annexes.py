"""The annexes of the Word briefing: the table of every figure it states, and the list of its articles."""

from __future__ import annotations

from dataclasses import dataclass

from briefing.document import Document, Fact, Run, Text, plain
from briefing.word import styles
from briefing.word.blocks import Block, Grid, Paragraph, columns
from briefing.word.columns import fitted, needed
from briefing.word.page import TYPE_AREA

_SOURCE_WIDTHS = (0.30, 0.14, 0.56)
_NARROWEST = 5
"""Characters that every column has room for."""
_MAY_WRAP = 0.25
"""The share of the rows that may take a second line for the sake of naming the articles' sections."""


@dataclass(frozen=True, slots=True)
class Annex:
    name: Text
    blocks: tuple[Block, ...]


def fact_annex(document: Document) -> Annex | None:
    """Returns the table of all figures with value, scope, date and source, or None when none is stated."""
    if not document.facts:
        return None
    words = document.words
    rows = tuple(_fact_row(document, fact, section=True) for fact in document.facts)
    widths, wrapped = _widths(words.fact_columns, rows)
    if wrapped > _MAY_WRAP * len(rows) and len(document.sources) > 1:
        rows = tuple(_fact_row(document, fact, section=False) for fact in document.facts)
        widths, _ = _widths(words.fact_columns, rows)
    return _annex(words.figure_list, words.fact_columns, rows, widths)


def source_annex(document: Document) -> Annex | None:
    """Returns the list of the articles with the sections used of each, or None when there are none."""
    if not document.sources:
        return None
    rows = tuple(
        _row(
            f"{_key(document, source.id)}{source.name}",
            source.date or "—",
            document.words.separator.join(source.used),
        )
        for source in document.sources
    )
    return _annex(document.words.source_list, document.words.source_columns, rows, _SOURCE_WIDTHS)


def _annex(name: str, header: tuple[str, ...], rows: tuple[tuple[Text, ...], ...], widths: tuple[float, ...]) -> Annex:
    cells = columns(rows, len(header), styles.ANNEX_TEXT, styles.ANNEX_SHORT)
    grid = Grid(header, rows, widths, cells, styles.ANNEX_HEADER, name, styles.ANNEX_TABLE)
    return Annex((Run(name),), (grid, Paragraph(styles.AFTER_TABLE, ())))


def _row(*cells: str) -> tuple[Text, ...]:
    return tuple((Run(cell),) for cell in cells)


def _widths(header: tuple[str, ...], rows: tuple[tuple[Text, ...], ...]) -> tuple[tuple[float, ...], int]:
    """Returns the columns' shares of the width, and how many rows take more than one line."""
    size, margins = styles.ANNEX_TEXT.size.pt, 2 * styles.ANNEX_TABLE.side.pt
    texts = (header, *([plain(cell) for cell in row] for row in rows))
    cells = [[needed(text, size) + margins for text in row] for row in texts]
    widths, wrapped = fitted(cells, TYPE_AREA.width.pt, _NARROWEST * size + margins)
    return tuple(width / TYPE_AREA.width.pt for width in widths), wrapped


def _fact_row(document: Document, fact: Fact, *, section: bool) -> tuple[Text, ...]:
    derived = document.words.brackets.format(document.words.derived) if fact.derived else ""
    source = _key(document, fact.citation.source) + (fact.citation.heading if section else "")
    return _row(fact.label, fact.text + derived, fact.scope, fact.as_of, source)


def _key(document: Document, source: str) -> str:
    """Returns how an article is referred to, 〔1〕; nothing where there is only one."""
    ids = [item.id for item in document.sources]
    return document.words.article.format(ids.index(source) + 1) if len(ids) > 1 else ""

"""Manuscript → the body of document.xml: one block after the other, nothing left to decide."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from briefing.document import Text
from briefing.word import contents_field, styles
from briefing.word.blocks import Caption, Contents, Drawn, Grid, Imprint, Paragraph
from briefing.word.page import LEFT, TYPE_AREA
from briefing.word.plan import Manuscript
from briefing.word.runs import bookmarked, field, note_mark, paragraph, run, runs
from briefing.word.xml import Element, node

_FIRST_ROW_ONLY = "0020"
"""tblLook with the header row's formatting on and no other (ECMA-376 part 1, 17.4.55)."""


def body(manuscript: Manuscript, place: Callable[[Drawn], Element]) -> Iterator[Element]:
    """Yields the paragraphs and tables of a manuscript; `place` makes the drawing of a figure."""
    for number, block in enumerate(manuscript.blocks):
        if isinstance(block, Contents):
            yield contents_field.contents(block)
        else:
            yield _block(manuscript, block, number, place)


def cover(manuscript: Manuscript, section: Element) -> Iterator[Element]:
    """Yields the paragraphs of the cover, the last of which carries the section that ends with it (17.6.18)."""
    made = [_paragraph(block, 0, manuscript) for block in manuscript.cover]
    if made:
        made[-1][0].append(section)
    yield from made


def _block(
    manuscript: Manuscript,
    block: Paragraph | Caption | Drawn | Grid | Imprint,
    number: int,
    place: Callable[[Drawn], Element],
) -> Element:
    match block:
        case Paragraph():
            return _paragraph(block, number, manuscript)
        case Caption():
            return _caption(block, number)
        case Drawn():
            return paragraph(styles.FIGURE, node("w:r", place(block)))
        case Grid():
            return _table(block, manuscript)
        case Imprint():
            return _imprint(block, manuscript)


def _paragraph(block: Paragraph, number: int, manuscript: Manuscript) -> Element:
    content = runs(block.text, manuscript.bookmarks)
    if block.bookmark:
        content = bookmarked(block.bookmark, number, content)
    # The mark stands outside the bookmark: the contents repeat what is within.
    mark = () if block.note is None else (note_mark(block.note),)
    return paragraph(block.style, *content, *mark, new_page=block.new_page)


def _caption(caption: Caption, bookmark: int) -> Element:
    sequence = field(rf"SEQ {caption.label.strip()} \* ARABIC", str(caption.number))
    number = bookmarked(caption.bookmark, bookmark, (run(caption.label), *sequence))
    return paragraph(caption.style, *number, run(caption.title))


def _table(grid: Grid, manuscript: Manuscript) -> Element:
    widths = _widths(grid)
    properties = node(
        "w:tblPr",
        node("w:tblStyle", val=grid.style.id),
        node("w:tblW", w=sum(widths), type="dxa"),
        node("w:jc", val="center"),
        node("w:tblLayout", type="fixed"),
        node(
            "w:tblLook", val=_FIRST_ROW_ONLY, firstRow=1, lastRow=0, firstColumn=0, lastColumn=0, noHBand=1, noVBand=1
        ),
        node("w:tblCaption", val=grid.description),
    )
    header = _row(
        tuple(
            _cell(width, paragraph(grid.header_style, run(cell)))
            for width, cell in zip(widths, grid.header, strict=True)
        ),
        is_header=True,
    )
    kept = len(grid.rows) - 1 if grid.is_short else 0
    rows = (_row(_cells(grid, row, widths, manuscript, keep_next=index < kept)) for index, row in enumerate(grid.rows))
    return node("w:tbl", properties, node("w:tblGrid", *(node("w:gridCol", w=w) for w in widths)), header, *rows)


def _widths(grid: Grid) -> list[int]:
    """Returns the columns' widths in twips; the last one takes what rounding leaves."""
    total = TYPE_AREA.width.twips
    widths = [round(total * share) for share in grid.widths]
    widths[-1] += total - sum(widths)
    return widths


def _row(cells: tuple[Element, ...], *, is_header: bool = False) -> Element:
    repeat = node("w:tblHeader") if is_header else None
    return node("w:tr", node("w:trPr", node("w:cantSplit"), repeat), *cells)


def _cells(
    grid: Grid, row: tuple[Text, ...], widths: list[int], manuscript: Manuscript, *, keep_next: bool
) -> tuple[Element, ...]:
    return tuple(
        _cell(width, paragraph(style, *runs(text, manuscript.bookmarks), keep_next=keep_next))
        for width, style, text in zip(widths, grid.columns, row, strict=True)
    )


def _cell(width: int, *content: Element) -> Element:
    return node("w:tc", node("w:tcPr", node("w:tcW", w=width, type="dxa")), *content)


def _imprint(imprint: Imprint, manuscript: Manuscript) -> Element:
    """Returns the 版记 as a table whose last rule lies on the lower edge of the type area (7.4.1).

    Its place is counted from the page's left edge: counted from the margin's, LibreOffice 7.4 leaves a table as wide as
    the text where it comes.
    """
    width = TYPE_AREA.width.twips
    properties = node(
        "w:tblPr",
        node("w:tblStyle", val=imprint.style.id),
        node("w:tblpPr", vertAnchor="margin", horzAnchor="page", tblpX=LEFT.twips, tblpYSpec="bottom"),
        node("w:tblW", w=width, type="dxa"),
        node("w:tblLayout", type="fixed"),
    )
    cells = (_cell(width, *(_paragraph(block, 0, manuscript) for block in row)) for row in imprint.rows)
    return node("w:tbl", properties, node("w:tblGrid", node("w:gridCol", w=width)), *(_row((cell,)) for cell in cells))

"""Tables of the deck: columns, row heights that the text needs, and continuations between rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from briefing.deck.fit import height, paragraph
from briefing.deck.line_ends import kept_together
from briefing.deck.slides import Cell, Paragraph, TableFill
from briefing.deck.slots import Book, Slot
from briefing.document import Document, FactTable, Recommendations, Run, SourceList, TableBody, Text
from briefing.lengths import Length, inch, pt
from briefing.text.measure import CAUTIOUS, has_asian

CELL_SIDE = inch(0.1)
"""Left and right margin of a cell."""
CELL_TOP = inch(0.07)
"""Top and bottom margin of a cell."""


@dataclass(frozen=True, slots=True)
class _Grid:
    """A table before it is fitted; the first row is the header."""

    rows: tuple[tuple[Text, ...], ...]
    shares: tuple[float, ...]
    name: str


def table_drafts(
    body: Recommendations | TableBody | SourceList | FactTable, document: Document, book: Book
) -> Iterator[tuple[str, TableFill]]:
    """Yields layout name and table for each slide that a body takes."""
    layout = book["recommendations" if isinstance(body, Recommendations) else "table"]
    grid = _grid(body, document)
    for fill in _fitted(grid, layout.slot("table")):
        yield layout.name, fill


def _grid(body: Recommendations | TableBody | SourceList | FactTable, document: Document) -> _Grid:
    words = document.words
    match body:
        case TableBody(table):
            return _Grid((_texts(table.header), *table.rows), table.widths, table.title)
        case Recommendations(rows):
            numbered = (
                ((Run(f"{number}", strong=True),), (Run(row.who, strong=True),), row.what, row.means)
                for number, row in enumerate(rows, 1)
            )
            header = _texts(("", *words.recommendation_columns))
            return _Grid(
                (header, *numbered), (0.05, 0.18, 0.36, 0.41), words.separator.join(words.recommendation_columns)
            )
        case SourceList():
            listed = (
                _texts((source.name, source.date or "", words.separator.join(source.used)))
                for source in document.sources
            )
            return _Grid((_texts(words.source_columns), *listed), (0.32, 0.2, 0.48), words.source_list)
        case FactTable(facts):
            figures = (
                (
                    (Run(fact.label),),
                    (Run(fact.text, strong=True, fact=fact.id),),
                    (Run(fact.scope),),
                    (Run(fact.as_of),),
                    (Run(fact.citation.heading),),
                )
                for fact in facts
            )
            return _Grid((_texts(words.fact_columns), *figures), words.fact_shares, words.figure_list)


def _texts(cells: Sequence[str]) -> tuple[Text, ...]:
    return tuple((Run(cell),) for cell in cells)


def _fitted(grid: _Grid, slot: Slot) -> Iterator[TableFill]:
    """Yields the table whole at the largest size that fits, or in parts at the floor."""
    room = slot.frame.height
    for size in slot.style.sizes:
        widths = _widths(grid, slot, size)
        rows = _rows(grid, slot, size, widths)
        heights = [_row_height(row, widths) for row in rows]
        if sum(h.emu for h in heights) <= room.emu:
            yield _fill(slot, rows, widths, heights, grid.name, _stretch(heights, room))
            return
    size = _size_in_parts(grid, slot)
    widths = _widths(grid, slot, size)
    rows = _rows(grid, slot, size, widths)
    heights = [_row_height(row, widths) for row in rows]
    parts = list(_parts(heights, room))
    stretch = min(_stretch([heights[0], *heights[start:end]], room) for start, end in parts)
    for start, end in parts:
        part = (rows[0], *rows[start:end])
        yield _fill(slot, part, widths, [heights[0], *heights[start:end]], grid.name, stretch)


def _size_in_parts(grid: _Grid, slot: Slot) -> int:
    """Returns the largest size that takes no more slides than the floor does, so that none of them is half empty."""

    def slides(size: int) -> int:
        widths = _widths(grid, slot, size)
        heights = [_row_height(row, widths) for row in _rows(grid, slot, size, widths)]
        return sum(1 for _ in _parts(heights, slot.frame.height))

    fewest = slides(slot.style.floor)
    return next(size for size in slot.style.sizes if slides(size) == fewest)


def _parts(heights: Sequence[Length], room: Length) -> Iterator[tuple[int, int]]:
    """Yields the row ranges of the continuations, about equally tall; each has the header above it."""
    space = room.emu - heights[0].emu
    body = [row.emu for row in heights[1:]]
    target = min(space, sum(body) / -(-sum(body) // space) + max(body) / 2)
    start, used = 0, 0
    for index, row in enumerate(body):
        if used + row > target and index > start:
            yield start + 1, index + 1
            start, used = index, 0
        used += row
    yield start + 1, len(heights)


def _widths(grid: _Grid, slot: Slot, size: int) -> tuple[Length, ...]:
    """Returns the columns' widths; one that would divide a Latin word takes from those that have room to spare."""
    total = slot.frame.width
    widths = [(total * (share / sum(grid.shares))).pt for share in grid.shares]
    words = [max(_longest_word(row[column], slot, size) for row in grid.rows) for column in range(len(widths))]
    needed = [word + (2 * CELL_SIDE).pt if word else 0.0 for word in words]
    lacking = sum(max(need - width, 0.0) for need, width in zip(needed, widths, strict=True))
    spare = sum(max(width - need, 0.0) for need, width in zip(needed, widths, strict=True))
    if not lacking or lacking > spare:
        return tuple(total * (share / sum(grid.shares)) for share in grid.shares)
    kept = 1 - lacking / spare
    return tuple(pt(need + max(width - need, 0.0) * kept) for need, width in zip(needed, widths, strict=True))


def _longest_word(text: Text, slot: Slot, size: int) -> float:
    """Returns the width of the longest Latin word of a cell, in points, with what no line end parts from it."""
    return max(
        (
            CAUTIOUS.width(word, size, strong=slot.style.strong or run.strong) + _ROUNDING
            for run in text
            for word in run.text.split(" ")
            if word.isalpha() and not has_asian(word)
        ),
        default=0.0,
    )


def _rows(grid: _Grid, slot: Slot, size: int, widths: Sequence[Length]) -> list[tuple[Paragraph, ...]]:
    return [
        tuple(
            kept_together(
                paragraph(text, slot.style, size, first=True, colour=None if number else "on_ground"),
                width - 2 * CELL_SIDE,
            )
            for text, width in zip(row, widths, strict=True)
        )
        for number, row in enumerate(grid.rows)
    ]


def _row_height(row: Sequence[Paragraph], widths: Sequence[Length]) -> Length:
    tallest = max(
        (height((item,), width - 2 * CELL_SIDE).emu for item, width in zip(row, widths, strict=True) if item.text),
        default=max(item.leading.emu for item in row),  # of facts without a unit, {fact.unit} says nothing
    )
    return Length(tallest) + 2 * CELL_TOP


_ROUNDING = 2.0
"""Points that a word's column is wider than the word, because offices round the widths of both."""
_GENEROUS = 2.0
"""How much taller than its text a row may be made, so that a short table fills its slide."""


def _stretch(heights: Sequence[Length], room: Length) -> float:
    return max(1.0, min(_GENEROUS, room.emu / sum(height.emu for height in heights)))


def _fill(
    slot: Slot,
    rows: Sequence[Sequence[Paragraph]],
    widths: tuple[Length, ...],
    heights: Sequence[Length],
    name: str,
    stretch: float,
) -> TableFill:
    cells = tuple(tuple(Cell(item) for item in row) for row in rows)
    return TableFill(slot.name, cells, widths, tuple(h * stretch for h in heights), name)

"""On which page each block of the Word briefing stands: the page set line by line from what the styles say."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import assert_never

from briefing.document import Figure, Run, Text
from briefing.lengths import Length
from briefing.word import styles
from briefing.word.blocks import Block, Caption, Contents, Drawn, Grid, Imprint, Paragraph
from briefing.word.lines import lines
from briefing.word.page import LINE, TYPE_AREA
from briefing.word.style import ParagraphStyle
from briefing.word.styles import NOTE_SEPARATOR_LINE

_HEIGHT = TYPE_AREA.height.pt
_WIDTH = TYPE_AREA.width.pt
_GRID = LINE.pt
"""Of the grid that lines of text stand on."""
_SEPARATOR = NOTE_SEPARATOR_LINE.pt
"""Points between the text and the first footnote of a page, the rule included."""

HeightOf = Callable[[Figure], Length]
"""How high a chart or picture is drawn."""


@dataclass(frozen=True, slots=True)
class Paged:
    """Where everything stands."""

    first: tuple[int, ...]
    """The page, from 1, on which each block begins."""
    count: int
    """How many pages there are."""


@dataclass(frozen=True, slots=True)
class Manner:
    """How a stretch of lines holds together."""

    before: float = 0.0
    after: float = 0.0
    keep_next: bool = False
    keep_lines: bool = False
    new_page: bool = False


@dataclass(frozen=True, slots=True)
class Stretch:
    """A paragraph, a picture or a table's row: lines that stand one below the other; lengths in points."""

    lines: tuple[float, ...]
    manner: Manner = Manner()
    note: float = 0.0
    """The height of the footnote whose mark stands in its last line."""
    header: float = 0.0
    """The height of the header row that is repeated when the stretch begins a page."""
    on_grid: bool = False
    """Whether its lines stand on the page's grid: below the last whole one of it none is set."""


Measured = tuple[Stretch, ...]
"""A block, measured."""


def paginate(measured: Sequence[Measured]) -> Paged:
    """Returns the pages of a manuscript's blocks."""
    placed = [(block, stretch) for block, stretches in enumerate(measured) for stretch in stretches]
    press = _Press(len(measured))
    for index, (block, stretch) in enumerate(placed):
        press.set(block, stretch, (placed[later][1] for later in range(index + 1, len(placed))))
    return Paged(tuple(press.first), press.page)


@dataclass(frozen=True, slots=True)
class Setter:
    """Measures blocks."""

    notes: Sequence[str]
    height_of: HeightOf

    def measured(self, block: Block) -> Measured:
        match block:
            case Paragraph():
                return (self._paragraph(block),)
            case Caption(style, label, number, title):
                return (self._text(style, (Run(f"{label}{number}{title}"),)),)
            case Drawn(figure):
                return (Stretch((self.height_of(figure).pt,), _manner(styles.FIGURE)),)
            case Grid():
                return tuple(self._grid(block))
            case Contents():
                return tuple(self._contents(block))
            case Imprint():
                return (self._imprint(block),)
            case _:
                assert_never(block)

    def _paragraph(self, block: Paragraph) -> Stretch:
        number = Run(block.number)
        return self._text(block.style, (number, *block.text), block.note, new_page=block.new_page)

    def _text(self, style: ParagraphStyle, text: Text, note: int | None = None, *, new_page: bool = False) -> Stretch:
        count = len(lines(text, style, _WIDTH, note=note))
        height = 0.0 if note is None else self._note(note)
        return Stretch((_pitch(style),) * count, _manner(style, new_page=new_page), height, on_grid=style.on_grid)

    def _note(self, number: int) -> float:
        text = f"{number} {self.notes[number - 1]}"
        count = len(lines((Run(text),), styles.FOOTNOTE, _WIDTH))
        return count * _pitch(styles.FOOTNOTE)

    def _contents(self, block: Contents) -> Iterator[Stretch]:
        yield self._text(styles.CONTENTS_HEADING, (Run(block.heading),))
        for entry in block.entries:
            yield self._text(entry.style, (Run(f"{entry.text}……{entry.page}"),))

    def _imprint(self, imprint: Imprint) -> Stretch:
        """Returns the 版记, which stands whole on a page."""
        lines_of = (_pitch(p.style) * len(lines(p.text, p.style, _WIDTH)) for row in imprint.rows for p in row)
        style, count = imprint.style, len(imprint.rows)
        rules = 2 * style.outer.pt + (count - 1) * _thickness(style.between)
        return Stretch((sum(lines_of) + count * 2 * style.rows.pt + rules,), Manner())

    def _grid(self, grid: Grid) -> Iterator[Stretch]:
        header = self._row(grid, [(Run(cell),) for cell in grid.header], [grid.header_style] * len(grid.header))
        header += grid.style.outer.pt + _thickness(grid.style.header)
        yield Stretch((header,), Manner(keep_next=True))
        last = len(grid.rows) - 1
        for number, row in enumerate(grid.rows):
            rule = grid.style.outer.pt if number == last else 0.0
            height = self._row(grid, row, grid.columns) + rule
            yield Stretch((height,), Manner(keep_next=grid.is_short and number < last), header=header)

    def _row(self, grid: Grid, cells: Sequence[Text], columns: Sequence[ParagraphStyle]) -> float:
        heights = (
            _pitch(style) * len(lines(cell, style, _WIDTH * share - 2 * grid.style.side.pt))
            for cell, style, share in zip(cells, columns, grid.widths, strict=True)
        )
        return max(heights) + 2 * grid.style.rows.pt


def _thickness(rule: Length | None) -> float:
    return rule.pt if rule else 0.0


def _pitch(style: ParagraphStyle) -> float:
    if style.line is None:
        raise AssertionError(f"“{style.name}” has no line pitch: its height is its picture's")
    return style.line.pt


def _manner(style: ParagraphStyle, *, new_page: bool = False) -> Manner:
    return Manner(
        style.before.pt, style.after.pt, style.keep_next, style.keep_lines, new_page or style.page_break_before
    )


def _room(notes: float, *, on_grid: bool) -> float:
    """Returns the height of a page's text above notes of a height, in points."""
    return min(_HEIGHT - notes, _HEIGHT // _GRID * _GRID if on_grid else _HEIGHT)


class _Press:
    """Fills one page after the other."""

    def __init__(self, blocks: int) -> None:
        self.page = 1
        self.first = [0] * blocks
        self._used = 0.0
        self._notes = 0.0

    def set(self, block: int, stretch: Stretch, following: Iterable[Stretch]) -> None:
        """Puts a stretch of a block on the page, or on the next one, or on both; `following` are those that it may have to stay with."""
        if (stretch.manner.new_page and self._used) or not self._fits_together(stretch, following):
            self._turn()
        if self._used == 0.0 and self.page > 1:
            self._used += stretch.header
        self._used += stretch.manner.before if self._used or self.page == 1 else 0.0
        for number, line in enumerate(stretch.lines):
            note = stretch.note if number == len(stretch.lines) - 1 else 0.0
            if self._used and self._used + line > _room(self._with(note), on_grid=stretch.on_grid):
                self._turn()
            self.first[block] = self.first[block] or self.page
            self._used += line
            self._notes = self._with(note)
        self._used += stretch.manner.after

    def _with(self, note: float) -> float:
        """Returns the room of the page's footnotes with another one."""
        return self._notes + note + (_SEPARATOR if note and not self._notes else 0.0)

    def _turn(self) -> None:
        self.page += 1
        self._used = self._notes = 0.0

    def _fits_together(self, stretch: Stretch, following: Iterable[Stretch]) -> bool:
        """Returns whether what must stand on one page with the first line of a stretch still has room on this one."""
        needed, notes = 0.0, self._notes
        for item in chain((stretch,), following):
            whole = item.manner.keep_next or item.manner.keep_lines
            shown = item.lines if whole else item.lines[:1]
            needed += item.manner.before + sum(shown)
            if item.note and len(shown) == len(item.lines):
                notes += item.note + (0.0 if notes else _SEPARATOR)
            if not item.manner.keep_next:
                break
            needed += item.manner.after
        room = _room(notes, on_grid=item.on_grid)
        return not self._used or self._used + needed <= room or needed > room

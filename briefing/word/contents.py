"""The contents: when there are any, what they list, and on which page they say that it stands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from briefing.document import plain
from briefing.word import styles
from briefing.word.blocks import Block, Contents, Entry, Paragraph
from briefing.word.pages import HeightOf, Measured, Paged, Setter, paginate

_MOST_WITHOUT = 10
"""A briefing of more pages has contents, unless its outline says otherwise."""
_TRIES = 8
"""The contents' own length changes no more once every page number in them has found its number of digits."""


@dataclass(frozen=True, slots=True)
class Set:
    """The blocks as they are printed, and the pages that they take."""

    blocks: tuple[Block, ...]
    paged: Paged


def with_contents(
    blocks: Sequence[Block], notes: Sequence[str], heading: str, height_of: HeightOf, *, wanted: bool | None
) -> Set:
    """Returns the blocks with contents before the first heading, on pages of their own, if they are to have any.

    `wanted` is the outline's choice; without one there are contents when there are more than ten pages.
    """
    setter = Setter(notes, height_of)
    measured = [setter.measured(block) for block in blocks]
    plain_set = Set(tuple(blocks), paginate(measured))
    if wanted is False or (wanted is None and plain_set.paged.count <= _MOST_WITHOUT):
        return plain_set
    marked = _marked(blocks)
    place = next((index for index, block in enumerate(marked) if _level(block) is not None), None)
    first = None if place is None else marked[place]
    if place is None or not isinstance(first, Paragraph):
        return plain_set
    marked[place] = replace(first, new_page=True)
    measured[place] = setter.measured(marked[place])
    return _settled(marked, measured, place, heading, setter)


def _settled(marked: list[Block], measured: list[Measured], place: int, heading: str, setter: Setter) -> Set:
    """Returns the blocks with contents whose page numbers are those of the pages that they themselves shift."""
    pages: Sequence[int] = [1] * (len(marked) + 1)
    for _ in range(_TRIES):
        contents = Contents(heading, tuple(_entries(marked, place, pages)))
        made = (*marked[:place], contents, *marked[place:])
        paged = paginate([*measured[:place], setter.measured(contents), *measured[place:]])
        if paged.first == tuple(pages):
            break
        pages = paged.first
    return Set(made, paged)


def _level(block: Block) -> int | None:
    """Returns the level of a block in the contents, from 0, or None when they don't list it."""
    if isinstance(block, Paragraph) and block.style.outline is not None and block.style.outline < len(styles.CONTENTS):
        return block.style.outline
    return None


def _marked(blocks: Sequence[Block]) -> list[Block]:
    """Returns the blocks with a bookmark around everything that the contents list."""
    return [
        replace(block, bookmark=f"_Toc{index:08}")
        if isinstance(block, Paragraph) and _level(block) is not None
        else block
        for index, block in enumerate(blocks, start=1)
    ]


def _entries(marked: Sequence[Block], place: int, pages: Sequence[int]) -> Iterator[Entry]:
    """Yields the lines; `pages` counts the contents, at their `place`, as a block."""
    for index, block in enumerate(marked):
        if not isinstance(block, Paragraph):
            continue
        level = _level(block)
        if level is not None and block.bookmark:
            page = pages[index + 1] if index >= place else pages[index]
            text = block.number + plain(block.text).replace("\n", "")
            yield Entry(styles.CONTENTS[level], text, block.bookmark, page)

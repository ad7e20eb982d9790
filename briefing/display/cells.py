"""Text as a terminal shows it, in cells of one width: Chinese characters take two, combining marks none."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import accumulate

from rich.cells import cell_len

from briefing.text.breaking import may_break

ELLIPSIS = "…"


def padded(text: str, cells: int) -> str:
    """Returns a text filled up with spaces to so many cells; a longer one as it is."""
    return text + " " * (cells - cell_len(text))


def wrapped(text: str, cells: int) -> list[str]:
    """Returns the lines of a text, each of so many cells at the most where a line may end within them (GB/T 15834)."""
    lines = [""]
    for piece in _pieces(text):
        if lines[-1] and cell_len((lines[-1] + piece).rstrip()) > cells:
            lines[-1] = lines[-1].rstrip()
            lines.append("")
        lines[-1] += piece
    return lines


def _pieces(text: str) -> list[str]:
    """Returns the stretches of a text after each of which a line may end."""
    ends = [i for i in range(1, len(text)) if may_break(text[i - 1], text[i])]
    return [text[start:end] for start, end in zip([0, *ends], [*ends, len(text)], strict=True)]


def window(text: str, index: int, cells: int) -> tuple[str, int]:
    """Returns the part of a text around one of its characters that has room, and how many cells stand before that one.

    What is cut off is marked by “…” on its side. `index` may be that behind the last character.
    """
    before = list(accumulate((cell_len(char) for char in text), initial=0))
    if before[-1] + (index == len(text)) <= cells:
        return text, cell_len(text[:index])
    room = cells - 2 * cell_len(ELLIPSIS)
    start = _first_from(before, before[index] - room // 2)
    end = _last_within(before, before[start] + room)
    if end == len(text):
        start = min(start, _first_from(before, before[-1] - room))
    if start == 0:
        end = _last_within(before, room)
    head, tail = ELLIPSIS if start else "", ELLIPSIS if end < len(text) else ""
    return head + text[start:end] + tail, cell_len(head + text[start:index])


def _first_from(before: list[int], cells: int) -> int:
    """Returns the first character that begins at a cell or after it, and is no mark that combines with one before."""
    at = before[bisect_left(before, cells)]
    return bisect_right(before, at) - 1


def _last_within(before: list[int], cells: int) -> int:
    """Returns the index behind the last character that ends by a cell."""
    return bisect_right(before, cells) - 1

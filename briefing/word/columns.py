"""How wide a table's columns are: as wide as their texts need, or where that is too much, so that few rows wrap."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from briefing.text.measure import Metrics

_METRICS = Metrics(latin=1.08, gap=0.25)
"""Word and LibreOffice set a quarter of an em between Chinese and digits; digits may be those of a wider face."""
_SLACK = 1.0
"""Points to spare in each cell."""


_REMEMBERED = 1 << 13


@lru_cache(maxsize=_REMEMBERED)
def needed(text: str, size: float) -> float:
    """Returns the width in points that a cell's text needs in one line, at `size` points."""
    return _METRICS.width(text, size) + _SLACK


def fitted(cells: Sequence[Sequence[float]], available: float, narrowest: float) -> tuple[list[float], int]:
    """Returns the widths of columns that sum to `available`, and how many rows then wrap.

    `cells` are rows of the widths that their texts need. Each column starts as wide as it needs; then, as long as
    that is too much, the column gives way for which the fewest further rows have to wrap.
    """
    columns = [sorted(set(column), reverse=True) for column in zip(*cells, strict=True)]
    steps = [[width for width in column if width >= narrowest] or column[:1] for column in columns]
    places = [0] * len(steps)
    wrapped: set[int] = set()
    while sum(_widths(steps, places)) > available:
        choices = [_choice(cells, steps, places, wrapped, column) for column in range(len(steps))]
        possible = [choice for choice in choices if choice is not None]
        if not possible:
            break
        _, column, further = min(possible)
        places[column] += 1
        wrapped |= set(further)
    widths = _widths(steps, places)
    return _filled(widths, available), len(wrapped)


def _widths(steps: Sequence[Sequence[float]], places: Sequence[int]) -> list[float]:
    return [step[place] for step, place in zip(steps, places, strict=True)]


def _choice(
    cells: Sequence[Sequence[float]],
    steps: Sequence[Sequence[float]],
    places: Sequence[int],
    wrapped: set[int],
    column: int,
) -> tuple[float, int, tuple[int, ...]] | None:
    """Returns what a column's next narrower width costs in wrapped rows per point, and the rows; None at its last."""
    place = places[column] + 1
    if place == len(steps[column]):
        return None
    width, saved = steps[column][place], steps[column][place - 1] - steps[column][place]
    further = tuple(index for index, row in enumerate(cells) if row[column] > width and index not in wrapped)
    return len(further) / saved, column, further


def _filled(widths: Sequence[float], available: float) -> list[float]:
    """Returns the widths with what is left given to all alike, or taken from each by its share."""
    left = available - sum(widths)
    if left >= 0:
        return [width + left / len(widths) for width in widths]
    return [width * available / sum(widths) for width in widths]

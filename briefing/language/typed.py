"""An author's text as it is going to be printed, each character knowing where it was typed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

_MARK = re.compile(r"\*\*|\{(?P<id>[A-Za-z][A-Za-z0-9_-]*)(?:\.(?P<attribute>[A-Za-z0-9_]+))?\}|\s*\n\s*")
"""Marks, and the line ends of a paragraph, which print nothing."""
_BLANK_LINE = re.compile(r"\n[^\S\n]*\n\s*")

Resolve = Callable[[str, str | None], str]
"""Returns what {id.attribute} prints."""


@dataclass(frozen=True, slots=True)
class Printed:
    """One paragraph."""

    text: str
    offsets: tuple[int, ...]
    """Where each character was typed; all those of a reference stand where it begins."""
    is_typed: tuple[bool, ...]
    """False for what a reference prints."""

    def typed_span(self, start: int, end: int) -> tuple[int, int] | None:
        """Returns where a stretch was typed; None when it is a reference's alone, whose own text is looked at elsewhere."""
        typed = [self.offsets[at] for at in range(start, end) if self.is_typed[at]]
        return (self.offsets[start], self.offsets[end - 1] + 1) if typed else None


def paragraphs(typed: str, resolve: Resolve) -> Iterator[Printed]:
    """Yields the paragraphs of a text: blank lines separate them, line ends within one are no spaces."""
    start = 0
    for end, following in [*(match.span() for match in _BLANK_LINE.finditer(typed)), (len(typed), len(typed))]:
        paragraph = typed[start:end]
        if stripped := paragraph.strip():
            printed = _printed(typed, start + paragraph.index(stripped[0]), end, resolve)
            if printed.text:
                yield printed
        start = following


def _printed(typed: str, start: int, end: int, resolve: Resolve) -> Printed:
    end = start + len(typed[start:end].rstrip())
    stretches: list[str] = []
    offsets: list[int] = []
    is_typed: list[bool] = []
    for match in _MARK.finditer(typed, start, end):
        _add_typed(typed, start, match.start(), stretches, offsets, is_typed)
        if match["id"]:
            printed = resolve(match["id"], match["attribute"])
            stretches.append(printed)
            offsets += [match.start()] * len(printed)
            is_typed += [False] * len(printed)
        start = match.end()
    _add_typed(typed, start, end, stretches, offsets, is_typed)
    return Printed("".join(stretches), tuple(offsets), tuple(is_typed))


def _add_typed(
    typed: str, start: int, end: int, stretches: list[str], offsets: list[int], is_typed: list[bool]
) -> None:
    stretches.append(typed[start:end])
    offsets += range(start, end)
    is_typed += [True] * (end - start)

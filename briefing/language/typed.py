"""An author's text as it is going to be printed, each character knowing where it was typed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

_MARK = re.compile(r"\*\*|\{(?P<id>[A-Za-z][\w-]*)(?:\.(?P<attribute>\w+))?\}", re.ASCII)
_BREAK = re.compile(r"\s*\n\s*")
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
    characters: list[tuple[str, int, bool]] = []
    at = start
    while at < end:
        if match := _BREAK.match(typed, at, end):
            at = match.end()
        elif match := _MARK.match(typed, at, end):
            if match["id"]:
                characters += [(each, at, False) for each in resolve(match["id"], match["attribute"])]
            at = match.end()
        else:
            characters.append((typed[at], at, True))
            at += 1
    return Printed(
        "".join(each for each, _, _ in characters),
        tuple(offset for _, offset, _ in characters),
        tuple(is_typed for _, _, is_typed in characters),
    )

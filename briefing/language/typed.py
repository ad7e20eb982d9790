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
    referred: tuple[str | None, ...]
    """The id that each character's reference names; None where it was typed."""

    def references(self, start: int, end: int) -> list[str]:
        """Returns the ids that a stretch prints, without repetition."""
        return list(dict.fromkeys(name for name in self.referred[start:end] if name))

    def typed_span(self, start: int, end: int) -> tuple[int, int] | None:
        """Returns where a stretch was typed; None when it is a reference's alone, whose own text is looked at elsewhere."""
        typed = [self.offsets[at] for at in range(start, end) if self.referred[at] is None]
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
    referred: list[str | None] = []
    for match in _MARK.finditer(typed, start, end):
        _add_typed(typed, start, match.start(), stretches, offsets, referred)
        if match["id"]:
            printed = resolve(match["id"], match["attribute"])
            stretches.append(printed)
            offsets += [match.start()] * len(printed)
            referred += [match["id"]] * len(printed)
        start = match.end()
    _add_typed(typed, start, end, stretches, offsets, referred)
    return Printed("".join(stretches), tuple(offsets), tuple(referred))


def _add_typed(
    typed: str, start: int, end: int, stretches: list[str], offsets: list[int], referred: list[str | None]
) -> None:
    stretches.append(typed[start:end])
    offsets += range(start, end)
    referred += [None] * (end - start)

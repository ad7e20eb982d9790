"""A clause: how to see that a file keeps it, and edits of a sound file that break it, to see that one would see."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from wordfile import DOCUMENT, STYLES, Parts, WordFile

Check = Callable[[WordFile], Iterable[str]]
"""Returns what is wrong, each with its place; nothing for a file that keeps the clause."""
Edit = Callable[[Parts], Parts]
HINT = '<w:rPr><w:rFonts w:hint="eastAsia"/></w:rPr>'
BOTH = ("汇报材料", "简报")


@dataclass(frozen=True)
class Clause:
    name: str
    """The standard's clause, or `practice`, with what it is about; the name of its test."""
    check: Check
    breaks: tuple[Edit, ...]
    kinds: tuple[str, ...] = BOTH
    also: tuple[str, ...] = ()
    """Other clauses that an edit can't help breaking too."""


def rewritten(part: str, pattern: str, new: str) -> Edit:
    """Returns the edit that replaces the first match of a pattern in a part; there must be one."""

    def edit(parts: Parts) -> Parts:
        text, count = re.subn(pattern, new, parts[part].decode(), count=1, flags=re.DOTALL)
        assert count, f"nothing in {part} to break: {pattern}"
        return {**parts, part: text.encode()}

    return edit


def restyled(style: str, pattern: str, new: str) -> Edit:
    """Returns the edit that replaces something within a style, given by its id."""
    return rewritten(STYLES, rf'(w:styleId="{style}"(?:(?!</w:style>).)*?){pattern}', rf"\g<1>{new}")


def paragraph(text: str, style: str = "BodyText") -> str:
    return (
        f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr><w:r>{HINT}<w:t xml:space="preserve">{text}</w:t></w:r></w:p>'
    )


def inserted(content: str) -> Edit:
    """Returns the edit that puts content between the text's end and the note of its annexes."""
    return rewritten(DOCUMENT, r'(<w:p><w:pPr><w:pStyle w:val="AnnexNote"/>)', rf"{content}\g<1>")


def said(text: str) -> Edit:
    """Returns the edit that ends the text with a further paragraph."""
    return inserted(paragraph(text))

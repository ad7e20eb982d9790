"""The contents as WordprocessingML: a field whose result is the lines, each a link with a field for its page."""

from __future__ import annotations

from collections.abc import Iterator

from briefing.word import styles
from briefing.word.blocks import Contents, Entry
from briefing.word.runs import field, field_end, field_start, paragraph, run
from briefing.word.xml import Element, node

_INSTRUCTION = r'TOC \o "1-2" \h \z \u'
"""Headings 1 and 2 and what has their outline levels (annexes), as links (ECMA-376 part 1, 17.16.5.68)."""
_GALLERY = "Table of Contents"
"""What Word takes for contents that it offers to update (17.5.2.12)."""


def contents(block: Contents) -> Element:
    """Returns the block that Word treats as one: the heading and the field."""
    part = node("w:docPartObj", node("w:docPartGallery", val=_GALLERY), node("w:docPartUnique"))
    heading = paragraph(styles.CONTENTS_HEADING, run(block.heading))
    return node("w:sdt", node("w:sdtPr", part), node("w:sdtContent", heading, *_lines(block)))


def _lines(block: Contents) -> Iterator[Element]:
    last = len(block.entries) - 1
    for index, entry in enumerate(block.entries):
        start = field_start(_INSTRUCTION) if index == 0 else ()
        end = (field_end(),) if index == last else ()
        yield paragraph(entry.style, *start, _link(entry), *end)


def _link(entry: Entry) -> Element:
    page = field(rf"PAGEREF {entry.bookmark} \h", str(entry.page))
    return node("w:hyperlink", run(f"{entry.text}\t"), *page, anchor=entry.bookmark, history=1)

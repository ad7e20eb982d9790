"""Runs of text in WordprocessingML: the font hint for Chinese marks, bold, fields with their results, bookmarks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from briefing.document import Run, Text
from briefing.word import styles
from briefing.word.style import ParagraphStyle
from briefing.word.xml import Element, flag, node

_AMBIGUOUS = re.compile("[“”‘’—…·×±°′″℃‰→←↑↓①-⑳]")
"""Characters that Word takes for Latin unless a run says otherwise (ECMA-376 part 1, 17.3.2.26)."""
_PIECES = re.compile(r"(\n|\t)")


def _properties(text: str, style: str | None) -> Element | None:
    style_node = node("w:rStyle", val=style) if style else None
    hint = node("w:rFonts", hint="eastAsia") if _AMBIGUOUS.search(text) else None
    if style_node is None and hint is None:
        return None
    return node("w:rPr", style_node, hint)


def _pieces(text: str) -> Iterator[Element]:
    for piece in _PIECES.split(text):
        if piece == "\n":
            yield node("w:br")
        elif piece == "\t":
            yield node("w:tab")
        elif piece:
            yield node("w:t", piece, xml_space="preserve" if piece != piece.strip() else None)


def run(text: str, style: str | None = None) -> Element:
    """Returns one run; a newline becomes a line break, a tab a tab."""
    return node("w:r", _properties(text, style), *_pieces(text))


def field(instruction: str, result: str, style: str | None = None) -> tuple[Element, ...]:
    """Returns the runs of a field with the result that is shown until Word updates it (17.16.18)."""
    properties = (lambda: node("w:rPr", node("w:rStyle", val=style))) if style else (lambda: None)
    return (
        node("w:r", properties(), node("w:fldChar", fldCharType="begin")),
        node("w:r", properties(), node("w:instrText", f" {instruction} ", xml_space="preserve")),
        node("w:r", properties(), node("w:fldChar", fldCharType="separate")),
        run(result, style),
        node("w:r", properties(), node("w:fldChar", fldCharType="end")),
    )


def field_start(instruction: str) -> tuple[Element, ...]:
    """Returns the beginning of a field whose result takes several paragraphs; `field_end` closes it."""
    return field(instruction, "")[:3]


def field_end() -> Element:
    """Returns the end of a field."""
    return node("w:r", node("w:fldChar", fldCharType="end"))


def bookmarked(name: str, number: int, content: Iterable[Element]) -> tuple[Element, ...]:
    """Returns content with a bookmark around it; `number` is the bookmark's id in the document."""
    return (node("w:bookmarkStart", id=number, name=name), *content, node("w:bookmarkEnd", id=number))


def note_mark(number: int) -> Element:
    """Returns the mark of a footnote in the text."""
    mark = node("w:rPr", node("w:rStyle", val=styles.NOTE_MARK))
    return node("w:r", mark, node("w:footnoteReference", id=number))


def runs(text: Text, bookmarks: Mapping[str, str]) -> tuple[Element, ...]:
    """Returns the runs of a text; a run that states a figure's number becomes a cross-reference to its bookmark.

    `bookmarks` gives the bookmark of each chart, picture and table by its id.
    """
    made: list[Element] = []
    for item in text:
        made.extend(_run(item, bookmarks.get(item.refers_to or "")))
    return tuple(made)


def _run(item: Run, bookmark: str | None) -> tuple[Element, ...]:
    style = styles.STRONG if item.strong else None
    if bookmark:
        return field(rf"REF {bookmark} \h", item.text, style)
    return (run(item.text, style),) if item.text else ()


def paragraph(style: ParagraphStyle, *content: Element, keep_next: bool = False, new_page: bool = False) -> Element:
    """Returns a paragraph of a style; all that is ever set on it is that it stays with the next or begins a page."""
    manner = flag("keepNext", on=keep_next), flag("pageBreakBefore", on=new_page)
    return node("w:p", node("w:pPr", node("w:pStyle", val=style.id), *manner), *content)

"""A Word file's text as Markdown: headings by their styles, tables as rows of cells.

Read from the XML itself: libraries repeat a cell for each column that it says to span, which may be a thousand million.
What tracked changes took out is not text, what they put in is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from briefing.opening.archive import OtherFileError
from briefing.opening.markup import Element, attribute, local
from briefing.opening.package import Package

_LEVEL = re.compile(r"(?:heading|标题) (\d)", re.IGNORECASE)
_TITLES = {"Title", "标题"}
_SIGNS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "ptab": "\t"}
_NOT_TEXT = {"del", "moveFrom", "instrText", "pPr", "rPr", "drawing", "pict", "object", "AlternateContent"}
_WRAPPERS = {"sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag"}
_MOST_COLUMNS = 63
"""Of a table; Word has no more (ECMA-376 part 1, 17.4.49)."""


def lines(package: Package) -> Iterator[str]:
    """Yields the lines of a document; raises UnsafeFileError."""
    root = package.xml(package.main)
    if local(root) != "document":
        raise OtherFileError
    names = _styles(package)
    for block in (block for body in root if local(body) == "body" for block in _blocks(body)):
        if local(block) == "tbl":
            yield from _table(block)
        else:
            text = _text(block)
            mark = _mark(names.get(_style_of(block), ""))
            yield mark + text.replace("\n", " ") if mark and text.strip() else text


def _styles(package: Package) -> Mapping[str, str]:
    """Returns the names of styles by their ids; the default one stands under the empty id."""
    found: dict[str, str] = {}
    for relation in package.related(package.main):
        if relation.kind != "styles":
            continue
        for style in package.xml(relation.target):
            if local(style) == "style" and attribute(style, "type") == "paragraph":
                name = next((attribute(each, "val") for each in style if local(each) == "name"), None) or ""
                found[attribute(style, "styleId") or ""] = name
                if attribute(style, "default") in {"1", "true", "on"}:
                    found[""] = name
    return found


def _blocks(parent: Element) -> Iterator[Element]:
    """Yields paragraphs and tables in their order, out of what only wraps them."""
    for child in parent:
        name = local(child)
        if name in {"p", "tbl"}:
            yield child
        elif name in _WRAPPERS:
            yield from _blocks(child)


def _style_of(paragraph: Element) -> str:
    for properties in paragraph:
        if local(properties) == "pPr":
            return next((attribute(each, "val") or "" for each in properties if local(each) == "pStyle"), "")
    return ""


def _mark(style: str) -> str:
    level = _LEVEL.fullmatch(style)
    if level:
        return "#" * (int(level[1]) + 1) + " "
    return "# " if style in _TITLES else ""


def _text(element: Element) -> str:
    """Returns what a paragraph or a run says."""
    pieces = []
    for child in element:
        name = local(child)
        if name == "t":
            pieces.append(child.text or "")
        elif name in _SIGNS:
            is_of_page = name == "br" and attribute(child, "type") in {"page", "column"}
            pieces.append("" if is_of_page else _SIGNS[name])
        elif name not in _NOT_TEXT:
            pieces.append(_text(child))
    return "".join(pieces)


def _table(table: Element) -> Iterator[str]:
    yield ""
    above: dict[int, str] = {}
    for number, row in enumerate(_members(table, "tr")):
        cells: list[str] = []
        for cell in _members(row, "tc"):
            span, goes_on = _merged(cell)
            text = above.get(len(cells), "") if goes_on else " ".join(_cell(cell).split())
            cells += [text] * min(span, _MOST_COLUMNS - len(cells))
        above = dict(enumerate(cells))
        yield f"| {' | '.join(cells)} |"
        if number == 0:
            yield f"|{' --- |' * len(cells)}"
    yield ""


def _members(parent: Element, name: str) -> Iterator[Element]:
    for child in parent:
        if local(child) == name:
            yield child
        elif local(child) in _WRAPPERS:
            yield from _members(child, name)


def _cell(cell: Element) -> str:
    return "\n".join(_text(block) for block in _blocks(cell) if local(block) == "p")


def _merged(cell: Element) -> tuple[int, bool]:
    """Returns how many columns a cell takes, and whether it goes on with the one above it."""
    span, goes_on = 1, False
    for properties in _members(cell, "tcPr"):
        for each in properties:
            value = attribute(each, "val") or ""
            if local(each) == "gridSpan" and value.isascii() and value.isdigit():
                span = max(1, min(int(value[:3]), _MOST_COLUMNS))
            elif local(each) == "vMerge":
                goes_on = value != "restart"
    return span, goes_on

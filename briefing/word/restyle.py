"""Our reference document in a unit's own styles: their styles, numbering and theme in our package, and nothing else.

Taking three parts out of their file, rather than emptying it, leaves nothing of it behind: no text, header, comment,
author, template path or tracked change. The page stays GB/T 9704's, because charts and tables are made for its width.
"""

from __future__ import annotations

from datetime import date
from io import BytesIO
from zipfile import ZipFile

from lxml import etree

from briefing.opening.markup import parsed
from briefing.package import pack
from briefing.word.own import opened
from briefing.word.xml import Element, descendants, node, part

_PICTURED = ("w:numPicBullet", "w:lvlPicBulletId")
"""Bullets that are pictures, which would have to come along."""
_FILLS = "a:fmtScheme"
_DEFAULTS = "a:objectDefaults"
_PICTURE_FILL = b"blipFill"


def restyled(ours: bytes, own: bytes, stamp: date) -> bytes:
    """Returns our reference document with the styles, numbering and theme of another; raises OwnError."""
    theirs = opened(own)
    with ZipFile(BytesIO(ours)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    parts["word/styles.xml"] = part(parsed(theirs.styles))
    parts["word/numbering.xml"] = _numbering(theirs.numbering)
    if theirs.theme is not None:
        parts["word/theme/theme1.xml"] = _theme(theirs.theme, parts["word/theme/theme1.xml"])
    return pack(parts, stamp)


def _numbering(theirs: bytes | None) -> bytes:
    if theirs is None:
        return part(node("w:numbering"))
    root = parsed(theirs)
    for name in _PICTURED:
        for found in list(descendants(root, name)):
            _remove(found)
    return part(root)


def _theme(theirs: bytes, ours: bytes) -> bytes:
    """Returns their theme; with our fills where theirs are pictures, which text never has."""
    root = parsed(theirs)
    for found in list(descendants(root, _DEFAULTS)):
        for shape in list(found):  # they may hold pictures, too, and nothing is drawn with them
            found.remove(shape)
    if _PICTURE_FILL not in theirs:
        return part(root)
    (fills,), (plain,) = (tuple(descendants(tree, _FILLS)) for tree in (root, etree.fromstring(ours)))
    fills.getparent().replace(fills, plain)
    return part(root)


def _remove(element: Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)

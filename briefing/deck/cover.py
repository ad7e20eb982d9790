"""The cover's lines: whom the files are for, where that is stated, who hands them over, and when."""

from __future__ import annotations

from dataclasses import replace

from briefing.deck.desk import Desk
from briefing.deck.slides import TextFill
from briefing.deck.slots import Book
from briefing.document import Document, Run, Text
from briefing.errors import Problem
from briefing.i18n import gettext as _

_SLOT = "line"
_SMALLER = (16, 14)
"""Sizes in points for the long name of a recipient, which nobody can shorten."""


def lines(document: Document, book: Book, problems: list[Problem]) -> TextFill:
    """Returns the lines; a recipient stands above the others, which then share one. What is too long is reported."""
    meta, words, layout = document.meta, document.words, book["cover"]
    day = words.written(meta.date)
    recipient, copy = meta.recipient.unit or meta.recipient.salutation, meta.recipient.copy
    if not recipient and not copy:
        desk = Desk(document, book, ("document",), problems)
        return desk.text(layout, _SLOT, (_text(meta.unit), _text(day)), _("the unit"), "unit")
    line = layout.slot(_SLOT)
    line = replace(line, style=replace(line.style, sizes=(*line.style.sizes, *_SMALLER)))
    layout = replace(layout, slots=tuple(line if slot.name == _SLOT else slot for slot in layout.slots))
    first = words.recipient.format(recipient) if recipient == meta.recipient.unit else recipient
    second = words.gap.join(filter(None, (meta.unit, day, words.copy_number.format(copy) if copy else "")))
    texts = tuple(_text(each) for each in (first if recipient else "", second) if each)
    desk = Desk(document, book, ("recipient",), problems)
    return desk.text(layout, _SLOT, texts, _("the recipient with the unit and the date"))


def _text(line: str) -> Text:
    return (Run(line),)

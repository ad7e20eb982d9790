"""What a slide or its notes call a chart, picture or table of another slide: by its page, for slides number no figures."""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from enum import Enum
from functools import cache
from types import NoneType
from typing import Any, TypeVar, cast

from briefing.deck.slides import Slide
from briefing.document import Document, Run, Topic, shown_by

T = TypeVar("T")
_PLAIN = (str, int, float, Enum, NoneType)
"""What holds no runs, and is most of a document."""


def pages(slides: tuple[Slide, ...]) -> dict[str, int]:
    """Returns the first slide, counted from 1, that shows each chart, picture and table."""
    found: dict[str, int] = {}
    for number, slide in enumerate(slides, 1):
        if slide.shows:
            found.setdefault(slide.shows, number)
    return found


def by_page(document: Document, found: Mapping[str, int]) -> Document:
    """Returns the document with every reference to a figure, but for those of Word's text, worded as the page that shows it.

    A topic without one is the very same.
    """
    words = document.words
    names = {item: words.slide.format(page) for item, page in found.items()}

    def named(topic: Topic) -> Topic:
        shown = shown_by(topic.body)
        own = ChainMap({shown.id: words.this_slide}, names) if shown else names
        body, notes = _renamed(topic.body, own), _renamed(topic.notes, own)
        claim = _renamed(topic.claim, own)
        is_as_it_was = claim is topic.claim and body is topic.body and notes is topic.notes
        return topic if is_as_it_was else replace(topic, claim=claim, body=body, notes=notes)

    sections = tuple(
        replace(section, topics=tuple(named(topic) for topic in section.topics)) for section in document.sections
    )
    closing = named(document.closing) if document.closing else None
    return replace(document, sections=sections, closing=closing)


def _renamed(value: T, names: Mapping[str, str]) -> T:
    """Returns a settled value with the runs in it that refer to figures reworded."""
    if isinstance(value, Run):
        name = names.get(value.refers_to or "")
        return cast("T", replace(value, text=name)) if name and name != value.text else value
    if isinstance(value, tuple):
        items = tuple(_renamed(item, names) for item in value)
        is_changed = any(new is not old for new, old in zip(items, value, strict=True))
        return cast("T", items) if is_changed else value
    if isinstance(value, _PLAIN):
        return value
    kind: Any = type(value)
    inner = {name: getattr(value, name) for name in _fields(kind)}
    changed = {key: new for key, old in inner.items() if (new := _renamed(old, names)) is not old}
    return replace(value, **changed) if changed else value  # type: ignore[type-var]  # what has fields is a dataclass


@cache
def _fields(kind: type[object]) -> tuple[str, ...]:
    """Returns the names of a dataclass's fields; none for other kinds."""
    return tuple(field.name for field in fields(kind)) if is_dataclass(kind) else ()

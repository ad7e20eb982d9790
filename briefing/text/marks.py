"""The marks that an author may set in text: {references} and **strong words**; what they stand for is decided elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_MARK = re.compile(r"\*\*(?P<strong>.+?)\*\*|\{(?P<id>[A-Za-z][\w-]*)(?:\.(?P<attribute>\w+))?\}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Words:
    """Text as typed."""

    text: str
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Reference:
    """`{id}` or `{id.attribute}`."""

    id: str
    attribute: str | None = None
    strong: bool = False


def parse(text: str, *, strong: bool = False) -> Iterator[Words | Reference]:
    """Yields the parts of an author's text in order."""
    end = 0
    for match in _MARK.finditer(text):
        if match.start() > end:
            yield Words(text[end : match.start()], strong)
        if match["strong"] is not None:
            yield from parse(match["strong"], strong=True)
        else:
            yield Reference(match["id"], match["attribute"], strong)
        end = match.end()
    if end < len(text):
        yield Words(text[end:], strong)

"""All rules that look at one paragraph by itself, in one call."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache

from briefing import i18n
from briefing.language import figures, marks, regions, structure
from briefing.language.hits import HAN, Hit
from briefing.patterns import KeptPattern

_Rule = Callable[[str], Iterator[Hit]]
_OF_MARKS: tuple[_Rule, ...] = (
    marks.punctuation,
    marks.doubled,
    marks.brackets,
    marks.quotes,
    marks.spaces,
    marks.widths,
    marks.dashes,
)
_OF_WORDS: tuple[_Rule, ...] = (
    figures.ranges,
    figures.dates,
    figures.deadlines,
    figures.amounts,
    structure.begins,
    structure.pairs,
    structure.enumeration,
    regions.regions,
)
_ADDRESS = re.compile(r"(?:https?://|www\.)[!-~]+|[\w.+-]+@[\w-]+\.[\w.-]+", re.ASCII)
_HIDDEN = "\ue001"
_IDEOGRAPHS = KeptPattern("[\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]+")


_REMEMBERED = 1 << 13
"""Paragraphs whose hits are remembered, for nearly all come again when an outline is read again."""


def hits(paragraph: str) -> list[Hit]:
    """Returns what breaks a rule in a paragraph, in order; addresses of the web are left alone."""
    return list(_hits(paragraph, i18n.spoken()))


@lru_cache(maxsize=_REMEMBERED)
def _hits(paragraph: str, _language: str) -> tuple[Hit, ...]:
    """Returns the hits; what they say is said in the language of messages."""
    text = _ADDRESS.sub(lambda match: _HIDDEN * len(match[0]), paragraph)
    shape = _IDEOGRAPHS.sub(lambda match: HAN * len(match[0]), text)
    found = [hit for rule in _OF_MARKS for hit in rule(shape)] + [hit for rule in _OF_WORDS for hit in rule(text)]
    return tuple(sorted(found, key=lambda hit: (hit.start, hit.end)))

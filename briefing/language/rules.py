"""All rules that look at one paragraph by itself, in one call."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from briefing.language import figures, marks, structure
from briefing.language.hits import Hit

_RULES: tuple[Callable[[str], Iterator[Hit]], ...] = (
    marks.punctuation,
    marks.brackets,
    marks.quotes,
    marks.spaces,
    marks.widths,
    marks.dashes,
    figures.ranges,
    figures.dates,
    structure.pairs,
    structure.enumeration,
    structure.regions,
)
_ADDRESS = re.compile(r"(?:https?://|www\.)[!-~]+|[\w.+-]+@[\w-]+\.[\w.-]+", re.ASCII)
_HIDDEN = "\ue001"


def hits(paragraph: str) -> list[Hit]:
    """Returns what breaks a rule in a paragraph, in order; addresses of the web are left alone."""
    text = _ADDRESS.sub(lambda match: _HIDDEN * len(match[0]), paragraph)
    found = (hit for rule in _RULES for hit in rule(text))
    return sorted(found, key=lambda hit: (hit.start, hit.end))

"""What a language rule finds: a stretch of text, the rule that it breaks and what to write instead."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

HAN = "\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
"""Ideographs, for a class of a regular expression."""
MARKS = "，。、；：？！（）《》〈〉【】〔〕「」『』"
"""Marks that stand in Chinese text only; “ ” ‘ ’ — … may belong to Latin text."""


class Rule(StrEnum):
    """What each message names in brackets."""

    PUNCTUATION = "punctuation"
    SPACES = "spaces"
    WIDTHS = "widths"
    DASHES = "dashes"
    RANGES = "ranges"
    DATES = "dates"
    ENUMERATION = "enumeration"
    PAIRS = "pairs"
    ENDINGS = "endings"
    REGIONS = "regions"
    NAMES = "names"
    TERMS = "terms"


@dataclass(frozen=True, slots=True)
class Hit:
    """From `start` to `end`, counted in characters of the text that was looked at."""

    start: int
    end: int
    rule: Rule
    found: str
    """What stands there, as the message begins."""
    instead: str = ""
    """What to write; empty: leave it out."""
    reason: str = ""

    @property
    def message(self) -> str:
        why = f": {self.reason}" if self.reason else ""
        remedy = f"write “{self.instead}”" if self.instead else "leave it out"
        return f"{self.found} (rule: {self.rule}{why}); {remedy}"

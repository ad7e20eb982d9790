"""What a language rule finds: a stretch of text, the rule that it breaks and what to write instead."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

HAN = "字"
"""Stands for any ideograph where marks are looked at: a class of all of them takes milliseconds to compile, each time."""
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


def quoted(words: str) -> str:
    """Returns words of the text as a message names them; words with quotation marks stand in 「」, to be read as they are."""
    return f"「{words}」" if set(words) & set("“”‘’\"'") else f"“{words}”"


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
        remedy = f"write {quoted(self.instead)}" if self.instead else "leave it out"
        return f"{self.found} (rule: {self.rule}{why}); {remedy}"

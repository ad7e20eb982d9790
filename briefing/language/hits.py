"""What a language rule finds: a stretch of text, the rule that it breaks and what to write instead."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from briefing.i18n import gettext as _
from briefing.i18n import marked as N_

HAN = "字"
"""Stands for any ideograph where marks are looked at: a class of all of them takes milliseconds to compile, each time."""
MARKS = "，。、；：？！（）《》〈〉【】〔〕「」『』"
"""Marks that stand in Chinese text only; “ ” ‘ ’ — … may belong to Latin text."""


class Rule(StrEnum):
    """What each message names in brackets, in the user's language."""

    PUNCTUATION = N_("punctuation")
    SPACES = N_("spaces")
    WIDTHS = N_("widths")
    DASHES = N_("dashes")
    RANGES = N_("ranges")
    DATES = N_("dates")
    ENUMERATION = N_("enumeration")
    PAIRS = N_("pairs")
    ENDINGS = N_("endings")
    REGIONS = N_("regions")
    NAMES = N_("names")
    TERMS = N_("terms")


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
        match bool(self.reason), bool(self.instead):
            case True, True:
                message = _("{found} (rule: {rule}: {reason}); write {instead}")
            case True, False:
                message = _("{found} (rule: {rule}: {reason}); leave it out")
            case False, True:
                message = _("{found} (rule: {rule}); write {instead}")
            case _other:
                message = _("{found} (rule: {rule}); leave it out")
        rule, instead = _(self.rule.value), quoted(self.instead)
        return message.format(found=self.found, rule=rule, reason=self.reason, instead=instead)

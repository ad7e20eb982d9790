"""The language rules of official Chinese: what breaks them, where, and what to write instead."""

from __future__ import annotations

from briefing.language.check import Language, check, texts
from briefing.language.hits import Hit, Rule
from briefing.language.rules import hits
from briefing.language.terms import Name, Terms, Wording, covers
from briefing.language.typed import Printed, Resolve, paragraphs

__all__ = [
    "Hit",
    "Language",
    "Name",
    "Printed",
    "Resolve",
    "Rule",
    "Terms",
    "Wording",
    "check",
    "covers",
    "hits",
    "paragraphs",
    "texts",
]

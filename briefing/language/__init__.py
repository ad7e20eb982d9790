"""The language rules of official Chinese: what breaks them, where, and what to write instead."""

from __future__ import annotations

from briefing.language.check import Language, check
from briefing.language.hits import Hit, Rule
from briefing.language.rules import hits
from briefing.language.terms import Name, Terms, Wording

__all__ = ["Hit", "Language", "Name", "Rule", "Terms", "Wording", "check", "hits"]

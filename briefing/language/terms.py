"""The list of names and wordings, and what of it stands in a text: wordings to avoid, names not given in full."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property

from briefing.i18n import gettext as _
from briefing.language.hits import Hit, Rule, quoted


@dataclass(frozen=True, slots=True)
class Wording:
    """What is not written in official texts."""

    avoid: tuple[str, ...]
    write: str
    reason: str
    unless: tuple[str, ...] = ()
    """Longer wordings in which it is right: 中港 in 集中港口."""


@dataclass(frozen=True, slots=True)
class Name:
    """A name that stands in full before its short forms are used."""

    full: str
    short: tuple[str, ...]
    reason: str = ""
    """Why; empty: as every name is."""


@dataclass(frozen=True)
class Terms:
    """The shipped list and the outline's own."""

    wordings: tuple[Wording, ...] = ()
    names: tuple[Name, ...] = ()

    def __add__(self, other: Terms) -> Terms:
        return Terms((*self.wordings, *other.wordings), (*self.names, *other.names))

    @cached_property
    def _by_words(self) -> dict[str, Wording]:
        """Later entries, those of the outline's own list, replace earlier ones."""
        return {words: wording for wording in self.wordings for words in wording.avoid}

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        return _any_of(self._by_words)

    def hits(self, text: str) -> Iterator[Hit]:
        """Yields the wordings to avoid."""
        for match in self._pattern.finditer(text):
            wording = self._by_words[match[0]]
            # What is right contains what is wrong more often than not: 习近平总书记 is no bare 习近平.
            right = (*wording.unless, wording.write)
            if not any(match[0] in longer and covers(text, longer, *match.span()) for longer in right):
                yield Hit(*match.span(), Rule.TERMS, quoted(match[0]), wording.write, wording.reason)


def covers(text: str, longer: str, start: int, end: int) -> bool:
    """Whether a stretch of text stands within longer words."""
    return longer in text[max(end - len(longer), 0) : start + len(longer)]


@dataclass
class FirstUses:
    """Reads texts in the order they are printed in and finds short names that come before the full ones."""

    names: tuple[Name, ...]
    _introduced: set[str] = field(default_factory=set)

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        # The longest first, so that a full name is not taken for the short one within it.
        return _any_of(words for name in self.names for words in (name.full, *name.short))

    @cached_property
    def _short(self) -> dict[str, list[Name]]:
        """The names that a short form can stand for; one of them introduces it."""
        found: dict[str, list[Name]] = {}
        for name in self.names:
            for short in name.short:
                found.setdefault(short, []).append(name)
        return found

    def hits(self, text: str) -> Iterator[Hit]:
        """Yields the short names whose full ones have not been used, each once."""
        for match in self._pattern.finditer(text):
            self._introduced |= {each.full for each in self.names if each.full in match[0]}
            names = self._short.get(match[0], [])
            if names and not any(name.full in self._introduced for name in names):
                self._introduced |= {name.full for name in names}
                name = names[0]
                found = _("{name} before its full name").format(name=quoted(match[0]))
                reason = name.reason or _("in full where it is first used")
                yield Hit(*match.span(), Rule.NAMES, found, name.full, reason)


def _any_of(words: Iterable[str]) -> re.Pattern[str]:
    """Returns a pattern for any of several words, the longest first; for none it finds nothing."""
    return re.compile("|".join(map(re.escape, sorted(words, key=len, reverse=True))) or r"(?!)")

"""Where the keys and values of a file stand, and its lines as they should be."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from briefing.errors import Keys, LocatedProblem, Place, Problem
from briefing.i18n import gettext as _
from briefing.outline.reading import TextFile


@dataclass(frozen=True, slots=True, eq=False)
class Span:
    """A stretch of a file, from offset to offset."""

    file: TextFile
    start: int
    end: int

    @property
    def typed(self) -> str:
        return self.file.text[self.start : self.end]

    def place(self, near: str = "", skip: int = 0) -> Place:
        """Returns where it begins, or where within it the words `near` stand, after having stood there `skip` times."""
        return self.file.place(max(self._find(near, skip), self.start))

    def _find(self, near: str, skip: int) -> int:
        inside = self.start + (self.file.text[self.start : self.start + 1] in {'"', "'"})
        found = self.file.text.find(near, inside, self.end) if near else -1
        for _time in range(skip):
            found = max(found, self.file.text.find(near, found + len(near), self.end))
        return found

    def comment(self) -> str:
        """Returns the comment that stands in the place of a value."""
        if self.typed:
            return ""
        number = self.file.place(self.start).line
        rest = self.file.text_of(number)[self.start - self.file.line_starts[number - 1] :].strip()
        return rest if rest.startswith("#") else ""

    def with_instead(self, instead: str, near: str = "", skip: int = 0) -> str | None:
        """Returns its line with something else in its place, or in that of the words `near`; None if it has several."""
        start = self._find(near, skip) if near else self.start
        typed = near or self.typed.rstrip()
        if start < 0 or not typed or "\n" in typed or "\r" in typed or (not near and typed[0] in "|>"):
            return None
        place = self.file.place(start)
        column = start - self.file.line_starts[place.line - 1]
        line = self.file.text_of(place.line)
        return line[:column] + instead + line[column + len(typed) :]


@dataclass(slots=True, eq=False)
class Places:
    """Where the keys and values of a tree stand."""

    root: Span
    values: dict[Keys, Span] = field(default_factory=dict)
    keys: dict[Keys, Span] = field(default_factory=dict)
    guessed: set[tuple[str, int]] = field(default_factory=set)
    """Lines that the parser could not read as they stand, by file and number; what else is said of them is a guess."""

    def of(self, problem: Problem) -> Place:
        """Returns the problem's place, or that of the nearest node around it that has one."""
        span, is_exact = self._span(problem)
        return span.place(problem.near, problem.skip) if is_exact else span.place()

    def _span(self, problem: Problem) -> tuple[Span, bool]:
        """Returns where a problem stands, and whether that is the very key or value and not what is around it."""
        keys = problem.keys
        if problem.at_key and keys in self.keys:
            return self.keys[keys], True
        if keys in self.values:
            return self.values[keys], True
        step: str | int | None = None
        while keys and keys not in self.values:
            keys, step = keys[:-1], keys[-1]
        # A missing key belongs to the mapping that should have it, best shown by that mapping's own key; an item of a
        # list that is none, because one text stands for a list of one, is that text.
        is_item = isinstance(step, int)
        outer = None if is_item else self.keys.get(keys)
        return outer or self.values.get(keys) or self.root, is_item and keys in self.values

    def locate(self, problem: Problem) -> LocatedProblem:
        """Returns the problem with its place, and its line as it should be if the problem says so."""
        span, is_exact = self._span(problem)
        comment = span.comment() if is_exact and not problem.at_key else ""
        corrected, message = None, problem.message
        if is_exact and problem.instead is not None:
            corrected = span.with_instead(problem.instead, problem.near, problem.skip)
        elif comment:
            message = _("{message}; “{words}” is a comment, unless it stands in quotes")
            message = message.format(message=problem.message, words=comment)
        return LocatedProblem(self.of(problem), message, problem.severity, problem.keys, corrected, problem.rule)

    def rename(self, old: Keys, new: str) -> None:
        """Gives the places of a key, and of all below it, to another key in its stead."""
        depth = len(old)
        for places in (self.values, self.keys):
            for keys in [keys for keys in places if keys[:depth] == old]:
                places[(*old[:-1], new, *keys[depth:])] = places.pop(keys)

    def keep_items(self, name: str, kept: list[int]) -> None:
        """Gives the places of some items of an outermost list their new numbers; the others have none any more."""
        numbers = {old: new for new, old in enumerate(kept)}
        for places in (self.values, self.keys):
            moved: dict[Keys, Span] = {}
            for keys, span in places.items():
                if keys[:1] != (name,) or len(keys) == 1:
                    moved[keys] = span
                elif keys[1] in numbers:
                    moved[(name, numbers[keys[1]], *keys[2:])] = span
            places.clear()
            places.update(moved)

    def located(self, problems: Iterable[Problem]) -> list[LocatedProblem]:
        """Returns problems with their places, without those of lines that are reported already for what they are."""
        found = ((problem, self.locate(problem)) for problem in problems)
        return [
            located
            for problem, located in found
            if problem.at_key or (located.place.file, located.place.line) not in self.guessed
        ]

    def graft(self, keys: Keys, other: Places) -> None:
        """Adds another file's places under a key of this one."""
        self.values[keys] = other.root
        self.values.update({(*keys, *inner): span for inner, span in other.values.items()})
        self.keys.update({(*keys, *inner): span for inner, span in other.keys.items()})
        self.guessed |= other.guessed

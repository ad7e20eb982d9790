"""YAML becomes plain text, lists and mappings, with the place of every key and value.

Built from the parser's events rather than its nodes, so that depth and repetition are limited while reading; and
every scalar stays the text that was typed, because the field, not YAML, decides what it means.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

import yaml

from briefing import i18n
from briefing.errors import Keys, LocatedProblem, OutlineError, Place, Problem
from briefing.outline.reading import UNWANTED, TextFile, unwanted_message
from briefing.outline.syntax import explain, slips

MAX_DEPTH = 30
_REMEMBERED = 8
"""Files whose nodes are remembered: when an outline is built again, the ledger beside it is mostly the same."""
MAX_REPEATED = 50_000
"""Nodes that aliases may add; an alias bomb adds billions."""

Tree = str | None | list["Tree"] | dict[str, "Tree"]

_LOADER: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_NULLS = {"", "~", "null", "Null", "NULL"}


@dataclass(frozen=True, slots=True, eq=False)
class Span:
    """A stretch of a file, from offset to offset."""

    file: TextFile
    start: int
    end: int

    def place(self, near: str = "", skip: int = 0) -> Place:
        """Returns where it begins, or where within it the words `near` stand, after having stood there `skip` times."""
        inside = self.start + (self.file.text[self.start : self.start + 1] in {'"', "'"})
        found = self.file.text.find(near, inside, self.end) if near else -1
        for _ in range(skip):
            found = max(found, self.file.text.find(near, found + len(near), self.end))
        return self.file.place(max(found, self.start))


@dataclass(slots=True, eq=False)
class Places:
    """Where the keys and values of a tree stand."""

    root: Span
    values: dict[Keys, Span] = field(default_factory=dict)
    keys: dict[Keys, Span] = field(default_factory=dict)

    def of(self, problem: Problem) -> Place:
        """Returns the problem's place, or that of the nearest node around it that has one."""
        keys = problem.keys
        if problem.at_key and keys in self.keys:
            return self.keys[keys].place()
        if keys in self.values:
            return self.values[keys].place(problem.near, problem.skip)
        step: str | int | None = None
        while keys and keys not in self.values:
            keys, step = keys[:-1], keys[-1]
        # A missing key belongs to the mapping that should have it, best shown by that mapping's own key; an item of a
        # list that is none, because one text stands for a list of one, is that text.
        outer = None if isinstance(step, int) else self.keys.get(keys)
        return (outer or self.values.get(keys) or self.root).place()

    def locate(self, problem: Problem) -> LocatedProblem:
        return LocatedProblem(self.of(problem), problem.message, problem.severity, problem.keys, rule=problem.rule)

    def graft(self, keys: Keys, other: Places) -> None:
        """Adds another file's places under a key of this one."""
        self.values[keys] = other.root
        self.values.update({(*keys, *inner): span for inner, span in other.values.items()})
        self.keys.update({(*keys, *inner): span for inner, span in other.keys.items()})


@dataclass(frozen=True, slots=True, eq=False)
class _Scalar:
    span: Span
    text: str | None
    size: int = 1


@dataclass(frozen=True, slots=True, eq=False)
class _Items:
    span: Span
    items: list[_Node]
    size: int
    """Nodes in it, aliases expanded; it counts itself."""


@dataclass(frozen=True, slots=True, eq=False)
class _Pairs:
    span: Span
    pairs: list[tuple[_Node, _Node]]
    size: int


_Node = _Scalar | _Items | _Pairs


def parse(file: TextFile) -> tuple[Tree, Places, list[LocatedProblem]]:
    """Returns the tree, its places and what is wrong with it; raises OutlineError when there is no tree."""
    root, found = _nodes(file.name, file.text, i18n.spoken())
    places = Places(root.span)
    expander = _Expander(places, list(found))
    return expander.expand(root, (), 0), places, expander.problems


@lru_cache(maxsize=_REMEMBERED)
def _nodes(name: str, text: str, _language: str) -> tuple[_Node, tuple[LocatedProblem, ...]]:
    """Returns the nodes of a text, and what is wrong with it as far as one can go on; raises as `parse` does.

    What is wrong is said in the language of messages.
    """
    file = TextFile.of(name, text)
    if problems := file.unwanted():
        raise OutlineError(problems)
    found = slips(file)
    builder = _Builder(file)
    try:
        return builder.document(), (*found, *builder.problems)
    except yaml.MarkedYAMLError as error:
        raise OutlineError(explain(file, error, found)) from None
    except yaml.YAMLError as error:
        raise OutlineError(
            [*found, LocatedProblem(Place(file.name, 1, 1), f"this is not YAML text: {error}")]
        ) from None
    except OutlineError as error:
        raise OutlineError([*found, *error.problems]) from None


class _Builder:
    """Makes nodes from the parser's events; an alias is the very node it names."""

    def __init__(self, file: TextFile) -> None:
        self.file = file
        self.problems: list[LocatedProblem] = []
        self._events: Iterator[yaml.Event] = iter(yaml.parse(file.text, Loader=_LOADER))
        self._anchors: dict[str, _Node | None] = {}
        self._repeated = 0

    def document(self) -> _Node:
        next(self._events)
        event = next(self._events)
        if isinstance(event, yaml.StreamEndEvent):
            raise self._wrong(event, "the file is empty; expected keys and values, one “key: value” a line")
        root = self._node(next(self._events), 0)
        next(self._events)
        event = next(self._events)
        if not isinstance(event, yaml.StreamEndEvent):
            raise self._wrong(event, "“---” begins a second document here; expected one outline in the file")
        return root

    def _node(self, event: yaml.Event, depth: int) -> _Node:
        if isinstance(event, yaml.AliasEvent):
            return self._alias(event)
        if depth > MAX_DEPTH:
            raise self._wrong(event, f"lists and mappings stand inside one another more than {MAX_DEPTH} deep")
        anchor: str | None = getattr(event, "anchor", None)
        if anchor:
            self._anchors[anchor] = None
        tag: str | None = getattr(event, "tag", None)
        if tag and not isinstance(event, yaml.SequenceStartEvent | yaml.MappingStartEvent) and tag != "!":
            self.problems.append(self._problem(event, 'a text that begins with “!” must stand in quotes “"”'))
        node = self._content(event, depth)
        if anchor:
            self._anchors[anchor] = node
        return node

    def _content(self, event: yaml.Event, depth: int) -> _Node:
        start = _start(event)
        if isinstance(event, yaml.ScalarEvent):
            is_null = event.style in (None, "") and event.value in _NULLS
            return _Scalar(Span(self.file, start, _end(event)), None if is_null else event.value)
        members: list[_Node] = []
        for inner in self._events:
            if isinstance(inner, yaml.SequenceEndEvent | yaml.MappingEndEvent):
                break
            members.append(self._node(inner, depth + 1))
        span = Span(self.file, start, _end(inner))
        size = 1 + sum(member.size for member in members)
        if isinstance(event, yaml.SequenceStartEvent):
            return _Items(span, members, size)
        return _Pairs(span, list(zip(members[::2], members[1::2], strict=True)), size)

    def _alias(self, event: yaml.AliasEvent) -> _Node:
        name = event.anchor or ""
        if name not in self._anchors:
            raise self._wrong(event, f"“*{name}” names nothing above; a text that begins with “*” must stand in quotes")
        node = self._anchors[name]
        if node is None:
            raise self._wrong(event, f"“*{name}” stands inside the very node that it names")
        self._repeated += node.size
        if self._repeated > MAX_REPEATED:
            raise self._wrong(event, f"“*{name}” repeats too much: aliases may add {MAX_REPEATED} nodes at the most")
        return node

    def _problem(self, event: yaml.Event, message: str) -> LocatedProblem:
        return LocatedProblem(self.file.place(_start(event)), message)

    def _wrong(self, event: yaml.Event, message: str) -> OutlineError:
        return OutlineError([*self.problems, self._problem(event, message)])


def _start(event: yaml.Event) -> int:
    return event.start_mark.index if event.start_mark else 0


def _end(event: yaml.Event) -> int:
    return event.end_mark.index if event.end_mark else 0


class _Expander:
    """Makes plain values of nodes, noting their places and what is wrong with their keys."""

    def __init__(self, places: Places, problems: list[LocatedProblem]) -> None:
        self.places = places
        self.problems = problems

    def expand(self, node: _Node, keys: Keys, depth: int) -> Tree:
        self.places.values[keys] = node.span
        if depth > MAX_DEPTH:
            self._report(node, f"aliases make lists and mappings stand more than {MAX_DEPTH} deep")
            return None
        match node:
            case _Scalar(text=text):
                self._check_characters(node, text or "")
                return text
            case _Items(items=items):
                return [self.expand(item, (*keys, i), depth + 1) for i, item in enumerate(items)]
            case _Pairs(pairs=pairs):
                return self._mapping(pairs, keys, depth)

    def _mapping(self, pairs: list[tuple[_Node, _Node]], keys: Keys, depth: int) -> Tree:
        mapping: dict[str, Tree] = {}
        for key, value in pairs:
            name = key.text if isinstance(key, _Scalar) else None
            if name is None:
                self._report(
                    key, 'expected a key here; a text that begins with “{”, “[” or “?” must stand in quotes “"”'
                )
            elif name == "<<":
                self._report(key, "“<<” is not used in outlines; write the keys out")
            elif name in mapping:
                first = self.places.keys[*keys, name].place()
                self._report(key, f"the key “{name}” stands here a second time; it is already in line {first.line}")
            else:
                self._check_characters(key, name)
                self.places.keys[*keys, name] = key.span
                mapping[name] = self.expand(value, (*keys, name), depth + 1)
        return mapping

    def _check_characters(self, node: _Node, text: str) -> None:
        # The file's own characters were looked at before; what is left came through an escape such as "\x07".
        for character in sorted(set(UNWANTED.findall(text))):
            self._report(
                node, f"an escape in this text stands for {unwanted_message(character).replace(' stands here', '')}"
            )

    def _report(self, node: _Node, message: str) -> None:
        self.problems.append(LocatedProblem(node.span.place(), message))

"""YAML becomes plain text, lists and mappings, with the place of every key and value.

Built from the parser's events rather than its nodes, so that depth and repetition are limited while reading; and
every scalar stays the text that was typed, because the field, not YAML, decides what it means.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import yaml

from briefing.errors import Keys, LocatedProblem, OutlineError, Place, Problem, Severity
from briefing.i18n import gettext as _
from briefing.outline import repairs
from briefing.outline.keys import glued, items
from briefing.outline.leniency import rejoined, with_plain_blanks
from briefing.outline.lines import parts
from briefing.outline.quoting import quoted
from briefing.outline.reading import UNWANTED, TextFile, unwanted_name
from briefing.outline.stumbles import explain
from briefing.outline.syntax import is_conflict, slips

MAX_DEPTH = 30
MAX_REPEATED = 50_000
"""Nodes that aliases may add; an alias bomb adds billions."""
MAX_STUMBLES = 20
"""Of the parser, explained one after another, each with the text read anew."""
MAX_REREAD = 400_000
"""Characters of a text that is read anew to see whether a correction helps."""

Tree = str | None | list["Tree"] | dict[str, "Tree"]

_LOADER: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_OF_WEB_PAGES = re.compile(r"&(?:nbsp|amp|lt|gt|quot|#\d+);|</?(?:br|p|b|strong|span|div)\b[^>]*>", re.IGNORECASE)
_SEPARATOR = re.compile(" *[，、；;] *")
_COLON = re.compile(r"\s*:")
_NULLS = {"", "~", "null", "Null", "NULL"}


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
        rest = self.file.line(number)[self.start - self.file.line_starts[number - 1] :].strip()
        return rest if rest.startswith("#") else ""

    def with_instead(self, instead: str, near: str = "", skip: int = 0) -> str | None:
        """Returns its line with something else in its place, or in that of the words `near`; None if it has several."""
        start = self._find(near, skip) if near else self.start
        typed = near or self.typed.rstrip()
        if start < 0 or not typed or "\n" in typed or "\r" in typed or (not near and typed[0] in "|>"):
            return None
        place = self.file.place(start)
        column = start - self.file.line_starts[place.line - 1]
        line = self.file.line(place.line)
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
        return LocatedProblem(self.of(problem), message, problem.severity, problem.keys, corrected)

    def rename(self, old: str, new: str) -> None:
        """Gives the places of one of the outermost keys, and of all below it, to another key."""
        for places in (self.values, self.keys):
            for keys in [keys for keys in places if keys[:1] == (old,)]:
                places[new, *keys[1:]] = places.pop(keys)

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
    """Returns the tree, its places and what is wrong with it; raises OutlineError when there is no tree.

    Where a slip can be meant in one way only, it is reported, and reading goes on as if it had been written so: what is
    wrong elsewhere is told at the same time. Nothing is ever built from such a tree, since the slip is an error.
    """
    found = file.unwanted()
    file = _as_meant(file, found)
    found += slips(file)
    conflicts = [slip for slip in found if is_conflict(file.line(slip.place.line))]
    if conflicts:
        begun = [slip for slip in conflicts if file.line(slip.place.line).startswith("<")]
        raise OutlineError(begun or conflicts)
    file = _as_meant(file, found)
    guessed: set[tuple[str, int]] = set()
    for _round in range(MAX_STUMBLES):
        builder = _Builder(file)
        try:
            root = builder.document()
        except yaml.MarkedYAMLError as error:
            stumble = explain(file, error, found, _stops_at)
        except yaml.YAMLError as error:
            message = _("this is not YAML text: {problem}").format(problem=error)
            stumble = LocatedProblem(Place(file.name, 1, 1), message)
        except _StuckError as error:
            stumble = error.problem
        else:
            places = Places(root.span, guessed=guessed)
            expander = _Expander(places, [*found, *builder.problems])
            return expander.expand(root, (), 0), places, expander.problems
        found += [stumble] if stumble else []
        if stumble is None or stumble.corrected is None or stumble.place.line in file.typed:
            break
        guessed.add((file.name, stumble.place.line))
        file = _as_meant(file, [stumble])
    raise OutlineError([*found, *builder.problems])


def _as_meant(file: TextFile, found: Iterable[LocatedProblem]) -> TextFile:
    """Returns the file with the lines that slips give as they should be; the first slip of a line is taken."""
    lines = {slip.place.line: slip.corrected for slip in reversed(list(found)) if slip.corrected is not None}
    return file.corrected({number: line for number, line in lines.items() if number not in file.typed})


def _stops_at(file: TextFile) -> int | None:
    """Returns the number of the line beyond which the parser cannot go, or None if it reaches the end."""
    if len(file.text) > MAX_REREAD:
        return 0
    try:
        for _event in yaml.parse(with_plain_blanks(file), Loader=_LOADER):
            pass
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        return file.place(min(mark.index, len(file.text))).line if mark else 0
    except yaml.YAMLError:
        return 0
    return None


class _StuckError(Exception):
    """What keeps the rest of a file from being read, though the parser accepts it."""

    def __init__(self, problem: LocatedProblem) -> None:
        self.problem = problem
        super().__init__(str(problem))


class _Builder:
    """Makes nodes from the parser's events; an alias is the very node it names."""

    def __init__(self, file: TextFile) -> None:
        self.file = file
        self.problems: list[LocatedProblem] = []
        self._events: Iterator[yaml.Event] = iter(yaml.parse(with_plain_blanks(file), Loader=_LOADER))
        self._anchors: dict[str, _Node | None] = {}
        self._repeated = 0

    def document(self) -> _Node:
        next(self._events)
        event = next(self._events)
        if isinstance(event, yaml.StreamEndEvent):
            raise self._stuck(event, _("the file is empty; expected keys and values, one “key: value” a line"))
        root = self._node(next(self._events), 0)
        next(self._events)
        event = next(self._events)
        if not isinstance(event, yaml.StreamEndEvent):
            raise self._stuck(event, _("“---” begins a second document here; expected one outline in the file"))
        return root

    def _node(self, event: yaml.Event, depth: int) -> _Node:
        if isinstance(event, yaml.AliasEvent):
            return self._alias(event)
        if depth > MAX_DEPTH:
            message = _("lists and mappings stand inside one another more than {most} deep")
            raise self._stuck(event, message.format(most=MAX_DEPTH))
        anchor: str | None = getattr(event, "anchor", None)
        if anchor:
            self._anchors[anchor] = None
        tag: str | None = getattr(event, "tag", None)
        if tag and not isinstance(event, yaml.SequenceStartEvent | yaml.MappingStartEvent) and tag != "!":
            message = _('a text that begins with “{mark}” must stand in quotes “"”').format(mark="!")
            self.problems.append(self._problem(event, message, self._in_quotes(event)))
        node = self._content(event, depth)
        if anchor:
            self._anchors[anchor] = node
        return node

    def _content(self, event: yaml.Event, depth: int) -> _Node:
        start = _start(event)
        if isinstance(event, yaml.ScalarEvent):
            span = Span(self.file, start, _end(event))
            if event.style in (None, "") and event.value in _NULLS:
                return _Scalar(span, None)
            return _Scalar(span, event.value if event.style == "|" else rejoined(span.typed, event.value))
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
            message = _("“*{name}” names nothing above; a text that begins with “*” must stand in quotes")
            raise self._stuck(event, message.format(name=name), self._in_quotes(event))
        node = self._anchors[name]
        if node is None:
            raise self._stuck(event, _("“*{name}” stands inside the very node that it names").format(name=name))
        self._repeated += node.size
        if self._repeated > MAX_REPEATED:
            message = _("“*{name}” repeats too much: aliases may add {most} nodes at the most")
            raise self._stuck(event, message.format(name=name, most=MAX_REPEATED))
        return node

    def _in_quotes(self, event: yaml.Event) -> str | None:
        """Returns the line of a text that begins at an event, with the text in quotes."""
        place = self.file.place(_start(event))
        line = self.file.line(place.line)
        found = parts(line)
        if found and len(found.before) == place.column - 1:
            return repairs.in_quotes(line)
        return repairs.quoted_in_flow(line, place.column - 1)

    def _problem(self, event: yaml.Event, message: str, corrected: str | None = None) -> LocatedProblem:
        return LocatedProblem(self.file.place(_start(event)), message, corrected=corrected)

    def _stuck(self, event: yaml.Event, message: str, corrected: str | None = None) -> _StuckError:
        return _StuckError(self._problem(event, message, corrected))


def _start(event: yaml.Event) -> int:
    return event.start_mark.index if event.start_mark else 0


def _end(event: yaml.Event) -> int:
    return event.end_mark.index if event.end_mark else 0


def _is_bare(key: _Node, value: _Node) -> bool:
    """Whether a key has no colon, as what follows a comma within “{…}”, and is none whose colon is a wrong one."""
    is_alone = isinstance(value, _Scalar) and value.text is None and not value.span.typed
    return is_alone and not _COLON.match(key.span.file.text, key.span.end) and glued(key.span.typed) is None


class _Expander:
    """Makes plain values of nodes, noting their places and what is wrong with their keys."""

    def __init__(self, places: Places, problems: list[LocatedProblem]) -> None:
        self.places = places
        self.problems = problems

    def expand(self, node: _Node, keys: Keys, depth: int) -> Tree:
        self.places.values[keys] = node.span
        if depth > MAX_DEPTH:
            message = _("aliases make lists and mappings stand more than {most} deep")
            self._report(node, message.format(most=MAX_DEPTH))
            return None
        match node:
            case _Scalar(text=text):
                self._check_characters(node, text or "")
                self._check_paste(node, text or "")
                return text
            case _Items():
                parted = [part for item in node.items for part in self._parted_items(item, node, keys)]
                return [self.expand(item, (*keys, i), depth + 1) for i, item in enumerate(parted)]
            case _Pairs(pairs=pairs):
                return self._mapping(pairs, keys, depth)

    def _mapping(self, pairs: list[tuple[_Node, _Node]], keys: Keys, depth: int) -> Tree:
        mapping: dict[str, Tree] = {}
        before: _Node | None = None
        line_of_double = 0
        for key, value in pairs:
            name = key.text if isinstance(key, _Scalar) else None
            if name and isinstance(before, _Scalar) and _is_bare(key, value):
                mapping[next(reversed(mapping))] = self._parted(before, key)
                continue
            before = None
            if name is None:
                message = _('expected a key here; a text that begins with “{{”, “[” or “?” must stand in quotes “"”')
                self._report(key, message.format())
            elif name == "<<":
                self._report(key, _("“<<” is not used in outlines; write the keys out"))
            elif name in mapping:
                first = self.places.keys[*keys, name].place()
                is_item = keys and isinstance(keys[-1], int) and name == next(iter(mapping))
                message = (
                    _("the key “{name}” stands here a second time, after line {line}; a new item begins with “- ”")
                    if is_item
                    else _("the key “{name}” stands here a second time; it is already in line {line}")
                )
                line = key.span.place().line
                if line != line_of_double + 1:  # a run of them follows from the first: the line above it is missing
                    self._report(key, message.format(name=name, line=first.line))
                line_of_double = line
                if is_item:
                    break
            else:
                self._check_characters(key, name)
                self.places.keys[*keys, name] = key.span
                mapping[name] = self.expand(value, (*keys, name), depth + 1)
                before = value
        return mapping

    def _parted(self, before: _Scalar, after: _Node) -> str:
        """Reports a text that a comma parted within “{…}”, and returns the whole."""
        span = Span(before.span.file, before.span.start, after.span.end)
        message = _(
            "the comma before “{words}” ends the text; within “{{…}}” a text that holds “,” must stand in quotes"
        )
        corrected = span.with_instead(quoted(span.typed)) if span.typed[0] not in {'"', "'"} else None
        place = after.span.place()
        self.problems.append(LocatedProblem(place, message.format(words=after.span.typed), corrected=corrected))
        return span.typed

    def _check_paste(self, node: _Scalar, text: str) -> None:
        mark = _OF_WEB_PAGES.search(text) if "&" in text or "<" in text else None
        if mark:
            message = _("“{mark}” is a sign of web pages and would be printed as it stands").format(mark=mark[0])
            self.problems.append(LocatedProblem(node.span.place(mark[0]), message, Severity.WARNING))
        if "\t" in text and node.span.typed[:1] not in {"|", ">"}:
            message = _("a tab stands in this text, as between cells that were pasted from Excel")
            self.problems.append(LocatedProblem(node.span.place("\t"), message, Severity.WARNING))

    def _parted_items(self, item: _Node, of_list: _Items, keys: Keys) -> list[_Node]:
        """Returns an item of “[…]”, or the several that are meant by one with a full-width comma, which is reported.

        In a list of whole sentences it may be a comma of the sentence: a warning, then, and one item.
        """
        typed = item.span.typed if isinstance(item, _Scalar) and of_list.span.typed.startswith("[") else ""
        is_alone = len(of_list.items) == 1
        mark = next((mark for mark in ("，、；;" if is_alone else "，") if mark in typed), None)
        name = next((key for key in reversed(keys) if isinstance(key, str)), "")
        is_sentence = "word" not in items().get(name, ()) and not (name == "rows" and is_alone)
        if mark is None or typed[0] in {'"', "'"} or (is_sentence and "。" in typed):
            return [item]
        message = _('“{mark}” does not separate items, “, ” does; if this is one item, put it in quotes “"”')
        severity = Severity.WARNING if is_sentence else Severity.ERROR
        parts = [item.span.typed] if is_sentence else _SEPARATOR.split(typed)
        corrected = item.span.with_instead(", ".join(parts)) if len(parts) > 1 else None
        place = item.span.place(mark)
        self.problems.append(LocatedProblem(place, message.format(mark=mark), severity, corrected=corrected))
        return [_Scalar(item.span, part) for part in parts]

    def _check_characters(self, node: _Node, text: str) -> None:
        # The file's own characters were looked at before; what is left came through an escape such as "\x07".
        for character in sorted(set(UNWANTED.findall(text))):
            message = _("an escape in this text stands for {character}; delete it and type the text again")
            self._report(node, message.format(character=unwanted_name(character)))

    def _report(self, node: _Node, message: str) -> None:
        self.problems.append(LocatedProblem(node.span.place(), message))

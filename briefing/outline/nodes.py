"""The parser's events become nodes: texts, lists and mappings, each with its stretch of the file.

Events rather than the parser's own nodes, so that depth and repetition are limited while reading; and every scalar
stays the text that was typed, because the field, not YAML, decides what it means.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import yaml

from briefing.errors import MOST_TOLD, LocatedProblem
from briefing.i18n import gettext as _
from briefing.outline import repairs
from briefing.outline.leniency import rejoined, with_plain_blanks
from briefing.outline.lines import parts
from briefing.outline.places import Span
from briefing.outline.reading import TextFile

MAX_DEPTH = 30
MAX_NODES = 250_000
"""Texts, lists and mappings of a file; a line has two or three."""
MAX_REPEATED = 50_000
"""Nodes that aliases may add; an alias bomb adds billions."""
MAX_REREAD = 400_000
"""Characters of a text that is read anew to see whether a correction helps."""

_LOADER: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_NULLS = {"", "~", "null", "Null", "NULL"}


@dataclass(frozen=True, slots=True, eq=False)
class Scalar:
    span: Span
    text: str | None
    size: int = 1


@dataclass(frozen=True, slots=True, eq=False)
class Items:
    span: Span
    items: list[Node]
    size: int
    """Nodes in it, aliases expanded; it counts itself."""


@dataclass(frozen=True, slots=True, eq=False)
class Pairs:
    span: Span
    pairs: list[tuple[Node, Node]]
    size: int


Node = Scalar | Items | Pairs


class StuckError(Exception):
    """What keeps the rest of a file from being read, though the parser accepts it."""

    def __init__(self, problem: LocatedProblem, others: Sequence[LocatedProblem] = ()) -> None:
        self.problem = problem
        self.others = tuple(others)
        super().__init__(str(problem))


def nodes(file: TextFile) -> tuple[Node, list[LocatedProblem]]:
    """Returns the outermost node and what is wrong with it; raises StuckError, or what PyYAML raises."""
    builder = _Builder(file)
    try:
        return builder.document(), builder.problems
    except StuckError as error:
        raise StuckError(error.problem, builder.problems) from None


def stops_at(file: TextFile) -> int | None:
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


class _Builder:
    """Makes nodes from the parser's events; an alias is the very node it names."""

    def __init__(self, file: TextFile) -> None:
        self.file = file
        self.problems: list[LocatedProblem] = []
        self._events: Iterator[yaml.Event] = iter(yaml.parse(with_plain_blanks(file), Loader=_LOADER))
        self._anchors: dict[str, Node | None] = {}
        self._repeated = 0
        self._count = 0

    def document(self) -> Node:
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

    def _node(self, event: yaml.Event, depth: int) -> Node:
        if isinstance(event, yaml.AliasEvent):
            return self._alias(event)
        self._count += 1
        if self._count > MAX_NODES:
            message = _("the file has more than {most} texts, lists and mappings; expected one that a person wrote")
            raise self._stuck(event, message.format(most=MAX_NODES))
        if depth > MAX_DEPTH:
            message = _("lists and mappings stand inside one another more than {most} deep")
            raise self._stuck(event, message.format(most=MAX_DEPTH))
        anchor: str | None = getattr(event, "anchor", None)
        if anchor:
            self._anchors[anchor] = None
        tag: str | None = getattr(event, "tag", None)
        if (
            len(self.problems) < MOST_TOLD
            and tag
            and not isinstance(event, yaml.SequenceStartEvent | yaml.MappingStartEvent)
            and tag != "!"
        ):
            message = _('a text that begins with “{mark}” must stand in quotes “"”').format(mark="!")
            self.problems.append(self._problem(event, message, self._in_quotes(event)))
        node = self._content(event, depth)
        if anchor:
            self._anchors[anchor] = node
        return node

    def _content(self, event: yaml.Event, depth: int) -> Node:
        start = _start(event)
        if isinstance(event, yaml.ScalarEvent):
            span = Span(self.file, start, _end(event))
            if event.style in (None, "") and event.value in _NULLS:
                return Scalar(span, None)
            return Scalar(span, event.value if event.style == "|" else rejoined(span.typed, event.value))
        members: list[Node] = []
        for inner in self._events:
            if isinstance(inner, yaml.SequenceEndEvent | yaml.MappingEndEvent):
                break
            members.append(self._node(inner, depth + 1))
        span = Span(self.file, start, _end(inner))
        size = 1 + sum(member.size for member in members)
        if isinstance(event, yaml.SequenceStartEvent):
            return Items(span, members, size)
        return Pairs(span, list(zip(members[::2], members[1::2], strict=True)), size)

    def _alias(self, event: yaml.AliasEvent) -> Node:
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
        line = self.file.text_of(place.line)
        found = parts(line)
        if found and len(found.before) == place.column - 1:
            return repairs.in_quotes(line)
        return repairs.quoted_in_flow(line, place.column - 1)

    def _problem(self, event: yaml.Event, message: str, corrected: str | None = None) -> LocatedProblem:
        return LocatedProblem(self.file.place(_start(event)), message, corrected=corrected)

    def _stuck(self, event: yaml.Event, message: str, corrected: str | None = None) -> StuckError:
        return StuckError(self._problem(event, message, corrected))


def _start(event: yaml.Event) -> int:
    return event.start_mark.index if event.start_mark else 0


def _end(event: yaml.Event) -> int:
    return event.end_mark.index if event.end_mark else 0

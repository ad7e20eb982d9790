"""YAML becomes plain text, lists and mappings, with the place of every key and value."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache

import yaml

from briefing import i18n
from briefing.errors import Keys, LocatedProblem, OutlineError, Place, Severity
from briefing.i18n import gettext as _
from briefing.outline.keys import glued, items
from briefing.outline.nodes import MAX_DEPTH, Items, Node, Pairs, Scalar, StuckError, nodes, stops_at
from briefing.outline.places import Places, Span
from briefing.outline.quoting import quoted
from briefing.outline.reading import UNWANTED, TextFile, unwanted_name
from briefing.outline.stumbles import explain
from briefing.outline.syntax import is_conflict, slips

_REMEMBERED = 8
"""Files whose nodes are remembered: when an outline is built again, the ledger beside it is mostly the same."""
MAX_STUMBLES = 20
"""Of the parser, explained one after another, each with the text read anew."""

Tree = str | None | list["Tree"] | dict[str, "Tree"]

_OF_WEB_PAGES = re.compile(r"&(?:nbsp|amp|lt|gt|quot|#\d+);|</?(?:br|p|b|strong|span|div)\b[^>]*>", re.IGNORECASE)
_SEPARATING = re.compile("[，、；;]")
_SEPARATOR = re.compile(" *[，、；;] *")
_COLON = re.compile(r"\s*:")


def parse(file: TextFile) -> tuple[Tree, Places, list[LocatedProblem]]:
    """Returns the tree, its places and what is wrong with it; raises OutlineError when there is no tree.

    Where a slip can be meant in one way only, it is reported, and reading goes on as if it had been written so: what is
    wrong elsewhere is told at the same time. Nothing is ever built from such a tree, since the slip is an error.
    """
    root, found, guessed = _read(file.name, file.text, i18n.spoken())
    places = Places(root.span, guessed=set(guessed))
    expander = _Expander(places, list(found))
    return expander.expand(root, (), 0), places, expander.problems


@lru_cache(maxsize=_REMEMBERED)
def _read(name: str, text: str, _language: str) -> tuple[Node, tuple[LocatedProblem, ...], frozenset[tuple[str, int]]]:
    """Returns the outermost node of a text, what is wrong with it, and the lines that the parser did not understand.

    Raises as `parse` does; what is wrong is said in the language of messages.
    """
    file = TextFile.of(name, text)
    unwanted = file.unwanted()
    file = _as_meant(file, unwanted)
    seen = slips(file)
    found = [*unwanted, *seen]
    conflicts = [slip for slip in found if is_conflict(file.text_of(slip.place.line))]
    if conflicts:
        begun = [slip for slip in conflicts if file.text_of(slip.place.line).startswith("<")]
        raise OutlineError(begun or conflicts)
    file = _as_meant(file, seen)
    guessed: set[tuple[str, int]] = set()
    for _round in range(MAX_STUMBLES):
        try:
            root, problems = nodes(file)
        except yaml.MarkedYAMLError as error:
            stumble = explain(file, error, found, stops_at)
        except yaml.YAMLError as error:
            message = _("this is not YAML text: {problem}").format(problem=error)
            stumble = LocatedProblem(Place(file.name, 1, 1), message)
        except StuckError as error:
            stumble = error.problem
            found += error.others
        else:
            return root, (*found, *problems), frozenset(guessed)
        same = next((slip for slip in found if stumble and _differ_in_indent(slip, stumble)), None)
        if same is not None and stumble is not None:
            found[found.index(same)] = replace(same, corrected=stumble.corrected)
        elif stumble is not None:
            found.append(stumble)
        if stumble is None or stumble.corrected is None:
            break
        guessed.add((file.name, stumble.place.line))
        file = file.corrected({stumble.place.line: stumble.corrected})
    raise OutlineError(found)


def _differ_in_indent(slip: LocatedProblem, stumble: LocatedProblem) -> bool:
    """Whether the parser stumbles over the indentation that a line was given when a slip in it was put right."""
    if slip.place.line != stumble.place.line or slip.corrected is None or stumble.corrected is None:
        return False
    return slip.corrected.lstrip() == stumble.corrected.lstrip()


def _as_meant(file: TextFile, found: Iterable[LocatedProblem]) -> TextFile:
    """Returns the file with the lines that slips give as they should be; the first slip of a line is taken."""
    lines = {slip.place.line: slip.corrected for slip in reversed(list(found)) if slip.corrected is not None}
    return file.corrected(lines)


def _is_bare(key: Node, value: Node) -> bool:
    """Whether a key has no colon, as what follows a comma within “{…}”, and is none whose colon is a wrong one."""
    if not isinstance(value, Scalar) or value.text is not None or value.span.typed:
        return False
    return not _COLON.match(key.span.file.text, key.span.end) and glued(key.span.typed) is None


class _Expander:
    """Makes plain values of nodes, noting their places and what is wrong with their keys."""

    def __init__(self, places: Places, problems: list[LocatedProblem]) -> None:
        self.places = places
        self.problems = problems

    def expand(self, node: Node, keys: Keys, depth: int) -> Tree:
        self.places.values[keys] = node.span
        if depth > MAX_DEPTH:
            message = _("aliases make lists and mappings stand more than {most} deep")
            self._report(node, message.format(most=MAX_DEPTH))
            return None
        match node:
            case Scalar(text=text):
                self._check_characters(node, text or "")
                self._check_paste(node, text or "")
                return text
            case Items():
                parted = [part for item in node.items for part in self._parted_items(item, node, keys)]
                return [self.expand(item, (*keys, i), depth + 1) for i, item in enumerate(parted)]
            case Pairs(pairs=pairs):
                return self._mapping(pairs, keys, depth)

    def _mapping(self, pairs: list[tuple[Node, Node]], keys: Keys, depth: int) -> Tree:
        mapping: dict[str, Tree] = {}
        before: Node | None = None
        line_of_double = 0
        for key, value in pairs:
            name = key.text if isinstance(key, Scalar) else None
            if name and _is_bare(key, value) and isinstance(before, Scalar):
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

    def _parted(self, before: Scalar, after: Node) -> str:
        """Reports a text that a comma parted within “{…}”, and returns the whole."""
        span = Span(before.span.file, before.span.start, after.span.end)
        message = _(
            "the comma before “{words}” ends the text; within “{{…}}” a text that holds “,” must stand in quotes"
        )
        corrected = span.with_instead(quoted(span.typed)) if span.typed[0] not in {'"', "'"} else None
        place = after.span.place()
        self.problems.append(LocatedProblem(place, message.format(words=after.span.typed), corrected=corrected))
        return span.typed

    def _check_paste(self, node: Scalar, text: str) -> None:
        mark = _OF_WEB_PAGES.search(text) if "&" in text or "<" in text else None
        if mark:
            message = _("“{mark}” is a sign of web pages and would be printed as it stands").format(mark=mark[0])
            self.problems.append(LocatedProblem(node.span.place(mark[0]), message, Severity.WARNING))
        if "\t" in text and node.span.typed[:1] not in {"|", ">"}:
            message = _("a tab stands in this text, as between cells that were pasted from Excel")
            self.problems.append(LocatedProblem(node.span.place("\t"), message, Severity.WARNING))

    def _parted_items(self, item: Node, of_list: Items, keys: Keys) -> list[Node]:
        """Returns an item of “[…]”, or the several that are meant by one with a full-width comma, which is reported.

        In a list of whole sentences it may be a comma of the sentence: a warning, then, and one item.
        """
        if not isinstance(item, Scalar) or not _SEPARATING.search(item.text or ""):
            return [item]
        typed = item.span.typed if of_list.span.typed.startswith("[") else ""
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
        return [Scalar(item.span, part) for part in parts]

    def _check_characters(self, node: Node, text: str) -> None:
        # The file's own characters were looked at before; what is left came through an escape such as "\x07".
        for character in sorted(set(UNWANTED.findall(text))) if UNWANTED.search(text) else ():
            message = _("an escape in this text stands for {character}; delete it and type the text again")
            self._report(node, message.format(character=unwanted_name(character)))

    def _report(self, node: Node, message: str) -> None:
        self.problems.append(LocatedProblem(node.span.place(), message))

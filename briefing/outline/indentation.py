"""Lines that stand too far in or out, or lack their hyphen: why the parser stumbles over them, and where they belong."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from briefing.i18n import gettext as _
from briefing.outline import repairs, vocabulary
from briefing.outline.causes import Cause, Stumble
from briefing.outline.lines import Line, open_columns, structure
from briefing.outline.schema import known_keys

_HYPHENS = re.compile("(?:- +)+")


@dataclass(frozen=True, slots=True)
class _Around:
    """The line that the parser stumbled over, and those of structure before and after it."""

    before: list[Line]
    """The nearest last, without comments."""
    line: str
    indent: int
    after: Line | None

    @classmethod
    def of(cls, stumble: Stumble) -> _Around:
        lines = [each for each in structure(stumble.file) if each.text.lstrip()[0] != "#"]
        line = stumble.line
        return cls(
            [each for each in lines if each.number < stumble.number],
            line,
            len(line) - len(line.lstrip(" ")),
            next((each for each in lines if each.number > stumble.number), None),
        )


def _inner(line: Line) -> int:
    """Returns the column of what follows a line's hyphens."""
    bare = line.text.lstrip()
    return line.indent + len(bare) - len(_HYPHENS.sub("", bare, count=1))


def _is_item(line: str) -> bool:
    return _HYPHENS.match(line.lstrip()) is not None


def _opens(line: Line) -> bool:
    return line.text.rstrip().endswith(":")


def of_block(stumble: Stumble) -> Iterator[Cause]:
    """Yields the line that should belong to the text of a block above it."""
    around = _Around.of(stumble)
    key = repairs.KEY.match(around.line)
    is_key = key and (key["mark"] == ":" or key["key"] in known_keys() or key["key"] in vocabulary.KEYS)
    if not around.before or not around.before[-1].block or is_key or _is_item(around.line):
        return
    owner = around.before[-1]
    numbers = range(owner.number + 1, stumble.number)
    inside = [number for number in numbers if stumble.file.text_of(number).strip()]
    first = stumble.file.text_of(inside[0]) if inside else " " * (owner.indent + 2)
    depth = len(first) - len(first.lstrip(" "))
    if len(inside) == 1 and around.indent > owner.indent:
        message = _("the first line of this text stands further in than the next; line them up")
        yield Cause(stumble.offset(inside[0], depth), message, repairs.lined_up(first, around.indent))
    message = (
        _("this line stands less far in than the text that begins below line {line}; line it up with that")
        if inside
        else _("the text after “|” in line {line} stands further in than its key, by two spaces")
    )
    offset = stumble.offset(stumble.number, around.indent)
    yield Cause(offset, message.format(line=owner.number), repairs.lined_up(around.line, depth))


def of_item(stumble: Stumble) -> Iterator[Cause]:
    """Yields the line that lacks the hyphen of an item: between items, or first below the key of a list."""
    around = _Around.of(stumble)
    if not around.before:
        return
    above = around.before[-1]
    message = _("an item of a list begins with “- ”, a hyphen and a space")
    is_text = not re.match(r" *[^\s\"'{\[][^\"'{\[]*:(?:\s|$)", around.line) and not _is_item(around.line)
    if is_text and _is_item(above.text) and above.indent == around.indent:
        yield Cause(
            stumble.offset(stumble.number, around.indent), message, repairs.with_item(around.line), is_certain=True
        )
    if repairs.NUMBERED_KEY.match(around.line):
        offset = stumble.offset(stumble.number, around.indent)
        yield Cause(offset, message, repairs.with_item(around.line))
    if repairs.NUMBERED_KEY.match(above.text):
        yield Cause(above.start + above.indent, message, repairs.with_item(above.text))
    is_first = len(around.before) > 1 and _opens(around.before[-2]) and above.indent > around.before[-2].indent
    if is_first and _is_item(around.line) and not _is_item(above.text) and above.indent == around.indent:
        yield Cause(above.start + above.indent, message, repairs.with_item(above.text), is_certain=True)


def of_place(stumble: Stumble) -> Iterator[Cause]:
    """Yields why a line cannot stand so far in or out as it does, or the one above it."""
    is_inward = "mapping values" in stumble.problem
    if not is_inward and not re.search("block (?:mapping|collection)|'-' indicator", stumble.context + stumble.problem):
        return
    around = _Around.of(stumble)
    offset = stumble.offset(stumble.number, around.indent)
    yield from _line_above(around)
    yield from _hyphen_too_many(stumble, around)
    if is_inward:
        message = _("this line stands further in than the line above allows; line it up with the keys it belongs to")
        offset = stumble.offset(stumble.number, len(around.line) - len(around.line.lstrip(" -")))
    elif _is_item(around.line) or repairs.KEY.match(around.line):
        message = _("this line does not line up with the keys above it; check its indentation")
    else:
        message = _("expected another “- ” here; this line stands in line with a list but does not belong to it")
    column = _column(around)
    corrected = repairs.lined_up(around.line, column) if column is not None else None
    yield Cause(offset, message, corrected, is_certain=True)


def _hyphen_too_many(stumble: Stumble, around: _Around) -> Iterator[Cause]:
    """Yields the hyphen before a key that stands in line with the other keys of an item."""
    key = re.match(r" *- +(?=(?P<key>[A-Za-z][\w-]*): )", around.line)
    if not key or not around.before or _opens(around.before[-1]) or key["key"] in _keys_above(around):
        return
    if _inner(around.before[-1]) == around.indent:
        message = _("“- ” does not belong here: this line stands in line with the keys above it")
        corrected = f"{' ' * around.indent}{around.line[key.end() :]}"
        yield Cause(stumble.offset(stumble.number, around.indent), message, corrected)


def _keys_above(around: _Around) -> set[str]:
    """Returns the keys above a line that stand at its column, back to where their item begins."""
    keys = set()
    for line in reversed(around.before):
        if _inner(line) == around.indent:
            keys.add(line.text[around.indent :].partition(":")[0])
        if line.indent < around.indent:
            break
    return keys


def _line_above(around: _Around) -> Iterator[Cause]:
    """Yields the line above where that one stands too far out: both its neighbours stand further in."""
    if len(around.before) < 2 or _is_item(around.line):  # noqa: PLR2004 - the line above, and that above it
        return
    outer, above = around.before[-2:]
    if not re.match(r" *[\w-]+:(?:\s|$)", above.text):
        return
    is_between = _inner(outer) == around.indent or (_opens(outer) and above.indent == outer.indent)
    if above.indent < around.indent and not _opens(above) and not _is_item(above.text) and is_between:
        message = _("this line does not line up with the keys above it; check its indentation")
        yield Cause(above.start + above.indent, message, repairs.lined_up(above.text, around.indent))


def _column(around: _Around) -> int | None:
    """Returns where a line should begin, told from the lines before and after it; None where they do not agree."""
    if not around.before:
        return 0
    above, columns = around.before[-1], open_columns(around.before)
    hyphens = _HYPHENS.match(around.line.lstrip())
    if hyphens and ":" in around.line and around.after and not _is_item(around.after.text):
        wanted = {around.after.indent - len(hyphens[0])}
    elif hyphens:
        wanted = {line.indent for line in (above, around.after) if line and _is_item(line.text)}
    else:
        nearest = sorted(columns, key=lambda column: abs(column - around.indent))[:2]
        is_clear = len(nearest) == 1 or abs(nearest[0] - around.indent) < abs(nearest[1] - around.indent)
        is_between = around.after is not None and _inner(above) == around.after.indent
        is_first = not is_clear and _is_item(above.text)
        wanted = {_inner(above)} if is_between or is_first else set(nearest[:1] if is_clear else ())
    fitting = wanted & columns
    return fitting.pop() if len(fitting) == 1 else None

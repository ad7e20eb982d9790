"""The lines of an outline that YAML takes for keys and items, told from the text of blocks opened by “|” or “>”."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from briefing.outline.reading import TextFile

BARS, ANGLES = "|｜丨∣│", ">＞》〉"
"""What is typed for the marks of a block; the first of each is the right one."""
BLANKS = {" ": 1, "\t": 2, "\u3000": 2, "\xa0": 1, **dict.fromkeys(map(chr, range(0x2000, 0x200B)), 1), "\u202f": 1}
"""What is typed for the spaces of an indentation, and as how many of them it shows."""
_BLANK = "".join(BLANKS)
_BLOCK = re.compile(
    rf"(?P<dashes>(?>(?:- +)*))(?P<key>[^\s#\"'][^\"']*?[:：])? *(?:&\S+ +)?(?P<mark>[{BARS}{ANGLES}])[-+0-9]*\s*(?:#.*)?$"
)
_BLOCK_END = re.compile(rf"[{BARS}{ANGLES}][-+0-9]*\s*(?:#.*)?$")
_VALUE = re.compile(
    r"(?P<before> *(?:- +)*(?:(?P<key>[^\s:\"'{\[#][^:\"'{\[#]*?|\"[^\"]*\"|'[^']*') *: +)?)(?P<value>\S.*?)(?P<after>(?:\s+#(?=\s|$).*|\s{2,}#.*)?)"
)


@dataclass(frozen=True, slots=True)
class Line:
    """A line with keys, items or one-line texts."""

    number: int
    """Counted from 1."""
    start: int
    """The offset of its first character."""
    text: str
    """Without its end."""
    indent: int
    """How many spaces its indentation shows as."""
    block: str = ""
    """The mark of the block of text that it opens."""


@dataclass(frozen=True, slots=True)
class Parts:
    """A line taken apart: what stands before its value, with indentation, hyphens and key; the value; a comment."""

    before: str
    key: str
    value: str
    after: str


def parts(line: str) -> Parts | None:
    found = _VALUE.fullmatch(line.rstrip())
    return Parts(found["before"], found["key"] or "", found["value"], found["after"]) if found else None


def structure(file: TextFile, until: int | None = None) -> Iterator[Line]:
    """Yields each line that is not blank and not inside a block of text, up to the line of a number."""
    depth: int | None = None
    starts = [*file.line_starts, len(file.text)]
    for number in range(1, min(until if until is not None else len(starts), len(starts) - 1) + 1):
        text = file.text[starts[number - 1] : starts[number]].rstrip("\r\n")
        bare = text.lstrip(_BLANK)
        if not bare:
            continue
        indent = shown(text[: len(text) - len(bare)])
        if depth is not None:
            if indent > depth:
                continue
            depth = None
        opened = _BLOCK.match(bare) if _BLOCK_END.search(bare) else None
        if opened:
            depth = indent + (len(opened["dashes"]) if opened["key"] else 0)
        yield Line(number, starts[number - 1], text, indent, opened["mark"] if opened else "")


def shown(blanks: str) -> int:
    """Returns as how many spaces an indentation shows."""
    return len(blanks) if blanks.isascii() and "\t" not in blanks else sum(map(BLANKS.__getitem__, blanks))


def above(file: TextFile, number: int) -> Line | None:
    """Returns the line of structure that stands nearest above a line."""
    last = None
    for line in structure(file, number - 1):
        if line.text.lstrip()[:1] != "#":
            last = line
    return last


def open_columns(before: Sequence[Line]) -> set[int]:
    """Returns the columns at which a line can begin: those of the mappings and lists that are open above it."""
    columns: set[int] = set()
    least = None
    for line in reversed(before):
        bare = line.text.lstrip(_BLANK)
        if bare[:1] == "#" or (least is not None and line.indent >= least):
            continue
        inner = line.indent + len(bare) - len(re.sub("^(?:- +)+", "", bare))
        columns |= {line.indent, inner}
        if least is None and bare.rstrip()[-1] == ":":
            columns.add(inner + 2)
        least = line.indent
        if not least:
            break
    return columns

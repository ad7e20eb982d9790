"""What YAML refuses or reads otherwise than it is meant, though only one thing can be meant: read so, without a word."""

from __future__ import annotations

import re
from unicodedata import east_asian_width

from briefing.outline.lines import structure
from briefing.outline.reading import TextFile

_BLANK = "\t\u3000\xa0"
_BLANKS = re.compile(f"[{_BLANK}]")
_BEFORE_TEXT = re.compile(rf" *(?:-[ {_BLANK}]+)*(?:[A-Za-z][\w-]* *:[ {_BLANK}]+)?")
_AFTER_TEXT = re.compile(rf"(?<![ {_BLANK}])[ {_BLANK}]++(?=[\r\n]|\Z)|(?<!\t)\t++(?=#)")
"""What looks back keeps a long run of blanks from being tried from each of them anew."""


def with_plain_blanks(file: TextFile) -> str:
    """Returns the text with spaces for the tabs and wide blanks after hyphens, after colons and at the ends of lines.

    It is as long as before, so that places in it are those of the file.
    """
    if not any(_is_odd(file.text, blank.start()) for blank in _BLANKS.finditer(file.text)):
        return file.text
    pieces, end = [], 0
    for line in structure(file):
        found = _BEFORE_TEXT.match(line.text)
        length = found.end() if found else 0
        pieces += [file.text[end : line.start], re.sub(f"[{_BLANK}]", " ", line.text[:length])]
        end = line.start + length
    return _AFTER_TEXT.sub(lambda found: " " * len(found[0]), "".join([*pieces, file.text[end:]]))


def _is_odd(text: str, at: int) -> bool:
    """Whether a tab or a wide blank stands behind a hyphen or colon, or at the end of what is said in a line."""
    return text[at - 1 : at] in {":", "-"} or text[at + 1 : at + 2] in {"", "\r", "\n", "#", *_BLANK}


def rejoined(typed: str, value: str) -> str:
    """Returns the value of a text that stands in several lines without “|”, its paragraphs apart, its lines joined.

    A blank line parts paragraphs as it does after “|”, where YAML makes a mere line end of it; and the end of a line is
    no space in Chinese.
    """
    if "\n" not in typed and "\r" not in typed:
        return value
    is_escaped = typed[:1] == '"' and "\\" in typed
    if is_escaped or len(typed.rstrip().splitlines()) <= 1:
        return value
    lines = typed.splitlines()[1:] if typed[0] == ">" else _without_quotes(typed).splitlines()
    paragraphs: list[str] = []
    is_new = True
    for line in map(str.strip, lines):
        if line and is_new:
            paragraphs.append(line)
        elif line:
            paragraphs[-1] += ("" if _is_wide(paragraphs[-1][-1]) or _is_wide(line[0]) else " ") + line
        is_new = not line
    return "\n\n".join(paragraphs)


def _without_quotes(typed: str) -> str:
    match typed[0]:
        case '"':
            return typed[1:-1]
        case "'":
            return typed[1:-1].replace("''", "'")
        case _:
            return typed


def _is_wide(character: str) -> bool:
    return east_asian_width(character) in "WF"
